"""Questions about requests for information, and what the state has already (C4)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, LiteralString
from uuid import UUID

from domain.errors import NotFound
from domain.information_request import Circumstances, Held, Item
from domain.profile import Profile
from projections.information_request.cards import (
    Absence,
    RequestCard,
    RequestLine,
    RequestPage,
)
from projections.view import View

PAGE = 50

LINE: LiteralString = """
    SELECT r.id, r.version, r.number, r.client_id, c.name AS client_name, r.authority,
        o.name AS authority_name, r.purpose, r.status, r.days, r."on", r.changed_at
"""
FROM: LiteralString = """
    FROM information_request.request AS r
    LEFT JOIN client.client AS c ON c.id = r.client_id
    LEFT JOIN person.organisations AS o ON o.id = r.authority
"""
CARD: LiteralString = f"""{LINE}, r.ground, r.items, r.time, r.thread,
    r.answered_on, r.answer, r.withdrawn_because, r.more_time {FROM} WHERE r.id = %s"""
LINES: LiteralString = f"""{LINE} {FROM}
    WHERE (r.client_id = %(client)s OR r.authority = %(authority)s)
        AND (%(open)s::boolean IS NULL OR r.is_open = %(open)s)
        AND (%(before)s::bigint IS NULL OR r.number < %(before)s)
    ORDER BY r.number DESC LIMIT %(limit)s
"""
ABSENCES: LiteralString = """
    SELECT number, since, until FROM information_request.absence
    WHERE client_id = %s AND until >= %s ORDER BY since
"""
BUSINESS: LiteralString = """
    SELECT profile, premises, (
        SELECT count(*) FROM information_request.request
        WHERE client_id = %(client)s AND is_open
    ) AS open_requests
    FROM client.client WHERE id = %(client)s
"""
CONFIRMED: LiteralString = """
    SELECT DISTINCT ON (code) code, confirmation, number, "on"
    FROM execution.confirmed
    WHERE client_id = %(client)s AND code = ANY(%(codes)s) AND stands
        AND (until IS NULL OR until >= %(today)s)
    ORDER BY code, number DESC
"""
REGISTERED: LiteralString = """
    SELECT fact, registry, since FROM (
        SELECT DISTINCT ON (fact) fact, registry, since, value
        FROM data_assessment.word
        WHERE client_id = %(client)s AND fact = ANY(%(facts)s) AND is_official
            AND registry IS NOT NULL AND since <= %(today)s
        ORDER BY fact, position DESC
    ) AS newest
    WHERE value IS NOT NULL AND value <> 'null'::jsonb
"""
ANSWERED: LiteralString = """
    SELECT r.id, r.authority, r.answered_on, o.name, one->'item' AS item
    FROM information_request.request AS r
    LEFT JOIN person.organisations AS o ON o.id = r.authority,
    LATERAL jsonb_array_elements(r.items) AS one
    WHERE r.client_id = %(client)s AND r.answered_on IS NOT NULL
        AND (one->'item'->>'requirement' = ANY(%(codes)s)
            OR one->'item'->>'fact' = ANY(%(facts)s))
    ORDER BY r.answered_on
"""
SUPERVISED: LiteralString = """
    SELECT DISTINCT code FROM requirement.version
    WHERE code = ANY(%s) AND control_body = ANY(%s)
        AND %s BETWEEN shown_from AND shown_until
"""


class InformationRequestView(View):
    """Answers questions about requests; also `application.ports.StateHolds`."""

    def get(self, id: UUID) -> RequestCard | None:
        """One request; None when there is none."""
        return self.one(RequestCard, CARD, (id,))

    def of(
        self,
        *,
        client_id: UUID | None = None,
        authority: UUID | None = None,
        is_open: bool | None = None,
        before: int | None = None,
        limit: int = PAGE,
    ) -> RequestPage:
        """Requests to a business, or of a body, the newest first.

        Args:
            client_id: who is asked; or else
            authority: who asks.
            is_open: only those that wait, or only those that do not; None: all.
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
        found = self.all(RequestLine, LINES, asked)
        shown = tuple(found[:limit])
        more = len(found) > limit
        return RequestPage(requests=shown, after=shown[-1].number if more else None)

    def absences(self, client_id: UUID, today: date) -> list[Absence]:
        """Declared absences of a business that are not over, the nearest first."""
        return self.all(Absence, ABSENCES, (client_id, today))

    def circumstances(self, client_id: UUID) -> tuple[Circumstances, str | None]:
        """What matters for the time of a business, and its region; see the port."""
        with self.read() as sql:
            row = sql.execute(BUSINESS, {"client": client_id}, prepare=True).fetchone()
        if row is None:
            raise NotFound
        profile = Profile.model_validate(row["profile"])
        places = row["premises"]
        home = profile.region
        elsewhere = [
            one for one in places if home and one["region"] not in (None, home)
        ]
        return (
            Circumstances(
                size=profile.size,
                employees=profile.employees,
                places=len(places),
                other_regions=len(elsewhere),
                open_requests=row["open_requests"],
            ),
            home,
        )

    def held(
        self,
        client_id: UUID,
        items: Sequence[Item],
        stands: Mapping[str, int],
        reader: UUID,
        today: date,
    ) -> list[Held]:
        """Those of some items that the state has recorded; see the port."""
        asked = {
            "client": client_id,
            "codes": [one.requirement for one in items if one.requirement],
            "facts": [one.fact for one in items if one.fact],
            "today": today,
        }
        with self.read() as sql:
            confirmed = {
                row["code"]: row for row in sql.execute(CONFIRMED, asked, prepare=True)
            }
            registered = {
                row["fact"]: row for row in sql.execute(REGISTERED, asked, prepare=True)
            }
            answered = sql.execute(ANSWERED, asked, prepare=True).fetchall()
        found = []
        for item in items:
            record = (
                _confirmation(item, confirmed)
                or _register(item, registered)
                or _answer(
                    item, answered, today - timedelta(days=stands[item.kind]), reader
                )
            )
            if record:
                found.append(record)
        return found

    def supervised(
        self, codes: Collection[str], bodies: Collection[str], today: date
    ) -> list[str]:
        """Those requirements in force that one of the bodies supervises."""
        with self.read() as sql:
            found = sql.execute(
                SUPERVISED, (list(codes), list(bodies), today), prepare=True
            )
            return [row["code"] for row in found]


def _confirmation(item: Item, confirmed: Mapping[str, Any]) -> Held | None:
    if not (row := confirmed.get(item.requirement)):
        return None
    return Held(
        item.number,
        "confirmation",
        str(row["number"]),
        row["on"],
        f"/execution-confirmations/{row['confirmation']}",
    )


def _register(item: Item, registered: Mapping[str, Any]) -> Held | None:
    if not (row := registered.get(item.fact)):
        return None
    return Held(item.number, "register", row["registry"], row["since"], "")


def _answer(
    item: Item, answered: Sequence[Mapping[str, Any]], since: date, reader: UUID
) -> Held | None:
    """The newest answer with a document of this kind for the same thing."""
    wanted = item.model_dump(mode="json", exclude={"number"})
    for row in reversed(answered):
        given = {name: row["item"].get(name) for name in wanted}
        if given == wanted and row["answered_on"] >= since:
            return Held(
                item.number,
                "answer",
                row["name"] or "",
                row["answered_on"],
                # What another body asked is read there.
                _address(row["id"]) if row["authority"] == reader else "",
            )
    return None


def _address(id: UUID) -> str:
    return f"/information-requests/{id}"
