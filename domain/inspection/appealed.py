"""What an appeal can undo of an inspection, and where that leaves it (I9).

Source: 248-ФЗ, ст. 43.
"""

from collections.abc import Collection
from enum import StrEnum
from typing import Final

from domain.inspection.stages import BEFORE, OVER, Stage, Step
from domain.redress import EffectImpossible


class Undone(StrEnum):
    """What of an inspection was undone; without a decision no act, without it no order.

    DECISION: to inspect. ORDER: the improvement order.
    """

    DECISION = "decision"
    ACT = "act"
    ORDER = "order"


_WITHOUT: Final = {
    Undone.DECISION: frozenset(Undone),
    Undone.ACT: frozenset({Undone.ACT, Undone.ORDER}),
    Undone.ORDER: frozenset({Undone.ORDER}),
}
_MADE_BY: Final = {Undone.ACT: Step.DRAW_ACT, Undone.ORDER: Step.DEMAND}

IN_FAVOUR: Final = frozenset(
    {Step.STOP, Step.CANCEL, Step.CONFIRM, Step.CLOSE, Step.REJECT}
)
"""What may be done while an appeal suspends an inspection: it ends sooner by it."""


def falls_with(undone: Undone) -> frozenset[Undone]:
    """What holds no longer when something is undone, itself among it."""
    return _WITHOUT[undone]


def stage_without(undone: Undone, stage: Stage) -> Stage:
    """Where an inspection stands when something of it is undone; what is over stays."""
    if stage in OVER:
        return stage
    if undone is Undone.DECISION:
        return Stage.CANCELLED if stage in BEFORE else Stage.STOPPED
    return Stage.CLOSED


def check_there(
    what: Undone, taken: Collection[Step], void: Collection[Undone]
) -> None:
    """See that there is something to undo or to change.

    Args:
        what: of the inspection.
        taken: steps that were.
        void: what holds no longer.

    Raises:
        EffectImpossible: it never came to be, or holds no longer.
    """
    if (made := _MADE_BY.get(what)) and made not in taken:
        raise EffectImpossible(why="not_there")
    if what in void:
        raise EffectImpossible(why="void")
