"""Pages of the evidence files of a business: what is there, hand in, remove (C2)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, File, Query, Request, UploadFile
from fastapi.responses import Response

from application.access import Action, allow
from application.log import Unavailable
from domain.errors import Invalid, NotFound, Refusal, RuleBroken
from domain.evidence import BadFile
from domain.kernel import Actor
from interfaces.deps import Asks, KeyDep, ServiceDep, own
from interfaces.downloads import sent
from interfaces.problems import field_errors, status_of
from interfaces.service import Service
from interfaces.web.execution.words import SCANS
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other

router = APIRouter(include_in_schema=False)

Keeper = Annotated[Actor, Depends(Asks(Action.KEEP_EVIDENCE))]


@router.get("/evidence")
def files(
    request: Request,
    service: ServiceDep,
    by: Keeper,
    after: Annotated[int | None, Query(ge=1, le=2**62)] = None,
) -> Response:
    """Show the files of the business and how much they fill."""
    return _files(request, service, by, after=after)


@router.post("/evidence")
def keep(
    request: Request,
    service: ServiceDep,
    by: Keeper,
    key: KeyDep,
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Hand a file in."""
    try:
        if file is None or not file.filename:
            raise BadFile
        receipt = service.evidence.keep(
            own(by), file.filename, file.file, by=by, key=key
        )
    except (Invalid, RuleBroken, Unavailable) as refusal:
        return _files(request, service, by, refusal)
    service.caught_up(receipt.position)
    return see_other("/evidence")


@router.get("/evidence/{file_id}")
def content(file_id: UUID, service: ServiceDep, by: Keeper) -> Response:
    """The file itself."""
    card = service.evidence_view.get(file_id)
    if card is None:
        raise NotFound
    allow(by, Action.KEEP_EVIDENCE, of=card.client_id)
    return sent(service, card)


@router.post("/evidence/{file_id}/remove")
def remove(
    request: Request, file_id: UUID, service: ServiceDep, by: Keeper, key: KeyDep
) -> Response:
    """Take a file away that nothing needs."""
    try:
        receipt = service.evidence.remove(file_id, by=by, key=key)
    except RuleBroken as refusal:
        return _files(request, service, by, refusal)
    service.caught_up(receipt.position)
    return see_other("/evidence")


def _files(
    request: Request,
    service: Service,
    by: Actor,
    refusal: Refusal | None = None,
    after: int | None = None,
) -> Response:
    found = service.evidence_view.of_client(own(by), before=after)
    spoken = language_of(request)
    return page(
        request,
        "evidence/files.html",
        {
            "found": found,
            "first": after is None,
            "scans": SCANS,
            "used": service.evidence_view.bytes_of(own(by)) / 2**20,
            "allowed_mb": service.settings.files_mb,
            "errors": field_errors(refusal, spoken) if refusal else {},
        },
        status=status_of(refusal) if refusal else 200,
    )
