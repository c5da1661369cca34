"""Pages of deadlines: what is my turn, what I wait for, how it was counted."""

from typing import Annotated
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from application.access import Action
from domain.kernel import Actor
from interfaces.appealed.links import appeal_links
from interfaces.deadlines import DeadlineWords, deadline_for, parties_for
from interfaces.deps import Asks, ServiceDep
from interfaces.locale import N_
from interfaces.web.pages import language_of, page
from projections.deadline import Side, Standing

router = APIRouter(include_in_schema=False)

Reader = Annotated[Actor, Depends(Asks(Action.READ_DEADLINES))]

SIDES = {Side.MINE: N_("My turn"), Side.THEIRS: N_("I wait")}
STANDINGS = {
    Standing.OPEN: N_("Still open"),
    Standing.OVERDUE: N_("Overdue"),
    Standing.DONE: N_("Over"),
}


@router.get("/deadlines")
def deadlines(
    request: Request,
    service: ServiceDep,
    by: Reader,
    side: Side = Side.MINE,
    standing: Standing = Standing.OPEN,
    after: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """What is due, the nearest first."""
    keys, now = parties_for(service, by), service.clock.now()
    found = service.deadline_view.of(keys, side, standing, now, after=after)
    count = service.deadline_view.count(keys, now)
    counts = {Side.MINE: count.mine, Side.THEIRS: count.theirs}
    return page(
        request,
        "deadline/deadlines.html",
        {
            "found": found,
            "count": count,
            "side": side,
            "sides": [
                {
                    "path": _path(one, standing),
                    "name": name,
                    "current": one is side,
                    "count": counts[one],
                }
                for one, name in SIDES.items()
            ],
            "standing": standing,
            "standings": [
                (_path(side, one), name, one is standing)
                for one, name in STANDINGS.items()
            ],
            "first": not after,
            "here_first": _path(side, standing),
            "next": found.next and _path(side, standing, found.next),
            "words": DeadlineWords(language_of(request), now),
        },
    )


@router.get("/deadlines/{deadline_id}")
def deadline(
    request: Request, deadline_id: UUID, service: ServiceDep, by: Reader
) -> Response:
    """One deadline: whose turn it is, how it was counted, what happened."""
    card = deadline_for(service, by, deadline_id)
    keys = parties_for(service, by)
    return page(
        request,
        "deadline/deadline.html",
        {
            "card": card,
            "is_mine": card.owed_by.party.key in keys,
            "appeals": appeal_links(
                service, by, f"/deadlines/{deadline_id}", language_of(request)
            ),
            "words": DeadlineWords(language_of(request), service.clock.now()),
        },
    )


def _path(side: Side, standing: Standing, after: str = "") -> str:
    asked = {"side": side.value, "standing": standing.value}
    if after:
        asked["after"] = after
    return f"/deadlines?{urlencode(asked)}"
