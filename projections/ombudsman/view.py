"""Questions about the ombudsman's part in cases (I9, I10)."""

from typing import LiteralString, NamedTuple
from uuid import UUID

from domain.ombudsman import OPEN, Case, Status
from projections.ombudsman.cards import InvitationPage, TakingPart
from projections.view import View

PAGE = 50

LINE: LiteralString = """
    SELECT p.id, p.version, p.number, p.about, p.inspection, p.appeal,
        coalesce(i.number::text, e.number) AS case_number, i.kind,
        coalesce(i.control_kind, e.control_kind) AS control_kind, i.stage, i.starts,
        i.last_day, e.kind AS appealed, e.is_open, p.client_id,
        c.name AS client_name, p.authority, a.name AS authority_name, p.office,
        o.name AS office_name, p.status, p.wish, p.invited_on, p.answered_on, p.reason,
        p.thread, p.opinions, p.changed_at
    FROM ombudsman.participation_in_case AS p
    LEFT JOIN inspection.inspection_case AS i ON i.id = p.inspection
    LEFT JOIN appeal.appeal AS e ON e.id = p.appeal
    LEFT JOIN client.client AS c ON c.id = p.client_id
    LEFT JOIN person.organisations AS a ON a.id = p.authority
    LEFT JOIN person.organisations AS o ON o.id = p.office
"""
OF_CASE: LiteralString = f"{LINE} WHERE p.about = %s ORDER BY p.number"
OF_OFFICE: LiteralString = f"""{LINE}
    WHERE p.office = %(office)s
        AND (%(statuses)s::text[] IS NULL OR p.status = ANY(%(statuses)s))
        AND (%(before)s::bigint IS NULL OR p.number < %(before)s)
    ORDER BY p.number DESC LIMIT %(limit)s
"""
TAKES_PART: LiteralString = """
    SELECT 1 FROM ombudsman.participation_in_case
    WHERE about = %s AND office = %s AND status = 'takes_part'
"""
TAKING_PART: LiteralString = """
    SELECT office FROM ombudsman.participation_in_case
    WHERE about = %s AND status = 'takes_part' ORDER BY number
"""
OFFICES: LiteralString = """
    SELECT id, name FROM person.organisations
    WHERE kind = 'ombudsman_office' ORDER BY name, id
"""


class OfficeLine(NamedTuple):
    """An ombudsman's office that can be invited."""

    id: UUID
    name: str


class OmbudsmanView(View):
    """Answers questions about invitations; also `OmbudsmanOffices`."""

    def get(self, id: UUID) -> TakingPart | None:
        """One participation; None when there is none."""
        return self.one(TakingPart, f"{LINE} WHERE p.id = %s", (id,))

    def of_case(self, case: Case) -> list[TakingPart]:
        """Everybody who was ever invited to a case, the first one first."""
        return self.all(TakingPart, OF_CASE, (case.address,))

    def of_office(
        self,
        office: UUID,
        *,
        is_open: bool | None = None,
        before: int | None = None,
        limit: int = PAGE,
    ) -> InvitationPage:
        """Invitations of an office, the newest first.

        Args:
            office: who is invited.
            is_open: only those that stand, or only those that do not; None: all.
            before: cursor of the page before.
            limit: how many at most, 1..200.
        """
        asked = {
            "office": office,
            "statuses": None
            if is_open is None
            else [one for one in Status if (one in OPEN) is is_open],
            "before": before,
            "limit": limit + 1,
        }
        found = self.all(TakingPart, OF_OFFICE, asked)
        shown = tuple(found[:limit])
        more = len(found) > limit
        return InvitationPage(
            invitations=shown, after=shown[-1].number if more else None
        )

    def takes_part(self, case: Case, office: UUID) -> bool:
        """Whether an office takes part in a case now."""
        with self.read() as sql:
            found = sql.execute(TAKES_PART, (case.address, office), prepare=True)
            return found.fetchone() is not None

    def taking_part(self, case: Case) -> tuple[UUID, ...]:
        """The offices that take part in a case now."""
        with self.read() as sql:
            found = sql.execute(TAKING_PART, (case.address,), prepare=True)
            return tuple(row["office"] for row in found)

    def offices(self) -> list[OfficeLine]:
        """Every ombudsman's office, by name."""
        with self.read() as sql:
            found = sql.execute(OFFICES, prepare=True)
            return [OfficeLine(row["id"], row["name"]) for row in found]
