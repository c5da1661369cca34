"""Pages on which a client assesses itself: the sheet, one requirement, several (L9)."""

from typing import Annotated, NamedTuple
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, File, Form, Query, Request, UploadFile
from fastapi.responses import Response
from pydantic import ValidationError

from application.compliance import Assess
from domain.compliance import Degree
from domain.errors import Invalid, NotFound, RuleBroken, Stale
from domain.kernel import Actor
from domain.requirement import Code
from interfaces.addresses import CODE
from interfaces.deps import KeyDep, ServiceDep, own
from interfaces.service import Service
from interfaces.web.applicability.words import titles_of
from interfaces.web.compliance.words import (
    ARRANGEMENTS,
    Assessor,
    Text,
    Texts,
    said,
    seen,
)
from interfaces.web.pages import page
from interfaces.web.person import see_other
from interfaces.web.wrong import Fault, errors_in, status_for
from projections.compliance import AssessmentCard, SheetBy, SheetState, SheetWanted

router = APIRouter(include_in_schema=False)

Codes = Annotated[list[str], Query(max_length=200)]

SHOWN = 25
"""Requirements on a page of the sheet; more are too long for a phone."""
ASKED = ("degree", "shown_by", "evidence_kind", "evidence", "document", "note")
"""The fields of the form."""


class SheetQuery(NamedTuple):
    """Which part of the sheet to show, as it stands in the address."""

    by: SheetBy
    body: str
    kind: str
    state: SheetState | None
    degree: Degree | None
    after: int

    def address(self, path: str = "/assessment", **changes: object) -> str:
        """The address of the same part with some things changed."""
        said = self._asdict() | {"after": 0} | changes
        asked = {name: value for name, value in said.items() if value}
        return f"{path}?{urlencode(asked)}"


