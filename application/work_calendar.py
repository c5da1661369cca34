"""An administrator takes decrees into the calendar of working days."""

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field

from application.access import Action, allow
from application.log import EventLog, Key, Receipt
from domain.client import UnknownRegion
from domain.errors import Stale
from domain.kernel import Actor, Certainty, Value
from domain.term import DayKind
from domain.work_calendar import (
    ActName,
    CalendarDay,
    Decree,
    Mark,
    Region,
    WorkCalendar,
    Yearly,
)


class DayChange(Value):
    """What an act says of a day.

    Attributes:
        day: which one.
        kind: what it is from now on.
        instead_of: the weekend or holiday that is moved here; None when none is.
    """

    day: CalendarDay = Field(examples=["2028-01-10"])
    kind: DayKind = Field(examples=["off"])
    instead_of: CalendarDay | None = None


class TakeDecree(Value):
    """Take an act into the calendar.

    Attributes:
        act: its name, date and number.
        days: the days that it changes.
        region: two digits, when they are days of one region only.
        settles: the year whose days off it decrees; None: no year's.
        certainty: how sure that is.
    """

    act: ActName = Field(
        examples=["Постановление Правительства РФ от 01.09.2027 № 1000"]
    )
    days: Annotated[tuple[DayChange, ...], Field(max_length=100)] = ()
    region: Region | None = Field(default=None, examples=["63"])
    settles: Annotated[int, Field(ge=1900, le=2199)] | None = Field(
        default=None, examples=[2028]
    )
    certainty: Certainty = Certainty.CERTAIN


class WorkCalendars:
    """The commands of the calendar; all are an administrator's."""

    def __init__(self, log: EventLog, regions: Iterable[str]) -> None:
        self._log = log
        self._regions = frozenset(regions)

    def take(
        self,
        command: TakeDecree,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Take an act in; whoever counts by the calendar counts by it from now on.

        Raises:
            UnknownRegion: there is no such region.
            DecreeEmpty, DayTwice, RegionalYear, YearSettled, CalendarUnchanged: see
                `WorkCalendar.decree`.
        """
        allow(by, Action.KEEP_LAW)

        def decide() -> Receipt:
            if command.region and command.region not in self._regions:
                raise UnknownRegion(region=command.region)
            calendar = self._log.load(WorkCalendar, WorkCalendar.create_id(), version)
            calendar.decree(_decree(command), by=by)
            return self._log.record(calendar, by=by, key=key)

        return self._log.once(by, key, decide)

    def take_shipped(
        self, yearly: Yearly, decrees: Iterable[Decree], *, by: Actor
    ) -> None:
        """Begin the calendar, and take in the years that it does not know yet.

        What an administrator decreed stays; it may be run again.
        """
        allow(by, Action.KEEP_LAW)
        found = self._log.find(WorkCalendar, WorkCalendar.create_id())
        calendar = found or WorkCalendar.open(yearly, by=by)
        settled = calendar.edition.settled
        for one in decrees:
            if one.settles not in settled:
                calendar.decree(one, by=by)
        if calendar.pending_events:
            try:
                self._log.record(calendar, by=by)
            except Stale:
                return  # another process was faster with the same


def _decree(command: TakeDecree) -> Decree:
    return Decree(
        act=command.act,
        days=tuple(
            Mark(
                day=one.day,
                kind=one.kind,
                source=command.act,
                instead_of=one.instead_of,
            )
            for one in command.days
        ),
        region=command.region,
        settles=command.settles,
        certainty=command.certainty,
    )
