"""Who may do what in inspections, and what follows from it by itself."""

from datetime import timedelta
from uuid import UUID

import pytest

from application.inspection import SILENCE
from domain.deadline import Task
from domain.errors import NotFound
from domain.inspection import (
    ConfirmedByData,
    ControlAction,
    Flag,
    InspectedClientUnknown,
    Kind,
    MoveUndecided,
    Moving,
    ObjectsUnknown,
    Settled,
    Stage,
    StartsEarly,
    Step,
    StepBreaksLaw,
)
from domain.kernel import Actor, Role
from domain.risk import Category
from interfaces.gateways.database import Database
from projections.deadline import DeadlineCard
from tests.business import LIFT_CODE, Business, business, own, stranger
from tests.conftest import StoppedClock
from tests.inspecting import CONTROL_KIND, Inspecting

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log")]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
END, DECIDE = Task.END_INSPECTION, Task.DECIDE_DATE_MOVE


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    made = business(database, clock)
    made.require()
    return made


@pytest.fixture
def inspecting(world: Business, clock: StoppedClock) -> Inspecting:
    return Inspecting(world, clock)


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client(facts={"object:lift": True})


@pytest.fixture
def pavel(world: Business) -> Actor:
    return world.supervisor()


def due(inspecting: Inspecting, id: UUID, task: Task) -> list[DeadlineCard]:
    found = inspecting.service.deadline_view.about(id)
    return [one for one in found if one.task is task]


def told(inspecting: Inspecting, to: UUID) -> list[str]:
    """Templates of what an organisation was told of inspections, the first first."""
    with inspecting.service.database.connection() as sql:
        rows = sql.execute(
            "SELECT template FROM notice.notice WHERE recipient = %s"
            " AND template LIKE 'inspection-%%' ORDER BY told_at, id",
            (to,),
        )
        return [row[0] for row in rows]


def test_what_the_business_declared_away_is_refused_with_its_record(
    inspecting: Inspecting, anna: Actor, pavel: Actor
) -> None:
    inspecting.world.state(anna, object_lift=False)
    inspecting.world.declare(anna)

    with pytest.raises(ConfirmedByData) as refused:
        inspecting.ordered(pavel, anna)

    confirmed = refused.value.facts["confirmed"]
    assert isinstance(confirmed, list)
    assert [one["requirement"] for one in confirmed] == [LIFT_CODE]
    assert inspecting.service.inspection_view.of(client_id=own(anna)).inspections == ()


def test_before_an_order_is_written_the_records_are_asked(
    inspecting: Inspecting, anna: Actor, pavel: Actor
) -> None:
    inspecting.world.open_premises(anna)

    assessed = inspecting.orders.assess("630000000119", CONTROL_KIND, by=pavel)

    assert assessed.client_id == own(anna)
    assert [one.code for one in assessed.findings] == [LIFT_CODE]
    assert [name for name, _ in assessed.places.values()] == ["Цех"]
    with pytest.raises(InspectedClientUnknown):
        inspecting.orders.assess("630000000292", CONTROL_KIND, by=pavel)


def test_only_objects_of_the_business_are_inspected(
    inspecting: Inspecting, anna: Actor, pavel: Actor
) -> None:
    other = [{"objects": (own(pavel),), "requirements": (LIFT_CODE,)}]

    with pytest.raises(ObjectsUnknown):
        inspecting.ordered(pavel, anna, scopes=other)


def test_an_order_knows_the_category_of_risk(
    inspecting: Inspecting, anna: Actor, pavel: Actor
) -> None:
    id = inspecting.ordered(pavel, anna)

    assert inspecting.case(id).known.category is Category.LOW


@pytest.mark.parametrize("role", [Role.CLIENT, Role.INSPECTOR, Role.REGISTRAR])
def test_a_case_is_nobody_elses_to_hold(
    inspecting: Inspecting, anna: Actor, pavel: Actor, role: Role
) -> None:
    id = inspecting.ordered(pavel, anna)

    with pytest.raises(NotFound):
        inspecting.notify(id, stranger(role))


def test_a_client_does_nothing_in_a_case_that_it_was_not_told_of(
    inspecting: Inspecting, anna: Actor, pavel: Actor
) -> None:
    id = inspecting.ordered(pavel, anna)

    with pytest.raises(NotFound):
        inspecting.ask_move(id, anna)
    inspecting.notify(id, pavel)
    inspecting.ask_move(id, anna)


def test_it_does_not_begin_before_the_time_in_the_order(
    inspecting: Inspecting, anna: Actor, pavel: Actor
) -> None:
    id = inspecting.notified(pavel, anna)
    inspecting.clock.set(inspecting.case(id).starts - timedelta(seconds=1))

    with pytest.raises(StartsEarly):
        inspecting.start(id, pavel)
    inspecting.clock.pass_by(timedelta(seconds=1))
    inspecting.start(id, pavel)


