"""Correspondence with files over JSON (I2)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, File, Query, Response, UploadFile
from fastapi import status as http
from pydantic import Field

from application.access import Action
from application.exchange import Attach, BeginThread, LetRepresent, SendMessage
from application.log import Receipt
from domain.evidence import Scan
from domain.exchange import MEDIA_TYPES, Contents, Kind, Part
from domain.kernel import Actor, Role, Value
from interfaces.deps import Asks, InPerson, KeyDep, ServiceDep, answered
from interfaces.exchange import (
    What,
    file_for,
    file_sent,
    message_for,
    receipt_of,
    text_sent,
    thread_for,
)
from interfaces.giving_receipts import sent as as_file
from projections.exchange import EnclosureCard, MessageCard, ThreadLine

router = APIRouter(prefix="/api/exchange", tags=["exchange"])

Reader = Annotated[Actor, Depends(Asks(Action.READ_THREAD))]
Beginner = Annotated[Actor, Depends(Asks(Action.BEGIN_THREAD))]
Client = Annotated[Actor, Depends(Asks(Action.CHOOSE_REPRESENTATIVE))]
Place = Annotated[int | None, Field(ge=1, le=2**62)]


class PartyOut(Value):
    """Who takes part in a correspondence.

    Attributes:
        id: of the organisation; of the person, for a representative.
        part: what it is there.
        name: null when its data were deleted, or it is a representative of others.
        acts_for: id of the party that it represents; null: it stands for itself.
    """

    id: UUID
    part: Part
    name: str | None
    acts_for: UUID | None


class ThreadOut(Value):
    """A correspondence.

    Attributes:
        id: of the correspondence.
        number: people name it by this.
        title: what it is about.
        about: address of the case it belongs to; "" for none.
        client_id: the business it is with.
        side: id of the party for which you read it.
        parties: who takes part.
    """

    id: UUID
    number: int
    title: str
    about: str
    client_id: UUID
    side: UUID
    parties: tuple[PartyOut, ...]


class Threads(Value):
    """A page of correspondences.

    Attributes:
        threads: the one with the newest message first.
        after: value of `after` for the next page; null at the end.
        unopened: how many messages your side has not opened, in all.
    """

    threads: tuple[ThreadLine, ...]
    after: int | None
    unopened: int


class FileOut(Value):
    """A file that was sent, or waits to be.

    Attributes:
        id: to name it by.
        name: as whoever attached it called it.
        media_type: by its content.
        size: bytes.
        sha256: of the content, hex.
        scan: "clean", or "not_scanned" where there is no virus scanner.
        scanner: which one looked; null when none did.
        message: with which it was sent; null before that.
    """

    id: UUID
    name: str
    media_type: str
    size: int
    sha256: str
    scan: Scan
    scanner: str | None
    message: UUID | None


class ReachedOut(Value):
    """How far a message came with one recipient.

    Attributes:
        recipient: id of the party.
        delivered_number: place in the log of the delivery: what its receipt is of.
        delivered_on: its day where the service is run.
        delivered_at: when, UTC.
        opened_number: place in the log of the opening; null before it.
        opened_on: its day where the service is run.
        opened_at: when, UTC.
        opened_role: as whom it was opened.
    """

    recipient: UUID
    delivered_number: int | None
    delivered_on: date | None
    delivered_at: datetime | None
    opened_number: int | None
    opened_on: date | None
    opened_at: datetime | None
    opened_role: Role | None


class MessageOut(Value):
    """A message as your side may see it.

    Attributes:
        id: of the message.
        number: place in the log of its sending: what its receipt is of.
        thread: the correspondence.
        kind: what it is.
        sender: id of the party that sent it.
        answers: id of the message that it answers, if it does.
        basis: address of the act by which it was sent; "" for none.
        sent_on: day of sending where the service is run.
        sent_at: when, UTC.
        role: as whom it was sent.
        contents: hashes of what was sent.
        files_sent: how many files.
        reached: how far it came with each recipient.
        is_closed: your side got it and has not opened it: POST …/open.
        text: in words; null while closed.
        files: in their order; none while closed.
    """

    id: UUID
    number: int
    thread: UUID
    kind: Kind
    sender: UUID
    answers: UUID | None
    basis: str
    sent_on: date
    sent_at: datetime
    role: Role
    contents: Contents
    files_sent: int
    reached: tuple[ReachedOut, ...]
    is_closed: bool
    text: str | None
    files: tuple[FileOut, ...]


class Messages(Value):
    """A page of messages.

    Attributes:
        messages: the newest last.
        before: value of `before` for earlier ones; null at the beginning.
    """

    messages: tuple[MessageOut, ...]
    before: int | None


class BodyOut(Value):
    """A body to which a client can write."""

    id: UUID
    name: str


class ThreadsQuery(Value):
    """Which correspondences to answer.

    Attributes:
        unopened: only those with something that your side has not opened.
        after: cursor of the page before.
        limit: how many at most.
    """

    unopened: bool = False
    after: Place = None
    limit: int = Field(default=50, ge=1, le=200)


class MessagesQuery(Value):
    """Which messages to answer.

    Attributes:
        before: cursor of the page before.
        limit: how many at most.
    """

    before: Place = None
    limit: int = Field(default=50, ge=1, le=200)


@router.get("/bodies", dependencies=[Depends(Asks(Action.BEGIN_THREAD))])
def bodies(service: ServiceDep) -> list[BodyOut]:
    """The bodies to which a client can write, by name."""
    return [BodyOut(id=id, name=name) for id, name in service.exchange_view.bodies()]


@router.post("/threads", status_code=http.HTTP_201_CREATED)
def begin(
    command: BeginThread,
    service: ServiceDep,
    by: Beginner,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Begin a correspondence with a first message: `changed` names both, in this order.

    A client names the `body`, a body the `inn` of the business.
    """
    receipt = service.correspondence.begin(command, by=by, key=key)
    response.headers["Location"] = f"/api/exchange/threads/{receipt.id}"
    return answered(receipt, response)


