"""The rules of a declaration of non-applicability (L4)."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest

from domain.applicability import (
    AlreadyDeclared,
    AnswerAwaited,
    ContestedAlready,
    Declaration,
    FactsSayOtherwise,
    GroundNotEnough,
    NoGroundChosen,
    NotAGround,
    NotContested,
    NothingToReconfirm,
    NotInEffect,
    ReasonMissing,
    Status,
    Subject,
    Why,
    what_changed_it,
)
from domain.condition import Ground, parse
from domain.errors import Refusal
from domain.kernel import Actor, Role
from domain.profile import Profile
from tests.facts import new_facts

TODAY = date(2026, 11, 21)
CLIENT, FIRE = uuid4(), uuid4()
ANNA = Actor(id="anna", role=Role.CLIENT, organisation=CLIENT)
PAVEL = Actor(id="pavel", role=Role.INSPECTOR, organisation=FIRE)

LIFT = Subject(
    code="REQ-OPO-011",
    version=1,
    condition=parse(
        {"op": "all", "of": [{"client_kind": ["LE", "IE"]}, {"object": ["lift"]}]}
    ),
    control_body="Ростехнадзор",
)
TEACHING = Subject(
    code="REQ-EDU-001",
    version=1,
    condition=parse(
        {
            "op": "any",
            "of": [{"okved_prefix": ["85"]}, {"activity": ["educational_programs"]}],
        }
    ),
    control_body="Рособрнадзор",
)
KNOWN = Profile.model_validate({"client_kind": "IE", "okved": ["56.10"]})


def declared(
    subject: Subject = LIFT,
    profile: Profile = KNOWN,
    ground: Ground = Ground.OBJECT_NOT_USED,
    absent: tuple[str, ...] = ("object:lift",),
    explanation: str | None = None,
) -> Declaration:
    return Declaration.declare(
        subject,
        client_id=CLIENT,
        profile=profile,
        ground=ground,
        absent=absent,
        explanation=explanation,
        document_id=None,
        by=ANNA,
        today=TODAY,
    )


def in_status(status: Status) -> Declaration:
    declaration = declared()
    steps: dict[Status, list[Callable[[], None]]] = {
        Status.DECLARED: [],
        Status.CONTESTED: [lambda: contest(declaration)],
        Status.ANSWERED: [lambda: contest(declaration), lambda: answer(declaration)],
        Status.TO_RECONFIRM: [lambda: put_up(declaration)],
        Status.NOT_UPHELD: [
            lambda: contest(declaration),
            lambda: answer(declaration),
            lambda: declaration.uphold_contest(reason="Лифт есть", by=PAVEL),
        ],
        Status.WITHDRAWN: [lambda: declaration.withdraw(reason=None, by=ANNA)],
    }
    for step in steps[status]:
        step()
    assert declaration.status is status
    return declaration


def contest(declaration: Declaration) -> None:
    declaration.contest(authority=FIRE, reason="Лифт виден на плане", by=PAVEL)


def answer(declaration: Declaration) -> None:
    declaration.answer(answer="Лифт демонтирован", by=ANNA)


def put_up(declaration: Declaration) -> None:
    declaration.put_up(why=Why.NEW_VERSION, requirement_version=2, facts={}, by=PAVEL)


def test_a_declaration_records_the_version_the_ground_and_who_will_see_it() -> None:
    assert new_facts(declared(explanation="  Одноэтажное здание ")) == [
        (
            "Declared",
            {
                "client_id": CLIENT,
                "requirement": "REQ-OPO-011",
                "requirement_version": 1,
                "control_body": "Ростехнадзор",
                "ground": Ground.OBJECT_NOT_USED,
                "absent": ("object:lift",),
                "explanation": "Одноэтажное здание",
                "document_id": None,
                "on": TODAY,
            },
        )
    ]


def test_one_client_has_one_declaration_per_requirement() -> None:
    other = Declaration.create_id(client_id=CLIENT, requirement="REQ-OPO-012")

    assert declared().id == declared().id != other


@pytest.mark.parametrize(
    ("ground", "absent", "refusal"),
    [
        (Ground.OBJECT_NOT_USED, (), NoGroundChosen),
        (Ground.OBJECT_NOT_USED, ("object:pool",), NotAGround),
        (Ground.OBJECT_NOT_USED, ("client_kind:IE",), NotAGround),
        (Ground.ACTIVITY_NOT_CARRIED_OUT, ("object:lift",), NotAGround),
    ],
)
def test_only_what_the_requirement_asks_for_is_a_ground(
    ground: Ground, absent: tuple[str, ...], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        declared(ground=ground, absent=absent)


BAKING = Subject(
    code="REQ-CAT-001",
    version=1,
    condition=parse(
        {"op": "any", "of": [{"activity": ["cooks_food"]}, {"object": ["oven"]}]}
    ),
    control_body="Роспотребнадзор",
)


@pytest.mark.parametrize("ground", Ground)
def test_both_grounds_together_take_away_what_asks_for_either(ground: Ground) -> None:
    both = ("activity:cooks_food", "object:oven")

    assert declared(BAKING, KNOWN, ground, both).absent == both
    for alone, of_its_ground in (
        (both[:1], Ground.ACTIVITY_NOT_CARRIED_OUT),
        (both[1:], Ground.OBJECT_NOT_USED),
    ):
        with pytest.raises(GroundNotEnough if ground is of_its_ground else NotAGround):
            declared(BAKING, KNOWN, ground, alone)


def test_what_the_profile_knows_to_be_so_cannot_be_declared_away() -> None:
    with pytest.raises(FactsSayOtherwise) as refusal:
        declared(profile=KNOWN.with_facts({"object:lift": True}))

    assert refusal.value.facts == {"facts": ["object:lift"]}


def test_a_registered_code_may_stand_for_work_that_is_not_done() -> None:
    teacher = Profile.model_validate(
        {"okved": ["85.41"], "activities": {"educational_programs": False}}
    )

    declaration = declared(
        TEACHING, teacher, Ground.ACTIVITY_NOT_CARRIED_OUT, ("okved:85",)
    )

    assert declaration.status is Status.DECLARED


def test_a_ground_that_leaves_the_requirement_open_is_not_enough() -> None:
    with pytest.raises(GroundNotEnough) as refusal:
        declared(TEACHING, Profile(), Ground.ACTIVITY_NOT_CARRIED_OUT, ("okved:85",))

    assert refusal.value.facts == {
        "verdict": "unknown",
        "facts": ["activity:educational_programs"],
    }


@pytest.mark.parametrize("status", sorted(set(Status)))
def test_a_declaration_is_repeated_only_after_it_ended(status: Status) -> None:
    declaration = in_status(status)

    def again() -> None:
        declaration.declare_again(
            LIFT,
            profile=KNOWN,
            ground=Ground.OBJECT_NOT_USED,
            absent=("object:lift",),
            explanation=None,
            document_id=None,
            by=ANNA,
            today=TODAY,
        )

    if status in {Status.WITHDRAWN, Status.NOT_UPHELD}:
        again()
        assert declaration.status is Status.DECLARED
    else:
        with pytest.raises(AlreadyDeclared):
            again()


ALLOWED: list[tuple[str, Callable[[Declaration], None], set[Status], Status]] = [
    (
        "withdraw",
        lambda d: d.withdraw(reason="Ошибка", by=ANNA),
        {
            Status.DECLARED,
            Status.CONTESTED,
            Status.ANSWERED,
            Status.TO_RECONFIRM,
        },
        Status.WITHDRAWN,
    ),
    (
        "put up",
        put_up,
        {Status.DECLARED},
        Status.TO_RECONFIRM,
    ),
    (
        "reconfirm",
        lambda d: d.reconfirm(LIFT, profile=KNOWN, by=ANNA, today=TODAY),
        {Status.TO_RECONFIRM},
        Status.DECLARED,
    ),
    ("contest", contest, {Status.DECLARED}, Status.CONTESTED),
    ("answer", answer, {Status.CONTESTED}, Status.ANSWERED),
    (
        "drop the contest",
        lambda d: d.drop_contest(reason=None, by=PAVEL),
        {Status.CONTESTED, Status.ANSWERED},
        Status.DECLARED,
    ),
    (
        "uphold the contest",
        lambda d: d.uphold_contest(reason="Лифт есть", by=PAVEL),
        {Status.ANSWERED},
        Status.NOT_UPHELD,
    ),
]


@pytest.mark.parametrize("status", sorted(set(Status)))
@pytest.mark.parametrize(
    ("step", "allowed", "leads_to"),
    [pytest.param(*rest, id=name) for name, *rest in ALLOWED],
)
def test_each_step_is_possible_in_its_statuses_only(
    status: Status,
    step: Callable[[Declaration], None],
    allowed: set[Status],
    leads_to: Status,
) -> None:
    declaration = in_status(status)

    if status in allowed:
        step(declaration)
        assert declaration.status is leads_to
    else:
        with pytest.raises(
            (
                NotInEffect,
                NothingToReconfirm,
                ContestedAlready,
                NotContested,
                AnswerAwaited,
            )
        ):
            step(declaration)


@pytest.mark.parametrize("status", [Status.CONTESTED, Status.ANSWERED])
def test_a_contest_is_not_shaken_off_by_looking_again(status: Status) -> None:
    declaration = in_status(status)

    with pytest.raises(ContestedAlready):
        put_up(declaration)
    declaration.note_change({"object:lift": True}, by=PAVEL)
    with pytest.raises(NothingToReconfirm):
        declaration.reconfirm(LIFT, profile=KNOWN, by=ANNA, today=TODAY)

    assert (declaration.status, declaration.noted) == (status, {"object:lift": True})


@pytest.mark.parametrize("status", sorted(set(Status)))
def test_a_change_is_noted_while_a_declaration_is_in_effect(status: Status) -> None:
    declaration = in_status(status)

    if declaration.is_in_effect:
        declaration.note_change({"object:lift": True}, by=PAVEL)
        assert declaration.status is status
    else:
        with pytest.raises(NotInEffect):
            declaration.note_change({"object:lift": True}, by=PAVEL)


def test_what_is_noted_already_is_not_noted_again() -> None:
    declaration = in_status(Status.CONTESTED)
    declaration.note_change({"object:lift": True, "employees": 5}, by=PAVEL)
    before = len(new_facts(declaration))

    declaration.note_change({"object:lift": True}, by=PAVEL)
    declaration.note_change({"object:lift": False, "employees": 5}, by=PAVEL)

    assert new_facts(declaration)[before:] == [
        ("ChangeNoted", {"client_id": CLIENT, "facts": {"object:lift": False}})
    ]


def test_what_was_noted_is_settled_when_the_client_looks_again() -> None:
    declaration = in_status(Status.CONTESTED)
    declaration.note_change({"object:lift": True}, by=PAVEL)
    declaration.drop_contest(reason=None, by=PAVEL)
    assert declaration.noted

    put_up(declaration)

    assert declaration.noted == {}


def test_a_contest_an_answer_and_an_upheld_contest_need_words() -> None:
    with pytest.raises(ReasonMissing):
        declared().contest(authority=FIRE, reason=" ", by=PAVEL)
    with pytest.raises(ReasonMissing):
        in_status(Status.CONTESTED).answer(answer="", by=ANNA)
    with pytest.raises(ReasonMissing):
        in_status(Status.ANSWERED).uphold_contest(reason="", by=PAVEL)


def test_a_reconfirmed_declaration_names_the_newest_version() -> None:
    declaration = in_status(Status.TO_RECONFIRM)
    newest = LIFT.model_copy(update={"version": 2, "control_body": "МЧС России"})

    declaration.reconfirm(newest, profile=KNOWN, by=ANNA, today=TODAY)

    assert (declaration.requirement_version, declaration.control_body) == (
        2,
        "МЧС России",
    )


@pytest.mark.parametrize(
    ("changed", "touched"),
    [
        ({"object:lift": True}, {"object:lift": True}),
        ({"object:pool": True}, {}),
        ({"object:lift": False}, {}),
        ({"employees": 5}, {}),
    ],
)
def test_a_changed_fact_touches_a_declaration_that_rests_on_it(
    changed: dict[str, bool | int], touched: dict[str, bool | int]
) -> None:
    profile = KNOWN.with_facts(changed)

    assert what_changed_it(declared(), LIFT, profile, changed) == touched


def test_a_new_code_touches_a_declaration_that_the_work_is_not_done() -> None:
    cook = Profile.model_validate(
        {"okved": ["56.10"], "activities": {"educational_programs": False}}
    )
    declaration = declared(
        TEACHING, cook, Ground.ACTIVITY_NOT_CARRIED_OUT, ("okved:85",)
    )
    codes = {"okved": ("56.10", "85.41")}

    touched = what_changed_it(declaration, TEACHING, cook.with_facts(codes), codes)

    assert touched == codes
