"""What a client, or somebody who acts for it, does in an inspection (I3, I5, I7)."""

from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.inspection import AskInInspection, AskMove, Empower, TakeSlot
from application.log import Receipt, Unavailable
from domain.errors import Invalid, NotFound, RuleBroken, Stale
from domain.kernel import Actor
from interfaces.deps import InPerson, KeyDep, ServiceDep
from interfaces.downloads import sent
from interfaces.inspection_cases import case_for, move_in
from interfaces.inspection_talk import file_in
from interfaces.service import Service
from interfaces.web.inspection.client_case import Acting, show
from interfaces.web.person import see_other

router = APIRouter(include_in_schema=False)

Text = Annotated[str, Form(max_length=20_000)]
Short = Annotated[str, Form(max_length=200)]
WRONG = (ValidationError, Invalid, RuleBroken, Stale, Unavailable)


@router.post("/inspections/{inspection_id:uuid}/questions")
def ask(
    request: Request,
    inspection_id: UUID,
    service: ServiceDep,
    by: Acting,
    key: KeyDep,
    text: Text = "",
) -> Response:
    """Ask the body something; it has a deadline."""

    def act() -> Receipt:
        return service.inspection_talk.ask(
            inspection_id, AskInInspection(text=text), by=by, key=key
        )

    return _done(request, service, by, inspection_id, act, "questions", text=text)


@router.post("/inspections/{inspection_id:uuid}/messages/{sent_id:uuid}/open")
def open_message(
    request: Request,
    inspection_id: UUID,
    sent_id: UUID,
    service: ServiceDep,
    by: Acting,
    key: KeyDep,
) -> Response:
    """Open what the body sent, on the record."""

    def act() -> Receipt:
        return service.inspection_talk.open(inspection_id, sent_id, by=by, key=key)

    return _done(request, service, by, inspection_id, act, "papers")


@router.get("/inspections/{inspection_id:uuid}/papers/{paper_id:uuid}")
def paper(
    inspection_id: UUID, paper_id: UUID, service: ServiceDep, by: Acting
) -> Response:
    """A paper of the case as a file, once it was opened."""
    card = case_for(service, by, inspection_id)
    found = service.paper_view.get(paper_id)
    if found is None or found.case_id != card.id:
        raise NotFound
    return sent(service, file_in(service, by, card, found.file))


@router.get("/inspections/{inspection_id:uuid}/files/{sent_file_id:uuid}")
def file(
    inspection_id: UUID, sent_file_id: UUID, service: ServiceDep, by: Acting
) -> Response:
    """A file that the body sent, e.g. a photo, once it was opened."""
    card = case_for(service, by, inspection_id)
    return sent(service, file_in(service, by, card, sent_file_id))


@router.post("/inspections/{inspection_id:uuid}/move")
def move(
    request: Request,
    inspection_id: UUID,
    service: ServiceDep,
    by: Acting,
    key: KeyDep,
    cause: Short = "",
    reason: Text = "",
    slot: Annotated[list[str], Form(max_length=10)] = [],  # noqa: B006
) -> Response:
    """Ask for another date; the first time is the one that is liked best."""

    def act() -> Receipt:
        said = {
            "cause": cause,
            "slots": [one for one in slot if one],
            "reason": reason.strip() or None,
        }
        command = AskMove.model_validate(said)
        return service.date_moves.ask(inspection_id, command, by=by, key=key)

    given = {"cause": cause, "reason": reason, "slot": slot}
    return _done(request, service, by, inspection_id, act, "moving", **given)


@router.post("/inspections/{inspection_id:uuid}/moves/{move_id:uuid}/choose")
def choose(
    request: Request,
    inspection_id: UUID,
    move_id: UUID,
    service: ServiceDep,
    by: Acting,
    key: KeyDep,
    slot: Short = "",
) -> Response:
    """Choose one of the times that the body offered."""

    def act() -> Receipt:
        move_in(service, by, inspection_id, move_id)
        command = TakeSlot.model_validate({"slot": slot})
        return service.date_moves.choose(move_id, command, by=by, key=key)

    return _done(request, service, by, inspection_id, act, "moving")


@router.post("/inspections/{inspection_id:uuid}/moves/{move_id:uuid}/take-back")
def take_back(
    request: Request,
    inspection_id: UUID,
    move_id: UUID,
    service: ServiceDep,
    by: Acting,
    key: KeyDep,
) -> Response:
    """Need another date no more."""

    def act() -> Receipt:
        move_in(service, by, inspection_id, move_id)
        return service.date_moves.take_back(move_id, by=by, key=key)

    return _done(request, service, by, inspection_id, act, "moving")


@router.post(
    "/inspections/{inspection_id:uuid}/representatives", dependencies=[InPerson]
)
def empower(
    request: Request,
    inspection_id: UUID,
    service: ServiceDep,
    by: Acting,
    key: KeyDep,
    person: Short = "",
    powers: Annotated[list[str], Form(max_length=20)] = [],  # noqa: B006
    until: Short = "",
) -> Response:
    """Name somebody who acts for the business here, or say anew what they may."""

    def act() -> Receipt:
        said = {
            "person": person.strip(),
            "powers": [one for one in powers if one],
            "until": until.strip() or None,
        }
        command = Empower.model_validate(said)
        return service.representatives.empower(inspection_id, command, by=by, key=key)

    given = {"person": person, "powers": powers, "until": until}
    return _done(request, service, by, inspection_id, act, "people", **given)


@router.post(
    "/inspections/{inspection_id:uuid}/representatives/{person_id:uuid}/revoke"
)
def revoke(
    request: Request,
    inspection_id: UUID,
    person_id: UUID,
    service: ServiceDep,
    by: Acting,
    key: KeyDep,
) -> Response:
    """Take every power back; it counts from that person's next request."""

    def act() -> Receipt:
        return service.representatives.revoke(
            inspection_id, str(person_id), by=by, key=key
        )

    return _done(request, service, by, inspection_id, act, "people")


def _done(
    request: Request,
    service: Service,
    by: Actor,
    id: UUID,
    act: Callable[[], Receipt],
    anchor: str,
    **given: Any,
) -> Response:
    """Do it and show the case; or say why not."""
    case_for(service, by, id)
    try:
        receipt = act()
    except WRONG as fault:
        return show(request, service, by, id, fault, given)
    service.caught_up(receipt.position)
    return see_other(f"/inspections/{id}#{anchor}")
