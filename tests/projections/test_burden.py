"""What an inspection took and how it was rated, as it is read."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from domain.burden import Tool
from domain.inspection import Stage
from domain.kernel import Actor
from interfaces.gateways.database import Database
from tests.business import PDF, Business, business, own
from tests.conftest import StoppedClock
from tests.helping import TIME, Helping
from tests.inspecting import Inspecting

pytestmark = pytest.mark.database


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    made = business(database, clock)
    made.require()
    return made


@pytest.fixture
def helping(world: Business) -> Helping:
    return Helping(world)


@pytest.fixture
def client(world: Business) -> Actor:
    return world.client(facts={"object:lift": True})


@pytest.fixture
def inspection(world: Business, clock: StoppedClock, client: Actor) -> UUID:
    return Inspecting(world, clock).started(world.supervisor(), client)


def test_days_are_read_in_order_and_are_the_same_after_a_rebuild(
    helping: Helping, client: Actor, inspection: UUID
) -> None:
    today = helping.service.clock.today()
    file = helping.burdens.keep(inspection, "чек.pdf", PDF, by=client)
    helping.spend(inspection, client, today, files=(file,))
    helping.spend(inspection, client, today - timedelta(days=1), note="Готовились")
    helping.rate(inspection, client, notices=4)
    view = helping.service.burden_view
    days, ratings = view.days(inspection), view.ratings(inspection)

    assert [(one.day, one.amounts) for one in days] == [
        (today - timedelta(days=1), TIME),
        (today, TIME),
    ]
    assert [one.note for one in days] == ["Готовились", None]
    assert view.day(inspection, today) == days[1]
    assert view.day(inspection, today + timedelta(days=1)) is None
    assert view.owner_of_file(inspection, file) == own(client)
    assert view.owner_of_file(uuid4(), file) is None
    helping.service.runner.rebuild("burden")
    helping.service.runner.drain()
    assert (view.days(inspection), view.ratings(inspection)) == (days, ratings)


def test_the_last_rating_of_a_tool_holds(
    helping: Helping, client: Actor, inspection: UUID
) -> None:
    view = helping.service.burden_view
    helping.rate(inspection, client, notices=2)
    book = helping.rate(inspection, client, notices=5).id

    (rating,) = view.ratings(inspection)
    assert (rating.tool, rating.rating.score) == (Tool.NOTICES, 5)
    assert rating.stage is Stage.STARTED
    assert view.inspection_of(book) == inspection
    assert view.inspection_of(uuid4()) is None
    assert view.ratings(uuid4()) == []


def test_figures_are_made_anew_only_when_something_was_recorded(
    helping: Helping, client: Actor, inspection: UUID
) -> None:
    figures = helping.service.burden_figures
    helping.spend(inspection, client)
    first = figures.now()

    assert figures.now() is first
    helping.rate(inspection, client, notices=4)
    assert figures.now().position > first.position
