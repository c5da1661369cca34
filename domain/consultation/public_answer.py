"""An answer for everybody: asked often, or an explanation of similar questions (L6)."""

from collections.abc import Collection, Sequence
from datetime import date
from enum import StrEnum
from uuid import UUID

from eventsourcing.domain import event

from domain.consultation.asker import Asker, is_named
from domain.consultation.question import Question, Status
from domain.consultation.refusals import (
    AnswerMissing,
    AnswerWithdrawn,
    AskerNamed,
    AskersWords,
    ExplanationOfAnother,
    NotAnsweredYet,
    NothingAmended,
    NothingToAnswer,
    NotTogether,
    QuestionMissing,
    TooFewQuestions,
    WithdrawalReasonMissing,
)
from domain.kernel import Actor, Aggregate, Value
from domain.law_term import LawTerm


class Kind(StrEnum):
    """Why it was published: asked often, or similar questions answered at once."""

    FREQUENT = "frequent"
    EXPLANATION = "explanation"


class Said(Value):
    """What everybody reads.

    Attributes:
        question: in the officer's words, without the asker.
        answer: what to do.
        unmet: why the need behind it cannot be met; None when it can.
    """

    question: str
    answer: str
    unmet: str | None = None

    @property
    def everything(self) -> str:
        """All of its texts."""
        return "\n".join((self.question, self.answer, self.unmet or ""))


