"""How long a term runs: the day on which it ends."""

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

_SATURDAY = 5


class Unit(StrEnum):
    HOUR = "hour"
    CALENDAR_DAY = "calendar_day"
    WORKING_DAY = "working_day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


def last_day(n: int, unit: Unit, start: date) -> date:
    """The last day of a term that is counted from `start`.

    A term in days begins the next day; one in months or years ends on the day of the
    same number, or on the last day of a shorter month. A last day that is a day off is
    not moved. Working days are counted without public holidays, so that the term never
    ends too late; hours as whole days.

    Args:
        n: how many; not below zero.
        unit: of what.
        start: calendar day, local time.

    Source:
        ГК РФ ст. 191, 192.
    """
    match unit:
        case Unit.HOUR:
            return start + timedelta(hours=n)
        case Unit.CALENDAR_DAY:
            return start + timedelta(days=n)
        case Unit.WEEK:
            return start + timedelta(weeks=n)
        case Unit.MONTH:
            return _months_after(start, n)
        case Unit.YEAR:
            return _months_after(start, 12 * n)
        case Unit.WORKING_DAY:
            return _working_days_after(start, n)


def _months_after(start: date, months: int) -> date:
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _working_days_after(start: date, days: int) -> date:
    day = start
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < _SATURDAY
    return day
