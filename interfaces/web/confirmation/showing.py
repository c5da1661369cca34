"""What a client confirmed, what is put up again, and taking back (L3)."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import Response

from domain.confirmation import ConfirmationStatus, NotConfirmed, ThingKind
from domain.errors import NotFound
from domain.kernel import Actor
from interfaces.deps import KeyDep, ServiceDep, own
from interfaces.service import Service
from interfaces.web.applicability.words import GROUPS, words_of
from interfaces.web.confirmation.words import (
    KINDS,
    MOMENTS,
    PATHS,
    STATUSES,
    WHY,
    Client,
    names_of,
)
from interfaces.web.facts import told
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other
from projections.confirmation import ConfirmationCard

router = APIRouter(include_in_schema=False)

MOST_PUT_UP = 200


@router.get("/confirmations")
def show(
    request: Request,
    service: ServiceDep,
    by: Client,
    after: Annotated[int | None, Query(ge=1, le=2**62)] = None,
    done: Annotated[int, Query(ge=0, le=500)] = 0,
) -> Response:
    """Show what waits for the client, and what it confirmed."""
    view, language = service.confirmation_view, language_of(request).code
    changed = view.mine(
        own(by), statuses=[ConfirmationStatus.TO_LOOK_AT], limit=MOST_PUT_UP
    ).confirmations
    given = view.mine(own(by), statuses=[ConfirmationStatus.GIVEN], before=after)
    left = service.to_confirm.requirements(own(by), limit=1)
    return page(
        request,
        "confirmation/show.html",
        {
            "changed": changed,
            "given": given,
            "left": left,
            "names": names_of(service, [*changed, *given.confirmations], language),
            "first": after is None,
            "done": done,
            "kinds": KINDS,
            "whys": WHY,
            "statuses": STATUSES,
            "groups": GROUPS,
        },
    )


@router.get("/confirmations/{confirmation_id}")
def one(
    request: Request, confirmation_id: UUID, service: ServiceDep, by: Client
) -> Response:
    """Show one: what was confirmed, and beside it what is now."""
    card = _mine(service, by, confirmation_id)
    spoken = language_of(request)
    wording = service.wording(spoken.code)
    return page(
        request,
        "confirmation/one.html",
        {
            "card": card,
            "name": names_of(service, [card], spoken.code).get(card.code, card.code),
            "kinds": KINDS,
            "whys": WHY,
            "moments": MOMENTS,
            "statuses": STATUSES,
            "groups": GROUPS,
            "path": PATHS.get(card.kind),
            "beside": _beside(request, service, by, card),
            "wording": wording,
            "told": lambda fact, value: told(request, wording, fact, value),
        },
    )


@router.post("/confirmations/{confirmation_id}/take-back")
def take_back(
    confirmation_id: UUID,
    service: ServiceDep,
    by: Client,
    key: KeyDep,
    version: Annotated[int, Form(ge=0, le=2**31)],
) -> Response:
    """Say that it is no longer so."""
    _mine(service, by, confirmation_id)
    try:
        receipt = service.confirmations.take_back(
            confirmation_id, by=by, key=key, version=version
        )
    except NotConfirmed:
        return see_other(f"/confirmations/{confirmation_id}")
    service.caught_up(receipt.position)
    return see_other(f"/confirmations/{confirmation_id}")


def _mine(service: Service, by: Actor, id: UUID) -> ConfirmationCard:
    card = service.confirmation_view.get(id)
    if card is None or card.client_id != own(by):
        raise NotFound
    return card


def _beside(
    request: Request, service: Service, by: Actor, card: ConfirmationCard
) -> list[tuple[str, Any, Any]]:
    """What differs between what was confirmed and what is now: name, before, now."""
    if card.kind is ThingKind.REQUIREMENT:
        return _requirement_beside(request, service, card)
    return _situation_beside(request, service, by, card)


def _requirement_beside(
    request: Request, service: Service, card: ConfirmationCard
) -> list[tuple[str, Any, Any]]:
    found = service.requirement_view.get(card.code)
    standing = found.on(service.clock.today()) if found else None
    if found is None or standing is None:
        return []
    said = {one.number: one.content for one in found.history.versions}
    now = standing.version
    if card.number not in said or card.number == now.number:
        return []
    words = words_of(request, service)["words"]
    return list(words.changes(said[card.number], now.content))


def _situation_beside(
    request: Request, service: Service, by: Actor, card: ConfirmationCard
) -> list[tuple[str, Any, Any]]:
    wording = service.wording(language_of(request).code)
    profile = service.personal_lists.profile(own(by))
    now = service.situation_view.get(card.code)
    said = service.situation_view.said([(card.code, card.number)])
    then = said.get((card.code, card.number))
    before = then.facts if then else {}
    proposed = now.content.facts if now else {}
    # What is proposed now and was not then is news; so is what is known otherwise.
    news = [fact for fact, value in proposed.items() if before.get(fact) != value]
    changed = [f for f, value in card.facts.items() if profile.value(f) != value]
    return [
        (
            wording.label(fact),
            told(request, wording, fact, card.facts[fact])
            if fact in card.facts
            else "—",
            told(request, wording, fact, profile.value(fact)),
        )
        for fact in dict.fromkeys([*changed, *news])
    ]
