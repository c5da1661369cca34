"""Appeals over JSON: a body does what a decision obliged it to (I9)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Response

from application.appeal import ReportCarriedOut
from application.log import Receipt
from interfaces.api.appeal.asking import Deciding
from interfaces.deps import KeyDep, ServiceDep, answered

router = APIRouter(prefix="/api/appeals", tags=["appeals"])


@router.post("/{appeal_id}/orders/{order_number}/done")
def carry_out(
    appeal_id: UUID,
    order_number: Annotated[int, Path(ge=1, le=100)],
    command: ReportCarriedOut,
    service: ServiceDep,
    by: Deciding,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Say that what the decision obliged the body to is done; the client reads how.

    The number is the place of the effect in the decision, from 1.
    """
    receipt = service.appealing.obligations.carry_out(
        appeal_id, order_number, command, by=by, key=key
    )
    return answered(receipt, response)
