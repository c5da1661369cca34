"""Pages on which the head of a body keeps what a kind of control reckons by (C5)."""

from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from application.log import Receipt
from application.risk import KeepRiskCriteria
from domain.errors import NotFound
from domain.kernel import Actor, Certainty
from domain.risk import MOST_CRITERIA, Merit
from interfaces.deps import KeyDep, ServiceDep, own
from interfaces.risks import CATEGORIES, MERITS
from interfaces.service import Service
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other
from interfaces.web.requirement.keeping import Posted
from interfaces.web.requirement.words import CERTAINTY
from interfaces.web.risk import forms
from interfaces.web.risk.criteria import ONE, card_of
from interfaces.web.risk.words import WRONG, Keeper, words_for
from interfaces.web.wrong import Fault, status_for
from projections.risk import CriteriaCard

router = APIRouter(include_in_schema=False)

Version = Annotated[int, Form(ge=0, le=2**31)]
FIRST = 0
"""The version of criteria that are not there yet."""


@router.get("/risk/criteria/new")
def ask(request: Request, service: ServiceDep, by: Keeper) -> Response:
    """Ask what a kind of control reckons by."""
    form = forms.EMPTY | {"since": service.clock.today().isoformat()}
    return _form(request, service, by, form)


@router.post("/risk/criteria/new")
def begin(
    request: Request, service: ServiceDep, by: Keeper, key: KeyDep, posted: Posted
) -> Response:
    """Show the criteria in words, or let them hold."""

    def keep(command: KeepRiskCriteria) -> Receipt:
        return service.risk_profiles.keep(command, by=by, key=key, version=FIRST)

    return _step(request, service, by, posted, keep)


@router.get(f"{ONE}/amend")
def ask_to_amend(
    request: Request, profile_id: UUID, service: ServiceDep, by: Keeper
) -> Response:
    """Ask what it reckons by from a day on."""
    card = _ours(service, by, profile_id)
    form = forms.filled(card, service.clock.today())
    return _form(request, service, by, form, card=card)


@router.post(f"{ONE}/amend")
def amend(
    request: Request,
    profile_id: UUID,
    service: ServiceDep,
    by: Keeper,
    key: KeyDep,
    posted: Posted,
    version: Version,
) -> Response:
    """Show the new edition in words, or let it hold from its day on."""
    card = _ours(service, by, profile_id)

    def keep(command: KeepRiskCriteria) -> Receipt:
        return service.risk_profiles.keep(command, by=by, key=key, version=version)

    return _step(request, service, by, posted, keep, card)


def _step(
    request: Request,
    service: Service,
    by: Actor,
    posted: dict[str, str],
    keep: Callable[[KeepRiskCriteria], Receipt],
    card: CriteriaCard | None = None,
) -> Response:
    form = forms.given(posted)
    if card:
        form |= forms.named(card)
    act = posted.get("act", "")
    if act in forms.ROWS:
        return _form(request, service, by, forms.longer(form, act), card=card)
    try:
        command = forms.command_of(form)
        if act != "save":
            service.risk_profiles.check(command, by=by)
            return _form(request, service, by, form, card=card, command=command)
        receipt = keep(command)
    except WRONG as fault:
        return _form(request, service, by, form, card=card, fault=fault)
    service.caught_up(receipt.position)
    return see_other(f"/risk/criteria/{receipt.id}")


def _form(
    request: Request,
    service: Service,
    by: Actor,
    form: forms.Form,
    fault: Fault | None = None,
    *,
    card: CriteriaCard | None = None,
    command: KeepRiskCriteria | None = None,
) -> Response:
    spoken = language_of(request)
    bodies = sorted(service.person_view.of(own(by)))
    context: dict[str, Any] = {
        "form": form,
        "card": card,
        "shown": command.criteria if command else None,
        "words": words_for(request, service, command.criteria if command else None),
        "bodies": bodies,
        "kinds": service.risk_view.kinds_of(bodies, service.clock.today()),
        "categories": [(one, CATEGORIES[one][0]) for one in forms.LEAST_FIRST],
        "merits": [(one.value, spoken.gettext(MERITS[one])) for one in Merit],
        "certainties": [
            (one.value, spoken.gettext(CERTAINTY[one])) for one in Certainty
        ],
        "names": CERTAINTY,
        "language_code": spoken.code,
        "most": MOST_CRITERIA,
        "errors": forms.errors_of(fault, form, spoken),
    }
    return page(request, "risk/keep.html", context, status=status_for(fault))


def _ours(service: Service, by: Actor, id: UUID) -> CriteriaCard:
    card = card_of(service, id)
    if card.control_body not in service.person_view.of(own(by)):
        raise NotFound
    return card
