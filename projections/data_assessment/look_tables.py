"""Keeps the looks that were made, the surveys, and the offers that came of them."""

from collections.abc import Sequence
from typing import Any

import orjson

from domain.client import Client
from domain.data_assessment import Dismissal, Look, Survey
from projections.view import Projection, Recorded, Row, Rows, Sql


class LookProjection(Projection):
    """A row per look and per survey, with whom it went through and whom it helps.

    What is of a forgotten client goes with it.
    """

    name = "data_assessment_look"
    schema = """
        CREATE TABLE look (
            id        uuid PRIMARY KEY,
            version   integer NOT NULL,
            number    bigint NOT NULL,
            at        timestamptz NOT NULL,
            client_id uuid NOT NULL,
            authority uuid NOT NULL,
            bodies    text[] NOT NULL,
            purpose   text NOT NULL,
            moment    jsonb NOT NULL,
            findings  jsonb NOT NULL,
            outcomes  jsonb NOT NULL,
            remarks   jsonb NOT NULL
        );
        CREATE INDEX look_client ON look (client_id, number DESC);
        CREATE INDEX look_authority ON look (authority, number DESC);
        CREATE TABLE survey (
            id           uuid PRIMARY KEY,
            version      integer NOT NULL,
            number       bigint NOT NULL,
            at           timestamptz NOT NULL,
            authority    uuid NOT NULL,
            bodies       text[] NOT NULL,
            purpose      text NOT NULL,
            segment      jsonb NOT NULL,
            requirements jsonb NOT NULL,
            moment       jsonb NOT NULL,
            expected     integer NOT NULL,
            done         integer NOT NULL,
            is_finished  boolean NOT NULL,
            finished_at  timestamptz,
            total        integer,
            figures      jsonb NOT NULL
        );
        CREATE INDEX survey_authority ON survey (authority, number DESC);
        CREATE INDEX survey_running ON survey (number) WHERE NOT is_finished;
        CREATE TABLE surveyed (
            survey    uuid NOT NULL,
            client_id uuid NOT NULL,
            to_help   smallint[] NOT NULL,
            PRIMARY KEY (survey, client_id)
        );
        CREATE INDEX surveyed_client ON surveyed (client_id);
        CREATE TABLE offer (
            id          uuid PRIMARY KEY,
            survey      uuid NOT NULL,
            number      bigint NOT NULL,
            at          timestamptz NOT NULL,
            requirement text NOT NULL,
            algorithm   text NOT NULL
        );
        CREATE INDEX offer_survey ON offer (survey);
        CREATE TABLE offered (
            offer        uuid NOT NULL,
            client_id    uuid NOT NULL,
            is_dismissed boolean NOT NULL,
            PRIMARY KEY (offer, client_id)
        );
        CREATE INDEX offered_client ON offered (client_id) WHERE NOT is_dismissed;
        CREATE TABLE forgotten (client_id uuid PRIMARY KEY);
    """
    events = (
        Look.Made,
        Look.Remarked,
        Survey.Asked,
        Survey.WentOn,
        Survey.Finished,
        Survey.Offered,
        Dismissal.Dismissed,
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
        _looks(sql, [one for one in events if isinstance(one.event, LOOKS)])
        surveys = [one for one in events if isinstance(one.event, SURVEYS)]
        _surveys(sql, surveys)
        for one in surveys:
            _clients_of(sql, one)
        for one in events:
            if isinstance(one.event, Dismissal.Dismissed):
                sql.execute(DISMISS, (one.event.offer, one.event.client_id))


LOOKS = (Look.Made, Look.Remarked)
SURVEYS = (Survey.Asked, Survey.WentOn, Survey.Finished, Survey.Offered)
FORGET = (
    "INSERT INTO forgotten SELECT unnest(%s::uuid[]) ON CONFLICT DO NOTHING",
    "DELETE FROM look WHERE client_id = ANY(%s)",
    "DELETE FROM surveyed WHERE client_id = ANY(%s)",
    "DELETE FROM offered WHERE client_id = ANY(%s)",
)
FORGOTTEN = "SELECT client_id FROM forgotten WHERE client_id = ANY(%s)"
SURVEYED = """
    INSERT INTO surveyed
    SELECT found.* FROM json_populate_recordset(NULL::surveyed, %s::json) AS found
    WHERE NOT EXISTS (
        SELECT FROM forgotten WHERE forgotten.client_id = found.client_id)
"""
OFFER = "INSERT INTO offer SELECT * FROM json_populate_recordset(NULL::offer, %s::json)"
OFFERED = """
    INSERT INTO offered SELECT %(offer)s, s.client_id, false
    FROM surveyed AS s JOIN survey ON survey.id = s.survey
    WHERE s.survey = %(survey)s AND s.to_help @> ARRAY[(
        SELECT place - 1 FROM jsonb_array_elements(survey.requirements)
            WITH ORDINALITY AS one (said, place)
        WHERE said->>'code' = %(requirement)s)::smallint]
"""
DISMISS = "UPDATE offered SET is_dismissed = true WHERE offer = %s AND client_id = %s"


def _looks(sql: Sql, events: Sequence[Recorded]) -> None:
    clients = list({getattr(one.event, "client_id", None) for one in events})
    forgotten = {
        row["client_id"] for row in sql.execute(FORGOTTEN, (clients,), prepare=True)
    }
    known = [
        one.event.originator_id
        for one in events
        if isinstance(one.event, Look.Remarked)
    ]
    with Rows(sql, "look", known) as rows:
        for one in events:
            match one.event:
                case Look.Made(client_id=client_id) as event:
                    if client_id not in forgotten:
                        rows[event.originator_id] = _look(event, one)
                case Look.Remarked(originator_id=id, text=text) as event:
                    if row := rows.get(id):
                        said = {"at": one.at, "text": text}
                        rows.change(
                            id,
                            version=event.originator_version,
                            remarks=[*row["remarks"], said],
                        )


def _look(event: Look.Made, one: Recorded) -> Row:
    outcomes: dict[str, int] = {}
    for finding in event.findings:
        name = finding.outcome.value
        outcomes[name] = outcomes.get(name, 0) + 1
    return {
        "id": event.originator_id,
        "version": event.originator_version,
        "number": one.position,
        "at": one.at,
        "client_id": event.client_id,
        "authority": event.authority,
        "bodies": event.bodies,
        "purpose": event.purpose,
        "moment": event.moment,
        "findings": [finding.model_dump(mode="json") for finding in event.findings],
        "outcomes": outcomes,
        "remarks": [],
    }


def _surveys(sql: Sql, events: Sequence[Recorded]) -> None:
    known = {
        one.event.originator_id
        for one in events
        if not isinstance(one.event, Survey.Asked)
    }
    with Rows(sql, "survey", known) as rows:
        for one in events:
            event: Any = one.event
            id = event.originator_id
            match event:
                case Survey.Asked():
                    rows[id] = _survey(event, one)
                case Survey.WentOn():
                    rows.change(id, done=rows[id]["done"] + len(event.clients))
                case Survey.Finished():
                    figures = [
                        figure.model_dump(mode="json") for figure in event.figures
                    ]
                    rows.change(
                        id,
                        is_finished=True,
                        finished_at=one.at,
                        total=event.total,
                        figures=figures,
                    )
            rows.change(id, version=event.originator_version)


def _survey(event: Survey.Asked, one: Recorded) -> Row:
    return {
        "id": event.originator_id,
        "number": one.position,
        "at": one.at,
        "authority": event.authority,
        "bodies": event.bodies,
        "purpose": event.purpose,
        "segment": event.segment,
        "requirements": [each.model_dump(mode="json") for each in event.requirements],
        "moment": event.moment,
        "expected": event.expected,
        "done": 0,
        "is_finished": False,
        "finished_at": None,
        "total": None,
        "figures": [],
    }


def _clients_of(sql: Sql, one: Recorded) -> None:
    """Whom a survey went through, and whom an offer reached."""
    match one.event:
        case Survey.WentOn(originator_id=id) as event:
            rows = [
                {"survey": id, "client_id": client, "to_help": places}
                for client, places in zip(event.clients, event.to_help, strict=True)
            ]
            sql.execute(SURVEYED, (orjson.dumps(rows).decode(),))
        case Survey.Offered(originator_id=id) as event:
            row = {
                "id": event.offer,
                "survey": id,
                "number": one.position,
                "at": one.at,
                "requirement": event.requirement,
                "algorithm": event.algorithm,
            }
            sql.execute(OFFER, (orjson.dumps([row]).decode(),))
            asked = {
                "offer": event.offer,
                "survey": id,
                "requirement": event.requirement,
            }
            sql.execute(OFFERED, asked)
