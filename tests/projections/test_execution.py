"""Executions and confirmations as clients, employees and bodies read them."""

import hashlib
import json
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from domain.execution import Dispute, Force, Form, How, Status
from domain.kernel import Role
from interfaces.gateways.database import Database
from projections.execution import (
    ConfirmedLine,
    ExecutionLine,
    HandedStep,
    Standing,
)
from tests.algorithm import ALGORITHM, draft
from tests.business import (
    LIFT_CODE,
    LIFTS,
    OTHER_INN,
    POOL_CODE,
    SCHOOLS,
    TEACHING_CODE,
    business,
    own,
)
from tests.conftest import NOON, StoppedClock
from tests.execution import PHOTO, STEPS, Cafe, two_steps

pytestmark = pytest.mark.database

TODAY, END = date(2026, 11, 21), date(2026, 12, 21)


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Cafe:
    return Cafe(business(database, clock))


def test_an_execution_tells_what_became_of_each_step(world: Cafe) -> None:
    id = world.start(world.anna, object="Лифт № 1")
    world.write(id, 1, world.anna, "№ 12")
    world.do(id, 1, world.anna, "Подписан")
    world.attach(id, 2, world.anna)

    card = world.card(id)

    assert (card.status, card.started_on, card.object) == (
        Status.RUNNING,
        TODAY,
        "Лифт № 1",
    )
    assert card.content == two_steps()
    assert {n: (s.how, s.text, s.by) for n, s in card.settled.items()} == {
        1: (How.DONE, "Подписан", world.anna.id)
    }
    assert [(e.form, e.steps, e.text, e.name) for e in card.evidence] == [
        (Form.RECORD, (1,), "№ 12", None),
        (Form.FILE, (2,), None, "фото.jpg"),
    ]
    assert card.evidence[1].sha256 == hashlib.sha256(PHOTO).hexdigest()
    assert [m.kind for m in card.moments] == [
        "started",
        "evidence_given",
        "step_done",
        "evidence_given",
    ]


def test_evidence_that_is_shared_and_taken_back_is_told_so(world: Cafe) -> None:
    id = world.start(world.anna)
    world.attach(id, 2, world.anna)
    [piece] = world.card(id).evidence

    world.share(id, 1, piece.id, world.anna)
    assert world.card(id).evidence[0].steps == (2, 1)
    for step in (1, 2):
        steps = world.service.steps
        world.seen(steps.take_back(id, step, piece.id, by=world.anna))

    assert world.card(id).evidence == ()
    assert piece.file
    assert world.service.execution_view.needs(piece.file) is False


def test_a_list_tells_how_far_each_is_newest_first(world: Cafe) -> None:
    maria = world.made.client("maria", OTHER_INN, facts={"object:lift": True})
    first, second = world.start(world.anna), world.start(world.anna, object="Второй")
    world.start(maria)
    world.skip(first, 1, world.anna)
    view = world.service.execution_view

    page = view.of_client(own(world.anna), limit=1)
    rest = view.of_client(own(world.anna), before=page.after)

    assert [one.id for one in page.executions] == [second]
    assert rest.executions == (
        ExecutionLine(
            id=first,
            number=rest.executions[0].number,
            algorithm=ALGORITHM,
            title="Исправный лифт",
            status=Status.RUNNING,
            place_name=None,
            object=None,
            started_on=TODAY,
            finished_on=None,
            confirmation=None,
            settled=1,
            steps=2,
        ),
    )
    world.seen(world.service.executions.abandon(second, by=world.anna))
    assert [one.id for one in view.open_of(own(world.anna), ALGORITHM)] == [first]
    assert view.open_of(own(world.anna), "ALG-NONE-1") == []


