"""Pages on which a decision is drafted, checked by another, and made (I9)."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from application.appeal import CheckDecision, DraftDecision
from application.log import Receipt
from domain.appeal import FITTING, Effect, EffectIncomplete, JudgementsMissing
from domain.kernel import Actor
from interfaces.appeal_words import ORDERS
from interfaces.deps import KeyDep, ServiceDep
from interfaces.service import Service
from interfaces.web.appeal.office_case import seen, ways_of
from interfaces.web.appeal.office_steps import NO, YES, decided_by
from interfaces.web.appeal.office_words import WRONG, Officer, Version, unfilled
from interfaces.web.pages import page, say
from interfaces.web.person import see_other
from interfaces.web.requirement.keeping import Posted
from interfaces.web.wrong import Fault, errors_in, status_for
from projections.appeal import AppealCard, DraftCard

router = APIRouter(include_in_schema=False)
Texts = Mapping[str, str]


@router.get("/appeals/{appeal_id:uuid}/decision/draft")
def drafting(
    request: Request, appeal_id: UUID, service: ServiceDep, by: Officer
) -> Response:
    """Ask what is decided of each point, and what follows."""
    card = decided_by(service, by, appeal_id)
    if not _is_possible(service, by, card, "draft"):
        return see_other(f"/appeals/{appeal_id}")
    return _form(request, service, by, card, _filled(card.draft))


@router.post("/appeals/{appeal_id:uuid}/decision/draft")
def draft(
    request: Request,
    appeal_id: UUID,
    service: ServiceDep,
    by: Officer,
    key: KeyDep,
    posted: Posted,
    version: Version = None,
) -> Response:
    """Draft the decision; the next page shows it whole."""
    card = decided_by(service, by, appeal_id)
    try:
        receipt = service.appeal_decisions.draft(
            appeal_id, _drafted(card, posted), by=by, key=key, version=version
        )
    except WRONG as fault:
        return _form(request, service, by, card, posted, fault)
    service.caught_up(receipt.position)
    return see_other(f"/appeals/{appeal_id}?done=draft")


@router.get("/appeals/{appeal_id:uuid}/decision/check")
def checking(
    request: Request, appeal_id: UUID, service: ServiceDep, by: Officer
) -> Response:
    """Show a draft to a second person."""
    card = decided_by(service, by, appeal_id)
    if not _is_possible(service, by, card, "check"):
        return see_other(f"/appeals/{appeal_id}")
    return _shown(request, service, by, card, "check")


@router.post("/appeals/{appeal_id:uuid}/decision/check")
def check(
    request: Request,
    appeal_id: UUID,
    service: ServiceDep,
    by: Officer,
    key: KeyDep,
    posted: Posted,
    version: Version = None,
) -> Response:
    """Agree with a draft, or return it with reasons."""

    def act() -> Receipt:
        said: dict[str, Any] = {"reason": posted.get("reason", "").strip() or None}
        if (agrees := posted.get("agrees")) in (YES, NO):
            said["agrees"] = agrees == YES
        command = CheckDecision.model_validate(said)
        return service.appeal_decisions.check(
            appeal_id, command, by=by, key=key, version=version
        )

    return _done(request, service, by, appeal_id, "check", act, posted)


@router.get("/appeals/{appeal_id:uuid}/decision/make")
def deciding(
    request: Request, appeal_id: UUID, service: ServiceDep, by: Officer
) -> Response:
    """Show the decision whole before it is made."""
    card = decided_by(service, by, appeal_id)
    if not _is_possible(service, by, card, "decide"):
        return see_other(f"/appeals/{appeal_id}")
    return _shown(request, service, by, card, "decide")


@router.post("/appeals/{appeal_id:uuid}/decision/make")
def decide(
    request: Request,
    appeal_id: UUID,
    service: ServiceDep,
    by: Officer,
    key: KeyDep,
    posted: Posted,
    version: Version = None,
) -> Response:
    """Decide as drafted; what it orders happens with it."""

    def act() -> Receipt:
        return service.appeal_decisions.decide(
            appeal_id, by=by, key=key, version=version
        )

    return _done(request, service, by, appeal_id, "decide", act, posted)


def _done(
    request: Request,
    service: Service,
    by: Actor,
    id: UUID,
    name: str,
    act: Callable[[], Receipt],
    posted: Texts,
) -> Response:
    card = decided_by(service, by, id)
    try:
        receipt = act()
    except WRONG as fault:
        return _shown(request, service, by, card, name, fault, posted)
    service.caught_up(receipt.position)
    return see_other(f"/appeals/{id}?done={name}")


def _is_possible(service: Service, by: Actor, card: AppealCard, name: str) -> bool:
    return name in {one.name for one in ways_of(service, by, card)}


def _shown(
    request: Request,
    service: Service,
    by: Actor,
    card: AppealCard,
    name: str,
    fault: Fault | None = None,
    given: Texts | None = None,
) -> Response:
    """A draft whole: to check it, or to decide so."""
    return page(
        request,
        f"appeal/office_{name}.html",
        {
            **seen(request, service, by, card),
            "given": given or {},
            "errors": unfilled(
                request, errors_in(request, fault, ("agrees", "reason")), given or {}
            ),
        },
        status=status_for(fault),
    )


def _form(
    request: Request,
    service: Service,
    by: Actor,
    card: AppealCard,
    given: Texts,
    fault: Fault | None = None,
) -> Response:
    return page(
        request,
        "appeal/office_draft.html",
        {
            **seen(request, service, by, card),
            "given": given,
            "fitting": fitting(card),
            "orders": ORDERS,
            "errors": _errors(request, card, given, fault),
        },
        status=status_for(fault),
    )


def fitting(card: AppealCard) -> list[Effect]:
    """What a decision about this kind of thing may order, in the usual order."""
    return [one for one in Effect if one in FITTING[card.kind]]


def _chosen(card: AppealCard, posted: Texts) -> list[Effect]:
    return [one for one in fitting(card) if posted.get(f"effect-{one.value}")]


def _drafted(card: AppealCard, posted: Texts) -> DraftDecision:
    """What was filled in; points that are not judged are left out."""
    return DraftDecision.model_validate(
        {
            "points": {
                one.number: {
                    "upheld": posted[f"upheld-{one.number}"] == YES,
                    "reason": posted.get(f"reason-{one.number}", ""),
                }
                for one in card.points
                if posted.get(f"upheld-{one.number}") in (YES, NO)
            },
            "effects": [
                {
                    "effect": one,
                    "until": posted.get(f"until-{one.value}") or None,
                    "category": posted.get(f"category-{one.value}") or None,
                    "words": posted.get(f"words-{one.value}", ""),
                }
                for one in _chosen(card, posted)
            ],
            "words": posted.get("words", ""),
        }
    )


def _filled(draft: DraftCard | None) -> dict[str, str]:
    """A draft as its form has it, to be drafted anew."""
    if draft is None:
        return {}
    filled = {"words": draft.words or ""}
    for point in draft.points:
        filled[f"upheld-{point.number}"] = YES if point.upheld else NO
        filled[f"reason-{point.number}"] = point.reason or ""
    for one in draft.effects:
        name = one.effect.value
        filled |= {
            f"effect-{name}": YES,
            f"until-{name}": one.until.isoformat() if one.until else "",
            f"category-{name}": one.category or "",
            f"words-{name}": one.words or "",
        }
    return filled


def _errors(
    request: Request, card: AppealCard, given: Texts, fault: Fault | None
) -> dict[str, str]:
    """What is wrong, at the point or the effect that it is about."""
    gettext = say(request)
    if isinstance(fault, JudgementsMissing):
        lacking: list[int] = fault.facts["points"]  # type: ignore[assignment]
        return {_field_of(n, given): gettext(fault.title) for n in lacking}
    chosen = _chosen(card, given)
    if isinstance(fault, EffectIncomplete):
        numbers: list[int] = fault.facts["effects"]  # type: ignore[assignment]
        return {f"effect-{chosen[n - 1].value}": gettext(fault.title) for n in numbers}
    found = errors_in(request, fault, ("words", "effects", "reason"))
    return {"words" if name == "reason" else name: said for name, said in found.items()}


def _field_of(number: int, given: Texts) -> str:
    judged = given.get(f"upheld-{number}") in (YES, NO)
    return f"reason-{number}" if judged else f"upheld-{number}"
