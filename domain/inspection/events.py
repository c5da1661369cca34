"""What can happen to an inspection (I0 to I8)."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime

from domain.data_assessment import Moment
from domain.inspection.appealed import Undone
from domain.inspection.gate import Remaining
from domain.inspection.grounds import Approval
from domain.inspection.order import Circumstances, Order
from domain.inspection.stages import Ending, Obstacle
from domain.inspection.violation import Violation
from domain.kernel import Aggregate, Personal
from domain.redress import ByAppeal


class InspectionEvent(Aggregate.Event):
    """Something that happened to an inspection that was ordered."""

    subject: ClassVar[str] = "client_id"
    client_id: UUID


class StepEvent(InspectionEvent):
    """A step: when and where it was, which may be earlier than it was recorded."""

    at: AwareDatetime
    place: Personal


class Ordered(Aggregate.Created):
    """An inspection was ordered; the records left its requirements open.

    Attributes:
        authority: organisation that orders it.
        order: what it names.
        explained: the ground, in words.
        known: about the client, that the order was measured by.
        approval: what the prosecutor has to do with it.
        assessed: as of when the records were asked.
        remaining: what they did not settle; the words follow in `Reasoned`.
        on: the day, local time.
    """

    subject: ClassVar[str] = "client_id"
    client_id: UUID
    authority: UUID
    order: Order
    explained: Personal
    known: Circumstances
    approval: Approval
    assessed: Moment
    remaining: tuple[Remaining, ...]
    on: date


class Reasoned(InspectionEvent):
    """Why data were not enough for these requirements, by their codes."""

    requirements: tuple[str, ...]
    reason: Personal


class Registered(StepEvent):
    """It has its number in the state's register of inspections."""

    number: str


class Notified(StepEvent):
    """The client was told; `notice` is what was sent, where the service sent it."""

    notice: UUID | None = None


class NoticeRead(InspectionEvent):
    """Somebody who acts for the client opened the notice."""

    at: AwareDatetime


class ProsecutorTold(StepEvent):
    """The prosecutor was asked for approval, or told of an immediate start."""

    office: Personal


class ProsecutorDecided(StepEvent):
    """The prosecutor approved it or refused; `number` is of the decision."""

    approved: bool
    office: Personal
    number: str
    reason: Personal | None = None


class Moved(InspectionEvent):
    """It starts at another time; `move` is the case that settled it."""

    starts: AwareDatetime
    last_day: date
    move: UUID


class Started(StepEvent):
    """It began."""


class Prevented(StepEvent):
    """It could not be held."""

    obstacle: Obstacle
    reason: Personal | None = None


class Ended(StepEvent):
    """Nothing more is inspected."""


class ViolationFound(InspectionEvent):
    """What was found, under a number, in words."""

    number: int
    what: Personal


class ActDrawn(StepEvent):
    """The act was drawn; without violations nothing was found."""

    violations: tuple[Violation, ...]


class ImprovementOrdered(StepEvent):
    """The client was ordered to remove what was found; `how` is it confirmed."""

    violations: tuple[int, ...]
    until: date
    how: Personal


class ImprovementConfirmed(StepEvent):
    """What was ordered is done; `rests_on` is the address of what shows it."""

    rests_on: str


class Finished(StepEvent):
    """It is over: closed, stopped, cancelled, or expired by itself."""

    how: Ending
    reason: Personal | None = None


class Suspended(InspectionEvent):
    """An appeal suspended it: nothing goes on until that is over.

    Attributes:
        appeal: which one.
        at, on: when, and the day, local time.
    """

    appeal: ByAppeal
    at: AwareDatetime
    on: date


class Resumed(InspectionEvent):
    """An appeal suspends it no longer; its days move by as long as it stood.

    Attributes:
        appeal: which one.
        at, on: when, and the day, local time.
        last_day: on which it ends now.
        improve_until: until when what was found is to be removed now, if it is.
    """

    appeal: ByAppeal
    at: AwareDatetime
    on: date
    last_day: date
    improve_until: date | None = None


class Annulled(InspectionEvent):
    """A decision on an appeal undid some of it, and what rests on that."""

    undone: Undone
    appeal: ByAppeal
    at: AwareDatetime


class ActCorrected(InspectionEvent):
    """A decision on an appeal corrected the act.

    Attributes:
        appeal: which one.
        words: how it is to be read.
        at: when.
    """

    appeal: ByAppeal
    words: Personal
    at: AwareDatetime


class ImprovementTermSet(InspectionEvent):
    """A decision on an appeal gave another term to remove what was found."""

    appeal: ByAppeal
    until: date
    at: AwareDatetime
