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
from interfaces.locale import language
from interfaces.problems import field_errors, status_of
from interfaces.service import Service
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other

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
    today = service.clock.today()
    coming = service.personal_lists.coming(
        found.client_id,
        service.personal_lists.profile(found.client_id),
        today + AHEAD,
    )
    endings = service.execution_confirmation_view.ending(
        found.client_id, today, today + AHEAD
    )
    deadlines = service.deadline_view.ahead(
        [Party.client(found.client_id).key], service.clock.now() + AHEAD
    )
    words = ChangeWording(spoken, service.wording(lang))
    public_url = service.settings.public_url
    content = calendar(found.id, coming, spoken, words, public_url, endings, deadlines)
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
