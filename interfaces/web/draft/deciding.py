"""Pages on which a draft is published, adopted, dropped, entered into the register."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.access import Action
from application.draft import DISCUSSION, AdoptDraft, DropDraft, PublishDraft
from domain.draft import Stage, compare
from domain.errors import NotFound
from domain.kernel import Actor
from domain.term import Unit, last_day
from interfaces.deps import Asks, KeyDep, ServiceDep
from interfaces.faults import sentence_of
from interfaces.locale import Language
from interfaces.problems import field_errors
from interfaces.service import Service
from interfaces.web.draft.form import given
from interfaces.web.draft.reading import ONE, PublicDep, in_force
from interfaces.web.draft.words import words_of
from interfaces.web.draft.writing import Developer, OursDep, VersionForm, written
from interfaces.web.pages import page
from interfaces.web.person import see_other
from interfaces.web.requirement.form import Form as Answers
from interfaces.web.requirement.keeping import Posted
from interfaces.web.wrong import WRONG, Fault, status_for
from projections.draft import DraftCard

router = APIRouter(include_in_schema=False)

Registrar = Annotated[Actor, Depends(Asks(Action.KEEP_REGISTER))]

_PUBLISH: Final = ("days", "because")
_ADOPT: Final = ("name", "number", "date", "in_force_from")
_DROP: Final = ("reason",)


@router.get(f"{ONE}/publish")
def ask_to_publish(
    request: Request, card: OursDep, service: ServiceDep, _by: Developer
) -> Response:
    """Show what everybody will read and until when, before they do."""
    return _publish(request, service, card, dict.fromkeys(_PUBLISH, ""))


@router.post(f"{ONE}/publish")
def publish(
    request: Request,
    card: OursDep,
    service: ServiceDep,
    by: Developer,
    key: KeyDep,
    posted: Posted,
    version: VersionForm,
) -> Response:
    """Publish what is written."""
    form = given(posted, _PUBLISH)
    said = {name: text for name, text in form.items() if text.strip()}
    try:
        command = PublishDraft.model_validate(said)
        if posted.get("step") != "send":
            return _publish(request, service, card, form)
        receipt = service.drafts.publish(
            card.number, command, by=by, key=key, version=version
        )
    except WRONG as fault:
        return _publish(request, service, card, form, fault)
    return _seen(service, receipt.position, f"/drafts/{card.number}")


@router.get(f"{ONE}/adopt")
def ask_to_adopt(
    request: Request, card: OursDep, service: ServiceDep, _by: Developer
) -> Response:
    """Ask as which act it was adopted."""
    form = dict.fromkeys(_ADOPT, "") | {"name": card.title}
    return _ending(request, service, card, "draft/adopt.html", form)


@router.post(f"{ONE}/adopt")
def adopt(
    request: Request,
    card: OursDep,
    service: ServiceDep,
    by: Developer,
    key: KeyDep,
    posted: Posted,
    version: VersionForm,
) -> Response:
    """Record that the last version became an act."""
    form = given(posted, _ADOPT)
    act = {
        name: text
        for name, text in form.items()
        if text.strip() or name != "in_force_from"
    }
    try:
        command = AdoptDraft.model_validate({"act": act})
        receipt = service.drafts.adopt(
            card.number, command, by=by, key=key, version=version
        )
    except WRONG as fault:
        return _ending(request, service, card, "draft/adopt.html", form, fault)
    return _seen(service, receipt.position, f"/drafts/{card.number}")


@router.get(f"{ONE}/drop")
def ask_to_drop(
    request: Request, card: OursDep, service: ServiceDep, _by: Developer
) -> Response:
    """Ask why the draft is given up."""
    form = dict.fromkeys(_DROP, "")
    return _ending(request, service, card, "draft/drop.html", form)


@router.post(f"{ONE}/drop")
def drop(
    request: Request,
    card: OursDep,
    service: ServiceDep,
    by: Developer,
    key: KeyDep,
    posted: Posted,
    version: VersionForm,
) -> Response:
    """Give the draft up."""
    form = given(posted, _DROP)
    try:
        command = DropDraft.model_validate(form)
        receipt = service.drafts.drop(
            card.number, command, by=by, key=key, version=version
        )
    except WRONG as fault:
        return _ending(request, service, card, "draft/drop.html", form, fault)
    gone_to = f"/drafts/{card.number}" if card.is_public else "/drafts/own"
    return _seen(service, receipt.position, gone_to)


@router.get("/drafts/to-enter")
def to_enter(request: Request, service: ServiceDep, _by: Registrar) -> Response:
    """Show adopted drafts that the register does not hold yet."""
    found = service.draft_view.to_enter()
    return page(request, "draft/to_enter.html", {"found": found})


@router.get(f"{ONE}/enter")
def ask_to_enter(
    request: Request, _by: Registrar, card: PublicDep, service: ServiceDep
) -> Response:
    """Show what the register will say, before it does."""
    return _enter(request, service, card)


@router.post(f"{ONE}/enter")
def enter(
    request: Request,
    by: Registrar,
    card: PublicDep,
    service: ServiceDep,
    key: KeyDep,
    version: VersionForm,
) -> Response:
    """Take what an adopted draft proposes over into the register."""
    try:
        receipt = service.drafts.enter(card.number, by=by, key=key, version=version)
    except WRONG as fault:
        return _enter(request, service, card, fault)
    return _seen(service, receipt.position, f"/drafts/{card.number}")


def _seen(service: Service, position: int, path: str) -> Response:
    service.caught_up(position)
    return see_other(path)


def _publish(
    request: Request,
    service: Service,
    card: DraftCard,
    form: Answers,
    fault: Fault | None = None,
) -> Response:
    words = words_of(request, service)
    today = service.clock.today()
    text, last = written(card), card.latest
    term = service.law.on(DISCUSSION[text.degree], today)
    days = int(form["days"]) if form["days"].strip().isdecimal() else term.number
    days = max(min(days, 250), term.number)
    return page(
        request,
        "draft/publish.html",
        {
            "card": card,
            "text": text,
            "form": form,
            "term": term,
            "days": days,
            "opens": today,
            "closes": last_day(
                days, Unit(term.unit), today, service.calendar.current()
            ),
            "changes": compare(last.text, text) if last else (),
            "words": words,
            "errors": _errors(fault, words.spoken),
        },
        status=status_for(fault),
    )


def _ending(
    request: Request,
    service: Service,
    card: DraftCard,
    template: str,
    form: Answers,
    fault: Fault | None = None,
) -> Response:
    words = words_of(request, service)
    shown: dict[str, Any] = {
        "card": card,
        "form": form,
        "words": words,
        "errors": _errors(fault, words.spoken),
        "is_open": card.is_open(service.clock.today()),
    }
    return page(request, template, shown, status=status_for(fault))


def _enter(
    request: Request, service: Service, card: DraftCard, fault: Fault | None = None
) -> Response:
    if card.latest is None or card.stage is not Stage.ADOPTED:
        raise NotFound
    words = words_of(request, service)
    return page(
        request,
        "draft/enter.html",
        {
            "card": card,
            "version": card.latest,
            "in_force": in_force(service, card.latest),
            "words": words,
            "errors": _errors(fault, words.spoken),
        },
        status=status_for(fault),
    )


def _errors(fault: Fault | None, spoken: Language) -> dict[str, str]:
    if fault is None:
        return {}
    if isinstance(fault, ValidationError):
        return {
            str(one["loc"][-1]) if one["loc"] else "": sentence_of(one, spoken)
            for one in fault.errors(include_url=False, include_input=False)
        }
    told = field_errors(fault, spoken)
    if code := fault.facts.get("requirement"):
        why = fault.facts.get("why")
        more = f"{code}: {spoken.gettext(str(why))}" if why else str(code)
        told = {field: f"{said} ({more})" for field, said in told.items()}
    return told
