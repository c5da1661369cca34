"""Counts the terms of the law: working days, calendar days, hours, weeks, months."""

from domain.term.calendar import Day, DayKind, WorkDays
from domain.term.counting import Moment, before, period, reckon, within
from domain.term.hours import WorkingHours
from domain.term.reckoning import (
    LONGEST,
    Counting,
    Pause,
    Place,
    Reckoning,
    Step,
    StepKind,
    Term,
    days_between,
    end_of_day,
)
from domain.term.unit import Unit, last_day, months_after

__all__ = [
    "LONGEST",
    "Counting",
    "Day",
    "DayKind",
    "Moment",
    "Pause",
    "Place",
    "Reckoning",
    "Step",
    "StepKind",
    "Term",
    "Unit",
    "WorkDays",
    "WorkingHours",
    "before",
    "days_between",
    "end_of_day",
    "last_day",
    "months_after",
    "period",
    "reckon",
    "within",
]
