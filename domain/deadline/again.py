"""Counts a term again: by another calendar, or without the times it stood still."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from domain.term import Counting, Pause, Place, Reckoning, WorkDays, before, reckon


def counted_again(
    reckoning: Reckoning, calendar: WorkDays, pauses: Sequence[Pause]
) -> Reckoning:
    """The same term from the same event, as a calendar gives it.

    Args:
        reckoning: as it was counted before.
        calendar: to count by.
        pauses: all times during which the term stood still.
    """
    place = Place(calendar, ZoneInfo(reckoning.zone), reckoning.region)
    event = reckoning.event_at or reckoning.event
    if reckoning.counting is Counting.BEFORE:
        return before(reckoning.term, event, place)
    return reckon(
        reckoning.term,
        event,
        place,
        first_day_counts=reckoning.counting is Counting.PERIOD,
        pauses=pauses,
    )
