"""When a term ends, and how that was counted: data, of which words are made."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, Field

from domain.kernel import Certainty, Value
from domain.term.calendar import WorkDays
from domain.term.unit import Unit

LONGEST = 10_000
"""No term is longer, in whatever unit it is counted."""

_ONE_DAY = timedelta(days=1)


class Term(Value):
    """How long something runs, by what rule.

    Attributes:
        value: how many.
        unit: of what.
        rule: id of the rule of law, e.g. "LAW-070"; None when somebody chose the term.
        source: act and article behind it; "" when somebody chose it.
        certainty: how sure the data are of it; None when somebody chose it.
        moves: the act by which a last day that is a day off gives way to the next
            working day; None: it does not.
    """

    value: Annotated[int, Field(ge=0, le=LONGEST)]
    unit: Unit
    rule: str | None = None
    source: str = ""
    certainty: Certainty | None = None
    moves: str | None = None

    @property
    def is_in_working_days(self) -> bool:
        """Whether days off do not count."""
        return self.unit is Unit.WORKING_DAY


class Counting(StrEnum):
    """From where a term is counted.

    WITHIN: from the day after the event ("within N days from receipt"). PERIOD: the
    first day counts ("a period of N days"). BEFORE: back from the event, with whole
    days in between ("at least N days before").
    """

    WITHIN = "within"
    PERIOD = "period"
    BEFORE = "before"


class StepKind(StrEnum):
    """One thing that was done in counting; which fields of a `Step` it uses.

    BEGAN: `first` is the first day that counts, `count` 1 when the day of the
        event itself counts.
    HOURS: `count` hours by the clock, nights and days off among them.
    COUNTED: `count` units from `first` to `last`.
    OFF: `first`..`last` are days off beyond Saturdays and Sundays, `count` of them,
        or those around them; they did not count.
    REGIONAL: likewise, days off of the region only.
    WORKED: `first` is a Saturday or Sunday on which people work; it counted.
    PAUSED: `first`..`last` did not count, the term stood still; for hours, `count`
        minutes did not.
    SHORT_MONTH: the month has no day of that number; `last` is its last day.
    MOVED: the last day `first` is a day off and gave way to `last`.
    STAYED: the last day `first` is a day off and no rule moves it.
    PROVISIONAL: of the year of `first` there is no decree yet.
    """

    BEGAN = "began"
    HOURS = "hours"
    COUNTED = "counted"
    OFF = "off"
    REGIONAL = "regional"
    WORKED = "worked"
    PAUSED = "paused"
    SHORT_MONTH = "short_month"
    MOVED = "moved"
    STAYED = "stayed"
    PROVISIONAL = "provisional"


class Step(Value):
    """One thing that was done in counting.

    Attributes:
        kind: what.
        first, last: days, both included; the same when it is one.
        count: how many; see `StepKind`.
        source: the act behind it; "" when there is none to name.
    """

    kind: StepKind
    first: date
    last: date
    count: int = 0
    source: str = ""


class Reckoning(Value):
    """When a term ends, and how that was counted.

    Attributes:
        term: what was counted, with rule and source.
        counting: from where.
        event: the day of the event, in the zone.
        event_at: its instant, when it was known; a term in hours rests on it.
        starts: the first day that counts; of a term before an event, the last.
        last_day: the day on which it ends, in the zone.
        ends: the last instant in time, in the zone: what is done later is late. Of a
            term in days the end of its last day; of one in hours the very instant.
        calendar_version: of the calendar that was used.
        zone: name of the time zone, e.g. "Europe/Samara".
        region: whose days off counted; None: only those of the whole country.
        steps: how it was counted, in order.
    """

    term: Term
    counting: Counting
    event: date
    event_at: AwareDatetime | None = None
    starts: date
    last_day: date
    ends: AwareDatetime
    calendar_version: int
    zone: str
    region: str | None = None
    steps: tuple[Step, ...] = ()

    @property
    def is_provisional(self) -> bool:
        """Whether it lies in a year of which there is no decree yet."""
        return any(one.kind is StepKind.PROVISIONAL for one in self.steps)

    def is_late(self, now: datetime) -> bool:
        """Whether the term has passed at an instant."""
        return now > self.ends


class Pause(Value):
    """A time during which a term stands still.

    Of a term in days, the day on which it stopped has counted, and the day on which it
    goes on does not count any more. Of one in hours, every minute is left out.

    Attributes:
        since: when it stopped.
        until: when it went on.
        source: the act behind it; "" when there is none to name.
    """

    since: AwareDatetime
    until: AwareDatetime
    source: str = ""

    @classmethod
    def of_days(
        cls, first: date, last: date, zone: ZoneInfo, source: str = ""
    ) -> "Pause":
        """A pause of whole days: from `first` to `last` none counts."""
        return cls(
            since=end_of_day(first - _ONE_DAY, zone),
            until=end_of_day(last, zone),
            source=source,
        )

    def days(self, zone: ZoneInfo) -> tuple[date, date]:
        """The first and the last day that do not count; none when first > last."""
        since = self.since.astimezone(zone).date()
        return since + _ONE_DAY, self.until.astimezone(zone).date()


@dataclass(frozen=True)
class Place:
    """Where a term runs.

    Attributes:
        calendar: of working days.
        zone: time zone in which its days begin and end.
        region: two digits, e.g. "63", whose own days off count; None: none's.
    """

    calendar: WorkDays
    zone: ZoneInfo
    region: str | None = None

    def works(self, day: date) -> bool:
        """Whether people are at work there on a day."""
        return self.calendar.day(day, self.region).kind.is_working

    def working_days_after(self, day: date, n: int) -> date:
        """The day on which people are at work there for the `n`-th time after a day."""
        while n:
            day += _ONE_DAY
            n -= self.works(day)
        return day

    def day_of(self, moment: date | datetime) -> date:
        """The day of a moment there; a day is itself."""
        if isinstance(moment, datetime):
            return moment.astimezone(self.zone).date()
        return moment


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """The last instant of a day."""
    return datetime.combine(day, time.max, zone)


def days_between(first: date, last: date) -> Iterable[date]:
    """Every day from the first to the last, both included."""
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
