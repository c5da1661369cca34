"""Planning on the real log: risk, earlier checks, decisions, files of the register."""

from datetime import UTC, date, datetime
from io import BytesIO
from uuid import UUID, uuid4

import pytest

from application.plan import ApproveEntries, EntryRef, ProposeEntry
from domain.errors import NotFound, Stale
from domain.inspection import Kind
from domain.kernel import Actor, Role
from domain.plan import (
    ConflictKind,
    PlanBreaksLaw,
    PlanControlUnknown,
    PlanKindUnfit,
    PlannedClientUnknown,
    PlanObjectsUnknown,
    PlanOfficersUnknown,
    PlanStatus,
    RegisterFileUnreadable,
    RegisterStatus,
)
from domain.risk import Category, Measure
from interfaces.erknm import card_file, month_file, plan_file, rows_of
from interfaces.gateways.database import Database
from interfaces.plans import (
    busy,
    exported_entry,
    exported_plan,
    month_of,
    officers_of,
    year_of,
)
from tests.business import (
    FIRM_INN,
    INN,
    OTHER_INN,
    SCHOOLS,
    Business,
    business,
    key,
    own,
)
from tests.conftest import StoppedClock
from tests.planning import (
    CONTROL,
    NUMBER,
    SAMPLES,
    STARTS,
    Planning,
    month,
    only_broken,
)

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log", "anna")]


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    clock.set(datetime(2026, 11, 10, 9, tzinfo=UTC))
    world = business(database, clock)
    world.require()
    return world


@pytest.fixture
def desk(world: Business) -> Planning:
    return Planning(world)


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client(facts={"size": "micro", "employees": 3, "region": "63"})


@pytest.fixture
def helena(desk: Planning) -> Actor:
    return desk.helena()


def test_what_nobody_decided_about_is_of_low_risk_and_not_planned(
    desk: Planning,
) -> None:
    with pytest.raises(PlanBreaksLaw):
        desk.propose()


def test_a_visit_goes_from_proposal_into_the_plan(
    desk: Planning, anna: Actor, helena: Actor
) -> None:
    desk.risk(anna, Category.MEDIUM)
    id = desk.propose(note="Давно не были")

    desk.approve(id, by=helena)

    card = desk.card(id)
    assert card.status is PlanStatus.PLANNED
    assert (card.note, card.approved_by) == ("Давно не были", helena.id)
    assert card.dates.last_day == date(2027, 3, 5)


def test_several_hundred_places_are_one_entry_without_copying(
    desk: Planning, anna: Actor
) -> None:
    places = [desk.shop(anna) for _ in range(5)]
    desk.risk(anna, Category.MEDIUM, *places[:4])

    id = desk.propose(everywhere=True)

    objects = {one.premises for one in desk.card(id).content.objects}
    assert objects == set(places[:4])


def test_choices_say_why_a_place_may_not_be_planned(
    desk: Planning, anna: Actor
) -> None:
    risky, quiet = desk.shop(anna), desk.shop(anna)
    desk.risk(anna, Category.MEDIUM, risky)

    found = desk.service.plan_measuring.choices(
        own(anna), own(desk.pavel), Measure.VISIT, CONTROL, STARTS
    )

    broken = {one.premises: one.broken and one.broken.rule for one in found}
    assert broken == {None: "LAW-033", risky: None, quiet: "LAW-033"}


def test_a_place_is_not_planned_twice_within_its_years(
    desk: Planning, anna: Actor
) -> None:
    desk.risk(anna, Category.MEDIUM)
    desk.propose()

    with pytest.raises(PlanBreaksLaw) as refusal:
        desk.propose(starts=date(2028, 3, 1))

    broken = only_broken(refusal.value)
    assert broken["facts"] == {"earliest": "2032-03-05"}


def test_what_was_taken_out_does_not_stand_in_the_way(
    desk: Planning, anna: Actor, helena: Actor
) -> None:
    desk.risk(anna, Category.MEDIUM)
    id = desk.propose()
    desk.approve(id, by=helena)
    desk.exclude(id, by=helena)

    again = desk.propose(starts=date(2027, 5, 3))

    assert desk.card(again).status is PlanStatus.PROPOSED


def test_only_the_open_places_of_this_business_are_checked(
    desk: Planning, anna: Actor
) -> None:
    desk.risk(anna, Category.MEDIUM)

    with pytest.raises(PlanObjectsUnknown):
        desk.propose(objects=(uuid4(),))
    with pytest.raises(PlanObjectsUnknown):
        desk.propose(everywhere=True)


def test_only_inspectors_of_the_body_go(
    desk: Planning, world: Business, anna: Actor
) -> None:
    stranger = world.supervisor(SCHOOLS, "sergey")
    desk.risk(anna, Category.MEDIUM)

    for officers in ((stranger.id,), (anna.id,), ()):
        with pytest.raises(PlanOfficersUnknown):
            desk.propose(officers=officers)


