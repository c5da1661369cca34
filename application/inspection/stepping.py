"""The steps of an inspection, each by a named person at a place and time (I0, I8)."""

from collections.abc import Callable
from uuid import UUID

from application.inspection.commands import (
    ConfirmImprovement,
    DrawAct,
    FinishInspection,
    OrderImprovement,
    PreventInspection,
    RecordApproval,
    RegisterInspection,
    TellProsecutor,
    When,
)
from application.inspection.handling import Handling
from application.inspection.ports import InspectionsKnown
from application.log import EventLog, Key, Receipt
from application.ports import Clock
from domain.inspection import (
    Ending,
    Inspection,
    MoveUndecided,
    RegisterNumberWrong,
    Stamp,
)
from domain.inspection.kinds import Law
from domain.kernel import Actor
from domain.notice import Notice

NUMBER = "LAW-066"
"""The rule that says how many digits a number of the register has."""
_Take = Callable[[Inspection, Stamp], None]


class InspectionSteps:
    """The commands of the body; each takes the id and, for If-Match, the version.

    A step that would be a gross violation is refused; what has happened already is
    recorded `as_it_happened`, and both sides see the red flag.
    """

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        law: Law,
        known: InspectionsKnown,
        handling: Handling,
    ) -> None:
        self._log = log
        self._clock = clock
        self._law = law
        self._known = known
        self._handling = handling

    def register(
        self,
        id: UUID,
        command: RegisterInspection,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Tell its number; raises RegisterNumberWrong, and as `Inspection.register`."""
        digits = self._law.on(NUMBER, self._clock.today()).number
        number = "".join(command.number.split())

        def take(one: Inspection, stamp: Stamp) -> None:
            if not (number.isascii() and number.isdigit() and len(number) == digits):
                raise RegisterNumberWrong(digits=digits)
            one.register(number, stamp=stamp, by=by)

        return self._step(id, command, take, by, key, version)

    def notify(
        self,
        id: UUID,
        command: When,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Tell the client through the service; raises as `Inspection.notify`.

        The notice follows from the event, and its reading is noted with the inspection.
        """

        def take(one: Inspection, stamp: Stamp) -> None:
            notice = Notice.create_id(one.client_id, Inspection.notice_key(one.id))
            one.notify(stamp=stamp, notice=notice, by=by)

        return self._step(id, command, take, by, key, version)

    def tell_prosecutor(
        self,
        id: UUID,
        command: TellProsecutor,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Ask or tell the prosecutor; raises as `Inspection.tell_prosecutor`."""

        def take(one: Inspection, stamp: Stamp) -> None:
            one.tell_prosecutor(office=command.office, stamp=stamp, by=by)

        return self._step(id, command, take, by, key, version)

    def record_approval(
        self,
        id: UUID,
        command: RecordApproval,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Record the prosecutor's decision; raises as `Inspection.decide_approval`."""

        def take(one: Inspection, stamp: Stamp) -> None:
            one.decide_approval(
                approved=command.approved,
                office=command.office,
                number=command.number,
                reason=command.reason,
                stamp=stamp,
                by=by,
            )

        return self._step(id, command, take, by, key, version)

    def start(
        self,
        id: UUID,
        command: When,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Begin.

        Raises:
            MoveUndecided: the client asked for another date, and nobody answered.
            StepBreaksLaw: it would be a gross violation.
            Refusal: what `Inspection.start` raises.
        """

        def take(one: Inspection, stamp: Stamp) -> None:
            asked = self._handling.last_move(id)
            if asked is not None and asked.is_open and not command.as_it_happened:
                raise MoveUndecided
            one.start(stamp=stamp, by=by)

        return self._step(id, command, take, by, key, version)

    def prevent(
        self,
        id: UUID,
        command: PreventInspection,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Record that it cannot be held; raises as `Inspection.prevent`."""

        def take(one: Inspection, stamp: Stamp) -> None:
            one.prevent(command.obstacle, reason=command.reason, stamp=stamp, by=by)

        return self._step(id, command, take, by, key, version)

    def end(
        self,
        id: UUID,
        command: When,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Inspect nothing more; raises StepBreaksLaw, and as `Inspection.end`."""

        def take(one: Inspection, stamp: Stamp) -> None:
            one.end(stamp=stamp, by=by)

        return self._step(id, command, take, by, key, version)

    def draw_act(
        self,
        id: UUID,
        command: DrawAct,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Draw the act; raises StepBreaksLaw, and as `Inspection.draw_act`."""

        def take(one: Inspection, stamp: Stamp) -> None:
            words = [found.what for found in command.violations]
            one.draw_act(command.numbered(), words, stamp=stamp, by=by)

        return self._step(id, command, take, by, key, version)

    def order_improvement(
        self,
        id: UUID,
        command: OrderImprovement,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Order removal; raises as `Inspection.order_improvement`."""

        def take(one: Inspection, stamp: Stamp) -> None:
            one.order_improvement(
                until=command.until, how=command.how, stamp=stamp, by=by
            )

        return self._step(id, command, take, by, key, version)

    def confirm_improvement(
        self,
        id: UUID,
        command: ConfirmImprovement,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Accept the removal; raises as `Inspection.confirm_improvement`."""

        def take(one: Inspection, stamp: Stamp) -> None:
            one.confirm_improvement(rests_on=command.rests_on, stamp=stamp, by=by)

        return self._step(id, command, take, by, key, version)

    def finish(
        self,
        id: UUID,
        command: FinishInspection,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Close, stop or cancel it; raises as `Inspection.finish`."""

        def take(one: Inspection, stamp: Stamp) -> None:
            one.finish(command.how, reason=command.reason, stamp=stamp, by=by)

        return self._step(id, command, take, by, key, version)

    def expire(self, id: UUID, *, by: Actor) -> Receipt:
        """Let it end by itself when its term is over; a job, may be repeated.

        Raises:
            TermRuns: it is not.
        """
        inspection = self._handling.load(id)
        if not inspection.is_over:
            stamp = self._handling.stamp(inspection, None, "—")
            inspection.finish(Ending.EXPIRED, stamp=stamp, by=by)
        return self._log.record(inspection, by=by)

    def _step(
        self,
        id: UUID,
        when: When,
        take: _Take,
        by: Actor,
        key: Key | None,
        version: int | None,
    ) -> Receipt:
        def decide() -> Receipt:
            inspection = self._handling.held_by(id, version, by)
            before = self._handling.flags(inspection)
            take(inspection, self._handling.stamp(inspection, when.at, when.place))
            after = self._handling.flags(inspection)
            self._handling.check(before, after, as_is=when.as_it_happened)
            return self._log.record(inspection, by=by, key=key)

        return self._log.once(by, key, decide)
