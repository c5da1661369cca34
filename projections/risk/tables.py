"""Rows for criteria, categories of objects, and objections to them (C5)."""

from collections.abc import Callable, Sequence
from operator import attrgetter
from uuid import UUID

import orjson

from domain.client import Client
from domain.kernel import Event
from domain.risk import RiskAssignment, RiskObjections, RiskProfile
from projections.risk.cards import ObjectionStatus
from projections.view import Projection, Recorded, Row, Rows, Sql

Assigning = RiskAssignment.Event | RiskAssignment.Assigned
Objecting = (
    RiskObjections.Made
    | RiskObjections.Upheld
    | RiskObjections.Declined
    | RiskObjections.Withdrawn
)
Keeping = RiskProfile.Begun | RiskProfile.Amended


class RiskProjection(Projection):
    """Keeps a row each; those of a forgotten client go with it."""

    name = "risk"
    schema = """
        CREATE TABLE profile (
            id           uuid PRIMARY KEY,
            version      integer NOT NULL,
            control_kind text NOT NULL,
            number       text,
            control_body text NOT NULL,
            editions     jsonb NOT NULL
        );
        CREATE TABLE assignment (
            id           uuid PRIMARY KEY,
            version      integer NOT NULL,
            number       bigint NOT NULL,
            client_id    uuid NOT NULL,
            premises     uuid,
            control_kind text NOT NULL,
            profile      uuid NOT NULL,
            objections   uuid NOT NULL,
            authority    uuid NOT NULL,
            category     text NOT NULL,
            reckoned     jsonb NOT NULL,
            risen        jsonb,
            objected     boolean NOT NULL,
            waits        boolean NOT NULL,
            ended        text,
            "on"         date NOT NULL,
            changed_at   timestamptz NOT NULL,
            moments      jsonb NOT NULL
        );
        CREATE UNIQUE INDEX assignment_objections ON assignment (objections);
        CREATE INDEX assignment_client ON assignment (client_id, number DESC);
        CREATE INDEX assignment_authority
            ON assignment (authority, waits DESC, number DESC);
        CREATE INDEX assignment_profile ON assignment (profile, id)
            WHERE ended IS NULL;
        CREATE TABLE objection (
            objections  uuid,
            turn        integer,
            client_id   uuid NOT NULL,
            category    text NOT NULL,
            criteria    text[] NOT NULL,
            reason      text NOT NULL,
            files       uuid[] NOT NULL,
            status      text NOT NULL,
            made_at     timestamptz NOT NULL,
            assigned    text,
            answer      text,
            answered_at timestamptz,
            PRIMARY KEY (objections, turn)
        );
        CREATE INDEX objection_client ON objection (client_id);
        CREATE TABLE forgotten (client_id uuid PRIMARY KEY);
    """
    events = (
        RiskProfile.Begun,
        RiskProfile.Amended,
        RiskAssignment.Event,
        RiskAssignment.Assigned,
        RiskObjections.Made,
        RiskObjections.Upheld,
        RiskObjections.Declined,
        RiskObjections.Withdrawn,
        Client.Forgotten,
    )

    def apply(self, sql: Sql, events: Sequence[Recorded]) -> None:
        """Write what a batch of events means."""
        gone = [
            one.event.originator_id
            for one in events
            if isinstance(one.event, Client.Forgotten)
        ]
        for statement in FORGET if gone else ():
            sql.execute(statement, (gone,))
        _profiles(sql, [one.event for one in events if isinstance(one.event, Keeping)])
        steps = [one for one in events if isinstance(one.event, Assigning | Objecting)]
        clients = list(set(map(_client, steps)))
        found = sql.execute(FORGOTTEN, (clients,), prepare=True)
        forgotten = {row["client_id"] for row in found}
        steps = [one for one in steps if _client(one) not in forgotten]
        _assignments(sql, [one for one in steps if isinstance(one.event, Assigning)])
        _objections(sql, [one for one in steps if isinstance(one.event, Objecting)])


FORGET = (
    "INSERT INTO forgotten SELECT unnest(%s::uuid[]) ON CONFLICT DO NOTHING",
    "DELETE FROM assignment WHERE client_id = ANY(%s)",
    "DELETE FROM objection WHERE client_id = ANY(%s)",
)
FORGOTTEN = "SELECT client_id FROM forgotten WHERE client_id = ANY(%s)"
OBJECTED = """
    UPDATE assignment AS a
    SET objected = one.open, waits = one.open OR a.risen IS NOT NULL
    FROM json_to_recordset(%s::json) AS one (id uuid, open boolean)
    WHERE a.objections = one.id
"""

_client: Callable[[Recorded], UUID] = attrgetter("event.client_id")


