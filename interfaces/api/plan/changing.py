"""Proposals and decisions, over JSON."""

from uuid import UUID

from fastapi import APIRouter, Response
from fastapi import status as http

from application.log import Receipt
from application.plan import (
    ApproveEntries,
    ChangeEntry,
    ExcludeEntry,
    GiveNumber,
    MoveEntry,
    ProposeEntry,
    RecordDecision,
    ReturnEntries,
)
from interfaces.api.plan.shapes import Head, Officer
from interfaces.deps import KeyDep, ServiceDep, VersionDep, answered

router = APIRouter(prefix="/api/plan", tags=["plan"])


@router.post("/entries", status_code=http.HTTP_201_CREATED)
def propose(
    command: ProposeEntry,
    service: ServiceDep,
    by: Officer,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Propose to check a business."""
    receipt = service.plans.propose(command, by=by, key=key)
    response.headers["Location"] = f"/api/plan/entries/{receipt.id}"
    return answered(receipt, response)


@router.post("/approve")
def approve(
    command: ApproveEntries,
    service: ServiceDep,
    by: Head,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Approve entries, all of them or none."""
    return answered(service.plans.approve(command, by=by, key=key), response)


@router.post("/return")
def return_(
    command: ReturnEntries,
    service: ServiceDep,
    by: Head,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Send entries back, all of them or none."""
    return answered(service.plans.return_(command, by=by, key=key), response)


@router.post("/prosecutor")
def record_decision(
    command: RecordDecision,
    service: ServiceDep,
    by: Officer,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Record what the prosecutor decided of entries, all of them or none."""
    return answered(service.plans.record_decision(command, by=by, key=key), response)


@router.post("/entries/{entry_id}/change")
def change(
    entry_id: UUID,
    command: ChangeEntry,
    service: ServiceDep,
    by: Officer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Say something else, before the head has approved it."""
    receipt = service.plans.change(entry_id, command, by=by, key=key, version=version)
    return answered(receipt, response)


@router.post("/entries/{entry_id}/number")
def give_number(
    entry_id: UUID,
    command: GiveNumber,
    service: ServiceDep,
    by: Officer,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Tell the number of an entry in the state's register."""
    receipt = service.plans.give_number(
        entry_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/entries/{entry_id}/move")
def move(
    entry_id: UUID,
    command: MoveEntry,
    service: ServiceDep,
    by: Head,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Hold what is in the plan at another time, or send others."""
    receipt = service.plans.move(entry_id, command, by=by, key=key, version=version)
    return answered(receipt, response)


@router.post("/entries/{entry_id}/exclude")
def exclude(
    entry_id: UUID,
    command: ExcludeEntry,
    service: ServiceDep,
    by: Head,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Take an entry out of the plan."""
    receipt = service.plans.exclude(entry_id, command, by=by, key=key, version=version)
    return answered(receipt, response)
