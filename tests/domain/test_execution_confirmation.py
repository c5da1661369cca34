"""What a confirmation says, when it lapses, how a body doubts it and it is renewed."""

from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import pytest

from domain.algorithm import Algorithm, AlgorithmContent
from domain.applicability import Subject
from domain.condition import parse
from domain.execution import (
    About,
    ConfirmationOver,
    Dispute,
    Execution,
    ExecutionConfirmation,
    Force,
    Form,
    How,
    Lapse,
    NotConfirmedHere,
    NothingConfirmed,
    NothingToRenew,
    NotQuestioned,
    Present,
    QuestionedAlready,
    ReplyAwaited,
    StepsOpen,
    Why,
    WordsMissing,
    changes,
    lapses,
)
from domain.kernel import Actor, Role
from domain.profile import Profile
from domain.requirement import Requirement
from tests.algorithm import algorithm, step
from tests.business import LIFT_CODE, LIFTS, POOL_CODE
from tests.facts import new_facts
from tests.register import FIRST, content

TODAY = date(2026, 11, 21)
END = date(2026, 12, 21)
CLIENT, PLACE, FIRE = uuid4(), uuid4(), uuid4()
ANNA = Actor(id=str(uuid4()), role=Role.CLIENT, organisation=CLIENT)
PAVEL = Actor(id=str(uuid4()), role=Role.INSPECTOR, organisation=FIRE)
SYSTEM = Actor(id="system:lapse", role=Role.SYSTEM)
POOLS = "Роспотребнадзор"
BODIES = {LIFT_CODE: LIFTS, POOL_CODE: POOLS}
KNOWN: dict[str, Any] = {"client_kind": "IE", "employees": 8}
HAS_STAFF = {"employees_min": 50}
EVERY_MONTH = {"every": {"n": 1, "unit": "month"}}
STEPS = (
    step(1, requirements=[POOL_CODE], repeats=False),
    step(2, requirements=[LIFT_CODE]),
    step(3, only_if=HAS_STAFF, repeats=False),
)
ABOUT_ALL = {"client_kind": ["LE", "IE"]}


def followed(**changes: Any) -> AlgorithmContent:
    steps = changes.pop("steps", STEPS)
    said = {"guarantees": [LIFT_CODE, POOL_CODE], "repeat": EVERY_MONTH}
    return algorithm(*steps, **(said | changes))


def known(**changes: Any) -> Profile:
    return Profile.model_validate(KNOWN | changes)


def published(condition: Any = None) -> Requirement:
    requirement = Requirement.draft(
        code=LIFT_CODE, content=content(condition=condition or ABOUT_ALL), by=SYSTEM
    )
    requirement.publish(by=SYSTEM)
    return requirement


class World(NamedTuple):
    """A confirmation and the execution it came of."""

    execution: Execution
    confirmation: ExecutionConfirmation


def finished(
    *, place: UUID | None = PLACE, said: AlgorithmContent | None = None
) -> World:
    """Both requirements confirmed; the third step is not about the client."""
    drafted = Algorithm.draft(code="ALG-1", content=said or followed(), by=SYSTEM)
    execution = Execution.start(
        client_id=CLIENT,
        algorithm="ALG-1",
        version=drafted.in_use,
        about=About(place=place, place_name="Кафе", address="Самара"),
        profile=known(),
        by=ANNA,
        today=TODAY,
    )
    for number in (1, 2):
        execution.give_evidence((number,), form=Form.RECORD, text="№ 1", by=ANNA)
        execution.do_step(number, note=None, profile=known(), by=ANNA, today=TODAY)
    return World(execution, issued(execution))


def issued(execution: Execution, today: date = TODAY) -> ExecutionConfirmation:
    return ExecutionConfirmation.issue(
        execution,
        subjects=subjects(),
        profile=known(),
        guarantees=False,
        about=execution.about,
        by=ANNA,
        today=today,
    )


def subjects() -> dict[str, Subject]:
    return {
        code: Subject(
            code=code, version=1, condition=parse(ABOUT_ALL), control_body=body
        )
        for code, body in BODIES.items()
    }


def present(**differently: Any) -> Present:
    """Nothing has changed since the confirmation, but for what is said."""
    standings = {}
    for code in BODIES:
        standing = published().history.on(TODAY)
        assert standing
        standings[code] = standing
    said: dict[str, Any] = {
        "algorithm": Algorithm.draft(code="ALG-1", content=followed(), by=SYSTEM),
        "requirements": standings,
        "profile": known(),
        "premises": [PLACE],
        "day": TODAY,
    }
    return Present(**(said | differently))


