"""The plan as a list, by years and weeks, and how busy everybody is."""

from datetime import date, timedelta
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from domain.plan import PlanStatus
from interfaces.deps import ServiceDep, own
from interfaces.plans import (
    FIRST_YEAR,
    LAST_YEAR,
    STATUSES,
    busy,
    cursor_after,
    month_of,
    officers_of,
    place_after,
    year_of,
)
from interfaces.web.pages import page
from interfaces.web.plan.words import Officer, PlanWords
from projections.plan import EntryLine

router = APIRouter(include_in_schema=False)

PAGE: Final = 50
WEEK: Final = 7
FIRST_DAY: Final = date(FIRST_YEAR, 1, 3)
LAST_DAY: Final = date(LAST_YEAR, 12, 20)

Year = Annotated[int | None, Query(ge=FIRST_YEAR, le=LAST_YEAR)]
Month = Annotated[int | None, Query(ge=0, le=12)]


@router.get("/plan")
def board(
    request: Request,
    service: ServiceDep,
    by: Officer,
    year: Year = None,
    status: str = "",
    officer: str = "",
    after: str = "",
) -> Response:
    """Show the entries of a year, those that wait for somebody told apart."""
    authority, today = own(by), service.clock.today()
    year = year or today.year
    since, until = year_of(year)
    wanted = PlanStatus(status) if status in set(PlanStatus) else None
    names = officers_of(service, authority)
    found = service.plan_view.entries(
        authority,
        since,
        until,
        statuses=None if wanted is None else (wanted,),
        officer=officer if officer in names else None,
        after=place_after(after),
        limit=PAGE + 1,
    )
    shown = found[:PAGE]
    counts = service.plan_view.counts(authority, since, until)
    return page(
        request,
        "plan/board.html",
        {
            "entries": shown,
            "more": cursor_after(shown[-1].dates.starts, shown[-1].id)
            if len(found) > PAGE
            else None,
            "is_first": not after,
            "year": year,
            "status": status,
            "officer": officer,
            "names": names,
            "counts": counts,
            "statuses": STATUSES,
            "words": PlanWords(request),
        },
    )


@router.get("/plan/year")
def year_of_plan(
    request: Request, service: ServiceDep, by: Officer, year: Year = None
) -> Response:
    """Show a year, month by month."""
    authority, today = own(by), service.clock.today()
    year = year or today.year
    entries = service.plan_view.standing(authority, *year_of(year))
    months = [
        (first, [one for one in entries if _overlaps(one, *month_of(year, month))])
        for month in range(1, 13)
        for first in [date(year, month, 1)]
    ]
    return page(
        request,
        "plan/year.html",
        {
            "year": year,
            "months": months,
            "names": officers_of(service, authority),
            "words": PlanWords(request),
        },
    )


@router.get("/plan/week")
def week_of_plan(
    request: Request, service: ServiceDep, by: Officer, on: date | None = None
) -> Response:
    """Show a week: who goes where on each day."""
    authority = own(by)
    day = min(max(on or service.clock.today(), FIRST_DAY), LAST_DAY)
    monday = day - timedelta(days=day.weekday())
    days = [monday + timedelta(days=n) for n in range(WEEK)]
    entries = service.plan_view.standing(authority, days[0], days[-1])
    names = officers_of(service, authority)
    going = {one for entry in entries for one in entry.officers}
    place = service.places.at()
    return page(
        request,
        "plan/week.html",
        {
            "days": [(one, place.works(one)) for one in days],
            "rows": [
                (
                    name,
                    [
                        [
                            entry
                            for entry in entries
                            if id in entry.officers
                            and entry.dates.covers(one)
                            and place.works(one)
                        ]
                        for one in days
                    ],
                )
                for id, name in names.items()
                if id in going
            ],
            "before": monday - timedelta(days=WEEK),
            "following": monday + timedelta(days=WEEK),
            "words": PlanWords(request),
        },
    )


@router.get("/plan/load")
def load(
    request: Request,
    service: ServiceDep,
    by: Officer,
    year: Year = None,
    month: Month = None,
) -> Response:
    """Show how busy inspectors are, and where entries collide."""
    today = service.clock.today()
    year = year or today.year
    period = month_of(year, month) if month else year_of(year)
    return page(
        request,
        "plan/load.html",
        {
            "busy": busy(service, by, *period),
            "year": year,
            "month": month or 0,
            "months": [date(year, number, 1) for number in range(1, 13)],
            "words": PlanWords(request),
        },
    )


def _overlaps(one: EntryLine, since: date, until: date) -> bool:
    return one.dates.starts <= until and one.dates.last_day >= since
