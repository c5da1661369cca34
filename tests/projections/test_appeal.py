"""Appeals as both sides read them: rows, the queue of a body, figures."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from domain.appeal import (
    AppealPower,
    AppealStatus,
    DraftPart,
    Outcome,
    Restoration,
    SubjectKind,
    Suspension,
)
from domain.inspection import Kind, Stage
from domain.kernel import Actor
from interfaces.gateways.database import Database
from projections.appeal import AppealCard, AppealView, Asked, Only, Place
from tests.appealing import ASKS, REASON, TOLD, WHOLE, WORDS, Appealing
from tests.business import OTHER_INN, Business, business, own
from tests.conftest import StoppedClock

pytestmark = pytest.mark.database


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    made = business(database, clock)
    made.require()
    return made


@pytest.fixture
def desk(world: Business, clock: StoppedClock) -> Appealing:
    return Appealing(world, clock)


@pytest.fixture
def view(world: Business) -> AppealView:
    return world.service.appeal_view


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client(facts={"object:lift": True})


@pytest.fixture
def olga(desk: Appealing) -> Actor:
    return desk.officer()


def card(view: AppealView, id: UUID) -> AppealCard:
    found = view.get(id)
    assert found
    return found


def rebuilt(desk: Appealing, id: UUID) -> AppealCard:
    """The same after its rows were made anew."""
    desk.service.runner.rebuild("appeal")
    desk.service.runner.drain()
    return card(desk.service.appeal_view, id)


def test_a_draft_is_read_part_by_part_as_it_was_written(
    desk: Appealing, view: AppealView, anna: Actor, olga: Actor
) -> None:
    id = desk.written(anna, body=olga, points=2)
    desk.point(id, anna, words="Второе иначе", number=2)
    found = card(view, id)

    assert (found.status, found.number, found.is_open) == (
        AppealStatus.DRAFT,
        None,
        False,
    )
    assert [(one.number, one.words) for one in found.points] == [
        (1, WORDS),
        (2, "Второе иначе"),
    ]
    assert found.parts[DraftPart.ASKS].words == ASKS
    assert (found.told, found.authority, found.due) == (TOLD, own(olga), None)
    assert found.kind is SubjectKind.OUTSIDE
    assert [one.what for one in found.history][:2] == ["begun", "point_written"]
    assert rebuilt(desk, id) == found


def test_a_decided_appeal_tells_reasons_effects_and_how_long_it_took(
    desk: Appealing, view: AppealView, clock: StoppedClock, anna: Actor, olga: Actor
) -> None:
    id = desk.accepted(anna, olga, points=2)
    desk.ask_body(id, olga)
    clock.pass_by(timedelta(days=3))
    desk.draft(id, olga, upheld=(1,))
    desk.check(id, desk.officer("vera"))
    desk.decide(id, olga)
    desk.open(id, anna)
    found = card(view, id)

    assert (found.status, found.outcome, found.days) == (
        AppealStatus.DECIDED,
        Outcome.UPHELD_IN_PART,
        3,
    )
    assert [(one.upheld, one.reason) for one in found.points] == [
        (True, REASON),
        (False, REASON),
    ]
    decided = found.decided
    assert decided
    assert (decided.words, decided.late) == (WHOLE, False)
    assert [one.words for one in decided.effects] == ["Ответить по существу"]
    assert decided.checked
    assert decided.checked.agrees
    assert (found.officer_name, found.is_open, found.due) == ("Olga", False, None)
    assert found.court
    assert rebuilt(desk, id) == found


def test_what_waits_for_the_client_is_not_overdue(
    desk: Appealing, view: AppealView, clock: StoppedClock, anna: Actor, olga: Actor
) -> None:
    id = desk.accepted(anna, olga)
    before = card(view, id).due
    desk.ask_client(id, olga)
    asked = card(view, id)

    assert asked.waits_for_client
    assert asked.awaited
    assert asked.due == asked.awaited.until.ends
    assert not asked.is_overdue(asked.due + timedelta(days=1))
    clock.pass_by(timedelta(days=1))
    desk.give(id, anna)
    given = card(view, id)
    assert (given.waits_for_client, given.awaited) == (False, None)
    assert given.due == given.decide_by
    assert before
    assert given.due
    assert given.due >= before
    assert given.is_overdue(given.due + timedelta(seconds=1))
    assert given.information[0].words == "Вот журнал"


def test_what_is_due_first_is_the_request_to_suspend(
    desk: Appealing, view: AppealView, anna: Actor, olga: Actor
) -> None:
    id = desk.sent(anna, body=olga, suspend=True)
    sent = card(view, id)

    assert (sent.suspension, sent.status) == (Suspension.WAITS, AppealStatus.SENT)
    assert sent.suspension_term
    assert sent.due == sent.suspension_term.ends
    desk.assign(id, olga)
    desk.suspend(id, olga, granted=False)
    refused = card(view, id)
    assert refused.suspension is Suspension.REFUSED
    assert refused.acceptance
    assert refused.due == refused.acceptance.ends
    assert refused.suspended
    assert not refused.suspended.granted


def test_requests_that_nobody_ruled_on_are_not_needed_when_it_is_over(
    desk: Appealing, view: AppealView, clock: StoppedClock, anna: Actor, olga: Actor
) -> None:
    learned = clock.today() - timedelta(days=60)
    id = desk.written(anna, body=olga, learned_on=learned, suspend=True)
    desk.change(id, anna, DraftPart.RESTORATION, "Болели")
    desk.send(id, anna)
    desk.assign(id, olga)
    desk.refuse(id, olga)

    found = card(view, id)
    assert found.suspension is Suspension.NOT_NEEDED
    assert found.restoration is Restoration.NOT_NEEDED


def test_a_missed_term_waits_to_be_restored(
    desk: Appealing, view: AppealView, clock: StoppedClock, anna: Actor, olga: Actor
) -> None:
    learned = clock.today() - timedelta(days=60)
    id = desk.written(anna, body=olga, learned_on=learned)
    desk.change(id, anna, DraftPart.RESTORATION, "Болели")
    desk.send(id, anna)

    found = card(view, id)
    assert (found.late, found.restoration) == (True, Restoration.WAITS)
    desk.assign(id, olga)
    desk.restore(id, olga)
    restored = card(view, id)
    assert restored.restoration is Restoration.GRANTED
    assert restored.restored
    assert restored.restored.granted


def test_a_queue_is_in_order_of_urgency_and_is_paged_through(
    desk: Appealing, view: AppealView, clock: StoppedClock, anna: Actor, olga: Actor
) -> None:
    ids = [desk.sent(anna, body=olga) for _ in range(3)]
    clock.pass_by(timedelta(days=1))
    urgent = desk.sent(anna, body=olga, suspend=True)
    draft = desk.written(anna, body=olga)

    def page(after: str | None) -> tuple[list[UUID], str | None]:
        place = Place.read(after) if after else None
        found = view.queue(own(olga), Asked(), officer=olga.id, after=place, limit=2)
        return [one.id for one in found.appeals], found.after

    first, cursor = page(None)
    second, end = page(cursor)
    assert [*first, *second] == [urgent, *ids]
    assert draft not in first + second
    assert (cursor is None, end) == (False, None)


def test_a_queue_is_filtered_and_counted(
    desk: Appealing, view: AppealView, clock: StoppedClock, anna: Actor, olga: Actor
) -> None:
    mine = desk.accepted(anna, olga)
    nobodys = desk.sent(anna, body=olga)
    suspending = desk.sent(anna, body=olga, suspend=True)
    desk.assign(suspending, olga, desk.officer("vera"))
    asking = desk.accepted(anna, olga)
    desk.ask_client(asking, olga)
    over = desk.decided(anna, olga)
    withdrawn = desk.sent(anna, body=olga)
    desk.withdraw(withdrawn, anna)

    def ids(*, officer: Actor = olga, **asked: object) -> set[UUID]:
        found = view.queue(own(olga), Asked.model_validate(asked), officer=officer.id)
        return {one.id for one in found.appeals}

    assert ids() == {mine, nobodys, suspending, asking}
    assert ids(only=Only.MINE) == {mine, asking}
    assert ids(only=Only.UNASSIGNED) == {nobodys}
    assert ids(only=Only.SUSPENSION) == {suspending}
    assert ids(only=Only.WAITING) == {asking}
    assert ids(only=Only.OVERDUE) == set()
    assert ids(status=AppealStatus.ACCEPTED) == {mine, asking}
    assert ids(kind=SubjectKind.ACT) == set()
    assert ids(over=True) == {over, withdrawn}
    assert ids(status=AppealStatus.WITHDRAWN) == {withdrawn}
    count = view.counted(own(olga), olga.id)
    assert count.model_dump() == {
        "open": 4,
        "mine": 2,
        "unassigned": 1,
        "overdue": 0,
        "suspension": 1,
        "waiting": 1,
    }
    clock.pass_by(timedelta(days=60))
    assert ids(only=Only.OVERDUE) == {mine, nobodys, suspending}
    assert view.counted(own(olga), olga.id).overdue == 3
    assert view.counted(uuid4(), olga.id).open == 0


def test_a_client_learns_in_its_list_only_what_it_opened(
    world: Business, desk: Appealing, view: AppealView, anna: Actor, olga: Actor
) -> None:
    vera = world.client("vera", inn=OTHER_INN)
    other = desk.sent(vera, body=olga)
    id = desk.decided(anna, olga)

    (line,) = view.of_client(own(anna)).appeals
    assert (line.id, line.outcome) == (id, None)
    desk.open(id, anna)
    (line,) = view.of_client(own(anna)).appeals
    assert line.outcome is Outcome.UPHELD
    assert [one.id for one in view.of_client(own(vera)).appeals] == [other]
    discarded = desk.written(anna, body=olga)
    desk.seen(desk.drafts.discard(discarded, by=anna))
    assert [one.id for one in view.of_client(own(anna)).appeals] == [id]


def test_a_representative_lists_what_it_acts_in_until_that_lapses(
    world: Business,
    desk: Appealing,
    view: AppealView,
    clock: StoppedClock,
    anna: Actor,
    olga: Actor,
) -> None:
    boris = world.person("boris")
    id = desk.written(anna, body=olga)
    desk.empower(id, anna, boris, AppealPower.PREPARE, until=clock.today())

    assert [one.id for one in view.represented_by(boris.id).appeals] == [id]
    (named,) = view.representatives(id)
    assert (named.name, named.powers) == ("Boris", (AppealPower.PREPARE,))
    assert named.may(AppealPower.PREPARE, clock.today())
    assert not named.may(AppealPower.SIGN, clock.today())
    clock.pass_by(timedelta(days=1))
    assert view.represented_by(boris.id).appeals == ()
    assert not named.sees(clock.today())
    desk.revoke(id, anna, boris)
    again = view.representative(id, boris.id)
    assert again
    assert again.powers == ()


def test_a_body_lists_what_it_still_has_to_explain(
    world: Business,
    desk: Appealing,
    view: AppealView,
    clock: StoppedClock,
    anna: Actor,
    olga: Actor,
) -> None:
    first, second = desk.accepted(anna, olga), desk.accepted(anna, olga)
    desk.ask_body(first, olga, days=5)
    desk.ask_body(second, olga, days=2)

    assert [one.id for one in view.explaining(own(olga))] == [second, first]
    desk.explain(second, world.supervisor())
    assert [one.id for one in view.explaining(own(olga))] == [first]
    (asked,) = card(view, first).explanations
    assert not asked.is_silent(clock.now())
    assert asked.is_silent(asked.until.ends + timedelta(seconds=1))


def test_an_appeal_remembers_at_which_stage_its_inspection_was(
    world: Business, desk: Appealing, view: AppealView, anna: Actor
) -> None:
    inspector = world.supervisor()
    inspection = desk.inspecting.started(inspector, anna)
    id = desk.sent(anna, f"/inspections/{inspection}")
    desk.inspecting.end(inspection, inspector)
    desk.service.runner.drain()

    found = card(view, id)
    assert (found.procedure, found.stage) == (Kind.ONSITE_INSPECTION, Stage.STARTED)
    assert [one.id for one in view.of_subject(own(anna), found.kind, inspection)] == [
        id
    ]
    assert rebuilt(desk, id) == found


def test_nothing_is_left_of_a_forgotten_client(
    world: Business, desk: Appealing, view: AppealView, anna: Actor, olga: Actor
) -> None:
    id = desk.decided(anna, olga)
    desk.empower(id, anna, world.person("boris"))
    world.forget(own(anna))
    desk.service.runner.drain()

    assert view.get(id) is None
    assert view.representatives(id) == []
    assert view.queue(own(olga), Asked(over=True), officer=olga.id).appeals == ()


def test_figures_are_made_anew_only_when_something_was_decided(
    desk: Appealing, anna: Actor, olga: Actor
) -> None:
    figures = desk.service.appeal_figures
    desk.decided(anna, olga)
    first = figures.now()
    desk.sent(anna, body=olga)

    assert figures.now() is first
    desk.decided(anna, olga)
    assert figures.now().position > first.position
    (step,) = figures.of_body(own(olga))
    assert (step.kind, step.appeals, step.upheld) == (SubjectKind.OUTSIDE, 2, 2)
    assert step.grounds == {"not-proven": 2}
    assert figures.of_body(uuid4()) == ()
    assert first.groups.all is None


def test_a_place_is_read_as_it_was_told(clock: StoppedClock) -> None:
    due = Place(17, clock.now())

    assert Place.read(str(due)) == due
    assert Place.read("17") == Place(17)
    assert [Place.read(one) for one in ("", "x.17", "-1", "1.")] == [None] * 4
