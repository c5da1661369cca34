"""Interest on money that was kept back: days times the sum times the key rate (I9)."""

from calendar import isleap
from collections.abc import Iterator
from datetime import date

from pydantic import Field

from domain.damage.rates import KeyRates, Stretch
from domain.damage.refusals import (
    InterestBackwards,
    InterestInFuture,
    InterestTooEarly,
)
from domain.kernel import Value

MOST_KOPECKS = 10**14
_PERCENT = 100_00
_YEAR, _LEAP_YEAR = 365, 366


class Period(Value):
    """Days of one year with one rate, and what they come to.

    Attributes:
        first, last: days, both included.
        days: how many.
        year: days in that year.
        hundredths: of a percent in a year.
        kopecks: what they come to, to the nearest kopeck.
        is_known: whether the rate of these days is known; else it is the last known.
        is_used: whether the law reckons these days by the key rate.
    """

    first: date
    last: date
    days: int
    year: int
    hundredths: int
    kopecks: int
    is_known: bool = True
    is_used: bool = True


class Interest(Value):
    """What interest on a sum comes to, and how that was reckoned.

    Attributes:
        principal: the sum, in kopecks.
        since, until: first and last day, both included.
        periods: how it was reckoned, in order.
    """

    principal: int = Field(ge=1, le=MOST_KOPECKS)
    since: date
    until: date
    periods: tuple[Period, ...]

    @property
    def kopecks(self) -> int:
        """What it comes to."""
        return sum(one.kopecks for one in self.periods)

    @property
    def days(self) -> int:
        return sum(one.days for one in self.periods)

    @property
    def is_supposed(self) -> bool:
        """Whether the rate of some of its days is not known."""
        return not all(one.is_known for one in self.periods)

    @property
    def is_doubtful(self) -> bool:
        """Whether the law named other rates for some of its days."""
        return not all(one.is_used for one in self.periods)


def interest(
    principal: int, since: date, until: date, rates: KeyRates, *, today: date
) -> Interest:
    """Reckon interest on a sum.

    Args:
        principal: kopecks.
        since: the first day on which the money was kept back.
        until: the last one; not after today.
        rates: the table.
        today: local time.

    Raises:
        InterestBackwards: it ends before it begins.
        InterestInFuture: it has not grown yet.
        InterestTooEarly: the table begins later.

    Source:
        ГК РФ, ст. 395.
    """
    if until < since:
        raise InterestBackwards
    if until > today:
        raise InterestInFuture(latest=today)
    if since < rates.first:
        raise InterestTooEarly(earliest=rates.first)
    periods = tuple(
        _period(principal, first, last, stretch)
        for stretch in rates.stretches(since, until)
        for first, last in _years(stretch.first, stretch.last)
    )
    return Interest(principal=principal, since=since, until=until, periods=periods)


def _years(first: date, last: date) -> Iterator[tuple[date, date]]:
    for year in range(first.year, last.year + 1):
        yield max(first, date(year, 1, 1)), min(last, date(year, 12, 31))


def _period(principal: int, first: date, last: date, stretch: Stretch) -> Period:
    days = (last - first).days + 1
    year = _LEAP_YEAR if isleap(first.year) else _YEAR
    whole = _PERCENT * year
    kopecks = (principal * days * stretch.rate.hundredths + whole // 2) // whole
    return Period(
        first=first,
        last=last,
        days=days,
        year=year,
        hundredths=stretch.rate.hundredths,
        kopecks=kopecks,
        is_known=stretch.is_known,
        is_used=stretch.rate.is_used,
    )
