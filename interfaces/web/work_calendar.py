"""Pages of the calendar of working days: a year to look at, and decrees to take in."""

from calendar import Calendar
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Final, NamedTuple

from babel.dates import get_day_names, get_month_names
from fastapi import APIRouter, Depends, Form, Path, Query, Request
from fastapi.responses import Response
from pydantic import ValidationError

from application.access import Action
from application.work_calendar import TakeDecree
from domain.errors import Invalid, NotFound, RuleBroken, Stale
from domain.kernel import Actor
from domain.term import Day, DayKind, WorkingHours, days_between
from interfaces.calculator import FIRST_YEAR, LAST_YEAR
from interfaces.deps import Anybody, Asks, KeyDep, ServiceDep
from interfaces.faults import sentence_of
from interfaces.law import LawWords
from interfaces.locale import BABEL, N_, Language
from interfaces.problems import field_errors
from interfaces.regions import regions
from interfaces.service import Service
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other
from interfaces.web.requirement.keeping import Posted
from interfaces.web.wrong import Fault, status_for

router = APIRouter(include_in_schema=False)

Administrator = Annotated[Actor, Depends(Asks(Action.KEEP_LAW))]
RegionQuery = Annotated[str, Query(max_length=2)]
VersionForm = Annotated[int, Form(ge=0, le=2**31)]
YearPath = Annotated[int, Path()]

WRONG: Final = (ValidationError, Invalid, RuleBroken, Stale)
ROWS: Final = 8
"""So many days of a decree are asked for at once."""
USUAL_HOURS, SHORTER_BY = "LAW-149", "LAW-150"
KINDS: Final[Mapping[DayKind, str]] = {
    DayKind.WORKING: N_("Working day"),
    DayKind.SHORTENED: N_("Working day, shortened"),
    DayKind.WEEKEND: N_("Weekend"),
    DayKind.HOLIDAY: N_("Public holiday"),
    DayKind.OFF: N_("Day off"),
}
EMPTY: Final[dict[str, str]] = {
    **dict.fromkeys(("act", "settles", "region"), ""),
    **{f"day_{n}": "" for n in range(1, ROWS + 1)},
    **{f"kind_{n}": DayKind.OFF.value for n in range(1, ROWS + 1)},
    **{f"instead_of_{n}": "" for n in range(1, ROWS + 1)},
}
_WEEKS: Final = Calendar()


class Month(NamedTuple):
    """A month to draw.

    Attributes:
        name: e.g. "January".
        weeks: of seven days each; None where another month begins or ends.
        working: how many working days it has.
        hours: how many hours people work in it.
    """

    name: str
    weeks: list[list[tuple[date, Day] | None]]
    working: int
    hours: int


@router.get("/work-calendar")
def this_year(
    request: Request, service: ServiceDep, _by: Anybody, region: RegionQuery = ""
) -> Response:
    """Show the year that it is."""
    return _year(request, service, service.clock.today().year, region)


@router.get("/work-calendar/{year}")
def year(
    request: Request,
    service: ServiceDep,
    _by: Anybody,
    year: YearPath,
    region: RegionQuery = "",
) -> Response:
    """Show a year, for the country or for a region."""
    return _year(request, service, year, region)


@router.get("/work-calendar/decrees/new")
def ask(request: Request, service: ServiceDep, _by: Administrator) -> Response:
    """Ask what an act says of days."""
    return _form(request, service, {})


@router.post("/work-calendar/decrees/new")
def take(
    request: Request,
    service: ServiceDep,
    by: Administrator,
    key: KeyDep,
    posted: Posted,
    version: VersionForm,
) -> Response:
    """Show what the act changes, or take it in."""
    form = {name: value.strip() for name, value in posted.items()}
    try:
        command = TakeDecree.model_validate(_command(form))
        if posted.get("step") != "save":
            return _form(request, service, form, command=command)
        receipt = service.work_calendars.take(command, by=by, key=key, version=version)
    except WRONG as fault:
        return _form(request, service, form, fault=fault)
    service.caught_up(receipt.position)
    return see_other("/work-calendar")


