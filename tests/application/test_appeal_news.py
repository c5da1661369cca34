"""Who is told what of an appeal; and the ombudsman who was wished for is invited."""

from uuid import UUID

import pytest

from application.access import topics_hidden_from
from domain.appeal import DraftPart
from domain.kernel import Actor, Role
from domain.notice import Topic
from domain.ombudsman import Case, Status
from interfaces.gateways.database import Database
from tests.appealing import Appealing
from tests.business import Business, business, own
from tests.conftest import StoppedClock
from tests.helping import Helping

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log")]
NAMES = ("appeal-", "appealed-", "ombudsman-in-appeal-")
BY_TERMS = "appeal-overdue"


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    made = business(database, clock)
    made.require()
    return made


@pytest.fixture
def appealing(world: Business, clock: StoppedClock) -> Appealing:
    return Appealing(world, clock)


@pytest.fixture
def helping(world: Business) -> Helping:
    return Helping(world)


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client(facts={"object:lift": True})


@pytest.fixture
def galina(appealing: Appealing) -> Actor:
    return appealing.officer("galina")


def told(world: Business, to: Actor) -> list[str]:
    """Templates of the notices about appeals that somebody got, the oldest first."""
    world.react()
    found = world.service.notice_view.page(own(to), limit=100).notices
    return [one.template for one in reversed(found) if one.template.startswith(NAMES)]


def test_each_side_is_told_what_the_other_did(
    world: Business, appealing: Appealing, anna: Actor, galina: Actor
) -> None:
    id = appealing.sent(anna, body=galina, suspend=True)
    appealing.assign(id, galina)
    appealing.accept(id, galina)
    appealing.suspend(id, galina)
    appealing.add(id, anna)
    appealing.ask_client(id, galina)
    appealing.give(id, anna)
    appealing.ask_body(id, galina)
    appealing.explain(id, world.supervisor())
    appealing.extend(id, galina)
    appealing.draft(id, galina)
    irina = appealing.officer("irina", Role.HEAD)
    appealing.check(id, irina)
    appealing.decide(id, galina)
    appealing.open(id, anna)

    assert told(world, anna) == [
        "appeal-accepted",
        "appeal-suspended",
        "appeal-information-asked",
        "appeal-explained",
        "appeal-extended",
        "appeal-decided",
    ]
    assert told(world, galina) == [
        "appeal-received-to-suspend",
        "appealed-suspended",
        "appeal-added",
        "appeal-information-given",
        "appealed-to-explain",
        "appeal-explained",
        "appeal-draft-to-check",
        "appeal-draft-agreed",
        "appealed-resumed",
        "appeal-answer-opened",
    ]


def test_a_repeated_reaction_tells_nobody_twice(
    world: Business, appealing: Appealing, anna: Actor, galina: Actor
) -> None:
    appealing.sent(anna, body=galina)
    first = told(world, galina)

    world.react()

    assert told(world, galina) == first == ["appeal-received"]


def test_an_appeal_that_is_not_considered_or_withdrawn_is_told(
    world: Business, appealing: Appealing, anna: Actor, galina: Actor
) -> None:
    refused = appealing.sent(anna, body=galina)
    appealing.assign(refused, galina)
    appealing.refuse(refused, galina)
    withdrawn = appealing.sent(anna, body=galina)
    appealing.withdraw(withdrawn, anna)

    assert told(world, anna) == ["appeal-not-considered"]
    assert told(world, galina) == [
        "appeal-received",
        "appeal-received",
        "appeal-withdrawn",
    ]


def test_a_notice_gives_the_number_and_the_day_and_leads_to_the_appeal(
    world: Business, appealing: Appealing, anna: Actor, galina: Actor
) -> None:
    id = appealing.accepted(anna, galina)
    world.react()
    [notice] = [
        one
        for one in world.service.notice_view.page(own(anna)).notices
        if one.template == "appeal-accepted"
    ]

    appeal = appealing.load(id)
    assert appeal.decision
    assert notice.about == f"/appeals/{id}"
    assert notice.values == {
        "number": appeal.number,
        "until": appeal.decision.last_day.isoformat(),
    }
    words = world.service.notice_wording.of(notice, "ru")
    assert appeal.number in words.subject


