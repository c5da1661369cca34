"""The calendar knows the years that were, and the law of those that come."""

from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.kernel import Actor, Role
from domain.term import Day, DayKind, Place, WorkingHours, days_between
from domain.work_calendar import (
    CalendarUnchanged,
    DayTwice,
    Decree,
    DecreeEmpty,
    Edition,
    Mark,
    RegionalYear,
    WorkCalendar,
    Yearly,
    YearSettled,
)
from interfaces.gateways.production_calendar import last_year, shipped
from tests.conftest import MOSCOW
from tests.facts import new_facts

ADMINISTRATOR = Actor(id="oleg", role=Role.ADMINISTRATOR)
YEARLY = Yearly(
    holidays=((1, 1), (1, 2), (5, 1), (5, 9)),
    holiday="ТК РФ, ст. 112 ч. 1",
    carried="ТК РФ, ст. 112 ч. 2",
    shortened="ТК РФ, ст. 95",
)
MONDAY = date(2028, 5, 15)


def calendar() -> WorkCalendar:
    return WorkCalendar.open(YEARLY, by=ADMINISTRATOR)


def act(*days: date, kind: DayKind = DayKind.OFF, **changes: object) -> Decree:
    marks = [Mark(day=day, kind=kind, source="Указ № 1") for day in days]
    return Decree.model_validate({"act": "Указ № 1", "days": marks} | changes)


def kinds(edition: Edition, *days: date, region: str | None = None) -> list[DayKind]:
    return [edition.day(day, region).kind for day in days]


@pytest.mark.parametrize(
    ("year", "days", "hours"),
    [
        (2019, 247, 1970),
        (2020, 248, 1979),
        (2021, 247, 1972),
        (2022, 247, 1973),
        (2023, 247, 1973),
        (2024, 248, 1979),
        (2025, 247, 1972),
        (2026, 247, 1972),
        (2027, 247, 1972),
    ],
)
def test_a_known_year_has_the_working_days_and_hours_of_the_production_calendar(
    year: int, days: int, hours: int
) -> None:
    place = Place(shipped().edition, MOSCOW)
    all_days = list(days_between(date(year, 1, 1), date(year, 12, 31)))
    work = WorkingHours(usual=8, shorter_by=1)

    assert sum(place.works(day) for day in all_days) == days
    assert work.between(all_days[0], all_days[-1], place) == hours
    assert place.calendar.is_settled(year)


def test_every_year_that_the_library_knows_is_there_and_names_its_act() -> None:
    edition = shipped().edition

    assert edition.settled == frozenset(range(1991, last_year() + 1))
    assert edition.version == len(edition.settled) + 1
    assert edition.day(date(2026, 1, 9)) == Day(
        DayKind.OFF, "Постановление Правительства РФ от 24.09.2025 № 1466"
    )
    mark = edition.mark(date(2026, 1, 9))
    assert mark
    assert mark.instead_of == date(2026, 1, 3)


def test_a_year_without_a_decree_is_as_the_law_has_it() -> None:
    edition = calendar().edition

    assert not edition.is_settled(2028)
    # 1 and 2 January 2028 are a weekend and are carried nowhere.
    assert kinds(edition, date(2028, 1, 2), date(2028, 1, 3)) == [
        DayKind.HOLIDAY,
        DayKind.WORKING,
    ]
    assert edition.day(date(2027, 5, 3)) == Day(DayKind.OFF, "ТК РФ, ст. 112 ч. 2")
    assert edition.day(date(2028, 5, 8)) == Day(DayKind.SHORTENED, "ТК РФ, ст. 95")
    assert kinds(edition, date(2027, 4, 30), date(2027, 5, 1), date(2027, 5, 2)) == [
        DayKind.SHORTENED,
        DayKind.HOLIDAY,
        DayKind.WEEKEND,
    ]


def test_a_holiday_that_a_decree_moved_is_not_carried_as_well() -> None:
    work = calendar()
    moved = Mark(
        day=date(2027, 6, 14),
        kind=DayKind.OFF,
        source="Указ № 1",
        instead_of=date(2027, 5, 1),
    )
    decree = Decree(act="Указ № 1", days=(moved,), settles=2027)

    work.decree(decree, by=ADMINISTRATOR)

    assert kinds(work.edition, date(2027, 5, 3), date(2027, 6, 14)) == [
        DayKind.WORKING,
        DayKind.OFF,
    ]
    assert work.edition.is_settled(2027)


def test_a_decree_is_recorded_whole_and_makes_a_new_version() -> None:
    work = calendar()
    before = work.edition

    work.decree(act(MONDAY), by=ADMINISTRATOR)

    assert new_facts(work)[-1] == (
        "Decreed",
        {
            "act": "Указ № 1",
            "days": tuple(one.model_dump() for one in act(MONDAY).days),
            "region": None,
            "settles": None,
            "is_complete": False,
            "certainty": "certain",
        },
    )
    assert (before.version, work.edition.version) == (1, 2)
    assert kinds(before, MONDAY) == [DayKind.WORKING]
    assert kinds(work.edition, MONDAY) == [DayKind.OFF]


def test_the_later_decree_wins() -> None:
    work = calendar()
    work.decree(act(MONDAY), by=ADMINISTRATOR)
    work.decree(act(MONDAY, kind=DayKind.SHORTENED), by=ADMINISTRATOR)

    assert kinds(work.edition, MONDAY) == [DayKind.SHORTENED]


def test_a_day_off_of_a_region_is_one_nowhere_else() -> None:
    work = calendar()
    work.decree(act(MONDAY, region="16"), by=ADMINISTRATOR)
    edition = work.edition

    assert edition.day(MONDAY, "16") == Day(DayKind.OFF, "Указ № 1", is_regional=True)
    assert kinds(edition, MONDAY, region="63") == [DayKind.WORKING]
    assert kinds(edition, MONDAY) == [DayKind.WORKING]


@pytest.mark.parametrize(
    ("before", "decree", "refusal"),
    [
        ((), act(), DecreeEmpty),
        ((), act(MONDAY, MONDAY), DayTwice),
        ((), act(region="16", settles=2028), RegionalYear),
        ((act(settles=2028),), act(settles=2028), YearSettled),
        ((act(MONDAY),), act(MONDAY), CalendarUnchanged),
        ((act(MONDAY),), act(MONDAY, region="16"), CalendarUnchanged),
        ((), act(MONDAY, kind=DayKind.WORKING), CalendarUnchanged),
    ],
)
def test_a_decree_that_says_nothing_new_is_refused(
    before: Iterable[Decree], decree: Decree, refusal: type[Refusal]
) -> None:
    work = calendar()
    for one in before:
        work.decree(one, by=ADMINISTRATOR)

    with pytest.raises(refusal):
        work.decree(decree, by=ADMINISTRATOR)


def test_a_year_is_decreed_even_when_it_moves_nothing() -> None:
    work = calendar()
    work.decree(act(settles=2028), by=ADMINISTRATOR)

    assert work.edition.is_settled(2028)


@settings(deadline=None)
@given(st.dates(date(2028, 1, 1), date(2199, 12, 31)))
def test_what_the_law_has_is_the_same_every_day_for_ever(day: date) -> None:
    told = shipped().edition.day(day)

    assert told.kind.is_working or day.weekday() > 4 or told.source
    assert (told.kind is DayKind.WEEKEND) <= (day.weekday() > 4)
