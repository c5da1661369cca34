"""Figures of what inspections cost and how tools are rated; small groups hidden."""

from threading import Lock
from typing import LiteralString, NamedTuple

from domain.burden import (
    CaseRated,
    CaseSpent,
    Lack,
    Rated,
    Spent,
    Tool,
    rated,
    spent,
)
from domain.small_groups import Groups, K
from projections.view import Connections, View

SPENT: LiteralString = """
    SELECT c.control_kind, c.authority, c.client_id, c.number,
        sum(d.minutes)::bigint AS minutes, sum(d.roubles)::bigint AS roubles,
        sum(d.damage)::bigint AS damage
    FROM burden.burden_case AS c JOIN burden.burden_day AS d ON d.book = c.id
    GROUP BY c.id
"""
RATED: LiteralString = """
    SELECT c.control_kind, c.authority, c.client_id, c.number, r.tool, r.score, r.lacks
    FROM burden.burden_case AS c JOIN burden.burden_rating AS r ON r.book = c.id
"""
NEWEST: LiteralString = "SELECT position FROM burden.newest"


class Figures(NamedTuple):
    """Both kinds of figures.

    Attributes:
        position: of the log, as of which they are.
        spent: what inspections cost.
        rated: how each tool is rated.
    """

    position: int
    spent: Groups[Spent]
    rated: dict[Tool, Groups[Rated]]


class BurdenFigures(View):
    """Keeps the figures until something is recorded.

    Args:
        database: where the tables are.
        k: how many businesses there are at least in whatever is shown.
    """

    def __init__(self, database: Connections, k: int = K) -> None:
        super().__init__(database)
        self._k = k
        self._lock = Lock()
        self._made: Figures | None = None

    def now(self) -> Figures:
        """The figures as of the last event of the read model."""
        with self._lock:
            position = self._position()
            if self._made is None or self._made.position != position:
                self._made = self._make(position)
            return self._made

    def _position(self) -> int:
        with self.read() as sql:
            row = sql.execute(NEWEST, prepare=True).fetchone()
        return int(row["position"]) if row else 0

    def _make(self, position: int) -> Figures:
        with self.read() as sql:
            costs = [CaseSpent(**row) for row in sql.execute(SPENT, prepare=True)]
            ratings = [
                CaseRated(
                    **(
                        row
                        | {
                            "tool": Tool(row["tool"]),
                            "lacks": tuple(map(Lack, row["lacks"])),
                        }
                    )
                )
                for row in sql.execute(RATED, prepare=True)
            ]
        return Figures(position, spent(costs, self._k), rated(ratings, self._k))
