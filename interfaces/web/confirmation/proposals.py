"""Life situations and segments: what is proposed, confirmed or corrected (L3)."""

from typing import Annotated

from fastapi import APIRouter, Form, Path, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.confirmation import ConfirmSituation
from domain.confirmation import AlreadyConfirmed, ThingKind
from domain.errors import Invalid, NotFound, RuleBroken, Stale
from domain.kernel import Actor
from domain.profile import FactValue
from domain.situation import SituationKind, SituationStatus
from interfaces.deps import KeyDep, ServiceDep, own
from interfaces.problems import field_errors
from interfaces.service import Service
from interfaces.web.confirmation.words import PATHS, STATUSES, WHY, Client
from interfaces.web.facts import FLAGS, told
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other
from interfaces.web.requirement.keeping import Posted
from interfaces.web.wrong import Fault, status_for
from projections.confirmation import ConfirmationCard
from projections.situation import SituationCard

router = APIRouter(include_in_schema=False)

SituationPath = Annotated[str, Path(max_length=64)]
SO, NOT, LEAVE = "so", "not", "leave"
"""What a form says of a proposed fact; LEAVE: nothing."""


@router.get("/situations")
def situations(request: Request, service: ServiceDep, by: Client) -> Response:
    """Show what goes on in the business, and what may happen to it."""
    return _proposals(request, service, by, SituationKind.LIFE_SITUATION)


@router.get("/segment")
def segment(request: Request, service: ServiceDep, by: Client) -> Response:
    """Show which businesses this one is like."""
    return _proposals(request, service, by, SituationKind.SEGMENT)


@router.get("/situations/{situation}")
def situation(
    request: Request, situation: SituationPath, service: ServiceDep, by: Client
) -> Response:
    """Ask what of a situation is so."""
    card = _offered(service, situation, SituationKind.LIFE_SITUATION)
    return _proposal(request, service, by, card, {})


@router.get("/segment/{situation}")
def one_segment(
    request: Request, situation: SituationPath, service: ServiceDep, by: Client
) -> Response:
    """Ask what of a segment is so."""
    card = _offered(service, situation, SituationKind.SEGMENT)
    return _proposal(request, service, by, card, {})


@router.post("/situations/{situation}")
def confirm_situation(
    request: Request,
    situation: SituationPath,
    service: ServiceDep,
    by: Client,
    key: KeyDep,
    posted: Posted,
    number: Annotated[int, Form(ge=0, le=100_000)] = 0,
) -> Response:
    """Keep what the client says of a situation."""
    card = _offered(service, situation, SituationKind.LIFE_SITUATION)
    return _confirm(request, service, by, key, card, posted, number)


@router.post("/segment/{situation}")
def confirm_segment(
    request: Request,
    situation: SituationPath,
    service: ServiceDep,
    by: Client,
    key: KeyDep,
    posted: Posted,
    number: Annotated[int, Form(ge=0, le=100_000)] = 0,
) -> Response:
    """Keep what the client says of a segment."""
    card = _offered(service, situation, SituationKind.SEGMENT)
    return _confirm(request, service, by, key, card, posted, number)


def _offered(service: Service, code: str, kind: SituationKind) -> SituationCard:
    card = service.situation_view.get(code)
    if card is None or card.kind is not kind:
        raise NotFound
    if card.status is not SituationStatus.PUBLISHED:
        raise NotFound
    return card


def _proposals(
    request: Request, service: Service, by: Actor, kind: SituationKind
) -> Response:
    found = service.to_confirm.proposals(own(by), kind)
    return page(
        request,
        "confirmation/proposals.html",
        {
            "proposals": found,
            "is_segment": kind is SituationKind.SEGMENT,
            "path": PATHS[ThingKind(kind.value)],
            "statuses": STATUSES,
            "whys": WHY,
            "language_code": language_of(request).code,
        },
    )


def _confirm(
    request: Request,
    service: Service,
    by: Actor,
    key: KeyDep,
    card: SituationCard,
    posted: dict[str, str],
    number: int,
) -> Response:
    path = PATHS[ThingKind(card.kind.value)]
    try:
        command = ConfirmSituation(number=number, facts=_said(card, posted))
        receipt = service.confirmations.situation(
            own(by), card.code, command, by=by, key=key
        )
    except AlreadyConfirmed:
        return see_other(path)
    except (ValidationError, Invalid, RuleBroken, Stale) as fault:
        return _proposal(request, service, by, card, posted, fault)
    service.caught_up(receipt.position)
    return see_other(f"/confirmations/{receipt.id}")


def _said(card: SituationCard, posted: dict[str, str]) -> dict[str, FactValue]:
    said: dict[str, FactValue] = {}
    for fact, value in card.content.facts.items():
        match posted.get(fact):
            case "so":
                said[fact] = value
            case "not" if fact.startswith(FLAGS):
                said[fact] = not value
    return said


def _proposal(
    request: Request,
    service: Service,
    by: Actor,
    card: SituationCard,
    chosen: dict[str, str],
    fault: Fault | None = None,
) -> Response:
    spoken = language_of(request)
    wording = service.wording(spoken.code)
    profile = service.personal_lists.profile(own(by))
    known = {fact: profile.value(fact) for fact in card.content.facts}
    kind = ThingKind(card.kind.value)
    given = service.confirmation_view.of(own(by), kind, [card.code]).get(card.code)
    errors = field_errors(fault, spoken) if fault else {}
    if "facts" in errors:
        errors[next(iter(card.content.facts))] = errors.pop("facts")
    return page(
        request,
        "confirmation/proposal.html",
        {
            "card": card,
            "path": PATHS[kind],
            "known": known,
            "chosen": chosen or _as_known(card, known),
            "given": given,
            "before": _before(service, given),
            "flags": FLAGS,
            "statuses": STATUSES,
            "whys": WHY,
            "wording": wording,
            "told": lambda fact, value: told(request, wording, fact, value),
            "errors": errors,
            "language_code": spoken.code,
        },
        status=status_for(fault),
    )


def _as_known(card: SituationCard, known: dict[str, FactValue]) -> dict[str, str]:
    """What a form says when it says what is known; nothing of the others."""
    return {
        fact: SO if known[fact] == value else NOT if fact.startswith(FLAGS) else LEAVE
        for fact, value in card.content.facts.items()
        if known[fact] is not None
    }


def _before(
    service: Service, given: ConfirmationCard | None
) -> dict[str, FactValue] | None:
    """What the confirmed version proposed; None when nothing was confirmed."""
    if given is None:
        return None
    said = service.situation_view.said([(given.code, given.number)])
    content = said.get((given.code, given.number))
    return dict(content.facts) if content else None
