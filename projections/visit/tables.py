"""A row for each visit, and one for what came of it (C6)."""

from collections.abc import Callable, Sequence
from datetime import datetime
from operator import attrgetter
from uuid import UUID

from domain.client import Client
from domain.visit import AHEAD, Outcome, Step, Visit, VisitKind, VisitStatus
from projections.view import Projection, Recorded, Row, Rows, Sql

Visiting = Step | Visit.Begun


class VisitProjection(Projection):
    """Keeps a row each; those of a forgotten client go with it."""

    name = "visit"
    schema = """
        CREATE TABLE visit (
            id           uuid PRIMARY KEY,
            version      integer NOT NULL,
            number       bigint NOT NULL,
            client_id    uuid NOT NULL,
            authority    uuid NOT NULL,
            control_kind text,
            kind         text NOT NULL,
            requirements text[] NOT NULL,
            premises     uuid,
            told         text NOT NULL,
            "right"      jsonb,
            ground       text,
            hold         jsonb,
            thread       uuid NOT NULL,
            status       text NOT NULL,
            is_open      boolean NOT NULL,
            "on"         date NOT NULL,
            turn         integer NOT NULL,
            slots        jsonb NOT NULL,
            until        date,
            notice       jsonb,
            slot         jsonb,
            starts       timestamptz,
            moves        jsonb NOT NULL,
            reason       text,
            started_at   timestamptz,
            ended_at     timestamptz,
            ended_on     date,
            way          text,
            "end"        jsonb,
            inspect      jsonb,
            changed_at   timestamptz NOT NULL
        );
        CREATE INDEX visit_client ON visit (client_id, number DESC);
        CREATE INDEX visit_authority ON visit (authority, number DESC);
        CREATE INDEX visit_starts ON visit (authority, starts) WHERE starts IS NOT NULL;
        CREATE TABLE outcome (
            id        uuid PRIMARY KEY,
            visit     uuid UNIQUE NOT NULL,
            client_id uuid NOT NULL,
            "on"      date NOT NULL,
            message   uuid NOT NULL,
            advice    jsonb NOT NULL,
            ordered   jsonb
        );
        CREATE INDEX outcome_client ON outcome (client_id);
        CREATE TABLE forgotten (client_id uuid PRIMARY KEY);
    """
    events = (Step, Visit.Begun, Outcome.Event, Outcome.Advised, Client.Forgotten)

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
        clients = list(set(map(_client, steps)))
        found = sql.execute(FORGOTTEN, (clients,), prepare=True)
        forgotten = {row["client_id"] for row in found}
        steps = [one for one in steps if _client(one) not in forgotten]
        _visits(sql, [one for one in steps if isinstance(one.event, Visiting)])
        _outcomes(sql, [one for one in steps if not isinstance(one.event, Visiting)])


FORGET = (
    "INSERT INTO forgotten SELECT unnest(%s::uuid[]) ON CONFLICT DO NOTHING",
    "DELETE FROM visit WHERE client_id = ANY(%s)",
    "DELETE FROM outcome WHERE client_id = ANY(%s)",
)
FORGOTTEN = "SELECT client_id FROM forgotten WHERE client_id = ANY(%s)"
IS_OPEN = AHEAD | {VisitStatus.GOING}

_client: Callable[[Recorded], UUID] = attrgetter("event.client_id")


def _visits(sql: Sql, steps: Sequence[Recorded]) -> None:
    ids = {one.event.originator_id for one in steps}
    with Rows(sql, "visit", ids) as rows:
        for one in steps:
            event = one.event
            row = (
                _row(event, one)
                if isinstance(event, Visit.Begun)
                else rows[event.originator_id]
            )
            rows[event.originator_id] = _advanced(row, one)


def _row(event: Visit.Begun, one: Recorded) -> Row:
    asked = event.kind is VisitKind.ASKED
    return {
        "id": event.originator_id,
        "number": one.position,
        "client_id": event.client_id,
        "authority": event.authority,
        "control_kind": event.control_kind,
        "kind": event.kind,
        "requirements": event.requirements,
        "premises": event.premises,
        "told": event.told,
        "right": event.right,
        "ground": event.ground,
        "hold": event.hold,
        "thread": event.thread,
        "status": VisitStatus.ASKED if asked else VisitStatus.ARRANGING,
        "on": event.on,
        "turn": 0,
        "slots": (),
        "until": None,
        "notice": None,
        "slot": None,
        "starts": None,
        "moves": [],
        "reason": None,
        "started_at": None,
        "ended_at": None,
        "ended_on": None,
        "way": None,
        "end": None,
        "inspect": None,
    }


def _advanced(row: Row, one: Recorded) -> Row:
    """The row after what happened."""
    event = one.event
    _arranged(row, event)
    _moved(row, one)
    _over(row, event)
    row["version"] = event.originator_version
    row["changed_at"] = one.at
    row["starts"] = _starts(row)
    row["is_open"] = row["status"] in IS_OPEN
    return row


