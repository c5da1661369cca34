"""Publishing answers that concern others too, and keeping them true (L6)."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final
from uuid import UUID

from pydantic import Field

from application.access import Action, allow, allow_answering
from application.log import EventLog, Key, Receipt, check_version
from application.ports import Bodies, Clock, QuestionFacts
from domain.consultation import Asker, PublicAnswer, Question, Said
from domain.errors import NotFound
from domain.kernel import Actor, Value
from domain.law_term import LawTerms

SIMILAR_QUESTIONS: Final = "LAW-047"
MOST_AT_ONCE = 200


class Text(Value):
    """What everybody reads.

    Attributes:
        question: in the officer's words, without the asker.
        answer: what to do.
        unmet: "cannot be met because …", where the need behind it cannot be met.
    """

    question: str = Field(
        min_length=1,
        max_length=1000,
        examples=["Нужен ли огнетушитель в небольшом зале?"],
    )
    answer: str = Field(
        min_length=1, max_length=20_000, examples=["Да, не меньше одного на помещение."]
    )
    unmet: str | None = Field(
        default=None,
        max_length=5000,
        examples=["норму нельзя заменить датчиком до изменения правил"],
    )

    @property
    def said(self) -> Said:
        """The same as the aggregate takes it."""
        return Said(question=self.question, answer=self.answer, unmet=self.unmet)


class PublishAnswer(Text):
    """Publish what an answered question showed.

    Attributes:
        question_id: the question it comes of; nobody sees from whom that was.
    """

    question_id: UUID


class Explain(Text):
    """Answer similar questions at once, by an explanation for everybody.

    Attributes:
        questions: ids; about the same requirement, with the same body.
    """

    questions: tuple[UUID, ...] = Field(min_length=1, max_length=MOST_AT_ONCE)


class AmendAnswer(Text):
    """Say a public answer otherwise."""


class WithdrawAnswer(Value):
    """Stop saying a public answer."""

    reason: str = Field(
        min_length=1, max_length=5000, examples=["Правила изменились с 1 марта"]
    )


class PublicAnswers:
    """The commands of public answers, all for the body that answers."""

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

    def publish(
        self, command: PublishAnswer, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Publish an answer that is often asked for."""

        def decide() -> Receipt:
            [question], askers = self._questions(by, [command.question_id])
            answer = PublicAnswer.publish(
                question,
                command.said,
                asker=askers[question.client_id],
                by=by,
                today=self._clock.today(),
            )
            return self._log.record(answer, by=by, key=key)

        return self._log.once(by, key, decide)

    def explain(
        self, command: Explain, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Publish an explanation and answer every one of the questions with it."""

        def decide() -> Receipt:
            questions, askers = self._questions(by, command.questions)
            today = self._clock.today()
            explanation = PublicAnswer.explain(
                questions,
                command.said,
                askers=askers.values(),
                term=self._law.on(SIMILAR_QUESTIONS, today),
                by=by,
                today=today,
            )
            return self._log.record(explanation, *questions, by=by, key=key)

        return self._log.once(by, key, decide)

    def amend(
        self,
        id: UUID,
        command: AmendAnswer,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Say an answer otherwise; the earlier text is kept."""

        def decide() -> Receipt:
            answer = self._of_body(by, id, version)
            answer.amend(
                command.said,
                askers=self._askers_of(answer),
                by=by,
                today=self._clock.today(),
            )
            return self._log.record(answer, by=by, key=key)

        return self._log.once(by, key, decide)

    def withdraw(
        self,
        id: UUID,
        command: WithdrawAnswer,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Stop saying an answer; everybody reads why."""

        def decide() -> Receipt:
            answer = self._of_body(by, id, version)
            answer.withdraw(reason=command.reason, by=by, today=self._clock.today())
            return self._log.record(answer, by=by, key=key)

        return self._log.once(by, key, decide)

    def _questions(
        self, by: Actor, ids: Sequence[UUID]
    ) -> tuple[list[Question], Mapping[UUID, Asker]]:
        """Questions with the actor's body, in the order asked for, and who asked.

        Raises:
            NotFound: one is not there, with another body, or of a forgotten client.
        """
        allow(by, Action.ANSWER_QUESTION)
        wanted = list(dict.fromkeys(ids))
        found = self._log.find_many(Question, wanted)
        clients = {one.client_id for one in found.values()}
        askers = self._facts.askers(clients)
        if len(found) < len(wanted) or len(askers) < len(clients):
            raise NotFound
        for one in found.values():
            allow_answering(by, body=one.body, bodies=self._bodies)
        return [found[id] for id in wanted], askers

    def _of_body(self, by: Actor, id: UUID, version: int | None) -> PublicAnswer:
        allow(by, Action.ANSWER_QUESTION)
        answer = self._log.load(PublicAnswer, id)
        allow_answering(by, body=answer.body, bodies=self._bodies)
        return check_version(answer, version)

    def _askers_of(self, answer: PublicAnswer) -> Collection[Asker]:
        questions = self._log.find_many(Question, answer.questions).values()
        return self._facts.askers([one.client_id for one in questions]).values()
