"""Files of the register of inspections (ERKNM), in and out."""

from collections.abc import Iterator
from datetime import date
from tempfile import SpooledTemporaryFile
from typing import Annotated, Any, BinaryIO, cast
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from application.plan import TakenIn
from interfaces.api.plan.shapes import Month, Officer, RecordPage, Year
from interfaces.deps import ServiceDep, own
from interfaces.erknm import card_file, month_file, plan_file, rows_of
from interfaces.plans import (
    cursor_after,
    entry_for,
    exported_entry,
    exported_plan,
    month_of,
    officers_of,
    place_after,
    year_of,
)

router = APIRouter(prefix="/api/plan", tags=["plan"])

IN_MEMORY = 2**20
XML: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/xml": {"schema": {"type": "string"}}}}
}
XML_IN: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/octet-stream": {
                "schema": {"type": "string", "format": "binary"}
            }
        },
    }
}


@router.get("/years/{plan_year}", response_class=StreamingResponse, responses=XML)
def year_file(plan_year: Year, service: ServiceDep, by: Officer) -> Response:
    """The plan of a year as the state's register has it: what the head approved."""
    return _xml(plan_file(exported_plan(service, by, year_of(plan_year))))


@router.get(
    "/months/{plan_year}/{plan_month}", response_class=StreamingResponse, responses=XML
)
def month_of_plan(
    plan_year: Year, plan_month: Month, service: ServiceDep, by: Officer
) -> Response:
    """What begins in a month as the register's open data have it."""
    return _xml(month_file(exported_plan(service, by, month_of(plan_year, plan_month))))


@router.get("/register")
def records(
    service: ServiceDep,
    by: Officer,
    after: Annotated[str, Query(max_length=200)] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> RecordPage:
    """What files of the state's register, that your body took in, say."""
    found = service.plan_view.records(
        own(by), after=place_after(after), limit=limit + 1
    )
    shown = tuple(found[:limit])
    last = shown[-1] if len(found) > limit else None
    starts = last and (last.entry.starts or date.min)
    return RecordPage(
        records=shown, after=cursor_after(starts, last.id) if last and starts else None
    )


@router.post("/register", openapi_extra=XML_IN)
async def take_in(
    request: Request, service: ServiceDep, by: Officer, response: Response
) -> TakenIn:
    """Take a file of the register in: a month, a yearly plan, or one card.

    Only what is about businesses of this service is kept; the same file again changes
    nothing. Send it as application/octet-stream.
    """
    with await _received(request) as file:
        report = await run_in_threadpool(
            service.register_imports.take_in, rows_of(file), by=by
        )
    response.headers["Sverka-Position"] = str(report.position)
    return report


@router.get("/entries/{entry_id}/card", response_class=StreamingResponse, responses=XML)
def card(entry_id: UUID, service: ServiceDep, by: Officer) -> Response:
    """One entry that the head approved, as a card of the state's register."""
    found = exported_entry(service, entry_for(service, by, entry_id))
    return _xml(iter([card_file(found, officers_of(service, own(by)))]))


def _xml(content: Iterator[bytes]) -> Response:
    return StreamingResponse(
        content,
        media_type="application/xml",
        headers={"Content-Disposition": 'attachment; filename="plan.xml"'},
    )


async def _received(request: Request) -> BinaryIO:
    """The body as a file that leaves the memory when it is large; close it."""
    file = cast(BinaryIO, SpooledTemporaryFile(IN_MEMORY))  # noqa: SIM115
    async for part in request.stream():
        await run_in_threadpool(file.write, part)
    file.seek(0)
    return file
