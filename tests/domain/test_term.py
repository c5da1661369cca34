"""Terms end as the law counts, and as a day walk by hand counts."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.kernel import Certainty
from domain.term import (
    Counting,
    Day,
    DayKind,
    Pause,
    Place,
    Reckoning,
    StepKind,
    Term,
    Unit,
    WorkingHours,
    before,
    days_between,
    last_day,
    period,
    reckon,
    within,
)
from interfaces.gateways.production_calendar import shipped

MOSCOW = ZoneInfo("Europe/Moscow")
RUSSIA = Place(shipped().edition, MOSCOW)
MOVES = "ГК РФ ст. 193"
WEDNESDAY = date(2026, 1, 14)
ONE = timedelta(days=1)


def term(value: int, unit: str, moves: str | None = None) -> Term:
    return Term(value=value, unit=Unit(unit), moves=moves)


class Calendar:
    """Weekends, and some days more that are off."""

    def __init__(self, off: frozenset[date] = frozenset()) -> None:
        self.off = off
        self.version = 7

    def day(self, day: date, region: str | None = None) -> Day:
        if day in self.off:
            return Day(DayKind.OFF, "decree")
        return Day(DayKind.WEEKEND if day.weekday() > 4 else DayKind.WORKING)

    def is_settled(self, year: int) -> bool:
        return True


@pytest.mark.parametrize(
    ("n", "unit", "start", "end"),
    [
        (1, "month", date(2027, 1, 31), date(2027, 2, 28)),
        (1, "month", date(2026, 12, 21), date(2027, 1, 21)),
        (2, "month", date(2027, 1, 31), date(2027, 3, 31)),
        (1, "year", date(2028, 2, 29), date(2029, 2, 28)),
        (2, "week", date(2026, 11, 21), date(2026, 12, 5)),
        (10, "calendar_day", date(2026, 11, 21), date(2026, 12, 1)),
        (1, "working_day", date(2026, 11, 20), date(2026, 11, 23)),
        (5, "working_day", date(2026, 11, 21), date(2026, 11, 27)),
        (10, "working_day", date(2025, 12, 30), date(2026, 1, 23)),
        (48, "hour", date(2026, 11, 21), date(2026, 11, 23)),
        (0, "working_day", date(2026, 11, 21), date(2026, 11, 21)),
        (0, "calendar_day", date(2026, 11, 21), date(2026, 11, 21)),
    ],
)
def test_a_term_ends_as_the_civil_code_counts(
    n: int, unit: str, start: date, end: date
) -> None:
    assert within(term(n, unit), start, RUSSIA).last_day == end
    assert last_day(n, Unit(unit), start, RUSSIA.calendar) == end


def test_working_days_are_not_counted_without_a_calendar() -> None:
    with pytest.raises(LookupError):
        last_day(1, Unit.WORKING_DAY, WEDNESDAY)


@pytest.mark.parametrize(
    ("n", "unit", "start", "end"),
    [
        (10, "working_day", WEDNESDAY, date(2026, 1, 27)),
        (10, "working_day", date(2026, 1, 9), date(2026, 1, 23)),
        (10, "working_day", date(2025, 12, 29), date(2026, 1, 21)),
        (1, "working_day", date(2026, 1, 3), date(2026, 1, 12)),
        (1, "calendar_day", WEDNESDAY, WEDNESDAY),
        (2, "week", WEDNESDAY, date(2026, 1, 27)),
        (1, "month", WEDNESDAY, date(2026, 2, 13)),
        (1, "month", date(2026, 3, 1), date(2026, 3, 31)),
        (1, "month", date(2026, 1, 31), date(2026, 2, 28)),
        (1, "year", WEDNESDAY, date(2027, 1, 13)),
        (0, "working_day", WEDNESDAY, WEDNESDAY),
    ],
)
def test_the_first_day_of_a_period_counts(
    n: int, unit: str, start: date, end: date
) -> None:
    assert period(term(n, unit), start, RUSSIA).last_day == end


def test_what_is_counted_from_receipt_begins_the_next_working_day() -> None:
    reckoning = within(term(10, "working_day"), date(2025, 12, 30), RUSSIA)

    assert reckoning.starts == date(2026, 1, 12)
    assert within(term(1, "working_day"), WEDNESDAY, RUSSIA).starts == WEDNESDAY + ONE


def test_a_reckoning_tells_everything_it_was_counted_by() -> None:
    rule = Term(
        value=10,
        unit=Unit.WORKING_DAY,
        rule="LAW-070",
        source="248-ФЗ art. 40 pt 6",
        certainty=Certainty.CERTAIN,
    )
    samara = Place(RUSSIA.calendar, ZoneInfo("Europe/Samara"), "63")

    found = within(rule, WEDNESDAY, samara)

    assert found == Reckoning(
        term=rule,
        counting=Counting.WITHIN,
        event=WEDNESDAY,
        starts=date(2026, 1, 15),
        last_day=date(2026, 1, 28),
        ends=datetime(2026, 1, 28, 19, 59, 59, 999999, tzinfo=UTC),
        calendar_version=RUSSIA.calendar.version,
        zone="Europe/Samara",
        region="63",
        steps=found.steps,
    )
    assert [(one.kind, one.count) for one in found.steps] == [
        (StepKind.BEGAN, 0),
        (StepKind.COUNTED, 10),
    ]
    assert Reckoning.model_validate_json(found.model_dump_json()) == found


@pytest.mark.parametrize("hours", [24, 72])
def test_hours_run_through_nights_weekends_and_holidays(hours: int) -> None:
    friday = datetime(2026, 1, 2, 17, 30, tzinfo=MOSCOW)

    found = within(term(hours, "hour", MOVES), friday, RUSSIA)

    assert found.ends == friday + timedelta(hours=hours)
    assert found.last_day == found.ends.date()
    assert not RUSSIA.works(found.last_day)


def test_the_day_of_an_instant_is_that_of_the_place() -> None:
    late = datetime(2026, 1, 14, 21, 30, tzinfo=UTC)

    found = within(term(1, "calendar_day"), late, RUSSIA)

    assert (found.event, found.last_day) == (date(2026, 1, 15), date(2026, 1, 16))
    assert found.event_at == late


@pytest.mark.parametrize(
    ("moves", "end", "kind"),
    [(MOVES, date(2026, 1, 19), "moved"), (None, date(2026, 1, 17), "stayed")],
)
def test_a_last_day_off_gives_way_only_where_the_law_says_so(
    moves: str | None, end: date, kind: str
) -> None:
    found = within(term(3, "calendar_day", moves), WEDNESDAY, RUSSIA)

    assert found.last_day == end
    assert found.steps[-1].kind == kind
    assert found.steps[-1].source == (moves or "")


def test_a_year_without_a_decree_makes_a_reckoning_provisional() -> None:
    known = within(term(10, "working_day"), date(2027, 12, 1), RUSSIA)
    unknown = within(term(30, "working_day"), date(2027, 12, 1), RUSSIA)

    assert not known.is_provisional
    assert unknown.is_provisional
    assert not within(term(30, "calendar_day"), date(2028, 1, 1), RUSSIA).is_provisional


def test_days_that_did_not_count_are_told() -> None:
    found = within(term(10, "working_day"), date(2024, 12, 20), RUSSIA)

    told = [(one.kind, one.first, one.last) for one in found.steps]
    assert told == [
        (StepKind.BEGAN, date(2024, 12, 23), date(2024, 12, 23)),
        (StepKind.COUNTED, date(2024, 12, 23), date(2025, 1, 14)),
        (StepKind.OFF, date(2024, 12, 29), date(2025, 1, 8)),
        (StepKind.WORKED, date(2024, 12, 28), date(2024, 12, 28)),
    ]


def test_a_pause_is_made_good_day_for_day() -> None:
    pause = Pause.of_days(date(2026, 1, 16), date(2026, 1, 20), MOSCOW, "248-ФЗ ст. 72")

    working = within(term(3, "working_day"), WEDNESDAY, RUSSIA, [pause])
    calendar = within(term(3, "calendar_day"), WEDNESDAY, RUSSIA, [pause, pause])
    month = within(term(1, "month"), WEDNESDAY, RUSSIA, [pause])

    assert working.last_day == date(2026, 1, 22)
    assert calendar.last_day == date(2026, 1, 22)
    assert month.last_day == date(2026, 2, 19)
    assert [one.source for one in working.steps if one.kind == "paused"] == [
        "248-ФЗ ст. 72"
    ]


def test_of_hours_every_minute_of_a_pause_is_left_out() -> None:
    at = datetime(2026, 1, 14, 12, tzinfo=MOSCOW)
    pauses = [
        Pause(since=at + timedelta(hours=a), until=at + timedelta(hours=b))
        for a, b in ((2, 5), (4, 6), (30, 40))
    ]

    assert within(term(24, "hour"), at, RUSSIA, pauses).ends == at + timedelta(hours=28)


@pytest.mark.parametrize(
    ("n", "unit", "event", "end"),
    [
        (2, "working_day", date(2026, 1, 16), date(2026, 1, 13)),
        (5, "working_day", date(2026, 1, 14), date(2025, 12, 25)),
        (3, "calendar_day", WEDNESDAY, date(2026, 1, 10)),
        (1, "week", WEDNESDAY, date(2026, 1, 6)),
        (1, "month", WEDNESDAY, date(2025, 12, 13)),
        (1, "year", WEDNESDAY, date(2025, 1, 13)),
    ],
)
def test_whole_days_lie_between_a_notice_and_its_event(
    n: int, unit: str, event: date, end: date
) -> None:
    assert before(term(n, unit), event, RUSSIA).last_day == end


def test_hours_before_an_event_end_at_an_instant() -> None:
    visit = datetime(2026, 1, 12, 10, tzinfo=MOSCOW)

    assert before(term(24, "hour"), visit, RUSSIA).ends == visit - ONE


def test_shortened_days_count_only_in_budgets_of_hours() -> None:
    hours = WorkingHours(usual=8, shorter_by=1)
    day = date(2026, 4, 30)

    assert hours.between(date(2026, 1, 1), date(2026, 12, 31), RUSSIA) == 1972
    assert hours.between(day, day, RUSSIA) == 7
    assert hours.spent(15, day, RUSSIA) == date(2026, 5, 4)
    assert hours.spent(16, day, RUSSIA) == date(2026, 5, 5)
    assert within(term(1, "working_day"), day - ONE, RUSSIA).last_day == day


DAYS = st.dates(date(2019, 1, 1), date(2030, 1, 1))
OFF = st.frozensets(st.dates(date(2026, 1, 1), date(2026, 6, 1)), max_size=40)
HERE = st.dates(date(2025, 12, 20), date(2026, 5, 1))


def walked(place: Place, start: date, count: int, *, first_counts: bool) -> date:
    """What somebody with a paper calendar would find, a day at a time."""
    day, counted = start, 0
    if first_counts and count and place.works(day):
        counted = 1
    while counted < count:
        day = day + ONE
        if place.works(day):
            counted += 1
    return day


@settings(deadline=None)
@given(DAYS, st.integers(0, 300), st.booleans())
def test_working_days_are_those_of_a_day_walk(
    start: date,
    count: int,
    first_counts: bool,  # noqa: FBT001
) -> None:
    found = reckon(
        term(count, "working_day"), start, RUSSIA, first_day_counts=first_counts
    )

    assert found.last_day == walked(RUSSIA, start, count, first_counts=first_counts)
    counted = [
        day for day in days_between(found.starts, found.last_day) if RUSSIA.works(day)
    ]
    assert not count or len(counted) == count
    assert not count or counted[0] == found.starts


@settings(deadline=None)
@given(DAYS, st.integers(0, 60), st.sampled_from(["calendar_day", "week", "month"]))
def test_a_moved_last_day_is_the_next_working_day(
    start: date, count: int, unit: str
) -> None:
    bare = within(term(count, unit), start, RUSSIA).last_day
    moved = within(term(count, unit, MOVES), start, RUSSIA).last_day

    expected = bare
    while not RUSSIA.works(expected):
        expected += ONE
    assert moved == expected


@settings(deadline=None)
@given(HERE, st.integers(1, 40), OFF, OFF)
def test_more_days_off_never_shorten_a_term(
    start: date, count: int, off: frozenset[date], more: frozenset[date]
) -> None:
    few = Place(Calendar(off), MOSCOW)
    many = Place(Calendar(off | more), MOSCOW)
    for one in (term(count, "working_day"), term(count, "calendar_day", MOVES)):
        assert within(one, start, few).last_day <= within(one, start, many).last_day


@settings(deadline=None)
@given(
    HERE,
    st.integers(1, 30),
    st.sampled_from(["calendar_day", "working_day"]),
    st.lists(st.tuples(HERE, st.integers(0, 9)), max_size=4),
    OFF,
)
def test_days_of_pauses_are_those_of_a_day_walk(
    start: date,
    count: int,
    unit: str,
    stops: Sequence[tuple[date, int]],
    off: frozenset[date],
) -> None:
    place = Place(Calendar(off), MOSCOW)
    spans = [(since, since + length * ONE) for since, length in stops]
    still = {day for span in spans for day in days_between(*span)}

    found = within(
        term(count, unit),
        start,
        place,
        [Pause.of_days(*span, MOSCOW) for span in spans],
    )

    day, left = start, count
    while left:
        day += ONE
        works = unit == "calendar_day" or place.works(day)
        left -= works and day not in still
    assert found.last_day == day


@settings(deadline=None)
@given(
    st.integers(0, 3000).map(
        lambda hours: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
    ),
    st.integers(0, 500),
    st.lists(st.tuples(st.integers(0, 600), st.integers(0, 90)), max_size=4),
)
def test_hours_are_those_of_an_hour_walk(
    at: datetime, count: int, stops: Sequence[tuple[int, int]]
) -> None:
    hour = timedelta(hours=1)
    pauses = [
        Pause(since=at + since * hour, until=at + (since + length) * hour)
        for since, length in stops
    ]
    still = {n for since, length in stops for n in range(since, since + length)}

    passed, left = 0, count
    while left:
        left -= passed not in still
        passed += 1
    assert within(term(count, "hour"), at, RUSSIA, pauses).ends == at + passed * hour


@settings(deadline=None)
@given(DAYS, st.integers(0, 60))
def test_as_many_working_days_lie_before_an_event_as_must(
    event: date, count: int
) -> None:
    found = before(term(count, "working_day"), event, RUSSIA)

    between = days_between(found.last_day + ONE, event - ONE)
    assert sum(RUSSIA.works(day) for day in between) == count


@settings(deadline=None)
@given(DAYS, st.integers(1, 400))
def test_a_budget_is_spent_on_the_day_on_which_its_hours_are_worked(
    start: date, hours: int
) -> None:
    work = WorkingHours(usual=8, shorter_by=1)

    day = work.spent(hours, start, RUSSIA)

    assert work.between(start, day, RUSSIA) >= hours
    assert work.between(start, day - ONE, RUSSIA) < hours


def test_working_days_after_a_day_leave_out_days_off() -> None:
    friday = date(2026, 11, 20)

    assert RUSSIA.working_days_after(friday, 0) == friday
    assert RUSSIA.working_days_after(friday, 1) == date(2026, 11, 23)
    assert RUSSIA.working_days_after(date(2026, 12, 30), 1) == date(2027, 1, 11)
