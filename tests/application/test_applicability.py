"""Declarations on the real log: all or none, by whom, and what came of them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from application.applicability import (
    Answer,
    OptionalReason,
    Reason,
    SomeCannotBeDeclared,
    VersionChanged,
)
from application.log import EventLog, KeyReused, Receipt
from domain.applicability import (
    AlreadyDeclared,
    AnswerAwaited,
    Declaration,
    FactsSayOtherwise,
    GroundNotEnough,
    NotAGround,
    NotContested,
    NothingToReconfirm,
    NotInEffect,
    ReasonMissing,
    Status,
)
from domain.condition import Ground
from domain.errors import NotFound, Refusal, Stale
from domain.kernel import PUBLIC, Actor, Role
from domain.profile import ClientKind
from interfaces.gateways.database import Database
from interfaces.gateways.documents import BadDocument
from interfaces.worker import drop_documents
from tests.business import (
    CRANE,
    FIRM_INN,
    LIFT_CODE,
    LIFTS,
    NO_LIFT,
    PDF,
    SCHOOLS,
    TEACHING,
    TEACHING_CODE,
    Business,
    business,
    key,
    own,
    stranger,
)
from tests.conftest import StoppedClock
from tests.interfaces.shell import ADMIN

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log")]

CRANE_CODE = "REQ-CRANE-001"
NO_LESSONS: dict[str, Any] = {
    "ground": Ground.ACTIVITY_NOT_CARRIED_OUT,
    "absent": ("okved:85", "activity:educational_programs"),
}


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    found = business(database, clock)
    found.require()
    return found


def kept(log: EventLog, id: UUID) -> Declaration:
    return log.load(Declaration, id)


def test_one_requirement_is_declared_not_to_concern_the_client(
    world: Business, log: EventLog
) -> None:
    anna = world.client()

    receipt = world.declare(anna, explanation="Один этаж")

    declaration = kept(log, receipt.id)
    assert declaration.id == Declaration.create_id(own(anna), LIFT_CODE)
    assert (declaration.status, declaration.absent) == (Status.DECLARED, NO_LIFT)
    assert declaration.control_body == LIFTS


def test_many_are_declared_in_one_go(world: Business, log: EventLog) -> None:
    world.require(CRANE_CODE, {"object": ["lift"]})
    anna = world.client()

    receipt = world.declare(anna, LIFT_CODE, CRANE_CODE, LIFT_CODE)

    assert [kept(log, one.id).requirement for one in receipt.changed] == [
        LIFT_CODE,
        CRANE_CODE,
    ]


@pytest.mark.parametrize(
    ("facts", "code", "differently", "refusal"),
    [
        ({}, LIFT_CODE, {"absent": ("object:pool",)}, NotAGround),
        ({}, LIFT_CODE, {"ground": Ground.ACTIVITY_NOT_CARRIED_OUT}, NotAGround),
        ({}, LIFT_CODE, {"absent": ("client_kind:IE",)}, NotAGround),
        ({"object:lift": True}, LIFT_CODE, {}, FactsSayOtherwise),
        ({}, CRANE_CODE, {}, GroundNotEnough),
        (
            {"activity:educational_programs": True},
            TEACHING_CODE,
            NO_LESSONS | {"absent": ("okved:85",)},
            GroundNotEnough,
        ),
        ({}, "REQ-NONE-001", {}, NotFound),
        ({}, LIFT_CODE, {"seen": {LIFT_CODE: 2}}, VersionChanged),
        ({}, LIFT_CODE, {"document_id": UUID(int=1)}, NotFound),
    ],
)
def test_a_ground_that_does_not_hold_declares_nothing(
    world: Business,
    log: EventLog,
    facts: dict[str, Any],
    code: str,
    differently: dict[str, Any],
    refusal: type[Refusal],
) -> None:
    world.require(CRANE_CODE, CRANE)
    world.require(TEACHING_CODE, TEACHING, SCHOOLS)
    anna = world.client(facts=facts)
    before = log.head()

    with pytest.raises(refusal):
        world.declare(anna, code, **differently)

    assert log.head() == before


def test_a_code_of_activity_may_stand_for_what_is_not_done(
    world: Business, log: EventLog
) -> None:
    world.require(TEACHING_CODE, TEACHING, SCHOOLS)
    anna = world.client(facts={"okved": ("85.41",)})

    receipt = world.declare(anna, TEACHING_CODE, **NO_LESSONS)

    assert kept(log, receipt.id).status is Status.DECLARED


def test_many_with_one_that_cannot_be_are_all_left_alone(
    world: Business, log: EventLog
) -> None:
    world.require(CRANE_CODE, CRANE)
    world.require("REQ-LIFT-002", {"object": ["lift"]})
    anna = world.client()
    world.declare(anna, "REQ-LIFT-002")
    before = log.head()

    with pytest.raises(SomeCannotBeDeclared) as refusal:
        world.declare(anna, LIFT_CODE, CRANE_CODE, "REQ-LIFT-002")

    assert log.head() == before
    assert refusal.value.facts == {
        "refused": [{"requirement": CRANE_CODE, "problem": GroundNotEnough.code}]
    }


def test_what_is_declared_already_is_named_among_many(world: Business) -> None:
    world.require("REQ-LIFT-002", {"object": ["lift"]})
    anna = world.client()
    world.declare(anna, "REQ-LIFT-002")

    with pytest.raises(SomeCannotBeDeclared) as refusal:
        world.declare(anna, LIFT_CODE, "REQ-LIFT-002")

    assert refusal.value.facts == {
        "refused": [{"requirement": "REQ-LIFT-002", "problem": AlreadyDeclared.code}]
    }


def test_a_missing_one_among_many_is_named(world: Business) -> None:
    anna = world.client()

    with pytest.raises(NotFound) as refusal:
        world.declare(anna, LIFT_CODE, "REQ-NONE-001")

    assert refusal.value.facts == {"requirements": ["REQ-NONE-001"]}


def test_declaring_twice_is_answered_with_the_first(world: Business) -> None:
    anna = world.client()
    first = world.declare(anna)

    with pytest.raises(AlreadyDeclared) as refusal:
        world.declare(anna)

    assert refusal.value.facts == {"declaration": first.id}


def test_a_double_click_declares_once(world: Business, log: EventLog) -> None:
    anna = world.client()

    first, again = world.declare(anna, key=key()), world.declare(anna, key=key())

    assert first == again
    assert kept(log, first.id).version == 1
    with pytest.raises(KeyReused):
        world.declare(anna, key=key(fingerprint="another body"))


def test_what_ended_is_declared_again_by_the_same_command(
    world: Business, log: EventLog
) -> None:
    anna = world.client()
    id = world.declare(anna, explanation="Один этаж").id
    world.withdraw(id, anna, "Ошибка")
    world.require("REQ-LIFT-002", {"object": ["lift"]})

    receipt = world.declare(anna, LIFT_CODE, "REQ-LIFT-002", explanation="Два этажа")

    assert [(one.id, one.version) for one in receipt.changed] == [
        (id, 3),
        (Declaration.create_id(own(anna), "REQ-LIFT-002"), 1),
    ]
    assert kept(log, id).status is Status.DECLARED
    assert world.declaration(id).explanation == "Два этажа"


def test_what_is_not_in_force_cannot_be_declared(world: Business) -> None:
    anna = world.client()
    world.require("REQ-LIFT-002", {"object": ["lift"]})
    world.suspend()
    world.repeal("REQ-LIFT-002")

    for code in (LIFT_CODE, "REQ-LIFT-002"):
        with pytest.raises(NotFound):
            world.declare(anna, code)


def test_the_version_that_was_read_is_the_one_declared_of(world: Business) -> None:
    anna = world.client()
    world.amend(title="Иначе")

    with pytest.raises(VersionChanged) as refusal:
        world.declare(anna, seen={LIFT_CODE: 1})

    assert refusal.value.facts == {"requirements": [LIFT_CODE]}
    assert world.declare(anna, seen={LIFT_CODE: 2}).version == 1


def test_nobody_declares_for_another(world: Business) -> None:
    anna = world.client()

    for by in (stranger(), world.supervisor(), ADMIN, PUBLIC, world.person("boris")):
        by_for_anna = by.model_copy(update={"organisation": own(anna)})
        with pytest.raises(NotFound):
            world.applicability.keep_document(own(anna), "a.pdf", PDF, by=by)
        if by_for_anna.role is not Role.CLIENT:
            with pytest.raises(NotFound):
                world.declare(by_for_anna)
    with pytest.raises(NotFound):
        world.declare(stranger())


def test_a_document_is_kept_once_and_is_named_by_its_owner_only(
    world: Business,
) -> None:
    anna = world.client()
    firm = world.client("oleg", FIRM_INN, ClientKind.LE)
    keep = world.applicability.keep_document

    id = keep(own(anna), "plan.pdf", PDF, by=anna)

    assert keep(own(anna), "again.pdf", PDF, by=anna) == id
    assert keep(own(firm), "plan.pdf", PDF, by=firm) != id
    with pytest.raises(NotFound):
        world.declare(firm, document_id=id)
    receipt = world.declare(anna, document_id=id)
    assert world.declaration(receipt.id).document_id == id


def test_a_document_of_a_declaration_stays_and_one_of_a_refused_one_does_not(
    world: Business,
) -> None:
    anna = world.client()
    keep = world.applicability.keep_document
    used = keep(own(anna), "a.pdf", PDF, by=anna)
    unused = keep(own(anna), "b.pdf", PDF + b"!", by=anna)
    world.declare(anna, document_id=used)
    with pytest.raises(AlreadyDeclared):
        world.declare(anna, document_id=unused)
    with world.service.database.connection() as sql:
        sql.execute("UPDATE documents SET kept_at = '2000-01-01'")

    assert drop_documents(world.service) == 1

    assert world.service.documents.get(used, own(anna)).content == PDF


@pytest.mark.parametrize(
    "content", [b"", b"MZ", b"<svg/>", b" %PDF-", b"%PDF-" + bytes(10 * 1024 * 1024)]
)
def test_only_what_can_be_read_is_kept_as_a_document(
    world: Business, content: bytes
) -> None:
    anna = world.client()

    with pytest.raises(BadDocument):
        world.applicability.keep_document(own(anna), "x.pdf", content, by=anna)


def test_a_contest_is_answered_and_dropped(world: Business, log: EventLog) -> None:
    anna, pavel = world.client(), world.supervisor()
    id = world.declare(anna).id

    world.contest(id, pavel)
    with pytest.raises(AnswerAwaited):
        world.uphold(id, pavel)
    world.answer(id, anna)
    world.accept(id, pavel, "Убедили")

    assert (kept(log, id).status, kept(log, id).version) == (Status.DECLARED, 4)


def test_a_contest_is_dropped_before_the_answer(world: Business, log: EventLog) -> None:
    anna, pavel = world.client(), world.supervisor()
    id = world.declare(anna).id

    world.contest(id, pavel)
    world.accept(id, pavel)

    assert kept(log, id).status is Status.DECLARED


def test_an_upheld_contest_ends_the_declaration(world: Business, log: EventLog) -> None:
    anna, pavel = world.client(), world.supervisor(role=Role.HEAD)
    id = world.declare(anna).id

    world.contest(id, pavel)
    world.answer(id, anna)
    world.uphold(id, pavel)

    assert kept(log, id).status is Status.NOT_UPHELD
    with pytest.raises(NotInEffect):
        world.withdraw(id, anna)
    assert world.declare(anna).version == 5


def steps(
    world: Business, id: UUID, by: Actor, version: int | None = None
) -> dict[str, Callable[[], Receipt]]:
    """Everything that can be done to a declaration, not yet done."""
    commands = world.applicability
    how: Any = {"by": by, "version": version}
    return {
        "withdraw": lambda: commands.withdraw(id, OptionalReason(), **how),
        "reconfirm": lambda: commands.reconfirm(id, **how),
        "answer": lambda: commands.answer(id, Answer(answer="Нет"), **how),
        "contest": lambda: commands.contest(id, Reason(reason="Да"), **how),
        "accept": lambda: commands.drop_contest(id, OptionalReason(), **how),
        "uphold": lambda: commands.uphold_contest(id, Reason(reason="Да"), **how),
    }


OF_CLIENT = {"withdraw", "reconfirm", "answer"}


def test_nobody_else_takes_a_step(world: Business, log: EventLog) -> None:
    anna, pavel = world.client(), world.supervisor()
    firm = world.client("oleg", FIRM_INN, ClientKind.LE)
    olga = world.supervisor(SCHOOLS, "olga")
    id = world.declare(anna).id
    before = log.head()

    for by in (anna, pavel, firm, olga, stranger(Role.INSPECTOR), ADMIN, PUBLIC):
        allowed = OF_CLIENT if by is anna else {"contest", "accept", "uphold"}
        for name, step in steps(world, id, by).items():
            if by in (anna, pavel) and name in allowed:
                continue
            with pytest.raises(NotFound):
                step()

    assert log.head() == before


def test_a_step_on_what_changed_meanwhile_is_refused(world: Business) -> None:
    anna, pavel = world.client(), world.supervisor()
    id = world.declare(anna).id

    for name in ("withdraw", "reconfirm", "answer"):
        with pytest.raises(Stale):
            steps(world, id, anna, version=2)[name]()
    for name in ("contest", "accept", "uphold"):
        with pytest.raises(Stale):
            steps(world, id, pavel, version=2)[name]()


def test_a_step_out_of_turn_is_refused(world: Business) -> None:
    anna, pavel = world.client(), world.supervisor()
    id = world.declare(anna).id

    for by, name, refusal in (
        (anna, "answer", NotContested),
        (anna, "reconfirm", NothingToReconfirm),
        (pavel, "accept", NotContested),
        (pavel, "uphold", NotContested),
    ):
        with pytest.raises(refusal):
            steps(world, id, by)[name]()
    with pytest.raises(ReasonMissing):
        world.contest(id, pavel, "  ")
    with pytest.raises(NotFound):
        world.withdraw(uuid4(), anna)


def test_the_body_of_the_version_declared_of_decides(world: Business) -> None:
    anna, pavel = world.client(), world.supervisor()
    olga = world.supervisor(SCHOOLS, "olga")
    id = world.declare(anna).id

    world.amend(control_body=SCHOOLS)
    world.react()
    world.reconfirm(id, anna)

    with pytest.raises(NotFound):
        world.contest(id, pavel)
    world.contest(id, olga)


def test_what_was_repealed_is_not_reconfirmed(world: Business) -> None:
    anna = world.client()
    id = world.declare(anna).id
    world.amend(title="Иначе")
    world.react()
    world.repeal()

    with pytest.raises(NotFound):
        world.reconfirm(id, anna)


def test_nothing_is_left_to_do_with_a_forgotten_clients_declaration(
    world: Business, log: EventLog
) -> None:
    anna, pavel = world.client(), world.supervisor()
    id = world.declare(anna).id
    world.contest(id, pavel)
    world.forget(own(anna))
    before = log.head()

    for by in (anna, pavel):
        for step in steps(world, id, by).values():
            with pytest.raises(NotFound):
                step()
    with pytest.raises(NotFound):
        world.declare(anna)

    assert log.head() == before
