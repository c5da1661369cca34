"""Questions about criteria, categories and objections (C5)."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any, LiteralString
from uuid import UUID

from domain.errors import Invalid
from domain.risk import UNDECIDED, Category, RiskProfile
from projections.risk.cards import (
    CriteriaCard,
    CriteriaLine,
    RecordOf,
    RiskCard,
    RiskLine,
    RiskPage,
)
from projections.view import View

PAGE = 50
AT_ONCE = 1000
"""How many ids are read at once, where all of them are wanted."""

PROFILES: LiteralString = """
    SELECT p.id, p.control_kind, p.number, p.control_body, (
        SELECT one->'criteria'->>'since'
        FROM jsonb_array_elements(p.editions) AS one
        WHERE (one->'criteria'->>'since')::date <= %s
        ORDER BY (one->>'number')::integer DESC LIMIT 1
    ) AS since
    FROM risk.profile AS p ORDER BY p.control_kind
"""
KINDS: LiteralString = """
    SELECT DISTINCT control_kind FROM requirement.version
    WHERE control_body = ANY(%s) AND %s BETWEEN shown_from AND shown_until
    ORDER BY control_kind
"""
LINE: LiteralString = """
    SELECT a.id, a.version, a.number, a.client_id, c.name AS client_name, a.premises,
        place->>'name' AS place_name, place->>'address' AS address, a.control_kind,
        a.profile, a.authority, o.name AS authority_name, a.category,
        a.risen->>'category' AS rise, a.objected, a.ended, a."on", a.changed_at
"""
FROM: LiteralString = """
    FROM risk.assignment AS a
    LEFT JOIN client.client AS c ON c.id = a.client_id
    LEFT JOIN person.organisations AS o ON o.id = a.authority
    LEFT JOIN LATERAL (
        SELECT one AS place FROM jsonb_array_elements(c.premises) AS one
        WHERE (one->>'id')::uuid = a.premises LIMIT 1
    ) AS places ON true
"""
LINES: LiteralString = f"""{LINE}, a.waits {FROM}
    WHERE (a.client_id = %(client)s OR a.authority = %(authority)s)
        AND a.ended IS NULL
        AND (%(waits)s::boolean IS NULL
            OR (a.waits, a.number) < (%(waits)s, %(before)s))
    ORDER BY a.waits DESC, a.number DESC LIMIT %(limit)s
"""
CARD: LiteralString = f"""{LINE}, a.reckoned, a.risen, a.moments, coalesce((
        SELECT jsonb_agg(to_jsonb(b) ORDER BY b.turn DESC) FROM (
            SELECT turn, category, criteria, reason, files, status, made_at, assigned,
                answer, answered_at
            FROM risk.objection WHERE objections = a.objections
        ) AS b
    ), '[]') AS objections
    {FROM} WHERE a.id = %s
"""  # noqa: S608 - nothing of a reader is in it
CATEGORY: LiteralString = """
    SELECT a.category FROM risk.assignment AS a
    JOIN risk.profile AS p ON p.id = a.profile
    WHERE a.client_id = %(client)s AND a.ended IS NULL
        AND (a.premises IS NULL OR a.premises = ANY(%(places)s))
        AND (p.control_kind = %(kind)s OR p.number = %(kind)s)
"""
OF_CLIENT: LiteralString = """
    SELECT id FROM risk.assignment WHERE client_id = %(of)s AND ended IS NULL
        AND (%(after)s::uuid IS NULL OR id > %(after)s) ORDER BY id LIMIT %(limit)s
"""
OF_KIND: LiteralString = """
    SELECT id FROM risk.assignment WHERE profile = %(of)s AND ended IS NULL
        AND (%(after)s::uuid IS NULL OR id > %(after)s) ORDER BY id LIMIT %(limit)s
"""
EVERYWHERE: LiteralString = """
    SELECT id FROM risk.assignment WHERE ended IS NULL
        AND (%(after)s::uuid IS NULL OR id > %(after)s) ORDER BY id LIMIT %(limit)s
"""
RECORDS: LiteralString = """
    SELECT id, 'confirmation' AS kind, number::text AS name,
        '/execution-confirmations/' || id AS address, "on"
    FROM execution.issued WHERE id = ANY(%(ids)s)
    UNION ALL
    SELECT id, 'deadline', coalesce(about->>'name', ''), '/deadlines/' || id,
        (reckoning->>'last_day')::date
    FROM deadline.deadline WHERE id = ANY(%(ids)s)
    UNION ALL
    SELECT id, 'assessment', requirement, '/assessment/' || requirement,
        answered_at::date
    FROM compliance.assessment WHERE id = ANY(%(ids)s)
    UNION ALL
    SELECT id, 'compliance', number::text, '/compliance/' || id, "on"
    FROM compliance.compliance_declaration WHERE id = ANY(%(ids)s)
    UNION ALL
    SELECT id, 'declaration', requirement, '/declarations/' || id, "on"
    FROM applicability.declaration WHERE id = ANY(%(ids)s)
