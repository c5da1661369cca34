"""Appending to the log in process, next to bare INSERTs of the same bytes."""

import json
import multiprocessing
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid4

from bench.figure import Figure, at_least, ratio_of
from bench.population import COMMON, SINCE, pour
from bench.web import INSERT, STATE, TABLE, TOPIC
from bench.world import World
from domain.applicability import Declaration, Subject
from domain.condition import Ground, parse
from domain.kernel import Actor, Event, Role
from domain.profile import Profile
from interfaces.service import Service, open_service
from interfaces.settings import Settings

NAME = "appending"
THREADS = 8
STREAM = 20
START_IN = 3.0
"""Seconds for processes to get ready, so that they begin together."""

EMMETT = "@event-driven-io/emmett-postgresql@0.42.0"
PEER = Path(__file__).with_name("emmett.mjs")
NAMES = {"new": "new aggregate", "append": f"append to a stream of {STREAM}"}

SUBJECT = Subject(
    code="REQ-FIRE-001",
    version=1,
    condition=parse({"object": ["lift"]}),
    control_body="МЧС России",
)
PROFILE = Profile.model_validate(COMMON)
BY = Actor(id=str(uuid4()), role=Role.CLIENT)
SAID: dict[str, Any] = {
    "profile": PROFILE,
    "ground": Ground.OBJECT_NOT_USED,
    "absent": ("object:lift",),
    "explanation": None,
    "document_id": None,
    "by": BY,
    "today": SINCE.date(),
}

Work = Callable[[], object]


def figures(world: World) -> Iterator[Figure]:
    """Appends a second by 8 threads, in one process and in two."""
    world.env(NAME)
    with world.service(NAME) as service:
        streams = _streams(service, 1000 if world.is_quick else 4000)
    with world.sql(NAME) as sql:
        sql.execute(TABLE)
    peer = _emmett(world)
    rounds: list[dict[str, float]] = []
    for _ in range(world.rounds):
        rates = {"pgbench": _pgbench(world), "raw": _together(world, "raw", [[]])}
        rates |= {f"{kind} Emmett": rate for kind, rate in peer(world.seconds).items()}
        for kind in NAMES:
            half = len(streams) // 2
            rates[f"{kind} 1"] = _together(world, kind, [streams])
            rates[f"{kind} 2"] = _together(
                world, kind, [streams[:half], streams[half:]]
            )
        rounds.append(rates)
    rate = {name: [one[name] for one in rounds] for name in rounds[0]}
    yield Figure(
        f"bare INSERT by {THREADS} threads of one Python process",
        f"{median(rate['raw']):.0f}/s",
        f"pgbench, {THREADS} clients: {median(rate['pgbench']):.0f}/s",
        ratio_of(rate["raw"], rate["pgbench"]),
    )
    for kind, name in NAMES.items():
        for processes in (1, 2):
            ours = rate[f"{kind} {processes}"]
            what = f"{name}, {processes} × {THREADS // processes} threads"
            yield Figure(
                what,
                f"{median(ours):.0f}/s",
                f"pgbench, one INSERT, {THREADS} clients:"
                f" {median(rate['pgbench']):.0f}/s",
                ratio_of(ours, rate["pgbench"]),
            )
            if theirs := rate.get(f"{kind} Emmett"):
                yield at_least(
                    what,
                    f"{median(ours):.0f}/s",
                    f"Emmett, the same, {THREADS} at once: {median(theirs):.0f}/s",
                    ratio_of(ours, theirs),
                    1,
                )


def _emmett(world: World) -> Callable[[float], dict[str, float]]:
    """What another event store for PostgreSQL does a second, by kind of work.

    Nothing where there is no Node.js, or no way to its packages.
    """
    npm = shutil.which("npm")
    room = world.home / "emmett"
    room.mkdir(exist_ok=True)
    if (
        npm is None
        or subprocess.run(
            [npm, "install", "--silent", "--prefix", str(room), EMMETT], check=False
        ).returncode
    ):
        print("without Emmett to compare with: npm cannot install it", file=sys.stderr)
        return lambda _: {}
    shutil.copy(PEER, room)
    world.env("emmett")
    place = dict(part.split("=", 1) for part in world.local.conninfo("emmett").split())
    url = (
        f"postgresql://{place['user']}@localhost:{place['port']}/emmett"
        f"?host={quote(place['host'], safe='')}"
    )

    def measured(seconds: float) -> dict[str, float]:
        world.calm()
        asked = ["node", PEER.name, url, str(THREADS), str(STREAM), str(seconds)]
        said = subprocess.run(
            asked, cwd=room, capture_output=True, text=True, check=True
        )
        found: dict[str, float] = json.loads(said.stdout)
        return found

    return measured


