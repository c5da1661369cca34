"""Pages of cautions that were issued: the list, and one as a whole (C6)."""

from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from application.log import Receipt
from domain.caution.terms import OBJECT
from domain.kernel import Actor, Role
from interfaces.appealed.effected import redressed
from interfaces.appealed.links import appeal_links
from interfaces.cautions import caution_for
from interfaces.deadlines import DeadlineWords
from interfaces.deps import KeyDep, ServiceDep, own
from interfaces.papers import PAPERS
from interfaces.reckoned import ReckonedWords
from interfaces.service import Service
from interfaces.web.caution.words import (
    DECIDED,
    SOURCES,
    STANDINGS,
    WHY_CLOSED,
    WRONG,
    Reader,
    status_tag,
)
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other
from interfaces.web.wrong import Fault, errors_in, status_for
from projections.caution import CautionCard, Standing

router = APIRouter(include_in_schema=False)

FIELDS = ("reason", "why")


@router.get("/cautions")
def cautions(
    request: Request,
    service: ServiceDep,
    by: Reader,
    standing: Standing = Standing.ALL,
    requirement: Annotated[str, Query(max_length=64)] = "",
    after: Annotated[int | None, Query(ge=1, le=2**62)] = None,
) -> Response:
    """Cautions of the business, or of the body; the newest first."""
    is_client = by.role is Role.CLIENT
    client_id = own(by) if is_client else None
    authority = None if is_client else own(by)
    code = requirement.strip().upper() or None
    view = service.caution_view
    return page(
        request,
        "caution/cautions.html",
        {
            "found": view.of(
                client_id=client_id,
                authority=authority,
                standing=standing,
                requirement=code,
                before=after,
            ),
            "count": view.count(
                client_id=client_id, authority=authority, requirement=code
            ),
            "is_client": is_client,
            "standing": standing,
            "standings": STANDINGS,
            "requirement": code or "",
            "tag_of": status_tag,
            "first": after is None,
        },
    )


@router.get("/cautions/{caution_id:uuid}")
def show(
    request: Request,
    caution_id: UUID,
    service: ServiceDep,
    by: Reader,
    sent: Annotated[int, Query(ge=0, le=1)] = 0,
) -> Response:
    """Show a caution, and what can be done."""
    return shown(request, service, by, caution_id, sent=bool(sent))


@router.post("/cautions/{caution_id:uuid}/open")
def open_message(
    caution_id: UUID, service: ServiceDep, by: Reader, key: KeyDep
) -> Response:
    """Open what came to the reader's side, with its paper; that is recorded."""
    closed = caution_for(service, by, caution_id).closed
    papers = service.paper_view.of_case(caution_id) if by.role is Role.CLIENT else []
    unread = [one.message for one in papers if one.opened_at is None]
    for number, message in enumerate([closed, *unread] if closed else []):
        own_key = key and key.model_copy(update={"key": f"{key.key[:190]}-{number}"})
        receipt = service.correspondence.open(message, by=by, key=own_key)
        service.caught_up(receipt.position)
    return see_other(f"/cautions/{caution_id}")


def done(
    request: Request,
    service: Service,
    by: Actor,
    id: UUID,
    act: Callable[[], Receipt],
    filled: dict[str, Any] | None = None,
) -> Response:
    """Do something with a caution and show it; or say why not."""
    caution_for(service, by, id)
    try:
        receipt = act()
    except WRONG as fault:
        return shown(request, service, by, id, fault, filled=filled)
    service.caught_up(receipt.position)
    return see_other(f"/cautions/{id}")


def shown(
    request: Request,
    service: Service,
    by: Actor,
    id: UUID,
    fault: Fault | None = None,
    *,
    filled: dict[str, Any] | None = None,
    sent: bool = False,
) -> Response:
    """The page of a caution.

    Args:
        request: who asks.
        service: knows it.
        by: who reads.
        id: of the caution.
        fault: why what was asked was not done; None: it was, or nothing was.
        filled: what was being written then.
        sent: it was just issued.
    """
    read = caution_for(service, by, id)
    card, spoken = read.card, language_of(request)
    deadlines = service.deadline_view.about(id)
    filled = {"reason": "", "measures": {}, "files": (), "act": ""} | (filled or {})
    measures = tuple(f"measure-{one.point.number}" for one in card.listed)
    return page(
        request,
        "caution/caution.html",
        {
            "card": card,
            "closed": read.closed,
            "is_client": by.role is Role.CLIENT,
            "status": status_tag(card),
            "source": SOURCES[card.signs.source],
            "why_closed": WHY_CLOSED.get(card.why_closed) if card.why_closed else None,
            "decided": DECIDED,
            "papers": service.paper_view.of_case(id),
            "papers_named": PAPERS,
            "titles": _titles(service, card),
            "can_object": can_object(service, card),
            "until": ReckonedWords(spoken).end(card.objection)
            if card.objection
            else None,
            "law": OBJECT,
            "deadlines": [one for one in deadlines if one.is_open],
            "deadline_words": DeadlineWords(spoken, service.clock.now()),
            "unsent": unsent(service, card, filled["files"]),
            "filled": filled,
            "sent": sent,
            "redressed": redressed(
                service.appealed.effect_view.of(id),
                by,
                card.client_id,
                spoken,
            ),
            "appeals": appeal_links(service, by, f"/cautions/{id}", spoken),
            "errors": _named(errors_in(request, fault, (*FIELDS, *measures)), filled),
        },
        status=status_for(fault),
    )


def can_object(service: Service, card: CautionCard) -> bool:
    """Whether the business can still object to the edition that holds."""
    until = card.objection
    late = until is not None and until.is_late(service.clock.now())
    return card.may_object and not late


def unsent(
    service: Service, card: CautionCard, ids: tuple[UUID, ...]
) -> dict[UUID, Any]:
    """Files that were attached to an objection and are not sent yet, by id."""
    if not ids:
        return {}
    found = service.exchange_view.unsent(ids, card.client_id, card.client_id)
    return {one.id: one for one in found}


def _named(errors: dict[str, str], filled: dict[str, Any]) -> dict[str, str]:
    """The same by ids of the page: of several forms, each has its own reason."""
    if filled["act"] == "withdraw" and "reason" in errors:
        return {"why": errors["reason"]}
    return errors


def _titles(service: Service, card: CautionCard) -> dict[str, str]:
    points = [one.point for one in card.listed]
    return service.caution_view.titles(
        [one.requirement for one in points],
        [one.algorithm for one in points if one.algorithm],
        service.clock.today(),
    )
