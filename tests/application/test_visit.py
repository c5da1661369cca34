"""Visits on the real log: who may ask, deadlines, silence, what comes of them."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from application.visit import ChooseSlot, Conclude, GivenAdvice, OfferVisit
from domain.deadline import DeadlineStatus, Party, Task
from domain.errors import NotFound, Stale
from domain.exchange import Kind
from domain.kernel import Actor
from domain.visit import (
    Claim,
    Ground,
    NotEligible,
    NotSupervised,
    OrderNotAllowed,
    OutcomeThere,
    Right,
    VisitAboutMissing,
    VisitAskedAlready,
    VisitedBodyUnknown,
    VisitedClientUnknown,
    VisitKind,
    VisitNotByRisk,
    VisitNotThere,
    VisitPlaceUnknown,
    VisitStatus,
)
from interfaces.gateways.database import Database
from tests.business import INN, LIFT_CODE, OTHER_INN, SCHOOLS, Business, business, own
from tests.conftest import StoppedClock
from tests.visiting import ABOUT, FRIDAY, SLOTS, UNTIL, Visiting, slot

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log", "anna")]

DECIDE, MOVE, END = Task.DECIDE_VISIT, Task.DECIDE_VISIT_MOVE, Task.END_VISIT
DONE, GONE = DeadlineStatus.KEPT, DeadlineStatus.CANCELLED
MANDATORY = VisitKind.MANDATORY


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    world = business(database, clock)
    world.require()
    return world


@pytest.fixture
def desk(world: Business) -> Visiting:
    return Visiting(world)


@pytest.fixture
def pavel(world: Business) -> Actor:
    return world.supervisor()


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client(facts={"size": "micro", "region": "63"})


def silence(desk: Visiting, clock: StoppedClock) -> None:
    """Let the first time come, and what follows from it."""
    clock.set(SLOTS[0].starts + timedelta(seconds=1))
    desk.service.firing.fire_due()
    desk.world.react()


def test_a_small_business_asks_and_the_body_has_a_term_to_decide(
    desk: Visiting, anna: Actor, pavel: Actor
) -> None:
    id = desk.ask(anna, pavel, requirements=(LIFT_CODE,))
    card = desk.card(id)
    (deadline,) = desk.due(id, DECIDE)

    assert (card.status, card.told) == (VisitStatus.ASKED, ABOUT)
    assert card.right == Right(claim=Claim.SMALL_BUSINESS, is_known=True)
    assert deadline.reckoning.term.rule == "LAW-053"
    assert deadline.owed_by.party == Party.authority(own(pavel))
    assert deadline.owed_to
    assert deadline.owed_to.party == Party.client(own(anna))
    desk.slots(id, pavel)
    assert [one.status for one in desk.due(id, DECIDE)] == [DONE]
    assert desk.card(id).status is VisitStatus.CHOOSING


def test_what_is_asked_arrives_in_the_correspondence(
    desk: Visiting, anna: Actor, pavel: Actor
) -> None:
    card = desk.card(desk.ask(anna, pavel))
    (message,) = desk.service.exchange_view.messages(card.thread, own(pavel)).messages

    assert (message.kind, message.sender) == (Kind.STATEMENT, own(anna))


def test_a_business_asks_a_body_once_a_year_unless_it_was_declined(
    desk: Visiting, anna: Actor, pavel: Actor
) -> None:
    declined = desk.ask(anna, pavel)
    desk.decline(declined, pavel)
    desk.ask(anna, pavel)

    with pytest.raises(VisitAskedAlready):
        desk.ask(anna, pavel)
    other = desk.ask(anna, desk.world.supervisor(SCHOOLS, "ivan"))
    assert desk.card(other).status is VisitStatus.ASKED


def test_who_is_not_known_to_be_small_says_by_what_right_it_asks(
    desk: Visiting, pavel: Actor
) -> None:
    vera = desk.world.client("vera", inn=OTHER_INN)

    with pytest.raises(NotEligible):
        desk.ask(vera, pavel)
    id = desk.ask(vera, pavel, claim=Claim.INSTITUTION)
    assert desk.card(id).right == Right(claim=Claim.INSTITUTION, is_known=False)


@pytest.mark.parametrize(
    ("differently", "refused"),
    [
        ({"body": uuid4()}, VisitedBodyUnknown),
        ({"premises": uuid4()}, VisitPlaceUnknown),
        ({"requirements": ("REQ-NONE-001",)}, NotSupervised),
        ({"told": " "}, VisitAboutMissing),
    ],
)
def test_a_wish_names_a_body_and_what_it_supervises(
    desk: Visiting,
    anna: Actor,
    pavel: Actor,
    differently: dict[str, Any],
    refused: type[Exception],
) -> None:
    with pytest.raises(refused):
        desk.ask(anna, pavel, **differently)


def test_only_a_business_that_is_registered_is_invited(
    desk: Visiting, pavel: Actor
) -> None:
    with pytest.raises(VisitedClientUnknown):
        desk.offer(pavel, inn=OTHER_INN)
    with pytest.raises(NotSupervised):
        desk.offer(pavel, requirements=("REQ-EDU-001",))


def test_preparing_a_visit_records_nothing(desk: Visiting, pavel: Actor) -> None:
    command = OfferVisit(inn=INN, told=ABOUT, slots=SLOTS, until=UNTIL)
    prepared = desk.visits.prepare(command, by=pavel)

    assert prepared.slots == SLOTS
    assert desk.service.visit_view.of(authority=own(pavel)).visits == ()


def test_low_risk_makes_no_visit_mandatory(desk: Visiting, pavel: Actor) -> None:
    with pytest.raises(VisitNotByRisk):
        desk.announce(pavel, ground=Ground.RISK, control_kind="006")


def test_nobody_else_sees_or_changes_a_visit(
    desk: Visiting, anna: Actor, pavel: Actor
) -> None:
    id = desk.offer(pavel)
    vera = desk.world.client("vera", inn=OTHER_INN)
    ivan = desk.world.supervisor(SCHOOLS, "ivan")

    with pytest.raises(NotFound):
        desk.choose(id, vera)
    with pytest.raises(NotFound):
        desk.call_off(id, ivan)
    with pytest.raises(NotFound):
        desk.refuse(id, pavel)
    with pytest.raises(NotFound):
        desk.call_off(id, anna)


def test_a_change_of_another_version_is_refused(
    desk: Visiting, anna: Actor, pavel: Actor
) -> None:
    id = desk.offer(pavel)
    with pytest.raises(Stale):
        desk.wishes.choose(id, ChooseSlot(slot=SLOTS[0]), by=anna, version=1)


def test_silence_of_the_body_moves_the_visit_to_the_first_wish(
    desk: Visiting, anna: Actor, pavel: Actor, clock: StoppedClock
) -> None:
    id = desk.announce(pavel)
    desk.choose(id, anna)
    desk.ask_move(id, anna, SLOTS[1])
    (due,) = desk.due(id, MOVE)
    assert due.reckoning.ends == SLOTS[0].starts

    silence(desk, clock)

    card = desk.card(id)
    assert (card.status, card.slot) == (VisitStatus.FIXED, SLOTS[1])
    assert card.moves[-1].by_silence
    assert [one.status for one in desk.due(id, MOVE)] == [GONE]
    assert desk.told(anna)[-1] == desk.told(pavel)[-1] == "visit-moved-by-silence"


def test_a_body_that_decided_in_time_is_not_silent(
    desk: Visiting, anna: Actor, pavel: Actor, clock: StoppedClock
) -> None:
    id = desk.announce(pavel)
    desk.choose(id, anna)
    desk.ask_move(id, anna, SLOTS[1])
    desk.leave(id, pavel)

    silence(desk, clock)

    card = desk.card(id)
    assert (card.status, card.slot) == (VisitStatus.FIXED, SLOTS[0])
    assert card.moves[-1].declined == "Срок проходит"


def test_silence_without_wishes_leaves_the_body_to_offer_times(
    desk: Visiting, anna: Actor, pavel: Actor, clock: StoppedClock
) -> None:
    id = desk.announce(pavel)
    desk.ask_move(id, anna)
    clock.set(SLOTS[1].starts + timedelta(seconds=1))
    desk.service.firing.fire_due()
    desk.world.react()

    assert desk.card(id).status is VisitStatus.ARRANGING
    assert desk.told(anna)[-1] == "visit-move-open"


def test_refusing_ends_what_the_body_owed(
    desk: Visiting, anna: Actor, pavel: Actor
) -> None:
    id = desk.ask(anna, pavel)
    desk.refuse(id, anna, "Разобрались сами")

    assert desk.card(id).status is VisitStatus.REFUSED
    assert desk.card(id).reason == "Разобрались сами"
    assert [one.status for one in desk.due(id, DECIDE)] == [GONE]


def test_a_visit_that_began_is_to_be_ended_in_time(
    desk: Visiting, anna: Actor, pavel: Actor, clock: StoppedClock
) -> None:
    id = desk.announce(pavel)
    desk.hold(id, anna, pavel, clock)
    (deadline,) = desk.due(id, END)

    assert deadline.reckoning.term.rule == "LAW-018"
    assert deadline.status is DONE
    assert desk.service.visit_view.last_held(own(anna), None, None) == FRIDAY


def test_what_comes_of_a_visit_is_sent_and_said_once(
    desk: Visiting, anna: Actor, pavel: Actor, clock: StoppedClock
) -> None:
    id = desk.announce(pavel)
    desk.hold(id, anna, pavel, clock)
    desk.conclude(id, pavel, ordered=True)
    card = desk.card(id)

    assert card.outcome
    assert [one.text for one in card.outcome.advice] == ["Заведите журнал осмотров"]
    assert card.outcome.ordered
    assert card.outcome.ordered.allowed.rule == "LAW-054"
    assert [one.proof for one in card.outcome.ordered.points] == ["Журнал"]
    view = desk.service.exchange_view
    message = view.messages(card.thread, own(pavel)).messages[-1]
    assert (message.id, message.kind) == (card.outcome.message, Kind.DECISION)
    assert message.text
    assert "Осмотреть" in message.text
    assert desk.told(anna)[-1] == "visit-ordered"
    with pytest.raises(OutcomeThere):
        desk.conclude(id, pavel)


def test_a_visit_that_was_asked_for_ends_in_advice_only(
    desk: Visiting, anna: Actor, pavel: Actor, clock: StoppedClock
) -> None:
    id = desk.of_kind(VisitKind.ASKED, anna, pavel)
    desk.hold(id, anna, pavel, clock)

    with pytest.raises(OrderNotAllowed):
        desk.conclude(id, pavel, ordered=True)
    desk.conclude(id, pavel)
    outcome = desk.card(id).outcome
    assert outcome
    assert outcome.ordered is None


def test_advice_and_orders_stay_within_what_the_body_supervises(
    desk: Visiting, anna: Actor, pavel: Actor, clock: StoppedClock
) -> None:
    id = desk.announce(pavel)
    desk.hold(id, anna, pavel, clock)
    advice = GivenAdvice(requirement="REQ-EDU-001", text="Учите")

    with pytest.raises(NotSupervised):
        desk.outcomes.conclude(id, Conclude(advice=(advice,)), by=pavel)


@pytest.mark.parametrize(
    ("kind", "client", "body"),
    [
        (VisitKind.ASKED, ["visit-times-offered"], ["visit-time-set"]),
        (VisitKind.OFFERED, ["visit-times-offered"], ["visit-time-set"]),
        (MANDATORY, ["visit-announced"], ["visit-time-set"]),
    ],
)
def test_each_side_is_told_what_the_other_did(
    desk: Visiting,
    anna: Actor,
    pavel: Actor,
    kind: VisitKind,
    client: list[str],
    body: list[str],
) -> None:
    id = desk.of_kind(kind, anna, pavel)
    desk.choose(id, anna)
    desk.call_off(id, pavel)

    assert desk.told(anna) == [*client, "visit-called-off"]
    assert desk.told(pavel) == body


def test_moving_declining_and_evading_are_told(
    desk: Visiting, anna: Actor, pavel: Actor, clock: StoppedClock
) -> None:
    id = desk.announce(pavel)
    desk.choose(id, anna)
    desk.ask_move(id, anna, SLOTS[1])
    desk.leave(id, pavel)
    third = slot(date(2026, 12, 8))
    desk.ask_move(id, anna, third)
    desk.agree(id, pavel, third)
    clock.set(third.ends + timedelta(minutes=1))
    desk.evade(id, pavel)

    assert desk.told(anna) == [
        "visit-announced",
        "visit-move-declined",
        "visit-moved",
        "visit-evaded",
    ]
    assert desk.told(pavel) == [
        "visit-time-set",
        "visit-move-asked",
        "visit-move-asked",
    ]
    evaded = desk.card(id)
    assert evaded.inspect
    assert evaded.inspect.term.rule == "LAW-024"
    assert evaded.reason == "Дверь закрыта"


def test_after_silence_the_body_sets_the_time_of_a_mandatory_visit(
    desk: Visiting, anna: Actor, pavel: Actor, clock: StoppedClock
) -> None:
    id, offered = desk.announce(pavel), desk.offer(pavel)
    clock.set(SLOTS[0].starts - timedelta(days=1))
    desk.choose(id, pavel, SLOTS[1])

    assert desk.card(id).slot == SLOTS[1]
    assert desk.told(anna)[-1] == "visit-time-set"
    with pytest.raises(VisitNotThere):
        desk.choose(offered, pavel)


def test_a_visit_of_a_forgotten_business_is_gone(
    desk: Visiting, anna: Actor, pavel: Actor, clock: StoppedClock
) -> None:
    id = desk.announce(pavel)
    desk.choose(id, anna)
    desk.ask_move(id, anna, SLOTS[1])
    desk.world.forget(own(anna))

    with pytest.raises(NotFound):
        desk.call_off(id, pavel)
    silence(desk, clock)
    assert desk.service.visit_view.get(id) is None
