"""Categories of risk on PostgreSQL: criteria, reckoning, rises, objections (C5)."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from application.client import REGISTERS, RaiseDispute
from application.risk import AnswerRiskObjection, AssignRisk
from domain.compliance import Degree
from domain.deadline import DeadlineStatus
from domain.errors import NotFound, Stale
from domain.kernel import Actor, Role
from domain.risk import (
    Category,
    NoRiskCriteria,
    RiskAssignedAlready,
    RiskClientUnknown,
    RiskNotLowered,
    State,
    WayKind,
    WhyEnded,
)
from domain.visit import Ground
from interfaces.gateways.database import Database
from projections.risk import ObjectionStatus
from tests.business import (
    INN,
    LIFT_CODE,
    SCHOOLS,
    Business,
    business,
    key,
    own,
    stranger,
)
from tests.compliance import Assessing
from tests.conftest import StoppedClock
from tests.registers import answer, told
from tests.risking import ANSWER, CONTROL, RISE, Risking
from tests.visiting import Visiting

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log")]


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    found = business(database, clock)
    found.require(control_kind=CONTROL)
    return found


@pytest.fixture
def risking(world: Business) -> Risking:
    return Risking(world)


@pytest.fixture
def head(risking: Risking) -> Actor:
    return risking.head()


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client(facts={"employees": 150, "object:lift": True})


@pytest.fixture
def assigned(risking: Risking, head: Actor, anna: Actor) -> UUID:
    """Medium: a lift and a big staff, 80, less 10 since nothing was refuted."""
    del anna
    risking.keep(head)
    return risking.assign(head)


def test_a_category_is_reckoned_from_facts_and_criteria(
    risking: Risking, assigned: UUID
) -> None:
    card = risking.card(assigned)

    assert (card.category, card.reckoned.score) == (Category.MEDIUM, 70)
    assert [(line.criterion, line.points) for line in card.reckoned.lines] == [
        ("lift", 50),
        ("staff", 30),
        ("algorithms", 0),
        ("assessed", 0),
        ("refuted", -10),
    ]
    assert [one.kind for one in card.moments] == ["assigned"]


def test_without_criteria_nothing_can_be_assigned(
    risking: Risking, head: Actor, anna: Actor
) -> None:
    del anna
    with pytest.raises(NoRiskCriteria):
        risking.assign(head)


def test_only_the_body_of_the_control_keeps_criteria_and_assigns(
    risking: Risking, world: Business, assigned: UUID
) -> None:
    del assigned
    other = world.supervisor(SCHOOLS, "olga", Role.HEAD)

    with pytest.raises(NotFound):
        risking.keep(other, reason="Другие")
    with pytest.raises(NotFound):
        risking.assign(other)


def test_an_unknown_business_is_said_at_the_field(
    risking: Risking, head: Actor
) -> None:
    risking.keep(head)
    with pytest.raises(RiskClientUnknown):
        risking.assign(head, inn="630000000292")


def test_a_category_is_assigned_once(
    risking: Risking, head: Actor, assigned: UUID
) -> None:
    del assigned
    with pytest.raises(RiskAssignedAlready):
        risking.assign(head)


def test_a_place_is_reckoned_without_the_facts_of_other_places(
    risking: Risking, world: Business, head: Actor
) -> None:
    anna = world.client(facts={"employees": 3})
    world.open_premises(anna, object_lift=True)
    world.open_premises(anna, object_lift=False)
    risking.keep(head)
    with_lift, without = (UUID(str(one.id)) for one in world.card(anna).premises)

    first, second = risking.assign(head, with_lift), risking.assign(head, without)

    assert risking.card(first).category is Category.MODERATE
    assert risking.card(second).category is Category.LOW
    category = risking.service.risk_view.category
    assert category(own(anna), "006", [without]) is Category.LOW
    assert category(own(anna), CONTROL, [with_lift, without]) is Category.MODERATE


def test_no_category_is_assigned_to_a_place_of_somebody_else(
    risking: Risking, head: Actor, anna: Actor
) -> None:
    del anna
    risking.keep(head)
    with pytest.raises(NotFound):
        risking.assign(head, UUID(int=7))


def test_a_better_fact_lowers_the_category_at_once(
    risking: Risking, world: Business, anna: Actor, assigned: UUID
) -> None:
    world.state(anna, object_lift=False)
    world.react()

    card = risking.card(assigned)
    assert (card.category, card.rise) == (Category.LOW, None)
    assert card.moments[-1].why == "facts"


def test_a_worse_fact_waits_for_the_head_within_the_term_of_the_law(
    risking: Risking, world: Business, anna: Actor, head: Actor
) -> None:
    risking.keep(head)
    world.state(anna, object_lift=False)
    id = risking.assign(head)
    world.state(anna, object_lift=True)
    world.react()

    card = risking.card(id)
    (due,) = risking.due(id, RISE)
    assert (card.category, card.rise) == (Category.LOW, Category.MEDIUM)
    assert (due.reckoning.term.rule, due.status) == ("LAW-027", DeadlineStatus.RUNNING)

    risking.decide(id, head, rises=True)

    assert risking.card(id).category is Category.MEDIUM
    assert risking.due(id, RISE)[0].status is DeadlineStatus.KEPT


def test_a_rise_falls_away_with_what_it_was_found_by(
    risking: Risking, world: Business, anna: Actor, head: Actor
) -> None:
    risking.keep(head)
    world.state(anna, object_lift=False)
    id = risking.assign(head)
    world.state(anna, object_lift=True)
    world.react()
    world.state(anna, object_lift=False)
    world.react()

    assert risking.card(id).rise is None
    assert risking.due(id, RISE)[0].status is DeadlineStatus.CANCELLED


def test_a_rise_that_was_declined_does_not_come_back_for_the_same_reason(
    risking: Risking, world: Business, anna: Actor, head: Actor
) -> None:
    risking.keep(head)
    world.state(anna, object_lift=False)
    id = risking.assign(head)
    world.state(anna, object_lift=True)
    world.react()
    risking.decide(id, head, rises=False)
    world.state(anna, employees=151)
    world.react()

    card = risking.card(id)
    assert (card.category, card.rise) == (Category.LOW, None)


def test_an_honest_self_assessment_counts_until_it_is_refuted(
    risking: Risking, world: Business, anna: Actor, assigned: UUID
) -> None:
    Assessing(world).assess(anna, degree=Degree.DOES_NOT)
    world.react()

    card = risking.card(assigned)
    line = card.reckoned.line("assessed")
    assert line
    assert line.points == -5
    assert card.moments[-1].why == "record"
    (record,) = risking.service.risk_view.records(line.records).values()
    assert (record.kind, record.name) == ("assessment", LIFT_CODE)


def test_what_a_body_refuted_counts_against_good_faith(
    risking: Risking, world: Business, head: Actor
) -> None:
    anna = world.client(facts={"employees": 40, "object:lift": False})
    world.declare(anna)
    risking.keep(head)
    id = risking.assign(head)
    (declared,) = world.service.declaration_view.mine(own(anna)).declarations
    world.contest(declared.id, head)
    world.answer(declared.id, anna)
    world.uphold(declared.id, head)
    world.react()

    line = risking.card(id).reckoned.line("refuted")
    assert line
    assert (line.points, line.against) == (0, (declared.id,))


def test_a_disputed_fact_does_not_speak_against_a_business(
    risking: Risking, world: Business, head: Actor
) -> None:
    anna = world.client(facts={"object:lift": True})
    said = answer(told("employees", 150))
    world.service.state_registers.take([said], by=REGISTERS)
    world.react()
    risking.keep(head)
    id = risking.assign(head)
    command = RaiseDispute(reason="Не мы")
    disputes = world.service.disputes
    world.seen(disputes.raise_(own(anna), "employees", command, by=anna))
    before = risking.card(id)
    world.react()

    after = risking.card(id)
    assert (before.category, after.category) == (Category.MEDIUM, Category.MODERATE)
    line = after.reckoned.line("staff")
    assert line
    assert line.state is State.UNKNOWN


def test_the_client_reads_what_would_lower_its_category(
    risking: Risking, anna: Actor, assigned: UUID
) -> None:
    del assigned
    found = risking.service.risk_reckoning.explain(own(anna), None, CONTROL)

    kinds = [way.steps[0].kind for way in found.ways]
    assert kinds == [WayKind.ASSESS_YOURSELF, WayKind.DO_WITHOUT]
    assert [one.rule for one in found.frequency] == ["LAW-031"]


def test_an_objection_is_answered_within_the_term_of_the_law(
    risking: Risking, anna: Actor, head: Actor, assigned: UUID
) -> None:
    risking.object(assigned, anna)

    card = risking.card(assigned)
    (due,) = risking.due(assigned, ANSWER)
    assert card.objected
    assert card.objections[0].status is ObjectionStatus.WAITING
    assert due.reckoning.last_day == date(2026, 11, 27)

    risking.answer(assigned, head, Category.MODERATE)

    card = risking.card(assigned)
    assert (card.category, card.objected) == (Category.MODERATE, False)
    assert card.objections[0].assigned is Category.MODERATE
    assert risking.due(assigned, ANSWER)[0].status is DeadlineStatus.KEPT


def test_what_was_lowered_after_an_objection_stays_while_nothing_is_worse(
    risking: Risking, world: Business, anna: Actor, head: Actor, assigned: UUID
) -> None:
    risking.object(assigned, anna)
    risking.answer(assigned, head, Category.LOW)
    world.state(anna, employees=149)
    world.react()

    assert risking.card(assigned).category is Category.LOW


def test_an_objection_is_declined_with_a_reason_and_the_category_stays(
    risking: Risking, anna: Actor, head: Actor, assigned: UUID
) -> None:
    risking.object(assigned, anna)
    risking.answer(assigned, head)

    card = risking.card(assigned)
    assert (card.category, card.objected) == (Category.MEDIUM, False)
    assert card.objections[0].answer == "Проверили"


def test_who_agrees_with_an_objection_assigns_less(
    risking: Risking, anna: Actor, head: Actor, assigned: UUID
) -> None:
    risking.object(assigned, anna)

    with pytest.raises(RiskNotLowered):
        risking.answer(assigned, head, Category.MEDIUM)


def test_an_objection_can_be_withdrawn(
    risking: Risking, anna: Actor, assigned: UUID
) -> None:
    risking.object(assigned, anna)
    risking.seen(risking.service.risk_objecting.withdraw(assigned, by=anna))

    assert not risking.card(assigned).objected
    assert risking.due(assigned, ANSWER)[0].status is DeadlineStatus.CANCELLED


def test_nobody_else_finds_a_category(
    risking: Risking, world: Business, head: Actor, assigned: UUID
) -> None:
    inspector = head.model_copy(update={"role": Role.INSPECTOR})

    for one in (stranger(), world.client("boris", "630000000292")):
        with pytest.raises(NotFound):
            risking.object(assigned, one)
    for one in (stranger(Role.HEAD), inspector):
        with pytest.raises(NotFound):
            risking.decide(assigned, one, rises=False)


def test_an_answer_to_a_category_that_moved_on_is_stale(
    risking: Risking, world: Business, anna: Actor, head: Actor, assigned: UUID
) -> None:
    risking.object(assigned, anna)
    seen = risking.card(assigned).version
    world.state(anna, object_lift=False)
    world.react()
    command = AnswerRiskObjection(category=Category.LOW, reason="Да")

    with pytest.raises(Stale):
        risking.service.risk_assignments.answer(
            assigned, command, by=head, version=seen
        )


def test_other_criteria_hold_from_their_day_on(
    risking: Risking, clock: StoppedClock, head: Actor, assigned: UUID
) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    bands = [
        {"category": "low", "points": 0},
        {"category": "moderate", "points": 65},
        {"category": "medium", "points": 90},
    ]
    risking.keep(head, since=tomorrow, bands=bands)
    risking.service.risk_recomputations.of_day()
    risking.service.runner.drain()
    before = risking.card(assigned).category
    clock.pass_by(timedelta(days=1))
    risking.service.risk_recomputations.of_day()
    risking.service.runner.drain()

    after = risking.card(assigned)
    assert (before, after.category) == (Category.MEDIUM, Category.MODERATE)
    assert after.moments[-1].why == "criteria"


def test_what_is_too_long_ago_counts_no_longer(
    risking: Risking, world: Business, clock: StoppedClock, anna: Actor, assigned: UUID
) -> None:
    Assessing(world).assess(anna, degree=Degree.COMPLIES)
    world.react()
    clock.pass_by(timedelta(days=400))
    risking.service.risk_recomputations.of_day()
    risking.service.runner.drain()

    card = risking.card(assigned)
    line = card.reckoned.line("assessed")
    assert line
    assert (line.points, card.moments[-1].why) == (0, "time")


def test_a_closed_place_has_no_category_any_more(
    risking: Risking, world: Business, head: Actor
) -> None:
    anna = world.client(facts={"employees": 3})
    world.open_premises(anna, object_lift=True)
    (place,) = world.card(anna).premises
    risking.keep(head)
    id = risking.assign(head, place.id)
    risking.object(id, anna)
    world.seen(world.clients.close_premises(own(anna), place.id, by=anna))
    world.react()

    assert risking.card(id).ended is WhyEnded.OBJECT_CLOSED
    assert risking.due(id, ANSWER)[0].status is DeadlineStatus.CANCELLED


def test_a_forgotten_business_leaves_no_category(
    risking: Risking, world: Business, anna: Actor, head: Actor, assigned: UUID
) -> None:
    risking.object(assigned, anna)
    world.forget(own(anna))
    world.react()

    assert risking.service.risk_view.get(assigned) is None
    with pytest.raises(NotFound):
        risking.answer(assigned, head)


def test_the_category_is_what_makes_a_visit_mandatory(
    world: Business, head: Actor, assigned: UUID
) -> None:
    del assigned
    desk = Visiting(world)
    id = desk.announce(head, ground=Ground.RISK, control_kind="006")

    assert desk.service.visit_view.get(id)


def test_reckoning_again_tells_only_what_changed(
    risking: Risking, world: Business, assigned: UUID
) -> None:
    seen = risking.card(assigned).version
    risking.service.risk_recomputations.of_day()
    world.react()

    assert risking.card(assigned).version == seen


def test_both_sides_are_told_once(
    risking: Risking, world: Business, anna: Actor, head: Actor, assigned: UUID
) -> None:
    risking.object(assigned, anna)
    world.react()
    risking.answer(assigned, head, Category.LOW)
    world.react()
    world.react()

    def inbox(of: Actor) -> list[str]:
        page = world.service.notice_view.page(own(of))
        return [one.template for one in page.notices]

    assert inbox(anna) == ["risk-objection-upheld", "risk-assigned"]
    assert inbox(head) == ["risk-objection-made"]


def test_criteria_are_kept_again_by_their_version(
    risking: Risking, head: Actor, assigned: UUID
) -> None:
    del assigned
    command = risking.command(reason="Ещё раз")
    with pytest.raises(Stale):
        risking.service.risk_profiles.keep(command, by=head, version=0)


def test_the_same_command_with_the_same_key_is_done_once(
    risking: Risking, anna: Actor, head: Actor
) -> None:
    del anna
    risking.keep(head)
    command = AssignRisk(inn=INN, control_kind=CONTROL)
    first = risking.service.risk_assignments.assign(command, by=head, key=key())
    again = risking.service.risk_assignments.assign(command, by=head, key=key())

    assert first.id == again.id
