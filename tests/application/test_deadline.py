"""Terms that other contexts begin become deadlines, and follow the calendar."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from application.access import allow_deadline, parties_of
from application.work_calendar import DayChange, TakeDecree
from domain.deadline import (
    About,
    DeadlineStatus,
    Party,
    Task,
    WhyPaused,
    WhyRecomputed,
)
from domain.errors import NotFound
from domain.kernel import Actor, Role
from domain.term import DayKind, Term, Unit, within
from domain.work_calendar import WorkCalendar
from interfaces.gateways.database import Database
from projections.deadline import DeadlineCard, Side, Standing
from tests.business import LIFT_CODE, LIFTS, SCHOOLS, Business, business, own
from tests.conftest import StoppedClock
from tests.consulting import Desk
from tests.deadlines import ABOUT, SYSTEM, YEARLY
from tests.evaluating import Poll
from tests.interfaces.shell import ADMIN

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log")]

TASK = Task.GIVE_INFORMATION
WEDNESDAY = date(2026, 11, 25)


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    world = business(database, clock)
    world.require()
    return world


@pytest.fixture
def desk(world: Business) -> Desk:
    return Desk(world)


def due(world: Business, id: UUID) -> list[DeadlineCard]:
    """Deadlines of a thing, after everything that follows has followed."""
    world.react()
    return world.service.deadline_view.about(id)


def keys(world: Business, by: Actor) -> frozenset[str]:
    view = world.service.person_view
    return parties_of(by, view, view)


def test_a_question_gives_the_body_a_deadline_by_law(
    world: Business, desk: Desk
) -> None:
    pavel, anna = world.supervisor(), world.client()
    (card,) = due(world, desk.ask(anna).id)

    assert card.task is Task.ANSWER_QUESTION
    assert card.owed_by.party == Party.body(LIFTS)
    assert card.owed_to
    assert card.owed_to.party == Party.client(own(anna))
    assert card.owed_to.name == "ИП anna"
    assert card.reckoning.term.rule == "LAW-049"
    assert card.reckoning.last_day == desk.card(card.about.id).due
    assert card.owed_by.party.key in keys(world, pavel)


def test_an_answer_keeps_it_and_a_follow_up_has_its_own(
    world: Business, desk: Desk, clock: StoppedClock
) -> None:
    pavel, anna = world.supervisor(), world.client()
    id = desk.ask(anna).id
    due(world, id)
    clock.pass_by(timedelta(days=40))
    answered_at = clock.now()
    desk.answer(id, pavel)
    desk.follow_up(id, anna)
    first, second = due(world, id)

    assert (first.status, first.ended_at) == (DeadlineStatus.KEPT, answered_at)
    assert first.was_late
    assert (second.turn, second.status) == (2, DeadlineStatus.RUNNING)


def test_a_question_given_away_is_another_bodys_turn(
    world: Business, desk: Desk
) -> None:
    pavel, olga = world.supervisor(), world.supervisor(SCHOOLS, "olga")
    id = desk.ask(world.client()).id
    (before,) = due(world, id)
    desk.forward(id, pavel, SCHOOLS)
    (after,) = due(world, id)

    assert after.owed_by.party.key in keys(world, olga) - keys(world, pavel)
    assert after.reckoning == before.reckoning


def test_a_closed_question_wants_nothing_more(world: Business, desk: Desk) -> None:
    world.supervisor()
    anna = world.client()
    id = desk.ask(anna).id
    due(world, id)
    desk.close(id, anna)

    assert [one.status for one in due(world, id)] == [DeadlineStatus.CANCELLED]


def test_what_clients_say_of_a_rule_is_considered_until_one_day(
    world: Business,
) -> None:
    poll = Poll(world)
    viktor = poll.developer()
    clients = poll.clients(*range(1, 8))
    for one in clients:
        poll.send(one)
    poll.round()
    world.react()
    found = world.service.deadline_view.of(
        keys(world, viktor), Side.MINE, Standing.OPEN, world.service.clock.now()
    ).deadlines
    poll.consider([poll.content(one) for one in clients[:-1]], viktor)
    (waiting,) = due(world, found[0].about.id)
    poll.consider([poll.content(clients[-1])], viktor)
    (kept,) = due(world, found[0].about.id)

    assert len(found) == 1
    assert found[0].task is Task.CONSIDER_EVALUATION
    assert found[0].owed_to is None
    assert waiting.status is DeadlineStatus.RUNNING
    assert kept.status is DeadlineStatus.KEPT


def set_both(world: Business) -> None:
    """Ten working days, for a business and for a body."""
    anna = world.client()
    place = world.service.places.at()
    day = world.service.clock.today()
    reckoning = within(Term(value=10, unit=Unit.WORKING_DAY), day, place)
    sides = Party.client(own(anna)), Party.body(LIFTS)
    for turn, (by, to) in enumerate((sides, sides[::-1]), 1):
        world.service.deadlines.set(
            TASK,
            about=ABOUT,
            reckoning=reckoning,
            owed_by=by,
            owed_to=to,
            turn=turn,
            by=SYSTEM,
        )


def decree(world: Business, day: date, kind: DayKind) -> None:
    log = world.service.log
    if log.find(WorkCalendar, WorkCalendar.create_id()) is None:
        log.record(WorkCalendar.open(YEARLY, by=ADMIN), by=ADMIN)
    command = TakeDecree(
        act="Постановление Правительства РФ", days=(DayChange(day=day, kind=kind),)
    )
    world.seen(world.service.work_calendars.take(command, by=ADMIN))


def ends(world: Business) -> list[date]:
    return [one.reckoning.last_day for one in due(world, ABOUT.id)]


def test_a_new_day_off_moves_every_open_deadline(world: Business) -> None:
    decree(world, date(2027, 3, 15), DayKind.OFF)
    set_both(world)
    before = ends(world)
    decree(world, WEDNESDAY, DayKind.OFF)

    assert before == [date(2026, 12, 4)] * 2
    assert ends(world) == [date(2026, 12, 7)] * 2
    (card, _) = due(world, ABOUT.id)
    assert card.moments[-1].why is WhyRecomputed.CALENDAR
    assert card.reckoning.calendar_version == 3


def test_a_new_working_day_takes_time_from_bodies_only(world: Business) -> None:
    decree(world, date(2027, 3, 15), DayKind.OFF)
    set_both(world)
    decree(world, date(2026, 11, 28), DayKind.WORKING)

    assert ends(world) == [date(2026, 12, 4), date(2026, 12, 3)]


def test_a_time_that_stood_still_stays_left_out_by_another_calendar(
    world: Business, clock: StoppedClock
) -> None:
    decree(world, date(2027, 3, 15), DayKind.OFF)
    set_both(world)
    deadlines = world.service.deadlines
    clock.set(datetime(2026, 11, 23, 9, tzinfo=UTC))
    deadlines.pause(TASK, ABOUT.id, why=WhyPaused.MORE_TIME_ASKED, by=SYSTEM)
    clock.pass_by(timedelta(days=1))
    deadlines.resume(TASK, ABOUT.id, by=SYSTEM)
    before = ends(world)
    decree(world, WEDNESDAY, DayKind.OFF)

    assert before == [date(2026, 12, 7), date(2026, 12, 4)]
    assert ends(world) == [date(2026, 12, 8), date(2026, 12, 7)]


def test_setting_it_again_changes_nothing(world: Business) -> None:
    set_both(world)
    (first, _) = due(world, ABOUT.id)
    receipt = world.service.deadlines.set(
        TASK,
        about=About(kind="other", id=ABOUT.id, address="/other"),
        reckoning=first.reckoning,
        owed_by=Party.body(SCHOOLS),
        owed_to=None,
        by=SYSTEM,
    )

    assert receipt.position == 0
    assert due(world, ABOUT.id)[0] == first


def test_of_what_is_not_due_there_is_nothing_to_change(world: Business) -> None:
    deadlines = world.service.deadlines

    assert deadlines.keep(TASK, ABOUT.id, by=SYSTEM).position == 0
    assert deadlines.resume(TASK, ABOUT.id, by=SYSTEM).position == 0


def test_a_reader_has_the_deadlines_of_whom_it_acts_for(
    world: Business, desk: Desk
) -> None:
    anna, pavel, elena = world.client(), world.supervisor(), desk.registrar()
    viktor = Poll(world).developer()

    assert keys(world, anna) == {f"client:{own(anna)}"}
    assert keys(world, pavel) == {f"authority:{own(pavel)}", f"body:{LIFTS}"}
    assert keys(world, elena) == {f"authority:{own(elena)}", "registrar"}
    assert keys(world, viktor) == {f"authority:{own(viktor)}", f"developer:{LIFTS}"}
    assert keys(world, anna.model_copy(update={"role": Role.PERSON})) == frozenset()


def test_a_deadline_of_others_does_not_exist() -> None:
    by = Actor(id="x", role=Role.CLIENT)
    allow_deadline(by, parties={"client:1"}, sides=["body:x", "client:1"])
    allow_deadline(by, parties={"client:1"}, sides=["developer:x", None])

    with pytest.raises(NotFound):
        allow_deadline(by, parties={"client:1"}, sides=["body:x", "client:2"])


def test_it_names_the_code_of_what_it_is_about(world: Business, desk: Desk) -> None:
    world.supervisor()
    (card,) = due(world, desk.ask(world.client()).id)

    assert card.about.name == LIFT_CODE
    assert card.about.address == f"/questions/{card.about.id}"


def told(world: Business, by: Actor) -> list[str]:
    """Templates of the notices of an organisation, oldest first."""
    world.react()
    with world.service.database.connection() as sql:
        found = sql.execute(
            "SELECT template FROM notice.notice WHERE recipient = %s ORDER BY place",
            (own(by),),
        )
        return [str(row[0]) for row in found]


def test_both_sides_are_told_in_time_and_when_it_is_over(
    world: Business, desk: Desk, clock: StoppedClock
) -> None:
    pavel, anna = world.supervisor(), world.client()
    due(world, desk.ask(anna).id)
    for days in (27, 3, 1):
        clock.pass_by(timedelta(days=days))
        world.service.firing.fire_due()
        world.service.firing.fire_due()
        world.react()

    assert told(world, pavel)[-3:] == [
        "deadline-near",
        "deadline-last-day",
        "deadline-passed",
    ]
    assert told(world, anna)[-1:] == ["deadline-passed-theirs"]


def test_both_sides_are_told_that_the_calendar_moved_it(world: Business) -> None:
    pavel = world.supervisor()
    decree(world, date(2027, 3, 15), DayKind.OFF)
    set_both(world)
    decree(world, WEDNESDAY, DayKind.OFF)
    ends(world)

    assert told(world, pavel).count("deadline-moved") == 2
