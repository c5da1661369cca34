"""Pages on which an officer says what comes of a visit (C6)."""

from collections.abc import Mapping
from typing import Annotated, Any, NamedTuple
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from application.visit import Conclude
from domain.visit import ORDER, VisitKind, VisitStatus
from interfaces.deps import KeyDep, ServiceDep
from interfaces.service import Service
from interfaces.visits import place_of, visit_for
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other
from interfaces.web.requirement.keeping import Posted
from interfaces.web.visit.words import Officer, VisitWords
from interfaces.web.wrong import WRONG, Fault, errors_in, status_for
from projections.visit import VisitCard

router = APIRouter(include_in_schema=False)

Version = Annotated[int, Form(ge=0, le=2**31)]
FIELDS = ("advice", "order", "requirements")
MOST = 20
"""So many rows of each kind stand in the form."""


class AdviceRow(NamedTuple):
    """One piece of advice in the form."""

    requirement: str = ""
    algorithm: str = ""
    text: str = ""


class OrderRow(NamedTuple):
    """One point of an order in the form."""

    demand: str = ""
    found: str = ""
    remedy: str = ""
    until: str = ""
    proof: str = ""


class Filled(NamedTuple):
    """What was filled in; rows without a word are left out when it is sent."""

    advice: tuple[AdviceRow, ...] = (AdviceRow(),)
    order: tuple[OrderRow, ...] = ()

    def command(self) -> Conclude:
        return Conclude.model_validate(
            {
                "advice": [
                    {
                        "requirement": row.requirement.upper(),
                        "algorithm": row.algorithm or None,
                        "text": row.text,
                    }
                    for row in self.advice
                    if any(row)
                ],
                "order": [
                    {
                        "requirement": row.demand.upper(),
                        "found": row.found,
                        "remedy": row.remedy,
                        "until": row.until,
                        "proof": row.proof,
                    }
                    for row in self.order
                    if any(row)
                ],
            }
        )


@router.get("/visits/{visit_id:uuid}/outcome")
def ask(request: Request, visit_id: UUID, service: ServiceDep, by: Officer) -> Response:
    """Ask what is advised, and what is ordered where the law allows it."""
    card = visit_for(service, by, visit_id)
    if card.status is not VisitStatus.HELD or card.outcome is not None:
        return see_other(f"/visits/{visit_id}")
    rows = tuple(AdviceRow(requirement=code) for code in card.requirements[:MOST])
    return _form(request, service, card, Filled(advice=rows or (AdviceRow(),)))


@router.post("/visits/{visit_id:uuid}/outcome/check")
def check(
    request: Request, visit_id: UUID, service: ServiceDep, by: Officer, posted: Posted
) -> Response:
    """Show what would be sent, before it is."""
    card = visit_for(service, by, visit_id)
    filled = _given(posted)
    match posted.get("act"):
        case "advise":
            filled = filled._replace(advice=(*filled.advice, AdviceRow()))
            return _form(request, service, card, filled)
        case "order":
            filled = filled._replace(order=(*filled.order, OrderRow()))
            return _form(request, service, card, filled)
        case "change":
            return _form(request, service, card, filled)
    try:
        command = filled.command()
        service.visit_outcomes.prepare(visit_id, command, by=by)
    except WRONG as fault:
        return _form(request, service, card, filled, fault)
    words = VisitWords(request, service, place_of(service, card.client_id))
    return page(
        request,
        "visit/outcome_check.html",
        {
            "card": card,
            "filled": filled,
            "command": command,
            "order": words.rule(ORDER, card.control_kind),
            "words": words,
        },
    )


@router.post("/visits/{visit_id:uuid}/outcome")
def conclude(
    request: Request,
    visit_id: UUID,
    service: ServiceDep,
    by: Officer,
    key: KeyDep,
    posted: Posted,
    version: Version,
) -> Response:
    """Send it."""
    card = visit_for(service, by, visit_id)
    filled = _given(posted)
    try:
        receipt = service.visit_outcomes.conclude(
            visit_id, filled.command(), by=by, key=key, version=version
        )
    except WRONG as fault:
        return _form(request, service, card, filled, fault)
    service.caught_up(receipt.position)
    return see_other(f"/visits/{visit_id}?sent=1")


def _given(posted: Mapping[str, str]) -> Filled:
    return Filled(
        advice=_rows(AdviceRow, posted, "text") or (AdviceRow(),),
        order=_rows(OrderRow, posted, "found"),
    )


def _rows(kind: Any, posted: Mapping[str, str], sign: str) -> tuple[Any, ...]:
    return tuple(
        kind(*(posted.get(f"{name}-{n}", "").strip() for name in kind._fields))
        for n in range(1, MOST + 1)
        if f"{sign}-{n}" in posted
    )


def _form(
    request: Request,
    service: Service,
    card: VisitCard,
    filled: Filled,
    fault: Fault | None = None,
) -> Response:
    codes = [row.requirement.upper() for row in filled.advice if row.requirement]
    serving = service.algorithm_view.serving_each(codes) if codes else {}
    words = VisitWords(request, service, place_of(service, card.client_id))
    mandatory = card.kind is VisitKind.MANDATORY
    return page(
        request,
        "visit/outcome.html",
        {
            "card": card,
            "filled": filled,
            "serving": serving,
            "order": words.rule(ORDER, card.control_kind) if mandatory else None,
            "most": MOST,
            "errors": errors_in(request, fault, FIELDS),
            "words": words,
            "spoken": language_of(request),
        },
        status=status_for(fault),
    )