def looked_at(world: World, now: Present) -> list[tuple[Why, list[int], list[str]]]:
    """What lapses, and how much of it is told when it is recorded."""
    for one in lapses(world.confirmation, world.execution.content, now):
        if world.confirmation.force in {Force.IN_FORCE, Force.PARTLY}:
            world.confirmation.lapse(one, by=SYSTEM, today=now.day)
    return [
        (fields["why"], [*fields["steps"]], [*fields["requirements"]])
        for name, fields in new_facts(world.confirmation)
        if name == "Lapsed"
    ]


def test_it_confirms_exactly_these_requirements_versions_steps_and_days() -> None:
    _, confirmation = finished()

    [(name, fields)] = new_facts(confirmation)

    assert name == "Issued"
    assert [(r["code"], r["version"], r["steps"]) for r in fields["requirements"]] == [
        (LIFT_CODE, 1, (2,)),
        (POOL_CODE, 1, (1,)),
    ]
    assert [(s["step"], s["how"], s["until"]) for s in fields["steps"]] == [
        (1, How.DONE, None),
        (2, How.DONE, END),
        (3, How.NOT_CONCERNED, None),
    ]
    assert (fields["place"], fields["place_name"]) == (PLACE, "Кафе")
    assert (fields["guarantees"], fields["on"]) == (False, TODAY)


def test_the_same_execution_gives_the_same_confirmation() -> None:
    execution, confirmation = finished()

    assert confirmation.id == ExecutionConfirmation.create_id(execution.id)


def test_open_steps_and_nothing_done_give_no_confirmation() -> None:
    execution, _ = finished()
    execution.reopen_step(2, by=ANNA)
    with pytest.raises(StepsOpen):
        issued(execution)

    for number in (1, 2):
        if number in execution.settled:
            execution.reopen_step(number, by=ANNA)
        execution.skip_step(
            number, reason="Некогда", profile=known(), by=ANNA, today=TODAY
        )
    with pytest.raises(NothingConfirmed):
        issued(execution)


def test_while_nothing_changes_nothing_lapses() -> None:
    assert looked_at(finished(), present()) == []
    assert looked_at(finished(), present(day=END, profile=known(employees=9))) == []


def test_when_a_term_has_ended_only_what_repeats_lapses() -> None:
    world = finished()

    assert looked_at(world, present(day=END + timedelta(1))) == [
        (Why.TERM_ENDED, [2], [LIFT_CODE])
    ]
    assert world.confirmation.force is Force.PARTLY


def test_what_has_lapsed_does_not_lapse_again() -> None:
    world, later = finished(), present(day=END + timedelta(1))

    assert looked_at(world, later) == looked_at(world, later)


def amended() -> dict[str, Any]:
    requirement = published()
    requirement.amend(
        content=content(title="Иначе", condition=ABOUT_ALL), corrects=1, by=SYSTEM
    )
    return {LIFT_CODE: requirement.history.on(TODAY)}


def repealed() -> dict[str, Any]:
    requirement = published()
    requirement.repeal(from_day=TODAY, reason="Отменено", by=SYSTEM)
    return {LIFT_CODE: requirement.history.on(TODAY)}


def suspended() -> dict[str, Any]:
    requirement = published()
    requirement.suspend(
        from_day=FIRST, until=None, reason="Мораторий", act="336", by=SYSTEM
    )
    return {LIFT_CODE: requirement.history.on(TODAY)}


def narrowed() -> dict[str, Any]:
    only_firms = published({"client_kind": ["LE"]})
    return {LIFT_CODE: only_firms.history.on(TODAY)}


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (amended, [(Why.NEW_REQUIREMENT_VERSION, [], [LIFT_CODE])]),
        (repealed, [(Why.REQUIREMENT_ENDED, [], [LIFT_CODE])]),
        (suspended, []),
        (narrowed, [(Why.FACT_CHANGED, [], [LIFT_CODE])]),
    ],
)
def test_a_requirement_lapses_alone_when_it_changes(changed: Any, told: Any) -> None:
    now = present()

    found = looked_at(
        finished(), now._replace(requirements={**now.requirements, **changed()})
    )

    assert found == told


