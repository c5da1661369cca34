"""Answers about confirmations of executions."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from domain.execution import Dispute, Force
from projections.execution.confirmation_cards import (
    ConfirmationCard,
    ConfirmationPage,
    Ending,
    Standing,
)
from projections.view import Params, Query, View

PAGE = 50


class ExecutionConfirmationView(View):
    """Answers about confirmations; `ports.ExecutionConfirmations` too."""

    def get(self, id: UUID) -> ConfirmationCard | None:
        """One confirmation with its client's name and INN; None when there is none."""
        return self.one(ConfirmationCard, f"{CARDS} WHERE n.id = %s", (id,))

    def receipt(self, id: UUID) -> str | None:
        """The text whose SHA-256 the confirmation tells; None when there is none."""
        with self.read() as sql:
            row = sql.execute(
                "SELECT receipt FROM execution.issued WHERE id = %s", (id,)
            ).fetchone()
        return row["receipt"] if row else None

    def mine(
        self, client_id: UUID, *, before: int | None = None, limit: int = PAGE
    ) -> ConfirmationPage:
        """A client's confirmations, newest first.

        Args:
            client_id: whose.
            before: cursor of the page before.
            limit: how many at most, 1..200.
        """
        found = self.all(
            ConfirmationCard,
            f"{CARDS} WHERE n.client_id = %s"
            " AND (%s::bigint IS NULL OR n.number < %s)"
            " ORDER BY n.number DESC LIMIT %s",
            (client_id, before, before, limit + 1),
        )
        return _page(found, limit)

    def queue(
        self,
        bodies: Collection[str],
        *,
        text: str = "",
        force: Force | None = None,
        questioned: bool | None = None,
        replied_to: UUID | None = None,
        before: int | None = None,
        limit: int = PAGE,
    ) -> ConfirmationPage:
        """Confirmations of what some bodies supervise, newest first.

        Args:
            bodies: names as in the register's `control_body`.
            text: a number, an INN, or part of a name; "" for all.
            force: only those that stand so; all when None.
            questioned: only those with a question that waits for the client.
            replied_to: only those on which this body got a reply and has to decide.
            before: cursor of the page before.
            limit: how many at most, 1..200.
        """
        wanted = text.strip()
        found = self.all(
            ConfirmationCard,
            f"{CARDS} WHERE n.id IN (SELECT confirmation FROM execution.confirmed"  # noqa: S608
            " WHERE control_body = ANY(%(bodies)s))"
            " AND (%(before)s::bigint IS NULL OR n.number < %(before)s)"
            " AND (%(force)s::text IS NULL OR n.force = %(force)s)"
            " AND (%(questioned)s::boolean IS NULL OR n.waits = %(questioned)s)"
            " AND (%(body)s::text IS NULL"
            "      OR n.questions->%(body)s->>'state' = 'replied')"
            " AND (%(text)s = '' OR n.number::text = %(text)s OR c.inn = %(text)s"
            "      OR c.name ILIKE %(part)s)"
            " ORDER BY n.number DESC LIMIT %(limit)s",
            {
                "bodies": list(bodies),
                "before": before,
                "force": force.value if force else None,
                "questioned": questioned,
                "body": str(replied_to) if replied_to else None,
                "text": wanted,
                "part": f"%{_plainly(wanted)}%",
                "limit": limit + 1,
            },
        )
        return _page(found, limit)

    def standing(
        self, client_id: UUID, codes: Collection[str], today: date
    ) -> dict[str, Standing]:
        """What confirms each of these requirements of a client, by code.

        Of several confirmations the one that holds longest, then the newest.
        """
        found = self.all(Standing, STANDING_LINES, (client_id, list(codes), today))
        return {one.code: one for one in found}

    def waiting(self, client_id: UUID, today: date) -> tuple[ConfirmationCard, ...]:
        """Those that want something of their client: a reply, or to be renewed.

        One whose renewal was begun wants no other; at most 200, newest first.
        """
        found = self.all(ConfirmationCard, WAITING, (client_id,))
        return tuple(
            one
            for one in found
            if any(q.state is Dispute.ASKED for q in one.questions)
            or one.wants_renewal(today)
        )

    def ending(self, client_id: UUID, first: date, last: date) -> list[Ending]:
        """What of a client's confirmations ends from one day to another, by day."""
        return self.all(Ending, ENDING, (client_id, first, last))

    def confirmed(self, client_id: UUID, today: date) -> int:
        """How many requirements of a client are confirmed on a day."""
        with self.read() as sql:
            row = sql.execute(CONFIRMED, (client_id, today), prepare=True).fetchone()
        return int(row["found"]) if row else 0

    def on_requirement(self, requirement_id: UUID) -> Sequence[UUID]:
        """Ids of those that confirm a requirement, any order."""
        return self._ids(
            "SELECT confirmation AS id FROM execution.confirmed"
            " WHERE requirement_id = %s AND stands",
            (requirement_id,),
        )

    def of_algorithm(self, algorithm_id: UUID) -> Sequence[UUID]:
        """Ids of those that rest on an algorithm and stand, any order."""
        return self._ids(
            "SELECT id FROM execution.issued"
            " WHERE algorithm_id = %s AND force IN ('in_force', 'partly')",
            (algorithm_id,),
        )

    def of_client(self, client_id: UUID) -> Sequence[UUID]:
        """Ids of a client's that stand, any order."""
        return self._ids(
            "SELECT id FROM execution.issued"
            " WHERE client_id = %s AND force IN ('in_force', 'partly')",
            (client_id,),
        )

    def due(self, today: date) -> Sequence[UUID]:
        """Ids of those of which a term has ended, or a version given way, by today."""
        return self._ids(DUE, {"today": today})

    def _ids(self, query: Query, params: Params) -> Sequence[UUID]:
        with self.read() as sql:
            return [row["id"] for row in sql.execute(query, params, prepare=True)]


