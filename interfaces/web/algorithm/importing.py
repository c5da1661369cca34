"""The page of registrars on which algorithms are imported from a file."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, File, Request, UploadFile
from fastapi.responses import Response

from application.access import Action
from application.requirement import NothingToImport, lines_of
from domain.kernel import Actor
from interfaces.deps import Asks, ServiceDep
from interfaces.problems import status_of
from interfaces.web.imported import imported
from interfaces.web.pages import language_of, page

router = APIRouter(include_in_schema=False)

Registrar = Annotated[Actor, Depends(Asks(Action.KEEP_REGISTER))]
Upload = Annotated[UploadFile, File()]


@router.get("/algorithms/import")
def ask_for_file(request: Request, _by: Registrar) -> Response:
    """Ask for a file."""
    return _ask(request, {})


@router.post("/algorithms/import")
def import_algorithms(
    request: Request, service: ServiceDep, by: Registrar, algorithms: Upload
) -> Response:
    """Bring the algorithms to what a file says, or tell every fault of it."""
    gettext = language_of(request).gettext
    wrong = HTTPStatus.UNPROCESSABLE_ENTITY
    if not algorithms.size:
        return _ask(request, {"algorithms": gettext("Choose a file")}, wrong)
    try:
        report = service.algorithm_imports.algorithms(lines_of(algorithms.file), by=by)
    except NothingToImport as refusal:
        told = {"algorithms": gettext(refusal.title)}
        return _ask(request, told, status_of(refusal))
    if report.position:
        service.caught_up(report.position)
    return imported(
        request, "algorithm/import_done.html", report, algorithms.filename or ""
    )


def _ask(
    request: Request, errors: Mapping[str, str], status: HTTPStatus = HTTPStatus.OK
) -> Response:
    return page(request, "algorithm/import.html", {"errors": errors}, status=status)
