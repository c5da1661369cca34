"""A calendar of working days as it was published at one time."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field, StringConstraints

from domain.kernel import Certainty, Value
from domain.term import Day, DayKind

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5
_JANUARY = 1

CalendarDay = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]
ActName = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=3, max_length=500)
]
Region = Annotated[str, Field(pattern=r"^\d{2}$")]


class Mark(Value):
    """What an act says of a day.

    Attributes:
        day: which one.
        kind: what it is.
        source: the act or article behind it.
        instead_of: the weekend or holiday that was moved here; None when none was.
    """

    day: CalendarDay
    kind: DayKind
    source: ActName
    instead_of: CalendarDay | None = None


class Yearly(Value):
    """What is so every year, as long as no decree says otherwise.

    A holiday outside January that falls on a weekend is carried to the next working
    day; the day before a holiday is shortened.

    Attributes:
        holidays: month and day of each.
        holiday, carried, shortened: the articles behind each of the three.
    """

    holidays: tuple[tuple[int, int], ...]
    holiday: ActName
    carried: ActName
    shortened: ActName


class Decree(Value):
    """One change of the calendar.

    Attributes:
        act: what made it.
        days: what it says of days.
        region: two digits; None: of the whole country.
        settles: the year whose days off are decreed with it; None: of no year.
        is_complete: whether it names every day off of that year but Saturdays and
            Sundays, and every shortened day.
        certainty: how sure the data are of it.
    """

    act: ActName
    days: Annotated[tuple[Mark, ...], Field(max_length=400)]
    region: Region | None = None
    settles: Annotated[int, Field(ge=1900, le=2199)] | None = None
    is_complete: bool = False
    certainty: Certainty = Certainty.CERTAIN


class Edition:
    """Answers what a day is; see `domain.term.WorkDays`.

    Args:
        version: its number.
        yearly: what is so every year.
        decrees: that are known, the oldest first; a later one wins.
    """

    def __init__(self, version: int, yearly: Yearly, decrees: Iterable[Decree]) -> None:
        self._version = version
        self._yearly = yearly
        self._holidays = frozenset(yearly.holidays)
        self._marks: dict[str | None, dict[date, Mark]] = {None: {}}
        self._settled: set[int] = set()
        self._complete: set[int] = set()
        for one in decrees:
            self._take(one)
        self._replaced = {
            mark.instead_of
            for marks in self._marks.values()
            for mark in marks.values()
            if mark.instead_of
        }
        self._carried: dict[int, frozenset[date]] = {}

    @property
    def version(self) -> int:
        """Its number; every decree gives a greater one."""
        return self._version

    def day(self, day: date, region: str | None = None) -> Day:
        """What a day is, for the country or in a region."""
        if region and (regional := self._marks.get(region, {}).get(day)):
            return Day(regional.kind, regional.source, is_regional=True)
        if mark := self._marks[None].get(day):
            return Day(mark.kind, mark.source)
        if day.year in self._complete:
            return Day(DayKind.WEEKEND if _is_weekend(day) else DayKind.WORKING)
        return self._by_law(day)

    def is_settled(self, year: int) -> bool:
        """Whether the days off of a year are decreed."""
        return year in self._settled

    @property
    def settled(self) -> frozenset[int]:
        """The years whose days off are decreed."""
        return frozenset(self._settled)

    def mark(self, day: date, region: str | None = None) -> Mark | None:
        """What an act says of a day; None when it is as every year."""
        return self._marks.get(region, {}).get(day)

    def _take(self, decree: Decree) -> None:
        marks = self._marks.setdefault(decree.region, {})
        marks.update({mark.day: mark for mark in decree.days})
        if decree.settles is not None:
            self._settled.add(decree.settles)
            if decree.is_complete:
                self._complete.add(decree.settles)

    def _by_law(self, day: date) -> Day:
        if self._is_holiday(day):
            return Day(DayKind.HOLIDAY, self._yearly.holiday)
        if _is_weekend(day):
            return Day(DayKind.WEEKEND)
        if day in self._carried_in(day.year):
            return Day(DayKind.OFF, self._yearly.carried)
        if day < LAST_DAY and self._is_holiday(day + _ONE_DAY):
            return Day(DayKind.SHORTENED, self._yearly.shortened)
        return Day(DayKind.WORKING)

    def _is_holiday(self, day: date) -> bool:
        return (day.month, day.day) in self._holidays

    def _carried_in(self, year: int) -> frozenset[date]:
        """Days to which holidays on weekends are carried; not those of January."""
        if year not in self._carried:
            carried: set[date] = set()
            for month, number in sorted(self._holidays):
                held = date(year, month, number)
                if month == _JANUARY or not _is_weekend(held) or held in self._replaced:
                    continue
                while _is_weekend(held) or self._is_holiday(held) or held in carried:
                    held += _ONE_DAY
                carried.add(held)
            self._carried[year] = frozenset(carried)
        return self._carried[year]


def _is_weekend(day: date) -> bool:
    return day.weekday() >= _SATURDAY
