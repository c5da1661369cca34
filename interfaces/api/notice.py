"""Notices over JSON: inbox, reading, channels, what could not be delivered (I1)."""

from base64 import b64encode
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from fastapi import status as http
from pydantic import Field

from application.access import Action, topics_hidden_from
from application.log import Receipt
from application.notice import (
    AddChannel,
    ChooseHours,
    ChooseTopics,
    ConfirmChannel,
    secret_of,
)
from domain.errors import NotFound
from domain.kernel import Actor, Value
from domain.notice import Basis, ChannelKind, NoSuchChannel, Topic
from interfaces.deps import (
    Asks,
    InPerson,
    KeyDep,
    ServiceDep,
    VersionDep,
    answered,
    own,
)
from interfaces.locale import CODES
from interfaces.service import Service
from projections.notice import (
    ChannelCard,
    Choices,
    DeliveryCard,
    NoticeCard,
)

router = APIRouter(prefix="/api/notices", tags=["notice"])

Reader = Annotated[Actor, Depends(Asks(Action.READ_NOTICES))]
Keeper = Annotated[Actor, Depends(Asks(Action.KEEP_CHANNELS))]


class Which(Value):
    """Which notices to answer."""

    topic: tuple[Topic, ...] = ()
    unread: bool = False
    after: int | None = Field(default=None, ge=1, le=2**62)
    last: UUID | None = None
    limit: int = Field(default=50, ge=1, le=200)


class NoticeOut(Value):
    """A notice, in both languages.

    Attributes:
        id: of it.
        topic: what it is about.
        template, template_version: the words with which it was told.
        subject, text: by language; paragraphs between empty lines.
        about: path of the page that it leads to.
        basis: why you may be told.
        revoke: path at which the consent is revoked; "" when it rests on none.
        told_at: when, UTC.
        read_at: when it was opened first, UTC; null: not yet.
    """

    id: UUID
    topic: Topic
    template: str
    template_version: int
    subject: dict[str, str]
    text: dict[str, str]
    about: str
    basis: Basis
    revoke: str
    told_at: datetime
    read_at: datetime | None


class Inbox(Value):
    """Notices, the newest first.

    Attributes:
        notices: of this page.
        unread: how many nobody has opened; 100 stands for more.
        after, last: for the next page; null at the end.
    """

    notices: tuple[NoticeOut, ...]
    unread: int
    after: int | None
    last: UUID | None


class Channels(Value):
    """The channels of your organisation, and what it chose.

    Attributes:
        channels: the oldest first.
        choices: quiet hours and language; their `version` is the ETag.
        offered: kinds of channels that this installation has.
    """

    channels: tuple[ChannelCard, ...]
    choices: Choices
    offered: tuple[ChannelKind, ...]


class Secret(Value):
    """What a receiver checks signatures with.

    Attributes:
        secret: as Standard Webhooks write it, "whsec_…".
    """

    secret: str


@router.get("")
def inbox(which: Annotated[Which, Query()], service: ServiceDep, by: Reader) -> Inbox:
    """What your organisation was told."""
    place = (which.after, which.last) if which.after and which.last else None
    hidden = topics_hidden_from(by)
    found = service.notice_view.page(
        own(by),
        topics=which.topic,
        hidden=hidden,
        unread=which.unread,
        after=place,
        limit=which.limit,
    )
    after, last = found.after or (None, None)
    return Inbox(
        notices=tuple(_told(service, one) for one in found.notices),
        unread=service.notice_view.unread(own(by), hidden),
        after=after,
        last=last,
    )


@router.post("/read", status_code=http.HTTP_204_NO_CONTENT)
def read_all(service: ServiceDep, by: Reader, key: KeyDep) -> Response:
    """Note that the unread notices, at most 500, were seen."""
    return _noted(service.readings.read_all(own(by), by=by, key=key))


@router.get("/channels")
def channels(service: ServiceDep, by: Keeper, response: Response) -> Channels:
    """Where else notices go."""
    choices = service.notice_view.choices(own(by))
    response.headers["ETag"] = f'"{choices.version}"'
    return Channels(
        channels=tuple(service.notice_view.channels(own(by))),
        choices=choices,
        offered=tuple(sorted(service.carriers)),
    )


