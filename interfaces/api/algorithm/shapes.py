"""What is sent about algorithms over the API, and what comes back (C1)."""

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from domain.algorithm import (
    AlgorithmContent,
    AlgorithmStatus,
    Approval,
    Promise,
    Repeat,
    Step,
)
from domain.condition import Condition
from domain.kernel import Certainty, Value
from domain.requirement import Line, Slug
from projections.algorithm import (
    MOST,
    PAGE,
    AlgorithmFilters,
    Moment,
    Segment,
    Standing,
    Tally,
)


class Search(AlgorithmFilters):
    """What to look for, and which page of it.

    Attributes:
        after: `next` of the page before.
        limit: algorithms on a page.
    """

    after: int = Field(default=0, ge=0, le=10_000_000)
    limit: int = Field(default=PAGE, ge=1, le=MOST)


class AlgorithmOut(Value):
    """One version of an algorithm.

    Attributes:
        code: its name.
        version: of its history; the ETag.
        status: draft, approved or withdrawn.
        number: of the version shown.
        in_use: number of the version that people follow.
        drafted: number of the draft in the making, if there is one.
        promise: what may be said of the version shown: "guarantees" only when every
            competent body approved it, else "recommended"; "nothing" when withdrawn.
        requirements: codes of what it guarantees or is recommended for.
        title, situation, condition, steps, repeat, limits, certainty: what it says.
        approvals: who vouches for the version, for what, and on what basis.
        waiting: codes that nobody competent has vouched for yet.
        moments: everything that happened, oldest first.
        reason, withdrawn: why and on which day it was withdrawn.
        changed_at: when it was last changed, UTC.
    """

    code: str
    version: int
    status: AlgorithmStatus
    number: int
    in_use: int
    drafted: int | None
    promise: Promise
    requirements: tuple[str, ...]
    title: str
    situation: str
    condition: Condition
    steps: tuple[Step, ...]
    repeat: Repeat | None
    limits: str | None
    certainty: Certainty
    approvals: tuple[Approval, ...]
    waiting: tuple[str, ...]
    moments: tuple[Moment, ...]
    reason: str | None
    withdrawn: date | None
    changed_at: datetime


class FindingOut(Value):
    """What a check found.

    Attributes:
        kind: stable name.
        title: a sentence in the reader's language.
        steps: numbers of the steps concerned.
        requirement: code of the requirement concerned.
        blocks: whether nobody may approve it until this is corrected.
    """

    kind: str
    title: str
    steps: tuple[int, ...]
    requirement: str | None
    blocks: bool


class Written(Value):
    """The newest version as its author wrote it, to be sent back with changes.

    Attributes:
        number: of the version.
        content: what it says.
        findings: what the checks find in it.
    """

    number: int
    content: AlgorithmContent
    findings: tuple[FindingOut, ...]


CoverOut = Literal[
    "outside",
    "none",
    "recommended_some",
    "recommended",
    "guaranteed_some",
    "guaranteed",
]


class BoardLineOut(Value):
    """One requirement on the board.

    Attributes:
        code, title, control_body: of the requirement.
        standing: by its least covered segment.
        asked: how many clients have asked for an algorithm.
        cells: for each segment: outside (it concerns nobody there), none, recommended
            or guaranteed; with "_some": only for some of those there.
        algorithms: codes of those that serve it.
    """

    code: str
    title: str
    control_body: str
    standing: Standing
    asked: int
    cells: tuple[CoverOut, ...]
    algorithms: tuple[str, ...]


class BoardOut(Value):
    """A page of the board.

    Attributes:
        on: the day it is about.
        segments: what each cell of a line is about.
        gaps: per segment, requirements without any algorithm.
        tally: of the body and topic asked for.
        found: lines that pass every filter.
        lines: of this page, most asked for first.
        next: `after` of the next page; null at the end.
        bodies, sectors: to choose from.
    """

    on: date
    segments: tuple[Segment, ...]
    gaps: tuple[int, ...]
    tally: Tally
    found: int
    lines: tuple[BoardLineOut, ...]
    next: int | None
    bodies: tuple[str, ...]
    sectors: tuple[str, ...]


class BoardAsked(Value):
    """Which lines of the board.

    Attributes:
        body: only what this body supervises.
        sector: only of this first topic.
        standing: only those that stand so.
        segment: place of a segment, from 0: only what has no algorithm there.
        after: `next` of the page before.
        limit: lines of a page.
    """

    body: Line | None = None
    sector: Slug | None = None
    standing: Standing | None = None
    segment: int | None = Field(default=None, ge=0, le=1000)
    after: int = Field(default=0, ge=0, le=10_000_000)
    limit: int = Field(default=50, ge=1, le=200)
