"""Until when a step that repeats counts as done, and from when people are warned."""

from datetime import date, timedelta

from domain.algorithm import AlgorithmContent
from domain.term import Day, DayKind, Unit, WorkDays, last_day

WARNING = timedelta(days=14)
"""How long before its end people are told; of a short term, in its second half."""


_SATURDAY = 5


class _Weekdays:
    """The calendar of what was recorded before there was one."""

    version = 0

    def day(self, day: date, region: str | None = None) -> Day:
        return Day(DayKind.WEEKEND if day.weekday() >= _SATURDAY else DayKind.WORKING)

    def is_settled(self, year: int) -> bool:
        return False


_WEEKDAYS = _Weekdays()


def until(
    content: AlgorithmContent,
    number: int,
    done_on: date,
    calendar: WorkDays = _WEEKDAYS,
) -> date | None:
    """The last day on which a step done on a day counts; none when it does not end.

    Args:
        content: of the algorithm.
        number: of the step.
        done_on: the day.
        calendar: of working days; by default every weekday is one.
    """
    step, repeat = content.step(number), content.repeat
    if step is None or not step.repeats or repeat is None or repeat.every is None:
        return None
    return last_day(repeat.every.n, repeat.every.unit, done_on, calendar)


def until_by(
    content: AlgorithmContent, number: int, done_on: date, calendar: WorkDays | None
) -> date | None:
    """Likewise where days off count; none where the end follows from the day alone."""
    every = content.repeat and content.repeat.every
    if calendar is None or not every or every.unit is not Unit.WORKING_DAY:
        return None
    return until(content, number, done_on, calendar)


def warned_from(since: date, end: date) -> date:
    """The day from which people are told that something ends."""
    return end - min(WARNING, (end - since) / 2)