def test_it_does_not_begin_while_another_date_is_asked_for(
    inspecting: Inspecting, anna: Actor, pavel: Actor
) -> None:
    id = inspecting.notified(pavel, anna)
    inspecting.ask_move(id, anna)
    inspecting.clock.set(inspecting.case(id).starts)

    with pytest.raises(MoveUndecided):
        inspecting.start(id, pavel)


def test_an_action_that_the_order_does_not_name_is_refused(
    inspecting: Inspecting, anna: Actor, pavel: Actor
) -> None:
    id = inspecting.started(pavel, anna, actions=(ControlAction.EXAMINATION,))
    inspecting.clock.pass_by(HOUR)

    with pytest.raises(StepBreaksLaw):
        inspecting.act(id, pavel, ControlAction.TEST, minutes=5)
    assert inspecting.service.inspection_view.actions(id).actions == ()


def test_the_notice_is_sent_and_its_reading_stands_in_the_case(
    inspecting: Inspecting, anna: Actor, pavel: Actor
) -> None:
    id = inspecting.notified(pavel, anna)
    inspecting.world.react()
    card = inspecting.case(id)
    assert card.notice is not None
    assert told(inspecting, own(anna)) == ["inspection-announced"]

    inspecting.service.readings.read(card.notice, by=anna)
    inspecting.world.react()
    inspecting.world.react()

    read = inspecting.case(id).taken(Step.READ)
    assert read is not None
    assert read.by == anna.id


def test_a_start_sets_a_deadline_for_the_end_which_keeps_it(
    inspecting: Inspecting, anna: Actor, pavel: Actor
) -> None:
    id = inspecting.started(pavel, anna)
    inspecting.world.react()
    (running,) = due(inspecting, id, END)
    assert running.is_open

    inspecting.clock.pass_by(HOUR)
    inspecting.end(id, pavel)
    inspecting.world.react()

    (kept,) = due(inspecting, id, END)
    assert not kept.is_open


def test_silence_moves_the_inspection_to_the_first_wish_of_the_client(
    inspecting: Inspecting, anna: Actor, pavel: Actor
) -> None:
    id = inspecting.notified(pavel, anna)
    slot = inspecting.case(id).starts + 7 * DAY
    move = inspecting.ask_move(id, anna, slot)
    inspecting.world.react()
    (deadline,) = due(inspecting, id, DECIDE)
    silence, view = inspecting.service.inspection_silence, inspecting.service
    silence.look()
    assert view.inspection_view.moves(id)[0].status is Moving.ASKED

    inspecting.clock.set(view.inspection_view.moves(id)[0].due + HOUR)
    for _ in range(2):
        silence.look()
        inspecting.world.react()

    (settled,) = view.inspection_view.moves(id)
    assert (settled.id, settled.how) == (move, Settled.BODY_SILENT)
    assert inspecting.case(id).starts == slot
    assert deadline.is_open
    assert told(inspecting, own(anna)).count("inspection-moved") == 1
    assert told(inspecting, own(pavel)) == ["inspection-move-asked", "inspection-moved"]


def test_what_nobody_ended_expires_with_a_red_flag(
    inspecting: Inspecting, anna: Actor, pavel: Actor
) -> None:
    id = inspecting.started(pavel, anna)
    inspecting.service.inspection_silence.look()
    assert inspecting.case(id).stage is Stage.STARTED

    inspecting.clock.pass_by(DAY)
    inspecting.service.inspection_silence.look()
    inspecting.world.react()

    card = inspecting.case(id)
    assert (card.stage, card.steps[-1].by) == (Stage.EXPIRED, SILENCE.id)
    assert Flag.EXPIRED in inspecting.flags(id)
    assert "inspection-over" in told(inspecting, own(anna))


def test_nobody_is_told_of_a_kind_without_notice_before_it_begins(
    inspecting: Inspecting, anna: Actor, pavel: Actor
) -> None:
    starts = inspecting.clock.now() + HOUR
    id = inspecting.ordered(pavel, anna, kind=Kind.INSPECTION_VISIT, starts=starts)
    inspecting.register(id, pavel)
    inspecting.world.react()

    view = inspecting.service.inspection_view
    assert view.of(client_id=own(anna)).inspections == ()
    assert told(inspecting, own(anna)) == []
    inspecting.clock.set(starts)
    inspecting.start(id, pavel)

    assert [one.id for one in view.of(client_id=own(anna)).inspections] == [id]
