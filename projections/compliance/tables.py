"""The tables of self-assessments and declarations, and how events fill them."""

from collections.abc import Callable, Sequence
from functools import cache
from operator import attrgetter
from typing import Any
from uuid import UUID

from domain.client import Client
from domain.compliance import ComplianceDeclaration, SelfAssessment
from domain.kernel import Event
from domain.requirement import requirement_id
from projections.view import Projection, Recorded, Row, Rows, Sql


class ComplianceProjection(Projection):
    """Keeps a row per self-assessment, measure and declaration.

    Those of a forgotten client go with it. A step that was decided while the client
    was being forgotten may stand after it.
    """

    name = "compliance"
    schema = """
        CREATE TABLE assessment (
            id                  uuid PRIMARY KEY,
            version             integer NOT NULL,
            client_id           uuid NOT NULL,
            requirement         text NOT NULL,
            requirement_id      uuid NOT NULL,
            requirement_version integer NOT NULL,
            degree              text NOT NULL,
            answered_at         timestamptz NOT NULL,
            answers             jsonb NOT NULL
        );
        CREATE UNIQUE INDEX assessment_client
            ON assessment (client_id, requirement_id);
        CREATE TABLE measure (
            id          uuid PRIMARY KEY,
            assessment  uuid NOT NULL,
            client_id   uuid NOT NULL,
            requirement text NOT NULL,
            what        text NOT NULL,
            due         date NOT NULL,
            done_on     date
        );
        CREATE INDEX measure_client ON measure (client_id, due);
        CREATE INDEX measure_assessment ON measure (assessment);
        CREATE TABLE compliance_declaration (
            id              uuid PRIMARY KEY,
            version         integer NOT NULL,
            number          bigint NOT NULL,
            client_id       uuid NOT NULL,
            control_body    text NOT NULL,
            control_kind    text,
            ended           text,
            "on"            date NOT NULL,
            valid_until     date NOT NULL,
            declared_at     timestamptz NOT NULL,
            codes           text[] NOT NULL,
            requirement_ids uuid[] NOT NULL,
            versions        integer[] NOT NULL,
            answers         integer[] NOT NULL,
            moments         jsonb NOT NULL
        );
        CREATE INDEX declared_by ON compliance_declaration (client_id, number DESC);
        CREATE INDEX declared_to ON compliance_declaration (control_body, number DESC);
        CREATE TABLE forgotten (client_id uuid PRIMARY KEY);
    """
    events = (
        SelfAssessment.Event,
        SelfAssessment.Assessed,
        ComplianceDeclaration.Event,
        ComplianceDeclaration.Declared,
        Client.Forgotten,
    )

    def apply(self, sql: Sql, events: Sequence[Recorded]) -> None:
        """Write what a batch of events means."""
        gone = [
            one.event.originator_id
            for one in events
            if isinstance(one.event, Client.Forgotten)
        ]
        if gone:
            sql.execute(FORGET, {"gone": gone})
        steps = [one for one in events if not isinstance(one.event, Client.Forgotten)]
        forgotten = {
            row["client_id"]
            for row in sql.execute(
                FORGOTTEN, (list(set(map(_client, steps))),), prepare=True
            )
        }
        steps = [one for one in steps if _client(one) not in forgotten]
        if assessing := [one for one in steps if _is_assessment(one.event)]:
            _assess(sql, assessing)
        if declaring := [one for one in steps if not _is_assessment(one.event)]:
            _declare(sql, declaring)


FORGET = """
    WITH gone AS (
        INSERT INTO forgotten SELECT unnest(%(gone)s::uuid[])
        ON CONFLICT DO NOTHING
    ), measures AS (
        DELETE FROM measure WHERE client_id = ANY(%(gone)s)
    ), assessments AS (
        DELETE FROM assessment WHERE client_id = ANY(%(gone)s)
    )
    DELETE FROM compliance_declaration WHERE client_id = ANY(%(gone)s)
"""
FORGOTTEN = "SELECT client_id FROM forgotten WHERE client_id = ANY(%s)"

_client: Callable[[Recorded], UUID] = attrgetter("event.client_id")


def _is_assessment(event: Event) -> bool:
    return isinstance(event, SelfAssessment.Event | SelfAssessment.Assessed)


