"""The calendar of working days: what is so every year, and decree after decree."""

from datetime import date
from typing import Final
from uuid import UUID, uuid5

from eventsourcing.domain import event

from domain.errors import Invalid, RuleBroken
from domain.kernel import Actor, Aggregate, Certainty
from domain.work_calendar.edition import (
    ActName,
    Decree,
    Edition,
    Mark,
    Region,
    Yearly,
)

_CALENDARS = UUID("5b0d3a8e-7a44-5e0b-9d53-2f0f2c3c6c51")
COUNTRY: Final = "RU"


class DecreeEmpty(Invalid):
    code = "decree-empty"
    title = "Name at least one day that changes, or the year that is decreed"
    about = "days"


class DayTwice(Invalid):
    """Facts: `day`."""

    code = "decree-day-twice"
    title = "One act cannot say two things of one day"
    about = "days"


class RegionalYear(Invalid):
    code = "decree-regional-year"
    title = "The days off of a year are decreed for the whole country, not for a region"
    about = "settles"


class YearSettled(RuleBroken):
    """Facts: `year`."""

    code = "year-settled"
    title = "The days off of this year are decreed already: name the days that change"
    about = "settles"


class CalendarUnchanged(RuleBroken):
    code = "calendar-unchanged"
    title = "The calendar says exactly this already"


class WorkCalendar(Aggregate):
    """The calendar of the country; its version is what reckonings name."""

    class Opened(Aggregate.Created):
        """What is so every year was entered.

        Attributes:
            country: whose calendar it is.
            yearly: holidays of every year, and the law behind them.
        """

        country: str
        yearly: Yearly

    class Decreed(Aggregate.Event):
        """An act changed what days are.

        Attributes:
            act: which one.
            days: what it says of days.
            region: whose days they are; None: the whole country's.
            settles: the year whose days off are decreed with it; None: no year.
            is_complete: whether it names every day off of that year but weekends.
            certainty: how sure the data are of it.
        """

        act: ActName
        days: tuple[Mark, ...]
        region: Region | None
        settles: int | None
        is_complete: bool
        certainty: Certainty

    @classmethod
    def open(cls, yearly: Yearly, *, by: Actor) -> "WorkCalendar":
        """Begin the calendar with what is so every year."""
        return cls(country=COUNTRY, yearly=yearly, by=by)

    @property
    def edition(self) -> Edition:
        """The calendar as it is published now."""
        return Edition(self.version, self.yearly, self.decrees)

    def decree(self, decree: Decree, *, by: Actor) -> None:
        """Take an act in.

        Raises:
            DecreeEmpty: it says nothing.
            DayTwice: it says two things of one day.
            RegionalYear: it is a region's and settles a year.
            YearSettled: the year is decreed already.
            CalendarUnchanged: every day is so already.
        """
        if not decree.days and decree.settles is None:
            raise DecreeEmpty
        _check_once([mark.day for mark in decree.days])
        if decree.region and decree.settles is not None:
            raise RegionalYear
        now = self.edition
        if decree.settles is not None:
            if now.is_settled(decree.settles):
                raise YearSettled(year=decree.settles)
        elif all(_says(now, mark, decree.region) for mark in decree.days):
            raise CalendarUnchanged
        self._decree(
            act=decree.act,
            days=decree.days,
            region=decree.region,
            settles=decree.settles,
            is_complete=decree.is_complete,
            certainty=decree.certainty,
            by=by,
        )

    @staticmethod
    def create_id(country: str = COUNTRY) -> UUID:
        """One per country."""
        return uuid5(_CALENDARS, country)

    @event(Opened)
    def __init__(self, country: str, yearly: Yearly, by: Actor) -> None:
        self.country = country
        self.yearly = yearly
        self.decrees: list[Decree] = []

    @event(Decreed)
    def _decree(
        self,
        *,
        act: str,
        days: tuple[Mark, ...],
        region: str | None,
        settles: int | None,
        is_complete: bool,
        certainty: Certainty,
        by: Actor,
    ) -> None:
        self.decrees.append(
            Decree(
                act=act,
                days=days,
                region=region,
                settles=settles,
                is_complete=is_complete,
                certainty=certainty,
            )
        )


def _check_once(days: list[date]) -> None:
    for one in days:
        if days.count(one) > 1:
            raise DayTwice(day=one)


def _says(edition: Edition, mark: Mark, region: str | None) -> bool:
    """Whether the calendar calls a day this already."""
    return edition.day(mark.day, region).kind is mark.kind
