"""The rules of self-assessment and of declarations of compliance (L9)."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from domain.applicability import ReasonMissing
from domain.compliance import (
    AssessmentUnfinished,
    ComplianceDeclaration,
    Concern,
    Confirmed,
    ControlScope,
    DeclarationEnded,
    Degree,
    DueDayPassed,
    EvidenceKind,
    EvidenceNotAskedFor,
    Given,
    MeasureDoneAlready,
    NothingToDeclare,
    NothingToMend,
    OnlyWhatIsObserved,
    OutOfScope,
    Position,
    SelfAssessment,
    State,
    confirmed,
)
from domain.errors import NotFound, Refusal
from domain.kernel import Actor, Certainty, Role
from domain.law_term import LawTerm
from interfaces.regions import STARTER
from tests.facts import new_facts

TODAY = date(2026, 11, 21)
ONE_DAY = timedelta(days=1)
CLIENT, FIRE = uuid4(), uuid4()
ANNA = Actor(id="anna", role=Role.CLIENT, organisation=CLIENT)
PAVEL = Actor(id="pavel", role=Role.INSPECTOR, organisation=FIRE)
BODY, KIND = "МЧС России", "Пожарный надзор"
EXITS = Concern(code="REQ-FIRE-001", version=1, control_kind=KIND, control_body=BODY)
ALARM = Concern(code="REQ-FIRE-002", version=1, control_kind=KIND, control_body=BODY)
ASKED = ("приказ", "инструкция")
YEAR = LawTerm(
    id="LAW-900",
    topic="Prevention",
    rule="How long a declaration holds",
    value=1,
    unit="year",
    counted_from="registration",
    source="a regulation",
    certainty=Certainty.LIKELY,
)


def assessed(degree: Degree = Degree.COMPLIES, **given: object) -> SelfAssessment:
    said = Given.model_validate({"degree": degree} | given)
    return SelfAssessment.assess(EXITS, said, client_id=CLIENT, asked=ASKED, by=ANNA)


def newer(concern: Concern = EXITS) -> Concern:
    return concern.model_copy(update={"version": concern.version + 1})


def position(
    concern: Concern = EXITS,
    degree: Degree | None = Degree.COMPLIES,
    given_on: int | None = 1,
) -> Position:
    return Position(
        concern=concern, degree=degree, given_on=given_on, assessment_version=3
    )


def declared(*positions: Position) -> ComplianceDeclaration:
    found = positions or (position(),)
    return ComplianceDeclaration.declare(
        found,
        [one.concern.code for one in found],
        client_id=CLIENT,
        control_body=BODY,
        control_kind=None,
        term=YEAR,
        by=ANNA,
        today=TODAY,
    )


def test_an_assessment_names_the_version_it_was_given_on_and_its_evidence() -> None:
    document = uuid4()

    assert new_facts(
        assessed(
            shown_by=("инструкция",),
            evidence_kind=EvidenceKind.DOCUMENT,
            evidence=" Приказ № 4 ",
            document_id=document,
            note="  ",
        )
    ) == [
        (
            "Assessed",
            {
                "client_id": CLIENT,
                "requirement": "REQ-FIRE-001",
                "requirement_version": 1,
                "degree": Degree.COMPLIES,
                "shown_by": ("инструкция",),
                "evidence_kind": EvidenceKind.DOCUMENT,
                "evidence": "Приказ № 4",
                "document_id": document,
                "note": None,
            },
        )
    ]


def test_only_evidence_that_the_requirement_asks_for_is_named_by_its_name() -> None:
    with pytest.raises(EvidenceNotAskedFor) as refusal:
        assessed(shown_by=("приказ", "печать"))

    assert refusal.value.facts == {"shown_by": ["печать"]}


def test_one_client_has_one_self_assessment_per_requirement() -> None:
    other = SelfAssessment.create_id(client_id=CLIENT, requirement="REQ-FIRE-002")

    assert assessed().id == assessed().id != other


def test_what_was_said_of_another_version_is_never_current() -> None:
    assessment = assessed()

    then, now = assessment.as_of(EXITS), assessment.as_of(newer())
    assessment.assess_again(newer(), Given(degree=Degree.PARTLY), asked=ASKED, by=ANNA)
    again = assessment.as_of(newer())

    assert (then.is_current, now.is_current, again.is_current) == (True, False, True)
    assert (again.degree, again.assessment_version) == (Degree.PARTLY, 2)
    assert again.assessment_version == assessment.version
    assert not Position(concern=EXITS).is_current


def test_a_measure_is_planned_changed_and_done() -> None:
    assessment = assessed(Degree.PARTLY)

    id = assessment.plan(what="Починить", due=TODAY, by=ANNA, today=TODAY)
    assessment.change_measure(
        id, what="Заменить", due=TODAY + ONE_DAY, by=ANNA, today=TODAY
    )
    assessment.finish_measure(id, by=ANNA, today=TODAY)

    assert [name for name, _ in new_facts(assessment)] == [
        "Assessed",
        "MeasurePlanned",
        "MeasureChanged",
        "MeasureDone",
    ]


def test_what_is_observed_needs_no_measure() -> None:
    with pytest.raises(NothingToMend):
        assessed().plan(what="Починить", due=TODAY, by=ANNA, today=TODAY)


@pytest.mark.parametrize(("days", "is_over"), [(-1, True), (0, False), (1, False)])
def test_a_measure_is_planned_for_a_day_that_is_not_over(
    days: int, *, is_over: bool
) -> None:
    assessment = assessed(Degree.DOES_NOT)
    due = TODAY + timedelta(days=days)

    if is_over:
        with pytest.raises(DueDayPassed):
            assessment.plan(what="Починить", due=due, by=ANNA, today=TODAY)
    else:
        id = assessment.plan(what="Починить", due=due, by=ANNA, today=TODAY)
        assert assessment.open == {id: due}


def test_the_words_of_a_late_measure_change_without_a_new_day() -> None:
    assessment = assessed(Degree.DOES_NOT)
    id = assessment.plan(what="Починить", due=TODAY, by=ANNA, today=TODAY)
    later = TODAY + 2 * ONE_DAY

    assessment.change_measure(id, what="Купить", due=TODAY, by=ANNA, today=later)
    with pytest.raises(DueDayPassed):
        assessment.change_measure(
            id, what="Купить", due=TODAY + ONE_DAY, by=ANNA, today=later
        )


STEPS: list[Callable[[SelfAssessment, UUID], None]] = [
    lambda a, one: a.change_measure(one, what="Так", due=TODAY, by=ANNA, today=TODAY),
    lambda a, one: a.finish_measure(one, by=ANNA, today=TODAY),
    lambda a, one: a.drop_measure(one, by=ANNA),
]


@pytest.mark.parametrize("step", STEPS)
def test_only_an_open_measure_is_changed_done_or_dropped(
    step: Callable[[SelfAssessment, UUID], None],
) -> None:
    assessment = assessed(Degree.UNKNOWN)
    done, dropped = (
        assessment.plan(what="Починить", due=TODAY, by=ANNA, today=TODAY)
        for _ in range(2)
    )
    assessment.finish_measure(done, by=ANNA, today=TODAY)
    assessment.drop_measure(dropped, by=ANNA)

    with pytest.raises(MeasureDoneAlready):
        step(assessment, done)
    for gone in (dropped, uuid4()):
        with pytest.raises(NotFound):
            step(assessment, gone)


@pytest.mark.parametrize(
    ("positions", "wanted", "refusal", "at_fault"),
    [
        ([position()], [], NothingToDeclare, None),
        ([position()], ["REQ-X-1"], OutOfScope, ["REQ-X-1"]),
        (
            [position(), position(ALARM, None, None)],
            ["REQ-FIRE-001"],
            AssessmentUnfinished,
            ["REQ-FIRE-002"],
        ),
        ([position(newer())], ["REQ-FIRE-001"], AssessmentUnfinished, ["REQ-FIRE-001"]),
        *(
            (
                [position(), position(ALARM, degree)],
                ["REQ-FIRE-001", "REQ-FIRE-002"],
                OnlyWhatIsObserved,
                ["REQ-FIRE-002"],
            )
            for degree in (Degree.PARTLY, Degree.DOES_NOT, Degree.UNKNOWN)
        ),
    ],
)
def test_only_the_finished_observed_and_chosen_enters_a_declaration(
    positions: list[Position],
    wanted: list[str],
    refusal: type[Refusal],
    at_fault: list[str] | None,
) -> None:
    with pytest.raises(refusal) as refused:
        confirmed(positions, wanted)

    assert refused.value.facts.get("requirements") == at_fault


def test_a_declaration_is_of_exactly_what_was_chosen_until_the_last_day() -> None:
    declaration = declared(position(), position(ALARM))

    [(name, facts)] = new_facts(declaration)
    assert name == "Declared"
    assert [Confirmed.model_validate(one) for one in facts["requirements"]] == [
        Confirmed(code="REQ-FIRE-001", version=1, assessment_version=3),
        Confirmed(code="REQ-FIRE-002", version=1, assessment_version=3),
    ]
    assert (facts["on"], facts["valid_until"]) == (TODAY, date(2027, 11, 21))
    assert confirmed([position(), position(ALARM, Degree.PARTLY)], ["REQ-FIRE-001"])


def test_a_scope_is_a_body_a_kind_both_or_everything() -> None:
    scopes = [
        ControlScope(),
        ControlScope(control_body=BODY),
        ControlScope(control_kind=KIND),
        ControlScope(control_body=BODY, control_kind="Другой"),
        ControlScope(control_body="Роструд"),
    ]

    assert [one.has(EXITS) for one in scopes] == [True, True, True, False, False]


def renew(declaration: ComplianceDeclaration, today: date = TODAY) -> None:
    declaration.renew([position()], ["REQ-FIRE-001"], term=YEAR, by=ANNA, today=today)


def again(declaration: ComplianceDeclaration, today: date = TODAY) -> None:
    declaration.declare_again(
        [position()], ["REQ-FIRE-001"], term=YEAR, by=ANNA, today=today
    )


def withdraw(declaration: ComplianceDeclaration, today: date = TODAY) -> None:
    declaration.withdraw(reason=None, by=ANNA, today=today)


def annul(declaration: ComplianceDeclaration, today: date = TODAY) -> None:
    declaration.annul(authority=FIRE, reason="Нет журнала", by=PAVEL, today=today)


LAST = date(2027, 11, 21)
STEP = Callable[[ComplianceDeclaration, date], None]


@pytest.mark.parametrize("step", [withdraw, annul])
@pytest.mark.parametrize("end", [withdraw, annul])
def test_an_ended_declaration_is_neither_ended_nor_renewed_but_declared_again(
    step: STEP, end: STEP
) -> None:
    declaration = declared()
    end(declaration, TODAY)
    expected = State.WITHDRAWN if end is withdraw else State.ANNULLED

    assert declaration.ended is expected
    with pytest.raises(DeclarationEnded):
        step(declaration, TODAY)
    with pytest.raises(DeclarationEnded):
        renew(declaration)
    again(declaration)
    assert not declaration.is_ended
    assert new_facts(declaration)[-1][0] == "DeclaredAgain"


@pytest.mark.parametrize("step", [withdraw, annul])
def test_it_is_withdrawn_or_annulled_through_its_last_day(step: STEP) -> None:
    step(declared(), LAST)

    with pytest.raises(DeclarationEnded):
        step(declared(), LAST + ONE_DAY)


def test_a_lapsed_declaration_is_renewed_for_a_new_term() -> None:
    declaration = declared()

    renew(declaration, LAST + ONE_DAY)

    assert declaration.valid_until == date(2028, 11, 22)
    assert new_facts(declaration)[-1][0] == "Renewed"


def test_declaring_what_stands_renews_it() -> None:
    declaration = declared()

    again(declaration, TODAY + ONE_DAY)

    assert new_facts(declaration)[-1][0] == "Renewed"


def test_what_changed_is_not_renewed_before_the_client_looked_again() -> None:
    with pytest.raises(AssessmentUnfinished):
        declared().renew(
            [position(newer())], ["REQ-FIRE-001"], term=YEAR, by=ANNA, today=TODAY
        )


def test_annulling_needs_a_reason() -> None:
    with pytest.raises(ReasonMissing):
        declared().annul(authority=FIRE, reason=" ", by=PAVEL, today=TODAY)


def test_one_client_has_one_declaration_per_body_and_chosen_kind() -> None:
    ids = {
        ComplianceDeclaration.create_id(CLIENT, body, kind)
        for body in (BODY, "Роструд")
        for kind in (None, KIND)
    }

    assert len(ids) == 4
    assert declared().id in ids


def test_the_kinds_of_evidence_are_those_of_the_starter_vocabulary() -> None:
    vocabulary = json.loads((STARTER / "vocabulary.json").read_text("utf-8"))

    assert {kind.value for kind in EvidenceKind} == set(vocabulary["evidence_kind"])
