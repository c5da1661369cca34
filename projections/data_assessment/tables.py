"""What bodies may see of clients, each record with the times at which it stood so."""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any
from uuid import UUID

import orjson

from domain.applicability import Declaration
from domain.client import Client, Dispute
from domain.compliance import ComplianceDeclaration
from domain.execution import ExecutionConfirmation
from projections.data_assessment.standing import KINDS, Standing, stand
from projections.data_assessment.words import (
    disputes_of,
    kind_of_client,
    places_of,
    words_of,
)
from projections.view import Projection, Recorded, Row, Sql


class RecordProjection(Projection):
    """Keeps every record, place and dispute with [since, ended) in the log.

    What the client says to itself alone is not among them: neither its
    self-assessment nor its own facts. Those of a forgotten client go; what was decided
    while it was being forgotten may stand after it.
    """

    name = "data_assessment"
    schema = """
        CREATE TABLE standing (
            source         uuid NOT NULL,
            requirement_id uuid NOT NULL,
            since          bigint NOT NULL,
            since_at       timestamptz NOT NULL,
            ended          bigint,
            ended_at       timestamptz,
            client_id      uuid NOT NULL,
            kind           text NOT NULL,
            stand          text NOT NULL,
            number         bigint NOT NULL,
            version        integer NOT NULL,
            control_body   text NOT NULL,
            "on"           date NOT NULL,
            until          date,
            place          uuid,
            guarantees     boolean NOT NULL,
            bundle         uuid,
            asked          uuid[] NOT NULL,
            PRIMARY KEY (source, requirement_id, since)
        );
        CREATE INDEX standing_client ON standing (client_id, requirement_id);
        CREATE INDEX standing_open ON standing (source) WHERE ended IS NULL;
        CREATE TABLE bundle (
            id              uuid PRIMARY KEY,
            requirement_ids uuid[] NOT NULL,
            versions        integer[] NOT NULL
        );
        CREATE TABLE word (
            client_id   uuid NOT NULL,
            position    bigint NOT NULL,
            fact        text NOT NULL,
            at          timestamptz NOT NULL,
            value       jsonb,
            voice       text NOT NULL,
            registry    text,
            is_official boolean NOT NULL,
            since       date NOT NULL,
            PRIMARY KEY (client_id, position, fact)
        );
        CREATE TABLE place (
            id        uuid PRIMARY KEY,
            client_id uuid NOT NULL,
            since     bigint NOT NULL,
            since_at  timestamptz NOT NULL,
            ended     bigint,
            ended_at  timestamptz
        );
        CREATE INDEX place_client ON place (client_id);
        CREATE TABLE dispute (
            id        uuid NOT NULL,
            client_id uuid NOT NULL,
            fact      text NOT NULL,
            since     bigint NOT NULL,
            since_at  timestamptz NOT NULL,
            ended     bigint,
            ended_at  timestamptz,
            PRIMARY KEY (id, since)
        );
        CREATE INDEX dispute_client ON dispute (client_id);
        CREATE TABLE business (client_id uuid PRIMARY KEY, ogrn text);
        CREATE INDEX business_ogrn ON business (ogrn);
        CREATE TABLE forgotten (client_id uuid PRIMARY KEY);
    """
    events = (
        Client.Event,
        Client.Registered,
        Dispute.Event,
        Dispute.Raised,
        Declaration.Event,
        Declaration.Declared,
        ComplianceDeclaration.Event,
        ComplianceDeclaration.Declared,
        ExecutionConfirmation.Event,
        ExecutionConfirmation.Issued,
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
        clients = list({_client(one) for one in events})
        forgotten = {
            row["client_id"] for row in sql.execute(FORGOTTEN, (clients,), prepare=True)
        }
        events = [one for one in events if _client(one) not in forgotten]
        self._records(sql, [one for one in events if isinstance(one.event, KINDS)])
        self._clients(sql, [one for one in events if not isinstance(one.event, KINDS)])

    def _records(self, sql: Sql, events: Sequence[Recorded]) -> None:
        if not events:
            return
        sources = {one.event.originator_id for one in events}
        found = sql.execute(OPEN, (list(sources),), prepare=True).fetchall()
        standing = Standing(found)
        for one in events:
            stand(standing, one)
        for statement, rows in (
            (END, standing.ended),
            (BUNDLE, standing.bundles),
            (RECORD, standing.new),
        ):
            _write(sql, statement, rows)

    def _clients(self, sql: Sql, events: Sequence[Recorded]) -> None:
        said = [row for one in events for row in words_of(one)]
        kinds = [row for one in events if (row := kind_of_client(one))]
        opened, closed = places_of(events)
        raised, settled = disputes_of(events)
        for statement, rows in (
            (WORD, [*said, *kinds]),
            (PLACE, opened),
            (CLOSED, closed),
            (DISPUTE, raised),
            (SETTLED, settled),
            (BUSINESS, _numbers(events)),
        ):
            _write(sql, statement, rows)


OPEN = "SELECT * FROM standing WHERE source = ANY(%s) AND ended IS NULL"
ADD = "INSERT INTO {0} SELECT * FROM json_populate_recordset(NULL::{0}, %s::json)"
RECORD, WORD, PLACE, DISPUTE = map(ADD.format, ("standing", "word", "place", "dispute"))
BUNDLE = f"{ADD.format('bundle')} ON CONFLICT DO NOTHING"
BUSINESS = (
    f"{ADD.format('business')} ON CONFLICT (client_id)"
    " DO UPDATE SET ogrn = EXCLUDED.ogrn"
)
_ENDED = (
    "UPDATE {0} AS t SET ended = e.ended, ended_at = e.ended_at"
    " FROM json_populate_recordset(NULL::{0}, %s::json) AS e WHERE {1}"
)
END = _ENDED.format(
    "standing",
    "(t.source, t.requirement_id, t.since) = (e.source, e.requirement_id, e.since)",
)
CLOSED = _ENDED.format("place", "t.id = e.id")
SETTLED = _ENDED.format("dispute", "t.id = e.id AND t.ended IS NULL")
FORGET = (
    "INSERT INTO forgotten SELECT unnest(%s::uuid[]) ON CONFLICT DO NOTHING",
    "DELETE FROM standing WHERE client_id = ANY(%s)",
    "DELETE FROM word WHERE client_id = ANY(%s)",
    "DELETE FROM place WHERE client_id = ANY(%s)",
    "DELETE FROM dispute WHERE client_id = ANY(%s)",
    "DELETE FROM business WHERE client_id = ANY(%s)",
)
FORGOTTEN = "SELECT client_id FROM forgotten WHERE client_id = ANY(%s)"

_its_client: Callable[[Any], UUID] = attrgetter("client_id")


def _client(one: Recorded) -> UUID:
    event = one.event
    if isinstance(event, Client.Event | Client.Registered):
        return event.originator_id
    return _its_client(event)


def _numbers(events: Sequence[Recorded]) -> list[Row]:
    """The OGRN of each client that was registered or renamed, as said last."""
    found = {
        one.event.originator_id: one.event.ogrn
        for one in events
        if isinstance(one.event, Client.Registered | Client.Renamed)
    }
    return [{"client_id": id, "ogrn": ogrn} for id, ogrn in found.items()]


def _write(sql: Sql, statement: str, rows: Sequence[Row]) -> None:
    if rows:
        sql.execute(statement, (orjson.dumps(rows, default=list).decode(),))
