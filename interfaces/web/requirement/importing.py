"""Pages of registrars: importing the register, and the classifier of activities."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends, File, Form, Request, UploadFile
from fastapi.responses import Response

from application.access import Action
from application.requirement import (
    ClassifierHasFaults,
    NotAClassifier,
    NothingToImport,
    lines_of,
)
from domain.errors import Refusal
from domain.kernel import Actor
from domain.requirement import ClassifierUnchanged
from interfaces.deps import Asks, ServiceDep
from interfaces.problems import status_of
from interfaces.web.imported import imported
from interfaces.web.pages import language_of, page

router = APIRouter(include_in_schema=False)

Registrar = Annotated[Actor, Depends(Asks(Action.KEEP_REGISTER))]
Upload = Annotated[UploadFile, File()]


@router.get("/requirements/import")
def ask_for_file(request: Request, _by: Registrar) -> Response:
    """Ask for a file."""
    return _ask(request, {})


@router.post("/requirements/import")
def import_requirements(
    request: Request,
    service: ServiceDep,
    by: Registrar,
    requirements: Upload,
    skip_rejected: Annotated[bool, Form()] = False,  # noqa: FBT002
) -> Response:
    """Bring the register to what a file says, and report on every rejected row."""
    if not requirements.size:
        return _no_file(request, "requirements")
    try:
        report = service.imports.requirements(
            lines_of(requirements.file), by=by, skip_rejected=skip_rejected
        )
    except NothingToImport as refusal:
        return _refused(request, refusal, "requirements")
    if report.position:
        service.caught_up(report.position)
    return imported(
        request, "requirement/import_done.html", report, requirements.filename or ""
    )


@router.post("/requirements/import/okved")
def import_okved(
    request: Request, service: ServiceDep, by: Registrar, okved: Upload
) -> Response:
    """Load the classifier of activities."""
    if not okved.size:
        return _no_file(request, "okved")
    try:
        receipt = service.classifiers.load_okved(okved.file.read(), by=by)
    except (NotAClassifier, ClassifierHasFaults, ClassifierUnchanged) as refusal:
        return _refused(request, refusal, "okved")
    service.caught_up(receipt.position)
    return page(request, "requirement/import_done.html", {"report": None})


def _no_file(request: Request, field: str) -> Response:
    errors = {field: language_of(request).gettext("Choose a file")}
    return _ask(request, errors, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _refused(request: Request, refusal: Refusal, field: str) -> Response:
    told = language_of(request).gettext(refusal.title)
    lines: Any = refusal.facts.get("lines", ())
    return _ask(request, {field: told}, lines, status_of(refusal))


def _ask(
    request: Request,
    errors: Mapping[str, str],
    lines: Sequence[Mapping[str, object]] = (),
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    shown = {"errors": errors, "lines": lines}
    return page(request, "requirement/import.html", shown, status=status)
