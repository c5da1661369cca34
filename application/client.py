"""A business registers, describes itself, and can be forgotten."""

from datetime import date
from uuid import UUID

from pydantic import Field

from application.access import Action, allow
from application.log import EventLog, Key, Receipt
from application.ports import Clock, Memberships, Pseudonyms
from domain.client import (
    AlreadyRegistered,
    Client,
    FactSource,
    UnknownFact,
    UnknownRegion,
    inn_of,
)
from domain.errors import Stale
from domain.kernel import Actor, Role, Value
from domain.profile import ClientKind, FactValue, Vocabulary


class RegisterClient(Value):
    """Register a business; the person who does it acts for it from then on.

    Attributes:
        kind: legal entity, sole proprietor, self-employed person, farm.
        name: as in the state register.
        inn: 10 digits (legal entity) or 12.
        ogrn: 13 digits (legal entity) or 15; null when there is none.
        facts: what is known already, by fact key; may be empty.
    """

    kind: ClientKind
    name: str = Field(min_length=1, max_length=500, examples=["ИП Кузнецова А. В."])
    inn: str = Field(min_length=10, max_length=12, examples=["630000000119"])
    ogrn: str | None = Field(default=None, max_length=15, examples=["326630000000017"])
    facts: dict[str, FactValue] = Field(
        default_factory=dict,
        max_length=500,
        examples=[{"okved": ["56.10"], "employees": 8}],
    )


class RenameClient(Value):
    """Correct the name or the OGRN."""

    name: str = Field(min_length=1, max_length=500)
    ogrn: str | None = Field(default=None, max_length=15)


class StateFacts(Value):
    """Say facts about the business, or about one place of it.

    Attributes:
        facts: by fact key, e.g. {"employees": 8, "object:lift": false}; null: unknown.
        since: the day from which it is so; today when absent.
    """

    facts: dict[str, FactValue] = Field(
        min_length=1, max_length=500, examples=[{"employees": 8, "object:lift": False}]
    )
    since: date | None = None


class OpenPremises(Value):
    """Add a place where the business works.

    Attributes:
        name: how you call it.
        address: in words.
        region: two-digit code of the region.
        facts: `object:` facts of the place; may be empty.
    """

    name: str = Field(min_length=1, max_length=300)
    address: str = Field(default="", max_length=500)
    region: str | None = Field(default=None, pattern=r"^[0-9]{2}$", examples=["63"])
    facts: dict[str, FactValue] = Field(default_factory=dict, max_length=200)
    since: date | None = None


