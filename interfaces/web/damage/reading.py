"""Pages of claims of damage: the list, and one as a whole (I9)."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from application.access import Action, may
from domain.damage import (
    ONLY_COURT,
    ClaimSide,
    ClaimStatus,
    Interest,
    InterestBackwards,
    InterestTooEarly,
)
from domain.kernel import Actor, Role
from interfaces.damages import claim_for, claims_of
from interfaces.deadlines import DeadlineWords
from interfaces.deps import KeyDep, ServiceDep, own
from interfaces.law import LawWords
from interfaces.service import Service
from interfaces.web.damage.words import Reader, told
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other
from projections.damage import ClaimCard
from projections.exchange import EnclosureCard

router = APIRouter(include_in_schema=False)


@router.get("/damages")
def claims(
    request: Request,
    service: ServiceDep,
    by: Reader,
    after: Annotated[int | None, Query(ge=1, le=2**62)] = None,
) -> Response:
    """Claims of the business, or those that were sent to the body."""
    return page(
        request,
        "damage/claims.html",
        told(request)
        | {
            "found": claims_of(service, by, after),
            "is_client": by.role is Role.CLIENT,
            "first": after is None,
        },
    )


@router.get("/damages/{claim_id:uuid}")
def show(
    request: Request,
    claim_id: UUID,
    service: ServiceDep,
    by: Reader,
    sent: Annotated[int, Query(ge=0, le=1)] = 0,
) -> Response:
    """Show a draft with what is still to do, or a claim that was sent."""
    read = claim_for(service, by, claim_id)
    card = read.card
    spoken = language_of(request)
    deadlines = service.deadline_view.about(claim_id)
    is_draft = card.status in (ClaimStatus.DRAFT, ClaimStatus.DISCARDED)
    return page(
        request,
        "damage/draft.html" if is_draft else "damage/claim.html",
        told(request)
        | {
            "card": card,
            "closed": read.closed,
            "documents": _documents(service, by, card),
            "is_client": read.side is ClaimSide.CLIENT,
            "side": read.side,
            "may_answer": may(by, Action.ANSWER_DAMAGE),
            "sent": bool(sent),
            "late": _late(service, card),
            "has_days": _has_days(service, by, card),
            "deadlines": [one for one in deadlines if one.is_open],
            "deadline_words": DeadlineWords(spoken, service.clock.now()),
            "law": service.law.on(ONLY_COURT, service.clock.today()),
            "law_words": LawWords(spoken),
        },
    )


@router.post("/damages/{claim_id:uuid}/open")
def open_message(
    claim_id: UUID, service: ServiceDep, by: Reader, key: KeyDep
) -> Response:
    """Open what came to the reader's side; that is recorded."""
    closed = claim_for(service, by, claim_id).closed
    if closed:
        receipt = service.correspondence.open(closed, by=by, key=key)
        service.caught_up(receipt.position)
    return see_other(f"/damages/{claim_id}")


def _documents(
    service: Service, by: Actor, card: ClaimCard
) -> dict[UUID, EnclosureCard]:
    """The annexes of a claim that was sent, by their ids in the draft.

    They went after the letter, each once, in the order of the lines. None, as long as
    the reader's side has not opened the claim, or when they cannot be told apart.
    """
    if card.message is None:
        return {}
    sent = service.exchange_view.message(card.message, own(by))
    files = sent.files if sent else ()
    shown = dict.fromkeys(file for one in card.lines for file in one.line.files)
    annexes = [one for one in files if one.id != card.letter]
    if len(shown) != len(annexes):
        return {}
    return dict(zip(shown, annexes, strict=True))


def _late(service: Service, card: ClaimCard) -> Interest | None:
    """Interest on what was agreed and is not paid in time, until today."""
    today = service.clock.today()
    if card.status is not ClaimStatus.SETTLED or card.pay_by is None or not card.left:
        return None
    since = card.pay_by + timedelta(days=1)
    try:
        return service.damage.drafts.reckon(card.left, since, today)
    except (InterestBackwards, InterestTooEarly):
        return None


def _has_days(service: Service, by: Actor, card: ClaimCard) -> bool:
    """Whether there are records of the inspection that can be taken over."""
    if card.inspection is None or by.organisation != card.client_id:
        return False
    return bool(service.burden_view.days(card.inspection))
