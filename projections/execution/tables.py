"""Keeps a row per execution and per confirmation."""

from collections.abc import Callable, Sequence
from operator import attrgetter
from uuid import UUID

from domain.client import Client
from domain.execution import Execution, ExecutionConfirmation
from projections.execution.moments import moved
from projections.execution.running import run, started
from projections.execution.standing import confirmed_lines, issued, stand
from projections.view import Projection, Recorded, Rows, Sql


class ExecutionProjection(Projection):
    """Executions, their confirmations and what these confirm.

    The rows of a forgotten client go; what was decided while it was being forgotten may
    stand after it.
    """

    name = "execution"
    schema = """
        CREATE TABLE execution (
            id                uuid PRIMARY KEY,
            version           integer NOT NULL,
            number            bigint NOT NULL,
            client_id         uuid NOT NULL,
            algorithm         text NOT NULL,
            algorithm_version integer NOT NULL,
            content           jsonb NOT NULL,
            place             uuid,
            place_name        text,
            address           text,
            object            text,
            status            text NOT NULL,
            started_on        date NOT NULL,
            finished_on       date,
            changed_at        timestamptz NOT NULL,
            renews            uuid,
            confirmation      uuid,
            settled           jsonb NOT NULL,
            evidence          jsonb NOT NULL,
            files             uuid[] NOT NULL,
            handed            jsonb NOT NULL,
            people            uuid[] NOT NULL,
            moments           jsonb NOT NULL
        );
        CREATE INDEX execution_client ON execution (client_id, number DESC);
        CREATE INDEX execution_files ON execution USING gin (files);
        CREATE TABLE issued (
            id                uuid PRIMARY KEY,
            version           integer NOT NULL,
            number            bigint NOT NULL,
            client_id         uuid NOT NULL,
            execution         uuid NOT NULL,
            algorithm         text NOT NULL,
            algorithm_id      uuid NOT NULL,
            algorithm_version integer NOT NULL,
            title             text NOT NULL,
            guarantees        boolean NOT NULL,
            place             uuid,
            place_name        text,
            address           text,
            object            text,
            "on"              date NOT NULL,
            issued_at         timestamptz NOT NULL,
            changed_at        timestamptz NOT NULL,
            force             text NOT NULL,
            requirements      jsonb NOT NULL,
            steps             jsonb NOT NULL,
            questions         jsonb NOT NULL,
            waits             boolean NOT NULL,
            renews            uuid,
            renewed_by        uuid,
            moments           jsonb NOT NULL,
            receipt           text NOT NULL,
            sha256            text NOT NULL
        );
        CREATE INDEX issued_client ON issued (client_id, number DESC);
        CREATE INDEX issued_algorithm ON issued (algorithm_id);
        CREATE TABLE confirmed (
            confirmation   uuid,
            code           text,
            requirement_id uuid NOT NULL,
            version        integer NOT NULL,
            control_body   text NOT NULL,
            client_id      uuid NOT NULL,
            number         bigint NOT NULL,
            "on"           date NOT NULL,
            until          date,
            guarantees     boolean NOT NULL,
            stands         boolean NOT NULL,
            PRIMARY KEY (confirmation, code)
        );
        CREATE INDEX confirmed_client ON confirmed (client_id, code) WHERE stands;
        CREATE INDEX confirmed_body ON confirmed (control_body, number DESC);
        CREATE INDEX confirmed_requirement ON confirmed (requirement_id) WHERE stands;
        CREATE INDEX confirmed_until ON confirmed (until) WHERE stands;
        CREATE TABLE forgotten (client_id uuid PRIMARY KEY);
    """
    events = (
        Execution.Event,
        Execution.Started,
        ExecutionConfirmation.Event,
        ExecutionConfirmation.Issued,
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
        forgotten = {
            row["client_id"] for row in sql.execute(FORGOTTEN, (clients,), prepare=True)
        }
        steps = [one for one in steps if _client(one) not in forgotten]
        with (
            Rows(sql, "execution", _executions(steps)) as executions,
            Rows(sql, "issued", _confirmations(steps)) as confirmations,
            Rows(sql, "confirmed", (), ("confirmation", "code")) as confirmed,
        ):
            for one in steps:
                _apply(one, executions, confirmations)
            for id in {one.event.originator_id for one in steps}:
                if row := confirmations.get(id):
                    for line in confirmed_lines(row):
                        confirmed[id, line["code"]] = line


FORGET = (
    "INSERT INTO forgotten SELECT unnest(%s::uuid[]) ON CONFLICT DO NOTHING",
    "DELETE FROM confirmed WHERE client_id = ANY(%s)",
    "DELETE FROM issued WHERE client_id = ANY(%s)",
    "DELETE FROM execution WHERE client_id = ANY(%s)",
)
FORGOTTEN = "SELECT client_id FROM forgotten WHERE client_id = ANY(%s)"

_client: Callable[[Recorded], UUID] = attrgetter("event.client_id")


def _executions(steps: Sequence[Recorded]) -> set[UUID]:
    """Ids of the executions that these events are about."""
    found = set()
    for one in steps:
        match one.event:
            case ExecutionConfirmation.Issued(execution=id, steps=proofs):
                found |= {id, *(proof.execution for proof in proofs)}
            case Execution.Started(carried=carried):
                found |= {proof.execution for proof in carried}
            case Execution.Event():
                found.add(one.event.originator_id)
    return found


def _confirmations(steps: Sequence[Recorded]) -> set[UUID]:
    return {
        one.event.originator_id
        for one in steps
        if isinstance(one.event, ExecutionConfirmation.Event)
    }


def _apply(one: Recorded, executions: Rows, confirmations: Rows) -> None:
    id = one.event.originator_id
    match one.event:
        case Execution.Started():
            executions[id] = moved(started(one.event, executions, one.position), one)
        case Execution.Event():
            row = executions[id]
            run(row, one.event, one)
            executions[id] = moved(row, one)
        case ExecutionConfirmation.Issued():
            row = issued(one.event, one, executions)
            confirmations[id] = moved(row, one)
        case _:
            row = confirmations[id]
            stand(row, one.event, one)
            confirmations[id] = moved(row, one)
