"""Which rules of law an entry of the plan breaks."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple
from uuid import UUID

from pydantic import Field

from domain.inspection.grounds import Ground
from domain.inspection.hours import limit
from domain.inspection.kinds import KindTable, Law
from domain.kernel import Certainty, Value
from domain.law_term import LawTerm
from domain.plan.content import Content
from domain.profile import Size
from domain.risk.category import Category, Frequency, Measure, frequencies
from domain.term import Place

BY_PLAN: Final = "LAW-035"
"""The rule of law about who is inspected by plan at all."""
VISIT: Final = "LAW-018"
"""The rule of law that bounds a mandatory preventive visit."""
NEVER: Final = "LAW-033"
"""The rule of law by which nothing is planned at low risk."""


class PlanFault(StrEnum):
    """What is wrong with an entry."""

    NOT_BY_PLAN = "not_by_plan"
    TOO_OFTEN = "too_often"
    TOO_LONG = "too_long"
    HOURS_MISSING = "hours_missing"
    TOO_MANY_HOURS = "too_many_hours"


class PlanBroken(Value):
    """One rule that an entry breaks.

    Attributes:
        fault: what is wrong.
        rule: id of the rule of law.
        source: act and article.
        certainty: how sure the data are of it.
        objects: to which it applies; empty: to the entry as a whole. Null stands for
            what the business does, wherever.
        facts: what explains it, e.g. the first lawful day; days in ISO.
    """

    fault: PlanFault
    rule: str
    source: str
    certainty: Certainty
    objects: tuple[UUID | None, ...] = ()
    facts: dict[str, str | int] = Field(default_factory=dict)


class Held(NamedTuple):
    """A planned check that was, or is to be.

    Attributes:
        measure: what.
        objects: where; None among them: in the business as a whole; empty: that is not
            recorded.
        ends: its last day.
    """

    measure: Measure
    objects: tuple[UUID | None, ...]
    ends: date


Last = Mapping[tuple[UUID | None, Measure], date]
"""By object and measure: the day on which the last planned one ends, or ended."""


def last_of_each(held: Iterable[Held], objects: Sequence[UUID | None]) -> Last:
    """The last day of each object's last check; one of the whole is of every object."""
    last: dict[tuple[UUID | None, Measure], date] = {}
    for one in held:
        whole = not one.objects or None in one.objects
        for object in objects if whole else (*one.objects, None):
            key = object, one.measure
            last[key] = max(last.get(key, one.ends), one.ends)
    return last


class Measured(NamedTuple):
    """What an entry is measured by.

    Attributes:
        law: the numbers of the law.
        kinds: what holds for each kind of inspection.
        place: where terms run.
        size: of the business; None: unknown.
        last: when each object had its last planned check.
    """

    law: Law
    kinds: KindTable
    place: Place
    size: Size | None
    last: Last


def faults(content: Content, by: Measured) -> tuple[PlanBroken, ...]:
    """Every rule that an entry breaks; empty: it is lawful as far as data can tell.

    Source:
        248-ФЗ, ст. 25, 52.1, 72, 73 (LAW-006 to LAW-018, LAW-028 to LAW-035).
    """
    return tuple(one for check in _CHECKS for one in check(content, by))


def may_be_planned(
    category: Category, measure: Measure, by: Measured, on: date, number: str | None
) -> Frequency | None:
    """How often an object of a category has such a check by plan; None: never."""
    for one in frequencies(category, by.law, on, number):
        if measure in one.measures and one.times:
            return one
    return None


_Found = Iterator[PlanBroken]


def _not_by_plan(content: Content, by: Measured) -> _Found:
    starts, number = content.dates.starts, content.control_number
    found: dict[Category, list[UUID | None]] = {}
    for one in content.objects:
        if not may_be_planned(one.category, content.measure, by, starts, number):
            found.setdefault(one.category, []).append(one.premises)
    is_inspection = content.measure is Measure.INSPECTION
    rule = by.law.on(BY_PLAN if is_inspection else NEVER, starts, number)
    for category, objects in found.items():
        yield _broken(
            PlanFault.NOT_BY_PLAN, rule, tuple(objects), {"category": category}
        )


def _too_often(content: Content, by: Measured) -> _Found:
    starts, number = content.dates.starts, content.control_number
    found: dict[tuple[str, date], list[UUID | None]] = {}
    for one in content.objects:
        often = may_be_planned(one.category, content.measure, by, starts, number)
        if often is None:
            continue
        held = [by.last.get((one.premises, measure)) for measure in often.measures]
        last = max((day for day in held if day), default=None)
        earliest = often.earliest(last) if last else None
        if earliest and starts < earliest:
            found.setdefault((often.rule, earliest), []).append(one.premises)
    for (rule, earliest), objects in found.items():
        yield _broken(
            PlanFault.TOO_OFTEN,
            by.law.on(rule, starts, number),
            tuple(objects),
            {"earliest": earliest.isoformat()},
        )


def _too_long(content: Content, by: Measured) -> _Found:
    dates, number = content.dates, content.control_number
    id: str | None = VISIT
    if content.kind is not None:
        id = by.kinds.on(content.kind, dates.starts, number or "").duration
    rule = by.law.find(id, dates.starts, number) if id else None
    if rule is None or not rule.is_term:
        return
    latest = rule.reckon(dates.starts, by.place).last_day
    if dates.last_day > latest:
        yield _broken(PlanFault.TOO_LONG, rule, (), {"latest": latest.isoformat()})


def _hours(content: Content, by: Measured) -> _Found:
    if content.kind is None:
        return
    starts, number = content.dates.starts, content.control_number or ""
    rules = by.kinds.on(content.kind, starts, number)
    rule = limit(Ground.PLAN, by.size, rules, by.law, starts, number)
    if rule is None:
        return
    if content.hours is None:
        yield _broken(PlanFault.HOURS_MISSING, rule, (), {"most": rule.number})
    elif content.hours > rule.number:
        yield _broken(PlanFault.TOO_MANY_HOURS, rule, (), {"most": rule.number})


def _broken(
    fault: PlanFault,
    rule: LawTerm,
    objects: tuple[UUID | None, ...],
    facts: dict[str, str | int],
) -> PlanBroken:
    return PlanBroken(
        fault=fault,
        rule=rule.id,
        source=rule.source,
        certainty=rule.certainty,
        objects=objects,
        facts=facts,
    )


_CHECKS: Final[tuple[Callable[[Content, Measured], _Found], ...]] = (
    _not_by_plan,
    _too_often,
    _too_long,
    _hours,
)
