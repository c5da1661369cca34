"""Pages of registrars: life situations and segments, written, published, kept (L3)."""

import json
from collections.abc import Mapping
from typing import Annotated, Any, Final, cast

from fastapi import APIRouter, Depends, Form, Path, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.access import Action
from application.situation import AmendSituation, DraftSituation, WithdrawSituation
from domain.client import UnknownFact
from domain.condition import ConditionNotUnderstood, ConditionTooComplex
from domain.errors import NotFound
from domain.kernel import Actor, Certainty
from domain.situation import SituationContent, SituationKind, SituationStatus
from interfaces.deps import Asks, KeyDep, ServiceDep
from interfaces.faults import sentence_of
from interfaces.locale import N_
from interfaces.problems import field_errors
from interfaces.service import Service
from interfaces.web.applicability.words import words_of
from interfaces.web.facts import read_value, told
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other
from interfaces.web.requirement.form import condition_of, lines
from interfaces.web.requirement.keeping import Posted
from interfaces.web.wrong import WRONG, Fault, status_for
from projections.situation import SituationCard

router = APIRouter(include_in_schema=False)

Registrar = Annotated[Actor, Depends(Asks(Action.KEEP_SITUATIONS))]
SituationPath = Annotated[str, Path(max_length=64)]
VersionForm = Annotated[int, Form(ge=0, le=2**31)]
Form_ = dict[str, str]

HOME: Final = "/situations/keep"
STATUSES: Final = {
    SituationStatus.DRAFT: (N_("Draft"), "ask"),
    SituationStatus.PUBLISHED: (N_("Published"), "yes"),
    SituationStatus.WITHDRAWN: (N_("Withdrawn"), "no"),
}
KINDS: Final = {
    SituationKind.LIFE_SITUATION: N_("Life situation"),
    SituationKind.SEGMENT: N_("Segment"),
}
TEXTS: Final = ("name_ru", "name_en", "about_ru", "about_en")
EMPTY: Final[Form_] = {
    **dict.fromkeys(("code", *TEXTS, "facts"), ""),
    "kind": SituationKind.LIFE_SITUATION.value,
    "whom": '{"op": "all", "of": []}',
    "certainty": Certainty.LIKELY.value,
}
_WRITTEN: Final = {True: "yes", False: "no"}


@router.get(HOME)
def kept(request: Request, service: ServiceDep, _by: Registrar) -> Response:
    """Show all of them, drafts first."""
    return page(
        request,
        "situation/kept.html",
        {
            "cards": service.situation_view.kept(),
            "statuses": STATUSES,
            "kinds": KINDS,
            "language_code": language_of(request).code,
        },
    )


@router.get(f"{HOME}/new")
def ask_for_draft(request: Request, service: ServiceDep, _by: Registrar) -> Response:
    """Ask what a new one says."""
    return _form(request, service, EMPTY, None)


@router.post(f"{HOME}/new")
def draft(
    request: Request, service: ServiceDep, by: Registrar, key: KeyDep, posted: Posted
) -> Response:
    """Show a new one in words, or keep it as a draft."""
    form = EMPTY | {name: posted.get(name, "") for name in EMPTY}
    try:
        command = DraftSituation.model_validate(
            {
                "code": form["code"].strip(),
                "kind": form["kind"],
                "content": _content(form),
            }
        )
        service.situations.check(command.content, by=by)
        if posted.get("step") != "save":
            return _form(request, service, form, None, content=command.content)
        receipt = service.situations.draft(command, by=by, key=key)
    except WRONG as fault:
        return _form(request, service, form, None, fault=fault)
    service.caught_up(receipt.position)
    return see_other(f"{HOME}/{command.code}")


@router.get(f"{HOME}/{{situation}}")
def show(
    request: Request, situation: SituationPath, service: ServiceDep, _by: Registrar
) -> Response:
    """Show one with its versions."""
    return _show(request, service, _card(service, situation))


@router.get(f"{HOME}/{{situation}}/amend")
def ask_for_amendment(
    request: Request, situation: SituationPath, service: ServiceDep, _by: Registrar
) -> Response:
    """Ask what it says from now on."""
    card = _card(service, situation)
    return _form(request, service, _filled(card.content), card)


@router.post(f"{HOME}/{{situation}}/amend")
def amend(
    request: Request,
    situation: SituationPath,
    service: ServiceDep,
    by: Registrar,
    key: KeyDep,
    posted: Posted,
    version: VersionForm,
) -> Response:
    """Show a new version in words, or record it."""
    card = _card(service, situation)
    form = EMPTY | {name: posted.get(name, "") for name in EMPTY}
    try:
        command = AmendSituation.model_validate({"content": _content(form)})
        service.situations.check(command.content, by=by)
        if posted.get("step") != "save":
            return _form(request, service, form, card, content=command.content)
        receipt = service.situations.amend(
            situation, command, by=by, key=key, version=version
        )
    except WRONG as fault:
        return _form(request, service, form, card, fault=fault)
    service.caught_up(receipt.position)
    return see_other(f"{HOME}/{situation}")


