"""When a deadline speaks up: before its end, on its last day, and when it is over.

How often is set by the service, not by the law.
"""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.term import Reckoning, Unit

MORNING = time(9)
AHEAD = timedelta(days=3)
LATER = timedelta(days=7)
LEFT = 4
"""Of a term in hours, one part of so many is left at the first reminder."""


class Stage(StrEnum):
    """What a deadline says.

    BEFORE: it is near; ON: this is the last day; PASSED: it is over and nothing was
    done; AFTER: still nothing.
    """

    BEFORE = "before"
    ON = "on"
    PASSED = "passed"
    AFTER = "after"


REMINDERS = (Stage.BEFORE, Stage.ON)
"""What comes before the end, in this order."""


def moments(
    reckoning: Reckoning, since: datetime, passed_at: datetime | None = None
) -> Mapping[Stage, datetime]:
    """When each stage comes, without those that were over before the deadline was set.

    Args:
        reckoning: how long there is.
        since: when the deadline was set, or set anew.
        passed_at: when it was found to be over, if it was.
    """
    if passed_at is not None:
        return {Stage.AFTER: passed_at + LATER}
    planned = {**_before(reckoning), Stage.PASSED: reckoning.ends}
    return {
        stage: at
        for stage, at in planned.items()
        if stage is Stage.PASSED or since < at < reckoning.ends
    }


def _before(reckoning: Reckoning) -> dict[Stage, datetime]:
    zone, ends = ZoneInfo(reckoning.zone), reckoning.ends
    if reckoning.term.unit is Unit.HOUR:
        began = reckoning.event_at or datetime.combine(reckoning.event, time(), zone)
        return {Stage.BEFORE: ends - (ends - began) / LEFT}
    morning = datetime.combine(reckoning.last_day, MORNING, zone)
    return {Stage.BEFORE: morning - AHEAD, Stage.ON: morning}
