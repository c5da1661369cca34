"""Signed heads of the tree, each kept for ever, and what checks of the log came to."""

from collections.abc import Iterator
from datetime import datetime
from typing import LiteralString

from psycopg.types.json import Jsonb

from domain.receipt import AuditReport, Head, SignedHead, text_of
from interfaces.gateways.database import Database

AT_ONCE = 1000
COLUMNS: LiteralString = "SELECT note, signed_at FROM tree_heads"


class StoredHeads:
    """Implements `application.receipt.HeadsKept`.

    What a head says is read from its signed note; the columns only find it.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def latest(self) -> SignedHead | None:
        return self._first(COLUMNS + " ORDER BY size DESC LIMIT 1")

    def covering(self, leaf: int) -> SignedHead | None:
        return self._first(COLUMNS + " WHERE size > %s ORDER BY size LIMIT 1", leaf)

    def of_size(self, size: int) -> SignedHead | None:
        return self._first(COLUMNS + " WHERE size = %s", size)

    def before(self, size: int | None, limit: int) -> list[SignedHead]:
        """Those of smaller trees, the largest first.

        Args:
            size: of a tree; None: from the newest head on.
            limit: at most so many.
        """
        query: LiteralString = (
            COLUMNS + " WHERE size < coalesce(%s, 2^62) ORDER BY size DESC LIMIT %s"
        )
        return self._all(query, size, limit)

    def all(self, size: int) -> Iterator[SignedHead]:
        query: LiteralString = (
            COLUMNS + " WHERE size > %s AND size <= %s ORDER BY size LIMIT %s"
        )
        last = -1
        while some := self._all(query, last, size, AT_ONCE):
            yield from some
            last = some[-1].head.size

    def keep(self, signed: SignedHead) -> SignedHead:
        head = signed.head
        with self._database.connection() as connection:
            connection.execute(
                "INSERT INTO tree_heads (size, root, note, signed_at)"
                " VALUES (%s, %s, %s, %s) ON CONFLICT (size) DO NOTHING",
                (head.size, head.root, signed.note, signed.signed_at),
            )
        return self.of_size(head.size) or signed

    def _first(self, query: LiteralString, *values: object) -> SignedHead | None:
        found = self._all(query, *values)
        return found[0] if found else None

    def _all(self, query: LiteralString, *values: object) -> list[SignedHead]:
        with self._database.connection() as connection:
            rows = connection.execute(query, values, prepare=True).fetchall()
        return [_signed(*row) for row in rows]


class StoredAudits:
    """Implements `application.receipt.AuditsKept`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, report: AuditReport) -> None:
        with self._database.connection() as connection:
            connection.execute(
                "INSERT INTO tree_audits (at, report) VALUES (%s, %s)"
                " ON CONFLICT (at) DO UPDATE SET report = EXCLUDED.report",
                (report.at, Jsonb(report.model_dump(mode="json"))),
            )

    def latest(self) -> AuditReport | None:
        with self._database.connection() as connection:
            row = connection.execute(
                "SELECT report FROM tree_audits ORDER BY at DESC LIMIT 1"
            ).fetchone()
        return AuditReport.model_validate(row[0]) if row else None


def _signed(note: str, at: datetime) -> SignedHead:
    return SignedHead(head=Head.read(text_of(note)), note=note, signed_at=at)
