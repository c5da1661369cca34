"""The log in PostgreSQL: in order for every reader, whoever writes at the same time."""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import cycle
from threading import Event
from uuid import uuid4

import pytest
from eventsourcing.persistence import Notification, RecordConflictError, StoredEvent

from application.log import (
    EventLog,
    Key,
    KeyReused,
    PositionAhead,
    Receipt,
    Tail,
    Unavailable,
)
from domain.errors import Stale
from interfaces.gateways.database import Database
from interfaces.gateways.event_mapper import JsonMapper
from interfaces.gateways.event_store import PostgresRecorder
from interfaces.gateways.keys import PostgresKeys
from interfaces.gateways.postgres import Local
from tests.conftest import StoppedClock
from tests.sample import ANNA, Count

pytestmark = pytest.mark.database

LAZY_WRITERS = """
    CREATE FUNCTION doze() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF random() < 0.3 THEN PERFORM pg_sleep(random() * 0.01); END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER doze AFTER INSERT ON log_events
    FOR EACH ROW EXECUTE FUNCTION doze();
"""


class NaiveRecorder(PostgresRecorder):
    """Believes that the greatest id it sees is the end of the log."""

    def tail(self, after: int, limit: int, without: Sequence[str] = ()) -> Tail:
        with self._database.connection() as connection:
            rows = connection.execute(
                "SELECT * FROM log_events WHERE notification_id > %s"
                " ORDER BY notification_id LIMIT %s",
                (after, limit),
            ).fetchall()
        events = [Notification(*row) for row in rows]
        return Tail(events, events[-1].id if events else after)


@pytest.fixture
def recorder(database: Database) -> PostgresRecorder:
    return PostgresRecorder(database)


@contextmanager
def lazy_writers(database: Database) -> Iterator[None]:
    """Some transactions take a while between their ids and their commit."""
    with database.connection() as connection:
        connection.execute(LAZY_WRITERS)
        try:
            yield
        finally:
            connection.execute("DROP FUNCTION doze CASCADE")


def event(version: int = 1) -> StoredEvent:
    return StoredEvent(uuid4(), version, "tests.sample:Count.Started", b"{}")


def missed(database: Database, reader: PostgresRecorder, seconds: float) -> int:
    """How many events two readers at the tail did not see while eight wrote."""
    recorder, over, all_written = PostgresRecorder(database), Event(), Event()

    def write() -> list[int]:
        ids: list[int] = []
        for many in cycle((1, 1, 3)):
            if over.is_set():
                break
            ids += recorder.insert_events([event() for _ in range(many)])
        return ids

    def follow() -> set[int]:
        seen: set[int] = set()
        position = 0
        while True:
            is_last_look = all_written.is_set()
            tail = reader.tail(position, 100)
            seen |= {one.id for one in tail.events}
            if is_last_look and tail.position == position:
                return seen
            position = tail.position
            time.sleep(0.001)

    with lazy_writers(database), ThreadPoolExecutor(10) as threads:
        readers = [threads.submit(follow) for _ in range(2)]
        writers = [threads.submit(write) for _ in range(8)]
        time.sleep(seconds)
        over.set()
        stored = {id for writer in writers for id in writer.result()}
        all_written.set()
        return sum(len(stored - one.result()) for one in readers)


def test_no_reader_ever_skips_an_event(
    database: Database, recorder: PostgresRecorder
) -> None:
    assert missed(database, recorder, seconds=3) == 0


def test_a_reader_that_trusts_the_greatest_id_skips_events(database: Database) -> None:
    assert missed(database, NaiveRecorder(database), seconds=1.5) > 0


def test_a_writer_at_work_does_not_hold_up_another(
    database: Database, recorder: PostgresRecorder
) -> None:
    with database.connect() as slow, slow.transaction():
        slow.execute("SELECT log_hold()")
        before = recorder.head()

        recorder.insert_events([event()])

        assert recorder.head() == before == 0
    assert recorder.head() == 1


def test_events_of_one_command_stand_together_in_their_order(
    recorder: PostgresRecorder,
) -> None:
    events = [event(version) for version in range(1, 50)]

    positions = recorder.insert_events(events)

    assert positions == list(range(1, 50))
    assert [one.originator_id for one in recorder.tail(0, 100).events] == [
        one.originator_id for one in events
    ]


def test_a_second_event_of_the_same_version_is_a_conflict(
    recorder: PostgresRecorder,
) -> None:
    first = event()
    recorder.insert_events([first])

    with pytest.raises(RecordConflictError):
        recorder.insert_events([event(), first])

    assert len(recorder.tail(0, 10).events) == 1


def test_a_stream_is_read_in_part_and_backwards(recorder: PostgresRecorder) -> None:
    id = uuid4()
    recorder.insert_events([StoredEvent(id, v, "t", b"{}") for v in range(1, 6)])

    def versions(**which: object) -> list[int]:
        found = recorder.select_events(id, **which)  # type: ignore[arg-type]
        return [one.originator_version for one in found]

    assert versions() == [1, 2, 3, 4, 5]
    assert versions(gt=1, lte=4) == [2, 3, 4]
    assert versions(desc=True, limit=2) == [5, 4]
    assert versions(lte=0) == []


