"""A row for each appeal, and for whoever acts for its client (I9)."""

from collections.abc import Callable, Sequence
from operator import attrgetter
from uuid import UUID

from domain.appeal import AppealRepresentation
from domain.appeal.events import AppealEvent, Begun, Decided
from domain.client import Client
from domain.inspection import Inspection
from domain.inspection.events import InspectionEvent
from domain.kernel import Event
from projections.appeal.acting import act_for
from projections.appeal.following import follow
from projections.appeal.happening import happen
from projections.view import Projection, Recorded, Sql

Kinds = tuple[type[Event], ...]
APPEALS: Kinds = (AppealEvent, Begun)
PEOPLE: Kinds = (AppealRepresentation.Event, AppealRepresentation.Named)
INSPECTIONS: Kinds = (InspectionEvent, Inspection.Ordered)


class AppealProjection(Projection):
    """Keeps them; those of a forgotten client go with it."""

    name = "appeal"
    schema = """
        CREATE TABLE appeal (
            id               uuid PRIMARY KEY,
            version          integer NOT NULL,
            place            bigint NOT NULL,
            number           text,
            client_id        uuid NOT NULL,
            authority        uuid,
            kind             text NOT NULL,
            subject_id       uuid,
            control_kind     text NOT NULL,
            name             text NOT NULL,
            inspection       uuid,
            procedure        text,
            stage            text,
            subject          jsonb NOT NULL,
            told             text,
            begun_on         date NOT NULL,
            status           text NOT NULL,
            is_open          boolean NOT NULL,
            officer          text,
            assigned_on      date,
            suspension       text NOT NULL,
            waits_for_client boolean NOT NULL,
            due              timestamptz,
            due_day          date,
            decide_by        timestamptz,
            explain_by       timestamptz,
            form             integer,
            learned_on       date,
            filing           jsonb,
            late             boolean NOT NULL,
            signed_by        text,
            document         uuid,
            thread           uuid,
            message          uuid,
            sent_at          timestamptz,
            points           jsonb NOT NULL,
            parts            jsonb NOT NULL,
            additions        jsonb NOT NULL,
            acceptance       jsonb,
            decision         jsonb,
            suspension_term  jsonb,
            suspended        jsonb,
            suspension_ended_at timestamptz,
            restoration      text NOT NULL,
            restored         jsonb,
            refusal          jsonb,
            information      jsonb NOT NULL,
            explanations     jsonb NOT NULL,
            extensions       jsonb NOT NULL,
            judging          jsonb,
            draft            jsonb,
            decided          jsonb,
            outcome          text,
            days             integer,
            withdrawn        jsonb,
            delivered_at     timestamptz,
            court            jsonb,
            history          jsonb NOT NULL,
            changed_at       timestamptz NOT NULL
        );
        CREATE INDEX appeal_client ON appeal (client_id, place DESC);
        CREATE INDEX appeal_due ON appeal (authority, due, place) WHERE is_open;
        CREATE INDEX appeal_officer ON appeal (authority, officer, due, place)
            WHERE is_open;
        CREATE INDEX appeal_kind ON appeal (authority, kind, due, place) WHERE is_open;
        CREATE INDEX appeal_status ON appeal (authority, status, due, place)
            WHERE is_open;
        CREATE INDEX appeal_suspension ON appeal (authority, due, place)
            WHERE is_open AND suspension = 'waits';
        CREATE INDEX appeal_waiting ON appeal (authority, due, place)
            WHERE is_open AND waits_for_client;
        CREATE INDEX appeal_explaining ON appeal (authority, explain_by)
            WHERE is_open AND explain_by IS NOT NULL;
        CREATE INDEX appeal_over ON appeal (authority, place DESC)
            WHERE NOT is_open AND number IS NOT NULL;
        CREATE TABLE appeal_representative (
            id         uuid PRIMARY KEY,
            appeal     uuid NOT NULL,
            client_id  uuid NOT NULL,
            person     text NOT NULL,
            powers     text[] NOT NULL,
            until      date,
            document   uuid,
            since      timestamptz NOT NULL,
            changed_at timestamptz NOT NULL
        );
        CREATE INDEX appeal_representative_appeal ON appeal_representative (appeal);
        CREATE INDEX appeal_representative_person ON appeal_representative (person);
        CREATE INDEX appeal_representative_client ON appeal_representative (client_id);
        CREATE TABLE appeal_inspection (
            id        uuid PRIMARY KEY,
            client_id uuid NOT NULL,
            kind      text NOT NULL,
            stage     text NOT NULL
        );
        CREATE INDEX appeal_inspection_client ON appeal_inspection (client_id);
        CREATE TABLE appeal_newest (one boolean PRIMARY KEY, position bigint NOT NULL);
        CREATE TABLE appeal_forgotten (client_id uuid PRIMARY KEY);
    """
    events = (*APPEALS, *PEOPLE, *INSPECTIONS, Client.Forgotten)

    def apply(self, sql: Sql, events: Sequence[Recorded]) -> None:
        """Write what a batch of events means."""
        gone = [
            one.event.originator_id
            for one in events
            if isinstance(one.event, Client.Forgotten)
        ]
        for statement in FORGET if gone else ():
            sql.execute(statement, (gone,))
        told = [one for one in events if not isinstance(one.event, Client.Forgotten)]
        clients = list(set(map(_client, told)))
        found = sql.execute(FORGOTTEN, (clients,), prepare=True)
        forgotten = {row["client_id"] for row in found}
        told = [one for one in told if _client(one) not in forgotten]
        matters = [one for one in told if not isinstance(one.event, PEOPLE)]
        stages = follow(sql, matters)
        appealed = [one for one in told if isinstance(one.event, APPEALS)]
        happen(sql, appealed, stages)
        act_for(sql, [one for one in told if isinstance(one.event, PEOPLE)])
        if gone or any(isinstance(one.event, Decided) for one in told):
            sql.execute(NEWEST, (events[-1].position,), prepare=True)


FORGET = (
    "INSERT INTO appeal_forgotten SELECT unnest(%s::uuid[]) ON CONFLICT DO NOTHING",
    "DELETE FROM appeal WHERE client_id = ANY(%s)",
    "DELETE FROM appeal_representative WHERE client_id = ANY(%s)",
    "DELETE FROM appeal_inspection WHERE client_id = ANY(%s)",
)
FORGOTTEN = "SELECT client_id FROM appeal_forgotten WHERE client_id = ANY(%s)"
NEWEST = """
    INSERT INTO appeal_newest VALUES (true, %s)
    ON CONFLICT (one) DO UPDATE SET position = EXCLUDED.position
"""

_client: Callable[[Recorded], UUID] = attrgetter("event.client_id")
