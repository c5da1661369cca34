"""Who writes algorithms, who approves them, and what an import does (C1)."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from application.algorithm import AmendAlgorithm, DraftAlgorithm
from application.log import EventLog
from application.requirement import ImportReport, NothingToImport
from domain.algorithm import (
    Algorithm,
    AlgorithmCodeTaken,
    AlgorithmExists,
    AlgorithmFaulty,
    AlgorithmStatus,
    AlreadyAsked,
    NotCompetent,
    Promise,
    algorithm_id,
)
from domain.condition import ConditionNotUnderstood
from domain.errors import NotFound, Stale
from domain.kernel import Actor, Role
from interfaces.gateways.database import Database
from tests.algorithm import (
    ALGORITHM,
    algorithm,
    amend,
    approve,
    ask,
    card,
    draft,
    lines,
    row,
    step,
    withdraw,
)
from tests.business import (
    LIFT_CODE,
    LIFTS,
    SCHOOLS,
    TEACHING_CODE,
    Business,
    business,
    key,
    own,
    stranger,
)
from tests.conftest import StoppedClock
from tests.register import REGISTRAR

pytestmark = pytest.mark.database


@pytest.fixture
def world(database: Database, clock: StoppedClock, log: EventLog) -> Business:  # noqa: ARG001 - keeps the history
    world = business(database, clock)
    world.require()
    world.require(TEACHING_CODE, body=SCHOOLS)
    return world


@pytest.fixture
def head(world: Business) -> Actor:
    return world.supervisor(role=Role.HEAD)


def test_a_registrar_drafts_it_and_the_head_of_the_body_approves_it(
    world: Business, head: Actor
) -> None:
    draft(world)

    approve(world, head)

    found = card(world)
    assert found.status is AlgorithmStatus.APPROVED
    assert found.promise(found.in_use) is Promise.GUARANTEES
    [approval] = found.in_use.approvals
    assert found.authorities[approval.authority] == f"Управление: {LIFTS}"


def test_an_inspector_of_the_body_writes_but_does_not_approve(world: Business) -> None:
    inspector = world.supervisor()
    command = DraftAlgorithm(code=ALGORITHM, content=algorithm())

    world.seen(world.service.algorithms.draft(command, by=inspector))

    with pytest.raises(NotFound):
        approve(world, inspector)


def test_officers_write_only_what_concerns_their_body(world: Business) -> None:
    stranger_here = world.supervisor(SCHOOLS, "olga")
    draft(world)
    command = DraftAlgorithm(code="ALG-2", content=algorithm())
    amendment = AmendAlgorithm(content=algorithm(guarantees=[TEACHING_CODE]))

    with pytest.raises(NotCompetent):
        world.service.algorithms.draft(command, by=stranger_here)
    with pytest.raises(NotCompetent):
        world.service.algorithms.amend(ALGORITHM, amendment, by=stranger_here)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.REGISTRAR, Role.SYSTEM}))
def test_nobody_else_writes_algorithms(world: Business, role: Role) -> None:
    command = DraftAlgorithm(code=ALGORITHM, content=algorithm())

    with pytest.raises((NotFound, NotCompetent)):
        world.service.algorithms.draft(command, by=stranger(role))


def test_a_head_of_another_body_approves_and_withdraws_nothing(
    world: Business,
) -> None:
    other = world.supervisor(SCHOOLS, "olga", Role.HEAD)
    draft(world)

    with pytest.raises(NotCompetent):
        approve(world, other)
    with pytest.raises(NotCompetent):
        withdraw(world, other)


def test_what_the_checks_find_keeps_it_from_being_approved(
    world: Business, head: Actor
) -> None:
    draft(world, algorithm(step(1), step(2, requirements=[LIFT_CODE], after=[9])))

    with pytest.raises(AlgorithmFaulty) as refusal:
        approve(world, head)

    found: Any = refusal.value.facts["findings"]
    assert [one["kind"] for one in found] == ["no_such_step"]


def test_a_repealed_requirement_can_be_guaranteed_no_more(
    world: Business, head: Actor
) -> None:
    draft(
        world,
        algorithm(
            step(1, requirements=[LIFT_CODE, TEACHING_CODE]),
            guarantees=[LIFT_CODE, TEACHING_CODE],
        ),
    )
    world.repeal(TEACHING_CODE)

    with pytest.raises(AlgorithmFaulty):
        approve(world, head)


def test_a_code_names_one_algorithm_for_ever(world: Business) -> None:
    draft(world)

    with pytest.raises(AlgorithmCodeTaken):
        draft(world)


def test_a_condition_names_only_what_the_vocabulary_has(world: Business) -> None:
    strange = {"object": ["time_machine"]}

    with pytest.raises(ConditionNotUnderstood):
        draft(world, algorithm(condition=strange))
    with pytest.raises(ConditionNotUnderstood):
        draft(world, algorithm(step(1, only_if=strange)))


def test_whoever_read_another_version_changes_nothing(
    world: Business, head: Actor
) -> None:
    draft(world)
    command = AmendAlgorithm(content=algorithm(title="Иначе"))

    with pytest.raises(Stale):
        world.service.algorithms.amend(ALGORITHM, command, by=REGISTRAR, version=7)
    approve(world, head)
    assert card(world).version == 2


def test_the_same_key_drafts_once(world: Business) -> None:
    command = DraftAlgorithm(code=ALGORITHM, content=algorithm())
    drafting: Callable[[], Any] = lambda: world.service.algorithms.draft(  # noqa: E731
        command, by=REGISTRAR, key=key()
    )

    assert drafting() == drafting()


def test_a_client_asks_once_for_what_there_is_not(world: Business) -> None:
    client = world.client()

    ask(world, client)

    asked = world.service.algorithm_view.asked_by(own(client), [LIFT_CODE])
    assert asked == {LIFT_CODE}
    with pytest.raises(AlreadyAsked):
        ask(world, client)
    with pytest.raises(NotFound):
        ask(world, client, "REQ-NONE-999")


def test_nobody_asks_for_what_there_is(world: Business) -> None:
    client = world.client()
    draft(world)

    with pytest.raises(AlgorithmExists) as refusal:
        ask(world, client)

    assert refusal.value.facts == {"algorithms": (ALGORITHM,)}


def test_what_was_withdrawn_may_be_asked_for_again(world: Business) -> None:
    client = world.client()
    draft(world)
    withdraw(world, REGISTRAR)

    ask(world, client)

    assert world.service.algorithm_view.serving(LIFT_CODE) == ()


def imported(world: Business, *rows: dict[str, Any]) -> ImportReport:
    found = world.service.algorithm_imports.algorithms(lines(*rows), by=REGISTRAR)
    world.service.runner.drain()
    return found


def counts(report: ImportReport) -> tuple[int, int, int, int, bool]:
    return (
        report.new,
        report.amended,
        report.same,
        report.rejected,
        report.recorded,
    )


def test_the_file_of_the_product_can_be_imported(world: Business) -> None:
    file = Path(__file__).parents[2] / "starter" / "algorithms.jsonl"
    codes = {
        code
        for line in file.read_text("utf-8").splitlines()
        for code in json.loads(line)["guarantees"]
    }
    for code in sorted(codes - {TEACHING_CODE}):
        world.require(code)

    with file.open("rb") as opened:
        report = world.service.algorithm_imports.algorithms(opened, by=REGISTRAR)

    assert counts(report) == (24, 0, 0, 0, True)


def test_an_import_says_each_thing_as_the_file_does(world: Business) -> None:
    told = row(
        applies={"object": ["lift"]},
        steps=[
            {
                "n": 1,
                "action": "Проверить",
                "evidence": {"kind": "registry_lookup", "name": "запись"},
                "performed_by": "system",
                "due": {"n": -7, "unit": "calendar_day", "from": "before_opening"},
                "automatic_check": "реестр",
            },
            {
                "n": 2,
                "action": "Заплатить",
                "due": {"fixed_date": "03-01"},
                "requirements": [LIFT_CODE],
                "only_if": {"employees_min": 1},
                "after": [0],
                "lasts": {"n": 30, "unit": "minute"},
                "cost": 500,
            },
        ],
        repeat={"every": {"n": 1, "unit": "month"}, "partial_steps": [2]},
    )

    imported(world, told)

    content = world.service.log.load(Algorithm, algorithm_id(ALGORITHM)).newest.content
    assert content == algorithm(
        step(
            1,
            action="Проверить",
            evidence_kind="registry_lookup",
            evidence_name="запись",
            performed_by="system",
            due={
                "type": "within",
                "n": -7,
                "unit": "calendar_day",
                "since": "before_opening",
            },
            automatic_check="реестр",
            repeats=False,
        ),
        step(
            2,
            action="Заплатить",
            evidence_kind=None,
            evidence_name=None,
            due={"type": "on", "day": "03-01"},
            requirements=[LIFT_CODE],
            only_if={"employees_min": 1},
            after=[0],
            lasts={"n": 30, "unit": "minute"},
            cost=500,
        ),
        condition={"object": ["lift"]},
        repeat={"every": {"n": 1, "unit": "month"}},
        limits="Не охватывает эскалаторы",
    )


def test_importing_again_changes_only_what_differs(
    world: Business, head: Actor
) -> None:
    other = row(id="ALG-2")
    first = imported(world, row(), other)
    approve(world, head)

    again = imported(world, row(), other)
    changed = imported(world, row(title="Иначе"), other)

    assert counts(first) == (2, 0, 0, 0, True)
    assert counts(again) == (0, 0, 2, 0, True)
    assert counts(changed) == (0, 1, 1, 0, True)
    found = card(world)
    assert (found.number, found.drafted) == (1, 2)


def test_one_faulty_row_keeps_the_whole_file_out(world: Business) -> None:
    faulty = [
        row(id="ALG-2", title=""),
        row(
            id="ALG-3", steps=[{"n": 1, "action": "x", "due": {"n": 1, "unit": "day"}}]
        ),
        row(id="ALG-4", guarantees=["REQ-NONE-1"]),
        row(id="ALG-5", applies={"object": ["time_machine"]}),
        row(),
    ]
    before = world.service.log.head()

    report = imported(world, row(), *faulty)

    assert counts(report) == (1, 0, 0, 5, False)
    assert [(one.line, one.pointer) for one in report.rejections] == [
        (2, "#/title"),
        (3, "#/steps/0/due/unit"),
        (3, "#/steps/0/due/from"),
        (4, "#/guarantees/0"),
        (5, "#/applies/object/0"),
        (6, "#/id"),
    ]
    assert world.service.log.head() == before


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (b"{", "not_json"),
        (b"[]", "not_an_object"),
        (b'"' + b"x" * 300_000 + b'"', "line_too_long"),
        (b'{"id": "A", "steps": []}', "missing"),
    ],
    ids=["no JSON", "a list", "too long", "half"],
)
def test_a_line_that_is_no_algorithm_is_told(
    world: Business, line: bytes, kind: str
) -> None:
    report = world.service.algorithm_imports.algorithms([line], by=REGISTRAR)

    assert kind in {one.kind for one in report.rejections}
    assert report.rows == report.rejected == 1


def test_what_was_withdrawn_cannot_be_imported_again(world: Business) -> None:
    imported(world, row())
    withdraw(world, REGISTRAR)

    report = imported(world, row(title="Иначе"))

    assert [one.kind for one in report.rejections] == ["algorithm-withdrawn"]


def test_an_empty_file_is_nothing_to_import(world: Business) -> None:
    with pytest.raises(NothingToImport):
        world.service.algorithm_imports.algorithms([b"\n", b"  "], by=REGISTRAR)


def test_only_registrars_import(world: Business, head: Actor) -> None:
    with pytest.raises(NotFound):
        world.service.algorithm_imports.algorithms(lines(row()), by=head)


def test_an_amendment_of_a_draft_is_kept_in_the_history(world: Business) -> None:
    draft(world)

    amend(world, title="Иначе")

    assert [one.kind for one in card(world).moments] == ["drafted", "redrafted"]