def _arranged(row: Row, event: object) -> None:
    match event:
        case Visit.SlotsOffered():
            row |= {
                "status": VisitStatus.CHOOSING,
                "turn": event.turn,
                "slots": [slot.model_dump(mode="json") for slot in event.slots],
                "until": event.until,
                "notice": event.notice,
                "slot": None,
            }
            if row["moves"] and "decided_at" not in row["moves"][-1]:
                row["moves"][-1]["decided_at"] = event.timestamp
        case Visit.Chosen():
            row |= {
                "status": VisitStatus.FIXED,
                "slot": event.slot.model_dump(mode="json"),
            }
        case Visit.Started():
            row |= {
                "status": VisitStatus.GOING,
                "started_at": event.at,
                "way": event.way,
                "end": event.end,
            }
        case Visit.Ended():
            row |= {
                "status": VisitStatus.HELD,
                "ended_at": event.at,
                "ended_on": event.on,
            }


def _moved(row: Row, one: Recorded) -> None:
    event = one.event
    match event:
        case Visit.MoveAsked():
            row["status"] = VisitStatus.MOVING
            row["moves"].append(
                {
                    "turn": event.turn,
                    "reason": event.reason,
                    "wishes": [slot.model_dump(mode="json") for slot in event.wishes],
                    "decide": event.decide.model_dump(mode="json"),
                    "asked_at": one.at,
                }
            )
        case Visit.Moved():
            slot = event.slot.model_dump(mode="json") if event.slot else None
            row |= {
                "status": VisitStatus.FIXED if slot else VisitStatus.ARRANGING,
                "slot": slot,
                "slots": [],
                "until": None,
            }
            row["moves"][-1] |= {
                "slot": slot,
                "by_silence": event.by_silence,
                "decided_at": one.at,
            }
        case Visit.MoveDeclined():
            set_ = row["slot"] is not None
            row["status"] = VisitStatus.FIXED if set_ else VisitStatus.CHOOSING
            row["moves"][-1] |= {"declined": event.reason, "decided_at": one.at}


def _over(row: Row, event: object) -> None:
    match event:
        case Visit.Declined():
            row |= {"status": VisitStatus.DECLINED, "reason": event.reason}
        case Visit.Refused():
            row |= {"status": VisitStatus.REFUSED, "reason": event.reason}
        case Visit.CalledOff():
            row |= {"status": VisitStatus.CALLED_OFF, "reason": event.reason}
        case Visit.Annulled():
            row["status"] = VisitStatus.CALLED_OFF
        case Visit.Resumed():
            _set_anew(row, event)
        case Visit.Evaded():
            row |= {
                "status": VisitStatus.EVADED,
                "reason": event.reason,
                "inspect": event.inspect,
            }


def _set_anew(row: Row, event: Visit.Resumed) -> None:
    """A time that passed while an appeal suspended the visit holds no longer."""
    slot = row["slot"]
    if slot is None or row["status"] != VisitStatus.FIXED:
        return
    if datetime.fromisoformat(slot["starts"]) <= event.at:
        row |= {"status": VisitStatus.ARRANGING, "slot": None}


def _starts(row: Row) -> object:
    """When it begins, for whoever asks what is ahead; None: not, or not any more."""
    is_ahead = row["status"] in IS_OPEN and row["slot"]
    return row["slot"]["starts"] if is_ahead else None


def _outcomes(sql: Sql, steps: Sequence[Recorded]) -> None:
    ids = {one.event.originator_id for one in steps}
    with Rows(sql, "outcome", ids) as rows:
        for one in steps:
            event = one.event
            match event:
                case Outcome.Advised():
                    rows[event.originator_id] = {
                        "id": event.originator_id,
                        "visit": event.visit,
                        "client_id": event.client_id,
                        "on": event.on,
                        "message": event.message,
                        "advice": [
                            {"advice": piece.model_dump(mode="json"), "text": ""}
                            for piece in event.advice
                        ],
                        "ordered": None,
                    }
                case _:
                    row = rows[event.originator_id]
                    rows[event.originator_id] = _concluded(row, event)


def _concluded(row: Row, event: object) -> Row:
    match event:
        case Outcome.AdviceWorded():
            row["advice"][event.number - 1]["text"] = event.text
        case Outcome.Ordered():
            row["ordered"] = {
                "allowed": event.allowed.model_dump(mode="json"),
                "points": [
                    {"point": one.model_dump(mode="json")} for one in event.points
                ],
            }
        case Outcome.OrderAnnulled():
            row["ordered"]["is_void"] = True
        case Outcome.OrderTermsSet() | Outcome.OrderResumed():
            for point in event.points:
                row["ordered"]["points"][point.number - 1]["point"] = point.model_dump(
                    mode="json"
                )
        case Outcome.OrderWorded():
            row["ordered"]["points"][event.number - 1] |= {
                "found": event.found,
                "remedy": event.remedy,
                "proof": event.proof,
            }
    return row
