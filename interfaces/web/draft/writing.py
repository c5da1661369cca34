"""Pages of rule developers: their drafts, and what one is about (E1)."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.access import Action
from domain.condition import ConditionNotUnderstood
from domain.draft import DraftText, Manuscript
from domain.errors import NotFound
from domain.kernel import Actor
from interfaces.deps import Asks, KeyDep, ServiceDep, own
from interfaces.impacts import impact_of_each
from interfaces.locale import Language
from interfaces.problems import field_errors
from interfaces.service import Service
from interfaces.web.draft import form as forms
from interfaces.web.draft.reading import ONE, CardDep, is_ours
from interfaces.web.draft.words import DEGREES, words_of
from interfaces.web.impact import ImpactWords
from interfaces.web.pages import page
from interfaces.web.person import see_other
from interfaces.web.requirement.form import Form as Answers
from interfaces.web.requirement.keeping import Posted
from interfaces.web.wrong import WRONG, Fault, status_for
from projections.draft import DraftCard

router = APIRouter(include_in_schema=False)

Developer = Annotated[Actor, Depends(Asks(Action.DRAFT_RULE))]
VersionForm = Annotated[int, Form(ge=0)]


def ours(by: Developer, card: CardDep) -> DraftCard:
    """The draft of the address, when the reader's body writes it.

    Raises:
        NotFound: another body does, or nobody here.
    """
    if card.text is None or not is_ours(by, card):
        raise NotFound
    return card


OursDep = Annotated[DraftCard, Depends(ours)]


def written(card: DraftCard) -> DraftText:
    """What is written in a draft of one's own."""
    if card.text is None:
        raise NotFound
    return card.text


@router.get("/drafts/own")
def own_drafts(request: Request, service: ServiceDep, by: Developer) -> Response:
    """Show all drafts of one's body."""
    found = service.draft_view.own(own(by))
    shown = {"found": found, "words": words_of(request, service)}
    return page(request, "draft/own.html", shown)


@router.get("/drafts/new")
def ask_for_draft(request: Request, service: ServiceDep, _by: Developer) -> Response:
    """Ask what a new draft is about."""
    return _head(request, service, forms.EMPTY_HEAD, None)


@router.post("/drafts/new")
def begin(
    request: Request, service: ServiceDep, by: Developer, key: KeyDep, posted: Posted
) -> Response:
    """Write it down; what it does to the register follows."""
    form = forms.given(posted, forms.HEAD)
    try:
        command = Manuscript.model_validate(forms.said_of_head(form))
        receipt = service.drafts.begin(command, by=by, key=key)
    except WRONG as fault:
        return _head(request, service, form, None, fault)
    service.caught_up(receipt.position)
    return see_other(f"/drafts/{service.draft_view.number_of(receipt.id)}/write")


@router.get(f"{ONE}/write")
def overview(
    request: Request, card: OursDep, service: ServiceDep, _by: Developer
) -> Response:
    """Show the draft as it will read, its changes with their impact, and what next."""
    text = written(card)
    return page(
        request,
        "draft/write.html",
        {
            "card": card,
            "text": text,
            "impact": impact_of_each(service, text.proposals),
            "is_over": card.stage in {"adopted", "dropped"},
            "words": words_of(request, service),
            "counts": ImpactWords(request, service),
        },
    )


@router.get(f"{ONE}/write/head")
def ask_for_head(
    request: Request, card: OursDep, service: ServiceDep, _by: Developer
) -> Response:
    """Ask what the draft is about from now on."""
    return _head(request, service, forms.head_of(written(card)), card)


@router.post(f"{ONE}/write/head")
def rewrite_head(
    request: Request,
    card: OursDep,
    service: ServiceDep,
    by: Developer,
    key: KeyDep,
    posted: Posted,
    version: VersionForm,
) -> Response:
    """Record what the draft is about; what it does to the register stays."""
    form = forms.given(posted, forms.HEAD)
    said = forms.said_of_head(form) | {"proposals": written(card).proposals}
    try:
        return rewritten(service, card, said, by, key, version)
    except WRONG as fault:
        return _head(request, service, form, card, fault)


def rewritten(
    service: Service,
    card: DraftCard,
    said: dict[str, Any],
    by: Actor,
    key: KeyDep,
    version: int,
) -> Response:
    """Record what was written, and go back to the whole."""
    command = Manuscript.model_validate(said)
    receipt = service.drafts.rewrite(
        card.number, command, by=by, key=key, version=version
    )
    service.caught_up(receipt.position)
    return see_other(f"/drafts/{card.number}/write")


def _head(
    request: Request,
    service: Service,
    form: Answers,
    card: DraftCard | None,
    fault: Fault | None = None,
) -> Response:
    words = words_of(request, service)
    return page(
        request,
        "draft/head.html",
        {
            "form": form,
            "card": card,
            "degrees": [
                (degree.value, words.degree(degree), words.spoken.gettext(why))
                for degree, (_, why) in DEGREES.items()
            ],
            "words": words,
            "errors": errors_of(fault, words.spoken, head=True),
        },
        status=status_for(fault),
    )


def errors_of(
    fault: Fault | None, spoken: Language, *, head: bool = False
) -> dict[str, str]:
    """What is wrong, as {field of the form: sentence}."""
    if fault is None:
        return {}
    if isinstance(fault, ValidationError):
        told = forms.faults_of_head if head else forms.faults_of_proposal
        return told(fault, spoken)
    if isinstance(fault, ConditionNotUnderstood):
        faults: Any = fault.facts["faults"]
        said = (f"{one.pointer} {spoken.gettext(one.detail)}" for one in faults)
        return {"condition": "; ".join(one.strip() for one in said)}
    return field_errors(fault, spoken)