def test_the_tail_passes_over_topics_and_gaps(
    recorder: PostgresRecorder, database: Database
) -> None:
    for topic in ("a", "b", "b", "a", "b"):
        recorder.insert_events([StoredEvent(uuid4(), 1, topic, b"{}")])
    with database.connection() as connection:
        connection.execute("SELECT setval('log_events_notification_id_seq', 60000)")
    recorder.insert_events([event()])

    positions: list[int] = []
    tail = recorder.tail(0, 2, without=["b"])
    while tail.position > (positions[-1] if positions else 0):
        positions.append(tail.position)
        tail = recorder.tail(tail.position, 2, without=["b"])

    assert [one.id for one in recorder.tail(0, 2, without=["b"]).events] == [1, 4]
    assert positions == [4, 20004, 40004, 60001]


def test_the_librarys_own_notification_log_reads_it(log: EventLog) -> None:
    log.record(*[Count.start() for _ in range(12)], by=ANNA)

    found = log.notification_log.select(start=3, limit=5)
    with log.recorder.subscribe(gt=10) as subscription:
        followed = [next(subscription).id, next(subscription).id]

    assert [one.id for one in found] == [3, 4, 5, 6, 7]
    assert followed == [11, 12]
    assert log.recorder.max_notification_id() == 12


def test_of_two_decisions_on_one_version_one_is_recorded(log: EventLog) -> None:
    id = log.record(Count.start(), by=ANNA).id

    def rise(_: int) -> bool:
        count = log.load(Count, id)
        count.rise()
        try:
            log.record(count, by=ANNA)
        except Stale:
            return False
        return True

    with ThreadPoolExecutor(8) as threads:
        recorded = sum(threads.map(rise, range(200)))

    assert log.load(Count, id).value == recorded < 200


def test_eight_clicks_at_once_record_once(log: EventLog) -> None:
    key = Key(key="click", fingerprint="a")

    def click(_: int) -> Receipt:
        return log.once(ANNA, key, lambda: log.record(Count.start(), by=ANNA, key=key))

    with ThreadPoolExecutor(8) as threads:
        receipts = set(threads.map(click, range(8)))

    assert len(receipts) == 1
    assert len(log.tail(0, 100).events) == 1


def test_a_position_in_flight_was_given_and_one_ahead_was_not(
    log: EventLog, database: Database
) -> None:
    log.record(Count.start(), by=ANNA)
    with database.connect() as slow:
        slow.execute("BEGIN")
        slow.execute("SELECT log_hold()")
        slow.execute("SELECT nextval('log_events_notification_id_seq')")
        told = log.record(Count.start(), by=ANNA).position

        assert log.head() < told
        log.check_given(told)
        with pytest.raises(PositionAhead) as refusal:
            log.check_given(told + 1)
        slow.execute("ROLLBACK")

    assert refusal.value.facts == {"last": told}
    log.check_given(log.record(Count.start(), by=ANNA).position)


def test_old_keys_are_dropped_and_may_be_used_again(
    log: EventLog, database: Database, recorder: PostgresRecorder
) -> None:
    old, young = (Key(key=name, fingerprint="a") for name in ("old", "young"))
    for key in (old, young):
        log.record(Count.start(), by=ANNA, key=key)
    with database.connection() as connection:
        connection.execute(
            "UPDATE command_keys SET recorded_at = now() - interval '8 days'"
            " WHERE key = 'old'"
        )

    assert recorder.drop_keys(older_than_days=7) == 1

    log.record(Count.start(), by=ANNA, key=Key(key="old", fingerprint="b"))
    other = Key(key="young", fingerprint="b")
    with pytest.raises(KeyReused):
        log.once(ANNA, other, lambda: log.record(Count.start(), by=ANNA, key=other))


def test_a_dead_connection_is_unavailable_and_the_next_one_works(
    log: EventLog, database: Database
) -> None:
    with pytest.raises(Unavailable), database.connection() as connection:
        connection.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    assert log.record(Count.start(), by=ANNA).position == 1


def test_after_a_restart_of_the_server_everything_acknowledged_is_there(
    tmp_path_factory: pytest.TempPathFactory, clock: StoppedClock, keys: PostgresKeys
) -> None:
    server = Local(tmp_path_factory.mktemp("restart") / "data", fsync=False)
    server.start()
    with Database(server.conninfo(), size=4) as database:
        database.migrate()
        log = EventLog(PostgresRecorder(database), JsonMapper(keys), clock)
        first = log.record(Count.start(), by=ANNA)

        server.stop()
        with pytest.raises(Unavailable):
            log.record(Count.start(), by=ANNA)
        server.start()

        deadline = time.monotonic() + 20
        second = None
        while second is None and time.monotonic() < deadline:
            try:
                second = log.record(Count.start(), by=ANNA)
            except Unavailable:
                time.sleep(0.1)
        found = log.find(Count, first.id)
    server.stop()

    assert found is not None
    assert second is not None


def test_a_pool_without_a_free_connection_is_unavailable(server: Local) -> None:
    with Database(server.conninfo(), size=1) as database:
        database._pool.timeout = 0.1
        with database.connection():
            with pytest.raises(Unavailable), database.connection():
                pass
            waiting = database.stats()["requests_errors"]

    assert waiting == 1


def test_processes_that_start_together_migrate_one_after_the_other(
    server: Local, database: Database
) -> None:
    def migrate(_: int) -> None:
        with Database(server.conninfo("together"), size=1) as empty:
            empty.migrate()

    with database.connection() as connection:
        connection.execute("DROP DATABASE IF EXISTS together")
        connection.execute("CREATE DATABASE together")

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(migrate, range(4)))
