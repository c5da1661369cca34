"""Counts terms: within N from an event, a period of N, at least N before an event."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta

from domain.term.reckoning import (
    Counting,
    Pause,
    Place,
    Reckoning,
    Step,
    StepKind,
    Term,
    days_between,
    end_of_day,
)
from domain.term.steps import days_off, paused, provisional
from domain.term.unit import Unit, months_after

_ONE_DAY = timedelta(days=1)

Moment = date | datetime
"""A calendar day of the place, or an aware instant."""


def within(
    term: Term, event: Moment, place: Place, pauses: Sequence[Pause] = ()
) -> Reckoning:
    """A term "within N from receipt": the day after the event is its first.

    Args:
        term: how long; of zero days, it ends with the day of the event.
        event: what it is counted from; hours are counted from an instant, and from the
            beginning of the day when only that is known.
        place: its calendar, zone and region.
        pauses: times during which it stood still; they may overlap.

    Source:
        ГК РФ ст. 191-194.
    """
    return reckon(term, event, place, pauses=pauses)


def period(
    term: Term, first: Moment, place: Place, pauses: Sequence[Pause] = ()
) -> Reckoning:
    """A term that is "a period of N": its first day counts, if it is one that counts.

    Args:
        term: how long; at least one day is used.
        first: when it begins.
        place: its calendar, zone and region.
        pauses: times during which it stood still; they may overlap.
    """
    return reckon(term, first, place, first_day_counts=True, pauses=pauses)


def reckon(
    term: Term,
    event: Moment,
    place: Place,
    *,
    first_day_counts: bool = False,
    pauses: Sequence[Pause] = (),
) -> Reckoning:
    """When a term ends; see `within` and `period`, which it serves.

    Terms in hours run through nights and weekends and are never moved. A last day that
    is a day off gives way to the next working day where `term.moves` names the act.

    Args:
        term: how long.
        event: what it is counted from.
        place: its calendar, zone and region.
        first_day_counts: whether it is a period.
        pauses: times during which it stood still; they may overlap.

    Raises:
        OverflowError: it ends after the year 9999.
    """
    counting = Counting.PERIOD if first_day_counts else Counting.WITHIN
    day = place.day_of(event)
    if term.unit is Unit.HOUR:
        at = _instant(event, place)
        end, steps = _hours(term, at, place, pauses)
        ends = end.astimezone(place.zone)
        last = ends.date()
        counted = Step(kind=StepKind.HOURS, first=day, last=last, count=term.value)
        return _told(term, counting, event, place, day, last, ends, [counted, *steps])
    counts = first_day_counts and term.value > 0
    first = day if counts or not term.value else day + _ONE_DAY
    starts = (
        _next_working(first, place) if term.is_in_working_days and term.value else first
    )
    last, short = _last_day(term, day, place, pauses, counts=counts)
    steps = [Step(kind=StepKind.BEGAN, first=starts, last=starts, count=int(counts))]
    steps.append(Step(kind=StepKind.COUNTED, first=starts, last=last, count=term.value))
    if term.is_in_working_days:
        steps += days_off(first, last, place)
    steps += paused(first, last, pauses, place)
    if short:
        steps.append(Step(kind=StepKind.SHORT_MONTH, first=last, last=last))
    unmoved = last
    last, moved = _moved(term, last, place)
    steps += moved
    if term.is_in_working_days:
        steps += provisional(first, last, place)
    elif term.moves:
        steps += provisional(unmoved, last, place)
    ends = end_of_day(last, place.zone)
    return _told(term, counting, event, place, starts, last, ends, steps)


def before(term: Term, event: Moment, place: Place) -> Reckoning:
    """The last moment for what must be done at least N before an event.

    So many whole days lie between: of two working days before a Friday these are
    Wednesday and Thursday, and the last day is Tuesday. Working days are looked for,
    not demanded: the last day itself may be a day off.

    Args:
        term: how long.
        event: what it must come before.
        place: its calendar, zone and region.
    """
    day = place.day_of(event)
    counting = Counting.BEFORE
    if term.unit is Unit.HOUR:
        at = _instant(event, place) - timedelta(hours=term.value)
        ends = at.astimezone(place.zone)
        last = ends.date()
        counted = Step(kind=StepKind.HOURS, first=last, last=day, count=term.value)
        return _told(term, counting, event, place, day, last, ends, [counted])
    starts = day - _ONE_DAY
    last = _days_before(term, day, place)
    first = last + _ONE_DAY
    steps = [Step(kind=StepKind.BEGAN, first=starts, last=starts)]
    steps.append(
        Step(kind=StepKind.COUNTED, first=first, last=starts, count=term.value)
    )
    if term.is_in_working_days:
        steps += days_off(first, starts, place)
        steps += provisional(first, day, place)
    ends = end_of_day(last, place.zone)
    return _told(term, counting, event, place, starts, last, ends, steps)


def _told(
    term: Term,
    counting: Counting,
    event: Moment,
    place: Place,
    starts: date,
    last: date,
    ends: datetime,
    steps: Sequence[Step],
) -> Reckoning:
    return Reckoning(
        term=term,
        counting=counting,
        event=place.day_of(event),
        event_at=event if isinstance(event, datetime) else None,
        starts=starts,
        last_day=last,
        ends=ends,
        calendar_version=place.calendar.version,
        zone=place.zone.key,
        region=place.region,
        steps=tuple(steps),
    )


def _last_day(
    term: Term, day: date, place: Place, pauses: Sequence[Pause], *, counts: bool
) -> tuple[date, bool]:
    """The last day before it is moved, and whether its month was too short."""
    if term.value == 0:
        return day, False
    stops = [pause.days(place.zone) for pause in pauses]

    def stands_still(one: date) -> bool:
        return any(since <= one <= until for since, until in stops)

    first = day if counts else day + _ONE_DAY
    if term.is_in_working_days:
        last = first - _ONE_DAY
        left = term.value
        while left:
            last += _ONE_DAY
            left -= place.works(last) and not stands_still(last)
        return last, False
    last, short = _by_the_calendar(term, day, counts=counts)
    return _prolonged(first, last, stands_still), short


def _by_the_calendar(term: Term, day: date, *, counts: bool) -> tuple[date, bool]:
    """Where a term ends that neither stands still nor knows days off."""
    match term.unit:
        case Unit.MONTH | Unit.YEAR:
            months = term.value * (12 if term.unit is Unit.YEAR else 1)
            last = months_after(day, months)
            short = last.day < day.day
            return last - _ONE_DAY * (counts and not short), short
        case Unit.WEEK:
            return day + timedelta(weeks=term.value) - _ONE_DAY * counts, False
        case _:
            return day + timedelta(days=term.value) - _ONE_DAY * counts, False


def _prolonged(first: date, last: date, stands_still: Callable[[date], bool]) -> date:
    """The last day when as many days are added as did not count."""
    owed = sum(stands_still(one) for one in days_between(first, last))
    while owed:
        last += _ONE_DAY
        owed -= not stands_still(last)
    return last


def _moved(term: Term, last: date, place: Place) -> tuple[date, list[Step]]:
    """The last day when a day off gives way, and what became of it."""
    if place.works(last) or term.is_in_working_days:
        return last, []
    if term.moves is None:
        return last, [Step(kind=StepKind.STAYED, first=last, last=last)]
    working = _next_working(last, place)
    step = Step(kind=StepKind.MOVED, first=last, last=working, source=term.moves)
    return working, [step]


def _next_working(day: date, place: Place) -> date:
    """The first working day from this one on."""
    while not place.works(day):
        day += _ONE_DAY
    return day


def _hours(
    term: Term, at: datetime, place: Place, pauses: Sequence[Pause]
) -> tuple[datetime, list[Step]]:
    """The end of a term in hours, and which minutes did not count."""
    ends = at + timedelta(hours=term.value)
    steps: list[Step] = []
    reached = at
    for pause in sorted(pauses, key=lambda one: one.since):
        since, until = max(pause.since, reached), pause.until
        if since < ends and since < until:
            ends += until - since
            reached = until
            steps.append(
                Step(
                    kind=StepKind.PAUSED,
                    first=place.day_of(since),
                    last=place.day_of(until),
                    count=round((until - since) / timedelta(minutes=1)),
                    source=pause.source,
                )
            )
    return ends, steps


def _days_before(term: Term, day: date, place: Place) -> date:
    """The last day with so many whole days between it and another."""
    match term.unit:
        case Unit.WORKING_DAY:
            left = term.value
            while left:
                day -= _ONE_DAY
                left -= place.works(day)
            return day - _ONE_DAY
        case Unit.MONTH:
            return months_after(day, -term.value) - _ONE_DAY
        case Unit.YEAR:
            return months_after(day, -12 * term.value) - _ONE_DAY
        case Unit.WEEK:
            return day - timedelta(weeks=term.value) - _ONE_DAY
        case _:
            return day - timedelta(days=term.value) - _ONE_DAY


def _instant(event: Moment, place: Place) -> datetime:
    """The instant of an event: of a day, its beginning."""
    if isinstance(event, datetime):
        return event.astimezone(UTC)
    return datetime.combine(event, time.min, place.zone).astimezone(UTC)
