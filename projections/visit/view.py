"""Questions about preventive visits (C6)."""

from datetime import date, datetime
from typing import LiteralString
from uuid import UUID

from projections.view import View
from projections.visit.cards import VisitCard, VisitLine, VisitPage

PAGE = 50

LINE: LiteralString = """
    SELECT v.id, v.version, v.number, v.client_id, c.name AS client_name,
        c.profile->>'region' AS region, v.authority, o.name AS authority_name, v.kind,
        v.status, v.slot, v.until, v."on", v.changed_at
"""
FROM: LiteralString = """
    FROM visit.visit AS v
    LEFT JOIN client.client AS c ON c.id = v.client_id
    LEFT JOIN person.organisations AS o ON o.id = v.authority
"""
CARD: LiteralString = f"""{LINE}, v.control_kind, v.requirements, v.premises, v.told,
        v."right", v.ground, v.hold, v.thread, v.turn, v.slots, v.notice, v.moves,
        v.reason, v.started_at, v.ended_at, v.way, v."end", v.inspect,
        CASE WHEN r.id IS NOT NULL THEN jsonb_build_object(
            'on', r."on", 'message', r.message, 'advice', r.advice,
            'ordered', r.ordered
        ) END AS outcome
    {FROM} LEFT JOIN visit.outcome AS r ON r.visit = v.id WHERE v.id = %s"""
LINES: LiteralString = f"""{LINE} {FROM}
    WHERE (v.client_id = %(client)s OR v.authority = %(authority)s)
        AND (%(open)s::boolean IS NULL OR v.is_open = %(open)s)
        AND (%(before)s::bigint IS NULL OR v.number < %(before)s)
    ORDER BY v.number DESC LIMIT %(limit)s
"""
AHEAD: LiteralString = f"""{LINE} {FROM}
    WHERE (v.client_id = %(client)s OR v.authority = %(authority)s)
        AND v.starts >= %(since)s AND v.starts < %(until)s
    ORDER BY v.starts, v.id LIMIT 1000
"""
ASKED: LiteralString = """
    SELECT "on" FROM visit.visit
    WHERE client_id = %s AND authority = %s AND kind = 'asked' AND status <> 'declined'
    ORDER BY "on"
"""
LAST_HELD: LiteralString = """
    SELECT max(ended_on) AS "on" FROM visit.visit
    WHERE client_id = %s AND kind = 'mandatory' AND ended_on IS NOT NULL
        AND premises IS NOT DISTINCT FROM %s
        AND control_kind IS NOT DISTINCT FROM %s
"""


class VisitView(View):
    """Answers questions about visits; also `application.visit.VisitsKnown`."""

    def get(self, id: UUID) -> VisitCard | None:
        """One visit; None when there is none."""
        return self.one(VisitCard, CARD, (id,))

    def of(
        self,
        *,
        client_id: UUID | None = None,
        authority: UUID | None = None,
        is_open: bool | None = None,
        before: int | None = None,
        limit: int = PAGE,
    ) -> VisitPage:
        """Visits to a business, or of a body, the newest first.

        Args:
            client_id: who is visited; or else
            authority: who visits.
            is_open: only those that are not over, or only those that are; None: all.
            before: cursor of the page before.
            limit: how many at most, 1..200.
        """
        asked = {
            "client": client_id,
            "authority": authority,
            "open": is_open,
            "before": before,
            "limit": limit + 1,
        }
        found = self.all(VisitLine, LINES, asked)
        shown = tuple(found[:limit])
        more = len(found) > limit
        return VisitPage(visits=shown, after=shown[-1].number if more else None)

    def ahead(
        self,
        since: datetime,
        until: datetime,
        *,
        client_id: UUID | None = None,
        authority: UUID | None = None,
    ) -> list[VisitLine]:
        """Visits whose time is set and lies between two instants, the nearest first."""
        asked = {
            "client": client_id,
            "authority": authority,
            "since": since,
            "until": until,
        }
        return self.all(VisitLine, AHEAD, asked)

    def asked(self, client_id: UUID, authority: UUID) -> tuple[date, ...]:
        """Days on which a business asked a body for visits; see the port."""
        with self.read() as sql:
            found = sql.execute(ASKED, (client_id, authority), prepare=True)
            return tuple(row["on"] for row in found)

    def last_held(
        self, client_id: UUID, premises: UUID | None, control_kind: str | None
    ) -> date | None:
        """When the last mandatory visit of a kind ended; see the port."""
        asked = (client_id, premises, control_kind)
        with self.read() as sql:
            row = sql.execute(LAST_HELD, asked, prepare=True).fetchone()
        return row["on"] if row else None
