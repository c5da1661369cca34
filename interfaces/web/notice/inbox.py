"""The inbox: what an organisation was told, and whether anybody has read it (I1)."""

from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from application.access import Action, may, topics_hidden_from
from domain.errors import NotFound
from domain.notice import Topic
from interfaces.deps import KeyDep, ServiceDep, own
from interfaces.notices import TOPICS, offered_topics
from interfaces.signed import signed_in
from interfaces.web.notice.words import KINDS, OUTCOMES, STATES, Reader
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other

router = APIRouter(include_in_schema=False)

AHEAD: Final = "prefetch"
"""What a browser says that fetches pages before anybody opens them."""


@router.get("/notices")
def inbox(
    request: Request,
    service: ServiceDep,
    by: Reader,
    topic: Annotated[str, Query(max_length=40)] = "",
    unread: Annotated[bool, Query()] = False,  # noqa: FBT002
    after: Annotated[int | None, Query(ge=1, le=2**62)] = None,
    last: UUID | None = None,
) -> Response:
    """Show the inbox, the newest first."""
    code = language_of(request).code
    place = (after, last) if after and last else None
    chosen = [one for one in Topic if one.value == topic]
    hidden = topics_hidden_from(by)
    found = service.notice_view.page(
        own(by), topics=chosen, hidden=hidden, unread=unread, after=place
    )
    words = {one.id: service.notice_wording.of(one, code) for one in found.notices}
    return page(
        request,
        "notice/inbox.html",
        {
            "found": found,
            "words": words,
            "unread_here": service.notice_view.unread(own(by), hidden),
            "only_unread": unread,
            "topic": chosen[0] if chosen else None,
            "topics": offered_topics(),
            "names": TOPICS,
            "first": place is None,
            "may_choose": may(by, Action.KEEP_CHANNELS),
        },
    )


@router.post("/notices/read")
def read_all(service: ServiceDep, by: Reader, key: KeyDep) -> Response:
    """Note that everything in the inbox was seen."""
    receipt = service.readings.read_all(own(by), by=by, key=key)
    if receipt:
        service.caught_up(receipt.position)
    return see_other("/notices")


@router.get("/notices/{notice_id:uuid}")
def one(request: Request, notice_id: UUID, service: ServiceDep, by: Reader) -> Response:
    """Show a notice; that it was opened is noted, once."""
    card = service.notice_view.get(notice_id)
    if card is None or card.recipient != own(by):
        raise NotFound
    if card.topic in topics_hidden_from(by):
        raise NotFound
    if card.read_at is None and _is_opened(request):
        receipt = service.readings.read(notice_id, by=by)
        if receipt:
            service.caught_up(receipt.position)
        card = service.notice_view.get(notice_id) or card
    spoken = language_of(request)
    return page(
        request,
        "notice/one.html",
        {
            "card": card,
            "words": service.notice_wording.of(card, spoken.code),
            "basis": service.notice_wording.basis(
                card.basis, spoken.code, card.told_at.date()
            ),
            "revoke": service.notice_wording.revoking(card),
            "names": TOPICS,
            "deliveries": service.notice_view.deliveries(notice_id),
            "kinds": KINDS,
            "states": STATES,
            "outcomes": OUTCOMES,
        },
    )


def _is_opened(request: Request) -> bool:
    """Whether a person opens it: no program, and no browser that fetches ahead."""
    signed = signed_in(request)
    return (
        signed is not None
        and signed.scopes is None
        and request.method == "GET"
        and AHEAD not in request.headers.get("sec-purpose", "")
    )
