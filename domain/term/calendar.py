"""What a calendar of working days is asked for."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple, Protocol


class DayKind(StrEnum):
    """What a day is for those who work five days a week.

    SHORTENED: a working day, an hour shorter. HOLIDAY: a public holiday. OFF: a day off
    that is neither a holiday nor a weekend, such as one that a decree moved here.
    """

    WORKING = "working"
    SHORTENED = "shortened"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    OFF = "off"

    @property
    def is_working(self) -> bool:
        """Whether people are at work."""
        return self in (DayKind.WORKING, DayKind.SHORTENED)


class Day(NamedTuple):
    """What a calendar says of a day.

    Attributes:
        kind: what it is.
        source: the act behind it; "" for what days of the week make it.
        is_regional: whether it is so in one region only.
    """

    kind: DayKind
    source: str = ""
    is_regional: bool = False


class WorkDays(Protocol):
    """A calendar of working days, as it was published at one time."""

    @property
    def version(self) -> int:
        """Its number; every change gives a greater one."""
        ...

    def day(self, day: date, region: str | None = None) -> Day:
        """What a day is.

        Args:
            day: any.
            region: two digits, e.g. "63"; None: as for the whole country.
        """
        ...

    def is_settled(self, year: int) -> bool:
        """Whether the days off of a year are decreed; else they follow from the law."""
        ...