def test_an_employee_sees_what_is_in_hand_and_for_that_business_only(
    world: Cafe,
) -> None:
    id, denis = world.start(world.anna), world.employee(world.anna)
    view = world.service.execution_view
    world.hand(id, 2, UUID(denis.id), world.anna)
    expected = HandedStep(
        execution=id,
        step=2,
        action="Сделать дело 2",
        title="Исправный лифт",
        place_name=None,
        status=Status.RUNNING,
        how=None,
    )

    assert view.handed_to(own(world.anna), UUID(denis.id)) == [expected]
    assert view.handed_to(uuid4(), UUID(denis.id)) == []
    assert view.handed_to(own(world.anna), UUID(world.anna.id)) == []
    world.skip(id, 1, world.anna)
    world.attach(id, 2, denis)
    world.do(id, 2, denis)
    assert view.handed_to(own(world.anna), UUID(denis.id)) == [
        expected.model_copy(update={"how": How.DONE})
    ]
    world.hand(id, 2, None, world.anna)
    assert view.handed_to(own(world.anna), UUID(denis.id)) == []


def test_a_confirmation_tells_what_it_confirms_and_until_when(world: Cafe) -> None:
    id = world.carry_out(world.anna)

    card = world.confirmation(id)

    assert (card.force, card.on, card.issued_at) == (Force.IN_FORCE, TODAY, NOON)
    assert (card.client_name, card.client_inn) == ("ИП anna", "630000000119")
    assert card.requirements == (
        ConfirmedLine(
            code=LIFT_CODE,
            version=1,
            control_body=LIFTS,
            steps=(2,),
            verdict=card.requirements[0].verdict,
            until=END,
        ),
    )
    assert [(s.step, s.action, s.text, s.until) for s in card.steps] == [
        (1, "Сделать дело 1", "Приказ подписан", None),
        (2, "Сделать дело 2", None, END),
    ]
    execution = world.card(card.execution)
    assert (execution.status, execution.confirmation) == (Status.FINISHED, id)
    assert [s.evidence for s in card.steps] == [(e.id,) for e in execution.evidence]


def test_the_receipt_tells_everything_and_its_hash_is_told(world: Cafe) -> None:
    id = world.carry_out(world.anna, object="Лифт № 1")
    card = world.confirmation(id)

    receipt = world.service.execution_confirmation_view.receipt(id)

    assert receipt
    assert hashlib.sha256(receipt.encode()).hexdigest() == card.sha256
    told = json.loads(receipt)
    assert (told["number"], told["object"]) == (card.number, "Лифт № 1")
    assert told["steps"][1]["evidence"][0]["sha256"] == (
        hashlib.sha256(PHOTO).hexdigest()
    )
    assert world.service.execution_confirmation_view.receipt(uuid4()) is None
    world.question(id, world.pavel)
    assert world.confirmation(id).sha256 == card.sha256


@pytest.mark.parametrize(
    ("days", "force", "is_ending", "redo"),
    [
        (0, Force.IN_FORCE, False, ()),
        (15, Force.IN_FORCE, False, ()),
        (16, Force.IN_FORCE, True, (2,)),
        (30, Force.IN_FORCE, True, (2,)),
        (31, Force.LAPSED, False, (2,)),
    ],
)
def test_people_are_told_before_it_ends_and_at_once_when_it_has(
    world: Cafe,
    days: int,
    force: Force,
    is_ending: bool,  # noqa: FBT001
    redo: tuple[int, ...],
) -> None:
    card = world.confirmation(world.carry_out(world.anna))
    day = TODAY + timedelta(days)

    assert card.ends_on == END
    assert (card.force_on(day), card.is_ending(day), card.to_redo(day)) == (
        force,
        is_ending,
        redo,
    )


def test_what_wants_something_of_the_client_waits(
    world: Cafe, clock: StoppedClock
) -> None:
    view = world.service.execution_confirmation_view
    id = world.carry_out(world.anna)

    def waiting() -> list[UUID]:
        return [one.id for one in view.waiting(own(world.anna), clock.today())]

    assert waiting() == []
    world.question(id, world.pavel)
    assert waiting() == [id]
    world.reply(id, world.pavel, world.anna)
    assert waiting() == []
    world.accept(id, world.pavel)
    clock.pass_by(timedelta(20))
    assert waiting() == [id]
    clock.pass_by(timedelta(20))
    world.service.lapses.look_at_due()
    world.made.react()
    assert world.confirmation(id).force is Force.LAPSED
    assert waiting() == [id]
    renewal = world.renew(id, world.anna)
    assert waiting() == []
    world.attach(renewal, 2, world.anna, PHOTO + b"2")
    world.do(renewal, 2, world.anna)
    world.finish(renewal, world.anna)
    assert waiting() == []


