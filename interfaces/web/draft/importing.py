"""The page on which registrars take in the state's list of drafts (E1)."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, File, Request, UploadFile
from fastapi.responses import Response

from application.access import Action
from application.draft import DraftListTooLong, NotADraftList
from application.requirement import NothingToImport
from domain.kernel import Actor
from interfaces.deps import Asks, ServiceDep
from interfaces.problems import status_of
from interfaces.web.imported import imported
from interfaces.web.pages import language_of, page

router = APIRouter(include_in_schema=False)

Registrar = Annotated[Actor, Depends(Asks(Action.KEEP_REGISTER))]
Upload = Annotated[UploadFile, File()]


@router.get("/drafts/import")
def ask_for_file(request: Request, _by: Registrar) -> Response:
    """Ask for a file."""
    return _ask(request, {})


@router.post("/drafts/import")
def import_drafts(
    request: Request, service: ServiceDep, by: Registrar, drafts: Upload
) -> Response:
    """Take in the list, or tell every fault of it."""
    gettext = language_of(request).gettext
    if not drafts.size:
        wrong = HTTPStatus.UNPROCESSABLE_ENTITY
        return _ask(request, {"drafts": gettext("Choose a file")}, wrong)
    try:
        report = service.draft_imports.listed(drafts.file, by=by)
    except (NothingToImport, NotADraftList, DraftListTooLong) as refusal:
        told = gettext(refusal.title)
        if line := refusal.facts.get("line"):
            told = gettext("%(what)s: line %(line)s", what=told, line=line)
        return _ask(request, {"drafts": told}, status_of(refusal))
    if report.position:
        service.caught_up(report.position)
    return imported(request, "draft/import_done.html", report, drafts.filename or "")


def _ask(
    request: Request, errors: Mapping[str, str], status: HTTPStatus = HTTPStatus.OK
) -> Response:
    return page(request, "draft/import.html", {"errors": errors}, status=status)
