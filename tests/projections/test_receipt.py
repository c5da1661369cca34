"""The tree over the log: grown in any portions, filled again, never forked unseen."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from psycopg.rows import dict_row

from application.log import EventLog
from domain.receipt import Edge, Head, SignedHead, StoredState, leaf_hash, root_at
from interfaces.gateways.database import Database
from interfaces.gateways.heads import StoredHeads
from projections.receipt import TreeProjection, TreeView
from projections.runner import CannotApply, Runner
from tests.receipts import Signatory
from tests.sample import ANNA, Count

pytestmark = pytest.mark.database

RunnerOf = Callable[..., Runner]


@pytest.fixture
def runner(runner_of: RunnerOf) -> Runner:
    return runner_of(TreeProjection())


def counted(log: EventLog, *names: str) -> None:
    for name in names:
        log.record(Count.start(name), by=ANNA)


def expected(log: EventLog) -> Edge:
    """The tree as it must be, made in one go."""
    edge = Edge()
    for one in log.tail(0, 10_000).events:
        edge.add(
            leaf_hash(
                StoredState(
                    one.id,
                    one.originator_id,  # type: ignore[arg-type]
                    one.originator_version,
                    one.topic,
                    bytes(one.state),
                )
            )
        )
    return edge


def test_the_tree_has_a_leaf_for_each_event_in_the_order_of_the_log(
    database: Database, log: EventLog, runner: Runner
) -> None:
    view = TreeView(database)
    for portion in (1, 2, 5, 1, 13, 64, 3):
        log.record(*[Count.start(f"n{n}") for n in range(portion)], by=ANNA)
        runner.drain()

        tree = expected(log)
        assert view.size() == tree.size
        assert root_at(view.hashes, tree.size) == tree.root
    assert view.position() == log.head()
    assert [one.number for one in view.leaves(0, 5)] == [0, 1, 2, 3, 4]


def test_gaps_in_the_log_leave_no_gap_in_the_tree(
    database: Database, log: EventLog, runner: Runner
) -> None:
    counted(log, "first")
    with database.connection() as sql:
        sql.execute("SELECT nextval('log_events_notification_id_seq')")
    counted(log, "second")
    runner.drain()

    view = TreeView(database)

    assert [(one.number, one.position) for one in view.leaves(0, 9)] == [(0, 1), (1, 3)]
    assert (view.leaf(1), view.leaf(2), view.leaf(3)) == (0, None, 1)


def test_writers_that_overtake_each_other_do_not_spoil_the_order(
    database: Database, log: EventLog, runner: Runner
) -> None:
    def write(name: str) -> None:
        for n in range(25):
            counted(log, f"{name}{n}")

    writers = [threading.Thread(target=write, args=(f"w{n}-",)) for n in range(6)]
    with runner.running():
        for one in writers:
            one.start()
        for one in writers:
            one.join()
    runner.drain()

    view = TreeView(database)
    tree = expected(log)
    assert (view.size(), root_at(view.hashes, 150)) == (150, tree.root)


def test_an_event_of_an_unknown_kind_has_its_leaf_too(
    database: Database, log: EventLog, runner: Runner
) -> None:
    with database.connection() as sql:
        sql.execute(
            "INSERT INTO log_events (originator_id, originator_version, topic, state)"
            " VALUES (gen_random_uuid(), 1, 'gone:Class', 'not even JSON')"
        )
    counted(log, "known")

    runner.drain()

    assert TreeView(database).size() == 2


def test_filled_again_it_is_the_same_tree(
    database: Database, log: EventLog, runner: Runner
) -> None:
    counted(log, *"abcdefg")
    runner.drain()
    before = TreeView(database).leaves(0, 100)

    runner.rebuild("receipt")

    assert TreeView(database).leaves(0, 100) == before


def test_filling_again_stops_where_an_altered_log_leaves_what_was_signed(
    database: Database, log: EventLog, runner: Runner
) -> None:
    counted(log, *"abcdefg")
    runner.drain()
    view, by = TreeView(database), Signatory()
    for size in (3, 5):
        head = Head(origin="o", size=size, root=root_at(view.hashes, size))
        signed = SignedHead(
            head=head, note=by.sign(head.text), signed_at=datetime.now(UTC)
        )
        StoredHeads(database).keep(signed)
    with database.connection() as sql:
        sql.execute(
            "UPDATE log_events SET topic = topic || 'x' WHERE notification_id = 4"
        )

    with pytest.raises(CannotApply) as stopped:
        runner.rebuild("receipt")

    assert [one.id for one in stopped.value.events] == [5]
    assert view.size() == 7


def test_a_row_holds_the_subtrees_that_its_leaf_completes(
    database: Database, log: EventLog, runner: Runner
) -> None:
    counted(log, *"abcdefgh")
    runner.drain()

    with database.connection() as connection:
        rows = connection.cursor(row_factory=dict_row).execute(
            "SELECT length(hashes) / 32 AS count FROM receipt.leaf ORDER BY number"
        )
        counts = [row["count"] for row in rows]

    assert counts == [1, 2, 1, 3, 1, 2, 1, 4]
