"""Rebuilding the read models from the log of many clients, next to COPY of its rows."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.request import Request, urlopen

import numpy as np

from bench import listing
from bench.figure import Figure, at_least, within
from bench.population import Crowd, pour
from bench.serving import Site, processes, resident
from bench.world import World
from domain.kernel import Event
from interfaces.reactions import NAME as REACTIONS
from interfaces.service import Service

CLIENTS = 1_000_000
QUICK_CLIENTS = 50_000
READ = {"client": 2, "applicability": 1, "person": 1}
"""Read models, and how many of the three events of each client they read."""
LEAST = 0.1
FLAT = 0.8
MOST_MEMORY = 400
"""MiB of a web process and the worker together."""
GLANCE = 0.05
SETTLE = 5.0
COPIED_AT_ONCE = 1 << 20


def figures(world: World) -> Iterator[Figure]:
    """Events a second, whether they stay as many, and what memory it takes."""
    clients = QUICK_CLIENTS if world.is_quick else CLIENTS
    size = listing.QUICK_LARGE if world.is_quick else listing.LARGE
    listing.fill(world, size)
    name = listing.name_of(size)
    with world.service(name) as service:
        began = time.perf_counter()
        _pour_clients(service, clients)
        print(f"  {clients:,} made in {time.perf_counter() - began:.0f} s", flush=True)
        yield from _rebuilt(world, service, name, clients)
    yield from _memory(world, name)


def _pour_clients(service: Service, clients: int) -> None:
    crowd = Crowd(service)

    def events() -> Iterator[Event]:
        for n in range(listing.CLIENTS, listing.CLIENTS + clients):
            yield from crowd.registered(n, crowd.facts(n))
            yield crowd.declared(n)

    pour(service, events())
    with service.database.connect() as connection:
        connection.execute("VACUUM ANALYZE log_events")
        # What the bench poured needs no reaction: nothing about it changed since.
        connection.execute(
            "INSERT INTO projections (name, shape, position) VALUES (%s, '', %s)"
            " ON CONFLICT (name) DO UPDATE SET position = EXCLUDED.position",
            (REACTIONS, service.log.head()),
        )


def _rebuilt(
    world: World, service: Service, name: str, clients: int
) -> Iterator[Figure]:
    copied: list[float] = []
    end = service.log.head()
    begin = end - 3 * clients
    for model, events in READ.items():
        world.calm()
        copied.append(_copied(world, name))
        world.calm()
        with _watched(world, name, model) as seen:
            began = time.perf_counter()
            service.runner.rebuild(model)
            taken = time.perf_counter() - began
            seen.append((began + taken, end))
        rate = clients * events / taken
        yield at_least(
            f"rebuild {model}, {clients * events:,} events",
            f"{rate:,.0f} events/s",
            f"COPY of the log's rows: {copied[-1]:,.0f}/s",
            rate / copied[-1],
            LEAST,
        )
        tenth = (end - begin) / 10
        first = _rate(seen, begin, begin + tenth)
        last = _rate(seen, end - tenth, end)
        yield at_least(
            f"rebuild {model}, last tenth",
            f"{last:,.0f} positions/s",
            f"first tenth: {first:,.0f} positions/s",
            last / first,
            FLAT,
        )


def _copied(world: World, name: str) -> float:
    """Rows a second that COPY takes into a table of the log's shape."""
    path = world.home / "log.copy"
    with world.sql(name) as sql, sql.cursor() as cursor:
        with (
            path.open("wb") as file,
            cursor.copy("COPY log_events TO STDOUT (FORMAT binary)") as rows,
        ):
            for some in rows:
                file.write(some)
        sql.execute("DROP TABLE IF EXISTS log_copy")
        sql.execute("CREATE TABLE log_copy (LIKE log_events INCLUDING ALL)")
        began = time.perf_counter()
        with (
            path.open("rb") as file,
            cursor.copy("COPY log_copy FROM STDIN (FORMAT binary)") as rows,
        ):
            while some := file.read(COPIED_AT_ONCE):
                rows.write(some)
        taken = time.perf_counter() - began
        copied = cursor.rowcount
        sql.execute("DROP TABLE log_copy")
    path.unlink()
    return copied / taken


@contextmanager
def _watched(world: World, name: str, model: str) -> Iterator[list[tuple[float, int]]]:
    """Looks again and again how far the new tables are: seconds and position."""
    seen: list[tuple[float, int]] = []
    over = threading.Event()

    def look() -> None:
        with world.sql(name) as sql:
            while not over.wait(GLANCE):
                row: Any = sql.execute(
                    "SELECT position FROM projections WHERE name = %s",
                    (f"{model}__new",),
                    prepare=True,
                ).fetchone()
                if row:
                    seen.append((time.perf_counter(), row[0]))

    looking = threading.Thread(target=look)
    looking.start()
    try:
        yield seen
    finally:
        over.set()
        looking.join()


def _rate(seen: list[tuple[float, int]], low: float, high: float) -> float:
    """Positions a second between two of them."""
    positions = [position for _, position in seen]
    moments = [moment for moment, _ in seen]
    began, ended = np.interp([low, high], positions, moments)
    return float((high - low) / (ended - began))


def _memory(world: World, name: str) -> Iterator[Figure]:
    """Memory of a web process and the worker after they have done their work."""
    with world.service(name) as service:
        tokens = [Crowd(service).token(n) for n in range(listing.CLIENTS)]
    with processes(world, name, web=2) as site, site.worker() as worker:
        paths = list(listing.PAGES)
        for n in range(300):
            _ask(site, paths[n % len(paths)], tokens[n % len(tokens)])
        time.sleep(SETTLE)
        one, other = sorted((resident(one.pid) for one in site.webs), reverse=True)
        own = resident(worker.pid)
        yield within(
            f"memory: web {one:.0f} + worker {own:.0f} (another web process"
            f" {other:.0f} more)",
            one + own,
            MOST_MEMORY,
            "MiB",
        )


def _ask(site: Site, path: str, token: str) -> None:
    asked = Request(
        f"http://127.0.0.1:{site.port}{path}",
        headers={"Authorization": f"Bearer {token}"},
    )
    with urlopen(asked, timeout=60) as answer:
        answer.read()
