"""Carries events from the log to the tables of one projection."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Protocol

import psycopg
from eventsourcing.persistence import Notification, StoredEvent
from eventsourcing.utils import TopicError, get_topic, resolve_topic
from psycopg import Connection
from psycopg.rows import dict_row

from domain.kernel import Event
from projections.view import Projection, Recorded

BATCH = 1000
"""Events in one transaction."""

START = (
    "SELECT position, set_config('search_path', %s, true),"
    " set_config('synchronous_commit', 'off', true)"
    " FROM public.projections WHERE name = %s FOR UPDATE"
)
FINISH = "UPDATE public.projections SET position = %s, error = NULL WHERE name = %s"


class Tail(Protocol):
    """The next events of the log: all that is wanted, up to a position."""

    @property
    def events(self) -> Sequence[Notification]: ...

    @property
    def position(self) -> int: ...


class Source(Protocol):
    """The event log, as far as projections need it."""

    def tail(self, after: int, limit: int, without: Sequence[str] = ()) -> Tail:
        """At most `limit` events after a position, leaving out some topics."""
        ...

    def events_of(self, stored: Sequence[StoredEvent]) -> Sequence[Event]:
        """Stored events as events of today's shape."""
        ...

    def head(self) -> int:
        """The position up to which the log will never change again."""
        ...


class CannotApply(Exception):
    """A projection met an event that it cannot apply, or a batch with one in it.

    Attributes:
        events: the batch, oldest first; the event alone, once it was found.
    """

    def __init__(self, projection: str, events: Sequence[Notification]) -> None:
        first = events[0]
        super().__init__(f"{projection}: event {first.id}, {first.topic}")
        self.events = events


class Feed:
    """Carries events to the tables of one projection, a batch and a position at once.

    Args:
        projection: what to do with them.
        source: the log.
        name: of the tables' schema; the projection's own when absent.
    """

    def __init__(
        self, projection: Projection, source: Source, name: str | None = None
    ) -> None:
        self.name = name or projection.name
        self.position = 0
        self._projection = projection
        self._source = source
        self._unread: set[str] = set()
        self._path = f'"{self.name}", public'

    def catch_up(
        self, connection: Connection[Any], enough: Callable[[], bool] = bool
    ) -> None:
        """Apply what is in the log until nothing is left, or until it is enough.

        Raises:
            CannotApply: up to the event before this one everything is applied.
        """
        limit = BATCH
        while not enough():
            try:
                if not self.step(connection, limit):
                    return
                limit = min(BATCH, limit * 4)
            except CannotApply as fault:
                if len(fault.events) == 1:
                    raise
                # Come nearer to the event at fault, so that in the end it is alone.
                limit = len(fault.events) // 4 or 1

    def reach(self, connection: Connection[Any], position: int) -> None:
        """Apply what is in the log up to a position, or a little more.

        Raises:
            CannotApply: up to the event before this one everything is applied.
        """
        self.position = -1
        self.catch_up(connection, lambda: self.position >= position)

    def step(self, connection: Connection[Any], limit: int = BATCH) -> bool:
        """Apply the next events in one transaction; whether the position moved.

        Raises:
            CannotApply: nothing of this batch was applied.
        """
        with (
            connection.transaction(),
            connection.cursor(row_factory=dict_row) as sql,
        ):
            # Not flushed: after a crash rows and position are both as they were before.
            found = sql.execute(START, (self._path, self.name), prepare=True).fetchone()
            if found is None:
                raise LookupError(f"no tables for {self.name}: migrate first")
            before: int = found["position"]
            tail = self._source.tail(before, limit, tuple(self._unread))
            if wanted := [one for one in tail.events if self._wants(one.topic)]:
                self._apply(sql, wanted)
            if tail.position > before:
                sql.execute(FINISH, (tail.position, self.name), prepare=True)
        self.position = tail.position
        return tail.position > before

    def _apply(self, sql: Any, stored: Sequence[Notification]) -> None:
        try:
            events = self._source.events_of(stored)
            recorded = [
                Recorded(event, one.id)
                for event, one in zip(events, stored, strict=True)
            ]
            self._projection.apply(sql, recorded)
        except psycopg.OperationalError:
            raise
        except Exception as fault:
            raise CannotApply(self.name, stored) from fault

    def _wants(self, topic: str) -> bool:
        wanted = _reads(self._projection, topic)
        if not wanted:
            self._unread.add(topic)
        return wanted


@cache
def _reads(projection: Projection, topic: str) -> bool:
    """Whether a projection reads the events of a topic.

    A topic that no class answers to, in a module whose events it reads, is one that it
    would read if it could; this version of the program is too old for it.
    """
    try:
        kind = resolve_topic(topic)
    except TopicError:
        module = topic.partition(":")[0]
        return any(get_topic(one).startswith(f"{module}:") for one in projection.events)
    return isinstance(kind, type) and issubclass(kind, projection.events)
