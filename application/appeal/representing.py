"""The client names who acts for it in an appeal, and takes that back (I9)."""

from uuid import UUID

from application.access import Action, allow
from application.appeal.commands import EmpowerInAppeal
from application.appeal.handling import AppealHandling
from application.exchange import check_representative
from application.log import EventLog, Key, Receipt
from application.ports import Clock
from domain.appeal import Appeal, AppealRepresentation, NotRepresentedInAppeal
from domain.errors import NotFound
from domain.kernel import Actor


class AppealRepresentatives:
    """The commands of those who act for a client; only the client itself gives them."""

    def __init__(self, log: EventLog, clock: Clock, handling: AppealHandling) -> None:
        self._log = log
        self._clock = clock
        self._handling = handling

    def empower(
        self, id: UUID, command: EmpowerInAppeal, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Name somebody, or say anew what they may.

        Raises:
            NotFound: the appeal is none of the client's.
            RepresentativeUnknown: nobody has this number.
            PowersMissing, RepresentedUntilPast: see `AppealRepresentation.empower`.
        """

        def decide() -> Receipt:
            appeal = self._own(id, by)
            check_representative(self._log, command.person)
            named = self._handling.representation(id, command.person)
            named = named or AppealRepresentation.name(
                client_id=appeal.client_id, appeal=id, person=command.person, by=by
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
            NotFound: the appeal is none of the client's.
            NotRepresentedInAppeal: nobody of this id was named.
        """

        def decide() -> Receipt:
            self._own(id, by)
            named = self._handling.representation(id, person)
            if named is None:
                raise NotRepresentedInAppeal
            named.revoke(by=by)
            return self._log.record(named, by=by, key=key)

        return self._log.once(by, key, decide)

    def _own(self, id: UUID, by: Actor) -> Appeal:
        allow(by, Action.APPEAL)
        appeal = self._handling.load(id)
        if not self._handling.is_client(appeal, by):
            raise NotFound
        return appeal
