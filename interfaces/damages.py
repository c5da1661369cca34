"""Claims of damage as their two sides may read them (I9)."""

from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple
from urllib.parse import quote
from uuid import UUID

from fastapi.responses import Response

from application.access import Action, allow
from domain.damage import BodyAnswer, ClaimSide, ClaimStatus, CourtOutcome
from domain.errors import NotFound
from domain.kernel import Actor, Role
from interfaces.deps import own
from interfaces.locale import N_
from interfaces.service import Service
from projections.damage import ClaimCard, ClaimPage

PDF: Final = "application/pdf"
STATUSES: Final = {
    ClaimStatus.DRAFT: (N_("Draft"), ""),
    ClaimStatus.SENT: (N_("Sent: the body has to answer"), "ask"),
    ClaimStatus.TALKS: (N_("The sides are talking"), "ask"),
    ClaimStatus.SETTLED: (N_("Agreed: to be paid"), "yes"),
    ClaimStatus.PAID: (N_("Paid"), "yes"),
    ClaimStatus.COURT: (N_("Before a court"), "ask"),
    ClaimStatus.DECIDED: (N_("Decided by a court"), "yes"),
    ClaimStatus.WITHDRAWN: (N_("Taken back"), ""),
    ClaimStatus.DISCARDED: (N_("Thrown away"), ""),
}
SIDES: Final = {ClaimSide.CLIENT: N_("The business"), ClaimSide.BODY: N_("The body")}
ANSWERS: Final = {
    BodyAnswer.ACCEPTED: N_("The body accepts all of it"),
    BodyAnswer.OFFERED: N_("The body offers another sum"),
    BodyAnswer.REFUSED: N_("The body refuses"),
}
OUTCOMES: Final = {
    CourtOutcome.GRANTED: N_("The court granted the claim"),
    CourtOutcome.IN_PART: N_("The court granted the claim in part"),
    CourtOutcome.DENIED: N_("The court denied the claim"),
    CourtOutcome.ENDED: N_("The court ended the case"),
}


class Read(NamedTuple):
    """A claim as its reader may read it.

    Attributes:
        card: without what came in messages that the reader's side has not opened.
        closed: the first of those messages; None when there is none.
        side: whose side the reader is on.
    """

    card: ClaimCard
    closed: UUID | None
    side: ClaimSide


def claim_for(service: Service, by: Actor, id: UUID) -> Read:
    """A claim, for the business, and once it is sent for the body.

    Raises:
        NotFound: there is none, or it is none of the reader's.
    """
    card = service.damage.view.get(id)
    if card is None:
        raise NotFound
    side = ClaimSide.CLIENT if by.role is Role.CLIENT else ClaimSide.BODY
    is_client = side is ClaimSide.CLIENT
    of = card.client_id if is_client else card.authority
    allow(by, Action.READ_DAMAGE, of=of)
    if card.thread is None:
        if not is_client:
            raise NotFound
        return Read(card, None, side)
    unopened = service.exchange_view.unopened_in(card.thread, own(by))
    said = (card.message, *(one.message for one in card.moves))
    closed = next((one for one in said if one in unopened), None)
    return Read(_unopened(card, unopened) if closed else card, closed, side)


def claims_of(
    service: Service, by: Actor, before: int | None, limit: int = 50
) -> ClaimPage:
    """Claims of the reader's business, or those that were sent to its body."""
    is_client = by.role is Role.CLIENT
    return service.damage.view.of(
        client_id=own(by) if is_client else None,
        authority=None if is_client else own(by),
        before=before,
        limit=limit,
    )


def document_sent(service: Service, by: Actor, id: UUID, file: UUID) -> Response:
    """A document that shows a line of a draft; one that was sent is in the exchange.

    Raises:
        NotFound: there is none, or it is none of the reader's.
    """
    read = claim_for(service, by, id)
    if read.side is not ClaimSide.CLIENT:
        raise NotFound
    owner = service.damage.view.owner_of_file(id, file)
    if owner is None:
        raise NotFound
    found = service.documents.get(file, owner)
    return Response(
        found.content,
        media_type=found.media_type,
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(found.name)}"
        },
    )


def letter_shown(service: Service, by: Actor, id: UUID) -> Response:
    """The letter of a draft, as it would be sent.

    Raises:
        NotFound: there is none, or it is none of the reader's.
        TimeoutError: other files are being made.
    """
    content = service.damage.sending.preview(id, by=by)
    return Response(
        content,
        media_type=PDF,
        headers={
            "Content-Disposition": 'attachment; filename="claim-draft.pdf"',
            "Cache-Control": "no-store",
        },
    )


def _unopened(card: ClaimCard, unopened: AbstractSet[UUID]) -> ClaimCard:
    changed: dict[str, object] = {
        "moves": tuple(
            one.model_copy(update={"words": None}) if one.message in unopened else one
            for one in card.moves
        )
    }
    if card.message in unopened:
        silent = {"what": None}
        lines = tuple(one.model_copy(update=silent) for one in card.lines)
        changed |= {"story": None, "lines": lines}
    return card.model_copy(update=changed)