def _profiles(sql: Sql, events: Sequence[Event]) -> None:
    if not events:
        return
    with Rows(sql, "profile", {event.originator_id for event in events}) as rows:
        for event in events:
            id = event.originator_id
            if isinstance(event, RiskProfile.Begun):
                rows[id] = {
                    "id": id,
                    "control_kind": event.control_kind,
                    "number": event.number,
                    "control_body": event.control_body,
                    "editions": [_edition(event, 1)],
                }
            elif isinstance(event, RiskProfile.Amended):
                said = [*rows[id]["editions"], _edition(event, event.edition)]
                rows.change(id, editions=said)
            rows.change(id, version=event.originator_version)


def _edition(event: RiskProfile.Begun | RiskProfile.Amended, number: int) -> Row:
    return {
        "number": number,
        "criteria": event.criteria.model_dump(mode="json"),
        "reason": event.reason,
        "on": event.on,
    }


def _assignments(sql: Sql, steps: Sequence[Recorded]) -> None:
    if not steps:
        return
    ids = {one.event.originator_id for one in steps}
    with Rows(sql, "assignment", ids) as rows:
        for one in steps:
            event = one.event
            row = (
                _row(event, one)
                if isinstance(event, RiskAssignment.Assigned)
                else rows[event.originator_id]
            )
            rows[event.originator_id] = _advanced(row, one)


def _row(event: RiskAssignment.Assigned, one: Recorded) -> Row:
    return {
        "id": event.originator_id,
        "number": one.position,
        "client_id": event.client_id,
        "premises": event.premises,
        "control_kind": event.control_kind,
        "profile": RiskProfile.create_id(event.control_kind),
        "objections": RiskObjections.create_id(event.originator_id),
        "authority": event.authority,
        "category": event.reckoned.category,
        "reckoned": event.reckoned.model_dump(mode="json"),
        "risen": None,
        "objected": False,
        "ended": None,
        "on": event.on,
        "moments": [],
    }


def _advanced(row: Row, one: Recorded) -> Row:
    """The row after what happened."""
    event = one.event
    told: Row = {}
    match event:
        case RiskAssignment.Recomputed():
            row |= {
                "reckoned": event.reckoned.model_dump(mode="json"),
                "category": event.category,
                "risen": None,
            }
            told = {"why": event.why}
        case RiskAssignment.RiseFound():
            row["risen"] = event.reckoned.model_dump(mode="json")
            told = {"category": event.reckoned.category, "why": event.why}
        case RiskAssignment.Raised():
            _decided(row)
            row["category"] = event.category
            told = {"reason": event.reason}
        case RiskAssignment.RiseDeclined():
            _decided(row)
            told = {"reason": event.reason}
        case RiskAssignment.Lowered() | RiskAssignment.LoweredByAppeal():
            _decided(row)
            row["category"] = event.category
        case RiskAssignment.Ended():
            row |= {"risen": None, "ended": event.why}
            told = {"why": event.why}
    name = _snake(type(event).__name__)
    moment = {"kind": name, "at": one.at, "category": row["category"]} | told
    row["moments"].append(moment)
    row["version"] = event.originator_version
    row["changed_at"] = one.at
    row["waits"] = row["objected"] or row["risen"] is not None
    return row


def _decided(row: Row) -> None:
    """What was found is what the category now rests on, whatever was decided."""
    row |= {"reckoned": row["risen"] or row["reckoned"], "risen": None}


def _objections(sql: Sql, steps: Sequence[Recorded]) -> None:
    if not steps:
        return
    open_: dict[UUID, bool] = {}
    keys = {(one.event.originator_id, _turn(one)) for one in steps}
    with Rows(sql, "objection", keys, ("objections", "turn")) as rows:
        for one in steps:
            key = one.event.originator_id, _turn(one)
            rows[key] = (rows.get(key) or {}) | _said(one)
            open_[one.event.originator_id] = isinstance(one.event, RiskObjections.Made)
    said = [{"id": str(id), "open": is_open} for id, is_open in open_.items()]
    sql.execute(OBJECTED, (orjson.dumps(said).decode(),), prepare=True)


_turn: Callable[[Recorded], int] = attrgetter("event.turn")


def _said(one: Recorded) -> Row:
    event = one.event
    match event:
        case RiskObjections.Made():
            return {
                "objections": event.originator_id,
                "turn": event.turn,
                "client_id": event.client_id,
                "category": event.category,
                "criteria": list(event.criteria),
                "reason": event.reason,
                "files": list(event.files),
                "status": ObjectionStatus.WAITING,
                "made_at": one.at,
                "assigned": None,
                "answer": None,
                "answered_at": None,
            }
        case RiskObjections.Upheld():
            return {
                "status": ObjectionStatus.UPHELD,
                "assigned": event.category,
                "answer": event.reason,
                "answered_at": one.at,
            }
        case RiskObjections.Declined():
            return {
                "status": ObjectionStatus.DECLINED,
                "answer": event.reason,
                "answered_at": one.at,
            }
    return {"status": ObjectionStatus.WITHDRAWN, "answered_at": one.at}


def _snake(name: str) -> str:
    """RiseFound → rise_found."""
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")