def test_a_body_plans_in_its_own_kinds_of_control(
    desk: Planning, world: Business
) -> None:
    with pytest.raises(PlanControlUnknown):
        desk.propose(control_kind="Ветеринарный надзор")
    with pytest.raises(PlanControlUnknown):
        desk.propose(
            world.supervisor(SCHOOLS, "sergey"),
            officers=(world.person("sergey").id,),
        )


def test_an_unknown_business_is_not_planned(desk: Planning) -> None:
    with pytest.raises(PlannedClientUnknown):
        desk.propose(inn=OTHER_INN)


@pytest.mark.parametrize(
    ("measure", "kind"),
    [
        (Measure.INSPECTION, None),
        (Measure.INSPECTION, Kind.OBSERVATION),
        (Measure.VISIT, Kind.ONSITE_INSPECTION),
    ],
)
def test_an_inspection_has_a_kind_with_interaction_and_a_visit_has_none(
    desk: Planning, measure: Measure, kind: Kind | None
) -> None:
    with pytest.raises(PlanKindUnfit):
        desk.propose(measure=measure, kind=kind)


def test_an_inspection_of_a_micro_business_is_bounded_in_hours(
    desk: Planning, anna: Actor, helena: Actor
) -> None:
    desk.risk(anna, Category.HIGH)

    with pytest.raises(PlanBreaksLaw):
        desk.inspection()
    id = desk.inspection(hours=15)
    desk.approve(id, by=helena)
    desk.prosecutor(id)

    card = desk.card(id)
    assert card.status is PlanStatus.PLANNED
    assert card.prosecutor
    assert card.prosecutor.number == "7-1-2026"


def test_the_head_decides_all_of_the_chosen_entries_or_none(
    desk: Planning, world: Business, anna: Actor, helena: Actor
) -> None:
    boris = world.client("boris", OTHER_INN)
    desk.risk(anna, Category.MEDIUM)
    desk.risk(boris, Category.MEDIUM)
    first, second = desk.propose(), desk.propose(inn=OTHER_INN)
    stale = desk.refs(first, second)
    desk.change(second, days=3)

    with pytest.raises(Stale):
        desk.plans.approve(ApproveEntries(entries=stale), by=helena)
    desk.approve(first, second, by=helena)

    stands = {desk.card(one).status for one in (first, second)}
    assert stands == {PlanStatus.PLANNED}


def test_an_inspector_approves_nothing_and_another_body_sees_nothing(
    desk: Planning, world: Business, anna: Actor
) -> None:
    desk.risk(anna, Category.MEDIUM)
    id = desk.propose()
    command = ApproveEntries(entries=(EntryRef(id=id, version=1),))

    with pytest.raises(NotFound):
        desk.plans.approve(command, by=desk.pavel)
    with pytest.raises(NotFound):
        desk.plans.approve(command, by=world.supervisor(SCHOOLS, "irina", Role.HEAD))


def test_what_the_head_sent_back_says_why_until_it_is_changed(
    desk: Planning, anna: Actor, helena: Actor
) -> None:
    desk.risk(anna, Category.MEDIUM)
    id = desk.propose()

    desk.send_back(id, by=helena)
    before = desk.card(id).returned_because
    desk.change(id, starts=date(2027, 3, 15))

    assert before == "Другая неделя"
    assert desk.card(id).returned_because is None
    assert desk.card(id).status is PlanStatus.PROPOSED


def test_proposing_twice_under_one_key_makes_one_entry(
    desk: Planning, anna: Actor
) -> None:
    desk.risk(anna, Category.MEDIUM)
    said = {"inn": INN} | desk.what()
    command = ProposeEntry.model_validate(said)

    first = desk.plans.propose(command, by=desk.pavel, key=key("1"))
    again = desk.plans.propose(command, by=desk.pavel, key=key("1"))

    assert first == again


def test_a_business_sees_what_is_planned_and_nothing_before_that(
    desk: Planning, anna: Actor, helena: Actor
) -> None:
    desk.risk(anna, Category.MEDIUM)
    id = desk.propose()
    view, year = desk.service.plan_view, year_of(2027)
    before = view.coming(own(anna), *year)

    desk.approve(id, by=helena)
    desk.move(id, by=helena)

    assert before == []
    (one,) = view.coming(own(anna), *year)
    assert (one.starts, one.moved_because) == (date(2027, 4, 5), "Отпуск инспектора")


