"""What happens in inspections when nobody does anything (I0, I7)."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from application.inspection.moving import DateMoves
from application.inspection.stepping import InspectionSteps
from application.ports import Clock
from domain.errors import NotFound, RuleBroken, Stale
from domain.kernel import Actor, Role

SILENCE = Actor(id="system:inspections", role=Role.SYSTEM)
AT_ONCE = 500


class Overdue(Protocol):
    """What waits too long; as of the last event of the projection."""

    def moves_due(self, now: datetime, limit: int) -> Sequence[UUID]:
        """Ids of wishes for another date that silence decides."""
        ...

    def to_expire(self, limit: int) -> Sequence[UUID]:
        """Ids of inspections whose term is over though nobody ended them."""
        ...


class InspectionSilence:
    """A job: silence moves what was to be moved, and ends what nobody ended.

    Args:
        clock: tells the instant.
        overdue: knows what waits.
        moves, steps: the commands.
    """

    def __init__(
        self, clock: Clock, overdue: Overdue, moves: DateMoves, steps: InspectionSteps
    ) -> None:
        self._clock = clock
        self._overdue = overdue
        self._moves = moves
        self._steps = steps

    def look(self) -> None:
        """Do what is due; may be repeated."""
        for id in self._overdue.moves_due(self._clock.now(), AT_ONCE):
            _do(self._moves.fall_due, id)
        for id in self._overdue.to_expire(AT_ONCE):
            _do(self._steps.expire, id)


def _do(command: Callable[..., object], id: UUID) -> None:
    try:
        command(id, by=SILENCE)
    except (NotFound, RuleBroken, Stale):
        # It was decided, or forgotten, since the projection saw it.
        return
