"""Carries out what is decided on appeals, in things of every kind (I9)."""

from collections.abc import Mapping, Sequence

from application.appeal.effects.cautions import OfCautions
from application.appeal.effects.change import Change, Family
from application.appeal.effects.inspections import OfInspections, OfMoves
from application.appeal.effects.obliging import oblige
from application.appeal.effects.requests import OfRequests
from application.appeal.effects.risks import OfRisks
from application.appeal.effects.visits import OfVisitOrders, OfVisits
from application.appeal.effects.words import (
    OfCompliance,
    OfDeclarations,
    OfExecutions,
)
from application.appeal.ports import WordedEffect
from application.inspection import Handling
from application.log import EventLog
from application.ports import Clock, Places
from domain.appeal import Effect, Subject, SubjectKind
from domain.kernel import Actor, Aggregate
from domain.redress import ByAppeal, EffectImpossible


class AppealEffects:
    """Implements `application.appeal.Effects`.

    What it returns is recorded in the transaction of the decision: an effect is never
    missing, and a suspension holds at once (decision 0042).

    Args:
        log: loads what is changed.
        clock: tells the instant.
        places: where terms run.
        inspections: knows where an inspection is, and its moves.
    """

    def __init__(
        self, log: EventLog, clock: Clock, places: Places, inspections: Handling
    ) -> None:
        self._log = log
        self._clock = clock
        self._places = places
        inspecting, risks = OfInspections(inspections), OfRisks()
        cautions = OfCautions()
        self._families: Mapping[SubjectKind, Family] = {
            SubjectKind.INSPECTION: inspecting,
            SubjectKind.INSPECTION_CONDUCT: inspecting,
            SubjectKind.ACT: inspecting,
            SubjectKind.IMPROVEMENT_ORDER: inspecting,
            SubjectKind.DATE_MOVE: OfMoves(inspections),
            SubjectKind.CAUTION: cautions,
            SubjectKind.CAUTION_ANSWER: cautions,
            SubjectKind.RISK_CATEGORY: risks,
            SubjectKind.RISK_ANSWER: risks,
            SubjectKind.VISIT: OfVisits(),
            SubjectKind.VISIT_ORDER: OfVisitOrders(),
            SubjectKind.INFORMATION_REQUEST: OfRequests(),
            SubjectKind.DECLARATION: OfDeclarations(),
            SubjectKind.COMPLIANCE: OfCompliance(),
            SubjectKind.EXECUTION: OfExecutions(),
        }

    def carry_out(
        self,
        subject: Subject,
        effects: Sequence[WordedEffect],
        *,
        appeal: ByAppeal,
        by: Actor,
    ) -> tuple[Aggregate, ...]:
        """What a decision orders.

        Returns:
            What is changed, and deadlines of what the body is obliged to.

        Raises:
            EffectImpossible: something of it cannot be done any more.
        """
        return self.decide(subject, effects, suspended=False, appeal=appeal, by=by)

    def suspend(
        self, subject: Subject, *, appeal: ByAppeal, by: Actor
    ) -> tuple[Aggregate, ...]:
        """Let what is appealed stand still; outside the service nothing does.

        Raises:
            EffectImpossible: nothing of it is executed any more.
        """
        change = self._change(subject, appeal, by)
        if subject.kind in self._families:
            self._families[subject.kind].suspend(change)
        return change.changed

    def resume(
        self, subject: Subject, *, appeal: ByAppeal, by: Actor
    ) -> tuple[Aggregate, ...]:
        """Let it go on; again it changes nothing."""
        return self.decide(subject, (), suspended=True, appeal=appeal, by=by)

    def decide(
        self,
        subject: Subject,
        effects: Sequence[WordedEffect],
        *,
        suspended: bool,
        appeal: ByAppeal,
        by: Actor,
    ) -> tuple[Aggregate, ...]:
        """Let it go on where it was suspended, and then do what is ordered.

        Returns:
            Each thing once.

        Raises:
            EffectImpossible: something of it cannot be done any more.
        """
        change = self._change(subject, appeal, by)
        family = self._families.get(subject.kind)
        if suspended and family:
            family.resume(change)
        for turn, effect in enumerate(effects, 1):
            if effect.ordered.effect is Effect.OBLIGE:
                oblige(effect, turn, change, self._places)
            elif family:
                family.carry_out(effect, change)
            else:
                raise EffectImpossible(why="not_there")
        return change.changed

    def _change(self, subject: Subject, appeal: ByAppeal, by: Actor) -> Change:
        return Change(self._log, self._clock, self._places, subject, appeal, by)
