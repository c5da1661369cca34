"""What people read of meetings by video (I6)."""

from datetime import datetime
from uuid import UUID

from domain.kernel import Role, Value
from domain.video import Leaving, Side, Standing, StopReason


class MeetingCard(Value):
    """A meeting.

    Attributes:
        id: of the meeting.
        version: its version.
        number: its place in the log; people name it by this.
        client_id: the business of the case.
        authority: organisation that has the case.
        about: address of the case.
        purpose: what is to be talked about.
        link: address in an outside system; None: it is held here.
        proposed_by: the side that proposed the time.
        starts, ends: when, UTC.
        standing: where it stands.
        called_off_by: the side that called it off.
        reason: why it was called off.
        ended_at: when it ended, UTC.
        ended_number: place of that in the log.
        recording: id of the recording that runs.
        recorder: id of the person who records.
        changed_at: when something was settled last, UTC.
    """

    id: UUID
    version: int
    number: int
    client_id: UUID
    authority: UUID
    about: str
    purpose: str
    link: str | None
    proposed_by: Side
    starts: datetime
    ends: datetime
    standing: Standing
    called_off_by: Side | None
    reason: str | None
    ended_at: datetime | None
    ended_number: int | None
    recording: UUID | None
    recorder: str | None
    changed_at: datetime


class MeetingPage(Value):
    """A page of meetings.

    Attributes:
        meetings: the latest first.
        after: cursor of the next page; None at the end.
    """

    meetings: tuple[MeetingCard, ...]
    after: int | None


class Attendee(Value):
    """Somebody's stay in the room or its waiting room.

    Attributes:
        number: place of the arrival in the log.
        person: id of the person.
        name: as the person is called; None: forgotten.
        side: for whom.
        role: as whom.
        arrived_at: when, UTC.
        waits: whether still, or to the end, in the waiting room.
        admitted_at: when let in, UTC; None for who never waited or was not let in.
        left_at: when, UTC; None while there.
        how: the person left; None while there, and when the meeting ended.
    """

    number: int
    person: str
    name: str | None
    side: Side
    role: Role
    arrived_at: datetime
    waits: bool
    admitted_at: datetime | None
    left_at: datetime | None
    how: Leaving | None


class Consenting(Value):
    """What somebody said to being recorded.

    Attributes:
        person: id of the person.
        agrees: now.
    """

    person: str
    agrees: bool


class RecordingCard(Value):
    """A recording.

    Attributes:
        id: of the recording.
        conference: the meeting.
        client_id: the business of the case.
        number: place of its beginning in the log; people name it by this.
        person: id of who recorded.
        begun_at: when, UTC.
        stopped_at: when it stopped, UTC.
        why: it stopped.
        kept_number: place in the log of its being whole; None before that.
        pieces: how many came.
        size: bytes of them.
        sha256: of the whole, hex; "" before.
    """

    id: UUID
    conference: UUID
    client_id: UUID
    number: int
    person: str
    begun_at: datetime
    stopped_at: datetime | None
    why: StopReason | None
    kept_number: int | None
    pieces: int
    size: int
    sha256: str

    @property
    def name(self) -> str:
        """What it is called as a file."""
        return f"meeting-{self.number}.webm"


class PieceCard(Value):
    """Where a piece of a recording is.

    Attributes:
        object: its name in the store.
        size: bytes.
    """

    object: UUID
    size: int