def test_a_branch_that_concerns_the_client_now_takes_away_what_rests_on_it() -> None:
    steps = (STEPS[0], STEPS[1], step(3, only_if=HAS_STAFF, requirements=[POOL_CODE]))
    world = finished(said=followed(steps=steps))
    drafted = Algorithm.draft(code="ALG-1", content=world.execution.content, by=SYSTEM)
    now = present(profile=known(employees=60), algorithm=drafted)

    assert looked_at(world, now) == [(Why.FACT_CHANGED, [3], [POOL_CODE])]
    [lapse] = lapses(world.confirmation, world.execution.content, now)
    assert lapse.facts == {"employees": 60}


def test_when_the_algorithm_is_for_others_now_nothing_stands() -> None:
    said = followed(condition={"client_kind": ["IE"]})
    world = finished(said=said)
    drafted = Algorithm.draft(code="ALG-1", content=said, by=SYSTEM)

    found = looked_at(
        world, present(profile=known(client_kind="LE"), algorithm=drafted)
    )

    assert found == [(Why.FACT_CHANGED, [1, 2, 3], [LIFT_CODE, POOL_CODE])]
    assert world.confirmation.force is Force.LAPSED


def test_with_its_place_the_whole_goes() -> None:
    assert looked_at(finished(), present(premises=[uuid4()])) == [
        (Why.PLACE_CLOSED, [1, 2, 3], [LIFT_CODE, POOL_CODE])
    ]
    assert looked_at(finished(place=None), present(premises=[])) == []


def test_a_changed_step_takes_away_what_rests_on_it() -> None:
    drafted = Algorithm.draft(code="ALG-1", content=followed(), by=SYSTEM)
    steps = (STEPS[0], STEPS[1] | {"action": "Иначе"}, STEPS[2])
    drafted.amend(content=followed(steps=steps, title="Иной"), by=SYSTEM)

    assert looked_at(finished(), present(algorithm=drafted)) == [
        (Why.ALGORITHM_CHANGED, [2], [LIFT_CODE])
    ]


def test_other_words_of_the_algorithm_change_nothing() -> None:
    drafted = Algorithm.draft(code="ALG-1", content=followed(), by=SYSTEM)
    drafted.amend(content=followed(title="Иной", limits="Не склад"), by=SYSTEM)

    assert looked_at(finished(), present(algorithm=drafted)) == []


def test_with_a_withdrawn_algorithm_nothing_stands() -> None:
    drafted = Algorithm.draft(code="ALG-1", content=followed(), by=SYSTEM)
    drafted.withdraw(reason="Устарел", by=SYSTEM, today=TODAY)

    assert looked_at(finished(), present(algorithm=drafted)) == [
        (Why.ALGORITHM_WITHDRAWN, [1, 2, 3], [LIFT_CODE, POOL_CODE])
    ]


def carried(
    world: World, today: date, new: AlgorithmContent | None = None
) -> list[int]:
    new = new or world.execution.content
    doubtful = changes(world.execution.content, new).steps
    return [p.step for p in world.confirmation.carried(new, doubtful, today)]


def test_a_renewal_redoes_only_what_ends_soon_lapsed_or_changed() -> None:
    assert carried(finished(), END - timedelta(14)) == [1]

    lapsed = finished()
    looked_at(lapsed, present(day=END + timedelta(1)))
    assert carried(lapsed, END + timedelta(1)) == [1]

    amended_one = finished()
    now = present()
    looked_at(amended_one, now._replace(requirements={**now.requirements, **amended()}))
    assert carried(amended_one, TODAY) == [1]

    changed = followed(steps=(STEPS[0] | {"action": "Иначе"}, *STEPS[1:]))
    assert carried(finished(), TODAY, changed) == [2]


def test_there_is_nothing_to_renew_while_all_of_it_stands_for_long() -> None:
    with pytest.raises(NothingToRenew):
        carried(finished(), END - timedelta(15))


