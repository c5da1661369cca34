"""A business checks its claim, and sends it (I9)."""

from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from domain.damage import ONLY_COURT
from domain.kernel import Actor
from interfaces.damages import letter_shown
from interfaces.deps import KeyDep, ServiceDep
from interfaces.law import LawWords
from interfaces.service import Service
from interfaces.web.damage.drafting import drafted
from interfaces.web.damage.words import WRONG, Client, Version, done, told
from interfaces.web.pages import language_of, page
from interfaces.web.wrong import Fault, errors_in, status_for

router = APIRouter(include_in_schema=False)


@router.get("/damages/{damage_id:uuid}/check")
def check(
    request: Request, damage_id: UUID, service: ServiceDep, by: Client
) -> Response:
    """Show all of it before it is sent."""
    return _check(request, service, by, damage_id)


@router.get("/damages/{damage_id:uuid}/letter")
def letter(damage_id: UUID, service: ServiceDep, by: Client) -> Response:
    """The letter as it would be sent."""
    return letter_shown(service, by, damage_id)


@router.post("/damages/{damage_id:uuid}/send")
def send(
    request: Request,
    damage_id: UUID,
    service: ServiceDep,
    by: Client,
    key: KeyDep,
    version: Version,
) -> Response:
    """Sign and send."""
    try:
        receipt = service.damage.sending.send(
            damage_id, by=by, key=key, version=version
        )
    except WRONG as fault:
        return _check(request, service, by, damage_id, fault)
    return done(service, lambda: receipt, f"/damages/{damage_id}?sent=1")


def _check(
    request: Request,
    service: Service,
    by: Actor,
    id: UUID,
    fault: Fault | None = None,
) -> Response:
    card = drafted(service, by, id)
    unshown = [
        one for one in card.lines if not one.line.files and not one.line.interest
    ]
    supposed = any(
        one.line.interest.is_supposed for one in card.lines if one.line.interest
    )
    law = service.law.on(ONLY_COURT, service.clock.today())
    return page(
        request,
        "damage/check.html",
        told(request)
        | {
            "card": card,
            "unshown": unshown,
            "supposed": supposed,
            "law": law,
            "law_words": LawWords(language_of(request)),
            "errors": errors_in(request, fault, ()),
        },
        status=status_for(fault),
    )
