"""What a body does with a caution of its own: keep, change, withdraw, close (C6)."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.caution import AnswerCaution, ChangeCaution
from application.log import Receipt
from domain.errors import Invalid, Refusal, RuleBroken
from interfaces.cautions import caution_for
from interfaces.deps import KeyDep, ServiceDep
from interfaces.web.caution.reading import done
from interfaces.web.caution.words import Officer, Text, Version
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other
from interfaces.web.requirement.keeping import Posted
from interfaces.web.wrong import Fault, errors_in, status_for
from projections.caution import CautionCard

router = APIRouter(include_in_schema=False)


@router.post("/cautions/{caution_id:uuid}/keep")
def keep(
    request: Request,
    caution_id: UUID,
    service: ServiceDep,
    by: Officer,
    key: KeyDep,
    version: Version,
    reason: Text = "",
) -> Response:
    """Answer an objection: the caution stays."""

    def act() -> Receipt:
        command = AnswerCaution(reason=reason)
        return service.cautions.keep(
            caution_id, command, by=by, key=key, version=version
        )

    writing = {"reason": reason, "act": "keep"}
    return done(request, service, by, caution_id, act, writing)


@router.post("/cautions/{caution_id:uuid}/withdraw")
def withdraw(
    request: Request,
    caution_id: UUID,
    service: ServiceDep,
    by: Officer,
    key: KeyDep,
    version: Version,
    reason: Text = "",
) -> Response:
    """Take the caution back."""

    def act() -> Receipt:
        command = AnswerCaution(reason=reason)
        return service.cautions.withdraw(
            caution_id, command, by=by, key=key, version=version
        )

    writing = {"reason": reason, "act": "withdraw"}
    return done(request, service, by, caution_id, act, writing)


@router.post("/cautions/{caution_id:uuid}/close")
def close(
    request: Request,
    caution_id: UUID,
    service: ServiceDep,
    by: Officer,
    key: KeyDep,
    version: Version,
) -> Response:
    """Say that nothing more is to be done."""

    def act() -> Receipt:
        return service.cautions.close(caution_id, by=by, key=key, version=version)

    return done(request, service, by, caution_id, act)


@router.get("/cautions/{caution_id:uuid}/change")
def changing(
    request: Request, caution_id: UUID, service: ServiceDep, by: Officer
) -> Response:
    """Ask which points to drop or to say otherwise, and why."""
    return _form(request, caution_for(service, by, caution_id).card, {})


@router.post("/cautions/{caution_id:uuid}/change")
def change(
    request: Request,
    caution_id: UUID,
    service: ServiceDep,
    by: Officer,
    key: KeyDep,
    version: Version,
    posted: Posted,
) -> Response:
    """Change the caution."""
    card = caution_for(service, by, caution_id).card
    try:
        receipt = service.cautions.change(
            caution_id, _command(card, posted), by=by, key=key, version=version
        )
    except (ValidationError, Invalid, RuleBroken) as fault:
        return _form(request, card, posted, fault)
    service.caught_up(receipt.position)
    return see_other(f"/cautions/{caution_id}")


def _command(card: CautionCard, posted: dict[str, str]) -> ChangeCaution:
    """What was filled in otherwise than it stands."""
    points: dict[int, dict[str, str]] = {}
    dropped = []
    for one in card.standing:
        number = one.point.number
        if posted.get(f"drop-{number}"):
            dropped.append(number)
            continue
        said = {
            name: posted.get(f"{name}-{number}", "").replace("\r\n", "\n").strip()
            for name in ("conduct", "proposal")
        }
        if said != {"conduct": one.conduct, "proposal": one.proposal}:
            points[number] = said
    return ChangeCaution.model_validate(
        {
            "points": points,
            "dropped": dropped,
            "reason": posted.get("reason", ""),
        }
    )


def _form(
    request: Request,
    card: CautionCard,
    posted: dict[str, str],
    fault: Fault | None = None,
) -> Response:
    numbers = [one.point.number for one in card.standing]
    filled: dict[str, Any] = {
        f"{name}-{one.point.number}": posted.get(
            f"{name}-{one.point.number}", getattr(one, name) or ""
        )
        for one in card.standing
        for name in ("conduct", "proposal")
    }
    return page(
        request,
        "caution/change.html",
        {
            "card": card,
            "filled": filled,
            "dropped": {n for n in numbers if posted.get(f"drop-{n}")},
            "reason": posted.get("reason", ""),
            "errors": _errors(request, fault),
        },
        status=status_for(fault),
    )


def _errors(request: Request, fault: Fault | None) -> dict[str, str]:
    """What is wrong, at the field of the point that it is about."""
    found = errors_in(request, fault, ("reason",))
    if not isinstance(fault, Refusal):
        return found
    said = language_of(request).gettext(fault.title)
    facts: dict[str, Any] = dict(fault.facts)
    places = {
        f"proposal-{one['number']}": f"{said}: «{one['words']}»"
        for one in facts.get("found", ())
    } | {f"conduct-{number}": said for number in facts.get("points", ())}
    return places or found