@router.get("/threads")
def threads(
    query: Annotated[ThreadsQuery, Query()], service: ServiceDep, by: Reader
) -> Threads:
    """What you take part in, the newest message first."""
    view = service.exchange_view
    page = view.of_reader(
        by, unopened=query.unopened, before=query.after, limit=query.limit
    )
    return Threads(threads=page.threads, after=page.after, unopened=view.unopened(by))


@router.get("/threads/{thread_id:uuid}")
def thread(thread_id: UUID, service: ServiceDep, by: Reader) -> ThreadOut:
    """A correspondence, and who takes part."""
    card, party = thread_for(service, by, thread_id)
    names = service.exchange_view.names([one.id for one in card.parties])
    shown: Mapping[UUID, str] = {
        one.id: names[one.id]
        for one in card.parties
        if one.id in names and (one.acts_for is None or one.side == party.side)
    }
    return ThreadOut(
        **card.model_dump(include={"id", "number", "title", "about", "client_id"}),
        side=party.side,
        parties=tuple(
            PartyOut(
                id=one.id,
                part=one.part,
                name=shown.get(one.id),
                acts_for=one.acts_for,
            )
            for one in card.parties
        ),
    )


@router.get("/threads/{thread_id:uuid}/messages")
def messages(
    thread_id: UUID,
    query: Annotated[MessagesQuery, Query()],
    service: ServiceDep,
    by: Reader,
) -> Messages:
    """The messages of a correspondence; those not opened yet tell no text."""
    card, party = thread_for(service, by, thread_id)
    page = service.exchange_view.messages(
        card.id, party.side, before=query.before, limit=query.limit
    )
    return Messages(
        messages=tuple(map(_message_out, page.messages)), before=page.before
    )


