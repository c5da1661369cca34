"""A business begins a claim of damage, and says what happened (I9)."""

import re
from collections.abc import Collection
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import Response

from application.damage import BeginClaim, TakeDays, TellStory
from application.log import Receipt
from domain.damage import KOPECKS, ONLY_COURT, ClaimStatus, taken_from
from domain.errors import NotFound
from domain.kernel import Actor
from interfaces.burdens import burden_for
from interfaces.damages import claim_for
from interfaces.deps import KeyDep, ServiceDep, own
from interfaces.law import LawWords
from interfaces.service import Service
from interfaces.web.damage.words import WRONG, Client, Version, done, texts, told
from interfaces.web.pages import language_of, page
from interfaces.web.requirement.keeping import Posted
from interfaces.web.wrong import Fault, errors_in, status_for
from projections.damage import ClaimCard

router = APIRouter(include_in_schema=False)

ABOUT = re.compile(r"/(appeals|inspections)/([0-9a-f-]{36})(?:[/?#].*)?")
About = Annotated[str, Query(max_length=300)]


@router.get("/damages/new")
def new(
    request: Request, service: ServiceDep, by: Client, about: About = ""
) -> Response:
    """Say what a claim is, and ask since when the business knows."""
    return _beginning(request, service, by, about, "")


@router.post("/damages/new")
def begin(
    request: Request, service: ServiceDep, by: Client, key: KeyDep, posted: Posted
) -> Response:
    """Begin a draft."""
    form = texts(posted, "about", "learned_on")
    try:
        command = _command(form["about"], form["learned_on"])
        receipt = service.damage.drafts.begin(command, by=by, key=key)
    except WRONG as fault:
        return _beginning(
            request, service, by, form["about"], form["learned_on"], fault
        )
    return done(service, lambda: receipt, f"/damages/{receipt.id}")


@router.get("/damages/{damage_id:uuid}/story")
def telling(
    request: Request, damage_id: UUID, service: ServiceDep, by: Client
) -> Response:
    """Ask what was unlawful and how it caused the damage."""
    card = drafted(service, by, damage_id)
    return _story(request, card, card.story or "")


@router.post("/damages/{damage_id:uuid}/story")
def tell(
    request: Request,
    damage_id: UUID,
    service: ServiceDep,
    by: Client,
    key: KeyDep,
    version: Version,
    posted: Posted,
) -> Response:
    """Keep what was said."""
    card = drafted(service, by, damage_id)
    said = texts(posted, "story")["story"]

    def act() -> Receipt:
        return service.damage.drafts.tell(
            damage_id, TellStory(story=said), by=by, key=key, version=version
        )

    try:
        return done(service, act, f"/damages/{damage_id}")
    except WRONG as fault:
        return _story(request, card, said, fault)


@router.get("/damages/{damage_id:uuid}/days")
def days(
    request: Request, damage_id: UUID, service: ServiceDep, by: Client
) -> Response:
    """Ask which recorded days of the inspection to take over."""
    return _days(request, service, by, drafted(service, by, damage_id), ())


@router.post("/damages/{damage_id:uuid}/days")
def take(
    request: Request,
    damage_id: UUID,
    service: ServiceDep,
    by: Client,
    key: KeyDep,
    version: Version,
    days: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """Take them over."""
    card, chosen = drafted(service, by, damage_id), tuple(days or ())[:400]
    try:
        command = TakeDays.model_validate({"days": chosen})
        receipt = service.damage.drafts.take(
            damage_id, command, by=by, key=key, version=version
        )
    except WRONG as fault:
        return _days(request, service, by, card, chosen, fault)
    return done(service, lambda: receipt, f"/damages/{damage_id}")


@router.post("/damages/{damage_id:uuid}/discard")
def discard(
    damage_id: UUID, service: ServiceDep, by: Client, key: KeyDep, version: Version
) -> Response:
    """Throw the draft away."""

    def act() -> Receipt:
        return service.damage.drafts.discard(damage_id, by=by, key=key, version=version)

    return done(service, act, "/damages")


def drafted(service: Service, by: Actor, id: UUID) -> ClaimCard:
    """A draft of the reader's business; raises NotFound for anything else."""
    card = claim_for(service, by, id).card
    if card.status is not ClaimStatus.DRAFT:
        raise NotFound
    return card


def _command(about: str, learned_on: str) -> BeginClaim:
    found = ABOUT.fullmatch(about)
    said: dict[str, Any] = {"learned_on": learned_on or None}
    if found:
        said["appeal" if found[1] == "appeals" else "inspection"] = found[2]
    return BeginClaim.model_validate(said)


def _beginning(
    request: Request,
    service: Service,
    by: Actor,
    about: str,
    learned_on: str,
    fault: Fault | None = None,
) -> Response:
    found = ABOUT.fullmatch(about)
    known = found and service.damage.view.about(UUID(found[2]), own(by))
    law = service.law.on(ONLY_COURT, service.clock.today())
    words = LawWords(language_of(request))
    return page(
        request,
        "damage/new.html",
        told(request)
        | {
            "about": about if found else "",
            "learned_on": learned_on,
            "known": known or [],
            "law": law,
            "law_words": words,
            "errors": errors_in(request, fault, ("learned_on",)),
        },
        status=status_for(fault),
    )


def _story(
    request: Request, card: ClaimCard, story: str, fault: Fault | None = None
) -> Response:
    return page(
        request,
        "damage/story.html",
        told(request)
        | {
            "card": card,
            "story": story,
            "errors": errors_in(request, fault, ("story",)),
        },
        status=status_for(fault),
    )


def _days(
    request: Request,
    service: Service,
    by: Actor,
    card: ClaimCard,
    chosen: Collection[str],
    fault: Fault | None = None,
) -> Response:
    recorded = (
        burden_for(service, by, card.inspection)[2].days if card.inspection else ()
    )
    found = [
        (one, sum(part.roubles for part in taken_from(one.amounts)) * KOPECKS)
        for one in recorded
    ]
    return page(
        request,
        "damage/days.html",
        told(request)
        | {
            "card": card,
            "found": found,
            "chosen": chosen,
            "errors": errors_in(request, fault, ("days",)),
        },
        status=status_for(fault),
    )
