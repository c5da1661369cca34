"""The terms of an appeal: deadlines that run, stand, are kept or pass."""

from datetime import timedelta
from uuid import UUID

import pytest

from domain.appeal import DraftPart
from domain.deadline import DeadlineStatus, PartyKind, Task
from domain.kernel import Actor, Role
from interfaces.deadlines import parties_for
from interfaces.gateways.database import Database
from interfaces.service import Service
from projections.deadline import DeadlineCard, Side, Standing
from tests.appealing import Appealing
from tests.business import Business, business, own
from tests.conftest import StoppedClock

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log")]
DAY = timedelta(days=1)
RUNNING, PAUSED = DeadlineStatus.RUNNING, DeadlineStatus.PAUSED
KEPT, CANCELLED = DeadlineStatus.KEPT, DeadlineStatus.CANCELLED


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    made = business(database, clock)
    made.require()
    return made


@pytest.fixture
def appealing(world: Business, clock: StoppedClock) -> Appealing:
    return Appealing(world, clock)


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client(facts={"object:lift": True})


@pytest.fixture
def pavel(world: Business) -> Actor:
    return world.supervisor()


@pytest.fixture
def olga(appealing: Appealing) -> Actor:
    return appealing.officer()


@pytest.fixture
def about(appealing: Appealing, anna: Actor, pavel: Actor) -> str:
    id = appealing.inspecting.started(pavel, anna)
    return f"/inspections/{id}#inspection_conduct"


def standing(appealing: Appealing, id: UUID) -> dict[Task, DeadlineStatus]:
    """How what is due in an appeal stands; the newest turn of each."""
    return {one.task: one.status for one in appealing.due(id)}


def due(appealing: Appealing, id: UUID, task: Task) -> DeadlineCard:
    return next(one for one in reversed(appealing.due(id)) if one.task is task)


def pass_until(appealing: Appealing, one: DeadlineCard) -> None:
    """The clock shows a moment after the end, and everything has fired."""
    appealing.clock.set(one.reckoning.ends + timedelta(minutes=1))
    appealing.service.firing.fire_due()
    appealing.world.react()


def test_a_draft_has_to_be_sent_in_time_and_nobody_else_sees_that(
    appealing: Appealing, anna: Actor, about: str
) -> None:
    id = appealing.written(anna, about)

    filing = due(appealing, id, Task.FILE_APPEAL)

    assert filing.status is RUNNING
    assert filing.reckoning.term.rule == "LAW-069"
    sides = {filing.owed_by.party.organisation}
    assert filing.owed_to
    assert sides | {filing.owed_to.party.organisation} == {own(anna)}
    page = appealing.service.deadline_view.of(
        [filing.owed_by.party.key],
        Side.THEIRS,
        Standing.OPEN,
        appealing.clock.now(),
    )
    assert filing.id not in {one.id for one in page.deadlines}


def test_another_day_of_learning_counts_anew(
    appealing: Appealing, anna: Actor, olga: Actor
) -> None:
    appealing.clock.pass_by(3 * DAY)
    first = appealing.clock.today()
    id = appealing.written(anna, body=olga, learned_on=first)

    earlier = first - 2 * DAY
    appealing.change(id, anna, DraftPart.LEARNED, learned_on=earlier)

    found = [one for one in appealing.due(id) if one.task is Task.FILE_APPEAL]
    running = [one for one in found if one.status is RUNNING]
    assert len(running) == 1
    assert running[0].reckoning.event == earlier


def test_what_is_sent_begins_every_term_of_the_body(
    appealing: Appealing, anna: Actor, about: str
) -> None:
    id = appealing.written(anna, about, suspend=True)
    appealing.world.react()

    appealing.send(id, anna)

    found = standing(appealing, id)
    assert found == {
        Task.FILE_APPEAL: KEPT,
        Task.ACCEPT_APPEAL: RUNNING,
        Task.DECIDE_APPEAL: RUNNING,
        Task.DECIDE_SUSPENSION: RUNNING,
    }
    appeal = appealing.load(id)
    decide = due(appealing, id, Task.DECIDE_APPEAL)
    assert decide.reckoning == appeal.decision
    assert decide.owed_by.party.kind is PartyKind.APPEALS


def test_inspectors_of_the_body_do_not_see_its_deadlines_of_appeals(
    appealing: Appealing, anna: Actor, pavel: Actor, olga: Actor, about: str
) -> None:
    id = appealing.sent(anna, about)
    decide = due(appealing, id, Task.DECIDE_APPEAL)
    service = appealing.service
    nina = appealing.officer("nina", Role.HEAD)

    key = decide.owed_by.party.key
    assert key not in parties_for(service, pavel)
    assert key in parties_for(service, olga)
    assert key in parties_for(service, nina)


def test_the_clock_of_the_body_stands_while_it_waits_for_the_client(
    appealing: Appealing, anna: Actor, olga: Actor, about: str
) -> None:
    id = appealing.accepted(anna, olga, about=about)
    before = due(appealing, id, Task.DECIDE_APPEAL).reckoning

    appealing.ask_client(id, olga)

    found = standing(appealing, id)
    assert found[Task.DECIDE_APPEAL] is PAUSED
    assert found[Task.GIVE_APPEAL_INFORMATION] is RUNNING
    appealing.clock.pass_by(2 * DAY)
    appealing.give(id, anna)
    found = standing(appealing, id)
    assert found[Task.DECIDE_APPEAL] is RUNNING
    assert found[Task.GIVE_APPEAL_INFORMATION] is KEPT
    assert due(appealing, id, Task.DECIDE_APPEAL).reckoning.ends > before.ends


