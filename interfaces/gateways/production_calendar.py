"""The calendar that a new installation begins with, as `holidays` knows it."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from json import loads
from typing import Any

from domain.kernel import Actor, Certainty, Role
from domain.term import DayKind, days_between
from domain.work_calendar import Decree, Mark, WorkCalendar, Yearly
from interfaces.regions import STARTER

BY = Actor(id="system:starter", role=Role.SYSTEM)

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5
_MOVED_FROM = re.compile(r"перенесено с (\d\d\.\d\d\.\d{4})")
_CARRIED = "(выходной)"


@cache
def shipped() -> WorkCalendar:
    """The calendar with every year that the library knows; never change it."""
    calendar = WorkCalendar.open(yearly(), by=BY)
    for decree in decrees():
        calendar.decree(decree, by=BY)
    return calendar


def yearly() -> Yearly:
    """What is so every year, as the newest law says."""
    told, year = _told(), last_year() + 1
    known = _known(years=year, language="ru", observed=False)
    return Yearly(
        holidays=tuple(sorted((day.month, day.day) for day in known)),
        holiday=told["holiday"],
        carried=told["carried"],
        shortened=told["shortened"],
    )


def decrees() -> Iterator[Decree]:
    """Every year that the library knows, each complete, the oldest first."""
    told, last = _told(), last_year()
    first = _known().start_year
    known = _known(years=range(first, last + 2), language="ru")
    for year in range(first, last + 1):
        decree = told["decrees"].get(str(year))
        yield Decree(
            act=decree["act"] if decree else told["moved"],
            days=tuple(_marks(year, known, told, decree)),
            settles=year,
            is_complete=True,
            certainty=Certainty(decree["certainty"] if decree else "likely"),
        )


def _marks(
    year: int, known: Any, told: dict[str, Any], decree: dict[str, str] | None
) -> Iterator[Mark]:
    """What of a year's days is not as the days of the week make it."""
    moved = {
        datetime.strptime(found[1], "%d.%m.%Y").date(): day  # noqa: DTZ007
        for day, name in known.items()
        if (found := _MOVED_FROM.search(name))
    }
    by_decree = decree["act"] if decree else told["moved"]
    for day in days_between(date(year, 1, 1), date(year, 12, 31)):
        works = known.is_working_day(day)
        # A weekend on which people work is as long as the day for which it stands.
        length_of = moved.get(day, day) if works else day
        if works and _is_holiday(known, length_of + _ONE_DAY):
            yield Mark(day=day, kind=DayKind.SHORTENED, source=told["shortened"])
        elif works and day.weekday() >= _SATURDAY:
            yield Mark(day=day, kind=DayKind.WORKING, source=by_decree)
        elif _is_holiday(known, day):
            yield Mark(day=day, kind=DayKind.HOLIDAY, source=told["holiday"])
        elif found := _MOVED_FROM.search(known.get(day) or ""):
            from_ = datetime.strptime(found[1], "%d.%m.%Y").date()  # noqa: DTZ007
            yield Mark(day=day, kind=DayKind.OFF, source=by_decree, instead_of=from_)
        elif not works and day.weekday() < _SATURDAY:
            yield Mark(day=day, kind=DayKind.OFF, source=told["carried"])


def _is_holiday(known: Any, day: date) -> bool:
    name = known.get(day) or ""
    return bool(name) and _CARRIED not in name and not _MOVED_FROM.search(name)


def last_year() -> int:
    """The last year of which the library knows the decree."""
    moved: dict[int, Any] = _known().special_public_holidays
    return max(moved)


def _known(**which: Any) -> Any:
    """What the library knows of Russia."""
    from holidays import country_holidays  # noqa: PLC0415 - 4 MB that few processes need

    return country_holidays("RU", **which)


def _told() -> dict[str, Any]:
    told: dict[str, Any] = loads((STARTER / "work_calendar.json").read_text("utf-8"))
    return told