@router.post(f"{HOME}/{{situation}}/publish")
def publish(
    request: Request,
    situation: SituationPath,
    service: ServiceDep,
    by: Registrar,
    key: KeyDep,
    version: VersionForm,
) -> Response:
    """Make the draft version 1."""
    card = _card(service, situation)
    try:
        receipt = service.situations.publish(situation, by=by, key=key, version=version)
    except WRONG as fault:
        return _show(request, service, card, fault)
    service.caught_up(receipt.position)
    return see_other(f"{HOME}/{situation}")


@router.post(f"{HOME}/{{situation}}/withdraw")
def withdraw(
    request: Request,
    situation: SituationPath,
    service: ServiceDep,
    by: Registrar,
    key: KeyDep,
    version: VersionForm,
    reason: Annotated[str, Form()] = "",
) -> Response:
    """Offer it no more."""
    card = _card(service, situation)
    try:
        command = WithdrawSituation(reason=reason)
        receipt = service.situations.withdraw(
            situation, command, by=by, key=key, version=version
        )
    except WRONG as fault:
        return _show(request, service, card, fault, reason)
    service.caught_up(receipt.position)
    return see_other(f"{HOME}/{situation}")


def _card(service: Service, code: str) -> SituationCard:
    card = service.situation_view.get(code)
    if card is None:
        raise NotFound
    return card


def _content(form: Form_) -> dict[str, Any]:
    """What the form says, to be validated as a content."""
    return {
        "name": {"ru": form["name_ru"], "en": form["name_en"]},
        "about": {"ru": form["about_ru"], "en": form["about_en"]},
        "facts": _facts(form["facts"]),
        "whom": condition_of(form["whom"]),
        "certainty": form["certainty"],
    }


def _facts(text: str) -> dict[str, Any]:
    """Facts from lines such as "object:lift = yes"."""
    found = {}
    for line in lines(text):
        fact, _, value = line.partition("=")
        found[fact.strip()] = read_value(fact.strip(), value)
    return found


def _filled(content: SituationContent) -> Form_:
    """The form that says a content."""
    written = (
        f"{fact} = {_WRITTEN[value] if isinstance(value, bool) else _plain(value)}"
        for fact, value in content.facts.items()
    )
    return EMPTY | {
        "name_ru": content.name.ru,
        "name_en": content.name.en,
        "about_ru": content.about.ru,
        "about_en": content.about.en,
        "facts": "\n".join(written),
        "whom": json.dumps(content.whom.as_json, ensure_ascii=False),
        "certainty": content.certainty.value,
    }


def _plain(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _form(
    request: Request,
    service: Service,
    form: Form_,
    card: SituationCard | None,
    *,
    content: SituationContent | None = None,
    fault: Fault | None = None,
) -> Response:
    words = words_of(request, service)
    return page(
        request,
        "situation/form.html",
        {
            "form": form,
            "card": card,
            "content": content,
            "kinds": KINDS,
            "certainties": list(Certainty),
            "errors": _errors(request, fault),
            "told": lambda fact, value: told(request, words["wording"], fact, value),
            "language_code": language_of(request).code,
            **words,
        },
        status=status_for(fault),
    )


def _show(
    request: Request,
    service: Service,
    card: SituationCard,
    fault: Fault | None = None,
    reason: str = "",
) -> Response:
    words = words_of(request, service)
    return page(
        request,
        "situation/show.html",
        {
            "card": card,
            "versions": service.situation_view.versions(card.code),
            "statuses": STATUSES,
            "kinds": KINDS,
            "reason": reason,
            "errors": _errors(request, fault),
            "told": lambda fact, value: told(request, words["wording"], fact, value),
            "language_code": language_of(request).code,
            **words,
        },
        status=status_for(fault),
    )


_UNKNOWN_FACTS = N_(
    "These are no facts of the vocabulary, or of another kind: %(names)s"
)


def _errors(request: Request, fault: Fault | None) -> Mapping[str, str]:
    """What is wrong as {field of the form: sentence}."""
    spoken = language_of(request)
    match fault:
        case None:
            return {}
        case UnknownFact():
            names = ", ".join(cast(list[str], fault.facts["facts"]))
            return {"facts": spoken.gettext(_UNKNOWN_FACTS, names=names)}
        case ConditionNotUnderstood() | ConditionTooComplex():
            return {"whom": spoken.gettext(fault.title)}
        case ValidationError():
            told: dict[str, str] = {}
            for one in fault.errors(include_url=False, include_input=False):
                told.setdefault(_field(one["loc"]), sentence_of(one, spoken))
            return told
    return field_errors(fault, spoken)


def _field(loc: tuple[int | str, ...]) -> str:
    match [step for step in map(str, loc) if step != "content"]:
        case ["name" | "about" as part, language, *_]:
            return f"{part}_{language}"
        case [field, *_]:
            return field
    return ""
