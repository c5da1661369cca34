"""Carrying an algorithm out: in order, with evidence, left out, taken up again."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from domain.algorithm import AlgorithmContent, AlgorithmVersion, EvidenceKind
from domain.applicability import Subject
from domain.condition import Condition, Verdict, parse
from domain.errors import NotFound
from domain.execution import (
    MOST_EVIDENCE,
    About,
    AlgorithmChanged,
    AlgorithmHasCircle,
    AlgorithmNotForYou,
    EmptyEvidence,
    Execution,
    ExecutionOver,
    ExecutionPaused,
    Form,
    How,
    NothingShown,
    NotPaused,
    Proof,
    ReasonForSkipping,
    StepNotReady,
    StepNotSettled,
    StepSettled,
    StepsOpen,
    TooMuchEvidence,
    changes,
    confirmed,
    warned_from,
)
from domain.kernel import Actor, Role
from domain.profile import Profile
from interfaces.gateways.production_calendar import shipped
from tests.algorithm import algorithm, step
from tests.business import LIFT_CODE, LIFTS, POOL_CODE
from tests.facts import new_facts

TODAY = date(2026, 11, 21)
CLIENT = uuid4()
ANNA = Actor(id=str(uuid4()), role=Role.CLIENT, organisation=CLIENT)
KNOWN = Profile.model_validate({"client_kind": "IE", "objects": {"lift": True}})
NOBODY = Profile()
HAS_POOL = {"object": ["pool"]}
MONTHLY = {"every": {"n": 1, "unit": "month"}}


def begun(
    *steps: dict[str, Any], profile: Profile = KNOWN, **changes: Any
) -> Execution:
    content = algorithm(*steps, **changes)
    return Execution.start(
        client_id=CLIENT,
        algorithm="ALG-LIFT-001",
        version=AlgorithmVersion(number=1, content=content),
        about=About(),
        profile=profile,
        by=ANNA,
        today=TODAY,
    )


def shown(execution: Execution, *numbers: int, **differently: Any) -> UUID:
    said: dict[str, Any] = GIVEN["pdf"] | {"file": uuid4()}
    return execution.give_evidence(numbers, **(said | differently), by=ANNA)


def do(execution: Execution, number: int, profile: Profile = KNOWN) -> None:
    execution.do_step(number, note=None, profile=profile, by=ANNA, today=TODAY)


def skip(
    execution: Execution,
    number: int,
    profile: Profile = KNOWN,
    reason: str = "Нет лифта",
) -> None:
    execution.skip_step(number, reason=reason, profile=profile, by=ANNA, today=TODAY)


def subject(code: str = LIFT_CODE, condition: Any = None) -> Subject:
    found: Condition = parse(condition or {"client_kind": ["LE", "IE"]})
    return Subject(code=code, version=3, condition=found, control_body=LIFTS)


def how(execution: Execution, profile: Profile = KNOWN) -> dict[int, How]:
    return {one.step: one.how for one in execution.proofs(profile, TODAY)}


def test_beginning_keeps_what_the_version_said() -> None:
    execution = begun()

    [(name, fields)] = new_facts(execution)

    assert name == "Started"
    assert fields["content"] == algorithm().model_dump()
    assert (fields["algorithm"], fields["algorithm_version"]) == ("ALG-LIFT-001", 1)
    assert (fields["client_id"], fields["on"]) == (CLIENT, TODAY)


def test_an_algorithm_made_for_others_is_not_begun() -> None:
    with pytest.raises(AlgorithmNotForYou):
        begun(condition={"client_kind": ["LE"]})

    assert begun(condition={"client_kind": ["LE"]}, profile=NOBODY).client_id == CLIENT


def test_an_algorithm_whose_steps_wait_for_each_other_is_not_begun() -> None:
    with pytest.raises(AlgorithmHasCircle) as refusal:
        begun(step(1, after=[2]), step(2, after=[1]))

    assert sorted(refusal.value.facts["steps"]) == [1, 2]  # type: ignore[call-overload]


def test_steps_follow_one_another_unless_they_stand_side_by_side() -> None:
    execution = begun(step(1), step(2), step(3, after=[1]), step(4, after=[2, 3]))
    shown(execution, 1, 2, 3, 4)

    assert execution.ready(KNOWN) == (1,)
    with pytest.raises(StepNotReady) as refusal:
        do(execution, 4)
    assert refusal.value.facts == {"waits_for": [2, 3]}
    do(execution, 1)
    assert execution.ready(KNOWN) == (2, 3)
    do(execution, 3)
    do(execution, 2)
    assert execution.ready(KNOWN) == (4,)


def test_a_step_is_done_when_something_shows_it() -> None:
    execution = begun()

    with pytest.raises(NothingShown) as refusal:
        do(execution, 1)
    shown(execution, 1)
    do(execution, 1)

    assert refusal.value.facts == {"accepted": [Form.FILE, Form.RECORD]}
    assert new_facts(execution)[-1] == (
        "StepDone",
        {"client_id": CLIENT, "step": 1, "on": TODAY, "note": None, "until": None},
    )


GIVEN: dict[str, dict[str, Any]] = {
    "pdf": {"form": Form.FILE, "file": uuid4(), "media_type": "application/pdf"},
    "photo": {"form": Form.FILE, "file": uuid4(), "media_type": "image/jpeg"},
    "text": {"form": Form.TEXT, "text": "Осмотрено"},
    "record": {"form": Form.RECORD, "text": "№ 12"},
}
ENOUGH: dict[EvidenceKind | None, set[str]] = {
    EvidenceKind.DOCUMENT: {"pdf", "photo", "record"},
    EvidenceKind.ACT: {"pdf", "photo", "record"},
    EvidenceKind.RECEIPT: {"pdf", "photo", "record"},
    EvidenceKind.FILE: {"pdf", "photo"},
    EvidenceKind.PHOTO: {"photo"},
    EvidenceKind.JOURNAL: {"pdf", "photo", "text", "record"},
    EvidenceKind.SENSOR_OR_JOURNAL: {"pdf", "photo", "text", "record"},
    EvidenceKind.FORM: {"pdf", "photo", "text"},
    EvidenceKind.CHECKLIST: {"pdf", "photo", "text"},
    EvidenceKind.REGISTRY_LOOKUP: {"pdf", "photo", "record"},
}
"""What shows a step that asks for it; of the other kinds nothing is asked."""


def is_done_with(kind: EvidenceKind | None, given: str) -> bool:
    execution = begun(step(1, evidence_kind=kind), step(2))
    if given:
        execution.give_evidence((1,), **GIVEN[given], by=ANNA)
    try:
        do(execution, 1)
    except NothingShown:
        return False
    return True


@pytest.mark.parametrize("kind", [*EvidenceKind, None])
def test_each_kind_of_evidence_takes_the_forms_that_can_show_it(
    kind: EvidenceKind | None,
) -> None:
    enough = {given for given in ("", *GIVEN) if is_done_with(kind, given)}

    assert enough == ENOUGH.get(kind, {"", *GIVEN})


@pytest.mark.parametrize(
    "given",
    [
        {"form": Form.FILE, "file": None},
        {"form": Form.TEXT, "text": "  "},
        {"form": Form.RECORD, "text": None},
    ],
)
def test_nothing_is_no_evidence(given: dict[str, Any]) -> None:
    with pytest.raises(EmptyEvidence):
        shown(begun(), 1, **({"file": None} | given))
    with pytest.raises(EmptyEvidence):
        shown(begun())


def test_evidence_has_an_end() -> None:
    execution = begun()
    for _ in range(MOST_EVIDENCE):
        shown(execution, 1)

    with pytest.raises(TooMuchEvidence):
        shown(execution, 1)


def test_one_piece_of_evidence_may_show_several_steps() -> None:
    execution = begun()
    piece = shown(execution, 1)
    do(execution, 1)

    execution.share_evidence(piece, 2, by=ANNA)
    execution.share_evidence(piece, 2, by=ANNA)
    do(execution, 2)

    assert [p.evidence for p in execution.proofs(KNOWN, TODAY)] == [(piece,), (piece,)]
    assert [name for name, _ in new_facts(execution)].count("EvidenceShared") == 1


def test_evidence_taken_back_shows_nothing_any_more() -> None:
    execution = begun()
    piece = shown(execution, 1, 2)

    execution.take_back_evidence(piece, 1, by=ANNA)
    with pytest.raises(NothingShown):
        do(execution, 1)
    with pytest.raises(NotFound):
        execution.take_back_evidence(piece, 1, by=ANNA)
    execution.take_back_evidence(piece, 2, by=ANNA)

    assert execution.evidence == {}
    with pytest.raises(NotFound):
        execution.share_evidence(piece, 1, by=ANNA)


def test_what_a_done_step_rests_on_stays_until_the_step_is_opened_again() -> None:
    execution = begun()
    piece = shown(execution, 1)
    do(execution, 1)

    for change in (
        lambda: execution.take_back_evidence(piece, 1, by=ANNA),
        lambda: execution.share_evidence(piece, 1, by=ANNA),
        lambda: shown(execution, 1),
        lambda: do(execution, 1),
        lambda: skip(execution, 1),
    ):
        with pytest.raises(StepSettled):
            change()
    execution.reopen_step(1, by=ANNA)
    execution.take_back_evidence(piece, 1, by=ANNA)
    with pytest.raises(StepNotSettled):
        execution.reopen_step(1, by=ANNA)


@pytest.mark.parametrize(
    ("profile", "became"),
    [
        (Profile.model_validate({"objects": {"pool": True}}), How.LEFT_OUT),
        (NOBODY, How.NOT_CONCERNED),
        (Profile.model_validate({"objects": {"pool": False}}), How.NOT_CONCERNED),
    ],
)
def test_leaving_a_step_out_means_what_the_facts_say(
    profile: Profile, became: How
) -> None:
    execution = begun(step(1, only_if=HAS_POOL), step(2))

    skip(execution, 1, profile)
    shown(execution, 2)
    do(execution, 2, profile)

    assert how(execution, profile) == {1: became, 2: How.DONE}


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_nothing_is_left_out_without_a_reason(reason: str) -> None:
    with pytest.raises(ReasonForSkipping):
        skip(begun(), 1, reason=reason)


def test_a_step_that_the_facts_take_away_needs_nothing_and_holds_nobody_up() -> None:
    without = Profile.model_validate({"objects": {"pool": False}})
    execution = begun(step(1, only_if=HAS_POOL), step(2))

    assert execution.ready(without) == (2,)
    shown(execution, 2)
    do(execution, 2, without)

    assert how(execution, without) == {1: How.NOT_CONCERNED, 2: How.DONE}
    with pytest.raises(StepsOpen) as refusal:
        execution.proofs(NOBODY, TODAY)
    assert refusal.value.facts == {"steps": [1]}


def test_while_it_is_paused_no_step_is_taken() -> None:
    execution = begun()
    piece = shown(execution, 1)
    execution.pause(by=ANNA)

    for change in (
        lambda: do(execution, 1),
        lambda: skip(execution, 1),
        lambda: shown(execution, 1),
        lambda: execution.take_back_evidence(piece, 1, by=ANNA),
        lambda: execution.pause(by=ANNA),
        lambda: execution.finish(confirmation=uuid4(), by=ANNA, today=TODAY),
    ):
        with pytest.raises(ExecutionPaused):
            change()
    execution.hand_step(1, uuid4(), by=ANNA)
    execution.resume(by=ANNA)
    do(execution, 1)
    with pytest.raises(NotPaused):
        execution.resume(by=ANNA)


@pytest.mark.parametrize("end", ["finish", "abandon"])
def test_when_it_is_over_nothing_changes_any_more(end: str) -> None:
    execution = begun()
    if end == "finish":
        execution.finish(confirmation=uuid4(), by=ANNA, today=TODAY)
    else:
        execution.abandon(by=ANNA)
    version = AlgorithmVersion(number=2, content=algorithm(title="Иной"))

    for change in (
        lambda: do(execution, 1),
        lambda: shown(execution, 1),
        lambda: execution.hand_step(1, uuid4(), by=ANNA),
        lambda: execution.pause(by=ANNA),
        lambda: execution.resume(by=ANNA),
        lambda: execution.follow(version, by=ANNA),
        lambda: execution.abandon(by=ANNA),
        lambda: execution.reopen_step(1, by=ANNA),
    ):
        with pytest.raises(ExecutionOver):
            change()


def test_a_step_that_is_not_there_is_not_found() -> None:
    execution = begun()

    for change in (
        lambda: do(execution, 9),
        lambda: skip(execution, 9),
        lambda: shown(execution, 1, 9),
        lambda: execution.hand_step(9, None, by=ANNA),
        lambda: execution.reopen_step(9, by=ANNA),
    ):
        with pytest.raises(NotFound):
            change()


def test_a_step_is_handed_to_one_person_at_a_time() -> None:
    execution, denis = begun(), uuid4()

    execution.hand_step(1, denis, by=ANNA)
    execution.hand_step(1, denis, by=ANNA)
    assert execution.handed == {1: denis}
    execution.hand_step(1, None, by=ANNA)

    assert execution.handed == {}
    assert [name for name, _ in new_facts(execution)] == [
        "Started",
        "StepHanded",
        "StepHanded",
    ]


def follow(execution: Execution, content: AlgorithmContent) -> None:
    execution.follow(AlgorithmVersion(number=2, content=content), by=ANNA)


def test_a_new_version_opens_only_the_steps_that_say_something_else() -> None:
    execution = begun()
    shown(execution, 1, 2)
    do(execution, 1)
    do(execution, 2)
    new = algorithm(
        step(1, cost=100), step(2, action="Иначе", requirements=[LIFT_CODE])
    )

    with pytest.raises(AlgorithmChanged) as refusal:
        execution.check_current(AlgorithmVersion(number=2, content=new))
    follow(execution, new)
    follow(execution, new)

    assert refusal.value.facts == {"steps": [2]}
    assert list(execution.settled) == [1]
    assert execution.algorithm_version == 2
    execution.check_current(AlgorithmVersion(number=2, content=new))
    assert [name for name, _ in new_facts(execution)].count("Followed") == 1


def test_a_new_version_that_cannot_be_finished_is_not_followed() -> None:
    with pytest.raises(AlgorithmHasCircle):
        follow(begun(), algorithm(step(1, after=[2]), step(2, after=[1])))


@pytest.mark.parametrize(
    ("new", "steps", "requirements"),
    [
        ({"title": "Иной", "limits": "Нет"}, [], []),
        ({"repeat": MONTHLY}, [1, 2], []),
        ({"guarantees": [POOL_CODE]}, [], [LIFT_CODE]),
        ({"guarantees": [LIFT_CODE, POOL_CODE]}, [], []),
        ({"steps": [step(1), step(2, requirements=[LIFT_CODE], source="ФЗ")]}, [], []),
        ({"steps": [step(2, requirements=[LIFT_CODE])]}, [1], []),
        ({"steps": [step(1, only_if=HAS_POOL), step(2)]}, [1, 2], []),
        (
            {"steps": [step(1), step(2, requirements=[LIFT_CODE]), step(3)]},
            [],
            [LIFT_CODE],
        ),
    ],
)
def test_what_a_new_version_puts_in_doubt(
    new: dict[str, Any], steps: list[int], requirements: list[str]
) -> None:
    found = changes(algorithm(), algorithm(**new))

    assert (sorted(found.steps), sorted(found.requirements)) == (steps, requirements)


def proofs(**became: How) -> list[Proof]:
    return [
        Proof(step=int(name[1:]), how=one, on=TODAY, execution=CLIENT)
        for name, one in became.items()
    ]


BOTH = {"guarantees": [LIFT_CODE, POOL_CODE]}


@pytest.mark.parametrize(
    ("became", "codes"),
    [
        ((How.DONE, How.DONE), [LIFT_CODE, POOL_CODE]),
        ((How.NOT_CONCERNED, How.DONE), [LIFT_CODE, POOL_CODE]),
        ((How.LEFT_OUT, How.DONE), [LIFT_CODE]),
        ((How.DONE, How.LEFT_OUT), []),
        ((How.DONE, How.NOT_CONCERNED), [POOL_CODE]),
        ((How.NOT_CONCERNED, How.NOT_CONCERNED), []),
    ],
)
def test_a_requirement_is_confirmed_by_the_steps_it_rests_on(
    became: tuple[How, How], codes: list[str]
) -> None:
    # The lift rests on step 2; no step names the pool, so it rests on both.
    subjects = {code: subject(code) for code in (LIFT_CODE, POOL_CODE)}
    found = confirmed(
        algorithm(**BOTH), proofs(n1=became[0], n2=became[1]), subjects, KNOWN
    )

    assert [one.code for one in found] == codes


@pytest.mark.parametrize(
    ("subjects", "codes"),
    [
        ({}, []),
        ({LIFT_CODE: subject()}, [LIFT_CODE]),
        ({LIFT_CODE: subject(condition={"object": ["crane"]})}, [LIFT_CODE]),
        ({LIFT_CODE: subject(condition={"client_kind": ["LE"]})}, []),
    ],
    ids=["not in force", "applies", "unknown", "does not apply"],
)
def test_only_what_is_in_force_and_may_be_about_the_client_is_confirmed(
    subjects: dict[str, Subject], codes: list[str]
) -> None:
    found = confirmed(algorithm(), proofs(n1=How.DONE, n2=How.DONE), subjects, KNOWN)

    assert [one.code for one in found] == codes
    if codes:
        assert (found[0].version, found[0].steps) == (3, (2,))
        assert found[0].verdict is not Verdict.DOES_NOT_APPLY


@pytest.mark.parametrize(("days", "before"), [(365, 14), (30, 14), (20, 10), (1, 0)])
def test_people_are_told_two_weeks_before_or_in_the_second_half(
    days: int, before: int
) -> None:
    end = TODAY + timedelta(days)

    assert warned_from(TODAY, end) == end - timedelta(before)


def test_a_step_repeated_in_working_days_lasts_by_the_calendar() -> None:
    execution = begun(step(1), repeat={"every": {"n": 30, "unit": "working_day"}})
    shown(execution, 1)
    execution.do_step(
        1,
        note=None,
        profile=KNOWN,
        calendar=shipped().edition,
        by=ANNA,
        today=TODAY,
    )

    [done] = execution.proofs(KNOWN, TODAY)
    assert done.until == date(2027, 1, 12)


def test_only_steps_that_repeat_end() -> None:
    execution = begun(
        step(1, repeats=False), step(2, requirements=[LIFT_CODE]), repeat=MONTHLY
    )
    shown(execution, 1, 2)
    do(execution, 1)
    do(execution, 2)

    assert [one.until for one in execution.proofs(KNOWN, TODAY)] == [
        None,
        date(2026, 12, 21),
    ]
