"""Correspondence as a reader may see it: what pages and the API share (I2)."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final
from uuid import UUID

from fastapi.responses import Response

from application.access import Action, allow_thread, may
from domain.errors import NotFound
from domain.exchange import NotOpenedYet, Party, text_document
from domain.kernel import Actor
from domain.receipt import Content, Receipt, Side
from interfaces.downloads import sent
from interfaces.service import Service
from projections.exchange import EnclosureCard, MessageCard, Reached, ThreadCard


class What(StrEnum):
    """What of a message a receipt proves."""

    SENT = "sent"
    DELIVERED = "delivered"
    OPENED = "opened"


TOLD: Final = {
    What.SENT: ("thread", "sender", "recipients", "kind", "contents", "on"),
    What.DELIVERED: ("thread", "recipient", "contents", "on"),
    What.OPENED: ("thread", "recipient", "contents", "on"),
}
"""Parts of the event that its receipt shows to whoever takes part."""


def thread_for(service: Service, by: Actor, id: UUID) -> tuple[ThreadCard, Party]:
    """A correspondence, and as which party the reader takes part.

    Raises:
        NotFound: it is none of the reader's.
    """
    return _taken_part(service.exchange_view.get(id), by)


def message_for(
    service: Service, by: Actor, id: UUID
) -> tuple[ThreadCard, Party, MessageCard]:
    """A message as the reader's side may see it.

    Raises:
        NotFound: it is none of the reader's.
    """
    card, party = _taken_part(service.exchange_view.thread_of(id), by)
    message = service.exchange_view.message(id, party.side)
    if message is None:
        raise NotFound
    return card, party, message


def text_sent(service: Service, by: Actor, id: UUID) -> Response:
    """The text of a message as the file whose hash its receipt tells.

    Raises:
        NotFound: it is none of the reader's, or there is no text.
        NotOpenedYet: the reader's side has not opened it.
    """
    _, _, message = message_for(service, by, id)
    if message.is_closed:
        raise NotOpenedYet
    if not message.text or message.salt is None:
        raise NotFound
    return Response(
        text_document(message.text, message.salt),
        media_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{_text(message)}"'},
    )


def file_for(service: Service, by: Actor, id: UUID) -> EnclosureCard:
    """A file that the reader's side attached, or that came with an opened message.

    Raises:
        NotFound: it is none of the reader's.
        NotOpenedYet: it came with a message that the side has not opened.
    """
    card = service.exchange_view.enclosure(id)
    if card is None:
        raise NotFound
    if card.message is not None:
        _, _, message = message_for(service, by, card.message)
        if message.is_closed:
            raise NotOpenedYet
    elif not _attached(card, by):
        raise NotFound
    return card


def file_sent(service: Service, by: Actor, id: UUID) -> Response:
    """The file itself; see `file_for`."""
    return sent(service, file_for(service, by, id))


def receipt_of(
    service: Service, by: Actor, id: UUID, what: What, recipient: UUID | None = None
) -> Receipt:
    """What proves that a message was sent, delivered or opened, with its hashes.

    Args:
        service: gives receipts.
        by: one who takes part in the correspondence.
        id: of the message.
        what: happened to it.
        recipient: with which party; by default the reader's own, or the first.

    Raises:
        NotFound: it has not happened, or the message is none of the reader's.
        TimeoutError: the tree over the log is far behind.
    """
    _, party, message = message_for(service, by, id)
    reached = _reached(message.reached, recipient or party.side, recipient)
    position = _position(message, reached, what)
    if position is None or reached is None:
        raise NotFound
    names = service.exchange_view.names([message.sender, reached.recipient])
    doer = {What.SENT: message.sender, What.OPENED: reached.recipient}.get(what)

    def give() -> Receipt:
        return service.receipts.receipt_for(
            position,
            what=f"exchange.{what}",
            name=names.get(doer) if doer else None,
            to=Side(
                organisation=reached.recipient,
                name=names.get(reached.recipient),
                field="recipients" if what is What.SENT else "recipient",
            ),
            content=_contents(message),
            about=f"/exchange/{message.thread}",
            shows=TOLD[what],
        )

    try:
        return give()
    except TimeoutError:
        service.caught_up(position)
        return give()


def _reached(
    reached: Iterable[Reached], side: UUID, wanted: UUID | None
) -> Reached | None:
    found = {one.recipient: one for one in reached}
    return found.get(side) or (None if wanted else next(iter(found.values()), None))


def _position(message: MessageCard, reached: Reached | None, what: What) -> int | None:
    if reached is None:
        return None
    return {
        What.SENT: message.number,
        What.DELIVERED: reached.delivered_number,
        What.OPENED: reached.opened_number,
    }[what]


def _text(message: MessageCard) -> str:
    """What the text of a message is called as a file."""
    return f"message-{message.number}.txt"


def _contents(message: MessageCard) -> list[Content]:
    """The hashes with names; a closed message tells none of its files' names."""
    told = [one.name for one in message.files]
    names = told or [f"file {number + 1}" for number in range(message.files_sent)]
    told_text = message.contents.text
    text = [(_text(message), told_text)] if told_text else []
    files = zip(names, message.contents.files, strict=True)
    return [
        Content(name=name, sha256=sha256, field="contents")
        for name, sha256 in (*text, *files)
    ]


def _attached(card: EnclosureCard, by: Actor) -> bool:
    own = may(by, Action.BEGIN_THREAD) and by.organisation == card.owner
    return own or by.id == card.by


def _taken_part(card: ThreadCard | None, by: Actor) -> tuple[ThreadCard, Party]:
    if card is None:
        raise NotFound
    return card, allow_thread(by, card.parties)
