"""What both sides do with a claim of damage that was sent, a page each (I9)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from application.access import Action, may
from domain.damage import ClaimNotNow, ClaimSide, NoOfferToAccept
from domain.errors import NotFound
from domain.kernel import Actor
from interfaces.damages import Read, claim_for
from interfaces.deps import KeyDep, ServiceDep
from interfaces.money import typed
from interfaces.service import Service
from interfaces.web.damage.acts import (
    ACCEPT,
    ANSWER,
    COURT,
    FIELDS,
    OFFER,
    OUTCOME,
    PAYMENT,
    WITHDRAW,
    Act,
    Asked,
    Form,
)
from interfaces.web.damage.words import (
    WRONG,
    Client,
    Head,
    Reader,
    Unread,
    Version,
    done,
    texts,
    told,
    unread,
)
from interfaces.web.pages import page
from interfaces.web.person import see_other
from interfaces.web.requirement.keeping import Posted
from interfaces.web.wrong import Fault, errors_in, status_for

router = APIRouter(include_in_schema=False)


@router.get("/damages/{claim_id:uuid}/answer")
def answer_asked(
    request: Request, claim_id: UUID, service: ServiceDep, by: Head
) -> Response:
    """Ask what the body says to the claim."""
    return _form(request, service, by, claim_id, ANSWER, {})


@router.post("/damages/{claim_id:uuid}/answer")
def answer(
    request: Request,
    claim_id: UUID,
    service: ServiceDep,
    by: Head,
    key: KeyDep,
    version: Version,
    posted: Posted,
) -> Response:
    """Answer the claim."""
    asked = Asked(claim_id, by, key, version)
    return _done(request, service, asked, ANSWER, posted)


@router.get("/damages/{claim_id:uuid}/offer")
def offer_asked(
    request: Request, claim_id: UUID, service: ServiceDep, by: Reader
) -> Response:
    """Ask which sum to offer."""
    return _form(request, service, by, claim_id, OFFER, {})


@router.post("/damages/{claim_id:uuid}/offer")
def offer(
    request: Request,
    claim_id: UUID,
    service: ServiceDep,
    by: Reader,
    key: KeyDep,
    version: Version,
    posted: Posted,
) -> Response:
    """Offer the sum."""
    asked = Asked(claim_id, by, key, version)
    return _done(request, service, asked, OFFER, posted)


@router.get("/damages/{claim_id:uuid}/accept")
def accept_asked(
    request: Request, claim_id: UUID, service: ServiceDep, by: Reader
) -> Response:
    """Show the offer before it is accepted."""
    return _form(request, service, by, claim_id, ACCEPT, {})


@router.post("/damages/{claim_id:uuid}/accept")
def accept(
    request: Request,
    claim_id: UUID,
    service: ServiceDep,
    by: Reader,
    key: KeyDep,
    version: Version,
    posted: Posted,
) -> Response:
    """Accept the offer."""
    asked = Asked(claim_id, by, key, version)
    return _done(request, service, asked, ACCEPT, posted)


@router.get("/damages/{claim_id:uuid}/withdraw")
def withdraw_asked(
    request: Request, claim_id: UUID, service: ServiceDep, by: Client
) -> Response:
    """Ask why the claim is taken back."""
    return _form(request, service, by, claim_id, WITHDRAW, {})


@router.post("/damages/{claim_id:uuid}/withdraw")
def withdraw(
    request: Request,
    claim_id: UUID,
    service: ServiceDep,
    by: Client,
    key: KeyDep,
    version: Version,
    posted: Posted,
) -> Response:
    """Take the claim back."""
    asked = Asked(claim_id, by, key, version)
    return _done(request, service, asked, WITHDRAW, posted)


@router.get("/damages/{claim_id:uuid}/payment")
def payment_asked(
    request: Request, claim_id: UUID, service: ServiceDep, by: Client
) -> Response:
    """Ask how much came, and when."""
    return _form(request, service, by, claim_id, PAYMENT, {})


@router.post("/damages/{claim_id:uuid}/payment")
def payment(
    request: Request,
    claim_id: UUID,
    service: ServiceDep,
    by: Client,
    key: KeyDep,
    version: Version,
    posted: Posted,
) -> Response:
    """Record what came."""
    asked = Asked(claim_id, by, key, version)
    return _done(request, service, asked, PAYMENT, posted)


@router.get("/damages/{claim_id:uuid}/court")
def court_asked(
    request: Request, claim_id: UUID, service: ServiceDep, by: Client
) -> Response:
    """Ask which court has it."""
    return _form(request, service, by, claim_id, COURT, {})


@router.post("/damages/{claim_id:uuid}/court")
def court(
    request: Request,
    claim_id: UUID,
    service: ServiceDep,
    by: Client,
    key: KeyDep,
    version: Version,
    posted: Posted,
) -> Response:
    """Record that it is before a court."""
    asked = Asked(claim_id, by, key, version)
    return _done(request, service, asked, COURT, posted)


@router.get("/damages/{claim_id:uuid}/outcome")
def outcome_asked(
    request: Request, claim_id: UUID, service: ServiceDep, by: Client
) -> Response:
    """Ask what the court decided."""
    return _form(request, service, by, claim_id, OUTCOME, {})


@router.post("/damages/{claim_id:uuid}/outcome")
def outcome(
    request: Request,
    claim_id: UUID,
    service: ServiceDep,
    by: Client,
    key: KeyDep,
    version: Version,
    posted: Posted,
) -> Response:
    """Record what the court decided."""
    asked = Asked(claim_id, by, key, version)
    return _done(request, service, asked, OUTCOME, posted)


def _done(
    request: Request, service: Service, asked: Asked, act: Act, posted: Form
) -> Response:
    form = texts(posted, *FIELDS)
    claim_for(service, asked.by, asked.id)
    address = f"/damages/{asked.id}"
    try:
        return done(service, lambda: act.do(service, asked, form), address)
    except Unread as fault:
        errors = unread(request, fault)
        return _form(request, service, asked.by, asked.id, act, form, errors=errors)
    except WRONG as fault:
        return _form(request, service, asked.by, asked.id, act, form, fault=fault)


def _form(
    request: Request,
    service: Service,
    by: Actor,
    id: UUID,
    act: Act,
    form: Form,
    *,
    fault: Fault | None = None,
    errors: Mapping[str, str] | None = None,
) -> Response:
    read = claim_for(service, by, id)
    if read.side is ClaimSide.BODY and not may(by, Action.ANSWER_DAMAGE):
        raise NotFound
    if read.closed:  # what was not opened is not answered
        return see_other(f"/damages/{id}")
    if fault is None and errors is None:
        _check(read, act)
    words: dict[str, Any] = told(request)
    return page(
        request,
        "damage/act.html",
        words
        | {
            "card": read.card,
            "is_client": read.side is ClaimSide.CLIENT,
            "act": act.name,
            "title": act.title,
            "form": _filled(read, act) | dict(form),
            "today": service.clock.today().isoformat(),
            "errors": dict(errors or {}) | errors_in(request, fault, FIELDS),
        },
        status=422 if errors else status_for(fault),
    )


def _check(read: Read, act: Act) -> None:
    """See that this can be done now; raises ClaimNotNow, NoOfferToAccept."""
    if read.card.status not in act.statuses:
        raise ClaimNotNow(status=read.card.status)
    offer = read.card.offer
    if act is ACCEPT and (offer is None or offer.side is read.side):
        raise NoOfferToAccept


def _filled(read: Read, act: Act) -> dict[str, str]:
    """What a new form begins with."""
    form = dict.fromkeys(FIELDS, "")
    if act is PAYMENT:
        form["kopecks"] = typed(read.card.left)
    return form
