"""A client's declaration that it observes certain requirements, until a day (L9).

It says what is confirmed, by what, until when; nobody has checked it, and nobody says
that the client complies. That it lapses when its term ends or a requirement changes is
no event: it follows from the day (decision 0017).
"""

from collections.abc import Collection, Sequence
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID, uuid5

from eventsourcing.domain import event

from domain.applicability import ReasonMissing
from domain.compliance.given import Position
from domain.compliance.scope import Confirmed, ControlScope, confirmed
from domain.errors import RuleBroken
from domain.kernel import Actor, Aggregate, Personal
from domain.law_term import LawTerm
from domain.redress import ByAppeal, EffectImpossible
from domain.term import WorkDays

_DECLARATIONS = UUID("5c1f8e0b-7a36-5f4e-9d57-3b5f0a7e4c10")


class State(StrEnum):
    """Where a declaration of compliance stands on a day.

    IN_EFFECT: until its last day.
    TERM_ENDED: the last day is over; the client may renew it.
    CHANGED: another version of one of its requirements is in force; the client may
    look again and renew it.
    WITHDRAWN: by the client.
    ANNULLED: by the supervisory body, with a reason.
    """

    IN_EFFECT = "in_effect"
    TERM_ENDED = "term_ended"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    ANNULLED = "annulled"


class DeclarationEnded(RuleBroken):
    code = "compliance-declaration-ended"
    title = "This declaration has ended"


