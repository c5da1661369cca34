"""Commands of self-assessment and of declarations of compliance: who may what (L9)."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from application.applicability import OptionalReason, VersionChanged
from application.compliance import SomeCannotBeAssessed
from domain.compliance import (
    AssessmentUnfinished,
    ControlScope,
    DeclarationEnded,
    Degree,
    EvidenceNotAskedFor,
    NotAboutYou,
    OnlyWhatIsObserved,
    OutOfScope,
    State,
)
from domain.errors import NotFound, Stale
from domain.kernel import Actor, Role
from domain.profile import ClientKind
from interfaces.gateways.database import Database
from tests.business import (
    FIRM_INN,
    LIFT_CODE,
    LIFTS,
    PDF,
    SCHOOLS,
    TEACHING,
    TEACHING_CODE,
    Business,
    business,
    own,
    stranger,
)
from tests.compliance import Assessing
from tests.conftest import StoppedClock

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log")]

ONE_DAY = timedelta(days=1)
KIND = "Лицензионный контроль"


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    found = business(database, clock)
    found.require()
    found.require(TEACHING_CODE, TEACHING, SCHOOLS, control_kind=KIND)
    return found


@pytest.fixture
def doing(world: Business) -> Assessing:
    return Assessing(world)


@pytest.fixture
def anna(world: Business) -> Actor:
    """Nothing is known of her lifts and teaching: both requirements may be hers."""
    return world.client()


def test_several_alike_are_assessed_at_once_with_one_document(
    world: Business, doing: Assessing, anna: Actor
) -> None:
    document = world.service.assessments.keep_document(
        own(anna), "plan.pdf", PDF, by=anna
    )

    receipt = doing.assess(
        anna, LIFT_CODE, TEACHING_CODE, document_id=document, evidence="План"
    )

    assert len(receipt.changed) == 2
    for code in (LIFT_CODE, TEACHING_CODE):
        last = doing.card(anna, code).last
        assert (last.degree, last.document_id) == (Degree.COMPLIES, document)


def test_what_does_not_concern_the_client_is_not_assessed(
    world: Business, doing: Assessing, anna: Actor
) -> None:
    world.state(anna, object_lift=False)

    with pytest.raises(NotAboutYou) as refusal:
        doing.assess(anna, LIFT_CODE, TEACHING_CODE)

    assert refusal.value.facts == {"requirements": [LIFT_CODE]}
    with pytest.raises(NotFound):
        doing.assess(anna, "REQ-NONE-999")


def test_what_was_declared_not_to_be_about_the_client_is_not_assessed(
    world: Business, doing: Assessing, anna: Actor
) -> None:
    world.declare(anna)

    with pytest.raises(NotAboutYou):
        doing.assess(anna)


def test_an_assessment_of_a_version_that_gave_way_meanwhile_is_refused(
    world: Business, doing: Assessing, anna: Actor
) -> None:
    world.amend(title="Иначе")

    with pytest.raises(VersionChanged):
        doing.assess(anna, seen={LIFT_CODE: 1})
    assert doing.assess(anna, seen={LIFT_CODE: 2}).version == 1


def test_somebody_elses_assessment_meanwhile_is_not_overwritten(
    doing: Assessing, anna: Actor
) -> None:
    doing.assess(anna, version=0)

    with pytest.raises(Stale):
        doing.assess(anna, version=0)
    assert doing.assess(anna, version=1).version == 2


def test_evidence_must_be_asked_for_by_each_of_several(
    world: Business, doing: Assessing, anna: Actor
) -> None:
    world.amend(TEACHING_CODE, evidence=("лицензия",))

    with pytest.raises(EvidenceNotAskedFor):
        doing.assess(anna, shown_by=("лицензия",))
    with pytest.raises(SomeCannotBeAssessed) as refusal:
        doing.assess(anna, LIFT_CODE, TEACHING_CODE, shown_by=("лицензия",))

    assert refusal.value.facts["refused"] == [
        {"requirement": LIFT_CODE, "problem": "evidence-not-asked-for"}
    ]


def test_a_document_of_another_business_is_no_evidence(
    world: Business, doing: Assessing, anna: Actor
) -> None:
    other = world.client("oleg", FIRM_INN, ClientKind.LE)
    document = world.service.assessments.keep_document(
        own(other), "plan.pdf", PDF, by=other
    )

    with pytest.raises(NotFound):
        doing.assess(anna, document_id=document)


def test_the_whole_list_makes_a_declaration_for_each_body(
    world: Business, doing: Assessing, anna: Actor
) -> None:
    doing.assess(anna, LIFT_CODE, TEACHING_CODE)

    receipt = doing.declare(anna)

    cards = [doing.declaration(one.id) for one in receipt.changed]
    assert {one.control_body: one.requirements for one in cards} == {
        LIFTS: {LIFT_CODE: 1},
        SCHOOLS: {TEACHING_CODE: 1},
    }
    term = world.service.law.on("LAW-051", doing.today)
    assert {one.valid_until for one in cards} == {term.last_day(doing.today)}


@pytest.mark.parametrize(
    "scope", [ControlScope(control_kind=KIND), ControlScope(control_body=SCHOOLS)]
)
def test_a_part_of_the_list_is_declared_when_that_part_is_finished(
    doing: Assessing, anna: Actor, scope: ControlScope
) -> None:
    doing.assess(anna, TEACHING_CODE)

    with pytest.raises(AssessmentUnfinished) as refusal:
        doing.declare(anna)
    receipt = doing.declare(anna, scope)

    assert refusal.value.facts == {"requirements": [LIFT_CODE]}
    card = doing.declaration(receipt.id)
    assert (card.control_kind, card.requirements) == (
        scope.control_kind,
        {TEACHING_CODE: 1},
    )


@pytest.mark.parametrize("degree", sorted(set(Degree) - {Degree.COMPLIES}))
def test_what_is_not_observed_does_not_enter_but_the_rest_may(
    doing: Assessing, anna: Actor, degree: Degree
) -> None:
    doing.assess(anna, LIFT_CODE)
    doing.assess(anna, TEACHING_CODE, degree=degree)

    with pytest.raises(OnlyWhatIsObserved) as refusal:
        doing.declare(anna, REQ_LIFT_001=1, REQ_EDU_001=1)
    receipt = doing.declare(anna)

    assert refusal.value.facts == {"requirements": [TEACHING_CODE]}
    assert [doing.declaration(one.id).requirements for one in receipt.changed] == [
        {LIFT_CODE: 1}
    ]


def test_a_requirement_outside_the_scope_and_an_older_version_are_refused(
    world: Business, doing: Assessing, anna: Actor
) -> None:
    doing.assess(anna, LIFT_CODE, TEACHING_CODE)

    with pytest.raises(OutOfScope):
        doing.declare(anna, ControlScope(control_body=LIFTS), REQ_EDU_001=1)
    world.amend(title="Иначе")
    with pytest.raises(VersionChanged):
        doing.declare(anna, REQ_LIFT_001=1)


def test_a_changed_requirement_is_looked_at_again_before_renewing(
    world: Business, doing: Assessing, anna: Actor
) -> None:
    doing.assess(anna, LIFT_CODE)
    id = doing.declare(anna, ControlScope(control_body=LIFTS)).id
    world.amend(title="Иначе")

    assert doing.declaration(id).state is State.CHANGED
    with pytest.raises(AssessmentUnfinished):
        doing.renew(anna, id, REQ_LIFT_001=2)
    doing.assess(anna, LIFT_CODE)
    doing.renew(anna, id)

    card = doing.declaration(id)
    assert (card.state, card.requirements) == (State.IN_EFFECT, {LIFT_CODE: 2})


def test_declaring_the_whole_list_again_renews_what_stands(
    doing: Assessing, anna: Actor, clock: StoppedClock
) -> None:
    doing.assess(anna, LIFT_CODE, TEACHING_CODE)
    first = doing.declare(anna, ControlScope(control_body=LIFTS))
    clock.pass_by(ONE_DAY)

    receipt = doing.declare(anna)

    kinds = {
        doing.declaration(one.id).control_body: [
            moment.kind for moment in doing.declaration(one.id).moments
        ]
        for one in receipt.changed
    }
    assert first.id in {one.id for one in receipt.changed}
    assert kinds == {LIFTS: ["declared", "renewed"], SCHOOLS: ["declared"]}


@pytest.fixture
def made(doing: Assessing, anna: Actor) -> UUID:
    """A declaration of hers to the body that supervises lifts."""
    doing.assess(anna, LIFT_CODE)
    return doing.declare(anna, ControlScope(control_body=LIFTS)).id


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.HEAD])
def test_the_body_annuls_what_is_declared_to_it(
    world: Business, doing: Assessing, made: UUID, role: Role
) -> None:
    doing.annul(world.supervisor(role=role), made, "Журнал не ведётся")

    card = doing.declaration(made)
    assert (card.state, card.moments[-1].text) == (State.ANNULLED, "Журнал не ведётся")


def test_another_body_and_another_business_find_nothing(
    world: Business, doing: Assessing, made: UUID
) -> None:
    others = [
        world.supervisor(SCHOOLS, "olga"),
        stranger(Role.INSPECTOR),
        stranger(Role.HEAD),
        stranger(),
    ]

    for other in others:
        for step in (doing.annul, doing.withdraw, doing.renew):
            with pytest.raises(NotFound):
                step(other, made)
    assert doing.declaration(made).state is State.IN_EFFECT


def test_the_client_does_not_annul_and_the_body_does_not_withdraw_or_renew(
    world: Business, doing: Assessing, anna: Actor, made: UUID
) -> None:
    pavel = world.supervisor()

    with pytest.raises(NotFound):
        doing.annul(anna, made)
    with pytest.raises(NotFound):
        doing.withdraw(pavel, made)
    with pytest.raises(NotFound):
        doing.renew(pavel, made, REQ_LIFT_001=1)


def test_the_client_withdraws_and_declares_again(
    doing: Assessing, anna: Actor, made: UUID
) -> None:
    doing.withdraw(anna, made)

    with pytest.raises(DeclarationEnded):
        doing.renew(anna, made)
    receipt = doing.declare(anna, ControlScope(control_body=LIFTS))

    assert receipt.id == made
    assert doing.declaration(made).state is State.IN_EFFECT


def test_a_change_of_what_somebody_else_changed_is_stale(
    world: Business, doing: Assessing, anna: Actor, made: UUID
) -> None:
    version = doing.declaration(made).version

    with pytest.raises(Stale):
        world.service.compliance.withdraw(
            made, OptionalReason(), by=anna, version=version - 1
        )


def test_nothing_of_a_forgotten_business_can_be_changed(
    world: Business, doing: Assessing, anna: Actor, made: UUID
) -> None:
    doing.assess(anna, degree=Degree.PARTLY)
    measure = doing.plan(anna, doing.today)
    pavel = world.supervisor()
    world.forget(own(anna))

    with pytest.raises(NotFound):
        doing.assess(anna)
    with pytest.raises(NotFound):
        doing.finish(anna, measure)
    with pytest.raises(NotFound):
        doing.withdraw(anna, made)
    with pytest.raises(NotFound):
        doing.annul(pavel, made)


def test_a_measure_belongs_to_the_client_alone(
    world: Business, doing: Assessing, anna: Actor
) -> None:
    doing.assess(anna, degree=Degree.PARTLY)
    measure = doing.plan(anna, doing.today)
    other = world.client("oleg", FIRM_INN, ClientKind.LE)

    with pytest.raises(NotFound):
        doing.finish(other, measure)
    with pytest.raises(NotFound):
        doing.drop(anna, uuid4())
    doing.drop(anna, measure)
    assert doing.card(anna).measures == ()
