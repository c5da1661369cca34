"""What may be planned, who decides, and where the plan stands in its own way."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from domain.inspection import KINDS, Kind, KindTable
from domain.kernel import Actor, Role
from domain.plan import (
    Booking,
    Conflict,
    ConflictKind,
    Content,
    Dates,
    Held,
    Measured,
    OfficerLoad,
    PlanBreaksLaw,
    PlanDecisionAhead,
    PlanDecisionMissing,
    PlanDocumentMissing,
    PlanEntry,
    PlanFault,
    PlannedObject,
    PlanPast,
    PlanReasonMissing,
    PlanStatus,
    PlanStepNotNow,
    PlanUnchanged,
    RegisterEntry,
    RegisterRecord,
    RegisterStatus,
    conflicts,
    faults,
    last_of_each,
    loads,
)
from domain.profile import Size
from domain.risk import Category, Measure
from domain.term import Place
from interfaces.law import starter_law_terms
from tests.conftest import MOSCOW
from tests.deadlines import edition, off
from tests.facts import new_facts
from tests.planning import only_broken

TODAY = date(2026, 11, 20)
MONDAY = date(2027, 3, 1)
PLACE = Place(edition(), MOSCOW)
SHOP, STORE = uuid4(), uuid4()
CLIENT_ID, AUTHORITY = uuid4(), uuid4()
PAVEL = Actor(id="pavel", role=Role.INSPECTOR, organisation=AUTHORITY)
HEAD = Actor(id="helena", role=Role.HEAD, organisation=AUTHORITY)
NUMBER = "63270060000000000001"


def content(
    *objects: tuple[UUID | None, Category],
    starts: date = MONDAY,
    days: int = 5,
    **differently: Any,
) -> Content:
    """A visit to a shop of medium risk, unless it is said otherwise."""
    said = {
        "measure": Measure.VISIT,
        "kind": None,
        "control_kind": "Пожарный надзор",
        "control_number": "006",
        "objects": tuple(
            PlannedObject(premises=premises, category=category)
            for premises, category in objects or ((SHOP, Category.MEDIUM),)
        ),
        "dates": Dates.of(starts, days, PLACE),
        "officers": ("pavel",),
    }
    return Content.model_validate(said | differently)


def inspection(**differently: Any) -> Content:
    said = {"measure": Measure.INSPECTION, "kind": Kind.ONSITE_INSPECTION}
    return content((SHOP, Category.HIGH), **(said | differently))


def measured(*held: Held, size: Size | None = None) -> Measured:
    last = last_of_each(held, [None, SHOP, STORE])
    return Measured(starter_law_terms(), KindTable(KINDS), PLACE, size, last)


def proposed(said: Content | None = None) -> PlanEntry:
    return PlanEntry.propose(
        said or content(),
        client_id=CLIENT_ID,
        authority=AUTHORITY,
        note=None,
        measured=measured(),
        by=PAVEL,
        today=TODAY,
    )


def planned(said: Content | None = None) -> PlanEntry:
    entry = proposed(said)
    entry.approve(measured=measured(), by=HEAD, today=TODAY)
    if entry.status is PlanStatus.WITH_PROSECUTOR:
        decide(entry)
    return entry


def decide(entry: PlanEntry, **differently: Any) -> None:
    said: dict[str, Any] = {
        "approved": True,
        "office": "Прокуратура Самарской области",
        "number": "7-1",
        "on": TODAY,
        "reason": None,
    }
    entry.record_decision(**(said | differently), by=PAVEL, today=TODAY)


@pytest.mark.parametrize(
    ("category", "measure", "lawful"),
    [
        (Category.EXTREME, Measure.INSPECTION, True),
        (Category.EXTREME, Measure.VISIT, True),
        (Category.HIGH, Measure.INSPECTION, True),
        (Category.HIGH, Measure.VISIT, True),
        (Category.SIGNIFICANT, Measure.INSPECTION, False),
        (Category.SIGNIFICANT, Measure.VISIT, True),
        (Category.MEDIUM, Measure.INSPECTION, False),
        (Category.MEDIUM, Measure.VISIT, True),
        (Category.MODERATE, Measure.VISIT, True),
        (Category.LOW, Measure.INSPECTION, False),
        (Category.LOW, Measure.VISIT, False),
    ],
)
def test_what_may_be_planned_follows_from_the_category_of_risk(
    *, category: Category, measure: Measure, lawful: bool
) -> None:
    kind = Kind.ONSITE_INSPECTION if measure is Measure.INSPECTION else None
    said = content((SHOP, category), measure=measure, kind=kind)

    broken = faults(said, measured())

    assert [one.fault for one in broken] == ([] if lawful else [PlanFault.NOT_BY_PLAN])


def test_a_refusal_names_the_objects_that_may_not_be_planned() -> None:
    said = content((SHOP, Category.MEDIUM), (STORE, Category.LOW))

    with pytest.raises(PlanBreaksLaw) as refusal:
        proposed(said)

    broken = only_broken(refusal.value)
    assert broken["objects"] == [str(STORE)]
    assert broken["facts"] == {"category": "low"}
    assert broken["rule"] == "LAW-033"


@pytest.mark.parametrize(
    ("last", "starts", "is_too_often"),
    [
        (date(2022, 3, 1), date(2027, 3, 1), False),
        (date(2022, 3, 2), date(2027, 3, 1), True),
        (date(2026, 3, 1), date(2027, 3, 1), True),
    ],
)
def test_medium_risk_is_visited_once_in_five_years(
    *, last: date, starts: date, is_too_often: bool
) -> None:
    held = Held(Measure.VISIT, (SHOP,), last)

    broken = faults(content(starts=starts), measured(held))

    assert [one.fault for one in broken] == [PlanFault.TOO_OFTEN] * is_too_often


def test_an_earlier_check_of_another_place_does_not_count() -> None:
    held = Held(Measure.VISIT, (STORE,), date(2026, 3, 1))

    assert faults(content(), measured(held)) == ()


def test_a_record_that_does_not_say_where_counts_for_every_place() -> None:
    held = Held(Measure.VISIT, (), date(2026, 3, 1))

    (broken,) = faults(content(), measured(held))

    assert broken.facts == {"earliest": "2031-03-01"}


def test_extreme_risk_is_inspected_or_visited_not_both() -> None:
    held = Held(Measure.INSPECTION, (SHOP,), date(2026, 10, 1))

    broken = faults(content((SHOP, Category.EXTREME)), measured(held))

    assert [one.fault for one in broken] == [PlanFault.TOO_OFTEN]


@pytest.mark.parametrize(("days", "is_too_long"), [(10, False), (11, True)])
def test_an_onsite_inspection_lasts_ten_working_days(
    *, days: int, is_too_long: bool
) -> None:
    broken = faults(inspection(days=days), measured())

    assert [one.fault for one in broken] == [PlanFault.TOO_LONG] * is_too_long


@pytest.mark.parametrize(
    ("size", "hours", "fault"),
    [
        (Size.MICRO, None, PlanFault.HOURS_MISSING),
        (Size.MICRO, 15, None),
        (Size.MICRO, 16, PlanFault.TOO_MANY_HOURS),
        (Size.SMALL, 50, None),
        (Size.SMALL, 51, PlanFault.TOO_MANY_HOURS),
        (Size.LARGE, None, None),
    ],
)
def test_hours_of_interaction_are_bounded_by_the_size_of_the_business(
    size: Size, hours: int | None, fault: PlanFault | None
) -> None:
    broken = faults(inspection(hours=hours), measured(size=size))

    assert [one.fault for one in broken] == ([fault] if fault else [])


def test_nothing_is_planned_for_today() -> None:
    with pytest.raises(PlanPast):
        proposed(content(starts=TODAY))


def test_a_visit_is_planned_when_the_head_approves_it() -> None:
    entry = proposed()

    entry.approve(measured=measured(), by=HEAD, today=TODAY)

    assert [name for name, _ in new_facts(entry)] == ["Proposed", "Approved", "Planned"]
    assert entry.status is PlanStatus.PLANNED


def test_an_inspection_waits_for_the_prosecutor() -> None:
    entry = proposed(inspection())

    entry.approve(measured=measured(), by=HEAD, today=TODAY)
    before = entry.status
    decide(entry)

    assert before is PlanStatus.WITH_PROSECUTOR
    assert entry.status is PlanStatus.PLANNED
    assert [name for name, _ in new_facts(entry)][-2:] == [
        "ProsecutorDecided",
        "Planned",
    ]


def test_what_the_prosecutor_refused_is_over() -> None:
    entry = proposed(inspection())
    entry.approve(measured=measured(), by=HEAD, today=TODAY)

    decide(entry, approved=False, reason="Категория не подтверждена")

    assert entry.status is PlanStatus.REJECTED
    with pytest.raises(PlanStepNotNow):
        entry.exclude(document="№ 1", reason="Ошибка", by=HEAD, today=TODAY)


def test_what_changed_since_the_proposal_is_seen_at_the_approval() -> None:
    entry = proposed()
    held = Held(Measure.VISIT, (SHOP,), date(2026, 11, 1))

    with pytest.raises(PlanBreaksLaw):
        entry.approve(measured=measured(held), by=HEAD, today=TODAY)


def test_what_was_sent_back_is_changed_and_waits_again() -> None:
    entry = proposed()
    entry.return_(reason="Возьмите другую неделю", by=HEAD)

    entry.change(
        content(starts=date(2027, 3, 15)),
        note=" ",
        measured=measured(),
        by=PAVEL,
        today=TODAY,
    )

    assert entry.status is PlanStatus.PROPOSED
    assert entry.content.dates.last_day == date(2027, 3, 19)


def test_what_is_approved_does_not_change_in_silence() -> None:
    with pytest.raises(PlanStepNotNow):
        planned().change(
            content(days=1), note=None, measured=measured(), by=PAVEL, today=TODAY
        )


def test_a_decision_of_the_prosecutor_has_office_number_and_a_day_gone_by() -> None:
    entry = proposed(inspection())
    entry.approve(measured=measured(), by=HEAD, today=TODAY)

    with pytest.raises(PlanDecisionMissing):
        decide(entry, number=" ")
    with pytest.raises(PlanDecisionAhead):
        decide(entry, on=date(2026, 11, 21))


def test_moving_says_why_and_changes_nothing_but_dates_and_people() -> None:
    entry = planned()
    said = content(starts=date(2027, 4, 5), officers=("oleg",))
    later = entry.content.model_copy(
        update={"dates": said.dates, "officers": said.officers}
    )

    with pytest.raises(PlanReasonMissing):
        entry.move(later, reason=" ", measured=measured(), by=HEAD, today=TODAY)
    with pytest.raises(PlanUnchanged):
        entry.move(
            entry.content, reason="Отпуск", measured=measured(), by=HEAD, today=TODAY
        )
    entry.move(later, reason="Отпуск", measured=measured(), by=HEAD, today=TODAY)

    assert entry.content == later


def test_what_has_begun_is_not_moved() -> None:
    with pytest.raises(PlanStepNotNow):
        planned().move(
            content(starts=date(2027, 4, 5)),
            reason="Отпуск",
            measured=measured(),
            by=HEAD,
            today=MONDAY,
        )


def test_an_entry_leaves_the_plan_on_a_document_and_with_a_reason() -> None:
    entry = planned()

    with pytest.raises(PlanDocumentMissing):
        entry.exclude(document="", reason="Закрыт", by=HEAD, today=TODAY)
    with pytest.raises(PlanReasonMissing):
        entry.exclude(document="Приказ № 1", reason="", by=HEAD, today=TODAY)
    entry.exclude(document="Приказ № 1", reason="Закрыт", by=HEAD, today=TODAY)

    assert entry.status is PlanStatus.EXCLUDED


def test_a_number_is_given_once_and_may_be_corrected() -> None:
    entry = planned()
    entry.give_number(NUMBER, by=PAVEL)

    with pytest.raises(PlanUnchanged):
        entry.give_number(NUMBER, by=PAVEL)
    entry.give_number(NUMBER.replace("1", "2"), by=PAVEL)

    assert entry.number == NUMBER.replace("1", "2")


def booking(
    starts: date, days: int = 5, officer: str = "pavel", client: UUID | None = None
) -> Booking:
    dates = Dates.of(starts, days, PLACE)
    return Booking(uuid4(), client or uuid4(), dates, (officer,))


def test_somebody_in_two_places_is_a_conflict_and_not_refused() -> None:
    first, second = booking(MONDAY), booking(date(2027, 3, 4))
    other = booking(date(2027, 3, 8), officer="oleg")

    assert conflicts([other, second, first], PLACE) == (
        Conflict(
            kind=ConflictKind.SAME_OFFICER,
            entries=(first.entry, second.entry),
            officer="pavel",
            since=date(2027, 3, 4),
            until=date(2027, 3, 5),
        ),
    )


def test_two_checks_of_one_business_at_once_are_a_conflict() -> None:
    first = booking(MONDAY, client=CLIENT_ID)
    second = booking(MONDAY, officer="oleg", client=CLIENT_ID)

    found = conflicts([first, second], PLACE)

    assert [one.kind for one in found] == [ConflictKind.SAME_CLIENT]


def test_beginning_on_a_sunday_is_a_conflict() -> None:
    (found,) = conflicts([booking(date(2027, 2, 28))], PLACE)

    assert found.kind is ConflictKind.DAY_OFF


def test_a_new_calendar_shows_which_entries_end_on_another_day() -> None:
    changed = Place(edition(2, off(date(2027, 3, 3))), MOSCOW)

    (found,) = conflicts([booking(MONDAY)], changed)

    assert (found.kind, found.since, found.until) == (
        ConflictKind.OTHER_LENGTH,
        date(2027, 3, 5),
        date(2027, 3, 8),
    )


def test_load_is_working_days_with_something_in_them() -> None:
    bookings = [booking(MONDAY), booking(date(2027, 3, 4)), booking(MONDAY, 1, "oleg")]

    found = loads(bookings, MONDAY, date(2027, 3, 12), PLACE)

    assert found == (
        OfficerLoad(officer="oleg", entries=1, days=1, of=10),
        OfficerLoad(officer="pavel", entries=2, days=8, of=10),
    )


def record(**differently: Any) -> RegisterEntry:
    said = {
        "number": NUMBER,
        "is_prevention": False,
        "is_planned": True,
        "kind": "Выездная проверка",
        "status": RegisterStatus.WAITING,
        "control_kind": "Пожарный надзор",
        "body": "МЧС",
        "starts": MONDAY,
        "stops": None,
        "objects": 1,
    }
    return RegisterEntry.model_validate(said | differently)


@pytest.mark.parametrize(
    ("changes", "measure"),
    [
        ({}, Measure.INSPECTION),
        ({"is_planned": False}, None),
        ({"status": RegisterStatus.CANCELLED}, None),
        ({"is_prevention": True, "kind": "Объявление предостережения"}, None),
        (
            {"is_prevention": True, "kind": "Обязательный профилактический визит"},
            Measure.VISIT,
        ),
    ],
)
def test_of_the_register_only_planned_checks_that_are_held_count(
    changes: dict[str, Any], measure: Measure | None
) -> None:
    assert record(**changes).measure == measure


def test_a_record_read_again_changes_nothing() -> None:
    kept = RegisterRecord.take_in(
        record(), client_id=CLIENT_ID, authority=AUTHORITY, by=PAVEL
    )
    kept.amend(record(), by=PAVEL)
    kept.amend(record(status=RegisterStatus.COMPLETED), by=PAVEL)

    assert [name for name, _ in new_facts(kept)] == ["TakenIn", "Amended"]
