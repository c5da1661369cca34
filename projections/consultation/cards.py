"""What people read of questions, and places in lists of them (L6)."""

import base64
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

import orjson
from pydantic import TypeAdapter, ValidationError

from domain.consultation import Status
from domain.errors import Invalid
from domain.kernel import Role, Value

P = TypeVar("P")


class BadQuestionCursor(Invalid):
    code = "bad-question-cursor"
    title = "This is not a place in a list that the service gave you"
    about = "after"


class Turn(Value):
    """A question of a thread and its answer.

    Attributes:
        number: from 1.
        question: in the client's words.
        on: day of registration.
        due: last day for the answer.
        rule: of the law behind `due`, e.g. "LAW-049".
        body: who answered; None before that.
        answer: in the body's words; None when there is none of its own.
        explanation: id of the public answer that answers too; None when none does.
        explanation_version: of its text when it was given.
        answered_on: day of the answer.
        answered_at: the same, UTC.
        rating: 1..5, when the client gave one.
        comment: to the rating.
    """

    number: int
    question: str
    on: date
    due: date
    rule: str
    body: str | None = None
    answer: str | None = None
    explanation: UUID | None = None
    explanation_version: int | None = None
    answered_on: date | None = None
    answered_at: datetime | None = None
    rating: int | None = None
    comment: str | None = None


class Happened(Value):
    """One thing that happened to a question.

    Attributes:
        kind: name of the event in snake case, e.g. "asked", "forwarded".
        at: when, UTC.
        by: id of the person.
        role: as whom.
        text: the reason of a forwarding; None otherwise.
        body: to which it was forwarded; None otherwise.
    """

    kind: str
    at: datetime
    by: str
    role: Role
    text: str | None = None
    body: str | None = None


class QuestionCard(Value):
    """A question with its thread.

    Attributes:
        id: of the question.
        version: its version; the ETag.
        number: its place in the log; people name it by this.
        asked_at: when it was registered, UTC.
        client_id: who asks.
        client_name: as registered; None where the reader did not ask for it.
        requirement: code; "" for the list.
        requirement_version: when it was asked.
        control_body: who supervises the requirement; "" for the list.
        body: who answers; "" for the registrar.
        status: where it stands.
        due: last day for the newest answer.
        is_unread: whether an answer waits to be read.
        changed_at: when it last changed, UTC.
        turns: the thread, oldest first.
        moments: everything that happened, oldest first.
    """

    id: UUID
    version: int
    number: int
    asked_at: datetime
    client_id: UUID
    client_name: str | None = None
    requirement: str
    requirement_version: int | None
    control_body: str
    body: str
    status: Status
    due: date
    is_unread: bool
    changed_at: datetime
    turns: tuple[Turn, ...]
    moments: tuple[Happened, ...]

    @property
    def last(self) -> Turn:
        """The newest turn."""
        return self.turns[-1]

    def is_overdue(self, today: date) -> bool:
        """Whether the last day for the answer has passed without one."""
        return self.status is Status.WAITING and self.due < today


class Pile(Value):
    """A page of questions.

    Attributes:
        questions: what waits by deadline, the oldest first; else the newest first.
        after: cursor of the next page; None at the end.
    """

    questions: tuple[QuestionCard, ...]
    after: str | None


class Similar(Value):
    """Questions about the same that look alike, enough for one explanation.

    Attributes:
        requirement: code; "" for the list.
        body: with which they are.
        questions: ids, the one most alike to the others first.
    """

    requirement: str
    body: str
    questions: tuple[UUID, ...]


class Ratings(Value):
    """What clients think of answers: how many ratings, and their mean."""

    count: int
    mean: float | None


class ForClient(Value):
    """What a home page tells a client.

    Attributes:
        waiting: questions that wait for the state.
        until: the nearest of their deadlines; None when none waits.
        overdue: those of them whose deadline has passed.
        unread: questions with an answer that was not read.
    """

    waiting: int
    until: date | None
    overdue: int
    unread: int


class ForOfficer(Value):
    """What a home page tells an officer.

    Attributes:
        open: questions that wait for the officer's body.
        overdue: those of them whose deadline has passed.
        until: the nearest deadline; None when none waits.
    """

    open: int
    overdue: int
    until: date | None


def cursor(place: object) -> str:
    """A place in a list as an opaque text."""
    return base64.urlsafe_b64encode(orjson.dumps(place)).decode().rstrip("=")


def placed(kind: TypeAdapter[P], text: str) -> P:
    """The place that `cursor` made a text of.

    Raises:
        BadQuestionCursor: it did not.
    """
    try:
        packed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        return kind.validate_json(packed)
    except (ValidationError, ValueError):
        raise BadQuestionCursor from None
