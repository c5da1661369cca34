"""Coming to a meeting by video, letting in, leaving, ending it (I6)."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Final, NamedTuple
from uuid import UUID

from application.log import EventLog, Key, Receipt
from application.ports import Clock
from application.video.cases import VideoCases
from application.video.ports import MeetingsKnown
from domain.errors import NotFound, Stale
from domain.kernel import Actor, Role
from domain.video import (
    LATE,
    Conference,
    HeldElsewhere,
    HeldHere,
    Leaving,
    NotInTheRoom,
    Room,
    Side,
)

ATTENDANT: Final = Actor(id="system:attendant", role=Role.SYSTEM)
PATIENCE: Final = timedelta(seconds=45)
"""How long a browser may be silent before whoever sits at it is gone."""
TRIES: Final = 5


class _There(NamedTuple):
    conference: Conference
    room: Room | None
    side: Side


class Attendance:
    """The commands of those who meet.

    Several people do something in one room at the same moment: what lost the race is
    decided anew on what is so now.

    Args:
        log: where it is recorded.
        clock: tells the instant.
        cases: knows who takes part.
        known: knows who is gone.
    """

    def __init__(
        self, log: EventLog, clock: Clock, cases: VideoCases, known: MeetingsKnown
    ) -> None:
        self._log = log
        self._clock = clock
        self._cases = cases
        self._known = known

    def arrive(self, id: UUID, *, by: Actor, key: Key | None = None) -> Receipt:
        """Come into the room, or into its waiting room.

        Raises:
            NotFound: the meeting is none of the actor's.
            MeetingOver, NotAgreedYet, TooEarlyToEnter: the room is not open.
            HeldElsewhere: it is in an outside system.
            RoomFull: no more people fit in.
        """

        def decide() -> Receipt:
            there = self._there(id, by)
            if there.conference.link is not None:
                raise HeldElsewhere
            return self._arrived(there, by, key)

        return self._settled(by, key, decide)

    def go_outside(self, id: UUID, *, by: Actor, key: Key | None = None) -> Receipt:
        """Note that somebody goes to the outside system; raises as `arrive`, HeldHere.

        Nobody waits there as far as the service can tell, and when they leave is not
        known: what is recorded is that they came, and when.
        """

        def decide() -> Receipt:
            there = self._there(id, by)
            if there.conference.link is None:
                raise HeldHere
            return self._arrived(there, by, key)

        return self._settled(by, key, decide)

    def admit(
        self, id: UUID, person: str, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Let somebody in who waits; an officer who is in the room.

        Raises:
            NotFound: the meeting is none of the actor's.
            OnlyTheBodyLetsIn, NotInTheRoom: see `Room.admit`.
        """

        def decide() -> Receipt:
            room, side = self._room(id, by)
            room.admit(person, side, by=by, now=self._clock.now())
            return self._log.record(room, by=by, key=key)

        return self._settled(by, key, decide)

    def leave(self, id: UUID, *, by: Actor, key: Key | None = None) -> Receipt:
        """Be in the room no more; raises NotFound, NotInTheRoom."""

        def decide() -> Receipt:
            room, _ = self._room(id, by)
            room.leave(by.id, by=by, at=self._clock.now())
            return self._log.record(room, by=by, key=key)

        return self._settled(by, key, decide)

    def end(self, id: UUID, *, by: Actor, key: Key | None = None) -> Receipt:
        """End the meeting for everybody; an officer who is in the room.

        Raises:
            NotFound: the meeting is none of the actor's.
            OnlyTheBodyLetsIn, NotInTheRoom: see `Room.check_may_close`.
        """

        def decide() -> Receipt:
            there = self._there(id, by)
            if there.room is None:
                raise NotInTheRoom
            if not there.room.is_closed:
                there.room.check_may_close(there.side, by=by)
            return self._ended(there.conference, there.room, by, key)

        return self._settled(by, key, decide)

    def agree_to_recording(
        self, id: UUID, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Agree that this meeting is recorded; raises NotFound, NotInTheRoom."""

        def decide() -> Receipt:
            room, _ = self._room(id, by)
            room.agree_to_recording(by=by)
            return self._log.record(room, by=by, key=key)

        return self._settled(by, key, decide)

    def refuse_recording(
        self, id: UUID, *, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Do not agree, or no more: a recording stops; raises as agreeing."""

        def decide() -> Receipt:
            room, _ = self._room(id, by)
            room.refuse_recording(by=by, now=self._clock.now())
            return self._log.record(room, by=by, key=key)

        return self._settled(by, key, decide)

    def show_out(self, id: UUID, by: Actor) -> None:
        """Note that somebody is there no more whose right to be there is over.

        Args:
            id: of the meeting.
            by: who may be there no more; whoever still may, stays.
        """

        def decide() -> Receipt:
            try:
                self._there(id, by)
            except NotFound:
                room = self._log.load(Room, Room.create_id(id))
                now = self._clock.now()
                room.leave(by.id, by=ATTENDANT, at=now, how=Leaving.NO_RIGHT)
                return self._log.record(room, by=ATTENDANT)
            return Receipt(position=0, changed=())

        with suppress(NotFound):
            self._settled(ATTENDANT, None, decide)

    def look_after(self) -> int:
        """Note who is gone without a word, and end what is over.

        Returns:
            How many left, or were ended. May be repeated.
        """
        now = self._clock.now()
        lost = self._known.lost(now - PATIENCE)
        overdue = self._known.overdue(now - LATE)
        for conference, person, seen_at in lost:
            with suppress(Stale):
                room = self._log.load(Room, Room.create_id(conference))
                room.leave(person, by=ATTENDANT, at=seen_at, how=Leaving.LOST)
                self._log.record(room, by=ATTENDANT)
        for id in overdue:
            with suppress(Stale):
                found = self._log.load(Conference, id)
                room = self._log.load(Room, Room.create_id(id))
                self._ended(found, room, ATTENDANT, None)
        return len(lost) + len(overdue)

    def _arrived(self, there: _There, by: Actor, key: Key | None) -> Receipt:
        conference, room, side = there
        now = self._clock.now()
        conference.check_enterable(now)
        if room is None:
            room = Room.open(
                client_id=conference.client_id,
                authority=conference.authority,
                conference=conference.id,
                by=by,
            )
        is_here = conference.link is None
        room.arrive(side, by=by, now=now, has_door=is_here)
        return self._log.record(room, by=by, key=key)

    def _ended(
        self, conference: Conference, room: Room, by: Actor, key: Key | None
    ) -> Receipt:
        now = self._clock.now()
        room.close(by=by, now=now)
        conference.end(at=now, by=by)
        return self._log.record(conference, room, by=by, key=key)

    def _there(self, id: UUID, by: Actor) -> _There:
        conference = self._log.load(Conference, id)
        side = self._cases.of(conference, by)
        return _There(conference, self._log.find(Room, Room.create_id(id)), side)

    def _room(self, id: UUID, by: Actor) -> tuple[Room, Side]:
        there = self._there(id, by)
        if there.room is None:
            raise NotInTheRoom
        return there.room, there.side

    def _settled(
        self, by: Actor, key: Key | None, decide: Callable[[], Receipt]
    ) -> Receipt:
        for _ in range(TRIES - 1):
            with suppress(Stale):
                return self._log.once(by, key, decide)
        return self._log.once(by, key, decide)
