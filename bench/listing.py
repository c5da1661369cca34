"""The first page of a personal list, with a small and a large register."""

import asyncio
import json
import time
from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, redirect_stderr
from typing import Any

from fastapi import FastAPI

from bench.figure import Figure, at_most, percentile, within
from bench.population import Crowd, fill_register, pour
from bench.world import World
from interfaces.app import create_app
from interfaces.observability import configure_logging
from interfaces.security import Rates
from interfaces.service import Service
from interfaces.settings import Settings

SMALL, LARGE = 10_000, 100_000
QUICK_SMALL, QUICK_LARGE = 2_000, 20_000
CLIENTS = 200
PAGES = {"/list": "page", "/api/list": "API", "/simulator/list": "simulator"}
MOST = 25
"""Milliseconds of server time."""
MOST_GROWTH = 2

Times = dict[tuple[str, int], list[float]]


def figures(world: World) -> Iterator[Figure]:
    """Server time of page 1; and how it grows with the register."""
    sizes = (QUICK_SMALL, QUICK_LARGE) if world.is_quick else (SMALL, LARGE)
    for size in sizes:
        began = time.perf_counter()
        fill(world, size)
        print(f"  {size:,} imported in {time.perf_counter() - began:.0f} s", flush=True)
    with (world.home / "listing.log").open("w") as log, redirect_stderr(log):
        configure_logging("json")
        first, times = asyncio.run(_measured(world, sizes))
    configure_logging("json")  # no more into the file that is closed
    small, large = sizes
    for path, name in PAGES.items():
        ours, base = times[path, large], times[path, small]
        p50, p99 = percentile(ours, 0.5), percentile(ours, 0.99)
        yield within(f"list, {name}, {large:,} requirements, p99", p99, MOST, "ms")
        yield at_most(
            f"list, {name}, {large:,} requirements, median",
            f"{p50:.1f} ms",
            f"{small:,} requirements: {percentile(base, 0.5):.1f} ms",
            p50 / percentile(base, 0.5),
            MOST_GROWTH,
        )
    yield Figure(
        f"first list of a web process, {large:,} requirements",
        f"{first[large]:.1f} s",
        f"{small:,} requirements: {first[small]:.1f} s",
        first[large] / first[small],
    )


def name_of(size: int) -> str:
    """The database with a register of this size."""
    return f"register_{size}"


def fill(world: World, size: int) -> None:
    """See that there is a database with a register of this size and some clients."""
    with world.service(name_of(size)) as service:
        if service.log.head():
            return
        fill_register(service, size)
        crowd = Crowd(service)
        everybody = range(CLIENTS)
        pour(
            service,
            (e for n in everybody for e in crowd.registered(n, crowd.facts(n))),
        )
        pour(service, (e for n in everybody for e in crowd.admitted(n)))
        service.runner.drain()
    with world.sql(name_of(size)) as sql:
        sql.execute("VACUUM ANALYZE")


async def _measured(
    world: World, sizes: tuple[int, ...]
) -> tuple[dict[int, float], Times]:
    """Seconds of the first list; and milliseconds of the later ones, turn by turn."""
    times: Times = {(path, size): [] for path in PAGES for size in sizes}
    first = {}
    async with AsyncExitStack() as stack:
        apps = {}
        for size in sizes:
            apps[size] = await stack.enter_async_context(application(world, size))
            began = time.perf_counter()
            await ask(apps[size], "/api/list", 0)
            first[size] = time.perf_counter() - began
        for n in range(world.rounds * 60):
            for path, size in times:
                taken = await ask(apps[size], path, n % CLIENTS)
                if n >= CLIENTS // 20:
                    times[path, size].append(taken * 1000)
    return first, times


@asynccontextmanager
async def application(world: World, size: int) -> AsyncIterator[FastAPI]:
    """The application on a register of this size, its clients' tokens at hand."""
    settings = Settings.from_env(world.env(name_of(size)))
    app = create_app(settings, rates=Rates().times(1000))
    async with app.router.lifespan_context(app):
        service: Service = app.state.service
        crowd = Crowd(service)
        app.state.headers = {
            n: {
                "authorization": f"Bearer {crowd.token(n)}",
                "cookie": f"answers={_packed(crowd, n)}",
            }
            for n in range(CLIENTS)
        }
        yield app


def _packed(crowd: Crowd, n: int) -> str:
    return urlsafe_b64encode(json.dumps(crowd.facts(n)).encode()).decode()


async def ask(app: FastAPI, path: str, n: int, query: bytes = b"") -> float:
    """Seconds from the request's arrival in the application to its whole answer."""
    headers = {"host": "127.0.0.1", "accept-language": "ru", **app.state.headers[n]}
    scope: dict[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query,
        "headers": [(k.encode(), v.encode()) for k, v in headers.items()],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
        "state": {},
    }
    status = 0

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        nonlocal status
        status = message.get("status", status)

    began = time.perf_counter()
    await app(scope, receive, send)  # type: ignore[arg-type]
    taken = time.perf_counter() - began
    assert status == 200, (path, status)
    return taken
