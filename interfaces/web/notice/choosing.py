"""All channels of an organisation; when and in which language is sent (I1)."""

from datetime import time
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from application.notice import AddChannel, ChooseHours
from domain.errors import Refusal, Stale
from domain.kernel import Actor
from domain.notice import BadQuietHours, ChannelKind
from interfaces.deps import InPerson, KeyDep, ServiceDep, own
from interfaces.locale import N_, NAMES
from interfaces.notices import TOPICS, offered_topics
from interfaces.problems import field_errors, status_of
from interfaces.service import Service
from interfaces.web.notice.words import CHANNELS, KINDS, ZONES, Keeper
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other

router = APIRouter(include_in_schema=False)


@router.get(CHANNELS)
def show(request: Request, service: ServiceDep, by: Keeper) -> Response:
    """Show the channels, what goes by which, and the quiet hours."""
    return _show(request, service, by)


@router.post(CHANNELS, dependencies=[InPerson])
def add(
    request: Request,
    service: ServiceDep,
    by: Keeper,
    key: KeyDep,
    kind: Annotated[str, Form(max_length=20)] = "",
    address: Annotated[str, Form(max_length=500)] = "",
) -> Response:
    """Enter an address; a code goes there."""
    given = {"kind": kind, "address": address}
    if kind not in {one.value for one in ChannelKind} or not address.strip():
        say = language_of(request).gettext
        errors = {} if kind else {"kind": say(N_("Choose what kind of channel it is"))}
        if not address.strip():
            errors["address"] = say(N_("Give the address"))
        return _show(request, service, by, errors, given, status=422)
    command = AddChannel(kind=ChannelKind(kind), address=address)
    try:
        receipt = service.address_books.add(own(by), command, by=by, key=key)
    except Refusal as fault:
        return _refused(request, service, by, fault, given)
    service.caught_up(receipt.position)
    added = service.notice_view.channels(own(by))
    if not added:
        return see_other(CHANNELS)
    return see_other(f"{CHANNELS}/{added[-1].id}")


@router.post("/notices/hours")
def choose_hours(
    request: Request,
    service: ServiceDep,
    by: Keeper,
    key: KeyDep,
    version: Annotated[int, Form(ge=0, le=2**31)],
    since: Annotated[str, Form(max_length=8)] = "",
    until: Annotated[str, Form(max_length=8)] = "",
    zone: Annotated[str, Form(max_length=60)] = "Europe/Moscow",
    language: Annotated[str, Form(max_length=2)] = "ru",
) -> Response:
    """Say when nothing is to be sent, and in which language it is written."""
    given = {"since": since, "until": until, "zone": zone, "language": language}
    try:
        command = ChooseHours.model_validate(
            {
                "since": _time(since),
                "until": _time(until),
                "zone": zone,
                "language": language,
            }
        )
        receipt = service.address_books.choose_hours(
            own(by), command, by=by, key=key, version=version
        )
    except ValueError:
        return _refused(request, service, by, BadQuietHours(), given)
    except Refusal as fault:
        return _refused(request, service, by, fault, given)
    service.caught_up(receipt.position)
    return see_other(CHANNELS)


def _time(text: str) -> time | None:
    """A time of day; nothing said is none.

    Raises:
        ValueError: it is no time.
    """
    return time.fromisoformat(text.strip()) if text.strip() else None


def _refused(
    request: Request,
    service: Service,
    by: Actor,
    fault: Refusal,
    given: dict[str, str],
) -> Response:
    errors = field_errors(fault, language_of(request))
    # What another page changed meanwhile is shown as it is now.
    kept = {} if isinstance(fault, Stale) else given
    return _show(request, service, by, errors, kept, status=status_of(fault))


def _show(
    request: Request,
    service: Service,
    by: Actor,
    errors: dict[str, str] | None = None,
    given: dict[str, str] | None = None,
    status: int = 200,
) -> Response:
    choices = service.notice_view.choices(own(by))
    quiet = choices.quiet
    said: dict[str, Any] = {
        "kind": "",
        "address": "",
        "since": f"{quiet.since:%H:%M}" if quiet else "",
        "until": f"{quiet.until:%H:%M}" if quiet else "",
        "zone": quiet.zone if quiet else str(service.settings.time_zone),
        "language": choices.language,
    } | (given or {})
    zones = dict(ZONES)
    return page(
        request,
        "notice/channels.html",
        {
            "channels": service.notice_view.channels(own(by)),
            "choices": choices,
            "offered": sorted(service.carriers),
            "kinds": KINDS,
            "topics": offered_topics(),
            "names": TOPICS,
            "zones": zones if said["zone"] in zones else {**zones, said["zone"]: ""},
            "spoken": NAMES,
            "said": said,
            "errors": errors or {},
            "has_bot": bool(service.settings.telegram_bot),
        },
        status=status,
    )
