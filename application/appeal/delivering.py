"""What happens to an appeal by itself: its end is read, a term passes (I9)."""

from datetime import datetime
from typing import Final
from uuid import UUID

from application.appeal.handling import AppealHandling
from application.log import EventLog
from domain.appeal import Appeal, events
from domain.errors import NotFound, Stale
from domain.exchange import Message
from domain.kernel import Actor, Event, Role
from domain.paper import Paper, PaperKind

BY_ITSELF: Final = Actor(id="system:appeals", role=Role.SYSTEM)
ENDS: Final = (
    (events.Decided, PaperKind.APPEAL_DECISION),
    (events.ConsiderationRefused, PaperKind.APPEAL_REFUSAL),
)
"""What tells on paper how an appeal ended."""


class AppealDelivery:
    """A reaction: a decision that its client opened is delivered, and known to it.

    Args:
        log: knows messages and appeals.
        handling: counts the term to go to court.
    """

    on = (Message.Opened,)

    def __init__(self, log: EventLog, handling: AppealHandling) -> None:
        self._log = log
        self._handling = handling

    def react(self, happened: Event) -> None:
        """Note it, unless it was noted, or something else was opened."""
        if not isinstance(happened, Message.Opened):
            return
        if happened.recipient != happened.client_id:
            return
        message = self._log.load(Message, happened.originator_id)
        id = _appeal_of(message.basis)
        if id is None:
            return
        try:
            self._deliver(id, happened)
        except Stale:  # somebody did something meanwhile
            self._deliver(id, happened)

    def _deliver(self, id: UUID, happened: Message.Opened) -> None:
        appeal = _load(self._handling, id)
        if appeal is None or not self._tells_end(appeal, happened.originator_id):
            return
        at = happened.timestamp
        court = self._handling.terms(appeal).to_go_to_court(at)
        appeal.deliver(court=court, at=at, by=BY_ITSELF)
        if appeal.pending_events:
            self._log.record(appeal, by=BY_ITSELF)

    def _tells_end(self, appeal: Appeal, message: UUID) -> bool:
        """Whether the end of an appeal is read in a message: in words, or on paper."""
        if appeal.message is None or appeal.message == message:
            return appeal.message is not None
        papers = [
            Paper.create_id(kind, appeal.id, one.originator_version)
            for one in self._log.histories([appeal.id])
            for end, kind in ENDS
            if isinstance(one, end)
        ]
        return any(
            isinstance(one, Paper.Issued) and one.message == message
            for one in (self._log.histories(papers) if papers else ())
        )


class AppealClock:
    """Lets the term to decide go on when the client gave nothing in time."""

    def __init__(self, log: EventLog, handling: AppealHandling) -> None:
        self._log = log
        self._handling = handling

    def pass_information(self, id: UUID, now: datetime) -> None:
        """Note that the term to give information is over; too early, or again, nothing.

        The clock goes on from the end of that term, not from when this is noted.
        """
        try:
            self._pass(id, now)
        except Stale:  # the client, or the officer, did something meanwhile
            self._pass(id, now)

    def _pass(self, id: UUID, now: datetime) -> None:
        appeal = _load(self._handling, id)
        if appeal is None or appeal.awaited is None:
            return
        until = appeal.awaited[1]
        if not until.is_late(now):
            return
        ends = until.ends
        decision = self._handling.going_on(appeal, ends)
        appeal.pass_information(decision=decision, at=ends, by=BY_ITSELF)
        if appeal.pending_events:
            self._log.record(appeal, by=BY_ITSELF)


def _load(handling: AppealHandling, id: UUID) -> Appeal | None:
    try:
        return handling.load(id)
    except NotFound:  # its client was forgotten
        return None


def _appeal_of(basis: str) -> UUID | None:
    """The appeal that an address is of; None when it is of something else."""
    place, _, id = basis.rpartition("/")
    return UUID(id) if place == "/appeals" else None
