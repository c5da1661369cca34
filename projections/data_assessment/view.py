"""Answers about looks, surveys and offers."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from projections.data_assessment.cards import (
    STEP,
    WHOLE,
    Entry,
    Glance,
    LookCard,
    LookLine,
    LookPage,
    OfferCard,
    Seen,
    SeenPage,
    SurveyCard,
    SurveyLine,
    SurveyPage,
)
from projections.view import Row, View

PAGE = 50


class LookView(View):
    """Answers about looks at one client."""

    def get(self, id: UUID) -> LookCard | None:
        """One look; None when there is none."""
        found = self.one(LookCard, LOOK, (id,))
        facts = found and sorted(_facts(found))
        if not found or not facts:
            return found
        entries = self.all(Entry, ENTRIES, (found.client_id, facts))
        return found.model_copy(update={"entries": tuple(entries)})

    def of_authority(
        self, authority: UUID, *, before: int | None = None, limit: int = PAGE
    ) -> LookPage:
        """The looks of an organisation, newest first.

        Args:
            authority: whose.
            before: cursor of the page before.
            limit: how many at most, 1..200.
        """
        asked = {"of": authority, "before": before, "limit": limit + 1}
        found = self.all(LookLine, LOOKS, asked)
        shown = tuple(found[:limit])
        return LookPage(
            looks=shown, after=shown[-1].number if len(found) > limit else None
        )

    def of_client(
        self, client_id: UUID, *, before: int | None = None, limit: int = PAGE
    ) -> SeenPage:
        """Everything that bodies saw of a client, alone and in bulk, newest first.

        Args:
            client_id: whose records.
            before: cursor of the page before.
            limit: how many at most, 1..200.
        """
        asked = {"client": client_id, "before": before, "limit": limit + 1}
        found = self.all(Seen, SEEN, asked)
        shown = tuple(found[:limit])
        return SeenPage(
            seen=shown, after=shown[-1].number if len(found) > limit else None
        )

    def glance(self, client_id: UUID, since: datetime) -> Glance:
        """Looks at a client in a few numbers, in one query."""
        asked = {"client": client_id, "since": since}
        found = self.one(Glance, GLANCE, asked)
        return found or Glance(
            looks=0, surveys=0, offers=0, last_at=None, last_body=None
        )


class SurveyView(View):
    """Answers about surveys and offers; `application.ports.OffersReceived` too."""

    def get(self, id: UUID) -> SurveyCard | None:
        """One survey; None when there is none."""
        with self.read() as sql:
            row = sql.execute(SURVEY, (id,), prepare=True).fetchone()
            if row is None:
                return None
            offers = sql.execute(OFFERS, (id,), prepare=True).fetchall()
        return SurveyCard.model_validate(_told(row, SurveyCard) | {"offers": offers})

    def of_authority(
        self, authority: UUID, *, before: int | None = None, limit: int = PAGE
    ) -> SurveyPage:
        """The surveys of an organisation, newest first; arguments as of looks."""
        asked = {"of": authority, "before": before, "limit": limit + 1}
        with self.read() as sql:
            rows = sql.execute(SURVEYS, asked, prepare=True).fetchall()
        found = [SurveyLine.model_validate(_told(row, SurveyLine)) for row in rows]
        shown = tuple(found[:limit])
        return SurveyPage(
            surveys=shown, after=shown[-1].number if len(found) > limit else None
        )

    def has(self, survey: UUID, client_id: UUID) -> bool:
        """Whether a survey looked at a client's records."""
        return self._exists(SURVEYED, (survey, client_id))

    def offers_of(self, client_id: UUID) -> list[OfferCard]:
        """Offers that reached a client and wait to be read, newest first."""
        return self.all(OfferCard, OFFERS_OF, (client_id,))

    def received(self, client_id: UUID, offer: UUID) -> bool:
        """Whether an offer was made to a client."""
        return self._exists(RECEIVED, (client_id, offer))

    def running(self) -> Sequence[UUID]:
        """Ids of the surveys that are not finished, oldest first."""
        with self.read() as sql:
            return [row["id"] for row in sql.execute(RUNNING, prepare=True)]

    def _exists(self, query: Any, asked: Sequence[Any]) -> bool:
        with self.read() as sql:
            return sql.execute(query, asked, prepare=True).fetchone() is not None


