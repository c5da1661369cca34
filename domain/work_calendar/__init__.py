"""The calendar of working days, changed by decree; every change is a new version."""

from domain.work_calendar.aggregate import (
    CalendarUnchanged,
    DayTwice,
    DecreeEmpty,
    RegionalYear,
    WorkCalendar,
    YearSettled,
)
from domain.work_calendar.edition import (
    ActName,
    CalendarDay,
    Decree,
    Edition,
    Mark,
    Region,
    Yearly,
)

__all__ = [
    "ActName",
    "CalendarDay",
    "CalendarUnchanged",
    "DayTwice",
    "Decree",
    "DecreeEmpty",
    "Edition",
    "Mark",
    "Region",
    "RegionalYear",
    "WorkCalendar",
    "YearSettled",
    "Yearly",
]
