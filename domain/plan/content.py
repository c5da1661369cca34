"""What an entry of the plan says: whom, what for, when, who goes."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from pydantic import Field

from domain.inspection.kinds import Kind
from domain.kernel import Value
from domain.risk.category import Category, Measure
from domain.term import Place, Term, Unit, reckon

MOST_OBJECTS: Final = 2000
MOST_OFFICERS: Final = 30
FARTHEST: Final = date(2199, 12, 31)
"""Nobody plans beyond this day."""


class PlanStatus(StrEnum):
    """Where an entry of the plan stands.

    PROPOSED: the head has to decide. RETURNED: the head sent it back. WITH_PROSECUTOR:
    the head approved it, and the prosecutor has to decide. PLANNED: it is in the plan.
    REJECTED: the prosecutor did not approve it. EXCLUDED: it was taken out.
    """

    PROPOSED = "proposed"
    RETURNED = "returned"
    WITH_PROSECUTOR = "with_prosecutor"
    PLANNED = "planned"
    REJECTED = "rejected"
    EXCLUDED = "excluded"


STANDING: Final = frozenset(
    {PlanStatus.PROPOSED, PlanStatus.WITH_PROSECUTOR, PlanStatus.PLANNED}
)
"""Entries that take somebody's time and count as a check, unless something happens."""


class PlannedObject(Value):
    """One object, and how great its risk was when it was planned.

    Attributes:
        premises: the place; None: what the business does, wherever.
        category: of risk, in this kind of control.
    """

    premises: UUID | None
    category: Category


class Dates(Value):
    """When it is.

    Attributes:
        starts: the first day.
        days: working days.
        last_day: of them, by the calendar of then.
        calendar_version: of that calendar.
    """

    starts: date
    days: int = Field(ge=1, le=250)
    last_day: date
    calendar_version: int

    @classmethod
    def of(cls, starts: date, days: int, place: Place) -> "Dates":
        """So many working days; the first day counts when people work on it."""
        return cls(
            starts=starts,
            days=days,
            last_day=last_of(starts, days, place),
            calendar_version=place.calendar.version,
        )

    def covers(self, day: date) -> bool:
        """Whether it is under way on a day."""
        return self.starts <= day <= self.last_day


class Content(Value):
    """What an entry says.

    Attributes:
        measure: a planned inspection, or a mandatory preventive visit.
        kind: of the inspection; None for a visit.
        control_kind: name of the kind of control, as in the register of requirements.
        control_number: its three digits; None when they are not known.
        objects: what is checked; at least one.
        dates: when.
        hours: of interaction at most; None: the law bounds none.
        officers: ids of the persons who go; at least one.
    """

    measure: Measure
    kind: Kind | None
    control_kind: str
    control_number: str | None
    objects: tuple[PlannedObject, ...]
    dates: Dates
    hours: int | None = None
    officers: tuple[str, ...]

    @property
    def year(self) -> int:
        """Of the plan in which it stands."""
        return self.dates.starts.year

    @property
    def needs_prosecutor(self) -> bool:
        """Whether a prosecutor looks at it before it is planned.

        Source:
            ПП 2428 от 31.12.2020 (LAW-036): the yearly plan of inspections.
        """
        return self.measure is Measure.INSPECTION


def last_of(starts: date, days: int, place: Place) -> date:
    """The last of so many working days by the calendar of now."""
    term = Term(value=days, unit=Unit.WORKING_DAY)
    return reckon(term, starts, place, first_day_counts=True).last_day


def working_days(since: date, until: date, place: Place) -> list[date]:
    """The working days from one day to another, both included."""
    count = (until - since).days + 1
    days = (since + timedelta(days=n) for n in range(count))
    return [day for day in days if place.works(day)]
