"""Costs and ratings of inspections on the real log: who may, and what is shown."""

from uuid import UUID, uuid4

import pytest

from domain.burden import DayNotRecorded, Tool
from domain.errors import NotFound
from domain.inspection import Power, Stage
from domain.kernel import Actor
from interfaces.gateways.database import Database
from tests.business import OTHER_INN, PDF, Business, business, own
from tests.conftest import StoppedClock
from tests.consulting import inn_of
from tests.helping import TIME, Helping
from tests.inspecting import CONTROL_KIND, Inspecting

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log")]


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    made = business(database, clock)
    made.require()
    return made


@pytest.fixture
def inspecting(world: Business, clock: StoppedClock) -> Inspecting:
    return Inspecting(world, clock)


@pytest.fixture
def helping(world: Business) -> Helping:
    return Helping(world)


@pytest.fixture
def client(world: Business) -> Actor:
    return world.client(facts={"object:lift": True})


@pytest.fixture
def inspector(world: Business) -> Actor:
    return world.supervisor()


@pytest.fixture
def inspection(inspecting: Inspecting, inspector: Actor, client: Actor) -> UUID:
    return inspecting.started(inspector, client)


def test_a_day_is_kept_with_the_files_that_show_it(
    helping: Helping, client: Actor, inspection: UUID
) -> None:
    file = helping.burdens.keep(inspection, "чек.pdf", PDF, by=client)
    helping.spend(inspection, client, files=(file,), note="Ждали")

    (day,) = helping.service.burden_view.days(inspection)
    assert (day.amounts, day.note, day.files) == (TIME, "Ждали", (file,))
    owner = helping.service.burden_view.owner_of_file(inspection, file)
    assert owner == own(client)
    assert helping.service.burden_view.owner_of_file(inspection, uuid4()) is None


def test_a_file_of_nobody_is_not_named(
    helping: Helping, client: Actor, inspection: UUID
) -> None:
    with pytest.raises(NotFound):
        helping.spend(inspection, client, files=(uuid4(),))


def test_a_day_that_was_taken_back_is_gone(
    world: Business, helping: Helping, client: Actor, inspection: UUID
) -> None:
    helping.spend(inspection, client)
    today = world.service.clock.today()
    helping.seen(helping.burdens.remove(inspection, today, by=client))

    assert helping.service.burden_view.days(inspection) == []
    with pytest.raises(DayNotRecorded):
        helping.burdens.remove(inspection, today, by=client)


def test_only_the_client_and_whoever_may_count_for_it_records(
    world: Business,
    helping: Helping,
    inspecting: Inspecting,
    inspector: Actor,
    client: Actor,
    inspection: UUID,
) -> None:
    lawyer = world.person("olga")
    inspecting.empower(inspection, client, lawyer, Power.RATE)
    for who in (inspector, world.client("boris", OTHER_INN), lawyer):
        with pytest.raises(NotFound):
            helping.spend(inspection, who)
    helping.rate(inspection, lawyer, notices=4)

    inspecting.empower(inspection, client, lawyer, Power.COUNT)
    helping.spend(inspection, lawyer)
    with pytest.raises(NotFound):
        helping.rate(inspection, lawyer, notices=5)


def test_tools_are_rated_at_any_stage(
    helping: Helping,
    inspecting: Inspecting,
    client: Actor,
    inspector: Actor,
    inspection: UUID,
) -> None:
    helping.rate(inspection, client, notices=2, advice=5)
    inspecting.end(inspection, inspector)
    inspecting.draw_act(inspection, inspector)
    inspecting.finish(inspection, inspector)
    helping.rate(inspection, client, notices=4)
    helping.seen(helping.burdens.take_back(inspection, Tool.ADVICE, by=client))

    (rating,) = helping.service.burden_view.ratings(inspection)
    assert (rating.tool, rating.rating.score, rating.stage) == (
        Tool.NOTICES,
        4,
        Stage.CLOSED,
    )


def test_figures_are_shown_from_five_businesses_on(
    world: Business, helping: Helping, inspecting: Inspecting, inspector: Actor
) -> None:
    for n in range(5):
        client = world.client(f"client{n}", inn_of(n), facts={"object:lift": True})
        id = inspecting.notified(inspector, client)
        helping.spend(id, client)
        helping.rate(id, client, notices=4)
        figures = helping.service.burden_figures.now()
        assert (figures.spent.all is None) == (n < 4)

    spent = figures.spent.bodies[CONTROL_KIND][own(inspector)]
    rated = figures.rated[Tool.NOTICES].bodies[CONTROL_KIND][own(inspector)]
    assert spent
    assert rated
    assert (spent.clients, spent.hours, spent.roubles) == (5, 1.5, 1500)
    assert (rated.clients, rated.score) == (5, 4.0)


def test_what_was_of_a_forgotten_client_is_gone(
    world: Business, helping: Helping, client: Actor, inspection: UUID
) -> None:
    helping.spend(inspection, client)
    helping.rate(inspection, client, notices=4)
    world.forget(own(client))

    assert helping.service.burden_view.days(inspection) == []
    assert helping.service.burden_view.ratings(inspection) == []
    assert helping.service.burden_figures.now().spent.kinds == {}
