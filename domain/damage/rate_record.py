"""An administrator keeps the table of the key rate up to date (I9)."""

from datetime import date
from uuid import UUID, uuid5

from eventsourcing.domain import event

from domain.damage.rates import KeyRate
from domain.damage.refusals import KeyRateBackwards, KeyRateUnchanged
from domain.kernel import Actor, Aggregate

_RATES = UUID("c9f2a1d6-1f6b-5c55-8d0e-6a9c0b7e4d12")


class RateRecord(Aggregate):
    """What was entered of the rate that begins on one day; the last word counts."""

    class Entered(Aggregate.Created):
        """An administrator entered a rate, or another one than was shipped.

        Attributes:
            since: the first day it holds.
            rate: what it is.
            reason: why it is entered, in words.
        """

        since: date
        rate: KeyRate
        reason: str

    class Corrected(Aggregate.Event):
        """It was entered once more, e.g. known to hold longer; fields as above."""

        rate: KeyRate
        reason: str

    @classmethod
    def enter(cls, rate: KeyRate, *, reason: str, by: Actor) -> "RateRecord":
        """Enter a rate; see `correct`."""
        _check(rate)
        return cls(since=rate.since, rate=rate, reason=reason, by=by)

    def correct(self, rate: KeyRate, *, reason: str, by: Actor) -> None:
        """Enter it once more.

        Args:
            rate: beginning on the same day.
            reason: why.
            by: the administrator.

        Raises:
            KeyRateUnchanged: the same was entered last.
            KeyRateBackwards: it is known until a day before it begins.
        """
        if rate == self.rate:
            raise KeyRateUnchanged
        _check(rate)
        self._correct(rate=rate, reason=reason, by=by)

    @staticmethod
    def create_id(since: date) -> UUID:
        """One per first day: the primary key enforces it."""
        return uuid5(_RATES, since.isoformat())

    @event(Entered)
    def __init__(self, since: date, rate: KeyRate, reason: str, by: Actor) -> None:
        self.rate = rate

    @event(Corrected)
    def _correct(self, rate: KeyRate, reason: str, by: Actor) -> None:
        self.rate = rate


def _check(rate: KeyRate) -> None:
    if rate.until is not None and rate.until < rate.since:
        raise KeyRateBackwards