_LOOK = """
    SELECT l.id, l.number, l.at, l.client_id, c.name AS client_name,
        c.inn AS client_inn, l.authority, o.name AS body, l.purpose, l.moment,
        l.outcomes, jsonb_array_length(l.remarks) > 0 AS remarked
"""
_FROM_LOOK = """
    FROM data_assessment_look.look AS l
    LEFT JOIN client.client AS c ON c.id = l.client_id
    LEFT JOIN person.organisations AS o ON o.id = l.authority
"""
LOOK = (
    f"{_LOOK}, l.version, l.bodies, l.findings, l.remarks {_FROM_LOOK} WHERE l.id = %s"
)
ENTRIES = """
    SELECT fact, s.at, s.reference FROM client.statement AS s
    CROSS JOIN LATERAL jsonb_object_keys(s.facts) AS fact
    WHERE s.client_id = %s AND fact = ANY(%s) AND s.reference IS NOT NULL
    ORDER BY s.version
"""
_NEWEST_FIRST = """
    AND (%(before)s::bigint IS NULL OR number < %(before)s)
    ORDER BY number DESC LIMIT %(limit)s
"""
LOOKS = f"{_LOOK} {_FROM_LOOK} WHERE l.authority = %(of)s {_NEWEST_FIRST}"
SEEN = f"""
    SELECT seen.id, in_bulk, number, at, purpose, requirements, outcomes, remarked,
        o.name AS body
    FROM (
        SELECT id, false AS in_bulk, number, at, authority, purpose,
            jsonb_array_length(findings) AS requirements, outcomes,
            jsonb_array_length(remarks) > 0 AS remarked
        FROM data_assessment_look.look WHERE client_id = %(client)s
        UNION ALL
        SELECT s.id, true, s.number, s.at, s.authority, s.purpose,
            jsonb_array_length(s.requirements), '{{}}'::jsonb, false
        FROM data_assessment_look.surveyed AS m
        JOIN data_assessment_look.survey AS s ON s.id = m.survey
        WHERE m.client_id = %(client)s
    ) AS seen
    LEFT JOIN person.organisations AS o ON o.id = seen.authority
    WHERE true {_NEWEST_FIRST}
"""  # noqa: S608
GLANCE = """
    WITH seen AS (
        SELECT at, authority, false AS in_bulk
        FROM data_assessment_look.look WHERE client_id = %(client)s
        UNION ALL
        SELECT s.at, s.authority, true
        FROM data_assessment_look.surveyed AS m
        JOIN data_assessment_look.survey AS s ON s.id = m.survey
        WHERE m.client_id = %(client)s
    ), newest AS (SELECT * FROM seen ORDER BY at DESC LIMIT 1)
    SELECT
        (SELECT count(*) FROM seen WHERE NOT in_bulk AND at >= %(since)s) AS looks,
        (SELECT count(*) FROM seen WHERE in_bulk AND at >= %(since)s) AS surveys,
        (SELECT count(*) FROM data_assessment_look.offered
            WHERE client_id = %(client)s AND NOT is_dismissed) AS offers,
        (SELECT at FROM newest) AS last_at,
        (SELECT o.name FROM newest JOIN person.organisations AS o ON o.id = authority)
            AS last_body
"""
_SURVEY = """
    SELECT s.*, o.name AS body
    FROM data_assessment_look.survey AS s
    LEFT JOIN person.organisations AS o ON o.id = s.authority
"""
SURVEY = f"{_SURVEY} WHERE s.id = %s"
SURVEYS = f"{_SURVEY} WHERE s.authority = %(of)s {_NEWEST_FIRST}"
OFFERS = """
    SELECT f.id, f.at, f.requirement, f.algorithm, a.title
    FROM data_assessment_look.offer AS f
    LEFT JOIN algorithm.algorithm AS a ON a.code = f.algorithm
    WHERE f.survey = %s ORDER BY f.number
"""
OFFERS_OF = """
    SELECT f.id, f.at, f.requirement, f.algorithm, a.title, f.survey, o.name AS body,
        s.purpose
    FROM data_assessment_look.offered AS m
    JOIN data_assessment_look.offer AS f ON f.id = m.offer
    JOIN data_assessment_look.survey AS s ON s.id = f.survey
    LEFT JOIN person.organisations AS o ON o.id = s.authority
    LEFT JOIN algorithm.algorithm AS a ON a.code = f.algorithm
    WHERE m.client_id = %s AND NOT m.is_dismissed
    ORDER BY f.number DESC LIMIT 200
"""
SURVEYED = """
    SELECT FROM data_assessment_look.surveyed WHERE survey = %s AND client_id = %s
"""
RECEIVED = """
    SELECT FROM data_assessment_look.offered WHERE client_id = %s AND offer = %s
"""
RUNNING = """
    SELECT id FROM data_assessment_look.survey WHERE NOT is_finished ORDER BY number
"""


def _told(row: Row, kind: type[SurveyLine]) -> Row:
    """What may be told of a row: how far it is in tens, never how many it has."""
    told = {name: row[name] for name in kind.model_fields if name in row}
    expected = max(int(row["expected"]), int(row["done"]), 1)
    share = WHOLE * int(row["done"]) // expected // STEP * STEP
    return told | {"percent": WHOLE if row["is_finished"] else min(share, WHOLE - STEP)}


def _facts(card: LookCard) -> set[str]:
    """Facts of registers that a look rests on or has seen."""
    return {
        record.fact
        for finding in card.findings
        for record in (*finding.rests_on, *finding.beside)
        if record.fact and record.registry
    }
