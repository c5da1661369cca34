"""Declaring that a requirement does not concern a client (L4).

A declaration never hides a requirement: it moves it to another group of the list, with
its ground, until it is withdrawn, not upheld, or put up for re-confirmation.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID, uuid5

from eventsourcing.domain import event

from domain.condition import (
    Condition,
    Ground,
    Verdict,
    facts_of,
    grounds,
    judge,
    without,
)
from domain.errors import Invalid, RuleBroken
from domain.kernel import Actor, Aggregate, Citation, Personal, Value
from domain.profile import FactValue, Profile, asked
from domain.redress import ByAppeal, EffectImpossible

STANDARD = Citation(act="Стандарт «Государство для бизнеса»", at="п. 4.7")

_DECLARATIONS = UUID("3f5d6f7e-54a1-5a0b-9a55-6d0f2f5d8f10")


class Status(StrEnum):
    """Where a declaration stands.

    In effect: DECLARED, CONTESTED and ANSWERED (until the body decides; what changes
    meanwhile is noted, and looked at when the contest is dropped).
    Not in effect: TO_RECONFIRM (the client must look again), NOT_UPHELD (the body's
    contest stood), WITHDRAWN.
    """

    DECLARED = "declared"
    CONTESTED = "contested"
    ANSWERED = "answered"
    TO_RECONFIRM = "to_reconfirm"
    NOT_UPHELD = "not_upheld"
    WITHDRAWN = "withdrawn"


UNDER_CONTEST = frozenset({Status.CONTESTED, Status.ANSWERED})
IN_EFFECT = UNDER_CONTEST | {Status.DECLARED}
WAITING = frozenset({Status.CONTESTED, Status.TO_RECONFIRM})
"""Those that wait for the client's word."""
ENDED = frozenset({Status.NOT_UPHELD, Status.WITHDRAWN})


class NoGroundChosen(Invalid):
    code = "no-ground-chosen"
    title = "Choose what you do not do or do not use"
    about = "absent"
    source = STANDARD


class NotAGround(Invalid):
    code = "not-a-ground"
    title = "This requirement does not depend on what you chose"
    about = "absent"
    source = STANDARD


class FactsSayOtherwise(RuleBroken):
    code = "facts-say-otherwise"
    title = "Your profile says that you do or use this: correct the profile first"
    about = "absent"


class GroundNotEnough(RuleBroken):
    code = "ground-not-enough"
    title = "This alone does not take the requirement away from you"
    about = "absent"


class AlreadyDeclared(RuleBroken):
    code = "already-declared"
    title = "You have declared this already"


class NotInEffect(RuleBroken):
    code = "declaration-not-in-effect"
    title = "This declaration is not in effect"


class NothingToReconfirm(RuleBroken):
    code = "nothing-to-reconfirm"
    title = "This declaration does not wait for a re-confirmation"


class ContestedAlready(RuleBroken):
    code = "contested-already"
    title = "This declaration is contested already"


class NotContested(RuleBroken):
    code = "not-contested"
    title = "Nobody contests this declaration"


class AnswerAwaited(RuleBroken):
    code = "answer-awaited"
    title = "The client has not answered yet"


class ReasonMissing(Invalid):
    code = "reason-missing"
    title = "Give the reason"
    about = "reason"
    source = STANDARD


class Subject(Value):
    """The version of a requirement that a declaration is about.

    Attributes:
        code: of the requirement, e.g. "REQ-FIRE-001".
        version: of the requirement, from 1.
        condition: of that version.
        control_body: who supervises it, and so sees the declaration.
    """

    code: str
    version: int
    condition: Condition
    control_body: str


class Why(StrEnum):
    """Why a declaration is put up for re-confirmation."""

    NEW_VERSION = "new_version"
    PROFILE_CHANGED = "profile_changed"


