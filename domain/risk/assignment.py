"""The category of one object in one kind of control, and what both sides say of it."""

from datetime import date
from typing import ClassVar
from uuid import UUID, uuid5

from eventsourcing.domain import event

from domain.kernel import Actor, Aggregate, Personal
from domain.redress import ByAppeal, EffectImpossible
from domain.risk.category import UNDECIDED, Category
from domain.risk.favour import Favour, in_favour
from domain.risk.reckoning import Reckoned
from domain.risk.refusals import (
    NoRiseOfRisk,
    RiskAssignmentOver,
    RiskNotLowered,
    RiskReasonMissing,
)
from domain.risk.why import WhyEnded, WhyReckoned

_ASSIGNMENTS = UUID("b1a6f9d6-2c1e-5a44-8d0b-7b1d8a5c5e22")


class RiskAssignment(Aggregate):
    """The category that a body assigned to an object.

    What lowers it holds at once; a rise is found by the service and decided by a
    person. Reckoning the same again changes nothing.
    """

    class Event(Aggregate.Event):
        subject: ClassVar[str] = "client_id"
        client_id: UUID

    class Assigned(Aggregate.Created):
        """A body assigned the category that was reckoned.

        Attributes:
            client_id: whose object it is.
            premises: the place; None: what the business does, wherever.
            control_kind: name of the kind of control.
            authority: organisation that decided.
            reckoned: the category, and how it was found.
            on: day of the decision, local time.
        """

        subject: ClassVar[str] = "client_id"
        client_id: UUID
        premises: UUID | None
        control_kind: str
        authority: UUID
        reckoned: Reckoned
        on: date

    class Recomputed(Event):
        """Something changed, and the category is the same or lower, at once.

        Attributes:
            reckoned: how it is found now.
            was: the category until then.
            category: from now on.
            why: what changed.
        """

        reckoned: Reckoned
        was: Category
        category: Category
        why: WhyReckoned

    class RiseFound(Event):
        """Something changed for the worse; until somebody decides, nothing rises.

        Attributes:
            turn: which rise it is, from 1; of one that changed, the same again.
        """

        turn: int
        reckoned: Reckoned
        why: WhyReckoned

    class Raised(Event):
        """The body decided that the category rises to what was reckoned.

        Attributes:
            turn: of the rise that was found.
            was: the category until then.
            category: from now on.
            reason: why; the business reads it.
            on: day of the decision, local time.
        """

        turn: int
        was: Category
        category: Category
        reason: Personal
        on: date

    class RiseDeclined(Event):
        """The body decided that it stays, although more was reckoned."""

        turn: int
        reason: Personal
        on: date

    class Lowered(Event):
        """The body agreed with an objection, whose turn it names; no rise is left."""

        objection: int
        was: Category
        category: Category
        on: date

    class LoweredByAppeal(Event):
        """A decision on an appeal set a lower category; no rise is left."""

        appeal: ByAppeal
        was: Category
        category: Category
        on: date

    class Ended(Event):
        """The object is no more; it has no category."""

        why: WhyEnded
        on: date

    @classmethod
    def assign(
        cls,
        reckoned: Reckoned,
        *,
        client_id: UUID,
        premises: UUID | None,
        control_kind: str,
        authority: UUID,
        by: Actor,
        today: date,
    ) -> "RiskAssignment":
        """Assign what was reckoned, no more and no less.

        Args:
            reckoned: the category, and how it was found.
            client_id: whose object it is.
            premises: the place; None: what the business does, wherever.
            control_kind: name of the kind of control.
            authority: organisation that decides.
            by: an officer of it.
            today: the day, local time.

        Source:
            248-ФЗ, ст. 24.
        """
        return cls(
            client_id=client_id,
            premises=premises,
            control_kind=control_kind,
            authority=authority,
            reckoned=reckoned,
            on=today,
            by=by,
        )

    def recompute(self, reckoned: Reckoned, *, why: WhyReckoned, by: Actor) -> None:
        """Take in what was reckoned again; what was declined for it stays declined.

        Args:
            reckoned: of now.
            why: what changed.
            by: the job, or who set it off.

        Raises:
            RiskAssignmentOver: the object is no more.

        Source:
            248-ФЗ, ст. 24 ч. 6 (LAW-027).
        """
        self._check_open()
        if reckoned.is_same(self.contested):
            return
        category = in_favour(reckoned, self._favour)
        if category.is_above(self.category):
            self._find_rise(
                client_id=self.client_id,
                turn=self.rises if self.rise else self.rises + 1,
                reckoned=reckoned,
                why=why,
                by=by,
            )
        else:
            self._recompute(
                client_id=self.client_id,
                reckoned=reckoned,
                was=self.category,
                category=category,
                why=why,
                by=by,
            )

    def let_rise(self, *, reason: str, by: Actor, today: date) -> None:
        """Let the category rise to what was reckoned.

        Raises:
            RiskAssignmentOver: the object is no more.
            NoRiseOfRisk: none waits for a decision.
            RiskReasonMissing: it is not said why.
        """
        rise = self._rise_to_decide(reason)
        self._raise(
            client_id=self.client_id,
            turn=self.rises,
            was=self.category,
            category=rise.category,
            reason=reason.strip(),
            on=today,
            by=by,
        )

    def decline_rise(self, *, reason: str, by: Actor, today: date) -> None:
        """Let the category stay, although more was reckoned; raises as `let_rise`."""
        self._rise_to_decide(reason)
        self._decline_rise(
            client_id=self.client_id,
            turn=self.rises,
            reason=reason.strip(),
            on=today,
            by=by,
        )

    def lower(
        self, category: Category, *, objection: int, by: Actor, today: date
    ) -> None:
        """Assign less, since an objection is right; a rise that was found falls away.

        Args:
            category: lower than what was objected to, and no higher than the assigned.
            objection: its turn.
            by: an officer of the body.
            today: the day, local time.

        Raises:
            RiskAssignmentOver: the object is no more.
            RiskNotLowered: it is not lower.
        """
        self._check_open()
        self._check_lower(category)
        self._lower(
            client_id=self.client_id,
            objection=objection,
            was=self.category,
            category=category,
            on=today,
            by=by,
        )

    def lower_by_appeal(
        self, category: Category, appeal: ByAppeal, *, by: Actor, today: date
    ) -> None:
        """Assign less by a decision on an appeal; a rise that was found falls away.

        Raises:
            EffectImpossible: the object is no more.
            RiskNotLowered: it is not lower than what was appealed against.

        Source:
            248-ФЗ, ст. 24, 43.
        """
        if self.is_over:
            raise EffectImpossible(why="over")
        self._check_lower(category)
        self._lower_by_appeal(
            client_id=self.client_id,
            appeal=appeal,
            was=self.category,
            category=category,
            on=today,
            by=by,
        )

    def end(self, why: WhyEnded, *, by: Actor, today: date) -> None:
        """The object is no more; again it changes nothing."""
        if not self.is_over:
            self._end(client_id=self.client_id, why=why, on=today, by=by)

    @property
    def contested(self) -> Reckoned:
        """What the business reads and may object to: a rise that was found, first."""
        return self.rise or self.reckoned

    @property
    def contested_category(self) -> Category:
        """The category to which it may object."""
        return self.rise.category if self.rise else self.category

    def _check_lower(self, category: Category) -> None:
        is_lower = self.contested_category.is_above(category)
        if not is_lower or category.is_above(self.category):
            raise RiskNotLowered(category=self.category)

    def _check_open(self) -> None:
        if self.is_over:
            raise RiskAssignmentOver

    def _rise_to_decide(self, reason: str) -> Reckoned:
        self._check_open()
        if self.rise is None:
            raise NoRiseOfRisk
        if not reason.strip():
            raise RiskReasonMissing
        return self.rise

    @staticmethod
    def create_id(client_id: UUID, premises: UUID | None, control_kind: str) -> UUID:
        """One per object and kind of control: the primary key enforces it."""
        return uuid5(_ASSIGNMENTS, f"{client_id}/{premises or ''}/{control_kind}")

    @event(Assigned)
    def __init__(
        self,
        client_id: UUID,
        control_kind: str,
        authority: UUID,
        reckoned: Reckoned,
        on: date,
        by: Actor,
        premises: UUID | None = None,
    ) -> None:
        self.client_id = client_id
        self.premises = premises
        self.control_kind = control_kind
        self.authority = authority
        self.reckoned = reckoned
        self.category = reckoned.category
        self.rise: Reckoned | None = None
        self.rises = 0
        self.is_over = False
        self._favour: Favour | None = None

    @event(Recomputed)
    def _recompute(
        self,
        client_id: UUID,
        reckoned: Reckoned,
        was: Category,
        category: Category,
        why: WhyReckoned,
        by: Actor,
    ) -> None:
        self.reckoned = reckoned
        self.category = category
        self.rise = None

    @event(RiseFound)
    def _find_rise(
        self,
        client_id: UUID,
        turn: int,
        reckoned: Reckoned,
        why: WhyReckoned,
        by: Actor,
    ) -> None:
        self.rise = reckoned
        self.rises = turn

    @event(Raised)
    def _raise(
        self,
        client_id: UUID,
        turn: int,
        was: Category,
        category: Category,
        reason: str,
        on: date,
        by: Actor,
    ) -> None:
        self.reckoned, self.rise = self.contested, None
        self.category = category
        self._favour = None

    @event(RiseDeclined)
    def _decline_rise(
        self, client_id: UUID, turn: int, reason: str, on: date, by: Actor
    ) -> None:
        self.reckoned, self.rise = self.contested, None
        self._favour = Favour(self.reckoned, self.category)

    @event(Lowered)
    def _lower(
        self,
        client_id: UUID,
        objection: int,
        was: Category,
        category: Category,
        on: date,
        by: Actor,
    ) -> None:
        self.reckoned, self.rise = self.contested, None
        self.category = category
        self._favour = Favour(self.reckoned, category)

    @event(LoweredByAppeal)
    def _lower_by_appeal(
        self,
        client_id: UUID,
        appeal: ByAppeal,
        was: Category,
        category: Category,
        on: date,
        by: Actor,
    ) -> None:
        self.reckoned, self.rise = self.contested, None
        self.category = category
        self._favour = Favour(self.reckoned, category)

    @event(Ended)
    def _end(self, client_id: UUID, why: WhyEnded, on: date, by: Actor) -> None:
        self.rise = None
        self.is_over = True


def category_of(assignment: RiskAssignment | None) -> Category:
    """The category of an object; of one that nobody decided about: low.

    Source:
        248-ФЗ, ст. 24 (LAW-026).
    """
    if assignment is None or assignment.is_over:
        return UNDECIDED
    return assignment.category
