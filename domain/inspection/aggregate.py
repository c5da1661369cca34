"""An inspection, from its order until it is closed (I0 to I8)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TypedDict
from uuid import UUID, uuid4

from eventsourcing.domain import event

from domain.data_assessment import Finding, Moment
from domain.inspection import events
from domain.inspection.appealed import (
    IN_FAVOUR,
    Undone,
    check_there,
    falls_with,
    stage_without,
)
from domain.inspection.checking import check_order, grouped
from domain.inspection.gate import Remaining
from domain.inspection.grounds import Approval
from domain.inspection.order import Against, Circumstances, Order, approval
from domain.inspection.refusals import (
    ApprovalNotNeeded,
    ImprovementTermMissing,
    NoViolations,
    PlaceOfStepMissing,
    ProsecutorDecided,
    ReasonOfStepMissing,
    RegisteredAlready,
    StartsEarly,
    StepBackwards,
    StepNotNow,
    StepYetToCome,
    TermRuns,
    ViolationsOpen,
)
from domain.inspection.stages import (
    IN_ORDER,
    NEXT,
    OVER,
    UNDER_WAY,
    Ending,
    Happened,
    Obstacle,
    Stage,
    Stamp,
    Step,
    possible,
    tells_client,
)
from domain.inspection.violation import Violation, check_violations
from domain.kernel import Actor, Aggregate
from domain.redress import ByAppeal, EffectImpossible, Standing
from domain.term import Pause


class Facts(TypedDict):
    """What every step tells."""

    client_id: UUID
    at: datetime
    place: str


class Inspection(Aggregate):
    """One inspection of one client.

    The service refuses what is decided in it against the law; what has happened already
    is kept as it was, and `flags` says what of it was a gross violation.
    """

    Ordered = events.Ordered
    Reasoned = events.Reasoned
    Registered = events.Registered
    Notified = events.Notified
    NoticeRead = events.NoticeRead
    ProsecutorTold = events.ProsecutorTold
    ProsecutorDecided = events.ProsecutorDecided
    Moved = events.Moved
    Started = events.Started
    Prevented = events.Prevented
    Ended = events.Ended
    ViolationFound = events.ViolationFound
    ActDrawn = events.ActDrawn
    ImprovementOrdered = events.ImprovementOrdered
    ImprovementConfirmed = events.ImprovementConfirmed
    Finished = events.Finished
    Suspended = events.Suspended
    Resumed = events.Resumed
    Annulled = events.Annulled
    ActCorrected = events.ActCorrected
    ImprovementTermSet = events.ImprovementTermSet

    @classmethod
    def order(
        cls,
        order: Order,
        *,
        client_id: UUID,
        authority: UUID,
        explained: str,
        reasons: Mapping[str, str],
        findings: Sequence[Finding],
        assessed: Moment,
        against: Against,
        by: Actor,
    ) -> "Inspection":
        """Order an inspection of what the records did not settle.

        Args:
            order: what it names.
            client_id: who is inspected.
            authority: organisation that orders it.
            explained: the ground, in words.
            reasons: why data were not enough, by code of the requirement.
            findings: of the assessment without interaction.
            assessed: as of when that was.
            against: what the order is measured by.
            by: who orders it.

        Raises:
            Refusal: what `check_order` raises.

        Source:
            248-ФЗ, ст. 64, 73; стандарт «Государство для бизнеса», п. 4.8.
        """
        remaining = check_order(order, explained, reasons, findings, against)
        inspection = cls._create(
            cls.Ordered,
            id=uuid4(),
            client_id=client_id,
            authority=authority,
            order=order,
            explained=explained.strip(),
            known=against.known,
            approval=approval(order, against.rules),
            assessed=assessed,
            remaining=remaining,
            on=against.today,
            by=by,
        )
        for reason, codes in grouped(reasons, remaining).items():
            inspection._reason(
                client_id=client_id, requirements=codes, reason=reason, by=by
            )
        return inspection

    def register(self, number: str, *, stamp: Stamp, by: Actor) -> None:
        """Give it its number in the state's register.

        Raises:
            RegisteredAlready, StepNotNow, StepYetToCome, PlaceOfStepMissing.

        Source:
            248-ФЗ, ст. 19 (LAW-063).
        """
        if self.number is not None:
            raise RegisteredAlready
        facts = self._facts(Step.REGISTER, stamp)
        self._register(**facts, number=number, by=by)

    def notify(self, *, stamp: Stamp, notice: UUID | None = None, by: Actor) -> None:
        """Tell the client; raises StepNotNow, StepYetToCome, StepBackwards."""
        facts = self._facts(Step.NOTIFY, stamp)
        self._notify(**facts, notice=notice, by=by)

    def read(self, *, at: datetime, by: Actor) -> None:
        """The client opened the notice; again it changes nothing."""
        if self.taken(Step.READ) is None:
            self._read(client_id=self.client_id, at=at, by=by)

    def tell_prosecutor(self, *, office: str, stamp: Stamp, by: Actor) -> None:
        """Ask the prosecutor, or tell of an immediate start.

        Raises:
            ApprovalNotNeeded, StepNotNow, StepYetToCome, PlaceOfStepMissing.

        Source:
            248-ФЗ, ст. 66 (LAW-038, LAW-039).
        """
        self._check_approval()
        facts = self._facts(Step.TELL_PROSECUTOR, stamp)
        self._tell_prosecutor(**facts, office=office.strip(), by=by)

    def decide_approval(
        self,
        *,
        approved: bool,
        office: str,
        number: str,
        reason: str | None = None,
        stamp: Stamp,
        by: Actor,
    ) -> None:
        """Record what the prosecutor decided.

        Raises:
            ApprovalNotNeeded, ProsecutorDecided, StepNotNow, StepYetToCome.
        """
        self._check_approval()
        if self.taken(Step.APPROVE):
            raise ProsecutorDecided
        step = Step.APPROVE if approved else Step.REJECT
        facts = self._facts(step, stamp)
        self._decide_approval(
            **facts,
            approved=approved,
            office=office.strip(),
            number=number.strip(),
            reason=_said(reason),
            by=by,
        )

    def move(self, starts: datetime, last_day: date, *, move: UUID, by: Actor) -> None:
        """Let it start at another time; raises StepNotNow."""
        self._check(Step.MOVE)
        self._move(
            client_id=self.client_id,
            starts=starts,
            last_day=last_day,
            move=move,
            by=by,
        )

    def start(self, *, stamp: Stamp, by: Actor) -> None:
        """Begin, not before the time that the order names.

        Raises:
            StartsEarly, StepNotNow, StepYetToCome, StepBackwards.
        """
        if stamp.at < self.current.starts:
            raise StartsEarly(starts=self.current.starts)
        self._start(**self._facts(Step.START, stamp), by=by)

    def prevent(
        self, obstacle: Obstacle, *, reason: str | None = None, stamp: Stamp, by: Actor
    ) -> None:
        """Record that it cannot be held; raises as `start`, and ReasonOfStepMissing."""
        if obstacle is Obstacle.OTHER and not _said(reason):
            raise ReasonOfStepMissing
        facts = self._facts(Step.PREVENT, stamp)
        self._prevent(**facts, obstacle=obstacle, reason=_said(reason), by=by)

    def end(self, *, stamp: Stamp, by: Actor) -> None:
        """Inspect nothing more; raises as `start`."""
        self._end(**self._facts(Step.END, stamp), by=by)

    def draw_act(
        self,
        violations: Sequence[Violation],
        wording: Sequence[str],
        *,
        stamp: Stamp,
        by: Actor,
    ) -> None:
        """Draw the act; without violations it says that nothing was found.

        Args:
            violations: numbered from 1.
            wording: what was found, in the same order.
            stamp: when and where.
            by: who draws it.

        Raises:
            NotInOrder: one is of a requirement or object that the order does not name.
            ViolationWordsMissing: it is not said what was found.
            StepNotNow, StepYetToCome, StepBackwards: as `start`.
        """
        facts = self._facts(Step.DRAW_ACT, stamp)
        check_violations(violations, wording, self.current.scopes)
        for one, what in zip(violations, wording, strict=True):
            self._find(
                client_id=self.client_id, number=one.number, what=what.strip(), by=by
            )
        self._draw_act(**facts, violations=tuple(violations), by=by)

    def order_improvement(
        self, *, until: date, how: str, stamp: Stamp, by: Actor
    ) -> None:
        """Order that what was found is removed.

        Raises:
            NoViolations: nothing was found.
            ImprovementTermMissing: no time is left for it, or it is not said how
                execution is confirmed.
            StepNotNow, StepYetToCome, StepBackwards: as `start`.

        Source:
            248-ФЗ, ст. 90 ч. 2 (LAW-058).
        """
        facts = self._facts(Step.DEMAND, stamp)
        if not self.violations:
            raise NoViolations
        if until <= stamp.today or not how.strip():
            raise ImprovementTermMissing
        numbers = tuple(one.number for one in self.violations)
        self._order_improvement(
            **facts, violations=numbers, until=until, how=how.strip(), by=by
        )

    def confirm_improvement(self, *, rests_on: str, stamp: Stamp, by: Actor) -> None:
        """Accept that the order was executed; raises as `start`."""
        facts = self._facts(Step.CONFIRM, stamp)
        self._confirm_improvement(**facts, rests_on=rests_on, by=by)

    def finish(
        self, how: Ending, *, reason: str | None = None, stamp: Stamp, by: Actor
    ) -> None:
        """Close, stop or cancel it; the client reads why.

        Raises:
            ViolationsOpen: it is closed while something found has no order.
            ReasonOfStepMissing: it is stopped or cancelled without a reason.
            TermRuns: it expires before its last day is over.
            StepNotNow, StepYetToCome, StepBackwards: as `start`.
        """
        facts = self._facts(how.step, stamp)
        if how is Ending.CLOSED and self.stage is Stage.ACT and self.violations:
            raise ViolationsOpen
        if how in (Ending.STOPPED, Ending.CANCELLED) and not _said(reason):
            raise ReasonOfStepMissing
        if how is Ending.EXPIRED and stamp.today <= self.current.last_day:
            raise TermRuns(last_day=self.current.last_day)
        self._finish(**facts, how=how, reason=_said(reason), by=by)

    def suspend(self, appeal: ByAppeal, *, at: datetime, on: date, by: Actor) -> None:
        """Let nothing go on because of an appeal; again it changes nothing.

        Raises:
            EffectImpossible: it is over.

        Source:
            248-ФЗ, ст. 40 ч. 10 (LAW-072).
        """
        if self.standing.has(appeal):
            return
        if self.is_over:
            raise EffectImpossible(why="over")
        self._suspend(client_id=self.client_id, appeal=appeal, at=at, on=on, by=by)

    def resume(self, appeal: ByAppeal, *, at: datetime, on: date, by: Actor) -> None:
        """Let it go on as far as an appeal is concerned; again it changes nothing.

        Its last day, or that of the order, moves by the days for which it stood.
        """
        if not self.standing.has(appeal):
            return
        last, improve = self.current.last_day, self.improve_until
        if self.stage in UNDER_WAY:
            last = self.standing.later(last, appeal, on)
        if improve is not None and self.stage is Stage.IMPROVEMENT:
            improve = self.standing.later(improve, appeal, on)
        self._resume(
            client_id=self.client_id,
            appeal=appeal,
            at=at,
            on=on,
            last_day=last,
            improve_until=improve,
            by=by,
        )

    def annul(
        self, undone: Undone, appeal: ByAppeal, *, at: datetime, by: Actor
    ) -> None:
        """Undo the decision, the act or the order, and what rests on it.

        Raises:
            EffectImpossible: there is none, or it holds no longer.

        Source:
            248-ФЗ, ст. 43.
        """
        self._check_there(undone)
        self._annul(
            client_id=self.client_id, undone=undone, appeal=appeal, at=at, by=by
        )

    def correct_act(
        self, words: str, appeal: ByAppeal, *, at: datetime, by: Actor
    ) -> None:
        """Say how the act is to be read.

        Raises:
            EffectImpossible: there is no act, or it holds no longer.
            ReasonOfStepMissing: it is not said how.
        """
        self._check_there(Undone.ACT)
        if not words.strip():
            raise ReasonOfStepMissing
        self._correct_act(
            client_id=self.client_id,
            appeal=appeal,
            words=words.strip(),
            at=at,
            by=by,
        )

    def set_improvement_term(
        self, until: date, appeal: ByAppeal, *, at: datetime, by: Actor
    ) -> None:
        """Give another term to remove what was found, no shorter one.

        Raises:
            EffectImpossible: no order waits for its execution.
            ImprovementTermMissing: it would be shorter.
        """
        self._check_there(Undone.ORDER)
        if self.stage is not Stage.IMPROVEMENT or self.improve_until is None:
            raise EffectImpossible(why="over")
        if until < self.improve_until:
            raise ImprovementTermMissing
        self._set_improvement_term(
            client_id=self.client_id, appeal=appeal, until=until, at=at, by=by
        )

    def pauses(self, now: datetime) -> tuple[Pause, ...]:
        """Times for which appeals suspended it, until now."""
        if self.standing.since is None:
            return self.stood
        return (*self.stood, Pause(since=self.standing.since[0], until=now))

    def taken(self, step: Step) -> Happened | None:
        """The first time that a step was taken."""
        return next((one for one in self.happened if one.step is step), None)

    @staticmethod
    def notice_key(id: UUID) -> str:
        """Under which the client is told of it, once."""
        return f"inspection-announced/{id}"

    @property
    def is_over(self) -> bool:
        return self.stage in OVER

    @property
    def is_suspended(self) -> bool:
        """Whether an appeal lets nothing go on."""
        return bool(self.standing.by)

    @property
    def is_known(self) -> bool:
        """Whether the client knows of it."""
        kind = self.current.kind
        return any(tells_client(one.step, kind) for one in self.happened)

    @property
    def found_nothing(self) -> bool:
        """Whether the act says that there were no violations."""
        return self.taken(Step.DRAW_ACT) is not None and not self.violations

    def _check(self, step: Step) -> None:
        if (step, self.stage) not in NEXT:
            raise StepNotNow(stage=self.stage, possible=possible(self.stage))
        if step is Step.MOVE:
            self.standing.check()

    def _check_there(self, what: Undone) -> None:
        check_there(what, [one.step for one in self.happened], self.void)

    def _check_approval(self) -> None:
        if self.approval is Approval.NOT_NEEDED:
            raise ApprovalNotNeeded

    def _facts(self, step: Step, stamp: Stamp) -> Facts:
        """What a step tells, when it may be taken."""
        self._check(step)
        if stamp.at > stamp.now:
            raise StepYetToCome
        if step not in IN_FAVOUR:
            self.standing.check(stamp.at)
        before = [one.at for one in self.happened if one.step in IN_ORDER]
        if step in IN_ORDER and before and stamp.at < max(before):
            raise StepBackwards(since=max(before))
        if not stamp.place.strip():
            raise PlaceOfStepMissing
        place = stamp.place.strip()
        return {"client_id": self.client_id, "at": stamp.at, "place": place}

    @event(Ordered)
    def __init__(
        self,
        client_id: UUID,
        authority: UUID,
        order: Order,
        explained: str,
        known: Circumstances,
        approval: Approval,
        assessed: Moment,
        remaining: tuple[Remaining, ...],
        on: date,
        by: Actor,
    ) -> None:
        self.client_id = client_id
        self.authority = authority
        self.current = order
        self.known = known
        self.approval = approval
        self.remaining = remaining
        self.ordered_on = on
        self.ordered_by = by.id
        self.number: str | None = None
        self.violations: tuple[Violation, ...] = ()
        self.improve_until: date | None = None
        self.stage: Stage = Stage.ANNOUNCED
        self.happened: tuple[Happened, ...] = ()
        self.standing = Standing()
        self.stood: tuple[Pause, ...] = ()
        self.void: frozenset[Undone] = frozenset()

    def _pass(self, step: Step, at: datetime, by: Actor) -> None:
        self.stage = NEXT[step, self.stage]
        self.happened = (
            *self.happened,
            Happened(step, at, by.id, self.version + 1),
        )

    @event(Reasoned)
    def _reason(
        self, client_id: UUID, requirements: tuple[str, ...], reason: str, by: Actor
    ) -> None:
        pass

    @event(Registered)
    def _register(
        self, client_id: UUID, at: datetime, place: str, number: str, by: Actor
    ) -> None:
        self.number = number
        self._pass(Step.REGISTER, at, by)

    @event(Notified)
    def _notify(
        self,
        client_id: UUID,
        at: datetime,
        place: str,
        by: Actor,
        notice: UUID | None = None,
    ) -> None:
        self._pass(Step.NOTIFY, at, by)

    @event(NoticeRead)
    def _read(self, client_id: UUID, at: datetime, by: Actor) -> None:
        self._pass(Step.READ, at, by)

    @event(ProsecutorTold)
    def _tell_prosecutor(
        self, client_id: UUID, at: datetime, place: str, office: str, by: Actor
    ) -> None:
        self._pass(Step.TELL_PROSECUTOR, at, by)

    @event(ProsecutorDecided)
    def _decide_approval(
        self,
        client_id: UUID,
        at: datetime,
        place: str,
        approved: bool,  # noqa: FBT001
        office: str,
        number: str,
        by: Actor,
        reason: str | None = None,
    ) -> None:
        self._pass(Step.APPROVE if approved else Step.REJECT, at, by)

    @event(Moved)
    def _move(
        self,
        client_id: UUID,
        starts: datetime,
        last_day: date,
        move: UUID,
        by: Actor,
    ) -> None:
        self.current = self.current.model_copy(
            update={"starts": starts, "last_day": last_day}
        )

    @event(Started)
    def _start(self, client_id: UUID, at: datetime, place: str, by: Actor) -> None:
        self._pass(Step.START, at, by)

    @event(Prevented)
    def _prevent(
        self,
        client_id: UUID,
        at: datetime,
        place: str,
        obstacle: Obstacle,
        by: Actor,
        reason: str | None = None,
    ) -> None:
        self._pass(Step.PREVENT, at, by)

    @event(Ended)
    def _end(self, client_id: UUID, at: datetime, place: str, by: Actor) -> None:
        self._pass(Step.END, at, by)

    @event(ViolationFound)
    def _find(self, client_id: UUID, number: int, what: str, by: Actor) -> None:
        pass

    @event(ActDrawn)
    def _draw_act(
        self,
        client_id: UUID,
        at: datetime,
        place: str,
        violations: tuple[Violation, ...],
        by: Actor,
    ) -> None:
        self.violations = violations
        self._pass(Step.DRAW_ACT, at, by)

    @event(ImprovementOrdered)
    def _order_improvement(
        self,
        client_id: UUID,
        at: datetime,
        place: str,
        violations: tuple[int, ...],
        until: date,
        how: str,
        by: Actor,
    ) -> None:
        self.improve_until = until
        self._pass(Step.DEMAND, at, by)

    @event(ImprovementConfirmed)
    def _confirm_improvement(
        self, client_id: UUID, at: datetime, place: str, rests_on: str, by: Actor
    ) -> None:
        self._pass(Step.CONFIRM, at, by)

    @event(Finished)
    def _finish(
        self,
        client_id: UUID,
        at: datetime,
        place: str,
        how: Ending,
        by: Actor,
        reason: str | None = None,
    ) -> None:
        self._pass(how.step, at, by)

    @event(Suspended)
    def _suspend(
        self, client_id: UUID, appeal: ByAppeal, at: datetime, on: date, by: Actor
    ) -> None:
        self.standing = self.standing.begun(appeal, at, on)

    @event(Resumed)
    def _resume(
        self,
        client_id: UUID,
        appeal: ByAppeal,
        at: datetime,
        on: date,
        last_day: date,
        by: Actor,
        improve_until: date | None = None,
    ) -> None:
        since, self.standing = self.standing.since, self.standing.ended(appeal)
        if since is not None and not self.is_suspended:
            self.stood = (*self.stood, Pause(since=since[0], until=at))
        self.current = self.current.model_copy(update={"last_day": last_day})
        self.improve_until = improve_until

    @event(Annulled)
    def _annul(
        self,
        client_id: UUID,
        undone: Undone,
        appeal: ByAppeal,
        at: datetime,
        by: Actor,
    ) -> None:
        self.stage = stage_without(undone, self.stage)
        self.void = self.void | falls_with(undone)

    @event(ActCorrected)
    def _correct_act(
        self, client_id: UUID, appeal: ByAppeal, words: str, at: datetime, by: Actor
    ) -> None:
        pass

    @event(ImprovementTermSet)
    def _set_improvement_term(
        self, client_id: UUID, appeal: ByAppeal, until: date, at: datetime, by: Actor
    ) -> None:
        self.improve_until = until


def _said(text: str | None) -> str | None:
    return text.strip() or None if text else None
