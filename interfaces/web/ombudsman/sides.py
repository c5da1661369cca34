"""Pages of both sides of a case about its ombudsman (I9, I10)."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response

from application.access import Action
from application.log import Key
from application.ombudsman import InviteOmbudsman
from domain.errors import NotFound
from domain.exchange import Part
from domain.kernel import Actor
from domain.ombudsman import OF_APPEAL, OPEN, Case, CaseKind, Participation
from interfaces.deps import Asks, KeyDep, ServiceDep, own
from interfaces.ombudsmen import beside, invited_to
from interfaces.service import Service
from interfaces.web.ombudsman.words import (
    WRONG,
    Reader,
    Text,
    Version,
    errors_in,
    files_of,
    words_of_case,
)
from interfaces.web.pages import page
from interfaces.web.person import see_other
from interfaces.web.wrong import Fault, status_for

router = APIRouter(include_in_schema=False)

Inviting = Annotated[Actor, Depends(Asks(Action.REPRESENT_IN_INSPECTION))]
Appealing = Annotated[Actor, Depends(Asks(Action.APPEAL))]
Office = Annotated[str, Form(max_length=40)]


@router.get("/inspections/{inspection_id:uuid}/ombudsman")
def beside_inspection(
    request: Request, inspection_id: UUID, service: ServiceDep, by: Reader
) -> Response:
    """Who is invited to an inspection, and what they said; the office sees its own."""
    return _show(request, service, by, Case.of_inspection(inspection_id))


@router.get("/appeals/{appeal_id:uuid}/ombudsman")
def beside_appeal(
    request: Request, appeal_id: UUID, service: ServiceDep, by: Reader
) -> Response:
    """Who is invited to an appeal, and what they said; the office sees its own."""
    return _show(request, service, by, Case.of_appeal(appeal_id))


@router.post("/inspections/{inspection_id:uuid}/ombudsman")
def invite_to_inspection(
    request: Request,
    inspection_id: UUID,
    service: ServiceDep,
    by: Inviting,
    key: KeyDep,
    office: Office = "",
    wish: Text = "",
) -> Response:
    """Invite an office with one action."""
    sent = {"office": office, "wish": wish}
    return _invited(request, service, by, key, Case.of_inspection(inspection_id), sent)


@router.post("/appeals/{appeal_id:uuid}/ombudsman")
def invite_to_appeal(
    request: Request,
    appeal_id: UUID,
    service: ServiceDep,
    by: Appealing,
    key: KeyDep,
    office: Office = "",
    wish: Text = "",
) -> Response:
    """Invite an office, whose opinion then goes with the appeal."""
    sent = {"office": office, "wish": wish}
    return _invited(request, service, by, key, Case.of_appeal(appeal_id), sent)


@router.post("/ombudsman/{participation_id:uuid}/withdraw")
def withdraw(
    request: Request,
    participation_id: UUID,
    service: ServiceDep,
    by: Inviting,
    key: KeyDep,
    version: Version,
) -> Response:
    """Take an invitation back."""
    card = service.ombudsman_view.get(participation_id)
    if card is None:
        raise NotFound
    case = Case.at(card.about)
    beside(service, by, case)
    try:
        receipt = service.ombudsmen.withdraw(
            participation_id, by=by, key=key, version=version
        )
    except WRONG as fault:
        return _sides(request, service, by, case, fault=fault)
    service.caught_up(receipt.position)
    return see_other(f"{case.address}/ombudsman")


def _show(request: Request, service: Service, by: Actor, case: Case) -> Response:
    found = beside(service, by, case)
    if found.part is Part.OMBUDSMAN:
        return see_other(f"/ombudsman/{Participation.id_in(case.id, own(by))}")
    return _sides(request, service, by, case)


def _invited(
    request: Request,
    service: Service,
    by: Actor,
    key: Key | None,
    case: Case,
    sent: dict[str, str],
) -> Response:
    beside(service, by, case)
    try:
        command = InviteOmbudsman.model_validate(
            {name: value.strip() or None for name, value in sent.items()}
        )
        receipt = service.ombudsmen.invite(case, command, by=by, key=key)
    except WRONG as fault:
        return _sides(request, service, by, case, fault=fault, filled=sent)
    service.caught_up(receipt.position)
    return see_other(f"{case.address}/ombudsman")


def _sides(
    request: Request,
    service: Service,
    by: Actor,
    case: Case,
    *,
    fault: Fault | None = None,
    filled: dict[str, str] | None = None,
) -> Response:
    found = beside(service, by, case)
    cards = invited_to(service, by, found)
    invited = {one.office for one in cards if one.status in OPEN}
    offices = [
        (str(one.id), one.name)
        for one in service.ombudsman_view.offices()
        if one.id not in invited
    ]
    may_open = found.part is not Part.REPRESENTATIVE
    return page(
        request,
        "ombudsman/sides.html",
        words_of_case()
        | {
            "case": found,
            "is_appeal": case.kind is CaseKind.APPEAL,
            "cards": cards,
            "offices": offices,
            "is_invitable": found.meets and not found.is_over,
            "is_client": found.part is not Part.BODY,
            "may_open": may_open,
            "files": files_of(service, cards) if may_open else {},
            "errors": errors_in(request, fault),
            "filled": filled or {},
            "law": _law(service, case),
        },
        status=status_for(fault),
    )


def _law(service: Service, case: Case) -> dict[str, Any]:
    """Where it says that the ombudsman may be called."""
    if case.kind is CaseKind.APPEAL:
        return {"source": str(OF_APPEAL), "id": None}
    rule = service.law.on("LAW-086", service.clock.today())
    return {"source": rule.source, "id": rule.id}
