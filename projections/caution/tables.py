"""A row for each caution, with its points, objections and decisions (C6)."""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any
from uuid import UUID

from domain.caution import Answer, Caution, CautionStatus
from domain.client import Client
from projections.view import Projection, Recorded, Row, Rows, Sql


class CautionProjection(Projection):
    """Keeps a row each; those of a forgotten client go with it."""

    name = "caution"
    schema = """
        CREATE TABLE caution (
            id           uuid PRIMARY KEY,
            version      integer NOT NULL,
            number       bigint NOT NULL,
            client_id    uuid NOT NULL,
            authority    uuid NOT NULL,
            control_kind text NOT NULL,
            requirements text[] NOT NULL,
            status       text NOT NULL,
            is_objected  boolean NOT NULL,
            edition      integer NOT NULL,
            points       integer NOT NULL,
            told         integer NOT NULL,
            "on"         date NOT NULL,
            signs        jsonb NOT NULL,
            signs_told   text NOT NULL,
            listed       jsonb NOT NULL,
            in_time      jsonb NOT NULL,
            received     integer NOT NULL,
            received_at  timestamptz,
            objection    jsonb,
            objections   jsonb NOT NULL,
            decisions    jsonb NOT NULL,
            why_closed   text,
            thread       uuid NOT NULL,
            message      uuid NOT NULL,
            changed_at   timestamptz NOT NULL
        );
        CREATE INDEX caution_client ON caution (client_id, number DESC);
        CREATE INDEX caution_authority ON caution (authority, number DESC);
        CREATE INDEX caution_objected ON caution (authority, number DESC)
            WHERE is_objected;
        CREATE TABLE forgotten (client_id uuid PRIMARY KEY);
    """
    events = (Caution.Event, Caution.Issued, Client.Forgotten)

    def apply(self, sql: Sql, events: Sequence[Recorded]) -> None:
        """Write what a batch of events means."""
        gone = [
            one.event.originator_id
            for one in events
            if isinstance(one.event, Client.Forgotten)
        ]
        for statement in FORGET if gone else ():
            sql.execute(statement, (gone,))
        steps = [one for one in events if not isinstance(one.event, Client.Forgotten)]
        found = sql.execute(FORGOTTEN, (list(set(map(_client, steps))),), prepare=True)
        forgotten = {row["client_id"] for row in found}
        steps = [one for one in steps if _client(one) not in forgotten]
        with Rows(sql, "caution", {one.event.originator_id for one in steps}) as rows:
            for one in steps:
                event = one.event
                row = (
                    _row(event, one)
                    if isinstance(event, Caution.Issued)
                    else rows[event.originator_id]
                )
                rows[event.originator_id] = _advanced(row, one)


FORGET = (
    "INSERT INTO forgotten SELECT unnest(%s::uuid[]) ON CONFLICT DO NOTHING",
    "DELETE FROM caution WHERE client_id = ANY(%s)",
)
FORGOTTEN = "SELECT client_id FROM forgotten WHERE client_id = ANY(%s)"

_client: Callable[[Recorded], UUID] = attrgetter("event.client_id")


def _row(event: Caution.Issued, one: Recorded) -> Row:
    return {
        "id": event.originator_id,
        "number": one.position,
        "client_id": event.client_id,
        "authority": event.authority,
        "control_kind": event.control_kind,
        "status": CautionStatus.ISSUED,
        "is_objected": False,
        "edition": 1,
        "on": event.on,
        "signs": event.signs,
        "signs_told": event.told,
        "listed": [
            {
                "point": point.model_dump(mode="json"),
                "conduct": "",
                "proposal": "",
                "is_dropped": False,
                "measure": None,
            }
            for point in event.points
        ],
        "in_time": event.in_time,
        "received": 0,
        "received_at": None,
        "objection": None,
        "objections": [],
        "decisions": [],
        "why_closed": None,
        "thread": event.thread,
        "message": event.message,
    }


def _advanced(row: Row, one: Recorded) -> Row:
    """The row after what happened."""
    event = one.event
    match event:
        case Caution.PointWorded():
            said = {"conduct": event.conduct, "proposal": event.proposal}
            _point(row, event.number).update(said)
        case Caution.Received():
            row |= {
                "received": event.edition,
                "received_at": event.at,
                "objection": event.objection,
            }
        case Caution.MeasureTold():
            _point(row, event.number)["measure"] = {
                "what": event.done,
                "execution": event.execution and str(event.execution),
                "on": event.on.isoformat(),
            }
        case Caution.Closed():
            row |= {"status": CautionStatus.CLOSED, "why_closed": event.why}
        case Caution.Annulled():
            row |= {"status": CautionStatus.WITHDRAWN, "is_objected": False}
        case Caution.Objected():
            row["is_objected"] = True
            row["objections"].append(
                {
                    "edition": event.edition,
                    "reason": event.reason,
                    "message": str(event.message),
                    "on": event.on.isoformat(),
                    "due": event.answer.model_dump(mode="json"),
                    "answer": None,
                }
            )
        case _:
            _decide(row, one)
    standing = [point for point in row["listed"] if not point["is_dropped"]]
    row["requirements"] = [point["point"]["requirement"] for point in standing]
    row["points"] = len(standing)
    row["told"] = sum(point["measure"] is not None for point in standing)
    row["version"] = event.originator_version
    row["changed_at"] = one.at
    return row


def _decide(row: Row, one: Recorded) -> None:
    """The body decided; an objection that waited is answered by it."""
    event = one.event
    match event:
        case Caution.Kept():
            answer = Answer.KEPT
        case Caution.Changed():
            answer = Answer.CHANGED
            row |= {
                "edition": event.edition,
                "message": event.message,
                "objection": None,
            }
            for number in event.dropped:
                _point(row, number)["is_dropped"] = True
        case Caution.Withdrawn():
            answer = Answer.WITHDRAWN
            row["status"] = CautionStatus.WITHDRAWN
        case _:
            return
    if row["is_objected"]:
        row["objections"][-1]["answer"] = answer
    row["is_objected"] = False
    row["decisions"].append(
        {
            "answer": answer,
            "edition": row["edition"],
            "reason": event.reason,
            "message": str(event.message),
            "on": event.on.isoformat(),
        }
    )


def _point(row: Row, number: int) -> dict[str, Any]:
    found: dict[str, Any] = row["listed"][number - 1]
    return found