COLUMNS = (
    "n.id, n.version, n.number, n.client_id, n.execution, n.algorithm,"
    " n.algorithm_version, n.title, n.guarantees, n.place, n.place_name, n.address,"
    ' n.object, n."on", n.issued_at, n.changed_at, n.force, n.requirements, n.steps,'
    " (SELECT coalesce(jsonb_agg(q.value || jsonb_build_object('body', o.name)"
    "   ORDER BY q.value->>'at'), '[]')"
    "  FROM jsonb_each(n.questions) AS q"
    "  LEFT JOIN person.organisations AS o ON o.id = q.key::uuid) AS questions,"
    " n.renews, n.renewed_by, n.moments, n.sha256"
)
CARDS = (
    f"SELECT {COLUMNS}, c.name AS client_name, c.inn AS client_inn"  # noqa: S608
    " FROM execution.issued AS n"
    " LEFT JOIN client.client AS c ON c.id = n.client_id"
)
WAITING = f"""
    {CARDS} WHERE n.client_id = %s AND (
        n.waits
        OR n.force IN ('in_force', 'partly', 'lapsed') AND NOT EXISTS (
            SELECT FROM execution.execution AS e
            WHERE e.client_id = n.client_id AND e.renews = n.id
                AND e.status IN ('running', 'paused')
        )
    )
    ORDER BY n.number DESC LIMIT 200
"""
ENDING = """
    SELECT d.confirmation, n.title, d.until AS on, n.version, n.changed_at,
        array_agg(d.code ORDER BY d.code) AS requirements
    FROM execution.confirmed AS d
    JOIN execution.issued AS n ON n.id = d.confirmation
    WHERE d.client_id = %s AND d.stands AND d.until BETWEEN %s AND %s
    GROUP BY d.confirmation, n.title, d.until, n.version, n.changed_at
    ORDER BY d.until, d.confirmation LIMIT 1000
"""
CONFIRMED = """
    SELECT count(DISTINCT code) AS found FROM execution.confirmed
    WHERE client_id = %s AND stands AND coalesce(until >= %s, true)
"""
STANDING_LINES = """
    SELECT DISTINCT ON (code) code, confirmation, number, "on", until, guarantees
    FROM execution.confirmed
    WHERE client_id = %s AND code = ANY(%s) AND stands
        AND coalesce(until >= %s, true)
    ORDER BY code, until DESC NULLS FIRST, number DESC
"""
DUE = """
    SELECT DISTINCT d.confirmation AS id FROM execution.confirmed AS d
    LEFT JOIN requirement.version AS v ON v.requirement = d.requirement_id
        AND %(today)s BETWEEN v.shown_from AND v.shown_until
    WHERE d.stands AND (
        d.until < %(today)s
        OR v.number IS DISTINCT FROM d.version
        OR v.valid_until < %(today)s
    )
"""


def _page(found: list[ConfirmationCard], limit: int) -> ConfirmationPage:
    shown = tuple(found[:limit])
    after = shown[-1].number if len(found) > limit else None
    return ConfirmationPage(confirmations=shown, after=after)


def _plainly(text: str) -> str:
    """A text in which LIKE finds nothing but itself."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
