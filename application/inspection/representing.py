"""The client names who acts for it in an inspection, and takes that back (I5)."""

from uuid import UUID

from application.access import Action, allow
from application.exchange import check_representative
from application.inspection.commands import Empower
from application.inspection.handling import Handling
from application.log import EventLog, Key, Receipt
from application.ports import Clock
from domain.errors import NotFound
from domain.inspection import Inspection, NotRepresented, Representation
from domain.kernel import Actor


class Representatives:
    """The commands of those who act for a client; only the client itself gives them."""

    def __init__(self, log: EventLog, clock: Clock, handling: Handling) -> None:
        self._log = log
        self._clock = clock
        self._handling = handling

    def empower(
        self, id: UUID, command: Empower, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Name somebody, or say anew what they may.

        Raises:
            NotFound: the inspection is none of the client's.
            RepresentativeUnknown: nobody has this number.
            PowersMissing, RepresentedUntilPast: see `Representation.empower`.
        """

        def decide() -> Receipt:
            inspection = self._own(id, by)
            check_representative(self._log, command.person)
            same = Representation.create_id(id, command.person)
            named = self._log.find(Representation, same) or Representation.name(
                client_id=inspection.client_id,
                inspection=id,
                person=command.person,
                by=by,
            )
            named.empower(
                command.powers,
                until=command.until,
                document=command.document,
                by=by,
                today=self._clock.today(),
            )
            return self._log.record(named, by=by, key=key)

        return self._log.once(by, key, decide)

    def revoke(
        self, id: UUID, person: str, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Take every power back; it counts from the next request of that person.

        Raises:
            NotFound: the inspection is none of the client's.
            NotRepresented: nobody of this id was named.
        """

        def decide() -> Receipt:
            self._own(id, by)
            named = self._log.find(Representation, Representation.create_id(id, person))
            if named is None:
                raise NotRepresented
            named.revoke(by=by)
            return self._log.record(named, by=by, key=key)

        return self._log.once(by, key, decide)

    def _own(self, id: UUID, by: Actor) -> Inspection:
        inspection = self._handling.load(id)
        if by.organisation != inspection.client_id or not inspection.is_known:
            raise NotFound
        allow(by, Action.RECEIVE_INSPECTION, of=inspection.client_id)
        return inspection
