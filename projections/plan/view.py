"""Questions about the plan and about records of the state's register."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any, LiteralString
from uuid import UUID

from domain.plan import STANDING, Held, PlanStatus
from domain.risk import Measure
from projections.plan.cards import (
    ComingCheck,
    EntryCard,
    EntryLine,
    Exported,
    RecordLine,
)
from projections.view import View

PAGE = 100

LINE: LiteralString = """
    SELECT e.id, e.version, e.number, e.client_id, c.name AS client_name, e.status,
        e.measure, e.kind, e.control_kind, e.objects, e.content->'dates' AS dates,
        e.officers, e.register_number, e.inspection, e.changed_at
"""
FROM: LiteralString = """
    FROM plan.plan_entry AS e
    LEFT JOIN client.client AS c ON c.id = e.client_id
"""
CARD: LiteralString = f"""{LINE}, e.authority, o.name AS authority_name, c.inn,
    e.content, e.note, e.proposed_by, e.approved_by, e.returned_because, e.prosecutor,
    e.moved_because, e.excluded_by, e.excluded_because
    {FROM} LEFT JOIN person.organisations AS o ON o.id = e.authority
    WHERE e.id = %s"""
WANTED: LiteralString = """
    WHERE e.authority = %(authority)s AND e.starts <= %(until)s
        AND e.last_day >= %(since)s
        AND (%(statuses)s::text[] IS NULL OR e.status = ANY(%(statuses)s))
        AND (%(officer)s::text IS NULL OR %(officer)s = ANY(e.officers))
"""
LINES: LiteralString = f"""{LINE} {FROM} {WANTED}
    AND (%(only)s::uuid IS NULL OR e.id = %(only)s)
    AND (%(day)s::date IS NULL OR (e.starts, e.id) > (%(day)s, %(id)s))
    ORDER BY e.starts, e.id LIMIT %(limit)s
"""
STANDS: LiteralString = f"{LINE} {FROM} {WANTED} ORDER BY e.starts, e.id"
NUMBERS: LiteralString = """
    SELECT e.status, count(*) AS entries FROM plan.plan_entry AS e
    WHERE e.authority = %(authority)s AND e.starts BETWEEN %(since)s AND %(until)s
    GROUP BY e.status
"""
RECORDS: LiteralString = """
    SELECT r.id, r.client_id, c.name AS client_name, r.entry, r.changed_at
    FROM plan.plan_record AS r
    LEFT JOIN client.client AS c ON c.id = r.client_id
    WHERE r.authority = %(authority)s
        AND (%(since)s::date IS NULL OR coalesce(r.stops, r.starts) >= %(since)s)
        AND (%(until)s::date IS NULL OR coalesce(r.starts, r.stops) <= %(until)s)
        AND (%(day)s::date IS NULL
            OR (coalesce(r.starts, DATE '0001-01-01'), r.id) > (%(day)s, %(id)s))
    ORDER BY coalesce(r.starts, DATE '0001-01-01'), r.id LIMIT %(limit)s
"""
HELD: LiteralString = """
    SELECT measure, content->'objects' AS objects, last_day AS ends
    FROM plan.plan_entry
    WHERE client_id = %(client)s AND authority = %(authority)s
        AND control_kind = %(kind)s AND status = ANY(%(standing)s)
        AND id IS DISTINCT FROM %(without)s
    UNION ALL
    SELECT r.measure, '[]'::jsonb, coalesce(r.stops, r.starts)
    FROM plan.plan_record AS r
    WHERE r.client_id = %(client)s AND r.authority = %(authority)s
        AND (r.control_kind = %(kind)s OR r.entry->>'control_number' = %(number)s)
        AND r.measure IS NOT NULL AND coalesce(r.stops, r.starts) IS NOT NULL
        AND NOT EXISTS (
            SELECT FROM plan.plan_entry AS e
            WHERE e.register_number = r.register_number AND e.authority = r.authority
        )
    UNION ALL
    SELECT 'inspection', '[]'::jsonb, i.last_day
    FROM inspection.inspection_case AS i
    WHERE i.client_id = %(client)s AND i.authority = %(authority)s
        AND i.control_kind = %(kind)s AND i.ground = 'plan'
        AND i.ended_at IS NOT NULL
        AND NOT EXISTS (SELECT FROM plan.plan_entry AS e WHERE e.inspection = i.id)
