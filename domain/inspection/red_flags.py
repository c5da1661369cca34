"""Gross violations, found live in what happened, each with its evidence.

Source: 248-ФЗ, ст. 91 (LAW-061).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple
from uuid import UUID

from pydantic import AwareDatetime, Field

from domain.inspection.aggregate import Inspection
from domain.inspection.grounds import Approval
from domain.inspection.hours import limit, passing, spent
from domain.inspection.kinds import ControlAction, KindRules, Law
from domain.inspection.order import GRAVE, Circumstances, Order, notice_by
from domain.inspection.stages import Done, Happened, Step
from domain.kernel import Certainty, Value
from domain.law_term import LawTerm
from domain.term import Pause, Place


class Flag(StrEnum):
    """What was violated."""

    NO_GROUND = "no_ground"
    NO_APPROVAL = "no_approval"
    PROSECUTOR_NOT_TOLD = "prosecutor_not_told"
    NO_NOTICE = "no_notice"
    LATE_NOTICE = "late_notice"
    NOT_REGISTERED = "not_registered"
    TOO_LONG = "too_long"
    TOO_MANY_HOURS = "too_many_hours"
    PERSON_NOT_NAMED = "person_not_named"
    ACTION_NOT_ALLOWED = "action_not_allowed"
    ACTION_NOT_ORDERED = "action_not_ordered"
    STATE_HELD_IT = "state_held_it"
    NO_ACT = "no_act"
    LATE_ACT = "late_act"
    EXPIRED = "expired"


class Evidence(Value):
    """An event that shows it.

    Attributes:
        id, version: of the event.
        what: a `Step`, or a `ControlAction`.
        at: when that was.
    """

    id: UUID
    version: int
    what: str
    at: AwareDatetime


class RedFlag(Value):
    """One gross violation.

    Attributes:
        flag: which.
        rule, source, certainty: by which rule of law, and how sure that is.
        evidence: events that show it; a missing step is shown by the step that it
            should have come before, too many hours by the action that passed them.
        due: until when something was to be done; None: it is no matter of time.
        facts: what explains it, e.g. hours spent and allowed.
    """

    flag: Flag
    rule: str
    source: str
    certainty: Certainty
    evidence: tuple[Evidence, ...]
    due: AwareDatetime | None = None
    facts: dict[str, str | int] = Field(default_factory=dict)


class Case(NamedTuple):
    """An inspection as far as it has come; made of an aggregate, or of rows.

    Attributes:
        id: of the inspection.
        order: as it stands, with the dates to which it was moved.
        known: about the client, that it was measured by.
        approval: what the prosecutor has to do with it.
        ordered: day of the order, as of which rules hold.
        happened: steps, in the order of their recording.
        done: actions, any order.
        pauses: times that do not count, e.g. until documents arrived.
        stood: times for which appeals suspended it; nothing could be done in them.
    """

    id: UUID
    order: Order
    known: Circumstances
    approval: Approval
    ordered: date
    happened: Sequence[Happened]
    done: Sequence[Done] = ()
    pauses: Sequence[Pause] = ()
    stood: Sequence[Pause] = ()

    @classmethod
    def of(
        cls,
        inspection: Inspection,
        done: Sequence[Done] = (),
        pauses: Sequence[Pause] = (),
        stood: Sequence[Pause] = (),
    ) -> "Case":
        """The case of an inspection with its actions."""
        return cls(
            inspection.id,
            inspection.current,
            inspection.known,
            inspection.approval,
            inspection.ordered_on,
            inspection.happened,
            done,
            pauses,
            stood,
        )

    def taken(self, step: Step) -> Happened | None:
        """The first time that a step was taken."""
        return next((one for one in self.happened if one.step is step), None)


class By(NamedTuple):
    """What a case is measured by."""

    law: Law
    rules: KindRules
    place: Place
    now: datetime


_Shown = tuple[Happened | Done, ...]


class _Found(NamedTuple):
    flag: Flag
    rule: LawTerm
    shown: _Shown = ()
    due: datetime | None = None
    facts: Mapping[str, str | int] = MappingProxyType({})


def flags(case: Case, by: By) -> tuple[RedFlag, ...]:
    """Every gross violation that can be seen now; none is ever taken for granted."""
    return tuple(
        RedFlag(
            flag=found.flag,
            rule=found.rule.id,
            source=found.rule.source,
            certainty=found.rule.certainty,
            evidence=_evidence(case, found.shown),
            due=found.due,
            facts=dict(found.facts),
        )
        for look in _LOOKS
        for found in look(case, by)
    )


def raised(before: Sequence[RedFlag], after: Sequence[RedFlag]) -> tuple[RedFlag, ...]:
    """What a step would add: flags, evidence, or more of it, that were not there."""
    known = [(one.flag, one.evidence, one.facts) for one in before]
    return tuple(
        one for one in after if (one.flag, one.evidence, one.facts) not in known
    )


def _evidence(case: Case, shown: _Shown) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(id=one.id, version=one.version, what=one.action, at=one.since)
        if isinstance(one, Done)
        else Evidence(id=case.id, version=one.version, what=one.step, at=one.at)
        for one in shown
    )


def _law(case: Case, by: By, id: str) -> LawTerm:
    return by.law.on(id, case.ordered, case.order.control_kind)


def _ground(case: Case, by: By) -> Iterator[_Found]:
    if not case.order.basis.strip():
        yield _Found(Flag.NO_GROUND, _law(case, by, "LAW-037"))


def _approval(case: Case, by: By) -> Iterator[_Found]:
    started = case.taken(Step.START)
    if started is None:
        return
    if case.approval is Approval.NEEDED:
        approved = case.taken(Step.APPROVE)
        if approved is None or approved.at > started.at:
            shown = (started, approved) if approved else (started,)
            yield _Found(Flag.NO_APPROVAL, _law(case, by, "LAW-038"), shown)
    elif case.approval is Approval.AFTERWARDS:
        rule = _law(case, by, "LAW-039")
        due = rule.reckon(started.at, by.place).ends
        told = case.taken(Step.TELL_PROSECUTOR)
        if (told.at if told else by.now) > due:
            shown = (started, told) if told else (started,)
            yield _Found(Flag.PROSECUTOR_NOT_TOLD, rule, shown, due)


def _notice(case: Case, by: By) -> Iterator[_Found]:
    started = case.taken(Step.START)
    if started is None or by.rules.notice is None:
        return
    latest = notice_by(case.order, by.rules, by.law, case.ordered, started.at, by.place)
    if latest is None:
        return
    rule = _law(case, by, by.rules.notice)
    told = case.taken(Step.NOTIFY)
    if told is None or told.at > started.at:
        shown = (started, told) if told else (started,)
        yield _Found(Flag.NO_NOTICE, rule, shown, latest.ends)
    elif latest.is_late(told.at):
        yield _Found(Flag.LATE_NOTICE, rule, (told, started), latest.ends)


def _registered(case: Case, by: By) -> Iterator[_Found]:
    started, entered = case.taken(Step.START), case.taken(Step.REGISTER)
    if started and (entered is None or entered.at > started.at):
        shown = (started, entered) if entered else (started,)
        yield _Found(Flag.NOT_REGISTERED, _law(case, by, "LAW-063"), shown)


def _over(case: Case) -> Happened | None:
    """The step that ended what is done at the client's."""
    for step in (Step.END, Step.STOP, Step.PREVENT, Step.REJECT):
        if found := case.taken(step):
            return found
    return None


