"""How many working days a business needs to answer, line by line (C4).

The numbers are data: how long a document of a kind takes to get, and what makes it
take longer. The law bounds the whole.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from domain.information_request.refusals import RequestTooLarge
from domain.kernel import Certainty, Value
from domain.law_term import LawTerm
from domain.profile import Size
from domain.term import Pause, Place, Reckoning, Term, Unit, days_between, within

WHOLE = 100
"""Percent of the time as it is."""
DAY_OF_YEAR = r"^\d{2}-\d{2}$"

Kind = Annotated[str, Field(pattern=r"^[a-z][a-z_]{1,39}$")]


class Words(Value):
    """A name in both languages."""

    ru: str
    en: str

    def said(self, language: str) -> str:
        """In "ru" or "en"."""
        return self.ru if language == "ru" else self.en


class LeadTime(Value):
    """How long it takes a business to get a document of a kind.

    Attributes:
        kind: of document, e.g. "laboratory".
        name: what people call it.
        days: working days.
        held_by: the register of the state that has it, so that it must not be asked
            for; "" when only the business has it.
        stands: days for which a document that was given before stands.
        source, certainty: where the number comes from, and how sure it is.
        valid_from, valid_until: first and last day it holds; None: open.
    """

    kind: Kind
    name: Words
    days: int = Field(ge=0, le=250)
    held_by: str = ""
    stands: int = Field(ge=0, le=3660)
    source: str
    certainty: Certainty
    valid_from: date | None = None
    valid_until: date | None = None

    def holds(self, on: date) -> bool:
        """Whether it is in force on this day."""
        return (self.valid_from or on) <= on <= (self.valid_until or on)


class Component(StrEnum):
    """What a line of the reckoning is about."""

    LEAD = "lead"
    FURTHER = "further"
    SIZE = "size"
    STAFF = "staff"
    PLACES = "places"
    DISTANCE = "distance"
    BURDEN = "burden"
    SEASON = "season"


class TimeRule(Value):
    """What makes an answer take longer.

    Attributes:
        id: e.g. "micro".
        component: to which line it belongs.
        name: what it says.
        days: working days that are added, each time it counts.
        percent: of the time that getting the documents takes; 100: as it is.
        most: how often it counts at most; None: always.
        sizes: of a business, for which it holds; empty: for all.
        first, last: day of the month, "--DD", or of the year, "MM-DD", on which the
            season begins and ends; "" when it is no season.
        source, certainty: where the number comes from, and how sure it is.
        valid_from, valid_until: first and last day it holds; None: open.
    """

    id: Kind
    component: Component
    name: Words
    days: int = Field(default=0, ge=0, le=100)
    percent: int = Field(default=WHOLE, ge=WHOLE, le=1000)
    most: int | None = Field(default=None, ge=1)
    sizes: tuple[Size, ...] = ()
    first: str = Field(default="", pattern=r"^$|^(--|\d{2}-)\d{2}$")
    last: str = Field(default="", pattern=r"^$|^(--|\d{2}-)\d{2}$")
    source: str
    certainty: Certainty
    valid_from: date | None = None
    valid_until: date | None = None

    def holds(self, on: date) -> bool:
        """Whether it is in force on this day."""
        return (self.valid_from or on) <= on <= (self.valid_until or on)

    def is_season(self, day: date) -> bool:
        """Whether a day falls into the season."""
        told = day.strftime("--%d" if self.first.startswith("--") else "%m-%d")
        return self.first <= told <= self.last


class Circumstances(Value):
    """What is known of a business that matters for its time.

    Attributes:
        size: by the register of small business; None when not known.
        employees: how many; None when not known.
        places: where it works.
        other_regions: how many of them lie in another region than the business.
        open_requests: other requests that wait for its answer.
    """

    size: Size | None = None
    employees: int | None = None
    places: int = 0
    other_regions: int = 0
    open_requests: int = 0


class Line(Value):
    """One line of the reckoning.

    Attributes:
        component: what it is about.
        rule: kind of document, or id of the rule.
        count: how often it counts.
        days: working days that it adds.
        percent: by which the lines before are raised to; 100 when it only adds.
    """

    component: Component
    rule: Kind
    count: int
    days: int
    percent: int = WHOLE


class Sufficient(Value):
    """How long a business needs, and how that was found.

    Attributes:
        lines: what it is made of, in order; they add up to `days`.
        days: working days.
        bound: id of the rule of law that bounds it; None: none does.
        most: working days that rule allows; None: it names none.
    """

    lines: tuple[Line, ...]
    days: int
    bound: str | None
    most: int | None


class TimeTable:
    """The numbers as they hold on a day.

    Args:
        lead_times, rules: any order; one name may come several times, valid at
            different times.
        on: the day.
    """

    def __init__(
        self, lead_times: Iterable[LeadTime], rules: Iterable[TimeRule], on: date
    ) -> None:
        self.kinds: Mapping[str, LeadTime] = {
            one.kind: one for one in lead_times if one.holds(on)
        }
        self.rules: Mapping[str, TimeRule] = {
            one.id: one for one in rules if one.holds(on)
        }

    def needed(self, kinds: Sequence[str], of: Circumstances) -> list[Line]:
        """What documents of these kinds take such a business, without the season.

        Args:
            kinds: of what is asked, at least one.
            of: the business.

        Raises:
            LookupError: there is no such kind.
        """
        longest = max((self.kinds[kind] for kind in kinds), key=lambda one: one.days)
        lines = [_line(Component.LEAD, longest.kind, 1, max(1, longest.days))]
        lines += self._added(Component.FURTHER, len(kinds) - 1)
        lines += self._raised(sum(line.days for line in lines), of)
        lines += self._added(Component.PLACES, of.places - 1)
        lines += self._added(Component.DISTANCE, of.other_regions)
        lines += self._added(Component.BURDEN, of.open_requests)
        return lines

    def season(self, reckoning: Reckoning) -> Line | None:
        """What a busy season adds to a term that runs through one; the longest."""
        span = list(days_between(reckoning.starts, reckoning.last_day))
        found = [
            one for one in self._of(Component.SEASON) if any(map(one.is_season, span))
        ]
        if not found:
            return None
        longest = max(found, key=lambda one: one.days)
        return _line(Component.SEASON, longest.id, 1, longest.days)

    def _of(self, component: Component) -> list[TimeRule]:
        return [one for one in self.rules.values() if one.component is component]

    def _added(self, component: Component, count: int) -> list[Line]:
        return [
            _line(component, one.id, times, times * one.days)
            for one in self._of(component)
            if (times := min(count, one.most or count)) > 0
        ]

    def _raised(self, days: int, of: Circumstances) -> list[Line]:
        """By the one thing that raises it most: being small, or being alone."""
        found = [one for one in self._of(Component.SIZE) if of.size in one.sizes]
        if of.employees == 0:
            found += self._of(Component.STAFF)
        if not found:
            return []
        most = max(found, key=lambda one: one.percent)
        raised = -(-days * most.percent // WHOLE)
        line = _line(most.component, most.id, 1, raised - days)
        return [line.model_copy(update={"percent": most.percent})]


def sufficient(
    kinds: Sequence[str],
    of: Circumstances,
    table: TimeTable,
    *,
    bound: LawTerm | None,
) -> Sufficient:
    """What a business needs at least; the season comes with `in_season`.

    Args:
        kinds: of what is asked.
        of: the business.
        table: the numbers of today.
        bound: the rule of law that bounds the term; None: none does.
    """
    lines = tuple(table.needed(kinds, of))
    return Sufficient(
        lines=lines,
        days=sum(line.days for line in lines),
        bound=bound.id if bound else None,
        most=bound.value if bound and bound.is_term else None,
    )


def reckoned(
    time: Sufficient,
    received: date,
    place: Place,
    table: TimeTable,
    *,
    pauses: Sequence[Pause] = (),
    term: Term,
    days: int | None = None,
) -> tuple[Sufficient, Reckoning]:
    """When a sufficient time ends, a busy season and declared absences left out.

    Args:
        time: as `sufficient` found it.
        received: the day on which the business has the request.
        place: its calendar, zone and region.
        table: the numbers of today.
        pauses: declared absences.
        term: with the rule and source behind it; its value is replaced.
        days: what the body gives, when that is more.

    Returns:
        The time with the season in it, and the reckoning of it, or of what is given.

    Raises:
        RequestTooLarge: the law allows less than that takes.
    """
    ends = within(_of(term, time.days), received, place, pauses)
    season = table.season(ends)
    if season is not None:
        time = time.model_copy(
            update={"lines": (*time.lines, season), "days": time.days + season.days}
        )
    if time.most is not None and time.days > time.most:
        raise RequestTooLarge(needed=time.days, allowed=time.most)
    given = max(time.days, days or 0)
    return time, within(_of(term, given), received, place, pauses)


def absences(
    spans: Iterable[tuple[date, date]], received: date, place: Place, most: int
) -> tuple[Pause, ...]:
    """Declared absences as times that do not count.

    Args:
        spans: first and last day of each, both included.
        received: the day of the request; what was over before does not matter.
        place: whose days are meant.
        most: calendar days that count at most of each.
    """
    return tuple(
        Pause.of_days(first, min(last, first + timedelta(days=most - 1)), place.zone)
        for first, last in spans
        if last > received
    )


def _line(component: Component, rule: str, count: int, days: int) -> Line:
    return Line(component=component, rule=rule, count=count, days=days)


def _of(term: Term, days: int) -> Term:
    return term.model_copy(update={"value": days, "unit": Unit.WORKING_DAY})
