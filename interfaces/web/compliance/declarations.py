"""Pages of declarations of compliance, for the client and for the body (L9)."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.access import allow_compliance
from application.applicability import OptionalReason, Reason
from domain.compliance import State
from domain.errors import Invalid, NotFound, RuleBroken, Stale
from domain.kernel import Actor, Role
from interfaces.addresses import CODE
from interfaces.appealed.effected import redressed
from interfaces.appealed.links import appeal_links
from interfaces.deps import KeyDep, ServiceDep, own
from interfaces.service import Service
from interfaces.web.compliance.words import (
    MOMENTS,
    Assessor,
    Reader,
    Supervisor,
    Text,
    said,
    term_of,
)
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other
from interfaces.web.wrong import Fault, errors_of, status_for
from projections.compliance import ComplianceCard

router = APIRouter(include_in_schema=False)


@router.get("/compliance")
def declarations(
    request: Request,
    service: ServiceDep,
    by: Reader,
    state: State | None = None,
    after: Annotated[int | None, Query(ge=1, le=2**62)] = None,
    sent: Annotated[int, Query(ge=0, le=2000)] = 0,
) -> Response:
    """A client's own declarations, or those made to the reader's body."""
    today, view = service.clock.today(), service.compliance_view
    is_client = by.role is Role.CLIENT
    states = [state] if state else []
    queue = (
        view.of_client(own(by), today, states=states, before=after)
        if is_client
        else view.of_bodies(
            service.person_view.of(own(by)), today, states=states, before=after
        )
    )
    return page(
        request,
        "compliance/declarations.html",
        {
            "queue": queue,
            "is_client": is_client,
            "state": state,
            "sent": sent,
            "first": after is None,
            **said(request, service),
        },
    )


@router.get("/compliance/{compliance_id}")
def declaration(
    request: Request, compliance_id: UUID, service: ServiceDep, by: Reader
) -> Response:
    """Show what is confirmed, by what, until when, and everything that happened."""
    return _declaration(request, service, by, compliance_id)


@router.get("/compliance/{compliance_id}/sent")
def sent(
    request: Request, compliance_id: UUID, service: ServiceDep, by: Assessor
) -> Response:
    """Say that the declaration was registered, and what happens next."""
    card = _readable(service, by, compliance_id)
    return page(
        request, "compliance/sent.html", {"card": card, **said(request, service)}
    )


@router.get("/compliance/{compliance_id}/confirmation")
def confirmation(
    request: Request, compliance_id: UUID, service: ServiceDep, by: Reader
) -> Response:
    """A page to print: number, time, content and term of the declaration."""
    card = _readable(service, by, compliance_id)
    return page(
        request,
        "compliance/confirmation.html",
        _about(request, service, card)
        | {"address": f"{service.settings.public_url}/compliance/{card.id}"},
    )


@router.get(f"/compliance/{{compliance_id}}/documents/{CODE}")
def document(
    compliance_id: UUID, code: str, service: ServiceDep, by: Reader
) -> Response:
    """The file that confirms one requirement of a declaration."""
    card = _readable(service, by, compliance_id)
    lines = service.compliance_view.lines(card.id, service.clock.today())
    document_id = {one.code: one.document_id for one in lines}.get(code)
    if document_id is None:
        raise NotFound
    found = service.documents.get(document_id, card.client_id)
    return Response(
        found.content,
        media_type=found.media_type,
        headers={"Content-Disposition": "attachment"},
    )


@router.post("/compliance/{compliance_id}/withdraw")
def withdraw(
    request: Request,
    compliance_id: UUID,
    service: ServiceDep,
    by: Assessor,
    key: KeyDep,
    version: Annotated[int, Form()],
    reason: Text = "",
) -> Response:
    """Take the declaration back."""
    try:
        command = OptionalReason(reason=reason or None)
        receipt = service.compliance.withdraw(
            compliance_id, command, by=by, key=key, version=version
        )
    except (ValidationError, Invalid, RuleBroken, Stale) as fault:
        return _declaration(
            request, service, by, compliance_id, {"withdraw": reason}, fault
        )
    service.caught_up(receipt.position)
    return see_other(f"/compliance/{compliance_id}")


@router.post("/compliance/{compliance_id}/annul")
def annul(
    request: Request,
    compliance_id: UUID,
    service: ServiceDep,
    by: Supervisor,
    key: KeyDep,
    version: Annotated[int, Form()],
    reason: Text = "",
) -> Response:
    """Annul the declaration, as the body to which it was made."""
    try:
        command = Reason(reason=reason)
        receipt = service.compliance.annul(
            compliance_id, command, by=by, key=key, version=version
        )
    except (ValidationError, Invalid, RuleBroken, Stale) as fault:
        return _declaration(
            request, service, by, compliance_id, {"annul": reason}, fault
        )
    service.caught_up(receipt.position)
    return see_other(f"/compliance/{compliance_id}")


def _readable(service: Service, by: Actor, id: UUID) -> ComplianceCard:
    card = service.compliance_view.get(id, service.clock.today())
    if card is None:
        raise NotFound
    allow_compliance(
        by,
        client_id=card.client_id,
        control_body=card.control_body,
        bodies=service.person_view.of(own(by)),
    )
    return card


def _about(request: Request, service: Service, card: ComplianceCard) -> dict[str, Any]:
    """What the page of a declaration and its confirmation both say."""
    return {
        "card": card,
        "client": service.client_view.get(card.client_id),
        "lines": service.compliance_view.lines(card.id, service.clock.today()),
        "term": term_of(request, service, card.on),
        "today": service.clock.today(),
        "moments": MOMENTS,
        **said(request, service),
    }


def _declaration(
    request: Request,
    service: Service,
    by: Actor,
    id: UUID,
    given: dict[str, str] | None = None,
    fault: Fault | None = None,
) -> Response:
    card = _readable(service, by, id)
    is_client = by.role is Role.CLIENT
    later = (
        service.assessment_view.contradicting(own(by), list(card.requirements))
        if is_client
        else []
    )
    return page(
        request,
        "compliance/declaration.html",
        _about(request, service, card)
        | {
            "is_client": is_client,
            "later": later,
            "redressed": redressed(
                service.appealed.effect_view.of(id),
                by,
                card.client_id,
                language_of(request),
            ),
            "appeals": appeal_links(
                service, by, f"/compliance/{id}", language_of(request)
            ),
            "given": given or {},
            "errors": {
                f"{step}-text" if about == "reason" else "": sentence
                for about, sentence in errors_of(request, fault).items()
                for step in given or ()
            },
        },
        status=status_for(fault),
    )
