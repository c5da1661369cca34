"""The budget of hours of interaction, and how much of it is spent.

Source: 248-ФЗ, ст. 73 ч. 7 (LAW-007, LAW-008, LAW-009).
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from domain.inspection.grounds import Ground
from domain.inspection.kinds import KindRules, Law
from domain.law_term import LawTerm
from domain.profile import Size
from domain.term import Place, WorkingHours, end_of_day

BY_PROGRAMME: Final = "LAW-009"
"""Bounds the hours of a microenterprise that a programme of checks is about."""

Span = tuple[datetime, datetime]
"""From when until when somebody was busy with the client."""

_ONE_DAY = timedelta(days=1)
_NONE = timedelta(0)


class DayHours(NamedTuple):
    """What one day cost.

    Attributes:
        day: local time.
        spent: time of interaction.
        worked: hours that people work on that day; a shortened day has fewer.
    """

    day: date
    spent: timedelta
    worked: int


class Budget(NamedTuple):
    """How much of the time of interaction is left.

    Attributes:
        rule: that bounds it, whose number is in hours; None: none does.
        spent: until now.
        days: what each day cost, in order.
        used_up_on: day on which the rest is used up by working every day from the next
            working day on; None: nothing bounds it, or it is used up.
    """

    rule: LawTerm | None
    spent: timedelta
    days: tuple[DayHours, ...]
    used_up_on: date | None

    @property
    def left(self) -> timedelta | None:
        """Below zero when too much was spent; None: nothing bounds it."""
        if self.rule is None:
            return None
        return timedelta(hours=self.rule.number) - self.spent

    @property
    def is_exceeded(self) -> bool:
        return self.left is not None and self.left < _NONE


def limit(
    ground: Ground,
    size: Size | None,
    rules: KindRules,
    law: Law,
    on: date,
    control_kind: str,
) -> LawTerm | None:
    """The rule that bounds the hours of interaction with a client; None: none does."""
    if size is None or size not in rules.hours:
        return None
    by_programme = ground is Ground.PROGRAMME and size is Size.MICRO
    id = BY_PROGRAMME if by_programme else rules.hours[size]
    return law.on(id, on, control_kind)


def spent(spans: Iterable[Span]) -> timedelta:
    """How long the client was busy; what several did at one time counts once."""
    return sum((until - since for since, until in _merged(spans)), _NONE)


def passing(spans: Sequence[Span], allowed: timedelta) -> int:
    """Which of them, in the order of their beginning, used up more than is allowed."""
    took, over = _NONE, spans[0][0]
    for number, (since, until) in enumerate(spans):
        took += max(until - max(since, over), _NONE)
        if took > allowed:
            return number
        over = max(over, until)
    return len(spans)


def budget(
    spans: Sequence[Span],
    rule: LawTerm | None,
    place: Place,
    hours: WorkingHours,
    today: date,
) -> Budget:
    """How much is spent, day by day, and when the rest would be used up.

    Args:
        spans: of interaction, any order; they may overlap.
        rule: that bounds them; None: none does.
        place: whose days off and shortened days count.
        hours: how long people work.
        today: local time.
    """
    by_day: dict[date, timedelta] = {}
    for since, until in _merged(spans):
        for day, part in _by_day(since, until, place):
            by_day[day] = by_day.get(day, _NONE) + part
    days = tuple(
        DayHours(day, by_day[day], hours.of(day, place)) for day in sorted(by_day)
    )
    total = sum(by_day.values(), _NONE)
    used_up = None
    if rule is not None:
        left = timedelta(hours=rule.number) - total
        if left > _NONE:
            whole = -(-left // timedelta(hours=1))
            used_up = hours.spent(whole, today + _ONE_DAY, place)
    return Budget(rule, total, days, used_up)


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for since, until in sorted(spans):
        if merged and since <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], until)
        else:
            merged.append((since, until))
    return merged


def _by_day(
    since: datetime, until: datetime, place: Place
) -> Iterable[tuple[date, timedelta]]:
    """The same, parted at midnight of the place."""
    while place.day_of(since) < place.day_of(until):
        day = place.day_of(since)
        midnight = end_of_day(day, place.zone) + timedelta(microseconds=1)
        yield day, midnight - since
        since = midnight
    if since < until:
        yield place.day_of(since), until - since
