"""A meeting by video: proposed, agreed on, called off, ended (I6)."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar, Final, NamedTuple
from uuid import UUID

from eventsourcing.domain import event
from pydantic import AwareDatetime

from domain.kernel import Actor, Aggregate, Personal
from domain.video.refusals import (
    CallingOffReasonMissing,
    HelperDecidesNothing,
    MeetingInThePast,
    MeetingOver,
    MeetingTooFar,
    MeetingTooLong,
    NotAgreedYet,
    OwnProposal,
    PurposeMissing,
    TooEarlyToEnter,
)
from domain.video.side import DECIDING, Side

SHORTEST: Final = timedelta(minutes=5)
LONGEST: Final = timedelta(hours=4)
AHEAD: Final = timedelta(days=180)
"""How far ahead a meeting may be."""
EARLY: Final = timedelta(minutes=15)
"""How long before its time the room opens."""
LATE: Final = timedelta(hours=2)
"""How long after its time the room stays open."""


class Standing(StrEnum):
    """Where a meeting stands."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    CALLED_OFF = "called_off"
    ENDED = "ended"


OPEN: Final = (Standing.PROPOSED, Standing.AGREED)


class Time(NamedTuple):
    """When a meeting is to be; both aware."""

    starts: datetime
    ends: datetime

    def check(self, now: datetime) -> None:
        """See that people can meet then.

        Raises:
            MeetingInThePast, MeetingTooFar, MeetingTooLong: they cannot.
        """
        if self.starts <= now:
            raise MeetingInThePast
        if self.starts > now + AHEAD:
            raise MeetingTooFar(latest=now + AHEAD)
        if not SHORTEST <= self.ends - self.starts <= LONGEST:
            raise MeetingTooLong(most_minutes=LONGEST // timedelta(minutes=1))

    @property
    def opens(self) -> datetime:
        """From when on the room can be entered."""
        return self.starts - EARLY

    @property
    def closes(self) -> datetime:
        """Until when it can."""
        return self.ends + LATE


class Conference(Aggregate):
    """One meeting by video about one case, between the client and the body that has it.

    Either side proposes a time and the other agrees, or proposes another one. Nobody
    has to come by video: whoever calls it off says why.

    Source:
        248-ФЗ, ст. 56 ч. 5 (LAW-087); стандарт «Государство для бизнеса», I6.
    """

    class Event(Aggregate.Event):
        subject: ClassVar[str] = "client_id"
        client_id: UUID

    class Proposed(Aggregate.Created):
        """Somebody proposed it.

        Attributes:
            client_id: the business of the case.
            authority: organisation that has the case.
            about: address of the case, e.g. "/inspections/<id>".
            purpose: what is to be talked about.
            side: that proposes.
            starts, ends: when.
            link: address in an outside system; None: it is held here.
        """

        subject: ClassVar[str] = "client_id"
        client_id: UUID
        authority: UUID
        about: str
        purpose: Personal
        side: Side
        starts: AwareDatetime
        ends: AwareDatetime
        link: Personal | None = None

    class TimeProposed(Event):
        """A side proposed another time; the other has to agree anew."""

        side: Side
        starts: AwareDatetime
        ends: AwareDatetime

    class Agreed(Event):
        """The other side agreed to the time."""

        side: Side

    class CalledOff(Event):
        """A side does not want it, or no more."""

        side: Side
        reason: Personal

    class Ended(Event):
        """It is over: an officer ended it, or its time was over; `at` is when."""

        at: AwareDatetime

    @classmethod
    def propose(
        cls,
        time: Time,
        *,
        client_id: UUID,
        authority: UUID,
        about: str,
        purpose: str,
        side: Side,
        link: str | None = None,
        by: Actor,
        now: datetime,
    ) -> "Conference":
        """Propose to meet.

        Args:
            time: when.
            client_id: the business of the case.
            authority: organisation that has the case.
            about: address of the case.
            purpose: what is to be talked about.
            side: of `by`.
            link: address in an outside system.
            by: who proposes.
            now: the instant.

        Raises:
            PurposeMissing: it is empty.
            HelperDecidesNothing: `by` is of neither side.
            MeetingInThePast, MeetingTooFar, MeetingTooLong: see `Time.check`.
        """
        _check_decides(side)
        if not purpose.strip():
            raise PurposeMissing
        time.check(now)
        return cls(
            client_id=client_id,
            authority=authority,
            about=about,
            purpose=purpose.strip(),
            side=side,
            starts=time.starts,
            ends=time.ends,
            link=link,
            by=by,
        )

    def propose_time(self, time: Time, *, side: Side, by: Actor, now: datetime) -> None:
        """Propose another time, before or after the other side agreed to one.

        Raises:
            MeetingOver, HelperDecidesNothing, and as `Time.check`.
        """
        self._check_open()
        _check_decides(side)
        time.check(now)
        if time != self.time:
            self._propose_time(
                client_id=self.client_id,
                side=side,
                starts=time.starts,
                ends=time.ends,
                by=by,
            )

    def agree(self, *, side: Side, by: Actor, now: datetime) -> None:
        """Agree to the time that the other side proposed; again it changes nothing.

        Raises:
            OwnProposal: the own side proposed it.
            MeetingInThePast: it is over.
            MeetingOver, HelperDecidesNothing.
        """
        self._check_open()
        _check_decides(side)
        if self.standing is Standing.AGREED:
            return
        if side is self.proposed_by:
            raise OwnProposal
        if self.time.ends <= now:
            raise MeetingInThePast
        self._agree(client_id=self.client_id, side=side, by=by)

    def call_off(self, *, side: Side, reason: str, by: Actor) -> None:
        """Do not meet, and say why.

        Raises:
            CallingOffReasonMissing, MeetingOver, HelperDecidesNothing.
        """
        self._check_open()
        _check_decides(side)
        if not reason.strip():
            raise CallingOffReasonMissing
        self._call_off(
            client_id=self.client_id, side=side, reason=reason.strip(), by=by
        )

    def check_enterable(self, now: datetime) -> None:
        """See that the room is open.

        Raises:
            MeetingOver, NotAgreedYet, TooEarlyToEnter: it is not.
        """
        self._check_open()
        if self.standing is not Standing.AGREED:
            raise NotAgreedYet
        if now < self.time.opens:
            raise TooEarlyToEnter(opens_at=self.time.opens)
        if now > self.time.closes:
            raise MeetingOver

    def end(self, *, at: datetime, by: Actor) -> None:
        """End it; again it changes nothing."""
        if self.standing in OPEN:
            self._end(client_id=self.client_id, at=at, by=by)

    def _check_open(self) -> None:
        if self.standing not in OPEN:
            raise MeetingOver

    @event(Proposed)
    def __init__(
        self,
        client_id: UUID,
        authority: UUID,
        about: str,
        purpose: str,
        side: Side,
        starts: datetime,
        ends: datetime,
        by: Actor,
        link: str | None = None,
    ) -> None:
        self.client_id = client_id
        self.authority = authority
        self.about = about
        self.link = link
        self.proposed_by = side
        self.time = Time(starts, ends)
        self.standing = Standing.PROPOSED

    @event(TimeProposed)
    def _propose_time(
        self, client_id: UUID, side: Side, starts: datetime, ends: datetime, by: Actor
    ) -> None:
        self.proposed_by = side
        self.time = Time(starts, ends)
        self.standing = Standing.PROPOSED

    @event(Agreed)
    def _agree(self, client_id: UUID, side: Side, by: Actor) -> None:
        self.standing = Standing.AGREED

    @event(CalledOff)
    def _call_off(self, client_id: UUID, side: Side, reason: str, by: Actor) -> None:
        self.standing = Standing.CALLED_OFF

    @event(Ended)
    def _end(self, client_id: UUID, at: datetime, by: Actor) -> None:
        self.standing = Standing.ENDED


def _check_decides(side: Side) -> None:
    if side not in DECIDING:
        raise HelperDecidesNothing
