"""Cautions as both sides read them (C6)."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from domain.caution import Answer, CautionStatus, Point, Signs, WhyClosed
from domain.kernel import Value
from domain.term import Reckoning


class Standing(StrEnum):
    """Which cautions. OBJECTED: an objection waits; OPEN: nothing was closed yet."""

    OBJECTED = "objected"
    OPEN = "open"
    OVER = "over"
    ALL = "all"


class MeasureCard(Value):
    """What the business did about a point, by its own word.

    Attributes:
        what: in words.
        execution: of the algorithm, which shows it; None for none.
        on: the day it said so.
    """

    what: str
    execution: UUID | None
    on: date


class PointCard(Value):
    """One requirement that a business is cautioned about.

    Attributes:
        point: number, requirement, algorithm.
        conduct: what can lead to a breach; None: its message is not opened yet.
        proposal: what it is proposed to do; None likewise.
        is_dropped: the body took it back.
        measure: what the business did; None: it said nothing.
    """

    point: Point
    conduct: str | None
    proposal: str | None
    is_dropped: bool = False
    measure: MeasureCard | None = None


class ObjectionCard(Value):
    """An objection, and what came of it.

    Attributes:
        edition: what was objected to.
        reason: what to, and why; None: its message is not opened yet.
        message: in which it was sent.
        on: the day.
        due: until when the body has to answer.
        answer: what came of it; None: the body has not answered.
    """

    edition: int
    reason: str | None
    message: UUID
    on: date
    due: Reckoning
    answer: Answer | None = None


class DecisionCard(Value):
    """What the body decided about a caution after it was issued.

    Attributes:
        answer: that it stays, is another one, or is no more.
        edition: the edition that holds since then.
        reason: why; None: its message is not opened yet.
        message: in which the business was told.
        on: the day.
    """

    answer: Answer
    edition: int
    reason: str | None
    message: UUID
    on: date


class CautionLine(Value):
    """A caution in a list.

    Attributes:
        id: of it.
        version: its version; the ETag.
        number: place of it in the log; what people call it by.
        client_id: who is cautioned.
        client_name: its name; None: its data are deleted.
        authority: organisation that cautions.
        authority_name: its name.
        control_kind: name of the kind of control.
        requirements: codes of those it is about.
        status: where it stands.
        is_objected: an objection waits for an answer.
        edition: which edition holds.
        points: how many points it has.
        told: of how many the business said what it did.
        on: day of issue.
        changed_at: when something happened last, UTC.
    """

    id: UUID
    version: int
    number: int
    client_id: UUID
    client_name: str | None
    authority: UUID
    authority_name: str | None
    control_kind: str
    requirements: tuple[str, ...]
    status: CautionStatus
    is_objected: bool
    edition: int
    points: int
    told: int
    on: date
    changed_at: datetime


class CautionCard(CautionLine):
    """A caution as a whole.

    Attributes:
        signs: where they come from, and since when the body had them.
        signs_told: the signs in words; None: its message is not opened yet.
        listed: its points, by number.
        in_time: until when it could be issued.
        received: edition that reached the business last; 0: none yet.
        received_at: when, UTC.
        objection: until when the business may object to the edition that holds; None:
            it has not reached it, or no term is known.
        objections: each with what came of it, the oldest first.
        decisions: of the body since it was issued, the oldest first.
        why_closed: why nothing more is to be done; None: it is not closed.
        thread: the correspondence in which it was sent.
        message: the message with the edition that holds.
    """

    signs: Signs
    signs_told: str | None
    listed: tuple[PointCard, ...]
    in_time: Reckoning
    received: int
    received_at: datetime | None
    objection: Reckoning | None
    objections: tuple[ObjectionCard, ...]
    decisions: tuple[DecisionCard, ...]
    why_closed: WhyClosed | None
    thread: UUID
    message: UUID

    @property
    def may_object(self) -> bool:
        """Whether the edition that holds can still be objected to, but for the time."""
        objected = any(one.edition == self.edition for one in self.objections)
        return self.status is not CautionStatus.WITHDRAWN and not objected

    @property
    def standing(self) -> tuple[PointCard, ...]:
        """The points that the body has not taken back."""
        return tuple(one for one in self.listed if not one.is_dropped)


class CautionPage(Value):
    """Some cautions.

    Attributes:
        cautions: the newest first.
        after: cursor of the next page; None at the end.
    """

    cautions: tuple[CautionLine, ...]
    after: int | None


class CautionCount(Value):
    """How many cautions a side has.

    Attributes:
        objected: in which an objection waits for an answer.
        open: which are not closed or withdrawn.
        over: which are.
        all: in all.
    """

    objected: int
    open: int
    over: int
    all: int
