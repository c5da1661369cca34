"""Questions about claims of damage, and about the key rate (I9)."""

from collections.abc import Sequence
from threading import Lock
from typing import LiteralString
from uuid import UUID

from domain.damage import KeyRate, KeyRates
from domain.errors import NotFound
from domain.profile import Profile
from projections.damage.cards import ClaimCard, ClaimPage, ClaimRow, RateLine
from projections.view import Connections, View

PAGE = 50
LINE: LiteralString = """
    SELECT r.id, r.version, r.number, r.client_id, c.name AS client_name, r.authority,
        o.name AS authority_name, r.control_kind, r.appeal, r.inspection, r.status,
        r.kopecks, r.owed, r.paid, r.sent_on, r.changed_at
"""
FROM: LiteralString = """
    FROM damage.damage_claim AS r
    LEFT JOIN client.client AS c ON c.id = r.client_id
    LEFT JOIN person.organisations AS o ON o.id = r.authority
"""
CARD: LiteralString = f"""{LINE}, r.begun_on, r.learned_on, r.limitation, r.story,
    r.lines, r.answer_by, r.moves, r.thread, r.message, r.letter {FROM}
    WHERE r.id = %s"""
PAGED: LiteralString = f"""{LINE} {FROM}
    WHERE (r.client_id = %(client)s AND r.status <> 'discarded'
           OR r.authority = %(authority)s AND r.sent_on IS NOT NULL)
    AND (%(before)s::bigint IS NULL OR r.number < %(before)s)
    ORDER BY r.number DESC LIMIT %(limit)s"""
ABOUT: LiteralString = f"""{LINE} {FROM}
    WHERE (r.appeal = %(about)s OR r.inspection = %(about)s)
    AND r.client_id = %(client)s AND r.status NOT IN ('discarded', 'withdrawn')
    ORDER BY r.number DESC LIMIT 20"""
WITH_FILE: LiteralString = """
    SELECT client_id FROM damage.damage_claim
    WHERE id = %s AND lines @> jsonb_build_array(
        jsonb_build_object('line', jsonb_build_object(
            'files', jsonb_build_array(%s::text))))
"""
PROFILE: LiteralString = "SELECT profile FROM client.client WHERE id = %s"
RATES: LiteralString = """
    SELECT rate, version, reason FROM damage.damage_rate ORDER BY since
"""
NEWEST: LiteralString = """
    SELECT coalesce(max(position), 0) AS position FROM damage.damage_rate
"""


class DamageView(View):
    """Answers questions about claims; also `application.damage.ClaimsKnown`."""

    def get(self, id: UUID) -> ClaimCard | None:
        """One claim; None when there is none."""
        return self.one(ClaimCard, CARD, (id,))

    def of(
        self,
        *,
        client_id: UUID | None = None,
        authority: UUID | None = None,
        before: int | None = None,
        limit: int = PAGE,
    ) -> ClaimPage:
        """Claims of a business, or those that were sent to a body; the newest first.

        Args:
            client_id: whose damage it is; or else
            authority: whom it was sent to.
            before: cursor of the page before.
            limit: how many at most, 1..200.
        """
        asked = {
            "client": client_id,
            "authority": authority,
            "before": before,
            "limit": limit + 1,
        }
        found = self.all(ClaimRow, PAGED, asked)
        shown = tuple(found[:limit])
        more = len(found) > limit
        return ClaimPage(claims=shown, after=shown[-1].number if more else None)

    def about(self, thing: UUID, client_id: UUID) -> list[ClaimRow]:
        """Claims of a business about an appeal or an inspection; the newest first."""
        return self.all(ClaimRow, ABOUT, {"about": thing, "client": client_id})

    def owner_of_file(self, claim: UUID, file: UUID) -> UUID | None:
        """The client that showed a document in a claim; None: nobody did."""
        with self.read() as sql:
            row = sql.execute(WITH_FILE, (claim, str(file)), prepare=True).fetchone()
        return row["client_id"] if row else None

    def region_of(self, client_id: UUID) -> str | None:
        """The region that a business works in; see the port."""
        with self.read() as sql:
            row = sql.execute(PROFILE, (client_id,), prepare=True).fetchone()
        if row is None:
            raise NotFound
        return Profile.model_validate(row["profile"]).region


class KeptRates(View):
    """The table of the key rate: what was entered, over what was shipped.

    Args:
        shipped: what the product came with.
        database: where the rest is.
    """

    def __init__(self, shipped: Sequence[KeyRate], database: Connections) -> None:
        super().__init__(database)
        self._shipped = shipped
        self._guard = Lock()
        self._position = 0
        self._now = KeyRates(shipped)

    def current(self) -> KeyRates:
        """All of it as it is now."""
        with self.read() as sql:
            row = sql.execute(NEWEST, prepare=True).fetchone()
        position = int(row["position"]) if row else 0
        if position != self._position:
            with self._guard:
                entered = [one.rate for one in self._entered()]
                self._now = KeyRates([*entered, *self._shipped])
                self._position = position
        return self._now

    def lines(self) -> list[RateLine]:
        """Every line of the table, the newest first."""
        entered = {one.rate.since: one for one in self._entered()}
        rates = self.current().all
        return [entered.get(one.since) or RateLine(rate=one) for one in reversed(rates)]

    def _entered(self) -> list[RateLine]:
        return self.all(RateLine, RATES)
