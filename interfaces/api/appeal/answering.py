"""Appeals over JSON: what the client does after it has sent one (I9)."""

from uuid import UUID

from fastapi import APIRouter, Response

from application.appeal import AddToAppeal, WithdrawAppeal
from application.log import Receipt
from interfaces.api.appeal.asking import Appealing
from interfaces.deps import KeyDep, ServiceDep, VersionDep, answered

router = APIRouter(prefix="/api/appeals", tags=["appeals"])


@router.post("/{appeal_id}/add")
def add(
    appeal_id: UUID,
    command: AddToAppeal,
    service: ServiceDep,
    by: Appealing,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Add to an appeal that is not decided yet."""
    receipt = service.appeal_replies.add(
        appeal_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{appeal_id}/information")
def give(
    appeal_id: UUID,
    command: AddToAppeal,
    service: ServiceDep,
    by: Appealing,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Give what you are asked for; the term to decide runs on from then."""
    receipt = service.appeal_replies.give(
        appeal_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{appeal_id}/withdraw")
def withdraw(
    appeal_id: UUID,
    command: WithdrawAppeal,
    service: ServiceDep,
    by: Appealing,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Take an appeal back; what it suspended goes on."""
    receipt = service.appeal_replies.withdraw(
        appeal_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{appeal_id}/messages/{appeal_message_id}/open")
def open_message(
    appeal_id: UUID,
    appeal_message_id: UUID,
    service: ServiceDep,
    by: Appealing,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Open what the body sent; of a decision, the term to go to court runs then."""
    receipt = service.appeal_replies.open(appeal_id, appeal_message_id, by=by, key=key)
    return answered(receipt, response)