"""
TITLES: LiteralString = (
    "SELECT code, title FROM algorithm.algorithm WHERE code = ANY(%s)"
)


class BadRiskCursor(Invalid):
    code = "bad-risk-cursor"
    title = "This is not a cursor that the list of categories gave"
    about = "after"


class RiskView(View):
    """Answers questions about risk; also `application.risk.RiskAssigned`."""

    def profiles(self, today: date) -> list[CriteriaLine]:
        """Kinds of control that have criteria, by name; an empty list when none."""
        return self.all(CriteriaLine, PROFILES, (today,))

    def kinds_of(self, bodies: Collection[str], today: date) -> list[str]:
        """Kinds of control that these bodies have by the register, by name."""
        with self.read() as sql:
            found = sql.execute(KINDS, (list(bodies), today), prepare=True)
            return [row["control_kind"] for row in found]

    def profile(self, id: UUID) -> CriteriaCard | None:
        """The criteria of a kind of control; None when it has none."""
        return self.one(CriteriaCard, "SELECT * FROM risk.profile WHERE id = %s", (id,))

    def get(self, id: UUID) -> RiskCard | None:
        """One category; None when there is none."""
        return self.one(RiskCard, CARD, (id,))

    def of(
        self,
        *,
        client_id: UUID | None = None,
        authority: UUID | None = None,
        after: str | None = None,
        limit: int = PAGE,
    ) -> RiskPage:
        """Categories of a business, or assigned by a body; what waits comes first.

        Args:
            client_id: whose objects; or else
            authority: who assigned them.
            after: cursor of the page before.
            limit: how many at most, 1..200.

        Raises:
            BadRiskCursor: `after` was not given by this list.
        """
        waits, before = _place(after)
        asked = {
            "client": client_id,
            "authority": authority,
            "waits": waits,
            "before": before,
            "limit": limit + 1,
        }
        with self.read() as sql:
            rows = sql.execute(LINES, asked, prepare=True).fetchall()
        shown = rows[:limit]
        more = len(rows) > limit
        return RiskPage(
            found=tuple(RiskLine.model_validate(_without_waits(row)) for row in shown),
            after=_cursor(shown[-1]) if more else None,
        )

    def category(
        self, client_id: UUID, control_kind: str, objects: Sequence[UUID]
    ) -> Category:
        """The greatest category of these objects, or of the business; else low.

        Args:
            client_id: whose.
            control_kind: name of the kind of control, or its number.
            objects: places; none: what the business does, wherever.
        """
        asked = {"client": client_id, "kind": control_kind, "places": list(objects)}
        with self.read() as sql:
            rows = sql.execute(CATEGORY, asked, prepare=True).fetchall()
        found = [Category(row["category"]) for row in rows]
        return max(found, key=lambda one: one.rank, default=UNDECIDED)

    def records(self, ids: Collection[UUID]) -> dict[UUID, RecordOf]:
        """What these records are, by id; those that are gone are missing."""
        if not ids:
            return {}
        found = self.all(RecordOf, RECORDS, {"ids": list(ids)})
        return {one.id: one for one in found}

    def algorithms(self, codes: Collection[str]) -> dict[str, str]:
        """Titles of algorithms by code; those that are gone are missing."""
        if not codes:
            return {}
        with self.read() as sql:
            found = sql.execute(TITLES, (list(codes),), prepare=True)
            return {row["code"]: row["title"] for row in found}

    def of_client(self, client_id: UUID) -> Iterator[UUID]:
        """Ids of the categories of a business that are not over."""
        return self._ids(OF_CLIENT, client_id)

    def of_kind(self, control_kind: str) -> Iterator[UUID]:
        """Ids of those of a kind of control."""
        return self._ids(OF_KIND, RiskProfile.create_id(control_kind))

    def everywhere(self) -> Iterator[UUID]:
        """Ids of all that are not over."""
        return self._ids(EVERYWHERE, None)

    def _ids(self, query: LiteralString, of: UUID | None) -> Iterator[UUID]:
        after: UUID | None = None
        while True:
            with self.read() as sql:
                asked = {"of": of, "after": after, "limit": AT_ONCE}
                found = sql.execute(query, asked, prepare=True).fetchall()
            for row in found:
                yield row["id"]
            if len(found) < AT_ONCE:
                return
            after = found[-1]["id"]


def _without_waits(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "waits"}


def _cursor(row: dict[str, Any]) -> str:
    return f"{'w' if row['waits'] else 'r'}{row['number']}"


def _place(after: str | None) -> tuple[bool | None, int | None]:
    if after is None:
        return None, None
    kind, number = after[:1], after[1:]
    if kind not in ("w", "r") or not number.isascii() or not number.isdecimal():
        raise BadRiskCursor
    return kind == "w", min(int(number), 2**62)
