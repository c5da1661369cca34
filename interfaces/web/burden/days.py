"""Pages of what the days of an inspection took: read, count, record (I11)."""

from datetime import date
from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.access import Action
from application.burden import RecordDay
from application.log import Unavailable
from domain.burden import Amounts
from domain.errors import Invalid, NotFound, Refusal, RuleBroken, Stale
from domain.inspection import Power
from domain.kernel import Actor
from interfaces.burdens import Totals, burden_for, document_sent
from interfaces.deps import KeyDep, ServiceDep
from interfaces.ombudsmen import case_beside, may_act
from interfaces.problems import field_errors, status_of
from interfaces.service import Service
from interfaces.web.burden.sheet import MOST_ROWS, Sheet, filled
from interfaces.web.burden.words import (
    COSTS,
    DAMAGE,
    WHO,
    Client,
    Reader,
    hours,
)
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other

router = APIRouter(include_in_schema=False)

WRONG = (ValidationError, Invalid, RuleBroken, Stale, Unavailable)
ABOUT = {"work": "hours-1", "document": "file"}
"""Fields of the form, by what a refusal is about."""
Filled = Annotated[Sheet, Depends(filled)]


@router.get("/burden/{book_id:uuid}")
def book(book_id: UUID, service: ServiceDep, by: Reader) -> Response:
    """Where a book is read, for those who have its number from their history."""
    inspection = service.burden_view.inspection_of(book_id)
    if inspection is None:
        raise NotFound
    case_beside(service, by, inspection, Action.READ_BURDEN)
    return see_other(f"/inspections/{inspection}/burden")


@router.get("/inspections/{inspection_id:uuid}/burden")
def burden(
    request: Request, inspection_id: UUID, service: ServiceDep, by: Reader
) -> Response:
    """What an inspection took, day by day."""
    case, part, found = burden_for(service, by, inspection_id)
    return page(
        request,
        "burden/days.html",
        _words(request)
        | {
            "case": case,
            "found": found,
            "may_count": may_act(service, by, part, inspection_id, Power.COUNT),
            "may_rate": may_act(service, by, part, inspection_id, Power.RATE),
            "totals_of": Totals.of,
        },
    )


@router.get("/inspections/{inspection_id:uuid}/burden/day")
def day(
    request: Request,
    inspection_id: UUID,
    service: ServiceDep,
    by: Client,
    on: Annotated[date | None, Query()] = None,
) -> Response:
    """The form of a day; by default today's."""
    wanted = on or service.clock.today()
    known = service.burden_view.day(inspection_id, wanted)
    sheet = Sheet.of(known) if known else Sheet(day=wanted.isoformat())
    return _form(request, service, by, inspection_id, sheet)


@router.post("/inspections/{inspection_id:uuid}/burden/day")
def record(
    request: Request,
    inspection_id: UUID,
    service: ServiceDep,
    by: Client,
    key: KeyDep,
    sheet: Filled,
) -> Response:
    """Count, add a row, attach a document or take one away; or record the day."""
    _check(service, by, inspection_id)
    try:
        sheet = _attached(service, by, inspection_id, sheet)
        amounts, errors = sheet.read()
        if sheet.act == "add":
            return _form(request, service, by, inspection_id, sheet.longer())
        if errors or sheet.act != "record":
            return _form(
                request,
                service,
                by,
                inspection_id,
                sheet,
                errors=errors,
                totals=None if errors else Totals.of(amounts),
            )
        command = RecordDay.model_validate(
            {
                "day": sheet.day,
                "amounts": amounts,
                "note": sheet.note.strip() or None,
                "files": sheet.files,
            }
        )
        receipt = service.burdens.record(inspection_id, command, by=by, key=key)
    except WRONG as fault:
        return _form(request, service, by, inspection_id, sheet, fault=fault)
    service.caught_up(receipt.position)
    return see_other(f"/inspections/{inspection_id}/burden")


@router.post("/inspections/{inspection_id:uuid}/burden/days/{day}/remove")
def remove(
    inspection_id: UUID, day: date, service: ServiceDep, by: Client, key: KeyDep
) -> Response:
    """Take back what was said of a day."""
    receipt = service.burdens.remove(inspection_id, day, by=by, key=key)
    service.caught_up(receipt.position)
    return see_other(f"/inspections/{inspection_id}/burden")


@router.get("/inspections/{inspection_id:uuid}/burden/files/{burden_file_id:uuid}")
def document(
    inspection_id: UUID, burden_file_id: UUID, service: ServiceDep, by: Reader
) -> Response:
    """A document that shows what a day took."""
    return document_sent(service, by, inspection_id, burden_file_id)


def _check(service: Service, by: Actor, id: UUID) -> None:
    """See that the reader records of this inspection; raises NotFound."""
    _, part = case_beside(service, by, id, Action.RECORD_BURDEN)
    if not may_act(service, by, part, id, Power.COUNT):
        raise NotFound


def _attached(service: Service, by: Actor, id: UUID, sheet: Sheet) -> Sheet:
    """Keep the document that was chosen, and drop the one that the button names."""
    files = sheet.files
    if sheet.upload is not None:
        content = sheet.upload.file.read()
        kept = service.burdens.keep(id, sheet.upload.filename or "", content, by=by)
        files = tuple(dict.fromkeys((*files, kept)))
    gone = sheet.act.removeprefix("remove ")
    left = tuple(one for one in files if str(one) != gone)
    return sheet._replace(files=left, upload=None)


def _form(
    request: Request,
    service: Service,
    by: Actor,
    id: UUID,
    sheet: Sheet,
    *,
    errors: dict[str, str] | None = None,
    totals: Totals | None = None,
    fault: ValidationError | Refusal | None = None,
) -> Response:
    case, part = case_beside(service, by, id, Action.RECORD_BURDEN)
    if not may_act(service, by, part, id, Power.COUNT):
        raise NotFound
    spoken = language_of(request)
    told = {field: spoken.gettext(said) for field, said in (errors or {}).items()}
    if fault is not None:
        found = field_errors(fault, spoken)
        told |= {ABOUT.get(about, about): said for about, said in found.items()}
    status = HTTPStatus.OK
    if fault is not None:
        status = status_of(fault if isinstance(fault, Refusal) else Invalid)
    elif told:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return page(
        request,
        "burden/day.html",
        _words(request)
        | {
            "case": case,
            "sheet": sheet,
            "totals": totals,
            "errors": told,
            "people": [(one, spoken.gettext(name)) for one, name in WHO.items()],
            "may_add": len(sheet.rows) < MOST_ROWS,
        },
        status=status,
    )


def _words(request: Request) -> dict[str, Any]:
    spoken = language_of(request)
    return {
        "who": WHO,
        "costs": COSTS,
        "damage": DAMAGE,
        "hours": lambda minutes: hours(spoken, minutes),
        "nothing": Amounts(),
    }
