"""Meetings by video for tests, on top of `tests.inspecting` (I6)."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from application.log import Receipt
from application.video import (
    CallOffMeeting,
    ProposeMeeting,
    ProposeMeetingTime,
)
from domain.kernel import Actor
from domain.video import WEBM
from interfaces.service import Service
from projections.video import Attendee, MeetingCard, RecordingCard
from tests.conftest import StoppedClock

PURPOSE = "Показать по видео, что выход освобождён"
PIECES = (WEBM + b" the first piece", b"the second piece")


class Meeting:
    """Meetings about one case in few words.

    Args:
        service: the service.
        clock: that it goes by.
        about: address of the case.
    """

    def __init__(self, service: Service, clock: StoppedClock, about: str) -> None:
        self.service = service
        self.clock = clock
        self.about = about
        self.meetings = service.meetings
        self.attendance = service.attendance
        self.recordings = service.meeting_recordings

    @property
    def soon(self) -> datetime:
        """In an hour."""
        return self.clock.now() + timedelta(hours=1)

    def proposed(self, by: Actor, **differently: Any) -> UUID:
        said = {"about": self.about, "purpose": PURPOSE, "starts": self.soon}
        command = ProposeMeeting.model_validate(said | differently)
        return self.seen(self.meetings.propose(command, by=by)).id

    def move(self, id: UUID, by: Actor, starts: datetime) -> None:
        command = ProposeMeetingTime(starts=starts)
        self.seen(self.meetings.propose_time(id, command, by=by))

    def agree(self, id: UUID, by: Actor) -> None:
        self.seen(self.meetings.agree(id, by=by))

    def call_off(self, id: UUID, by: Actor, reason: str = "Ответили письмом") -> None:
        command = CallOffMeeting(reason=reason)
        self.seen(self.meetings.call_off(id, command, by=by))

    def due(self, by: Actor, other: Actor, **differently: Any) -> UUID:
        """Both have agreed, and its time has come."""
        id = self.proposed(by, **differently)
        self.agree(id, other)
        self.clock.set(self.card(id).starts)
        return id

    def arrive(self, id: UUID, *people: Actor) -> None:
        for by in people:
            self.seen(self.attendance.arrive(id, by=by))

    def admit(self, id: UUID, person: Actor, by: Actor) -> None:
        self.seen(self.attendance.admit(id, person.id, by=by))

    def going(self, client: Actor, officer: Actor) -> UUID:
        """Both are in the room."""
        id = self.due(client, officer)
        self.arrive(id, officer, client)
        self.admit(id, client, officer)
        return id

    def recording(self, id: UUID, by: Actor, *agreeing: Actor) -> UUID:
        """Everybody agrees, and somebody records."""
        for one in (by, *agreeing):
            self.seen(self.attendance.agree_to_recording(id, by=one))
        return self.seen(self.recordings.begin(id, by=by)).id

    def hand_in(self, recording: UUID, by: Actor) -> None:
        for number, piece in enumerate(PIECES, 1):
            self.seen(self.recordings.keep_piece(recording, number, piece, by=by))

    def kept(self, client: Actor, officer: Actor) -> tuple[UUID, UUID]:
        """A meeting with a recording that is whole."""
        id = self.going(client, officer)
        recording = self.recording(id, client, officer)
        self.hand_in(recording, client)
        self.seen(self.recordings.stop(id, by=client))
        self.seen(self.recordings.keep(recording, by=client))
        return id, recording

    def card(self, id: UUID) -> MeetingCard:
        found = self.service.video_view.get(id)
        assert found
        return found

    def stays(self, id: UUID) -> list[Attendee]:
        return self.service.video_view.stays(id)

    def recorded(self, id: UUID) -> list[RecordingCard]:
        return self.service.video_view.recordings(id)

    def seen(self, receipt: Receipt) -> Receipt:
        self.service.runner.drain()
        return receipt
