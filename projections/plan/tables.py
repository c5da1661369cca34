"""A row for each entry of the plan, and for each record of the state's register."""

from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Any
from uuid import UUID

from domain.client import Client
from domain.inspection import Ground, Inspection
from domain.kernel import Event
from domain.plan import PlanEntry, PlanStatus, RegisterRecord
from projections.view import Projection, Recorded, Row, Rows, Sql

ENTRIES = (PlanEntry.Event, PlanEntry.Proposed)
RECORDS = (RegisterRecord.Event, RegisterRecord.TakenIn)
ADDRESS = "/plan/entries/"
"""Under which an entry has its page; an inspection names it as its basis."""


class PlanProjection(Projection):
    """Keeps a row each; those of a forgotten client go with it."""

    name = "plan"
    schema = """
        CREATE TABLE plan_entry (
            id               uuid PRIMARY KEY,
            version          integer NOT NULL,
            number           bigint NOT NULL,
            client_id        uuid NOT NULL,
            authority        uuid NOT NULL,
            status           text NOT NULL,
            measure          text NOT NULL,
            kind             text,
            control_kind     text NOT NULL,
            objects          integer NOT NULL,
            starts           date NOT NULL,
            last_day         date NOT NULL,
            officers         text[] NOT NULL,
            register_number  text,
            inspection       uuid,
            content          jsonb NOT NULL,
            note             text,
            proposed_by      text NOT NULL,
            approved_by      text,
            returned_because text,
            prosecutor       jsonb,
            moved_because    text,
            excluded_by      text,
            excluded_because text,
            changed_at       timestamptz NOT NULL
        );
        CREATE INDEX plan_entry_starts ON plan_entry (authority, starts, number);
        CREATE INDEX plan_entry_client ON plan_entry (client_id, starts);
        CREATE TABLE plan_record (
            id              uuid PRIMARY KEY,
            version         integer NOT NULL,
            client_id       uuid NOT NULL,
            authority       uuid NOT NULL,
            register_number text NOT NULL,
            control_kind    text NOT NULL,
            measure         text,
            status          text NOT NULL,
            starts          date,
            stops           date,
            entry           jsonb NOT NULL,
            changed_at      timestamptz NOT NULL
        );
        CREATE INDEX plan_record_starts ON plan_record (authority, starts);
        CREATE INDEX plan_record_client ON plan_record (client_id, starts);
        CREATE TABLE plan_forgotten (client_id uuid PRIMARY KEY);
    """
    events = (*ENTRIES, *RECORDS, Inspection.Ordered, Client.Forgotten)

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
        _entries(sql, [one for one in steps if not isinstance(one.event, RECORDS)])
        _records(sql, [one for one in steps if isinstance(one.event, RECORDS)])


FORGET = (
    "INSERT INTO plan_forgotten SELECT unnest(%s::uuid[]) ON CONFLICT DO NOTHING",
    "DELETE FROM plan_entry WHERE client_id = ANY(%s)",
    "DELETE FROM plan_record WHERE client_id = ANY(%s)",
)
FORGOTTEN = "SELECT client_id FROM plan_forgotten WHERE client_id = ANY(%s)"

LEADS: Mapping[type[Event], PlanStatus] = {
    PlanEntry.Changed: PlanStatus.PROPOSED,
    PlanEntry.Returned: PlanStatus.RETURNED,
    PlanEntry.Approved: PlanStatus.WITH_PROSECUTOR,
    PlanEntry.Planned: PlanStatus.PLANNED,
    PlanEntry.Excluded: PlanStatus.EXCLUDED,
}

_client: Callable[[Recorded], UUID] = attrgetter("event.client_id")


def _entries(sql: Sql, steps: Sequence[Recorded]) -> None:
    ids = {id for one in steps if (id := _entry(one.event))}
    with Rows(sql, "plan_entry", ids) as rows:
        for one in steps:
            event, id = one.event, _entry(one.event)
            if isinstance(event, PlanEntry.Proposed):
                rows[event.originator_id] = _row(event, one)
            elif id is None or id not in rows:
                continue
            elif isinstance(event, Inspection.Ordered):
                row = rows[id]
                if row["client_id"] == event.client_id:
                    rows.change(id, inspection=event.originator_id)
            else:
                rows[id] = _advanced(rows[id], one)


