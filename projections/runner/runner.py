"""Keeps the read models up to date: each event once, one leader per projection."""

import logging
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
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
from projections.view import Connections, Projection

logger = logging.getLogger(__name__)

CHANNEL = "log_events"
POLL = 0.5
"""Seconds until a look at the log that nothing called for."""
GLANCE = 0.005
"""Seconds between two looks at the positions while somebody waits for them."""
POSITIONS = "SELECT name, position FROM public.projections WHERE name = ANY(%s)"
MOVE = (
    "UPDATE public.projections SET position = %s, error = NULL"
    " WHERE name = ANY(%s) AND position < %s"
)
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
        self._stop = threading.Event()

    def run(self) -> None:
        """Work until `stop`; a second runner waits until the first is gone."""
        threads = [
            threading.Thread(target=self._keep, args=(feed,), name=feed.name)
            for feed in self._feeds.values()
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def stop(self) -> None:
        """Let `run` end, in the middle of nothing."""
        self._stop.set()

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
        # Not the leader's feeds: those belong to its threads.
        feeds = [Feed(one, self._source) for one in self._projections.values()]
        with self._database.connection() as connection:
            for feed in self._behind(connection, feeds, head):
                try:
                    feed.reach(connection, head)
                except CannotApply as fault:
                    report(connection, feed.name, fault)
                    faults.append(fault)
        if faults:
            raise faults[0]

    def _behind(
        self, connection: Connection[Any], feeds: Sequence[Feed], head: int
    ) -> list[Feed]:
        """Those that want something of what is new; the others are moved at once."""
        names = [feed.name for feed in feeds]
        found = connection.execute(POSITIONS, (names,), prepare=True).fetchall()
        positions = dict(found)
        tail = self._source.tail(min(positions.values(), default=head), BATCH)
        if tail.position < head:
            return list(feeds)
        behind = [
            feed
            for feed in feeds
            if feed.name not in positions
            or any(
                feed.wants(one.topic)
                for one in tail.events
                if one.id > positions[feed.name]
            )
        ]
        idle = {*names} - {feed.name for feed in behind}
        connection.execute(MOVE, (tail.position, list(idle), tail.position))
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

    def _keep(self, feed: Feed) -> None:
        """Lead one projection, whatever happens to the connection."""
        pause = 0.0
        while not self._stop.wait(pause):
            pause = FIRST_PAUSE
            try:
                with self._database.connect() as connection:
                    self._lead(feed, connection)
            except psycopg.Error as fault:
                logger.warning(
                    "projection %s lost its connection: %s",
                    feed.name,
                    type(fault).__name__,
                )
            except Exception:
                logger.exception("projection %s starts again", feed.name)

    def _lead(self, feed: Feed, connection: Connection[Any]) -> None:
        while not try_lock(connection, feed.name):
            if self._stop.wait(FIRST_PAUSE):
                return
        # Listening comes before the first look: nothing can fall between the two.
        connection.execute(SQL("LISTEN {}").format(Identifier(CHANNEL)))
        pause = FIRST_PAUSE
        while not self._stop.is_set():
            try:
                feed.catch_up(connection, self._stop.is_set)
            except CannotApply as fault:
                report(connection, feed.name, fault)
                self._stop.wait(pause)
                pause = min(LONGEST_PAUSE, pause * 2)
            else:
                pause = FIRST_PAUSE
                for _ in connection.notifies(timeout=POLL, stop_after=1):
                    pass

    def _is_anyone_before(self, position: int, names: list[str]) -> bool:
        with self._database.connection() as connection:
            return is_anyone_before(connection, names, position)
