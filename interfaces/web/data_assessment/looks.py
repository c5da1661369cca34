"""Pages of looks: ask, read, ask again; the client reads and remarks (C3)."""

from datetime import UTC, date, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.data_assessment import LookAtRecords, RemarkOnLook
from domain.errors import Invalid, RuleBroken, Stale
from domain.kernel import Actor, Role
from interfaces.deps import KeyDep, ServiceDep, own
from interfaces.moments import MaybeDay, end_of
from interfaces.records import caught_up, look_for
from interfaces.service import Service
from interfaces.web.data_assessment.words import (
    Client,
    Looker,
    Reader,
    Text,
    chosen,
    said,
    shown,
)
from interfaces.web.pages import page
from interfaces.web.person import see_other
from interfaces.web.wrong import Fault, errors_of, status_for

router = APIRouter(include_in_schema=False)

ASKED = ("inn", "ogrn", "requirements", "control_kind", "as_of", "purpose")
Cursor = Annotated[int | None, Query(ge=1, le=2**62)]


@router.get("/looks")
def looks(
    request: Request, service: ServiceDep, by: Reader, after: Cursor = None
) -> Response:
    """The looks of the reader's organisation; a client: what bodies saw of it."""
    if by.role is not Role.CLIENT:
        return page(
            request,
            "data_assessment/looks.html",
            {
                "found": service.look_view.of_authority(own(by), before=after),
                "first": after is None,
                **said(request, service),
            },
        )
    return page(
        request,
        "data_assessment/seen.html",
        {
            "found": service.look_view.of_client(own(by), before=after),
            "offers": service.survey_view.offers_of(own(by)) if after is None else (),
            "first": after is None,
            **said(request, service),
        },
    )


@router.get("/looks/new")
def ask(
    request: Request,
    service: ServiceDep,
    by: Looker,
    inn: Annotated[str, Query(max_length=20)] = "",
    requirement: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    """Ask whose records to look at, at which requirements, and why."""
    given = {"inn": inn, "requirements": requirement}
    return _ask(request, service, by, given)


@router.post("/looks")
def look(
    request: Request,
    service: ServiceDep,
    by: Looker,
    key: KeyDep,
    inn: Text = "",
    ogrn: Text = "",
    requirements: Text = "",
    control_kind: Text = "",
    everything: Text = "",
    as_of: Annotated[MaybeDay, Form()] = None,
    purpose: Text = "",
) -> Response:
    """Look, keep what was seen, and show it."""
    given = {
        "inn": inn,
        "ogrn": ogrn,
        "requirements": requirements,
        "control_kind": control_kind,
        "everything": everything,
        "as_of": as_of,
        "purpose": purpose,
    }
    try:
        command = LookAtRecords.model_validate(
            {
                "inn": inn or None,
                "ogrn": ogrn or None,
                "as_of": _instant(service, as_of),
                "purpose": purpose,
                **chosen(requirements, control_kind, everything),
            }
        )
        caught_up(service)
        receipt = service.looks.look(command, by=by, key=key)
    except (ValidationError, Invalid, RuleBroken) as fault:
        return _ask(request, service, by, given, fault)
    service.caught_up(receipt.position)
    return see_other(f"/looks/{receipt.id}")


@router.get("/looks/{look_id:uuid}")
def one(request: Request, look_id: UUID, service: ServiceDep, by: Reader) -> Response:
    """Show what was seen, on which records it rests, and what the client says."""
    return _show(request, service, by, look_id)


@router.get("/looks/{look_id:uuid}/again")
def again(request: Request, look_id: UUID, service: ServiceDep, by: Reader) -> Response:
    """Ask the records of the same moment again, and say whether they say the same."""
    card = look_for(service, by, look_id)
    findings = service.looks.again(card.id)
    return page(
        request,
        "data_assessment/again.html",
        {
            "card": card,
            "same": findings == card.findings,
            "is_client": by.role is Role.CLIENT,
            **shown(service, findings, card.entries),
            **said(request, service),
        },
    )


@router.post("/looks/{look_id:uuid}/remarks")
def remark(
    request: Request,
    look_id: UUID,
    service: ServiceDep,
    by: Client,
    key: KeyDep,
    version: Annotated[int, Form()],
    text: Text = "",
) -> Response:
    """Keep what the client says of a look."""
    try:
        command = RemarkOnLook(text=text)
        receipt = service.looks.remark(
            look_id, command, by=by, key=key, version=version
        )
    except (ValidationError, Invalid, RuleBroken, Stale) as fault:
        return _show(request, service, by, look_id, text, fault)
    service.caught_up(receipt.position)
    return see_other(f"/looks/{look_id}")


def _instant(service: Service, day: date | None) -> datetime | None:
    """The end of a day that is over; of today, now."""
    if day is None or day == service.clock.today():
        return None
    end = end_of(service, day)
    return end.astimezone(UTC) if end else None


def _ask(
    request: Request,
    service: Service,
    by: Actor,
    given: dict[str, Any],
    fault: Fault | None = None,
) -> Response:
    errors = {
        about if about in ASKED else "": sentence
        for about, sentence in errors_of(request, fault).items()
    }
    blank: dict[str, Any] = dict.fromkeys((*ASKED, "everything"), "")
    return page(
        request,
        "data_assessment/look_new.html",
        {
            "given": blank | given,
            "control_kinds": service.records_kept.control_kinds(
                service.person_view.of(own(by))
            ),
            "errors": errors,
            **said(request, service),
        },
        status=status_for(fault),
    )


def _show(
    request: Request,
    service: Service,
    by: Actor,
    look_id: UUID,
    text: str = "",
    fault: Fault | None = None,
) -> Response:
    card = look_for(service, by, look_id)
    return page(
        request,
        "data_assessment/look.html",
        {
            "card": card,
            "is_client": by.role is Role.CLIENT,
            "text": text,
            "errors": errors_of(request, fault),
            **shown(service, card.findings, card.entries),
            **said(request, service),
        },
        status=status_for(fault),
    )
