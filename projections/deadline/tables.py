"""A row for each deadline: whose it is, when it ends, when it next speaks up."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from domain.client import Client
from domain.deadline import Deadline, DeadlineStatus, Party, Stage, moments
from domain.kernel import Event
from domain.term import Reckoning
from projections.view import Projection, Recorded, Row, Rows, Sql

KINDS: dict[type[Event], str] = {
    Deadline.Set: "set",
    Deadline.Handed: "handed",
    Deadline.Paused: "paused",
    Deadline.Resumed: "resumed",
    Deadline.Recomputed: "recomputed",
    Deadline.Reminded: "reminded",
    Deadline.Passed: "passed",
    Deadline.Kept: "kept",
    Deadline.Cancelled: "cancelled",
}


class DeadlineProjection(Projection):
    """Keeps a row each; those of a forgotten client go with it."""

    name = "deadline"
    schema = """
        CREATE TABLE deadline (
            id         uuid PRIMARY KEY,
            version    integer NOT NULL,
            place      bigint NOT NULL,
            task       text NOT NULL,
            turn       integer NOT NULL,
            about      jsonb NOT NULL,
            about_id   uuid NOT NULL,
            owed_by    jsonb NOT NULL,
            owed_to    jsonb,
            by_key     text NOT NULL,
            to_key     text,
            reckoning  jsonb NOT NULL,
            ends       timestamptz NOT NULL,
            status     text NOT NULL,
            since      timestamptz NOT NULL,
            passed_at  timestamptz,
            paused_at  timestamptz,
            ended_at   timestamptz,
            changed_at timestamptz NOT NULL,
            said       text[] NOT NULL,
            next_at    timestamptz,
            moments    jsonb NOT NULL
        );
        CREATE INDEX deadline_next ON deadline (next_at, id) WHERE next_at IS NOT NULL;
        CREATE INDEX deadline_by_open ON deadline (by_key, ends, id)
            WHERE ended_at IS NULL;
        CREATE INDEX deadline_to_open ON deadline (to_key, ends, id)
            WHERE ended_at IS NULL;
        CREATE INDEX deadline_by_done ON deadline (by_key, ended_at)
            WHERE ended_at IS NOT NULL;
        CREATE INDEX deadline_to_done ON deadline (to_key, ended_at)
            WHERE ended_at IS NOT NULL;
        CREATE INDEX deadline_about ON deadline (about_id);
        CREATE INDEX deadline_open ON deadline (id) WHERE ended_at IS NULL;
        CREATE TABLE forgotten (client_id uuid PRIMARY KEY);
    """
    events = (Deadline.Event, Deadline.Set, Client.Forgotten)

    def apply(self, sql: Sql, events: Sequence[Recorded]) -> None:
        """Write what a batch of events means."""
        gone = [
            one.event.originator_id
            for one in events
            if isinstance(one.event, Client.Forgotten)
        ]
        if gone:
            sql.execute(FORGET, {"clients": gone})
        steps = [one for one in events if not isinstance(one.event, Client.Forgotten)]
        forgotten = _forgotten(sql, steps)
        ids = {one.event.originator_id for one in steps}
        with Rows(sql, "deadline", ids) as rows:
            for one in steps:
                event = one.event
                if isinstance(event, Deadline.Set):
                    if forgotten.isdisjoint(_clients(event)):
                        rows[event.originator_id] = _advanced(_row(event), one)
                elif (row := rows.get(event.originator_id)) is not None:
                    rows[event.originator_id] = _advanced(row, one)


FORGET = """
    WITH gone AS (
        INSERT INTO forgotten SELECT unnest(%(clients)s::uuid[])
        ON CONFLICT DO NOTHING RETURNING 'client:' || client_id AS key
    )
    DELETE FROM deadline USING gone
    WHERE deadline.by_key = gone.key OR deadline.to_key = gone.key
"""
FORGOTTEN = "SELECT client_id FROM forgotten WHERE client_id = ANY(%s)"


def _forgotten(sql: Sql, steps: Sequence[Recorded]) -> set[UUID]:
    clients = {
        id
        for one in steps
        if isinstance(one.event, Deadline.Set)
        for id in _clients(one.event)
    }
    if not clients:
        return set()
    found = sql.execute(FORGOTTEN, (list(clients),), prepare=True)
    return {row["client_id"] for row in found}


def _clients(event: Deadline.Set) -> set[UUID]:
    sides = (event.owed_by, event.owed_to)
    return {one.organisation for one in sides if one and one.is_client} - {None}  # type: ignore[return-value]


def _row(event: Deadline.Set) -> Row:
    return {
        "id": event.originator_id,
        "task": event.task,
        "turn": event.turn,
        "about": event.about,
        "about_id": event.about.id,
        "owed_to": event.owed_to,
        "to_key": event.owed_to.key if event.owed_to else None,
        "passed_at": None,
        "paused_at": None,
        "ended_at": None,
        "said": [],
        "moments": [],
        **_runs(event.reckoning, event.at),
        **_owed(event.owed_by),
    }


def _advanced(row: Row, one: Recorded) -> Row:
    """The row after what happened."""
    event = one.event
    row |= _changes(row, event)
    row["version"] = event.originator_version
    row["place"] = one.position
    row["changed_at"] = one.at
    row["next_at"] = _next(row)
    told: dict[str, Any] = {
        "kind": KINDS[type(event)],
        "at": one.at,
        "by": event.by.id,
    }
    for name in ("stage", "why"):
        if (said := getattr(event, name, None)) is not None:
            told[name] = said
    if isinstance(event, Deadline.Resumed | Deadline.Recomputed):
        told["reckoning"] = event.reckoning
    row["moments"].append(told)
    return row


def _changes(row: Row, event: Event) -> Row:
    match event:
        case Deadline.Handed():
            return _owed(event.owed_by)
        case Deadline.Resumed():
            return _runs(event.reckoning, event.at) | {"paused_at": None}
        case Deadline.Recomputed():
            return _runs(event.reckoning, event.at) | {"status": row["status"]}
        case Deadline.Reminded():
            return {"said": [*row["said"], event.stage]}
    return _stands(event)


def _stands(event: Event) -> Row:
    match event:
        case Deadline.Paused():
            return {"status": DeadlineStatus.PAUSED, "paused_at": event.at}
        case Deadline.Passed():
            return {"passed_at": event.at}
        case Deadline.Kept():
            return {"status": DeadlineStatus.KEPT, "ended_at": event.at}
        case Deadline.Cancelled():
            return {"status": DeadlineStatus.CANCELLED, "ended_at": event.timestamp}
    return {}


def _runs(reckoning: Reckoning, since: datetime) -> Row:
    return {
        "reckoning": reckoning,
        "ends": reckoning.ends,
        "since": since,
        "status": DeadlineStatus.RUNNING,
        "passed_at": None,
        "said": [],
    }


def _owed(party: Party) -> Row:
    return {"owed_by": party, "by_key": party.key}


def _next(row: Row) -> datetime | None:
    """When the deadline next has something to say."""
    if row["status"] != DeadlineStatus.RUNNING:
        return None
    reckoning = row["reckoning"]
    if not isinstance(reckoning, Reckoning):
        reckoning = Reckoning.model_validate(reckoning)
    passed_at = row["passed_at"]
    planned = moments(reckoning, row["since"], passed_at)
    said = {Stage(one) for one in row["said"]}
    if Stage.ON in said:
        said.add(Stage.BEFORE)
    return min((at for stage, at in planned.items() if stage not in said), default=None)
