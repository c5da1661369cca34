"""Pages on which a client declares compliance: the scope, check, send (L9)."""

from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import Response

from application.access import allow_compliance
from application.compliance import DeclareCompliance, RenewCompliance
from domain.compliance import ComplianceDeclaration, ControlScope, Degree, State
from domain.errors import Invalid, NotFound, RuleBroken, Stale
from domain.kernel import Actor
from interfaces.deps import KeyDep, ServiceDep, own
from interfaces.service import Service
from interfaces.web.compliance.words import (
    Assessor,
    Text,
    Texts,
    named_scope,
    said,
    scope_of,
    seen,
    term_of,
)
from interfaces.web.pages import page
from interfaces.web.person import see_other
from interfaces.web.wrong import Fault, errors_of, status_for
from projections.compliance import (
    ComplianceCard,
    SheetBy,
    SheetLine,
    SheetState,
    SheetWanted,
)

router = APIRouter(include_in_schema=False)

MOST = 2000
"""Requirements that one declaration page shows."""


@router.get("/assessment/declare")
def choose(request: Request, service: ServiceDep, by: Assessor) -> Response:
    """Ask of which requirements to declare."""
    today, view = service.clock.today(), service.assessment_view
    bodies = view.sheet(own(by), SheetWanted(on=today))
    kinds = view.sheet(own(by), SheetWanted(on=today, by=SheetBy.KIND))
    return page(
        request,
        "compliance/scope.html",
        {
            "whole": bodies.whole,
            "bodies": bodies.groups,
            "kinds": kinds.groups,
            **said(request, service),
        },
    )


@router.get("/assessment/declare/check")
def check(
    request: Request,
    service: ServiceDep,
    by: Assessor,
    scope: Annotated[str, Query(max_length=600)] = "",
) -> Response:
    """Show what will be declared, to whom and until when, before it is sent."""
    if not scope:
        return see_other("/assessment/declare")
    return _check(request, service, by, scope_of(scope))


@router.post("/assessment/declare")
def declare(
    request: Request,
    service: ServiceDep,
    by: Assessor,
    key: KeyDep,
    scope: Text = "",
    requirements: Texts = (),
) -> Response:
    """Send the declarations, one to each body."""
    chosen = scope_of(scope)
    try:
        command = DeclareCompliance(scope=chosen, requirements=seen(requirements))
        receipt = service.compliance.declare(own(by), command, by=by, key=key)
    except (Invalid, RuleBroken, Stale) as fault:
        return _check(request, service, by, chosen, fault=fault)
    service.caught_up(receipt.position)
    if len(receipt.changed) == 1:
        return see_other(f"/compliance/{receipt.id}/sent")
    return see_other(f"/compliance?{urlencode({'sent': len(receipt.changed)})}")


@router.get("/compliance/{compliance_id}/renew")
def ask_renewal(
    request: Request, compliance_id: UUID, service: ServiceDep, by: Assessor
) -> Response:
    """Show what the new term will be of."""
    card = _own(service, by, compliance_id)
    return _check(request, service, by, _scope(card), card)


@router.post("/compliance/{compliance_id}/renew")
def renew(
    request: Request,
    compliance_id: UUID,
    service: ServiceDep,
    by: Assessor,
    key: KeyDep,
    version: Annotated[int, Form()],
    requirements: Texts = (),
) -> Response:
    """Give the declaration a new term."""
    card = _own(service, by, compliance_id)
    try:
        command = RenewCompliance(requirements=seen(requirements))
        receipt = service.compliance.renew(
            compliance_id, command, by=by, key=key, version=version
        )
    except (Invalid, RuleBroken, Stale) as fault:
        return _check(request, service, by, _scope(card), card, fault)
    service.caught_up(receipt.position)
    return see_other(f"/compliance/{compliance_id}/sent")


def _own(service: Service, by: Actor, id: UUID) -> ComplianceCard:
    card = service.compliance_view.get(id, service.clock.today())
    if card is None:
        raise NotFound
    allow_compliance(
        by,
        client_id=card.client_id,
        control_body=card.control_body,
        bodies=frozenset(),
    )
    return card


def _scope(card: ComplianceCard) -> ControlScope:
    return ControlScope(control_body=card.control_body, control_kind=card.control_kind)


def _check(
    request: Request,
    service: Service,
    by: Actor,
    scope: ControlScope,
    card: ComplianceCard | None = None,
    fault: Fault | None = None,
) -> Response:
    today = service.clock.today()
    wanted = SheetWanted(
        on=today,
        body=scope.control_body or "",
        kind=scope.control_kind or "",
        limit=MOST,
    )
    lines = service.assessment_view.sheet(own(by), wanted).lines
    if not lines and card is None:
        raise NotFound
    fit = [one for one in lines if _is_observed(one)]
    told = list(errors_of(request, fault).values())
    return page(
        request,
        "compliance/check.html",
        {
            "card": card,
            "scope": scope,
            "named": named_scope(scope),
            "fit": fit,
            "unfit": [
                one
                for one in lines
                if one.state is SheetState.ASSESSED and not _is_observed(one)
            ],
            "left": [one for one in lines if one.state is not SheetState.ASSESSED],
            "bodies": _by_body(fit),
            "answers": service.assessment_view.last_answers(
                own(by), [one.code for one in fit]
            ),
            "annulled": _annulled(service, by, scope, fit),
            "term": term_of(request, service, today),
            "today": today,
            "errors": {"": told[0]} if told else {},
            **said(request, service),
        },
        status=status_for(fault),
    )


def _is_observed(line: SheetLine) -> bool:
    return line.state is SheetState.ASSESSED and line.degree is Degree.COMPLIES


def _by_body(lines: list[SheetLine]) -> dict[str, list[SheetLine]]:
    found: dict[str, list[SheetLine]] = {}
    for one in lines:
        found.setdefault(one.control_body, []).append(one)
    return found


def _annulled(
    service: Service, by: Actor, scope: ControlScope, lines: list[SheetLine]
) -> list[Any]:
    """Declarations of the same that a body annulled before."""
    ids = {
        ComplianceDeclaration.create_id(own(by), body, scope.control_kind)
        for body in {one.control_body for one in lines}
    }
    queue = service.compliance_view.of_client(
        own(by), service.clock.today(), states=[State.ANNULLED], limit=200
    )
    return [one for one in queue.declarations if one.id in ids]
