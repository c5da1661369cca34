"""The room of a meeting: who waited, who was let in, who left, and who agreed (I6)."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar, Final, NamedTuple, TypedDict
from uuid import UUID, uuid4, uuid5

from eventsourcing.domain import event
from pydantic import AwareDatetime

from domain.kernel import Actor, Aggregate
from domain.video.refusals import (
    MeetingOver,
    NotEverybodyAgreed,
    NotInTheRoom,
    OnlyTheBodyLetsIn,
    RecordedAlready,
    RecordingOver,
    RoomFull,
)
from domain.video.side import Side

_ROOMS = UUID("5d6f3f0a-93b1-5b0c-8a9f-0a5c9f6f2d11")
MOST_PEOPLE: Final = 12
"""So many browsers can still send their pictures straight to each other."""
LAST_PIECES: Final = timedelta(minutes=2)
"""How long after it stopped the rest of a recording may still come."""


class Leaving(StrEnum):
    """How somebody left.

    LOST: the connection broke and did not come back. NO_RIGHT: the client took back
    that the person may be there, or the case was taken from it.
    """

    LEFT = "left"
    LOST = "lost"
    NO_RIGHT = "no_right"


class StopReason(StrEnum):
    """Why a recording stopped.

    ASKED: somebody in the room stopped it. REFUSED: somebody did not agree any more.
    NEWCOMER: somebody came in who had not agreed. RECORDER_LEFT: whoever recorded it
    left. ENDED: the meeting ended.
    """

    ASKED = "asked"
    REFUSED = "refused"
    NEWCOMER = "newcomer"
    RECORDER_LEFT = "recorder_left"
    ENDED = "ended"


class Present(NamedTuple):
    """Somebody who is there.

    Attributes:
        side: for whom.
        waits: whether in the waiting room.
    """

    side: Side
    waits: bool


class Whose(TypedDict):
    """What every event of a room tells."""

    client_id: UUID
    conference: UUID


class Room(Aggregate):
    """Who was there when, as both sides can prove it later.

    Officers of the body come in at once, everybody else waits until one of them opens
    the door, once: who comes back does not wait again. That somebody waited is
    recorded, so that nobody can say that a business did not come.
    """

    class Event(Aggregate.Event):
        subject: ClassVar[str] = "client_id"
        client_id: UUID
        conference: UUID

    class Opened(Aggregate.Created):
        """The first one came; `authority` is the organisation that has the case."""

        subject: ClassVar[str] = "client_id"
        client_id: UUID
        authority: UUID
        conference: UUID

    class Arrived(Event):
        """Somebody came; `waits` tells whether in the waiting room."""

        side: Side
        at: AwareDatetime
        waits: bool

    class Admitted(Event):
        """An officer let somebody in; `person` is the id of who waited."""

        person: str
        at: AwareDatetime

    class Left(Event):
        """Somebody, whose id `person` is, was not there any more."""

        person: str
        at: AwareDatetime
        how: Leaving

    class RecordingAgreed(Event):
        """Somebody agreed that the meeting is recorded."""

    class RecordingRefused(Event):
        """Somebody does not agree, or no more."""

    class RecordingBegun(Event):
        """Somebody records, with the consent of everybody in the room."""

        recording: UUID
        at: AwareDatetime

    class RecordingStopped(Event):
        """Nobody records any more."""

        recording: UUID
        at: AwareDatetime
        why: StopReason

    class Closed(Event):
        """The meeting ended, and everybody left."""

        at: AwareDatetime

    @classmethod
    def open(
        cls, *, client_id: UUID, authority: UUID, conference: UUID, by: Actor
    ) -> "Room":
        """Open the room for whoever comes first."""
        return cls(
            client_id=client_id, authority=authority, conference=conference, by=by
        )

    def arrive(
        self, side: Side, *, by: Actor, now: datetime, has_door: bool = True
    ) -> None:
        """Come; who is there already stays where it is.

        Args:
            side: of `by`.
            by: who comes.
            now: the instant.
            has_door: whether others than officers wait to be let in.

        Raises:
            MeetingOver: it is closed.
            RoomFull: MOST_PEOPLE are there.
        """
        self._check_open()
        if by.id in self.present:
            return
        if len(self.present) >= MOST_PEOPLE:
            raise RoomFull(most=MOST_PEOPLE)
        may_pass = side is Side.BODY or by.id in self.admitted
        waits = has_door and not may_pass
        if not waits:
            self._make_way(by.id, by, now)
        self._arrive(**self._whose(), side=side, at=now, waits=waits, by=by)

    def admit(self, person: str, side: Side, *, by: Actor, now: datetime) -> None:
        """Let somebody in who waits; again it changes nothing.

        Args:
            person: id of who waits.
            side: of `by`.
            by: an officer.
            now: the instant.

        Raises:
            OnlyTheBodyLetsIn: `by` is none.
            NotInTheRoom: one of the two is not there.
        """
        self._check_host(side, by)
        found = self.present.get(person)
        if found is None:
            raise NotInTheRoom
        if found.waits:
            self._make_way(person, by, now)
            self._admit(**self._whose(), person=person, at=now, by=by)

    def leave(
        self, person: str, *, by: Actor, at: datetime, how: Leaving = Leaving.LEFT
    ) -> None:
        """Be there no more; again it changes nothing.

        Args:
            person: id of who leaves.
            by: the same person, or the service that lost the connection.
            at: when.
            how: by whom.
        """
        if person not in self.present:
            return
        if person == self.recorder:
            self._stop(StopReason.RECORDER_LEFT, by, at)
        self._leave(**self._whose(), person=person, at=at, how=how, by=by)

    def agree_to_recording(self, *, by: Actor) -> None:
        """Agree to a recording of this meeting; raises NotInTheRoom."""
        self._check_there(by)
        if by.id not in self.agreed:
            self._agree(**self._whose(), by=by)

    def refuse_recording(self, *, by: Actor, now: datetime) -> None:
        """Do not agree, or no more; a recording stops at once; raises NotInTheRoom."""
        self._check_there(by)
        if by.id in self.agreed:
            self._refuse(**self._whose(), by=by)
            if not self.present[by.id].waits:
                self._stop(StopReason.REFUSED, by, now)

    def record(self, *, by: Actor, now: datetime) -> UUID:
        """Begin to record in one's own browser.

        Returns:
            Id of the recording.

        Raises:
            RecordedAlready: somebody does.
            NotEverybodyAgreed: somebody in the room has not agreed.
            NotInTheRoom: `by` is not in the room, or waits.
        """
        self._check_inside(by)
        if self.recording is not None:
            raise RecordedAlready
        missing = [one for one in self.inside if one not in self.agreed]
        if missing:
            raise NotEverybodyAgreed(missing=len(missing))
        recording = uuid4()
        self._record(**self._whose(), recording=recording, at=now, by=by)
        return recording

    def stop_recording(self, *, by: Actor, now: datetime) -> None:
        """Record no more; anybody in the room may; again it changes nothing."""
        self._check_inside(by)
        self._stop(StopReason.ASKED, by, now)

    def check_recording(self, recording: UUID, now: datetime) -> None:
        """See that pieces of a recording may still come.

        Raises:
            RecordingOver: it stopped more than LAST_PIECES ago.
        """
        stopped = self.stopped.get(recording)
        if stopped is not None and now > stopped + LAST_PIECES:
            raise RecordingOver

    def close(self, *, by: Actor, now: datetime) -> None:
        """End the meeting for everybody; again it changes nothing."""
        if not self.is_closed:
            self._stop(StopReason.ENDED, by, now)
            self._close(**self._whose(), at=now, by=by)

    def check_may_close(self, side: Side, *, by: Actor) -> None:
        """See that somebody is an officer in the room; raises as `admit`."""
        self._check_host(side, by)

    @property
    def inside(self) -> tuple[str, ...]:
        """Ids of those in the room, without those who wait."""
        return tuple(one for one, found in self.present.items() if not found.waits)

    @staticmethod
    def create_id(conference: UUID) -> UUID:
        """One per conference: the primary key enforces it."""
        return uuid5(_ROOMS, str(conference))

    def _whose(self) -> Whose:
        return {"client_id": self.client_id, "conference": self.conference}

    def _check_open(self) -> None:
        if self.is_closed:
            raise MeetingOver

    def _check_there(self, by: Actor) -> None:
        if by.id not in self.present:
            raise NotInTheRoom

    def _check_inside(self, by: Actor) -> None:
        if by.id not in self.inside:
            raise NotInTheRoom

    def _check_host(self, side: Side, by: Actor) -> None:
        if side is not Side.BODY:
            raise OnlyTheBodyLetsIn
        self._check_inside(by)

    def _make_way(self, person: str, by: Actor, now: datetime) -> None:
        """Stop a recording to which a newcomer has not agreed."""
        if person not in self.agreed:
            self._stop(StopReason.NEWCOMER, by, now)

    def _stop(self, why: StopReason, by: Actor, now: datetime) -> None:
        if self.recording is not None:
            self._stop_recording(
                **self._whose(), recording=self.recording, at=now, why=why, by=by
            )

    @event(Opened)
    def __init__(
        self, client_id: UUID, authority: UUID, conference: UUID, by: Actor
    ) -> None:
        self.client_id = client_id
        self.authority = authority
        self.conference = conference
        self.present: dict[str, Present] = {}
        self.admitted: set[str] = set()
        self.agreed: set[str] = set()
        self.recording: UUID | None = None
        self.recorder = ""
        self.stopped: dict[UUID, datetime] = {}
        self.is_closed = False

    @event(Arrived)
    def _arrive(
        self,
        client_id: UUID,
        conference: UUID,
        side: Side,
        at: datetime,
        waits: bool,  # noqa: FBT001
        by: Actor,
    ) -> None:
        self.present[by.id] = Present(side, waits)

    @event(Admitted)
    def _admit(
        self, client_id: UUID, conference: UUID, person: str, at: datetime, by: Actor
    ) -> None:
        self.present[person] = self.present[person]._replace(waits=False)
        self.admitted.add(person)

    @event(Left)
    def _leave(
        self,
        client_id: UUID,
        conference: UUID,
        person: str,
        at: datetime,
        how: Leaving,
        by: Actor,
    ) -> None:
        del self.present[person]

    @event(RecordingAgreed)
    def _agree(self, client_id: UUID, conference: UUID, by: Actor) -> None:
        self.agreed.add(by.id)

    @event(RecordingRefused)
    def _refuse(self, client_id: UUID, conference: UUID, by: Actor) -> None:
        self.agreed.remove(by.id)

    @event(RecordingBegun)
    def _record(
        self,
        client_id: UUID,
        conference: UUID,
        recording: UUID,
        at: datetime,
        by: Actor,
    ) -> None:
        self.recording, self.recorder = recording, by.id

    @event(RecordingStopped)
    def _stop_recording(
        self,
        client_id: UUID,
        conference: UUID,
        recording: UUID,
        at: datetime,
        why: StopReason,
        by: Actor,
    ) -> None:
        self.recording, self.recorder = None, ""
        self.stopped[recording] = at

    @event(Closed)
    def _close(
        self, client_id: UUID, conference: UUID, at: datetime, by: Actor
    ) -> None:
        self.present.clear()
        self.is_closed = True