def _duration(case: Case, by: By) -> Iterator[_Found]:
    started = case.taken(Step.START)
    if started is None or by.rules.duration is None:
        return
    rule = _law(case, by, by.rules.duration)
    pauses = (*case.pauses, *case.stood)
    due = rule.reckon(started.at, by.place, pauses).ends
    ended = _over(case)
    if (ended.at if ended else by.now) > due:
        shown = (started, ended) if ended else (started,)
        yield _Found(Flag.TOO_LONG, rule, shown, due)


def _hours(case: Case, by: By) -> Iterator[_Found]:
    order = case.order
    rule = limit(
        order.ground,
        case.known.size,
        by.rules,
        by.law,
        case.ordered,
        order.control_kind,
    )
    if rule is None:
        return
    with_client = sorted(
        (one for one in case.done if one.with_client), key=lambda one: one.since
    )
    spans = [(one.since, one.until) for one in with_client]
    allowed, took = timedelta(hours=rule.number), spent(spans)
    if took > allowed:
        shown = with_client[passing(spans, allowed)]
        facts = {
            "minutes": int(took / timedelta(minutes=1)),
            "allowed_hours": rule.number,
        }
        yield _Found(Flag.TOO_MANY_HOURS, rule, (shown,), None, facts)


def _persons(case: Case, by: By) -> Iterator[_Found]:
    rule = _law(case, by, GRAVE)
    acts: list[Happened | Done] = [
        one for one in case.happened if one.step in (Step.START, Step.END)
    ]
    for one in (*acts, *case.done):
        if not case.order.names(one.by):
            facts: dict[str, str | int] = {"person": one.by}
            yield _Found(Flag.PERSON_NOT_NAMED, rule, (one,), None, facts)


def _actions(case: Case, by: By) -> Iterator[_Found]:
    for one in case.done:
        action = ControlAction(one.action)
        if action not in by.rules.actions:
            rule = _law(case, by, "LAW-004")
            facts: dict[str, str | int] = {"by": by.rules.source}
            yield _Found(Flag.ACTION_NOT_ALLOWED, rule, (one,), None, facts)
        elif action not in case.order.actions:
            yield _Found(Flag.ACTION_NOT_ORDERED, _law(case, by, GRAVE), (one,))


def _held(case: Case, by: By) -> Iterator[_Found]:
    for one in case.done:
        if one.held:
            facts: dict[str, str | int] = {"records": ", ".join(one.held)}
            rule = _law(case, by, "LAW-090")
            yield _Found(Flag.STATE_HELD_IT, rule, (one,), None, facts)


def _act(case: Case, by: By) -> Iterator[_Found]:
    ended = case.taken(Step.END)
    if ended is None or not by.rules.has_interaction:
        return
    # An expert's result may come after the end: the act waits for it (LAW-056).
    results = (
        one.until
        for one in case.done
        if one.action == ControlAction.EXPERT_EXAMINATION and not one.with_client
    )
    since = max((ended.at, *results))
    rule = _law(case, by, "LAW-055")
    due = rule.reckon(since, by.place, case.stood).ends
    drawn = case.taken(Step.DRAW_ACT)
    if drawn is None and by.now > due:
        yield _Found(Flag.NO_ACT, rule, (ended,), due)
    elif drawn and drawn.at > due:
        yield _Found(Flag.LATE_ACT, rule, (ended, drawn), due)


def _expired(case: Case, by: By) -> Iterator[_Found]:
    if expired := case.taken(Step.EXPIRE):
        started = case.taken(Step.START)
        shown = (started, expired) if started else (expired,)
        rule = _law(case, by, by.rules.duration or GRAVE)
        yield _Found(Flag.EXPIRED, rule, shown)


_LOOKS: Final[tuple[Callable[[Case, By], Iterator[_Found]], ...]] = (
    _ground,
    _approval,
    _notice,
    _registered,
    _duration,
    _hours,
    _persons,
    _actions,
    _held,
    _act,
    _expired,
)
