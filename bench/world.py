"""What is measured on: a durable PostgreSQL of the bench's own, and its databases."""

import base64
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from platform import python_version
from tempfile import mkdtemp

import psycopg

from interfaces.gateways.postgres import Local
from interfaces.read_models import projections
from interfaces.service import Service, open_service
from interfaces.settings import Settings

MASTER_KEY = base64.b64encode(b"bench of Sverka, 32 bytes long..").decode()


class World:
    """A cluster with the product's settings, fsync on; gone when it is left.

    Attributes:
        home: a directory for what the bench writes.
        local: the cluster.
        rounds: how often each measurement is taken, turn by turn.
        seconds: how long one takes, where it is timed.
        is_quick: whether a first impression is enough.
    """

    def __init__(self, home: Path, local: Local, *, is_quick: bool) -> None:
        self.home = home
        self.local = local
        self.is_quick = is_quick
        self.rounds = 3 if is_quick else 9
        self.seconds = 1.5 if is_quick else 3.0

    def env(self, name: str) -> dict[str, str]:
        """The environment of a service on the database of this name; made if new."""
        with psycopg.connect(self.local.conninfo("postgres"), autocommit=True) as sql:
            known = sql.execute(
                "SELECT FROM pg_database WHERE datname = %s", (name,)
            ).fetchone()
            if known is None:
                sql.execute(f'CREATE DATABASE "{name}"')
        return {
            "DATABASE_URL": self.local.conninfo(name),
            "SVERKA_HOME": str(self.home / name),
            "SVERKA_MASTER_KEY": MASTER_KEY,
            "SVERKA_SIGN_IN": "demo",
            "SVERKA_LOG": "json",
        }

    @contextmanager
    def service(self, name: str) -> Iterator[Service]:
        """The service on the database of this name, its tables there."""
        settings = Settings.from_env(self.env(name))
        with open_service(settings) as service:
            service.database.migrate(projections())
            yield service

    def sql(self, name: str) -> psycopg.Connection[tuple[object, ...]]:
        """A plain connection, each statement committed; close it."""
        return psycopg.connect(self.local.conninfo(name), autocommit=True)

    def calm(self) -> None:
        """Write out what the last measurement left behind."""
        with self.sql("postgres") as sql:
            sql.execute("CHECKPOINT")


@contextmanager
def world(*, is_quick: bool) -> Iterator[World]:
    """Start the cluster in a new directory; stop and remove it at the end."""
    home = Path(mkdtemp(prefix="sverka-bench-"))
    local = Local(home / "postgres")
    try:
        local.start()
        yield World(home, local, is_quick=is_quick)
    finally:
        local.stop()
        shutil.rmtree(home, ignore_errors=True)


def about(world: World) -> str:
    """One line: when and where this was measured."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores ({_cpu()}),"
        f" {memory:.0f} GiB, PostgreSQL {world.local.major}, Python {python_version()},"
        f" one durable commit {_commit(world) * 1000:.2f} ms,"
        f" load {os.getloadavg()[0]:.1f} at the start"
    )


def _cpu() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return "unknown"
    names = (line.partition(":")[2].strip() for line in lines if "model name" in line)
    return next(names, "unknown")


def _commit(world: World, times: int = 200) -> float:
    """Seconds of one small INSERT + COMMIT, the median."""
    with world.sql("postgres") as sql:
        sql.execute("CREATE TABLE IF NOT EXISTS flush (n int)")
        taken = []
        for n in range(times):
            began = time.perf_counter()
            sql.execute("INSERT INTO flush VALUES (%s)", (n,), prepare=True)
            taken.append(time.perf_counter() - began)
    return sorted(taken)[times // 2]
