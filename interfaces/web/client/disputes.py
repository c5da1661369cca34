"""Pages of disputes: raised by the business, answered by the keeper (L7)."""

from collections.abc import Callable
from typing import Annotated, Any, NamedTuple
from uuid import UUID

from fastapi import APIRouter, File, Form, Query, Request, UploadFile
from fastapi.responses import Response
from pydantic import ValidationError

from application.access import allow_dispute
from application.client import AcceptDispute, DeclineDispute, RaiseDispute
from application.log import Receipt
from domain.client import (
    ClaimAgrees,
    DisputeOpen,
    DisputeReasonMissing,
    DisputeStatus,
    UnknownFact,
)
from domain.errors import Invalid, NotFound, RuleBroken, Stale
from domain.kernel import Actor, Role
from domain.profile import FactValue, Size
from interfaces.deps import KeyDep, ServiceDep, own
from interfaces.regions import regions
from interfaces.service import Service
from interfaces.web.client.words import (
    DISPUTE_STATUSES,
    SOURCES,
    DisputeKeeper,
    Disputer,
    DisputeReader,
    Text,
    card_of,
    label_of,
    wording_of,
)
from interfaces.web.facts import read_value, told
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other
from interfaces.web.wrong import Fault, errors_of, status_for
from projections.client import ClientCard, DisputeCard, KnownFact

router = APIRouter(include_in_schema=False)


class _Given(NamedTuple):
    """What was filled into the form of a dispute."""

    reason: str = ""
    value: str = ""
    document_id: str = ""


@router.get("/client/facts/{fact}/dispute")
def begin(request: Request, fact: str, service: ServiceDep, by: Disputer) -> Response:
    """Ask what is wrong with what the state says."""
    return _ask(request, service, by, fact, _Given())