class Declaration(Aggregate):
    """One client's word that one requirement does not concern it."""

    class Event(Aggregate.Event):
        subject: ClassVar[str] = "client_id"
        client_id: UUID

    class Declared(Aggregate.Created):
        """The client declared; `absent` are the atoms it says are not so."""

        subject: ClassVar[str] = "client_id"
        client_id: UUID
        requirement: str
        requirement_version: int
        control_body: str
        ground: Ground
        absent: tuple[str, ...]
        explanation: Personal | None = None
        document_id: UUID | None = None
        on: date

    class DeclaredAgain(Event):
        """The client declared after the earlier declaration had ended."""

        requirement_version: int
        control_body: str
        ground: Ground
        absent: tuple[str, ...]
        explanation: Personal | None = None
        document_id: UUID | None = None
        on: date

    class Withdrawn(Event):
        """The client took its word back."""

        reason: Personal | None = None

    class PutUp(Event):
        """Something changed: the client must look again.

        Attributes:
            why: a new version of the requirement, or a changed fact.
            requirement_version: the newest version now.
            facts: the changed facts as they are now; empty for a new version.
        """

        why: Why
        requirement_version: int
        facts: dict[str, FactValue]

    class ChangeNoted(Event):
        """A fact changed while the client could not be asked to look again.

        A contest was open, so the body decides first; or the requirement was
        suspended.

        Attributes:
            facts: the changed facts as they are now.
        """

        facts: dict[str, FactValue]

    class Reconfirmed(Event):
        """The client looked again and declares the same of the newest version."""

        requirement_version: int
        control_body: str
        on: date

    class Contested(Event):
        """The supervisory body says that the requirement does concern the client."""

        authority: UUID
        reason: Personal

    class Answered(Event):
        """The client answered the contest."""

        answer: Personal

    class ContestDropped(Event):
        """The body accepts the declaration after all."""

        reason: Personal | None = None

    class ContestUpheld(Event):
        """The body keeps its view: the declaration has no effect."""

        reason: Personal

    class ContestAnnulled(Event):
        """A decision on an appeal undid the contest: the declaration has effect."""

        appeal: ByAppeal

    @classmethod
    def declare(
        cls,
        subject: Subject,
        *,
        client_id: UUID,
        profile: Profile,
        ground: Ground,
        absent: tuple[str, ...],
        explanation: str | None,
        document_id: UUID | None,
        by: Actor,
        today: date,
    ) -> "Declaration":
        """Declare that a requirement does not concern the client.

        Args:
            subject: the requirement's version in force.
            client_id: who declares.
            profile: what is known of the client.
            ground: one of the two of the standard; of one atom at least.
            absent: atoms of the condition that are not so, e.g. ("object:lift",).
            explanation: in the client's words, if any.
            document_id: of a document that shows it, if any.
            by: who declares.
            today: the day of the declaration, local time.

        Raises:
            NoGroundChosen: `absent` is empty.
            NotAGround: the condition does not depend on an atom in this way, or no
                atom is of the ground.
            FactsSayOtherwise: the profile knows an atom to be so.
            GroundNotEnough: the requirement may concern the client all the same.

        Source:
            Стандарт «Государство для бизнеса», п. 4.7.
        """
        check_ground(subject, profile=profile, ground=ground, absent=absent)
        return cls(
            client_id=client_id,
            requirement=subject.code,
            requirement_version=subject.version,
            control_body=subject.control_body,
            ground=ground,
            absent=absent,
            explanation=_text(explanation),
            document_id=document_id,
            on=today,
            by=by,
        )

    def declare_again(
        self,
        subject: Subject,
        *,
        profile: Profile,
        ground: Ground,
        absent: tuple[str, ...],
        explanation: str | None,
        document_id: UUID | None,
        by: Actor,
        today: date,
    ) -> None:
        """Declare anew after the earlier declaration ended; refusals as `declare`.

        Raises:
            AlreadyDeclared: the earlier one has not ended.
        """
        if self.status not in ENDED:
            raise AlreadyDeclared(declaration=self.id)
        check_ground(subject, profile=profile, ground=ground, absent=absent)
        self._declare_again(
            client_id=self.client_id,
            requirement_version=subject.version,
            control_body=subject.control_body,
            ground=ground,
            absent=absent,
            explanation=_text(explanation),
            document_id=document_id,
            on=today,
            by=by,
        )

    def withdraw(self, *, reason: str | None, by: Actor) -> None:
        """Take the declaration back.

        Raises:
            NotInEffect: it ended before.
        """
        if self.status in ENDED:
            raise NotInEffect
        self._withdraw(client_id=self.client_id, reason=_text(reason), by=by)

    def put_up(
        self,
        *,
        why: Why,
        requirement_version: int,
        facts: Mapping[str, FactValue],
        by: Actor,
    ) -> None:
        """Ask the client to look again.

        Raises:
            ContestedAlready: a contest is open; it is not shaken off by looking again.
            NotInEffect: there is nothing to look at.
        """
        if self.is_under_contest:
            raise ContestedAlready
        if self.status is not Status.DECLARED:
            raise NotInEffect
        self._put_up(
            client_id=self.client_id,
            why=why,
            requirement_version=requirement_version,
            facts=dict(facts),
            by=by,
        )

    def note_change(self, facts: Mapping[str, FactValue], *, by: Actor) -> None:
        """Keep in mind what changed while the client cannot be asked to look again.

        What is noted already is not noted again.

        Raises:
            NotInEffect: there will be nothing to look at.
        """
        if self.status not in IN_EFFECT:
            raise NotInEffect
        new = {
            fact: value
            for fact, value in facts.items()
            if fact not in self.noted or self.noted[fact] != value
        }
        if new:
            self._note_change(client_id=self.client_id, facts=new, by=by)

    def reconfirm(
        self, subject: Subject, *, profile: Profile, by: Actor, today: date
    ) -> None:
        """Declare the same of the newest version; refusals as `declare`.

        Raises:
            NothingToReconfirm: nothing was put up.
        """
        if self.status is not Status.TO_RECONFIRM:
            raise NothingToReconfirm
        check_ground(subject, profile=profile, ground=self.ground, absent=self.absent)
        self._reconfirm(
            client_id=self.client_id,
            requirement_version=subject.version,
            control_body=subject.control_body,
            on=today,
            by=by,
        )

    def contest(self, *, authority: UUID, reason: str, by: Actor) -> None:
        """Say, as the supervisory body, that the requirement concerns the client.

        Raises:
            ContestedAlready: a contest is open.
            NotInEffect: there is nothing to contest.
            ReasonMissing: no reason was given.
        """
        if self.is_under_contest:
            raise ContestedAlready
        if self.status is not Status.DECLARED:
            raise NotInEffect
        self._contest(
            client_id=self.client_id, authority=authority, reason=_given(reason), by=by
        )

    def answer(self, *, answer: str, by: Actor) -> None:
        """Answer the contest.

        Raises:
            NotContested: no contest waits for an answer.
            ReasonMissing: the answer is empty.
        """
        if self.status is not Status.CONTESTED:
            raise NotContested
        self._answer(client_id=self.client_id, answer=_given(answer), by=by)

    def drop_contest(self, *, reason: str | None, by: Actor) -> None:
        """Accept the declaration after all, answered or not.

        Raises:
            NotContested: no contest is open.
        """
        if not self.is_under_contest:
            raise NotContested
        self._drop_contest(client_id=self.client_id, reason=_text(reason), by=by)

    def uphold_contest(self, *, reason: str, by: Actor) -> None:
        """Keep the contest after hearing the client.

        Raises:
            NotContested: no contest is open.
            AnswerAwaited: the client was not heard yet.
            ReasonMissing: no reason was given.
        """
        if self.status is Status.CONTESTED:
            raise AnswerAwaited
        if self.status is not Status.ANSWERED:
            raise NotContested
        self._uphold_contest(client_id=self.client_id, reason=_given(reason), by=by)

    def annul_contest(self, appeal: ByAppeal, *, by: Actor) -> None:
        """Undo a contest by a decision on an appeal, upheld by the body or not.

        Raises:
            EffectImpossible: nobody contests it.

        Source:
            248-ФЗ, ст. 43.
        """
        if not self.is_under_contest and self.status is not Status.NOT_UPHELD:
            raise EffectImpossible(why="not_there")
        self._annul_contest(client_id=self.client_id, appeal=appeal, by=by)

    @property
    def is_in_effect(self) -> bool:
        """Whether the list keeps the requirement among those that do not apply."""
        return self.status in IN_EFFECT

    @property
    def rests_on(self) -> frozenset[str]:
        """Keys of the facts that its ground is about, e.g. "object:lift"."""
        return frozenset(asked(atom)[0] for atom in self.absent)

    @property
    def is_under_contest(self) -> bool:
        """Whether the supervisory body has a contest open."""
        return self.status in UNDER_CONTEST

    @staticmethod
    def create_id(client_id: UUID, requirement: str) -> UUID:
        """One declaration per client and requirement: the primary key enforces it."""
        return uuid5(_DECLARATIONS, f"{client_id}/{requirement}")

    @event(Declared)
    def __init__(
        self,
        client_id: UUID,
        requirement: str,
        requirement_version: int,
        control_body: str,
        ground: Ground,
        absent: tuple[str, ...],
        on: date,
        by: Actor,
        explanation: str | None = None,
        document_id: UUID | None = None,
    ) -> None:
        self.client_id = client_id
        self.requirement = requirement
        self.requirement_version = requirement_version
        self.control_body = control_body
        self.ground = ground
        self.absent = absent
        self.status = Status.DECLARED
        self.noted: dict[str, FactValue] = {}

    @event(DeclaredAgain)
    def _declare_again(
        self,
        client_id: UUID,
        requirement_version: int,
        control_body: str,
        ground: Ground,
        absent: tuple[str, ...],
        on: date,
        by: Actor,
        explanation: str | None = None,
        document_id: UUID | None = None,
    ) -> None:
        self.requirement_version = requirement_version
        self.control_body = control_body
        self.ground = ground
        self.absent = absent
        self.status = Status.DECLARED
        self.noted = {}

    @event(Withdrawn)
    def _withdraw(self, client_id: UUID, by: Actor, reason: str | None = None) -> None:
        self.status = Status.WITHDRAWN

    @event(PutUp)
    def _put_up(
        self,
        client_id: UUID,
        why: Why,
        requirement_version: int,
        facts: dict[str, FactValue],
        by: Actor,
    ) -> None:
        self.status = Status.TO_RECONFIRM
        self.noted = {}

    @event(ChangeNoted)
    def _note_change(
        self, client_id: UUID, facts: dict[str, FactValue], by: Actor
    ) -> None:
        self.noted |= facts

    @event(Reconfirmed)
    def _reconfirm(
        self,
        client_id: UUID,
        requirement_version: int,
        control_body: str,
        on: date,
        by: Actor,
    ) -> None:
        self.requirement_version = requirement_version
        self.control_body = control_body
        self.status = Status.DECLARED

    @event(Contested)
    def _contest(
        self, client_id: UUID, authority: UUID, reason: str, by: Actor
    ) -> None:
        self.status = Status.CONTESTED

    @event(Answered)
    def _answer(self, client_id: UUID, answer: str, by: Actor) -> None:
        self.status = Status.ANSWERED

    @event(ContestDropped)
    def _drop_contest(
        self, client_id: UUID, by: Actor, reason: str | None = None
    ) -> None:
        self.status = Status.DECLARED

    @event(ContestAnnulled)
    def _annul_contest(self, client_id: UUID, appeal: ByAppeal, by: Actor) -> None:
        self.status = Status.DECLARED

    @event(ContestUpheld)
    def _uphold_contest(self, client_id: UUID, reason: str, by: Actor) -> None:
        self.status = Status.NOT_UPHELD


