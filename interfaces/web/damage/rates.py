"""The table of the key rate, and what interest by it comes to (I9)."""

from collections.abc import Mapping
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.access import Action, may
from application.damage import EnterKeyRate, InterestOn
from domain.damage import Interest
from domain.errors import Invalid, RuleBroken, Stale
from domain.kernel import Actor, Certainty
from interfaces.deps import Anybody, Asks, KeyDep, ServiceDep
from interfaces.locale import N_
from interfaces.money import kopecks_of
from interfaces.service import Service
from interfaces.web.damage.words import Unread, done, sum_of, texts, told
from interfaces.web.damage.words import unread as unread_in
from interfaces.web.pages import page
from interfaces.web.requirement.keeping import Posted
from interfaces.web.wrong import Fault, errors_in, status_for

router = APIRouter(include_in_schema=False)

Administrator = Annotated[Actor, Depends(Asks(Action.KEEP_LAW))]
WRONG: Final = (ValidationError, Invalid, RuleBroken, Stale)
ASKED: Final = ("principal", "since", "until")
FIELDS: Final = ("since", "percent", "until", "source", "certainty", "reason")
NO_PERCENT: Final = N_("Say how many percent, for example 16 or 16.5")
SURE: Final = {
    Certainty.CERTAIN: N_("Certain"),
    Certainty.LIKELY: N_("Likely"),
    Certainty.UNSURE: N_("Not sure"),
}


@router.get("/key-rates")
def key_rates(request: Request, service: ServiceDep, by: Anybody) -> Response:
    """Show the table, and reckon interest when it is asked."""
    form = {name: request.query_params.get(name, "")[:40] for name in ASKED}
    asked = "principal" in request.query_params
    found: Interest | None = None
    errors: dict[str, str] = {}
    fault: Fault | None = None
    try:
        found = _reckoned(service, form) if asked else None
    except Unread as wrong:
        errors = unread_in(request, wrong)
    except WRONG as wrong:
        fault = wrong
        errors = errors_in(request, wrong, ASKED)
    return page(
        request,
        "damage/rates.html",
        told(request)
        | {
            "form": form,
            "lines": service.damage.rates.lines(),
            "known_until": service.damage.rates.current().known_until,
            "reckoned_interest": found,
            "sure": SURE,
            "may_enter": may(by, Action.KEEP_LAW),
            "errors": errors,
        },
        status=422 if errors and fault is None else status_for(fault),
    )


@router.get("/key-rates/enter")
def asked(request: Request, service: ServiceDep, _by: Administrator) -> Response:
    """Ask which rate holds from which day on."""
    return _form(request, service, dict.fromkeys(FIELDS, ""))


@router.post("/key-rates/enter")
def enter(
    request: Request,
    service: ServiceDep,
    by: Administrator,
    key: KeyDep,
    posted: Posted,
) -> Response:
    """Enter it."""
    form = texts(posted, *FIELDS)
    try:
        command = _command(form)
        receipt = service.damage.rate_commands.enter(command, by=by, key=key)
    except Unread as fault:
        errors = unread_in(request, fault)
        return _form(request, service, form, errors=errors)
    except WRONG as fault:
        return _form(request, service, form, fault=fault)
    return done(service, lambda: receipt, "/key-rates")


def _reckoned(service: Service, form: Mapping[str, str]) -> Interest:
    said: dict[str, Any] = dict(form) | {
        "principal": sum_of(form["principal"], "principal")
    }
    on = InterestOn.model_validate(said)
    return service.damage.drafts.reckon(on.principal, on.since, on.until)


def _command(form: Mapping[str, str]) -> EnterKeyRate:
    hundredths = kopecks_of(form["percent"].rstrip("% "))
    if hundredths is None:
        raise Unread(percent=NO_PERCENT)
    return EnterKeyRate.model_validate(
        {
            "since": form["since"],
            "hundredths": hundredths,
            "until": form["until"] or None,
            "source": form["source"],
            "certainty": form["certainty"],
            "reason": form["reason"],
        }
    )


def _form(
    request: Request,
    service: Service,
    form: Mapping[str, str],
    *,
    fault: Fault | None = None,
    errors: Mapping[str, str] | None = None,
) -> Response:
    found = errors_in(request, fault, (*FIELDS, "hundredths"))
    if "hundredths" in found:
        found["percent"] = found.pop("hundredths")
    return page(
        request,
        "damage/rate.html",
        told(request)
        | {
            "form": form,
            "sure": SURE,
            "known_until": service.damage.rates.current().known_until,
            "errors": found | dict(errors or {}),
        },
        status=422 if errors else status_for(fault),
    )
