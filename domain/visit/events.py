"""What can happen to a preventive visit (C6)."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from domain.kernel import Aggregate, Personal
from domain.redress import ByAppeal
from domain.term import Reckoning
from domain.visit.content import Ground, Right, Slot, VisitKind, Way


class Step(Aggregate.Event):
    """Something that happened to a visit that was wanted."""

    subject: ClassVar[str] = "client_id"
    client_id: UUID


class Begun(Aggregate.Created):
    """Somebody wants a visit, or the law does.

    Attributes:
        client_id: who is visited.
        authority: organisation that visits.
        control_kind: number of the kind of control; None when it is not known.
        kind: who wants it.
        requirements: codes of those that it is about; empty: about all.
        premises: id of the place of work; None: no special one.
        told: what about, or why, in words.
        right: by what right the business asks; None when it does not.
        ground: why it is mandatory; None when it is not.
        decide: until when the body decides on the wish; None without one.
        hold: until when it has to take place; None: no term is set.
        thread: its correspondence.
        on: day, local time.
    """

    subject: ClassVar[str] = "client_id"
    client_id: UUID
    authority: UUID
    control_kind: str | None
    kind: VisitKind
    requirements: tuple[str, ...]
    premises: UUID | None
    told: Personal
    right: Right | None
    ground: Ground | None
    decide: Reckoning | None
    hold: Reckoning | None
    thread: UUID
    on: date


class SlotsOffered(Step):
    """The body offers times; to a wish, that is its consent.

    Attributes:
        turn: which time it offers, from 1; earlier offers are void.
        slots: the times.
        until: last day to choose.
        notice: of a mandatory visit, until when it could be announced.
    """

    turn: int
    slots: tuple[Slot, ...]
    until: date
    notice: Reckoning | None
    on: date


class Chosen(Step):
    """One of the times is set: the business chose it, or the body did for it."""

    turn: int
    slot: Slot


class MoveAsked(Step):
    """The business asks for another time.

    Attributes:
        turn: which request, from 1.
        wishes: times that would suit it; the first counts when nobody decides.
        decide: until when the body decides.
    """

    turn: int
    reason: Personal
    wishes: tuple[Slot, ...]
    decide: Reckoning
    on: date


class Moved(Step):
    """The visit is moved.

    Attributes:
        turn: which request.
        slot: to when; None: the body has to offer times.
        by_silence: nobody decided in time, which counts for the business.
    """

    turn: int
    slot: Slot | None
    by_silence: bool


class MoveDeclined(Step):
    """The body does not move it, and said why."""

    turn: int
    reason: Personal
    on: date


class Declined(Step):
    """The body does not come, though it was asked to."""

    reason: Personal
    on: date


class Refused(Step):
    """The business does not want it, or not any more; no reason is needed."""

    reason: Personal | None
    on: date


class CalledOff(Step):
    """The body does not come."""

    reason: Personal
    on: date


class Started(Step):
    """They met.

    Attributes:
        way: how.
        end: when it is over at the latest.
    """

    at: datetime
    way: Way
    end: Reckoning


class Ended(Step):
    """They parted.

    Attributes:
        at: when.
        on: day, local time; the law counts from it.
    """

    at: datetime
    on: date


class Evaded(Step):
    """The business made a mandatory visit impossible.

    Attributes:
        reason: how, as the officer tells it.
        inspect: until when an inspection may follow.
    """

    reason: Personal
    inspect: Reckoning
    on: date


class Annulled(Step):
    """A decision on an appeal undid it: the body does not come."""

    appeal: ByAppeal
    on: date


class Suspended(Step):
    """An appeal suspended it: they do not meet until that is over."""

    appeal: ByAppeal
    at: datetime
    on: date


class Resumed(Step):
    """An appeal suspends it no longer; a time that passed meanwhile is set anew."""

    appeal: ByAppeal
    at: datetime
    on: date
