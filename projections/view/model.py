"""A read model: its tables, how they are fed, how they are asked."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from hashlib import sha256
from typing import Any, ClassVar, LiteralString, NamedTuple, Protocol, TypeVar

from eventsourcing.persistence import Notification
from psycopg import Connection, Cursor
from psycopg.rows import DictRow, TupleRow, dict_row
from psycopg.sql import SQL, Composed

from domain.kernel import Event, Value

V = TypeVar("V", bound=Value)
Sql = Cursor[DictRow]
Query = LiteralString | SQL | Composed
Params = Sequence[Any] | Mapping[str, Any]


class Recorded(NamedTuple):
    """One event of the log.

    Attributes:
        event: as its aggregate decided it, personal fields in the clear or FORGOTTEN.
        position: its place in the log, from 1; there are gaps.
    """

    event: Event
    position: int

    @property
    def at(self) -> datetime:
        """When it was stored, UTC."""
        return self.event.timestamp


class Connections(Protocol):
    """Where connections to the database come from."""

    def connection(self) -> AbstractContextManager[Connection[TupleRow]]:
        """One of the pool, in autocommit mode."""
        ...

    def connect(self) -> Connection[TupleRow]:
        """One of its own, in autocommit mode; whoever asks closes it."""
        ...


class Projection:
    """Turns events into the rows of one read model.

    Attributes:
        name: of the projection and of the database schema its tables live in.
        schema: DDL of the tables, names without a schema; "" when there are none.
        version: raise it when `apply` makes other rows of the same events; they are
            then made again, as after a change of `schema`.
        events: classes of the events it reads; a base class stands for all below.
    """

    name: ClassVar[str]
    schema: ClassVar[LiteralString] = ""
    version: ClassVar[int] = 1
    events: ClassVar[tuple[type[Event], ...]]
    takes_stored: ClassVar[bool] = False
    """Whether it reads every event, of whatever kind, as it is stored: `apply_stored`
    is called, and `apply` never."""

    def apply_stored(self, sql: Sql, stored: Sequence[Notification]) -> None:
        """Write what a batch of stored events means; as `apply`."""
        raise NotImplementedError

    def apply(self, sql: Sql, events: Sequence[Recorded]) -> None:
        """Write what a batch of events means.

        Args:
            sql: inside a transaction, the tables of `schema` first in the search path.
            events: 1..1000 of `events`, oldest first, none twice.
        """
        raise NotImplementedError

    @property
    def shape(self) -> str:
        """A name for what the rows look like and mean."""
        return sha256(f"{self.version} {self.schema}".encode()).hexdigest()[:16]


class View:
    """Answers questions from the tables of a read model; table names with a schema."""

    def __init__(self, database: Connections) -> None:
        self._database = database

    @contextmanager
    def read(self) -> Iterator[Sql]:
        """Rows as dicts; every statement sees what is committed when it starts."""
        with self._database.connection() as connection:
            yield connection.cursor(row_factory=dict_row)

    def all(self, kind: type[V], query: Query, params: Params = ()) -> list[V]:
        """The rows that a query finds, as values with the columns' names."""
        with self.read() as sql:
            found = sql.execute(query, params, prepare=True)
            return [kind.model_validate(row) for row in found]

    def one(self, kind: type[V], query: Query, params: Params = ()) -> V | None:
        """The first row that a query finds; None when there is none."""
        with self.read() as sql:
            row = sql.execute(query, params, prepare=True).fetchone()
        return None if row is None else kind.model_validate(row)
