"""Workers that are killed while they send lose nothing and record nothing twice."""

import os
import signal
import subprocess
import sys
import time
from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from domain.notice import ChannelKind, Delivery
from interfaces.gateways.database import Database
from tests.conftest import MASTER_KEY, StoppedClock
from tests.notices import Told, somebody, told
from tests.posting import Receiver, receiver

pytestmark = [pytest.mark.database, pytest.mark.slow]
WORKER = """
import os, time
import interfaces.gateways.carriers.webhook as webhook
from interfaces.service import open_service
from interfaces.settings import Settings

webhook.PATIENCE = 300
with open_service(Settings.from_env(os.environ)) as service:
    while True:
        service.deliveries.deliver_due(4)
        time.sleep(0.05)
"""
NOTICES = 24


@pytest.fixture
def hook() -> Iterator[Receiver]:
    with receiver() as server:
        yield server


@pytest.fixture
def start(database: Database) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    started: list[subprocess.Popen[bytes]] = []
    settings = {
        "DATABASE_URL": database.conninfo,
        "SVERKA_MASTER_KEY": b64encode(MASTER_KEY).decode(),
        "SVERKA_SIGN_IN": "demo",
        "SVERKA_FILES_URL": "memory:///",
        "SVERKA_PRIVATE_ADDRESSES": "allow",
    }

    def worker() -> subprocess.Popen[bytes]:
        env = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path)}
        one = subprocess.Popen([sys.executable, "-c", WORKER], env=env | settings)
        started.append(one)
        return one

    yield worker
    for one in started:
        one.kill()
        one.wait()


def until(is_so: Callable[[], bool], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.05)


def test_a_worker_killed_while_it_sends_loses_nothing_and_nothing_is_recorded_twice(
    database: Database,
    clock: StoppedClock,
    hook: Receiver,
    start: Callable[[], subprocess.Popen[bytes]],
) -> None:
    world: Told = told(database, clock, SVERKA_PRIVATE_ADDRESSES="allow")
    anna = somebody()
    channel = world.confirmed(anna, ChannelKind.WEBHOOK, hook.url)
    for number in range(NOTICES):
        world.tell(anna, str(number))
    sent_before = len(hook.requests)
    hook.open.clear()
    first, _ = start(), start()
    until(lambda: len(hook.requests) - sent_before == 8)

    first.send_signal(signal.SIGKILL)
    first.wait()
    hook.open.set()
    ids = [Delivery.create_id(channel, card.id, None) for card in world.inbox(anna)]
    log = world.service.log

    def all_are_delivered() -> bool:
        world.catch_up()  # else the queue never learns what was sent
        return len(log.find_many(Delivery, ids)) == NOTICES

    until(all_are_delivered)
    world.catch_up()

    sent = Counter(headers["webhook-id"] for headers, _ in hook.requests[sent_before:])
    assert set(sent) == {str(id) for id in ids}
    assert sorted(sent.values()) == [1] * (NOTICES - 4) + [2] * 4
    for card in world.inbox(anna):
        [delivery] = world.deliveries(card)
        assert (delivery.state, len(delivery.attempts)) == ("accepted", 1)