def test_what_no_renewal_brings_back_does_not_wait(world: Cafe) -> None:
    id = world.carry_out(world.anna)
    world.made.repeal()
    world.made.react()

    card = world.confirmation(id)

    assert (card.force, card.wants_renewal(TODAY)) == (Force.LAPSED, False)
    view = world.service.execution_confirmation_view
    assert view.waiting(own(world.anna), TODAY) == ()


def test_what_is_confirmed_and_when_it_ends_is_counted_by_requirement(
    world: Cafe,
) -> None:
    view, anna = world.service.execution_confirmation_view, own(world.anna)
    first, second = world.carry_out(world.anna), world.carry_out(world.anna)

    ending = view.ending(anna, TODAY, END)

    assert {(one.confirmation, one.on) for one in ending} == {
        (first, END),
        (second, END),
    }
    assert {one.requirements for one in ending} == {(LIFT_CODE,)}
    assert view.ending(anna, TODAY, END - timedelta(1)) == []
    assert (view.confirmed(anna, END), view.confirmed(anna, END + timedelta(1))) == (
        1,
        0,
    )


def test_what_is_under_way_is_told_the_last_touched_first(
    world: Cafe, clock: StoppedClock
) -> None:
    first, second = world.start(world.anna), world.start(world.anna)
    over = world.start(world.anna)
    world.seen(world.service.executions.abandon(over, by=world.anna))
    clock.pass_by(timedelta(hours=1))
    world.write(first, 1, world.anna)
    view = world.service.execution_view

    assert [one.id for one in view.running(own(world.anna), 5)] == [first, second]
    assert [one.id for one in view.running(own(world.anna), 1)] == [first]


def test_a_line_of_the_list_tells_what_confirms_it_best(
    world: Cafe, clock: StoppedClock
) -> None:
    view = world.service.execution_confirmation_view

    def standing() -> dict[str, Standing]:
        codes = [LIFT_CODE, POOL_CODE]
        return view.standing(own(world.anna), codes, clock.today())

    assert standing() == {}
    first = world.carry_out(world.anna)
    clock.pass_by(timedelta(5))
    second = world.carry_out(world.anna)
    card = world.confirmation(second)
    assert standing() == {
        LIFT_CODE: Standing(
            code=LIFT_CODE,
            confirmation=second,
            number=card.number,
            on=TODAY + timedelta(5),
            until=date(2026, 12, 26),
            guarantees=False,
        )
    }
    world.recall(second, world.anna)
    assert standing()[LIFT_CODE].confirmation == first
    clock.pass_by(timedelta(30))
    assert standing() == {}


def test_a_body_finds_confirmations_by_number_inn_name_and_state(
    world: Cafe,
) -> None:
    maria = world.made.client("maria", OTHER_INN, facts={"object:lift": True})
    mine, hers = world.carry_out(world.anna), world.carry_out(maria)
    world.question(hers, world.pavel)
    view = world.service.execution_confirmation_view
    number = str(world.confirmation(mine).number)

    def found(**wanted: object) -> list[UUID]:
        page = view.queue([LIFTS], **wanted)  # type: ignore[arg-type]
        return [one.id for one in page.confirmations]

    assert found() == [hers, mine]
    assert found(text=number) == [mine]
    assert found(text=OTHER_INN) == [hers]
    assert found(text="АNNA") == found(text="%") == found(text="ИП_") == []
    assert found(text="Anna") == [mine]
    assert found(questioned=True) == [hers]
    assert found(questioned=False) == [mine]
    assert found(replied_to=own(world.pavel)) == []
    world.reply(hers, world.pavel, maria)
    assert found(replied_to=own(world.pavel)) == [hers]
    assert found(replied_to=own(world.olga)) == []
    assert found(force=Force.LAPSED) == []
    assert view.queue([SCHOOLS]).confirmations == ()
    page = view.queue([LIFTS], limit=1)
    assert page.after == page.confirmations[0].number
    assert found(before=page.after) == [mine]
    assert [one.id for one in view.mine(own(maria)).confirmations] == [hers]


