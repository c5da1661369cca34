"""The calendar of working days over JSON: public; administrators take decrees in."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Response, status

from application.access import Action
from application.log import Receipt
from application.work_calendar import TakeDecree
from domain.client import UnknownRegion
from domain.errors import NotFound
from domain.kernel import Actor, Value
from domain.term import DayKind, days_between
from interfaces.calculator import FIRST_YEAR, LAST_YEAR
from interfaces.deps import Anybody, Asks, KeyDep, ServiceDep, VersionDep, answered
from interfaces.regions import regions
from projections.work_calendar import CalendarAct

router = APIRouter(prefix="/api/work-calendar", tags=["work_calendar"])

Administrator = Annotated[Actor, Depends(Asks(Action.KEEP_LAW))]
YearPath = Annotated[int, Path(examples=[2026])]
RegionParam = Annotated[str | None, Query(pattern=r"^\d{2}$", examples=["63"])]


class DayOut(Value):
    """A day that is not as the days of the week make it.

    Attributes:
        day: which one.
        kind: what it is.
        source: the act behind it.
        is_regional: whether it is so in the region only.
    """

    day: date
    kind: DayKind
    source: str
    is_regional: bool


class YearOut(Value):
    """A year of the calendar.

    Attributes:
        year: which one.
        version: of the calendar.
        region: whose days off are in it; None: the country's alone.
        is_settled: whether its days off are decreed.
        working_days: how many there are.
        days: those that are not as the days of the week make them.
    """

    year: int
    version: int
    region: str | None
    is_settled: bool
    working_days: int
    days: tuple[DayOut, ...]


@router.get("")
def acts(service: ServiceDep, _by: Anybody, response: Response) -> list[CalendarAct]:
    """Every act that made or changed the calendar, the newest first."""
    response.headers["ETag"] = f'"{service.calendar.current().version}"'
    return service.calendar.acts()


@router.get("/{year}")
def year(
    year: YearPath,
    service: ServiceDep,
    _by: Anybody,
    response: Response,
    region: RegionParam = None,
) -> YearOut:
    """A year: its days off, shortened days and working weekends."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotFound
    if region and region not in regions("ru"):
        raise UnknownRegion(region=region)
    calendar = service.calendar.current()
    response.headers["ETag"] = f'"{calendar.version}"'
    days = [
        (day, calendar.day(day, region))
        for day in days_between(date(year, 1, 1), date(year, 12, 31))
    ]
    return YearOut(
        year=year,
        version=calendar.version,
        region=region,
        is_settled=calendar.is_settled(year),
        working_days=sum(told.kind.is_working for _, told in days),
        days=tuple(
            DayOut(
                day=day,
                kind=told.kind,
                source=told.source,
                is_regional=told.is_regional,
            )
            for day, told in days
            if told.source
        ),
    )


@router.post("/decrees", status_code=status.HTTP_201_CREATED)
def take(
    command: TakeDecree,
    service: ServiceDep,
    by: Administrator,
    version: VersionDep,
    key: KeyDep,
    response: Response,
) -> Receipt:
    """Take an act into the calendar; terms that run are counted again by it."""
    receipt = service.work_calendars.take(command, by=by, key=key, version=version)
    return answered(receipt, response)
