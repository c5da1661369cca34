"""An inspection over JSON for its client and those who act for it (I3, I4, I5, I7)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from fastapi import status as http

from application.access import Action
from application.inspection import (
    AnswerInInspection,
    AskInInspection,
    AskMove,
    Empower,
    TakeSlot,
)
from application.log import Receipt
from domain.errors import NotFound
from domain.exchange import MEDIA_TYPES
from domain.kernel import Actor
from interfaces.deps import Asks, InPerson, KeyDep, ServiceDep, answered
from interfaces.downloads import sent
from interfaces.inspection_cases import case_for, move_in
from interfaces.inspection_talk import AskedIn, file_in, questions_of, talk_of
from interfaces.inspection_turns import NextStep, next_steps
from projections.inspection import RepresentativeCard
from projections.paper import PaperCard

router = APIRouter(prefix="/api/inspections", tags=["inspections"])

Reader = Annotated[Actor, Depends(Asks(Action.READ_INSPECTION))]
Acting = Annotated[Actor, Depends(Asks(Action.REPRESENT_IN_INSPECTION))]
Client = Annotated[Actor, Depends(Asks(Action.RECEIVE_INSPECTION))]
Officer = Annotated[Actor, Depends(Asks(Action.HOLD_INSPECTION))]


@router.get("/{inspection_id}/next")
def next_of(inspection_id: UUID, service: ServiceDep, by: Reader) -> list[NextStep]:
    """What comes next, whose turn it is, and until when; the client's turn first."""
    card = case_for(service, by, inspection_id)
    talk = talk_of(service, by, card)
    moves = service.inspection_view.moves(inspection_id)
    return next_steps(service, card, moves, talk.messages, talk.deadlines)


@router.get("/{inspection_id}/papers")
def papers(inspection_id: UUID, service: ServiceDep, by: Reader) -> list[PaperCard]:
    """The documents of an inspection, the newest first."""
    card = case_for(service, by, inspection_id)
    return service.paper_view.of_case(card.id)


@router.get(
    "/{inspection_id}/papers/{paper_id}/content",
    response_class=Response,
    responses={200: {"content": {"application/pdf": {}}}},
)
def paper(
    inspection_id: UUID, paper_id: UUID, service: ServiceDep, by: Reader
) -> Response:
    """A document as a file; the client's side opens it on the record first."""
    card = case_for(service, by, inspection_id)
    found = service.paper_view.get(paper_id)
    if found is None or found.case_id != card.id:
        raise NotFound
    return sent(service, file_in(service, by, card, found.file))


@router.get(
    "/{inspection_id}/files/{sent_file_id}/content",
    response_class=Response,
    responses={200: {"content": {kind: {} for kind in MEDIA_TYPES}}},
)
def file(
    inspection_id: UUID, sent_file_id: UUID, service: ServiceDep, by: Reader
) -> Response:
    """A file of the correspondence of an inspection, once your side opened it."""
    card = case_for(service, by, inspection_id)
    return sent(service, file_in(service, by, card, sent_file_id))


@router.post("/{inspection_id}/messages/{sent_id}/open")
def open_message(
    inspection_id: UUID,
    sent_id: UUID,
    service: ServiceDep,
    by: Acting,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Open what the body sent: terms that begin with receiving run from then."""
    receipt = service.inspection_talk.open(inspection_id, sent_id, by=by, key=key)
    return answered(receipt, response)


@router.get("/{inspection_id}/questions")
def questions(inspection_id: UUID, service: ServiceDep, by: Reader) -> list[AskedIn]:
    """Questions of the client in an inspection with answers, the newest first."""
    card = case_for(service, by, inspection_id)
    return questions_of(talk_of(service, by, card), card.client_id)


@router.post("/{inspection_id}/questions", status_code=http.HTTP_201_CREATED)
def ask(
    inspection_id: UUID,
    command: AskInInspection,
    service: ServiceDep,
    by: Acting,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Ask the body something in an inspection; it has a deadline to answer."""
    receipt = service.inspection_talk.ask(inspection_id, command, by=by, key=key)
    return answered(receipt, response)


@router.post("/{inspection_id}/questions/{asked_id}/answer")
def answer(
    inspection_id: UUID,
    asked_id: UUID,
    command: AnswerInInspection,
    service: ServiceDep,
    by: Officer,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Answer a question of the client; for the body."""
    receipt = service.inspection_talk.answer(
        inspection_id, asked_id, command, by=by, key=key
    )
    return answered(receipt, response)


@router.post("/{inspection_id}/moves", status_code=http.HTTP_201_CREATED)
def ask_move(
    inspection_id: UUID,
    command: AskMove,
    service: ServiceDep,
    by: Acting,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Ask for another date; if nobody decides in time, your first time holds."""
    receipt = service.date_moves.ask(inspection_id, command, by=by, key=key)
    return answered(receipt, response)


@router.post("/{inspection_id}/moves/{move_id}/choose")
def choose(
    inspection_id: UUID,
    move_id: UUID,
    command: TakeSlot,
    service: ServiceDep,
    by: Acting,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Choose one of the times that the body offered."""
    move_in(service, by, inspection_id, move_id)
    receipt = service.date_moves.choose(move_id, command, by=by, key=key)
    return answered(receipt, response)


@router.post("/{inspection_id}/moves/{move_id}/take-back")
def take_back(
    inspection_id: UUID,
    move_id: UUID,
    service: ServiceDep,
    by: Acting,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Need another date no more."""
    move_in(service, by, inspection_id, move_id)
    return answered(service.date_moves.take_back(move_id, by=by, key=key), response)


@router.get("/{inspection_id}/representatives")
def representatives(
    inspection_id: UUID, service: ServiceDep, by: Reader
) -> list[RepresentativeCard]:
    """Everybody who acts or acted for the client in an inspection."""
    case_for(service, by, inspection_id)
    return service.inspection_view.representatives(inspection_id)


@router.post(
    "/{inspection_id}/representatives",
    status_code=http.HTTP_201_CREATED,
    dependencies=[InPerson],
)
def empower(
    inspection_id: UUID,
    command: Empower,
    service: ServiceDep,
    by: Client,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Name somebody who acts for you in an inspection, or say anew what they may."""
    receipt = service.representatives.empower(inspection_id, command, by=by, key=key)
    return answered(receipt, response)


@router.delete("/{inspection_id}/representatives/{person_id}")
def revoke(
    inspection_id: UUID,
    person_id: UUID,
    service: ServiceDep,
    by: Client,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Take every power back; it counts from that person's next request."""
    receipt = service.representatives.revoke(
        inspection_id, str(person_id), by=by, key=key
    )
    return answered(receipt, response)
