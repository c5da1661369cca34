"""Questions, their answers and ratings: what the client and the body may ask (L6)."""

from typing import Final
from uuid import UUID

from pydantic import Field

from application.access import Action, allow, allow_answering
from application.log import EventLog, Key, Receipt, check_version
from application.ports import Bodies, Clock, QuestionFacts
from domain.consultation import (
    NobodyAnswers,
    PublicAnswer,
    Question,
    Rating,
)
from domain.errors import NotFound
from domain.kernel import Actor, Value
from domain.law_term import LawTerm, LawTerms
from domain.requirement import Code

TIME_TO_ANSWER: Final = "LAW-049"


class Ask(Value):
    """Ask about a requirement, or about the list as a whole.

    Attributes:
        question: in one's own words.
        requirement: code; null for the list.
    """

    question: str = Field(
        min_length=1,
        max_length=5000,
        examples=["Нужен ли огнетушитель в кафе на десять мест?"],
    )
    requirement: Code | None = Field(default=None, examples=["REQ-FIRE-001"])


class FollowUp(Value):
    """Ask on after an answer."""

    question: str = Field(
        min_length=1, max_length=5000, examples=["А если зал летний?"]
    )


class Rate(Value):
    """Say how useful an answer was.

    Attributes:
        turn: which answer of the thread, from 1.
        rating: 1 not at all, 5 very.
        comment: in one's own words, if any.
    """

    turn: int = Field(ge=1, le=100, examples=[1])
    rating: Rating = Field(examples=[5])
    comment: str | None = Field(
        default=None, max_length=5000, examples=["Ответ понятный и по делу"]
    )


class Forward(Value):
    """Give a question to another body; its deadline stays.

    Attributes:
        body: as the register names it; "" for the registrar.
        reason: the client reads it.
    """

    body: str = Field(max_length=500, examples=["Роспотребнадзор"])
    reason: str = Field(
        min_length=1, max_length=5000, examples=["Вопрос о санитарных правилах"]
    )


class GiveAnswer(Value):
    """The body's answer."""

    answer: str = Field(
        min_length=1, max_length=20_000, examples=["Да, один на каждое помещение."]
    )


class AnswerWith(Value):
    """Answer with an explanation that was published before.

    Attributes:
        explanation: its id.
    """

    explanation: UUID


class Consultations:
    """The commands of questions."""

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        law: LawTerms,
        facts: QuestionFacts,
        bodies: Bodies,
    ) -> None:
        self._log = log
        self._clock = clock
        self._law = law
        self._facts = facts
        self._bodies = bodies

    def ask(
        self, client_id: UUID, command: Ask, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Ask the body that supervises the requirement, or the registrar; the client.

        Raises:
            NotFound: there is no such published requirement.
            QuestionMissing: the question is empty.
        """
        allow(by, Action.ASK, of=client_id)

        def decide() -> Receipt:
            question = Question.ask(
                self._facts.matter(client_id, command.requirement),
                client_id=client_id,
                question=command.question,
                term=self._term(),
                calendar=self._law.calendar,
                by=by,
                today=self._clock.today(),
            )
            return self._log.record(question, by=by, key=key)

        return self._log.once(by, key, decide)

    def follow_up(
        self,
        id: UUID,
        command: FollowUp,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Ask on after an answer; the client."""

        def decide() -> Receipt:
            question = self._of_client(by, id, version)
            question.follow_up(
                question=command.question,
                term=self._term(),
                calendar=self._law.calendar,
                by=by,
                today=self._clock.today(),
            )
            return self._log.record(question, by=by, key=key)

        return self._log.once(by, key, decide)

    def mark_read(
        self,
        id: UUID,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Say that the answer was read; the client."""

        def decide() -> Receipt:
            question = self._of_client(by, id, version)
            question.mark_read(by=by)
            return self._log.record(question, by=by, key=key)

        return self._log.once(by, key, decide)

    def rate(
        self,
        id: UUID,
        command: Rate,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Rate an answer; the client."""

        def decide() -> Receipt:
            question = self._of_client(by, id, version)
            question.rate(**command.model_dump(), by=by)
            return self._log.record(question, by=by, key=key)

        return self._log.once(by, key, decide)

    def close(
        self,
        id: UUID,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """End the thread; the client."""

        def decide() -> Receipt:
            question = self._of_client(by, id, version)
            question.close(by=by, today=self._clock.today())
            return self._log.record(question, by=by, key=key)

        return self._log.once(by, key, decide)

    def forward(
        self,
        id: UUID,
        command: Forward,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Give the question to another body; the body that has it.

        Raises:
            NobodyAnswers: no organisation here answers for that body.
        """

        def decide() -> Receipt:
            question = self._of_body(by, id, version)
            if command.body not in self._facts.answering():
                raise NobodyAnswers
            question.forward(body=command.body, reason=command.reason, by=by)
            return self._log.record(question, by=by, key=key)

        return self._log.once(by, key, decide)

    def answer(
        self,
        id: UUID,
        command: GiveAnswer,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Answer; the body."""

        def decide() -> Receipt:
            question = self._of_body(by, id, version)
            question.answer(answer=command.answer, by=by, today=self._clock.today())
            return self._log.record(question, by=by, key=key)

        return self._log.once(by, key, decide)

    def answer_with(
        self,
        id: UUID,
        command: AnswerWith,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Answer with a published explanation; the body.

        Raises:
            NotFound: there is no such explanation.
        """

        def decide() -> Receipt:
            question = self._of_body(by, id, version)
            explanation = self._log.load(PublicAnswer, command.explanation)
            explanation.answer(question, by=by, today=self._clock.today())
            return self._log.record(question, by=by, key=key)

        return self._log.once(by, key, decide)

    def _of_client(self, by: Actor, id: UUID, version: int | None) -> Question:
        allow(by, Action.ASK)
        question = self._load(id)
        allow(by, Action.ASK, of=question.client_id)
        return check_version(question, version)

    def _of_body(self, by: Actor, id: UUID, version: int | None) -> Question:
        allow(by, Action.ANSWER_QUESTION)
        question = self._load(id)
        allow_answering(by, body=question.body, bodies=self._bodies)
        return check_version(question, version)

    def _load(self, id: UUID) -> Question:
        """The question, unless its client was forgotten and it with the client."""
        question = self._log.load(Question, id)
        if not self._facts.askers([question.client_id]):
            raise NotFound
        return question

    def _term(self) -> LawTerm:
        return self._law.on(TIME_TO_ANSWER, self._clock.today())
