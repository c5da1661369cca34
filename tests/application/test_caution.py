"""Cautioning a business on the real log: content, deadlines, objection, answer."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from application.caution import AnswerCaution, ObjectToCaution
from application.exchange import SendMessage
from domain.caution import (
    AlgorithmNotNamed,
    Answer,
    CautionedClientUnknown,
    CautionEmpty,
    CautionLate,
    CautionReasonMissing,
    CautionStatus,
    DemandsDocuments,
    ExecutionUnknown,
    KindsMixed,
    NotYourRequirement,
    ObjectionLate,
    ObjectionReasonMissing,
    WhyClosed,
)
from domain.deadline import DeadlineStatus, Party
from domain.errors import NotFound, Stale
from domain.exchange import Kind
from domain.kernel import Actor
from interfaces.gateways.database import Database
from projections.caution import Standing
from tests.algorithm import ALGORITHM, draft
from tests.business import (
    LIFT_CODE,
    OTHER_INN,
    SCHOOLS,
    TEACHING_CODE,
    Business,
    business,
    key,
    own,
)
from tests.cautioning import ANSWER, CONDUCT, OBJECT, PROPOSAL, TOLD, Cautioning
from tests.conftest import StoppedClock
from tests.execution import Carrying
from tests.interfaces.shell import ADMIN
from tests.law import amendment
from tests.notices import Told

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log", "anna")]

FRIDAY = datetime(2026, 11, 20, 9, tzinfo=UTC)
KIND = "Федеральный государственный пожарный надзор"
SECOND = "REQ-LIFT-002"
PLAIN = {"requirement": SECOND, "algorithm": None}


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    clock.set(FRIDAY)
    world = business(database, clock)
    world.require()
    world.require(SECOND)
    draft(world)
    return world


@pytest.fixture
def desk(world: Business) -> Cautioning:
    return Cautioning(world)


@pytest.fixture
def pavel(world: Business) -> Actor:
    return world.supervisor()


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client()


@pytest.fixture
def known_term(world: Business) -> None:
    """The regulation of this kind of control gives fifteen working days to object."""
    command = amendment(value=15, unit="working_day", control_kind=KIND)
    world.seen(world.service.law_terms.amend("LAW-045", command, by=ADMIN))


def names(world: Business, of: Actor) -> list[str]:
    """Templates of what somebody was told, the newest first."""
    world.react()
    return [card.template for card in Told(world.service).inbox(of)]


def test_a_caution_tells_both_sides_what_it_is_about(
    desk: Cautioning, pavel: Actor, anna: Actor
) -> None:
    card = desk.card(desk.issue(pavel))
    [point] = card.listed

    assert (card.client_id, card.authority) == (own(anna), own(pavel))
    assert card.control_kind == KIND
    assert card.signs_told == TOLD
    assert (point.point.requirement, point.point.algorithm) == (LIFT_CODE, ALGORITHM)
    assert (point.conduct, point.proposal) == (CONDUCT, PROPOSAL)
    assert card.in_time.last_day == date(2026, 12, 21)
    assert card.requirements == (LIFT_CODE,)


@pytest.mark.usefixtures("known_term")
def test_it_goes_in_a_correspondence_and_its_delivery_begins_the_term(
    desk: Cautioning, world: Business, pavel: Actor, anna: Actor
) -> None:
    id = desk.issue(pavel)
    assert desk.due(id) == []
    assert names(world, anna) == ["caution-received"]
    card = desk.card(id)
    [deadline] = desk.due(id)
    message = world.service.exchange_view.message(card.message, own(anna))

    assert message
    assert (message.kind, message.basis) == (Kind.DECISION, f"/cautions/{id}")
    assert (card.received, card.objection) == (1, deadline.reckoning)
    assert deadline.reckoning.last_day == date(2026, 12, 11)
    assert deadline.owed_by.party == Party.client(own(anna))
    assert [one.about for one in Told(world.service).inbox(anna)] == [f"/cautions/{id}"]


def test_a_delivery_that_is_repeated_changes_nothing(
    desk: Cautioning, world: Business, pavel: Actor, anna: Actor
) -> None:
    id = desk.issue(pavel)
    world.react()
    version = desk.card(id).version
    with world.service.database.connection() as sql:
        sql.execute("UPDATE projections SET position = 0 WHERE name = 'reactions'")
    world.react()

    assert desk.card(id).version == version
    assert names(world, anna) == ["caution-received"]


def test_another_message_in_its_correspondence_is_no_caution(
    desk: Cautioning, world: Business, pavel: Actor, anna: Actor
) -> None:
    id = desk.issue(pavel)
    world.react()
    version = desk.card(id).version
    said = SendMessage(kind=Kind.REQUEST, text="Что с лифтом?")
    desk.seen(world.service.correspondence.send(desk.card(id).thread, said, by=pavel))

    assert names(world, anna) == ["message-delivered", "caution-received"]
    assert desk.card(id).version == version


def test_where_no_term_is_known_no_deadline_runs_against_the_business(
    desk: Cautioning,
    world: Business,
    clock: StoppedClock,
    pavel: Actor,
    anna: Actor,
) -> None:
    id = desk.issue(pavel)
    world.react()
    clock.set(FRIDAY + timedelta(days=200))

    assert desk.due(id) == []
    assert desk.card(id).objection is None
    desk.object(id, anna)
    assert desk.card(id).is_objected


@pytest.mark.usefixtures("known_term")
def test_a_right_to_object_that_is_not_used_ends_and_nobody_is_reproached(
    desk: Cautioning,
    world: Business,
    clock: StoppedClock,
    pavel: Actor,
    anna: Actor,
) -> None:
    id = desk.issue(pavel)
    world.react()
    [deadline] = desk.due(id)
    keys = [Party.client(own(anna)).key]
    for at in (
        deadline.reckoning.ends - timedelta(days=2),
        deadline.reckoning.ends - timedelta(hours=8),
        deadline.reckoning.ends + timedelta(hours=1),
    ):
        clock.set(at)
        assert world.service.deadline_view.count(keys, at).late == 0
        world.service.firing.fire_due()
        world.react()
    [deadline] = desk.due(id)

    assert deadline.status is DeadlineStatus.CANCELLED
    assert names(world, anna) == ["right-last-day", "right-near", "caution-received"]
    with pytest.raises(ObjectionLate):
        desk.object(id, anna)


@pytest.mark.usefixtures("known_term")
def test_an_objection_is_answered_in_time_and_the_caution_stays(
    desk: Cautioning, world: Business, pavel: Actor, anna: Actor
) -> None:
    id = desk.issue(pavel)
    world.react()
    desk.object(id, anna)
    [answer] = desk.due(id, ANSWER)
    told = names(world, pavel)
    desk.keep(id, pavel)
    card = desk.card(id)
    [objection] = card.objections
    [decision] = card.decisions

    assert answer.owed_by.party == Party.authority(own(pavel))
    assert answer.reckoning.last_day == date(2026, 12, 18)
    assert told == ["caution-objected"]
    assert desk.due(id)[0].status is DeadlineStatus.KEPT
    assert desk.due(id, ANSWER)[0].status is DeadlineStatus.KEPT
    assert objection.answer is decision.answer is Answer.KEPT
    assert names(world, anna) == ["caution-kept", "caution-received"]


@pytest.mark.usefixtures("known_term")
def test_a_caution_objected_to_is_withdrawn(
    desk: Cautioning, world: Business, pavel: Actor, anna: Actor
) -> None:
    id = desk.issue(pavel)
    world.react()
    desk.object(id, anna)
    desk.withdraw(id, pavel)
    card = desk.card(id)

    assert card.status is CautionStatus.WITHDRAWN
    assert not card.is_objected
    assert card.objections[0].answer is Answer.WITHDRAWN
    assert desk.due(id, ANSWER)[0].status is DeadlineStatus.KEPT
    assert names(world, anna) == ["caution-withdrawn", "caution-received"]


@pytest.mark.usefixtures("known_term")
def test_one_that_is_withdrawn_without_an_objection_ends_the_term_to_object(
    desk: Cautioning, world: Business, pavel: Actor
) -> None:
    id = desk.issue(pavel)
    world.react()
    desk.withdraw(id, pavel)

    assert [one.status for one in desk.due(id)] == [DeadlineStatus.CANCELLED]


@pytest.mark.usefixtures("known_term")
def test_a_changed_caution_reaches_the_business_anew_and_can_be_objected_to(
    desk: Cautioning, world: Business, pavel: Actor, anna: Actor
) -> None:
    id = desk.issue(pavel, {}, PLAIN)
    world.react()
    desk.object(id, anna)
    desk.change(id, pavel)
    assert names(world, anna) == ["caution-changed", "caution-received"]
    card = desk.card(id)
    first, second = desk.due(id)

    assert (card.edition, card.received, card.requirements) == (2, 2, (LIFT_CODE,))
    assert card.objections[0].answer is Answer.CHANGED
    assert (first.status, second.status) == (
        DeadlineStatus.KEPT,
        DeadlineStatus.RUNNING,
    )
    desk.object(id, anna)
    assert len(desk.card(id).objections) == 2
    assert [one.turn for one in desk.due(id, ANSWER)] == [1, 2]


@pytest.mark.usefixtures("known_term")
def test_one_objects_before_the_delivery_was_noted_and_no_term_begins(
    desk: Cautioning, world: Business, pavel: Actor, anna: Actor
) -> None:
    id = desk.issue(pavel)
    desk.object(id, anna)
    world.react()

    assert desk.due(id, OBJECT) == []
    assert desk.card(id).received == 1


def test_when_everything_was_done_the_caution_is_closed_and_the_body_is_told(
    desk: Cautioning, world: Business, pavel: Actor, anna: Actor
) -> None:
    id = desk.issue(pavel, {}, PLAIN)
    desk.tell(id, anna, 1)
    assert (desk.card(id).told, desk.card(id).points) == (1, 2)
    desk.tell(id, anna, 2)
    card = desk.card(id)

    assert (card.status, card.why_closed) == (CautionStatus.CLOSED, WhyClosed.DONE)
    assert names(world, pavel) == ["caution-done"]


def test_what_was_done_is_shown_by_an_execution_of_the_business_alone(
    desk: Cautioning, world: Business, pavel: Actor, anna: Actor
) -> None:
    id, carrying = desk.issue(pavel), Carrying(world)
    other = world.client("boris", inn=OTHER_INN, facts={"object:lift": True})
    own_one, strange = carrying.start(anna), carrying.start(other)

    for wrong in (strange, uuid4()):
        with pytest.raises(ExecutionUnknown) as refused:
            desk.tell(id, anna, 1, execution=wrong)
        assert refused.value.facts == {"points": [1]}
    desk.tell(id, anna, 1, execution=own_one)
    assert desk.card(id).told == 1


def test_the_body_closes_what_needs_nothing_more(
    desk: Cautioning, world: Business, pavel: Actor, anna: Actor
) -> None:
    id = desk.issue(pavel)
    desk.close(id, pavel)

    assert desk.card(id).why_closed is WhyClosed.ENOUGH
    assert "caution-closed" in names(world, anna)


@pytest.mark.parametrize(
    ("point", "differently", "refusal"),
    [
        ({"proposal": "Представить копии журналов"}, {}, DemandsDocuments),
        ({"algorithm": None}, {}, AlgorithmNotNamed),
        ({"requirement": "REQ-NONE-999"}, {}, NotYourRequirement),
        ({"requirement": TEACHING_CODE, "algorithm": None}, {}, NotYourRequirement),
        ({"conduct": " "}, {}, CautionEmpty),
        ({}, {"points": ()}, CautionEmpty),
        ({}, {"inn": OTHER_INN}, CautionedClientUnknown),
        ({}, {"received": "2026-09-01"}, CautionLate),
    ],
)
def test_a_caution_that_may_not_go_out_is_refused_and_nothing_is_sent(
    desk: Cautioning,
    world: Business,
    pavel: Actor,
    point: dict[str, Any],
    differently: dict[str, Any],
    refusal: type[Exception],
) -> None:
    world.require(TEACHING_CODE, body=SCHOOLS)
    head = world.service.log.head()

    with pytest.raises(refusal):
        desk.issue(pavel, point, **differently)
    assert world.service.log.head() == head


def test_requirements_of_two_kinds_of_control_take_two_cautions(
    desk: Cautioning, world: Business, pavel: Actor
) -> None:
    world.require("REQ-LIFT-003", control_kind="Государственный строительный надзор")

    with pytest.raises(KindsMixed) as refused:
        desk.issue(pavel, {}, PLAIN | {"requirement": "REQ-LIFT-003"})
    assert refused.value.facts["kinds"] == [
        "Государственный строительный надзор",
        KIND,
    ]


def test_nothing_is_answered_without_a_reason(
    desk: Cautioning, pavel: Actor, anna: Actor
) -> None:
    id = desk.issue(pavel)

    with pytest.raises(CautionReasonMissing):
        desk.withdraw(id, pavel, " ")
    with pytest.raises(ObjectionReasonMissing):
        desk.object(id, anna, " ")


def test_a_caution_is_there_for_its_two_sides_alone(
    desk: Cautioning, world: Business, pavel: Actor, anna: Actor
) -> None:
    id = desk.issue(pavel)
    other = world.supervisor(SCHOOLS, "boris")
    irina = world.client("irina", OTHER_INN)
    reason = AnswerCaution(reason="Нет")

    for by in (other, anna, irina):
        with pytest.raises(NotFound):
            desk.cautions.withdraw(id, reason, by=by)
    for by in (other, pavel, irina):
        with pytest.raises(NotFound):
            desk.replies.object(id, ObjectToCaution(reason="Нет"), by=by)


def test_the_same_command_twice_is_done_once(
    desk: Cautioning, world: Business, pavel: Actor, anna: Actor
) -> None:
    once = desk.cautions.issue(desk.command(), by=pavel, key=key())
    again = desk.cautions.issue(desk.command(), by=pavel, key=key())
    desk.seen(once)

    assert again.id == once.id
    assert world.service.caution_view.count(client_id=own(anna)).all == 1


def test_what_moved_on_meanwhile_is_not_decided_blindly(
    desk: Cautioning, pavel: Actor, anna: Actor
) -> None:
    id = desk.issue(pavel)
    version = desk.card(id).version
    desk.object(id, anna)

    with pytest.raises(Stale):
        desk.cautions.withdraw(
            id, AnswerCaution(reason="Нет"), by=pavel, version=version
        )


def test_lists_tell_what_waits_for_an_answer(
    desk: Cautioning, world: Business, pavel: Actor, anna: Actor
) -> None:
    objected, open, withdrawn = (desk.issue(pavel) for _ in range(3))
    desk.object(objected, anna)
    desk.withdraw(withdrawn, pavel)
    view = world.service.caution_view

    def ids(standing: Standing) -> list[object]:
        found = view.of(authority=own(pavel), standing=standing)
        return [one.id for one in found.cautions]

    count = view.count(authority=own(pavel))
    first = view.of(client_id=own(anna), limit=2)
    rest = view.of(client_id=own(anna), limit=2, before=first.after)
    assert ids(Standing.OBJECTED) == [objected]
    assert ids(Standing.OPEN) == [open, objected]
    assert ids(Standing.OVER) == [withdrawn]
    assert (count.objected, count.open, count.over, count.all) == (1, 2, 1, 3)
    assert [one.id for one in (*first.cautions, *rest.cautions)] == ids(Standing.ALL)
    assert rest.after is None
    assert view.of(authority=own(pavel), requirement=SECOND).cautions == ()


def test_a_forgotten_business_leaves_nothing(
    desk: Cautioning, world: Business, pavel: Actor, anna: Actor
) -> None:
    id = desk.issue(pavel)
    world.forget(own(anna))
    world.react()

    assert world.service.caution_view.get(id) is None
    with pytest.raises(NotFound):
        desk.withdraw(id, pavel)
    world.service.runner.rebuild("caution")
    world.service.runner.drain()
    assert world.service.caution_view.get(id) is None
