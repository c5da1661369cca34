"""A client disputes what the state says of it, and the keeper answers (L7)."""

from contextlib import suppress
from uuid import UUID

from application.access import Action, allow, allow_dispute
from application.client.clients import checked
from application.client.commands import AcceptDispute, DeclineDispute, RaiseDispute
from application.client.living import living_client
from application.log import EventLog, Key, Receipt, check_version
from application.ports import Clock, Documents, RegistersKept
from domain.client import (
    Client,
    ClientForgotten,
    Dispute,
    DisputeOpen,
    FactSource,
    NothingChanged,
    day_from,
)
from domain.errors import NotFound
from domain.kernel import Actor
from domain.profile import Vocabulary


class Disputes:
    """The commands of disputes."""

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        registers: RegistersKept,
        documents: Documents,
        vocabulary: Vocabulary,
    ) -> None:
        self._log = log
        self._clock = clock
        self._registers = registers
        self._documents = documents
        self._vocabulary = vocabulary

    def keep_document(
        self, client_id: UUID, name: str, content: bytes, *, by: Actor
    ) -> UUID:
        """Take a file that a dispute will refer to; the client."""
        allow(by, Action.DISPUTE, of=client_id)
        return self._documents.keep(client_id, name, content)

    def raise_(
        self,
        client_id: UUID,
        fact: str,
        command: RaiseDispute,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Dispute what the state says of a fact; the client.

        What would be right is kept as the client's own word as well. The receipt names
        the dispute first.

        Raises:
            UnknownFact: the value of the claim is of another kind than the fact.
            NotFound: there is no such fact, or the document is not there.
            NothingToDispute, ClaimAgrees, DisputeReasonMissing: see `Dispute.raise_`.
            DisputeOpen: with the dispute of this fact that is not answered yet.
        """
        allow(by, Action.DISPUTE, of=client_id)
        if not self._vocabulary.has(fact, None):
            raise NotFound

        def decide() -> Receipt:
            client = self._log.load(Client, client_id, version)
            if client.is_forgotten:
                raise ClientForgotten
            checked(self._vocabulary, {fact: command.claim})
            dispute = Dispute.raise_(
                client.words.standing(fact),
                id=self._free_id(client_id, fact),
                client_id=client_id,
                fact=fact,
                claim=command.claim,
                reason=command.reason,
                document_id=command.document_id,
                by=by,
            )
            if command.claim is not None:
                with suppress(NothingChanged):
                    client.state_facts(
                        {fact: command.claim},
                        source=FactSource.CLIENT,
                        since=self._clock.today(),
                        by=by,
                    )
            if command.document_id:
                self._documents.refer(command.document_id, client_id)
            return self._log.record(dispute, client, by=by, key=key)

        return self._log.once(by, key, decide)

    def withdraw(
        self,
        id: UUID,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Take a dispute back; the client."""
        allow(by, Action.DISPUTE)

        def decide() -> Receipt:
            dispute = self._log.load(Dispute, id)
            allow(by, Action.DISPUTE, of=dispute.client_id)
            self._client_of(dispute)
            check_version(dispute, version).withdraw(by=by)
            return self._log.record(dispute, by=by, key=key)

        return self._log.once(by, key, decide)

    def accept(
        self,
        id: UUID,
        command: AcceptDispute,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Correct the disputed fact; an officer of whoever says it.

        Raises:
            UnknownFact: the value is of another kind than the fact.
            SinceTooFar: it begins more than a year ahead.
            DisputeClosed, NothingCorrected: see `Dispute.accept`.
        """
        allow(by, Action.ANSWER_DISPUTE)

        def decide() -> Receipt:
            dispute, client = self._of_keeper(by, id, version)
            checked(self._vocabulary, {dispute.fact: command.value})
            word = client.words.of(dispute.fact, dispute.registry, dispute.authority)
            today = self._clock.today()
            unchanged = word.since if word else today
            since = day_from(command.since, today) if command.since else unchanged
            dispute.accept(
                value=command.value, since=since, reason=command.reason, by=by
            )
            if word is not None:
                # The register itself may have become right in the meantime.
                with suppress(NothingChanged):
                    client.correct_word(
                        word, dispute.fact, command.value, since=since, by=by
                    )
            return self._log.record(dispute, client, by=by, key=key)

        return self._log.once(by, key, decide)

    def decline(
        self,
        id: UUID,
        command: DeclineDispute,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Keep what the register says, with a reason; an officer of whoever says it."""
        allow(by, Action.ANSWER_DISPUTE)

        def decide() -> Receipt:
            dispute, _ = self._of_keeper(by, id, version)
            dispute.decline(reason=command.reason, by=by)
            return self._log.record(dispute, by=by, key=key)

        return self._log.once(by, key, decide)

    def _free_id(self, client_id: UUID, fact: str) -> UUID:
        number = 1
        while before := self._log.find(Dispute, Dispute.id_of(client_id, fact, number)):
            if before.is_open:
                raise DisputeOpen(dispute=before.id)
            number += 1
        return Dispute.id_of(client_id, fact, number)

    def _of_keeper(
        self, by: Actor, id: UUID, version: int | None
    ) -> tuple[Dispute, Client]:
        dispute = self._log.load(Dispute, id)
        if by.organisation is None:
            raise NotFound
        allow_dispute(
            by,
            client_id=dispute.client_id,
            registry=dispute.registry,
            authority=dispute.authority,
            registers=self._registers.registers_of(by.organisation),
        )
        client = self._client_of(dispute)
        return check_version(dispute, version), client

    def _client_of(self, dispute: Dispute) -> Client:
        """The client, unless it was forgotten and the dispute with it."""
        return living_client(self._log, dispute.client_id)
