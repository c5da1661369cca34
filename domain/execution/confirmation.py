"""What a finished execution confirms: issued, lapsing, questioned, renewed (C2)."""

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID, uuid5

from eventsourcing.domain import event
from pydantic import Field

from domain.algorithm import AlgorithmContent
from domain.applicability import Subject
from domain.execution.aggregate import About, Execution
from domain.execution.covering import Confirmed, How, Proof, confirmed
from domain.execution.refusals import (
    ConfirmationOver,
    NotConfirmedHere,
    NothingConfirmed,
    NothingToRenew,
    NotQuestioned,
    QuestionedAlready,
    ReplyAwaited,
    WordsMissing,
)
from domain.execution.term import warned_from
from domain.kernel import Actor, Aggregate, Personal, Value
from domain.profile import FactValue, Profile
from domain.redress import ByAppeal, EffectImpossible

_CONFIRMATIONS = UUID("5f0f6a52-2b0c-5b7c-9a35-1f9fd8f9b0c2")


class Force(StrEnum):
    """Where a confirmation stands.

    IN_FORCE: all of it holds. PARTLY: some of it lapsed. LAPSED: nothing holds.
    RENEWED: another one took its place. WITHDRAWN: the client took it back.
    """

    IN_FORCE = "in_force"
    PARTLY = "partly"
    LAPSED = "lapsed"
    RENEWED = "renewed"
    WITHDRAWN = "withdrawn"


STANDING = frozenset({Force.IN_FORCE, Force.PARTLY})


class Why(StrEnum):
    """Why something that was confirmed lapses."""

    NEW_REQUIREMENT_VERSION = "new_requirement_version"
    REQUIREMENT_ENDED = "requirement_ended"
    ALGORITHM_CHANGED = "algorithm_changed"
    ALGORITHM_WITHDRAWN = "algorithm_withdrawn"
    FACT_CHANGED = "fact_changed"
    PLACE_CLOSED = "place_closed"
    TERM_ENDED = "term_ended"


class Lapse(Value):
    """What lapses, and why.

    Attributes:
        why: what happened.
        steps: numbers of the steps that no longer count.
        requirements: codes of those that are no longer confirmed.
        facts: the changed facts as they are now.
        version: of the requirement or of the algorithm now, where one is new.
    """

    why: Why
    steps: tuple[int, ...] = ()
    requirements: tuple[str, ...] = ()
    facts: dict[str, FactValue] = Field(default_factory=dict)
    version: int | None = None


class Dispute(StrEnum):
    """Where the question of one body stands."""

    ASKED = "asked"
    REPLIED = "replied"
    DROPPED = "dropped"
    UPHELD = "upheld"


OPEN = frozenset({Dispute.ASKED, Dispute.REPLIED})