def test_what_a_client_does_not_give_in_time_lets_the_clock_go_on(
    appealing: Appealing, anna: Actor, olga: Actor, about: str
) -> None:
    id = appealing.accepted(anna, olga, about=about)
    appealing.ask_client(id, olga)

    pass_until(appealing, due(appealing, id, Task.GIVE_APPEAL_INFORMATION))

    appeal = appealing.load(id)
    decide = due(appealing, id, Task.DECIDE_APPEAL)
    assert appeal.awaited is None
    assert decide.status is RUNNING
    assert decide.reckoning == appeal.decision


def test_an_extension_lengthens_the_term_to_decide(
    appealing: Appealing, anna: Actor, olga: Actor, about: str
) -> None:
    id = appealing.accepted(anna, olga, about=about)

    appealing.extend(id, olga)

    decide = due(appealing, id, Task.DECIDE_APPEAL)
    assert decide.reckoning == appealing.load(id).decision


def test_a_question_to_the_body_is_due_of_all_who_may_explain(
    appealing: Appealing, anna: Actor, pavel: Actor, olga: Actor, about: str
) -> None:
    id = appealing.accepted(anna, olga, about=about)

    appealing.ask_body(id, olga)

    explain = due(appealing, id, Task.EXPLAIN_APPEALED)
    assert explain.owed_by.party.kind is PartyKind.AUTHORITY
    appealing.explain(id, pavel)
    assert standing(appealing, id)[Task.EXPLAIN_APPEALED] is KEPT


def test_what_is_decided_leaves_nothing_due_and_is_delivered_at_once(
    appealing: Appealing, anna: Actor, olga: Actor, about: str
) -> None:
    id = appealing.decided(anna, olga, about=about)

    found = standing(appealing, id)

    assert found[Task.DECIDE_APPEAL] is KEPT
    assert found[Task.ACCEPT_APPEAL] is KEPT
    assert found[Task.DELIVER_APPEAL_DECISION] is KEPT
    assert found[Task.CARRY_OUT_APPEAL_DECISION] is RUNNING


def test_who_reads_the_decision_has_a_term_to_go_to_court(
    appealing: Appealing, anna: Actor, olga: Actor, about: str
) -> None:
    id = appealing.decided(anna, olga, about=about)

    appealing.open(id, anna)

    court = due(appealing, id, Task.GO_TO_COURT)
    assert (court.status, court.reckoning.term.rule) == (RUNNING, "LAW-081")


def test_what_is_withdrawn_or_refused_is_due_no_more(
    appealing: Appealing, anna: Actor, olga: Actor, about: str
) -> None:
    taken_back = appealing.accepted(anna, olga, about=about, suspend=True)
    appealing.withdraw(taken_back, anna)

    found = standing(appealing, taken_back)

    assert found[Task.DECIDE_APPEAL] is CANCELLED
    assert found[Task.DECIDE_SUSPENSION] is CANCELLED

    refused = appealing.sent(anna, about)
    appealing.assign(refused, olga)
    appealing.refuse(refused, olga)
    found = standing(appealing, refused)
    assert found[Task.ACCEPT_APPEAL] is KEPT
    assert found[Task.DECIDE_APPEAL] is CANCELLED


@pytest.mark.parametrize("late", [False, True])
def test_a_request_to_suspend_that_nobody_ruled_on_is_due_no_more_at_the_end(
    appealing: Appealing, anna: Actor, olga: Actor, about: str, *, late: bool
) -> None:
    id = appealing.accepted(anna, olga, about=about, suspend=True)
    if late:
        pass_until(appealing, due(appealing, id, Task.DECIDE_SUSPENSION))
    appealing.draft(id, olga)
    appealing.decide(id, olga)

    assert standing(appealing, id)[Task.DECIDE_SUSPENSION] is CANCELLED


def test_a_request_to_suspend_is_decided_and_told_at_once(
    appealing: Appealing, anna: Actor, olga: Actor, about: str
) -> None:
    id = appealing.accepted(anna, olga, about=about, suspend=True)

    appealing.suspend(id, olga)

    found = standing(appealing, id)
    assert found[Task.DECIDE_SUSPENSION] is KEPT
    assert found[Task.TELL_SUSPENSION] is KEPT


def test_a_decision_that_is_overdue_is_told_to_both_sides(
    appealing: Appealing, anna: Actor, olga: Actor, about: str
) -> None:
    id = appealing.accepted(anna, olga, about=about)

    pass_until(appealing, due(appealing, id, Task.DECIDE_APPEAL))

    told = _told(appealing.service, f"/appeals/{id}")
    assert (own(anna), "deadline-passed-theirs") in told
    assert (own(olga), "deadline-passed") in told


def _told(service: Service, about: str) -> set[tuple[UUID, str]]:
    with service.database.connection() as sql:
        rows = sql.execute(
            "SELECT recipient, template FROM notice.notice WHERE about = %s", (about,)
        )
        return {(row[0], row[1]) for row in rows}
