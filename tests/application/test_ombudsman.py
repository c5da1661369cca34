"""Inviting an ombudsman to an inspection on the real log: who may, who sees what."""

from uuid import UUID, uuid4

import pytest

from application.ombudsman import InviteOmbudsman
from domain.errors import NotFound, Stale
from domain.exchange import Kind as MessageKind
from domain.inspection import Kind, Power
from domain.kernel import Actor
from domain.ombudsman import (
    Case,
    InvitedAlready,
    NoInteraction,
    OfficeNotChosen,
    Status,
    TakesNoPart,
    TooLateToInvite,
)
from interfaces.gateways.database import Database
from tests.business import OTHER_INN, Business, business, key, own
from tests.conftest import StoppedClock
from tests.helping import OPINION, Helping
from tests.inspecting import Inspecting

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
def ombudsman(helping: Helping) -> Actor:
    return helping.ombudsman()


@pytest.fixture
def inspection(inspecting: Inspecting, inspector: Actor, client: Actor) -> UUID:
    return inspecting.notified(inspector, client)


def test_one_action_invites_the_only_office(
    helping: Helping, client: Actor, ombudsman: Actor, inspection: UUID
) -> None:
    card = helping.card(helping.invite(inspection, client))

    assert (card.office, card.status) == (own(ombudsman), Status.INVITED)
    assert card.case_number is not None


def test_of_several_offices_one_is_chosen(
    helping: Helping, client: Actor, ombudsman: Actor, inspection: UUID
) -> None:
    other = helping.ombudsman("oleg", "Аппарат уполномоченного в области")
    with pytest.raises(OfficeNotChosen):
        helping.invite(inspection, client)
    with pytest.raises(OfficeNotChosen):
        helping.invite(inspection, client, office=uuid4())

    helping.invite(inspection, client, office=own(ombudsman))
    helping.invite(inspection, client, office=own(other))
    with pytest.raises(InvitedAlready):
        helping.invite(inspection, client, office=own(other))


@pytest.mark.usefixtures("ombudsman")
def test_a_repeated_invitation_is_recorded_once(
    helping: Helping, client: Actor, inspection: UUID
) -> None:
    first, second = (
        helping.commands.invite(
            Case.of_inspection(inspection), InviteOmbudsman(), by=client, key=key()
        )
        for _ in range(2)
    )

    assert first == second


@pytest.mark.usefixtures("ombudsman")
def test_nobody_is_invited_where_nobody_meets_the_business(
    helping: Helping, inspecting: Inspecting, inspector: Actor, client: Actor
) -> None:
    survey = inspecting.started(inspector, client, kind=Kind.OFFSITE_SURVEY, hours=None)

    with pytest.raises(NoInteraction):
        helping.invite(survey, client)


@pytest.mark.usefixtures("ombudsman")
def test_nobody_is_invited_to_what_is_over(
    helping: Helping, inspecting: Inspecting, inspector: Actor, client: Actor
) -> None:
    closed = inspecting.closed(inspector, client)

    with pytest.raises(TooLateToInvite):
        helping.invite(closed, client)


@pytest.mark.usefixtures("ombudsman")
def test_only_the_client_and_whoever_may_invite_for_it_invites(
    world: Business,
    helping: Helping,
    inspecting: Inspecting,
    inspector: Actor,
    client: Actor,
    inspection: UUID,
) -> None:
    lawyer = world.person("olga")
    stranger = world.client("boris", OTHER_INN)
    inspecting.empower(inspection, client, lawyer, Power.SEE)
    for who in (inspector, stranger, lawyer):
        with pytest.raises(NotFound):
            helping.invite(inspection, who)

    inspecting.empower(inspection, client, lawyer, Power.INVITE)
    helping.invite(inspection, lawyer)


