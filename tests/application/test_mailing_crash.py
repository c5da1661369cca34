"""A mailing survives the death of its worker: nobody is left out or told twice (L8)."""

import os
import signal
import subprocess
import sys
import time
from base64 import b64encode
from pathlib import Path

import pytest

from domain.notice.mailing import Mailing, mailing_id
from interfaces.gateways.database import Database
from tests.business import Business, business
from tests.conftest import MASTER_KEY, StoppedClock
from tests.data_assessment import inn_number_of
from tests.interfaces.shell import ADMIN

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log")]

ROOT = Path(__file__).parents[2]
CLIENTS, SEEN = 30, 5
PATIENCE = 60.0
WORKER = """
import os, time
from application.notice import mailing
from interfaces.service import open_service
from interfaces.settings import Settings

mailing.AT_ONCE = 1
with open_service(Settings.from_env(os.environ)) as service:
    record = service.log.record

    def slowly(*aggregates, **how):
        time.sleep(0.05)
        return record(*aggregates, **how)

    service.log.record = slowly
    service.mailings.go_on_with_all()
"""


def portions(made: Business) -> int:
    mailing = made.service.log.load(Mailing, mailing_id("changes/2"))
    return mailing.told


def test_a_killed_worker_leaves_nobody_out_and_tells_nobody_twice(
    database: Database, clock: StoppedClock
) -> None:
    made = business(database, clock)
    made.service.mailings.begin(by=ADMIN)
    for n in range(CLIENTS):
        made.client(f"n{n}", inn_number_of(n), facts={"object:lift": True})
    made.require(in_force_until=None)
    made.seen(made.service.mailings.begin(by=ADMIN))
    env = os.environ | {
        "DATABASE_URL": database.conninfo,
        "SVERKA_MASTER_KEY": b64encode(MASTER_KEY).decode(),
        "SVERKA_SIGN_IN": "demo",
        "SVERKA_PUBLIC_URL": "http://testserver",
        "SVERKA_FILES_URL": "memory:///",
        "PYTHONPATH": str(ROOT),
    }

    with subprocess.Popen([sys.executable, "-c", WORKER], env=env, cwd=ROOT) as worker:
        end = time.monotonic() + PATIENCE
        while portions(made) < SEEN and time.monotonic() < end:
            time.sleep(0.02)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    killed_at = portions(made)
    made.service.mailings.go_on_with_all()
    made.service.runner.drain()

    log = made.service.log
    told = [
        client
        for event in log.events_of(log.tail(0, 100_000).events)
        if isinstance(event, Mailing.Mailed)
        for text in event.told
        for client in text.clients
    ]
    assert SEEN <= killed_at < CLIENTS
    assert (len(told), len(set(told))) == (CLIENTS, CLIENTS)
    assert portions(made) == CLIENTS
    with made.service.database.connection() as sql:
        found = sql.execute("SELECT count(*) FROM notice.notice").fetchone()
    assert found == (CLIENTS,)
