"""Budgets of working hours: the only thing that a shortened day is shorter for."""

from datetime import date, timedelta

from pydantic import Field

from domain.kernel import Value
from domain.term.calendar import DayKind
from domain.term.reckoning import Place, days_between

_ONE_DAY = timedelta(days=1)


class WorkingHours(Value):
    """How long people work on a day.

    Attributes:
        usual: hours of a working day, e.g. 8.
        shorter_by: by how many hours a shortened day is shorter, e.g. 1.
    """

    usual: int = Field(ge=1, le=24)
    shorter_by: int = Field(ge=0, le=24)

    def of(self, day: date, place: Place) -> int:
        """Hours of work on a day; 0 on a day off."""
        match place.calendar.day(day, place.region).kind:
            case DayKind.WORKING:
                return self.usual
            case DayKind.SHORTENED:
                return max(0, self.usual - self.shorter_by)
            case _:
                return 0

    def between(self, first: date, last: date, place: Place) -> int:
        """Hours of work from `first` to `last`, both included."""
        return sum(self.of(day, place) for day in days_between(first, last))

    def spent(self, hours: int, first: date, place: Place) -> date:
        """The day on which a budget of hours is used up by working every day.

        Args:
            hours: the budget, at least 1.
            first: the day on which work begins.
            place: whose days off and shortened days count.
        """
        day, left = first, hours - self.of(first, place)
        while left > 0:
            day += _ONE_DAY
            left -= self.of(day, place)
        return day
