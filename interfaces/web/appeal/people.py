"""The page on which a client says who acts for it in one appeal (I9)."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from application.appeal import EmpowerInAppeal
from domain.appeal import AppealPower
from domain.errors import NotFound
from domain.kernel import Actor
from interfaces.appeal_cases import AppealPart
from interfaces.appeal_words import POWERS
from interfaces.deps import InPerson, KeyDep, ServiceDep
from interfaces.locale import N_
from interfaces.service import Service
from interfaces.web.appeal.client_case import client_read
from interfaces.web.appeal.client_words import WRONG, Appellant, Many, Short
from interfaces.web.pages import page, say
from interfaces.web.person import see_other
from interfaces.web.wrong import Fault, errors_in, status_for
from projections.appeal import AppealCard
from projections.inspection import RepresentativeCard

router = APIRouter(include_in_schema=False)

FIELDS = ("person", "powers", "until")
NOBODY = N_("Say whom you name: enter the number of the person")


@router.get("/appeals/{appeal_id:uuid}/people")
def people(
    request: Request, appeal_id: UUID, service: ServiceDep, by: Appellant
) -> Response:
    """Who acts for the client in this appeal."""
    return _people(request, service, by, appeal_id, {})


@router.post("/appeals/{appeal_id:uuid}/people", dependencies=[InPerson])
def empower(
    request: Request,
    appeal_id: UUID,
    service: ServiceDep,
    by: Appellant,
    key: KeyDep,
    person: Short = "",
    powers: Many = [],  # noqa: B006
    until: Short = "",
) -> Response:
    """Name somebody, or say anew what they may."""
    card = _own(service, by, appeal_id)
    try:
        command = EmpowerInAppeal.model_validate(
            {
                "person": person.strip(),
                "powers": [one for one in powers if one],
                "until": until.strip() or None,
            }
        )
        receipt = service.appeal_representatives.empower(
            card.id, command, by=by, key=key
        )
    except WRONG as fault:
        given = {"person": person, "powers": powers, "until": until}
        return _people(request, service, by, appeal_id, given, fault)
    service.caught_up(receipt.position)
    return see_other(f"/appeals/{appeal_id}/people")


@router.post("/appeals/{appeal_id:uuid}/people/{person_id:uuid}/revoke")
def revoke(
    request: Request,
    appeal_id: UUID,
    person_id: UUID,
    service: ServiceDep,
    by: Appellant,
    key: KeyDep,
) -> Response:
    """Take every power back; it counts from that person's next request."""
    card = _own(service, by, appeal_id)
    try:
        receipt = service.appeal_representatives.revoke(
            card.id, str(person_id), by=by, key=key
        )
    except WRONG as fault:
        return _people(request, service, by, appeal_id, {}, fault)
    service.caught_up(receipt.position)
    return see_other(f"/appeals/{appeal_id}/people")


def _own(service: Service, by: Actor, id: UUID) -> AppealCard:
    read = client_read(service, by, id)
    if read.part is not AppealPart.CLIENT:
        raise NotFound
    return read.card


def _people(
    request: Request,
    service: Service,
    by: Actor,
    id: UUID,
    given: dict[str, Any],
    fault: Fault | None = None,
) -> Response:
    card = _own(service, by, id)
    errors = errors_in(request, fault, FIELDS)
    if "person" in errors and not given.get("person", "").strip():
        errors["person"] = say(request)(NOBODY)
    named = service.appeal_view.representatives(id)
    return page(
        request,
        "appeal/people.html",
        {
            "card": card,
            "representatives": named,
            "proposed": _proposed(service, card, {one.person for one in named}),
            "powers": POWERS,
            "given": {"person": "", "powers": list(AppealPower)[:1], "until": ""}
            | given,
            "today": service.clock.today(),
            "errors": errors,
        },
        status=status_for(fault),
    )


def _proposed(
    service: Service, card: AppealCard, named: set[str]
) -> list[RepresentativeCard]:
    """Those who act in the inspection that it is about, and are not named here."""
    thing = service.appealable.card(card.subject)
    if thing is None or thing.inspection is None:
        return []
    today = service.clock.today()
    found = service.inspection_view.representatives(thing.inspection)
    return [
        one
        for one in found
        if one.person not in named
        and one.powers
        and (one.until is None or one.until >= today)
    ]
