"""Moving the date of an inspection: the client asks, silence counts for it (I7)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar
from uuid import UUID, uuid5

from eventsourcing.domain import event
from pydantic import AwareDatetime

from domain.inspection.move_times import Cause, Terms, check_slots
from domain.inspection.refusals import (
    DecisionRuns,
    MoveIsRight,
    MoveOver,
    NotOffered,
    ReasonOfStepMissing,
)
from domain.kernel import Actor, Aggregate, Personal
from domain.redress import ByAppeal, EffectImpossible
from domain.term import Place

_MOVES = UUID("3a0f8a55-1d0c-5b0f-8a0f-0c8d2f3b9f11")


class Moving(StrEnum):
    """Where it stands; OFFERED: the client chooses among the body's times."""

    ASKED = "asked"
    OFFERED = "offered"
    SETTLED = "settled"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"


class Settled(StrEnum):
    """How a new time was found.

    BODY_SILENT: nobody decided in time, and the first wish of the client counts.
    CLIENT_SILENT: the client chose none of the offers, and the latest one counts.
    APPEAL: the body declined, and an appeal against that was upheld.
    """

    GRANTED = "granted"
    CHOSEN = "chosen"
    BODY_SILENT = "body_silent"
    CLIENT_SILENT = "client_silent"
    APPEAL = "appeal"


