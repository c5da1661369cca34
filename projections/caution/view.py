"""Questions about cautions, and what can be cautioned about (C6)."""

from collections.abc import Collection
from datetime import date
from typing import LiteralString
from uuid import UUID

from domain.caution import Supervised
from domain.errors import NotFound
from domain.profile import Profile
from projections.caution.cards import (
    CautionCard,
    CautionCount,
    CautionLine,
    CautionPage,
    Standing,
)
from projections.view import View

PAGE = 50

LINE: LiteralString = """
    SELECT r.id, r.version, r.number, r.client_id, c.name AS client_name, r.authority,
        o.name AS authority_name, r.control_kind, r.requirements, r.status,
        r.is_objected, r.edition, r.points, r.told, r."on", r.changed_at
"""
FROM: LiteralString = """
    FROM caution.caution AS r
    LEFT JOIN client.client AS c ON c.id = r.client_id
    LEFT JOIN person.organisations AS o ON o.id = r.authority
"""
CARD: LiteralString = f"""{LINE}, r.signs, r.signs_told, r.listed, r.in_time,
    r.received, r.received_at, r.objection, r.objections, r.decisions, r.why_closed,
    r.thread, r.message {FROM} WHERE r.id = %s"""
STANDING: dict[Standing, LiteralString] = {
    Standing.OBJECTED: "AND r.is_objected",
    Standing.OPEN: "AND r.status = 'issued'",
    Standing.OVER: "AND r.status <> 'issued'",
    Standing.ALL: "",
}
OF_SIDE: LiteralString = (
    "(r.client_id = %(client)s OR r.authority = %(authority)s)"
    " AND (%(code)s::text IS NULL OR %(code)s = ANY(r.requirements))"
)
COUNT: LiteralString = f"""
    SELECT count(*) FILTER (WHERE r.is_objected) AS objected,
        count(*) FILTER (WHERE r.status = 'issued') AS open,
        count(*) FILTER (WHERE r.status <> 'issued') AS over,
        count(*) AS all
    FROM caution.caution AS r WHERE {OF_SIDE}
"""  # noqa: S608 - of this file's own parts
SUPERVISED: LiteralString = """
    SELECT v.code, v.title, v.control_kind, coalesce(
        (SELECT jsonb_object_agg(a.code, a.title)
         FROM algorithm.promise AS p JOIN algorithm.algorithm AS a ON a.id = p.algorithm
         WHERE p.requirement = v.code), '{}') AS algorithms
    FROM requirement.version AS v
    WHERE v.code = ANY(%s) AND v.control_body = ANY(%s)
        AND %s BETWEEN v.shown_from AND v.shown_until
"""
TITLES: LiteralString = """
    SELECT code, title FROM requirement.version
    WHERE code = ANY(%(codes)s) AND %(today)s BETWEEN shown_from AND shown_until
    UNION ALL
    SELECT code, title FROM algorithm.algorithm WHERE code = ANY(%(algorithms)s)
"""
PROFILE: LiteralString = "SELECT profile FROM client.client WHERE id = %s"


class CautionView(View):
    """Answers questions about cautions; also `application.caution.CautionsKnown`."""

    def get(self, id: UUID) -> CautionCard | None:
        """One caution; None when there is none."""
        return self.one(CautionCard, CARD, (id,))

    def of(
        self,
        *,
        client_id: UUID | None = None,
        authority: UUID | None = None,
        standing: Standing = Standing.ALL,
        requirement: str | None = None,
        before: int | None = None,
        limit: int = PAGE,
    ) -> CautionPage:
        """Cautions of a business, or of a body, the newest first.

        Args:
            client_id: who is cautioned; or else
            authority: who cautions.
            standing: which.
            requirement: only those about this one.
            before: cursor of the page before.
            limit: how many at most, 1..200.
        """
        asked = {
            "client": client_id,
            "authority": authority,
            "code": requirement,
            "before": before,
            "limit": limit + 1,
        }
        query = f"""{LINE} {FROM} WHERE {OF_SIDE} {STANDING[standing]}
            AND (%(before)s::bigint IS NULL OR r.number < %(before)s)
            ORDER BY r.number DESC LIMIT %(limit)s"""
        found = self.all(CautionLine, query, asked)
        shown = tuple(found[:limit])
        more = len(found) > limit
        return CautionPage(cautions=shown, after=shown[-1].number if more else None)

    def count(
        self,
        *,
        client_id: UUID | None = None,
        authority: UUID | None = None,
        requirement: str | None = None,
    ) -> CautionCount:
        """How many cautions a side has, by where they stand; as `of`."""
        asked = {"client": client_id, "authority": authority, "code": requirement}
        found = self.one(CautionCount, COUNT, asked)
        return found or CautionCount(objected=0, open=0, over=0, all=0)

    def supervised(
        self, codes: Collection[str], bodies: Collection[str], today: date
    ) -> dict[str, Supervised]:
        """Those that one of the bodies supervises on a day, by code; see the port."""
        asked = (list(codes), list(bodies), today)
        return {one.code: one for one in self.all(Supervised, SUPERVISED, asked)}

    def titles(
        self, codes: Collection[str], algorithms: Collection[str], today: date
    ) -> dict[str, str]:
        """What requirements and algorithms are called on a day, by code."""
        asked = {"codes": list(codes), "algorithms": list(algorithms), "today": today}
        with self.read() as sql:
            found = sql.execute(TITLES, asked, prepare=True)
            return {row["code"]: row["title"] for row in found}

    def region_of(self, client_id: UUID) -> str | None:
        """The region that a business works in; see the port."""
        with self.read() as sql:
            row = sql.execute(PROFILE, (client_id,), prepare=True).fetchone()
        if row is None:
            raise NotFound
        return Profile.model_validate(row["profile"]).region
