"""Appeals over JSON: a draft is written part by part (I9)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Response
from fastapi import status as http

from application.appeal import AddressAppeal, ChangePart, WritePoint
from application.log import Receipt
from interfaces.api.appeal.asking import Appealing
from interfaces.deps import KeyDep, ServiceDep, VersionDep, answered

router = APIRouter(prefix="/api/appeals", tags=["appeals"])


@router.post("/{appeal_id}/address")
def address(
    appeal_id: UUID,
    command: AddressAppeal,
    service: ServiceDep,
    by: Appealing,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Say what a thing outside the service is, and whose decision it was."""
    receipt = service.appeal_drafts.address(
        appeal_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{appeal_id}/points", status_code=http.HTTP_201_CREATED)
def write_point(
    appeal_id: UUID,
    command: WritePoint,
    service: ServiceDep,
    by: Appealing,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Say one thing that was wrong; with its number, say it anew."""
    receipt = service.appeal_drafts.write_point(
        appeal_id, command, by=by, key=key, version=version
    )
    response.headers["Location"] = f"/api/appeals/{appeal_id}"
    return answered(receipt, response)


@router.post("/{appeal_id}/points/{point_number}/drop")
def drop_point(
    appeal_id: UUID,
    point_number: Annotated[int, Path(ge=1, le=1000)],
    service: ServiceDep,
    by: Appealing,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Take a point out of a draft."""
    receipt = service.appeal_drafts.drop_point(
        appeal_id, point_number, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{appeal_id}/parts")
def change(
    appeal_id: UUID,
    command: ChangePart,
    service: ServiceDep,
    by: Appealing,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Say another part of a draft: what you ask, when you learned, what you wish."""
    receipt = service.appeal_drafts.change(
        appeal_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)
