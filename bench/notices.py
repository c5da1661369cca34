"""A change that concerns everybody: whom to tell, and each notice queued (L8)."""

import time
from collections.abc import Iterator
from datetime import date, timedelta
from statistics import median
from uuid import UUID, uuid4

from application.requirement import AmendRequirement, DraftRequirement
from bench.figure import Figure, ratio_of
from bench.impact import fill_clients
from bench.population import fill_register, starter
from bench.world import World
from domain.condition import ALWAYS
from domain.kernel import Actor, Role
from domain.notice.mailing import Mailing
from domain.requirement import Content
from interfaces.service import Service
from projections.notice import NoticeProjection
from projections.notice.mailing import MailingProjection
from projections.runner import Runner

CLIENTS, QUICK_CLIENTS = 100_000, 20_000
LEAST = 5_000
"""Notices a second: found, recorded, in the inbox, and queued for one channel each."""
EVERYBODY = "REQ-BENCH-001"
OTHERS = 9
"""Requirements beside it that change at the same time, each for somebody else."""
REGISTRAR = Actor(id="system:bench", role=Role.REGISTRAR)
ADMINISTRATOR = Actor(id="system:bench", role=Role.ADMINISTRATOR)
CHANNELS = """
    INSERT INTO notice.channel (id, recipient, kind, address, state, topics, code,
        mistakes, secret, place)
    SELECT gen_random_uuid(), id, 'email', 'office@example.org', 'confirmed', NULL, 1,
        0, 1, 1
    FROM client.client
"""
PLAIN = """
    CREATE TABLE plain_notice (id uuid PRIMARY KEY, recipient uuid, told_at timestamptz,
        words text);
    CREATE TABLE plain_delivery (id uuid PRIMARY KEY, notice uuid, channel uuid,
        due_at timestamptz, state text);
"""
NOTICES = """
    INSERT INTO plain_notice SELECT id, id, now(), 'words' FROM unnest(%s::uuid[]) AS id
"""
DELIVERIES = """
    INSERT INTO plain_delivery
    SELECT id, id, id, now(), 'waiting' FROM unnest(%s::uuid[]) AS id
"""
PORTION = 2_000


def figures(world: World) -> Iterator[Figure]:
    """Notices a second, beside inserting as many plain rows."""
    count = QUICK_CLIENTS if world.is_quick else CLIENTS
    rounds = 2 if world.is_quick else 3
    with world.service("notices") as service:
        fill_register(service, len(starter()))
        fill_clients(service, count)
        with service.database.connection() as sql:
            sql.execute(CHANNELS)
            sql.execute(PLAIN)
        _require(service)
        service.runner.drain()
        service.mailings.begin(by=ADMINISTRATOR)
        _queue(service)
        ours, theirs = [], []
        for number in range(rounds):
            theirs.append(_plain(service, count))
            ours.append(_mailed(service, number, count))
    speed = count / median(ours)
    yield Figure(
        f"{count:,} notices of {1 + OTHERS} changes, found and queued",
        f"{speed:,.0f} notices/s",
        f"plain INSERT of two rows each: {count / median(theirs):,.0f}/s",
        ratio_of(theirs, ours),
        f"≥ {LEAST:,} notices/s",
        met=speed >= LEAST,
    )


def _require(service: Service) -> None:
    row = starter()[0]
    known = service.requirement_view.get(row["id"])
    assert known
    content = known.content.model_copy(
        update={"condition": ALWAYS, "in_force_until": None}
    )
    command = DraftRequirement(code=EVERYBODY, content=content)
    service.requirements.draft(command, by=REGISTRAR)
    service.requirements.publish(EVERYBODY, by=REGISTRAR)


def _mailed(service: Service, number: int, count: int) -> float:
    """Seconds from a change of ten requirements to everybody's queued notice."""
    begins = date(2030, 1, 1) + timedelta(days=number)
    for code in (EVERYBODY, *(row["id"] for row in starter()[1 : 1 + OTHERS])):
        card = service.requirement_view.get(code)
        assert card
        changed: Content = card.content.model_copy(
            update={"in_force_from": begins, "in_force_until": None}
        )
        command = AmendRequirement(content=changed)
        service.requirements.amend(code, command, by=REGISTRAR)
    service.runner.drain()
    before = _counted(service)
    began = time.perf_counter()
    id = service.mailings.begin(by=ADMINISTRATOR).id
    _queue(service)
    seconds = time.perf_counter() - began
    notices, deliveries = _counted(service)
    assert (notices - before[0], deliveries - before[1]) == (count, count)
    assert service.log.load(Mailing, id).told == count
    return seconds


def _queue(service: Service) -> None:
    """What the worker does: tell everybody, and keep the read models up to date."""
    Runner(service.database, service.log, (MailingProjection(),)).drain()
    service.mailings.go_on_with_all()
    both = (MailingProjection(), NoticeProjection())
    Runner(service.database, service.log, both).drain()


def _counted(service: Service) -> tuple[int, int]:
    with service.database.connection() as sql:
        found = sql.execute(
            "SELECT (SELECT count(*) FROM notice.notice),"
            " (SELECT count(*) FROM notice.delivery WHERE state = 'waiting')"
        ).fetchone()
    assert found
    return found[0], found[1]


def _plain(service: Service, count: int) -> float:
    """Seconds of inserting as many rows of both kinds, and nothing else."""
    ids: list[UUID] = [uuid4() for _ in range(count)]
    began = time.perf_counter()
    with service.database.connection() as sql:
        for start in range(0, count, PORTION):
            some = ids[start : start + PORTION]
            with sql.transaction():
                sql.execute(NOTICES, (some,))
                sql.execute(DELIVERIES, (some,))
    return time.perf_counter() - began
