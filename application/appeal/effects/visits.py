"""Preventive visits, and orders after them, undone or suspended by appeals (I9)."""

from application.appeal.effects.change import Change, only
from application.appeal.ports import WordedEffect
from domain.appeal import Effect
from domain.deadline import Task
from domain.redress import EffectImpossible
from domain.visit import Outcome, Visit


class OfVisits:
    """A visit that is still ahead."""

    def carry_out(self, effect: WordedEffect, change: Change) -> None:
        """Annul it: the body does not come."""
        only(effect, Effect.ANNUL)
        visit = change.thing(Visit)
        visit.annul(change.appeal, by=change.by, today=change.today())
        for task, turn in _due(visit):
            change.cancel(task, visit.id, turn)

    def suspend(self, change: Change) -> None:
        """They do not meet meanwhile."""
        visit, on = change.thing(Visit), change.today()
        visit.suspend(change.appeal, at=change.now, on=on, by=change.by)
        for task, turn in _due(visit):
            change.pause(task, visit.id, turn)

    def resume(self, change: Change) -> None:
        """They may meet again."""
        visit, on = change.thing(Visit), change.today()
        visit.resume(change.appeal, at=change.now, on=on, by=change.by)
        if not visit.is_suspended:
            for task, turn in _due(visit):
                change.go_on(task, visit.id, turn)


class OfVisitOrders:
    """An order after a visit."""

    def carry_out(self, effect: WordedEffect, change: Change) -> None:
        """Annul it, or give more time."""
        outcome, today = _outcome(change), change.today()
        until = effect.ordered.until
        match only(effect, Effect.ANNUL, Effect.NEW_TERM):
            case Effect.ANNUL:
                outcome.annul_order(change.appeal, by=change.by, today=today)
            case _ if until is not None:
                outcome.set_order_terms(until, change.appeal, by=change.by, today=today)
            case _:
                raise EffectImpossible(why="not_there")

    def suspend(self, change: Change) -> None:
        """Nothing has to be done meanwhile."""
        outcome, on = _outcome(change), change.today()
        outcome.suspend_order(change.appeal, at=change.now, on=on, by=change.by)

    def resume(self, change: Change) -> None:
        """It has to be done, as much later."""
        outcome, on = _outcome(change), change.today()
        outcome.resume_order(change.appeal, at=change.now, on=on, by=change.by)


def _outcome(change: Change) -> Outcome:
    """An order is known by its visit."""
    if change.subject.id is None:
        raise EffectImpossible(why="not_there")
    return change.take(Outcome, Outcome.create_id(change.subject.id))


def _due(visit: Visit) -> list[tuple[Task, int]]:
    """What may be due of the body in a visit that has not begun."""
    return [(Task.DECIDE_VISIT, 1), (Task.DECIDE_VISIT_MOVE, max(1, visit.move))]
