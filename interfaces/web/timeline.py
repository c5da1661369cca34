"""Pages of the history between a client and the state (R5)."""

from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from application.access import Action
from domain.errors import Invalid, NotFound, RuleBroken
from domain.kernel import Actor
from domain.timeline import Reach
from interfaces.deps import Asks, ServiceDep, own
from interfaces.locale import N_
from interfaces.problems import field_errors, status_of
from interfaces.service import Service
from interfaces.timeline import (
    FileForm,
    History,
    Wanted,
    WantedFile,
    choices_of,
    history,
    reach_into,
    take_out,
)
from interfaces.timeline.names import KINDS, ORDERS, SERVICES, SIDES, TOUCHPOINTS
from interfaces.web.pages import language_of, page

router = APIRouter(include_in_schema=False)

Reader = Annotated[Actor, Depends(Asks(Action.READ_TIMELINE))]
Officer = Annotated[Actor, Depends(Asks(Action.READ_TIMELINE_OF_CLIENT))]
Query_ = Annotated[Wanted, Query()]
FORMS = {
    FileForm.XLSX: N_("Spreadsheet (XLSX)"),
    FileForm.CSV: N_("Table (CSV)"),
    FileForm.JSON: N_("Data (JSON)"),
}


@router.get("/timeline")
def timeline(
    request: Request, wanted: Query_, service: ServiceDep, by: Reader
) -> Response:
    """Everything between the reader's business and the state."""
    return _show(request, service, own(by), wanted)


@router.get("/timeline/export")
def export(
    request: Request,
    wanted: Annotated[WantedFile, Query()],
    service: ServiceDep,
    by: Reader,
) -> Response:
    """Give the history away as a file, narrowed as it is on the page."""
    try:
        taken = take_out(service, own(by), wanted, language_of(request))
    except (Invalid, RuleBroken) as fault:
        return _show(request, service, own(by), wanted, fault=fault)
    return Response(taken.file, headers=taken.headers, media_type=taken.media_type)


@router.get("/timeline/of/{client_id:uuid}")
def of_client(
    request: Request,
    client_id: UUID,
    wanted: Query_,
    service: ServiceDep,
    by: Officer,
) -> Response:
    """What a client and the reader's organisation had to do with each other."""
    reach = reach_into(service, by, client_id)
    return _show(request, service, client_id, wanted, reach)


def _show(
    request: Request,
    service: Service,
    client_id: UUID,
    wanted: Wanted,
    reach: Reach | None = None,
    fault: Invalid | RuleBroken | None = None,
) -> Response:
    spoken = language_of(request)
    choices = choices_of(service, client_id, reach)
    found = History(lines=(), after=None)
    if fault is None:
        try:
            found = history(
                service, client_id, wanted, spoken, reach=reach, places=choices.places
            )
        except Invalid as refusal:
            fault = refusal
    client = service.client_view.get(client_id)
    if client is None:
        raise NotFound
    here = f"/timeline/of/{client_id}" if reach else "/timeline"
    kept = _kept(wanted)
    return page(
        request,
        "timeline/show.html",
        {
            "found": found,
            "choices": choices,
            "asked": wanted,
            "narrowed": bool(kept.keys() - {"order"}),
            "client": client,
            "is_client": reach is None,
            "here_path": here,
            "first": _at(here, kept) if wanted.after else None,
            "more": _at(here, kept | {"after": str(found.after)})
            if found.after
            else None,
            "files": [
                (name, _at("/timeline/export", {"form": form.value, **kept}))
                for form, name in FORMS.items()
            ],
            "kinds": KINDS,
            "sides": SIDES,
            "services": SERVICES,
            "touchpoints": TOUCHPOINTS,
            "orders": ORDERS,
            "errors": field_errors(fault, spoken) if fault else {},
        },
        status=status_of(fault) if fault else 200,
    )


def _kept(wanted: Wanted) -> dict[str, Any]:
    """What was asked for, without the place on the way through the pages."""
    return wanted.model_dump(
        mode="json", exclude_defaults=True, exclude={"after", "limit", "form"}
    )


def _at(path: str, query: dict[str, Any]) -> str:
    return f"{path}?{urlencode(query)}" if query else path
