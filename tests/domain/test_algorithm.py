"""Algorithms: their order, their checks, their editing, who vouches for them (C1)."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from pydantic import ValidationError

from domain.algorithm import (
    Algorithm,
    AlgorithmExists,
    AlgorithmStatus,
    AlgorithmUnchanged,
    AlgorithmWithdrawn,
    Finding,
    FindingKind,
    NotCompetent,
    NothingToApprove,
    Promise,
    VersionMoved,
    Wish,
    findings,
    put_step,
    without_step,
)
from domain.algorithm.checking import is_impossible
from domain.condition import ALWAYS, Condition, Verdict, parse
from domain.kernel import Actor, Role
from domain.profile import Profile
from interfaces.web.algorithm.words import FINDINGS
from tests.algorithm import ALGORITHM, algorithm, step
from tests.business import LIFT_CODE, LIFTS
from tests.facts import new_facts

AUTHOR = Actor(id="olga", role=Role.REGISTRAR)
HEAD = Actor(id="nina", role=Role.HEAD, organisation=uuid4())
TODAY = date(2026, 11, 21)
FIRE_CODE, FIRE = "REQ-FIRE-001", "МЧС России"
SUPERVISED = {LIFT_CODE: LIFTS, FIRE_CODE: FIRE}
ORDER = "Приказ № 12"
WORKERS = {"employees_min": 1}
FOOD, CAFE = {"okved_prefix": ["56"]}, {"okved_prefix": ["56.1"]}
NO_WORKERS = {"op": "not", "of": [WORKERS]}


def drafted(**changes: Any) -> Algorithm:
    return Algorithm.draft(code=ALGORITHM, content=algorithm(**changes), by=AUTHOR)


def approve(found: Algorithm, *bodies: str, number: int = 1) -> None:
    assert HEAD.organisation
    found.approve(
        number=number,
        supervised=SUPERVISED,
        bodies=frozenset(bodies or (LIFTS,)),
        authority=HEAD.organisation,
        basis=ORDER,
        by=HEAD,
        today=TODAY,
    )


def test_a_draft_recommends_and_guarantees_nothing() -> None:
    found = drafted()

    assert found.status is AlgorithmStatus.DRAFT
    assert found.approved is None
    assert found.status.promise(found.in_use) is Promise.RECOMMENDED


def test_an_approval_says_who_when_for_what_and_on_what_basis() -> None:
    found = drafted()

    approve(found)

    assert new_facts(found)[1] == (
        "Approved",
        {
            "number": 1,
            "authority": HEAD.organisation,
            "bodies": (LIFTS,),
            "requirements": (LIFT_CODE,),
            "basis": ORDER,
            "on": TODAY,
            "complete": True,
        },
    )
    assert found.status is AlgorithmStatus.APPROVED
    assert found.status.promise(found.in_use) is Promise.GUARANTEES


def test_it_guarantees_only_when_every_body_concerned_has_approved() -> None:
    both = algorithm(
        step(1, requirements=[LIFT_CODE, FIRE_CODE]), guarantees=[LIFT_CODE, FIRE_CODE]
    )
    found = Algorithm.draft(code=ALGORITHM, content=both, by=AUTHOR)

    approve(found, FIRE)
    half = found.status, found.newest.waiting
    approve(found, LIFTS)

    assert half == (AlgorithmStatus.DRAFT, (LIFT_CODE,))
    assert found.status is AlgorithmStatus.APPROVED
    assert [one.bodies for one in found.in_use.approvals] == [(FIRE,), (LIFTS,)]


def test_a_body_that_supervises_nothing_of_it_cannot_approve() -> None:
    found = drafted()

    with pytest.raises(NotCompetent) as refusal:
        approve(found, FIRE)

    assert refusal.value.facts == {"bodies": [LIFTS]}


def test_a_body_approves_what_it_read_and_only_once() -> None:
    found = drafted()
    approve(found)

    with pytest.raises(NothingToApprove):
        approve(found)
    found.amend(content=algorithm(title="Новый"), by=AUTHOR)
    with pytest.raises(VersionMoved) as refusal:
        approve(found, number=1)
    assert refusal.value.facts == {"version": 2}


def test_an_amendment_leaves_the_approved_version_in_use_until_it_is_approved() -> None:
    found = drafted()
    approve(found)

    number = found.amend(content=algorithm(title="Новый"), by=AUTHOR)
    before = found.in_use.number
    approve(found, number=number)

    assert (number, before, found.in_use.number) == (2, 1, 2)
    assert [name for name, _ in new_facts(found)] == [
        "Drafted",
        "Approved",
        "Amended",
        "Approved",
    ]


def test_rewriting_a_draft_voids_what_was_vouched_for() -> None:
    both = [LIFT_CODE, FIRE_CODE]
    found = drafted(guarantees=both)
    approve(found, FIRE)

    found.amend(content=algorithm(guarantees=both, title="Иначе"), by=AUTHOR)

    assert found.newest.number == 1
    assert found.newest.waiting == tuple(both)


def test_what_says_the_same_is_not_amended() -> None:
    with pytest.raises(AlgorithmUnchanged):
        drafted().amend(content=algorithm(), by=AUTHOR)


def test_what_is_withdrawn_promises_nothing_for_good() -> None:
    found = drafted()
    approve(found)

    found.withdraw(reason="Порядок изменён", by=HEAD, today=TODAY)

    assert found.status is AlgorithmStatus.WITHDRAWN
    assert found.status.promise(found.in_use) is Promise.NOTHING
    assert found.approved is None
    for change in (
        lambda: found.amend(content=algorithm(title="Ещё"), by=AUTHOR),
        lambda: approve(found),
        lambda: found.withdraw(reason="Снова", by=HEAD, today=TODAY),
    ):
        with pytest.raises(AlgorithmWithdrawn):
            change()


def test_one_may_wish_only_for_what_there_is_not() -> None:
    client = uuid4()

    wish = Wish.ask(client_id=client, requirement=LIFT_CODE, existing=(), by=AUTHOR)

    assert new_facts(wish) == [
        ("Asked", {"client_id": client, "requirement": LIFT_CODE})
    ]
    with pytest.raises(AlgorithmExists):
        Wish.ask(
            client_id=client, requirement=LIFT_CODE, existing=(ALGORITHM,), by=AUTHOR
        )


def test_steps_follow_one_another_unless_they_say_otherwise() -> None:
    flow = algorithm(
        step(1), step(2), step(3, after=[1]), step(4, after=[0]), step(5, after=[2, 3])
    ).flow

    assert flow.before == {1: (), 2: (1,), 3: (1,), 4: (), 5: (2, 3)}
    assert flow.layers == ((1, 4), (2, 3), (5,))
    assert flow.order == (1, 2, 3, 4, 5)
    assert flow.ready([]) == (1, 4)
    assert flow.ready([1, 4, 2]) == (3,)


def test_steps_that_wait_for_each_other_are_a_circle_and_those_behind_are_not() -> None:
    flow = algorithm(step(1), step(2, after=[3]), step(3, after=[2]), step(4)).flow

    assert flow.circle == (2, 3)
    assert flow.order == (1,)


@pytest.mark.parametrize("numbers", [(2, 1), (1, 1)])
def test_steps_are_numbered_upwards(numbers: tuple[int, int]) -> None:
    with pytest.raises(ValidationError, match="upwards"):
        algorithm(*map(step, numbers))


def test_a_step_concerns_whoever_its_condition_does() -> None:
    [_, found] = algorithm(step(1), step(2, only_if=WORKERS)).steps

    assert found.concerns(Profile(employees=3)) is Verdict.APPLIES
    assert found.concerns(Profile(employees=0)) is Verdict.DOES_NOT_APPLY
    assert found.concerns(Profile()) is Verdict.UNKNOWN


KNOWN: dict[str, Condition] = {LIFT_CODE: ALWAYS}
LIFTING = {"requirements": [LIFT_CODE]}


@pytest.mark.parametrize(
    ("content", "kind", "steps", "blocks"),
    [
        (
            algorithm(step(1, **LIFTING), guarantees=[LIFT_CODE, "REQ-NONE-1"]),
            FindingKind.UNKNOWN_REQUIREMENT,
            (),
            True,
        ),
        (algorithm(step(1)), FindingKind.NOT_COVERED, (), True),
        (
            algorithm(step(1, requirements=[LIFT_CODE, FIRE_CODE])),
            FindingKind.NOT_PROMISED,
            (1,),
            True,
        ),
        (
            algorithm(step(1, **LIFTING, after=[9])),
            FindingKind.NO_SUCH_STEP,
            (1,),
            True,
        ),
        (
            algorithm(step(1, **LIFTING), step(2, after=[3]), step(3, after=[2])),
            FindingKind.CIRCLE,
            (2, 3),
            True,
        ),
        (
            algorithm(step(1, after=[2]), step(2, after=[1]), step(3, **LIFTING)),
            FindingKind.UNREACHABLE,
            (3,),
            True,
        ),
        (
            algorithm(
                step(1, **LIFTING), step(2, only_if=NO_WORKERS), condition=WORKERS
            ),
            FindingKind.UNREACHABLE,
            (2,),
            True,
        ),
        (
            algorithm(step(1, **LIFTING, evidence_kind=None)),
            FindingKind.NO_EVIDENCE,
            (1,),
            True,
        ),
        (
            algorithm(step(1, evidence_kind=None), step(2, **LIFTING)),
            FindingKind.NO_EVIDENCE,
            (1,),
            False,
        ),
        (
            algorithm(step(1), step(2, **LIFTING, only_if=WORKERS)),
            FindingKind.COVERED_FOR_SOME,
            (2,),
            False,
        ),
    ],
    ids=lambda value: value.value if isinstance(value, FindingKind) else "",
)
def test_the_checks_find_what_is_wrong(
    content: Any, kind: FindingKind, steps: tuple[int, ...], *, blocks: bool
) -> None:
    found = {one.kind: one for one in findings(content, KNOWN)}

    assert found[kind].steps == steps
    assert found[kind].blocks is blocks


def test_the_checks_find_nothing_in_what_is_right() -> None:
    both_ways = algorithm(
        step(1, **LIFTING, only_if=WORKERS), step(2, **LIFTING, only_if=NO_WORKERS)
    )
    only_theirs = algorithm(step(1, **LIFTING, only_if=WORKERS))

    assert findings(algorithm(), KNOWN) == ()
    assert findings(both_ways, KNOWN) == ()
    assert findings(only_theirs, {LIFT_CODE: parse(WORKERS)}) == ()


@pytest.mark.parametrize(
    ("parts", "impossible"),
    [
        ([WORKERS, {"employees_max": 0}], True),
        ([{"client_kind": ["LE"]}, {"client_kind": ["IE"]}], True),
        ([CAFE, {"op": "not", "of": [FOOD]}], True),
        ([FOOD, {"op": "not", "of": [CAFE]}], False),
        ([WORKERS, {"object": ["lift"]}], False),
    ],
)
def test_what_single_facts_rule_out_is_impossible(
    parts: list[Any], *, impossible: bool
) -> None:
    assert is_impossible(parse({"op": "all", "of": parts})) is impossible


def test_every_finding_is_told_in_the_words_of_the_catalogue() -> None:
    assert {kind: Finding(kind=kind).title for kind in FindingKind} == FINDINGS


def numbers_and_waits(content: Any) -> list[tuple[int, str, tuple[int, ...]]]:
    return [(one.number, one.action[-1], one.after) for one in content.steps]


def test_a_new_step_moves_those_in_its_way_and_what_waits_for_them() -> None:
    content = algorithm(step(1), step(2), step(3, after=[2]), step(5))
    new = algorithm(step(2, action="x")).steps[0]

    assert numbers_and_waits(put_step(content, new)) == [
        (1, "1", ()),
        (2, "x", ()),
        (3, "2", ()),
        (4, "3", (3,)),
        (5, "5", ()),
    ]


def test_a_step_that_gets_another_number_is_still_waited_for() -> None:
    content = algorithm(step(1), step(2), step(3, after=[1]))
    moved = algorithm(step(4, action="x")).steps[0]

    assert numbers_and_waits(put_step(content, moved, instead_of=1)) == [
        (2, "2", ()),
        (3, "3", (4,)),
        (4, "x", ()),
    ]


def test_what_waited_for_a_step_taken_out_waits_for_what_that_waited_for() -> None:
    content = algorithm(
        step(1), step(2), step(3, after=[2]), step(4, after=[1]), step(5, after=[1, 4])
    )

    without_second = without_step(content, 2)
    without_first = without_step(content, 1)

    assert [one[2] for one in numbers_and_waits(without_second)] == [
        (),
        (1,),
        (1,),
        (1, 4),
    ]
    assert [one[2] for one in numbers_and_waits(without_first)] == [
        (),
        (2,),
        (0,),
        (4,),
    ]


def test_the_only_step_cannot_be_taken_out() -> None:
    with pytest.raises(ValidationError):
        without_step(algorithm(step(1)), 1)
