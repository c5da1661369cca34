"""What a body said against a client's word, undone by appeals (I9)."""

from application.appeal.effects.change import Change, Lasting, only
from application.appeal.ports import WordedEffect
from domain.appeal import Effect
from domain.applicability import Declaration
from domain.compliance import ComplianceDeclaration
from domain.execution import ExecutionConfirmation
from domain.redress import EffectImpossible


class OfDeclarations(Lasting):
    """A declaration that was contested has effect again."""

    def carry_out(self, effect: WordedEffect, change: Change) -> None:
        """Undo the contest."""
        only(effect, Effect.ANNUL)
        change.thing(Declaration).annul_contest(change.appeal, by=change.by)


class OfCompliance(Lasting):
    """A declaration of compliance that was annulled holds again."""

    def carry_out(self, effect: WordedEffect, change: Change) -> None:
        """Undo the annulment."""
        only(effect, Effect.ANNUL)
        declared = change.thing(ComplianceDeclaration)
        declared.lift_annulment(change.appeal, by=change.by)


class OfExecutions(Lasting):
    """What a body questioned is confirmed again."""

    def carry_out(self, effect: WordedEffect, change: Change) -> None:
        """Undo the question of the body whose it was."""
        only(effect, Effect.ANNUL)
        authority = change.subject.authority
        if authority is None:
            raise EffectImpossible(why="not_there")
        confirmation = change.thing(ExecutionConfirmation)
        confirmation.annul_question(authority, change.appeal, by=change.by)
