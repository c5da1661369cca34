"""Pages of what was written: the inbox, a correspondence, opening, files (I2)."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.exchange import LetRepresent
from domain.errors import Invalid, RuleBroken, Stale
from domain.exchange import Part
from domain.kernel import Actor
from interfaces.deps import InPerson, KeyDep, ServiceDep
from interfaces.exchange import (
    What,
    file_sent,
    message_for,
    receipt_of,
    text_sent,
    thread_for,
)
from interfaces.exports.receipt import about, printed, proof
from interfaces.giving_receipts import sent as as_file
from interfaces.service import Service
from interfaces.web.exchange.words import (
    RECEIPTS,
    Client,
    Names,
    Reader,
    Text,
    reached_by,
    words_of,
)
from interfaces.web.pages import ROLES, language_of, page
from interfaces.web.person import see_other
from interfaces.web.wrong import Fault, errors_in, status_for

router = APIRouter(include_in_schema=False)

Cursor = Annotated[int | None, Query(ge=1, le=2**62)]


@router.get("/exchange")
def threads(
    request: Request,
    service: ServiceDep,
    by: Reader,
    show: Annotated[str, Query(max_length=20)] = "",
    after: Cursor = None,
) -> Response:
    """Show what the reader takes part in, or what of it is not opened."""
    view = service.exchange_view
    only = show == "unopened"
    found = view.of_reader(by, unopened=only, before=after)
    parties = [party for one in found.threads for party in one.parties]
    return page(
        request,
        "exchange/threads.html",
        {
            "found": found,
            "only_unopened": only,
            "unopened": view.unopened(by),
            "first": after is None,
            "names": Names(request, service, parties),
            **words_of(request),
        },
    )


@router.get("/exchange/{thread_id:uuid}")
def thread(
    request: Request,
    thread_id: UUID,
    service: ServiceDep,
    by: Reader,
    before: Cursor = None,
) -> Response:
    """Show a correspondence: messages, how far they came, and who takes part."""
    return _thread(request, service, by, thread_id, before)


@router.post("/exchange/messages/{message_id:uuid}/open")
def open_message(
    message_id: UUID, service: ServiceDep, by: Reader, key: KeyDep
) -> Response:
    """Open a message, then show it."""
    card, _, _ = message_for(service, by, message_id)
    receipt = service.correspondence.open(message_id, by=by, key=key)
    service.caught_up(receipt.position)
    return see_other(f"/exchange/{card.id}#m-{message_id}")


@router.get("/exchange/messages/{message_id:uuid}/sent")
def sent(
    request: Request, message_id: UUID, service: ServiceDep, by: Reader
) -> Response:
    """Say that a message was sent, what proves it, and what happens next."""
    card, party, message = message_for(service, by, message_id)
    return page(
        request,
        "exchange/sent.html",
        {
            "card": card,
            "side": party.side,
            "message": message,
            "names": Names(request, service, card.parties),
            **words_of(request),
        },
    )


@router.get("/exchange/messages/{message_id:uuid}/text")
def text(message_id: UUID, service: ServiceDep, by: Reader) -> Response:
    """The text as the file whose hash its receipt tells."""
    return text_sent(service, by, message_id)


@router.get("/exchange/messages/{message_id:uuid}/receipts/{what}")
def receipt(
    request: Request,
    message_id: UUID,
    what: What,
    service: ServiceDep,
    by: Reader,
    recipient: UUID | None = None,
) -> Response:
    """Show what proves that a message was sent, delivered or opened."""
    given = receipt_of(service, by, message_id, what, recipient)
    spoken = language_of(request)
    return page(
        request,
        "exchange/receipt.html",
        {
            "receipt": given,
            "title": spoken.gettext(RECEIPTS[what]),
            "about": about(given, spoken, ROLES),
            "proof": proof(given, spoken),
            "asked": f"?recipient={recipient}" if recipient else "",
        },
    )


@router.get("/exchange/messages/{message_id:uuid}/receipts/{what}/json")
def receipt_as_json(
    message_id: UUID,
    what: What,
    service: ServiceDep,
    by: Reader,
    recipient: UUID | None = None,
) -> Response:
    """The receipt as the file that can be checked."""
    return as_file(receipt_of(service, by, message_id, what, recipient))


@router.get("/exchange/messages/{message_id:uuid}/receipts/{what}/pdf")
def receipt_as_pdf(
    request: Request,
    message_id: UUID,
    what: What,
    service: ServiceDep,
    by: Reader,
    recipient: UUID | None = None,
) -> Response:
    """The receipt as a file to print."""
    given = receipt_of(service, by, message_id, what, recipient)
    spoken = language_of(request)
    return printed(given, spoken.gettext(RECEIPTS[what]), spoken, ROLES)


@router.get("/exchange/files/{enclosure_id:uuid}")
def file(enclosure_id: UUID, service: ServiceDep, by: Reader) -> Response:
    """A file that came with a message, or waits to be sent."""
    return file_sent(service, by, enclosure_id)


@router.post("/exchange/{thread_id:uuid}/representatives", dependencies=[InPerson])
def let_represent(
    request: Request,
    thread_id: UUID,
    service: ServiceDep,
    by: Client,
    key: KeyDep,
    person: Text = "",
) -> Response:
    """Let a person act for the business in this correspondence."""
    try:
        command = LetRepresent.model_validate({"person": person.strip()})
        receipt = service.correspondence.let_represent(
            thread_id, command, by=by, key=key
        )
    except (ValidationError, Invalid, RuleBroken, Stale) as fault:
        return _thread(request, service, by, thread_id, None, person, fault)
    service.caught_up(receipt.position)
    return see_other(f"/exchange/{thread_id}#people")


@router.post("/exchange/{thread_id:uuid}/representatives/{person_id:uuid}/end")
def end_representing(
    thread_id: UUID, person_id: UUID, service: ServiceDep, by: Client, key: KeyDep
) -> Response:
    """Let a person no longer act for the business in this correspondence."""
    receipt = service.correspondence.end_representing(
        thread_id, person_id, by=by, key=key
    )
    service.caught_up(receipt.position)
    return see_other(f"/exchange/{thread_id}#people")


def _thread(
    request: Request,
    service: Service,
    by: Actor,
    id: UUID,
    before: int | None = None,
    person: str = "",
    fault: Fault | None = None,
) -> Response:
    card, party = thread_for(service, by, id)
    found = service.exchange_view.messages(card.id, party.side, before=before)
    return page(
        request,
        "exchange/thread.html",
        {
            "card": card,
            "party": party,
            "side": party.side,
            "found": found,
            "first": before is None,
            "is_client": party.part is Part.CLIENT,
            "numbers": {one.id: one.number for one in found.messages},
            "names": Names(request, service, card.parties, _own_people(found, party)),
            "reached_by": reached_by,
            "person": person,
            "errors": errors_in(request, fault, ("person",)),
            **words_of(request),
        },
        status=status_for(fault),
    )


def _own_people(found: Any, party: Any) -> set[str]:
    """People of the reader's own side who sent or opened something."""
    sent = {one.by for one in found.messages if one.sender == party.side}
    opened = {
        one.opened_by
        for message in found.messages
        for one in message.reached
        if one.recipient == party.side and one.opened_by
    }
    return sent | opened
