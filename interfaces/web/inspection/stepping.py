"""What an officer does with an inspection, step by step (I0, I3, I7)."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from application.inspection import (
    AnswerInInspection,
    ConfirmImprovement,
    DeclineMove,
    FinishInspection,
    OfferMove,
    OrderImprovement,
    PreventInspection,
    RecordApproval,
    RegisterInspection,
    TakeSlot,
    TellProsecutor,
    When,
)
from application.log import Receipt
from domain.errors import NotFound
from domain.inspection import Ending, Step
from domain.kernel import Actor
from domain.term import Place
from interfaces.deps import KeyDep, ServiceDep
from interfaces.inspection_cases import held_case, move_in
from interfaces.service import Service
from interfaces.web.inspection.cases import show
from interfaces.web.inspection.words import WRONG, Officer, moment_of
from interfaces.web.person import see_other
from interfaces.web.requirement.keeping import Posted

router = APIRouter(include_in_schema=False)

STEPS: Final[dict[str, tuple[type[When], str, Step]]] = {
    "register": (RegisterInspection, "register", Step.REGISTER),
    "notify": (When, "notify", Step.NOTIFY),
    "prosecutor": (TellProsecutor, "tell_prosecutor", Step.TELL_PROSECUTOR),
    "approval": (RecordApproval, "record_approval", Step.APPROVE),
    "start": (When, "start", Step.START),
    "prevent": (PreventInspection, "prevent", Step.PREVENT),
    "end": (When, "end", Step.END),
    "improvement": (OrderImprovement, "order_improvement", Step.DEMAND),
    "confirm": (ConfirmImprovement, "confirm_improvement", Step.CONFIRM),
    "close": (FinishInspection, "finish", Step.CLOSE),
    "stop": (FinishInspection, "finish", Step.STOP),
    "cancel": (FinishInspection, "finish", Step.CANCEL),
}
"""By the name in an address: the command, its method, and what was then done."""
ENDINGS: Final = {
    "close": Ending.CLOSED,
    "stop": Ending.STOPPED,
    "cancel": Ending.CANCELLED,
}
MOST_OFFERED = 3


@router.post("/inspections/{inspection_id:uuid}/steps/{act}")
def take(
    request: Request,
    inspection_id: UUID,
    act: str,
    service: ServiceDep,
    by: Officer,
    key: KeyDep,
    posted: Posted,
) -> Response:
    """Take one step; what would be a gross violation is refused."""
    if act not in STEPS:
        raise NotFound
    place = service.places.at(held_case(service, by, inspection_id).known.region)
    kind, name, done = STEPS[act]
    given = {field: text.strip() for field, text in posted.items()}

    def step() -> Receipt:
        said = {**given, "at": _at(given, place)}
        if act in ENDINGS:
            said["how"] = ENDINGS[act]
        if kind is RecordApproval:
            said["approved"] = bool(given.get("approved"))
        wanted = {n: said[n] or None for n in kind.model_fields if n in said}
        command = kind.model_validate(wanted | {"place": given.get("place", "")})
        handle: Callable[..., Receipt] = getattr(service.inspection_steps, name)
        version = given.get("version", "")
        return handle(
            inspection_id,
            command,
            by=by,
            key=key,
            version=int(version) if version.isdecimal() else None,
        )

    if kind is RecordApproval and not given.get("approved"):
        done = Step.REJECT
    return _done(
        request, service, by, inspection_id, step, {**given, "step": act}, done
    )


@router.post("/inspections/{inspection_id:uuid}/moves/{move_id:uuid}/grant")
def grant(
    request: Request,
    inspection_id: UUID,
    move_id: UUID,
    service: ServiceDep,
    by: Officer,
    key: KeyDep,
    posted: Posted,
) -> Response:
    """Move it to a time that the business wished."""
    held_case(service, by, inspection_id)
    move_in(service, by, inspection_id, move_id)

    def act() -> Receipt:
        command = TakeSlot.model_validate({"slot": posted.get("slot", "")})
        return service.date_moves.grant(move_id, command, by=by, key=key)

    given = {**posted, "step": "grant"}
    return _done(request, service, by, inspection_id, act, given, Step.MOVE)


@router.post("/inspections/{inspection_id:uuid}/moves/{move_id:uuid}/offer")
def offer(
    request: Request,
    inspection_id: UUID,
    move_id: UUID,
    service: ServiceDep,
    by: Officer,
    key: KeyDep,
    posted: Posted,
) -> Response:
    """Offer other times."""
    card = held_case(service, by, inspection_id)
    move_in(service, by, inspection_id, move_id)

    def act() -> Receipt:
        place = service.places.at(card.known.region)
        slots = [
            moment_of(posted.get(f"day-{n}", ""), posted.get(f"time-{n}", ""), place)
            for n in range(1, MOST_OFFERED + 1)
            if posted.get(f"day-{n}", "").strip()
        ]
        said = {"slots": slots, "reason": posted.get("reason", "")}
        command = OfferMove.model_validate(said)
        return service.date_moves.offer(move_id, command, by=by, key=key)

    given = {**posted, "step": "offer"}
    return _done(request, service, by, inspection_id, act, given)


@router.post("/inspections/{inspection_id:uuid}/moves/{move_id:uuid}/decline")
def decline(
    request: Request,
    inspection_id: UUID,
    move_id: UUID,
    service: ServiceDep,
    by: Officer,
    key: KeyDep,
    posted: Posted,
) -> Response:
    """Leave it at its time."""
    held_case(service, by, inspection_id)
    move_in(service, by, inspection_id, move_id)

    def act() -> Receipt:
        command = DeclineMove(reason=posted.get("reason", ""))
        return service.date_moves.decline(move_id, command, by=by, key=key)

    given = {**posted, "step": "decline"}
    return _done(request, service, by, inspection_id, act, given)


@router.post("/inspections/{inspection_id:uuid}/questions/{asked_id:uuid}/open")
def open_question(
    request: Request,
    inspection_id: UUID,
    asked_id: UUID,
    service: ServiceDep,
    by: Officer,
    key: KeyDep,
) -> Response:
    """Open a question of the business, on the record."""
    held_case(service, by, inspection_id)

    def act() -> Receipt:
        return service.correspondence.open(asked_id, by=by, key=key)

    return _done(request, service, by, inspection_id, act, {"step": "open"})


@router.post("/inspections/{inspection_id:uuid}/questions/{asked_id:uuid}/answer")
def answer(
    request: Request,
    inspection_id: UUID,
    asked_id: UUID,
    service: ServiceDep,
    by: Officer,
    key: KeyDep,
    posted: Posted,
) -> Response:
    """Answer a question of the business."""
    held_case(service, by, inspection_id)

    def act() -> Receipt:
        command = AnswerInInspection.model_validate({"text": posted.get("text", "")})
        return service.inspection_talk.answer(
            inspection_id, asked_id, command, by=by, key=key
        )

    given = {**posted, "step": "answer"}
    return _done(request, service, by, inspection_id, act, given)


def _done(
    request: Request,
    service: Service,
    by: Actor,
    id: UUID,
    act: Callable[[], Receipt],
    given: dict[str, Any],
    done: Step | None = None,
) -> Response:
    try:
        receipt = act()
    except WRONG as fault:
        return show(request, service, by, id, fault=fault, given=given)
    service.caught_up(receipt.position)
    return see_other(f"/inspections/{id}" + (f"?done={done}" if done else ""))


def _at(given: dict[str, str], place: Place) -> Any:
    """When it was; None: now."""
    day, time = given.get("day", ""), given.get("time", "")
    return moment_of(day, time, place) if day or time else None
