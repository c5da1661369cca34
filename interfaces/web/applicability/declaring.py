"""Pages on which a client declares: the ground, check before sending, send (L4)."""

from typing import Annotated, Any, NamedTuple
from urllib.parse import urlencode

from fastapi import APIRouter, File, Form, Query, Request, UploadFile
from fastapi.responses import Response
from pydantic import ValidationError

from application.applicability import Declare
from domain.applicability import ENDED, AlreadyDeclared, check_ground
from domain.condition import Ground, grounds
from domain.errors import Invalid, NotFound, Refusal, RuleBroken, Stale
from domain.kernel import Actor
from domain.requirement import Code
from interfaces.deps import KeyDep, ServiceDep, own
from interfaces.service import Service
from interfaces.web.applicability.words import (
    Declarer,
    Text,
    absent_of,
    grounds_said,
    named,
    titles_of,
)
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other
from interfaces.web.wrong import Fault, errors_of, status_for

router = APIRouter(include_in_schema=False)

Texts = Annotated[tuple[str, ...], Form()]


Codes = Annotated[tuple[Code, ...], Form()]


ASKED = ("absent", "explanation", "document")
"""The fields of a declaration's form."""


@router.get("/declare")
def begin(
    request: Request,
    service: ServiceDep,
    by: Declarer,
    requirement: Annotated[list[str], Query(max_length=500)] = [],  # noqa: B006
    fact: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    """Ask on what ground: for chosen requirements, or for all that hang on a fact."""
    today = service.clock.today()
    if fact:
        lines = service.personal_lists.hanging_on(own(by), fact, today)
        requirement = [one.code for one in lines]
    if not requirement:
        return see_other("/list")
    given = _Given(tuple(requirement), "", (fact,) if fact else (), "", "")
    return _ask(request, service, by, given)


@router.post("/declare/check")
def check(
    request: Request,
    service: ServiceDep,
    by: Declarer,
    requirements: Codes = (),
    absent: Texts = (),
    explanation: Text = "",
    document_id: Text = "",
    drop_document: Text = "",
    document: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Show what will be declared, and who will see it, before it is sent."""
    kept = "" if drop_document else document_id
    given = _Given(requirements, "", absent, explanation, kept)
    if not requirements:
        return see_other("/list")
    try:
        given = given._replace(ground=_ground(given))
        if document is not None and document.filename:
            taken = service.applicability.keep_document(
                own(by), document.filename, document.file.read(), by=by
            )
            given = given._replace(document_id=str(taken))
    except (Invalid, RuleBroken) as fault:
        return _ask(request, service, by, given, fault)
    return _check(request, service, by, given)


@router.post("/declare/change")
def change(
    request: Request,
    service: ServiceDep,
    by: Declarer,
    requirements: Codes = (),
    absent: Texts = (),
    explanation: Text = "",
    document_id: Text = "",
    unfit: Codes = (),
) -> Response:
    """Ask again, with everything that was answered; nothing is recorded."""
    if not requirements:
        return see_other("/list")
    given = _Given((*requirements, *unfit), "", absent, explanation, document_id)
    return _ask(request, service, by, given)


@router.post("/declare")
def declare(
    request: Request,
    service: ServiceDep,
    by: Declarer,
    key: KeyDep,
    requirements: Codes = (),
    ground: Text = "",
    absent: Texts = (),
    explanation: Text = "",
    document_id: Text = "",
    seen: Texts = (),
) -> Response:
    """Send the declaration."""
    given = _Given(requirements, ground, absent, explanation, document_id)
    try:
        command = Declare.model_validate(given.command() | {"seen": _seen(seen)})
        receipt = service.applicability.declare(own(by), command, by=by, key=key)
    except AlreadyDeclared as refusal:
        if id := refusal.facts.get("declaration"):
            return see_other(f"/declarations/{id}")
        return _ask(request, service, by, given, refusal)
    except (ValidationError, Invalid, RuleBroken, Stale) as fault:
        return _ask(request, service, by, given, fault)
    service.caught_up(receipt.position)
    if len(receipt.changed) == 1:
        return see_other(f"/declarations/{receipt.id}/sent")
    return see_other(f"/declarations?{urlencode({'sent': len(receipt.changed)})}")


class _Given(NamedTuple):
    """What was filled into the form of a declaration."""

    requirements: tuple[str, ...]
    ground: str
    absent: tuple[str, ...]
    explanation: str
    document_id: str

    def command(self) -> dict[str, Any]:
        return self._asdict() | {
            "explanation": self.explanation.strip() or None,
            "document_id": self.document_id or None,
        }


def _grounds_of(service: Service, by: Actor, codes: tuple[str, ...]) -> dict[str, Any]:
    """What may be declared not to be so of some requirements, by atom."""
    _, subjects = service.personal_lists.subjects(own(by), codes)
    return {
        literal.atom: literal
        for code in codes
        if code in subjects
        for literal in grounds(subjects[code].condition)
    }


def _ask(
    request: Request,
    service: Service,
    by: Actor,
    given: _Given,
    fault: Fault | None = None,
) -> Response:
    titles = titles_of(service, list(given.requirements))
    possible = _grounds_of(service, by, given.requirements)
    if not possible:
        raise NotFound
    wording = service.wording(language_of(request).code)
    errors = errors_of(request, fault)
    return page(
        request,
        "applicability/declare.html",
        {
            "given": given,
            "titles": titles,
            "options": [
                (atom, absent_of(request, service, literal))
                for atom, literal in possible.items()
            ],
            "wording": wording,
            "errors": {
                about if about in ASKED else "": sentence
                for about, sentence in errors.items()
            },
            "back_to": f"/list/{given.requirements[0]}"
            if len(given.requirements) == 1
            else "/list",
        },
        status=status_for(fault),
    )


def _check(request: Request, service: Service, by: Actor, given: _Given) -> Response:
    profile, subjects = service.personal_lists.subjects(own(by), given.requirements)
    ground = Ground(given.ground)
    standing = {
        one.requirement
        for one in service.declaration_view.of_requirements(own(by), subjects)
        if one.status not in ENDED
    }
    fit, unfit = [], []
    refusal: Refusal = NotFound()
    spoken = language_of(request)
    for code in dict.fromkeys(given.requirements):
        if code not in subjects:
            continue
        subject = subjects[code]
        try:
            if code in standing:
                raise AlreadyDeclared
            check_ground(subject, profile=profile, ground=ground, absent=given.absent)
            fit.append(subject)
        except (Invalid, RuleBroken) as why:
            refusal = why
            unfit.append((code, spoken.gettext(why.title)))
    if not fit:
        return _ask(request, service, by, given, refusal)
    possible = _grounds_of(service, by, given.requirements)
    return page(
        request,
        "applicability/check.html",
        {
            "given": given,
            "ground": ground,
            "grounds": grounds_said(request, given.absent),
            "absent": [
                named(request, service, possible[atom]) for atom in given.absent
            ],
            "fit": fit,
            "unfit": unfit,
            "titles": titles_of(service, list(given.requirements)),
            "bodies": sorted({one.control_body for one in fit}),
        },
    )


def _ground(given: _Given) -> str:
    """The ground that the chosen atoms stand for."""
    objects = [atom.startswith("object:") for atom in given.absent]
    is_object = bool(objects) and all(objects)
    ground = Ground.OBJECT_NOT_USED if is_object else Ground.ACTIVITY_NOT_CARRIED_OUT
    return ground.value


def _seen(seen: Texts) -> dict[str, int]:
    """Versions that the client read: "REQ-FIRE-001:3" each."""
    pairs = (one.rpartition(":") for one in seen)
    return {code: int(version) for code, _, version in pairs if version.isdigit()}
