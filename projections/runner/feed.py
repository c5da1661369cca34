"""Carries events from the log to the tables of one projection."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cache
from typing import Any, NamedTuple, Protocol

import psycopg
from eventsourcing.persistence import Notification, StoredEvent
from eventsourcing.utils import TopicError, get_topic, resolve_topic
from psycopg import Connection
from psycopg.rows import dict_row

from domain.kernel import Event
from projections.view import Projection, Recorded

BATCH = 1000
"""Events in one transaction."""

AT_ONCE: AbstractContextManager[Any] = nullcontext()
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


class Batch(NamedTuple):
    """What was read from the log at once.

    Attributes:
        position: the last one that was looked at.
        stored: the events that the projection reads, as they are stored.
        events: the same as events of today's shape.
    """

    position: int
    stored: Sequence[Notification]
    events: Sequence[Event]


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
        self._reader: ThreadPoolExecutor | None = None
        self._ahead: tuple[int, int, Future[Batch]] | None = None

    def catch_up(
        self,
        connection: Connection[Any],
        enough: Callable[[], bool] = bool,
        turn: AbstractContextManager[Any] = AT_ONCE,
    ) -> None:
        """Apply what is in the log until nothing is left, or until it is enough.

        Args:
            connection: of nobody else.
            enough: whether to leave off.
            turn: to wait for before each batch.

        Raises:
            CannotApply: up to the event before this one everything is applied.
        """
        limit = BATCH
        while not enough():
            try:
                with turn:
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
        with self._reading_ahead():
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
            batch = self._next(before, limit)
            if batch.stored:
                self._apply(sql, batch)
            if batch.position > before:
                sql.execute(FINISH, (batch.position, self.name), prepare=True)
        self.position = batch.position
        return batch.position > before

    def _next(self, after: int, limit: int) -> Batch:
        """The next events; what follows is read while these are applied."""
        ahead, self._ahead = self._ahead, None
        if ahead and ahead[:2] == (after, limit):
            batch = ahead[2].result()
        else:
            batch = self._read(after, limit)
        if self._reader and batch.position - after >= limit:
            reading = self._reader.submit(self._read, batch.position, limit)
            self._ahead = batch.position, limit, reading
        return batch

    def _read(self, after: int, limit: int) -> Batch:
        tail = self._source.tail(after, limit, tuple(self._unread))
        wanted = [one for one in tail.events if self.wants(one.topic)]
        events: Sequence[Event] = ()
        if not self._projection.takes_stored:
            with self._naming(wanted):
                events = self._source.events_of(wanted)
        return Batch(tail.position, wanted, events)

    def _apply(self, sql: Any, batch: Batch) -> None:
        with self._naming(batch.stored):
            if self._projection.takes_stored:
                self._projection.apply_stored(sql, batch.stored)
                return
            recorded = [
                Recorded(event, one.id)
                for event, one in zip(batch.events, batch.stored, strict=True)
            ]
            self._projection.apply(sql, recorded)

    @contextmanager
    def _naming(self, stored: Sequence[Notification]) -> Iterator[None]:
        """Whatever goes wrong inside is told with the events that it came of."""
        try:
            yield
        except psycopg.OperationalError:
            raise
        except Exception as fault:
            raise CannotApply(self.name, stored) from fault

    @contextmanager
    def _reading_ahead(self) -> Iterator[None]:
        with ThreadPoolExecutor(1, f"{self.name}-reader") as reader:
            self._reader = reader
            try:
                yield
            finally:
                self._reader, self._ahead = None, None

    def wants(self, topic: str) -> bool:
        """Whether the projection reads the events of a topic."""
        wanted = self._projection.takes_stored or _reads(self._projection, topic)
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
