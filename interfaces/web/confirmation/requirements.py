"""Confirming requirements of the list: one, a body's, or those that changed (L3)."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.confirmation import MOST_AT_ONCE, ConfirmRequirements
from domain.condition import Verdict
from domain.confirmation import AlreadyConfirmed
from domain.errors import Invalid, NotFound, RuleBroken, Stale
from domain.kernel import Actor
from interfaces.deps import KeyDep, ServiceDep, own
from interfaces.problems import field_errors
from interfaces.service import Service
from interfaces.web.applicability.words import GROUPS
from interfaces.web.confirmation.words import Client
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other
from interfaces.web.wrong import Fault, status_for
from projections.applicability import Line

router = APIRouter(include_in_schema=False)

Codes = Annotated[tuple[str, ...], Form()]
AT_ONCE = 100
"""Lines on a page to look through before they are confirmed together."""
HERE = "/confirmations/requirements"


@router.get(HERE)
def look_through(
    request: Request,
    service: ServiceDep,
    by: Client,
    body: Annotated[str, Query(max_length=500)] = "",
    code: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    """Show what is about to be confirmed: one line, or those of a body."""
    return _look_through(request, service, by, body, code)


@router.post(HERE)
def confirm(
    request: Request,
    service: ServiceDep,
    by: Client,
    key: KeyDep,
    requirements: Codes = (),
    seen: Codes = (),
    body: Annotated[str, Form()] = "",
    code: Annotated[str, Form()] = "",
) -> Response:
    """Confirm the chosen lines."""
    try:
        command = ConfirmRequirements.model_validate(
            {"requirements": requirements, "seen": _versions(seen)}
        )
        receipt = service.confirmations.requirements(own(by), command, by=by, key=key)
    except AlreadyConfirmed:
        return see_other("/confirmations")
    except NotFound:
        return see_other("/confirmations")
    except (ValidationError, Invalid, RuleBroken, Stale) as fault:
        return _look_through(request, service, by, body, code, fault)
    service.caught_up(receipt.position)
    return see_other(f"/confirmations?{urlencode({'done': len(receipt.changed)})}")


def _versions(seen: tuple[str, ...]) -> dict[str, int]:
    """Versions by code, from "CODE:version"; what is none is left out."""
    found = (one.partition(":") for one in seen[:MOST_AT_ONCE])
    return {code: int(n) for code, _, n in found if n.isdecimal() and len(n) < 10}


def _look_through(
    request: Request,
    service: Service,
    by: Actor,
    body: str,
    code: str,
    fault: Fault | None = None,
) -> Response:
    lines, found = _lines(service, by, body, code)
    if not lines:
        return see_other("/confirmations")
    spoken = language_of(request)
    errors = field_errors(fault, spoken) if fault else {}
    return page(
        request,
        "confirmation/requirements.html",
        {
            "lines": lines,
            "found": found,
            "body": body,
            "code": code,
            "groups": GROUPS,
            "wording": service.wording(spoken.code),
            "errors": errors,
        },
        status=status_for(fault),
    )


def _lines(
    service: Service, by: Actor, body: str, code: str
) -> tuple[tuple[Line, ...], int]:
    if not code:
        left = service.to_confirm.requirements(own(by), body=body, limit=AT_ONCE)
        return left.lines, left.found
    profile = service.personal_lists.profile(own(by))
    line = service.personal_lists.line(
        code, service.clock.today(), profile=profile, client_id=own(by)
    )
    known = line.judgement.verdict is not Verdict.UNKNOWN
    return ((line,) if known else ()), 1
