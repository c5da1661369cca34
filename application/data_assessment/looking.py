"""A body looks at the records of one client (C3)."""

from datetime import datetime, tzinfo
from uuid import UUID

from pydantic import AwareDatetime, Field

from application.access import Action, allow
from application.client.clients import living
from application.data_assessment.choosing import Choosing, Chosen
from application.log import EventLog, Key, Receipt
from application.ports import Bodies, Clock, Pseudonyms, RecordsKept
from domain.client.numbers import inn_of, ogrn_of
from domain.data_assessment import (
    ClientUnknown,
    ClientUnknownByOgrn,
    Finding,
    Look,
    NameOneNumber,
)
from domain.errors import NotFound
from domain.kernel import Actor, Value
from domain.profile import ClientKind

FIRST_INSTANT = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


class LookAtRecords(Chosen):
    """Ask what the records say of a client.

    Attributes:
        inn: of the client; or else
        ogrn: of the client.
        as_of: as of which instant; None: now.
    """

    inn: str | None = Field(default=None, max_length=20, examples=["630000000119"])
    ogrn: str | None = Field(default=None, max_length=20)
    as_of: AwareDatetime | None = Field(
        default=None, ge=FIRST_INSTANT, examples=["2026-11-21T12:00:00+03:00"]
    )


class RemarkOnLook(Value):
    """What the client says of a look; the body reads it."""

    text: str = Field(min_length=1, max_length=2000, examples=["Журнал обновлён"])


class Looks:
    """The commands of looks at one client's records."""

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        zone: tzinfo,
        pseudonyms: Pseudonyms,
        records: RecordsKept,
        bodies: Bodies,
    ) -> None:
        self._log = log
        self._pseudonyms = pseudonyms
        self._records = records
        self._choosing = Choosing(clock, zone, records, bodies)

    def look(
        self, command: LookAtRecords, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Look, and keep what was seen; inspectors and heads.

        Raises:
            NameOneNumber, BadInn, BadOgrn, ClientUnknown: the client is named wrongly.
            YetToCome: `as_of` is.
            NothingToLookAt, NotYourRequirements, TooManyRequirements: see `Choosing`.
            PurposeMissing: no ground is given.
        """

        def decide() -> Receipt:
            authority, bodies = self._choosing.supervised_by(by)
            client_id = self._client(command)
            moment = self._choosing.moment(command.as_of)
            subjects = self._choosing.subjects(command, bodies, moment)
            look = Look.make(
                client_id=client_id,
                authority=authority,
                bodies=bodies,
                purpose=command.purpose,
                moment=moment,
                findings=self._records.findings(client_id, subjects, moment, bodies),
                by=by,
            )
            return self._log.record(look, by=by, key=key)

        return self._log.once(by, key, decide)

    def again(self, id: UUID) -> tuple[Finding, ...]:
        """What the records of a look say when they are asked of its moment again.

        Raises:
            NotFound: there is no such look.
        """
        look = self._log.load(Look, id)
        return self._records.findings(
            look.client_id, look.findings, look.moment, look.bodies
        )

    def remark(
        self,
        id: UUID,
        command: RemarkOnLook,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Say something of a look, as the client at whose records it was.

        Raises:
            NotFound: there is no such look at its records.
            RemarkMissing: nothing is said.
        """

        def decide() -> Receipt:
            allow(by, Action.ANSWER_LOOK)
            look = self._log.load(Look, id)
            if self._records.client(look.client_id, None) is None:
                raise NotFound
            allow(by, Action.ANSWER_LOOK, of=look.client_id)
            if version is not None:
                look = self._log.load(Look, id, version)
            look.remark(command.text, by=by)
            return self._log.record(look, by=by, key=key)

        return self._log.once(by, key, decide)

    def _client(self, command: LookAtRecords) -> UUID:
        inn, ogrn = (command.inn or "").strip(), (command.ogrn or "").strip()
        if bool(inn) is bool(ogrn):
            raise NameOneNumber
        if inn:
            kind = ClientKind.LE if len(inn) <= INN_OF_LE else ClientKind.IE
            id, known = living(self._log, self._pseudonyms, inn_of(inn, kind))
            if known is None:
                raise ClientUnknown
            return id
        kind = ClientKind.LE if len(ogrn) <= OGRN_OF_LE else ClientKind.IE
        found = self._records.client(None, ogrn_of(ogrn, kind))
        if found is None:
            raise ClientUnknownByOgrn
        return found


INN_OF_LE = 10
OGRN_OF_LE = 13
