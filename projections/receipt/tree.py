"""Keeps the Merkle tree over the log: a row for each event, and no row ever changes."""

from collections.abc import Sequence
from uuid import UUID

from eventsourcing.persistence import Notification

from domain.kernel import Event
from domain.receipt import Edge, StoredState, leaf_hash, nodes_of
from projections.receipt.reading import hashes_of
from projections.view import Projection, Sql

SCHEMA = """
    CREATE TABLE leaf (
        number   bigint PRIMARY KEY,
        position bigint NOT NULL UNIQUE,
        hashes   bytea  NOT NULL
    );
    ALTER TABLE leaf ALTER COLUMN hashes SET STORAGE PLAIN;
"""
SIZE = "SELECT coalesce(max(number) + 1, 0) AS size FROM leaf"
APPEND = """
    INSERT INTO leaf (number, position, hashes)
    SELECT * FROM unnest(%b::bigint[], %b::bigint[], %b::bytea[])
"""
HEADS = """
    SELECT size, root FROM public.tree_heads WHERE size > %s AND size <= %s
"""


class LogAltered(Exception):
    """The log no longer comes to a root that was signed."""


class TreeProjection(Projection):
    """The tree; a row tells a leaf and the subtrees that it completes.

    Filled again, it must come to every root that was signed: if it does not, it stops
    where the log was altered, or soon after.
    """

    name = "receipt"
    schema = SCHEMA
    events = (Event,)
    takes_stored = True

    def apply_stored(self, sql: Sql, stored: Sequence[Notification]) -> None:
        """Add the events as leaves.

        Raises:
            LogAltered: there was another log when a head was signed.
        """
        row = sql.execute(SIZE, prepare=True).fetchone()
        begin: int = row["size"] if row else 0
        nodes = nodes_of((0, begin))
        known = hashes_of(sql, "leaf", nodes)
        edge = Edge(begin, [known[node] for node in nodes])
        roots = _signed(sql, begin, begin + len(stored))
        hashes = []
        for one in stored:
            hashes.append(b"".join(edge.add(leaf_hash(_state(one)))))
            if roots.get(edge.size, edge.root) != edge.root:
                raise LogAltered
        numbers = list(range(begin, edge.size))
        sql.execute(APPEND, (numbers, [one.id for one in stored], hashes), prepare=True)


def _signed(sql: Sql, low: int, high: int) -> dict[int, bytes]:
    """The roots of signed heads, by size."""
    rows = sql.execute(HEADS, (low, high), prepare=True)
    return {row["size"]: bytes(row["root"]) for row in rows}


def _state(one: Notification) -> StoredState:
    return StoredState(
        one.id,
        UUID(str(one.originator_id)),
        one.originator_version,
        one.topic,
        bytes(one.state),
    )
