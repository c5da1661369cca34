"""A question of a client, its answers, and what follows (L6)."""

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from eventsourcing.domain import event
from pydantic import Field

from domain.consultation.refusals import (
    AlreadyPublic,
    AnswerMissing,
    ForwardingReasonMissing,
    NotAnsweredYet,
    NothingToAnswer,
    QuestionClosed,
    QuestionMissing,
    SameBody,
    ThreadFull,
)
from domain.errors import Refusal
from domain.kernel import Actor, Aggregate, Personal, Value
from domain.law_term import LawTerm
from domain.term import WorkDays

REGISTRAR = ""
"""Stands for the registrar of requirements where the name of a body is expected."""

MOST_FOLLOW_UPS = 3
"""Questions after the first in one thread; set by the service, not by the law."""

Rating = Annotated[int, Field(ge=1, le=5)]
"""How useful an answer was: 1 not at all, 5 very."""


class Status(StrEnum):
    """Where a question stands.

    WAITING for the body, ANSWERED and open for a follow-up, CLOSED by the client.
    """

    WAITING = "waiting"
    ANSWERED = "answered"
    CLOSED = "closed"


class Matter(Value):
    """What a question is about, and who answers.

    Attributes:
        requirement: code; "" for the list as a whole.
        version: of the requirement as it reads now; None for the list.
        control_body: who supervises the requirement; "" for the list.
        body: who answers: that body, or REGISTRAR when nobody here answers for it.
    """

    requirement: str
    version: int | None
    control_body: str
    body: str