def check_ground(
    subject: Subject, *, profile: Profile, ground: Ground, absent: tuple[str, ...]
) -> None:
    """Check that what a client says is not so takes the requirement away from it.

    A registered OKVED code may stand for an activity that is not carried out, so a
    code in the profile does not contradict a declaration; every other known fact does.

    Raises:
        NoGroundChosen, NotAGround, FactsSayOtherwise, GroundNotEnough: see `declare`.
    """
    if not absent:
        raise NoGroundChosen
    possible = {one.atom: one for one in grounds(subject.condition)}
    # A requirement for whoever does one thing or uses another leaves those who do
    # neither: then both grounds hold together, each of its own atoms.
    of_ground = sorted(a for a, one in possible.items() if one.ground == ground)
    if not possible.keys() >= {*absent} or not {*of_ground} & {*absent}:
        raise NotAGround(possible=of_ground)
    contradicted = [
        atom
        for atom in absent
        if possible[atom].fact != "okved" and profile.says(atom) is True
    ]
    if contradicted:
        raise FactsSayOtherwise(facts=contradicted)
    left = judge(without(subject.condition, absent), profile)
    if left.verdict is not Verdict.DOES_NOT_APPLY:
        raise GroundNotEnough(
            verdict=left.verdict.value, facts=[one.fact for one in left.because]
        )


def what_changed_it(
    declaration: Declaration,
    subject: Subject,
    profile: Profile,
    changed: Mapping[str, FactValue],
) -> dict[str, FactValue]:
    """Those of the changed facts that put a declaration in doubt; empty when none.

    Args:
        declaration: in effect.
        subject: the version in force of its requirement.
        profile: the client's, after the change.
        changed: the facts that changed, by fact key, with their values now.
    """
    named = facts_of(subject.condition)
    relevant = {fact: value for fact, value in changed.items() if fact in named}
    if not relevant:
        return {}
    try:
        check_ground(
            subject,
            profile=profile,
            ground=declaration.ground,
            absent=declaration.absent,
        )
    except (Invalid, RuleBroken):
        return relevant
    begun = {
        asked(atom)[0] for atom in declaration.absent if profile.says(atom) is True
    }
    return {fact: value for fact, value in relevant.items() if fact in begun}


def _text(text: str | None) -> str | None:
    return text.strip() or None if text else None


def _given(text: str) -> str:
    if not text.strip():
        raise ReasonMissing
    return text.strip()
