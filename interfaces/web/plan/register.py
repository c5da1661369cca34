"""Pages of the state's register of inspections: files in, files out."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, File, Path, Request, UploadFile
from fastapi.responses import Response, StreamingResponse

from application.plan import TakenIn
from domain.kernel import Actor
from domain.plan import RegisterFileUnreadable
from interfaces.deps import ServiceDep, own
from interfaces.erknm import card_file, month_file, plan_file, rows_of
from interfaces.plans import (
    LEFT_OUT,
    UNREADABLE,
    cursor_after,
    entry_for,
    exported_entry,
    exported_plan,
    month_of,
    officers_of,
    place_after,
    year_of,
)
from interfaces.service import Service
from interfaces.web.pages import page, say
from interfaces.web.plan.words import Officer, PlanWords
from interfaces.web.wrong import status_for

router = APIRouter(include_in_schema=False)

Upload = Annotated[UploadFile | None, File()]
Year = Annotated[int, Path()]
Month = Annotated[int, Path(ge=1, le=12)]
PAGE = 50


@router.get("/plan/register")
def records(
    request: Request, service: ServiceDep, by: Officer, after: str = ""
) -> Response:
    """Show what files of the register say, and where files come out."""
    return _show(request, service, by, after=after)


@router.post("/plan/register")
def take_in(
    request: Request, service: ServiceDep, by: Officer, file: Upload = None
) -> Response:
    """Take a file in, and tell what became of every record that was left out."""
    if file is None or not file.size:
        error = say(request)("Choose a file")
        return _show(request, service, by, error=error, status=422)
    try:
        report = service.register_imports.take_in(rows_of(file.file), by=by)
    except RegisterFileUnreadable as fault:
        error = say(request)(fault.title)
        return _show(request, service, by, error=error, status=status_for(fault))
    if report.position:
        service.caught_up(report.position)
    return _show(request, service, by, report=report)


@router.get("/plan/years/{plan_year}.xml")
def year_file(service: ServiceDep, by: Officer, plan_year: Year) -> Response:
    """The plan of a year, as it goes to the prosecutor and to the register."""
    plan = exported_plan(service, by, year_of(plan_year))
    return _saved(StreamingResponse(plan_file(plan)), f"plan-{plan_year}.xml")


@router.get("/plan/months/{plan_year}-{plan_month}.xml")
def month_of_plan(
    service: ServiceDep, by: Officer, plan_year: Year, plan_month: Month
) -> Response:
    """What begins in a month, as the register's open data have it."""
    plan = exported_plan(service, by, month_of(plan_year, plan_month))
    return _saved(
        StreamingResponse(month_file(plan)), f"plan-{plan_year}-{plan_month:02}.xml"
    )


@router.get("/plan/entries/{entry_id:uuid}/card.xml")
def card(service: ServiceDep, by: Officer, entry_id: UUID) -> Response:
    """One entry, as a card of the register."""
    found = exported_entry(service, entry_for(service, by, entry_id))
    content = card_file(found, officers_of(service, own(by)))
    return _saved(Response(content), f"card-{found.id}.xml")


def _saved(answer: Response, name: str) -> Response:
    answer.headers["Content-Type"] = "application/xml"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _show(
    request: Request,
    service: Service,
    by: Actor,
    *,
    after: str = "",
    report: TakenIn | None = None,
    error: str = "",
    status: int = 200,
) -> Response:
    found = service.plan_view.records(own(by), after=place_after(after), limit=PAGE + 1)
    shown = found[:PAGE]
    last = shown[-1] if len(found) > PAGE else None
    return page(
        request,
        "plan/register.html",
        {
            "records": shown,
            "more": cursor_after(last.entry.starts or date.min, last.id)
            if last
            else None,
            "is_first": not after,
            "report": report,
            "left_out": LEFT_OUT,
            "unreadable": UNREADABLE,
            "errors": {"file": error} if error else {},
            "year": service.clock.today().year,
            "words": PlanWords(request),
        },
        status=status,
    )
