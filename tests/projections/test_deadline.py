"""What is due is found, taken by one worker each, and said once whoever is killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from application.deadline import Deadlines, Firing
from application.log import EventLog
from domain.client import Client
from domain.deadline import (
    About,
    Deadline,
    DeadlineStatus,
    Party,
    Task,
    WhyCancelled,
    WhyPaused,
    WhyRecomputed,
)
from domain.profile import ClientKind
from interfaces.gateways.database import Database
from projections.deadline import (
    BadDeadlineCursor,
    DeadlineCount,
    DeadlineProjection,
    DeadlineView,
    Side,
    Standing,
)
from projections.person import PersonProjection
from projections.runner import Runner
from tests.conftest import StoppedClock
from tests.deadlines import BODY, CLIENT, CLIENT_ID, SYSTEM, PlacesOf, counted

pytestmark = pytest.mark.database

TASK = Task.GIVE_INFORMATION
START = datetime(2026, 11, 20, 9, tzinfo=UTC)
OVER = datetime(2026, 12, 4, 21, tzinfo=UTC)
"""The end of ten working days from Friday, 20 November, in Moscow."""
ROOT = Path(__file__).parents[2]


class Kept:
    """Deadlines and what is seen of them."""

    def __init__(
        self, database: Database, log: EventLog, clock: StoppedClock, runner: Runner
    ) -> None:
        self.log = log
        self.clock = clock
        self.runner = runner
        self.view = DeadlineView(database)
        self.deadlines = Deadlines(log, clock, PlacesOf())
        self.firing = Firing(log, clock, self.view)

    def set(
        self,
        days: int = 10,
        by: Party = CLIENT,
        to: Party | None = BODY,
        thing: UUID | None = None,
    ) -> UUID:
        thing = thing or uuid4()
        self.deadlines.set(
            TASK,
            about=About(kind="thing", id=thing, address=f"/things/{thing}"),
            reckoning=counted(days),
            owed_by=by,
            owed_to=to,
            by=SYSTEM,
        )
        self.runner.drain()
        return thing

    def fire(self, at: datetime) -> list[str]:
        """What happened by an instant, of everything, by kind."""
        self.clock.set(at)
        self.firing.fire_due()
        self.runner.drain()
        events = self.log.events_of(self.log.tail(0, 10_000).events)
        return [type(one).__name__ for one in events]

    def of(
        self, who: Party, side: Side, standing: Standing = Standing.OPEN
    ) -> list[UUID]:
        now = self.clock.now()
        page = self.view.of([who.key], side, standing, now)
        return [one.about.id for one in page.deadlines]


@pytest.fixture
def kept(
    database: Database,
    log: EventLog,
    clock: StoppedClock,
    runner_of: Callable[..., Runner],
) -> Kept:
    runner = runner_of(DeadlineProjection(), PersonProjection())
    clock.set(START)
    return Kept(database, log, clock, runner)


def test_both_sides_see_a_deadline_and_nobody_else_does(kept: Kept) -> None:
    later, sooner = kept.set(12), kept.set(10)

    assert kept.of(CLIENT, Side.MINE) == [sooner, later]
    assert kept.of(BODY, Side.THEIRS) == [sooner, later]
    assert kept.of(CLIENT, Side.THEIRS) == kept.of(BODY, Side.MINE) == []
    assert kept.of(Party.body("Рособрнадзор"), Side.THEIRS) == []


def test_what_is_overdue_is_so_for_both_sides(kept: Kept) -> None:
    thing = kept.set()
    kept.set(30)
    kept.fire(OVER)

    assert kept.of(CLIENT, Side.MINE, Standing.OVERDUE) == [thing]
    assert kept.of(BODY, Side.THEIRS, Standing.OVERDUE) == [thing]
    now = kept.clock.now()
    assert kept.view.count([CLIENT.key], now) == DeadlineCount(
        mine=2, late=1, theirs=0, theirs_late=0
    )
    assert kept.view.count([BODY.key], now) == DeadlineCount(
        mine=0, late=0, theirs=2, theirs_late=1
    )


def test_each_stage_is_said_once_however_often_workers_look(kept: Kept) -> None:
    kept.set()

    for _ in range(3):
        near = kept.fire(datetime(2026, 12, 1, 7, tzinfo=UTC))
    for _ in range(3):
        on = kept.fire(datetime(2026, 12, 4, 7, tzinfo=UTC))
    for _ in range(3):
        over = kept.fire(OVER)
    for _ in range(3):
        after = kept.fire(OVER + timedelta(days=7))

    assert near == ["Set", "Reminded"]
    assert on == [*near, "Reminded"]
    assert over == [*on, "Passed"]
    assert after == [*over, "Reminded"]


def test_what_another_worker_has_taken_is_left_out(kept: Kept) -> None:
    things = {kept.set(), kept.set()}

    with (
        kept.view.taken(OVER, 1) as mine,
        kept.view.taken(OVER, 10) as theirs,
    ):
        assert len(mine) == len(theirs) == 1
        assert {id for _, id in (*mine, *theirs)} == {
            Deadline.create_id(TASK, About(kind="thing", id=one, address="/x"))
            for one in things
        }
    with kept.view.taken(OVER, 10) as again:
        assert len(again) == 2


def test_a_portion_goes_on_where_the_one_before_ended(kept: Kept) -> None:
    for _ in range(5):
        kept.set()
    seen: list[UUID] = []
    after = None
    while True:
        with kept.view.taken(OVER, 2, after) as due:
            seen += [id for _, id in due]
        if len(due) < 2:
            break
        after = due[-1]

    assert len(seen) == len(set(seen)) == 5


def test_what_is_done_or_cancelled_is_history(kept: Kept) -> None:
    done, dropped = kept.set(), kept.set()
    kept.deadlines.keep(TASK, done, by=SYSTEM)
    why = WhyCancelled.WITHDRAWN
    kept.deadlines.cancel(TASK, dropped, why=why, by=SYSTEM)
    events = kept.fire(OVER)

    assert "Passed" not in events
    assert kept.of(CLIENT, Side.MINE) == []
    assert set(kept.of(CLIENT, Side.MINE, Standing.DONE)) == {done, dropped}
    (card,) = kept.view.about(dropped)
    assert card.status is DeadlineStatus.CANCELLED
    assert [(one.kind, one.why) for one in card.moments] == [
        ("set", None),
        ("cancelled", why),
    ]


def test_a_clock_that_stands_passes_nothing_and_moves_the_end(kept: Kept) -> None:
    thing = kept.set()
    why = WhyPaused.MORE_TIME_ASKED
    kept.deadlines.pause(TASK, thing, why=why, by=SYSTEM)
    events = kept.fire(OVER)
    kept.clock.set(OVER + timedelta(hours=12))
    kept.deadlines.resume(TASK, thing, by=SYSTEM)
    kept.runner.drain()
    (card,) = kept.view.about(thing)

    assert "Passed" not in events
    assert card.status is DeadlineStatus.RUNNING
    assert card.reckoning.last_day.isoformat() == "2026-12-18"


def test_more_time_makes_it_due_at_another_time(kept: Kept) -> None:
    thing = kept.set()
    kept.fire(OVER)
    kept.deadlines.recompute(
        TASK, thing, reckoning=counted(15), why=WhyRecomputed.MORE_TIME, by=SYSTEM
    )
    kept.runner.drain()
    (card,) = kept.view.about(thing)

    assert kept.of(CLIENT, Side.MINE, Standing.OVERDUE) == []
    assert not card.is_overdue(kept.clock.now())
    assert kept.fire(card.reckoning.ends).count("Passed") == 2


def test_handing_it_on_changes_who_sees_it_as_theirs(kept: Kept) -> None:
    thing = kept.set(by=BODY, to=CLIENT)
    other = Party.body("Роспотребнадзор")
    kept.deadlines.hand(TASK, thing, owed_by=other, by=SYSTEM)
    kept.runner.drain()

    assert kept.of(BODY, Side.MINE) == []
    assert kept.of(other, Side.MINE) == [thing]
    assert kept.of(CLIENT, Side.THEIRS) == [thing]


def test_a_long_list_is_read_page_by_page(kept: Kept) -> None:
    things = [kept.set(days) for days in (3, 4, 4, 5, 6)]
    seen: list[UUID] = []
    after: str | None = ""
    while after is not None:
        page = kept.view.of(
            [CLIENT.key], Side.MINE, Standing.OPEN, START, after=after, limit=2
        )
        seen += [one.about.id for one in page.deadlines]
        after = page.next

    assert sorted(seen) == sorted(things)
    assert seen[0] == things[0]
    assert seen[-1] == things[-1]


@pytest.mark.parametrize("cursor", ["x", "%%%", "MjAyNg==", "MjAyNi0xMS0yMCB4"])
def test_a_cursor_of_somebody_elses_making_is_refused(kept: Kept, cursor: str) -> None:
    with pytest.raises(BadDeadlineCursor):
        kept.view.of([CLIENT.key], Side.MINE, Standing.OPEN, START, after=cursor)


def test_deadlines_of_a_forgotten_business_go_with_it(
    kept: Kept, log: EventLog
) -> None:
    thing = kept.set()
    kept.set(by=BODY, to=Party.client(uuid4()))
    client = _client()
    log.record(client, by=SYSTEM)
    client = log.load(Client, CLIENT_ID)
    client.forget(by=SYSTEM)
    log.record(client, by=SYSTEM)
    kept.runner.drain()
    kept.deadlines.keep(TASK, thing, by=SYSTEM)
    late = kept.set()

    assert kept.view.about(thing) == kept.view.about(late) == []
    assert len(kept.of(BODY, Side.MINE)) == 1


def test_a_calendar_that_is_newer_finds_what_was_counted_before(kept: Kept) -> None:
    open_, done = kept.set(), kept.set()
    kept.deadlines.keep(TASK, done, by=SYSTEM)
    kept.runner.drain()
    (card,) = kept.view.about(open_)

    assert kept.view.counted_before(2, None, 10) == [card.id]
    assert kept.view.counted_before(2, card.id, 10) == []
    assert kept.view.counted_before(1, None, 10) == []


WORKER = """
import sys, time
from datetime import UTC, datetime
from application.deadline import Firing
from application.log import EventLog
from interfaces.gateways.database import Database
from interfaces.gateways.event_mapper import JsonMapper
from interfaces.gateways.event_store import PostgresRecorder
from interfaces.gateways.keys import MasterKeys, PostgresKeys
from projections.deadline import DeadlineView
from tests.conftest import MASTER_KEY, StoppedClock
import application.deadline.firing as firing

