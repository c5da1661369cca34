"""The form by which a body says that it did what a decision obliged it to (I9)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from application.appeal import ReportCarriedOut
from interfaces.deps import KeyDep, ServiceDep
from interfaces.web.appeal.office_case import show
from interfaces.web.appeal.office_steps import decided_by
from interfaces.web.appeal.office_words import WRONG, Officer
from interfaces.web.person import see_other
from interfaces.web.requirement.keeping import Posted

router = APIRouter(include_in_schema=False)


@router.post("/appeals/{appeal_id:uuid}/orders/{order_number:int}/done")
def carry_out(
    request: Request,
    appeal_id: UUID,
    order_number: Annotated[int, Path(ge=1, le=100)],
    service: ServiceDep,
    by: Officer,
    key: KeyDep,
    posted: Posted,
) -> Response:
    """Say that it is done, and show the appeal; or say why not."""
    decided_by(service, by, appeal_id)
    try:
        command = ReportCarriedOut.model_validate({"words": posted.get("words", "")})
        receipt = service.appealing.obligations.carry_out(
            appeal_id, order_number, command, by=by, key=key
        )
    except WRONG as fault:
        given = {**posted, "order": order_number}
        return show(request, service, by, appeal_id, fault=fault, given=given)
    service.caught_up(receipt.position)
    return see_other(f"/appeals/{appeal_id}?done=carried-out")
