"""A business declares when nobody can answer, so that no term runs then (C4)."""

from uuid import UUID

from application.access import Action, allow
from application.client import living_client
from application.information_request.commands import DeclareAbsence
from application.log import EventLog, Key, Receipt
from application.ports import Clock
from domain.information_request import Absences, AbsenceUnknown
from domain.kernel import Actor


class AbsenceCommands:
    """The commands of declared absences; all are the client's own."""

    def __init__(self, log: EventLog, clock: Clock) -> None:
        self._log = log
        self._clock = clock

    def declare(
        self,
        client_id: UUID,
        command: DeclareAbsence,
        *,
        by: Actor,
        key: Key | None = None,
    ) -> Receipt:
        """Declare an absence; requests that come later leave its days out.

        Raises:
            NotFound: the business is not the actor's.
            AbsenceBackwards, AbsencePast, AbsenceTooFar, AbsencesOverlap: see
                `Absences.declare`.
        """
        allow(by, Action.KEEP_ABSENCES, of=client_id)

        def decide() -> Receipt:
            living_client(self._log, client_id)
            found = self._find(client_id)
            absences = found or Absences.begin(client_id=client_id, by=by)
            absences.declare(
                command.since, command.until, by=by, today=self._clock.today()
            )
            return self._log.record(absences, by=by, key=key)

        return self._log.once(by, key, decide)

    def take_back(
        self, client_id: UUID, number: int, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Take an absence back; time that was given because of it stays given.

        Raises:
            NotFound, AbsenceUnknown: there is none with this number.
        """
        allow(by, Action.KEEP_ABSENCES, of=client_id)

        def decide() -> Receipt:
            absences = self._find(client_id)
            if absences is None:
                raise AbsenceUnknown
            absences.take_back(number, by=by)
            return self._log.record(absences, by=by, key=key)

        return self._log.once(by, key, decide)

    def _find(self, client_id: UUID) -> Absences | None:
        return self._log.find(Absences, Absences.create_id(client_id))
