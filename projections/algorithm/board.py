"""What the board of bodies shows: requirements, segments, how far each is covered."""

from datetime import date
from enum import IntEnum, StrEnum

from domain.kernel import Value
from domain.profile import ClientKind, Profile, Size

PAGE = 50


class Cover(IntEnum):
    """How far a requirement is covered for a segment; the better, the greater.

    OUTSIDE: it concerns nobody there. NONE: no algorithm. The others: an algorithm
    recommends or guarantees; _SOME: only for some of those there, since it was made
    under a condition that the segment leaves open.
    """

    OUTSIDE = 0
    NONE = 1
    RECOMMENDED_SOME = 2
    RECOMMENDED = 3
    GUARANTEED_SOME = 4
    GUARANTEED = 5


class Standing(StrEnum):
    """How a requirement stands on the board: by its least covered segment.

    NONE: no algorithm anywhere. PARTLY: for some of its segments, or for some in one.
    RECOMMENDED: a draft at least everywhere. GUARANTEED: approved everywhere.
    """

    NONE = "none"
    PARTLY = "partly"
    RECOMMENDED = "recommended"
    GUARANTEED = "guaranteed"


STANDINGS = tuple(Standing)


class Segment(Value):
    """A kind of client, with what is known of everybody in it.

    Attributes:
        kind: what it is in law.
        size: by 209-ФЗ; none where the law knows no sizes.
    """

    kind: ClientKind
    size: Size | None = None

    @property
    def name(self) -> str:
        """Its name in addresses, e.g. "LE-micro", "NPD"."""
        return f"{self.kind.value}-{self.size.value}" if self.size else self.kind.value

    @property
    def profile(self) -> Profile:
        return Profile(client_kind=self.kind, size=self.size)


SEGMENTS: tuple[Segment, ...] = (
    *(Segment(kind=ClientKind.LE, size=size) for size in Size),
    *(Segment(kind=ClientKind.IE, size=size) for size in Size),
    *(Segment(kind=ClientKind.KFH, size=size) for size in Size),
    Segment(kind=ClientKind.NPD),
)
"""Every client is in exactly one: what it is in law, and its size.

The two are asked of everybody at registration, conditions judge them exactly, and one
algorithm may suit a firm and not its sole owner. Topics overlap: they are a filter.
"""


class BoardFilters(Value):
    """Which lines to show.

    Attributes:
        body: only what this body supervises; "" for all.
        sector: only of this first topic; "" for all.
        standing: only those that stand so; None for all.
        segment: place of a segment: only requirements that lack an algorithm there.
        after: lines to pass over.
        limit: lines of a page, 1..200.
    """

    body: str = ""
    sector: str = ""
    standing: Standing | None = None
    segment: int | None = None
    after: int = 0
    limit: int = PAGE


class BoardLine(Value):
    """One requirement on the board.

    Attributes:
        code, title: of the requirement.
        control_body: who supervises it.
        standing: by its least covered segment.
        asked: how many clients have asked for an algorithm.
        cells: how far it is covered, a Cover for each segment.
        algorithms: codes of those that promise it.
    """

    code: str
    title: str
    control_body: str
    standing: Standing
    asked: int
    cells: tuple[Cover, ...]
    algorithms: tuple[str, ...]


class Tally(Value):
    """How many of something there are, and how they stand.

    Attributes:
        requirements: by standing; together all that are published.
        cells: pairs of a requirement and a segment that it concerns.
        uncovered: of them, pairs without any algorithm.
        asked: wishes for an algorithm where there is none.
    """

    requirements: dict[Standing, int]
    cells: int
    uncovered: int
    asked: int

    @property
    def total(self) -> int:
        return sum(self.requirements.values())


class Board(Value):
    """A page of the board.

    Attributes:
        on: the day it is about.
        segments: its columns, as many as the cells of a line.
        gaps: per segment, requirements without any algorithm.
        tally: of the body and topic asked for.
        found: lines that pass every filter.
        lines: of this page: most asked for first, then least covered, then as entered.
        after: for the next page; None at the end.
        bodies, sectors: to choose from, by name.
    """

    on: date
    segments: tuple[Segment, ...]
    gaps: tuple[int, ...]
    tally: Tally
    found: int
    lines: tuple[BoardLine, ...]
    after: int | None
    bodies: tuple[str, ...]
    sectors: tuple[str, ...]
