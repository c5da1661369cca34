"""Public pages of drafts: the list, one with its versions, a comparison, its impact."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.access import Action, may
from domain.draft import DraftNumber, DraftVersion, Repeals, compare
from domain.errors import NotFound
from domain.kernel import Actor
from interfaces.addresses import CODE
from interfaces.deps import Anybody, ServiceDep
from interfaces.faults import sentence_of
from interfaces.impacts import impact_of, impact_of_each
from interfaces.regions import regions
from interfaces.service import Service
from interfaces.web.draft.words import LISTED_AT, TABS, words_of
from interfaces.web.impact import ImpactWords
from interfaces.web.pages import language_of, page
from projections.draft import DraftCard, DraftFilters, State

router = APIRouter(include_in_schema=False)

ONE = f"/drafts/{CODE}"
"""Address of one draft."""
ASKED = ("text", "state", "body", "activity", "region")
VersionPath = Annotated[int, Path(ge=1, le=10_000)]


def existing(
    number: Annotated[DraftNumber, Path(alias="code")], service: ServiceDep
) -> DraftCard:
    """The draft of the address, public or not.

    Raises:
        NotFound: there is none.
    """
    card = service.draft_view.get(number)
    if card is None:
        raise NotFound
    return card


CardDep = Annotated[DraftCard, Depends(existing)]


def published(card: CardDep) -> DraftCard:
    """The draft of the address, when everybody may read it.

    Raises:
        NotFound: it is only written.
    """
    if not card.is_public:
        raise NotFound
    return card


PublicDep = Annotated[DraftCard, Depends(published)]


def is_ours(by: Actor, card: DraftCard) -> bool:
    """Whether the reader drafts rules for the body that writes this."""
    return may(by, Action.DRAFT_RULE) and by.organisation == card.organisation


@router.get("/drafts")
def search(request: Request, service: ServiceDep, _by: Anybody) -> Response:
    """Look for drafts; a wrong answer in the form is told beside it."""
    spoken = language_of(request)
    asked = {name: request.query_params.get(name, "").strip() for name in ASKED}
    kept = {name: text for name, text in asked.items() if text}
    errors = {}
    try:
        filters = DraftFilters.model_validate(kept | {"state": _state(asked["state"])})
    except ValidationError as fault:
        filters = DraftFilters(state=_state(asked["state"]))
        errors = {
            str(one["loc"][0]): sentence_of(one, spoken)
            for one in fault.errors(include_url=False, include_input=False)
        }
    found = service.draft_view.search(filters, after=_place(request))
    others = {name: text for name, text in kept.items() if name != "state"}
    return page(
        request,
        "draft/list.html",
        {
            "asked": asked,
            "kept": others,
            "found": found,
            "errors": errors,
            "tabs": [
                {
                    "path": f"/drafts?{urlencode(others | {'state': state})}",
                    "name": spoken.gettext(name),
                    "current": filters.state is state,
                    "count": found.counts[state],
                }
                for state, name in TABS.items()
                if found.counts[state] or state is filters.state
            ],
            "bodies": [(body, body) for body in service.draft_view.bodies()],
            "regions": list(regions(spoken.code).items()),
            "more": f"/drafts?{urlencode(kept | {'after': found.next})}"
            if found.next
            else None,
            "begin": f"/drafts?{urlencode(kept)}" if _place(request) else None,
            "words": words_of(request, service),
        },
    )


@router.get(ONE)
def show(
    request: Request, card: PublicDep, service: ServiceDep, by: Anybody
) -> Response:
    """Show a draft as it was published last."""
    return _show(request, service, card, card.latest, by)


@router.get(f"{ONE}/versions/{{version_number:int}}")
def show_version(
    request: Request,
    card: PublicDep,
    version_number: VersionPath,
    service: ServiceDep,
    by: Anybody,
) -> Response:
    """Show an earlier version; what people said stays with it."""
    return _show(request, service, card, _version(card, version_number), by)


@router.get(f"{ONE}/compare")
def show_comparison(
    request: Request,
    card: PublicDep,
    service: ServiceDep,
    _by: Anybody,
    before: Annotated[int | None, Query(ge=1, le=10_000)] = None,
    after: Annotated[int | None, Query(ge=1, le=10_000)] = None,
) -> Response:
    """Show what two versions say otherwise; the last two when none are named."""
    later = _version(card, after or len(card.versions))
    earlier = _version(card, before or later.number - 1)
    return page(
        request,
        "draft/compare.html",
        {
            "card": card,
            "before": earlier,
            "after": later,
            "changes": compare(earlier.text, later.text),
            "words": words_of(request, service),
        },
    )


@router.get(f"{ONE}/impact")
def show_impact(
    request: Request, card: PublicDep, service: ServiceDep, _by: Anybody
) -> Response:
    """Show how many clients the published draft would concern."""
    if card.latest is None or not card.latest.text.proposals:
        raise NotFound
    proposals = card.latest.text.proposals
    return page(
        request,
        "draft/impact.html",
        {
            "card": card,
            "impact": impact_of(service, proposals),
            "each": impact_of_each(service, proposals),
            "proposals": proposals,
            "titles": titles_of(service, card.latest),
            "words": words_of(request, service),
            "counts": ImpactWords(request, service),
        },
    )


def _show(
    request: Request,
    service: Service,
    card: DraftCard,
    version: DraftVersion | None,
    by: Actor,
) -> Response:
    words = words_of(request, service)
    today = service.clock.today()
    return page(
        request,
        "draft/show.html",
        {
            "card": card,
            "version": version,
            "is_latest": version == card.latest,
            "state": card.state(today),
            "is_open": card.is_open(today),
            "is_ours": is_ours(by, card),
            "listed_at": LISTED_AT,
            "term": service.law.on(version.window.rule, version.window.opens)
            if version
            else None,
            "titles": titles_of(service, version) if version else {},
            "in_force": in_force(service, version) if version else {},
            "words": words,
        },
    )


def titles_of(service: Service, version: DraftVersion) -> dict[str, str]:
    """The title of each requirement that a version touches, by code."""
    titles = {
        code: one.version.content.title
        for code, one in service.requirement_view.standing(
            [one.code for one in version.text.proposals], service.clock.today()
        ).items()
    }
    for one in version.text.proposals:
        if not isinstance(one, Repeals):
            titles.setdefault(one.code, one.proposed.title)
    return titles


def in_force(service: Service, version: DraftVersion) -> dict[str, object]:
    """What the register says today of each requirement a version touches, by code."""
    standing = service.requirement_view.standing(
        [one.code for one in version.text.proposals], service.clock.today()
    )
    return {code: one.version.content for code, one in standing.items()}


def _version(card: DraftCard, number: int) -> DraftVersion:
    found = card.version_of(number)
    if found is None:
        raise NotFound
    return found


def _state(text: str) -> State | None:
    """The state of the address; open ones when it names none."""
    if not text:
        return State.OPEN
    return State(text) if text in set(State) else None


def _place(request: Request) -> int | None:
    text = request.query_params.get("after", "")
    return int(text) if text.isdecimal() and len(text) < 19 else None
