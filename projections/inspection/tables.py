"""A row for each inspection, action, wish for another date and representative."""

from collections.abc import Callable, Sequence
from operator import attrgetter
from uuid import UUID

from domain.client import Client
from domain.inspection import ActionRecord, DateMove, Inspection, Representation
from domain.inspection.events import InspectionEvent
from domain.kernel import Event
from projections.inspection.acting import act_for
from projections.inspection.moving import move
from projections.inspection.recording import record
from projections.inspection.stepping import step
from projections.view import Projection, Recorded, Sql

Kinds = tuple[type[Event], ...]
CASES: Kinds = (InspectionEvent, Inspection.Ordered)
ACTIONS: Kinds = (ActionRecord.Recorded,)
MOVES: Kinds = (DateMove.Event, DateMove.Asked)
PEOPLE: Kinds = (Representation.Event, Representation.Named)


class InspectionProjection(Projection):
    """Keeps a row each; those of a forgotten client go with it."""

    name = "inspection"
    schema = """
        CREATE TABLE inspection_case (
            id              uuid PRIMARY KEY,
            version         integer NOT NULL,
            number          bigint NOT NULL,
            register_number text,
            client_id       uuid NOT NULL,
            authority       uuid NOT NULL,
            kind            text NOT NULL,
            control_kind    text NOT NULL,
            ground          text NOT NULL,
            stage           text NOT NULL,
            is_over         boolean NOT NULL,
            is_known        boolean NOT NULL,
            starts          timestamptz NOT NULL,
            last_day        date NOT NULL,
            ordered_on      date NOT NULL,
            ordered_by      text NOT NULL,
            "order"         jsonb NOT NULL,
            explained       text NOT NULL,
            known           jsonb NOT NULL,
            approval        text NOT NULL,
            assessed        jsonb NOT NULL,
            remaining       jsonb NOT NULL,
            notice          uuid,
            prosecutor      jsonb,
            steps           jsonb NOT NULL,
            actions         integer NOT NULL,
            began_at        timestamptz,
            ended_at        timestamptz,
            obstacle        text,
            violations      jsonb NOT NULL,
            improve_until   date,
            improve_how     text,
            rests_on        text,
            ending          text,
            reason          text,
            suspended       jsonb NOT NULL,
            stood           jsonb NOT NULL,
            void            text[] NOT NULL,
            corrections     jsonb NOT NULL,
            changed_at      timestamptz NOT NULL
        );
        CREATE INDEX inspection_client ON inspection_case (client_id, number DESC);
        CREATE INDEX inspection_authority ON inspection_case (authority, number DESC);
        CREATE INDEX inspection_running ON inspection_case (last_day)
            WHERE NOT is_over;
        CREATE INDEX inspection_starts ON inspection_case (authority, starts);
        CREATE INDEX inspection_registered ON inspection_case (register_number)
            WHERE register_number IS NOT NULL;
        CREATE TABLE inspection_action (
            id           uuid PRIMARY KEY,
            version      integer NOT NULL,
            number       bigint NOT NULL,
            inspection   uuid NOT NULL,
            client_id    uuid NOT NULL,
            action       text NOT NULL,
            by           text NOT NULL,
            since        timestamptz NOT NULL,
            until        timestamptz NOT NULL,
            place        text NOT NULL,
            with_client  boolean NOT NULL,
            objects      uuid[] NOT NULL,
            requirements text[] NOT NULL,
            held         text[] NOT NULL,
            files        uuid[] NOT NULL,
            said         text,
            recorded_at  timestamptz NOT NULL
        );
        CREATE INDEX inspection_actions ON inspection_action (inspection, number DESC);
        CREATE INDEX inspection_action_client ON inspection_action (client_id);
        CREATE TABLE inspection_move (
            id         uuid PRIMARY KEY,
            version    integer NOT NULL,
            inspection uuid NOT NULL,
            client_id  uuid NOT NULL,
            turn       integer NOT NULL,
            status     text NOT NULL,
            due        timestamptz,
            cause      text NOT NULL,
            reason     text,
            planned    timestamptz NOT NULL,
            slots      jsonb NOT NULL,
            terms      jsonb NOT NULL,
            document   uuid,
            asked_by   text NOT NULL,
            asked_at   timestamptz NOT NULL,
            offered    jsonb NOT NULL,
            choose_by  timestamptz,
            slot       timestamptz,
            how        text,
            answer     text,
            settled_at timestamptz
        );
        CREATE INDEX inspection_moves ON inspection_move (inspection, turn);
        CREATE INDEX inspection_move_client ON inspection_move (client_id);
        CREATE INDEX inspection_move_due ON inspection_move (due)
            WHERE due IS NOT NULL;
        CREATE TABLE inspection_representative (
            id         uuid PRIMARY KEY,
            inspection uuid NOT NULL,
            client_id  uuid NOT NULL,
            person     text NOT NULL,
            powers     text[] NOT NULL,
            until      date,
            document   uuid,
            since      timestamptz NOT NULL,
            changed_at timestamptz NOT NULL
        );
        CREATE INDEX inspection_representatives
            ON inspection_representative (inspection);
        CREATE INDEX inspection_represented ON inspection_representative (person);
        CREATE INDEX inspection_representative_client
            ON inspection_representative (client_id);
        CREATE TABLE inspection_forgotten (client_id uuid PRIMARY KEY);
    """
    events = (*CASES, *ACTIONS, *MOVES, *PEOPLE, Client.Forgotten)

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
        for kinds, write in _WRITING:
            if some := [one for one in told if isinstance(one.event, kinds)]:
                write(sql, some)


_WRITING: tuple[tuple[Kinds, Callable[[Sql, Sequence[Recorded]], None]], ...] = (
    (CASES, step),
    (ACTIONS, record),
    (MOVES, move),
    (PEOPLE, act_for),
)
FORGET = (
    "INSERT INTO inspection_forgotten SELECT unnest(%s::uuid[]) ON CONFLICT DO NOTHING",
    "DELETE FROM inspection_case WHERE client_id = ANY(%s)",
    "DELETE FROM inspection_action WHERE client_id = ANY(%s)",
    "DELETE FROM inspection_move WHERE client_id = ANY(%s)",
    "DELETE FROM inspection_representative WHERE client_id = ANY(%s)",
)
FORGOTTEN = "SELECT client_id FROM inspection_forgotten WHERE client_id = ANY(%s)"

_client: Callable[[Recorded], UUID] = attrgetter("event.client_id")