def test_the_load_names_who_is_in_two_places(
    desk: Planning, world: Business, anna: Actor
) -> None:
    boris = world.client("boris", OTHER_INN)
    desk.risk(anna, Category.MEDIUM)
    desk.risk(boris, Category.MEDIUM)
    desk.propose()
    desk.propose(inn=OTHER_INN, starts=date(2027, 3, 3))

    found = busy(desk.service, desk.pavel, *month_of(2027, 3))

    (load,) = found.loads
    assert (load.entries, load.days) == (2, 7)
    assert [one.kind for one in found.conflicts] == [ConflictKind.SAME_OFFICER]


def test_of_a_file_only_known_businesses_are_kept(desk: Planning) -> None:
    report = desk.take_in(month())

    (record,) = desk.service.plan_view.records(own(desk.pavel))
    assert (report.read, report.new, report.left_out) == (2, 1, 1)
    assert [(one.row, one.why) for one in report.faults] == [(2, "masked")]
    assert record.entry.measure is Measure.INSPECTION


def test_a_file_taken_in_again_changes_nothing(desk: Planning) -> None:
    desk.take_in(month())

    again = desk.take_in(month())
    later = desk.take_in(month(status="TYPE_COMPLETED"))

    (record,) = desk.service.plan_view.records(own(desk.pavel))
    assert (again.position, again.same) == (0, 1)
    assert (later.new, later.amended) == (0, 1)
    assert record.entry.status is RegisterStatus.COMPLETED


def test_a_business_that_the_service_does_not_know_is_a_stranger(
    desk: Planning,
) -> None:
    report = desk.take_in(month(FIRM_INN))

    assert (report.new, report.strangers) == (0, 1)
    assert desk.service.plan_view.records(own(desk.pavel)) == []


def test_an_inspection_in_the_register_counts_as_an_earlier_check(
    desk: Planning, anna: Actor
) -> None:
    desk.risk(anna, Category.HIGH)
    desk.take_in(month(control=CONTROL))

    with pytest.raises(PlanBreaksLaw) as refusal:
        desk.inspection(hours=10)

    broken = only_broken(refusal.value)
    assert (broken["rule"], broken["facts"]) == ("LAW-029", {"earliest": "2028-03-16"})


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<a/>",
        b"<PLAN><INSPECTION></PLAN>",
        b'<!DOCTYPE PLAN [<!ENTITY a "b">]><PLAN>&a;</PLAN>',
    ],
)
def test_what_is_no_file_of_the_register_is_refused(
    desk: Planning, content: bytes
) -> None:
    with pytest.raises(RegisterFileUnreadable):
        desk.take_in(content)


def test_the_card_of_the_closed_part_is_read() -> None:
    (row,) = rows_of(BytesIO((SAMPLES / "erknm_card.xml").read_bytes()))

    assert row.entry
    assert (row.inn, row.entry.control_number) == ("0000000177", "004")
    assert row.entry.is_planned is False


def written(desk: Planning, id: UUID) -> tuple[bytes, bytes, bytes]:
    """The plan, the month and the card of an entry."""
    service, by = desk.service, desk.pavel
    card = exported_entry(service, desk.card(id))
    return (
        b"".join(plan_file(exported_plan(service, by, year_of(2027)))),
        b"".join(month_file(exported_plan(service, by, month_of(2027, 3)))),
        card_file(card, officers_of(service, own(by))),
    )


def test_what_is_written_for_the_register_is_read_back_the_same(
    desk: Planning, anna: Actor, helena: Actor
) -> None:
    desk.risk(anna, Category.HIGH)
    id = desk.inspection(hours=15)
    desk.approve(id, by=helena)
    desk.prosecutor(id)
    desk.number(id)

    for file in written(desk, id):
        (row,) = rows_of(BytesIO(file))
        assert row.entry
        assert (row.inn, row.entry.number) == (INN, NUMBER)
        assert (row.entry.starts, row.entry.stops) == (STARTS, date(2027, 3, 5))
        assert row.entry.measure is Measure.INSPECTION
        assert row.entry.control_kind == CONTROL


def test_nothing_that_the_head_has_not_approved_leaves_the_service(
    desk: Planning, anna: Actor
) -> None:
    desk.risk(anna, Category.MEDIUM)
    id = desk.propose()

    plan = exported_plan(desk.service, desk.pavel, year_of(2027))

    assert list(rows_of(BytesIO(b"".join(plan_file(plan))))) == []
    with pytest.raises(NotFound):
        exported_entry(desk.service, desk.card(id))


def test_a_forgotten_business_leaves_plan_and_records(
    desk: Planning, world: Business, anna: Actor, helena: Actor
) -> None:
    desk.risk(anna, Category.MEDIUM)
    id = desk.propose()
    desk.take_in(month())

    world.forget(own(anna))

    assert desk.service.plan_view.get(id) is None
    assert desk.service.plan_view.records(own(desk.pavel)) == []
    command = ApproveEntries(entries=(EntryRef(id=id, version=1),))
    with pytest.raises(NotFound):
        desk.plans.approve(command, by=helena)
