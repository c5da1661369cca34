"""A business registers, describes itself, and can be forgotten."""

from uuid import UUID

from application.access import Action, allow
from application.client.commands import (
    OpenPremises,
    RegisterClient,
    RenameClient,
    StateFacts,
)
from application.log import EventLog, Key, Receipt
from application.ports import Clock, Memberships, Pseudonyms
from domain.client import (
    AlreadyRegistered,
    Client,
    Facts,
    FactSource,
    UnknownFact,
    UnknownRegion,
    day_from,
    inn_of,
)
from domain.errors import Stale
from domain.kernel import Actor, Role
from domain.profile import FactValue, Vocabulary


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
                since=day_from(command.since, self._clock.today()),
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
            SinceTooFar: it begins more than a year ahead.
        """

        def decide() -> Receipt:
            client = self._kept_by(by, client_id, version)
            if not self._vocabulary.has("region", command.region):
                raise UnknownRegion
            since = day_from(command.since, self._clock.today())
            premises_id = client.open_premises(
                name=command.name,
                address=command.address,
                region=command.region,
                since=since,
                proposal_id=command.proposal_id,
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
                since=day_from(command.since, self._clock.today()),
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

    def decline_proposal(
        self,
        client_id: UUID,
        proposal_id: UUID,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Say that a place that a register names is not one's own; the client."""

        def decide() -> Receipt:
            client = self._kept_by(by, client_id, version)
            client.decline_proposal(proposal_id, by=by)
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
        id, known = living(self._log, self._pseudonyms, inn)
        if known is not None:
            raise AlreadyRegistered
        return id

    def _kept_by(self, by: Actor, client_id: UUID, version: int | None) -> Client:
        allow(by, Action.KEEP_CLIENT, of=client_id)
        return self._log.load(Client, client_id, version)

    def _checked(self, facts: dict[str, FactValue]) -> dict[str, FactValue]:
        return checked(self._vocabulary, facts)


def living(
    log: EventLog, pseudonyms: Pseudonyms, inn: str
) -> tuple[UUID, Client | None]:
    """The business with an INN, those that were forgotten left out.

    Returns:
        Its id, or the one that it would get; and the business, if it is registered.
    """
    life = 0
    while True:
        id = pseudonyms.of("inn", f"{inn}\n{life}" if life else inn)
        known = log.find(Client, id)
        if known is None or not known.is_forgotten:
            return id, known
        life += 1


def checked(vocabulary: Vocabulary, facts: Facts) -> dict[str, FactValue]:
    """The facts, if the vocabulary has them and their values.

    Raises:
        UnknownFact: it lacks some; names them.
    """
    unknown = [key for key, value in facts.items() if not vocabulary.has(key, value)]
    if unknown:
        raise UnknownFact(facts=unknown)
    return dict(facts)
