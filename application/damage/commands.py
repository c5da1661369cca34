"""What can be asked of claims of damage, and of the table of the key rate (I9)."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from domain.damage import MOST_KOPECKS, BodyAnswer, CourtOutcome, LineKind
from domain.kernel import Certainty, Value

LONGEST = 5000
MOST_FILES = 20
Kopecks = Annotated[int, Field(ge=0, le=MOST_KOPECKS, examples=[150_000_00])]
Words = Annotated[str, Field(max_length=LONGEST)]


class BeginClaim(Value):
    """Begin a draft; from an appeal that was upheld, or from an inspection.

    Attributes:
        appeal: id of the appeal; or else
        inspection: id of the inspection.
        learned_on: the day you learned of what was unlawful; null: the one that the
            records show.
    """

    appeal: UUID | None = None
    inspection: UUID | None = None
    learned_on: date | None = None


class TellStory(Value):
    """Say what was unlawful and how it caused the damage."""

    story: Words = Field(examples=["Склад стоял опечатанным три дня без основания."])


class InterestOn(Value):
    """What to reckon interest on.

    Attributes:
        principal: the sum that was kept back, in kopecks.
        since, until: first and last day, both included.
    """

    principal: int = Field(ge=1, le=MOST_KOPECKS, examples=[100_000_00])
    since: date
    until: date


class PutLine(Value):
    """A line of the claim.

    Attributes:
        kind: what it is about.
        kopecks: how much; left out for interest, which is reckoned.
        what: it was, and how it was counted.
        files: ids of documents uploaded before.
        interest: for interest only.
    """

    kind: LineKind
    kopecks: Kopecks = 0
    what: Words = ""
    files: tuple[UUID, ...] = Field(default=(), max_length=MOST_FILES)
    interest: InterestOn | None = None


class TakeDays(Value):
    """Take over what is recorded of days of the inspection.

    Attributes:
        days: which.
    """

    days: tuple[date, ...] = Field(max_length=400)


class AnswerClaim(Value):
    """Answer a claim for the body.

    Attributes:
        answer: all is accepted, another sum is offered, or it is refused.
        kopecks: the sum that is offered; of no matter otherwise.
        pay_by: the day until which it would be paid; null: not said.
        words: why; the business reads it.
    """

    answer: BodyAnswer
    kopecks: Kopecks = 0
    pay_by: date | None = None
    words: Words


class OfferSum(Value):
    """Offer the other side to agree on a sum.

    Attributes:
        kopecks: how much.
        pay_by: the day until which it is to be paid; null: not said.
        words: why; the other side reads it.
    """

    kopecks: Kopecks
    pay_by: date | None = None
    words: Words


class AcceptOffer(Value):
    """Accept what the other side offers.

    Attributes:
        words: beside it; "" for nothing.
    """

    words: Words = ""


class RecordPayment(Value):
    """Say that money came; paid_on is the day on which."""

    kopecks: Kopecks
    paid_on: date


class GoToCourt(Value):
    """Say that the claim is before a court.

    Attributes:
        case: the court, and the number of the case.
        day: on which the court got it.
    """

    case: str = Field(max_length=500, examples=["АС Самарской области, А55-1/2026"])
    day: date


class RecordOutcome(Value):
    """Say what the court decided.

    Attributes:
        outcome: what.
        kopecks: what it awarded; 0 for nothing.
        day: of its decision.
        words: what is worth knowing beside it.
    """

    outcome: CourtOutcome
    kopecks: Kopecks = 0
    day: date
    words: Words = ""


class WithdrawClaim(Value):
    """Take a claim back that was sent; the body reads why."""

    words: Words


class EnterKeyRate(Value):
    """Enter the key rate from a day on, or correct what is entered of it.

    Attributes:
        since: the first day it holds.
        hundredths: of a percent in a year, e.g. 1600 for 16 %.
        until: the last day on which it is known to hold; null: until the next one.
        source: who set it, and when.
        certainty: how sure that is.
        reason: why it is entered.
    """

    since: date = Field(examples=["2026-02-16"])
    hundredths: int = Field(ge=1, le=100_00, examples=[1600])
    until: date | None = None
    source: str = Field(
        min_length=1,
        max_length=300,
        examples=["Банк России, решение от 19.12.2025"],
    )
    certainty: Certainty
    reason: str = Field(min_length=1, max_length=300)
