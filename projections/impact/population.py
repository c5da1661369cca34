"""Everybody who is registered, in the columns of this process, kept up by position."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final, LiteralString
from uuid import UUID

import orjson

from projections.impact.bits import Bits
from projections.impact.columns import Columns
from projections.numbering import ID_BYTES, Numbered, Numbering
from projections.view import Connections, View

PART: Final = 20_000
"""Businesses that are read at a time."""
MANY: Final = 100_000
"""From so many on, changes are looked for only now and then."""
NOW_AND_THEN: Final = 10.0
"""Seconds."""
OTHER: Final = "?"
"""Stands for the section of classes that the classifier does not have."""
Sections = dict[str, dict[str, Bits]]
"""By section, then by class, the rows that have it."""

HOW_MANY: LiteralString = "SELECT count(*) AS n FROM client.client"
CHANGED: LiteralString = """
    SELECT id, position, profile::text AS profile FROM client.client
    WHERE position > %s ORDER BY position, id LIMIT %s
"""
GONE: LiteralString = "SELECT client_id FROM client.forgotten"
HOW_MANY_GONE: LiteralString = "SELECT count(*) AS n FROM client.forgotten"
SECTIONS: LiteralString = """
    SELECT code, section FROM requirement.activity WHERE code ~ '^[0-9]{2}$'
"""


class Population(View):
    """The columns of all businesses; read in when they are first asked for.

    Args:
        database: where the read model of clients is.
        monotonic: seconds, for not looking for changes too often.
    """

    def __init__(
        self, database: Connections, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(database)
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._columns = Columns()
        self._numbers = Numbering(ID_BYTES)
        self._sections: dict[str, str] = {}
        self._position = 0
        self._gone = 0
        self._looked: float | None = None

    @contextmanager
    def now(self, *, fresh: bool = False) -> Iterator[tuple[Columns, Sections]]:
        """The columns as of now, and the classes of each section of activities.

        Nobody else may use them meanwhile; they change in place.

        Args:
            fresh: with everything that the read model of clients has, however many
                there are.
        """
        with self._lock:
            self._refresh(at_once=fresh)
            yield self._columns, self._by_section()

    def numbered(self) -> Numbered:
        """The ids of everybody, and the row of each as its number; inside `now`."""
        return self._numbers.now()

    @property
    def position(self) -> int:
        """Place in the log up to which everything of every client is counted."""
        return self._position

    def _by_section(self) -> Sections:
        found: Sections = {}
        for code, rows in sorted(self._columns.values("okved").items()):
            found.setdefault(self._sections.get(code, OTHER), {})[code] = rows
        return dict(sorted(found.items()))

    def _refresh(self, *, at_once: bool) -> None:
        moment = self._monotonic()
        fresh = self._looked is not None and moment - self._looked < NOW_AND_THEN
        if fresh and not at_once and len(self._numbers) >= MANY:
            return
        with self.read() as sql:
            if self._looked is None:
                expected = sql.execute(HOW_MANY).fetchone()
                self._columns = Columns(rows=expected["n"] if expected else 0)
            found = sql.execute(SECTIONS, prepare=True)
            self._sections = {row["code"]: row["section"] for row in found}
        # What is gone may have been read before it went: take it out afterwards.
        if self._take_changed() | self._take_gone():
            self._columns.lay()
        self._looked = moment

    def _take_changed(self) -> bool:
        changed = False
        while rows := self._next_part():
            changed = True
            ids = [row["id"].bytes for row in rows]
            self._columns.put(
                self._numbers.numbers(ids),
                [orjson.loads(row["profile"]) for row in rows],
                [_half(id) for id in ids],
            )
            self._position = rows[-1]["position"]
            if len(rows) < PART:
                break
        return changed

    def _next_part(self) -> list[dict[str, Any]]:
        with self.read() as sql:
            return sql.execute(CHANGED, (self._position, PART), prepare=True).fetchall()

    def _take_gone(self) -> bool:
        with self.read() as sql:
            row = sql.execute(HOW_MANY_GONE, prepare=True).fetchone()
            if row is None or row["n"] == self._gone:
                return False
            gone: list[UUID] = [row["client_id"] for row in sql.execute(GONE)]
        known = self._numbers.known([id.bytes for id in gone])
        self._columns.put(known, [None] * len(known), [False] * len(known))
        self._gone = len(gone)
        return bool(known)


def _half(id: bytes) -> bool:
    """On which side a business falls; ids are keyed, so nobody can know."""
    return bool(id[0] & 1)
