"""What both sides see of inspections, on PostgreSQL."""

from datetime import timedelta
from uuid import UUID

import pytest

from application.inspection import TakeSlot
from domain.inspection import (
    Approval,
    Cause,
    ControlAction,
    Flag,
    Ground,
    Moving,
    Obstacle,
    Order,
    Power,
    Settled,
    Stage,
    Step,
)
from domain.kernel import Actor
from interfaces.gateways.database import Database
from projections.inspection import InspectionProjection
from projections.runner import Runner
from tests.business import LIFT_CODE, Business, business, own
from tests.conftest import StoppedClock
from tests.inspecting import NUMBER, PLACE, REASON, Inspecting

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log")]
HOUR = timedelta(hours=1)


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    made = business(database, clock)
    made.require()
    return made


@pytest.fixture
def inspecting(world: Business, clock: StoppedClock) -> Inspecting:
    return Inspecting(world, clock)


@pytest.fixture
def client(world: Business) -> Actor:
    return world.client(facts={"object:lift": True})


@pytest.fixture
def inspector(world: Business) -> Actor:
    return world.supervisor()


def test_an_ordered_inspection_says_why_data_were_not_enough(
    inspecting: Inspecting, client: Actor, inspector: Actor
) -> None:
    id = inspecting.ordered(inspector, client)

    card = inspecting.case(id)
    assert (card.stage, card.client_id) == (Stage.ANNOUNCED, own(client))
    assert [(one.code, one.reason) for one in card.remaining] == [(LIFT_CODE, REASON)]
    assert [one.step for one in card.steps] == [Step.ORDER]
    assert card.ordered_by_name == "Pavel"


def test_a_case_tells_each_step_with_who_when_and_where(
    inspecting: Inspecting, client: Actor, inspector: Actor
) -> None:
    id = inspecting.acted(inspector, client, "Журнала нет")
    inspecting.demand(id, inspector)
    inspecting.confirm(id, inspector)
    inspecting.finish(id, inspector)

    card = inspecting.case(id)
    assert [one.step for one in card.steps] == [
        Step.ORDER,
        Step.REGISTER,
        Step.NOTIFY,
        Step.START,
        Step.END,
        Step.DRAW_ACT,
        Step.DEMAND,
        Step.CONFIRM,
        Step.CLOSE,
    ]
    assert {(one.by_name, one.place) for one in card.steps[1:]} == {("Pavel", PLACE)}
    assert (card.stage, card.is_over, card.register_number) == (
        Stage.CLOSED,
        True,
        NUMBER,
    )
    assert [(one.number, one.what) for one in card.violations] == [(1, "Журнала нет")]
    assert inspecting.flags(id) == []


def test_actions_are_counted_and_turned_over_page_by_page(
    inspecting: Inspecting, client: Actor, inspector: Actor
) -> None:
    id = inspecting.started(inspector, client)
    recorded = []
    for _ in range(3):
        inspecting.clock.pass_by(HOUR)
        recorded.append(inspecting.act(id, inspector, minutes=20))

    view = inspecting.service.inspection_view
    first = view.actions(id, limit=2)
    rest = view.actions(id, before=first.after, limit=2)

    assert [one.id for one in (*first.actions, *rest.actions)] == recorded[::-1]
    assert rest.after is None
    assert inspecting.case(id).actions == 3


def test_hours_at_one_time_count_once_and_too_many_are_a_red_flag(
    inspecting: Inspecting, client: Actor, inspector: Actor
) -> None:
    inspecting.world.state(client, size="micro")
    id = inspecting.started(inspector, client)
    inspecting.clock.pass_by(20 * HOUR)
    inspecting.act(id, inspector, minutes=600)
    inspecting.act(id, inspector, ControlAction.INTERVIEW, minutes=540)

    assert inspecting.watched(id).budget.spent == 10 * HOUR
    assert Flag.TOO_MANY_HOURS not in inspecting.flags(id)
    inspecting.act(id, inspector, minutes=960, as_it_happened=True)

    assert inspecting.watched(id).budget.spent == 16 * HOUR
    assert Flag.TOO_MANY_HOURS in inspecting.flags(id)