firing.AT_ONCE = 5
clock = StoppedClock(datetime.fromisoformat(sys.argv[2]))
with Database(sys.argv[1], size=4) as database:
    keys = PostgresKeys(database, MasterKeys(MASTER_KEY))
    log = EventLog(PostgresRecorder(database), JsonMapper(keys), clock)
    job = Firing(log, clock, DeadlineView(database))
    print("ready", flush=True)
    while True:
        job.fire_due()
        time.sleep(0.01)
"""


def test_a_killed_worker_loses_nothing_and_nothing_is_said_twice(
    kept: Kept, opened: Database
) -> None:
    count = 300
    reckoning = counted(1)
    things = [
        kept.deadlines.new(
            TASK,
            about=About(kind="thing", id=uuid4(), address="/x"),
            reckoning=reckoning,
            owed_by=CLIENT,
            owed_to=BODY,
            by=SYSTEM,
        )
        for _ in range(count)
    ]
    kept.log.record(*things, by=SYSTEM)
    kept.runner.drain()
    command = [sys.executable, "-c", WORKER, opened.conninfo, OVER.isoformat()]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    workers = [
        subprocess.Popen(command, stdout=subprocess.PIPE, env=env, cwd=ROOT)
        for _ in range(2)
    ]
    try:
        for one in workers:
            assert one.stdout
            assert one.stdout.readline() == b"ready\n"
        _wait(lambda: _stored(kept) > 0)
        workers[0].send_signal(signal.SIGKILL)
        workers[0].wait()
        at_the_kill = _stored(kept)
        _wait(lambda: _passed(kept) >= count)
        time.sleep(0.2)
    finally:
        for one in workers:
            one.kill()
            one.wait()
            if one.stdout:
                one.stdout.close()

    assert at_the_kill < count
    assert _passed(kept) == count


def _passed(kept: Kept) -> int:
    """How often a deadline has passed; the same one twice would be counted twice."""
    kept.runner.drain()
    return _stored(kept)


def _stored(kept: Kept) -> int:
    stored = kept.log.tail(0, 100_000).events
    return sum(one.topic.endswith("Deadline.Passed") for one in stored)


def _wait(until: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not until():
        assert time.monotonic() < end, "the workers do not get on"
        time.sleep(0.01)


def _client() -> Client:
    return Client.register(
        id=CLIENT_ID,
        kind=ClientKind.IE,
        name="ИП Анна",
        inn="630000000119",
        ogrn=None,
        by=SYSTEM,
    )
