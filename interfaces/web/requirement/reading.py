"""Public pages of the register: search, one requirement, its versions."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.access import Action, may
from domain.condition import facts_of
from domain.errors import NotFound
from domain.requirement import (
    Certainty,
    Content,
    History,
    Status,
    Validity,
    Version,
    doubts,
)
from interfaces.addresses import CODE
from interfaces.deps import Anybody, ServiceDep
from interfaces.locale import Language
from interfaces.problems import field_errors
from interfaces.service import Service
from interfaces.web.pages import language_of, page
from interfaces.web.requirement.words import (
    LEAST_CERTAIN,
    PARTS,
    VALIDITY,
    RequirementWords,
)
from projections.requirement import BadCursor, Card, Count, Facets, Filters

router = APIRouter(include_in_schema=False)

ONE = f"/requirements/{CODE}"
"""Address of one requirement."""

ASKED = (
    "text",
    "act",
    "body",
    "kind",
    "activity",
    "sector",
    "validity",
    "ends_by",
    "certainty",
    "on",
)
Asked = dict[str, str]


def existing(code: Annotated[str, Path()], service: ServiceDep, by: Anybody) -> Card:
    """The requirement of the address; drafts exist for registrars only.

    Raises:
        NotFound: there is none, or it is not the reader's to see.
    """
    card = service.requirement_view.get(code)
    if card is None:
        raise NotFound
    if card.status is Status.DRAFT and not may(by, Action.KEEP_REGISTER):
        raise NotFound
    return card


CardDep = Annotated[Card, Depends(existing)]


def words_of(request: Request, service: Service) -> RequirementWords:
    """The reader's words for what requirements say."""
    spoken = language_of(request)
    return RequirementWords(spoken, service.wording(spoken.code))


@router.get("/requirements")
def search(request: Request, service: ServiceDep, _by: Anybody) -> Response:
    """Look for requirements; a wrong answer in the form is told beside it."""
    words = words_of(request, service)
    asked = {name: request.query_params.get(name, "").strip() for name in ASKED}
    filters, day, errors = _understood(asked, service.clock.today(), words.spoken)
    after = request.query_params.get("after") or None
    view = service.requirement_view
    try:
        found = view.search(filters, day, after=after)
    except BadCursor:
        after, found = None, view.search(filters, day)
    facets = view.facets(filters, day)
    kept = {name: text for name, text in asked.items() if text}
    return page(
        request,
        "requirement/search.html",
        {
            "asked": asked,
            "kept": kept,
            "errors": errors,
            "day": day,
            "is_today": day == service.clock.today(),
            "found": found,
            "total": facets.total,
            "words": words,
            "choices": _choices(facets, asked, words),
            "begin": _address(kept) if after else None,
            "more": _address(kept | {"after": found.next}) if found.next else None,
        },
    )


def _understood(
    asked: Asked, today: date, spoken: Language
) -> tuple[Filters, date, dict[str, str]]:
    """The filters that make sense, the day, and what is wrong with the others."""
    errors: dict[str, str] = {}
    wanted: Filters | None = None
    given = {name: text for name, text in asked.items() if text and name != "on"}
    while wanted is None:
        try:
            wanted = Filters.model_validate(given)
        except ValidationError as error:
            wrong = field_errors(error, spoken)
            errors |= wrong
            given = {name: text for name, text in given.items() if name not in wrong}
    day, wrong = _day(asked["on"], "on", today, spoken)
    return wanted, day, errors | wrong


def _day(
    text: str, name: str, otherwise: date, spoken: Language
) -> tuple[date, dict[str, str]]:
    if not text:
        return otherwise, {}
    try:
        return date.fromisoformat(text), {}
    except ValueError:
        told = spoken.gettext("This must be a date, for example 2026-11-21")
        return otherwise, {name: told}


def _address(asked: Mapping[str, str]) -> str:
    return f"/requirements?{urlencode(asked)}" if asked else "/requirements"