class ExecutionConfirmation(Aggregate):
    """One client's confirmation that an algorithm was carried out."""

    class Event(Aggregate.Event):
        subject: ClassVar[str] = "client_id"
        client_id: UUID

    class Issued(Aggregate.Created):
        """An execution was finished, and this is what it confirms.

        Attributes:
            execution: id.
            algorithm, algorithm_version: that was followed.
            guarantees: whether competent bodies had approved that version.
            place: id of one of the premises; none: the whole business.
            requirements: that are confirmed, each with its version.
            steps: what became of each.
            renews: the confirmation whose place this one takes.
            on: the day.
        """

        subject: ClassVar[str] = "client_id"
        client_id: UUID
        execution: UUID
        algorithm: str
        algorithm_version: int
        guarantees: bool
        place: UUID | None = None
        place_name: Personal | None = None
        address: Personal | None = None
        object: Personal | None = None
        requirements: tuple[Confirmed, ...]
        steps: tuple[Proof, ...]
        renews: UUID | None = None
        on: date

    class Lapsed(Event):
        """Something changed or its term ended; fields as in Lapse."""

        why: Why
        steps: tuple[int, ...]
        requirements: tuple[str, ...]
        facts: dict[str, FactValue]
        version: int | None = None
        on: date

    class Superseded(Event):
        """A renewal took its place."""

        by_confirmation: UUID

    class Recalled(Event):
        """The client took it back."""

        reason: Personal | None = None

    class Questioned(Event):
        """A body doubts that some of the requirements are complied with."""

        authority: UUID
        requirements: tuple[str, ...]
        reason: Personal

    class Replied(Event):
        """The client answered the question of a body."""

        authority: UUID
        reply: Personal

    class QuestionDropped(Event):
        """The body accepts what it had questioned."""

        authority: UUID
        reason: Personal | None = None

    class QuestionUpheld(Event):
        """The body keeps its view: these requirements are not confirmed any more."""

        authority: UUID
        requirements: tuple[str, ...]
        reason: Personal

    class QuestionAnnulled(Event):
        """A decision on an appeal undid the question of a body.

        Attributes:
            requirements: that are confirmed again; none, if the question stood open.
        """

        authority: UUID
        requirements: tuple[str, ...]
        appeal: ByAppeal

    @classmethod
    def issue(
        cls,
        execution: Execution,
        *,
        subjects: Mapping[str, Subject],
        profile: Profile,
        guarantees: bool,
        about: About,
        by: Actor,
        today: date,
    ) -> "ExecutionConfirmation":
        """Confirm what an execution comes to.

        Args:
            execution: all of whose steps are settled.
            subjects: versions in force of what its algorithm guarantees, by code.
            profile: what is known of the client.
            guarantees: whether the version that was followed is approved.
            about: the premises as they are now.
            by: who finishes it.
            today: local time.

        Raises:
            StepsOpen: some steps are not settled.
            NothingConfirmed: no requirement rests on what was done alone.
        """
        proofs = execution.proofs(profile, today)
        found = confirmed(execution.content, proofs, subjects, profile)
        if not found:
            raise NothingConfirmed
        return cls(
            client_id=execution.client_id,
            execution=execution.id,
            algorithm=execution.algorithm,
            algorithm_version=execution.algorithm_version,
            guarantees=guarantees,
            **about.model_dump(),
            requirements=found,
            steps=proofs,
            renews=execution.renews,
            on=today,
            by=by,
        )

    def lapse(self, lapse: Lapse, *, by: Actor, today: date) -> None:
        """Let some of it lapse; nothing when that has lapsed before.

        Raises:
            ConfirmationOver: it is over.
        """
        self._must_stand()
        steps = tuple(sorted(set(lapse.steps) - self.lapsed_steps))
        requirements = self._resting_on(steps) | set(lapse.requirements)
        gone = tuple(sorted(requirements - self.lapsed))
        if steps or gone:
            self._lapse(
                client_id=self.client_id,
                **lapse.model_dump(exclude={"steps", "requirements"}),
                steps=steps,
                requirements=gone,
                on=today,
                by=by,
            )

    def supersede(self, other: UUID, *, by: Actor) -> None:
        """Give way to the renewal; nothing when that was so."""
        if self.renewed_by is None:
            self._supersede(client_id=self.client_id, by_confirmation=other, by=by)

    def recall(self, *, reason: str | None, by: Actor) -> None:
        """Take it back.

        Raises:
            ConfirmationOver: it is over.
        """
        self._must_stand()
        self._recall(client_id=self.client_id, reason=_text(reason), by=by)

    def question(
        self,
        requirements: Collection[str],
        *,
        bodies: frozenset[str],
        authority: UUID,
        reason: str,
        by: Actor,
    ) -> None:
        """Doubt it, as a body that supervises some of its requirements.

        Args:
            requirements: codes, at least one.
            bodies: those that the officer's organisation answers for.
            authority: that organisation.
            reason: why.
            by: the officer.

        Raises:
            ConfirmationOver: nothing of it is in force.
            QuestionedAlready: a question of this body is open.
            NotConfirmedHere: one of the requirements is not in force here, or another
                body's.
            WordsMissing: no reason was given.
        """
        self._must_stand()
        if self.questions.get(authority) in OPEN:
            raise QuestionedAlready
        own = {
            one.code
            for one in self.requirements
            if one.control_body in bodies and one.code not in self.lapsed
        }
        if not requirements or not set(requirements) <= own:
            raise NotConfirmedHere(possible=sorted(own))
        self._question(
            client_id=self.client_id,
            authority=authority,
            requirements=tuple(sorted(set(requirements))),
            reason=_given(reason),
            by=by,
        )

    def reply(self, authority: UUID, *, reply: str, by: Actor) -> None:
        """Answer the question of a body.

        Raises:
            NotQuestioned: none waits for an answer.
            WordsMissing: the answer is empty.
        """
        if self.questions.get(authority) is not Dispute.ASKED:
            raise NotQuestioned
        self._reply(
            client_id=self.client_id, authority=authority, reply=_given(reply), by=by
        )

    def drop_question(self, authority: UUID, *, reason: str | None, by: Actor) -> None:
        """Accept what was questioned, answered or not.

        Raises:
            NotQuestioned: no question of this body is open.
        """
        if self.questions.get(authority) not in OPEN:
            raise NotQuestioned
        self._drop_question(
            client_id=self.client_id, authority=authority, reason=_text(reason), by=by
        )

    def uphold_question(self, authority: UUID, *, reason: str, by: Actor) -> None:
        """Keep the view after hearing the client.

        Raises:
            ReplyAwaited: the client was not heard yet.
            NotQuestioned: no question of this body is open.
            WordsMissing: no reason was given.
        """
        match self.questions.get(authority):
            case Dispute.ASKED:
                raise ReplyAwaited
            case Dispute.REPLIED:
                self._uphold_question(
                    client_id=self.client_id,
                    authority=authority,
                    requirements=self._questioned[authority],
                    reason=_given(reason),
                    by=by,
                )
            case _:
                raise NotQuestioned

    def annul_question(self, authority: UUID, appeal: ByAppeal, *, by: Actor) -> None:
        """Undo the question of a body by a decision on an appeal, open or upheld.

        What lapsed for another reason stays lapsed.

        Raises:
            EffectImpossible: this body questions nothing.

        Source:
            248-ФЗ, ст. 43.
        """
        if self.questions.get(authority) not in OPEN | {Dispute.UPHELD}:
            raise EffectImpossible(why="not_there")
        others = {
            code
            for body, codes in self._taken_by.items()
            if body != authority
            for code in codes
        }
        taken = self._taken_by.get(authority, frozenset())
        again = sorted(taken - others - self._resting_on(self.lapsed_steps))
        self._annul_question(
            client_id=self.client_id,
            authority=authority,
            requirements=tuple(again),
            appeal=appeal,
            by=by,
        )

    @property
    def force(self) -> Force:
        """Where it stands, as far as was noticed; a term may have ended today."""
        if self.is_recalled:
            return Force.WITHDRAWN
        if self.renewed_by is not None:
            return Force.RENEWED
        if len(self.lapsed) == len(self.requirements):
            return Force.LAPSED
        return Force.PARTLY if self.lapsed else Force.IN_FORCE

    def carried(
        self, new: AlgorithmContent, doubtful: Collection[int], today: date
    ) -> tuple[Proof, ...]:
        """The steps that need not be taken again in a renewal.

        Those are not: what lapsed or is about to, what a lapsed requirement rests on,
        what was left out, and what depends on facts and may be otherwise today.

        Args:
            new: what the version in use says.
            doubtful: numbers of steps that it changed.
            today: local time.

        Raises:
            NothingToRenew: that would be all of them.
            ConfirmationOver: it was renewed or taken back.
        """
        if self.force in {Force.RENEWED, Force.WITHDRAWN}:
            raise ConfirmationOver
        again = self.lapsed_steps | set(doubtful)
        for one in self.requirements:
            if one.code in self.lapsed and one.code in new.guarantees:
                again |= set(one.steps)
        again |= {p.step for p in self.steps if _ends_soon(p, today)}
        if not again and not self.lapsed:
            raise NothingToRenew
        return tuple(
            proof
            for proof in self.steps
            if proof.step not in again
            and proof.how is How.DONE
            and new.step(proof.step) is not None
        )

    def _resting_on(self, steps: Collection[int]) -> set[str]:
        return {one.code for one in self.requirements if {*one.steps} & {*steps}}

    def _must_stand(self) -> None:
        if self.force not in STANDING:
            raise ConfirmationOver

    @staticmethod
    def create_id(execution: UUID) -> UUID:
        """One confirmation per execution."""
        return uuid5(_CONFIRMATIONS, str(execution))

    @event(Issued)
    def __init__(
        self,
        client_id: UUID,
        execution: UUID,
        algorithm: str,
        algorithm_version: int,
        guarantees: bool,  # noqa: FBT001
        requirements: tuple[Confirmed, ...],
        steps: tuple[Proof, ...],
        on: date,
        by: Actor,
        place: UUID | None = None,
        place_name: str | None = None,
        address: str | None = None,
        object: str | None = None,
        renews: UUID | None = None,
    ) -> None:
        self.client_id = client_id
        self.execution = execution
        self.algorithm = algorithm
        self.renews = renews
        self.about = About(
            place=place, place_name=place_name, address=address, object=object
        )
        self.requirements = requirements
        self.steps = steps
        self.lapsed: set[str] = set()
        self.lapsed_steps: set[int] = set()
        self.is_recalled = False
        self.renewed_by: UUID | None = None
        self.questions: dict[UUID, Dispute] = {}
        self._questioned: dict[UUID, tuple[str, ...]] = {}
        self._taken_by: dict[UUID, frozenset[str]] = {}

    @event(Lapsed)
    def _lapse(
        self,
        client_id: UUID,
        why: Why,
        steps: tuple[int, ...],
        requirements: tuple[str, ...],
        facts: dict[str, FactValue],
        on: date,
        by: Actor,
        version: int | None = None,
    ) -> None:
        self.lapsed |= set(requirements)
        self.lapsed_steps |= set(steps)

    @event(Superseded)
    def _supersede(self, client_id: UUID, by_confirmation: UUID, by: Actor) -> None:
        self.renewed_by = by_confirmation

    @event(Recalled)
    def _recall(self, client_id: UUID, by: Actor, reason: str | None = None) -> None:
        self.is_recalled = True

    @event(Questioned)
    def _question(
        self,
        client_id: UUID,
        authority: UUID,
        requirements: tuple[str, ...],
        reason: str,
        by: Actor,
    ) -> None:
        self.questions[authority] = Dispute.ASKED
        self._questioned[authority] = requirements

    @event(Replied)
    def _reply(self, client_id: UUID, authority: UUID, reply: str, by: Actor) -> None:
        self.questions[authority] = Dispute.REPLIED

    @event(QuestionDropped)
    def _drop_question(
        self,
        client_id: UUID,
        authority: UUID,
        by: Actor,
        reason: str | None = None,
    ) -> None:
        self.questions[authority] = Dispute.DROPPED

    @event(QuestionUpheld)
    def _uphold_question(
        self,
        client_id: UUID,
        authority: UUID,
        requirements: tuple[str, ...],
        reason: str,
        by: Actor,
    ) -> None:
        self.questions[authority] = Dispute.UPHELD
        self._taken_by[authority] = frozenset(set(requirements) - self.lapsed)
        self.lapsed |= set(requirements)

    @event(QuestionAnnulled)
    def _annul_question(
        self,
        client_id: UUID,
        authority: UUID,
        requirements: tuple[str, ...],
        appeal: ByAppeal,
        by: Actor,
    ) -> None:
        self.questions[authority] = Dispute.DROPPED
        self._taken_by.pop(authority, None)
        self.lapsed -= set(requirements)


def _ends_soon(proof: Proof, today: date) -> bool:
    return proof.until is not None and warned_from(proof.on, proof.until) <= today


def _text(text: str | None) -> str | None:
    return text.strip() or None if text else None


def _given(text: str) -> str:
    if not text.strip():
        raise WordsMissing
    return text.strip()
