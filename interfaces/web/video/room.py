"""The room of a meeting: the page that holds it, and what happens in it (I6)."""

from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import Response, StreamingResponse

from domain.errors import NotFound
from domain.video import MOST_PIECE
from interfaces.deps import ServiceDep
from interfaces.locale import N_
from interfaces.one_thread import in_thread
from interfaces.videos import STREAM_SECONDS, meeting_for, news
from interfaces.visits import place_of
from interfaces.web.pages import language_of, page
from interfaces.web.video.words import SIDES, Hours, Participant

router = APIRouter(include_in_schema=False)

NO_TAB: Final = UUID(int=0)
"""Nobody takes part there: it is told to go elsewhere."""
EVENTS: Final = "text/event-stream"
DEVICES: Final = (
    "accelerometer=(), camera=(self), geolocation=(), gyroscope=(), magnetometer=(),"
    " microphone=(self), payment=(), usb=()"
)
"""This page alone may use camera and microphone; all else stays as everywhere. Its
script has a nonce, talks to this service alone, and gives pictures and sound to the
browser as streams, for which no other source has to be let in."""
WORDS: Final = {
    "starting": N_("Asking for your camera and microphone…"),
    "waiting": N_(
        "You are in the waiting room. It is recorded that you came and when."
    ),
    "inside": N_("You are in the room."),
    "alone": N_("You are in the room. Nobody else is here yet."),
    "left": N_("You left the room."),
    "over": N_("The meeting has ended."),
    "gone": N_("You take no part in this meeting any more."),
    "elsewhere": N_("You opened this room in another tab or on another device."),
    "no-devices": N_(
        "No camera or microphone can be used, or you did not allow it. You can take"
        " part all the same: you see and hear the others."
    ),
    "refused": N_("The room cannot be entered:"),
    "unreached": N_("The service does not answer: trying again…"),
    "you": N_("you"),
    "forgotten": N_("Data deleted"),
    "connecting": N_("connecting…"),
    "broken": N_("no connection"),
    "let-in": N_("Let into the room"),
    "waits": N_("waits to be let in"),
    "agrees": N_("agrees to a recording"),
    "recording": N_("The meeting is being recorded, with the consent of everybody."),
    "not-recording": N_("The meeting is not recorded."),
    "handing-in": N_("The recording is being handed in: leave this page open."),
    "handed-in": N_("The recording was handed in: it is on the page of the meeting."),
    **{f"side-{side.value}": name for side, name in SIDES.items()},
}
"""What the script of a room says, by the name under which it asks for it."""


@router.get("/video/{meeting_id:uuid}/room")
def room(
    request: Request, meeting_id: UUID, service: ServiceDep, by: Participant
) -> Response:
    """The room; its script comes in once the person presses the button."""
    card, side = meeting_for(service, by, meeting_id)
    spoken = language_of(request)
    drawn = page(
        request,
        "video/room.html",
        {
            "card": card,
            "side": side,
            "hours": Hours(request, place_of(service, card.client_id)),
            "words": {name: spoken.gettext(text) for name, text in WORDS.items()},
            "most_piece": MOST_PIECE,
        },
    )
    drawn.headers["Permissions-Policy"] = DEVICES
    return drawn


@router.get("/video/{meeting_id:uuid}/stream")
async def stream(
    meeting_id: UUID,
    service: ServiceDep,
    by: Participant,
    tab: UUID = NO_TAB,
    seconds: Annotated[int, Query(ge=0, le=STREAM_SECONDS)] = STREAM_SECONDS,
    after: Annotated[int, Query(ge=0, le=2**62)] = 0,
    last_event_id: Annotated[int, Header(ge=0, le=2**62)] = 0,
) -> Response:
    """What happens in the room, for one tab, as server-sent events; see `news`."""
    try:
        await in_thread(meeting_for, service, by, meeting_id)
    except NotFound:
        # Whose right ended between two streams is there no more.
        await in_thread(service.attendance.show_out, meeting_id, by)
        raise
    return StreamingResponse(
        news(service, by, meeting_id, tab, max(after, last_event_id), seconds),
        media_type=EVENTS,
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )
