"""Meetings by video as a reader may see them: what pages and the API share (I6)."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from itertools import chain
from typing import Any, Final
from urllib.parse import quote
from uuid import UUID

import orjson
from fastapi.responses import Response, StreamingResponse

from application.access import Action, may
from application.log import Receipt
from domain.errors import NotFound
from domain.inspection import Power
from domain.kernel import Actor, Role, Value
from domain.receipt import Content
from domain.receipt import Receipt as Proof
from domain.video import MEDIA_TYPE, Side, Standing
from interfaces.deps import own
from interfaces.gateways.ice import ice_servers
from interfaces.one_thread import in_thread
from interfaces.service import Service
from projections.video import MeetingCard, MeetingPage, RecordingCard

LOOK_EVERY: Final = 5.0
"""Seconds until a stream looks again though nothing was told: it may have been lost,
and the right to be there may be over."""
STREAM_SECONDS: Final = 20
"""How long a stream lasts; the browser comes again, and is asked again who it is."""
CASES: Final = ("inspections", "visits")
HEARD: Final = ("appeals",)
RETRY: Final = b"retry: 300\n\n"


class InRoom(Value):
    """Somebody in a room or its waiting room.

    Attributes:
        seat: number to name the person by in this meeting.
        name: as the person is called; null: forgotten.
        side: for whom.
        role: as whom.
        waits: in the waiting room.
        is_you: it is the reader.
        agrees: to being recorded.
        tab: where signals to the person are sent; null: none yet, or not for you.
    """

    seat: int
    name: str | None
    side: Side
    role: Role
    waits: bool
    is_you: bool
    agrees: bool
    tab: UUID | None


class RoomState(Value):
    """A room as one who takes part sees it.

    Attributes:
        is_over: the meeting was called off or has ended.
        is_there: the reader is in the room or its waiting room.
        waits: the reader is in the waiting room.
        may_admit: the reader lets others in.
        people: who is there; for who waits, nobody but the reader.
        recording: id of the recording that runs.
        you_record: the reader's browser makes it.
        may_record: everybody in the room has agreed, and nobody records.
    """

    is_over: bool
    is_there: bool
    waits: bool
    may_admit: bool
    people: tuple[InRoom, ...]
    recording: UUID | None
    you_record: bool
    may_record: bool


class Joined(Value):
    """What a browser needs that has come into a room.

    Attributes:
        position: of what was recorded.
        ice_servers: for RTCPeerConnection.
        room: as it is now.
    """

    position: int
    ice_servers: list[dict[str, Any]]
    room: RoomState


def meeting_for(
    service: Service, by: Actor, id: UUID, power: Power = Power.TAKE_PART
) -> tuple[MeetingCard, Side]:
    """A meeting, and for whom the reader takes part in it.

    Raises:
        NotFound: it is none of the reader's.
    """
    card = service.video_view.get(id)
    if card is None:
        raise NotFound
    side = service.video_cases.side(
        by,
        about=card.about,
        client_id=card.client_id,
        authority=card.authority,
        power=power,
    )
    return card, side


def settles(service: Service, by: Actor, card: MeetingCard) -> bool:
    """Whether the reader agrees, moves and calls off for a side."""
    try:
        _, side = meeting_for(service, by, card.id, Power.MOVE)
    except NotFound:
        return False
    return side in (Side.CLIENT, Side.BODY)


def meetings_for(
    service: Service, by: Actor, *, about: str | None = None, before: int | None = None
) -> MeetingPage:
    """Meetings of the reader's business or body, or those of one case.

    Raises:
        NotFound: the reader acts for neither, and takes no part in the case.
    """
    view = service.video_view
    if by.role is Role.CLIENT and about is None:
        return view.of(client_id=own(by), before=before)
    kinds = _kinds_seen(by)
    if kinds and (about is None or about.split("/")[1] in CASES):
        return view.of(authority=own(by), about=about, kinds=kinds, before=before)
    if about is None:
        return MeetingPage(meetings=(), after=None)
    found = view.of(about=about, before=before)
    if found.meetings:
        meeting_for(service, by, found.meetings[0].id)
    return found


def _kinds_seen(by: Actor) -> tuple[str, ...]:
    """Kinds of cases of whose meetings an officer sees all that the body has."""
    return (
        *(CASES if may(by, Action.HOLD_INSPECTION) else ()),
        *(HEARD if may(by, Action.DECIDE_APPEAL) else ()),
    )


def room_of(service: Service, by: Actor, id: UUID) -> RoomState:
    """A room as the reader may see it.

    Raises:
        NotFound: the meeting is none of the reader's.
    """
    card, side = meeting_for(service, by, id)
    there = service.video_view.there(id)
    me = next((one for one in there if one.person == by.id), None)
    waits = me is not None and me.waits
    agreed = {one.person for one in service.video_view.consents(id) if one.agrees}
    tabs = {one.person: one.tab for one in service.signalling.tabs(id)}
    is_inside = me is not None and not waits
    people = tuple(
        InRoom(
            seat=one.number,
            name=one.name,
            side=one.side,
            role=one.role,
            waits=one.waits,
            is_you=one.person == by.id,
            agrees=one.person in agreed,
            tab=tabs.get(one.person) if is_inside and not one.waits else None,
        )
        for one in there
        if is_inside or one.person == by.id
    )
    inside = [one for one in there if not one.waits]
    return RoomState(
        is_over=card.standing in (Standing.CALLED_OFF, Standing.ENDED),
        is_there=me is not None,
        waits=waits,
        may_admit=is_inside and side is Side.BODY,
        people=people,
        recording=card.recording if is_inside else None,
        you_record=card.recorder == by.id,
        may_record=is_inside
        and card.recording is None
        and all(one.person in agreed for one in inside),
    )


def joined(
    service: Service, by: Actor, id: UUID, tab: UUID, receipt: Receipt
) -> Joined:
    """Let somebody take part in one tab, and tell what it needs."""
    now = service.clock.now()
    service.signalling.sit(id, by.id, tab, now)
    told(service, id, receipt)
    return Joined(
        position=receipt.position,
        ice_servers=ice_servers(service.settings, now),
        room=room_of(service, by, id),
    )


def told(service: Service, id: UUID, receipt: Receipt) -> Receipt:
    """Wake everybody in a room once they can see what was recorded."""
    service.let_catch_up(receipt.position)
    service.signalling.ring(id)
    return receipt


def seat_of(service: Service, id: UUID, seat: int) -> str:
    """The id of the person who sits there.

    Raises:
        NotFound: nobody does.
    """
    for one in service.video_view.there(id):
        if one.number == seat:
            return one.person
    raise NotFound


def recording_for(
    service: Service, by: Actor, id: UUID, recording_id: UUID
) -> RecordingCard:
    """A recording of a meeting, for whoever takes part in its case.

    Raises:
        NotFound: it is none of the reader's.
    """
    meeting_for(service, by, id)
    found = service.video_view.recording(recording_id)
    if found is None or found.conference != id:
        raise NotFound
    return found


def recording_sent(
    service: Service, by: Actor, id: UUID, recording_id: UUID
) -> Response:
    """A whole recording as a file that a browser saves.

    Raises:
        NotFound: it is none of the reader's, or not whole yet, or empty.
        FilesUnavailable: the store does not answer.
    """
    card = recording_for(service, by, id, recording_id)
    if card.kept_number is None or not card.pieces:
        raise NotFound
    content = _content(service, card)
    # What is wrong with the beginning is told before the answer begins.
    first = next(content)
    return StreamingResponse(
        chain([first], content),
        media_type=MEDIA_TYPE,
        headers={
            "Content-Length": str(card.size),
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(card.name)}",
        },
    )


def receipt_of_recording(
    service: Service, by: Actor, id: UUID, recording_id: UUID
) -> Proof:
    """What proves that a recording is as it was when it was handed in.

    Raises:
        NotFound: it is none of the reader's, or not whole yet, or empty.
        TimeoutError: the tree over the log is far behind.
    """
    card = recording_for(service, by, id, recording_id)
    position = card.kept_number
    if position is None or not card.pieces:
        raise NotFound

    def give() -> Proof:
        return service.receipts.receipt_for(
            position,
            what="video.kept",
            content=[Content(name=card.name, sha256=card.sha256, field="sha256")],
            about=f"/video/{id}",
            shows=("size",),
        )

    try:
        return give()
    except TimeoutError:
        service.caught_up(position)
        return give()


async def news(
    service: Service, by: Actor, id: UUID, tab: UUID, after: int, seconds: int
) -> AsyncIterator[bytes]:
    """What happens in a room, as server-sent events, for one tab.

    "room" brings a `RoomState` whenever it is another one; "signal" what another tab
    sent, with its place as id; "elsewhere" says that the person came in another tab,
    "gone" that the person may not be there any more: nothing follows either.

    Args:
        service: knows it.
        by: who takes part.
        id: of the meeting.
        tab: where.
        after: place of the last signal that came.
        seconds: how long to go on.
    """
    yield RETRY
    shown = b""
    loop = asyncio.get_running_loop()
    over = loop.time() + seconds
    with service.signalling.waiting(id) as bell:
        while True:
            bell.clear()
            found = await in_thread(_look, service, by, id, tab, after)
            if isinstance(found, str):
                yield f"event: {found}\ndata: {{}}\n\n".encode()
                return
            room, signals = found
            if room != shown:
                shown = room
                yield b"event: room\ndata: " + room + b"\n\n"
            for one in signals:
                after = one.id
                content = orjson.dumps({"from": one.sender, "content": one.content})
                yield b"id: %d\nevent: signal\ndata: %s\n\n" % (one.id, content)
            left = over - loop.time()
            if left <= 0:
                return
            await _rung(bell, min(left, LOOK_EVERY))


async def _rung(bell: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await bell.wait()
    except TimeoutError:
        return


def _look(
    service: Service, by: Actor, id: UUID, tab: UUID, after: int
) -> str | tuple[bytes, Any]:
    """The room and what a tab was told; or the last that it is told."""
    try:
        room = room_of(service, by, id)
    except NotFound:
        service.attendance.show_out(id, by)
        service.signalling.ring(id)
        return "gone"
    if not service.signalling.seen(id, by.id, tab, service.clock.now()):
        return "elsewhere"
    state = orjson.dumps(room.model_dump(mode="json"))
    return state, service.signalling.told(tab, after)


def _content(service: Service, card: RecordingCard) -> Iterator[bytes]:
    for piece in service.video_view.pieces(card.id):
        yield from service.files.open(card.client_id, piece.object)
