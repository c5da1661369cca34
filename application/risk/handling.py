"""What both sides of a category share: who may, and what becomes of its deadlines."""

from uuid import UUID

from application.access import Action, allow
from application.client import living_client
from application.deadline import Deadlines
from application.log import EventLog, check_version
from application.ports import Clock, Places
from application.risk.ports import Law
from domain.deadline import About, Deadline, Party, Task, WhyCancelled
from domain.kernel import Actor, Role
from domain.risk import RiskAssignment, RiskObjections, RiskProfile

ANSWER = "LAW-027"
"""The rule of law that says how soon a body decides about a category."""


class RiskHandling:
    """Loads categories for those who may have them, and keeps their deadlines.

    Deadlines are returned, not recorded: record them with what was decided.
    """

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        law: Law,
        places: Places,
        deadlines: Deadlines,
    ) -> None:
        self._log = log
        self._clock = clock
        self._law = law
        self._places = places
        self._deadlines = deadlines

    def assignment(
        self, id: UUID, action: Action, by: Actor, version: int | None = None
    ) -> RiskAssignment:
        """A category, for the business or the body that assigned it.

        Raises:
            NotFound: it is none of the actor's.
            Stale: it has moved on since `version`.
        """
        allow(by, action)
        found = self._log.load(RiskAssignment, id)
        of = found.client_id if by.role is Role.CLIENT else found.authority
        allow(by, action, of=of)
        living_client(self._log, found.client_id)
        return check_version(found, version)

    def objections(self, assignment: RiskAssignment) -> RiskObjections | None:
        """The objections to a category; None when there never was one."""
        id = RiskObjections.create_id(assignment.id)
        return self._log.find(RiskObjections, id)

    def begun(
        self, task: Task, assignment: RiskAssignment, turn: int, by: Actor
    ) -> Deadline:
        """The term of the body begins.

        Args:
            task: what it has to do.
            assignment: about which.
            turn: which objection, or which rise.
            by: who set it off.
        """
        today = self._clock.today()
        id = RiskProfile.create_id(assignment.control_kind)
        number = self._log.load(RiskProfile, id).number
        rule = self._law.on(ANSWER, today, number)
        return self._deadlines.new(
            task,
            about=about(assignment.id),
            reckoning=rule.reckon(self._clock.now(), self._places.at()),
            owed_by=Party.authority(assignment.authority),
            owed_to=Party.client(assignment.client_id),
            turn=turn,
            by=by,
        )

    def kept(self, task: Task, id: UUID, turn: int, by: Actor) -> list[Deadline]:
        """The body did it."""
        found = self._deadlines.find(task, id, turn)
        if found is None or not found.is_open:
            return []
        found.keep(at=self._clock.now(), by=by)
        return [found]

    def cancelled(self, task: Task, id: UUID, turn: int, by: Actor) -> list[Deadline]:
        """There is nothing to do any more."""
        found = self._deadlines.find(task, id, turn)
        if found is None or not found.is_open:
            return []
        found.cancel(WhyCancelled.NOT_NEEDED, by=by)
        return [found]


def about(id: UUID) -> About:
    """A category, as its deadlines and its correspondence name it."""
    return About(kind="risk", id=id, address=f"/risk/{id}")
