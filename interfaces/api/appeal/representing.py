"""Appeals over JSON: who acts for the client in one (I9)."""

from uuid import UUID

from fastapi import APIRouter, Response
from fastapi import status as http

from application.appeal import EmpowerInAppeal
from application.log import Receipt
from interfaces.api.appeal.asking import Appealing
from interfaces.deps import InPerson, KeyDep, ServiceDep, answered

router = APIRouter(prefix="/api/appeals", tags=["appeals"])


@router.post(
    "/{appeal_id}/representatives",
    status_code=http.HTTP_201_CREATED,
    dependencies=[InPerson],
)
def empower(
    appeal_id: UUID,
    command: EmpowerInAppeal,
    service: ServiceDep,
    by: Appealing,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Name somebody who acts for you in an appeal, or say anew what they may."""
    receipt = service.appeal_representatives.empower(appeal_id, command, by=by, key=key)
    return answered(receipt, response)


@router.delete("/{appeal_id}/representatives/{person_id}")
def revoke(
    appeal_id: UUID,
    person_id: UUID,
    service: ServiceDep,
    by: Appealing,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Take every power back; it counts from that person's next request."""
    receipt = service.appeal_representatives.revoke(
        appeal_id, str(person_id), by=by, key=key
    )
    return answered(receipt, response)
