"""What people read of a correspondence (I2)."""

from datetime import date, datetime
from uuid import UUID

from domain.evidence import Scan
from domain.exchange import Contents, Kind, Party
from domain.kernel import Role, Value


class ThreadLine(Value):
    """A correspondence in a list.

    Attributes:
        id: of the correspondence.
        number: its place in the log; people name it by this.
        title: what it is about.
        about: address of the case it belongs to; "" for none.
        client_id: the business it is with.
        parties: who takes part.
        side: the party for which the reader reads it.
        last_number: place in the log of its newest message; the cursor.
        last_kind: what that message is.
        last_sender: the party that sent it.
        last_at: when, UTC.
        messages: how many there are.
        unopened: how many of them the reader's side has not opened.
    """

    id: UUID
    number: int
    title: str
    about: str
    client_id: UUID
    parties: tuple[Party, ...]
    side: UUID
    last_number: int
    last_kind: Kind
    last_sender: UUID
    last_at: datetime
    messages: int
    unopened: int


class ThreadPage(Value):
    """A page of correspondences.

    Attributes:
        threads: the one with the newest message first.
        after: cursor of the next page; None at the end.
    """

    threads: tuple[ThreadLine, ...]
    after: int | None


class ThreadCard(Value):
    """A correspondence.

    Attributes:
        id: of the correspondence.
        version: its version.
        number: its place in the log; people name it by this.
        client_id: the business it is with.
        about: address of the case it belongs to; "" for none.
        title: what it is about.
        parties: who takes part.
        begun_at: when, UTC.
    """

    id: UUID
    version: int
    number: int
    client_id: UUID
    about: str
    title: str
    parties: tuple[Party, ...]
    begun_at: datetime


class Reached(Value):
    """How far a message came with one recipient.

    Attributes:
        recipient: the party.
        delivered_number: place in the log of the delivery; None before it.
        delivered_on: its day, local time.
        delivered_at: when, UTC.
        opened_number: place in the log of the opening; None before it.
        opened_on: its day, local time.
        opened_at: when, UTC.
        opened_by: id of the person who opened it.
        opened_role: as whom.
    """

    recipient: UUID
    delivered_number: int | None = None
    delivered_on: date | None = None
    delivered_at: datetime | None = None
    opened_number: int | None = None
    opened_on: date | None = None
    opened_at: datetime | None = None
    opened_by: str | None = None
    opened_role: Role | None = None


class EnclosureCard(Value):
    """A file that was sent, or waits to be.

    Attributes:
        id: to name it by.
        client_id: the business of the correspondence.
        owner: the party that attached it.
        object: what it is called in the store.
        name: as whoever attached it called it.
        media_type: by its content.
        size: bytes.
        sha256: of the content, hex.
        scan: what the virus scanner said.
        scanner: which one; None when nobody scanned.
        by: id of the person who attached it.
        message: with which it was sent; None before that.
    """

    id: UUID
    client_id: UUID
    owner: UUID
    object: UUID
    name: str
    media_type: str
    size: int
    sha256: str
    scan: Scan
    scanner: str | None
    by: str
    message: UUID | None


class MessageCard(Value):
    """A message as one side may see it.

    Attributes:
        id: of the message.
        version: its version.
        number: place in the log of its sending; people name it by this.
        thread: the correspondence.
        kind: what it is.
        sender: the party that sent it.
        answers: the message that it answers, if it does.
        basis: address of the act by which it was sent; "" for none.
        sent_on: day of sending, local time.
        sent_at: when it was sent, UTC.
        by: id of the person who sent it.
        role: as whom.
        contents: hashes of what was sent.
        files_sent: how many files.
        reached: how far it came with each recipient.
        is_closed: the reader's side got it and has not opened it.
        text: in words; None while closed.
        salt: see `text_document`; None while closed.
        files: in their order; none while closed.
    """

    id: UUID
    version: int
    number: int
    thread: UUID
    kind: Kind
    sender: UUID
    answers: UUID | None
    basis: str
    sent_on: date
    sent_at: datetime
    by: str
    role: Role
    contents: Contents
    files_sent: int
    reached: tuple[Reached, ...]
    is_closed: bool
    text: str | None
    salt: str | None
    files: tuple[EnclosureCard, ...]


class MessagePage(Value):
    """A page of messages.

    Attributes:
        messages: the newest last.
        before: cursor of earlier ones; None at the beginning.
    """

    messages: tuple[MessageCard, ...]
    before: int | None
