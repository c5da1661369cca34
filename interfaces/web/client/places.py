"""Pages of the places where a business works, and of those that registers name (L7)."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.client import OpenPremises
from domain.errors import Invalid, NotFound, RuleBroken, Stale
from interfaces.deps import KeyDep, ServiceDep, own
from interfaces.regions import regions
from interfaces.web.client.words import (
    Keeper,
    Reader,
    Text,
    card_of,
    place_of,
    wording_of,
)
from interfaces.web.facts import told
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other
from interfaces.web.wrong import Fault, errors_of, status_for
from projections.client import ClientCard

router = APIRouter(include_in_schema=False)


@router.get("/client/premises/new")
def new_premises(
    request: Request, service: ServiceDep, by: Keeper, proposal: UUID | None = None
) -> Response:
    """Ask about one more place; what a register says of it is filled in."""
    card = card_of(service, by)
    given = {"name": "", "address": "", "region": "", "proposal_id": ""}
    if proposal:
        named = next((one for one in card.proposals if one.id == proposal), None)
        if named is None:
            raise NotFound
        given = {
            "name": named.name,
            "address": named.address,
            "region": named.region or "",
            "proposal_id": str(named.id),
        }
    return _new_premises(request, card, given)


@router.post("/client/premises")
def open_premises(
    request: Request,
    service: ServiceDep,
    by: Keeper,
    key: KeyDep,
    version: Annotated[int, Form()],
    name: Text = "",
    address: Text = "",
    region: Text = "",
    proposal_id: Text = "",
) -> Response:
    """Add the place."""
    given = {
        "name": name,
        "address": address,
        "region": region,
        "proposal_id": proposal_id,
    }
    try:
        command = OpenPremises.model_validate(
            given | {"region": region or None, "proposal_id": proposal_id or None}
        )
        receipt = service.clients.open_premises(
            own(by), command, by=by, key=key, version=version
        )
    except (ValidationError, Invalid, RuleBroken, Stale) as fault:
        return _new_premises(request, card_of(service, by), given, fault)
    service.caught_up(receipt.position)
    return see_other("/client#premises")


@router.get("/client/premises/{premises_id}")
def place(
    request: Request, premises_id: UUID, service: ServiceDep, by: Reader
) -> Response:
    """Show one place and what is used there."""
    card = card_of(service, by)
    found = place_of(card, premises_id)
    objects = sorted(f"object:{name}" for name in service.vocabulary.objects)
    wording = wording_of(request, service)
    return page(
        request,
        "client/premises.html",
        {
            "card": card,
            "place": found,
            "wording": wording,
            "unknown": [fact for fact in objects if fact not in found.facts],
            "told": lambda fact, value: told(request, wording, fact, value),
        },
    )


@router.post("/client/premises/{premises_id}/close")
def close_premises(
    premises_id: UUID,
    service: ServiceDep,
    by: Keeper,
    key: KeyDep,
    version: Annotated[int, Form()],
) -> Response:
    """Stop using the place."""
    receipt = service.clients.close_premises(
        own(by), premises_id, by=by, key=key, version=version
    )
    service.caught_up(receipt.position)
    return see_other("/client#premises")


@router.post("/client/proposals/{proposal_id}/decline")
def decline_proposal(
    proposal_id: UUID,
    service: ServiceDep,
    by: Keeper,
    key: KeyDep,
    version: Annotated[int, Form()],
) -> Response:
    """Say that the place that a register names is none of one's own."""
    receipt = service.clients.decline_proposal(
        own(by), proposal_id, by=by, key=key, version=version
    )
    service.caught_up(receipt.position)
    return see_other("/client/facts")


def _new_premises(
    request: Request,
    card: ClientCard,
    given: dict[str, Any],
    fault: Fault | None = None,
) -> Response:
    return page(
        request,
        "client/premises_new.html",
        {
            "card": card,
            "given": given,
            "regions": regions(language_of(request).code),
            "errors": errors_of(request, fault),
        },
        status=status_for(fault),
    )