def _year(request: Request, service: Service, year: int, region: str) -> Response:
    if not FIRST_YEAR <= year <= LAST_YEAR or (region and region not in regions("ru")):
        raise NotFound
    spoken, place = language_of(request), service.places.at(region or None)
    law, today = service.law, service.clock.today()
    hours = WorkingHours(
        usual=law.on(USUAL_HOURS, today).number,
        shorter_by=law.on(SHORTER_BY, today).number,
    )
    days = {
        day: place.calendar.day(day, place.region)
        for day in days_between(date(year, 1, 1), date(year, 12, 31))
    }
    months = [
        Month(
            name=name,
            weeks=[
                [(day, days[day]) if day.month == number else None for day in week]
                for week in _WEEKS.monthdatescalendar(year, number)
            ],
            working=sum(
                told.kind.is_working
                for day, told in days.items()
                if day.month == number
            ),
            hours=sum(hours.of(day, place) for day in days if day.month == number),
        )
        for number, name in _months(spoken)
    ]
    return page(
        request,
        "work_calendar/year.html",
        {
            "year": year,
            "today": today,
            "region": region,
            "regions": regions(spoken.code),
            "months": months,
            "weekdays": _weekdays(spoken),
            "kinds": KINDS,
            "unusual": [(day, told) for day, told in days.items() if told.source],
            "is_settled": place.calendar.is_settled(year),
            "version": place.calendar.version,
            "acts": [
                one
                for one in service.calendar.acts()
                if year == one.settles
                or (
                    one.settles is None and year in {mark.day.year for mark in one.days}
                )
            ],
            "words": LawWords(spoken),
        },
    )


def _months(spoken: Language) -> list[tuple[int, str]]:
    names = get_month_names("wide", "stand-alone", locale=BABEL[spoken.code])
    return [(number, names[number].capitalize()) for number in range(1, 13)]


def _weekdays(spoken: Language) -> list[tuple[str, str]]:
    short = get_day_names("abbreviated", "stand-alone", locale=BABEL[spoken.code])
    wide = get_day_names("wide", "stand-alone", locale=BABEL[spoken.code])
    return [(short[number], wide[number]) for number in range(7)]


def _command(form: Mapping[str, str]) -> dict[str, Any]:
    """What the form says, to be validated as a decree."""
    days = [
        {
            "day": form.get(f"day_{n}", ""),
            "kind": form.get(f"kind_{n}", ""),
            "instead_of": form.get(f"instead_of_{n}") or None,
        }
        for n in range(1, ROWS + 1)
        if form.get(f"day_{n}") or form.get(f"instead_of_{n}")
    ]
    return {
        "act": form.get("act", ""),
        "region": form.get("region") or None,
        "settles": form.get("settles") or None,
        "certainty": "certain",
        "days": days,
    }


def _form(
    request: Request,
    service: Service,
    form: dict[str, str],
    *,
    command: TakeDecree | None = None,
    fault: Fault | None = None,
) -> Response:
    spoken, calendar = language_of(request), service.calendar.current()
    changes, region = (command.days, command.region) if command else ((), None)
    before = [(one, calendar.day(one.day, region).kind) for one in changes]
    return page(
        request,
        "work_calendar/decree.html",
        {
            "form": EMPTY | form,
            "command": command,
            "before": before,
            "rows": range(1, ROWS + 1),
            "kinds": KINDS,
            "regions": regions(spoken.code),
            "version": calendar.version,
            "errors": _errors(spoken, form, fault),
        },
        status=status_for(fault),
    )


def _errors(
    spoken: Language, form: Mapping[str, str], fault: Fault | None
) -> Mapping[str, str]:
    """What is wrong as {field of the form: sentence}."""
    filled = [
        n
        for n in range(1, ROWS + 1)
        if form.get(f"day_{n}") or form.get(f"instead_of_{n}")
    ]
    match fault:
        case None:
            return {}
        case ValidationError():
            told: dict[str, str] = {}
            for one in fault.errors(include_url=False):
                match one["loc"]:
                    case ("days", int(row), str(part), *_):
                        field = f"{part}_{filled[row]}"
                    case (first, *_):
                        field = str(first)
                    case _:
                        field = ""
                told.setdefault(field, sentence_of(one, spoken))
            return told
    found = field_errors(fault, spoken)
    return {
        "day_1" if field == "days" else field: said for field, said in found.items()
    }
