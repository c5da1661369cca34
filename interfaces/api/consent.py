"""Consents to be turned to unasked, over JSON (R3)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from fastapi import status as http

from application.access import Action
from application.consent import GiveConsent
from application.log import Receipt
from domain.errors import NotFound
from domain.kernel import Actor, Value
from interfaces.deps import Asks, KeyDep, ServiceDep, answered, own
from projections.consent import ConsentCard

router = APIRouter(prefix="/api/consents", tags=["consents"])

Client = Annotated[Actor, Depends(Asks(Action.CONSENT))]


class ConsentsOut(Value):
    """To what a client agreed.

    Attributes:
        consents: those that stand first, then those that were taken back.
    """

    consents: tuple[ConsentCard, ...]


@router.get("")
def consents(service: ServiceDep, by: Client) -> ConsentsOut:
    """To what you agreed, and what you took back."""
    return ConsentsOut(consents=tuple(service.consent_view.of_client(own(by))))


@router.post("", status_code=http.HTTP_201_CREATED)
def give(
    command: GiveConsent,
    service: ServiceDep,
    by: Client,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Agree to one proactive service, or to all of them within a life situation."""
    receipt = service.consents.give(own(by), command, by=by, key=key)
    response.headers["Location"] = f"/api/consents/{receipt.id}"
    return answered(receipt, response)


@router.get("/{consent_id}")
def one(
    consent_id: UUID, service: ServiceDep, by: Client, response: Response
) -> ConsentCard:
    """One of your consents."""
    card = service.consent_view.get(consent_id)
    if card is None or card.client_id != own(by):
        raise NotFound
    response.headers["ETag"] = f'"{card.version}"'
    return card


@router.delete("/{consent_id}")
def revoke(
    consent_id: UUID, service: ServiceDep, by: Client, key: KeyDep, response: Response
) -> Receipt:
    """Take a consent back, in one step: whatever its version, without a reason."""
    receipt = service.consents.revoke(consent_id, by=by, key=key)
    service.let_catch_up(receipt.position)
    return answered(receipt, response)
