"""The page on which other documents are put into a draft of an appeal (I9)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, File, Request, UploadFile
from fastapi.responses import Response

from application.appeal import ChangePart
from domain.appeal import DraftPart
from interfaces.deps import KeyDep, ServiceDep
from interfaces.web.appeal.client_words import WRONG, Appellant, Many, Short, Version
from interfaces.web.appeal.desk import Desk, WritingRoute, attached
from interfaces.web.wrong import Fault

router = APIRouter(include_in_schema=False, route_class=WritingRoute)

Upload = Annotated[UploadFile | None, File()]


@router.get("/appeals/{appeal_id:uuid}/write/documents")
def documents(
    request: Request, appeal_id: UUID, service: ServiceDep, by: Appellant
) -> Response:
    """Ask for files beside those of the points."""
    desk = Desk(request, service, by, appeal_id).writing()
    said = desk.said(DraftPart.DOCUMENTS)
    return _documents(desk, said.files if said else ())


@router.post("/appeals/{appeal_id:uuid}/write/documents")
def say_documents(
    request: Request,
    appeal_id: UUID,
    service: ServiceDep,
    by: Appellant,
    key: KeyDep,
    version: Version = None,
    act: Short = "",
    kept: Many = [],  # noqa: B006
    file: Upload = None,
) -> Response:
    """Attach one, take one away, or keep them as they are; each is kept at once."""
    desk = Desk(request, service, by, appeal_id).writing()
    said = desk.said(DraftPart.DOCUMENTS)
    files = desk.held(kept, act, said)
    try:
        files = attached(desk, files, act, file, key)
        if act != "save":
            version = desk.card.version
            if files == (said.files if said else ()):
                return _documents(desk, files)
        command = ChangePart(part=DraftPart.DOCUMENTS, wanted=bool(files), files=files)
        receipt = service.appeal_drafts.change(
            appeal_id, command, by=by, key=key, version=version
        )
    except WRONG as fault:
        return _documents(desk, files, fault)
    if act != "save":
        return _documents(desk.anew(receipt), files)
    return desk.go_on(receipt, DraftPart.DOCUMENTS.value)


def _documents(
    desk: Desk, files: tuple[UUID, ...], fault: Fault | None = None
) -> Response:
    context = {"unsent": desk.unsent(files), "papers": desk.papers}
    return desk.page("write_documents.html", context, fault, fields=("file", "files"))
