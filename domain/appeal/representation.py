"""Who acts for a client in one appeal, what they may do, and until when (I9).

Source: 248-ФЗ, ст. 36, 37 (LAW-085), ст. 40 ч. 3.
"""

from collections.abc import Collection
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID, uuid5

from eventsourcing.domain import event

from domain.errors import NotFound
from domain.kernel import Actor, Aggregate
from domain.representing import check_powers, lapsed

_REPRESENTATIONS = UUID("3f7f0c9c-19d7-5d7e-8c80-5c2a9d0b6e41")


class AppealPower(StrEnum):
    """What a representative may do in an appeal; whoever may anything sees it.

    PREPARE: write the draft. SIGN: sign and send it. ADD: add to it, give what is asked
    for. WITHDRAW: take it back. ATTEND: be heard for the client, also by video.
    RECEIVE: get the decision for the client, whose terms then run.
    """

    PREPARE = "prepare"
    SIGN = "sign"
    ADD = "add"
    WITHDRAW = "withdraw"
    ATTEND = "attend"
    RECEIVE = "receive"


class NotRepresentedInAppeal(NotFound):
    code = "not-represented-in-appeal"
    title = "Nobody of this name acts for you in this appeal"


class AppealRepresentation(Aggregate):
    """One person who acts for the client in one appeal."""

    class Event(Aggregate.Event):
        subject: ClassVar[str] = "client_id"
        client_id: UUID

    class Named(Aggregate.Created):
        """The client names somebody.

        Attributes:
            appeal: in which; nothing else of the client is seen.
            person: id of the person.
        """

        subject: ClassVar[str] = "client_id"
        client_id: UUID
        appeal: UUID
        person: str

    class Empowered(Event):
        """What the person may do from now on, in place of what it might before.

        Attributes:
            powers: at least one.
            until: the last day; None: until it is revoked.
            document: file of the power of attorney; None: the client's word is enough.
        """

        powers: tuple[AppealPower, ...]
        until: date | None = None
        document: UUID | None = None

    class Revoked(Event):
        """The person may do nothing any more."""

    @classmethod
    def name(
        cls, *, client_id: UUID, appeal: UUID, person: str, by: Actor
    ) -> "AppealRepresentation":
        """Name somebody, who may do nothing before `empower`."""
        return cls(client_id=client_id, appeal=appeal, person=person, by=by)

    def empower(
        self,
        powers: Collection[AppealPower],
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
        given = tuple(one for one in AppealPower if one in powers)
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

    def sees(self, today: date) -> bool:
        """Whether the person may read the appeal on a day."""
        return not lapsed(self.powers, self.until, today)

    def may(self, power: AppealPower, today: date) -> bool:
        """Whether the person may do this on a day."""
        return self.sees(today) and power in self.powers

    @staticmethod
    def create_id(appeal: UUID, person: str) -> UUID:
        """One per appeal and person: the primary key enforces it."""
        return uuid5(_REPRESENTATIONS, f"{appeal} {person}")

    @event(Named)
    def __init__(self, client_id: UUID, appeal: UUID, person: str, by: Actor) -> None:
        self.client_id = client_id
        self.appeal = appeal
        self.person = person
        self.powers: tuple[AppealPower, ...] = ()
        self.until: date | None = None
        self.document: UUID | None = None

    @event(Empowered)
    def _empower(
        self,
        client_id: UUID,
        powers: tuple[AppealPower, ...],
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
