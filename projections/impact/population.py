"""Everybody who is registered, in the columns of this process, kept up by position."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final, LiteralString
from uuid import UUID

import numpy as np
import orjson
from numpy.typing import NDArray

from projections.impact.bits import Bits, Rows
from projections.impact.columns import Columns
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
        self._numbers = Numbers()
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

    def in_order(self) -> tuple[NDArray[np.bytes_], Rows]:
        """The ids of everybody, rising, and the row of each; inside `now`."""
        return self._numbers.in_order()

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
                self._numbers.of(ids),
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


class Numbers:
    """The number of every business, from 0, in the order of coming; 20 bytes each."""

    def __init__(self) -> None:
        self._ids: NDArray[np.bytes_] = np.empty(0, "S16")
        self._rows = np.empty(0, np.int32)
        self._new: dict[bytes, int] = {}

    def __len__(self) -> int:
        return len(self._ids) + len(self._new)

    def of(self, ids: Sequence[bytes]) -> list[int]:
        """The numbers of these; whoever has none yet gets the next one."""
        found = self._find(ids)
        for place, id in enumerate(ids):
            if found[place] < 0:
                found[place] = self._new.setdefault(id, len(self))
        if len(self._new) >= PART:
            self._settle()
        return found

    def in_order(self) -> tuple[NDArray[np.bytes_], Rows]:
        """All ids, rising, and the number of each."""
        if self._new:
            self._settle()
        return self._ids, self._rows

    def known(self, ids: Sequence[bytes]) -> list[int]:
        """The numbers of those of these that have one."""
        return [row for row in self._find(ids) if row >= 0]

    def _find(self, ids: Sequence[bytes]) -> list[int]:
        wanted = np.array(ids, "S16")
        if not len(self._ids):
            return [self._new.get(id, -1) for id in ids]
        places = np.searchsorted(self._ids, wanted)
        places[places == len(self._ids)] = 0
        same = self._ids[places] == wanted
        rows = np.where(same, self._rows[places], -1).tolist()
        return [
            row if row >= 0 else self._new.get(id, -1)
            for row, id in zip(rows, ids, strict=True)
        ]

    def _settle(self) -> None:
        """Put the new ones among the sorted ones: a dict of a million is large."""
        ids = np.concatenate([self._ids, np.array(list(self._new), "S16")])
        new = np.fromiter(self._new.values(), np.int32, len(self._new))
        rows = np.concatenate([self._rows, new])
        order = np.argsort(ids, kind="stable")
        self._ids, self._rows = ids[order], rows[order]
        self._new = {}
