"""Pages of taking the list out as a file, and of checking such a file (L2)."""

from hashlib import sha256
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, File, Form, Request, UploadFile
from fastapi.responses import Response

from application.access import Action
from domain.condition import Verdict
from domain.errors import Invalid, NotFound, RuleBroken
from domain.kernel import Actor
from domain.list_export import Form as FileForm
from domain.list_export import Part, number_of
from interfaces.deps import Asks, KeyDep, ServiceDep, own
from interfaces.exports.content import GROUPS
from interfaces.exports.taking import Wish, take_out
from interfaces.locale import N_
from interfaces.moments import MaybeDay
from interfaces.problems import field_errors, status_of
from interfaces.service import Service
from interfaces.web.applicability.moments import Moment, MomentDep
from interfaces.web.pages import language_of, page
from projections.applicability import Basis
from projections.list_export import ExportCard

router = APIRouter(include_in_schema=False)

Anybody = Annotated[Actor, Depends(Asks(Action.READ_PUBLIC))]
Exporter = Annotated[Actor, Depends(Asks(Action.EXPORT_LIST))]

FORMS = {
    FileForm.XLSX: (N_("Spreadsheet (XLSX)"), N_("To sort and to filter")),
    FileForm.PDF: (N_("Document (PDF)"), N_("To print, with a code to check it by")),
    FileForm.JSON: (N_("Data (JSON)"), N_("For programs")),
}
PARTS = {
    Part.ALL: N_("The whole list"),
    Part.OPEN: N_("What is about you or to be clarified"),
    Part.APPLIES: GROUPS[Verdict.APPLIES],
    Part.UNKNOWN: GROUPS[Verdict.UNKNOWN],
    Part.DOES_NOT_APPLY: GROUPS[Verdict.DOES_NOT_APPLY],
}

PARTS_OF_BUSINESS = PARTS | {
    Part.OPEN: N_("What is about the business or to be clarified"),
    Part.APPLIES: N_("It is about the business"),
    Part.DOES_NOT_APPLY: N_("It is not about the business"),
}
"""The same for whoever checks the file of another."""


class FileNotGiven(Invalid):
    code = "no-file-to-check"
    title = "Choose the file, or give its SHA-256"
    about = "file"


@router.get("/list/export")
def ask(
    request: Request, service: ServiceDep, by: Exporter, moment: MomentDep
) -> Response:
    """Ask as what the list is taken out; show what was taken out before."""
    return _ask(request, service, by, moment)


@router.post("/list/export")
def take(
    request: Request,
    service: ServiceDep,
    by: Exporter,
    key: KeyDep,
    form: Annotated[FileForm, Form()] = FileForm.PDF,
    part: Annotated[Part, Form()] = Part.ALL,
    on: Annotated[MaybeDay, Form()] = None,
    known: Annotated[MaybeDay, Form()] = None,
    basis: Annotated[Basis, Form()] = Basis.THEN,
) -> Response:
    """Make the file, record it, and give it away."""
    moment = Moment(on, known, basis)
    wish = Wish(
        form=form,
        part=part,
        as_of=moment.as_of(service),
        language=language_of(request).code,
    )
    try:
        taken = take_out(service, own(by), wish, by=by, key=key)
    except (Invalid, RuleBroken) as fault:
        return _ask(request, service, by, moment, wish, fault)
    headers = {k: v for k, v in taken.headers.items() if k != "Location"}
    return Response(taken.file, headers=headers, media_type=taken.media_type)


@router.get("/verify/{token}")
def verify(
    request: Request, token: UUID, service: ServiceDep, _by: Anybody
) -> Response:
    """Say what may be said of a file to whoever holds it."""
    return _verify(request, _card(service, token))


@router.post("/verify/{token}")
def compare(
    request: Request,
    token: UUID,
    service: ServiceDep,
    _by: Anybody,
    file: Annotated[UploadFile | None, File()] = None,
    hash: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Compare a file, or its SHA-256, with what was recorded; nothing is kept."""
    card = _card(service, token)
    given = "".join(hash.split()).lower()
    if file is not None and file.filename:
        given = sha256(file.file.read()).hexdigest()
    if not given:
        return _verify(request, card, fault=FileNotGiven())
    return _verify(request, card, is_same=given in (card.file, card.content))


def _card(service: Service, token: UUID) -> ExportCard:
    card = service.list_export_view.get(token)
    if card is None:
        raise NotFound
    return card


def _verify(
    request: Request,
    card: ExportCard,
    *,
    is_same: bool | None = None,
    fault: Invalid | None = None,
) -> Response:
    return page(
        request,
        "list_export/verify.html",
        {
            "card": card,
            "number": number_of(card.id),
            "is_same": is_same,
            "forms": FORMS,
            "parts": PARTS_OF_BUSINESS,
            **_errors(request, fault),
        },
        status=status_of(fault) if fault else 200,
    )


def _ask(
    request: Request,
    service: Service,
    by: Actor,
    moment: Moment,
    wish: Wish | None = None,
    fault: Invalid | RuleBroken | None = None,
) -> Response:
    return page(
        request,
        "list_export/ask.html",
        {
            "moment": moment,
            "as_of": moment.as_of(service),
            "is_now": moment.is_now(service),
            "forms": FORMS,
            "parts": PARTS,
            "form": wish.form if wish else FileForm.PDF,
            "part": wish.part if wish else Part.ALL,
            "made": [
                (number_of(one.id), one)
                for one in service.list_export_view.of_client(own(by))
            ],
            **_errors(request, fault),
        },
        status=status_of(fault) if fault else 200,
    )


def _errors(request: Request, fault: Invalid | RuleBroken | None) -> dict[str, Any]:
    return {"errors": field_errors(fault, language_of(request)) if fault else {}}