def test_what_somebody_did_whom_the_order_does_not_name_is_a_red_flag(
    inspecting: Inspecting, client: Actor, inspector: Actor
) -> None:
    id = inspecting.started(inspector, client)
    other = inspecting.world.person("oleg").model_copy(
        update={"role": inspector.role, "organisation": inspector.organisation}
    )
    inspecting.clock.pass_by(HOUR)
    action = inspecting.act(id, other, minutes=30, as_it_happened=True)

    (flag,) = inspecting.watched(id).flags
    assert flag.flag is Flag.PERSON_NOT_NAMED
    assert [one.id for one in flag.evidence] == [action]


def test_the_rows_find_the_same_flags_as_every_action_would(
    inspecting: Inspecting, client: Actor, inspector: Actor
) -> None:
    id = inspecting.started(inspector, client, actions=(ControlAction.EXAMINATION,))
    inspecting.clock.pass_by(2 * HOUR)
    inspecting.act(id, inspector, ControlAction.TEST, minutes=5, as_it_happened=True)
    inspecting.act(id, inspector, held=("ЕРВК № 17",), minutes=5, as_it_happened=True)
    inspecting.act(id, inspector, minutes=5)

    view, order = inspecting.service.inspection_view, inspecting.case(id).order
    assert isinstance(order, Order)
    assert len(view.odd(id, order)) == 2
    assert len(view.done(id)) == 3
    assert set(inspecting.flags(id)) == {
        Flag.ACTION_NOT_ORDERED,
        Flag.STATE_HELD_IT,
    }


def test_a_granted_move_gives_the_case_its_new_time(
    inspecting: Inspecting, client: Actor, inspector: Actor
) -> None:
    id = inspecting.notified(inspector, client)
    slot = inspecting.case(id).starts + timedelta(days=7)

    move = inspecting.ask_move(id, client, slot)
    inspecting.grant(move, inspector, slot)

    card = inspecting.case(id)
    (told,) = inspecting.service.inspection_view.moves(id)
    assert (card.starts, card.order.starts, card.last_day) == (slot, slot, slot.date())
    assert (told.status, told.how, told.asked_by_name) == (
        Moving.SETTLED,
        Settled.GRANTED,
        "Anna",
    )
    assert inspecting.service.inspection_view.moves_due(slot, 9) == []


def test_a_wish_that_nobody_decided_falls_due_at_its_moment(
    inspecting: Inspecting, client: Actor, inspector: Actor
) -> None:
    id = inspecting.notified(inspector, client)
    move = inspecting.ask_move(id, client)
    view = inspecting.service.inspection_view
    due = view.moves(id)[0].due

    assert view.moves_due(due, 9) == []
    assert view.moves_due(due + timedelta(seconds=1), 9) == [move]


def test_the_body_offers_other_times_and_the_client_chooses_one(
    inspecting: Inspecting, client: Actor, inspector: Actor
) -> None:
    id = inspecting.notified(inspector, client)
    starts, view = inspecting.case(id).starts, inspecting.service.inspection_view
    offered = (starts + timedelta(days=7), starts + timedelta(days=14))

    move = inspecting.ask_move(id, client, offered[0])
    inspecting.offer(move, inspector, *offered)
    (waits,) = view.moves(id)
    assert (waits.status, waits.offered, waits.due) == (
        Moving.OFFERED,
        offered,
        offered[0],
    )
    chosen = TakeSlot(slot=offered[1])
    inspecting.seen(inspecting.moves.choose(move, chosen, by=client))

    (told,) = view.moves(id)
    assert (told.how, told.slot) == (Settled.CHOSEN, offered[1])
    assert inspecting.case(id).starts == offered[1]


def test_a_wish_may_be_declined_or_taken_back_and_asked_again(
    inspecting: Inspecting, client: Actor, inspector: Actor
) -> None:
    id = inspecting.notified(inspector, client)
    starts = inspecting.case(id).starts
    why = "Инвентаризация"

    declined = inspecting.ask_move(id, client, cause=Cause.OTHER, reason=why)
    inspecting.decline(declined, inspector)
    again = inspecting.ask_move(id, client, cause=Cause.OTHER, reason=why)
    inspecting.seen(inspecting.moves.take_back(again, by=client))

    told = inspecting.service.inspection_view.moves(id)
    assert [one.status for one in told] == [Moving.DECLINED, Moving.TAKEN_BACK]
    assert inspecting.case(id).starts == starts