class Question(Aggregate):
    """One client's question, with its thread of follow-ups and answers.

    A turn is a question and its answer: turn 1 is what was asked first.
    """

    class Event(Aggregate.Event):
        subject: ClassVar[str] = "client_id"
        client_id: UUID

    class Asked(Aggregate.Created):
        """The client asked; `due` is the last day for the answer by `rule`."""

        subject: ClassVar[str] = "client_id"
        client_id: UUID
        requirement: str
        requirement_version: int | None
        control_body: str
        body: str
        question: Personal
        on: date
        due: date
        rule: str

    class FollowedUp(Event):
        """The client asked on after an answer; the follow-up has its own deadline."""

        turn: int
        question: Personal
        on: date
        due: date
        rule: str

    class Forwarded(Event):
        """The body gave the question to another one; the deadline stays."""

        body: str
        reason: Personal

    class Answered(Event):
        """The body answered a turn."""

        turn: int
        answer: Personal
        on: date

    class Explained(Event):
        """A published explanation became the answer of a turn, or was added to it.

        Attributes:
            explanation: id of the public answer.
            explanation_version: of its text.
        """

        turn: int
        explanation: UUID
        explanation_version: int
        on: date

    class AnswerRead(Event):
        """The client says that the newest answer was read."""

        turn: int

    class Rated(Event):
        """The client rated an answer; a later rating takes the place of an earlier."""

        turn: int
        rating: Rating
        comment: Personal | None = None

    class Closed(Event):
        """The client needs nothing more, whether it was answered or not."""

        on: date

    @classmethod
    def ask(
        cls,
        matter: Matter,
        *,
        client_id: UUID,
        question: str,
        term: LawTerm,
        calendar: WorkDays | None = None,
        by: Actor,
        today: date,
    ) -> "Question":
        """Ask about a requirement or about the list.

        Args:
            matter: what it is about and who answers.
            client_id: who asks.
            question: in the client's words.
            term: the rule for the time to answer, in force today.
            calendar: of working days, should the time be in these.
            by: who asks.
            today: the day of registration, local time.

        Raises:
            QuestionMissing: the text is empty.

        Source:
            Стандарт «Государство для бизнеса», п. 4.7; 59-ФЗ, ст. 12.
        """
        return cls(
            client_id=client_id,
            requirement=matter.requirement,
            requirement_version=matter.version,
            control_body=matter.control_body,
            body=matter.body,
            question=_given(question, QuestionMissing()),
            on=today,
            due=term.last_day(today, calendar),
            rule=term.id,
            by=by,
        )

    def follow_up(
        self,
        *,
        question: str,
        term: LawTerm,
        calendar: WorkDays | None = None,
        by: Actor,
        today: date,
    ) -> None:
        """Ask on after an answer.

        Raises:
            QuestionMissing: the text is empty.
            QuestionClosed, NotAnsweredYet: there is no answer to ask on after.
            ThreadFull: MOST_FOLLOW_UPS were asked.
        """
        self._check_answered()
        if self.turn > MOST_FOLLOW_UPS:
            raise ThreadFull(most=MOST_FOLLOW_UPS)
        self._follow_up(
            client_id=self.client_id,
            turn=self.turn + 1,
            question=_given(question, QuestionMissing()),
            on=today,
            due=term.last_day(today, calendar),
            rule=term.id,
            by=by,
        )

    def forward(self, *, body: str, reason: str, by: Actor) -> None:
        """Give the question to another body; the deadline does not start anew.

        Raises:
            ForwardingReasonMissing: no reason was given.
            SameBody: that body has it.
            QuestionClosed, NothingToAnswer: nothing waits for an answer.
        """
        self._check_waiting()
        if body == self.body:
            raise SameBody
        self._forward(
            client_id=self.client_id,
            body=body,
            reason=_given(reason, ForwardingReasonMissing()),
            by=by,
        )

    def answer(self, *, answer: str, by: Actor, today: date) -> None:
        """Answer what waits.

        Raises:
            AnswerMissing: the text is empty.
            QuestionClosed, NothingToAnswer: nothing waits for an answer.
        """
        self._check_waiting()
        self._answer(
            client_id=self.client_id,
            turn=self.turn,
            answer=_given(answer, AnswerMissing()),
            on=today,
            by=by,
        )

    def explain(
        self, *, explanation: UUID, version: int, by: Actor, today: date
    ) -> None:
        """Let a published explanation answer, or be added to the answer there is.

        Raises:
            QuestionClosed: the client needs nothing more.
            AlreadyPublic: the turn was answered by an explanation before.
        """
        if self.status is Status.CLOSED:
            raise QuestionClosed
        if self.is_explained:
            raise AlreadyPublic
        self._explain(
            client_id=self.client_id,
            turn=self.turn,
            explanation=explanation,
            explanation_version=version,
            on=today,
            by=by,
        )

    def mark_read(self, *, by: Actor) -> None:
        """Say that the newest answer was read; said again it changes nothing.

        Raises:
            NotAnsweredYet: there is no answer.
        """
        if not self.answered_turns:
            raise NotAnsweredYet
        if self.is_unread:
            self._mark_read(
                client_id=self.client_id, turn=max(self.answered_turns), by=by
            )

    def rate(self, *, turn: int, rating: int, comment: str | None, by: Actor) -> None:
        """Say how useful an answer was, also after closing.

        Raises:
            NotAnsweredYet: this turn has no answer.
        """
        if turn not in self.answered_turns:
            raise NotAnsweredYet
        self._rate(
            client_id=self.client_id,
            turn=turn,
            rating=rating,
            comment=comment.strip() or None if comment else None,
            by=by,
        )

    def close(self, *, by: Actor, today: date) -> None:
        """End the thread: nothing more is needed.

        Raises:
            QuestionClosed: it was closed before.
        """
        if self.status is Status.CLOSED:
            raise QuestionClosed
        self._close(client_id=self.client_id, on=today, by=by)

    @event(Asked)
    def __init__(
        self,
        client_id: UUID,
        requirement: str,
        requirement_version: int | None,
        control_body: str,
        body: str,
        question: str,
        on: date,
        due: date,
        rule: str,
        by: Actor,
    ) -> None:
        self.client_id = client_id
        self.requirement = requirement
        self.body = body
        self.questions = [question]
        self.turn = 1
        self.answered_turns: set[int] = set()
        self.is_explained = False
        self.is_unread = False
        self.status = Status.WAITING

    @event(FollowedUp)
    def _follow_up(
        self,
        client_id: UUID,
        turn: int,
        question: str,
        on: date,
        due: date,
        rule: str,
        by: Actor,
    ) -> None:
        self.questions.append(question)
        self.turn = turn
        self.is_explained = False
        self.is_unread = False
        self.status = Status.WAITING

    @event(Forwarded)
    def _forward(self, client_id: UUID, body: str, reason: str, by: Actor) -> None:
        self.body = body

    @event(Answered)
    def _answer(
        self, client_id: UUID, turn: int, answer: str, on: date, by: Actor
    ) -> None:
        self._answered(turn)

    @event(Explained)
    def _explain(
        self,
        client_id: UUID,
        turn: int,
        explanation: UUID,
        explanation_version: int,
        on: date,
        by: Actor,
    ) -> None:
        self.is_explained = True
        self._answered(turn)

    @event(AnswerRead)
    def _mark_read(self, client_id: UUID, turn: int, by: Actor) -> None:
        self.is_unread = False

    @event(Rated)
    def _rate(
        self,
        client_id: UUID,
        turn: int,
        rating: int,
        by: Actor,
        comment: str | None = None,
    ) -> None:
        if turn == max(self.answered_turns):
            self.is_unread = False

    @event(Closed)
    def _close(self, client_id: UUID, on: date, by: Actor) -> None:
        self.is_unread = False
        self.status = Status.CLOSED

    def _answered(self, turn: int) -> None:
        self.answered_turns.add(turn)
        self.is_unread = True
        self.status = Status.ANSWERED

    def _check_waiting(self) -> None:
        if self.status is Status.CLOSED:
            raise QuestionClosed
        if self.status is not Status.WAITING:
            raise NothingToAnswer

    def _check_answered(self) -> None:
        if self.status is Status.CLOSED:
            raise QuestionClosed
        if self.status is not Status.ANSWERED:
            raise NotAnsweredYet


def _given(text: str, otherwise: Refusal) -> str:
    if not text.strip():
        raise otherwise
    return text.strip()
