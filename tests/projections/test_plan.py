"""The plan as a body and its businesses read it, and records of the register."""

from datetime import UTC, date, datetime

import pytest

from domain.kernel import Actor
from domain.plan import PlanStatus
from domain.risk import Category, Measure
from interfaces.gateways.database import Database
from interfaces.plans import year_of
from tests.business import OTHER_INN, SCHOOLS, Business, business, own
from tests.conftest import StoppedClock
from tests.planning import CONTROL, STARTS, Planning, month

pytestmark = pytest.mark.database

YEAR = year_of(2027)
RECORD = "00260041000000000001"


@pytest.fixture
def desk(database: Database, clock: StoppedClock) -> Planning:
    clock.set(datetime(2026, 11, 10, 9, tzinfo=UTC))
    world = business(database, clock)
    world.require()
    return Planning(world)


@pytest.fixture
def world(desk: Planning) -> Business:
    return desk.world


@pytest.fixture
def anna(world: Business, desk: Planning) -> Actor:
    anna = world.client(facts={"size": "micro", "region": "63"})
    desk.risk(anna, Category.MEDIUM)
    return anna


@pytest.fixture
def boris(world: Business, desk: Planning) -> Actor:
    boris = world.client("boris", OTHER_INN)
    desk.risk(boris, Category.MEDIUM)
    return boris


@pytest.mark.usefixtures("anna", "boris")
def test_entries_come_by_their_first_day_a_page_at_a_time(desk: Planning) -> None:
    later = desk.propose(starts=date(2027, 6, 1))
    first = desk.propose(inn=OTHER_INN)
    view, authority = desk.service.plan_view, own(desk.pavel)

    (one,) = view.entries(authority, *YEAR, limit=1)
    (other,) = view.entries(authority, *YEAR, after=(one.dates.starts, one.id))

    assert [one.id, other.id] == [first, later]
    assert (one.client_name, one.objects) == ("ИП boris", 1)


@pytest.mark.usefixtures("anna", "boris")
def test_entries_are_found_by_status_officer_and_period(desk: Planning) -> None:
    first, second = desk.propose(), desk.propose(inn=OTHER_INN)
    desk.approve(first, by=desk.helena())
    view, authority = desk.service.plan_view, own(desk.pavel)
    planned = view.entries(authority, *YEAR, statuses=[PlanStatus.PLANNED])

    assert [one.id for one in planned] == [first]
    assert view.entries(authority, *YEAR, officer=desk.helena().id) == []
    assert view.entries(authority, *year_of(2028)) == []
    assert len(view.entries(authority, STARTS, STARTS, only=second)) == 1
    assert view.counts(authority, *YEAR) == {"planned": 1, "proposed": 1}


@pytest.mark.usefixtures("anna")
def test_what_was_taken_out_takes_nobodys_time(desk: Planning) -> None:
    id = desk.propose()
    desk.approve(id, by=desk.helena())
    view, authority = desk.service.plan_view, own(desk.pavel)
    before = view.standing(authority, *YEAR)

    desk.exclude(id, by=desk.helena())

    assert [one.id for one in before] == [id]
    assert view.standing(authority, *YEAR) == []
    assert view.held(own(desk.pavel), authority, CONTROL, None) == []


def test_kinds_of_control_are_those_of_the_requirements_of_the_body(
    desk: Planning,
) -> None:
    view, today = desk.service.plan_view, date(2026, 11, 10)

    assert view.control_kinds(["Ростехнадзор"], today) == [CONTROL]
    assert view.control_kinds([SCHOOLS], today) == []


def test_a_business_reads_of_a_record_until_an_entry_bears_its_number(
    desk: Planning, anna: Actor
) -> None:
    desk.take_in(month())
    view, period = desk.service.plan_view, (date(2026, 1, 1), date(2027, 12, 31))
    (record,) = view.coming(own(anna), *period)
    id = desk.propose()
    desk.approve(id, by=desk.helena())

    desk.number(id, RECORD)

    (entry,) = view.coming(own(anna), *period)
    assert (record.entry, record.register_number) == (None, RECORD)
    assert record.register_kind == "Выездная проверка"
    assert (entry.entry, entry.register_number) == (id, RECORD)
    assert entry.objects == (None,)


@pytest.mark.usefixtures("anna")
def test_records_come_by_their_first_day(desk: Planning) -> None:
    desk.take_in(month())
    view, authority = desk.service.plan_view, own(desk.pavel)
    (one,) = view.records(authority)

    assert (one.client_name, one.entry.measure) == ("ИП anna", Measure.INSPECTION)
    assert view.records(authority, since=date(2026, 3, 16)) == [one]
    assert view.records(authority, since=date(2026, 3, 17)) == []
    assert view.records(authority, after=(date(2026, 3, 2), one.id)) == []
