"""Categories of risk, and answers to objections to them, changed by appeals (I9)."""

from application.appeal.effects.change import Change, Lasting, only
from application.appeal.ports import WordedEffect
from domain.appeal import Effect
from domain.deadline import Task
from domain.redress import EffectImpossible
from domain.risk import RiskAssignment


class OfRisks(Lasting):
    """A category becomes lower, and nothing that was found for a rise is left."""

    def carry_out(self, effect: WordedEffect, change: Change) -> None:
        """Set the category that the decision names."""
        only(effect, Effect.NEW_CATEGORY)
        category = effect.ordered.category
        if category is None:
            raise EffectImpossible(why="not_there")
        assignment = change.thing(RiskAssignment)
        rise = assignment.rises if assignment.rise else 0
        assignment.lower_by_appeal(
            category, change.appeal, by=change.by, today=change.today()
        )
        if rise:
            change.keep(Task.DECIDE_RISE_OF_RISK, assignment.id, rise)
