"""A row for each request, its items, and declared absences (C4)."""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any
from uuid import UUID

from domain.client import Client
from domain.information_request import Absences, InformationRequest, RequestStatus
from domain.kernel import Event
from projections.view import Projection, Recorded, Row, Rows, Sql

Moving = InformationRequest.Event | InformationRequest.Asked


class InformationRequestProjection(Projection):
    """Keeps a row each; those of a forgotten client go with it."""

    name = "information_request"
    schema = """
        CREATE TABLE request (
            id                uuid PRIMARY KEY,
            version           integer NOT NULL,
            number            bigint NOT NULL,
            client_id         uuid NOT NULL,
            authority         uuid NOT NULL,
            ground            text NOT NULL,
            purpose           text NOT NULL,
            items             jsonb NOT NULL,
            time              jsonb NOT NULL,
            days              integer NOT NULL,
            thread            uuid NOT NULL,
            status            text NOT NULL,
            is_open           boolean NOT NULL,
            "on"              date NOT NULL,
            answered_on       date,
            answer            uuid,
            withdrawn_because text,
            more_time         jsonb NOT NULL,
            changed_at        timestamptz NOT NULL
        );
        CREATE INDEX request_client ON request (client_id, number DESC);
        CREATE INDEX request_authority ON request (authority, number DESC);
        CREATE INDEX request_answered ON request (client_id, answered_on)
            WHERE answered_on IS NOT NULL;
        CREATE TABLE absence (
            client_id uuid,
            number    integer,
            since     date NOT NULL,
            until     date NOT NULL,
            PRIMARY KEY (client_id, number)
        );
        CREATE TABLE forgotten (client_id uuid PRIMARY KEY);
    """
    events = (
        InformationRequest.Event,
        InformationRequest.Asked,
        Absences.Declared,
        Absences.TakenBack,
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
        steps = [one for one in events if not isinstance(one.event, Client.Forgotten)]
        clients = list(set(map(_client, steps)))
        found = sql.execute(FORGOTTEN, (clients,), prepare=True)
        forgotten = {row["client_id"] for row in found}
        steps = [one for one in steps if _client(one) not in forgotten]
        _requests(sql, [one for one in steps if isinstance(one.event, Moving)])
        _absences(
            sql, [one.event for one in steps if not isinstance(one.event, Moving)]
        )


FORGET = (
    "INSERT INTO forgotten SELECT unnest(%s::uuid[]) ON CONFLICT DO NOTHING",
    "DELETE FROM request WHERE client_id = ANY(%s)",
    "DELETE FROM absence WHERE client_id = ANY(%s)",
)
FORGOTTEN = "SELECT client_id FROM forgotten WHERE client_id = ANY(%s)"

_client: Callable[[Recorded], UUID] = attrgetter("event.client_id")


def _requests(sql: Sql, steps: Sequence[Recorded]) -> None:
    ids = {one.event.originator_id for one in steps}
    with Rows(sql, "request", ids) as rows:
        for one in steps:
            event = one.event
            row = (
                _row(event, one)
                if isinstance(event, InformationRequest.Asked)
                else rows[event.originator_id]
            )
            rows[event.originator_id] = _advanced(row, one)


def _absences(sql: Sql, events: Sequence[Event]) -> None:
    kept = [e for e in events if isinstance(e, Absences.Declared | Absences.TakenBack)]
    keys = [(e.client_id, e.number) for e in kept]
    with Rows(sql, "absence", keys, ("client_id", "number")) as rows:
        for event in kept:
            key = event.client_id, event.number
            if isinstance(event, Absences.TakenBack):
                del rows[key]
            else:
                rows[key] = {
                    "client_id": event.client_id,
                    "number": event.number,
                    "since": event.since,
                    "until": event.until,
                }


def _row(event: InformationRequest.Asked, one: Recorded) -> Row:
    return {
        "id": event.originator_id,
        "number": one.position,
        "client_id": event.client_id,
        "authority": event.authority,
        "ground": event.ground,
        "purpose": event.purpose,
        "items": [
            {"item": item.model_dump(mode="json"), "what": ""} for item in event.items
        ],
        "time": event.time,
        "days": event.days,
        "thread": event.thread,
        "status": RequestStatus.WAITING,
        "on": event.on,
        "answered_on": None,
        "answer": None,
        "withdrawn_because": None,
        "more_time": [],
    }


def _advanced(row: Row, one: Recorded) -> Row:
    """The row after what happened."""
    event = one.event
    match event:
        case InformationRequest.ItemWorded():
            _item(row, event.number)["what"] = event.what
        case InformationRequest.ItemAnswered():
            given = {"text": event.text, "files": [str(id) for id in event.files]}
            _item(row, event.number).update(given)
        case InformationRequest.Answered():
            row |= {
                "status": RequestStatus.ANSWERED,
                "answered_on": event.on,
                "answer": event.message,
            }
        case InformationRequest.Annulled():
            row["status"] = RequestStatus.WITHDRAWN
        case InformationRequest.Withdrawn():
            row |= {
                "status": RequestStatus.WITHDRAWN,
                "withdrawn_because": event.reason,
            }
        case _:
            _more_time(row, one)
    row["version"] = event.originator_version
    row["changed_at"] = one.at
    row["is_open"] = row["status"] in (RequestStatus.WAITING, RequestStatus.DECIDING)
    return row


def _more_time(row: Row, one: Recorded) -> None:
    event = one.event
    match event:
        case InformationRequest.MoreTimeAsked():
            row["status"] = RequestStatus.DECIDING
            row["more_time"].append(
                {
                    "turn": event.turn,
                    "wanted": event.days,
                    "reason": event.reason,
                    "asked_at": one.at,
                }
            )
        case InformationRequest.MoreTimeGiven():
            row |= {"status": RequestStatus.WAITING, "days": row["days"] + event.days}
            row["more_time"][-1] |= {"days": event.days, "decided_at": one.at}
        case InformationRequest.MoreTimeDeclined():
            row["status"] = RequestStatus.WAITING
            row["more_time"][-1] |= {"declined": event.reason, "decided_at": one.at}


def _item(row: Row, number: int) -> dict[str, Any]:
    found: dict[str, Any] = row["items"][number - 1]
    return found