class ComplianceDeclaration(Aggregate):
    """One client's word to one supervisory body that it observes requirements."""

    class Event(Aggregate.Event):
        subject: ClassVar[str] = "client_id"
        client_id: UUID

    class Declared(Aggregate.Created):
        """The client declared, from `on` through `valid_until`.

        Attributes:
            control_body: who supervises every requirement of it, and so sees it.
            control_kind: the kind of control that was chosen; None: every kind.
        """

        subject: ClassVar[str] = "client_id"
        client_id: UUID
        control_body: str
        control_kind: str | None
        requirements: tuple[Confirmed, ...]
        on: date
        valid_until: date

    class DeclaredAgain(Event):
        """The client declared after the earlier one was withdrawn or annulled."""

        requirements: tuple[Confirmed, ...]
        on: date
        valid_until: date

    class Renewed(Event):
        """A new term, of what the client says now."""

        requirements: tuple[Confirmed, ...]
        on: date
        valid_until: date

    class Withdrawn(Event):
        """The client took its word back."""

        reason: Personal | None

    class Annulled(Event):
        """The supervisory body annulled it."""

        authority: UUID
        reason: Personal

    class AnnulmentLifted(Event):
        """A decision on an appeal undid the annulment; its term is as it was."""

        appeal: ByAppeal

    @classmethod
    def declare(
        cls,
        assessed: Sequence[Position],
        wanted: Collection[str],
        *,
        client_id: UUID,
        control_body: str,
        control_kind: str | None,
        term: LawTerm,
        calendar: WorkDays | None = None,
        by: Actor,
        today: date,
    ) -> "ComplianceDeclaration":
        """Declare that requirements are observed.

        Args:
            assessed: every requirement of the chosen scope that the body supervises.
            wanted: codes of those to declare.
            client_id: who declares.
            control_body: to whom.
            control_kind: the chosen kind of control, if one was chosen.
            term: how long a declaration holds, e.g. LAW-051.
            calendar: of working days, should the term be in these.
            by: who declares for the client.
            today: the day of registration, local time.

        Raises:
            NothingToDeclare, OutOfScope, AssessmentUnfinished, OnlyWhatIsObserved: see
                `confirmed`.

        Source:
            248-ФЗ, ст. 51.
        """
        return cls(
            client_id=client_id,
            control_body=control_body,
            control_kind=control_kind,
            requirements=confirmed(assessed, wanted),
            on=today,
            valid_until=term.last_day(today, calendar),
            by=by,
        )

    def declare_again(
        self,
        assessed: Sequence[Position],
        wanted: Collection[str],
        *,
        term: LawTerm,
        calendar: WorkDays | None = None,
        by: Actor,
        today: date,
    ) -> None:
        """Declare anew, or renew what was not ended by anybody; as `declare`.

        Nothing may have changed since, or the client has looked again: what enters is
        what the client says now, of the versions in force now.
        """
        step = self._declare_again if self.is_ended else self._renew
        step(
            client_id=self.client_id,
            requirements=confirmed(assessed, wanted),
            on=today,
            valid_until=term.last_day(today, calendar),
            by=by,
        )

    def renew(
        self,
        assessed: Sequence[Position],
        wanted: Collection[str],
        *,
        term: LawTerm,
        calendar: WorkDays | None = None,
        by: Actor,
        today: date,
    ) -> None:
        """Give a declaration a new term, lapsed or not; as `declare`.

        Raises:
            DeclarationEnded: it was withdrawn or annulled.
        """
        if self.is_ended:
            raise DeclarationEnded
        self.declare_again(
            assessed, wanted, term=term, calendar=calendar, by=by, today=today
        )

    def withdraw(self, *, reason: str | None, by: Actor, today: date) -> None:
        """Take the declaration back.

        Raises:
            DeclarationEnded: it ended before, by somebody's decision or by its term.
        """
        self._check_holds(today)
        self._withdraw(client_id=self.client_id, reason=_text(reason), by=by)

    def annul(self, *, authority: UUID, reason: str, by: Actor, today: date) -> None:
        """Annul the declaration, as the supervisory body.

        Raises:
            DeclarationEnded: there is nothing left to annul.
            ReasonMissing: no reason was given.

        Source:
            248-ФЗ, ст. 51.
        """
        self._check_holds(today)
        given = _text(reason)
        if given is None:
            raise ReasonMissing
        self._annul(client_id=self.client_id, authority=authority, reason=given, by=by)

    def lift_annulment(self, appeal: ByAppeal, *, by: Actor) -> None:
        """Undo an annulment by a decision on an appeal.

        Raises:
            EffectImpossible: it is not annulled.

        Source:
            248-ФЗ, ст. 43.
        """
        if self.ended is not State.ANNULLED:
            raise EffectImpossible(why="not_there")
        self._lift_annulment(client_id=self.client_id, appeal=appeal, by=by)

    @property
    def is_ended(self) -> bool:
        """Whether somebody ended it; its term is another matter."""
        return self.ended is not None

    @property
    def scope(self) -> ControlScope:
        """Of which requirements it was made."""
        return ControlScope(
            control_body=self.control_body, control_kind=self.control_kind
        )

    @staticmethod
    def create_id(client_id: UUID, control_body: str, control_kind: str | None) -> UUID:
        """One declaration per client, body and chosen kind of control."""
        name = f"{client_id}/{control_kind or ''}/{control_body}"
        return uuid5(_DECLARATIONS, name)

    def _check_holds(self, today: date) -> None:
        if self.is_ended or today > self.valid_until:
            raise DeclarationEnded

    @event(Declared)
    def __init__(
        self,
        client_id: UUID,
        control_body: str,
        control_kind: str | None,
        requirements: tuple[Confirmed, ...],
        on: date,
        valid_until: date,
        by: Actor,
    ) -> None:
        self.client_id = client_id
        self.control_body = control_body
        self.control_kind = control_kind
        self.valid_until = valid_until
        self.ended: State | None = None

    @event(DeclaredAgain)
    def _declare_again(
        self,
        client_id: UUID,
        requirements: tuple[Confirmed, ...],
        on: date,
        valid_until: date,
        by: Actor,
    ) -> None:
        self.valid_until = valid_until
        self.ended = None

    @event(Renewed)
    def _renew(
        self,
        client_id: UUID,
        requirements: tuple[Confirmed, ...],
        on: date,
        valid_until: date,
        by: Actor,
    ) -> None:
        self.valid_until = valid_until

    @event(Withdrawn)
    def _withdraw(self, client_id: UUID, reason: str | None, by: Actor) -> None:
        self.ended = State.WITHDRAWN

    @event(AnnulmentLifted)
    def _lift_annulment(self, client_id: UUID, appeal: ByAppeal, by: Actor) -> None:
        self.ended = None

    @event(Annulled)
    def _annul(self, client_id: UUID, authority: UUID, reason: str, by: Actor) -> None:
        self.ended = State.ANNULLED


def _text(text: str | None) -> str | None:
    return text.strip() or None if text else None
