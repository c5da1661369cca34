"""What an inspection took, and how its tools are rated, over JSON (I11, I12)."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, File, Path, Response, UploadFile
from fastapi import status as http

from application.access import Action
from application.burden import RateTools, RecordDay
from application.log import Receipt
from domain.burden import Amounts, Tool
from domain.kernel import Actor, Value
from interfaces.burdens import (
    BurdenOut,
    FiguresOut,
    Totals,
    burden_for,
    document_sent,
    figures_for,
    rated_for,
)
from interfaces.deps import Anybody, Asks, KeyDep, ServiceDep, answered
from interfaces.gateways.documents import SIGNS
from projections.burden import RatingCard

router = APIRouter(prefix="/api", tags=["burden"])

Reader = Annotated[Actor, Depends(Asks(Action.READ_BURDEN))]
Client = Annotated[Actor, Depends(Asks(Action.RECORD_BURDEN))]
Day = Annotated[date, Path(examples=["2026-11-20"])]


class KeptFile(Value):
    """A file that was taken in; name it in what you record."""

    id: UUID


@router.get("/burden/figures")
def figures(service: ServiceDep, by: Anybody) -> FiguresOut:
    """What inspections cost and how tools are rated; small groups are hidden."""
    return figures_for(service, by)


@router.post("/burden/reckoning")
def reckoning(amounts: Amounts, _by: Client) -> Totals:
    """What a day comes to; records nothing."""
    return Totals.of(amounts)


@router.get("/inspections/{inspection_id}/burden")
def burden(inspection_id: UUID, service: ServiceDep, by: Reader) -> BurdenOut:
    """What an inspection took, day by day; for both sides and the ombudsman in it."""
    _, _, found = burden_for(service, by, inspection_id)
    return found


@router.post(
    "/inspections/{inspection_id}/burden/file", status_code=http.HTTP_201_CREATED
)
def keep_file(
    inspection_id: UUID,
    file: Annotated[UploadFile, File()],
    service: ServiceDep,
    by: Client,
) -> KeptFile:
    """Hand in a PDF, PNG or JPEG file that shows what a day took; at most 10 MB."""
    id = service.burdens.keep(
        inspection_id, file.filename or "", file.file.read(), by=by
    )
    return KeptFile(id=id)


@router.get(
    "/inspections/{inspection_id}/burden/files/{burden_file_id}",
    response_class=Response,
    responses={200: {"content": {kind: {} for kind in SIGNS.values()}}},
)
def document(
    inspection_id: UUID, burden_file_id: UUID, service: ServiceDep, by: Reader
) -> Response:
    """A document that shows what a day took."""
    return document_sent(service, by, inspection_id, burden_file_id)


@router.post(
    "/inspections/{inspection_id}/burden/days", status_code=http.HTTP_201_CREATED
)
def record(
    inspection_id: UUID,
    command: RecordDay,
    service: ServiceDep,
    by: Client,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Say what a day took; in place of what was said of it before."""
    receipt = service.burdens.record(inspection_id, command, by=by, key=key)
    response.headers["Location"] = f"/api/inspections/{inspection_id}/burden"
    return answered(receipt, response)


@router.post("/inspections/{inspection_id}/burden/days/{day}/remove")
def remove(
    inspection_id: UUID,
    day: Day,
    service: ServiceDep,
    by: Client,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Take back what was said of a day."""
    receipt = service.burdens.remove(inspection_id, day, by=by, key=key)
    return answered(receipt, response)


@router.get("/inspections/{inspection_id}/ratings")
def ratings(inspection_id: UUID, service: ServiceDep, by: Client) -> list[RatingCard]:
    """How you rated the tools of an inspection; nobody else sees it."""
    rated_for(service, by, inspection_id)
    return service.burden_view.ratings(inspection_id)


@router.post("/inspections/{inspection_id}/ratings")
def rate(
    inspection_id: UUID,
    command: RateTools,
    service: ServiceDep,
    by: Client,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Rate some tools, at any stage; the last rating of each counts."""
    receipt = service.burdens.rate(inspection_id, command, by=by, key=key)
    return answered(receipt, response)


@router.post("/inspections/{inspection_id}/ratings/{tool}/take-back")
def take_back(
    inspection_id: UUID,
    tool: Tool,
    service: ServiceDep,
    by: Client,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Rate a tool no more."""
    receipt = service.burdens.take_back(inspection_id, tool, by=by, key=key)
    return answered(receipt, response)
