"""What an order of an inspection names, and which rules of law it breaks (I0)."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import Final, NamedTuple

from pydantic import AwareDatetime, Field

from domain.inspection.gate import Scope
from domain.inspection.grounds import GROUNDS, Approval, Ground
from domain.inspection.hours import limit
from domain.inspection.kinds import ControlAction, Kind, KindRules, Law
from domain.kernel import Certainty, Value
from domain.law_term import LawTerm
from domain.profile import Size
from domain.risk.category import Category, Measure, frequencies
from domain.term import Place, Reckoning

MOST_SCOPES: Final = 1000
GRAVE: Final = "LAW-061"
"""The rule of law about what makes an inspection invalid."""


class Part(StrEnum):
    """What somebody does in an inspection."""

    INSPECTOR = "inspector"
    EXPERT = "expert"
    SPECIALIST = "specialist"


class Named(Value):
    """Somebody whom the order names; `person` is the id of the person."""

    person: str = Field(min_length=1, max_length=200)
    part: Part = Part.INSPECTOR


class Order(Value):
    """What an order names.

    Attributes:
        kind: of the inspection.
        control_kind: name of the kind of control, as in the register of requirements.
        ground: on what ground.
        basis: address or number of what the ground rests on: a row of the plan, an
            appeal, an improvement order, a demand.
        is_immediate: it begins at once, since grave harm threatens.
        starts: when it begins.
        last_day: on which it ends, in the zone of the place.
        hours: of interaction at most; None: the law bounds none.
        persons: who may carry it out.
        actions: what they may do.
        scopes: objects and requirements.
    """

    kind: Kind
    control_kind: str = Field(
        min_length=1,
        max_length=300,
        examples=["Федеральный государственный пожарный надзор"],
    )
    ground: Ground
    basis: str = Field(max_length=300)
    is_immediate: bool = False
    starts: AwareDatetime
    last_day: date
    hours: int | None = Field(default=None, ge=1, le=1000)
    persons: tuple[Named, ...] = Field(max_length=100)
    actions: tuple[ControlAction, ...]
    scopes: tuple[Scope, ...] = Field(max_length=MOST_SCOPES)

    def names(self, person: str) -> bool:
        """Whether somebody may carry it out."""
        return any(one.person == person for one in self.persons)


class Circumstances(Value):
    """What else an order is measured by.

    Attributes:
        size: of the client; None: unknown.
        category: of risk of what is inspected.
        last_planned: day on which the last planned inspection ended, or from which the
            law counts instead; None: there was none.
        region: two digits, whose days off count; None: none's.
    """

    size: Size | None = None
    category: Category = Category.LOW
    last_planned: date | None = None
    region: str | None = None


class Fault(StrEnum):
    """What is wrong with an order."""

    NO_GROUND = "no_ground"
    NO_PERSON = "no_person"
    NOTHING_TO_DO = "nothing_to_do"
    ACTION_NOT_ALLOWED = "action_not_allowed"
    NOT_IMMEDIATE = "not_immediate"
    NOTICE_TOO_SHORT = "notice_too_short"
    TOO_LONG = "too_long"
    HOURS_MISSING = "hours_missing"
    TOO_MANY_HOURS = "too_many_hours"
    NOT_BY_PLAN = "not_by_plan"
    TOO_OFTEN = "too_often"


class Broken(Value):
    """One rule that an order breaks.

    Attributes:
        fault: what is wrong.
        rule: id of the rule of law.
        source: act and article.
        certainty: how sure the data are of it.
        facts: what explains it, e.g. the last lawful day; days and instants in ISO.
    """

    fault: Fault
    rule: str
    source: str
    certainty: Certainty
    facts: dict[str, str | int | tuple[str, ...]] = Field(default_factory=dict)


class Against(NamedTuple):
    """What an order is measured by.

    Attributes:
        law: the numbers of the law.
        rules: of the kind of inspection.
        place: where terms run.
        known: about the client.
        now: when it is ordered.
    """

    law: Law
    rules: KindRules
    place: Place
    known: Circumstances
    now: datetime

    @property
    def today(self) -> date:
        return self.place.day_of(self.now)


def approval(order: Order, rules: KindRules) -> Approval:
    """What the prosecutor has to do with it; 248-ФЗ, ст. 66 (LAW-038, LAW-039)."""
    if not (rules.needs_approval and GROUNDS[order.ground].needs_approval):
        return Approval.NOT_NEEDED
    return Approval.AFTERWARDS if order.is_immediate else Approval.NEEDED


def notice_by(
    order: Order, rules: KindRules, law: Law, on: date, starts: datetime, place: Place
) -> Reckoning | None:
    """Until when the client is told of a start; None: nobody has to tell it before."""
    if rules.notice is None or order.is_immediate:
        return None
    rule = law.on(rules.notice, on, order.control_kind)
    return rule.reckon(starts, place) if rule.is_term and rule.number else None


def faults(order: Order, against: Against) -> tuple[Broken, ...]:
    """Every rule that an order breaks; empty: it is lawful as far as data can tell."""
    return tuple(
        Broken(
            fault=fault,
            rule=rule.id,
            source=rule.source,
            certainty=rule.certainty,
            facts=facts,
        )
        for check in _CHECKS
        for fault, rule, facts in check(order, against)
    )


_Facts = dict[str, str | int | tuple[str, ...]]
_Found = Iterator[tuple[Fault, LawTerm, _Facts]]


def _rule(id: str, order: Order, against: Against) -> LawTerm:
    return against.law.on(id, against.today, order.control_kind)


def _ground(order: Order, against: Against) -> _Found:
    if not order.basis.strip():
        yield Fault.NO_GROUND, _rule("LAW-037", order, against), {}
    if order.is_immediate and not GROUNDS[order.ground].may_be_immediate:
        yield Fault.NOT_IMMEDIATE, _rule("LAW-039", order, against), {}


def _persons(order: Order, against: Against) -> _Found:
    if not any(one.part is Part.INSPECTOR for one in order.persons):
        yield Fault.NO_PERSON, _rule(GRAVE, order, against), {}


def _actions(order: Order, against: Against) -> _Found:
    allowed = against.rules.actions
    strange = tuple(one for one in order.actions if one not in allowed)
    if strange:
        facts: _Facts = {
            "actions": strange,
            "allowed": tuple(allowed),
            "by": against.rules.source,
        }
        yield Fault.ACTION_NOT_ALLOWED, _rule("LAW-004", order, against), facts
    if allowed and not order.actions:
        yield Fault.NOTHING_TO_DO, _rule("LAW-004", order, against), {}


def _notice(order: Order, against: Against) -> _Found:
    law, rules, place, _, now = against
    by = notice_by(order, rules, law, against.today, order.starts, place)
    if by is not None and rules.notice and by.is_late(now):
        facts: _Facts = {"tell_by": by.ends.isoformat()}
        yield Fault.NOTICE_TOO_SHORT, _rule(rules.notice, order, against), facts


def _duration(order: Order, against: Against) -> _Found:
    if against.rules.duration is None:
        return
    rule = _rule(against.rules.duration, order, against)
    last = rule.reckon(order.starts, against.place).last_day
    if order.last_day > last:
        yield Fault.TOO_LONG, rule, {"latest": last.isoformat()}


def _hours(order: Order, against: Against) -> _Found:
    rule = limit(
        order.ground,
        against.known.size,
        against.rules,
        against.law,
        against.today,
        order.control_kind,
    )
    if rule is None:
        return
    if order.hours is None:
        yield Fault.HOURS_MISSING, rule, {"most": rule.number}
    elif order.hours > rule.number:
        yield Fault.TOO_MANY_HOURS, rule, {"most": rule.number}


def _frequency(order: Order, against: Against) -> _Found:
    if order.ground is not Ground.PLAN:
        return
    known = against.known
    starts = against.place.day_of(order.starts)
    by_plan = [
        one
        for one in frequencies(known.category, against.law, starts, order.control_kind)
        if Measure.INSPECTION in one.measures and one.times
    ]
    if not by_plan:
        facts: _Facts = {"category": known.category}
        yield Fault.NOT_BY_PLAN, _rule("LAW-035", order, against), facts
        return
    (frequency, *_) = by_plan
    earliest = known.last_planned and frequency.earliest(known.last_planned)
    if earliest and starts < earliest:
        yield (
            Fault.TOO_OFTEN,
            _rule(frequency.rule, order, against),
            {"earliest": earliest.isoformat()},
        )


_CHECKS: Final[tuple[Callable[[Order, Against], _Found], ...]] = (
    _ground,
    _persons,
    _actions,
    _notice,
    _duration,
    _hours,
    _frequency,
)
