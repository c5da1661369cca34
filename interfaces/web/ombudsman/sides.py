"""Pages of both sides of an inspection about its ombudsman (I10)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response

from application.access import Action
from application.ombudsman import InviteOmbudsman
from domain.errors import NotFound
from domain.exchange import Part
from domain.inspection import Power
from domain.kernel import Actor
from domain.ombudsman import OPEN, Participation
from interfaces.deps import Asks, KeyDep, ServiceDep, own
from interfaces.ombudsmen import case_beside, invited_to, may_act
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


@router.get("/inspections/{inspection_id:uuid}/ombudsman")
def beside(
    request: Request, inspection_id: UUID, service: ServiceDep, by: Reader
) -> Response:
    """Who is invited to an inspection, and what they said; the office sees its own."""
    _, part = case_beside(service, by, inspection_id, Action.READ_OMBUDSMAN)
    if part is Part.OMBUDSMAN:
        same = Participation.create_id(inspection_id, own(by))
        return see_other(f"/ombudsman/{same}")
    return _sides(request, service, by, inspection_id)


@router.post("/inspections/{inspection_id:uuid}/ombudsman")
def invite(
    request: Request,
    inspection_id: UUID,
    service: ServiceDep,
    by: Inviting,
    key: KeyDep,
    office: Annotated[str, Form(max_length=40)] = "",
    wish: Text = "",
) -> Response:
    """Invite an office with one action."""
    case_beside(service, by, inspection_id, Action.READ_OMBUDSMAN)
    try:
        command = InviteOmbudsman.model_validate(
            {"office": office or None, "wish": wish.strip() or None}
        )
        receipt = service.ombudsmen.invite(inspection_id, command, by=by, key=key)
    except WRONG as fault:
        return _sides(
            request,
            service,
            by,
            inspection_id,
            fault=fault,
            filled={"office": office, "wish": wish},
        )
    service.caught_up(receipt.position)
    return see_other(f"/inspections/{inspection_id}/ombudsman")


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
    case_beside(service, by, card.inspection, Action.READ_OMBUDSMAN)
    try:
        receipt = service.ombudsmen.withdraw(
            participation_id, by=by, key=key, version=version
        )
    except WRONG as fault:
        return _sides(request, service, by, card.inspection, fault=fault)
    service.caught_up(receipt.position)
    return see_other(f"/inspections/{card.inspection}/ombudsman")


def _sides(
    request: Request,
    service: Service,
    by: Actor,
    id: UUID,
    *,
    fault: Fault | None = None,
    filled: dict[str, str] | None = None,
) -> Response:
    case, part = case_beside(service, by, id, Action.READ_OMBUDSMAN)
    cards = invited_to(service, by, case, part)
    invited = {one.office for one in cards if one.status in OPEN}
    offices = [
        (str(one.id), one.name)
        for one in service.ombudsman_view.offices()
        if one.id not in invited
    ]
    rules = service.ombudsmen.rules(case.kind, case.ordered_on, case.control_kind)
    return page(
        request,
        "ombudsman/sides.html",
        words_of_case()
        | {
            "case": case,
            "cards": cards,
            "offices": offices,
            "may_invite": may_act(service, by, part, id, Power.INVITE),
            "is_invitable": rules.has_interaction and not case.is_over,
            "has_interaction": rules.has_interaction,
            "is_client": part is not Part.BODY,
            "may_open": part is not Part.REPRESENTATIVE,
            "files": {} if part is Part.REPRESENTATIVE else files_of(service, cards),
            "errors": errors_in(request, fault),
            "filled": filled or {},
            "law": service.law.on("LAW-086", service.clock.today()),
        },
        status=status_for(fault),
    )
