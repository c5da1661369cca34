"""How long the summary of a rule takes with 100,000 evaluations (E4)."""

import time
from collections.abc import Iterator
from random import Random
from statistics import median
from uuid import UUID

from bench.figure import Figure, percentile, within
from bench.world import World
from domain.anonymity import Segment, Waiting, path, plan
from domain.evaluation import Cost, Evaluation, Said, Subject, Tally, Theme
from domain.kernel import Actor, Role
from interfaces.evaluated import starter_atlas
from interfaces.service import Service
from interfaces.starter import load_starter

MANY, FEW = 100_000, 5_000
AT_ONCE = 5_000
MOST_MS = 50.0
RULE = Subject(code="REQ-FIRE-001", version=1)
JOB = Actor(id="system:bench", role=Role.SYSTEM)
OKVED = ("56.10", "47.11", "62.01", "10.71", "96.02", "49.41", "41.20", "85.41")
REGIONS = ("63", "77", "50", "78", "16", "66", "54", "23")
SIZES = ("micro", "small", "medium", "large")


def figures(world: World) -> Iterator[Figure]:
    """The summary as everybody reads it, in the server."""
    count = FEW if world.is_quick else MANY
    with world.service(f"evaluating_{count}") as service:
        load_starter(service)
        began = time.perf_counter()
        _fill(service, count)
        service.runner.drain()
        spent = time.perf_counter() - began
        yield Figure(
            f"counting {count:,} evaluations", f"{count / spent:,.0f} a second"
        )
        times = _read(service, 20 * world.rounds)
        yield within(
            f"summary of {count:,} evaluations, median", median(times), MOST_MS, "ms"
        )
        yield within(
            f"summary of {count:,} evaluations, p95",
            percentile(times, 0.95),
            MOST_MS,
            "ms",
        )


def _read(service: Service, rounds: int) -> list[float]:
    today, view = service.clock.today(), service.evaluation_summary
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        summary = view.of(RULE.kind, RULE.code, RULE.version, today)
        view.changes(summary.subject)
        view.versions(RULE.kind, RULE.code)
        times.append((time.perf_counter() - began) * 1000)
        assert summary.count
    return times


def _fill(service: Service, count: int) -> None:
    """Count evaluations as rounds do, without the clients before them."""
    chance, atlas = Random(1), starter_atlas()
    tally = Tally.begin(RULE, by=JOB)
    today = service.clock.today()
    for _ in range(0, count, AT_ONCE):
        ids = [UUID(int=chance.getrandbits(128), version=4) for _ in range(AT_ONCE)]
        first = {
            id: path(
                Segment(
                    okved=chance.choice(OKVED),
                    region=chance.choice(REGIONS),
                    size=chance.choice(SIZES),
                ),
                atlas,
            )
            for id in ids
        }
        round = plan(tally.groups, Waiting(first=first), service.settings.small_group)
        assert round
        tally.count(round, by=JOB, today=today)
        given = [
            Evaluation.give(
                RULE,
                _said(chance),
                id=id,
                due=today,
                rule="LAW-104",
                by=JOB,
                today=today,
            )
            for id in sorted(ids)
        ]
        service.log.record(*given, tally, by=JOB)
        tally = service.log.load(Tally, tally.id)


def _said(chance: Random) -> Said:
    return Said(
        clarity=chance.randint(1, 5),
        feasibility=chance.randint(1, 5),
        proportionality=chance.randint(1, 5),
        yearly=Cost(roubles=chance.randint(0, 10**6)),
        themes=(chance.choice(tuple(Theme)),),
    )