def _pgbench(world: World) -> float:
    """INSERT + COMMIT a second, prepared, of the same bytes."""
    script = world.home / "insert.sql"
    script.write_text(
        "INSERT INTO bench_raw (originator_id, originator_version, topic, state)"
        f" VALUES (gen_random_uuid(), 1, :topic, '\\x{STATE.hex()}'::bytea)"
        " RETURNING notification_id;\n"
    )
    world.calm()
    said = subprocess.run(
        [
            *(str(world.local.bin / "pgbench"), "--no-vacuum", "-M", "prepared"),
            *("-f", str(script), "-D", f"topic={TOPIC}", "-c", str(THREADS), "-j", "2"),
            *("-T", str(round(world.seconds)), "-d", world.local.conninfo(NAME)),
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    found = re.search(r"tps = ([\d.]+)", said)
    assert found, said
    return float(found[1])


def _together(world: World, kind: str, shares: list[list[UUID]]) -> float:
    """What so many processes do a second, each with its share of the streams."""
    world.calm()
    begin = time.time() + START_IN
    threads = THREADS // len(shares)
    with ProcessPoolExecutor(
        len(shares), multiprocessing.get_context("spawn")
    ) as processes:
        asked = [
            processes.submit(
                _rate, world.env(NAME), kind, ids, threads, begin, world.seconds
            )
            for ids in shares
        ]
        return sum(one.result() for one in asked)


def _rate(
    env: dict[str, str],
    kind: str,
    ids: list[UUID],
    threads: int,
    begin: float,
    seconds: float,
) -> float:
    """What this process does a second, from a moment on."""
    with open_service(Settings.from_env(env)) as service:
        work = _work(service, kind, ids)
        for _ in range(threads):
            work()
        time.sleep(max(0.0, begin - time.time()))
        return _timed(work, threads, seconds)


def _work(service: Service, kind: str, ids: list[UUID]) -> Work:
    numbers = count()
    log = service.log

    def new() -> object:
        declared = Declaration.declare(SUBJECT, client_id=uuid4(), **SAID)
        return log.record(declared, by=BY)

    def append() -> object:
        # Another stream each time: all stay about as long.
        found = log.load(Declaration, ids[next(numbers) % len(ids)])
        _go_on(found)
        return log.record(found, by=BY)

    def raw() -> object:
        with service.database.connection() as sql:
            values = uuid4(), 1, TOPIC, STATE
            return sql.execute(INSERT, values, prepare=True).fetchone()

    return {"new": new, "append": append, "raw": raw}[kind]


def _timed(work: Work, threads: int, seconds: float) -> float:
    done = [0] * threads
    end = time.perf_counter() + seconds

    def run(place: int) -> None:
        while time.perf_counter() < end:
            work()
            done[place] += 1

    workers = [threading.Thread(target=run, args=(n,)) for n in range(threads)]
    began = time.perf_counter()
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    return sum(done) / (time.perf_counter() - began)


def _go_on(declaration: Declaration) -> None:
    if declaration.is_in_effect:
        declaration.withdraw(reason=None, by=BY)
    else:
        declaration.declare_again(SUBJECT, **SAID)


def _streams(service: Service, number: int) -> list[UUID]:
    """Declarations that were withdrawn and given again until there are 20 events."""
    model = Declaration.declare(SUBJECT, client_id=uuid4(), **SAID)
    while model.version < STREAM:
        _go_on(model)
    events: list[Any] = list(model.collect_events())
    ids = [uuid4() for _ in range(number)]
    pour(service, _copies(events, ids))
    return ids


def _copies(events: list[Event], ids: list[UUID]) -> Iterator[Event]:
    for id in ids:
        own = {"originator_id": id, "client_id": uuid4(), "timestamp": SINCE}
        yield from (one.model_copy(update=own) for one in events)