def test_messages_of_an_appeal_are_not_told_a_second_time(
    world: Business, appealing: Appealing, anna: Actor, galina: Actor
) -> None:
    appealing.decided(anna, galina)
    world.react()

    for who in (anna, galina):
        found = world.service.notice_view.page(own(who)).notices
        assert {one.template for one in found} & {
            "message-delivered",
            "decision-delivered",
        } == set()


def test_inspectors_do_not_read_what_their_body_is_told_of_appeals() -> None:
    def hidden(role: Role) -> frozenset[Topic]:
        body = UUID(int=7)
        return topics_hidden_from(Actor(id="x", role=role, organisation=body))

    assert hidden(Role.INSPECTOR) == {Topic.APPEALS}
    for role in (Role.HEAD, Role.APPEALS_OFFICER, Role.CLIENT, Role.OMBUDSMAN):
        assert hidden(role) == frozenset()


def test_hidden_notices_are_neither_listed_nor_counted_nor_marked_as_read(
    world: Business, appealing: Appealing, anna: Actor, galina: Actor
) -> None:
    appealing.sent(anna, body=galina)
    pavel = world.supervisor()
    world.react()
    view, body = world.service.notice_view, own(galina)
    hidden = topics_hidden_from(pavel)

    seen = view.page(body, hidden=hidden).notices
    assert "appeal-received" not in {one.template for one in seen}
    assert view.unread(body) == view.unread(body, hidden) + 1
    world.service.readings.read_all(body, by=pavel)
    world.service.runner.drain()
    assert view.unread(body) == 1
    world.service.readings.read_all(body, by=galina)
    world.service.runner.drain()
    assert view.unread(body) == 0


def test_the_ombudsman_who_was_wished_for_is_invited_when_the_appeal_is_sent(
    world: Business,
    appealing: Appealing,
    helping: Helping,
    anna: Actor,
    galina: Actor,
) -> None:
    tatiana = helping.ombudsman()
    helping.ombudsman("oleg", "Аппарат в области")
    id = appealing.written(anna, body=galina)
    office = own(tatiana)
    appealing.change(id, anna, DraftPart.OMBUDSMAN, "Прочтите", office=office)
    view, case = world.service.ombudsman_view, Case.of_appeal(id)
    world.react()
    assert view.of_case(case) == []

    appealing.send(id, anna)
    world.react()
    world.react()

    [card] = view.of_case(case)
    assert (card.office, card.status) == (office, Status.INVITED)
    assert (card.appeal, card.inspection) == (id, None)
    assert card.wish == "Прочтите"
    assert told(world, tatiana) == ["ombudsman-in-appeal-invited"]


def test_the_ombudsman_is_told_how_the_appeal_ended_in_which_it_takes_part(
    world: Business,
    appealing: Appealing,
    helping: Helping,
    anna: Actor,
    galina: Actor,
) -> None:
    tatiana = helping.ombudsman()
    id = appealing.accepted(anna, galina)
    invited = helping.invite_to(Case.of_appeal(id), anna)
    helping.accept(invited, tatiana)
    helping.advise(invited, tatiana)
    appealing.draft(id, galina)
    appealing.decide(id, galina)

    assert told(world, tatiana) == [
        "ombudsman-in-appeal-invited",
        "ombudsman-in-appeal-over",
    ]
    assert "ombudsman-in-appeal-accepted" in told(world, anna)
    both = {
        who: [one.template for one in world.service.notice_view.page(own(who)).notices]
        for who in (anna, galina)
    }
    assert all("message-delivered" in templates for templates in both.values())
