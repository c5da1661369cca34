"""Decisions to inspect, acts, improvement orders and dates, undone by appeals (I9)."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from application.appeal.effects.change import Change, only
from application.appeal.ports import WordedEffect
from application.inspection import Handling
from domain.appeal import Effect, SubjectKind
from domain.deadline import Task
from domain.inspection import (
    BEFORE,
    DateMove,
    Inspection,
    Undone,
    last_day_after,
)
from domain.redress import EffectImpossible

UNDONE: Final[Mapping[SubjectKind, Undone]] = {
    SubjectKind.INSPECTION: Undone.DECISION,
    SubjectKind.ACT: Undone.ACT,
    SubjectKind.IMPROVEMENT_ORDER: Undone.ORDER,
}
END, MOVE = Task.END_INSPECTION, Task.DECIDE_DATE_MOVE


class OfInspections:
    """An inspection, and what was decided in it."""

    def __init__(self, handling: Handling) -> None:
        self._handling = handling

    def carry_out(self, effect: WordedEffect, change: Change) -> None:
        """Annul, correct the act, or give a new term."""
        inspection = change.thing(Inspection)
        kind, ordered = change.subject.kind, effect.ordered
        now, by, appeal = change.now, change.by, change.appeal
        match only(effect, Effect.ANNUL, Effect.CORRECT, Effect.NEW_TERM):
            case Effect.ANNUL if kind in UNDONE:
                inspection.annul(UNDONE[kind], appeal, at=now, by=by)
                if inspection.is_over:
                    self._ended(inspection.id, change)
            case Effect.CORRECT if kind is SubjectKind.ACT:
                inspection.correct_act(effect.words, appeal, at=now, by=by)
            case Effect.NEW_TERM if ordered.until is not None:
                inspection.set_improvement_term(ordered.until, appeal, at=now, by=by)
            case _:
                raise EffectImpossible(why="not_there")

    def suspend(self, change: Change) -> None:
        """Nothing goes on, and no term of it runs."""
        self._suspend(change.thing(Inspection), change)

    def resume(self, change: Change) -> None:
        """It goes on."""
        self._resume(change.thing(Inspection), change)

    def _suspend(self, inspection: Inspection, change: Change) -> None:
        on = self._handling.place(inspection).day_of(change.now)
        inspection.suspend(change.appeal, at=change.now, on=on, by=change.by)
        change.pause(END, inspection.id)
        change.pause(MOVE, inspection.id, self._turn(inspection.id))

    def _resume(self, inspection: Inspection, change: Change) -> None:
        on = self._handling.place(inspection).day_of(change.now)
        inspection.resume(change.appeal, at=change.now, on=on, by=change.by)
        if not inspection.is_suspended:
            change.go_on(END, inspection.id)
            change.go_on(MOVE, inspection.id, self._turn(inspection.id))

    def _ended(self, id: UUID, change: Change) -> None:
        change.cancel(END, id)
        change.cancel(MOVE, id, self._turn(id))

    def _turn(self, id: UUID) -> int:
        last = self._handling.last_move(id)
        return last.turn if last else 1


class OfMoves(OfInspections):
    """Another date of an inspection that the body declined."""

    def carry_out(self, effect: WordedEffect, change: Change) -> None:
        """Let the inspection begin at a time that the client wished."""
        only(effect, Effect.ANNUL)
        move = change.thing(DateMove)
        inspection = change.take(Inspection, move.inspection)
        if inspection.stage not in BEFORE:
            raise EffectImpossible(why="over")
        last = self._handling.last_move(inspection.id)
        if last is not None and last.id != move.id:
            raise EffectImpossible(why="void")
        slot = move.allow(change.appeal, by=change.by, now=change.now)
        place = self._handling.place(inspection)
        ends = last_day_after(inspection.current, slot, place)
        inspection.move(slot, ends, move=move.id, by=change.by)

    def suspend(self, change: Change) -> None:
        """The inspection does not begin meanwhile."""
        move = change.thing(DateMove)
        self._suspend(change.take(Inspection, move.inspection), change)

    def resume(self, change: Change) -> None:
        """It goes on."""
        move = change.thing(DateMove)
        self._resume(change.take(Inspection, move.inspection), change)