"""
CONTROL_KINDS: LiteralString = """
    SELECT DISTINCT control_kind AS name FROM requirement.version
    WHERE control_body = ANY(%s) AND %s BETWEEN shown_from AND shown_until
    ORDER BY name
"""
COMING: LiteralString = """
    SELECT e.id AS entry, o.name AS authority_name, e.measure, e.kind,
        '' AS register_kind, e.control_kind, e.content->'objects' AS objects,
        e.starts, e.last_day, (e.content->'dates'->>'days')::integer AS days,
        (e.content->>'hours')::integer AS hours, e.moved_because, e.register_number,
        e.version, e.changed_at
    FROM plan.plan_entry AS e
    LEFT JOIN person.organisations AS o ON o.id = e.authority
    WHERE e.client_id = %(client)s AND e.status = 'planned'
        AND e.last_day >= %(since)s AND e.starts <= %(until)s
    UNION ALL
    SELECT NULL, r.entry->>'body', r.measure, NULL, r.entry->>'kind', r.control_kind,
        '[]'::jsonb, r.starts, r.stops, NULL, NULL, NULL, r.register_number,
        r.version, r.changed_at
    FROM (
        SELECT DISTINCT ON (register_number) * FROM plan.plan_record
        WHERE client_id = %(client)s ORDER BY register_number, changed_at DESC
    ) AS r
    WHERE r.measure IS NOT NULL AND r.starts <= %(until)s
        AND coalesce(r.stops, r.starts) >= %(since)s
        AND NOT EXISTS (
            SELECT FROM plan.plan_entry AS e WHERE e.client_id = r.client_id
                AND e.register_number = r.register_number
        )
    ORDER BY starts, register_number
"""
EXPORTED: LiteralString = """
    SELECT e.id, e.status, e.register_number, e.content, e.prosecutor,
        o.name AS authority_name, e.client_id, c.name AS client_name,
        c.kind AS client_kind, c.inn, c.ogrn, c.profile->>'size' AS size,
        coalesce(c.profile->'okved', '[]'::jsonb) AS okved,
        coalesce((
            SELECT jsonb_object_agg(place->>'id', place->>'address')
            FROM jsonb_array_elements(c.premises) AS place
        ), '{}'::jsonb) AS addresses
    FROM plan.plan_entry AS e
    JOIN client.client AS c ON c.id = e.client_id
    LEFT JOIN person.organisations AS o ON o.id = e.authority
    WHERE e.authority = %(authority)s AND e.status = ANY(%(statuses)s)
        AND (%(one)s::uuid IS NULL OR e.id = %(one)s)
        AND e.starts BETWEEN %(since)s AND %(until)s
        AND (%(day)s::date IS NULL OR (e.starts, e.id) > (%(day)s, %(id)s))
    ORDER BY e.starts, e.id LIMIT %(limit)s