def test_what_a_renewal_carries_over_keeps_its_day_and_its_end() -> None:
    world = finished()
    later = END - timedelta(1)
    renewal = Execution.start(
        client_id=CLIENT,
        algorithm="ALG-1",
        version=Algorithm.draft(
            code="ALG-1", content=world.execution.content, by=SYSTEM
        ).in_use,
        about=world.execution.about,
        profile=known(),
        carried=world.confirmation.carried(world.execution.content, (), later),
        renews=world.confirmation.id,
        by=ANNA,
        today=later,
    )
    renewal.give_evidence((2,), form=Form.RECORD, text="№ 2", by=ANNA)
    renewal.do_step(2, note=None, profile=known(), by=ANNA, today=later)

    new = issued(renewal, later)
    world.confirmation.supersede(new.id, by=ANNA)
    world.confirmation.supersede(uuid4(), by=ANNA)

    assert [(p.step, p.on, p.until, p.execution) for p in new.steps] == [
        (1, TODAY, None, world.execution.id),
        (2, later, date(2027, 1, 20), renewal.id),
        (3, later, None, renewal.id),
    ]
    assert new.renews == world.confirmation.id
    assert (world.confirmation.force, world.confirmation.renewed_by) == (
        Force.RENEWED,
        new.id,
    )
    for change in (
        lambda: carried(world, later),
        lambda: world.confirmation.recall(reason=None, by=ANNA),
        lambda: world.confirmation.lapse(
            Lapse(why=Why.TERM_ENDED, steps=(1,)), by=SYSTEM, today=later
        ),
        lambda: question(world.confirmation),
    ):
        with pytest.raises(ConfirmationOver):
            change()


def question(
    confirmation: ExecutionConfirmation,
    *codes: str,
    body: str = LIFTS,
    reason: str = "На фото закрыто",
) -> None:
    confirmation.question(
        codes or (LIFT_CODE,),
        bodies=frozenset({body}),
        authority=FIRE,
        reason=reason,
        by=PAVEL,
    )


def test_a_body_questions_what_it_supervises_and_nothing_else() -> None:
    _, confirmation = finished()

    for codes in ((POOL_CODE,), (LIFT_CODE, POOL_CODE), ("REQ-NONE-1",)):
        with pytest.raises(NotConfirmedHere) as refusal:
            question(confirmation, *codes)
        assert refusal.value.facts == {"possible": [LIFT_CODE]}
    with pytest.raises(WordsMissing):
        question(confirmation, reason=" ")
    question(confirmation)

    assert confirmation.questions == {FIRE: Dispute.ASKED}
    assert confirmation.force is Force.IN_FORCE
    with pytest.raises(QuestionedAlready):
        question(confirmation)


def test_a_body_hears_the_client_before_it_upholds_its_question() -> None:
    _, confirmation = finished()
    question(confirmation)

    with pytest.raises(ReplyAwaited):
        confirmation.uphold_question(FIRE, reason="Закрыто", by=PAVEL)
    with pytest.raises(NotQuestioned):
        confirmation.reply(uuid4(), reply="Открыто", by=ANNA)
    with pytest.raises(WordsMissing):
        confirmation.reply(FIRE, reply="", by=ANNA)
    confirmation.reply(FIRE, reply="Открыто", by=ANNA)
    with pytest.raises(NotQuestioned):
        confirmation.reply(FIRE, reply="Открыто", by=ANNA)
    with pytest.raises(WordsMissing):
        confirmation.uphold_question(FIRE, reason="", by=PAVEL)
    confirmation.uphold_question(FIRE, reason="Закрыто", by=PAVEL)

    assert (confirmation.force, confirmation.lapsed) == (Force.PARTLY, {LIFT_CODE})
    with pytest.raises(NotQuestioned):
        confirmation.drop_question(FIRE, reason=None, by=PAVEL)
    with pytest.raises(NotConfirmedHere):
        question(confirmation)


@pytest.mark.parametrize("replied", [True, False])
def test_a_body_may_accept_what_it_questioned_any_time(replied: bool) -> None:  # noqa: FBT001
    _, confirmation = finished()
    with pytest.raises(NotQuestioned):
        confirmation.drop_question(FIRE, reason=None, by=PAVEL)
    question(confirmation)
    if replied:
        confirmation.reply(FIRE, reply="Открыто", by=ANNA)

    confirmation.drop_question(FIRE, reason=None, by=PAVEL)

    assert confirmation.force is Force.IN_FORCE
    question(confirmation)
    assert confirmation.questions == {FIRE: Dispute.ASKED}


def test_the_client_may_take_it_back() -> None:
    _, confirmation = finished()

    confirmation.recall(reason=" ", by=ANNA)

    assert new_facts(confirmation)[-1] == (
        "Recalled",
        {"client_id": CLIENT, "reason": None},
    )
    assert confirmation.force is Force.WITHDRAWN
    with pytest.raises(ConfirmationOver):
        confirmation.recall(reason=None, by=ANNA)
