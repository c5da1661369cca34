"""Deadlines follow the calendar: when it changes, what is open is counted again."""

from collections.abc import Sequence
from uuid import UUID

from application.log import EventLog
from application.ports import Clock, OpenDeadlines, Places
from domain.deadline import Deadline, WhyRecomputed, counted_again
from domain.errors import Stale
from domain.kernel import Actor, Event, Role
from domain.work_calendar import WorkCalendar

CALENDAR = Actor(id="system:work-calendar", role=Role.SYSTEM)
AT_ONCE = 500


class Recomputations:
    """A reaction to a change of the calendar of working days.

    What a business has to do never ends earlier than it was told; what a body has to
    do ends when the new calendar says, unless that would be over already.
    """

    on = (WorkCalendar.Decreed,)

    def __init__(
        self, log: EventLog, clock: Clock, open: OpenDeadlines, places: Places
    ) -> None:
        self._log = log
        self._clock = clock
        self._open = open
        self._places = places

    def react(self, happened: Event) -> None:
        """Count every open deadline again by the calendar of now."""
        version, after = self._places.at().calendar.version, None
        while ids := self._open.counted_before(version, after, AT_ONCE):
            found = self._log.find_many(Deadline, ids)
            changed = [one for one in found.values() if self._decide(one)]
            self._record(changed)
            after = ids[-1]

    def _record(self, changed: Sequence[Deadline]) -> None:
        if not changed:
            return
        try:
            self._log.record(*changed, by=CALENDAR)
        except Stale:
            for one in changed:
                self._record_one(one.id)

    def _record_one(self, id: UUID) -> None:
        """Somebody decided on one of many in between: each by itself."""
        deadline = self._log.find(Deadline, id)
        if deadline is None or not self._decide(deadline):
            return
        try:
            self._log.record(deadline, by=CALENDAR)
        except Stale:
            self._record_one(id)

    def _decide(self, deadline: Deadline) -> bool:
        """Let it end at another time; whether it does."""
        if not deadline.is_open or deadline.is_passed:
            return False
        now = self._clock.now()
        again = counted_again(
            deadline.reckoning, self._places.at().calendar, deadline.pauses
        )
        if again.ends == deadline.reckoning.ends or deadline.would_shrink(again):
            return False
        if again.ends <= now:
            return False
        deadline.recompute(again, why=WhyRecomputed.CALENDAR, at=now, by=CALENDAR)
        return True
