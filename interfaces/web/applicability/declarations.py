"""Pages of declarations that were sent, for the client and for the body (L4)."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.access import allow_declaration
from application.applicability import Answer, OptionalReason, Reason
from application.log import Receipt
from domain.applicability import Status
from domain.condition import grounds
from domain.errors import Invalid, NotFound, RuleBroken, Stale
from domain.kernel import Actor, Role
from interfaces.appealed.effected import redressed
from interfaces.appealed.links import appeal_links
from interfaces.deps import KeyDep, ServiceDep, own
from interfaces.service import Service
from interfaces.web.applicability.words import (
    GROUNDS,
    MOMENTS,
    STATUSES,
    STATUSES_FOR_BODY,
    Declarer,
    Reader,
    Text,
    grounds_said,
    named,
    titles_of,
)
from interfaces.web.facts import told
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other
from interfaces.web.wrong import Fault, errors_of, status_for
from projections.applicability import (
    DeclarationCard,
)

router = APIRouter(include_in_schema=False)

WRITTEN = ("reason", "answer")
"""What is written when a step is taken."""


@router.get("/declarations")
def declarations(
    request: Request,
    service: ServiceDep,
    by: Reader,
    status: Status | None = None,
    after: Annotated[int | None, Query(ge=1, le=2**62)] = None,
    sent: Annotated[int, Query(ge=0, le=500)] = 0,
) -> Response:
    """A client's own declarations, or those on what the reader's body supervises."""
    is_client = by.role is Role.CLIENT
    if is_client:
        queue = service.declaration_view.mine(own(by), before=after)
    else:
        queue = service.declaration_view.queue(
            service.person_view.of(own(by)),
            statuses=[status] if status else (),
            before=after,
        )
    codes = [one.requirement for one in queue.declarations]
    return page(
        request,
        "applicability/declarations.html",
        {
            "queue": queue,
            "titles": titles_of(service, codes),
            "is_client": is_client,
            "status": status,
            "sent": sent,
            "first": after is None,
            "statuses": STATUSES if is_client else STATUSES_FOR_BODY,
            "grounds": GROUNDS,
            "wording": service.wording(language_of(request).code),
        },
    )


@router.get("/declarations/{declaration_id}")
def declaration(
    request: Request, declaration_id: UUID, service: ServiceDep, by: Reader
) -> Response:
    """Show a declaration and everything that happened to it."""
    return _declaration(request, service, by, declaration_id)


@router.get("/declarations/{declaration_id}/sent")
def sent(
    request: Request, declaration_id: UUID, service: ServiceDep, by: Declarer
) -> Response:
    """Say that the declaration was sent, and what happens next."""
    card = _readable(service, by, declaration_id)
    return page(
        request,
        "applicability/sent.html",
        {
            "card": card,
            "title": titles_of(service, [card.requirement])[card.requirement],
        },
    )


@router.get("/declarations/{declaration_id}/confirmation")
def confirmation(
    request: Request, declaration_id: UUID, service: ServiceDep, by: Reader
) -> Response:
    """A page to keep: number, time and content of the declaration."""
    card = _readable(service, by, declaration_id)
    client = service.client_view.get(card.client_id)
    register = service.requirement_view.get(card.requirement)
    versions = {v.number: v for v in register.history.versions} if register else {}
    answer = page(
        request,
        "applicability/confirmation.html",
        {
            "card": card,
            "client": client,
            "title": titles_of(service, [card.requirement])[card.requirement],
            "absent": _absent_of(request, service, card, versions),
            "grounds": grounds_said(request, card.absent),
            "statuses": STATUSES,
            "moments": MOMENTS,
            "address": f"{service.settings.public_url}/declarations/{card.id}",
        },
    )
    name = f"sverka-{card.number}.html"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@router.get("/declarations/{declaration_id}/document")
def document(declaration_id: UUID, service: ServiceDep, by: Reader) -> Response:
    """The file that was given with a declaration."""
    card = _readable(service, by, declaration_id)
    if card.document_id is None:
        raise NotFound
    found = service.documents.get(card.document_id, card.client_id)
    return Response(
        found.content,
        media_type=found.media_type,
        headers={"Content-Disposition": "attachment"},
    )


@router.post("/declarations/{declaration_id}/{step}")
def take_step(
    request: Request,
    declaration_id: UUID,
    step: str,
    service: ServiceDep,
    by: Reader,
    key: KeyDep,
    version: Annotated[int, Form()],
    reason: Text = "",
) -> Response:
    """Withdraw, re-confirm, answer; contest, accept, uphold."""
    try:
        receipt = _take(
            service, step, declaration_id, reason, by=by, key=key, version=version
        )
    except (ValidationError, Invalid, RuleBroken, Stale) as fault:
        return _declaration(request, service, by, declaration_id, {step: reason}, fault)
    service.caught_up(receipt.position)
    return see_other(f"/declarations/{declaration_id}")


def _take(service: Service, step: str, id: UUID, reason: str, **how: Any) -> Receipt:
    commands = service.applicability
    match step:
        case "withdraw":
            return commands.withdraw(id, OptionalReason(reason=reason or None), **how)
        case "reconfirm":
            return commands.reconfirm(id, **how)
        case "answer":
            return commands.answer(id, Answer(answer=reason), **how)
        case "contest":
            return commands.contest(id, Reason(reason=reason), **how)
        case "drop-contest":
            return commands.drop_contest(
                id, OptionalReason(reason=reason or None), **how
            )
        case "uphold-contest":
            return commands.uphold_contest(id, Reason(reason=reason), **how)
    raise NotFound


def _readable(service: Service, by: Actor, id: UUID) -> DeclarationCard:
    card = service.declaration_view.get(id)
    if card is None:
        raise NotFound
    allow_declaration(
        by,
        client_id=card.client_id,
        control_body=card.control_body,
        bodies=service.person_view.of(own(by)),
    )
    return card


def _declaration(
    request: Request,
    service: Service,
    by: Actor,
    id: UUID,
    given: dict[str, str] | None = None,
    fault: Fault | None = None,
) -> Response:
    card = _readable(service, by, id)
    register = service.requirement_view.get(card.requirement)
    standing = register.on(service.clock.today()) if register else None
    versions = {v.number: v for v in register.history.versions} if register else {}
    is_client = by.role is Role.CLIENT
    spoken = language_of(request)
    wording = service.wording(spoken.code)
    client = service.client_view.get(card.client_id)
    return page(
        request,
        "applicability/declaration.html",
        {
            "card": card,
            "client": client,
            "is_client": is_client,
            "now": standing.version if standing else None,
            "is_listed": bool(standing and standing.holds),
            "then": versions.get(card.requirement_version),
            "wording": wording,
            "absent": _absent_of(request, service, card, versions),
            "changed": [
                (wording.label(fact), told(request, wording, fact, value))
                for fact, value in card.changed_facts.items()
            ],
            "statuses": STATUSES if is_client else STATUSES_FOR_BODY,
            "grounds": grounds_said(request, card.absent),
            "moments": MOMENTS,
            "redressed": redressed(
                service.appealed.effect_view.of(id),
                by,
                card.client_id,
                spoken,
            ),
            "appeals": appeal_links(service, by, f"/declarations/{id}", spoken),
            "given": given or {},
            "errors": {
                f"{step}-text" if about in WRITTEN else "": sentence
                for about, sentence in errors_of(request, fault).items()
                for step in given or ()
            },
        },
        status=status_for(fault),
    )


def _absent_of(
    request: Request,
    service: Service,
    card: DeclarationCard,
    versions: dict[int, Any],
) -> list[str]:
    version = versions.get(card.requirement_version)
    known = (
        {one.atom: one for one in grounds(version.content.condition)} if version else {}
    )
    return [
        named(request, service, known[atom]) if atom in known else atom
        for atom in card.absent
    ]
