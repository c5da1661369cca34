"""The register's conditions in memory, kept up with its tables."""

import re
import threading
from collections.abc import Iterator

from projections.index import Entry, RegisterIndex, Snapshot
from projections.requirement import RequirementView
from projections.view import Connections, View

BODY, ACT, SECTOR, OBJECT = range(4)
"""Columns of labels in the index: the register's own, and the first object named."""

ANY_NEWER = (
    "SELECT EXISTS (SELECT FROM requirement.version WHERE position > %s) AS newer"
)
_FIRST_OBJECT = re.compile(r'"object":\s*\["(\w+)"')


class Register(View):
    """Gives the register in memory, first taking over what changed in its tables."""

    def __init__(self, database: Connections) -> None:
        super().__init__(database)
        self._view = RequirementView(database)
        self._index = RegisterIndex()
        self._position = 0
        self._guard = threading.Lock()

    def current(self) -> Snapshot:
        """The register as of the last event that its projection has seen."""
        if self._is_behind():
            with self._guard:
                self._refresh()
        return self._index.now

    def _is_behind(self) -> bool:
        with self.read() as sql:
            row = sql.execute(ANY_NEWER, (self._position,), prepare=True).fetchone()
        return bool(row and row["newer"])

    def _refresh(self) -> None:
        reached = self._position

        def entries() -> Iterator[Entry]:
            nonlocal reached
            for position, entry in self._view.changed_since(reached):
                reached = position
                yield entry._replace(
                    labels=(*entry.labels, first_object(entry.condition or ""))
                )

        self._index.refresh(entries())
        self._position = reached


def first_object(condition: str) -> str:
    """Name of the first object that a condition's JSON asks for; "" when none."""
    found = _FIRST_OBJECT.search(condition)
    return found[1] if found else ""