class PublicAnswer(Aggregate):
    """A question and its answer as everybody reads them, with their versions.

    Nothing in it is personal: what was withdrawn stays in the log in the clear.
    """

    class Published(Aggregate.Created):
        """A body published it.

        Attributes:
            body: who answers, as the register names it; "" for the registrar.
            requirement: code; "" for the list as a whole.
            questions: ids of those it came of.
            rule: of the law that asks for an explanation, e.g. "LAW-047".
        """

        kind: Kind
        body: str
        requirement: str
        questions: tuple[UUID, ...]
        question: str
        answer: str
        unmet: str | None
        rule: str | None
        on: date

    class Amended(Aggregate.Event):
        """Its text was changed; the earlier one is kept."""

        question: str
        answer: str
        unmet: str | None
        on: date

    class Withdrawn(Aggregate.Event):
        """It is no longer said, and why."""

        reason: str
        on: date

    @classmethod
    def publish(
        cls, source: Question, said: Said, *, asker: Asker, by: Actor, today: date
    ) -> "PublicAnswer":
        """Publish what an answered question showed, in words of one's own.

        Args:
            source: the question it comes of.
            said: what everybody will read.
            asker: whom it must not name.
            by: who publishes.
            today: the day, local time.

        Raises:
            NotAnsweredYet: the question has no answer yet.
            QuestionMissing, AnswerMissing: a text is empty.
            AskerNamed: the text names the business that asked.
            AskersWords: the question is the asker's, word for word.

        Source:
            Стандарт «Государство для бизнеса», п. 4.3.5.9.
        """
        if not source.answered_turns:
            raise NotAnsweredYet
        said = _checked(said, [source], [asker])
        return cls(
            kind=Kind.FREQUENT,
            body=source.body,
            requirement=source.requirement,
            questions=(source.id,),
            **said.model_dump(),
            rule=None,
            on=today,
            by=by,
        )

    @classmethod
    def explain(
        cls,
        sources: Sequence[Question],
        said: Said,
        *,
        askers: Collection[Asker],
        term: LawTerm,
        by: Actor,
        today: date,
    ) -> "PublicAnswer":
        """Answer similar questions at once, by an explanation for everybody.

        Each of `sources` gets it as its answer; record them together with it. Those
        that were answered one by one count too, and get it beside their answer.

        Args:
            sources: questions about the same, with the same body.
            said: what everybody will read.
            askers: whom it must not name.
            term: the rule that says how many questions are enough, in force today.
            by: who explains.
            today: the day, local time.

        Raises:
            NotTogether: about different things, or with different bodies.
            TooFewQuestions: fewer than the rule says.
            NothingToAnswer: all of them were answered.
            AlreadyPublic, QuestionClosed: of one of them.
            QuestionMissing, AnswerMissing, AskerNamed, AskersWords: as `publish`.

        Source:
            248-ФЗ, ст. 50 ч. 6.
        """
        if len({(one.body, one.requirement) for one in sources}) > 1:
            raise NotTogether
        if len(sources) < term.number:
            raise TooFewQuestions(needed=term.number, chosen=len(sources))
        if all(one.status is not Status.WAITING for one in sources):
            raise NothingToAnswer
        said = _checked(said, sources, askers)
        explanation = cls(
            kind=Kind.EXPLANATION,
            body=sources[0].body,
            requirement=sources[0].requirement,
            questions=tuple(one.id for one in sources),
            **said.model_dump(),
            rule=term.id,
            on=today,
            by=by,
        )
        for one in sources:
            explanation.answer(one, by=by, today=today)
        return explanation

    def answer(self, question: Question, *, by: Actor, today: date) -> None:
        """Answer one more question with this explanation.

        Raises:
            AnswerWithdrawn: it is no longer said.
            ExplanationOfAnother: the question is about something else.
            AlreadyPublic, QuestionClosed: of the question.
        """
        self._check_said()
        if (
            self.kind is not Kind.EXPLANATION
            or question.requirement != self.requirement
        ):
            raise ExplanationOfAnother
        question.explain(
            explanation=self.id, version=self.text_version, by=by, today=today
        )

    def amend(
        self, said: Said, *, askers: Collection[Asker], by: Actor, today: date
    ) -> None:
        """Say it otherwise; the earlier text is kept as a version.

        Args:
            said: what everybody will read from now on.
            askers: whom it must not name.
            by: who amends.
            today: the day, local time.

        Raises:
            AnswerWithdrawn: it is no longer said.
            QuestionMissing, AnswerMissing: a text is empty.
            AskerNamed: the text names a business that asked.
            NothingAmended: it says the same.
        """
        self._check_said()
        said = _complete(said)
        _check_unnamed(said, askers)
        if said == self.said:
            raise NothingAmended
        self._amend(**said.model_dump(), on=today, by=by)

    def withdraw(self, *, reason: str, by: Actor, today: date) -> None:
        """Stop saying it.

        Raises:
            WithdrawalReasonMissing: no reason was given.
            AnswerWithdrawn: it was withdrawn before.
        """
        self._check_said()
        if not reason.strip():
            raise WithdrawalReasonMissing
        self._withdraw(reason=reason.strip(), on=today, by=by)

    @event(Published)
    def __init__(
        self,
        kind: Kind,
        body: str,
        requirement: str,
        questions: tuple[UUID, ...],
        question: str,
        answer: str,
        unmet: str | None,
        rule: str | None,
        on: date,
        by: Actor,
    ) -> None:
        self.kind = kind
        self.body = body
        self.requirement = requirement
        self.questions = questions
        self.said = Said(question=question, answer=answer, unmet=unmet)
        self.text_version = 1
        self.is_withdrawn = False

    @event(Amended)
    def _amend(
        self, question: str, answer: str, unmet: str | None, on: date, by: Actor
    ) -> None:
        self.said = Said(question=question, answer=answer, unmet=unmet)
        self.text_version += 1

    @event(Withdrawn)
    def _withdraw(self, reason: str, on: date, by: Actor) -> None:
        self.is_withdrawn = True

    def _check_said(self) -> None:
        if self.is_withdrawn:
            raise AnswerWithdrawn


def _complete(said: Said) -> Said:
    question, answer = said.question.strip(), said.answer.strip()
    if not question:
        raise QuestionMissing
    if not answer:
        raise AnswerMissing
    unmet = said.unmet.strip() or None if said.unmet else None
    return Said(question=question, answer=answer, unmet=unmet)


def _checked(
    said: Said, sources: Sequence[Question], askers: Collection[Asker]
) -> Said:
    said = _complete(said)
    _check_unnamed(said, askers)
    theirs = {_bare(text) for source in sources for text in source.questions}
    if _bare(said.question) in theirs:
        raise AskersWords
    return said


def _check_unnamed(said: Said, askers: Collection[Asker]) -> None:
    if any(is_named(asker, said.everything) for asker in askers):
        raise AskerNamed


def _bare(text: str) -> str:
    """The letters and digits of a text, so that a comma does not make it another."""
    return "".join(sign for sign in text.lower() if sign.isalnum())
