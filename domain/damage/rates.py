"""The key rate of the Bank of Russia, by which interest is reckoned, as data (I9)."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from pydantic import Field

from domain.kernel import Certainty, Value

_ONE_DAY = timedelta(days=1)


class KeyRate(Value):
    """What the key rate is from a day on.

    Attributes:
        since: the first day it holds.
        until: the last day on which it is known to hold; None: until the next one.
        hundredths: of a percent in a year, e.g. 750 for 7.5 %.
        source: who set it, and when.
        certainty: how sure the data are of it.
        is_used: whether interest for these days is reckoned by the key rate; before,
            the law named other rates.
    """

    since: date
    until: date | None = None
    hundredths: int = Field(ge=1, le=100_00)
    source: str = Field(min_length=1, max_length=300)
    certainty: Certainty
    is_used: bool = True


class Stretch(NamedTuple):
    """Days in a row with one rate.

    Attributes:
        first, last: days, both included.
        rate: that holds, or the last one that is known.
        is_known: whether the data know of these days.
    """

    first: date
    last: date
    rate: KeyRate
    is_known: bool


class KeyRates:
    """The dated table of the key rate.

    Args:
        rates: of those that begin on one day, the first one counts.
    """

    def __init__(self, rates: Iterable[KeyRate]) -> None:
        found: dict[date, KeyRate] = {}
        for one in rates:
            found.setdefault(one.since, one)
        self.all = tuple(found[since] for since in sorted(found))

    @property
    def first(self) -> date:
        """The first day of which something is known."""
        return self.all[0].since

    @property
    def known_until(self) -> date:
        """The last day of which something is known; then the last rate is supposed."""
        last = self.all[-1]
        return last.until or last.since

    def stretches(self, first: date, last: date) -> Iterator[Stretch]:
        """Which rate holds on these days, both included, in their order.

        Days before the table begins are left out.
        """
        newest = self.all[-1]
        for rate, ends in zip(self.all, self._ends(last), strict=True):
            silent = rate.since if rate is newest else ends
            known = min(rate.until or silent, ends)
            yield from _cut(first, last, rate.since, known, rate, is_known=True)
            yield from _cut(first, last, known + _ONE_DAY, ends, rate, is_known=False)

    def _ends(self, last: date) -> Iterator[date]:
        """The day before the next rate begins, of each."""
        for later in self.all[1:]:
            yield later.since - _ONE_DAY
        newest = self.all[-1]
        yield max(last, newest.until or newest.since)


def _cut(
    first: date, last: date, since: date, until: date, rate: KeyRate, *, is_known: bool
) -> Iterator[Stretch]:
    begins, ends = max(first, since), min(last, until)
    if begins <= ends:
        yield Stretch(begins, ends, rate, is_known)
