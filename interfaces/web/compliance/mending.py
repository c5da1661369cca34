"""Pages of the plan: what a client means to mend, by when (L9)."""

from typing import Annotated, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.compliance import ChangeMeasure, PlanMeasure
from domain.errors import Invalid, NotFound, RuleBroken, Stale
from domain.kernel import Actor
from interfaces.addresses import CODE
from interfaces.deps import KeyDep, ServiceDep, own
from interfaces.service import Service
from interfaces.web.applicability.words import titles_of
from interfaces.web.compliance.assessing import SheetQuery, SheetQueryDep
from interfaces.web.compliance.words import Assessor, Text, said
from interfaces.web.pages import page
from interfaces.web.person import see_other
from interfaces.web.wrong import Fault, errors_in, status_for
from projections.compliance import Measure

router = APIRouter(include_in_schema=False)

ASKED = ("what", "due")
"""The fields of the form."""
PLAN = "/assessment/plan"


class Given(NamedTuple):
    """What was filled into the form."""

    what: str = ""
    due: str = ""


@router.get("/assessment/plan")
def plan(
    request: Request,
    service: ServiceDep,
    by: Assessor,
    after: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> Response:
    """Show what there is to mend, by day; what is late first."""
    today = service.clock.today()
    return page(
        request,
        "compliance/plan.html",
        {
            "plan": service.assessment_view.plan(own(by), today, after=after),
            "today": today,
            "first": after == 0,
            **said(request, service),
        },
    )


@router.get(f"/assessment/{CODE}/measures/new")
def new_measure(
    request: Request, code: str, service: ServiceDep, by: Assessor, query: SheetQueryDep
) -> Response:
    """Ask what to mend, and by when."""
    return _new(request, service, by, code, query, Given())


@router.post(f"/assessment/{CODE}/measures")
def plan_measure(
    request: Request,
    code: str,
    service: ServiceDep,
    by: Assessor,
    key: KeyDep,
    query: SheetQueryDep,
    version: Annotated[int, Form()],
    what: Text = "",
    due: Text = "",
) -> Response:
    """Keep it, and lead on to the next requirement."""
    given = Given(what, due)
    try:
        command = PlanMeasure.model_validate(given._asdict())
        receipt = service.assessments.plan(
            own(by), code, command, by=by, key=key, version=version
        )
    except (ValidationError, Invalid, RuleBroken, Stale) as fault:
        return _new(request, service, by, code, query, given, fault)
    service.caught_up(receipt.position)
    return see_other(_onward(query, code))


@router.get(f"/assessment/{CODE}/measures/{{measure_id}}")
def measure(
    request: Request, code: str, measure_id: UUID, service: ServiceDep, by: Assessor
) -> Response:
    """Show one measure: to change it, to say that it is done, to drop it."""
    found = _measure(service, by, code, measure_id)
    return _change(request, service, found, Given(found.what, found.due.isoformat()))


@router.post(f"/assessment/{CODE}/measures/{{measure_id}}")
def change_measure(
    request: Request,
    code: str,
    measure_id: UUID,
    service: ServiceDep,
    by: Assessor,
    key: KeyDep,
    version: Annotated[int, Form()],
    what: Text = "",
    due: Text = "",
) -> Response:
    """Put it in other words, or on another day."""
    found, given = _measure(service, by, code, measure_id), Given(what, due)
    try:
        command = ChangeMeasure.model_validate(given._asdict())
        receipt = service.assessments.change_measure(
            own(by), code, measure_id, command, by=by, key=key, version=version
        )
    except (ValidationError, Invalid, RuleBroken, Stale) as fault:
        return _change(request, service, found, given, fault)
    service.caught_up(receipt.position)
    return see_other(PLAN)


@router.post(f"/assessment/{CODE}/measures/{{measure_id}}/done")
def finish_measure(
    request: Request,
    code: str,
    measure_id: UUID,
    service: ServiceDep,
    by: Assessor,
    key: KeyDep,
    version: Annotated[int, Form()],
) -> Response:
    """It is mended: look at the requirement again."""
    found = _measure(service, by, code, measure_id)
    try:
        receipt = service.assessments.finish_measure(
            own(by), code, measure_id, by=by, key=key, version=version
        )
    except (RuleBroken, Stale) as fault:
        given = Given(found.what, found.due.isoformat())
        return _change(request, service, found, given, fault)
    service.caught_up(receipt.position)
    return see_other(f"/assessment/{code}")


@router.post(f"/assessment/{CODE}/measures/{{measure_id}}/drop")
def drop_measure(
    request: Request,
    code: str,
    measure_id: UUID,
    service: ServiceDep,
    by: Assessor,
    key: KeyDep,
    version: Annotated[int, Form()],
) -> Response:
    """Take it off the plan."""
    found = _measure(service, by, code, measure_id)
    try:
        receipt = service.assessments.drop_measure(
            own(by), code, measure_id, by=by, key=key, version=version
        )
    except (RuleBroken, Stale) as fault:
        given = Given(found.what, found.due.isoformat())
        return _change(request, service, found, given, fault)
    service.caught_up(receipt.position)
    return see_other(PLAN)


def _measure(service: Service, by: Actor, code: str, id: UUID) -> Measure:
    found = service.assessment_view.measure(own(by), id)
    if found is None or found.requirement != code:
        raise NotFound
    return found


def _onward(query: SheetQuery, code: str) -> str:
    return f"{query.address('/assessment/next')}&{urlencode({'of': code})}"


def _new(
    request: Request,
    service: Service,
    by: Actor,
    code: str,
    query: SheetQuery,
    given: Given,
    fault: Fault | None = None,
) -> Response:
    card = service.assessment_view.card(own(by), code)
    if card is None:
        raise NotFound
    return page(
        request,
        "compliance/measure_new.html",
        {
            "code": code,
            "card": card,
            "title": titles_of(service, [code])[code],
            "given": given,
            "action": query.address(f"/assessment/{code}/measures"),
            "skip": _onward(query, code),
            "errors": errors_in(request, fault, ASKED),
            **said(request, service),
        },
        status=status_for(fault),
    )


def _change(
    request: Request,
    service: Service,
    found: Measure,
    given: Given,
    fault: Fault | None = None,
) -> Response:
    return page(
        request,
        "compliance/measure.html",
        {
            "measure": found,
            "given": given,
            "today": service.clock.today(),
            "errors": errors_in(request, fault, ASKED),
        },
        status=status_for(fault),
    )
