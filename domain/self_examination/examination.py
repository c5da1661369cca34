"""The self-examination of one client: begun, answered, undone, finished."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID, uuid5

from eventsourcing.domain import event

from domain.errors import Invalid, NotFound, RuleBroken
from domain.kernel import Actor, Aggregate
from domain.profile import FactValue, Profile
from domain.self_examination.catalogue import Catalogue

_EXAMINATIONS = UUID("0d7b5f52-5c0e-5f0b-9a4e-5b8f6a0c7d31")

Facts = Mapping[str, FactValue]


class ExaminationGoesOn(RuleBroken):
    code = "self-examination-goes-on"
    title = "You have begun already: go on where you stopped"


class ExaminationOver(RuleBroken):
    code = "self-examination-over"
    title = "This self-examination is finished: begin a new one"


class AnswersDisagree(Invalid):
    """Facts: `facts`, the keys of those that do not fit together."""

    code = "answers-disagree"
    title = "Two of your answers cannot both be true"
    about = "facts"


class NothingToUndo(RuleBroken):
    code = "nothing-to-undo"
    title = "This answer was undone before"


class Answer(NamedTuple):
    """One answer, as long as it stands.

    Attributes:
        said: facts as the client said them; None: "I don't know".
        before: what it had said of them until then; None: nothing.
    """

    said: Facts
    before: Facts


class Examination(Aggregate):
    """One client's self-examinations, one after the other.

    It keeps what was asked and answered; the facts themselves are the client's, and are
    stated in the same transaction.
    """

    class Event(Aggregate.Event):
        client_id: UUID

    class Begun(Aggregate.Created):
        """The client began.

        Attributes:
            known: everything known then, by fact key; what changed is told against it.
            follows: facts that followed from it at once.
        """

        client_id: UUID
        known: dict[str, FactValue]
        follows: dict[str, FactValue]
        on: date

    class BegunAgain(Event):
        """The client began anew; fields as in Begun."""

        known: dict[str, FactValue]
        follows: dict[str, FactValue]
        on: date

    class Answered(Event):
        """The client answered a question.

        Attributes:
            number: of the answer in this client's history, from 1.
            said: facts as the client said them; null: "I don't know".
            follows: facts that follow now and did not, or (null) no longer follow.
            before: what it had said of the facts until then; null: nothing.
        """

        number: int
        said: dict[str, FactValue]
        follows: dict[str, FactValue]
        before: dict[str, FactValue]

    class Undone(Event):
        """An answer was taken back.

        Attributes:
            number: of the answer.
            restored: facts as the client says them again; those said otherwise since
                are left.
            follows: facts that follow now and did not, or (null) no longer follow.
        """

        number: int
        restored: dict[str, FactValue]
        follows: dict[str, FactValue]

    class Finished(Event):
        """The client ended it; `left`: facts that still decide something, unknown."""

        left: tuple[str, ...]
        on: date

    @classmethod
    def begin(
        cls, *, client_id: UUID, known: Facts, follows: Facts, by: Actor, today: date
    ) -> "Examination":
        """Begin the first one.

        Args:
            client_id: whose.
            known: everything known of the client, by fact key.
            follows: what followed from it.
            by: who begins.
            today: the day, local time.
        """
        return cls(
            client_id=client_id,
            known=dict(known),
            follows=dict(follows),
            on=today,
            by=by,
        )

    def begin_again(
        self, *, known: Facts, follows: Facts, by: Actor, today: date
    ) -> None:
        """Begin another one; arguments as for `begin`.

        Raises:
            ExaminationGoesOn: the one before is not finished.
        """
        if not self.is_finished:
            raise ExaminationGoesOn
        self._begin_again(
            client_id=self.client_id,
            known=dict(known),
            follows=dict(follows),
            on=today,
            by=by,
        )

    def answer(self, *, said: Facts, follows: Facts, before: Facts, by: Actor) -> None:
        """Note an answer.

        Args:
            said: by fact key; None: "I don't know".
            follows: facts that followed.
            before: what the client had said until then, by fact key.
            by: who answers.

        Raises:
            ExaminationOver: it is finished.
        """
        self._check_going_on()
        self._answer(
            client_id=self.client_id,
            number=self.count + 1,
            said=dict(said),
            follows=dict(follows),
            before={fact: before.get(fact) for fact in said},
            by=by,
        )

    def to_restore(self, number: int, facts: Facts) -> dict[str, FactValue]:
        """What the client says again when an answer is undone.

        Args:
            number: of the answer.
            facts: what the client says now, by fact key.

        Returns:
            Facts as they were before; those that somebody said otherwise since are left
            out.

        Raises:
            ExaminationOver: the self-examination is finished.
            NotFound: there was never such an answer.
            NothingToUndo: it was undone.
        """
        self._check_going_on()
        answer = self._answered(number)
        return {
            fact: answer.before[fact]
            for fact, value in answer.said.items()
            if facts.get(fact) == value
        }

    def undo(self, *, number: int, restored: Facts, follows: Facts, by: Actor) -> None:
        """Take an answer back; facts as in `Undone`.

        Raises:
            ExaminationOver, NotFound, NothingToUndo: as for `to_restore`.
        """
        self._check_going_on()
        self._answered(number)
        self._undo(
            client_id=self.client_id,
            number=number,
            restored=dict(restored),
            follows=dict(follows),
            by=by,
        )

    def finish(self, *, left: tuple[str, ...], by: Actor, today: date) -> None:
        """End it.

        Raises:
            ExaminationOver: it was ended before.
        """
        self._check_going_on()
        self._finish(client_id=self.client_id, left=left, on=today, by=by)

    def _answered(self, number: int) -> Answer:
        if not 0 < number <= self.count:
            raise NotFound
        if number not in self.answers:
            raise NothingToUndo
        return self.answers[number]

    def _check_going_on(self) -> None:
        if self.is_finished:
            raise ExaminationOver

    @staticmethod
    def create_id(client_id: UUID) -> UUID:
        """One per client: the primary key enforces it."""
        return uuid5(_EXAMINATIONS, str(client_id))

    @event(Begun)
    def __init__(
        self,
        client_id: UUID,
        known: dict[str, FactValue],
        follows: dict[str, FactValue],
        on: date,
        by: Actor,
    ) -> None:
        self.client_id = client_id
        self.answers: dict[int, Answer] = {}
        self.count = 0
        self.is_finished = False

    @event(BegunAgain)
    def _begin_again(
        self,
        client_id: UUID,
        known: dict[str, FactValue],
        follows: dict[str, FactValue],
        on: date,
        by: Actor,
    ) -> None:
        self.answers = {}
        self.is_finished = False

    @event(Answered)
    def _answer(
        self,
        client_id: UUID,
        number: int,
        said: dict[str, FactValue],
        follows: dict[str, FactValue],
        before: dict[str, FactValue],
        by: Actor,
    ) -> None:
        self.count = number
        self.answers[number] = Answer(said, before)

    @event(Undone)
    def _undo(
        self,
        client_id: UUID,
        number: int,
        restored: dict[str, FactValue],
        follows: dict[str, FactValue],
        by: Actor,
    ) -> None:
        del self.answers[number]

    @event(Finished)
    def _finish(
        self, client_id: UUID, left: tuple[str, ...], on: date, by: Actor
    ) -> None:
        self.is_finished = True


def check_agreement(catalogue: Catalogue, profile: Profile, learned: Facts) -> None:
    """Check that what was learned fits what is known.

    Args:
        catalogue: with the rules.
        profile: with what was said, and what follows from it.
        learned: both of these.

    Raises:
        AnswersDisagree: a rule forbids it.
    """
    broken = catalogue.contradicted(profile, learned)
    if broken:
        named = {rule.fact for rule in broken}
        for rule in broken:
            named |= {one.fact for clause in rule.only_if.clauses for one in clause}
        raise AnswersDisagree(facts=sorted(named))
