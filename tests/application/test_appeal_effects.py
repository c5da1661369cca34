"""What a decision on an appeal does to the thing it is about, in one transaction."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from application.appeal import OrderedEffect, ReportCarriedOut
from application.inspection import SILENCE
from domain.appeal import (
    CarriedOutHow,
    Effect,
    NothingObliged,
    Subject,
    SubjectKind,
)
from domain.applicability import Declaration, Status
from domain.caution import Caution
from domain.compliance import ComplianceDeclaration
from domain.deadline import DeadlineStatus, Task
from domain.errors import NotFound
from domain.execution import ExecutionConfirmation, Force
from domain.information_request import InformationRequest, RequestStatus
from domain.inspection import Ending, Inspection, Settled, Stage, Undone
from domain.kernel import Actor, Aggregate
from domain.redress import ByAppeal, EffectImpossible, SuspendedByAppeal
from domain.risk import Category, RiskAssignment
from domain.visit import Outcome, Visit, VisitStatus
from interfaces.gateways.database import Database
from interfaces.service import Service
from projections.appeal import Effected
from tests.appealable import Appealable
from tests.appealing import Appealing
from tests.business import business
from tests.conftest import StoppedClock
from tests.execution import Cafe

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log")]
DAY = timedelta(days=1)
HOLDS: dict[SubjectKind, Callable[[Any], object]] = {
    SubjectKind.INSPECTION: lambda one: one.stage is Stage.CANCELLED,
    SubjectKind.ACT: lambda one: one.stage is Stage.CLOSED and Undone.ACT in one.void,
    SubjectKind.IMPROVEMENT_ORDER: lambda one: one.void == {Undone.ORDER},
    SubjectKind.CAUTION: lambda one: one.is_withdrawn,
    SubjectKind.CAUTION_ANSWER: lambda one: one.is_withdrawn,
    SubjectKind.VISIT: lambda one: one.status is VisitStatus.CALLED_OFF,
    SubjectKind.VISIT_ORDER: lambda one: one.is_void,
    SubjectKind.INFORMATION_REQUEST: lambda one: one.status is RequestStatus.WITHDRAWN,
    SubjectKind.DECLARATION: lambda one: one.status is Status.DECLARED,
    SubjectKind.COMPLIANCE: lambda one: one.ended is None,
    SubjectKind.EXECUTION: lambda one: one.force is Force.IN_FORCE,
}
THINGS: dict[SubjectKind, type[Aggregate]] = {
    SubjectKind.INSPECTION: Inspection,
    SubjectKind.ACT: Inspection,
    SubjectKind.IMPROVEMENT_ORDER: Inspection,
    SubjectKind.CAUTION: Caution,
    SubjectKind.CAUTION_ANSWER: Caution,
    SubjectKind.VISIT: Visit,
    SubjectKind.VISIT_ORDER: Outcome,
    SubjectKind.INFORMATION_REQUEST: InformationRequest,
    SubjectKind.DECLARATION: Declaration,
    SubjectKind.COMPLIANCE: ComplianceDeclaration,
    SubjectKind.EXECUTION: ExecutionConfirmation,
}


@pytest.fixture
def things(database: Database, clock: StoppedClock) -> Appealable:
    return Appealable(Cafe(business(database, clock)), clock)


@pytest.fixture
def appealing(things: Appealable, clock: StoppedClock) -> Appealing:
    return Appealing(things.world, clock)


@pytest.fixture
def service(things: Appealable) -> Service:
    return things.world.service


@pytest.fixture
def olga(appealing: Appealing) -> Actor:
    return appealing.officer()


def decided(
    appealing: Appealing, olga: Actor, client: Actor, about: str, *orders: OrderedEffect
) -> UUID:
    """An appeal that was upheld with these effects."""
    id = appealing.accepted(client, olga, about=about)
    appealing.draft(id, olga, *orders)
    appealing.decide(id, olga)
    return id


def matter(appealing: Appealing, id: UUID) -> Subject:
    return appealing.load(id).matter


def thing(service: Service, about: Subject) -> Any:
    assert about.id
    id = about.id
    if about.kind is SubjectKind.VISIT_ORDER:
        id = Outcome.create_id(id)
    return service.log.load(THINGS[about.kind], id)


@pytest.mark.parametrize("kind", list(THINGS))
def test_what_is_annulled_holds_no_more_and_says_by_which_appeal(
    things: Appealable,
    appealing: Appealing,
    service: Service,
    olga: Actor,
    kind: SubjectKind,
) -> None:
    address, client = things.made(kind), things.client_of(kind)

    id = decided(appealing, olga, client, address, OrderedEffect(effect=Effect.ANNUL))

    appeal = appealing.load(id)
    one = thing(service, appeal.matter)
    assert HOLDS[kind](one)
    (line,) = service.appealed.effect_view.of(one.id)
    assert (line.appeal, line.number) == (id, appeal.number)
    assert line.did in (Effected.ANNULLED, Effected.LIFTED)
    service.runner.drain()
    things.world.react()


def test_nothing_is_due_any_more_in_what_is_annulled(
    things: Appealable, appealing: Appealing, service: Service, olga: Actor
) -> None:
    address = things.made(SubjectKind.INFORMATION_REQUEST)

    id = decided(
        appealing, olga, things.anna, address, OrderedEffect(effect=Effect.ANNUL)
    )

    request = matter(appealing, id).id
    assert request
    (due,) = service.deadline_view.about(request)
    assert due.status is DeadlineStatus.CANCELLED


def test_a_suspended_inspection_stands_from_that_very_moment(
    things: Appealable, appealing: Appealing, service: Service, olga: Actor
) -> None:
    address = things.made(SubjectKind.INSPECTION_CONDUCT)
    id = appealing.accepted(things.anna, olga, about=address, suspend=True)
    inspection = matter(appealing, id).id
    assert inspection

    appealing.suspend(id, olga)

    with pytest.raises(SuspendedByAppeal):
        things.inspecting.end(inspection, things.pavel)
    with pytest.raises(SuspendedByAppeal):
        things.inspecting.act(inspection, things.pavel, minutes=0)
    assert things.inspecting.case(inspection).is_suspended
    (due,) = _due(service, inspection, Task.END_INSPECTION)
    assert due.status is DeadlineStatus.PAUSED


def test_a_suspension_that_is_refused_stops_nothing(
    things: Appealable, appealing: Appealing, olga: Actor
) -> None:
    address = things.made(SubjectKind.INSPECTION_CONDUCT)
    id = appealing.accepted(things.anna, olga, about=address, suspend=True)
    inspection = matter(appealing, id).id
    assert inspection

    appealing.suspend(id, olga, granted=False)

    things.inspecting.end(inspection, things.pavel)
    assert things.inspecting.case(inspection).stage is Stage.ENDED


def test_when_the_appeal_is_refused_the_inspection_goes_on_with_its_days(
    things: Appealable, appealing: Appealing, service: Service, olga: Actor
) -> None:
    address = things.made(SubjectKind.INSPECTION_CONDUCT)
    id = appealing.accepted(things.anna, olga, about=address, suspend=True)
    inspection = matter(appealing, id).id
    assert inspection
    last = things.inspecting.case(inspection).last_day
    appealing.suspend(id, olga)
    appealing.clock.pass_by(3 * DAY)

    appealing.draft(id, olga, upheld=())
    appealing.decide(id, olga)

    card = things.inspecting.case(inspection)
    assert (card.is_suspended, card.last_day) == (False, last + 3 * DAY)
    (due,) = _due(service, inspection, Task.END_INSPECTION)
    assert due.status is DeadlineStatus.RUNNING
    things.inspecting.end(inspection, things.pavel)


def test_when_the_appeal_is_withdrawn_it_goes_on_as_well(
    things: Appealable, appealing: Appealing, olga: Actor
) -> None:
    address = things.made(SubjectKind.INSPECTION)
    id = appealing.accepted(things.anna, olga, about=address, suspend=True)
    inspection = matter(appealing, id).id
    assert inspection
    appealing.suspend(id, olga)

    appealing.withdraw(id, things.anna)

    assert not things.inspecting.case(inspection).is_suspended


def test_silence_ends_nothing_that_an_appeal_suspended(
    things: Appealable, appealing: Appealing, service: Service, olga: Actor
) -> None:
    address = things.made(SubjectKind.INSPECTION)
    id = appealing.accepted(things.anna, olga, about=address, suspend=True)
    inspection = matter(appealing, id).id
    assert inspection
    appealing.suspend(id, olga)
    appealing.clock.pass_by(30 * DAY)

    service.inspection_silence.look()

    assert service.inspection_view.to_expire(10) == []
    with pytest.raises(SuspendedByAppeal):
        things.inspecting.steps.expire(inspection, by=SILENCE)


def test_a_suspended_and_then_annulled_inspection_is_saved_once(
    things: Appealable, appealing: Appealing, service: Service, olga: Actor
) -> None:
    address = things.made(SubjectKind.INSPECTION)
    id = appealing.accepted(things.anna, olga, about=address, suspend=True)
    appealing.suspend(id, olga)

    appealing.draft(id, olga, OrderedEffect(effect=Effect.ANNUL))
    appealing.decide(id, olga)

    inspection = matter(appealing, id).id
    assert inspection
    did = [one.did for one in service.appealed.effect_view.of_inspection(inspection)]
    assert did == [Effected.SUSPENDED, Effected.RESUMED, Effected.ANNULLED]
    assert things.inspecting.case(inspection).stage is Stage.CANCELLED


def test_an_effect_that_has_become_impossible_stops_the_whole_decision(
    things: Appealable, appealing: Appealing, olga: Actor
) -> None:
    address = things.made(SubjectKind.DATE_MOVE)
    id = appealing.accepted(things.anna, olga, about=address)
    appealing.draft(id, olga, OrderedEffect(effect=Effect.ANNUL))
    inspection = UUID(address.split("/")[2].partition("#")[0])
    things.inspecting.finish(inspection, things.pavel, Ending.CANCELLED, "Ошибка")

    with pytest.raises(EffectImpossible):
        appealing.decide(id, olga)

    assert appealing.load(id).is_open


def test_another_date_that_was_declined_is_allowed_after_all(
    things: Appealable, appealing: Appealing, service: Service, olga: Actor
) -> None:
    address = things.made(SubjectKind.DATE_MOVE)
    inspection = UUID(address.split("/")[2].partition("#")[0])

    decided(appealing, olga, things.anna, address, OrderedEffect(effect=Effect.ANNUL))

    (move,) = service.inspection_view.moves(inspection)
    assert move.how is Settled.APPEAL
    assert things.inspecting.case(inspection).starts == move.slot
    (line,) = service.appealed.effect_view.of_inspection(inspection)
    assert (line.did, line.slot) == (Effected.ALLOWED, move.slot)


@pytest.mark.parametrize(
    "kind", [SubjectKind.IMPROVEMENT_ORDER, SubjectKind.VISIT_ORDER]
)
def test_an_order_gets_more_time(
    things: Appealable,
    appealing: Appealing,
    service: Service,
    olga: Actor,
    kind: SubjectKind,
) -> None:
    address = things.made(kind)
    until = appealing.clock.today() + 200 * DAY

    decided(
        appealing,
        olga,
        things.anna,
        address,
        OrderedEffect(effect=Effect.NEW_TERM, until=until),
    )

    id = UUID(address.split("/")[2].partition("#")[0])
    if kind is SubjectKind.IMPROVEMENT_ORDER:
        assert things.inspecting.case(id).improve_until == until
        return
    card = service.visit_view.get(id)
    assert card
    assert card.outcome
    assert card.outcome.ordered
    assert {one.point.until for one in card.outcome.ordered.points} == {until}


def test_an_act_is_corrected_as_the_decision_says(
    things: Appealable, appealing: Appealing, olga: Actor
) -> None:
    address = things.made(SubjectKind.ACT)

    id = decided(
        appealing,
        olga,
        things.anna,
        address,
        OrderedEffect(effect=Effect.CORRECT, words="Пункт 1 исключить"),
    )

    inspection = matter(appealing, id).id
    assert inspection
    (said,) = things.inspecting.case(inspection).corrections
    assert said.words == "Пункт 1 исключить"


def test_a_category_of_risk_becomes_lower(
    things: Appealable, appealing: Appealing, service: Service, olga: Actor
) -> None:
    address = things.made(SubjectKind.RISK_CATEGORY)

    id = decided(
        appealing,
        olga,
        things.anna,
        address,
        OrderedEffect(effect=Effect.NEW_CATEGORY, category=Category.LOW),
    )

    about = matter(appealing, id).id
    assert about
    assert service.log.load(RiskAssignment, about).category is Category.LOW
    card = service.risk_view.get(about)
    assert card
    assert card.category is Category.LOW


def test_what_the_body_is_obliged_to_do_becomes_a_deadline_of_it(
    things: Appealable, appealing: Appealing, service: Service, olga: Actor
) -> None:
    address = things.made(SubjectKind.ANSWER)
    until = appealing.clock.today() + 10 * DAY

    id = decided(
        appealing,
        olga,
        things.anna,
        address,
        OrderedEffect(effect=Effect.OBLIGE, until=until, words="Ответить по существу"),
    )

    (due,) = _due(service, id, Task.CARRY_OUT_APPEAL_DECISION)
    assert due.reckoning.last_day == until
    assert due.about.address == f"/appeals/{id}"


def test_a_suspended_request_for_information_waits(
    things: Appealable, appealing: Appealing, service: Service, olga: Actor
) -> None:
    address = things.made(SubjectKind.INFORMATION_REQUEST)
    id = appealing.accepted(things.anna, olga, about=address, suspend=True)
    request = matter(appealing, id).id
    assert request
    (before,) = _due(service, request, Task.GIVE_INFORMATION)

    appealing.suspend(id, olga)

    (due,) = _due(service, request, Task.GIVE_INFORMATION)
    assert due.status is DeadlineStatus.PAUSED
    appealing.clock.pass_by(7 * DAY)
    appealing.draft(id, olga, upheld=())
    appealing.decide(id, olga)
    (due,) = _due(service, request, Task.GIVE_INFORMATION)
    assert due.status is DeadlineStatus.RUNNING
    assert due.reckoning.ends > before.reckoning.ends


@pytest.mark.parametrize("kind", [SubjectKind.VISIT, SubjectKind.VISIT_ORDER])
def test_a_suspended_visit_and_its_order_wait(
    things: Appealable,
    appealing: Appealing,
    service: Service,
    olga: Actor,
    kind: SubjectKind,
) -> None:
    address = things.made(kind)
    id = appealing.accepted(things.anna, olga, about=address, suspend=True)

    appealing.suspend(id, olga)

    assert thing(service, matter(appealing, id)).is_suspended
    appealing.withdraw(id, things.anna)
    assert not thing(service, matter(appealing, id)).is_suspended


def test_an_appeal_outside_the_service_changes_nothing_here(
    service: Service, olga: Actor
) -> None:
    outside = Subject(kind=SubjectKind.OUTSIDE, name="Письмо № 7")
    by = ByAppeal(appeal=UUID(int=5), number="26-1")

    effects = service.appealing.effects

    assert effects.suspend(outside, appeal=by, by=olga) == ()
    assert effects.resume(outside, appeal=by, by=olga) == ()


def _due(service: Service, about: UUID, task: Task) -> list[Any]:
    service.runner.drain()
    return [one for one in service.deadline_view.about(about) if one.task is task]


def test_the_body_says_that_it_did_what_it_was_obliged_to(
    things: Appealable, appealing: Appealing, service: Service, olga: Actor
) -> None:
    address = things.made(SubjectKind.ANSWER)
    until = appealing.clock.today() + 10 * DAY
    order = OrderedEffect(effect=Effect.OBLIGE, until=until, words="Ответить")
    id = decided(appealing, olga, things.anna, address, order)
    obliged = service.appealing.obligations

    with pytest.raises(CarriedOutHow):
        obliged.carry_out(id, 1, ReportCarriedOut(words=" "), by=olga)
    with pytest.raises(NotFound):
        obliged.carry_out(id, 1, ReportCarriedOut(words="Да"), by=things.pavel)
    obliged.carry_out(id, 1, ReportCarriedOut(words="Ответили, № 12"), by=olga)

    (due,) = _due(service, id, Task.CARRY_OUT_APPEAL_DECISION)
    assert due.status is DeadlineStatus.KEPT
    with pytest.raises(NothingObliged):
        obliged.carry_out(id, 1, ReportCarriedOut(words="Ещё раз"), by=olga)
