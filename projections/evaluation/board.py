"""What a developer of rules has to do, and what costs business most (E3, E4)."""

from collections.abc import Collection
from datetime import date
from typing import LiteralString
from uuid import UUID

from domain.anonymity import Figures, Range, range_of
from domain.kernel import Value
from projections.evaluation.summary import Progress, progress_of
from projections.view import Connections, View

MOST = 200


class BoardLine(Value):
    """One requirement on the board.

    Attributes:
        code, title: of the requirement.
        number: the version evaluated.
        act: the act's name and number; ends: its last day, None when open.
        count: how many evaluations are counted; 0 while fewer than k are.
        yearly: yearly roubles; None when it cannot be told.
        clashes: reported, in whole multiples of k.
        progress: what was done.
    """

    code: str
    title: str
    number: int
    act: str
    ends: date | None
    count: int
    yearly: Range | None
    clashes: dict[str, int]
    progress: Progress

    @property
    def waiting(self) -> int:
        """How many wait for an answer, or for their text to be released."""
        return self.progress.shown - self.progress.considered

    @property
    def burden(self) -> int:
        """What it costs all who said so: the middle times how many they are."""
        if self.yearly is None:
            return 0
        low, high = self.yearly.middle
        return (low + high) // 2 * self.yearly.count


class DraftOnBoard(Value):
    """One version of a draft on the board.

    Attributes:
        number, title: of the draft.
        version: the version evaluated.
        count: how many evaluations are counted.
        progress: what was done.
    """

    number: str
    title: str
    version: int
    count: int
    progress: Progress

    @property
    def waiting(self) -> int:
        """How many wait for an answer, or for their text to be released."""
        return self.progress.shown - self.progress.considered


class BoardView(View):
    """Answers developers of rules; the same figures as everybody reads."""

    def __init__(self, database: Connections, k: int) -> None:
        super().__init__(database)
        self.k = k

    def of(self, bodies: Collection[str], today: date) -> list[BoardLine]:
        """Evaluated requirements of some bodies, by code; at most 200."""
        with self.read() as sql:
            found = sql.execute(
                BOARD, {"bodies": list(bodies), "most": MOST}, prepare=True
            ).fetchall()
        return [self._line(row, today) for row in found]

    def drafts(self, organisation: UUID, today: date) -> list[DraftOnBoard]:
        """Evaluated drafts of an organisation, the newest version first."""
        with self.read() as sql:
            found = sql.execute(DRAFTS, (organisation, MOST), prepare=True).fetchall()
        return [
            DraftOnBoard(
                number=row["code"],
                title=row["title"],
                version=row["number"],
                count=Figures.model_validate(row["figures"]).count
                + Figures.model_validate(row["named"]).count,
                progress=progress_of(row["progress"], today),
            )
            for row in found
        ]

    def _line(self, row: dict[str, object], today: date) -> BoardLine:
        figures = Figures.model_validate(row["figures"])
        figures += Figures.model_validate(row["named"])
        said = figures.at_least(self.k)
        return BoardLine(
            **{name: row[name] for name in ("code", "title", "number", "act", "ends")},
            count=figures.count,
            yearly=range_of(figures.costs.get("yearly_roubles", ()), self.k),
            clashes={n: c for n, c in said.items() if not n.startswith("theme:")},
            progress=progress_of(row["progress"], today),  # type: ignore[arg-type]
        )


BOARD: LiteralString = """
    SELECT s.code, s.number, s.figures, s.named, s.progress, s.round_on,
        v.title, concat_ws(' № ', v.act_name, v.act_number) AS act,
        v.valid_until AS ends
    FROM evaluation.summary AS s
    JOIN requirement.version AS v ON v.code = s.code AND v.number = s.number
    WHERE s.kind = 'requirement' AND v.control_body = ANY(%(bodies)s)
    ORDER BY s.code, s.number DESC LIMIT %(most)s
"""
DRAFTS: LiteralString = """
    SELECT s.code, s.number, s.figures, s.named, s.progress, d.title
    FROM evaluation.summary AS s
    JOIN draft.draft AS d ON d.number = s.code
    WHERE s.kind = 'draft' AND d.organisation = %s
    ORDER BY s.code DESC, s.number DESC LIMIT %s
"""
