"""What those who decide an appeal do with it, each step on a page of its own (I9)."""

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from application.appeal import (
    AskBody,
    AskClient,
    AssignAppeal,
    ExtendAppeal,
    RefuseConsideration,
    Ruling,
)
from application.log import Key, Receipt
from domain.appeal.terms import EXTEND, INFORM
from domain.errors import NotFound
from domain.kernel import Actor, Value
from interfaces.appeal_cases import AppealPart, appeal_for
from interfaces.appeal_grounds import starter_grounds
from interfaces.appeal_officers import officers_of
from interfaces.deps import KeyDep, ServiceDep
from interfaces.service import Service
from interfaces.web.appeal.office_case import seen, ways_of
from interfaces.web.appeal.office_words import WRONG, Officer, Version, unfilled
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other
from interfaces.web.requirement.keeping import Posted
from interfaces.web.wrong import Fault, errors_in, status_for
from projections.appeal import AppealCard

router = APIRouter(include_in_schema=False)
YES, NO = "1", "0"
Texts = Mapping[str, str]


class Step(NamedTuple):
    """One step of the officer.

    Attributes:
        template: of its page.
        method: of `AppealCases`.
        command: made of what was sent; None: it takes none.
        fields: to which faults belong.
    """

    template: str
    method: str
    command: Callable[[Texts], Value] | None
    fields: tuple[str, ...]


def _ruling(posted: Texts) -> Ruling:
    said: dict[str, Any] = {"reason": posted.get("reason", "")}
    if (granted := posted.get("granted")) in (YES, NO):
        said["granted"] = granted == YES
    return Ruling.model_validate(said)


def _made(kind: type[Value], *names: str) -> Callable[[Texts], Value]:
    """The command of the fields with these names."""
    return lambda posted: kind.model_validate(
        {name: posted.get(name, "").strip() for name in names}
    )


STEPS: Final[Mapping[str, Step]] = {
    "assign": Step(
        "office_assign", "assign", _made(AssignAppeal, "officer"), ("officer",)
    ),
    "accept": Step("office_accept", "accept", None, ()),
    "refuse": Step(
        "office_refuse",
        "refuse",
        _made(RefuseConsideration, "ground", "reason"),
        ("ground", "reason"),
    ),
    "restoration": Step(
        "office_ruling", "decide_restoration", _ruling, ("granted", "reason")
    ),
    "suspension": Step(
        "office_ruling", "decide_suspension", _ruling, ("granted", "reason")
    ),
    "ask": Step("office_ask", "ask_client", _made(AskClient, "what"), ("what",)),
    "question": Step(
        "office_question", "ask_body", _made(AskBody, "what", "days"), ("what", "days")
    ),
    "extend": Step(
        "office_extend",
        "extend",
        _made(ExtendAppeal, "days", "reason"),
        ("days", "reason"),
    ),
}
"""By the last word of the address."""


@router.get("/appeals/{appeal_id:uuid}/steps/{act}")
def ask(
    request: Request, appeal_id: UUID, act: str, service: ServiceDep, by: Officer
) -> Response:
    """The page of a step; of one that is not possible now, the page of the appeal."""
    if act not in STEPS:
        raise NotFound
    card = decided_by(service, by, appeal_id)
    if act not in {one.name for one in ways_of(service, by, card)}:
        return see_other(f"/appeals/{appeal_id}")
    return _shown(request, service, by, card, act)


@router.post("/appeals/{appeal_id:uuid}/steps/{act}")
def take(
    request: Request,
    appeal_id: UUID,
    act: str,
    service: ServiceDep,
    by: Officer,
    key: KeyDep,
    posted: Posted,
    version: Version = None,
) -> Response:
    """Take a step, and show the appeal; or say why not."""
    if act not in STEPS:
        raise NotFound
    card = decided_by(service, by, appeal_id)
    try:
        receipt = _take(service, STEPS[act], appeal_id, posted, by, key, version)
    except WRONG as fault:
        return _shown(request, service, by, card, act, fault, posted)
    service.caught_up(receipt.position)
    return see_other(f"/appeals/{appeal_id}?done={act}")


@router.post("/appeals/{appeal_id:uuid}/read")
def read(appeal_id: UUID, service: ServiceDep, by: Officer, key: KeyDep) -> Response:
    """Open what came to the body, on the record."""
    found = appeal_for(service, by, appeal_id)
    if found.part is not AppealPart.DECIDING:
        raise NotFound
    for number, message in enumerate(found.closed):
        own_key = key and key.model_copy(update={"key": f"{key.key[:190]}-{number}"})
        receipt = service.correspondence.open(message, by=by, key=own_key)
        service.caught_up(receipt.position)
    return see_other(f"/appeals/{appeal_id}")


def decided_by(service: Service, by: Actor, id: UUID) -> AppealCard:
    """An appeal, for those who decide it alone.

    Raises:
        NotFound: it is none of the reader's.
    """
    read = appeal_for(service, by, id)
    if read.part is not AppealPart.DECIDING:
        raise NotFound
    return read.card


def _take(
    service: Service,
    step: Step,
    id: UUID,
    posted: Texts,
    by: Actor,
    key: Key | None,
    version: int | None,
) -> Receipt:
    handle: Callable[..., Receipt] = getattr(service.appeal_cases, step.method)
    if step.command is None:
        return handle(id, by=by, key=key, version=version)
    return handle(id, step.command(posted), by=by, key=key, version=version)


def _shown(
    request: Request,
    service: Service,
    by: Actor,
    card: AppealCard,
    name: str,
    fault: Fault | None = None,
    given: Texts | None = None,
) -> Response:
    step = STEPS[name]
    return page(
        request,
        f"appeal/{step.template}.html",
        {
            **seen(request, service, by, card),
            **_more(request, service, card, name),
            "step": name,
            "given": given or {},
            "errors": unfilled(
                request, errors_in(request, fault, step.fields), given or {}
            ),
        },
        status=status_for(fault),
    )


def _more(
    request: Request, service: Service, card: AppealCard, name: str
) -> dict[str, Any]:
    """What only the page of one step shows."""
    today = service.clock.today()
    kind = card.control_kind or None
    match name:
        case "assign":
            officers = officers_of(service, card, language_of(request))
            return {
                "officers": officers,
                "free": any(not one.parts for one in officers),
            }
        case "refuse":
            return {"refusals": starter_grounds().refusals}
        case "ask":
            return {"rule": service.law.on(INFORM, today, kind)}
        case "extend":
            return {"rule": service.law.on(EXTEND, today, kind)}
    return {}
