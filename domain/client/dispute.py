"""A client disputes what a state register, or an inspector, says of it (L7).

The disputed fact stands until whoever says it corrects it; see docs/decisions/0020.
"""

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID, uuid5

from eventsourcing.domain import event

from domain.client.refusals import (
    ClaimAgrees,
    DisputeClosed,
    DisputeReasonMissing,
    NothingCorrected,
    NothingToDispute,
)
from domain.client.words import Word
from domain.kernel import Actor, Aggregate, Personal
from domain.profile import FactValue

_DISPUTES = UUID("0d7bde2c-3a55-5b1c-9f51-7c3a1d1f5a20")


class DisputeStatus(StrEnum):
    """Where a dispute stands.

    OPEN: the keeper's answer is awaited. ACCEPTED: the fact was corrected. DECLINED:
    the keeper keeps it, with a reason. WITHDRAWN: the client took the dispute back.
    """

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Dispute(Aggregate):
    """One client's word that one fact of the state about it is wrong."""

    class Event(Aggregate.Event):
        subject: ClassVar[str] = "client_id"
        client_id: UUID

    class Raised(Aggregate.Created):
        """The client disputed.

        Attributes:
            fact: key of the disputed fact of the whole business.
            registry: name of the state register that says it; None: an inspector does.
            authority: organisation of the inspector that says it; None: a register.
            value: the disputed value.
            since: the day from which it is said to be so.
            claim: what would be right; None: the client does not say.
        """

        subject: ClassVar[str] = "client_id"
        client_id: UUID
        fact: str
        registry: str | None = None
        authority: UUID | None = None
        value: FactValue
        since: date
        claim: FactValue = None
        reason: Personal
        document_id: UUID | None = None

    class Withdrawn(Event):
        """The client took the dispute back."""

    class Accepted(Event):
        """The keeper agreed; the corrected fact is recorded beside this.

        Attributes:
            value: the right value; None: the register says nothing any more.
            since: the day from which it is so.
        """

        value: FactValue
        since: date
        reason: Personal | None = None

    class Declined(Event):
        """The keeper keeps what it says."""

        reason: Personal

    @classmethod
    def raise_(
        cls,
        word: Word | None,
        *,
        id: UUID,
        client_id: UUID,
        fact: str,
        claim: FactValue,
        reason: str,
        document_id: UUID | None,
        by: Actor,
    ) -> "Dispute":
        """Dispute what stands.

        Args:
            word: the word that stands about the fact; None when there is none.
            id: see `id_of`.
            client_id: who disputes.
            fact: its key.
            claim: what would be right; None when the client does not say.
            reason: why, in the client's words.
            document_id: of a document that shows it, if any.
            by: who disputes.

        Raises:
            NothingToDispute: the state does not say it itself.
            ClaimAgrees: the claim is what is disputed.
            DisputeReasonMissing: no reason was given.
        """
        if word is None or word.value is None or not word.is_official:
            raise NothingToDispute
        if claim == word.value:
            raise ClaimAgrees
        return cls._create(
            cls.Raised,
            id=id,
            client_id=client_id,
            fact=fact,
            registry=word.registry,
            authority=word.authority,
            value=word.value,
            since=word.since,
            claim=claim,
            reason=_given(reason),
            document_id=document_id,
            by=by,
        )

    def withdraw(self, *, by: Actor) -> None:
        """Take the dispute back.

        Raises:
            DisputeClosed: it ended before.
        """
        self._check_open()
        self._withdraw(client_id=self.client_id, by=by)

    def accept(
        self, *, value: FactValue, since: date, reason: str | None, by: Actor
    ) -> None:
        """Agree, as the keeper, and say what is right.

        Raises:
            DisputeClosed: it ended before.
            NothingCorrected: the value is the disputed one.
        """
        self._check_open()
        if value == self.value:
            raise NothingCorrected
        told = (reason or "").strip() or None
        self._accept(
            client_id=self.client_id, value=value, since=since, reason=told, by=by
        )

    def decline(self, *, reason: str, by: Actor) -> None:
        """Keep, as the keeper, what the register says.

        Raises:
            DisputeClosed: it ended before.
            DisputeReasonMissing: no reason was given.
        """
        self._check_open()
        self._decline(client_id=self.client_id, reason=_given(reason), by=by)

    @property
    def is_open(self) -> bool:
        """Whether the keeper's answer is awaited."""
        return self.status is DisputeStatus.OPEN

    @staticmethod
    def id_of(client_id: UUID, fact: str, number: int) -> UUID:
        """The id of a client's first, second, … dispute of a fact, from 1.

        The primary key so keeps a client from disputing twice at once.
        """
        return uuid5(_DISPUTES, f"{client_id}/{fact}/{number}")

    def _check_open(self) -> None:
        if not self.is_open:
            raise DisputeClosed

    @event(Raised)
    def __init__(
        self,
        client_id: UUID,
        fact: str,
        value: FactValue,
        since: date,
        reason: str,
        by: Actor,
        registry: str | None = None,
        authority: UUID | None = None,
        claim: FactValue = None,
        document_id: UUID | None = None,
    ) -> None:
        self.client_id = client_id
        self.fact = fact
        self.registry = registry
        self.authority = authority
        self.value = value
        self.status = DisputeStatus.OPEN

    @event(Withdrawn)
    def _withdraw(self, client_id: UUID, by: Actor) -> None:
        self.status = DisputeStatus.WITHDRAWN

    @event(Accepted)
    def _accept(
        self,
        client_id: UUID,
        value: FactValue,
        since: date,
        by: Actor,
        reason: str | None = None,
    ) -> None:
        self.status = DisputeStatus.ACCEPTED

    @event(Declined)
    def _decline(self, client_id: UUID, reason: str, by: Actor) -> None:
        self.status = DisputeStatus.DECLINED


def _given(text: str) -> str:
    if not text.strip():
        raise DisputeReasonMissing
    return text.strip()
