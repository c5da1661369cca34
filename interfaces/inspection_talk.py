"""The correspondence of an inspection, as pages and the API show it (I3, I4)."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from domain.errors import NotFound
from domain.exchange import Kind, Thread
from domain.kernel import Actor, Value
from interfaces.service import Service
from projections.deadline import DeadlineCard
from projections.exchange import EnclosureCard, MessageCard
from projections.inspection import CaseCard

MOST = 200


class Talk(NamedTuple):
    """The correspondence of a case as one side sees it.

    Attributes:
        thread: id of it.
        messages: the newest last; at most 200.
        deadlines: of questions, by the id of the message.
    """

    thread: UUID
    messages: tuple[MessageCard, ...]
    deadlines: Mapping[UUID, DeadlineCard]

    @property
    def closed(self) -> list[MessageCard]:
        """What came and was not opened yet."""
        return [one for one in self.messages if one.is_closed]


def letters_of(talk: Talk, body: UUID, papers: Collection[UUID]) -> list[MessageCard]:
    """What the body sent beside papers and answers, e.g. photos; the newest first."""
    return [
        one
        for one in reversed(talk.messages)
        if one.sender == body and one.answers is None and one.id not in papers
    ]


def file_in(service: Service, by: Actor, card: CaseCard, id: UUID) -> EnclosureCard:
    """A file that came in the correspondence of a case, once it was opened.

    Raises:
        NotFound: it is of another case, or the reader's side has not opened it.
    """
    file = service.exchange_view.enclosure(id)
    if file is None or file.message is None:
        raise NotFound
    message = service.exchange_view.message(file.message, side_of(by, card))
    if message is None or message.thread != _thread(card) or message.is_closed:
        raise NotFound
    return file


class AskedIn(Value):
    """A question of the client, and its answers.

    Attributes:
        id: of the message.
        text: the question; "" while the reader's side has not opened it.
        asked_at: when, UTC.
        due: until when the body answers; null: no deadline runs.
        answers: that were opened, the oldest first.
        waiting: id of an answer that came and was not opened; null: none.
    """

    id: UUID
    text: str
    asked_at: datetime
    due: DeadlineCard | None
    answers: tuple[MessageCard, ...]
    waiting: UUID | None


def side_of(by: Actor, card: CaseCard) -> UUID:
    """The party of whose side somebody reads a case."""
    return card.authority if by.organisation == card.authority else card.client_id


def talk_of(service: Service, by: Actor, card: CaseCard) -> Talk:
    """The correspondence of a case; empty when there is none yet."""
    thread = _thread(card)
    found = service.exchange_view.messages(thread, side_of(by, card), limit=MOST)
    asked = [
        one.id
        for one in found.messages
        if one.sender == card.client_id and one.kind is Kind.REQUEST
    ]
    due = service.deadline_view.about_any(asked) if asked else []
    return Talk(thread, found.messages, {one.about.id: one for one in due})


def _thread(card: CaseCard) -> UUID:
    return Thread.of_case(f"/inspections/{card.id}")


def questions_of(talk: Talk, client: UUID) -> list[AskedIn]:
    """The questions of the client with their answers, the newest first."""
    asked = [
        one
        for one in talk.messages
        if one.sender == client and one.kind is Kind.REQUEST
    ]
    return [_asked(one, talk) for one in reversed(asked)]


def _asked(question: MessageCard, talk: Talk) -> AskedIn:
    answers = [one for one in talk.messages if one.answers == question.id]
    return AskedIn(
        id=question.id,
        text=question.text or "",
        asked_at=question.sent_at,
        due=talk.deadlines.get(question.id),
        answers=tuple(one for one in answers if not one.is_closed),
        waiting=next((one.id for one in answers if one.is_closed), None),
    )
