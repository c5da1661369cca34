"""A business objects to a category, and the body answers within a term."""

from datetime import date
from typing import ClassVar
from uuid import UUID, uuid5

from eventsourcing.domain import event

from domain.kernel import Actor, Aggregate, Personal
from domain.risk.category import UNDECIDED, Category
from domain.risk.criteria import CriterionId
from domain.risk.reckoning import Reckoned
from domain.risk.refusals import (
    RiskCriterionUnknown,
    RiskNothingToObject,
    RiskNotObjected,
    RiskObjectedAlready,
    RiskReasonMissing,
)

_OBJECTIONS = UUID("3e0e4e39-6a52-5c15-9bd2-0f5d5e6f0b77")


class RiskObjections(Aggregate):
    """The objections to the category of one object, one after the other."""

    class Event(Aggregate.Event):
        subject: ClassVar[str] = "client_id"
        client_id: UUID

    class Begun(Aggregate.Created):
        """The business objects for the first time; see Made.

        Attributes:
            client_id: the business.
            assignment: id of the category.
            authority: organisation that assigned it, and answers.
        """

        subject: ClassVar[str] = "client_id"
        client_id: UUID
        assignment: UUID
        authority: UUID

    class Made(Event):
        """The business says that the category is not right.

        Attributes:
            turn: which objection, from 1.
            category: to which it objects: the assigned one, or a rise that was found.
            criteria: ids of those that it is about; none: all of it.
            reason: in words.
            files: ids of the files that show it.
            on: the day, local time; the term runs from it.
        """

        turn: int
        category: Category
        criteria: tuple[CriterionId, ...]
        reason: Personal
        files: tuple[UUID, ...]
        on: date

    class Upheld(Event):
        """The body agreed: the category is now lower.

        Attributes:
            category: that is assigned.
            reason: what was decided, and why.
        """

        turn: int
        category: Category
        reason: Personal
        on: date

    class Declined(Event):
        """The body did not agree, and said why."""

        turn: int
        reason: Personal
        on: date

    class Withdrawn(Event):
        """The business objects no longer."""

        turn: int
        on: date

    @classmethod
    def begin(
        cls, *, client_id: UUID, assignment: UUID, authority: UUID, by: Actor
    ) -> "RiskObjections":
        """Begin the objections to the category of an object."""
        return cls(
            client_id=client_id, assignment=assignment, authority=authority, by=by
        )

    def make(
        self,
        to: Reckoned,
        criteria: tuple[str, ...] = (),
        *,
        category: Category,
        reason: str,
        files: tuple[UUID, ...] = (),
        by: Actor,
        today: date,
    ) -> None:
        """Say that a category is not right.

        Args:
            to: how it was found.
            criteria: ids of those that it is about; none: all of it.
            category: to which it objects.
            reason: in words.
            files: ids of those that show it.
            by: who acts for the business.
            today: the day, local time.

        Raises:
            RiskObjectedAlready: an objection waits for its answer.
            RiskNothingToObject: the risk is low.
            RiskCriterionUnknown: nothing was reckoned by one of them.
            RiskReasonMissing: it is not said why.

        Source:
            248-ФЗ, ст. 24 ч. 6 (LAW-027).
        """
        if self.is_open:
            raise RiskObjectedAlready
        if category is UNDECIDED:
            raise RiskNothingToObject
        if strange := sorted(set(criteria) - {one.criterion for one in to.lines}):
            raise RiskCriterionUnknown(criteria=strange)
        if not reason.strip():
            raise RiskReasonMissing
        self._make(
            client_id=self.client_id,
            turn=self.turn + 1,
            category=category,
            criteria=tuple(dict.fromkeys(criteria)),
            reason=reason.strip(),
            files=files,
            on=today,
            by=by,
        )

    def uphold(
        self, category: Category, *, reason: str, by: Actor, today: date
    ) -> None:
        """Agree; recorded together with `RiskAssignment.lower`, which checks it.

        Raises:
            RiskNotObjected: no objection waits.
            RiskReasonMissing: it is not said why.
        """
        self._check_answer(reason)
        self._uphold(
            client_id=self.client_id,
            turn=self.turn,
            category=category,
            reason=reason.strip(),
            on=today,
            by=by,
        )

    def decline(self, *, reason: str, by: Actor, today: date) -> None:
        """Do not agree, and say why; raises as `uphold`."""
        self._check_answer(reason)
        self._decline(
            client_id=self.client_id,
            turn=self.turn,
            reason=reason.strip(),
            on=today,
            by=by,
        )

    def withdraw(self, *, by: Actor, today: date) -> None:
        """Object no longer.

        Raises:
            RiskNotObjected: no objection waits.
        """
        if not self.is_open:
            raise RiskNotObjected
        self._withdraw(client_id=self.client_id, turn=self.turn, on=today, by=by)

    def _check_answer(self, reason: str) -> None:
        if not self.is_open:
            raise RiskNotObjected
        if not reason.strip():
            raise RiskReasonMissing

    @staticmethod
    def create_id(assignment: UUID) -> UUID:
        """One list per assignment: the primary key enforces it."""
        return uuid5(_OBJECTIONS, str(assignment))

    @event(Begun)
    def __init__(
        self, client_id: UUID, assignment: UUID, authority: UUID, by: Actor
    ) -> None:
        self.client_id = client_id
        self.assignment = assignment
        self.turn = 0
        self.is_open = False

    @event(Made)
    def _make(
        self,
        client_id: UUID,
        turn: int,
        category: Category,
        criteria: tuple[str, ...],
        reason: str,
        files: tuple[UUID, ...],
        on: date,
        by: Actor,
    ) -> None:
        self.turn = turn
        self.is_open = True

    @event(Upheld)
    def _uphold(
        self,
        client_id: UUID,
        turn: int,
        category: Category,
        reason: str,
        on: date,
        by: Actor,
    ) -> None:
        self.is_open = False

    @event(Declined)
    def _decline(
        self, client_id: UUID, turn: int, reason: str, on: date, by: Actor
    ) -> None:
        self.is_open = False

    @event(Withdrawn)
    def _withdraw(self, client_id: UUID, turn: int, on: date, by: Actor) -> None:
        self.is_open = False