def test_what_the_prosecutor_decided_stands_in_the_case(
    inspecting: Inspecting, client: Actor, inspector: Actor
) -> None:
    id = inspecting.notified(inspector, client, ground=Ground.HARM)
    inspecting.tell_prosecutor(id, inspector)
    assert inspecting.case(id).approval is Approval.NEEDED
    inspecting.approve(id, inspector, approved=False)

    card = inspecting.case(id)
    assert card.stage is Stage.REJECTED
    assert card.prosecutor is not None
    assert (card.prosecutor.approved, card.prosecutor.reason) == (
        False,
        "Основание не подтверждено",
    )


def test_why_it_could_not_be_held_stands_in_the_case(
    inspecting: Inspecting, client: Actor, inspector: Actor
) -> None:
    id = inspecting.notified(inspector, client)
    inspecting.prevent(id, inspector, Obstacle.ACCESS_REFUSED)

    card = inspecting.case(id)
    assert (card.stage, card.obstacle) == (Stage.PREVENTED, Obstacle.ACCESS_REFUSED)


def test_who_acts_for_the_client_may_it_until_it_is_revoked(
    inspecting: Inspecting, client: Actor, inspector: Actor
) -> None:
    id = inspecting.notified(inspector, client)
    lawyer = inspecting.world.person("lev")
    view, today = inspecting.service.inspection_view, inspecting.clock.today()

    inspecting.empower(id, client, lawyer, Power.EXPLAIN)
    named = view.representative(id, lawyer.id)
    assert named is not None
    assert named.may(Power.SEE, today)
    assert named.may(Power.EXPLAIN, today)
    assert not named.may(Power.MOVE, today)
    assert [one.id for one in view.represented_by(lawyer.id).inspections] == [id]
    inspecting.revoke(id, client, lawyer)

    (told,) = view.representatives(id)
    assert (told.name, told.powers) == ("Lev", ())
    assert view.represented_by(lawyer.id).inspections == ()


def test_lists_of_both_sides_have_the_case_and_nobody_else_does(
    inspecting: Inspecting, client: Actor, inspector: Actor
) -> None:
    id = inspecting.closed(inspector, client)
    view = inspecting.service.inspection_view

    assert _ids(view.of(client_id=own(client)).inspections) == [id]
    assert _ids(view.of(authority=own(inspector), is_over=True).inspections) == [id]
    assert view.of(authority=own(inspector), is_over=False).inspections == ()
    assert view.of(client_id=own(inspector)).inspections == ()


def test_what_nobody_ended_is_to_expire_when_its_last_day_is_over(
    inspecting: Inspecting, client: Actor, inspector: Actor
) -> None:
    id = inspecting.notified(inspector, client)
    view = inspecting.service.inspection_view
    inspecting.clock.set(inspecting.case(id).starts)

    assert view.to_expire(9) == []
    inspecting.clock.pass_by(timedelta(days=1))

    assert view.to_expire(9) == [id]


def test_the_cases_of_a_forgotten_client_go_with_it(
    inspecting: Inspecting, client: Actor, inspector: Actor
) -> None:
    id = inspecting.started(inspector, client)
    inspecting.clock.pass_by(HOUR)
    inspecting.act(id, inspector)
    inspecting.world.forget(own(client))

    view = inspecting.service.inspection_view
    assert view.case(id) is None
    assert view.actions(id).actions == ()


def test_all_rows_are_the_same_when_they_are_made_again(
    inspecting: Inspecting, client: Actor, inspector: Actor
) -> None:
    id = inspecting.acted(inspector, client, "Журнала нет")
    before = inspecting.case(id)
    database, log = inspecting.service.database, inspecting.service.log
    with database.connection() as connection:
        connection.execute("TRUNCATE inspection.inspection_case")
        connection.execute(
            "UPDATE projections SET position = 0 WHERE name = 'inspection'"
        )

    Runner(database, log, (InspectionProjection(),)).drain()

    assert inspecting.case(id) == before


def _ids(lines: object) -> list[UUID]:
    assert isinstance(lines, tuple)
    return [one.id for one in lines]
