"""The calendar as it is read."""

from datetime import date

import pytest

from domain.term import Day, DayKind
from interfaces.gateways.database import Database
from interfaces.gateways.production_calendar import shipped
from tests.business import Business, business
from tests.conftest import NOON, StoppedClock
from tests.interfaces.shell import ADMIN
from tests.law import MONDAY_OFF, begin_calendar, decree

pytestmark = pytest.mark.database


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    return business(database, clock)


def test_before_it_is_begun_the_calendar_is_the_shipped_one(world: Business) -> None:
    current = world.service.calendar.current()

    assert current.version == shipped().version
    assert world.service.calendar.acts() == []


def test_the_calendar_that_is_read_is_the_one_that_was_decided(
    world: Business,
) -> None:
    begin_calendar(world)
    command = decree(MONDAY_OFF, region="63")
    world.seen(world.service.work_calendars.take(command, by=ADMIN))
    current, known = world.service.calendar.current(), shipped().edition

    assert current.version == known.version + 1
    assert current.settled == known.settled
    assert [current.day(date(2026, m, 1)) for m in range(1, 13)] == [
        known.day(date(2026, m, 1)) for m in range(1, 13)
    ]
    assert current.day(date(2030, 5, 9)) == known.day(date(2030, 5, 9))
    assert current.day(date.fromisoformat(MONDAY_OFF), "63") == Day(
        DayKind.OFF, "Постановление № 1", is_regional=True
    )


def test_an_unchanged_calendar_is_not_made_anew(world: Business) -> None:
    begin_calendar(world)
    first = world.service.calendar.current()

    assert world.service.calendar.current() is first


def test_every_act_is_told_the_newest_first(world: Business) -> None:
    begin_calendar(world)
    world.seen(world.service.work_calendars.take(decree(MONDAY_OFF), by=ADMIN))

    newest, before, *_ = world.service.calendar.acts()

    assert (newest.act, newest.version, newest.at) == (
        "Постановление № 1",
        shipped().version + 1,
        NOON,
    )
    assert (before.settles, before.is_complete) == (2027, True)
