"""A client's own evaluations: what was sent, what came of it, taking back (E3)."""

from collections.abc import Callable
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from application.log import Key, Receipt
from domain.errors import Invalid, NotFound, RuleBroken, Stale
from domain.evaluation import Subject, number_of
from domain.kernel import Actor
from interfaces.deps import KeyDep, ServiceDep, own
from interfaces.service import Service
from interfaces.web.evaluation.words import (
    MOMENTS,
    OUTCOMES,
    QUESTIONS,
    THEMES,
    Client,
    EvaluationWords,
    begin_at,
    home_of,
    place_of,
)
from interfaces.web.pages import page
from interfaces.web.person import see_other
from interfaces.web.wrong import Fault, errors_of, status_for
from projections.evaluation import VoiceCard

router = APIRouter(include_in_schema=False)

Seen = Annotated[int, Form()]


@router.get("/evaluations")
def mine(request: Request, service: ServiceDep, by: Client) -> Response:
    """All evaluations of a client, drafts among them."""
    cards = service.voice_view.of_client(own(by))
    codes = [one.code for one in cards if one.kind == "requirement"]
    standing = service.requirement_view.standing(codes, service.clock.today())
    return page(
        request,
        "evaluation/mine.html",
        {
            "cards": cards,
            "titles": {
                code: one.version.content.title for code, one in standing.items()
            },
            "number_of": number_of,
        },
    )


@router.get("/evaluations/{evaluation_id:uuid}")
def show(
    request: Request, evaluation_id: UUID, service: ServiceDep, by: Client
) -> Response:
    """One evaluation with every step of it."""
    return _show(request, service, by, evaluation_id)


@router.get("/evaluations/{evaluation_id:uuid}/sent")
def sent(
    request: Request, evaluation_id: UUID, service: ServiceDep, by: Client
) -> Response:
    """Say that it was sent, under which number, and what happens next."""
    card = _own(service, by, evaluation_id)
    if card.content is None:
        raise NotFound
    rule = service.evaluated_rules.of(Subject.named(card.subject))
    return page(
        request,
        "evaluation/sent.html",
        {
            "card": card,
            "rule": rule,
            "number": number_of(card.content),
            "k": service.settings.small_group,
        },
    )


@router.post("/evaluations/{evaluation_id:uuid}/withdraw")
def withdraw(
    request: Request,
    evaluation_id: UUID,
    service: ServiceDep,
    by: Client,
    key: KeyDep,
    version: Seen,
) -> Response:
    """Take an evaluation back."""
    step = service.evaluations.withdraw
    return _take(request, service, by, evaluation_id, step, key, version)


@router.post("/evaluations/{evaluation_id:uuid}/name")
def give_name(
    request: Request,
    evaluation_id: UUID,
    service: ServiceDep,
    by: Client,
    key: KeyDep,
    version: Seen,
) -> Response:
    """Consent to be named with this evaluation."""
    step = service.evaluations.give_name
    return _take(request, service, by, evaluation_id, step, key, version)


@router.post("/evaluations/{evaluation_id:uuid}/take-name-back")
def take_name_back(
    request: Request,
    evaluation_id: UUID,
    service: ServiceDep,
    by: Client,
    key: KeyDep,
    version: Seen,
) -> Response:
    """Take the consent to be named back."""
    step = service.evaluations.take_name_back
    return _take(request, service, by, evaluation_id, step, key, version)


def _take(
    request: Request,
    service: Service,
    by: Actor,
    id: UUID,
    step: Callable[..., Receipt],
    key: Key | None,
    version: int,
) -> Response:
    try:
        receipt = step(id, by=by, key=key, version=version)
    except (Invalid, RuleBroken, Stale) as fault:
        return _show(request, service, by, id, fault)
    service.caught_up(receipt.position)
    return see_other(f"/evaluations/{id}")


def _own(service: Service, by: Actor, id: UUID) -> VoiceCard:
    card = service.voice_view.get(id)
    if card is None or card.client_id != own(by):
        raise NotFound
    return card


def _show(
    request: Request,
    service: Service,
    by: Actor,
    id: UUID,
    fault: Fault | None = None,
) -> Response:
    card = _own(service, by, id)
    rule = service.evaluated_rules.of(Subject.named(card.subject))
    answer = service.evaluation_queue.own(card.content) if card.content else None
    return page(
        request,
        "evaluation/own.html",
        {
            "card": card,
            "rule": rule,
            "number": number_of(card.content) if card.content else None,
            "answer": answer,
            "questions": QUESTIONS,
            "themes": THEMES,
            "outcomes": OUTCOMES,
            "moments": MOMENTS,
            "words": EvaluationWords(request, service),
            "k": service.settings.small_group,
            "today": service.clock.today(),
            "begin_at": begin_at(card.kind, card.code),
            "home": home_of(card.kind, card.code),
            "place_of": place_of,
            "errors": errors_of(request, fault),
        },
        status=status_for(fault),
    )
