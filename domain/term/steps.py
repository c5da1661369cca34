"""Tells how days were counted: what is out of the ordinary, in order."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from domain.term.calendar import Day, DayKind
from domain.term.reckoning import Pause, Place, Step, StepKind, days_between

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5

Run = tuple[date, date]


def days_off(first: date, last: date, place: Place) -> Iterator[Step]:
    """Days off beyond ordinary weekends, and weekends on which people work."""
    for run in _runs_off(first, last, place):
        told = [place.calendar.day(day, place.region) for day in days_between(*run)]
        unusual = [one for one in told if one.kind is not DayKind.WEEKEND]
        if unusual:
            yield _off(run, unusual)
    for day in days_between(first, last):
        if day.weekday() >= _SATURDAY and place.works(day):
            source = place.calendar.day(day, place.region).source
            yield Step(
                kind=StepKind.WORKED, first=day, last=day, count=1, source=source
            )


def paused(
    first: date, last: date, pauses: Sequence[Pause], place: Place
) -> list[Step]:
    """Which days of a term did not count because it stood still."""
    found = []
    for pause in pauses:
        since, until = pause.days(place.zone)
        since, until = max(since, first), min(until, last)
        if since <= until:
            found.append(
                Step(
                    kind=StepKind.PAUSED,
                    first=since,
                    last=until,
                    count=(until - since).days + 1,
                    source=pause.source,
                )
            )
    return found


def provisional(first: date, last: date, place: Place) -> list[Step]:
    """The years of a term of which there is no decree yet."""
    first, last = min(first, last), max(first, last)
    return [
        Step(kind=StepKind.PROVISIONAL, first=date(year, 1, 1), last=date(year, 12, 31))
        for year in range(first.year, last.year + 1)
        if not place.calendar.is_settled(year)
    ]


def _runs_off(first: date, last: date, place: Place) -> Iterator[Run]:
    """Unbroken runs of days without work."""
    begun: date | None = None
    for day in days_between(first, last):
        if not place.works(day):
            begun = begun or day
        elif begun:
            yield begun, day - _ONE_DAY
            begun = None
    if begun:
        yield begun, last


def _off(run: Run, unusual: Sequence[Day]) -> Step:
    regional = all(one.is_regional for one in unusual)
    sources = dict.fromkeys(one.source for one in unusual if one.source)
    return Step(
        kind=StepKind.REGIONAL if regional else StepKind.OFF,
        first=run[0],
        last=run[1],
        count=(run[1] - run[0]).days + 1,
        source="; ".join(sources),
    )
