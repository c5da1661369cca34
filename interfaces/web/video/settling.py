"""Pages on which both sides settle a meeting, and read who was there (I6)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import Response

from application.video import (
    ABOUT,
    CallOffMeeting,
    ProposeMeeting,
    ProposeMeetingTime,
)
from domain.errors import RuleBroken
from domain.kernel import Actor, Role
from domain.video import DECIDING, OPEN, Standing
from interfaces.deps import KeyDep, ServiceDep
from interfaces.exports.receipt import about as said_in
from interfaces.exports.receipt import printed, proof
from interfaces.giving_receipts import sent as as_file
from interfaces.locale import N_
from interfaces.service import Service
from interfaces.videos import (
    meeting_for,
    meetings_for,
    receipt_of_recording,
    recording_sent,
    settles,
    told,
)
from interfaces.visits import place_of
from interfaces.web.pages import ROLES, language_of, page
from interfaces.web.person import see_other
from interfaces.web.requirement.keeping import Posted
from interfaces.web.video.words import (
    LEAVINGS,
    MINUTES,
    SIDES,
    STANDINGS,
    STOPS,
    USUAL,
    Hours,
    Participant,
    is_enterable,
    minutes_of,
    opens_at,
)
from interfaces.web.wrong import WRONG, Fault, errors_in, status_for

router = APIRouter(include_in_schema=False)

About = Annotated[str, Query(max_length=100)]
Case = Annotated[str | None, Query(max_length=100, pattern=ABOUT)]
Version = Annotated[int | None, Form(ge=1, le=2**31 - 1)]
FIELDS = ("purpose", "day", "time", "minutes", "reason")


@router.get("/video")
def meetings(
    request: Request,
    service: ServiceDep,
    by: Participant,
    about: Case = None,
    after: Annotated[int | None, Query(ge=1, le=2**62)] = None,
) -> Response:
    """Meetings of the reader's business or body, or of one case, the newest first."""
    found = meetings_for(service, by, about=about, before=after)
    return page(
        request,
        "video/meetings.html",
        {
            "found": found,
            "first": after is None,
            "about": about,
            "kept": f"about={about}&" if about else "",
            "standings": STANDINGS,
            "names": service.exchange_view.names(
                [
                    one.authority if by.role is Role.CLIENT else one.client_id
                    for one in found.meetings
                ]
            ),
            "is_client": by.role is Role.CLIENT,
        },
    )


@router.get("/video/new")
def ask(
    request: Request, service: ServiceDep, by: Participant, about: About = ""
) -> Response:
    """Ask when to meet, and what about."""
    return _new(request, service, by, about, {})


@router.post("/video/new")
def propose(
    request: Request,
    service: ServiceDep,
    by: Participant,
    key: KeyDep,
    posted: Posted,
) -> Response:
    """Propose it."""
    about = posted.get("about", "")
    case, _ = service.video_cases.under_way(about, by)
    hours = Hours(request, place_of(service, case.client_id))
    try:
        command = ProposeMeeting.model_validate(
            {
                "about": about,
                "purpose": posted.get("purpose", ""),
                "starts": hours.read(posted),
                "minutes": posted.get("minutes") or USUAL,
            }
        )
        receipt = service.meetings.propose(command, by=by, key=key)
    except WRONG as fault:
        return _new(request, service, by, about, posted, fault)
    service.caught_up(receipt.position)
    return see_other(f"/video/{receipt.id}")


@router.get("/video/{meeting_id:uuid}")
def meeting(
    request: Request, meeting_id: UUID, service: ServiceDep, by: Participant
) -> Response:
    """Show a meeting: when it is, what to do, who was there, what was recorded."""
    return _meeting(request, service, by, meeting_id)


@router.post("/video/{meeting_id:uuid}/agree")
def agree(
    request: Request,
    meeting_id: UUID,
    service: ServiceDep,
    by: Participant,
    key: KeyDep,
    version: Version = None,
) -> Response:
    """Agree to the time."""
    try:
        receipt = service.meetings.agree(meeting_id, by=by, key=key, version=version)
    except WRONG as fault:
        return _meeting(request, service, by, meeting_id, fault)
    service.caught_up(receipt.position)
    return see_other(f"/video/{meeting_id}")


@router.post("/video/{meeting_id:uuid}/time")
def propose_time(
    request: Request,
    meeting_id: UUID,
    service: ServiceDep,
    by: Participant,
    key: KeyDep,
    posted: Posted,
    version: Version = None,
) -> Response:
    """Propose another time."""
    card, _ = meeting_for(service, by, meeting_id)
    hours = Hours(request, place_of(service, card.client_id))
    try:
        command = ProposeMeetingTime.model_validate(
            {
                "starts": hours.read(posted),
                "minutes": posted.get("minutes") or USUAL,
            }
        )
        receipt = service.meetings.propose_time(
            meeting_id, command, by=by, key=key, version=version
        )
    except WRONG as fault:
        return _meeting(request, service, by, meeting_id, fault, posted)
    service.caught_up(receipt.position)
    return see_other(f"/video/{meeting_id}")


