"""What is asked of a personal list, and what it answers."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from domain.applicability import Status
from domain.condition import Ground, Verdict
from domain.kernel import Value
from domain.requirement import CertaintyMarks

PAGE = 50


class Arrangement(StrEnum):
    """What the list is grouped by."""

    SECTOR = "sector"
    BODY = "body"
    OBJECT = "object"


class Basis(StrEnum):
    """By which facts and declarations a list is judged.

    THEN: those of its day, as they were known at its instant. TODAY: those of today,
    to see what another day asks of a business such as this one is now.
    """

    THEN = "then"
    TODAY = "today"


class AsOf(Value):
    """The moment that a list is about, on both axes of time.

    Attributes:
        on: what holds on this day.
        known_at: as it was known at this instant, UTC; None: as it is known now.
        basis: whose facts count.
    """

    on: date
    known_at: datetime | None = None
    basis: Basis = Basis.THEN


class Wanted(AsOf):
    """Which part of a list to show, as of a moment.

    Attributes:
        group: which of the three; None: all of them.
        by: what lines are grouped by.
        text: words to look for; "" for all.
        body: only of this supervisory body; "" for all.
        sector: only of this topic; "" for all.
        uses: only what hangs on this object; "" for all.
        after: lines to pass over: those of the pages before.
        limit: lines on a page, 1..200.
    """

    group: Verdict | None = None
    by: Arrangement = Arrangement.SECTOR
    text: str = ""
    body: str = ""
    sector: str = ""
    uses: str = ""
    after: int = 0
    limit: int = PAGE


class Line(Value):
    """A requirement in somebody's list.

    Attributes:
        code: of the requirement.
        version: of it, on the day of the list.
        title: in plain words.
        heading: what it is grouped under: a topic, a body, an object or "".
        act: name, number, date and place in the act, for people.
        control_kind, control_body: who checks it.
        group: where it stands in the list; a declaration may have moved it.
        judgement: the verdict of the facts and its reason.
        declaration_id: of the declaration that is not ended, if there is one.
        declaration_status: where that stands.
        declaration_ground: on which of the two grounds.
        declaration_absent: atoms that are not so, e.g. ("object:lift",).
        declared_end: last day as the act declares it.
        successor_unknown: whether nobody knows what comes after that day.
        certainty: how sure the register is of each part.
    """

    code: str
    version: int
    title: str
    heading: str
    act: str
    control_kind: str
    control_body: str
    group: Verdict
    judgement: Any
    declaration_id: UUID | None
    declaration_status: Status | None
    declaration_ground: Ground | None
    declaration_absent: tuple[str, ...]
    declared_end: date | None
    successor_unknown: bool
    certainty: CertaintyMarks


class Choice(Value):
    """A way to narrow the list down.

    Attributes:
        name: of a topic, body or object.
        count: lines in the group that carry it.
    """

    name: str
    count: int


class PersonalList(Value):
    """A page of a list.

    Attributes:
        on: the day it is about.
        known_at: as known at this instant, UTC; None: as known now.
        facts: how many facts about the business it was judged by.
        counts: lines of each group, whatever is looked for.
        ended: requirements that may concern the business whose declared end has
            passed, successor unknown.
        found: lines of the wanted group after narrowing down.
        lines: of this page, arranged.
        after: for the next page; None at the end.
        bodies, sectors, objects: of the wanted group, by name.
        waiting: declarations that wait for the client's word.
    """

    on: date
    known_at: datetime | None = None
    facts: int
    counts: dict[Verdict, int]
    ended: int
    found: int
    lines: tuple[Line, ...]
    after: int | None
    bodies: tuple[Choice, ...]
    sectors: tuple[Choice, ...]
    objects: tuple[Choice, ...]
    waiting: int
