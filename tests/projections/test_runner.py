"""Read models: each event once, together with the position, whatever breaks."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any, ClassVar
from uuid import UUID, uuid4

import pytest
from eventsourcing.persistence import StoredEvent
from psycopg.rows import dict_row

from application.log import EventLog
from domain.kernel import Value
from interfaces.gateways.database import Database
from projections.runner import CannotApply, Fault, Progress, RebuildRuns, Runner
from projections.runner import feed as feeding
from projections.runner import runner as running
from projections.runner.progress import LEADERSHIP
from projections.runner.turns import Turns
from projections.view import Projection, Recorded, Rows, Sql, View
from tests.sample import ANNA, Count, Counts, Note, Notes

pytestmark = pytest.mark.database

PERSON = "Иванова Мария Петровна"
RunnerOf = Callable[..., Runner]


class Line(Value):
    name: str
    value: int
    upper: str


class CountView(View):
    def by_name(self) -> list[Line]:
        return self.all(
            Line, "SELECT name, value, upper FROM counts.count ORDER BY name"
        )

    def of(self, name: str) -> Line | None:
        return self.one(
            Line,
            "SELECT name, value, upper FROM counts.count WHERE name = %s",
            (name,),
        )


class Fragile(Counts):
    """Counts, except that it breaks at counts of one name."""

    name = "fragile"
    hates: ClassVar[str] = "poison"

    def apply(self, sql: Sql, events: Sequence[Recorded]) -> None:
        super().apply(sql, events)
        if any(getattr(one.event, "name", "") == self.hates for one in events):
            raise ZeroDivisionError(PERSON)


@pytest.fixture
def view(database: Database) -> CountView:
    return CountView(database)


def started(log: EventLog, *names: str) -> int:
    """Record counts of these names; where the last one stands in the log."""
    return log.record(*[Count.start(name) for name in names], by=ANNA).position


def raised_once(log: EventLog, name: str) -> int:
    """Record a count and that it rose; where the second event stands in the log."""
    count = Count.start(name)
    count.rise()
    return log.record(count, by=ANNA).position


def rows_of(database: Database, schema: str) -> list[Any]:
    with database.connection() as connection:
        return connection.execute(
            f"SELECT * FROM {schema}.count ORDER BY id"  # noqa: S608
        ).fetchall()


def forget_and_change(rows: Rows, id: UUID) -> None:
    del rows[id]
    rows.change(id, value=2)


def within(seconds: float, happened: Callable[[], bool]) -> bool:
    end = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def test_events_become_rows(
    log: EventLog, view: CountView, runner_of: RunnerOf
) -> None:
    runner = runner_of(Counts())
    count = Count.start("sheep")
    count.rise()
    log.record(count, by=ANNA)
    runner.drain()
    count = log.load(Count, count.id)
    count.rise()
    log.record(count, by=ANNA)

    runner.drain()

    assert view.by_name() == [Line(name="sheep", value=2, upper="SHEEP")]
    assert view.of("sheep") == view.by_name()[0]
    assert view.of("goats") is None


def test_rows_with_a_key_of_two_columns_come_and_go(
    log: EventLog, database: Database, runner_of: RunnerOf
) -> None:
    runner = runner_of(Notes())
    one, other = uuid4(), uuid4()
    for person, title, text in ((one, "a", "x"), (one, "b", "y"), (other, "a", "z")):
        log.record(Note.write(person, title, text), by=ANNA)
    runner.drain()
    log.record(Note.write(one, "a", "away"), by=ANNA)
    log.record(Note.write(one, "b", "new"), by=ANNA)

    runner.drain()

    with database.connection() as connection:
        found = connection.execute(
            "SELECT text, tags, facts -> 'by' ->> 'id' FROM notes.note ORDER BY text"
        ).fetchall()
    assert found == [("new", ["new", "wordy"], "anna"), ("z", ["new", "wordy"], "anna")]


def test_only_rows_that_were_asked_for_are_changed(
    database: Database, runner_of: RunnerOf
) -> None:
    runner_of(Counts())
    id = uuid4()
    with database.connect() as connection, connection.transaction():
        connection.execute("SET LOCAL search_path = counts")
        sql = connection.cursor(row_factory=dict_row)
        with Rows(sql, "count", [id]) as rows:
            assert id not in rows
            assert rows.get(id) is None
            rows[id] = {"id": id, "name": "a", "value": 1}
        with pytest.raises(KeyError), Rows(sql, "count", [id]) as rows:
            forget_and_change(rows, id)

    assert [row[1:3] for row in rows_of(database, "counts")] == [("a", 1)]


def test_the_position_moves_past_events_that_nobody_reads(
    log: EventLog, runner_of: RunnerOf
) -> None:
    runner = runner_of(Counts())
    position = log.record(Note.write(uuid4(), "t", "text"), by=ANNA).position

    runner.drain()

    runner.wait(position, timeout=0)
    assert runner.lag() == [
        Progress(name="counts", position=position, behind=0, fault=None)
    ]


def test_the_lag_counts_what_is_still_to_come(
    log: EventLog, runner_of: RunnerOf
) -> None:
    runner = runner_of(Counts(), Notes())
    started(log, "a", "b", "c")

    assert [(one.name, one.behind) for one in runner.lag()] == [
        ("counts", 3),
        ("notes", 3),
    ]


def test_a_page_that_waits_sees_what_it_did(
    log: EventLog, view: CountView, runner_of: RunnerOf
) -> None:
    runner = runner_of(Counts(), Notes())

    with runner.running():
        for number in range(20):
            runner.wait(started(log, str(number)), timeout=5)
            assert view.of(str(number))


def test_only_who_reads_what_is_new_is_called_and_the_others_move_on(
    log: EventLog, runner_of: RunnerOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    runner = runner_of(Counts(), Notes())
    asked = set()
    tail = log.tail

    def told(after: int, limit: int, without: Sequence[str] = ()) -> Any:
        asked.add(threading.current_thread().name.partition("-")[0])
        return tail(after, limit, without)

    def all_have_looked() -> bool:
        asked.clear()
        time.sleep(0.1)
        return not asked

    monkeypatch.setattr(log, "tail", told)
    with runner.running():
        runner.wait(started(log, "first"))
        assert within(5, lambda: asked >= {"watch", "counts", "notes"})
        assert within(5, all_have_looked)
        runner.wait(started(log, "second"), timeout=running.LOOK / 2)

    assert asked == {"watch", "counts"}


def test_one_that_stands_still_keeps_the_others_from_nothing(
    log: EventLog,
    view: CountView,
    runner_of: RunnerOf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(running, "BATCH", 2)
    runner = runner_of(Counts(), Notes(), Fragile())
    started(log, "poison")

    with runner.running():
        assert within(5, lambda: runner.lag()[1].fault is not None)
        for number in range(5):
            position = started(log, str(number))
            runner.wait(position, timeout=running.LOOK / 2, names=["counts", "notes"])
            assert view.of(str(number))

    assert [one.name for one in runner.lag() if one.behind] == ["fragile"]


def test_waiting_for_a_runner_that_is_away_ends(
    log: EventLog, runner_of: RunnerOf
) -> None:
    runner = runner_of(Counts(), Notes())
    position = started(log, "a")
    runner.wait(0)

    with pytest.raises(TimeoutError):
        runner.wait(position, timeout=0.05)
    runner.wait(position, timeout=0.05, names=[])


def test_two_runners_count_nothing_twice_and_one_takes_over(
    log: EventLog, database: Database, view: CountView, runner_of: RunnerOf
) -> None:
    first = runner_of(Counts())
    second = Runner(database, log, [Counts()])

    with second.running():
        with first.running():
            for number in range(50):
                position = started(log, f"{number:03}")
            first.wait(position)
        position = started(log, "after")
        second.wait(position)

    assert [line.name for line in view.by_name()] == [
        *(f"{number:03}" for number in range(50)),
        "after",
    ]


def test_two_who_drain_at_once_count_nothing_twice(
    log: EventLog, database: Database, runner_of: RunnerOf
) -> None:
    runner_of(Counts())
    count = Count.start()
    for _ in range(3000):
        count.rise()
    log.record(count, by=ANNA)

    threads = [
        threading.Thread(target=Runner(database, log, [Counts()]).drain)
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [row[2] for row in rows_of(database, "counts")] == [3000]


def test_a_killed_listener_comes_back(
    log: EventLog,
    database: Database,
    runner_of: RunnerOf,
    caplog: pytest.LogCaptureFixture,
) -> None:
    runner = runner_of(Counts())

    with runner.running():
        runner.wait(started(log, "before"))
        with database.connection() as connection:
            killed = connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_locks"
                " WHERE locktype = 'advisory' AND classid = %s AND objsubid = 2",
                (LEADERSHIP,),
            ).fetchall()
        runner.wait(started(log, "after"))

    assert killed == [(True,)]
    assert "lost its connection" in caplog.text
    assert len(rows_of(database, "counts")) == 2


def test_an_event_that_cannot_be_applied_is_found_alone_and_the_others_go_on(
    log: EventLog,
    database: Database,
    view: CountView,
    runner_of: RunnerOf,
    caplog: pytest.LogCaptureFixture,
) -> None:
    runner = runner_of(Fragile(), Counts())
    names = [f"{number:04}" for number in range(1500)]
    before = started(log, *names[:1234])
    poison = started(log, "poison")
    last = started(log, *names[1234:])

    with pytest.raises(CannotApply, match=f"fragile: event {poison}, tests.sample"):
        runner.drain()

    fault = Fault(
        position=poison, topic="tests.sample:Count.Started", kind="ZeroDivisionError"
    )
    counts, fragile = runner.lag()
    assert counts == Progress(name="counts", position=last, behind=0, fault=None)
    assert (fragile.position, fragile.fault) == (before, fault)
    assert len(rows_of(database, "fragile")) == 1234
    assert len(view.by_name()) == 1501
    runner.wait(last, timeout=0)
    assert PERSON not in caplog.text
    assert f"event {poison}, tests.sample:Count.Started" in caplog.text


def test_what_was_read_ahead_of_a_fault_is_applied_once_and_in_order(
    log: EventLog,
    database: Database,
    runner_of: RunnerOf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(feeding, "BATCH", 4)
    runner = runner_of(Fragile())
    names = [f"n{number:02}" for number in range(30)]
    positions = {name: raised_once(log, name) for name in names}
    monkeypatch.setattr(Fragile, "hates", "n20")

    with pytest.raises(CannotApply, match=f"event {positions['n20'] - 1},"):
        runner.drain()
    assert {row[1] for row in rows_of(database, "fragile")} == set(names[:20])

    monkeypatch.setattr(Fragile, "hates", "nothing")
    runner.drain()
    assert sorted(row[1:3] for row in rows_of(database, "fragile")) == [
        (name, 1) for name in names
    ]


def test_a_projection_goes_on_when_its_program_was_mended(
    log: EventLog,
    database: Database,
    runner_of: RunnerOf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(running, "FIRST_PAUSE", 0.05)
    runner = runner_of(Fragile())
    position = started(log, "poison", "antidote")

    with runner.running():
        assert within(5, lambda: runner.lag()[0].fault is not None)
        monkeypatch.setattr(Fragile, "hates", "nothing")
        assert within(5, lambda: runner.lag()[0].fault is None)
        runner.wait(position)

    assert len(rows_of(database, "fragile")) == 2


@pytest.mark.parametrize(
    ("topic", "stops"),
    [
        ("tests.sample:Count.Renamed", True),
        ("tests.sample:Count.Started", True),
        ("tests.sample:Note.Closed", False),
        ("domain.nowhere:Thing.Happened", False),
        ("nonsense", False),
        ("logging", False),
    ],
)
def test_an_event_of_a_newer_program_stops_only_those_who_would_read_it(
    log: EventLog, runner_of: RunnerOf, topic: str, *, stops: bool
) -> None:
    runner = runner_of(Counts())
    log.recorder.insert_events([StoredEvent(uuid4(), 1, topic, b'{"new":1}')])

    if stops:
        with pytest.raises(CannotApply):
            runner.drain()
    else:
        runner.drain()

    assert runner.lag()[0].behind == stops


def test_a_projection_without_tables_says_so(log: EventLog, database: Database) -> None:
    class Unlaid(Counts):
        name = "unlaid"

    with pytest.raises(LookupError, match="migrate first"):
        Runner(database, log, [Unlaid()]).drain()


def test_a_rebuild_under_load_equals_what_was_live(
    log: EventLog, database: Database, view: CountView, runner_of: RunnerOf
) -> None:
    runner = runner_of(Counts(), Notes())
    seen: list[int] = []
    over = threading.Event()

    def write() -> None:
        while not over.is_set():
            count = Count.start()
            count.rise()
            log.record(count, by=ANNA)
            time.sleep(0.001)

    def read() -> None:
        while not over.is_set():
            seen.append(len(view.by_name()))

    started(log, *map(str, range(3000)))
    with runner.running():
        runner.wait(3000)
        threads = [threading.Thread(target=work) for work in (write, write, read)]
        for thread in threads:
            thread.start()
        try:
            for _ in range(3):
                runner.rebuild("counts")
        finally:
            over.set()
            for thread in threads:
                thread.join()
        last = log.head()
        runner.wait(last)
        rebuilt = rows_of(database, "counts")
        runner.rebuild("counts")

    assert seen == sorted(seen), "readers saw a half"
    assert seen[0] >= 3000
    assert rows_of(database, "counts") == rebuilt
    assert 2 * len(rebuilt) - 3000 == last
    assert [one.name for one in runner.lag()] == ["counts", "notes"]


def test_an_interrupted_rebuild_leaves_the_live_rows_and_can_be_run_again(
    log: EventLog,
    database: Database,
    runner_of: RunnerOf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    runner = runner_of(Fragile())
    started(log, "a", "b")
    runner.drain()
    live = rows_of(database, "fragile")
    monkeypatch.setattr(Fragile, "hates", "b")

    with pytest.raises(CannotApply):
        runner.rebuild("fragile")
    assert rows_of(database, "fragile") == live
    assert runner.lag()[0].fault is None

    monkeypatch.setattr(Fragile, "hates", "nothing")
    runner.rebuild("fragile")
    assert rows_of(database, "fragile") == live


def test_one_projection_is_rebuilt_by_one_at_a_time(
    database: Database, runner_of: RunnerOf
) -> None:
    runner = runner_of(Counts())
    with database.connect() as other:
        other.execute(
            "SELECT pg_advisory_lock(%s, hashtext('counts__new'))",
            (LEADERSHIP,),
        )

        with pytest.raises(RebuildRuns):
            runner.rebuild("counts")

    with pytest.raises(KeyError):
        runner.rebuild("nothing")


def test_a_projection_of_another_shape_is_made_anew_from_the_log(
    log: EventLog, database: Database, runner_of: RunnerOf
) -> None:
    class Recounted(Counts):
        version = 2

    started(log, "a")
    runner_of(Counts()).drain()
    database.migrate([Counts()])
    assert len(rows_of(database, "counts")) == 1

    runner = runner_of(Recounted())
    assert rows_of(database, "counts") == []
    runner.drain()

    assert len(rows_of(database, "counts")) == 1
    database.migrate([Counts()])


def test_a_projection_without_tables_of_its_own_is_fed_as_well(
    log: EventLog, runner_of: RunnerOf
) -> None:
    seen: list[int] = []

    class Reaction(Projection):
        name = "reaction"
        events = (Count.Raised,)

        def apply(self, sql: Sql, events: Sequence[Recorded]) -> None:
            seen.extend(one.position for one in events)
            assert all(one.at == one.event.timestamp for one in events)

    runner = runner_of(Reaction())
    count = Count.start()
    count.rise()
    log.record(count, by=ANNA)

    runner.drain()

    assert seen == [2]


def test_a_runner_survives_what_its_source_does(
    log: EventLog,
    runner_of: RunnerOf,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(running, "FIRST_PAUSE", 0.05)
    runner = runner_of(Counts())
    position = started(log, "a")
    broken = threading.Event()
    tail = log.tail

    def breaks_once(after: int, limit: int, without: Sequence[str] = ()) -> Any:
        if not broken.is_set():
            broken.set()
            raise ZeroDivisionError
        return tail(after, limit, without)

    monkeypatch.setattr(log, "tail", breaks_once)
    with caplog.at_level(logging.ERROR), runner.running():
        runner.wait(position)

    assert "starts again" in caplog.text


def test_who_gives_a_turn_back_does_not_take_the_next_one() -> None:
    turns = Turns(1)
    came: list[str] = []

    def other() -> None:
        with turns:
            came.append("other")

    with turns:
        waiting = threading.Thread(target=other)
        waiting.start()
        while not turns._waiting:
            time.sleep(0.001)
    with turns:
        came.append("again")
    waiting.join()

    assert came == ["other", "again"]
