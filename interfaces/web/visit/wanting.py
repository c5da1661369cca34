"""Pages on which a business finds its visits and asks for one (C6)."""

from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.visit import AskForVisit
from domain.errors import Invalid, RuleBroken
from domain.kernel import Actor, Role
from domain.profile import Size
from domain.visit import ON_REQUEST, Claim, Visit
from interfaces.deps import KeyDep, ServiceDep, own
from interfaces.service import Service
from interfaces.visits import place_of
from interfaces.web.pages import page
from interfaces.web.person import see_other
from interfaces.web.requirement.keeping import Posted
from interfaces.web.visit.words import (
    CLAIMS,
    KINDS,
    STATUSES,
    Business,
    Reader,
    VisitWords,
    codes_in,
)
from interfaces.web.wrong import Fault, errors_in, status_for

router = APIRouter(include_in_schema=False)

FIELDS = ("body", "told", "requirements", "premises", "claim")
WRONG = (ValidationError, Invalid, RuleBroken)
SMALL = (Size.MICRO, Size.SMALL)


class Form(NamedTuple):
    """What was filled in."""

    body: str = ""
    told: str = ""
    requirements: str = ""
    premises: str = ""
    claim: str = ""


@router.get("/visits")
def visits(
    request: Request,
    service: ServiceDep,
    by: Reader,
    after: Annotated[int | None, Query(ge=1, le=2**62)] = None,
) -> Response:
    """Visits to the business, or of the body; the newest first."""
    is_client = by.role is Role.CLIENT
    found = service.visit_view.of(
        client_id=own(by) if is_client else None,
        authority=None if is_client else own(by),
        before=after,
    )
    return page(
        request,
        "visit/visits.html",
        {
            "found": found,
            "is_client": is_client,
            "statuses": STATUSES,
            "kinds": KINDS,
            "first": after is None,
            "words": {
                region: VisitWords(request, service, service.places.at(region))
                for region in {one.region for one in found.visits}
            },
        },
    )


@router.get("/visits/ask")
def new(
    request: Request,
    service: ServiceDep,
    by: Business,
    requirement: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    """Ask whom to ask for a visit, and what about."""
    return _form(request, service, by, Form(requirements=requirement))


@router.post("/visits/ask/check")
def check(
    request: Request, service: ServiceDep, by: Business, posted: Posted
) -> Response:
    """Show by what right, and until when the body decides, before it is sent."""
    form = _given(posted)
    if posted.get("act") == "change":
        return _form(request, service, by, form)
    try:
        visit = service.visit_wishes.prepare(_command(form), by=by)
    except WRONG as fault:
        return _form(request, service, by, form, fault)
    return _check(request, service, by, form, visit)


@router.post("/visits/ask")
def ask(
    request: Request, service: ServiceDep, by: Business, key: KeyDep, posted: Posted
) -> Response:
    """Send it."""
    form = _given(posted)
    try:
        receipt = service.visit_wishes.ask(_command(form), by=by, key=key)
    except WRONG as fault:
        return _form(request, service, by, form, fault)
    service.caught_up(receipt.position)
    return see_other(f"/visits/{receipt.id}?sent=1")


def _given(posted: dict[str, str]) -> Form:
    return Form(*(posted.get(name, "").strip() for name in Form._fields))


def _command(form: Form) -> AskForVisit:
    return AskForVisit.model_validate(
        {
            "body": form.body,
            "told": form.told,
            "requirements": codes_in(form.requirements),
            "premises": form.premises or None,
            "claim": form.claim or None,
        }
    )


def _form(
    request: Request,
    service: Service,
    by: Actor,
    form: Form,
    fault: Fault | None = None,
) -> Response:
    return page(
        request,
        "visit/ask.html",
        _around(request, service, by, form)
        | {
            "bodies": _bodies(service),
            "errors": errors_in(request, fault, FIELDS),
        },
        status=status_for(fault),
    )


def _check(
    request: Request, service: Service, by: Actor, form: Form, visit: Visit
) -> Response:
    around = _around(request, service, by, form)
    return page(
        request,
        "visit/ask_check.html",
        around
        | {
            "visit": visit,
            "body": dict(_bodies(service)).get(form.body, ""),
        },
    )


def _around(request: Request, service: Service, by: Actor, form: Form) -> Any:
    words = VisitWords(request, service, place_of(service, own(by)))
    known, _ = service.information_request_view.circumstances(own(by))
    places = service.execution_view.places(own(by))
    return {
        "form": form,
        "claims": CLAIMS,
        "is_small": known.size in SMALL,
        "small": Claim.SMALL_BUSINESS,
        "places": [(str(id), ", ".join(place)) for id, place in places.items()],
        "rule": words.rule(ON_REQUEST),
        "words": words,
    }


def _bodies(service: Service) -> list[tuple[str, str]]:
    return [(str(id), name) for id, name in service.exchange_view.bodies()]
