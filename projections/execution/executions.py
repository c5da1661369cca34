"""Answers about executions."""

from collections.abc import Mapping
from uuid import UUID

from projections.execution.cards import (
    ExecutionCard,
    ExecutionLine,
    ExecutionPage,
    HandedStep,
)
from projections.view import View

PAGE = 50


class ExecutionView(View):
    """Answers about executions; `ports.FileUses` and `ports.Premises` too."""

    def get(self, id: UUID) -> ExecutionCard | None:
        """One execution; None when there is none."""
        return self.one(ExecutionCard, f"{CARD} WHERE id = %s", (id,))

    def of_client(
        self, client_id: UUID, *, before: int | None = None, limit: int = PAGE
    ) -> ExecutionPage:
        """A client's executions, newest first.

        Args:
            client_id: whose.
            before: cursor of the page before.
            limit: how many at most, 1..200.
        """
        found = self.all(
            ExecutionLine,
            f"{LINES} WHERE client_id = %s AND (%s::bigint IS NULL OR number < %s)"
            " ORDER BY number DESC LIMIT %s",
            (client_id, before, before, limit + 1),
        )
        shown = tuple(found[:limit])
        after = shown[-1].number if len(found) > limit else None
        return ExecutionPage(executions=shown, after=after)

    def open_of(self, client_id: UUID, algorithm: str) -> list[ExecutionLine]:
        """A client's executions of an algorithm that are not over, newest first."""
        return self.all(
            ExecutionLine,
            f"{LINES} WHERE client_id = %s AND algorithm = %s"
            " AND status IN ('running', 'paused') ORDER BY number DESC LIMIT 50",
            (client_id, algorithm),
        )

    def running(self, client_id: UUID, limit: int) -> list[ExecutionCard]:
        """A client's executions that are not over, the last touched first."""
        return self.all(
            ExecutionCard,
            f"{CARD} WHERE client_id = %s AND status IN ('running', 'paused')"
            " ORDER BY changed_at DESC, number DESC LIMIT %s",
            (client_id, limit),
        )

    def handed_to(self, client_id: UUID, person: UUID) -> list[HandedStep]:
        """The steps that somebody is to do, open ones first, at most 200."""
        return self.all(HandedStep, HANDED, (person, client_id, person))

    def needs(self, file_id: UUID) -> bool:
        """Whether a step of an execution that was not given up rests on a file."""
        with self.read() as sql:
            row = sql.execute(
                "SELECT EXISTS (SELECT FROM execution.execution"
                " WHERE files @> ARRAY[%s::uuid] AND status <> 'abandoned') AS found",
                (file_id,),
                prepare=True,
            ).fetchone()
        return bool(row and row["found"])

    def places(self, client_id: UUID) -> Mapping[UUID, tuple[str, str]]:
        """Name and address of a client's open premises, by id; in order of opening."""
        with self.read() as sql:
            row = sql.execute(
                "SELECT premises FROM client.client WHERE id = %s",
                (client_id,),
                prepare=True,
            ).fetchone()
        return {
            UUID(place["id"]): (place["name"], place["address"])
            for place in (row["premises"] if row else ())
        }


CARD = (
    "SELECT id, version, number, client_id, algorithm, algorithm_version, content,"
    " place, place_name, address, object, status, started_on, finished_on, changed_at,"
    " renews, confirmation, settled, evidence, handed, moments FROM execution.execution"
)
LINES = """
    SELECT id, number, algorithm, content->>'title' AS title, status, place_name,
        object, started_on, finished_on, confirmation,
        (SELECT count(*) FROM jsonb_object_keys(settled)) AS settled,
        jsonb_array_length(content->'steps') AS steps
    FROM execution.execution
"""
HANDED = """
    SELECT e.id AS execution, h.key::int AS step, s.step->>'action' AS action,
        e.content->>'title' AS title, e.place_name, e.status,
        e.settled->h.key->>'how' AS how
    FROM execution.execution AS e
    CROSS JOIN jsonb_each_text(e.handed) AS h
    JOIN LATERAL (
        SELECT step FROM jsonb_array_elements(e.content->'steps') AS all_steps (step)
        WHERE (step->>'number')::int = h.key::int
    ) AS s ON true
    WHERE e.people @> ARRAY[%s::uuid] AND e.client_id = %s AND h.value = %s::text
        AND e.status <> 'abandoned'
    ORDER BY e.settled ? h.key, e.number DESC, h.key::int LIMIT 200
"""
