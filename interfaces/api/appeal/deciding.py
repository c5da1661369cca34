"""Appeals over JSON: a decision is drafted, checked by another, and made (I9)."""

from uuid import UUID

from fastapi import APIRouter, Response

from application.appeal import CheckDecision, DraftDecision
from application.log import Receipt
from interfaces.api.appeal.asking import Deciding
from interfaces.deps import KeyDep, ServiceDep, VersionDep, answered

router = APIRouter(prefix="/api/appeals", tags=["appeals"])


@router.post("/{appeal_id}/draft")
def draft(
    appeal_id: UUID,
    command: DraftDecision,
    service: ServiceDep,
    by: Deciding,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Draft the decision: about every point, what it orders, and as a whole."""
    receipt = service.appeal_decisions.draft(
        appeal_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{appeal_id}/draft/check")
def check(
    appeal_id: UUID,
    command: CheckDecision,
    service: ServiceDep,
    by: Deciding,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Agree with a draft that another wrote, or return it with reasons."""
    receipt = service.appeal_decisions.check(
        appeal_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{appeal_id}/decide")
def decide(
    appeal_id: UUID,
    service: ServiceDep,
    by: Deciding,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Decide as it is drafted; what it orders happens with it."""
    receipt = service.appeal_decisions.decide(
        appeal_id, by=by, key=key, version=version
    )
    return answered(receipt, response)