class Clients:
    """The commands of the client context."""

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        pseudonyms: Pseudonyms,
        memberships: Memberships,
        vocabulary: Vocabulary,
    ) -> None:
        self._log = log
        self._clock = clock
        self._pseudonyms = pseudonyms
        self._memberships = memberships
        self._vocabulary = vocabulary

    def register(
        self, command: RegisterClient, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Register a business; anybody signed in.

        Raises:
            BadInn, BadOgrn, NameMissing: the content is wrong.
            UnknownFact: a fact is not of the vocabulary.
            KindIsRegistered: the facts say that it is of another kind.
            AlreadyRegistered: this INN is registered.
        """
        allow(by, Action.REGISTER_CLIENT)

        def decide() -> Receipt:
            try:
                return self._register(command, by, key)
            except Stale:  # somebody was faster, or did something else meanwhile
                return self._register(command, by, key)

        return self._log.once(by, key, decide)

    def rename(
        self,
        client_id: UUID,
        command: RenameClient,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Correct the name or the OGRN; the client itself."""

        def decide() -> Receipt:
            client = self._kept_by(by, client_id, version)
            client.rename(name=command.name, ogrn=command.ogrn, by=by)
            return self._log.record(client, by=by, key=key)

        return self._log.once(by, key, decide)

    def state_facts(
        self,
        client_id: UUID,
        command: StateFacts,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Say facts of the whole business; the client itself."""

        def decide() -> Receipt:
            client = self._kept_by(by, client_id, version)
            client.state_facts(
                self._checked(command.facts),
                source=FactSource.CLIENT,
                since=command.since or self._clock.today(),
                by=by,
            )
            return self._log.record(client, by=by, key=key)

        return self._log.once(by, key, decide)

    def open_premises(
        self,
        client_id: UUID,
        command: OpenPremises,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Add a place and what is used in it; the client itself.

        Raises:
            UnknownRegion: there is no region with this code.
        """

        def decide() -> Receipt:
            client = self._kept_by(by, client_id, version)
            if not self._vocabulary.has("region", command.region):
                raise UnknownRegion
            since = command.since or self._clock.today()
            premises_id = client.open_premises(
                name=command.name,
                address=command.address,
                region=command.region,
                since=since,
                by=by,
            )
            if command.facts:
                client.state_premises_facts(
                    premises_id, self._checked(command.facts), since=since, by=by
                )
            return self._log.record(client, by=by, key=key)

        return self._log.once(by, key, decide)

    def state_premises_facts(
        self,
        client_id: UUID,
        premises_id: UUID,
        command: StateFacts,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Say what is used in one place; the client itself."""

        def decide() -> Receipt:
            client = self._kept_by(by, client_id, version)
            client.state_premises_facts(
                premises_id,
                self._checked(command.facts),
                since=command.since or self._clock.today(),
                by=by,
            )
            return self._log.record(client, by=by, key=key)

        return self._log.once(by, key, decide)

    def close_premises(
        self,
        client_id: UUID,
        premises_id: UUID,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Stop using a place from today; the client itself."""

        def decide() -> Receipt:
            client = self._kept_by(by, client_id, version)
            client.close_premises(premises_id, on=self._clock.today(), by=by)
            return self._log.record(client, by=by, key=key)

        return self._log.once(by, key, decide)

    def forget(self, client_id: UUID, *, by: Actor, key: Key | None = None) -> Receipt:
        """Delete the personal data of a business for ever; administrators.

        The projection of clients destroys the key when it meets the event, so that a
        crash in between loses nothing.
        """
        allow(by, Action.FORGET)

        def decide() -> Receipt:
            client = self._log.load(Client, client_id)
            client.forget(by=by)
            return self._log.record(client, by=by, key=key)

        return self._log.once(by, key, decide)

    def _register(self, command: RegisterClient, by: Actor, key: Key | None) -> Receipt:
        client = Client.register(
            id=self._free_id(inn_of(command.inn, command.kind)),
            kind=command.kind,
            name=command.name,
            inn=command.inn,
            ogrn=command.ogrn,
            by=by,
        )
        facts = self._checked(command.facts)
        if facts.get("client_kind") == command.kind:
            facts.pop("client_kind")
        if facts:
            client.state_facts(
                facts, source=FactSource.CLIENT, since=self._clock.today(), by=by
            )
        owner = self._memberships.joining(by, client.id, Role.CLIENT)
        return self._log.record(client, owner, by=by, key=key)

    def _free_id(self, inn: str) -> UUID:
        """The id for a business with this INN; a forgotten one comes back as new."""
        life = 0
        while True:
            id = self._pseudonyms.of("inn", f"{inn}\n{life}" if life else inn)
            known = self._log.find(Client, id)
            if known is None:
                return id
            if not known.is_forgotten:
                raise AlreadyRegistered
            life += 1

    def _kept_by(self, by: Actor, client_id: UUID, version: int | None) -> Client:
        allow(by, Action.KEEP_CLIENT, of=client_id)
        return self._log.load(Client, client_id, version)

    def _checked(self, facts: dict[str, FactValue]) -> dict[str, FactValue]:
        unknown = [
            key for key, value in facts.items() if not self._vocabulary.has(key, value)
        ]
        if unknown:
            raise UnknownFact(facts=unknown)
        return dict(facts)
