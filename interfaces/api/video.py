"""Meetings by video over JSON, and what the script of a room asks for (I6)."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi import status as http
from pydantic import Field

from application.access import Action
from application.log import Receipt
from application.video import (
    ABOUT,
    CallOffMeeting,
    ProposeMeeting,
    ProposeMeetingTime,
)
from domain.kernel import Actor, Value
from domain.receipt import Receipt as Proof
from domain.video import MEDIA_TYPE, NotInTheRoom
from interfaces.deps import Asks, KeyDep, ServiceDep, VersionDep, answered
from interfaces.videos import (
    Joined,
    RoomState,
    joined,
    meeting_for,
    meetings_for,
    receipt_of_recording,
    recording_for,
    recording_sent,
    room_of,
    seat_of,
    told,
)
from projections.video import Attendee, MeetingCard, MeetingPage, RecordingCard

router = APIRouter(prefix="/api/video", tags=["video"])

Participant = Annotated[Actor, Depends(Asks(Action.HOLD_VIDEO))]
Seat = Annotated[int, Path(ge=1, le=2**62)]
Number = Annotated[int, Path(ge=1, le=2**62)]
LONGEST_SIGNAL = 100_000
A_PIECE: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/octet-stream": {
                "schema": {"type": "string", "format": "binary"}
            }
        },
    }
}
RECORDING: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file",
        "content": {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}},
    }
}


async def _content(request: Request) -> bytes:
    """The body as it came."""
    return await request.body()


Content = Annotated[bytes, Depends(_content)]


class WhichMeetings(Value):
    """Which meetings.

    Attributes:
        about: address of one case; null: every one of yours.
        after: `after` of the page before.
    """

    about: str | None = Field(default=None, max_length=100, pattern=ABOUT)
    after: int | None = Field(default=None, ge=1, le=2**62)


class MeetingOut(Value):
    """A meeting with who was there and what was recorded.

    Attributes:
        meeting: itself.
        stays: who was there when, the first arrival first.
        recordings: the oldest first.
    """

    meeting: MeetingCard
    stays: tuple[Attendee, ...]
    recordings: tuple[RecordingCard, ...]


class MeetingTab(Value):
    """Where somebody takes part.

    Attributes:
        tab: made up by the browser, another one each time a page is opened.
    """

    tab: UUID


class SignalOut(Value):
    """What one browser tells another, so that they can connect.

    Attributes:
        to: tab of the receiver.
        content: JSON; the service does not look into it.
    """

    to: UUID
    content: str = Field(min_length=1, max_length=LONGEST_SIGNAL)


class RecordingConsent(Value):
    """What somebody says to being recorded.

    Attributes:
        agrees: false stops a recording at once.
    """

    agrees: bool


@router.get("")
def meetings(
    which: Annotated[WhichMeetings, Query()], service: ServiceDep, by: Participant
) -> MeetingPage:
    """Meetings of your business or body, or of one case; the newest first."""
    return meetings_for(service, by, about=which.about, before=which.after)


@router.post("", status_code=http.HTTP_201_CREATED)
def propose(
    command: ProposeMeeting,
    service: ServiceDep,
    by: Participant,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Propose a meeting about a case; the other side agrees.

    A case is an inspection, a preventive visit or an appeal that was sent.
    """
    receipt = service.meetings.propose(command, by=by, key=key)
    response.headers["Location"] = f"/api/video/{receipt.id}"
    return answered(receipt, response)


@router.get("/{meeting_id}")
def show(
    meeting_id: UUID, service: ServiceDep, by: Participant, response: Response
) -> MeetingOut:
    """A meeting, who was there, and its recordings."""
    card, _ = meeting_for(service, by, meeting_id)
    response.headers["ETag"] = f'"{card.version}"'
    return MeetingOut(
        meeting=card,
        stays=tuple(service.video_view.stays(meeting_id)),
        recordings=tuple(service.video_view.recordings(meeting_id)),
    )