@router.post("/client/facts/{fact}/dispute/check")
def check(
    request: Request,
    fact: str,
    service: ServiceDep,
    by: Disputer,
    reason: Text = "",
    value: Text = "",
    document_id: Text = "",
    document: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Show what will be sent, and who will see it."""
    given = _Given(reason.strip(), value, document_id)
    card = card_of(service, by)
    known = _disputed(card, fact)
    claim = read_value(fact, value)
    try:
        _check(service, fact, known, given.reason, claim)
        if document is not None and document.filename:
            kept = service.disputes.keep_document(
                own(by), document.filename, document.file.read(), by=by
            )
            given = given._replace(document_id=str(kept))
    except (Invalid, RuleBroken) as fault:
        return _ask(request, service, by, fact, given, fault)
    return page(
        request,
        "client/dispute_check.html",
        {
            "card": card,
            "fact": fact,
            "known": known,
            "given": given,
            "claim": claim,
            "keepers": _keepers(service, known.registry),
            **_sayings(request, service),
        },
    )


@router.post("/client/facts/{fact}/dispute")
def send(
    request: Request,
    fact: str,
    service: ServiceDep,
    by: Disputer,
    key: KeyDep,
    version: Annotated[int, Form()],
    reason: Text = "",
    value: Text = "",
    document_id: Text = "",
) -> Response:
    """Send the dispute."""
    given = _Given(reason, value, document_id)
    try:
        command = RaiseDispute.model_validate(
            {
                "reason": reason,
                "claim": read_value(fact, value),
                "document_id": document_id or None,
            }
        )
        receipt = service.disputes.raise_(
            own(by), fact, command, by=by, key=key, version=version
        )
    except DisputeOpen as refusal:
        return see_other(f"/disputes/{refusal.facts['dispute']}")
    except (ValidationError, Invalid, RuleBroken, Stale) as fault:
        return _ask(request, service, by, fact, given, fault)
    service.caught_up(receipt.position)
    return see_other(f"/disputes/{receipt.id}?sent=1")


@router.get("/disputes")
def disputes(
    request: Request,
    service: ServiceDep,
    by: DisputeReader,
    status: DisputeStatus | None = None,
    after: Annotated[int | None, Query(ge=1, le=2**62)] = None,
) -> Response:
    """A client's own disputes, or those that the reader's organisation answers."""
    is_client = by.role is Role.CLIENT
    registers = sorted(service.person_view.registers_of(own(by)))
    if is_client:
        queue = service.dispute_view.mine(own(by), before=after)
    else:
        queue = service.dispute_view.queue(
            registers, own(by), statuses=[status] if status else (), before=after
        )
    return page(
        request,
        "client/disputes.html",
        {
            "queue": queue,
            "is_client": is_client,
            "registers": registers,
            "status": status,
            "first": after is None,
            **_sayings(request, service),
        },
    )


@router.get("/disputes/{dispute_id:uuid}")
def dispute(
    request: Request,
    dispute_id: UUID,
    service: ServiceDep,
    by: DisputeReader,
    sent: Annotated[int, Query(ge=0, le=1)] = 0,
) -> Response:
    """Show a dispute and its answer."""
    return _dispute(request, service, by, dispute_id, sent=sent)


@router.get("/disputes/{dispute_id:uuid}/document")
def document(dispute_id: UUID, service: ServiceDep, by: DisputeReader) -> Response:
    """The file that was given with a dispute."""
    card = readable(service, by, dispute_id)
    if card.document_id is None:
        raise NotFound
    found = service.documents.get(card.document_id, card.client_id)
    return Response(
        found.content,
        media_type=found.media_type,
        headers={"Content-Disposition": "attachment"},
    )


@router.post("/disputes/{dispute_id:uuid}/withdraw")
def withdraw(
    request: Request,
    dispute_id: UUID,
    service: ServiceDep,
    by: Disputer,
    key: KeyDep,
    version: Annotated[int, Form()],
) -> Response:
    """Take the dispute back, as the client."""

    def take() -> Receipt:
        return service.disputes.withdraw(dispute_id, by=by, key=key, version=version)

    return _step(request, service, by, dispute_id, {"step": "withdraw"}, take)


@router.post("/disputes/{dispute_id:uuid}/accept")
def accept(
    request: Request,
    dispute_id: UUID,
    service: ServiceDep,
    by: DisputeKeeper,
    key: KeyDep,
    version: Annotated[int, Form()],
    reason: Text = "",
    value: Text = "",
    since: Text = "",
) -> Response:
    """Correct the disputed fact, as its keeper."""
    given = {"step": "accept", "reason": reason, "value": value, "since": since}
    card = readable(service, by, dispute_id)

    def take() -> Receipt:
        command = AcceptDispute.model_validate(
            {
                "value": read_value(card.fact, value),
                "since": since.strip() or None,
                "reason": reason or None,
            }
        )
        return service.disputes.accept(
            dispute_id, command, by=by, key=key, version=version
        )

    return _step(request, service, by, dispute_id, given, take)


@router.post("/disputes/{dispute_id:uuid}/decline")
def decline(
    request: Request,
    dispute_id: UUID,
    service: ServiceDep,
    by: DisputeKeeper,
    key: KeyDep,
    version: Annotated[int, Form()],
    reason: Text = "",
) -> Response:
    """Keep what the register says, as its keeper."""
    given = {"step": "decline", "reason": reason}

    def take() -> Receipt:
        command = DeclineDispute(reason=reason)
        return service.disputes.decline(
            dispute_id, command, by=by, key=key, version=version
        )

    return _step(request, service, by, dispute_id, given, take)


def readable(service: Service, by: Actor, id: UUID) -> DisputeCard:
    """A dispute that is the reader's to see.

    Raises:
        NotFound: there is none, or it is not.
    """
    card = service.dispute_view.get(id)
    if card is None:
        raise NotFound
    allow_dispute(
        by,
        client_id=card.client_id,
        registry=card.registry,
        authority=card.authority,
        registers=service.person_view.registers_of(own(by)),
    )
    return card


def _step(
    request: Request,
    service: Service,
    by: Actor,
    id: UUID,
    given: dict[str, str],
    take: Callable[[], Receipt],
) -> Response:
    """Take a step and show what came of it; what is wrong, at its field."""
    try:
        receipt = take()
    except (ValidationError, Invalid, RuleBroken, Stale) as fault:
        return _dispute(request, service, by, id, given, fault)
    service.caught_up(receipt.position)
    return see_other(f"/disputes/{id}")


def _disputed(card: ClientCard, fact: str) -> KnownFact:
    """What the state says of a fact, if it says something to dispute."""
    known = card.facts.get(fact)
    if known is None or known.value is None or not known.is_official:
        raise NotFound
    return known


def _check(
    service: Service, fact: str, known: KnownFact, reason: str, claim: FactValue
) -> None:
    if not reason:
        raise DisputeReasonMissing
    if not service.vocabulary.has(fact, claim):
        raise UnknownFact(facts=[fact])
    if claim == known.value:
        raise ClaimAgrees


def _keepers(service: Service, registry: str | None) -> list[str]:
    return service.person_view.keepers_of(registry) if registry else []


def _sayings(request: Request, service: Service) -> dict[str, Any]:
    """What templates say facts, sources and statuses with."""
    wording = wording_of(request, service)
    return {
        "label": lambda fact: label_of(request, wording, fact),
        "told": lambda fact, value: told(request, wording, fact, value),
        "wording": wording,
        "sources": SOURCES,
        "statuses": DISPUTE_STATUSES,
        "sizes": list(Size),
        "regions": regions(language_of(request).code),
    }


def _ask(
    request: Request,
    service: Service,
    by: Actor,
    fact: str,
    given: _Given,
    fault: Fault | None = None,
) -> Response:
    card = card_of(service, by)
    errors = errors_of(request, fault)
    return page(
        request,
        "client/dispute_begin.html",
        {
            "card": card,
            "fact": fact,
            "known": _disputed(card, fact),
            "given": given,
            "claim": read_value(fact, given.value),
            "errors": {ABOUT.get(about, ""): told for about, told in errors.items()},
            **_sayings(request, service),
        },
        status=status_for(fault),
    )


ABOUT = {
    "reason": "reason",
    "document": "document",
    "claim": "value",
    "facts": "value",
    "value": "value",
}
"""Fields of the form, by what a refusal is about."""


def _dispute(
    request: Request,
    service: Service,
    by: Actor,
    id: UUID,
    given: dict[str, str] | None = None,
    fault: Fault | None = None,
    *,
    sent: int = 0,
) -> Response:
    card = readable(service, by, id)
    errors = errors_of(request, fault)
    step = (given or {}).get("step", "")
    fields = ABOUT | {"since": "since", "reason": f"{step}-reason"}
    return page(
        request,
        "client/dispute.html",
        {
            "card": card,
            "is_client": by.role is Role.CLIENT,
            "keepers": _keepers(service, card.registry),
            "given": given or {},
            "value": _proposed(card, given),
            "sent": sent,
            "errors": {fields.get(about, ""): told for about, told in errors.items()},
            **_sayings(request, service),
        },
        status=status_for(fault),
    )


def _proposed(card: DisputeCard, given: dict[str, str] | None) -> FactValue:
    """What the form that accepts begins with; sent as it is, it corrects nothing."""
    if given and "value" in given:
        return read_value(card.fact, given["value"])
    return card.value if card.claim is None else card.claim
