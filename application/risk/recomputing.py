"""Categories follow what they rest on: they are reckoned again when it changes (C5).

A reaction calls this after events of clients, of their records and of the criteria,
and the worker once a day; everything may be repeated.
"""

from uuid import UUID

from application.log import EventLog
from application.ports import Clock
from application.risk.handling import RiskHandling
from application.risk.ports import RiskAssigned
from application.risk.reckoning import RiskReckoning
from domain.deadline import Deadline, Task
from domain.errors import NotFound, Stale
from domain.kernel import Actor, Role
from domain.risk import (
    NoRiskCriteria,
    RiskAssignment,
    WhyEnded,
    WhyReckoned,
    why_changed,
)

RISK = Actor(id="system:risk", role=Role.SYSTEM)


class RiskRecomputations:
    """Reckons again; what helps a business holds at once, a rise waits for a person."""

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        assigned: RiskAssigned,
        reckoning: RiskReckoning,
        handling: RiskHandling,
    ) -> None:
        self._log = log
        self._clock = clock
        self._assigned = assigned
        self._reckoning = reckoning
        self._handling = handling

    def of_client(self, client_id: UUID) -> None:
        """Something changed about a business: its facts, or its record."""
        for id in self._assigned.of_client(client_id):
            self.again(id)

    def of_kind(self, control_kind: str) -> None:
        """A kind of control reckons by other criteria."""
        for id in self._assigned.of_kind(control_kind):
            self.again(id)

    def of_day(self) -> None:
        """A day has passed: other criteria may hold, or something counts no longer."""
        for id in self._assigned.everywhere():
            self.again(id, by_time=True)

    def close(self, client_id: UUID, premises: UUID) -> None:
        """A place of a business was closed; what it had there has no category."""
        for id in self._assigned.of_client(client_id):
            one = self._log.load(RiskAssignment, id)
            if one.premises == premises:
                self._end(one)

    def again(self, id: UUID, *, by_time: bool = False) -> None:
        """Reckon one again; once more when somebody else was quicker.

        Args:
            id: of the category.
            by_time: nothing happened but that a day has passed.
        """
        for last_try in (False, True):
            one = self._log.load(RiskAssignment, id)
            try:
                self._record(one, self._decided(one, by_time=by_time))
            except Stale:
                if last_try:
                    raise
            else:
                return

    def _decided(self, one: RiskAssignment, *, by_time: bool) -> list[Deadline]:
        """Take in what is reckoned now; deadlines that begin or end by it."""
        if one.is_over:
            return []
        try:
            found = self._reckoning.reckon(
                one.client_id, one.premises, one.control_kind
            )
        except (NoRiskCriteria, NotFound):
            return []  # what was assigned stays; whoever closes the object says so
        cause = why_changed(one.contested, found)
        if cause is WhyReckoned.RECORD and by_time:
            cause = WhyReckoned.TIME
        was_risen, rises = one.rise is not None, one.rises
        one.recompute(found, why=cause, by=RISK)
        if one.rise is not None and one.rises > rises:
            task = Task.DECIDE_RISE_OF_RISK
            return [self._handling.begun(task, one, one.rises, RISK)]
        if was_risen and one.rise is None:
            return self._rise_over(one)
        return []

    def _end(self, one: RiskAssignment) -> None:
        done = self._rise_over(one) if one.rise else []
        objections = self._handling.objections(one)
        if objections is not None and objections.is_open:
            task, turn = Task.ANSWER_RISK_OBJECTION, objections.turn
            done += self._handling.cancelled(task, one.id, turn, RISK)
        one.end(WhyEnded.OBJECT_CLOSED, by=RISK, today=self._clock.today())
        self._record(one, done)

    def _rise_over(self, one: RiskAssignment) -> list[Deadline]:
        task = Task.DECIDE_RISE_OF_RISK
        return self._handling.cancelled(task, one.id, one.rises, RISK)

    def _record(self, one: RiskAssignment, deadlines: list[Deadline]) -> None:
        if one.pending_events:
            self._log.record(one, *deadlines, by=RISK)