def _entry(event: Event) -> UUID | None:
    """The entry that an event is about; None: an inspection that was not planned."""
    if not isinstance(event, Inspection.Ordered):
        return event.originator_id
    order = event.order
    if order.ground is not Ground.PLAN or not order.basis.startswith(ADDRESS):
        return None
    try:
        return UUID(order.basis.removeprefix(ADDRESS))
    except ValueError:
        return None


def _row(event: PlanEntry.Proposed, one: Recorded) -> Row:
    return {
        "id": event.originator_id,
        "version": event.originator_version,
        "number": one.position,
        "client_id": event.client_id,
        "authority": event.authority,
        "status": PlanStatus.PROPOSED,
        "register_number": None,
        "inspection": None,
        "note": event.note,
        "proposed_by": event.by.id,
        "approved_by": None,
        "returned_because": None,
        "prosecutor": None,
        "moved_because": None,
        "excluded_by": None,
        "excluded_because": None,
        "changed_at": one.at,
        **_said(event.content.model_dump(mode="json")),
    }


def _said(content: dict[str, Any]) -> Row:
    """The columns that repeat what an entry says."""
    return {
        "measure": content["measure"],
        "kind": content["kind"],
        "control_kind": content["control_kind"],
        "objects": len(content["objects"]),
        "starts": content["dates"]["starts"],
        "last_day": content["dates"]["last_day"],
        "officers": content["officers"],
        "content": content,
    }


def _advanced(row: Row, one: Recorded) -> Row:
    """The row after what happened."""
    event = one.event
    match event:
        case PlanEntry.Changed():
            row |= _said(event.content.model_dump(mode="json"))
            row |= {"note": event.note, "returned_because": None}
        case PlanEntry.Numbered():
            row["register_number"] = event.number
        case PlanEntry.Moved():
            changed = event.model_dump(mode="json", include={"dates", "officers"})
            row |= _said(row["content"] | changed)
            row["moved_because"] = event.reason
        case _:
            row |= _decided(event)
    row["status"] = _status(event) or row["status"]
    row["version"] = event.originator_version
    row["changed_at"] = one.at
    return row


def _decided(event: Event) -> Row:
    """What a decision changes, beside where the entry stands."""
    match event:
        case PlanEntry.Returned():
            return {"returned_because": event.reason}
        case PlanEntry.Approved():
            return {"approved_by": event.by.id}
        case PlanEntry.ProsecutorDecided():
            said = {"approved", "office", "number", "on", "reason"}
            return {"prosecutor": event.model_dump(mode="json", include=said)}
        case PlanEntry.Excluded():
            return {"excluded_by": event.document, "excluded_because": event.reason}
    return {}


def _status(event: Event) -> PlanStatus | None:
    """Where an entry stands after an event; None: where it stood."""
    if isinstance(event, PlanEntry.ProsecutorDecided):
        return None if event.approved else PlanStatus.REJECTED
    return next((to for kind, to in LEADS.items() if isinstance(event, kind)), None)


def _records(sql: Sql, steps: Sequence[Recorded]) -> None:
    with Rows(sql, "plan_record", {one.event.originator_id for one in steps}) as rows:
        for one in steps:
            event = one.event
            if isinstance(event, RegisterRecord.TakenIn):
                rows[event.originator_id] = {
                    "id": event.originator_id,
                    "client_id": event.client_id,
                    "authority": event.authority,
                }
            if isinstance(event, RegisterRecord.TakenIn | RegisterRecord.Amended):
                entry = event.entry
                rows.change(
                    event.originator_id,
                    version=event.originator_version,
                    register_number=entry.number,
                    control_kind=entry.control_kind,
                    measure=entry.measure,
                    status=entry.status,
                    starts=entry.starts,
                    stops=entry.stops,
                    entry=entry,
                    changed_at=one.at,
                )
