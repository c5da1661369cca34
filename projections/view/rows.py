"""A batch of rows: loaded in one query, changed in Python, saved in one more."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, cast

import orjson
from psycopg.sql import SQL, Composed, Identifier
from pydantic import BaseModel

from projections.view.model import Sql

Row = dict[str, Any]

SELECT = SQL(
    "SELECT {table}.* FROM json_populate_recordset(NULL::{table}, %s::json) AS wanted"
    " JOIN {table} USING ({key})"
)
DELETE = SQL(
    "DELETE FROM {table} WHERE ({key}) IN"
    " (SELECT {key} FROM json_populate_recordset(NULL::{table}, %s::json))"
)
UPSERT = SQL(
    "INSERT INTO {table} ({names})"
    " SELECT {names} FROM json_populate_recordset(NULL::{table}, %s::json)"
    " ON CONFLICT ({key}) DO UPDATE SET ({names}) = ROW ({values})"
)
WRITABLE = (
    "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass"
    " AND attnum > 0 AND NOT attisdropped AND attgenerated = ''"
)


class Rows:
    """The rows of one table that a batch of events concerns, by key.

    Loads them in one query, lets `apply` change them, and saves them in one more:

        with Rows(sql, "client", (one.event.originator_id for one in events)) as rows:
            rows[id] = {"id": id, "name": name}     # new, or in place of the old one
            rows.change(id, name=name)              # some columns of one that is there
            del rows[id]                            # may be gone already

    Values travel as JSON: columns of text, numbers, dates, times, uuids, arrays and
    jsonb; no ranges, no bytea. Generated columns are left alone.

    Args:
        sql: of `apply`.
        table: without a schema; of a name that the rows of no other read model have,
            since a prepared statement is found by its text.
        keys: of the rows to load; a tuple each when the key has several columns.
        key: name of the column, or names of the columns, of a unique key.
    """

    def __init__(
        self,
        sql: Sql,
        table: str,
        keys: Iterable[Any],
        key: str | tuple[str, ...] = "id",
    ) -> None:
        self._sql = sql
        self._table = Identifier(table)
        self._name = table
        self._several = isinstance(key, tuple)
        self._key: tuple[str, ...] = key if isinstance(key, tuple) else (key,)
        self._rows: dict[Any, Row] = self._load(dict.fromkeys(keys))
        self._changed: set[Any] = set()
        self._gone: set[Any] = set()

    def __enter__(self) -> "Rows":
        return self

    def __exit__(self, fault: type[BaseException] | None, *_: object) -> None:
        if fault is None:
            self.save()

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def __getitem__(self, key: Any) -> Row:
        """The row as it is now; to change it, use `change`."""
        return self._rows[key]

    def get(self, key: Any) -> Row | None:
        return self._rows.get(key)

    def __setitem__(self, key: Any, row: Row) -> None:
        self._rows[key] = row
        self._changed.add(key)
        self._gone.discard(key)

    def __delitem__(self, key: Any) -> None:
        self._rows.pop(key, None)
        self._changed.discard(key)
        self._gone.add(key)

    def change(self, key: Any, **columns: Any) -> None:
        """Give some columns of a row other values.

        Raises:
            KeyError: there is no such row.
        """
        self._rows[key].update(columns)
        self._changed.add(key)

    def save(self) -> None:
        """Write what was changed and delete what is gone."""
        if self._gone:
            self._sql.execute(self._compose(DELETE), (self._json(self._gone),))
        if self._changed:
            written = _json([self._rows[key] for key in self._changed])
            self._sql.execute(self._upsert(), (written,))
        self._changed.clear()
        self._gone.clear()

    def _load(self, keys: Iterable[Any]) -> dict[Any, Row]:
        # Not prepared: two projections may have a table of this name, and a prepared
        # statement of one connection keeps to the columns that it saw first.
        found = self._sql.execute(
            self._compose(SELECT), (self._json(keys),), prepare=False
        )
        if self._several:
            return {tuple(row[name] for name in self._key): row for row in found}
        return {row[self._key[0]]: row for row in found}

    def _json(self, keys: Iterable[Any]) -> str:
        tuples = keys if self._several else ((key,) for key in keys)
        return _json([dict(zip(self._key, key, strict=True)) for key in tuples])

    def _compose(self, statement: SQL) -> Composed:
        key = SQL(", ").join(map(Identifier, self._key))
        return statement.format(table=self._table, key=key)

    def _upsert(self) -> Composed:
        self._sql.execute(WRITABLE, (self._name,), prepare=True)
        names = [Identifier(row["attname"]) for row in self._sql]
        return UPSERT.format(
            table=self._table,
            key=SQL(", ").join(map(Identifier, self._key)),
            names=SQL(", ").join(names),
            values=SQL(", ").join(SQL("EXCLUDED.{}").format(name) for name in names),
        )


def _json(rows: Sequence[Row]) -> str:
    return orjson.dumps(rows, default=_plain).decode()


def _plain(value: object) -> object:
    match value:
        case Decimal():
            return str(value)
        case set() | frozenset():
            return sorted(cast(set[Any], value))
        case BaseModel():
            return value.model_dump(mode="json")
    raise TypeError(f"a {type(value).__name__} cannot be stored in a row")
