"""Appeals over JSON: taken up, ruled on and asked about by the body (I9)."""

from uuid import UUID

from fastapi import APIRouter, Response

from application.appeal import (
    AskBody,
    AskClient,
    AssignAppeal,
    ExplainAppealed,
    ExtendAppeal,
    RefuseConsideration,
    Ruling,
)
from application.log import Receipt
from interfaces.api.appeal.asking import Deciding, Explaining
from interfaces.deps import KeyDep, ServiceDep, VersionDep, answered

router = APIRouter(prefix="/api/appeals", tags=["appeals"])


@router.post("/{appeal_id}/assign")
def assign(
    appeal_id: UUID,
    command: AssignAppeal,
    service: ServiceDep,
    by: Deciding,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Give an appeal to an officer who took no part in what is appealed."""
    receipt = service.appeal_cases.assign(
        appeal_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{appeal_id}/accept")
def accept(
    appeal_id: UUID,
    service: ServiceDep,
    by: Deciding,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Find no ground to refuse consideration: it is being considered."""
    receipt = service.appeal_cases.accept(appeal_id, by=by, key=key, version=version)
    return answered(receipt, response)


@router.post("/{appeal_id}/refuse")
def refuse(
    appeal_id: UUID,
    command: RefuseConsideration,
    service: ServiceDep,
    by: Deciding,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Not consider an appeal, on a ground of the closed list."""
    receipt = service.appeal_cases.refuse(
        appeal_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{appeal_id}/restoration")
def decide_restoration(
    appeal_id: UUID,
    command: Ruling,
    service: ServiceDep,
    by: Deciding,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Restore the missed term to appeal, or not."""
    receipt = service.appeal_cases.decide_restoration(
        appeal_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{appeal_id}/suspension")
def decide_suspension(
    appeal_id: UUID,
    command: Ruling,
    service: ServiceDep,
    by: Deciding,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Suspend what is appealed, or not; it stands still from that moment."""
    receipt = service.appeal_cases.decide_suspension(
        appeal_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{appeal_id}/ask-client")
def ask_client(
    appeal_id: UUID,
    command: AskClient,
    service: ServiceDep,
    by: Deciding,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Ask the client for more; the term to decide stands still."""
    receipt = service.appeal_cases.ask_client(
        appeal_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{appeal_id}/ask-body")
def ask_body(
    appeal_id: UUID,
    command: AskBody,
    service: ServiceDep,
    by: Deciding,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Ask the body to prove that what it did was lawful."""
    receipt = service.appeal_cases.ask_body(
        appeal_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{appeal_id}/explain")
def explain(
    appeal_id: UUID,
    command: ExplainAppealed,
    service: ServiceDep,
    by: Explaining,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Say why it was lawful, and name what shows it; both sides read it."""
    receipt = service.appeal_explanations.explain(
        appeal_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{appeal_id}/extend")
def extend(
    appeal_id: UUID,
    command: ExtendAppeal,
    service: ServiceDep,
    by: Deciding,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Let the decision come later, exceptionally, and say why."""
    receipt = service.appeal_cases.extend(
        appeal_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)
