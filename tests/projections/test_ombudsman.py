"""Invitations of ombudsmen as the client, the body and the office read them."""

from uuid import UUID

import pytest

from domain.kernel import Actor
from domain.ombudsman import Case, Status
from interfaces.gateways.database import Database
from tests.business import Business, business, own
from tests.conftest import StoppedClock
from tests.helping import OPINION, Helping
from tests.inspecting import Inspecting

pytestmark = pytest.mark.database


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
def ombudsman(helping: Helping) -> Actor:
    return helping.ombudsman()


@pytest.fixture
def inspection(inspecting: Inspecting, inspector: Actor, client: Actor) -> UUID:
    return inspecting.notified(inspector, client)


def test_a_participation_names_everybody_and_is_the_same_after_a_rebuild(
    helping: Helping,
    inspecting: Inspecting,
    client: Actor,
    inspector: Actor,
    ombudsman: Actor,
    inspection: UUID,
) -> None:
    id = helping.joined(inspection, client, ombudsman)
    helping.advise(id, ombudsman)
    card = helping.card(id)

    assert (card.client_id, card.authority, card.office) == (
        own(client),
        own(inspector),
        own(ombudsman),
    )
    assert (card.client_name, card.office_name) == (
        "ИП anna",
        "Аппарат уполномоченного",
    )
    assert card.case_number == str(inspecting.case(inspection).number)
    assert [(one.number, one.opinion) for one in card.opinions] == [(1, OPINION)]
    helping.service.runner.rebuild("ombudsman")
    helping.service.runner.drain()
    assert helping.card(id) == card


def test_an_office_turns_over_its_invitations_and_an_inspection_tells_all_of_its_own(
    helping: Helping,
    inspecting: Inspecting,
    client: Actor,
    inspector: Actor,
    ombudsman: Actor,
    inspection: UUID,
) -> None:
    other = helping.ombudsman("oleg", "Аппарат в области")
    office, second = own(ombudsman), inspecting.notified(inspector, client)
    declined = helping.invite(inspection, client, office=office)
    helping.decline(declined, ombudsman)
    asked = helping.invite(inspection, client, office=own(other))
    open = helping.joined(second, client, ombudsman)
    view = helping.service.ombudsman_view

    first = view.of_office(office, limit=1)
    rest = view.of_office(office, limit=1, before=first.after)
    assert [one.id for one in (*first.invitations, *rest.invitations)] == [
        open,
        declined,
    ]
    assert rest.after is None
    standing = view.of_office(office, is_open=True).invitations
    over = view.of_office(office, is_open=False).invitations
    assert [one.id for one in standing] == [open]
    assert [one.status for one in over] == [Status.DECLINED]
    assert [one.id for one in view.of_case(Case.of_inspection(inspection))] == [
        declined,
        asked,
    ]
    assert view.of_case(Case.of_appeal(inspection)) == []


def test_an_office_takes_part_from_its_acceptance_until_it_leaves(
    helping: Helping, client: Actor, ombudsman: Actor, inspection: UUID
) -> None:
    view, office = helping.service.ombudsman_view, own(ombudsman)
    case = Case.of_inspection(inspection)
    id = helping.invite(inspection, client)
    assert not view.takes_part(case, office)
    helping.accept(id, ombudsman)
    assert view.takes_part(case, office)
    assert not view.takes_part(Case.of_appeal(inspection), office)
    helping.leave(id, ombudsman)
    assert not view.takes_part(case, office)


def test_offices_can_be_invited_by_name(helping: Helping, ombudsman: Actor) -> None:
    other = helping.ombudsman("oleg", "Аппарат в области")
    found = helping.service.ombudsman_view.offices()

    assert [(one.id, one.name) for one in found] == [
        (own(other), "Аппарат в области"),
        (own(ombudsman), "Аппарат уполномоченного"),
    ]
