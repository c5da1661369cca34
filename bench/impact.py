"""Whom a condition would concern, of a million businesses, while it is written (E6)."""

import json
import time
from collections.abc import Iterator
from itertools import pairwise
from random import Random
from uuid import UUID

from bench.figure import Figure, at_most, percentile, within
from bench.population import Crowd, register
from bench.world import World
from domain.condition import Condition, judge, parse
from domain.profile import Profile
from interfaces.service import Service

CLIENTS = 1_000_000
QUICK_CLIENTS = 100_000
VARIANTS = 20_000
"""Businesses that differ in what is known of them; the others repeat these."""
CONDITIONS = 200
JUDGED = 2_000
"""Businesses that the baseline judges one by one."""
MOST = 150
"""Milliseconds, whole answer with every table."""
MOST_MEMORY = 200
"""MiB of columns in a process that measures."""

COPY = """
    COPY client.client (id, version, kind, name, inn, ogrn, registered_at, facts,
        words, premises, proposals, profile, position) FROM STDIN
"""


def figures(world: World) -> Iterator[Figure]:
    """Time to read everybody in, time and memory of an answer."""
    count = QUICK_CLIENTS if world.is_quick else CLIENTS
    with world.service("impact") as service:
        profiles = fill_clients(service, count)
        conditions = [_condition(row) for row in register(CONDITIONS * 3)][::3]
        began = time.perf_counter()
        service.impacts.measure(conditions[:1])
        loaded = time.perf_counter() - began
        with service.impacts.columns() as columns:
            memory = columns.memory / 2**20
        alone = [_timed(service, one, None) for one in conditions]
        compared = [_timed(service, one, other) for one, other in pairwise(conditions)]
    yield within(f"impact, {count:,} clients, p95", percentile(alone, 0.95), MOST, "ms")
    yield within(
        f"impact against a rule in force, {count:,} clients, p95",
        percentile(compared, 0.95),
        MOST,
        "ms",
    )
    one_by_one = _one_by_one(conditions[:20], profiles) * count / JUDGED
    yield at_most(
        f"impact, {count:,} clients, median",
        f"{percentile(alone, 0.5):.1f} ms",
        f"judging one by one, as measured on {JUDGED:,}: {one_by_one:.0f} ms",
        percentile(alone, 0.5) / one_by_one,
        0.1,
    )
    yield within(f"columns of {count:,} clients", memory, MOST_MEMORY, "MiB")
    yield Figure(f"reading {count:,} clients in, once a process", f"{loaded:.1f} s")


def _timed(service: Service, now: Condition, before: Condition | None) -> float:
    began = time.perf_counter()
    service.impacts.measure([now], [before] if before else [])
    return (time.perf_counter() - began) * 1000


def _one_by_one(conditions: list[Condition], profiles: list[Profile]) -> float:
    """Milliseconds to judge some profiles on one condition."""
    began = time.perf_counter()
    for condition in conditions:
        for profile in profiles:
            judge(condition, profile)
    return (time.perf_counter() - began) * 1000 / len(conditions)


def fill_clients(service: Service, count: int) -> list[Profile]:
    """Put so many businesses into the read model; some of their profiles."""
    random, crowd = Random(5), Crowd(service)
    kinds = [crowd.facts(n) for n in range(VARIANTS)]
    profiles = [Profile().with_facts(facts) for facts in kinds]
    said = [
        json.dumps(one.model_dump(mode="json", exclude_defaults=True))
        for one in profiles
    ]
    row = ("", 1, "IE", "ИП", "", None, "2026-09-01", "{}", "{}", "[]", "[]")
    with service.database.connection() as connection:
        connection.execute("TRUNCATE client.client")
        with connection.cursor().copy(COPY) as copy:
            for n in range(count):
                id = UUID(int=random.getrandbits(128))
                profile = said[n % VARIANTS]
                copy.write_row((id, *row[1:], profile, n + 1))
        connection.execute("ANALYZE client.client")
    return profiles[:JUDGED]


def _condition(row: bytes) -> Condition:
    found: Condition = parse(json.loads(row)["applies"])
    return found
