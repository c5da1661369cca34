"""Working days: those that are neither a weekend nor a public holiday.

Only what is so every year is counted: days off that the government moves from one day
to another are published year by year and are not known here, so that a term in working
days may end a few days earlier or later than by the production calendar.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from domain.kernel import Value

_SATURDAY = 5
_ONE_DAY = timedelta(days=1)


class Holiday(Value):
    """A public holiday of every year.

    Attributes:
        month, day: when it is.
        source: the rule of law behind it.
    """

    month: Annotated[int, Field(ge=1, le=12)]
    day: Annotated[int, Field(ge=1, le=31)]
    source: str


class WorkingDays:
    """Counts working days.

    Args:
        holidays: that fall on the same day every year.
    """

    def __init__(self, holidays: Iterable[Holiday]) -> None:
        self._off = frozenset((one.month, one.day) for one in holidays)

    def is_working(self, day: date) -> bool:
        """Whether people are at work on a day, as far as the calendar is known."""
        return day.weekday() < _SATURDAY and (day.month, day.day) not in self._off

    def after(self, start: date, count: int) -> date:
        """The last day of a term that begins the day after `start`.

        Args:
            start: the day from which it is counted; not counted itself.
            count: working days, at least 1.

        Returns:
            A working day.
        """
        day = start
        while count > 0:
            day += _ONE_DAY
            count -= self.is_working(day)
        return day

    def between(self, first: date, last: date) -> int:
        """How many working days there are from `first` to `last`, both included."""
        days = (last - first).days + 1
        return sum(self.is_working(first + timedelta(days=n)) for n in range(days))
