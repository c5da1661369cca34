"""The list in time: as of a day, as known at an instant, the difference of two days."""

import asyncio
import json
import time
from collections.abc import Iterator
from contextlib import redirect_stderr
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from fastapi import FastAPI

from application.applicability import Declare
from bench import listing
from bench.figure import Figure, at_most, percentile, within
from bench.population import Crowd, register
from bench.world import World
from domain.condition import Verdict
from domain.errors import Refusal
from domain.kernel import Actor, Role
from interfaces.observability import configure_logging
from interfaces.service import Service

SIZE, QUICK_SIZE = 100_000, 20_000
CORRECTED = 50
"""Of so many requirements one was recorded wrongly and corrected."""
DECLARING = 40
"""Clients that declare something, since their lists differ by it."""
MOST_RATIO = 2
MOST = 100
"""Milliseconds of server time for a difference."""

Asked = dict[str, tuple[str, dict[str, str]]]


def figures(world: World) -> Iterator[Figure]:
    """Server time of lists of other moments next to the list of today."""
    size = QUICK_SIZE if world.is_quick else SIZE
    listing.fill(world, size)
    with world.service(listing.name_of(size)) as service:
        known = _let_time_pass(service, size)
        applicable = _applicable(service)
    with (world.home / "times.log").open("w") as log, redirect_stderr(log):
        configure_logging("json")
        cold, times = asyncio.run(_measured(world, size, _asked(known)))
    now = times["now"]
    base = f"list of today: {percentile(now, 0.5):.1f} ms"
    for name, told in (
        ("past", "list of a past day"),
        ("known", "list as known before"),
        ("both", "past day as known before"),
    ):
        ours = percentile(times[name], 0.5)
        ratio = ours / percentile(now, 0.5)
        yield at_most(told, f"{ours:.1f} ms", base, ratio, MOST_RATIO)
    about = f"{size:,} requirements, {applicable:,} apply"
    for name, told in (
        ("difference", "difference of two days"),
        ("learned", "difference of two instants"),
    ):
        p50, p99 = percentile(times[name], 0.5), percentile(times[name], 0.99)
        yield Figure(f"{told}, {about}, median", f"{p50:.1f} ms")
        yield within(f"{told}, {about}, p99", p99, MOST, "ms")
    coming = percentile(times["coming"], 0.5)
    yield Figure(f"what is coming in a year, {about}, median", f"{coming:.1f} ms")
    yield Figure("the first list as known at an instant", f"{cold * 1000:.0f} ms")


def _asked(known: datetime) -> Asked:
    day = {"on": (known.date() - timedelta(days=30)).isoformat()}
    instant = {"known_at": known.isoformat()}
    then = {"from_day": "2026-01-15", "to_day": "2027-01-15", "basis": "today"}
    return {
        "now": ("/api/list", {}),
        "past": ("/api/list", day),
        "known": ("/api/list", instant),
        "both": ("/api/list", day | instant),
        "difference": ("/api/list/difference", then),
        "learned": ("/api/list/difference", {"from_known_at": instant["known_at"]}),
        "coming": ("/api/list/coming", {}),
    }


def _let_time_pass(service: Service, size: int) -> datetime:
    """Correct some requirements and let clients declare; returns when it began."""
    known = datetime.now(UTC)
    time.sleep(0.01)
    by = Actor(id="system:bench", role=Role.REGISTRAR)
    lines = (
        json.dumps(
            json.loads(line) | {"statement": "Исправлено."}, ensure_ascii=False
        ).encode()
        for n, line in enumerate(register(size))
        if n % CORRECTED == 0
    )
    assert service.imports.requirements(lines, by=by).recorded
    crowd = Crowd(service)
    for n in range(DECLARING):
        event: Any = crowd.declared(n)
        command = Declare(
            requirements=(event.requirement,),
            ground=event.ground,
            absent=event.absent,
        )
        try:
            service.applicability.declare(
                crowd.client_id(n), command, by=crowd.owner(n)
            )
        except Refusal:
            continue
    service.runner.drain()
    return known


def _applicable(service: Service) -> int:
    """How many requirements apply to a client, the median."""
    crowd, counts = Crowd(service), []
    for n in range(20):
        whole = service.personal_lists.whole(crowd.client_id(n), service.clock.today())
        counts.append(whole.counts()[Verdict.APPLIES])
    return sorted(counts)[len(counts) // 2]


async def _measured(
    world: World, size: int, asked: Asked
) -> tuple[float, dict[str, list[float]]]:
    """Seconds of the first list of the past; milliseconds of all, turn by turn."""
    times: dict[str, list[float]] = {name: [] for name in asked}
    async with listing.application(world, size) as app:
        await _ask(app, asked["now"], 0)
        began = time.perf_counter()
        await _ask(app, asked["known"], 0)
        cold = time.perf_counter() - began
        for n in range(world.rounds * 30):
            for name, what in asked.items():
                taken = await _ask(app, what, n % listing.CLIENTS)
                if n >= listing.CLIENTS // 20:
                    times[name].append(taken * 1000)
    return cold, times


async def _ask(app: FastAPI, what: tuple[str, dict[str, str]], n: int) -> float:
    path, query = what
    return await listing.ask(app, path, n, urlencode(query).encode())
