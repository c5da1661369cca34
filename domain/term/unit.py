"""What terms are counted in, and where a term in months or years ends."""

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

from domain.term.calendar import WorkDays


class Unit(StrEnum):
    """What a term is counted in.

    HOUR is an hour by the clock, day and night; hours of work are a budget, see
    `domain.term.hours`.
    """

    HOUR = "hour"
    CALENDAR_DAY = "calendar_day"
    WORKING_DAY = "working_day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


def months_after(start: date, months: int) -> date:
    """The day of the same number, or the last one of a shorter month.

    Args:
        start: calendar day.
        months: how many later; may be negative.

    Source:
        ГК РФ ст. 192.
    """
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def last_day(n: int, unit: Unit, start: date, calendar: WorkDays | None = None) -> date:
    """The last day of a term that is nobody's turn: how long something counts.

    A term in days begins the next day; one in months or years ends on the day of the
    same number, or on the last day of a shorter month. A last day that is a day off is
    not moved; hours are whole days. Whatever people wait for is counted by `reckon`.

    Args:
        n: how many; not below zero.
        unit: of what.
        start: calendar day, local time.
        calendar: of working days; None when it is not counted in these.

    Raises:
        LookupError: there is no calendar, and working days want one.

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
            return months_after(start, n)
        case Unit.YEAR:
            return months_after(start, 12 * n)
        case Unit.WORKING_DAY:
            return _working_days_after(start, n, calendar)


def _working_days_after(start: date, n: int, calendar: WorkDays | None) -> date:
    if calendar is None:
        raise LookupError("working days are counted by a calendar of them")
    day = start
    while n:
        day += timedelta(days=1)
        n -= calendar.day(day).kind.is_working
    return day
