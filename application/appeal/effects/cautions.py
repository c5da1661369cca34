"""Cautions, and answers to objections to them, undone by appeals (I9)."""

from application.appeal.effects.change import Change, Lasting, only
from application.appeal.ports import WordedEffect
from domain.appeal import Effect
from domain.caution import Caution
from domain.deadline import Task


class OfCautions(Lasting):
    """A caution is withdrawn: its objection was right."""

    def carry_out(self, effect: WordedEffect, change: Change) -> None:
        """Annul the caution."""
        only(effect, Effect.ANNUL)
        caution = change.thing(Caution)
        caution.annul(change.appeal, by=change.by, today=change.today())
        change.cancel(Task.OBJECT_TO_CAUTION, caution.id, caution.edition)
        change.keep(Task.ANSWER_CAUTION_OBJECTION, caution.id, caution.edition)