def test_a_body_sees_only_what_it_supervises(world: Cafe) -> None:
    world.made.require(TEACHING_CODE, {"client_kind": ["IE"]}, SCHOOLS)
    steps = [STEPS[0] | {"requirements": [TEACHING_CODE]}, STEPS[1]]
    content = two_steps(steps=steps, guarantees=[LIFT_CODE, TEACHING_CODE])
    draft(world.made, content, "ALG-BOTH-1")
    id = world.carry_out(world.anna, code="ALG-BOTH-1")
    world.question(id, world.pavel)
    world.reply(id, world.pavel, world.anna)
    world.accept(id, world.pavel)

    lifts = world.confirmation(id).seen_by(frozenset({LIFTS}))
    schools = world.confirmation(id).seen_by(frozenset({SCHOOLS}))

    assert [one.code for one in lifts.requirements] == [LIFT_CODE]
    assert ([s.step for s in lifts.steps], len(lifts.questions)) == ([2], 1)
    assert [one.code for one in schools.requirements] == [TEACHING_CODE]
    assert ([s.step for s in schools.steps], schools.questions) == ([1], ())
    assert [m.kind for m in schools.moments] == ["issued"]
    assert world.confirmation(id).seen_by(None) == world.confirmation(id)


def test_a_question_is_told_with_the_name_of_the_body_and_all_that_was_said(
    world: Cafe,
) -> None:
    id = world.carry_out(world.anna)
    world.question(id, world.pavel, reason="Не видно лифта")
    world.reply(id, world.pavel, world.anna, "Видно")
    world.uphold(id, world.pavel)

    [question] = world.confirmation(id).questions

    assert question.body == f"Управление: {LIFTS}"
    assert (question.state, question.reason, question.reply, question.decision) == (
        Dispute.UPHELD,
        "Не видно лифта",
        "Видно",
        "Всё равно не видно",
    )
    assert [(m.kind, m.role) for m in world.confirmation(id).moments] == [
        ("issued", Role.CLIENT),
        ("questioned", Role.INSPECTOR),
        ("replied", Role.CLIENT),
        ("question_upheld", Role.INSPECTOR),
    ]


def test_rebuilt_tables_are_the_same(world: Cafe, clock: StoppedClock) -> None:
    old = world.carry_out(world.anna)
    clock.pass_by(timedelta(40))
    world.service.lapses.look_at_due()
    renewal = world.renew(old, world.anna)
    world.attach(renewal, 2, world.anna, PHOTO + b"2")
    world.do(renewal, 2, world.anna)
    new = world.finish(renewal, world.anna)
    world.question(new, world.pavel)
    before = [
        world.card(renewal),
        world.confirmation(old),
        world.confirmation(new),
        world.service.execution_confirmation_view.receipt(new),
    ]

    world.service.runner.rebuild("execution")

    assert before == [
        world.card(renewal),
        world.confirmation(old),
        world.confirmation(new),
        world.service.execution_confirmation_view.receipt(new),
    ]


def test_what_is_looked_for_at_night_is_found_by_one_question(
    world: Cafe, clock: StoppedClock
) -> None:
    id = world.carry_out(world.anna)
    view = world.service.execution_confirmation_view

    assert view.due(END) == []
    assert view.due(END + timedelta(1)) == [id]
    world.made.amend(title="Иначе")
    assert view.due(clock.today()) == [id]
    world.made.react()
    assert view.due(clock.today()) == []