"""

Place = tuple[date, UUID]
"""The first day and the id of the line before a page."""


class PlanView(View):
    """Answers questions about the plan; also `application.plan.PlanKnown`."""

    def get(self, id: UUID) -> EntryCard | None:
        """One entry; None when there is none."""
        return self.one(EntryCard, CARD, (id,))

    def entries(
        self,
        authority: UUID,
        since: date,
        until: date,
        *,
        statuses: Collection[PlanStatus] | None = None,
        officer: str | None = None,
        only: UUID | None = None,
        after: Place | None = None,
        limit: int = PAGE,
    ) -> list[EntryLine]:
        """Entries of a body under way in a period, by their first day.

        Args:
            authority: organisation that plans.
            since: first day.
            until: last day.
            statuses: only those that stand so; None: all.
            officer: only those to which this person goes; None: all.
            only: this one; None: all.
            after: the line before the page.
            limit: how many at most.
        """
        day, id = after or (None, None)
        page = {"only": only, "day": day, "id": id, "limit": limit}
        asked = _asked(authority, since, until, statuses, officer)
        return self.all(EntryLine, LINES, asked | page)

    def standing(
        self, authority: UUID, since: date, until: date, officer: str | None = None
    ) -> list[EntryLine]:
        """What takes time in a period: entries that were not refused or taken out."""
        asked = _asked(authority, since, until, STANDING, officer)
        return self.all(EntryLine, STANDS, asked)

    def counts(self, authority: UUID, since: date, until: date) -> dict[str, int]:
        """How many entries that begin in a period stand where."""
        asked = {"authority": authority, "since": since, "until": until}
        with self.read() as sql:
            found = sql.execute(NUMBERS, asked, prepare=True)
            return {row["status"]: row["entries"] for row in found}

    def records(
        self,
        authority: UUID,
        *,
        since: date | None = None,
        until: date | None = None,
        after: Place | None = None,
        limit: int = PAGE,
    ) -> list[RecordLine]:
        """Records of the state's register that a body read, by their first day."""
        day, id = after or (None, None)
        asked = {"authority": authority, "since": since, "until": until}
        return self.all(
            RecordLine, RECORDS, asked | {"day": day, "id": id, "limit": limit}
        )

    def coming(self, client_id: UUID, since: date, until: date) -> list[ComingCheck]:
        """What is planned for a business, by its first day."""
        asked = {"client": client_id, "since": since, "until": until}
        with self.read() as sql:
            found = sql.execute(COMING, asked, prepare=True).fetchall()
        return [
            ComingCheck.model_validate(row | {"objects": _premises(row["objects"])})
            for row in found
        ]

    def held(
        self,
        client_id: UUID,
        authority: UUID,
        control_kind: str,
        control_number: str | None,
        without: UUID | None = None,
    ) -> Sequence[Held]:
        """Every planned check of a business in a kind of control; see the port."""
        asked = {
            "client": client_id,
            "authority": authority,
            "kind": control_kind,
            "number": control_number,
            "standing": list(STANDING),
            "without": without,
        }
        with self.read() as sql:
            found = sql.execute(HELD, asked, prepare=True).fetchall()
        return [
            Held(Measure(row["measure"]), _premises(row["objects"]), row["ends"])
            for row in found
        ]

    def control_kinds(self, bodies: Collection[str], today: date) -> Sequence[str]:
        """Kinds of control of the requirements that some bodies supervise, by name."""
        with self.read() as sql:
            found = sql.execute(CONTROL_KINDS, (list(bodies), today), prepare=True)
            return [row["name"] for row in found]

    def exported(
        self,
        authority: UUID,
        since: date,
        until: date,
        statuses: Collection[PlanStatus],
        one: UUID | None = None,
    ) -> Iterator[Exported]:
        """Entries that begin in a period, whole, by their first day; read in pages."""
        day, id = None, None
        while True:
            asked = {
                "authority": authority,
                "since": since,
                "until": until,
                "statuses": list(statuses),
                "one": one,
                "day": day,
                "id": id,
                "limit": PAGE,
            }
            found = self.all(Exported, EXPORTED, asked)
            yield from found
            if len(found) < PAGE:
                return
            day, id = found[-1].content.dates.starts, found[-1].id


def _asked(
    authority: UUID,
    since: date,
    until: date,
    statuses: Collection[PlanStatus] | None,
    officer: str | None,
) -> dict[str, Any]:
    return {
        "authority": authority,
        "since": since,
        "until": until,
        "statuses": None if statuses is None else list(statuses),
        "officer": officer,
    }


def _premises(objects: Sequence[dict[str, Any]]) -> tuple[UUID | None, ...]:
    return tuple(UUID(one["premises"]) if one["premises"] else None for one in objects)