def test_an_office_that_takes_part_writes_with_both_sides_and_then_no_more(
    helping: Helping,
    client: Actor,
    inspector: Actor,
    ombudsman: Actor,
    inspection: UUID,
) -> None:
    id = helping.joined(inspection, client, ombudsman)
    helping.ask(id, ombudsman)
    helping.advise(id, ombudsman)
    card = helping.card(id)
    assert card.thread
    thread = helping.service.exchange_view.get(card.thread)
    assert thread
    parties = {one.id for one in thread.parties}
    messages = helping.service.exchange_view.messages(thread.id, own(client)).messages

    helping.leave(id, ombudsman)
    left = helping.service.exchange_view.get(card.thread)

    assert parties == {own(client), own(inspector), own(ombudsman)}
    assert [one.kind for one in messages] == [
        MessageKind.REQUEST,
        MessageKind.STATEMENT,
    ]
    assert [one.opinion for one in card.opinions] == [OPINION]
    assert left
    assert {one.id for one in left.parties} == {own(client), own(inspector)}
    with pytest.raises(TakesNoPart):
        helping.ask(id, ombudsman)


def test_whoever_is_invited_again_writes_in_the_same_correspondence(
    helping: Helping, client: Actor, ombudsman: Actor, inspection: UUID
) -> None:
    id = helping.joined(inspection, client, ombudsman)
    before = helping.card(id).thread
    helping.withdraw(id, client)
    again = helping.joined(inspection, client, ombudsman)

    card = helping.card(again)
    assert (again, card.thread, card.status) == (id, before, Status.TAKES_PART)
    assert before
    thread = helping.service.exchange_view.get(before)
    assert thread
    assert own(ombudsman) in {one.id for one in thread.parties}


def test_another_office_and_both_sides_may_not_answer_an_invitation(
    helping: Helping,
    client: Actor,
    inspector: Actor,
    ombudsman: Actor,
    inspection: UUID,
) -> None:
    other = helping.ombudsman("oleg", "Аппарат уполномоченного в области")
    id = helping.invite(inspection, client, office=own(ombudsman))

    for who in (other, client, inspector):
        with pytest.raises(NotFound):
            helping.accept(id, who)


def test_what_changed_meanwhile_is_not_answered(
    helping: Helping, client: Actor, ombudsman: Actor, inspection: UUID
) -> None:
    id = helping.invite(inspection, client)
    helping.withdraw(id, client)

    with pytest.raises(Stale):
        helping.commands.accept(id, by=ombudsman, version=1)


def test_the_office_and_both_sides_are_told(
    world: Business,
    helping: Helping,
    client: Actor,
    inspector: Actor,
    ombudsman: Actor,
    inspection: UUID,
) -> None:
    id = helping.invite(inspection, client)
    helping.accept(id, ombudsman)
    helping.leave(id, ombudsman)
    world.react()
    world.react()

    def told(who: Actor) -> set[str]:
        found = helping.service.notice_view.page(own(who)).notices
        return {one.template for one in found if one.template.startswith("ombudsman")}

    assert told(ombudsman) == {"ombudsman-invited"}
    assert told(client) == told(inspector) == {"ombudsman-accepted", "ombudsman-left"}


def test_why_it_declined_is_told_to_the_client_alone(
    world: Business,
    helping: Helping,
    client: Actor,
    inspector: Actor,
    ombudsman: Actor,
    inspection: UUID,
) -> None:
    id = helping.invite(inspection, client)
    helping.decline(id, ombudsman, "Направьте жалобу")
    world.react()

    assert helping.card(id).reason == "Направьте жалобу"
    told = helping.service.notice_view.page(own(inspector)).notices
    assert not [one for one in told if one.template.startswith("ombudsman")]
    mine = helping.service.notice_view.page(own(client)).notices
    assert "ombudsman-declined" in {one.template for one in mine}


def test_what_was_of_a_forgotten_client_is_gone(
    world: Business,
    helping: Helping,
    client: Actor,
    ombudsman: Actor,
    inspection: UUID,
) -> None:
    id = helping.joined(inspection, client, ombudsman)
    world.forget(own(client))

    assert helping.service.ombudsman_view.get(id) is None
    with pytest.raises(NotFound):
        helping.advise(id, ombudsman)