def _assess(sql: Sql, steps: Sequence[Recorded]) -> None:
    known = {
        one.event.originator_id
        for one in steps
        if not isinstance(one.event, SelfAssessment.Assessed)
    }
    planned = {
        one.event.measure_id for one in steps if hasattr(one.event, "measure_id")
    }
    with (
        Rows(sql, "assessment", known) as rows,
        Rows(sql, "measure", planned) as measures,
    ):
        for one in steps:
            event = one.event
            id = event.originator_id
            if isinstance(event, SelfAssessment.Assessed):
                rows[id] = {
                    "id": id,
                    "client_id": event.client_id,
                    "requirement": event.requirement,
                    "requirement_id": requirement_id(event.requirement),
                    "answers": [],
                }
            if isinstance(
                event, SelfAssessment.Assessed | SelfAssessment.AssessedAgain
            ):
                rows.change(id, **_answered(rows[id], one))
            else:
                _measure(measures, rows[id], event)
            rows.change(id, version=event.originator_version)


def _answered(row: Row, one: Recorded) -> Row:
    """The columns that a new answer gives other values."""
    event: Any = one.event
    said = {name: getattr(event, name) for name in SAID}
    answer = said | {
        "version": event.originator_version,
        "at": one.at,
        "by": event.by.id,
    }
    return {
        "requirement_version": event.requirement_version,
        "degree": event.degree,
        "answered_at": one.at,
        "answers": [*row["answers"], answer],
    }


SAID = (
    "requirement_version",
    "degree",
    "shown_by",
    "evidence_kind",
    "evidence",
    "document_id",
    "note",
)


def _measure(measures: Rows, assessment: Row, event: Event) -> None:
    match event:
        case SelfAssessment.MeasurePlanned():
            measures[event.measure_id] = {
                "id": event.measure_id,
                "assessment": event.originator_id,
                "client_id": event.client_id,
                "requirement": assessment["requirement"],
                "what": event.what,
                "due": event.due,
                "done_on": None,
            }
        case SelfAssessment.MeasureChanged():
            measures.change(event.measure_id, what=event.what, due=event.due)
        case SelfAssessment.MeasureDone():
            measures.change(event.measure_id, done_on=event.on)
        case SelfAssessment.MeasureDropped():
            del measures[event.measure_id]


def _declare(sql: Sql, steps: Sequence[Recorded]) -> None:
    known = {
        one.event.originator_id
        for one in steps
        if not isinstance(one.event, ComplianceDeclaration.Declared)
    }
    with Rows(sql, "compliance_declaration", known) as rows:
        for one in steps:
            event = one.event
            id = event.originator_id
            if isinstance(event, ComplianceDeclaration.Declared):
                rows[id] = {
                    "id": id,
                    "client_id": event.client_id,
                    "control_body": event.control_body,
                    "control_kind": event.control_kind,
                    "moments": [],
                }
            rows.change(id, **_stands(one))
            rows.change(
                id,
                version=event.originator_version,
                moments=[*rows[id]["moments"], _moment(rows[id], one)],
            )


def _stands(one: Recorded) -> Row:
    """The columns that an event gives other values."""
    event: Any = one.event
    match event:
        case ComplianceDeclaration.Withdrawn():
            return {"ended": "withdrawn"}
        case ComplianceDeclaration.Annulled():
            return {"ended": "annulled"}
        case ComplianceDeclaration.AnnulmentLifted():
            return {"ended": None}
    return {
        "ended": None,
        "number": one.position,
        "on": event.on,
        "valid_until": event.valid_until,
        "declared_at": one.at,
        "codes": [line.code for line in event.requirements],
        "requirement_ids": [requirement_id(line.code) for line in event.requirements],
        "versions": [line.version for line in event.requirements],
        "answers": [line.assessment_version for line in event.requirements],
    }


def _moment(row: Row, one: Recorded) -> Row:
    event: Any = one.event
    lines = getattr(event, "requirements", ())
    return {
        "kind": _snake(type(event).__name__),
        "at": one.at,
        "by": event.by.id,
        "role": event.by.role,
        "number": row["number"],
        "text": getattr(event, "reason", None),
        "requirements": {line.code: line.version for line in lines},
        "valid_until": getattr(event, "valid_until", None),
    }


@cache
def _snake(name: str) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")
