"""Growing the tree over the log, proving from it, and checking the whole log (I8)."""

import json
import time
from collections.abc import Iterator
from random import Random
from statistics import median
from uuid import UUID

from bench.figure import Figure, at_least, percentile, within
from bench.world import World
from domain.receipt import check_consistency, prove_inclusion, root_by
from interfaces.service import Service

EVENTS = 1_000_000
QUICK_EVENTS = 50_000
PROOFS = 300
LEAST = 0.05
"""Of what COPY takes of the same rows."""
MOST_PROOF = 20.0
MOST_CONSISTENCY = 100.0
MOST_RECEIPT = 50.0
"""Milliseconds."""
FILL = """
    INSERT INTO log_events (originator_id, originator_version, topic, state)
    SELECT gen_random_uuid(), 1, 'domain.client.aggregate:Client.FactsStated',
        convert_to(replace(%s, '#', n::text), 'UTF8')
    FROM generate_series(1, %s) AS n
"""
STATE = {
    "timestamp": "2026-11-22T08:00:00.000000Z",
    "by": {
        "id": str(UUID(int=1)),
        "role": "client",
        "organisation": str(UUID(int=2)),
    },
    "facts": {"okved": ["56.10"], "employees": 8, "region": "63", "n": "#"},
    "source": "client",
    "on": "2026-11-22",
    "note": "x" * 120,
}


def figures(world: World) -> Iterator[Figure]:
    """Leaves a second, milliseconds of a proof and of a receipt."""
    events = QUICK_EVENTS if world.is_quick else EVENTS
    with world.service("receipts") as service:
        copied = _poured(service, events)
        world.calm()
        began = time.perf_counter()
        service.runner.rebuild("receipt")
        taken = time.perf_counter() - began
        yield at_least(
            f"tree over the log, {events:,} leaves",
            f"{events / taken:,.0f} leaves/s",
            f"INSERT of the rows themselves: {copied:,.0f}/s",
            events / taken / copied,
            LEAST,
        )
        yield from _proved(service, events)
        yield from _audited(service, events)


def _poured(service: Service, events: int) -> float:
    state = json.dumps(STATE, separators=(",", ":"))
    with service.database.connect() as sql:
        began = time.perf_counter()
        sql.execute(FILL, (state, events))
        taken = time.perf_counter() - began
        sql.execute("VACUUM ANALYZE log_events")
    return events / taken


def _proved(service: Service, events: int) -> Iterator[Figure]:
    chance, tree = Random(6962), service.tree_view
    head = service.tree_heads.sign()
    assert head
    root = head.head.root
    inclusions, consistencies, receipts = [], [], []
    for _ in range(PROOFS):
        leaf = chance.randrange(events)
        began = time.perf_counter()
        path = prove_inclusion(tree.hashes, leaf, events)
        inclusions.append(time.perf_counter() - began)
        (found,) = tree.leaves(_position(service, leaf) - 1, 1)
        assert root_by(path, found.hashes[0], leaf, events) == root
        old = chance.randrange(1, events)
        began = time.perf_counter()
        way = service.tree_heads.consistency(old, events)
        consistencies.append(time.perf_counter() - began)
        before = service.tree_heads.root(old)
        check_consistency(way, old, before, events, root)
        began = time.perf_counter()
        service.receipts.receipt_for(found.position)
        receipts.append(time.perf_counter() - began)
    for name, taken, most in (
        ("inclusion proof", inclusions, MOST_PROOF),
        ("consistency proof", consistencies, MOST_CONSISTENCY),
        ("signed receipt", receipts, MOST_RECEIPT),
    ):
        yield within(
            f"{name} among {events:,} (median {median(taken) * 1000:.1f} ms), p99",
            percentile(taken, 0.99) * 1000,
            most,
            "ms",
        )


def _position(service: Service, leaf: int) -> int:
    with service.database.connection() as sql:
        row = sql.execute(
            "SELECT position FROM receipt.leaf WHERE number = %s", (leaf,)
        ).fetchone()
    assert row
    return int(row[0])


def _audited(service: Service, events: int) -> Iterator[Figure]:
    began = time.perf_counter()
    report = service.tree_audit.run()
    taken = time.perf_counter() - began
    assert not report.flaws
    yield Figure(f"check of the whole log, {events:,} events", f"{taken:.1f} s")
