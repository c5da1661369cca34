"""An administrator takes decrees in; whoever counts, counts by them from then on."""

from datetime import date

import pytest

from domain.client import UnknownRegion
from domain.errors import NotFound, Stale
from domain.kernel import Actor, Role
from domain.term import Term, Unit, within
from domain.work_calendar import CalendarUnchanged, WorkCalendar
from interfaces.gateways.database import Database
from tests.business import Business, business, key
from tests.conftest import StoppedClock
from tests.interfaces.shell import ADMIN
from tests.law import MONDAY_OFF, begin_calendar, decree

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log")]

FRIDAY = date(2026, 11, 27)


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    world = business(database, clock)
    begin_calendar(world)
    return world


def next_day(world: Business, region: str | None = None) -> date:
    term = Term(value=1, unit=Unit.WORKING_DAY)
    return within(term, FRIDAY, world.service.places.at(region)).last_day


def test_a_term_is_counted_by_the_decree_as_soon_as_it_is_taken_in(
    world: Business,
) -> None:
    before, version = next_day(world), world.service.calendar.current().version
    world.seen(world.service.work_calendars.take(decree(MONDAY_OFF), by=ADMIN))

    assert (before, next_day(world)) == (date(2026, 11, 30), date(2026, 12, 1))
    assert world.service.calendar.current().version == version + 1


def test_a_region_has_its_own_days_off_and_its_own_zone(world: Business) -> None:
    command = decree(MONDAY_OFF, region="63")
    world.seen(world.service.work_calendars.take(command, by=ADMIN))
    place = world.service.places.at("63")

    assert next_day(world, "63") == date(2026, 12, 1)
    assert next_day(world) == date(2026, 11, 30)
    assert (place.zone.key, place.region) == ("Europe/Samara", "63")
    assert world.service.places.at().zone.key == "Europe/Moscow"


def test_the_shipped_years_are_taken_in_once(world: Business) -> None:
    head = world.service.log.head()
    begin_calendar(world)

    assert world.service.log.head() == head


def test_what_was_decreed_stays_when_a_new_year_is_shipped(
    world: Business,
) -> None:
    world.seen(world.service.work_calendars.take(decree(settles=2028), by=ADMIN))
    begin_calendar(world)

    calendar = world.service.log.load(WorkCalendar, WorkCalendar.create_id())
    assert calendar.edition.is_settled(2028)


def test_only_an_administrator_takes_a_decree_in(world: Business) -> None:
    registrar = Actor(id="elena", role=Role.REGISTRAR)

    with pytest.raises(NotFound):
        world.service.work_calendars.take(decree(MONDAY_OFF), by=registrar)


def test_a_decree_of_no_region_is_refused(world: Business) -> None:
    with pytest.raises(UnknownRegion):
        world.service.work_calendars.take(decree(MONDAY_OFF, region="00"), by=ADMIN)


def test_a_decree_sent_twice_is_taken_in_once(world: Business) -> None:
    take = world.service.work_calendars.take
    first = take(decree(MONDAY_OFF), by=ADMIN, key=key("decree"))
    again = take(decree(MONDAY_OFF), by=ADMIN, key=key("decree"))

    assert first == again
    with pytest.raises(CalendarUnchanged):
        take(decree(MONDAY_OFF), by=ADMIN)


def test_a_decree_on_an_old_version_is_refused(world: Business) -> None:
    version = world.service.calendar.current().version
    take = world.service.work_calendars.take
    take(decree(MONDAY_OFF), by=ADMIN, version=version)

    with pytest.raises(Stale):
        take(decree("2026-12-01"), by=ADMIN, version=version)