@router.post("/threads/{thread_id:uuid}/messages", status_code=http.HTTP_201_CREATED)
def send(
    thread_id: UUID,
    command: SendMessage,
    service: ServiceDep,
    by: Reader,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Send a message to all others in a correspondence."""
    receipt = service.correspondence.send(thread_id, command, by=by, key=key)
    response.headers["Location"] = f"/api/exchange/messages/{receipt.id}"
    return answered(receipt, response)


@router.post(
    "/threads/{thread_id:uuid}/representatives",
    status_code=http.HTTP_201_CREATED,
    dependencies=[InPerson],
)
def let_represent(
    thread_id: UUID,
    command: LetRepresent,
    service: ServiceDep,
    by: Client,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Let a person act for your business in this correspondence; in person only."""
    receipt = service.correspondence.let_represent(thread_id, command, by=by, key=key)
    return answered(receipt, response)


@router.delete("/threads/{thread_id:uuid}/representatives/{person_id:uuid}")
def end_representing(
    thread_id: UUID,
    person_id: UUID,
    service: ServiceDep,
    by: Client,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Let a person no longer act for your business in this correspondence."""
    receipt = service.correspondence.end_representing(
        thread_id, person_id, by=by, key=key
    )
    return answered(receipt, response)


@router.get("/messages/{message_id:uuid}")
def message(
    message_id: UUID, service: ServiceDep, by: Reader, response: Response
) -> MessageOut:
    """A message; one that is not opened yet tells no text."""
    _, _, card = message_for(service, by, message_id)
    response.headers["ETag"] = f'"{card.version}"'
    return _message_out(card)


@router.post("/messages/{message_id:uuid}/open")
def open_message(
    message_id: UUID, service: ServiceDep, by: Reader, key: KeyDep, response: Response
) -> Receipt:
    """Open a message: recorded with the time, and the sender sees it."""
    receipt = service.correspondence.open(message_id, by=by, key=key)
    return answered(receipt, response)


@router.get(
    "/messages/{message_id:uuid}/text",
    response_class=Response,
    responses={200: {"content": {"text/plain": {}}}},
)
def text(message_id: UUID, service: ServiceDep, by: Reader) -> Response:
    """The text as the file whose hash is in `contents.text`."""
    return text_sent(service, by, message_id)


@router.get(
    "/messages/{message_id:uuid}/receipts/{what}",
    response_class=Response,
    responses={200: {"content": {"application/json": {}}}},
)
def receipt(
    message_id: UUID,
    what: What,
    service: ServiceDep,
    by: Reader,
    recipient: UUID | None = None,
) -> Response:
    """What proves that a message was sent, delivered or opened; see /api/receipts.

    `recipient`: id of a party; by default your own, or the first that it was sent to.
    """
    return as_file(receipt_of(service, by, message_id, what, recipient))


@router.post("/files", status_code=http.HTTP_201_CREATED)
def attach(
    file: Annotated[UploadFile, File()],
    place: Annotated[Attach, Query()],
    service: ServiceDep,
    by: Reader,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Attach a file of at most 10 MB, to be named in the next message.

    To a correspondence that there is, name it as `thread`; a body that will begin one
    names the `inn` of the business. What is not sent within a week is deleted.
    """
    receipt = service.enclosures.attach(
        place, file.filename or "", file.file, by=by, key=key
    )
    response.headers["Location"] = f"/api/exchange/files/{receipt.id}"
    return answered(receipt, response)


@router.get("/files/{enclosure_id:uuid}")
def file(enclosure_id: UUID, service: ServiceDep, by: Reader) -> FileOut:
    """What is known of a file."""
    return _file_out(file_for(service, by, enclosure_id))


@router.get(
    "/files/{enclosure_id:uuid}/content",
    response_class=Response,
    responses={200: {"content": {kind: {} for kind in MEDIA_TYPES}}},
)
def content(enclosure_id: UUID, service: ServiceDep, by: Reader) -> Response:
    """The file itself."""
    return file_sent(service, by, enclosure_id)


@router.delete("/files/{enclosure_id:uuid}")
def detach(
    enclosure_id: UUID, service: ServiceDep, by: Reader, key: KeyDep, response: Response
) -> Receipt:
    """Take a file away that was not sent yet."""
    return answered(service.enclosures.detach(enclosure_id, by=by, key=key), response)


def _file_out(card: EnclosureCard) -> FileOut:
    return FileOut(**card.model_dump(include=set(FileOut.model_fields)))


def _message_out(card: MessageCard) -> MessageOut:
    told = set(MessageOut.model_fields) - {"reached", "files"}
    known = set(ReachedOut.model_fields)
    return MessageOut(
        **card.model_dump(include=told),
        reached=tuple(
            ReachedOut(**one.model_dump(include=known)) for one in card.reached
        ),
        files=tuple(map(_file_out, card.files)),
    )
