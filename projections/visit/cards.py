"""Preventive visits as both sides read them (C6)."""

from datetime import date, datetime
from uuid import UUID

from domain.kernel import Value
from domain.term import Reckoning
from domain.visit import (
    Advice,
    ByLaw,
    Ground,
    OrderPoint,
    Right,
    Slot,
    VisitKind,
    VisitStatus,
    Way,
)


class MoveCard(Value):
    """One time that the business asked for another day.

    Attributes:
        turn: which time, from 1.
        reason: why.
        wishes: times that would suit it.
        decide: until when the body decides.
        asked_at: when it asked, UTC.
        slot: to when it was moved; None: it was not, or the body offers times.
        by_silence: whether it was moved because nobody decided.
        declined: why it was not moved; None: it was, or this is not decided.
        decided_at: when that was decided, UTC; None: it is not.
    """

    turn: int
    reason: str
    wishes: tuple[Slot, ...]
    decide: Reckoning
    asked_at: datetime
    slot: Slot | None = None
    by_silence: bool = False
    declined: str | None = None
    decided_at: datetime | None = None


class AdviceCard(Value):
    """One piece of advice: what it is about, and in words."""

    advice: Advice
    text: str


class OrderPointCard(Value):
    """One point of an order.

    Attributes:
        point: about which requirement, until when.
        found: what was found.
        remedy: what to do.
        proof: how to confirm that it is done.
    """

    point: OrderPoint
    found: str = ""
    remedy: str = ""
    proof: str = ""


class OrderCard(Value):
    """An order after a visit.

    Attributes:
        allowed: the rule that allows it, and how sure the data are of that.
        points: what is ordered.
        is_void: a decision on an appeal annulled it.
    """

    allowed: ByLaw
    points: tuple[OrderPointCard, ...]
    is_void: bool = False


class OutcomeCard(Value):
    """What came of a visit.

    Attributes:
        on: day, local time.
        message: the message in which it was sent.
        advice: what was advised; empty: nothing needed to be.
        ordered: the order; None: none was given.
    """

    on: date
    message: UUID
    advice: tuple[AdviceCard, ...]
    ordered: OrderCard | None


class VisitLine(Value):
    """A visit in a list.

    Attributes:
        id: of it.
        version: its version; the ETag.
        number: place of it in the log; what people call it by.
        client_id: who is visited.
        client_name: its name.
        region: where it works, two digits, by whose clock times are told; None: not
            known.
        authority: organisation that visits.
        authority_name: its name.
        kind: who wants it.
        status: where it stands.
        slot: the time that is set; None: none is.
        until: last day to choose among the times that are offered; None: none are.
        on: day on which it was asked for, offered or announced.
        changed_at: when something happened last, UTC.
    """

    id: UUID
    version: int
    number: int
    client_id: UUID
    client_name: str | None
    region: str | None
    authority: UUID
    authority_name: str | None
    kind: VisitKind
    status: VisitStatus
    slot: Slot | None
    until: date | None
    on: date
    changed_at: datetime


class VisitCard(VisitLine):
    """A visit as a whole.

    Attributes:
        control_kind: number of the kind of control, when it is known.
        requirements: codes of those that it is about; empty: about all.
        premises: id of the place of work; None: no special one.
        told: what about, or why.
        right: by what right the business asked; None: it did not.
        ground: why it is mandatory; None: it is not.
        hold: until when it has to take place; None: no term is set.
        thread: its correspondence.
        turn: which offer of times is the last, from 1.
        slots: the times that are offered.
        notice: of a mandatory visit, until when it could be announced.
        moves: each time the business asked for another day.
        reason: why it was declined, refused, called off, or how it was evaded.
        started_at, ended_at: when they met and parted, UTC.
        way: how they met.
        end: when it is over at the latest.
        inspect: until when an inspection may follow, of one that was evaded.
        outcome: what came of it; None: nothing yet.
    """

    control_kind: str | None
    requirements: tuple[str, ...]
    premises: UUID | None
    told: str
    right: Right | None
    ground: Ground | None
    hold: Reckoning | None
    thread: UUID
    turn: int
    slots: tuple[Slot, ...]
    notice: Reckoning | None
    moves: tuple[MoveCard, ...]
    reason: str | None
    started_at: datetime | None
    ended_at: datetime | None
    way: Way | None
    end: Reckoning | None
    inspect: Reckoning | None
    outcome: OutcomeCard | None


class VisitPage(Value):
    """Some visits.

    Attributes:
        visits: the newest first.
        after: cursor of the next page; None at the end.
    """

    visits: tuple[VisitLine, ...]
    after: int | None
