"""The register's conditions in memory, kept up with its tables, as known at a time."""

import gc
import re
import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

import numpy as np

from projections.applicability.chronicle import Beliefs, Chronicle
from projections.index import Entry, Mask, RegisterIndex, Snapshot
from projections.requirement import RequirementView
from projections.view import Connections, View

BODY, ACT, SECTOR, OBJECT = range(4)
"""Columns of labels in the index: the register's own, and the objects that it names."""
MOST_KEPT = 8
"""As how many pasts the register is kept in memory: 9 bytes of each version."""

ANY_NEWER = (
    "SELECT EXISTS (SELECT FROM requirement.version WHERE position > %s) AS newer"
)
_MANY = 1000
"""So many new versions stay in memory for good; looking at them again and again for
what could be freed holds up every so many-th request for tens of milliseconds."""
_OBJECTS = re.compile(r'"object":\s*\[([^\]]*)\]')
_NAME = re.compile(r"\w+")


class _Now(NamedTuple):
    """The register as of one position of the log."""

    snapshot: Snapshot
    beliefs: Beliefs
    pasts: "OrderedDict[int, Snapshot]"


class Register(View):
    """Gives the register in memory, first taking over what changed in its tables."""

    def __init__(self, database: Connections) -> None:
        super().__init__(database)
        self._view = RequirementView(database)
        self._index = RegisterIndex()
        self._chronicle = Chronicle()
        self._position = 0
        self._guard = threading.Lock()
        self._now: _Now | None = None

    def current(self) -> Snapshot:
        """The register as of the last event that its projection has seen."""
        self._catch_up()
        return self._index.now

    def known(self, *instants: datetime | None) -> tuple[Beliefs, Sequence[Snapshot]]:
        """The register as it was known at some instants; None: as it is known now.

        Returns:
            What was believed when, and a snapshot for each instant; rows have the same
            numbers in all of them.
        """
        self._catch_up()
        with self._guard:
            if self._now is None:
                snapshot = self._index.now
                beliefs = self._chronicle.freeze(snapshot.ids())
                self._now = _Now(snapshot, beliefs, OrderedDict())
            now = self._now
            return now.beliefs, [_past(now, at) for at in instants]

    def _catch_up(self) -> None:
        if self._is_behind():
            with self._guard:
                self._refresh()

    def _is_behind(self) -> bool:
        with self.read() as sql:
            row = sql.execute(ANY_NEWER, (self._position,), prepare=True).fetchone()
        return bool(row and row["newer"])

    def _refresh(self) -> None:
        reached, count = self._position, 0

        def entries() -> Iterator[Entry]:
            nonlocal reached, count
            for position, entry, times in self._view.changed_since(reached):
                yield entry._replace(
                    labels=(*entry.labels, objects_of(entry.condition or ""))
                )
                # Asked for the next one, the index has this one.
                number = self._index.number(entry.requirement, entry.version)
                self._chronicle.put(number, times)
                reached, count = position, count + 1

        self._index.refresh(entries())
        self._now = None
        self._position = reached
        if count >= _MANY:
            gc.collect()
            gc.freeze()


def _past(now: _Now, at: datetime | None) -> Snapshot:
    if at is None:
        return now.snapshot
    era = now.beliefs.era(at)
    if era not in now.pasts:
        now.pasts[era] = now.beliefs.as_known(now.snapshot, at)
    now.pasts.move_to_end(era)
    while len(now.pasts) > MOST_KEPT:
        now.pasts.popitem(last=False)
    return now.pasts[era]


def objects_of(condition: str) -> str:
    """Names of the objects that a condition's JSON asks for, by space, each once."""
    listed = " ".join(_OBJECTS.findall(condition))
    return " ".join(dict.fromkeys(_NAME.findall(listed)))


def first_object(objects: str) -> str:
    """The object under which a line stands: the first of these; "" when none."""
    return objects.partition(" ")[0]


def naming(snapshot: Snapshot, name: str) -> Mask:
    """Which rows ask for an object, the first they name or another."""
    numbers = [
        number
        for number, label in enumerate(snapshot.names)
        if name in label and name in label.split(" ")
    ]
    found: Mask = np.isin(snapshot.labels[OBJECT], numbers)
    return found
