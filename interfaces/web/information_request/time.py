"""Pages of what the time rests on: lead times for all, absences of a business (C4)."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Path, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.access import Action
from application.information_request import DeclareAbsence
from application.information_request.reckoning import ABSENCE
from domain.errors import Invalid, RuleBroken
from domain.kernel import Actor
from interfaces.deps import Anybody, Asks, KeyDep, ServiceDep, own
from interfaces.service import Service
from interfaces.web.information_request.words import COMPONENTS, RequestWords
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other
from interfaces.web.requirement.words import CERTAINTY
from interfaces.web.wrong import Fault, errors_in, status_for

router = APIRouter(include_in_schema=False)

Absent = Annotated[Actor, Depends(Asks(Action.KEEP_ABSENCES))]
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
Day = Annotated[str, Form(max_length=20)]


@router.get("/lead-times")
def lead_times(request: Request, service: ServiceDep, _by: Anybody) -> Response:
    """How long documents take, and what makes it longer; for everybody."""
    table = service.sufficient_times.table()
    return page(
        request,
        "information_request/lead_times.html",
        {
            "kinds": list(table.kinds.values()),
            "rules": list(table.rules.values()),
            "components": COMPONENTS,
            "certainties": CERTAINTY,
            "absence": service.law.on(ABSENCE, service.clock.today()),
            "words": RequestWords(request, service),
            "language_code": language_of(request).code,
        },
    )


@router.get("/absences")
def absences(request: Request, service: ServiceDep, by: Absent) -> Response:
    """When nobody in the business can answer."""
    return _absences(request, service, by)


@router.post("/absences")
def declare(
    request: Request,
    service: ServiceDep,
    by: Absent,
    key: KeyDep,
    since: Day = "",
    until: Day = "",
) -> Response:
    """Declare an absence."""
    given = {"since": since.strip(), "until": until.strip()}
    try:
        command = DeclareAbsence.model_validate(given)
        receipt = service.absences.declare(own(by), command, by=by, key=key)
    except (ValidationError, Invalid, RuleBroken) as fault:
        return _absences(request, service, by, given, fault)
    service.caught_up(receipt.position)
    return see_other("/absences")


@router.post("/absences/{absence_number}/take-back")
def take_back(
    absence_number: Number, service: ServiceDep, by: Absent, key: KeyDep
) -> Response:
    """Take an absence back."""
    receipt = service.absences.take_back(own(by), absence_number, by=by, key=key)
    service.caught_up(receipt.position)
    return see_other("/absences")


def _absences(
    request: Request,
    service: Service,
    by: Actor,
    given: dict[str, str] | None = None,
    fault: Fault | None = None,
) -> Response:
    today: date = service.clock.today()
    return page(
        request,
        "information_request/absences.html",
        {
            "absences": service.information_request_view.absences(own(by), today),
            "most": service.law.on(ABSENCE, today),
            "given": given or {},
            "errors": errors_in(request, fault, ("since", "until")),
        },
        status=status_for(fault),
    )