def _choices(
    facets: Facets, asked: Asked, words: RequirementWords
) -> dict[str, list[tuple[str, str]]]:
    """What each list of the form offers, with how many there are of each."""
    validity = {one.value: words.spoken.gettext(name) for one, name in VALIDITY.items()}
    certainty = {
        one.value: words.spoken.gettext(name) for one, name in LEAST_CERTAIN.items()
    }
    acts = {one.value: f"№ {one.value}. {one.name}" for one in facets.act}
    sectors = {one.value: words.sector(one.value) for one in facets.sector}
    return {
        "validity": _options(facets.validity, asked["validity"], validity),
        "body": _options(facets.body, asked["body"], {}),
        "kind": _options(facets.kind, asked["kind"], {}),
        "act": _options(facets.act, asked["act"], acts),
        "sector": _options(facets.sector, asked["sector"], sectors),
        "certainty": _options(facets.certainty, asked["certainty"], certainty),
    }


def _options(
    counts: tuple[Count, ...], chosen: str, names: Mapping[str, str]
) -> list[tuple[str, str]]:
    found = [
        (one.value, f"{names.get(one.value, one.value)} ({one.count})")
        for one in counts
    ]
    if chosen and all(value != chosen for value, _ in found):
        found.insert(0, (chosen, f"{names.get(chosen, chosen)} (0)"))
    return found


@router.get(ONE)
def show(request: Request, card: CardDep, service: ServiceDep, by: Anybody) -> Response:
    """Show one requirement as of a day, as it was known then or is known now."""
    words = words_of(request, service)
    today = service.clock.today()
    asked = {name: request.query_params.get(name, "") for name in ("on", "known")}
    day, errors = _day(asked["on"], "on", today, words.spoken)
    known, wrong = _day(asked["known"], "known", today, words.spoken)
    known_at = _end_of(known, service) if asked["known"] and not wrong else None
    standing = card.on(day, known_at)
    content = standing.version.content if standing else card.content
    if standing is None and card.status is not Status.DRAFT:
        errors["known"] = words.spoken.gettext("The register did not know it by then")
        standing = card.on(day)
        content = standing.version.content if standing else card.content
    return page(
        request,
        "requirement/show.html",
        {
            "card": card,
            "content": content,
            "standing": standing,
            "validity": standing.validity if standing else None,
            "states": Validity,
            "drafted": card.status is Status.DRAFT,
            "stands": card.status is Status.PUBLISHED,
            "resumable": _is_resumable(card.history, today),
            "doubts": doubts(content) if may(by, Action.KEEP_REGISTER) else (),
            "activities": _activities(content, service),
            "parts": PARTS,
            "algorithms": service.algorithm_view.serving_each([card.code])[card.code],
            "answers": service.answer_view.about(card.code),
            "about": service.draft_view.about(card.code),
            "unsure": Certainty.UNSURE,
            "words": words,
            "day": day,
            "today": today,
            "asked": asked,
            "errors": errors | wrong,
        },
    )


def _end_of(day: date, service: Service) -> datetime:
    return datetime.combine(day, time.max, service.settings.time_zone)


def _is_resumable(history: History, today: date) -> bool:
    return any(one.last_day >= today for one in history.suspensions)


def _activities(content: Content, service: Service) -> list[tuple[str, str]]:
    """OKVED codes that the condition names, with what they are called."""
    if "okved" not in facts_of(content.condition):
        return []
    codes = {
        str(literal.test)
        for literal, _ in content.condition.literals()
        if literal.fact == "okved"
    }
    titles = service.requirement_view.titles(codes)
    return [(code, titles.get(code, "")) for code in sorted(codes)]


@router.get(f"{ONE}/versions")
def versions(request: Request, card: CardDep, service: ServiceDep) -> Response:
    """Show all versions, from when each holds and is known, and how they differ."""
    if card.status is Status.DRAFT:
        raise NotFound
    words = words_of(request, service)
    return page(
        request,
        "requirement/versions.html",
        {
            "card": card,
            "words": words,
            "versions": list(reversed(_told(card.history, words))),
            "happened": [
                one for one in card.history.changes if not isinstance(one, Version)
            ],
        },
    )


def _told(history: History, words: RequirementWords) -> list[dict[str, Any]]:
    """Each version with what it changed against the one it follows or corrects."""
    by_number = {version.number: version for version in history.versions}
    spans = {span.version.number: span for span in history.spans()}
    replaced = {version.corrects: version for version in history.versions}
    told = []
    for version in history.versions:
        former = by_number.get(version.corrects or version.number - 1)
        span = spans.get(version.number)
        told.append(
            {
                "version": version,
                "until": history.until(span) if span else None,
                "corrected_by": replaced.get(version.number),
                "former": former,
                "changes": words.changes(former.content, version.content)
                if former
                else [],
            }
        )
    return told
