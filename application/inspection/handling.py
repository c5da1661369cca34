"""What the commands of inspections share: who may, and by what a case is measured."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from application.access import Action, allow
from application.client import living_client
from application.inspection.ports import InspectionsKnown
from application.log import EventLog, check_version
from application.ports import Clock, Places
from domain.errors import NotFound
from domain.inspection import (
    By,
    Case,
    DateMove,
    Done,
    Inspection,
    KindTable,
    Power,
    RedFlag,
    Representation,
    Stamp,
    StepBreaksLaw,
    flags,
    raised,
)
from domain.inspection.kinds import Law
from domain.kernel import Actor
from domain.term import Place


class Handling:
    """Loads inspections for those who may have them, and looks for red flags."""

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        law: Law,
        kinds: KindTable,
        places: Places,
        known: InspectionsKnown,
    ) -> None:
        self._log = log
        self._clock = clock
        self._law = law
        self._kinds = kinds
        self._places = places
        self._known = known

    def held_by(self, id: UUID, version: int | None, by: Actor) -> Inspection:
        """An inspection, for the body that ordered it.

        Raises:
            NotFound: it is none of the actor's.
            Stale: it has moved on since `version`.
        """
        allow(by, Action.HOLD_INSPECTION)
        inspection = self.load(id)
        if by.organisation != inspection.authority:
            raise NotFound
        return check_version(inspection, version)

    def of_client(self, id: UUID, by: Actor, power: Power) -> Inspection:
        """An inspection, for its client and whoever has this power from it.

        Raises:
            NotFound: as `held_by`, and while the client does not know of it;
                NotRepresented is one.
        """
        inspection = self.load(id)
        if not inspection.is_known:
            raise NotFound
        if by.organisation == inspection.client_id:
            allow(by, Action.RECEIVE_INSPECTION, of=inspection.client_id)
            return inspection
        allow(by, Action.REPRESENT_IN_INSPECTION)
        named = self._log.find(Representation, Representation.create_id(id, by.id))
        if named is None:
            raise NotFound
        named.check(power, self._clock.today())
        return inspection

    def load(self, id: UUID) -> Inspection:
        """An inspection, for the service itself; raises NotFound."""
        inspection = self._log.load(Inspection, id)
        living_client(self._log, inspection.client_id)
        return inspection

    def first_move(self, id: UUID) -> DateMove | None:
        """The first wish of the client for another date; None: there is none."""
        return self._log.find(DateMove, DateMove.create_id(id, 1))

    def last_move(self, id: UUID) -> DateMove | None:
        """The last wish of the client for another date; None: there is none."""
        last = self.first_move(id)
        while last is not None:
            next_id = DateMove.create_id(id, last.turn + 1)
            if (later := self._log.find(DateMove, next_id)) is None:
                break
            last = later
        return last

    def place(self, inspection: Inspection) -> Place:
        """Where its terms run."""
        return self._places.at(inspection.known.region)

    def stamp(
        self, inspection: Inspection, at: datetime | None, place: str = ""
    ) -> Stamp:
        """When and where a step is taken."""
        now = self._clock.now()
        return Stamp(at or now, place, now, self.place(inspection).day_of(now))

    def flags(
        self, inspection: Inspection, done: Sequence[Done] | None = None
    ) -> tuple[RedFlag, ...]:
        """The gross violations that can be seen now.

        Args:
            inspection: as it stands, or as it would.
            done: its actions; None: those that are recorded.
        """
        if done is None:
            done = self._known.done(inspection.id)
        order = inspection.current
        rules = self._kinds.on(order.kind, inspection.ordered_on, order.control_kind)
        pauses = self._known.pauses(inspection.id)
        now = self._clock.now()
        by = By(self._law, rules, self.place(inspection), now)
        return flags(Case.of(inspection, done, pauses, inspection.pauses(now)), by)

    def check(
        self, before: Sequence[RedFlag], after: Sequence[RedFlag], *, as_is: bool
    ) -> None:
        """See that a step adds no gross violation, unless it has happened already.

        Raises:
            StepBreaksLaw: it would; names each with its evidence.
        """
        if not as_is and (more := raised(before, after)):
            raise StepBreaksLaw(flags=[one.model_dump(mode="json") for one in more])