@router.post("/{meeting_id}/time")
def propose_time(
    meeting_id: UUID,
    command: ProposeMeetingTime,
    service: ServiceDep,
    by: Participant,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Propose another time; the other side has to agree anew."""
    receipt = service.meetings.propose_time(
        meeting_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{meeting_id}/agree")
def agree(
    meeting_id: UUID,
    service: ServiceDep,
    by: Participant,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Agree to the time that the other side proposed."""
    receipt = service.meetings.agree(meeting_id, by=by, key=key, version=version)
    return answered(receipt, response)


@router.post("/{meeting_id}/call-off")
def call_off(
    meeting_id: UUID,
    command: CallOffMeeting,
    service: ServiceDep,
    by: Participant,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Do not meet, and say why."""
    receipt = service.meetings.call_off(
        meeting_id, command, by=by, key=key, version=version
    )
    return answered(receipt, response)


@router.post("/{meeting_id}/end")
def end(
    meeting_id: UUID,
    service: ServiceDep,
    by: Participant,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """End the meeting for everybody; an officer who is in the room."""
    receipt = service.attendance.end(meeting_id, by=by, key=key)
    return answered(told(service, meeting_id, receipt), response)


@router.get("/{meeting_id}/room")
def room(meeting_id: UUID, service: ServiceDep, by: Participant) -> RoomState:
    """Who is in the room now, as you may see it."""
    return room_of(service, by, meeting_id)


@router.post("/{meeting_id}/room/arrive")
def arrive(
    meeting_id: UUID, command: MeetingTab, service: ServiceDep, by: Participant
) -> Joined:
    """Come into the room or its waiting room, in one tab; again it changes nothing.

    What happens then is told at /video/ID/stream?tab=TAB as server-sent events.
    """
    receipt = service.attendance.arrive(meeting_id, by=by)
    return joined(service, by, meeting_id, command.tab, receipt)


@router.post("/{meeting_id}/room/leave")
def leave(meeting_id: UUID, service: ServiceDep, by: Participant) -> Receipt:
    """Be in the room no more; again it changes nothing."""
    receipt = service.attendance.leave(meeting_id, by=by)
    service.signalling.rise(meeting_id, by.id)
    return told(service, meeting_id, receipt)


@router.post("/{meeting_id}/room/seats/{seat}/admit")
def admit(
    meeting_id: UUID, seat: Seat, service: ServiceDep, by: Participant, key: KeyDep
) -> Receipt:
    """Let somebody in who waits; an officer who is in the room."""
    meeting_for(service, by, meeting_id)
    person = seat_of(service, meeting_id, seat)
    receipt = service.attendance.admit(meeting_id, person, by=by, key=key)
    return told(service, meeting_id, receipt)


@router.post("/{meeting_id}/room/signals", status_code=http.HTTP_204_NO_CONTENT)
def signal(
    meeting_id: UUID, command: SignalOut, service: ServiceDep, by: Participant
) -> None:
    """Tell another browser in the room something; only those let in may."""
    people = room_of(service, by, meeting_id).people
    mine = next((one.tab for one in people if one.is_you), None)
    if mine is None or command.to not in {one.tab for one in people}:
        raise NotInTheRoom
    now = service.clock.now()
    service.signalling.send(meeting_id, mine, command.to, command.content, now)


@router.post("/{meeting_id}/room/consent")
def consent(
    meeting_id: UUID,
    command: RecordingConsent,
    service: ServiceDep,
    by: Participant,
    key: KeyDep,
) -> Receipt:
    """Agree to be recorded, or not, or no more."""
    say = (
        service.attendance.agree_to_recording
        if command.agrees
        else service.attendance.refuse_recording
    )
    return told(service, meeting_id, say(meeting_id, by=by, key=key))


@router.post("/{meeting_id}/recordings", status_code=http.HTTP_201_CREATED)
def begin_recording(
    meeting_id: UUID, service: ServiceDep, by: Participant, key: KeyDep
) -> Receipt:
    """Record in your own browser, when everybody in the room agrees."""
    receipt = service.meeting_recordings.begin(meeting_id, by=by, key=key)
    return told(service, meeting_id, receipt)


@router.post("/{meeting_id}/recordings/stop")
def stop_recording(
    meeting_id: UUID, service: ServiceDep, by: Participant, key: KeyDep
) -> Receipt:
    """Record no more; anybody in the room may."""
    receipt = service.meeting_recordings.stop(meeting_id, by=by, key=key)
    return told(service, meeting_id, receipt)


@router.put(
    "/{meeting_id}/recordings/{recording_id}/pieces/{number}", openapi_extra=A_PIECE
)
def keep_piece(
    meeting_id: UUID,
    recording_id: UUID,
    number: Number,
    content: Content,
    service: ServiceDep,
    by: Participant,
) -> Receipt:
    """Hand in the next piece of a recording: WebM, at most 8 MB; may be repeated."""
    recording_for(service, by, meeting_id, recording_id)
    return service.meeting_recordings.keep_piece(recording_id, number, content, by=by)


@router.post("/{meeting_id}/recordings/{recording_id}/keep")
def keep_recording(
    meeting_id: UUID,
    recording_id: UUID,
    service: ServiceDep,
    by: Participant,
    key: KeyDep,
) -> Receipt:
    """Say that every piece came; nothing is added any more."""
    recording_for(service, by, meeting_id, recording_id)
    return service.meeting_recordings.keep(recording_id, by=by, key=key)


@router.get(
    "/{meeting_id}/recordings/{recording_id}/file",
    response_class=Response,
    responses=RECORDING,
)
def recording_file(
    meeting_id: UUID, recording_id: UUID, service: ServiceDep, by: Participant
) -> Response:
    """A recording as a file."""
    return recording_sent(service, by, meeting_id, recording_id)


@router.get("/{meeting_id}/recordings/{recording_id}/receipt")
def recording_receipt(
    meeting_id: UUID, recording_id: UUID, service: ServiceDep, by: Participant
) -> Proof:
    """What proves that a recording is as it was handed in."""
    return receipt_of_recording(service, by, meeting_id, recording_id)
