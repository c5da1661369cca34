"""The board of what has an algorithm: many requirements, fifty segments (C1)."""

import time
from collections.abc import Iterator, Mapping
from itertools import islice, product
from random import Random
from statistics import median
from typing import Any

from eventsourcing.utils import get_topic

from application.algorithm.file import read_row
from bench.figure import Figure, at_most, percentile, ratio_of, within
from bench.listing import LARGE, QUICK_LARGE, QUICK_SMALL, SMALL, fill, name_of
from bench.population import SINCE, pour, register
from bench.world import World
from domain.algorithm import Algorithm, AlgorithmContent, algorithm_id
from domain.kernel import Actor, Event, Role
from domain.profile import ClientKind, Profile, Size
from interfaces.regions import STARTER
from interfaces.service import Service
from projections.algorithm import BoardFilters, Coverage, Segment, Standing
from projections.applicability.register import Register

SEGMENTS = 50
REGIONS = ("63", "77", "78", "16", "02")
EACH = 5
"""Requirements that one algorithm serves."""
COVERED = 0.6
"""The share of requirements that some algorithm serves."""
MOST = 2.0
"""Seconds of a board made anew."""
MOST_KEPT = 50.0
"""Milliseconds of another page of it."""
MOST_GROWTH = 1.2
"""Times as much as the register grows."""


class Regional(Segment):
    """A segment of one region: five times as many as the product has."""

    region: str

    @property
    def profile(self) -> Profile:
        return Profile(client_kind=self.kind, size=self.size, region=self.region)


def figures(world: World) -> Iterator[Figure]:
    """A board made anew, a page of one that is kept, and how it grows."""
    sizes = (QUICK_SMALL, QUICK_LARGE) if world.is_quick else (SMALL, LARGE)
    anew: dict[int, list[float]] = {}
    kept: dict[int, list[float]] = {}
    for size in sizes:
        fill(world, size)
        with world.service(name_of(size)) as service:
            _write_algorithms(service, size)
            anew[size], kept[size] = _measured(service, world.rounds)
    small, large = sizes
    what = f"{large:,} requirements × {SEGMENTS} segments"
    yield within(
        f"coverage board, {what}, made anew, worst", max(anew[large]), MOST, "s"
    )
    yield at_most(
        f"coverage board, {what}, made anew, median",
        f"{median(anew[large]) * 1000:.0f} ms",
        f"{small:,} requirements: {median(anew[small]) * 1000:.0f} ms",
        ratio_of(anew[large], anew[small]),
        MOST_GROWTH * large / small,
    )
    p99 = percentile(kept[large], 0.99) * 1000
    yield within(f"coverage board, {what}, another page, p99", p99, MOST_KEPT, "ms")


def segments() -> tuple[Regional, ...]:
    """Fifty kinds of clients: in law, by size and by region."""
    kinds = (ClientKind.LE, ClientKind.IE, ClientKind.KFH)
    every = product(kinds, Size, REGIONS)
    found = (Regional(kind=k, size=s, region=r) for k, s, r in every)
    return tuple(islice(found, SEGMENTS))


def _write_algorithms(service: Service, size: int) -> None:
    """A draft or an approved algorithm for each five of most requirements."""
    with (STARTER / "algorithms.jsonl").open("rb") as file:
        contents = [read_row(n, line)[1] for n, line in enumerate(file, 1)]
    codes = [_code(line) for line in register(size)]
    chosen = Random(size).sample(codes, int(size * COVERED))
    some = [chosen[n : n + EACH] for n in range(0, len(chosen), EACH)]
    if service.log.find(Algorithm, algorithm_id("ALG-BENCH-0")):
        return
    pour(
        service,
        (
            _drafted(n, contents[n % len(contents)], tuple(of))
            for n, of in enumerate(some)
        ),
    )
    service.runner.drain()
    with service.database.connect() as sql:
        sql.execute("VACUUM ANALYZE")


def _code(line: bytes) -> str:
    return line.partition(b'"id": "')[2].partition(b'"')[0].decode()


def _drafted(n: int, content: AlgorithmContent, codes: tuple[str, ...]) -> Event:
    step = content.steps[0].model_copy(update={"requirements": codes})
    changes: Mapping[str, Any] = {"guarantees": codes, "steps": (step,)}
    code = f"ALG-BENCH-{n}"
    return Algorithm.Drafted(
        originator_id=algorithm_id(code),
        originator_version=1,
        originator_topic=get_topic(Algorithm),
        timestamp=SINCE,
        by=Actor(id="system:bench", role=Role.REGISTRAR),
        code=code,
        content=content.model_copy(update=changes),
    )


def _measured(service: Service, rounds: int) -> tuple[list[float], list[float]]:
    """Seconds of boards made anew, and of other pages of a kept one."""
    register_ = Register(service.database)
    register_.current()
    today = service.clock.today()
    anew, kept = [], []
    for n in range(rounds):
        board = Coverage(service.database, register_.current, segments())
        began = time.perf_counter()
        found = board.board(today, BoardFilters())
        anew.append(time.perf_counter() - began)
        assert len(found.segments) == SEGMENTS
        assert found.tally.requirements[Standing.NONE]
        assert found.tally.requirements[Standing.RECOMMENDED]
        for page in range(1, 12):
            began = time.perf_counter()
            board.board(today, BoardFilters(after=page * 50 + n))
            kept.append(time.perf_counter() - began)
    return anew, kept
