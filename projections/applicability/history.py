"""What was known when: of clients, of their declarations, of suspensions.

The list as of a day, as known at an instant, is made of it: a row for every event, none
ever changed.
"""

from collections.abc import Sequence

import orjson

from domain.applicability import Declaration, Status
from domain.client import Client, FactSource
from domain.kernel import Event
from domain.requirement import Requirement, requirement_id
from projections.view import Projection, Recorded, Row, Sql


class ListHistoryProjection(Projection):
    """Adds a row for everything that a list of a day gone by depends on."""

    name = "applicability_history"
    schema = """
        CREATE TABLE stated (
            client_id   uuid NOT NULL,
            version     bigint NOT NULL,
            at          timestamptz NOT NULL,
            since       date,
            premises_id uuid,
            is_open     boolean,
            facts       jsonb NOT NULL,
            source      text NOT NULL,
            registry    text,
            authority   uuid,
            certainty   text,
            PRIMARY KEY (client_id, version)
        );
        CREATE TABLE stood (
            id                  uuid NOT NULL,
            version             bigint NOT NULL,
            at                  timestamptz NOT NULL,
            client_id           uuid NOT NULL,
            requirement_id      uuid,
            requirement_version integer,
            ground              text,
            absent              text[],
            status              text NOT NULL,
            PRIMARY KEY (id, version)
        );
        CREATE INDEX ON stood (client_id);
        CREATE TABLE suspension (
            requirement uuid NOT NULL,
            version     bigint NOT NULL,
            at          timestamptz NOT NULL,
            kind        text NOT NULL,
            from_day    date NOT NULL,
            until       date,
            reason      text NOT NULL,
            act         text NOT NULL,
            PRIMARY KEY (requirement, version)
        );
        CREATE TABLE forgotten (client_id uuid PRIMARY KEY);
    """
    events = (
        Client.Event,
        Client.Registered,
        Declaration.Event,
        Declaration.Declared,
        Requirement.Suspended,
        Requirement.Resumed,
    )

    def apply(self, sql: Sql, events: Sequence[Recorded]) -> None:
        """Write what a batch of events means."""
        happened = [one.event for one in events]
        gone = [e.originator_id for e in happened if isinstance(e, Client.Forgotten)]
        if gone:
            sql.execute(FORGET, (gone,))
        stated = [row for event in happened if (row := _stated(event))]
        stood = [row for event in happened if (row := _stood(event))]
        clients = {row["client_id"] for row in (*stated, *stood)}
        forgotten = {
            row["client_id"]
            for row in sql.execute(FORGOTTEN, (list(clients),), prepare=True)
        }
        for statement, rows in ((STATED, stated), (STOOD, stood)):
            kept = [row for row in rows if row["client_id"] not in forgotten]
            if kept:
                sql.execute(statement, (orjson.dumps(kept).decode(),))
        suspensions = [row for event in happened if (row := _suspension(event))]
        if suspensions:
            sql.execute(SUSPENSION, (orjson.dumps(suspensions).decode(),))


ADD = "INSERT INTO {0} SELECT * FROM json_populate_recordset(NULL::{0}, %s::json)"
STATED, STOOD, SUSPENSION = map(ADD.format, ("stated", "stood", "suspension"))
FORGOTTEN = "SELECT client_id FROM forgotten WHERE client_id = ANY(%s)"
FORGET = """
    WITH gone AS (
        INSERT INTO forgotten SELECT unnest(%s::uuid[])
        ON CONFLICT DO NOTHING RETURNING client_id
    ), facts AS (
        DELETE FROM stated USING gone WHERE stated.client_id = gone.client_id
    )
    DELETE FROM stood USING gone WHERE stood.client_id = gone.client_id
"""

LEADS_TO = {
    "Declared": Status.DECLARED,
    "DeclaredAgain": Status.DECLARED,
    "Reconfirmed": Status.DECLARED,
    "PutUp": Status.TO_RECONFIRM,
    "Withdrawn": Status.WITHDRAWN,
    "Contested": Status.CONTESTED,
    "Answered": Status.ANSWERED,
    "ContestDropped": Status.DECLARED,
    "ContestUpheld": Status.NOT_UPHELD,
    "ContestAnnulled": Status.DECLARED,
}
"""Where a declaration stands after an event; after any other, where it stood."""


def _stated(event: Event) -> Row | None:
    """What an event says about a client; None when it says nothing of its facts."""
    said: Row = {"facts": {}, "is_open": None, "source": FactSource.CLIENT}
    match event:
        case Client.Registered():
            said |= {"facts": {"client_kind": event.kind}, "since": None}
        case Client.PremisesOpened():
            said |= {"is_open": True, "since": event.since}
        case Client.PremisesClosed():
            said |= {"is_open": False, "since": event.on}
        case Client.PremisesFactsStated():
            said |= {"facts": event.facts, "since": event.since}
        case Client.FactsStated():
            said |= _word(event)
        case _:
            return None
    return said | {
        "client_id": event.originator_id,
        "version": event.originator_version,
        "at": event.timestamp,
        "premises_id": getattr(event, "premises_id", None),
    }


def _word(event: Client.FactsStated) -> Row:
    is_inspector = event.source is FactSource.INSPECTOR
    return {
        "facts": event.facts,
        "since": event.since,
        "source": event.source,
        "registry": event.registry,
        "authority": event.by.organisation if is_inspector else None,
        "certainty": event.certainty,
    }


def _stood(event: Event) -> Row | None:
    """Where a declaration stands after an event; what is absent is as it was."""
    status = LEADS_TO.get(type(event).__name__)
    if status is None or not isinstance(
        event, Declaration.Event | Declaration.Declared
    ):
        return None
    requirement = getattr(event, "requirement", None)
    return {
        "id": event.originator_id,
        "version": event.originator_version,
        "at": event.timestamp,
        "client_id": event.client_id,
        "requirement_id": requirement and requirement_id(requirement),
        "requirement_version": None
        if isinstance(event, Declaration.PutUp)
        else getattr(event, "requirement_version", None),
        "ground": getattr(event, "ground", None),
        "absent": getattr(event, "absent", None),
        "status": status,
    }


def _suspension(event: Event) -> Row | None:
    match event:
        case Requirement.Suspended():
            said: Row = {
                "kind": "suspension",
                "until": event.until,
                "reason": event.reason,
            }
        case Requirement.Resumed():
            said = {"kind": "resumption", "until": None, "reason": ""}
        case _:
            return None
    return said | {
        "requirement": event.originator_id,
        "version": event.originator_version,
        "at": event.timestamp,
        "from_day": event.from_day,
        "act": event.act,
    }
