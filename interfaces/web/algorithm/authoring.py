"""Pages of authors: what an algorithm says, checked and seen as the client sees it."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Path, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.access import Action
from application.algorithm import AmendAlgorithm, DraftAlgorithm
from domain.algorithm import (
    AlgorithmContent,
    Step,
    put_step,
    without_step,
)
from domain.condition import ConditionNotUnderstood
from domain.errors import NotFound
from domain.kernel import Actor, Certainty
from interfaces.deps import Asks, KeyDep, ServiceDep
from interfaces.flow_chart import EVIDENCE
from interfaces.locale import Language
from interfaces.problems import field_errors
from interfaces.service import Service
from interfaces.web.algorithm import form as forms
from interfaces.web.algorithm.reading import ONE, CardDep, Shown, told, words_of
from interfaces.web.algorithm.words import PER, PERFORMERS, SINCE
from interfaces.web.pages import page
from interfaces.web.person import see_other
from interfaces.web.requirement.form import UNITS
from interfaces.web.requirement.form import Form as Answers
from interfaces.web.requirement.keeping import Posted
from interfaces.web.requirement.words import WHEN
from interfaces.web.wrong import WRONG, Fault, status_for
from projections.algorithm import AlgorithmCard

router = APIRouter(include_in_schema=False)

Author = Annotated[Actor, Depends(Asks(Action.KEEP_ALGORITHM))]
VersionForm = Annotated[int, Form(ge=0)]
StepPath = Annotated[int, Path(ge=1, le=999)]

AMEND = f"{ONE}/amend"
FIRST = 1


@router.get("/algorithms/new")
def ask_for_draft(request: Request, service: ServiceDep, _by: Author) -> Response:
    """Ask what a new algorithm is about, and for its first step."""
    form = forms.EMPTY_HEAD | {"code": "", "action": ""}
    return _head(request, service, form, None)


@router.post("/algorithms/new")
def draft(
    request: Request, service: ServiceDep, by: Author, key: KeyDep, posted: Posted
) -> Response:
    """Write it down; its steps follow."""
    form = forms.given(posted, (*forms.HEAD, "code", "action"))
    try:
        first = {"number": FIRST, "action": form["action"]}
        command = DraftAlgorithm.model_validate(
            {
                "code": form["code"].strip(),
                "content": forms.said_of_head(form) | {"steps": [first]},
            }
        )
        receipt = service.algorithms.draft(command, by=by, key=key)
    except WRONG as fault:
        return _head(request, service, form, None, fault)
    service.caught_up(receipt.position)
    return see_other(f"/algorithms/{command.code}/amend")


@router.get(AMEND)
def overview(
    request: Request,
    _by: Author,
    card: CardDep,
    service: ServiceDep,
) -> Response:
    """Show what the checks find, the parts to change, and how the client sees it."""
    newest = card.newest
    seen = Shown(card, newest, f"?number={newest.number}")
    found = service.algorithm_view.findings(newest.content, service.clock.today())
    return page(
        request,
        "algorithm/author.html",
        told(request, service, seen) | {"findings": found},
    )


@router.get(f"{AMEND}/head")
def ask_for_head(
    request: Request,
    _by: Author,
    card: CardDep,
    service: ServiceDep,
) -> Response:
    """Ask what the algorithm is about."""
    return _head(request, service, forms.head_of(card.newest.content), card)


@router.post(f"{AMEND}/head")
def amend_head(
    request: Request,
    by: Author,
    card: CardDep,
    service: ServiceDep,
    key: KeyDep,
    posted: Posted,
    version: VersionForm,
) -> Response:
    """Record what the algorithm is about; its steps stay."""
    form = forms.given(posted, forms.HEAD)
    try:
        content = AlgorithmContent.model_validate(
            forms.said_of_head(form) | {"steps": card.newest.content.steps}
        )
        return _amended(service, card, content, by, key, version)
    except WRONG as fault:
        return _head(request, service, form, card, fault)


@router.get(f"{AMEND}/steps/new")
def ask_for_new_step(
    request: Request,
    _by: Author,
    card: CardDep,
    service: ServiceDep,
) -> Response:
    """Ask for one more step, at the end unless the author gives another number."""
    following = card.newest.content.steps[-1].number + 1
    form = forms.EMPTY_STEP | {"number": str(following)}
    return _step(request, service, card, form, None)


@router.post(f"{AMEND}/steps/new")
def add_step(
    request: Request,
    by: Author,
    card: CardDep,
    service: ServiceDep,
    key: KeyDep,
    posted: Posted,
    version: VersionForm,
) -> Response:
    """Put the step where its number says."""
    return _put(request, service, card, posted, None, by, key, version)


@router.get(f"{AMEND}/steps/{{number_of_step}}")
def ask_for_step(
    request: Request,
    _by: Author,
    card: CardDep,
    number_of_step: StepPath,
    service: ServiceDep,
) -> Response:
    """Ask what a step says from now on."""
    step = _existing(card, number_of_step)
    return _step(request, service, card, forms.step_of(step), number_of_step)


@router.post(f"{AMEND}/steps/{{number_of_step}}")
def amend_step(
    request: Request,
    by: Author,
    card: CardDep,
    number_of_step: StepPath,
    service: ServiceDep,
    key: KeyDep,
    posted: Posted,
    version: VersionForm,
) -> Response:
    """Record what the step says, or take it out."""
    _existing(card, number_of_step)
    if posted.get("step") != "remove":
        return _put(request, service, card, posted, number_of_step, by, key, version)
    try:
        content = without_step(card.newest.content, number_of_step)
        return _amended(service, card, content, by, key, version)
    except WRONG as fault:
        form = forms.given(posted, forms.STEP)
        return _step(request, service, card, form, number_of_step, fault)


def _existing(card: AlgorithmCard, number: int) -> Step:
    step = card.newest.content.step(number)
    if step is None:
        raise NotFound
    return step


def _put(
    request: Request,
    service: Service,
    card: AlgorithmCard,
    posted: dict[str, str],
    instead_of: int | None,
    by: Actor,
    key: KeyDep,
    version: int,
) -> Response:
    form = forms.given(posted, forms.STEP)
    try:
        step = Step.model_validate(forms.said_of_step(form))
        content = put_step(card.newest.content, step, instead_of=instead_of)
        return _amended(service, card, content, by, key, version)
    except WRONG as fault:
        return _step(request, service, card, form, instead_of, fault)


def _amended(
    service: Service,
    card: AlgorithmCard,
    content: AlgorithmContent,
    by: Actor,
    key: KeyDep,
    version: int,
) -> Response:
    command = AmendAlgorithm(content=content)
    receipt = service.algorithms.amend(
        card.code, command, by=by, key=key, version=version
    )
    service.caught_up(receipt.position)
    return see_other(f"/algorithms/{card.code}/amend")


def _head(
    request: Request,
    service: Service,
    form: Answers,
    card: AlgorithmCard | None,
    fault: Fault | None = None,
) -> Response:
    words = words_of(request, service)
    return page(
        request,
        "algorithm/head.html",
        {
            "form": form,
            "card": card,
            "words": words,
            "units": UNITS,
            "certainties": Certainty,
            "per": PER,
            "events": WHEN,
            "errors": _errors(fault, words.spoken, "condition"),
        },
        status=status_for(fault),
    )


def _step(
    request: Request,
    service: Service,
    card: AlgorithmCard,
    form: Answers,
    number: int | None,
    fault: Fault | None = None,
) -> Response:
    words = words_of(request, service)
    return page(
        request,
        "algorithm/step_form.html",
        {
            "form": form,
            "card": card,
            "content": card.newest.content,
            "number": number,
            "kinds": EVIDENCE,
            "performers": PERFORMERS,
            "units": UNITS,
            "durations": forms.DURATIONS,
            "since": SINCE,
            "words": words,
            "errors": _errors(fault, words.spoken, "only_if"),
        },
        status=status_for(fault),
    )


def _errors(fault: Fault | None, spoken: Language, condition: str) -> dict[str, str]:
    if fault is None:
        return {}
    if isinstance(fault, ValidationError):
        return forms.faults_of(fault, spoken)
    if isinstance(fault, ConditionNotUnderstood):
        faults: Any = fault.facts["faults"]
        said = (f"{one.pointer}: {spoken.gettext(one.detail)}" for one in faults)
        return {condition: "; ".join(said)}
    return field_errors(fault, spoken)
