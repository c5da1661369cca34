"""Figures of appeals, kept until another one is decided (I9)."""

from threading import Lock
from typing import Any, LiteralString, NamedTuple
from uuid import UUID

from domain.appeal import SubjectKind
from domain.appeal.figures import (
    Appealed,
    CaseAppealed,
    StepAppealed,
    appealed,
    steps_appealed,
)
from domain.inspection import Kind, Stage
from domain.small_groups import Groups, K
from projections.appeal import queries
from projections.view import Connections, Params, View


class AppealedNow(NamedTuple):
    """Figures for everybody.

    Attributes:
        position: of the log, as of which they are.
        groups: by kind of control and by body.
    """

    position: int
    groups: Groups[Appealed]


class AppealFigures(View):
    """Makes them.

    Args:
        database: where the tables are.
        k: how many businesses there are at least in whatever everybody is shown.
    """

    def __init__(self, database: Connections, k: int = K) -> None:
        super().__init__(database)
        self._k = k
        self._lock = Lock()
        self._made: AppealedNow | None = None

    def now(self) -> AppealedNow:
        """What comes of appeals, without showing anyone."""
        with self._lock:
            position = self._position()
            if self._made is None or self._made.position != position:
                groups = appealed(self._cases(queries.DECIDED), self._k)
                self._made = AppealedNow(position, groups)
            return self._made

    def of_body(self, authority: UUID) -> tuple[StepAppealed, ...]:
        """Which steps of a body produce upheld appeals; for itself alone."""
        return steps_appealed(self._cases(queries.DECIDED_BY, (authority,)))

    def _position(self) -> int:
        with self.read() as sql:
            row = sql.execute(queries.NEWEST, prepare=True).fetchone()
        return int(row["position"]) if row else 0

    def _cases(self, query: LiteralString, asked: Params = ()) -> list[CaseAppealed]:
        with self.read() as sql:
            return [_case(row) for row in sql.execute(query, asked, prepare=True)]


def _case(row: dict[str, Any]) -> CaseAppealed:
    typed = {
        "kind": SubjectKind(row["kind"]),
        "procedure": row["procedure"] and Kind(row["procedure"]),
        "stage": row["stage"] and Stage(row["stage"]),
        "grounds": tuple(row["grounds"]),
        "upheld_grounds": tuple(row["upheld_grounds"]),
    }
    return CaseAppealed(**(row | typed))
