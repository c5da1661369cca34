"""Pages of registrars: what a requirement says, as a draft or as a new version."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.access import Action
from application.requirement import AmendRequirement, DraftRequirement
from domain.condition import ConditionNotUnderstood
from domain.errors import Refusal
from domain.kernel import Actor
from domain.profile import Fault
from domain.requirement import Certainty, Content, Status, doubts
from interfaces.deps import Asks, KeyDep, ServiceDep
from interfaces.locale import Language
from interfaces.problems import field_errors
from interfaces.service import Service
from interfaces.web.pages import page
from interfaces.web.person import see_other
from interfaces.web.requirement import form as forms
from interfaces.web.requirement.reading import ONE, CardDep, words_of
from interfaces.web.requirement.words import PARTS, SECTORS, WHEN
from interfaces.web.wrong import WRONG, status_for
from projections.requirement import Card

router = APIRouter(include_in_schema=False)

Registrar = Annotated[Actor, Depends(Asks(Action.KEEP_REGISTER))]
VersionForm = Annotated[int, Form(ge=0)]


async def texts_of(request: Request) -> dict[str, str]:
    """The texts of the posted form, by field."""
    fields = await request.form()
    return {name: text for name, text in fields.items() if isinstance(text, str)}


Posted = Annotated[dict[str, str], Depends(texts_of)]


@router.get("/requirements/drafts")
def drafts(request: Request, service: ServiceDep, _by: Registrar) -> Response:
    """Show what is not published yet."""
    found = service.requirement_view.drafts()
    return page(request, "requirement/drafts.html", {"drafts": found})


@router.get("/requirements/new")
def ask_for_draft(request: Request, service: ServiceDep, _by: Registrar) -> Response:
    """Ask what a new requirement says."""
    return _form(request, service, forms.EMPTY | {"code": ""}, card=None)


@router.post("/requirements/new")
def draft(
    request: Request, service: ServiceDep, by: Registrar, key: KeyDep, posted: Posted
) -> Response:
    """Show the draft in words, or write it down."""
    form = forms.given(posted) | {"code": posted.get("code", "").strip()}
    try:
        command = DraftRequirement.model_validate(
            {"code": form["code"], "content": forms.content_of(form)}
        )
        if posted.get("step") != "save":
            return _form(request, service, form, card=None, content=command.content)
        receipt = service.requirements.draft(command, by=by, key=key)
    except WRONG as fault:
        return _form(request, service, form, card=None, fault=fault)
    service.caught_up(receipt.position)
    return see_other(f"/requirements/{command.code}")


@router.get(f"{ONE}/amend")
def ask_for_amendment(
    request: Request, _by: Registrar, card: CardDep, service: ServiceDep
) -> Response:
    """Ask what the requirement says from now on."""
    form = forms.filled(card.content) | {"corrects": ""}
    return _form(request, service, form, card)


@router.post(f"{ONE}/amend")
def amend(
    request: Request,
    by: Registrar,
    card: CardDep,
    service: ServiceDep,
    key: KeyDep,
    posted: Posted,
    version: VersionForm,
) -> Response:
    """Show the amendment in words, or record it."""
    form = forms.given(posted) | {"corrects": posted.get("corrects", "")}
    try:
        command = AmendRequirement.model_validate(
            {"content": forms.content_of(form), "corrects": form["corrects"] or None}
        )
        if posted.get("step") != "save":
            return _form(request, service, form, card, content=command.content)
        receipt = service.requirements.amend(
            card.code, command, by=by, key=key, version=version
        )
    except WRONG as fault:
        return _form(request, service, form, card, fault=fault)
    service.caught_up(receipt.position)
    return see_other(f"/requirements/{card.code}")


def _form(
    request: Request,
    service: Service,
    form: forms.Form,
    card: Card | None,
    *,
    content: Content | None = None,
    fault: ValidationError | Refusal | None = None,
) -> Response:
    """The form; with a content also what it says in words and what to check."""
    words = words_of(request, service)
    errors = _errors(fault, words.spoken) if fault else {}
    return page(
        request,
        "requirement/form.html",
        {
            "form": form,
            "card": card,
            "amends": bool(card and card.status is not Status.DRAFT),
            "told": list(words.told(content).items()) if content else [],
            "changes": words.changes(card.content, content) if card and content else [],
            "doubts": doubts(content) if content else (),
            "words": words,
            "errors": errors,
            "frequencies": forms.FREQUENCIES,
            "units": forms.UNITS,
            "marks": PARTS,
            "certainties": Certainty,
            "sectors": SECTORS,
            "events": WHEN,
        },
        status=status_for(fault),
    )


def _errors(fault: ValidationError | Refusal, spoken: Language) -> dict[str, str]:
    if isinstance(fault, ValidationError):
        return forms.faults_of(fault, spoken)
    if isinstance(fault, ConditionNotUnderstood):
        faults: Any = fault.facts["faults"]
        return {"condition": "; ".join(_told(one, spoken) for one in faults)}
    return field_errors(fault, spoken)


def _told(fault: Fault, spoken: Language) -> str:
    said = spoken.gettext(fault.detail)
    return f"{fault.pointer.removeprefix('/')}: {said}" if fault.at else said