@router.post("/video/{meeting_id:uuid}/call-off")
def call_off(
    request: Request,
    meeting_id: UUID,
    service: ServiceDep,
    by: Participant,
    key: KeyDep,
    posted: Posted,
    version: Version = None,
) -> Response:
    """Do not meet."""
    meeting_for(service, by, meeting_id)
    try:
        command = CallOffMeeting.model_validate({"reason": posted.get("reason", "")})
        receipt = service.meetings.call_off(
            meeting_id, command, by=by, key=key, version=version
        )
    except WRONG as fault:
        return _meeting(request, service, by, meeting_id, fault, posted)
    service.caught_up(receipt.position)
    return see_other(f"/video/{meeting_id}")


@router.post("/video/{meeting_id:uuid}/go")
def go_outside(
    request: Request,
    meeting_id: UUID,
    service: ServiceDep,
    by: Participant,
    key: KeyDep,
) -> Response:
    """Note that the reader comes to the outside system, and show where it is."""
    try:
        receipt = service.attendance.go_outside(meeting_id, by=by, key=key)
    except RuleBroken as fault:
        return _meeting(request, service, by, meeting_id, fault)
    told(service, meeting_id, receipt)
    card, _ = meeting_for(service, by, meeting_id)
    return page(request, "video/outside.html", {"card": card})


@router.get("/video/{meeting_id:uuid}/recordings/{recording_id:uuid}")
def recording(
    meeting_id: UUID, recording_id: UUID, service: ServiceDep, by: Participant
) -> Response:
    """A recording as a file."""
    return recording_sent(service, by, meeting_id, recording_id)


@router.get("/video/{meeting_id:uuid}/recordings/{recording_id:uuid}/receipt")
def receipt(
    request: Request,
    meeting_id: UUID,
    recording_id: UUID,
    service: ServiceDep,
    by: Participant,
) -> Response:
    """Show what proves that a recording is as it was handed in."""
    given = receipt_of_recording(service, by, meeting_id, recording_id)
    spoken = language_of(request)
    return page(
        request,
        "video/receipt.html",
        {
            "receipt": given,
            "about": said_in(given, spoken, ROLES),
            "proof": proof(given, spoken),
            "back_to": f"/video/{meeting_id}",
        },
    )


@router.get("/video/{meeting_id:uuid}/recordings/{recording_id:uuid}/receipt/json")
def receipt_as_json(
    meeting_id: UUID, recording_id: UUID, service: ServiceDep, by: Participant
) -> Response:
    """The receipt as the file that can be checked."""
    return as_file(receipt_of_recording(service, by, meeting_id, recording_id))


@router.get("/video/{meeting_id:uuid}/recordings/{recording_id:uuid}/receipt/pdf")
def receipt_as_pdf(
    request: Request,
    meeting_id: UUID,
    recording_id: UUID,
    service: ServiceDep,
    by: Participant,
) -> Response:
    """The receipt as a file to print."""
    given = receipt_of_recording(service, by, meeting_id, recording_id)
    spoken = language_of(request)
    title = spoken.gettext(N_("A recording of a meeting was handed in"))
    return printed(given, title, spoken, ROLES)


def _new(
    request: Request,
    service: Service,
    by: Actor,
    about: str,
    given: dict[str, str],
    fault: Fault | None = None,
) -> Response:
    case, _ = service.video_cases.under_way(about, by)
    return page(
        request,
        "video/new.html",
        {
            "about": about,
            "given": given,
            "hours": Hours(request, place_of(service, case.client_id)),
            "minutes": MINUTES,
            "usual": USUAL,
            "errors": errors_in(request, fault, FIELDS),
        },
        status=status_for(fault),
    )


def _meeting(
    request: Request,
    service: Service,
    by: Actor,
    id: UUID,
    fault: Fault | None = None,
    given: dict[str, str] | None = None,
) -> Response:
    card, side = meeting_for(service, by, id)
    may_settle = card.standing in OPEN and settles(service, by, card)
    return page(
        request,
        "video/meeting.html",
        {
            "card": card,
            "side": side,
            "hours": Hours(request, place_of(service, card.client_id)),
            "standing": STANDINGS[card.standing],
            "may_settle": may_settle,
            "may_agree": may_settle
            and card.standing is Standing.PROPOSED
            and card.proposed_by is not side,
            "is_enterable": is_enterable(card, service.clock.now()),
            "opens_at": opens_at(card),
            "is_agreed": card.standing is Standing.AGREED,
            "stays": service.video_view.stays(id),
            "recordings": service.video_view.recordings(id),
            "names": service.exchange_view.names([card.authority, card.client_id]),
            "given": given or {},
            "minutes": MINUTES,
            "usual": minutes_of(card),
            "errors": errors_in(request, fault, FIELDS),
            "sides": SIDES,
            "leavings": LEAVINGS,
            "stops": STOPS,
            "me": by.id,
            "decides": side in DECIDING,
        },
        status=status_for(fault),
    )