def _query(
    by: SheetBy = SheetBy.BODY,
    body: Annotated[str, Query(max_length=500)] = "",
    kind: Annotated[str, Query(max_length=500)] = "",
    state: SheetState | None = None,
    degree: Degree | None = None,
    after: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> SheetQuery:
    return SheetQuery(by, body, kind, state, degree, after)


SheetQueryDep = Annotated[SheetQuery, Depends(_query)]


class Answers(NamedTuple):
    """What was filled into the form."""

    degree: str = ""
    shown_by: tuple[str, ...] = ()
    evidence_kind: str = ""
    evidence: str = ""
    note: str = ""
    document_id: str = ""

    def command(self, requirements: dict[str, int]) -> Assess:
        """The same as a command.

        Args:
            requirements: version that was read, by code.

        Raises:
            ValidationError: something is missing or too long.
        """
        given = {
            name: value or None if name != "shown_by" else value
            for name, value in self._asdict().items()
        }
        return Assess.model_validate(
            given | {"requirements": tuple(requirements), "seen": requirements}
        )


async def _answers(
    degree: Text = "",
    shown_by: Texts = (),
    evidence_kind: Text = "",
    evidence: Text = "",
    note: Text = "",
    document_id: Text = "",
    without_document: Text = "",
) -> Answers:
    kept = "" if without_document else document_id
    return Answers(degree, shown_by, evidence_kind, evidence, note, kept)


AnswersDep = Annotated[Answers, Depends(_answers)]
Upload = Annotated[UploadFile | None, File()]


@router.get("/assessment")
def sheet(
    request: Request, service: ServiceDep, by: Assessor, query: SheetQueryDep
) -> Response:
    """Show what concerns the client, what it said of it, and what is left."""
    today = service.clock.today()
    found = service.assessment_view.sheet(
        own(by), SheetWanted(on=today, limit=SHOWN, **query._asdict())
    )
    return page(
        request,
        "compliance/sheet.html",
        {
            "sheet": found,
            "query": query,
            "arrangements": ARRANGEMENTS,
            "summary": service.assessment_view.summary(own(by), today),
            **said(request, service),
        },
    )


@router.get("/assessment/next")
def next_one(
    service: ServiceDep,
    by: Assessor,
    query: SheetQueryDep,
    of: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    """Lead to the next requirement that waits; back to the sheet when none does."""
    wanted = SheetWanted(on=service.clock.today(), body=query.body, kind=query.kind)
    code = service.assessment_view.left(own(by), wanted, of)
    if code is None:
        return see_other(query.address(state=None))
    return see_other(query.address(f"/assessment/{code}"))


@router.get("/assessment/several")
def ask_several(
    request: Request,
    service: ServiceDep,
    by: Assessor,
    requirement: Codes = [],  # noqa: B006
) -> Response:
    """Ask the same of several requirements."""
    if not requirement:
        return see_other("/assessment")
    return _several(request, service, by, tuple(requirement), Answers())


@router.post("/assessment/several")
def assess_several(
    request: Request,
    service: ServiceDep,
    by: Assessor,
    key: KeyDep,
    answers: AnswersDep,
    requirements: Annotated[tuple[Code, ...], Form()] = (),
    versions: Texts = (),
    document: Upload = None,
) -> Response:
    """Keep the same answer of several requirements."""
    if not requirements:
        return see_other("/assessment")
    read = {code: seen(versions).get(code, 0) for code in requirements}
    try:
        answers = _with_document(service, by, answers, document)
        receipt = service.assessments.assess(
            own(by), answers.command(read), by=by, key=key
        )
    except (ValidationError, Invalid, RuleBroken, Stale) as fault:
        return _several(request, service, by, requirements, answers, fault)
    service.caught_up(receipt.position)
    return see_other("/assessment")


@router.get(f"/assessment/{CODE}")
def ask(
    request: Request,
    code: str,
    service: ServiceDep,
    by: Assessor,
    query: SheetQueryDep,
) -> Response:
    """Ask how far one requirement is observed; show what was said before."""
    return _one(request, service, by, code, query)


@router.post(f"/assessment/{CODE}")
def assess(
    request: Request,
    code: str,
    service: ServiceDep,
    by: Assessor,
    key: KeyDep,
    query: SheetQueryDep,
    answers: AnswersDep,
    version: Annotated[int, Form()],
    read: Annotated[int, Form()] = 0,
    document: Upload = None,
) -> Response:
    """Keep the answer; lead on to the next one, or to what there is to mend."""
    try:
        answers = _with_document(service, by, answers, document)
        receipt = service.assessments.assess(
            own(by), answers.command({code: read}), by=by, key=key, version=version
        )
    except (ValidationError, Invalid, RuleBroken, Stale) as fault:
        return _one(request, service, by, code, query, answers, fault)
    service.caught_up(receipt.position)
    if answers.degree != Degree.COMPLIES.value:
        return see_other(query.address(f"/assessment/{code}/measures/new"))
    return see_other(f"{query.address('/assessment/next')}&{urlencode({'of': code})}")


@router.get(f"/assessment/{CODE}/document")
def document(code: str, service: ServiceDep, by: Assessor) -> Response:
    """The file that was given with the last answer."""
    card = service.assessment_view.card(own(by), code)
    if card is None or card.last.document_id is None:
        raise NotFound
    found = service.documents.get(card.last.document_id, own(by))
    return Response(
        found.content,
        media_type=found.media_type,
        headers={"Content-Disposition": "attachment"},
    )


def _with_document(
    service: Service, by: Actor, answers: Answers, document: UploadFile | None
) -> Answers:
    """The same, naming the file that was handed in, if one was."""
    if document is None or not document.filename:
        return answers
    kept = service.assessments.keep_document(
        own(by), document.filename, document.file.read(), by=by
    )
    return answers._replace(document_id=str(kept))


def _before(card: AssessmentCard | None) -> Answers:
    """The form as it was filled in last."""
    if card is None:
        return Answers()
    last = card.last
    return Answers(
        degree=last.degree.value,
        shown_by=last.shown_by,
        evidence_kind=last.evidence_kind.value if last.evidence_kind else "",
        evidence=last.evidence or "",
        note=last.note or "",
        document_id=str(last.document_id or ""),
    )


def _one(
    request: Request,
    service: Service,
    by: Actor,
    code: str,
    query: SheetQuery,
    answers: Answers | None = None,
    fault: Fault | None = None,
) -> Response:
    today = service.clock.today()
    card = service.assessment_view.card(own(by), code)
    register = service.requirement_view.get(code)
    standing = register.on(today) if register else None
    concerns = {one.code for one in service.assessment_view.concerns(own(by))}
    if standing is None or (card is None and code not in concerns):
        raise NotFound
    version = standing.version
    return page(
        request,
        "compliance/one.html",
        {
            "code": code,
            "content": version.content,
            "now": version.number,
            "card": card,
            "is_outdated": card and card.last.requirement_version != version.number,
            "concerns": code in concerns,
            "given": answers or _before(card),
            "address": query.address(f"/assessment/{code}"),
            "back_to": query.address(),
            "skip": f"{query.address('/assessment/next')}&{urlencode({'of': code})}",
            "today": today,
            "errors": errors_in(request, fault, ASKED),
            **said(request, service),
        },
        status=status_for(fault),
    )


def _several(
    request: Request,
    service: Service,
    by: Actor,
    codes: tuple[str, ...],
    answers: Answers,
    fault: Fault | None = None,
) -> Response:
    concerns = {
        one.code: one.version
        for one in service.assessment_view.concerns(own(by))
        if one.code in codes
    }
    if not concerns:
        raise NotFound
    return page(
        request,
        "compliance/several.html",
        {
            "concerns": concerns,
            "titles": titles_of(service, list(concerns)),
            "given": answers,
            "errors": errors_in(request, fault, ASKED),
            **said(request, service),
        },
        status=status_for(fault),
    )
