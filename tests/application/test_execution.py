"""Carrying algorithms out: who may, what is found out, and what lapses by itself."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from uuid import UUID, uuid4

import pytest

from application.evidence import EvidenceFiles
from application.execution import (
    GiveEvidence,
    HandStep,
    QuestionConfirmation,
    Recall,
    Reply,
    StartExecution,
    WithoutReason,
    WithReason,
)
from application.requirement import AmendRequirement
from domain.algorithm import AlgorithmWithdrawn
from domain.errors import NotFound, Stale
from domain.evidence import FileInUse
from domain.execution import (
    AlgorithmChanged,
    Dispute,
    Execution,
    ExecutionConfirmation,
    ExecutionPaused,
    Force,
    Form,
    How,
    NoSuchPlace,
    NothingShown,
    NothingToRenew,
    NotYourColleague,
    StepsOpen,
    Why,
)
from domain.kernel import Actor, Role
from interfaces.gateways.database import Database
from tests.algorithm import ALGORITHM, amend, approve, withdraw
from tests.business import (
    LIFT_CODE,
    OTHER_INN,
    business,
    key,
    own,
    stranger,
)
from tests.conftest import StoppedClock
from tests.execution import PHOTO, STEPS, Cafe, two_steps
from tests.register import REGISTRAR, content

# `log` keeps the history of what was stored.
pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log")]

END = date(2026, 12, 21)


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Cafe:
    return Cafe(business(database, clock))


def test_whoever_acts_for_a_business_carries_an_algorithm_out(world: Cafe) -> None:
    id = world.start(world.anna, object="Лифт № 1")
    with pytest.raises(StepsOpen):
        world.finish(id, world.anna)
    world.write(id, 1, world.anna)
    world.do(id, 1, world.anna)
    world.attach(id, 2, world.anna)
    world.do(id, 2, world.anna)

    receipt = world.seen(world.service.executions.finish(id, by=world.anna))

    confirmation = world.log().load(ExecutionConfirmation, receipt.changed[1].id)
    assert [(r.code, r.version) for r in confirmation.requirements] == [(LIFT_CODE, 1)]
    assert confirmation.about.object == "Лифт № 1"
    assert confirmation.force is Force.IN_FORCE


def test_it_is_interrupted_and_taken_up_where_it_was_left(world: Cafe) -> None:
    id = world.start(world.anna)
    world.write(id, 1, world.anna, "№ 12, с ошибкой")
    [wrong] = world.card(id).evidence
    executions, steps = world.service.executions, world.service.steps
    world.seen(executions.pause(id, by=world.anna))

    with pytest.raises(ExecutionPaused):
        world.do(id, 1, world.anna)
    world.seen(executions.resume(id, by=world.anna))
    world.seen(steps.take_back(id, 1, wrong.id, by=world.anna))

    with pytest.raises(NothingShown):
        world.do(id, 1, world.anna)
    world.write(id, 1, world.anna, "№ 12")
    world.do(id, 1, world.anna)
    assert [one.text for one in world.card(id).evidence_for(1)] == ["№ 12"]


def test_only_of_an_approved_version_it_says_that_it_guarantees(world: Cafe) -> None:
    recommended = world.carry_out(world.anna)
    approve(world.made, world.nina)
    guaranteed = world.carry_out(world.anna)

    assert world.confirmation(recommended).guarantees is False
    assert world.confirmation(guaranteed).guarantees is True


@pytest.mark.parametrize("by", [stranger(), stranger(Role.INSPECTOR)])
def test_nobody_else_begins_for_a_business(world: Cafe, by: Actor) -> None:
    command = StartExecution(algorithm=ALGORITHM)
    employee = world.employee(world.anna)

    for other in (by, employee):
        with pytest.raises(NotFound):
            world.service.executions.start(own(world.anna), command, by=other)


def test_what_is_not_there_is_not_begun(world: Cafe) -> None:
    with pytest.raises(NotFound):
        world.start(world.anna, "ALG-NONE-1")
    with pytest.raises(NoSuchPlace):
        world.start(world.anna, place=uuid4())
    withdraw(world.made, world.nina)
    with pytest.raises(AlgorithmWithdrawn):
        world.start(world.anna)


def test_a_place_is_told_as_it_is_called_when_it_is_confirmed(world: Cafe) -> None:
    world.made.open_premises(world.anna, object_lift=True)
    [place] = world.made.card(world.anna).premises

    id = world.carry_out(world.anna, place=place.id)

    confirmation = world.confirmation(id)
    assert (confirmation.place_name, confirmation.address) == ("Цех", "Самара, 1")


def changes(world: Cafe, id: UUID) -> dict[str, Callable[[Actor], object]]:
    """Everything that can be done with an execution."""
    executions, steps = world.service.executions, world.service.steps
    give = GiveEvidence(form=Form.TEXT, text="Текст")
    return {
        "pause": lambda by: executions.pause(id, by=by),
        "resume": lambda by: executions.resume(id, by=by),
        "follow": lambda by: executions.follow(id, by=by),
        "finish": lambda by: executions.finish(id, by=by),
        "abandon": lambda by: executions.abandon(id, by=by),
        "give": lambda by: steps.give(id, 1, give, by=by),
        "file": lambda by: steps.give_file(id, 1, "a", BytesIO(PHOTO), by=by),
        "share": lambda by: world.share(id, 1, uuid4(), by),
        "take back": lambda by: steps.take_back(id, 1, uuid4(), by=by),
        "do": lambda by: world.do(id, 1, by),
        "skip": lambda by: world.skip(id, 1, by),
        "reopen": lambda by: steps.reopen(id, 1, by=by),
        "hand": lambda by: steps.hand(id, 1, HandStep(), by=by),
    }


def test_the_execution_of_another_does_not_exist(world: Cafe) -> None:
    id = world.start(world.anna)
    version = world.card(id).version
    others = [
        world.made.client("maria", OTHER_INN),
        world.pavel,
        stranger(Role.EMPLOYEE),
        world.employee(world.anna),
    ]

    for name, change in changes(world, id).items():
        for by in others:
            with pytest.raises(NotFound):
                change(by)
            assert world.card(id).version == version, name


def test_an_employee_does_the_step_in_hand_and_nothing_else(world: Cafe) -> None:
    id, denis = world.start(world.anna), world.employee(world.anna)
    world.write(id, 1, world.anna)
    world.do(id, 1, world.anna)
    world.hand(id, 2, UUID(denis.id), world.anna)

    world.attach(id, 2, denis)
    world.do(id, 2, denis)

    assert world.card(id).settled[2].by == denis.id
    for name in ("do", "give", "file", "skip", "reopen", "take back", "share"):
        with pytest.raises(NotFound):
            changes(world, id)[name](denis)
    for name in ("pause", "finish", "abandon", "hand", "follow"):
        with pytest.raises(NotFound):
            changes(world, id)[name](denis)
    world.service.steps.reopen(id, 2, by=denis)
    world.hand(id, 2, None, world.anna)
    with pytest.raises(NotFound):
        world.do(id, 2, denis)


def test_an_employee_cannot_reach_for_files_and_evidence_of_others(
    world: Cafe,
) -> None:
    id, denis = world.start(world.anna), world.employee(world.anna)
    world.hand(id, 2, UUID(denis.id), world.anna)
    world.write(id, 1, world.anna)
    files: EvidenceFiles = world.service.evidence
    file = world.seen(
        files.keep(own(world.anna), "a.jpg", BytesIO(PHOTO), by=world.anna)
    ).id
    [piece] = world.card(id).evidence

    by_name = GiveEvidence(form=Form.FILE, file=file)
    too_far = GiveEvidence(form=Form.RECORD, text="№ 1", also=(1,))
    for command in (by_name, too_far):
        with pytest.raises(NotFound):
            world.service.steps.give(id, 2, command, by=denis)
    with pytest.raises(NotFound):
        world.share(id, 2, piece.id, denis)

    world.seen(world.service.steps.give(id, 2, by_name, by=world.anna))
    world.share(id, 2, piece.id, world.anna)
    assert [one.form for one in world.card(id).evidence_for(2)] == [
        Form.RECORD,
        Form.FILE,
    ]


def test_a_step_is_handed_only_to_people_of_the_business(world: Cafe) -> None:
    id, denis = world.start(world.anna), world.employee(world.anna)
    maria = world.made.client("maria", OTHER_INN)

    for other in (UUID(maria.id), UUID(world.pavel.id), uuid4()):
        with pytest.raises(NotYourColleague):
            world.hand(id, 1, other, world.anna)
    world.hand(id, 1, UUID(world.anna.id), world.anna)
    world.hand(id, 1, UUID(denis.id), world.anna)

    assert world.card(id).handed == {1: UUID(denis.id)}


def test_the_file_of_another_business_shows_nothing(world: Cafe) -> None:
    maria = world.made.client("maria", OTHER_INN)
    hers = world.service.evidence.keep(own(maria), "a.jpg", BytesIO(PHOTO), by=maria).id
    id = world.start(world.anna)

    for file in (hers, uuid4()):
        command = GiveEvidence(form=Form.FILE, file=file)
        with pytest.raises(NotFound):
            world.service.steps.give(id, 2, command, by=world.anna)


def test_a_file_that_shows_a_step_cannot_be_removed_until_it_is_given_up(
    world: Cafe,
) -> None:
    id = world.start(world.anna)
    world.attach(id, 2, world.anna)
    [piece] = world.card(id).evidence
    assert piece.file

    with pytest.raises(FileInUse):
        world.service.evidence.remove(piece.file, by=world.anna)
    world.seen(world.service.executions.abandon(id, by=world.anna))
    world.service.evidence.remove(piece.file, by=world.anna)


def test_two_people_at_two_steps_do_not_stand_in_each_others_way(
    world: Cafe, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = world.start(world.anna)
    record, is_first = world.log().record, [True]

    def overtaken(*args: object, **how: object) -> object:
        if is_first.pop() if is_first else False:
            world.write(id, 2, world.anna)
        return record(*args, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(world.service.log, "record", overtaken)
    world.write(id, 1, world.anna)

    assert len(world.card(id).evidence) == 2


def test_who_names_a_version_is_told_that_it_is_old(world: Cafe) -> None:
    id = world.start(world.anna)
    old = world.card(id).version
    world.write(id, 1, world.anna)

    with pytest.raises(Stale):
        world.service.executions.pause(id, by=world.anna, version=old)
    with pytest.raises(Stale):
        world.service.steps.reopen(id, 1, by=world.anna, version=old)


def test_the_same_command_twice_is_one(world: Cafe) -> None:
    command = StartExecution(algorithm=ALGORITHM)

    ids = {
        world.service.executions.start(
            own(world.anna), command, by=world.anna, key=key()
        ).id
        for _ in range(2)
    }

    assert len(ids) == 1


def test_what_was_begun_by_an_old_version_goes_on_with_the_new_one(
    world: Cafe,
) -> None:
    id = world.start(world.anna)
    world.write(id, 1, world.anna)
    world.do(id, 1, world.anna)
    world.attach(id, 2, world.anna)
    world.do(id, 2, world.anna)
    amend(
        world.made,
        steps=[STEPS[0], STEPS[1] | {"action": "Снять лифт снаружи"}],
        repeat=two_steps().repeat,
    )

    with pytest.raises(AlgorithmChanged):
        world.finish(id, world.anna)
    world.seen(world.service.executions.follow(id, by=world.anna))
    assert list(world.card(id).settled) == [1]
    world.do(id, 2, world.anna)
    world.finish(id, world.anna)


def test_of_a_withdrawn_algorithm_nothing_is_finished(world: Cafe) -> None:
    id = world.start(world.anna)
    withdraw(world.made, world.nina)

    with pytest.raises(AlgorithmWithdrawn):
        world.finish(id, world.anna)


def test_it_lapses_when_the_requirement_gets_a_new_version(world: Cafe) -> None:
    id = world.carry_out(world.anna)
    assert world.lapsed(id) == [(LIFT_CODE, None)]

    world.made.amend(title="Лифт осматривают иначе")

    assert world.lapsed(id) == [(LIFT_CODE, Why.NEW_REQUIREMENT_VERSION)]
    [lapse] = [m for m in world.confirmation(id).moments if m.kind == "lapsed"]
    assert (lapse.version, lapse.role) == (2, Role.SYSTEM)


def test_it_lapses_when_the_requirement_is_repealed(world: Cafe) -> None:
    id = world.carry_out(world.anna)

    world.made.repeal()

    assert world.lapsed(id) == [(LIFT_CODE, Why.REQUIREMENT_ENDED)]


def test_it_lapses_when_a_fact_that_matters_changes_and_says_which(
    world: Cafe,
) -> None:
    id = world.carry_out(world.anna)
    world.made.state(world.anna, employees=3)
    assert world.lapsed(id) == [(LIFT_CODE, None)]

    world.made.state(world.anna, object_lift=False)

    assert world.lapsed(id) == [(LIFT_CODE, Why.FACT_CHANGED)]
    [lapse] = [m for m in world.confirmation(id).moments if m.kind == "lapsed"]
    assert lapse.facts == {"client_kind": "IE", "object:lift": False}


def test_it_lapses_with_its_place(world: Cafe) -> None:
    world.made.open_premises(world.anna, object_lift=True)
    card = world.made.card(world.anna)
    id = world.carry_out(world.anna, place=card.premises[0].id)

    world.seen(
        world.made.clients.close_premises(
            own(world.anna), card.premises[0].id, by=world.anna
        )
    )

    assert world.lapsed(id) == [(LIFT_CODE, Why.PLACE_CLOSED)]


def test_it_lapses_when_a_step_of_the_algorithm_changes(world: Cafe) -> None:
    id = world.carry_out(world.anna)
    amend(world.made, steps=STEPS, repeat=two_steps().repeat, title="Иной")
    assert world.lapsed(id) == [(LIFT_CODE, None)]

    amend(world.made, steps=[STEPS[0], STEPS[1] | {"action": "Иначе"}])

    assert world.lapsed(id) == [(LIFT_CODE, Why.ALGORITHM_CHANGED)]


def test_it_lapses_when_the_algorithm_is_withdrawn(world: Cafe) -> None:
    id = world.carry_out(world.anna)

    withdraw(world.made, world.nina)

    assert world.lapsed(id) == [(LIFT_CODE, Why.ALGORITHM_WITHDRAWN)]


def test_what_changed_while_it_was_being_recorded_is_not_missed(world: Cafe) -> None:
    # The reaction to the new version comes before the confirmation is seen.
    id = world.start(world.anna)
    world.write(id, 1, world.anna)
    world.do(id, 1, world.anna)
    world.attach(id, 2, world.anna)
    world.do(id, 2, world.anna)
    world.service.requirements.amend(
        LIFT_CODE,
        AmendRequirement(content=content(title="Позже"), corrects=1),
        by=REGISTRAR,
    )
    confirmation = ExecutionConfirmation.create_id(id)
    world.service.executions.finish(id, by=world.anna)

    assert world.lapsed(confirmation) == [(LIFT_CODE, Why.NEW_REQUIREMENT_VERSION)]


@pytest.mark.parametrize(("days", "lapsed"), [(0, None), (1, Why.TERM_ENDED)])
def test_a_term_ends_by_itself_at_night(
    world: Cafe, clock: StoppedClock, days: int, lapsed: Why | None
) -> None:
    id = world.carry_out(world.anna)

    clock.pass_by(END - clock.today() + timedelta(days))
    looked = world.service.lapses.look_at_due()

    assert looked == days
    assert world.lapsed(id) == [(LIFT_CODE, lapsed)]
    assert world.service.lapses.look_at_due() == 0


def test_a_version_that_begins_by_itself_is_noticed_at_night(
    world: Cafe, clock: StoppedClock
) -> None:
    id = world.carry_out(world.anna)
    start = clock.today() + timedelta(3)
    world.made.amend(in_force_from=start)
    assert world.lapsed(id) == [(LIFT_CODE, None)]

    clock.pass_by(timedelta(3))
    world.service.lapses.look_at_due()

    assert world.lapsed(id) == [(LIFT_CODE, Why.NEW_REQUIREMENT_VERSION)]


def test_a_renewal_redoes_only_what_lapsed_and_takes_its_place(
    world: Cafe, clock: StoppedClock
) -> None:
    old = world.carry_out(world.anna)
    with pytest.raises(NothingToRenew):
        world.renew(old, world.anna)
    clock.pass_by(END - clock.today() + timedelta(1))
    world.service.lapses.look_at_due()

    id = world.renew(old, world.anna)
    assert list(world.card(id).settled) == [1]
    world.attach(id, 2, world.anna, PHOTO + b" a month later")
    world.do(id, 2, world.anna)
    new = world.finish(id, world.anna)

    assert world.confirmation(old).force is Force.RENEWED
    assert world.confirmation(new).force is Force.IN_FORCE
    first, second = world.confirmation(new).steps
    assert (first.execution, first.text) == (
        world.confirmation(old).execution,
        "Приказ подписан",
    )
    assert second.until == date(2027, 1, 22)
    for by in (world.pavel, stranger()):
        with pytest.raises(NotFound):
            world.renew(new, by)


def test_a_renewal_that_is_given_up_leaves_the_old_one_as_it_was(
    world: Cafe, clock: StoppedClock
) -> None:
    old = world.carry_out(world.anna)
    clock.pass_by(timedelta(20))
    id = world.renew(old, world.anna)

    world.seen(world.service.executions.abandon(id, by=world.anna))

    assert world.confirmation(old).force is Force.IN_FORCE


def test_a_body_questions_the_business_replies_and_the_body_decides(
    world: Cafe,
) -> None:
    id = world.carry_out(world.anna)

    world.question(id, world.pavel)
    world.reply(id, world.pavel, world.anna)
    world.accept(id, world.pavel)
    assert world.confirmation(id).force is Force.IN_FORCE
    world.question(id, world.nina)
    world.reply(id, world.pavel, world.anna)
    world.uphold(id, world.pavel)

    [question] = world.confirmation(id).questions
    assert (question.state, question.reply) == (Dispute.UPHELD, "Видно")
    assert world.lapsed(id) == [(LIFT_CODE, "question_upheld")]
    assert world.confirmation(id).force is Force.LAPSED


def test_nobody_else_has_a_say_in_a_confirmation(world: Cafe) -> None:
    id = world.carry_out(world.anna)
    world.question(id, world.pavel)
    commands = world.service.execution_confirmations
    doubt = QuestionConfirmation(requirements=(LIFT_CODE,), reason="Нет")
    reply = Reply(authority=own(world.pavel), reply="Да")
    told: list[tuple[Callable[[Actor], object], tuple[Actor, ...]]] = [
        (
            lambda by: commands.question(id, doubt, by=by),
            (world.anna, world.olga, stranger(Role.HEAD)),
        ),
        (
            lambda by: commands.drop_question(id, WithoutReason(), by=by),
            (world.anna, world.olga),
        ),
        (
            lambda by: commands.uphold_question(id, WithReason(reason="Нет"), by=by),
            (world.anna, world.olga),
        ),
        (
            lambda by: commands.reply(id, reply, by=by),
            (world.pavel, stranger(), stranger(Role.EMPLOYEE)),
        ),
        (lambda by: commands.recall(id, Recall(), by=by), (world.pavel, stranger())),
    ]

    for change, others in told:
        for by in others:
            with pytest.raises(NotFound):
                change(by)


def test_a_confirmation_can_be_taken_back(world: Cafe) -> None:
    id = world.carry_out(world.anna)

    world.recall(id, world.anna, "Ошиблись")

    assert world.confirmation(id).force is Force.WITHDRAWN
    world.made.amend(title="Позже")
    assert world.lapsed(id) == [(LIFT_CODE, None)]


def test_with_the_client_everything_is_forgotten(world: Cafe) -> None:
    id, execution = world.carry_out(world.anna), world.start(world.anna)

    world.made.forget(own(world.anna))
    world.made.react()

    view = world.service.execution_confirmation_view
    assert view.get(id) is None
    assert world.service.execution_view.get(execution) is None
    for change in changes(world, execution).values():
        with pytest.raises(NotFound):
            change(world.anna)
    with pytest.raises(NotFound):
        world.question(id, world.pavel)
    assert world.log().load(Execution, execution).about.object is None


def test_left_out_steps_confirm_nothing_that_rests_on_them(world: Cafe) -> None:
    id = world.start(world.anna)
    world.skip(id, 1, world.anna, "Приказ не нужен")
    world.attach(id, 2, world.anna)
    world.do(id, 2, world.anna)

    confirmation = world.confirmation(world.finish(id, world.anna))

    assert [(s.step, s.how, s.text) for s in confirmation.steps] == [
        (1, How.LEFT_OUT, "Приказ не нужен"),
        (2, How.DONE, None),
    ]
