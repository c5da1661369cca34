"""Deadlines speak up when their time comes: each stage once, whoever is killed."""

from collections.abc import Sequence
from uuid import UUID

from application.log import EventLog
from application.ports import Clock, DueDeadlines
from domain.deadline import Deadline
from domain.errors import Stale
from domain.kernel import Actor, Role

FIRING = Actor(id="system:deadlines", role=Role.SYSTEM)
AT_ONCE = 200


class Firing:
    """The job of deadlines; any number of workers may do it at the same time.

    What was said is in the log and nowhere else: whoever is killed before it is
    recorded leaves it to the next one, and whoever comes later finds it said.

    Args:
        log: where deadlines are.
        clock: what time it is.
        due: what has come, for one worker each.
    """

    def __init__(self, log: EventLog, clock: Clock, due: DueDeadlines) -> None:
        self._log = log
        self._clock = clock
        self._due = due

    def fire_due(self) -> int:
        """Let everything that has come be said.

        Returns:
            The position of the last event; 0 when nothing had come.
        """
        last, after = 0, None
        while True:
            with self._due.taken(self._clock.now(), AT_ONCE, after) as due:
                last = max(last, self._fire([id for _, id in due]))
            if len(due) < AT_ONCE:
                return last
            # Those before are said; their rows stand until the read model is as far.
            after = due[-1]

    def _fire(self, ids: Sequence[UUID]) -> int:
        if not ids:
            return 0
        now = self._clock.now()
        found = self._log.find_many(Deadline, ids)
        fired = [one for one in found.values() if one.fire(now, by=FIRING)]
        if not fired:
            return 0
        try:
            return self._log.record(*fired, by=FIRING).position
        except Stale:
            return max(self._fire_one(one.id) for one in fired)

    def _fire_one(self, id: UUID) -> int:
        """Somebody decided on one of many in between: each by itself."""
        deadline = self._log.find(Deadline, id)
        if deadline is None or not deadline.fire(self._clock.now(), by=FIRING):
            return 0
        try:
            return self._log.record(deadline, by=FIRING).position
        except Stale:
            return 0  # it stays due: the next look will find what became of it
