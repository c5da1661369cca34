"""A preventive visit, from the wish to the meeting (C6)."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID, uuid4

from eventsourcing.domain import event

from domain.kernel import Actor, Aggregate, Role
from domain.redress import ByAppeal, EffectImpossible, Standing
from domain.term import Reckoning
from domain.visit import events
from domain.visit.checking import (
    check_choice,
    check_notice,
    check_refusal,
    check_slots,
    check_wishes,
    check_within,
)
from domain.visit.content import (
    AHEAD,
    TO_OFFER,
    Ground,
    Right,
    Slot,
    VisitKind,
    VisitStatus,
    Way,
)
from domain.visit.refusals import (
    MoveNotDue,
    MoveTooLate,
    MoveUndecided,
    NoSuchSlot,
    NotEvadedYet,
    NotOnTheDay,
    OnlyMandatoryEvaded,
    StillChoosing,
    VisitAboutMissing,
    VisitNotThere,
    VisitReasonMissing,
)
from domain.visit.terms import VisitTerms


class Visit(Aggregate):
    """One preventive visit; what comes of it is its `Outcome`.

    A request to move it that nobody decided before its time moves it by itself.
    """

    class Begun(events.Begun): ...

    class SlotsOffered(events.SlotsOffered): ...

    class Chosen(events.Chosen): ...

    class MoveAsked(events.MoveAsked): ...

    class Moved(events.Moved): ...

    class MoveDeclined(events.MoveDeclined): ...

    class Declined(events.Declined): ...

    class Refused(events.Refused): ...

    class CalledOff(events.CalledOff): ...

    class Started(events.Started): ...

    class Ended(events.Ended): ...

    class Evaded(events.Evaded): ...

    class Annulled(events.Annulled): ...

    class Suspended(events.Suspended): ...

    class Resumed(events.Resumed): ...

    @classmethod
    def begin(
        cls,
        kind: VisitKind,
        *,
        id: UUID,
        client_id: UUID,
        authority: UUID,
        control_kind: str | None,
        requirements: Sequence[str],
        premises: UUID | None,
        told: str,
        right: Right | None = None,
        ground: Ground | None = None,
        decide: Reckoning | None = None,
        hold: Reckoning | None = None,
        thread: UUID,
        by: Actor,
        today: date,
    ) -> "Visit":
        """Want a visit; whether one may is found before, see `asking` and `duty`.

        Arguments as the fields of `Begun`; a mandatory one has a `ground`, a wish a
        `right`. The correspondence names `id` before the visit is recorded.

        Raises:
            VisitAboutMissing: it is not said what about.
        """
        if not told.strip():
            raise VisitAboutMissing
        return cls._create(
            cls.Begun,
            id=id,
            client_id=client_id,
            authority=authority,
            control_kind=control_kind,
            kind=kind,
            requirements=tuple(requirements),
            premises=premises,
            told=told.strip(),
            right=right,
            ground=ground,
            decide=decide,
            hold=hold,
            thread=thread,
            on=today,
            by=by,
        )

    def offer(
        self,
        slots: Sequence[Slot],
        *,
        until: date,
        terms: VisitTerms,
        now: datetime,
        by: Actor,
    ) -> None:
        """Offer times; to a wish, or to a request to move, that is consent.

        Args:
            slots: at least one.
            until: last day to choose.
            terms: of this kind of control.
            now: the instant.
            by: an officer of the authority.

        Raises:
            VisitNotThere: nobody waits for times.
            StillChoosing: the business still has time to choose among others.
            SlotsMissing, SlotPast, SlotTooLong, ChoiceTooLate: of the times.
            NoticeTooShort: a mandatory visit is announced too late.
            VisitTooLate: it would take place after its term.
        """
        self._check(TO_OFFER | {VisitStatus.CHOOSING})
        if self.status is VisitStatus.CHOOSING:
            self._check_silent(terms, now)
        check_slots(slots, self.kind, terms, now)
        check_choice(slots, until, terms, now)
        check_within(slots, self.hold)
        mandatory = self.kind is VisitKind.MANDATORY
        self._offer(
            client_id=self.client_id,
            turn=self.turn + 1,
            slots=terms.local(slots),
            until=until,
            notice=check_notice(slots, terms, now) if mandatory else None,
            on=terms.day_of(now),
            by=by,
        )

    def choose(
        self, slot: Slot, *, terms: VisitTerms, now: datetime, by: Actor
    ) -> None:
        """Choose one of the times that are offered.

        The business may do so until one begins. When it was silent until the last day,
        the body sets the time of a mandatory visit.

        Raises:
            VisitNotThere: nothing is to be chosen.
            NoSuchSlot: this time is not offered, or it has begun.
            StillChoosing: the body does, and the business still has time.
        """
        self._check({VisitStatus.CHOOSING})
        chosen = _among(self.slots, slot, now)
        if by.role is not Role.CLIENT:
            if self.kind is not VisitKind.MANDATORY:
                raise VisitNotThere(status=self.status)
            self._check_silent(terms, now)
        self._choose(client_id=self.client_id, turn=self.turn, slot=chosen, by=by)

    def ask_move(
        self,
        wishes: Sequence[Slot],
        *,
        reason: str,
        terms: VisitTerms,
        now: datetime,
        by: Actor,
    ) -> None:
        """Ask for another time, for any reason.

        Args:
            wishes: times that would suit; there may be none.
            reason: why.
            terms: of this kind of control.
            now: the instant.
            by: who acts for the business.

        Raises:
            VisitNotThere: no time is offered or set.
            MoveTooLate: it has come.
            VisitReasonMissing: it is not said why.
            SlotsMissing, SlotPast, SlotTooLong, MoveTooFar: of the wishes.
        """
        self._check({VisitStatus.CHOOSING, VisitStatus.FIXED})
        starts = self.latest_start
        if starts <= now:
            raise MoveTooLate
        check_wishes(wishes, self.kind, terms, now)
        check_within(wishes, self.hold)
        self._ask_move(
            client_id=self.client_id,
            turn=self.move + 1,
            reason=_why(reason),
            wishes=terms.local(wishes),
            decide=terms.to_answer_move(starts),
            on=terms.day_of(now),
            by=by,
        )

    def agree_move(self, slot: Slot, *, now: datetime, by: Actor) -> None:
        """Move it to a time that the business wishes; the body.

        Raises:
            VisitNotThere: nobody asked.
            NoSuchSlot: the business does not wish this time, or it has come.
        """
        self._check({VisitStatus.MOVING})
        self._move(
            client_id=self.client_id,
            turn=self.move,
            slot=_among(self.wishes, slot, now),
            by_silence=False,
            by=by,
        )

    def decline_move(
        self, *, reason: str, terms: VisitTerms, now: datetime, by: Actor
    ) -> None:
        """Leave it at its time, and say why; the body.

        Raises:
            VisitNotThere: nobody asked.
            MoveTooLate: its time has come, and silence has decided.
            VisitReasonMissing: it is not said why.
        """
        self._check({VisitStatus.MOVING})
        if self.latest_start <= now:
            raise MoveTooLate
        self._decline_move(
            client_id=self.client_id,
            turn=self.move,
            reason=_why(reason),
            on=terms.day_of(now),
            by=by,
        )

    def move_by_silence(self, *, now: datetime, by: Actor) -> None:
        """Move it, since nobody decided in time.

        It moves to the first time that the business wishes and that is still ahead;
        without one the body has to offer times.

        Raises:
            VisitNotThere: nobody asked, or it is decided.
            MoveNotDue: the body still has time.
        """
        self._check({VisitStatus.MOVING})
        if now < self.latest_start:
            raise MoveNotDue
        ahead = (one for one in self.wishes if one.starts > now)
        self._move(
            client_id=self.client_id,
            turn=self.move,
            slot=next(ahead, None),
            by_silence=True,
            by=by,
        )

    def decline(self, *, reason: str, by: Actor, today: date) -> None:
        """Do not come, though a business asked.

        Raises:
            VisitNotThere: it did not, or this is decided.
            VisitReasonMissing: it is not said why.
        """
        self._check({VisitStatus.ASKED})
        self._decline(client_id=self.client_id, reason=_why(reason), on=today, by=by)

    def refuse(
        self, *, reason: str | None, terms: VisitTerms, now: datetime, by: Actor
    ) -> None:
        """Do not want it; a mandatory visit only where the law of the day lets one.

        Raises:
            VisitNotThere: it has begun or is over.
            CannotRefuse: it is mandatory.
            RefusalLate: it could be refused earlier.
        """
        self._check(AHEAD)
        if self.kind is VisitKind.MANDATORY:
            check_refusal((self.slot,) if self.slot else self.slots, terms, now)
        said = reason.strip() or None if reason else None
        self._refuse(client_id=self.client_id, reason=said, on=terms.day_of(now), by=by)

    def call_off(self, *, reason: str, by: Actor, today: date) -> None:
        """Do not come; the body.

        Raises:
            VisitNotThere: it has begun or is over, or a wish is to be decided on.
            VisitReasonMissing: it is not said why.
        """
        self._check(AHEAD - {VisitStatus.ASKED})
        self._call_off(client_id=self.client_id, reason=_why(reason), on=today, by=by)

    def start(self, way: Way, *, terms: VisitTerms, now: datetime, by: Actor) -> None:
        """Meet.

        Raises:
            MoveUndecided: the business asked to move it.
            VisitNotThere: no time is set.
            SuspendedByAppeal: an appeal suspended it.
            NotOnTheDay: it is another day.
        """
        self.standing.check()
        slot = self._fixed()
        day = terms.day_of(slot.starts)
        if terms.day_of(now) != day:
            raise NotOnTheDay(day=day)
        self._start(
            client_id=self.client_id,
            at=now,
            way=way,
            end=terms.to_end(self.kind, now),
            by=by,
        )

    def end(self, *, terms: VisitTerms, now: datetime, by: Actor) -> None:
        """Part, late or not.

        Raises:
            VisitNotThere: it is not on.
        """
        self._check({VisitStatus.GOING})
        self._end(client_id=self.client_id, at=now, on=terms.day_of(now), by=by)

    def record_evasion(
        self, *, reason: str, terms: VisitTerms, now: datetime, by: Actor
    ) -> None:
        """Record that the business made a mandatory visit impossible.

        Raises:
            OnlyMandatoryEvaded: it could have refused.
            MoveUndecided: it asked to move the visit: silence counts for it.
            VisitNotThere: no time is set.
            SuspendedByAppeal: an appeal suspended it.
            NotEvadedYet: the time is not over.
            VisitReasonMissing: it is not told how.

        Source:
            248-ФЗ, ст. 52.1 (LAW-024).
        """
        if self.kind is not VisitKind.MANDATORY:
            raise OnlyMandatoryEvaded
        self.standing.check()
        if now <= self._fixed().ends:
            raise NotEvadedYet
        self._evade(
            client_id=self.client_id,
            reason=_why(reason),
            inspect=terms.to_inspect(now),
            on=terms.day_of(now),
            by=by,
        )

    def annul(self, appeal: ByAppeal, *, by: Actor, today: date) -> None:
        """Undo it by a decision on an appeal: the body does not come.

        Raises:
            EffectImpossible: it has begun or is over.

        Source:
            248-ФЗ, ст. 43.
        """
        if self.status not in AHEAD:
            raise EffectImpossible(why="over")
        self._annul(client_id=self.client_id, appeal=appeal, on=today, by=by)

    def suspend(self, appeal: ByAppeal, *, at: datetime, on: date, by: Actor) -> None:
        """Let it wait because of an appeal; again it changes nothing.

        Raises:
            EffectImpossible: it has begun or is over.

        Source:
            248-ФЗ, ст. 40 ч. 10 (LAW-072).
        """
        if self.standing.has(appeal):
            return
        if self.status not in AHEAD:
            raise EffectImpossible(why="over")
        self._suspend(client_id=self.client_id, appeal=appeal, at=at, on=on, by=by)

    def resume(self, appeal: ByAppeal, *, at: datetime, on: date, by: Actor) -> None:
        """Let it go on as far as an appeal is concerned; again it changes nothing."""
        if self.standing.has(appeal):
            self._resume(client_id=self.client_id, appeal=appeal, at=at, on=on, by=by)

    @property
    def is_suspended(self) -> bool:
        """Whether an appeal lets it wait."""
        return bool(self.standing.by)

    @property
    def latest_start(self) -> datetime:
        """When it would begin: the time that is set, or the last that is offered."""
        return self.slot.starts if self.slot else max(one.starts for one in self.slots)

    def _check(self, statuses: frozenset[VisitStatus] | set[VisitStatus]) -> None:
        if self.status not in statuses:
            raise VisitNotThere(status=self.status)

    def _check_silent(self, terms: VisitTerms, now: datetime) -> None:
        """See that the business let the last day to choose pass."""
        if terms.day_of(now) <= self.until:
            raise StillChoosing(until=self.until)

    def _fixed(self) -> Slot:
        if self.status is VisitStatus.MOVING:
            raise MoveUndecided
        if self.status is not VisitStatus.FIXED or self.slot is None:
            raise VisitNotThere(status=self.status)
        return self.slot

    @event(Begun)
    def __init__(
        self,
        client_id: UUID,
        authority: UUID,
        kind: VisitKind,
        requirements: tuple[str, ...],
        told: str,
        thread: UUID,
        on: date,
        by: Actor,
        control_kind: str | None = None,
        premises: UUID | None = None,
        right: Right | None = None,
        ground: Ground | None = None,
        decide: Reckoning | None = None,
        hold: Reckoning | None = None,
    ) -> None:
        self.client_id = client_id
        self.authority = authority
        self.control_kind = control_kind
        self.kind = kind
        self.requirements = requirements
        self.thread = thread
        self.right = right
        self.decide = decide
        self.hold = hold
        self.notice: Reckoning | None = None
        self.turn = 0
        self.move = 0
        self.slots: tuple[Slot, ...] = ()
        self.wishes: tuple[Slot, ...] = ()
        self.until = on
        self.slot: Slot | None = None
        self.answer_by: Reckoning | None = None
        self.finish: Reckoning | None = None
        self.standing = Standing()
        asked = kind is VisitKind.ASKED
        self.status = VisitStatus.ASKED if asked else VisitStatus.ARRANGING

    @event(SlotsOffered)
    def _offer(
        self,
        client_id: UUID,
        turn: int,
        slots: tuple[Slot, ...],
        until: date,
        on: date,
        by: Actor,
        notice: Reckoning | None = None,
    ) -> None:
        self.turn = turn
        self.slots = slots
        self.until = until
        self.notice = notice
        self.slot = None
        self.status = VisitStatus.CHOOSING

    @event(Chosen)
    def _choose(self, client_id: UUID, turn: int, slot: Slot, by: Actor) -> None:
        self.slot = slot
        self.status = VisitStatus.FIXED

    @event(MoveAsked)
    def _ask_move(
        self,
        client_id: UUID,
        turn: int,
        reason: str,
        wishes: tuple[Slot, ...],
        decide: Reckoning,
        on: date,
        by: Actor,
    ) -> None:
        self.move = turn
        self.wishes = wishes
        self.answer_by = decide
        self.status = VisitStatus.MOVING

    @event(Moved)
    def _move(
        self,
        client_id: UUID,
        turn: int,
        by_silence: bool,  # noqa: FBT001
        by: Actor,
        slot: Slot | None = None,
    ) -> None:
        self.slot = slot
        self.slots = ()
        self.status = VisitStatus.FIXED if slot else VisitStatus.ARRANGING

    @event(MoveDeclined)
    def _decline_move(
        self, client_id: UUID, turn: int, reason: str, on: date, by: Actor
    ) -> None:
        self.status = VisitStatus.FIXED if self.slot else VisitStatus.CHOOSING

    @event(Declined)
    def _decline(self, client_id: UUID, reason: str, on: date, by: Actor) -> None:
        self.status = VisitStatus.DECLINED

    @event(Refused)
    def _refuse(
        self, client_id: UUID, on: date, by: Actor, reason: str | None = None
    ) -> None:
        self.status = VisitStatus.REFUSED

    @event(CalledOff)
    def _call_off(self, client_id: UUID, reason: str, on: date, by: Actor) -> None:
        self.status = VisitStatus.CALLED_OFF

    @event(Started)
    def _start(
        self, client_id: UUID, at: datetime, way: Way, end: Reckoning, by: Actor
    ) -> None:
        self.finish = end
        self.status = VisitStatus.GOING

    @event(Ended)
    def _end(self, client_id: UUID, at: datetime, on: date, by: Actor) -> None:
        self.status = VisitStatus.HELD

    @event(Evaded)
    def _evade(
        self, client_id: UUID, reason: str, inspect: Reckoning, on: date, by: Actor
    ) -> None:
        self.status = VisitStatus.EVADED

    @event(Annulled)
    def _annul(self, client_id: UUID, appeal: ByAppeal, on: date, by: Actor) -> None:
        self.status = VisitStatus.CALLED_OFF

    @event(Suspended)
    def _suspend(
        self, client_id: UUID, appeal: ByAppeal, at: datetime, on: date, by: Actor
    ) -> None:
        self.standing = self.standing.begun(appeal, at, on)

    @event(Resumed)
    def _resume(
        self, client_id: UUID, appeal: ByAppeal, at: datetime, on: date, by: Actor
    ) -> None:
        self.standing = self.standing.ended(appeal)
        if self.slot and self.slot.starts <= at and self.status is VisitStatus.FIXED:
            self.slot = None
            self.status = VisitStatus.ARRANGING


def new_visit_id() -> UUID:
    """An id that the correspondence can name before the visit is recorded."""
    return uuid4()


def _among(slots: Sequence[Slot], wanted: Slot, now: datetime) -> Slot:
    """The same time among those, as it stands there, if it has not begun."""
    for one in slots:
        if one == wanted and one.starts > now:
            return one
    raise NoSuchSlot


def _why(reason: str) -> str:
    if not reason.strip():
        raise VisitReasonMissing
    return reason.strip()
