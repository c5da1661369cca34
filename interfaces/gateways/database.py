"""PostgreSQL as the service uses it: one pool per process, and the migrations."""

import logging
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Self

from psycopg import Connection, InterfaceError, OperationalError
from psycopg.rows import TupleRow
from psycopg.sql import SQL, Identifier
from psycopg_pool import ConnectionPool

from application.log import Unavailable
from projections.view import Projection, lay

logger = logging.getLogger(__name__)

SCHEMA = Path(__file__).with_name("schema.sql")
MIGRATION_LOCK = 5_723_991
"""Held while one process migrates; any number that nothing else uses."""

PATIENCE = 5.0
"""Seconds that a request waits for a free connection."""
CALM = 0.025
"""Seconds between two wake-ups of the listeners."""

FOR_REQUESTS = {
    "statement_timeout": "15s",
    "lock_timeout": "5s",
    "idle_in_transaction_session_timeout": "60s",
    "timezone": "UTC",
}
FOR_LONG_WORK = FOR_REQUESTS | {"statement_timeout": "0", "lock_timeout": "0"}


class Database:
    """Connections in autocommit mode, UTC, with time limits.

    Args:
        conninfo: libpq connection string or URL.
        size: most connections of the pool; those of `connect` come on top.
    """

    def __init__(self, conninfo: str, size: int = 12) -> None:
        self.conninfo = conninfo
        self._bells: dict[str, threading.Event] = {}
        self._bells_guard = threading.Lock()
        self._closing = threading.Event()
        self._pool: ConnectionPool[Connection[TupleRow]] = ConnectionPool(
            conninfo,
            min_size=min(2, size),
            max_size=size,
            timeout=PATIENCE,
            open=False,
            kwargs={"autocommit": True},
            configure=_for_requests,
            num_workers=2,
        )

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def open(self) -> None:
        """Connect.

        Raises:
            Unavailable: the database does not answer.
        """
        try:
            self._pool.open(wait=True, timeout=2 * PATIENCE)
        except OperationalError as fault:
            self._pool.close()
            raise Unavailable from fault

    def close(self) -> None:
        """Give every connection back; the database serves no more."""
        self._closing.set()
        for bell in self._bells.values():
            bell.set()
        self._pool.close()

    @contextmanager
    def connection(self) -> Iterator[Connection[TupleRow]]:
        """A connection of the pool; each statement commits by itself.

        Raises:
            Unavailable: none was free in five seconds, or the database went away.
        """
        try:
            connection = self._pool.getconn()
        except OperationalError as fault:
            raise Unavailable from fault
        try:
            yield connection
        except (OperationalError, InterfaceError) as fault:
            if connection.closed and not self._closing.is_set():
                # Others are probably dead as well: replace them before they are used.
                threading.Thread(target=self._revive, daemon=True).start()
            raise Unavailable from fault
        finally:
            self._pool.putconn(connection)

    def connect(self) -> Connection[TupleRow]:
        """A connection of its own, for long work and for listening; close it."""
        connection = Connection.connect(self.conninfo, autocommit=True)
        _set(connection, FOR_LONG_WORK)
        return connection

    def notify(self, channel: str) -> None:
        """Wake the listeners of a channel soon; many calls make one wake-up.

        It happens outside the caller's transaction, since a NOTIFY inside makes all
        commits of the cluster wait for each other. It may be lost: listeners also poll.
        """
        bell = self._bells.get(channel)
        if bell is None:
            bell = self._hang(channel)
        bell.set()

    def stats(self) -> dict[str, int]:
        """The pool's counters, e.g. pool_size, pool_available, requests_waiting."""
        return self._pool.get_stats()

    def migrate(self, projections: Iterable[Projection] = ()) -> None:
        """Bring the tables to today's shape; processes that start together take turns.

        A projection whose shape changed is emptied, to be filled again from the log.
        """
        with self.connect() as connection, connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (MIGRATION_LOCK,))
            connection.execute(SCHEMA.read_bytes())
            for projection in projections:
                lay(connection, projection)

    def _hang(self, channel: str) -> threading.Event:
        with self._bells_guard:
            if channel not in self._bells:
                bell = self._bells[channel] = threading.Event()
                threading.Thread(
                    target=self._ring, args=(channel, bell), daemon=True
                ).start()
            return self._bells[channel]

    def _ring(self, channel: str, bell: threading.Event) -> None:
        statement = SQL("NOTIFY {}").format(Identifier(channel))
        while bell.wait() and not self._closing.is_set():
            bell.clear()
            with suppress(Unavailable), self.connection() as connection:
                connection.execute(statement)
            self._closing.wait(CALM)

    def _revive(self) -> None:
        with suppress(OperationalError):
            self._pool.check()


def _for_requests(connection: Connection[Any]) -> None:
    _set(connection, FOR_REQUESTS)


def _set(connection: Connection[Any], settings: dict[str, str]) -> None:
    connection.execute(
        "SELECT set_config(name, value, false) FROM unnest(%s::text[], %s::text[])"
        " AS setting (name, value)",
        (list(settings), list(settings.values())),
    )
