"""The client asks for another date; the body decides in time, or silence does (I7)."""

from collections.abc import Callable
from uuid import UUID

from application.inspection.commands import AskMove, DeclineMove, OfferMove, TakeSlot
from application.inspection.handling import Handling
from application.inspection.ports import ClientKinds
from application.log import EventLog, Key, Receipt
from application.ports import Clock
from domain.inspection import (
    BEFORE,
    DateMove,
    Inspection,
    MoveAsked,
    Power,
    StepNotNow,
    last_day_after,
    possible,
    terms,
)
from domain.inspection.kinds import Law
from domain.kernel import Actor


class DateMoves:
    """The commands of moving an inspection; a new time is recorded with its case."""

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        law: Law,
        kinds: ClientKinds,
        handling: Handling,
    ) -> None:
        self._log = log
        self._clock = clock
        self._law = law
        self._kinds = kinds
        self._handling = handling

    def ask(
        self, id: UUID, command: AskMove, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Ask for another date, as the client or whoever may move for it.

        Args:
            id: of the inspection.
            command: why, and when the client could.
            by: who asks.
            key: of the command.

        Returns:
            A receipt that names the case.

        Raises:
            NotFound: the inspection is none of the actor's.
            StepNotNow: it has begun, or is over.
            MoveAsked: another date is being decided.
            Refusal: what `DateMove.ask` raises.
        """

        def decide() -> Receipt:
            inspection = self._handling.of_client(id, by, Power.MOVE)
            if inspection.stage not in BEFORE:
                stage = inspection.stage
                raise StepNotNow(stage=stage, possible=possible(stage))
            first, last = self._handling.first_move(id), self._handling.last_move(id)
            if last is not None and last.is_open:
                raise MoveAsked
            now, place = self._clock.now(), self._handling.place(inspection)
            order = inspection.current
            until = terms(
                command.cause,
                self._kinds.kind(inspection.client_id),
                planned=order.starts,
                first_asked=first.terms.furthest.event if first else place.day_of(now),
                law=self._law,
                place=place,
                now=now,
                control_kind=order.control_kind,
            )
            move = DateMove.ask(
                command.cause,
                command.slots,
                client_id=inspection.client_id,
                inspection=id,
                turn=last.turn + 1 if last else 1,
                reason=command.reason,
                planned=order.starts,
                terms=until,
                document=command.document,
                place=place,
                by=by,
                now=now,
            )
            return self._log.record(move, by=by, key=key)

        return self._log.once(by, key, decide)

    def grant(
        self, id: UUID, command: TakeSlot, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Grant a time that the client wished; the body; raises MoveOver, NotOffered.

        Args:
            id: of the case.
            command: which time.
            by: who grants it.
            key: of the command.
        """

        def take(move: DateMove) -> None:
            move.grant(command.slot, by=by)

        return self._decide(id, take, by, key)

    def offer(
        self, id: UUID, command: OfferMove, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Offer other times; the body; raises as `DateMove.offer`."""

        def take(move: DateMove) -> None:
            inspection = self._handling.load(move.inspection)
            move.offer(
                command.slots,
                reason=command.reason,
                place=self._handling.place(inspection),
                by=by,
                now=self._clock.now(),
            )

        return self._decide(id, take, by, key)

    def decline(
        self, id: UUID, command: DeclineMove, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Let it begin as planned; the body; raises as `DateMove.decline`."""

        def take(move: DateMove) -> None:
            move.decline(reason=command.reason, by=by)

        return self._decide(id, take, by, key)

    def choose(
        self, id: UUID, command: TakeSlot, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Choose one of the body's times; the client; raises as `DateMove.choose`."""

        def take(move: DateMove) -> None:
            move.choose(command.slot, by=by)

        return self._answer(id, take, by, key)

    def take_back(self, id: UUID, *, by: Actor, key: Key | None = None) -> Receipt:
        """Need it no more; the client; raises MoveOver."""

        def take(move: DateMove) -> None:
            move.take_back(by=by)

        return self._answer(id, take, by, key)

    def fall_due(self, id: UUID, *, by: Actor) -> Receipt:
        """Let silence decide; a job, may be repeated.

        Raises:
            DecisionRuns: there is still time.
        """
        move = self._log.load(DateMove, id)
        inspection = self._handling.load(move.inspection)
        if inspection.stage in BEFORE:
            move.fall_due(by=by, now=self._clock.now())
        return self._record(move, inspection, by, None)

    def _decide(
        self,
        id: UUID,
        take: Callable[[DateMove], None],
        by: Actor,
        key: Key | None,
    ) -> Receipt:
        """The body decides; after its time is over silence has decided."""

        def decide() -> Receipt:
            move = self._log.load(DateMove, id)
            inspection = self._handling.held_by(move.inspection, None, by)
            now = self._clock.now()
            if move.is_open and now > move.due:
                move.fall_due(by=by, now=now)
            else:
                take(move)
            return self._record(move, inspection, by, key)

        return self._log.once(by, key, decide)

    def _answer(
        self, id: UUID, take: Callable[[DateMove], None], by: Actor, key: Key | None
    ) -> Receipt:
        def decide() -> Receipt:
            move = self._log.load(DateMove, id)
            inspection = self._handling.of_client(move.inspection, by, Power.MOVE)
            take(move)
            return self._record(move, inspection, by, key)

        return self._log.once(by, key, decide)

    def _record(
        self, move: DateMove, inspection: Inspection, by: Actor, key: Key | None
    ) -> Receipt:
        """Record the case, and the new time of the inspection where one was found."""
        if move.slot is None or not move.pending_events:
            return self._log.record(move, by=by, key=key)
        place = self._handling.place(inspection)
        last = last_day_after(inspection.current, move.slot, place)
        inspection.move(move.slot, last, move=move.id, by=by)
        return self._log.record(move, inspection, by=by, key=key)
