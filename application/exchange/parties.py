"""Finds out who writes to whom (I2)."""

from uuid import UUID

from application.access import Action, allow, allow_thread
from application.client import living_client
from application.client.clients import living
from application.log import EventLog
from application.ports import Pseudonyms
from domain.client.numbers import INN_DIGITS, inn_of
from domain.errors import NotFound
from domain.exchange import (
    BodyUnknown,
    CorrespondentUnknown,
    Part,
    Party,
    Thread,
)
from domain.kernel import Actor, Role
from domain.person import Organisation, OrganisationKind
from domain.profile import ClientKind


class Correspondents:
    """Knows the two sides of a correspondence, begun or not."""

    def __init__(self, log: EventLog, pseudonyms: Pseudonyms) -> None:
        self._log = log
        self._pseudonyms = pseudonyms

    def thread(self, id: UUID, *, by: Actor) -> tuple[Thread, Party]:
        """A correspondence, and as which party the reader takes part.

        Raises:
            NotFound: it is none of the reader's, or its client was forgotten.
        """
        thread = self._log.load(Thread, id)
        party = allow_thread(by, thread.parties.values())
        self.check_living(thread.client_id)
        return thread, party

    def beginning(
        self, *, by: Actor, body: UUID | None, inn: str | None
    ) -> tuple[Party, Party]:
        """The client and the body of a correspondence to be begun.

        Args:
            by: one who acts for either.
            body: organisation to which a client writes.
            inn: of the business to which a body writes.

        Raises:
            NotFound: the actor begins none.
            BodyUnknown, BadInn, CorrespondentUnknown: nobody to write to.
        """
        client_id = self.client(by=by, inn=inn)
        if by.role is Role.CLIENT:
            found = self._log.find(Organisation, body) if body else None
            if found is None or found.kind is not OrganisationKind.AUTHORITY:
                raise BodyUnknown
            organisation = found.id
        else:
            organisation = _own(by)
        return Party.of(client_id, Part.CLIENT), Party.of(organisation, Part.BODY)

    def client(self, *, by: Actor, inn: str | None) -> UUID:
        """The business of a correspondence that somebody begins; as `beginning`."""
        allow(by, Action.BEGIN_THREAD)
        if by.role is Role.CLIENT:
            self.check_living(_own(by))
            return _own(by)
        digits = "".join((inn or "").split())
        is_entity = len(digits) <= INN_DIGITS[ClientKind.LE]
        kind = ClientKind.LE if is_entity else ClientKind.IE
        id, known = living(self._log, self._pseudonyms, inn_of(digits, kind))
        if known is None:
            raise CorrespondentUnknown
        return id

    def place(
        self, *, by: Actor, thread: UUID | None, inn: str | None
    ) -> tuple[UUID, UUID]:
        """The client whose correspondence a file is for, and the party that sends.

        Raises:
            NotFound, BadInn, CorrespondentUnknown: as `thread` and `client`.
        """
        if thread is None:
            return self.client(by=by, inn=inn), _own(by)
        found, party = self.thread(thread, by=by)
        return found.client_id, party.side

    def check_living(self, client_id: UUID) -> None:
        """See that a client was not forgotten.

        Raises:
            NotFound: it was.
        """
        living_client(self._log, client_id)


def _own(by: Actor) -> UUID:
    if by.organisation is None:
        raise NotFound
    return by.organisation
