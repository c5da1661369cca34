"""Terms that questions and evaluations begin become deadlines that fire (L6, E3)."""

from datetime import date
from uuid import UUID, uuid5

from application.deadline import Deadlines
from application.log import EventLog
from application.ports import (
    EvaluatedRules,
    OpenDeadlines,
    Places,
    WaitingEvaluations,
)
from domain.consultation import Question
from domain.deadline import About, Party, Task, WhyCancelled
from domain.errors import NotFound
from domain.evaluation import Evaluation, Subject, SubjectKind
from domain.kernel import Actor, Event, Role
from domain.law_term import LawTerms
from domain.term import Reckoning, Unit, within

BEGINS = Actor(id="system:deadlines", role=Role.SYSTEM)
ANSWER, CONSIDER = Task.ANSWER_QUESTION, Task.CONSIDER_EVALUATION
_EVALUATIONS = UUID("5e0d2a4b-8b9d-5b6c-9e4e-3a2b5f4d7c19")


class _Counting:
    """Counts a term of the law that another context has decided on."""

    def __init__(self, law: LawTerms, places: Places) -> None:
        self._law = law
        self._places = places

    def since(self, rule: str, day: date, due: date) -> Reckoning:
        """The term of a rule from a day, which ends on the day that was decided.

        Args:
            rule: id of the rule of law.
            day: from which it is counted.
            due: the last day, as the event tells it.
        """
        place = self._places.at()
        law = self._law.on(rule, day)
        unmoved = law.term.model_copy(update={"moves": None})
        days = unmoved.model_copy(
            update={"value": max(0, (due - day).days), "unit": Unit.CALENDAR_DAY}
        )
        for term in (law.term, unmoved):
            counted = within(term, day, place)
            if counted.last_day == due:
                return counted
        return within(days, day, place)


class QuestionDeadlines:
    """The body has until a day of the law to answer each turn of a question (L6)."""

    on = (
        Question.Asked,
        Question.FollowedUp,
        Question.Forwarded,
        Question.Answered,
        Question.Explained,
        Question.Closed,
    )

    def __init__(
        self,
        log: EventLog,
        deadlines: Deadlines,
        law: LawTerms,
        places: Places,
    ) -> None:
        self._log = log
        self._deadlines = deadlines
        self._counting = _Counting(law, places)

    def react(self, happened: Event) -> None:
        """Do what follows from one event; read models are at least that far."""
        question = self._log.find(Question, happened.originator_id)
        if question is None:
            return
        id, turns = question.id, range(1, question.turn + 1)
        match happened:
            case Question.Asked():
                self._begin(question, 1, happened)
            case Question.FollowedUp():
                self._begin(question, happened.turn, happened)
            case Question.Forwarded():
                body = Party.body(happened.body)
                for turn in turns:
                    self._deadlines.hand(ANSWER, id, turn, owed_by=body, by=BEGINS)
            case Question.Answered() | Question.Explained():
                self._deadlines.keep(
                    ANSWER, id, happened.turn, at=happened.timestamp, by=BEGINS
                )
            case _:
                why = WhyCancelled.NOT_NEEDED
                for turn in turns:
                    self._deadlines.cancel(ANSWER, id, turn, why=why, by=BEGINS)

    def _begin(
        self, question: Question, turn: int, asked: Question.Asked | Question.FollowedUp
    ) -> None:
        self._deadlines.set(
            ANSWER,
            about=About(
                kind="question",
                id=question.id,
                address=f"/questions/{question.id}",
                name=question.requirement,
            ),
            reckoning=self._counting.since(asked.rule, asked.on, asked.due),
            owed_by=Party.body(question.body),
            owed_to=Party.client(asked.client_id),
            turn=turn,
            by=BEGINS,
        )


class EvaluationDeadlines:
    """The developer of a rule has until a day of the law to consider what was said.

    One deadline for each rule and last day, however many evaluations wait for it; it is
    kept when none does any more.
    """

    on = (
        Evaluation.Given,
        Evaluation.Revised,
        Evaluation.Released,
        Evaluation.Considered,
        Evaluation.KeptBack,
        Evaluation.Withdrawn,
    )

    def __init__(
        self,
        log: EventLog,
        deadlines: Deadlines,
        law: LawTerms,
        places: Places,
        rules: EvaluatedRules,
        waiting: WaitingEvaluations,
        open: OpenDeadlines,
    ) -> None:
        self._log = log
        self._deadlines = deadlines
        self._places = places
        self._counting = _Counting(law, places)
        self._rules = rules
        self._waiting = waiting
        self._open = open
        self._begun: set[tuple[str, date]] = set()

    def react(self, happened: Event) -> None:
        """Do what follows from one event; read models are at least that far."""
        evaluation = self._log.find(Evaluation, happened.originator_id)
        if evaluation is None:
            return
        of, day = evaluation.of, self._places.at().day_of(happened.timestamp)
        dues = self._waiting.dues(str(of))
        for due, rule in dues.items():
            if rule is not None:
                self._begin(of, rule, day, due)
        waiting = {due.toordinal() for due, rule in dues.items() if rule is not None}
        known = {due.toordinal() for due in dues}
        id = _about(of).id
        for turn in (known | set(self._open.turns(CONSIDER, id))) - waiting:
            self._deadlines.keep(CONSIDER, id, turn, at=happened.timestamp, by=BEGINS)
            self._begun.discard((str(of), date.fromordinal(turn)))

    def _begin(self, of: Subject, rule: str, day: date, due: date) -> None:
        if (str(of), due) in self._begun:
            return
        try:
            evaluated = self._rules.of(of)
        except NotFound:
            return
        developer = evaluated.developer
        self._deadlines.set(
            CONSIDER,
            about=_about(of),
            reckoning=self._counting.since(rule, day, due),
            owed_by=Party.authority(developer)
            if developer
            else Party.developer(evaluated.body),
            owed_to=None,
            turn=due.toordinal(),
            by=BEGINS,
        )
        self._begun.add((str(of), due))


def _about(of: Subject) -> About:
    kind = "drafts" if of.kind is SubjectKind.DRAFT else "requirements"
    return About(
        kind="rule",
        id=uuid5(_EVALUATIONS, str(of)),
        address=f"/consideration/{kind}/{of.code}",
        name=of.code,
    )
