"""What may be ordered, which step follows which, and what is a gross violation."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from time import perf_counter
from typing import Any
from uuid import UUID, uuid5

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.data_assessment import (
    Finding,
    Moment,
    Outcome,
    Record,
    RecordKind,
    Stand,
    Why,
)
from domain.errors import Refusal
from domain.inspection import (
    BEFORE,
    KINDS,
    NEXT,
    OVER,
    ActionRecord,
    Against,
    Approval,
    By,
    Case,
    Cause,
    Circumstances,
    ConfirmedByData,
    ControlAction,
    DateMove,
    DecisionRuns,
    Ending,
    Fault,
    Flag,
    Ground,
    Inspection,
    Kind,
    KindTable,
    MoveIsRight,
    Moving,
    Named,
    NotInOrder,
    NotOffered,
    NotRepresented,
    Obstacle,
    Order,
    OrderBreaksLaw,
    Power,
    RedFlag,
    Representation,
    RequirementsUnknown,
    Scope,
    Settled,
    SlotTooLate,
    SlotWrong,
    Stage,
    Stamp,
    Step,
    StepNotNow,
    Violation,
    ViolationsOpen,
    WhyDataNotEnough,
    budget,
    flags,
    gate,
    last_day_after,
    raised,
    spent,
    terms,
    without,
)
from domain.kernel import Actor, Role
from domain.profile import ClientKind, Size
from domain.risk.category import Category
from domain.term import DayKind, Place, WorkingHours
from domain.work_calendar import Mark
from interfaces.law import starter_law_terms
from tests.conftest import MOSCOW
from tests.deadlines import edition

CLIENT = UUID("00000000-0000-4000-8000-00000000c11e")
BODY = UUID("00000000-0000-4000-8000-00000000a074")
INSPECTOR = Actor(id="inspector-1", role=Role.INSPECTOR, organisation=BODY)
STRANGER = Actor(id="inspector-9", role=Role.INSPECTOR, organisation=BODY)
OWNER = Actor(id="owner", role=Role.CLIENT, organisation=CLIENT)
NOW = datetime(2026, 11, 16, 9, tzinfo=MOSCOW)
STARTS = datetime(2026, 11, 18, 10, tzinfo=MOSCOW)
SHORT = Mark(day=date(2026, 11, 20), kind=DayKind.SHORTENED, source="Постановление")
PLACE = Place(edition(1, SHORT), MOSCOW)
LAW = starter_law_terms()
TABLE = KindTable(KINDS)
HOURS = WorkingHours(usual=8, shorter_by=1)


def thing(name: object) -> UUID:
    return uuid5(CLIENT, str(name))


def record(place: UUID | None = None, stand: Stand = Stand.IN_FORCE) -> Record:
    return Record(
        kind=RecordKind.EXECUTION,
        stand=stand,
        source=thing("confirmation"),
        number=7,
        position=5,
        at=NOW,
        version=1,
        on=date(2026, 11, 1),
        place=place,
    )


def finding(
    code: str, outcome: Outcome = Outcome.UNDECIDABLE, *records: Record
) -> Finding:
    whys = {Outcome.CONFIRMED: Why.CARRIED_OUT, Outcome.REFUTED: Why.QUESTION_UPHELD}
    why = whys.get(outcome, Why.NO_RECORD)
    if outcome is Outcome.UNDECIDABLE and records:
        return Finding(
            code=code, version=1, outcome=outcome, why=Why.SOME_PLACES, beside=records
        )
    return Finding(code=code, version=1, outcome=outcome, why=why, rests_on=records)


def order_of(kind: Kind = Kind.ONSITE_INSPECTION, **other: Any) -> Order:
    said: dict[str, object] = {
        "kind": kind,
        "control_kind": "006",
        "ground": Ground.ORDER_DUE,
        "basis": "предписание № 5",
        "starts": STARTS,
        "last_day": date(2026, 11, 18),
        "persons": (Named(person=INSPECTOR.id),),
        "actions": TABLE.on(kind, NOW.date(), "006").actions,
        "scopes": (Scope(objects=(thing(1),), requirements=("R-1",)),),
    }
    return Order.model_validate(said | other)


def against(
    order: Order, known: Circumstances | None = None, now: datetime = NOW
) -> Against:
    rules = TABLE.on(order.kind, now.date(), order.control_kind)
    return Against(LAW, rules, PLACE, known or Circumstances(), now)


def ordered(
    order: Order | None = None,
    findings: Sequence[Finding] = (finding("R-1"),),
    known: Circumstances | None = None,
    reasons: Mapping[str, str] | None = None,
) -> Inspection:
    order = order or order_of()
    default = {one.code: "Журнала нет в системах" for one in findings}
    return Inspection.order(
        order,
        client_id=CLIENT,
        authority=BODY,
        explained="Срок предписания истёк",
        reasons=default if reasons is None else reasons,
        findings=findings,
        assessed=Moment(on=NOW.date(), known_at=NOW, position=9),
        against=against(order, known),
        by=INSPECTOR,
    )


def stamp(at: datetime, place: str = "ул. Ленина, 1") -> Stamp:
    return Stamp(at, place, at, at.astimezone(MOSCOW).date())


def broken(order: Order, known: Circumstances | None = None) -> list[str]:
    with pytest.raises(OrderBreaksLaw) as refused:
        ordered(order, known=known)
    found = refused.value.facts["broken"]
    assert isinstance(found, list)
    assert all(one["rule"].startswith("LAW-") and one["source"] for one in found)
    return [one["fault"] for one in found]


def test_what_records_confirm_is_refused_with_these_records() -> None:
    proof = record()
    both = order_of(scopes=(Scope(requirements=("R-1", "R-2")),))

    with pytest.raises(ConfirmedByData) as refused:
        ordered(both, [finding("R-1", Outcome.CONFIRMED, proof), finding("R-2")])

    confirmed: Any = refused.value.facts["confirmed"]
    (one,) = confirmed
    assert one["requirement"] == "R-1"
    assert one["records"] == [proof.model_dump(mode="json")]


def test_a_confirmed_place_is_left_out_and_the_others_remain() -> None:
    a, b = thing("a"), thing("b")
    scopes = [Scope(objects=(a, b), requirements=("R-1", "R-2"))]
    found = [finding("R-1", Outcome.UNDECIDABLE, record(a)), finding("R-2")]

    seen = gate(scopes, found, NOW.date())

    assert [(one.requirement, one.objects) for one in seen.barred] == [("R-1", (a,))]
    left = without(scopes, seen.barred)
    assert left == (
        Scope(objects=(b,), requirements=("R-1",)),
        Scope(objects=(a, b), requirements=("R-2",)),
    )
    assert gate(left, found, NOW.date()).barred == ()


def test_a_questioned_confirmation_of_a_place_bars_nothing() -> None:
    a = thing("a")
    found = [finding("R-1", Outcome.UNDECIDABLE, record(a, Stand.QUESTIONED))]

    seen = gate([Scope(objects=(a,), requirements=("R-1",))], found, NOW.date())

    assert seen.barred == ()


def test_every_remaining_requirement_says_why_data_were_not_enough() -> None:
    both = order_of(scopes=(Scope(requirements=("R-1", "R-2")),))

    with pytest.raises(WhyDataNotEnough) as refused:
        ordered(
            both, [finding("R-1"), finding("R-2")], reasons={"R-1": "нет", "R-2": " "}
        )

    assert refused.value.facts == {"requirements": ["R-2"]}


def test_what_was_not_assessed_is_not_inspected() -> None:
    with pytest.raises(RequirementsUnknown):
        ordered(order_of(), [finding("R-2")])


@pytest.mark.parametrize(
    ("other", "known", "fault"),
    [
        ({"basis": " "}, None, Fault.NO_GROUND),
        ({"persons": ()}, None, Fault.NO_PERSON),
        ({"actions": ()}, None, Fault.NOTHING_TO_DO),
        ({"is_immediate": True}, None, Fault.NOT_IMMEDIATE),
        ({"starts": NOW + timedelta(hours=23)}, None, Fault.NOTICE_TOO_SHORT),
        ({"last_day": date(2026, 12, 2)}, None, Fault.TOO_LONG),
        ({}, Circumstances(size=Size.SMALL), Fault.HOURS_MISSING),
        ({"hours": 51}, Circumstances(size=Size.SMALL), Fault.TOO_MANY_HOURS),
        ({"hours": 16}, Circumstances(size=Size.MICRO), Fault.TOO_MANY_HOURS),
        ({"ground": Ground.PLAN}, None, Fault.NOT_BY_PLAN),
        (
            {"ground": Ground.PLAN},
            Circumstances(category=Category.HIGH, last_planned=date(2024, 11, 19)),
            Fault.TOO_OFTEN,
        ),
    ],
)
def test_an_order_is_refused_with_each_rule_that_it_breaks(
    other: dict[str, Any], known: Circumstances | None, fault: Fault
) -> None:
    assert broken(order_of(**other), known) == [fault]


@pytest.mark.parametrize(
    ("other", "known"),
    [
        ({"starts": NOW + timedelta(hours=24)}, None),
        ({"last_day": date(2026, 12, 1)}, None),
        ({"hours": 50}, Circumstances(size=Size.SMALL)),
        ({"hours": 15}, Circumstances(size=Size.MICRO)),
        (
            {"hours": 40, "ground": Ground.PROGRAMME},
            Circumstances(size=Size.MICRO),
        ),
        (
            {"ground": Ground.PLAN},
            Circumstances(category=Category.HIGH, last_planned=date(2024, 11, 18)),
        ),
    ],
)
def test_an_order_at_the_very_edge_of_its_rules_stands(
    other: dict[str, Any], known: Circumstances | None
) -> None:
    assert ordered(order_of(**other), known=known).stage is Stage.ANNOUNCED


def test_an_action_that_its_kind_does_not_allow_is_refused() -> None:
    order = order_of(Kind.DOCUMENTARY_INSPECTION, actions=(ControlAction.SEARCH,))

    assert broken(order) == [Fault.ACTION_NOT_ALLOWED]


def test_an_inspection_visit_begins_without_notice_and_lasts_a_day() -> None:
    soon = NOW + timedelta(hours=1)
    visit = order_of(Kind.INSPECTION_VISIT, starts=soon, last_day=NOW.date())

    assert ordered(visit).stage is Stage.ANNOUNCED
    longer = visit.model_copy(update={"last_day": date(2026, 11, 17)})
    assert broken(longer) == [Fault.TOO_LONG]


def test_three_hundred_objects_and_fifty_requirements_are_ordered_at_once() -> None:
    objects = tuple(thing(n) for n in range(300))
    codes = tuple(f"REQ-FIRE-{n:03}" for n in range(50))
    found = [
        finding(code, Outcome.UNDECIDABLE, *(record(thing(f"x{n}")) for n in range(20)))
        for code in codes
    ]
    order = order_of(scopes=(Scope(objects=objects, requirements=codes),))

    began = perf_counter()
    inspection = ordered(order, found)
    took = perf_counter() - began

    assert len(inspection.remaining) == 50
    assert took < 0.5


def held(
    kind: Kind = Kind.ONSITE_INSPECTION,
    known: Circumstances | None = None,
    **other: Any,
) -> Inspection:
    """An inspection that began, everything done as the law wants it."""
    inspection = ordered(order_of(kind, **other), known=known)
    early = stamp(NOW + timedelta(hours=1))
    inspection.register("63260060000000000001", stamp=early, by=INSPECTOR)
    inspection.notify(stamp=early, by=INSPECTOR)
    inspection.start(stamp=stamp(STARTS), by=INSPECTOR)
    return inspection


def act(
    inspection: Inspection,
    action: ControlAction = ControlAction.EXAMINATION,
    hours: float = 1,
    by: Actor = INSPECTOR,
    since: datetime = STARTS,
    **other: object,
) -> ActionRecord:
    until = since + timedelta(hours=hours)
    return ActionRecord.record(
        inspection,
        action,
        draft=thing(f"{action} {since} {by.id}"),
        since=since,
        until=until,
        place="склад",
        with_client=True,
        by=by,
        now=until + timedelta(days=30),
        **other,  # type: ignore[arg-type]
    )


def seen_in(
    inspection: Inspection, *acts: ActionRecord, now: datetime = STARTS
) -> tuple[RedFlag, ...]:
    case = Case.of(inspection, [one.done for one in acts])
    rules = TABLE.on(inspection.current.kind, NOW.date(), "006")
    found = flags(case, By(LAW, rules, PLACE, now))
    assert all(one.rule.startswith("LAW-") and one.source for one in found)
    assert all(one.evidence for one in found)
    return found


def found_in(
    inspection: Inspection, *acts: ActionRecord, now: datetime = STARTS
) -> list[Flag]:
    return [one.flag for one in seen_in(inspection, *acts, now=now)]


def test_an_inspection_held_by_the_law_has_no_red_flag() -> None:
    inspection = held()
    done = act(inspection)
    ends = STARTS + timedelta(hours=3)
    inspection.end(stamp=stamp(ends), by=INSPECTOR)
    inspection.draw_act([], [], stamp=stamp(ends), by=INSPECTOR)

    assert inspection.found_nothing
    assert found_in(inspection, done, now=ends + timedelta(days=99)) == []


def test_each_gross_violation_is_seen_with_its_evidence() -> None:
    bare = ordered(order_of(Kind.ONSITE_INSPECTION, ground=Ground.INDICATOR))
    bare.start(stamp=stamp(STARTS), by=STRANGER)

    assert found_in(bare) == [
        Flag.NO_APPROVAL,
        Flag.NO_NOTICE,
        Flag.NOT_REGISTERED,
        Flag.PERSON_NOT_NAMED,
    ]


def test_an_approval_after_the_start_is_none() -> None:
    inspection = ordered(order_of(ground=Ground.INDICATOR))
    early = stamp(NOW + timedelta(hours=1))
    inspection.register("1", stamp=early, by=INSPECTOR)
    inspection.notify(stamp=early, by=INSPECTOR)
    inspection.start(stamp=stamp(STARTS), by=INSPECTOR)
    late = STARTS + timedelta(hours=1)
    inspection.decide_approval(
        approved=True, office="П", number="1", stamp=stamp(late), by=INSPECTOR
    )

    assert found_in(inspection, now=late) == [Flag.NO_APPROVAL]


def test_a_notice_less_than_a_day_before_is_late() -> None:
    inspection = ordered()
    inspection.register("1", stamp=stamp(NOW), by=INSPECTOR)
    inspection.notify(stamp=stamp(STARTS - timedelta(hours=23)), by=INSPECTOR)
    inspection.start(stamp=stamp(STARTS), by=INSPECTOR)

    assert found_in(inspection) == [Flag.LATE_NOTICE]


@pytest.mark.parametrize(("days", "expected"), [(13, []), (14, [Flag.TOO_LONG])])
def test_ten_working_days_are_enough(days: int, expected: list[Flag]) -> None:
    inspection = held()

    assert found_in(inspection, now=STARTS + timedelta(days=days)) == expected


def test_hours_of_several_inspectors_at_one_time_count_once() -> None:
    inspection = held(known=Circumstances(size=Size.MICRO), hours=15)
    days = [STARTS + timedelta(days=n) for n in range(2)]
    acts = [act(inspection, hours=7.5, since=day) for day in days]
    twice = act(inspection, ControlAction.INTERVIEW, hours=7.5)
    more = act(inspection, hours=0.1, since=days[1] + timedelta(hours=7.5))

    assert found_in(inspection, *acts, twice) == []
    assert found_in(inspection, *acts, twice, more) == [Flag.TOO_MANY_HOURS]


def test_too_many_hours_are_shown_by_the_action_that_passed_them() -> None:
    inspection = held(known=Circumstances(size=Size.MICRO), hours=15)
    hours = [timedelta(hours=n) for n in (0, 7, 7, 14, 16)]
    acts = [act(inspection, hours=7, since=STARTS + one) for one in hours]

    before = seen_in(inspection, *acts[:4])
    (flag,) = (one for one in before if one.flag is Flag.TOO_MANY_HOURS)
    assert [one.id for one in flag.evidence] == [acts[3].id]
    (more,) = raised(before, seen_in(inspection, *acts))
    assert more.flag is Flag.TOO_MANY_HOURS


def test_actions_and_persons_beyond_the_order_are_flagged() -> None:
    inspection = held(actions=(ControlAction.EXAMINATION,))
    acts = [
        act(inspection, by=STRANGER),
        act(inspection, ControlAction.SEARCH),
        act(inspection, ControlAction.EXAMINATION, held=("ЕГРН",)),
    ]

    assert found_in(inspection, *acts) == [
        Flag.PERSON_NOT_NAMED,
        Flag.ACTION_NOT_ORDERED,
        Flag.STATE_HELD_IT,
    ]
    visit = held(Kind.INSPECTION_VISIT, actions=(ControlAction.EXAMINATION,))
    assert found_in(visit, act(visit, ControlAction.SEARCH)) == [
        Flag.ACTION_NOT_ALLOWED
    ]


def test_the_act_is_drawn_on_the_day_of_the_end() -> None:
    inspection = held()
    inspection.end(stamp=stamp(STARTS), by=INSPECTOR)
    next_day = STARTS + timedelta(days=1)

    assert found_in(inspection, now=STARTS + timedelta(hours=5)) == []
    assert found_in(inspection, now=next_day) == [Flag.NO_ACT]
    inspection.draw_act([], [], stamp=stamp(next_day), by=INSPECTOR)
    assert found_in(inspection, now=next_day) == [Flag.LATE_ACT]


def test_what_an_expert_finds_later_gives_the_act_time() -> None:
    inspection = held()
    sent = act(inspection, ControlAction.EXPERT_EXAMINATION, hours=30)
    inspection.end(stamp=stamp(STARTS + timedelta(hours=2)), by=INSPECTOR)
    later = STARTS + timedelta(days=1)

    case = Case.of(inspection, [sent.done._replace(with_client=False)])
    rules = TABLE.on(Kind.ONSITE_INSPECTION, NOW.date(), "006")
    assert flags(case, By(LAW, rules, PLACE, later)) == ()


def test_a_step_is_asked_which_flags_it_would_raise() -> None:
    inspection, rules = ordered(), TABLE.on(Kind.ONSITE_INSPECTION, NOW.date(), "006")
    by = By(LAW, rules, PLACE, STARTS)
    before = flags(Case.of(inspection), by)
    inspection.start(stamp=stamp(STARTS), by=INSPECTOR)

    after = raised(before, flags(Case.of(inspection), by))

    assert [one.flag for one in after] == [Flag.NO_NOTICE, Flag.NOT_REGISTERED]
    assert {one.evidence[0].what for one in after} == {Step.START}


def test_an_immediate_inspection_tells_the_prosecutor_within_a_day() -> None:
    soon = NOW + timedelta(minutes=5)
    order = order_of(
        ground=Ground.HARM, is_immediate=True, starts=soon, last_day=NOW.date()
    )
    inspection = ordered(order)
    assert inspection.approval is Approval.AFTERWARDS
    inspection.register("1", stamp=stamp(soon), by=INSPECTOR)
    inspection.start(stamp=stamp(soon), by=INSPECTOR)

    assert found_in(inspection, now=soon + timedelta(hours=24)) == []
    late = soon + timedelta(hours=25)
    assert found_in(inspection, now=late) == [Flag.PROSECUTOR_NOT_TOLD]


def test_an_expired_inspection_is_closed_with_a_red_flag() -> None:
    inspection = held()
    over = STARTS + timedelta(days=1)
    with pytest.raises(Refusal, match="not over"):
        inspection.finish(Ending.EXPIRED, stamp=stamp(STARTS), by=INSPECTOR)

    inspection.finish(Ending.EXPIRED, stamp=stamp(over), by=INSPECTOR)

    assert inspection.is_over
    assert found_in(inspection, now=over) == [Flag.EXPIRED]


def test_violations_lead_through_an_order_to_its_confirmation() -> None:
    inspection = held()
    inspection.end(stamp=stamp(STARTS), by=INSPECTOR)
    strange = Violation(number=1, requirement="R-2")
    with pytest.raises(NotInOrder):
        inspection.draw_act([strange], ["нет"], stamp=stamp(STARTS), by=INSPECTOR)
    seen = Violation(number=1, requirement="R-1", objects=(thing(1),))
    inspection.draw_act([seen], ["Нет плана"], stamp=stamp(STARTS), by=INSPECTOR)
    with pytest.raises(ViolationsOpen):
        inspection.finish(Ending.CLOSED, stamp=stamp(STARTS), by=INSPECTOR)

    inspection.order_improvement(
        until=date(2027, 1, 20), how="фото", stamp=stamp(STARTS), by=INSPECTOR
    )
    inspection.confirm_improvement(
        rests_on="/confirmations/7", stamp=stamp(STARTS), by=INSPECTOR
    )
    inspection.finish(Ending.CLOSED, stamp=stamp(STARTS), by=INSPECTOR)

    assert inspection.stage is Stage.CLOSED


def take(  # noqa: C901, PLR0912
    inspection: Inspection, step: Step, at: datetime
) -> None:
    """Take a step, whatever it wants."""
    when, by = stamp(at), INSPECTOR
    match step:
        case Step.REGISTER:
            inspection.register("1", stamp=when, by=by)
        case Step.NOTIFY:
            inspection.notify(stamp=when, by=by)
        case Step.READ:
            inspection.read(at=at, by=OWNER)
        case Step.TELL_PROSECUTOR:
            inspection.tell_prosecutor(office="Прокуратура", stamp=when, by=by)
        case Step.APPROVE | Step.REJECT:
            approved = step is Step.APPROVE
            inspection.decide_approval(
                approved=approved, office="П", number="1", stamp=when, by=by
            )
        case Step.MOVE:
            inspection.move(at, at.date(), move=thing("move"), by=by)
        case Step.START:
            inspection.start(stamp=when, by=by)
        case Step.PREVENT:
            inspection.prevent(Obstacle.ACCESS_REFUSED, stamp=when, by=by)
        case Step.END:
            inspection.end(stamp=when, by=by)
        case Step.DRAW_ACT:
            seen = Violation(number=1, requirement="R-1")
            inspection.draw_act([seen], ["Нет"], stamp=when, by=by)
        case Step.DEMAND:
            inspection.order_improvement(
                until=date(2030, 1, 1), how="фото", stamp=when, by=by
            )
        case Step.CONFIRM:
            inspection.confirm_improvement(rests_on="/x", stamp=when, by=by)
        case _:
            how = next(one for one in Ending if one.step is step)
            inspection.finish(how, reason="так", stamp=when, by=by)


STEPS = st.lists(
    st.tuples(
        st.sampled_from([one for one in Step if one is not Step.ORDER]),
        st.integers(min_value=0, max_value=400),
    ),
    max_size=25,
)


@settings(max_examples=300, deadline=None)
@given(STEPS, st.sampled_from([Ground.INDICATOR, Ground.ORDER_DUE]))
def test_whatever_is_tried_only_the_way_of_the_law_is_gone(
    tried: list[tuple[Step, int]], ground: Ground
) -> None:
    inspection = ordered(order_of(ground=ground))
    for step, hours in tried:
        stage, known = inspection.stage, len(inspection.pending_events)
        at = NOW + timedelta(hours=hours)
        try:
            take(inspection, step, at)
        except Refusal:
            assert inspection.stage is stage
            assert len(inspection.pending_events) == known
        else:
            assert inspection.stage is NEXT[step, stage]
            assert stage not in OVER or step is Step.READ
        case = Case.of(inspection)
        rules = TABLE.on(Kind.ONSITE_INSPECTION, NOW.date(), "006")
        seen = flags(case, By(LAW, rules, PLACE, at))
        assert stage in BEFORE or not seen or all(one.evidence for one in seen)
    events = inspection.collect_events()
    again: Inspection | None = None
    for one in events:
        again = one.mutate(again)
    assert again is not None
    assert (again.stage, again.happened) == (inspection.stage, inspection.happened)
    told = {one.version for one in inspection.happened}
    assert told <= {one.originator_version for one in events}


def test_every_stage_that_is_not_over_can_be_left() -> None:
    for stage in set(Stage) - OVER:
        assert {to for (_, at), to in NEXT.items() if at is stage} - {stage}
    for stage in OVER:
        assert {to for (_, at), to in NEXT.items() if at is stage} == {stage}


def test_nothing_is_recorded_before_the_start_or_after_the_act() -> None:
    with pytest.raises(StepNotNow):
        act(ordered())


WISHED = datetime(2026, 11, 25, 10, tzinfo=MOSCOW)


def asked(
    cause: Cause = Cause.ILLNESS,
    kind: ClientKind = ClientKind.IE,
    slots: Sequence[datetime] = (WISHED,),
    now: datetime = NOW,
) -> DateMove:
    until = terms(
        cause,
        kind,
        planned=STARTS,
        first_asked=now.date(),
        law=LAW,
        place=PLACE,
        now=now,
        control_kind="006",
    )
    return DateMove.ask(
        cause,
        slots,
        client_id=CLIENT,
        inspection=BODY,
        turn=1,
        reason="отчёт",
        planned=STARTS,
        terms=until,
        place=PLACE,
        by=OWNER,
        now=now,
    )


def test_when_nobody_answers_the_wish_of_the_client_counts() -> None:
    move = asked(slots=(WISHED, WISHED + timedelta(days=1)))
    with pytest.raises(DecisionRuns):
        move.fall_due(by=INSPECTOR, now=NOW + timedelta(hours=24))

    move.fall_due(by=INSPECTOR, now=NOW + timedelta(hours=24, seconds=1))

    assert (move.slot, move.how) == (WISHED, Settled.BODY_SILENT)


def test_a_move_is_decided_before_the_inspection_would_begin() -> None:
    move = asked(now=STARTS - timedelta(hours=2))

    assert move.due == STARTS


def test_whoever_has_a_right_to_another_date_is_offered_one() -> None:
    move = asked()
    with pytest.raises(MoveIsRight):
        move.decline(reason="некогда", by=INSPECTOR)
    later = WISHED + timedelta(days=1)
    move.offer([later], reason="занято", place=PLACE, by=INSPECTOR, now=NOW)
    with pytest.raises(NotOffered):
        move.choose(WISHED, by=OWNER)

    move.choose(later, by=OWNER)

    assert (move.slot, move.how) == (later, Settled.CHOSEN)
    free = asked(kind=ClientKind.LE)
    free.decline(reason="некогда", by=INSPECTOR)
    assert free.status is Moving.DECLINED


@pytest.mark.parametrize(
    ("slot", "refusal"),
    [
        (datetime(2026, 11, 28, 10, tzinfo=MOSCOW), SlotWrong),
        (STARTS, SlotWrong),
        (datetime(2026, 12, 7, 10, tzinfo=MOSCOW), SlotTooLate),
    ],
)
def test_a_slot_is_a_working_day_within_twenty_days(
    slot: datetime, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        asked(slots=(slot,))


def test_a_moved_inspection_keeps_its_working_days() -> None:
    order = order_of(last_day=date(2026, 11, 23))

    assert last_day_after(order, WISHED, PLACE) == date(2026, 11, 30)


def test_powers_end_by_their_day_and_at_once_when_revoked() -> None:
    today = NOW.date()
    acts = Representation.name(
        client_id=CLIENT, inspection=BODY, person="lawyer", by=OWNER
    )
    assert not acts.may(Power.SEE, today)
    acts.empower({Power.EXPLAIN}, until=today, by=OWNER, today=today)

    assert acts.may(Power.SEE, today)
    assert acts.may(Power.EXPLAIN, today)
    assert not acts.may(Power.MOVE, today)
    assert not acts.may(Power.SEE, today + timedelta(days=1))
    acts.revoke(by=OWNER)
    with pytest.raises(NotRepresented):
        acts.check(Power.SEE, today)


def test_a_budget_is_used_up_later_when_a_day_is_shortened() -> None:
    rule = LAW.on("LAW-008", NOW.date())
    day = datetime(2026, 11, 18, 10, tzinfo=MOSCOW)

    left = budget([(day, day + timedelta(hours=0))], rule, PLACE, HOURS, day.date())
    assert left.used_up_on == date(2026, 11, 20)
    tight = budget([], rule.model_copy(update={"value": 16}), PLACE, HOURS, day.date())
    assert tight.used_up_on == date(2026, 11, 23)
    whole = budget([(day, day + timedelta(hours=15))], rule, PLACE, HOURS, day.date())
    assert [one.day.day for one in whole.days] == [18, 19]
    assert (whole.left, whole.is_exceeded) == (timedelta(0), False)


@given(
    st.lists(
        st.tuples(st.integers(0, 500), st.integers(0, 100)), min_size=1, max_size=20
    )
)
def test_time_spent_is_never_more_than_its_parts_or_than_the_whole(
    parts: list[tuple[int, int]],
) -> None:
    zero = datetime(2026, 11, 16, tzinfo=UTC)
    spans = [
        (zero + timedelta(minutes=a), zero + timedelta(minutes=a + b)) for a, b in parts
    ]

    took = spent(spans)

    assert took <= sum((b - a for a, b in spans), timedelta(0))
    assert took >= max(b - a for a, b in spans)
    days = budget(spans, None, PLACE, HOURS, zero.date())
    assert sum((one.spent for one in days.days), timedelta(0)) == took
