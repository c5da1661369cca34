"""What browsers that meet by video tell each other through the service (I6).

Any web process may have the browser of any participant. What one sends is a row that
the other's process reads, woken by NOTIFY; the rows are in order for each receiver, so
that a connection that broke is taken up after the last one that came.
"""

import asyncio
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Final, NamedTuple
from uuid import UUID

from psycopg import OperationalError

from application.log import Unavailable
from interfaces.gateways.database import Database

CHANNEL: Final = "sverka_video"
POLL: Final = 0.5
"""Seconds until the listener sees that nobody waits any more."""
AGAIN: Final = 1.0
"""Seconds until it tries again when the database went away."""
MOST_AT_ONCE: Final = 100


class Signal(NamedTuple):
    """What one browser tells another.

    Attributes:
        id: its place among those of its receiver.
        sender: tab that sent it.
        content: JSON; the service does not look into it.
    """

    id: int
    sender: UUID
    content: str


class Tab(NamedTuple):
    """Where somebody takes part.

    Attributes:
        person: id of the person.
        tab: the tab of the browser; one per person and meeting, the newest.
    """

    person: str
    tab: UUID


class Signalling:
    """Tabs, what they send each other, and who waits for it in this process.

    Args:
        database: holds them.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._ears = _Ears(database)

    def sit(self, meeting: UUID, person: str, tab: UUID, now: datetime) -> None:
        """Take part in this tab from now on, and in no other."""
        with self._database.connection() as sql:
            sql.execute(
                "INSERT INTO video_tabs (meeting, person, tab, seen_at)"
                " VALUES (%s, %s, %s, %s) ON CONFLICT (meeting, person)"
                " DO UPDATE SET tab = EXCLUDED.tab, seen_at = EXCLUDED.seen_at",
                (meeting, person, tab, now),
            )

    def seen(self, meeting: UUID, person: str, tab: UUID, now: datetime) -> bool:
        """Note that a tab is still there; False when another took its place."""
        with self._database.connection() as sql:
            found = sql.execute(
                "UPDATE video_tabs SET seen_at = greatest(seen_at, %s)"
                " WHERE meeting = %s AND person = %s AND tab = %s",
                (now, meeting, person, tab),
            )
            return found.rowcount == 1

    def rise(self, meeting: UUID, person: str) -> None:
        """Take part in no tab any more."""
        with self._database.connection() as sql:
            sql.execute(
                "DELETE FROM video_tabs WHERE meeting = %s AND person = %s",
                (meeting, person),
            )

    def tabs(self, meeting: UUID) -> Sequence[Tab]:
        """Where people take part, in no order."""
        with self._database.connection() as sql:
            rows = sql.execute(
                "SELECT person, tab FROM video_tabs WHERE meeting = %s", (meeting,)
            )
            return [Tab(*row) for row in rows]

    def send(
        self, meeting: UUID, sender: UUID, receiver: UUID, content: str, now: datetime
    ) -> None:
        """Tell one tab something."""
        with self._database.connection() as sql, sql.transaction():
            # Ids of one receiver become visible in their order.
            sql.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
                (str(receiver),),
            )
            sql.execute(
                "INSERT INTO video_signals (sender, receiver, content, sent_at)"
                " VALUES (%s, %s, %s, %s)",
                (sender, receiver, content, now),
            )
        self.ring(meeting)

    def told(self, tab: UUID, after: int) -> Sequence[Signal]:
        """What a tab was told after a place, in order; at most 100."""
        with self._database.connection() as sql:
            rows = sql.execute(
                "SELECT id, sender, content FROM video_signals"
                " WHERE receiver = %s AND id > %s ORDER BY id LIMIT %s",
                (tab, after, MOST_AT_ONCE),
            )
            return [Signal(*row) for row in rows]

    def ring(self, meeting: UUID) -> None:
        """Wake whoever waits for news of a meeting, in every process."""
        with self._database.connection() as sql:
            sql.execute("SELECT pg_notify(%s, %s)", (CHANNEL, str(meeting)))

    def forget(self, before: datetime) -> int:
        """Delete what was told or sat on before an instant; returns how much."""
        old = (before,)
        with self._database.connection() as sql:
            told = sql.execute("DELETE FROM video_signals WHERE sent_at < %s", old)
            sat = sql.execute("DELETE FROM video_tabs WHERE seen_at < %s", old)
            return told.rowcount + sat.rowcount

    @contextmanager
    def waiting(self, meeting: UUID) -> Iterator[asyncio.Event]:
        """An event of the running loop that is set when there is news of a meeting."""
        bell = asyncio.Event()
        self._ears.add(meeting, asyncio.get_running_loop(), bell)
        try:
            yield bell
        finally:
            self._ears.remove(meeting, bell)


_Bells = dict[asyncio.Event, asyncio.AbstractEventLoop]


class _Ears:
    """Listens on a connection of its own, in a thread, while anybody waits."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._guard = threading.Lock()
        self._bells: defaultdict[str, _Bells] = defaultdict(dict)
        self._listener: threading.Thread | None = None

    def add(
        self, meeting: UUID, loop: asyncio.AbstractEventLoop, bell: asyncio.Event
    ) -> None:
        with self._guard:
            self._bells[str(meeting)][bell] = loop
            if self._listener is None:
                self._listener = threading.Thread(
                    target=self._listen, name="video-ears", daemon=True
                )
                self._listener.start()

    def remove(self, meeting: UUID, bell: asyncio.Event) -> None:
        with self._guard:
            bells = self._bells[str(meeting)]
            del bells[bell]
            if not bells:
                del self._bells[str(meeting)]

    def _listen(self) -> None:
        while self._is_needed():
            with suppress(OperationalError, Unavailable):
                self._hear()
            if self._is_needed():
                time.sleep(AGAIN)

    def _hear(self) -> None:
        with self._database.connect() as own:
            own.execute(f"LISTEN {CHANNEL}")
            # What was said before it listened, the waiting look for by themselves.
            while self._is_needed():
                for note in own.notifies(timeout=POLL):
                    self._ring(note.payload)

    def _is_needed(self) -> bool:
        with self._guard:
            mine = self._listener is threading.current_thread()
            if mine and not self._bells:
                self._listener = None
            return mine and self._listener is not None

    def _ring(self, meeting: str) -> None:
        with self._guard:
            bells = dict(self._bells.get(meeting, {}))
        for bell, loop in bells.items():
            with suppress(RuntimeError):  # the loop is closed, and nobody waits
                loop.call_soon_threadsafe(bell.set)
