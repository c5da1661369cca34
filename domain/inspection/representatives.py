"""Who acts for a client in one inspection, what they may do, and until when (I5).

Source: 248-ФЗ, ст. 36, 37 (LAW-085).
"""

from collections.abc import Collection
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID, uuid5

from eventsourcing.domain import event

from domain.inspection.refusals import NotRepresented
from domain.kernel import Actor, Aggregate
from domain.representing import check_powers, lapsed

_REPRESENTATIONS = UUID("b5c1f7b2-6f77-5f5e-9d0f-4a5b8c1a7e20")


class Power(StrEnum):
    """What a representative may do; whoever may anything sees the case.

    SEE: read it. TAKE_PART: be present, also by video. EXPLAIN: answer, write and hand
    in documents. RECEIVE: get documents for the client, whose terms then run. MOVE: ask
    for another date. INVITE: call the ombudsman. COUNT: record hours, cost and damage.
    RATE: rate the tools.
    """

    SEE = "see"
    TAKE_PART = "take_part"
    EXPLAIN = "explain"
    RECEIVE = "receive"
    MOVE = "move"
    INVITE = "invite"
    COUNT = "count"
    RATE = "rate"


class Representation(Aggregate):
    """One person who acts for the client in one inspection."""

    class Event(Aggregate.Event):
        subject: ClassVar[str] = "client_id"
        client_id: UUID

    class Named(Aggregate.Created):
        """The client names somebody.

        Attributes:
            inspection: in which; nothing else of the client is seen.
            person: id of the person.
        """

        subject: ClassVar[str] = "client_id"
        client_id: UUID
        inspection: UUID
        person: str

    class Empowered(Event):
        """What the person may do from now on, in place of what it might before.

        Attributes:
            powers: at least one.
            until: the last day; None: until it is revoked.
            document: file of the power of attorney; None: the client's word is enough.
        """

        powers: tuple[Power, ...]
        until: date | None = None
        document: UUID | None = None

    class Revoked(Event):
        """The person may do nothing any more."""

    @classmethod
    def name(
        cls, *, client_id: UUID, inspection: UUID, person: str, by: Actor
    ) -> "Representation":
        """Name somebody, who may do nothing before `empower`."""
        return cls(client_id=client_id, inspection=inspection, person=person, by=by)

    def empower(
        self,
        powers: Collection[Power],
        *,
        until: date | None = None,
        document: UUID | None = None,
        by: Actor,
        today: date,
    ) -> None:
        """Say what the person may do, also anew after it was revoked.

        Args:
            powers: at least one.
            until: the last day, local time.
            document: file of the power of attorney.
            by: who acts for the client.
            today: local time.

        Raises:
            PowersMissing: none is given.
            RepresentedUntilPast: the last day is over.
        """
        check_powers(powers, until, today)
        given = tuple(one for one in Power if one in powers)
        if (given, until, document) != (self.powers, self.until, self.document):
            self._empower(
                client_id=self.client_id,
                powers=given,
                until=until,
                document=document,
                by=by,
            )

    def revoke(self, *, by: Actor) -> None:
        """Take every power back at once; again it changes nothing."""
        if self.powers:
            self._revoke(client_id=self.client_id, by=by)

    def may(self, power: Power, today: date) -> bool:
        """Whether the person may do this on a day."""
        if lapsed(self.powers, self.until, today):
            return False
        return power is Power.SEE or power in self.powers

    def check(self, power: Power, today: date) -> None:
        """See that the person may do this.

        Raises:
            NotRepresented: it may not; whoever may nothing sees nothing.
        """
        if not self.may(power, today):
            raise NotRepresented

    @staticmethod
    def create_id(inspection: UUID, person: str) -> UUID:
        """One per inspection and person: the primary key enforces it."""
        return uuid5(_REPRESENTATIONS, f"{inspection} {person}")

    @event(Named)
    def __init__(
        self, client_id: UUID, inspection: UUID, person: str, by: Actor
    ) -> None:
        self.client_id = client_id
        self.inspection = inspection
        self.person = person
        self.powers: tuple[Power, ...] = ()
        self.until: date | None = None
        self.document: UUID | None = None

    @event(Empowered)
    def _empower(
        self,
        client_id: UUID,
        powers: tuple[Power, ...],
        by: Actor,
        until: date | None = None,
        document: UUID | None = None,
    ) -> None:
        self.powers = powers
        self.until = until
        self.document = document

    @event(Revoked)
    def _revoke(self, client_id: UUID, by: Actor) -> None:
        self.powers = ()