class DateMove(Aggregate):
    """One wish of a client that its inspection begins at another time."""

    class Event(Aggregate.Event):
        subject: ClassVar[str] = "client_id"
        client_id: UUID

    class Asked(Aggregate.Created):
        """The client cannot be there.

        Attributes:
            inspection: which.
            turn: which time it asks, from 1.
            cause, reason: why.
            planned: when it would begin.
            slots: when the client could, what it likes best first.
            terms: by when that is decided, and how far it may go.
            document: file that shows the cause; None: its word is enough.
        """

        subject: ClassVar[str] = "client_id"
        client_id: UUID
        inspection: UUID
        turn: int
        cause: Cause
        reason: Personal | None = None
        planned: AwareDatetime
        slots: tuple[AwareDatetime, ...]
        terms: Terms
        document: UUID | None = None

    class Offered(Event):
        """The body offers other times; the client chooses until the first of them."""

        slots: tuple[AwareDatetime, ...]
        choose_by: AwareDatetime
        reason: Personal

    class NewTimeSet(Event):
        """The inspection begins at another time."""

        slot: AwareDatetime
        how: Settled

    class Declined(Event):
        """It begins as planned."""

        reason: Personal

    class Allowed(Event):
        """By an appeal it begins at a time of the client, though it was declined."""

        slot: AwareDatetime
        appeal: ByAppeal

    class TakenBack(Event):
        """The client can be there after all."""

    @classmethod
    def ask(
        cls,
        cause: Cause,
        slots: Sequence[datetime],
        *,
        client_id: UUID,
        inspection: UUID,
        turn: int,
        reason: str | None,
        planned: datetime,
        terms: Terms,
        document: UUID | None = None,
        place: Place,
        by: Actor,
        now: datetime,
    ) -> "DateMove":
        """Ask for another time.

        Raises:
            ReasonOfStepMissing: the cause is another one, and is not told.
            SlotsMissing, SlotWrong, SlotTooLate: see `check_slots`.
        """
        told = reason.strip() or None if reason else None
        if cause is Cause.OTHER and told is None:
            raise ReasonOfStepMissing
        wished = check_slots(
            slots, planned=planned, furthest=terms.furthest.ends, place=place, now=now
        )
        return cls(
            client_id=client_id,
            inspection=inspection,
            turn=turn,
            cause=cause,
            reason=told,
            planned=planned,
            slots=wished,
            terms=terms,
            document=document,
            by=by,
        )

    def grant(self, slot: datetime, *, by: Actor) -> None:
        """Let it begin at a time that the client wished.

        Raises:
            MoveOver: it is decided.
            NotOffered: the client did not wish it.
        """
        self._check(Moving.ASKED)
        self._settle_on(slot, self.slots, Settled.GRANTED, by)

    def offer(
        self,
        slots: Sequence[datetime],
        *,
        reason: str,
        place: Place,
        by: Actor,
        now: datetime,
    ) -> None:
        """Offer other times, none of them before the client's first one.

        Raises:
            MoveOver: it is decided.
            ReasonOfStepMissing: it is not said why the client's times do not suit.
            SlotsMissing, SlotWrong, SlotTooLate: see `check_slots`.
        """
        self._check(Moving.ASKED)
        if not reason.strip():
            raise ReasonOfStepMissing
        earliest = min(self.slots) - timedelta(microseconds=1)
        offered = check_slots(
            slots,
            planned=earliest,
            furthest=self.terms.furthest.ends,
            place=place,
            now=now,
        )
        self._offer(
            client_id=self.client_id,
            slots=offered,
            choose_by=min(offered),
            reason=reason.strip(),
            by=by,
        )

    def choose(self, slot: datetime, *, by: Actor) -> None:
        """Choose one of the body's times; raises MoveOver, NotOffered."""
        self._check(Moving.OFFERED)
        self._settle_on(slot, self.offered, Settled.CHOSEN, by)

    def decline(self, *, reason: str, by: Actor) -> None:
        """Let it begin as planned.

        Raises:
            MoveOver: it is decided.
            MoveIsRight: the law gives a right to another date.
            ReasonOfStepMissing: it is not said why.
        """
        self._check(Moving.ASKED)
        if self.terms.is_right:
            raise MoveIsRight
        if not reason.strip():
            raise ReasonOfStepMissing
        self._decline(client_id=self.client_id, reason=reason.strip(), by=by)

    def allow(self, appeal: ByAppeal, *, by: Actor, now: datetime) -> datetime:
        """Let it begin at the first wish of the client that is still ahead.

        Returns:
            When that is.

        Raises:
            EffectImpossible: it was not declined, or no wish is ahead.

        Source:
            248-ФЗ, ст. 43.
        """
        if self.status is not Moving.DECLINED:
            raise EffectImpossible(why="not_there")
        slot = next((one for one in self.slots if one > now), None)
        if slot is None:
            raise EffectImpossible(why="over")
        self._allow(client_id=self.client_id, slot=slot, appeal=appeal, by=by)
        return slot

    def take_back(self, *, by: Actor) -> None:
        """Need it no more; raises MoveOver."""
        if not self.is_open:
            raise MoveOver
        self._take_back(client_id=self.client_id, by=by)

    def fall_due(self, *, by: Actor, now: datetime) -> None:
        """Let silence decide; nothing when it is decided.

        Raises:
            DecisionRuns: there is still time.
        """
        if not self.is_open:
            return
        if now <= self.due:
            raise DecisionRuns(until=self.due)
        if self.status is Moving.ASKED:
            self._settle_on(self.slots[0], self.slots, Settled.BODY_SILENT, by)
        else:
            latest = max(self.offered)
            self._settle_on(latest, self.offered, Settled.CLIENT_SILENT, by)

    @property
    def is_open(self) -> bool:
        return self.status in (Moving.ASKED, Moving.OFFERED)

    @property
    def due(self) -> datetime:
        """When silence decides."""
        return self.choose_by or self.terms.decide_by

    def _check(self, status: Moving) -> None:
        if self.status is not status:
            raise MoveOver

    def _settle_on(
        self, slot: datetime, among: Sequence[datetime], how: Settled, by: Actor
    ) -> None:
        if slot not in among:
            raise NotOffered(slots=list(among))
        self._set(client_id=self.client_id, slot=slot, how=how, by=by)

    @staticmethod
    def create_id(inspection: UUID, turn: int) -> UUID:
        """One at a time: two that ask at once have the same id."""
        return uuid5(_MOVES, f"{inspection} {turn}")

    @event(Asked)
    def __init__(
        self,
        client_id: UUID,
        inspection: UUID,
        turn: int,
        cause: Cause,
        planned: datetime,
        slots: tuple[datetime, ...],
        terms: Terms,
        by: Actor,
        reason: str | None = None,
        document: UUID | None = None,
    ) -> None:
        self.client_id = client_id
        self.inspection = inspection
        self.turn = turn
        self.planned = planned
        self.slots = slots
        self.terms = terms
        self.offered: tuple[datetime, ...] = ()
        self.choose_by: datetime | None = None
        self.slot: datetime | None = None
        self.how: Settled | None = None
        self.status = Moving.ASKED

    @event(Offered)
    def _offer(
        self,
        client_id: UUID,
        slots: tuple[datetime, ...],
        choose_by: datetime,
        reason: str,
        by: Actor,
    ) -> None:
        self.offered = slots
        self.choose_by = choose_by
        self.status = Moving.OFFERED

    @event(NewTimeSet)
    def _set(self, client_id: UUID, slot: datetime, how: Settled, by: Actor) -> None:
        self.slot = slot
        self.how = how
        self.status = Moving.SETTLED

    @event(Declined)
    def _decline(self, client_id: UUID, reason: str, by: Actor) -> None:
        self.status = Moving.DECLINED

    @event(Allowed)
    def _allow(
        self, client_id: UUID, slot: datetime, appeal: ByAppeal, by: Actor
    ) -> None:
        self.slot = slot
        self.how = Settled.APPEAL
        self.status = Moving.SETTLED

    @event(TakenBack)
    def _take_back(self, client_id: UUID, by: Actor) -> None:
        self.status = Moving.TAKEN_BACK
