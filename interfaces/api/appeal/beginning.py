"""Appeals over JSON: begun, looked over, sent or thrown away by the client (I9)."""

from datetime import date
from uuid import UUID

from fastapi import APIRouter, Response
from fastapi import status as http

from application.appeal import BeginAppeal
from application.log import Receipt
from domain.appeal import Form
from domain.kernel import Value
from domain.term import Reckoning
from interfaces.api.appeal.asking import Appealing
from interfaces.deps import KeyDep, ServiceDep, VersionDep, answered

router = APIRouter(prefix="/api/appeals", tags=["appeals"])


class Ready(Value):
    """An appeal as it would be sent now.

    Attributes:
        authority: organisation that gets it.
        form: official form that it follows.
        learned_on: when you learned of the matter.
        filing: the term to appeal.
        is_late: whether that is over; then the request to restore it goes with it.
        suspension: until when it is decided whether execution is suspended; null: you
            do not ask for that.
        acceptance: until when consideration may be refused.
        decision: until when it is decided.
    """

    authority: UUID
    form: Form
    learned_on: date
    filing: Reckoning
    is_late: bool
    suspension: Reckoning | None
    acceptance: Reckoning
    decision: Reckoning


@router.post("", status_code=http.HTTP_201_CREATED)
def begin(
    command: BeginAppeal,
    service: ServiceDep,
    by: Appealing,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Begin a draft about something in the service, or outside it."""
    receipt = service.appeal_drafts.begin(command, by=by, key=key)
    response.headers["Location"] = f"/api/appeals/{receipt.id}"
    return answered(receipt, response)


@router.get("/{appeal_id}/check")
def check(appeal_id: UUID, service: ServiceDep, by: Appealing) -> Ready:
    """What would be sent now, to whom, and what has to happen when; sends nothing.

    It is refused as sending would be.
    """
    return Ready(**service.appeal_drafts.prepare(appeal_id, by=by)._asdict())


@router.post("/{appeal_id}/send")
def send(
    appeal_id: UUID,
    service: ServiceDep,
    by: Appealing,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Sign an appeal and send it: it gets its number, and the terms run."""
    receipt = service.appeal_drafts.send(appeal_id, by=by, key=key, version=version)
    return answered(receipt, response)


@router.post("/{appeal_id}/discard")
def discard(
    appeal_id: UUID,
    service: ServiceDep,
    by: Appealing,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Throw a draft away."""
    receipt = service.appeal_drafts.discard(appeal_id, by=by, key=key, version=version)
    return answered(receipt, response)