@router.post("/channels", status_code=http.HTTP_201_CREATED, dependencies=[InPerson])
def add_channel(
    command: AddChannel,
    service: ServiceDep,
    by: Keeper,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Enter an address; a code goes there. Not with a token, sign in yourself."""
    return answered(
        service.address_books.add(own(by), command, by=by, key=key), response
    )


@router.post("/channels/{channel_id}/code", dependencies=[InPerson])
def ask_code(
    channel_id: UUID, service: ServiceDep, by: Keeper, key: KeyDep, response: Response
) -> Receipt:
    """Send another code."""
    receipt = service.address_books.ask_code(own(by), channel_id, by=by, key=key)
    return answered(receipt, response)


@router.post("/channels/{channel_id}/confirm", dependencies=[InPerson])
def confirm_channel(
    channel_id: UUID,
    command: ConfirmChannel,
    service: ServiceDep,
    by: Keeper,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Enter the code that came through the channel."""
    receipt = service.address_books.confirm(
        own(by), channel_id, command, by=by, key=key
    )
    return answered(receipt, response)


@router.delete("/channels/{channel_id}")
def remove_channel(
    channel_id: UUID, service: ServiceDep, by: Keeper, key: KeyDep, response: Response
) -> Receipt:
    """Send nothing there any more."""
    receipt = service.address_books.remove(own(by), channel_id, by=by, key=key)
    return answered(receipt, response)


@router.get("/channels/{channel_id}/secret", dependencies=[InPerson])
def secret(channel_id: UUID, service: ServiceDep, by: Keeper) -> Secret:
    """What your program checks signatures with."""
    for one in service.notice_view.channels(own(by)):
        if one.id == channel_id and one.kind is ChannelKind.WEBHOOK:
            found = secret_of(service.pseudonyms, channel_id, one.secret)
            return Secret(secret=f"whsec_{b64encode(found).decode()}")
    raise NoSuchChannel


@router.post("/channels/{channel_id}/secret", dependencies=[InPerson])
def renew_secret(
    channel_id: UUID, service: ServiceDep, by: Keeper, key: KeyDep, response: Response
) -> Receipt:
    """Sign with another secret; for a day with the one before, too."""
    receipt = service.address_books.renew_secret(own(by), channel_id, by=by, key=key)
    return answered(receipt, response)


@router.post("/channels/{channel_id}/replay", status_code=http.HTTP_204_NO_CONTENT)
def replay_all(
    channel_id: UUID, service: ServiceDep, by: Keeper, key: KeyDep
) -> Response:
    """Send once more everything of a channel that was given up."""
    return _noted(service.deliveries.replay_all(own(by), channel_id, by=by, key=key))


@router.put("/topics")
def choose_topics(
    command: ChooseTopics,
    service: ServiceDep,
    by: Keeper,
    key: KeyDep,
    version: VersionDep,
    response: Response,
) -> Receipt:
    """Say what goes by which channel; send the version you read as If-Match."""
    receipt = service.address_books.choose_topics(
        own(by), command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.put("/hours")
def choose_hours(
    command: ChooseHours,
    service: ServiceDep,
    by: Keeper,
    key: KeyDep,
    version: VersionDep,
    response: Response,
) -> Receipt:
    """Quiet hours and language; send the version you read as If-Match."""
    receipt = service.address_books.choose_hours(
        own(by), command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.get("/given-up")
def given_up(service: ServiceDep, by: Keeper) -> list[DeliveryCard]:
    """What could not be delivered by the channels in use, at most the newest 200."""
    return service.notice_view.given_up(own(by))


@router.post("/deliveries/{delivery_id}/replay")
def replay(
    delivery_id: UUID,
    service: ServiceDep,
    by: Keeper,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Send once more what was given up."""
    return answered(service.deliveries.replay(delivery_id, by=by, key=key), response)


@router.get("/{notice_id}")
def one(notice_id: UUID, service: ServiceDep, by: Reader) -> NoticeOut:
    """A notice; that it was read is noted by POST …/read."""
    return _told(service, _mine(service, by, notice_id))


@router.post("/{notice_id}/read", status_code=http.HTTP_204_NO_CONTENT)
def read(notice_id: UUID, service: ServiceDep, by: Reader, key: KeyDep) -> Response:
    """Note that a notice was read; the first time counts."""
    _mine(service, by, notice_id)
    return _noted(service.readings.read(notice_id, by=by, key=key))


@router.get("/{notice_id}/deliveries")
def deliveries(notice_id: UUID, service: ServiceDep, by: Reader) -> list[DeliveryCard]:
    """What became of a notice by each channel: every attempt, with its answer."""
    return service.notice_view.deliveries(_mine(service, by, notice_id).id)


def _mine(service: Service, by: Actor, id: UUID) -> NoticeCard:
    card = service.notice_view.get(id)
    if card is None or card.recipient != own(by):
        raise NotFound
    if card.topic in topics_hidden_from(by):
        raise NotFound
    return card


def _noted(receipt: Receipt | None) -> Response:
    headers = {"Sverka-Position": str(receipt.position)} if receipt else {}
    return Response(status_code=http.HTTP_204_NO_CONTENT, headers=headers)


def _told(service: Service, card: NoticeCard) -> NoticeOut:
    said = {code: service.notice_wording.of(card, code) for code in CODES}
    return NoticeOut(
        id=card.id,
        topic=card.topic,
        template=card.template,
        template_version=card.template_version,
        subject={code: worded.subject for code, worded in said.items()},
        text={code: worded.text for code, worded in said.items()},
        about=card.about,
        basis=card.basis,
        revoke=service.notice_wording.revoking(card),
        told_at=card.told_at,
        read_at=card.read_at,
    )
