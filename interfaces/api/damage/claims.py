"""Claims of damage that were sent: answer, offers, settlement, payment, court (I9)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from application.access import Action
from application.damage import (
    AcceptOffer,
    AnswerClaim,
    GoToCourt,
    OfferSum,
    RecordOutcome,
    RecordPayment,
    WithdrawClaim,
)
from application.log import Receipt
from domain.kernel import Actor
from interfaces.damages import claim_for, claims_of
from interfaces.deps import Asks, KeyDep, ServiceDep, VersionDep, answered
from projections.damage import ClaimCard, ClaimPage

router = APIRouter(prefix="/api/damages", tags=["damages"])

Reader = Annotated[Actor, Depends(Asks(Action.READ_DAMAGE))]
Client = Annotated[Actor, Depends(Asks(Action.CLAIM_DAMAGE))]
Head = Annotated[Actor, Depends(Asks(Action.ANSWER_DAMAGE))]
After = Annotated[int | None, Query(ge=1, le=2**62)]
Limit = Annotated[int, Query(ge=1, le=200)]


@router.get("")
def claims(
    service: ServiceDep, by: Reader, after: After = None, limit: Limit = 50
) -> ClaimPage:
    """Claims of your business, or those sent to your body; the newest first."""
    return claims_of(service, by, after, limit)


@router.get("/{claim_id}")
def show(
    claim_id: UUID, service: ServiceDep, by: Reader, response: Response
) -> ClaimCard:
    """One claim, with what both sides said.

    Words that came in a message are null until your side opens that message in the
    correspondence.
    """
    card = claim_for(service, by, claim_id).card
    response.headers["ETag"] = f'"{card.version}"'
    return card


@router.post("/{claim_id}/answer")
def answer(
    claim_id: UUID,
    command: AnswerClaim,
    service: ServiceDep,
    by: Head,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Accept a claim, offer another sum, or refuse; the head of the body."""
    receipt = service.damage.talks.answer(
        claim_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{claim_id}/offer")
def offer(
    claim_id: UUID,
    command: OfferSum,
    service: ServiceDep,
    by: Reader,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Offer the other side to agree on a sum; the business, or the head."""
    receipt = service.damage.talks.offer(
        claim_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{claim_id}/accept")
def accept(
    claim_id: UUID,
    command: AcceptOffer,
    service: ServiceDep,
    by: Reader,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Accept what the other side offers: that is a settlement."""
    receipt = service.damage.talks.accept(
        claim_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{claim_id}/withdraw")
def withdraw(
    claim_id: UUID,
    command: WithdrawClaim,
    service: ServiceDep,
    by: Client,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Take a claim back that was sent."""
    receipt = service.damage.talks.withdraw(
        claim_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{claim_id}/payments")
def pay(
    claim_id: UUID,
    command: RecordPayment,
    service: ServiceDep,
    by: Client,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Say that money came, of what was agreed or awarded."""
    receipt = service.damage.talks.pay(
        claim_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{claim_id}/court")
def go_to_court(
    claim_id: UUID,
    command: GoToCourt,
    service: ServiceDep,
    by: Client,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Say that the claim is before a court."""
    receipt = service.damage.talks.go_to_court(
        claim_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{claim_id}/outcome")
def decide_in_court(
    claim_id: UUID,
    command: RecordOutcome,
    service: ServiceDep,
    by: Client,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Say what the court decided."""
    receipt = service.damage.talks.decide_in_court(
        claim_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)
