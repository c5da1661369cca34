"""What comes of a preventive visit: advice, or an order if the law allows it (C6)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID, uuid5

from eventsourcing.domain import event
from pydantic import Field

from domain.kernel import Actor, Aggregate, Personal, Value
from domain.redress import ByAppeal, EffectImpossible, Standing
from domain.visit.aggregate import Visit
from domain.visit.content import Advice, ByLaw, VisitKind, VisitStatus
from domain.visit.refusals import (
    AdviceEmpty,
    NotHeld,
    OrderedAlready,
    OrderEmpty,
    OrderNotAllowed,
)
from domain.visit.terms import ORDER, VisitTerms

_OUTCOMES = UUID("b7b9a2c4-3f0e-5a7c-9c55-0b8d2f6a1e90")


class OrderPoint(Value):
    """One thing that an order demands.

    Attributes:
        number: from 1.
        requirement: its code.
        until: the last day to do it.
    """

    number: int = Field(ge=1, le=100)
    requirement: str = Field(min_length=1, max_length=64)
    until: date


class Remedy(Value):
    """A point of an order in words.

    Attributes:
        found: what was found.
        remedy: what to do.
        proof: how to confirm that it is done.
    """

    found: str
    remedy: str
    proof: str

    @property
    def is_whole(self) -> bool:
        """Whether all is said."""
        said = (self.found, self.remedy, self.proof)
        return all(one.strip() for one in said)


class Outcome(Aggregate):
    """What came of one visit; a fine never does."""

    class Event(Aggregate.Event):
        subject: ClassVar[str] = "client_id"
        client_id: UUID

    class Advised(Aggregate.Created):
        """The body advised; without advice, there was nothing to say but thanks.

        Attributes:
            client_id: whom.
            visit: in which visit.
            authority: organisation that visited.
            advice: what, with the algorithms to follow.
            message: in which the business was sent the same, in words.
            on: day, local time.
        """

        subject: ClassVar[str] = "client_id"
        client_id: UUID
        visit: UUID
        authority: UUID
        advice: tuple[Advice, ...]
        message: UUID
        on: date

    class AdviceWorded(Event):
        """A piece of advice in words."""

        number: int
        text: Personal

    class Ordered(Event):
        """The body ordered to remedy something.

        Attributes:
            points: what, and until when.
            allowed: the rule that allows an order, and how sure the data are of it.
        """

        points: tuple[OrderPoint, ...]
        allowed: ByLaw
        on: date

    class OrderAnnulled(Event):
        """A decision on an appeal undid the order."""

        appeal: ByAppeal
        on: date

    class OrderTermsSet(Event):
        """A decision on an appeal gave more time; `points` says until when now."""

        points: tuple[OrderPoint, ...]
        appeal: ByAppeal
        on: date

    class OrderSuspended(Event):
        """An appeal suspended the order: nothing is to be done until that is over."""

        appeal: ByAppeal
        at: datetime
        on: date

    class OrderResumed(Event):
        """An appeal suspends the order no longer; `points` says until when now."""

        points: tuple[OrderPoint, ...]
        appeal: ByAppeal
        at: datetime
        on: date

    class OrderWorded(Event):
        """A point of the order in words."""

        number: int
        found: Personal
        remedy: Personal
        proof: Personal

    @classmethod
    def advise(
        cls,
        visit: Visit,
        advice: Sequence[Advice],
        wording: Sequence[str],
        *,
        message: UUID,
        by: Actor,
        today: date,
    ) -> "Outcome":
        """Advise, after the visit.

        Args:
            visit: that was held.
            advice: what is advised; empty: nothing needs to be.
            wording: the same in words, in the same order.
            message: in which it is sent.
            by: an officer of the authority.
            today: the day, local time.

        Raises:
            NotHeld: the visit was not.
            AdviceEmpty: something is advised without words.
        """
        if visit.status is not VisitStatus.HELD:
            raise NotHeld
        worded = list(zip(advice, wording, strict=True))
        empty = [one.number for one, text in worded if not text.strip()]
        if empty:
            raise AdviceEmpty(advice=empty)
        made = cls(
            client_id=visit.client_id,
            visit=visit.id,
            authority=visit.authority,
            advice=tuple(advice),
            message=message,
            on=today,
            by=by,
        )
        for one, text in worded:
            made._word(
                client_id=visit.client_id, number=one.number, text=text.strip(), by=by
            )
        return made

    def order(
        self,
        visit: Visit,
        points: Sequence[OrderPoint],
        wording: Sequence[Remedy],
        *,
        terms: VisitTerms,
        by: Actor,
        today: date,
    ) -> None:
        """Order to remedy what was found, if the law of the day allows it.

        Args:
            visit: of which this is the outcome.
            points: what is ordered.
            wording: the same in words, in the same order.
            terms: of this kind of control.
            by: an officer of the authority.
            today: the day, local time.

        Raises:
            OrderNotAllowed: it was no mandatory visit, or no rule allows it.
            OrderedAlready: there is an order.
            OrderEmpty: a point is not whole, or its term is over before it begins.

        Source:
            248-ФЗ, ст. 52.1, 90.1 (LAW-054); ст. 90 ч. 2 (LAW-058).
        """
        allowed = order_allowed(visit.kind, terms, today)
        if allowed is None:
            raise OrderNotAllowed(rule=ORDER)
        if self.is_ordered:
            raise OrderedAlready
        worded = list(zip(points, wording, strict=True))
        empty = [
            one.number
            for one, words in worded
            if not words.is_whole or one.until <= today
        ]
        if empty or not worded:
            raise OrderEmpty(points=empty)
        self._order(
            client_id=self.client_id,
            points=tuple(points),
            allowed=allowed,
            on=today,
            by=by,
        )
        for one, words in worded:
            self._word_order(
                client_id=self.client_id,
                number=one.number,
                found=words.found.strip(),
                remedy=words.remedy.strip(),
                proof=words.proof.strip(),
                by=by,
            )

    def annul_order(self, appeal: ByAppeal, *, by: Actor, today: date) -> None:
        """Undo the order by a decision on an appeal.

        Raises:
            EffectImpossible: there is none, or it holds no longer.

        Source:
            248-ФЗ, ст. 43.
        """
        self._check_ordered()
        self._annul_order(client_id=self.client_id, appeal=appeal, on=today, by=by)

    def set_order_terms(
        self, until: date, appeal: ByAppeal, *, by: Actor, today: date
    ) -> None:
        """Give more time for every point, no less for any; raises as `annul_order`."""
        self._check_ordered()
        points = tuple(
            one.model_copy(update={"until": max(one.until, until)})
            for one in self.points
        )
        self._set_order_terms(
            client_id=self.client_id, points=points, appeal=appeal, on=today, by=by
        )

    def suspend_order(
        self, appeal: ByAppeal, *, at: datetime, on: date, by: Actor
    ) -> None:
        """Let the order wait; again it changes nothing; raises as `annul_order`.

        Source:
            248-ФЗ, ст. 40 ч. 10 (LAW-072).
        """
        self._check_ordered()
        if not self.standing.has(appeal):
            self._suspend_order(
                client_id=self.client_id, appeal=appeal, at=at, on=on, by=by
            )

    def resume_order(
        self, appeal: ByAppeal, *, at: datetime, on: date, by: Actor
    ) -> None:
        """Let it go on as far as an appeal is concerned; again it changes nothing.

        What is still to be done moves by the days for which the order stood.
        """
        if not self.standing.has(appeal):
            return
        since = self.standing.since
        points = tuple(
            one
            if since is None or one.until < since[1]
            else one.model_copy(
                update={"until": self.standing.later(one.until, appeal, on)}
            )
            for one in self.points
        )
        self._resume_order(
            client_id=self.client_id, points=points, appeal=appeal, at=at, on=on, by=by
        )

    @property
    def is_suspended(self) -> bool:
        """Whether an appeal lets the order wait."""
        return bool(self.standing.by)

    def _check_ordered(self) -> None:
        if not self.is_ordered:
            raise EffectImpossible(why="not_there")
        if self.is_void:
            raise EffectImpossible(why="void")

    @staticmethod
    def create_id(visit: UUID) -> UUID:
        """One per visit: the primary key enforces it."""
        return uuid5(_OUTCOMES, str(visit))

    @event(Advised)
    def __init__(
        self,
        client_id: UUID,
        visit: UUID,
        authority: UUID,
        advice: tuple[Advice, ...],
        message: UUID,
        on: date,
        by: Actor,
    ) -> None:
        self.client_id = client_id
        self.visit = visit
        self.authority = authority
        self.is_ordered = self.is_void = False
        self.points: tuple[OrderPoint, ...] = ()
        self.standing = Standing()

    @event(AdviceWorded)
    def _word(self, client_id: UUID, number: int, text: str, by: Actor) -> None:
        pass

    @event(Ordered)
    def _order(
        self,
        client_id: UUID,
        points: tuple[OrderPoint, ...],
        allowed: ByLaw,
        on: date,
        by: Actor,
    ) -> None:
        self.is_ordered = True
        self.points = points

    @event(OrderAnnulled)
    def _annul_order(
        self, client_id: UUID, appeal: ByAppeal, on: date, by: Actor
    ) -> None:
        self.is_void = True

    @event(OrderTermsSet)
    def _set_order_terms(
        self,
        client_id: UUID,
        points: tuple[OrderPoint, ...],
        appeal: ByAppeal,
        on: date,
        by: Actor,
    ) -> None:
        self.points = points

    @event(OrderSuspended)
    def _suspend_order(
        self, client_id: UUID, appeal: ByAppeal, at: datetime, on: date, by: Actor
    ) -> None:
        self.standing = self.standing.begun(appeal, at, on)

    @event(OrderResumed)
    def _resume_order(
        self,
        client_id: UUID,
        points: tuple[OrderPoint, ...],
        appeal: ByAppeal,
        at: datetime,
        on: date,
        by: Actor,
    ) -> None:
        self.points = points
        self.standing = self.standing.ended(appeal)

    @event(OrderWorded)
    def _word_order(
        self,
        client_id: UUID,
        number: int,
        found: str,
        remedy: str,
        proof: str,
        by: Actor,
    ) -> None:
        pass


def order_allowed(kind: VisitKind, terms: VisitTerms, today: date) -> ByLaw | None:
    """The rule by which a visit may end in an order; None: it may not.

    Both sides are shown how sure the data are of it: the public explanations of October
    2025 contradict each other.
    """
    rule = terms.find(ORDER, today)
    if kind is not VisitKind.MANDATORY or rule is None:
        return None
    return ByLaw.of(rule)
