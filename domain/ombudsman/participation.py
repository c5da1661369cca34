"""The ombudsman's part in one case, from the invitation on (I9, I10)."""

from datetime import date
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID, uuid5

from eventsourcing.domain import event

from domain.kernel import Actor, Aggregate, Personal
from domain.ombudsman.case import Case
from domain.ombudsman.refusals import (
    InvitedAlready,
    NotWaiting,
    OpinionMissing,
    ReasonOfDeclineMissing,
    TakesNoPart,
)

_PARTICIPATIONS = UUID("6d8f0c1e-94b5-5b7a-8f2e-0a3c7e51d9b4")


class Status(StrEnum):
    """How far it has come.

    WITHDRAWN: the client took the invitation back. LEFT: the office left by itself.
    """

    INVITED = "invited"
    TAKES_PART = "takes_part"
    DECLINED = "declined"
    LEFT = "left"
    WITHDRAWN = "withdrawn"


OPEN = frozenset({Status.INVITED, Status.TAKES_PART})
"""There is an invitation that stands."""


class Participation(Aggregate):
    """One office of an ombudsman in one case: an inspection or an appeal.

    The office sees the case while it takes part, and nothing of it before or after.
    """

    class Event(Aggregate.Event):
        subject: ClassVar[str] = "client_id"
        client_id: UUID

    class Invited(Aggregate.Created):
        """The client invited the office.

        Attributes:
            about: address of the case; nothing else of the client is seen.
            authority: organisation that has the case.
            office: organisation of the ombudsman.
            wish: what the client hopes for, if it says.
            on: the day, local time.
        """

        subject: ClassVar[str] = "client_id"
        client_id: UUID
        about: str
        authority: UUID
        office: UUID
        wish: Personal | None = None
        on: date

        @classmethod
        def upcast(cls, stored: dict[str, Any]) -> dict[str, Any]:
            """Inspections were the only cases at first, and told by their ids."""
            if "inspection" not in stored:
                return stored
            case = Case.of_inspection(UUID(stored.pop("inspection")))
            return stored | {"about": case.address}

    class InvitedAgain(Event):
        """The client invited it anew, after it had declined, left or been let go."""

        wish: Personal | None = None
        on: date

    class Accepted(Event):
        """The office takes part; `thread` is where it writes with both sides."""

        thread: UUID
        on: date

    class Declined(Event):
        """The office does not take part."""

        reason: Personal
        on: date

    class Advised(Event):
        """The office gave its opinion.

        Attributes:
            number: of its opinions in this case, from 1.
            opinion: in words.
            files: ids of files that were sent with it.
            message: in which it was sent to both sides.
            on: the day, local time.
        """

        number: int
        opinion: Personal
        files: tuple[UUID, ...]
        message: UUID
        on: date

    class Left(Event):
        """The office takes no more part."""

        reason: Personal | None = None
        on: date

    class Withdrawn(Event):
        """The client needs it no more."""

        on: date

    @classmethod
    def invite(
        cls,
        *,
        client_id: UUID,
        case: Case,
        authority: UUID,
        office: UUID,
        wish: str | None = None,
        by: Actor,
        today: date,
    ) -> "Participation":
        """Invite an office for the first time.

        Source:
            248-ФЗ, ст. 36; 78-ФЗ от 07.05.2013 (LAW-086); of an appeal, see
            `OF_APPEAL`.
        """
        return cls(
            client_id=client_id,
            about=case.address,
            authority=authority,
            office=office,
            wish=_said(wish),
            on=today,
            by=by,
        )

    def invite_again(self, wish: str | None, *, by: Actor, today: date) -> None:
        """Invite it anew; raises InvitedAlready while an invitation stands."""
        if self.status in OPEN:
            raise InvitedAlready
        self._invite_again(client_id=self.client_id, wish=_said(wish), on=today, by=by)

    def accept(self, *, thread: UUID, by: Actor, today: date) -> None:
        """Take part; raises NotWaiting."""
        self._check_waits()
        self._accept(client_id=self.client_id, thread=thread, on=today, by=by)

    def decline(self, reason: str, *, by: Actor, today: date) -> None:
        """Take no part.

        Raises:
            ReasonOfDeclineMissing: it is not said why.
            NotWaiting: the invitation was answered or taken back.
        """
        self._check_waits()
        if not reason.strip():
            raise ReasonOfDeclineMissing
        self._decline(client_id=self.client_id, reason=reason.strip(), on=today, by=by)

    def check_opinion(self, opinion: str) -> None:
        """See that the office may give an opinion, before it is sent.

        Raises:
            TakesNoPart: it does not take part.
            OpinionMissing: nothing is said.
        """
        self.check_takes_part()
        if not opinion.strip():
            raise OpinionMissing

    def advise(
        self,
        opinion: str,
        *,
        files: tuple[UUID, ...],
        message: UUID,
        by: Actor,
        today: date,
    ) -> None:
        """Give an opinion; raises as `check_opinion`.

        Args:
            opinion: in words.
            files: ids of files that were sent with it.
            message: in which it was sent.
            by: who gives it.
            today: local time.
        """
        self.check_opinion(opinion)
        self._advise(
            client_id=self.client_id,
            number=self.opinions + 1,
            opinion=opinion.strip(),
            files=files,
            message=message,
            on=today,
            by=by,
        )

    def leave(self, reason: str | None, *, by: Actor, today: date) -> None:
        """Take no more part; raises TakesNoPart."""
        self.check_takes_part()
        self._leave(client_id=self.client_id, reason=_said(reason), on=today, by=by)

    def withdraw(self, *, by: Actor, today: date) -> None:
        """Take the invitation back, at any time; again it changes nothing."""
        if self.status in OPEN:
            self._withdraw(client_id=self.client_id, on=today, by=by)

    def check_takes_part(self) -> None:
        """See that the office takes part; raises TakesNoPart."""
        if self.status is not Status.TAKES_PART:
            raise TakesNoPart

    @staticmethod
    def create_id(about: str, office: UUID) -> UUID:
        """One per case and office: the primary key enforces it."""
        return Participation.id_in(Case.at(about).id, office)

    @staticmethod
    def id_in(case: UUID, office: UUID) -> UUID:
        """The id of an office's part in a case, which is told by its id."""
        return uuid5(_PARTICIPATIONS, f"{case} {office}")

    def _check_waits(self) -> None:
        if self.status is not Status.INVITED:
            raise NotWaiting

    @event(Invited)
    def __init__(
        self,
        client_id: UUID,
        about: str,
        authority: UUID,
        office: UUID,
        on: date,
        by: Actor,
        wish: str | None = None,
    ) -> None:
        self.client_id = client_id
        self.case = Case.at(about)
        self.authority = authority
        self.office = office
        self.status = Status.INVITED
        self.thread: UUID | None = None
        self.opinions = 0

    @event(InvitedAgain)
    def _invite_again(
        self, client_id: UUID, on: date, by: Actor, wish: str | None = None
    ) -> None:
        self.status = Status.INVITED

    @event(Accepted)
    def _accept(self, client_id: UUID, thread: UUID, on: date, by: Actor) -> None:
        self.status = Status.TAKES_PART
        self.thread = thread

    @event(Declined)
    def _decline(self, client_id: UUID, reason: str, on: date, by: Actor) -> None:
        self.status = Status.DECLINED

    @event(Advised)
    def _advise(
        self,
        client_id: UUID,
        number: int,
        opinion: str,
        files: tuple[UUID, ...],
        message: UUID,
        on: date,
        by: Actor,
    ) -> None:
        self.opinions = number

    @event(Left)
    def _leave(
        self, client_id: UUID, on: date, by: Actor, reason: str | None = None
    ) -> None:
        self.status = Status.LEFT

    @event(Withdrawn)
    def _withdraw(self, client_id: UUID, on: date, by: Actor) -> None:
        self.status = Status.WITHDRAWN


def _said(text: str | None) -> str | None:
    return text.strip() or None if text else None
