"""Pages of the calendar's secret address, and the calendar itself (L2)."""

from datetime import timedelta
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Depends, Header, Request
from fastapi.responses import Response

from application.access import Action
from application.calendar_feed import Opened, digest_of
from domain.deadline import Party
from domain.errors import NotFound, RuleBroken
from domain.kernel import Actor
from interfaces.deps import Asks, InPerson, KeyDep, ServiceDep, own
from interfaces.exports.calendar import calendar, tag_of
from interfaces.exports.wording import ChangeWording
from interfaces.locale import Language, language
from interfaces.plans import planned_by, planned_for
from interfaces.problems import field_errors, status_of
from interfaces.service import Service
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other
from projections.calendar_feed import Feed

router = APIRouter(include_in_schema=False)

Anybody = Annotated[Actor, Depends(Asks(Action.READ_PUBLIC))]
Keeper = Annotated[Actor, Depends(Asks(Action.KEEP_CALENDAR_FEED))]

AHEAD: Final = timedelta(days=730)
"""How far the calendar looks."""


@router.get("/calendar/feed/{secret}.ics")
def feed(
    secret: str,
    service: ServiceDep,
    _by: Anybody,
    lang: Literal["ru", "en"] = "ru",
    if_none_match: Annotated[str, Header()] = "",
) -> Response:
    """What is coming for whoever's secret this is; 404 for any other word."""
    found = service.calendar_feed_view.at(digest_of(secret))
    if found is None:
        raise NotFound
    spoken = language(lang, str(service.settings.time_zone))
    if service.person_view.organisation(found.client_id):
        content = _of_body(service, found, spoken)
    else:
        content = _of_client(service, found, spoken)
    headers = {
        "ETag": tag_of(content),
        "Cache-Control": "private, no-cache",
        "Content-Disposition": 'inline; filename="sverka.ics"',
        "Content-Language": lang,
    }
    tags = [one.strip().removeprefix("W/") for one in if_none_match.split(",")]
    if tag_of(content) in tags or "*" in tags:
        return Response(status_code=304, headers=headers)
    return Response(content, headers=headers, media_type="text/calendar; charset=utf-8")


def _of_body(service: Service, found: Feed, spoken: Language) -> bytes:
    """What a body has planned; no business is named, whoever learns the address."""
    today = service.clock.today()
    entries = service.plan_view.standing(found.client_id, today, today + AHEAD)
    words = ChangeWording(spoken, service.wording(spoken.code))
    now = service.clock.now()
    deadlines = service.deadline_view.ahead(
        [Party.authority(found.client_id).key], now + AHEAD
    )
    meetings = service.video_view.ahead(now, now + AHEAD, authority=found.client_id)
    return calendar(
        found.id,
        (),
        spoken,
        words,
        service.settings.public_url,
        deadlines=deadlines,
        checks=[planned_by(one, spoken) for one in entries],
        meetings=meetings,
    )


def _of_client(service: Service, found: Feed, spoken: Language) -> bytes:
    """What is coming for a business."""
    today = service.clock.today()
    coming = service.personal_lists.coming(
        found.client_id,
        service.personal_lists.profile(found.client_id),
        today + AHEAD,
    )
    endings = service.execution_confirmation_view.ending(
        found.client_id, today, today + AHEAD
    )
    now = service.clock.now()
    deadlines = service.deadline_view.ahead(
        [Party.client(found.client_id).key], now + AHEAD
    )
    visits = service.visit_view.ahead(now, now + AHEAD, client_id=found.client_id)
    checks = service.plan_view.coming(found.client_id, today, today + AHEAD)
    meetings = service.video_view.ahead(now, now + AHEAD, client_id=found.client_id)
    words = ChangeWording(spoken, service.wording(spoken.code))
    public_url = service.settings.public_url
    return calendar(
        found.id,
        coming,
        spoken,
        words,
        public_url,
        endings,
        deadlines,
        visits,
        [planned_for(one, spoken) for one in checks],
        meetings,
    )


@router.get("/calendar")
def show(request: Request, service: ServiceDep, by: Keeper) -> Response:
    """Show whether the client has an address, and what can be done with it."""
    return _show(request, service, by)


@router.post("/calendar", dependencies=[InPerson])
def open_feed(
    request: Request, service: ServiceDep, by: Keeper, key: KeyDep
) -> Response:
    """Make the address and show it, this once."""
    try:
        opened = service.calendar_feeds.open(own(by), by=by, key=key)
    except RuleBroken as fault:
        return _show(request, service, by, fault)
    return _told(request, service, opened)


@router.post("/calendar/replace", dependencies=[InPerson])
def replace(request: Request, service: ServiceDep, by: Keeper, key: KeyDep) -> Response:
    """Make another address and show it, this once."""
    try:
        opened = service.calendar_feeds.replace(own(by), by=by, key=key)
    except RuleBroken as fault:
        return _show(request, service, by, fault)
    return _told(request, service, opened)


@router.post("/calendar/revoke")
def revoke(request: Request, service: ServiceDep, by: Keeper, key: KeyDep) -> Response:
    """Take the address back."""
    try:
        receipt = service.calendar_feeds.revoke(own(by), by=by, key=key)
    except RuleBroken as fault:
        return _show(request, service, by, fault)
    service.caught_up(receipt.position)
    return see_other("/calendar")


def _told(request: Request, service: Service, opened: Opened) -> Response:
    service.let_catch_up(opened.receipt.position)
    public_url = service.settings.public_url
    return page(
        request,
        "calendar_feed/made.html",
        {
            "address": f"{public_url}/calendar/feed/{opened.secret}.ics"
            f"?lang={language_of(request).code}"
            if opened.secret
            else None
        },
    )


def _show(
    request: Request, service: Service, by: Actor, fault: RuleBroken | None = None
) -> Response:
    return page(
        request,
        "calendar_feed/show.html",
        {
            "feed": service.calendar_feed_view.of_client(own(by)),
            "errors": field_errors(fault, language_of(request)) if fault else {},
        },
        status=status_of(fault) if fault else 200,
    )
