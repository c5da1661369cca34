"""A message with its files: sent, delivered, opened (I2)."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID, uuid4

from eventsourcing.domain import event

from domain.errors import NotFound
from domain.exchange.content import Contents
from domain.exchange.enclosure import Enclosure
from domain.exchange.party import Part, Party
from domain.exchange.refusals import (
    AnsweredMissing,
    FileKindWithoutFile,
    MessageEmpty,
    NotOpenedYet,
    OnlyTheStateDecides,
    OwnMessage,
    TooManyFiles,
)
from domain.exchange.thread import Thread
from domain.kernel import Actor, Aggregate, Personal, Value

MOST_FILES = 20


class Kind(StrEnum):
    """What a message is to those who get it."""

    REQUEST = "request"
    ANSWER = "answer"
    FILE = "file"
    STATEMENT = "statement"
    DECISION = "decision"


class Letter(Value):
    """What is to be sent.

    Attributes:
        kind: what it is.
        text: in words; "" where only files are sent.
        basis: address of the act of another context by which it is sent, e.g. of a
            request for information; "" for none.
    """

    kind: Kind
    text: str
    basis: str = ""


class Message(Aggregate):
    """What one party sent to the others, when it reached each and when each opened it.

    Delivered is what stands in the recipient's inbox; opened is what one who acts for
    the recipient asked to be shown. Nothing of it is ever taken back.
    """

    class Event(Aggregate.Event):
        subject: ClassVar[str] = "client_id"
        client_id: UUID

    class Sent(Aggregate.Created):
        """A party sent it.

        Attributes:
            client_id: the business of the correspondence.
            thread: the correspondence.
            sender: id of the party.
            recipients: ids of the parties that it is sent to.
            text: in words; may be empty.
            files: ids of enclosures, in their order.
            answers: id of the message that it answers, if it does.
            basis: see `Letter`.
            salt: see `text_document`.
            contents: hashes of the text and of each of `files`.
            on: day of sending, local time.
        """

        subject: ClassVar[str] = "client_id"
        client_id: UUID
        thread: UUID
        sender: UUID
        recipients: tuple[UUID, ...]
        kind: Kind
        text: Personal
        files: tuple[UUID, ...]
        answers: UUID | None
        basis: str
        salt: Personal
        contents: Contents
        on: date

    class Delivered(Event):
        """It stands in a recipient's inbox; `on` is the day, local time."""

        thread: UUID
        recipient: UUID
        contents: Contents
        on: date

    class Opened(Event):
        """One who acts for a recipient opened it; `on` is the day, local time."""

        thread: UUID
        recipient: UUID
        contents: Contents
        on: date

    @classmethod
    def send(
        cls,
        letter: Letter,
        *,
        thread: Thread,
        sender: Party,
        files: Sequence[Enclosure],
        answers: "Message | None",
        salt: str,
        by: Actor,
        today: date,
    ) -> "Message":
        """Send to all other parties of a correspondence; record `files` together.

        Args:
            letter: what.
            thread: in which correspondence.
            sender: as which party.
            files: attached by this party and not sent yet.
            answers: the message that it answers; an answer needs one.
            salt: unguessable, 32 bytes or more in hex.
            by: who sends.
            today: the day, local time.

        Raises:
            MessageEmpty, FileKindWithoutFile, TooManyFiles: nothing, or too much.
            OnlyTheStateDecides: a client, or one for it, sends a decision.
            AnsweredMissing, OwnMessage, NotOpenedYet: it answers nothing that the
                side got and opened.
            NotTheirFile, AlreadyEnclosed: of `files`.
        """
        side = thread.parties[sender.side]
        text = letter.text.strip()
        _check_content(letter.kind, text, files)
        if letter.kind is Kind.DECISION and side.part is Part.CLIENT:
            raise OnlyTheStateDecides
        if letter.kind is Kind.ANSWER and answers is None:
            raise AnsweredMissing
        if answers is not None:
            answers.check_answerable(thread.id, side.id)
        id = uuid4()
        for file in files:
            file.enclose(id, client_id=thread.client_id, owner=side.id, by=by)
        return cls._create(
            cls.Sent,
            id=id,
            client_id=thread.client_id,
            thread=thread.id,
            sender=side.id,
            recipients=thread.others(side.id),
            kind=letter.kind,
            text=text,
            files=tuple(one.id for one in files),
            answers=answers.id if answers else None,
            basis=letter.basis,
            salt=salt,
            contents=Contents.of(text, salt, [one.sha256 for one in files]),
            on=today,
            by=by,
        )

    def deliver(self, *, by: Actor, today: date) -> None:
        """Note that it stands in the inbox of everybody it was sent to."""
        for recipient in self.recipients:
            self._reach(recipient, by, today)

    def open(self, recipient: UUID, *, by: Actor, today: date) -> None:
        """Show it to one who acts for a recipient; only the first time counts.

        Args:
            recipient: the party for which it is opened.
            by: who opens.
            today: the day, local time.

        Raises:
            NotFound: it was not sent to this party.
        """
        if recipient not in self.recipients:
            raise NotFound
        if recipient in self.opened:
            return
        self._reach(recipient, by, today)
        self._open(
            client_id=self.client_id,
            thread=self.thread,
            recipient=recipient,
            contents=self.contents,
            on=today,
            by=by,
        )

    def check_answerable(self, thread: UUID, side: UUID) -> None:
        """See that a party may answer it.

        Raises:
            AnsweredMissing: it is of another correspondence, or was not sent to it.
            OwnMessage: the party sent it.
            NotOpenedYet: the party has not opened it.
        """
        if self.thread != thread:
            raise AnsweredMissing
        if self.sender == side:
            raise OwnMessage
        if side not in self.recipients:
            raise AnsweredMissing
        if side not in self.opened:
            raise NotOpenedYet

    @event(Sent)
    def __init__(
        self,
        client_id: UUID,
        thread: UUID,
        sender: UUID,
        recipients: tuple[UUID, ...],
        kind: Kind,
        text: str,
        files: tuple[UUID, ...],
        answers: UUID | None,
        basis: str,
        salt: str,
        contents: Contents,
        on: date,
        by: Actor,
    ) -> None:
        self.client_id = client_id
        self.thread = thread
        self.kind = kind
        self.sender = sender
        self.basis = basis
        self.recipients = recipients
        self.contents = contents
        self.delivered: set[UUID] = set()
        self.opened: set[UUID] = set()

    @event(Delivered)
    def _deliver(
        self,
        client_id: UUID,
        thread: UUID,
        recipient: UUID,
        contents: Contents,
        on: date,
        by: Actor,
    ) -> None:
        self.delivered.add(recipient)

    @event(Opened)
    def _open(
        self,
        client_id: UUID,
        thread: UUID,
        recipient: UUID,
        contents: Contents,
        on: date,
        by: Actor,
    ) -> None:
        self.opened.add(recipient)

    def _reach(self, recipient: UUID, by: Actor, today: date) -> None:
        # Whoever opens it has it in the inbox, though the worker may not have said so.
        if recipient not in self.delivered:
            self._deliver(
                client_id=self.client_id,
                thread=self.thread,
                recipient=recipient,
                contents=self.contents,
                on=today,
                by=by,
            )


def _check_content(kind: Kind, text: str, files: Sequence[Enclosure]) -> None:
    if kind is Kind.FILE and not files:
        raise FileKindWithoutFile
    if not text and not files:
        raise MessageEmpty
    if len(files) > MOST_FILES:
        raise TooManyFiles(most=MOST_FILES)
