"""Keeps the read models up to date: each event once, one leader per projection."""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

import psycopg
from psycopg import Connection
from psycopg.sql import SQL, Identifier

from projections.runner.feed import BATCH, CannotApply, Feed, Source
from projections.runner.progress import (
    Progress,
    is_anyone_before,
    progress,
    report,
    try_lock,
)
from projections.runner.rebuilding import rebuild
from projections.runner.turns import Turns
from projections.view import Connections, Projection

logger = logging.getLogger(__name__)

CHANNEL = "log_events"
POLL = 0.5
"""Seconds until a look at the log that nothing called for."""
TURNS = 2
"""Projections that apply a batch at once: each holds a thousand events in memory, and
more of them at a time are no faster."""
GLANCE = 0.005
"""Seconds between two looks at the positions while somebody waits for them."""
LOOK = 10.0
"""Seconds until a projection looks at the log though nobody called it."""
POSITIONS = (
    "SELECT name, position, error IS NOT NULL"
    " FROM public.projections WHERE name = ANY(%s)"
)
MOVE = """
    UPDATE public.projections AS p SET position = %s, error = NULL
    FROM (SELECT name FROM public.projections
        WHERE name = ANY(%s) AND position < %s FOR UPDATE SKIP LOCKED) AS idle
    WHERE p.name = idle.name
"""
"""Those that are at work just now get there by themselves."""
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
"""Seconds until a projection tries again what it could not do."""


class Runner:
    """Keeps read models up to date, and tells how far they are.

    Args:
        database: where their tables are.
        source: the log.
        projections: all that this service has.
    """

    def __init__(
        self, database: Connections, source: Source, projections: Sequence[Projection]
    ) -> None:
        self._database = database
        self._source = source
        self._feeds = {one.name: Feed(one, source) for one in projections}
        self._projections = {one.name: one for one in projections}
        self._called = {name: threading.Event() for name in self._feeds}
        self._turns = Turns(TURNS)
        self._stop = threading.Event()

    def run(self) -> None:
        """Work until `stop`; a second runner waits until the first is gone."""
        threads = [
            threading.Thread(target=self._keep, args=(name, work), name=name)
            for name, work in (
                ("watch", self._watch),
                *((one.name, partial(self._lead, one)) for one in self._feeds.values()),
            )
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def stop(self) -> None:
        """Let `run` end, in the middle of nothing."""
        self._stop.set()
        for called in self._called.values():
            called.set()

    @contextmanager
    def running(self) -> Iterator[None]:
        """Work beside the caller, until the end of the block."""
        self._stop.clear()
        worker = threading.Thread(target=self.run, name="runner")
        worker.start()
        try:
            yield
        finally:
            self.stop()
            worker.join()

    def drain(self) -> None:
        """Apply everything that is in the log now, in the caller's thread.

        Raises:
            CannotApply: of the first projection that met such an event; the others
                went on.
        """
        faults = []
        head = self._source.head()
        with self._database.connection() as connection:
            for feed in self._behind(connection, self._own_feeds(), head):
                try:
                    feed.reach(connection, head)
                except CannotApply as fault:
                    report(connection, feed.name, fault)
                    faults.append(fault)
        if faults:
            raise faults[0]

    def _own_feeds(self) -> list[Feed]:
        """Not the leaders' feeds: those belong to their threads."""
        return [Feed(one, self._source) for one in self._projections.values()]

    def _behind(
        self, connection: Connection[Any], feeds: Sequence[Feed], head: int
    ) -> list[Feed]:
        """Those that want something of what is new; the others are moved at once.

        One that stands still at a fault is among them, however far the others are.
        """
        names = [feed.name for feed in feeds]
        found = connection.execute(POSITIONS, (names,), prepare=True).fetchall()
        moving = {name: position for name, position, stuck in found if not stuck}
        least = min(moving.values(), default=head)
        if least >= head:
            return [feed for feed in feeds if feed.name not in moving]
        tail = self._source.tail(least, BATCH)
        if tail.position < head:
            return list(feeds)
        behind = [
            feed
            for feed in feeds
            if feed.name not in moving
            or any(
                feed.wants(one.topic)
                for one in tail.events
                if one.id > moving[feed.name]
            )
        ]
        idle = list(moving.keys() - {feed.name for feed in behind})
        connection.execute(MOVE, (tail.position, idle, tail.position), prepare=True)
        return behind

    def wait(
        self, position: int, timeout: float = 5.0, names: Sequence[str] | None = None
    ) -> None:
        """Return as soon as people can see the event at a position.

        Args:
            position: of a receipt.
            timeout: seconds.
            names: of the projections to wait for; all when absent. One that stands
                still at a fault is not waited for.

        Raises:
            TimeoutError: they are not that far yet.
        """
        awaited = list(self._feeds if names is None else names)
        end = time.monotonic() + timeout
        while position and self._is_anyone_before(position, awaited):
            if time.monotonic() > end:
                raise TimeoutError(f"read models are not at {position} yet")
            time.sleep(GLANCE)

    def lag(self) -> list[Progress]:
        """How far each projection is, by name."""
        head = self._source.head()
        with self._database.connection() as connection:
            return progress(connection, list(self._feeds), head)

    def rebuild(self, name: str) -> None:
        """Make the rows of a projection again while the service runs.

        Raises:
            KeyError: there is no such projection.
            RebuildRuns, CannotApply: see `rebuild`.
        """
        rebuild(self._database, self._source, self._projections[name])

    def _keep(self, name: str, work: Callable[[Connection[Any]], None]) -> None:
        """Work, whatever happens to the connection."""
        pause = 0.0
        while not self._stop.wait(pause):
            pause = FIRST_PAUSE
            try:
                with self._database.connect() as connection:
                    work(connection)
            except psycopg.Error as fault:
                logger.warning(
                    "projection %s lost its connection: %s", name, type(fault).__name__
                )
            except Exception:
                logger.exception("projection %s starts again", name)

    def _watch(self, connection: Connection[Any]) -> None:
        """Call the projections that want what is new; the others are moved on."""
        feeds = self._own_feeds()
        # Listening comes before the first look: nothing can fall between the two.
        connection.execute(SQL("LISTEN {}").format(Identifier(CHANNEL)))
        while not self._stop.is_set():
            for feed in self._behind(connection, feeds, self._source.head()):
                self._called[feed.name].set()
            for _ in connection.notifies(timeout=POLL, stop_after=1):
                pass

    def _lead(self, feed: Feed, connection: Connection[Any]) -> None:
        while not try_lock(connection, feed.name):
            if self._stop.wait(FIRST_PAUSE):
                return
        called, pause = self._called[feed.name], FIRST_PAUSE
        while not self._stop.is_set():
            try:
                feed.catch_up(connection, self._stop.is_set, self._turns)
            except CannotApply as fault:
                report(connection, feed.name, fault)
                self._stop.wait(pause)
                pause = min(LONGEST_PAUSE, pause * 2)
            else:
                pause = FIRST_PAUSE
                called.wait(LOOK)
                called.clear()

    def _is_anyone_before(self, position: int, names: list[str]) -> bool:
        with self._database.connection() as connection:
            return is_anyone_before(connection, names, position)
