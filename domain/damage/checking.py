"""What is checked before something is done with a claim of damage (I9)."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple
from uuid import UUID

from domain.damage.lines import ClaimLine, LineKind
from domain.damage.refusals import (
    AnswerNotExplained,
    CourtDayInFuture,
    InterestNotReckoned,
    LineEmpty,
    LineNotExplained,
    OfferOutside,
    OutcomeSumWrong,
    PaidInFuture,
    PaidTooMuch,
    PayByPast,
    TooManyAnnexes,
)
from domain.damage.standing import CourtOutcome
from domain.exchange import MOST_FILES

MOST_ANNEXES = MOST_FILES - 1
"""Beside the letter itself."""


class Offer(NamedTuple):
    """A sum to agree on.

    Attributes:
        kopecks: how much.
        pay_by: the day until which it is to be paid; None: it is not said.
        words: why.
    """

    kopecks: int
    pay_by: date | None
    words: str


class Award(NamedTuple):
    """What a court decided.

    Attributes:
        outcome: what.
        kopecks: what it awarded.
        day: of its decision.
        words: what is worth knowing beside it; "" for nothing.
    """

    outcome: CourtOutcome
    kopecks: int
    day: date
    words: str = ""


def check_line(line: ClaimLine, what: str) -> None:
    """See that a line says how much and for what; a recorded day speaks for itself.

    Raises:
        LineEmpty, LineNotExplained, InterestNotReckoned: otherwise.
    """
    if (line.kind is LineKind.INTEREST) != (line.interest is not None):
        raise InterestNotReckoned
    if line.kopecks <= 0:
        raise LineEmpty
    if not what.strip() and line.day is None:
        raise LineNotExplained


def check_annexes(files: Collection[UUID]) -> None:
    """See that one letter can carry the documents; raises TooManyAnnexes."""
    if len(files) > MOST_ANNEXES:
        raise TooManyAnnexes(most=MOST_ANNEXES)


def check_offer(offer: Offer, claimed: int, today: date) -> None:
    """See that a sum can be offered.

    Raises:
        AnswerNotExplained, OfferOutside, PayByPast: otherwise.
    """
    if not offer.words.strip():
        raise AnswerNotExplained
    if not 0 < offer.kopecks <= claimed:
        raise OfferOutside(most=claimed)
    if offer.pay_by is not None and offer.pay_by < today:
        raise PayByPast


def check_payment(kopecks: int, paid_on: date, left: int, today: date) -> None:
    """See that this can have been paid.

    Raises:
        LineEmpty, PaidTooMuch, PaidInFuture: otherwise.
    """
    if kopecks <= 0:
        raise LineEmpty
    if kopecks > left:
        raise PaidTooMuch(most=left)
    if paid_on > today:
        raise PaidInFuture


def check_award(award: Award, claimed: int, today: date) -> None:
    """See that a court can have decided so.

    It may award more than was claimed: interest goes on growing.

    Raises:
        OutcomeSumWrong, CourtDayInFuture: otherwise.
    """
    needs = award.outcome in (CourtOutcome.GRANTED, CourtOutcome.IN_PART)
    denied = award.outcome is CourtOutcome.DENIED
    if (needs and award.kopecks <= 0) or (denied and award.kopecks):
        raise OutcomeSumWrong
    if award.outcome is CourtOutcome.IN_PART and award.kopecks >= claimed:
        raise OutcomeSumWrong
    if award.day > today:
        raise CourtDayInFuture
