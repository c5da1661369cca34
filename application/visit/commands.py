"""What can be asked of preventive visits (C6)."""

from datetime import date
from uuid import UUID

from pydantic import Field

from domain.kernel import Value
from domain.visit import MOST_SLOTS, Claim, Ground, Slot, Way

LONGEST = 5000
MOST_REQUIREMENTS = 50


class VisitTopic(Value):
    """What a visit is about.

    Attributes:
        control_kind: number of the kind of control; None when it is not known.
        requirements: codes of those that it is about; empty: about all.
        premises: id of the place of work; None: no special one.
        told: what about, or why, in words.
    """

    control_kind: str | None = Field(default=None, pattern=r"^\d{3}$", examples=["006"])
    requirements: tuple[str, ...] = Field(default=(), max_length=MOST_REQUIREMENTS)
    premises: UUID | None = None
    told: str = Field(max_length=LONGEST)


class AskForVisit(VisitTopic):
    """Ask a body for a preventive visit.

    Attributes:
        body: organisation that is asked.
        claim: by what right, when no register knows it.
    """

    body: UUID
    claim: Claim | None = None


class OfferVisit(VisitTopic):
    """Offer a business a preventive visit, with times.

    Attributes:
        inn: of the business.
        slots: times to choose from.
        until: last day to choose.
    """

    inn: str = Field(max_length=20, examples=["630000000119"])
    slots: tuple[Slot, ...] = Field(max_length=MOST_SLOTS)
    until: date


class AnnounceVisit(OfferVisit):
    """Announce a mandatory preventive visit.

    Attributes:
        ground: why it is mandatory.
        notified: when the business told that it began; only of START.
    """

    ground: Ground
    notified: date | None = Field(default=None, ge=date(2000, 1, 1))


class OfferSlots(Value):
    """Offer times, to a wish or to a request to move."""

    slots: tuple[Slot, ...] = Field(max_length=MOST_SLOTS)
    until: date


class ChooseSlot(Value):
    """Choose one of the times that are offered, or wished."""

    slot: Slot


class AskMove(Value):
    """Ask for another time.

    Attributes:
        wishes: times that would suit; the first counts when nobody decides in time.
        reason: why.
    """

    wishes: tuple[Slot, ...] = Field(default=(), max_length=MOST_SLOTS)
    reason: str = Field(max_length=LONGEST)


class SayWhy(Value):
    """Decline, call off or leave as it is; the other side reads why."""

    reason: str = Field(max_length=LONGEST)


class RefuseVisit(Value):
    """Refuse a visit; no reason is needed."""

    reason: str | None = Field(default=None, max_length=LONGEST)


class StartVisit(Value):
    """Meet: at the place, or by video."""

    way: Way


class GivenAdvice(Value):
    """One piece of advice.

    Attributes:
        requirement: its code; "" for none in particular.
        algorithm: code of the algorithm to follow; None for none.
        text: in words.
    """

    requirement: str = Field(default="", max_length=64)
    algorithm: str | None = Field(default=None, max_length=64)
    text: str = Field(max_length=LONGEST)


class GivenOrder(Value):
    """One point of an order; see `Remedy`."""

    requirement: str = Field(min_length=1, max_length=64)
    until: date
    found: str = Field(max_length=LONGEST)
    remedy: str = Field(max_length=LONGEST)
    proof: str = Field(max_length=LONGEST)


class Conclude(Value):
    """Say what comes of a visit.

    Attributes:
        advice: what is advised; empty: nothing needs to be.
        order: what is ordered, where the law allows it; empty: nothing.
    """

    advice: tuple[GivenAdvice, ...] = Field(default=(), max_length=100)
    order: tuple[GivenOrder, ...] = Field(default=(), max_length=100)
