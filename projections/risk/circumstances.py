"""What a category is reckoned from: facts of an object, and the record (C5)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, LiteralString, Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

import orjson

from domain.client import profile_of
from domain.condition import Verdict, judge, parse
from domain.deadline import Task
from domain.errors import NotFound
from domain.profile import FactValue, Profile
from domain.risk import Circumstances, Deed, DeedKind
from projections.view import Connections, Row, Sql, View

DUTIES = (Task.GIVE_INFORMATION, Task.SEND_DOCUMENTS, Task.ANSWER_IN_INSPECTION)
"""What a business owes a body; a right that it may leave is no duty."""

BUSINESS: LiteralString = """
    SELECT facts, premises, profile FROM client.client WHERE id = %(client)s
"""
DISPUTED: LiteralString = """
    SELECT fact FROM client.dispute
    WHERE client_id = %(client)s AND status = 'open'
"""
CONFIRMED: LiteralString = """
    SELECT i.id, i.algorithm, i."on",
        CASE WHEN bool_and(c.until IS NOT NULL) THEN max(c.until) END AS until
    FROM execution.issued AS i
    JOIN execution.confirmed AS c ON c.confirmation = i.id AND c.stands
    JOIN requirement.version AS v
        ON v.requirement = c.requirement_id AND v.number = c.version
    WHERE i.client_id = %(client)s AND v.control_kind = %(kind)s
        AND (i.place IS NULL OR %(premises)s::uuid IS NULL OR i.place = %(premises)s)
    GROUP BY i.id
"""
TERMS: LiteralString = """
    SELECT d.id, d.ended_at, d.passed_at FROM deadline.deadline AS d
    LEFT JOIN person.organisations AS o
        ON o.id = (d.owed_to->>'organisation')::uuid
    WHERE d.by_key = %(key)s AND d.task = ANY(%(duties)s)
        AND (d.passed_at IS NOT NULL OR d.status = 'kept') AND d.status <> 'cancelled'
        AND (d.owed_to->>'name' = %(body)s OR %(body)s = ANY(o.bodies))
"""
ASSESSED: LiteralString = """
    SELECT a.id, a.answered_at FROM compliance.assessment AS a
    JOIN requirement.version AS v
        ON v.requirement = a.requirement_id AND v.number = a.requirement_version
    WHERE a.client_id = %(client)s AND v.control_kind = %(kind)s
        AND a.degree <> 'unknown' AND NOT EXISTS (
            SELECT FROM data_assessment.standing AS s
            WHERE s.client_id = a.client_id AND s.requirement_id = a.requirement_id
                AND s.kind = 'compliance' AND s.stand = 'rejected'
                AND s.since_at >= a.answered_at
        )
"""
REFUTED: LiteralString = """
    SELECT s.source, min(s.since_at) AS since_at
    FROM data_assessment.standing AS s
    JOIN requirement.version AS v
        ON v.requirement = s.requirement_id AND v.number = s.version
    WHERE s.client_id = %(client)s AND s.stand = 'rejected'
        AND v.control_kind = %(kind)s
        AND (s.place IS NULL OR %(premises)s::uuid IS NULL OR s.place = %(premises)s)
    GROUP BY s.source
"""
PROMISED: LiteralString = """
    SELECT DISTINCT a.code, a.condition
    FROM requirement.version AS v
    JOIN unnest(%(requirements)s::uuid[], %(versions)s::integer[]) AS r (id, number)
        ON r.id = v.requirement AND r.number = v.number
    JOIN algorithm.promise AS p ON p.requirement = v.code
    JOIN algorithm.algorithm AS a ON a.id = p.algorithm
    WHERE v.control_kind = %(kind)s AND a.status <> 'withdrawn'
    ORDER BY a.code
"""
BODY: LiteralString = (
    "SELECT control_body FROM risk.profile WHERE control_kind = %(kind)s"
)


class Lists(Protocol):
    """The personal lists."""

    def concerning(self, client_id: UUID, on: date) -> list[tuple[UUID, int]]:
        """Requirement and version of every line that applies or may."""
        ...


class RiskCircumstances(View):
    """`application.risk.RiskFacts`.

    An algorithm counts when its steps were carried out and confirmed, whether or not a
    body has approved it: what is shown is good faith, not that the algorithm suffices.

    Args:
        database: where the tables are.
        lists: know which requirements concern a business.
        zone: by whose days things happened.
    """

    def __init__(self, database: Connections, lists: Lists, zone: ZoneInfo) -> None:
        super().__init__(database)
        self._lists = lists
        self._zone = zone

    def circumstances(
        self, client_id: UUID, premises: UUID | None, control_kind: str, on: date
    ) -> Circumstances:
        """What is known of a business and one of its objects; see the port."""
        asked = {
            "client": client_id,
            "premises": premises,
            "kind": control_kind,
            "key": f"client:{client_id}",
            "duties": list(DUTIES),
        }
        with self.read() as sql:
            business = sql.execute(BUSINESS, asked, prepare=True).fetchone()
            if business is None:
                raise NotFound
            disputed = [row["fact"] for row in sql.execute(DISPUTED, asked)]
            deeds = tuple(self._deeds(sql, asked))
        profile = _profile(business, premises)
        known = profile.with_facts(
            dict.fromkeys(fact for fact in disputed if profile.known(fact))
        )
        done = {one.algorithm for one in deeds if one.algorithm}
        return Circumstances(
            profile=known,
            deeds=deeds,
            to_do=tuple(
                code
                for code in self._algorithms(client_id, control_kind, known, on)
                if code not in done
            ),
        )

    def _deeds(self, sql: Sql, asked: dict[str, Any]) -> list[Deed]:
        body = sql.execute(BODY, asked, prepare=True).fetchone()
        asked = asked | {"body": body["control_body"] if body else ""}
        confirmed = [
            Deed(
                kind=DeedKind.ALGORITHM_CONFIRMED,
                record=row["id"],
                on=row["on"],
                until=row["until"],
                algorithm=row["algorithm"],
            )
            for row in sql.execute(CONFIRMED, asked, prepare=True)
        ]
        terms = [self._term(row) for row in sql.execute(TERMS, asked, prepare=True)]
        assessed = [
            Deed(
                kind=DeedKind.SELF_ASSESSED,
                record=row["id"],
                on=row["answered_at"].astimezone(self._zone).date(),
            )
            for row in sql.execute(ASSESSED, asked, prepare=True)
        ]
        refuted = [
            Deed(
                kind=DeedKind.REFUTED,
                record=row["source"],
                on=row["since_at"].astimezone(self._zone).date(),
            )
            for row in sql.execute(REFUTED, asked, prepare=True)
        ]
        found = [*confirmed, *terms, *assessed, *refuted]
        return sorted(found, key=lambda one: (one.on, one.kind, str(one.record)))

    def _term(self, row: Row) -> Deed:
        passed = row["passed_at"]
        at = passed or row["ended_at"]
        return Deed(
            kind=DeedKind.TERM_MISSED if passed else DeedKind.TERM_KEPT,
            record=row["id"],
            on=at.astimezone(self._zone).date(),
        )

    def _algorithms(
        self, client_id: UUID, control_kind: str, profile: Profile, on: date
    ) -> Sequence[str]:
        """Codes of the algorithms that could be carried out, by code."""
        concerning = self._lists.concerning(client_id, on)
        asked = {
            "requirements": [id for id, _ in concerning],
            "versions": [number for _, number in concerning],
            "kind": control_kind,
        }
        with self.read() as sql:
            found = sql.execute(PROMISED, asked, prepare=True).fetchall()
        return [row["code"] for row in found if _may_concern(row, profile)]


def _may_concern(row: Row, profile: Profile) -> bool:
    judged = judge(parse(orjson.loads(row["condition"])), profile)
    return judged.verdict is not Verdict.DOES_NOT_APPLY


def _profile(business: Row, premises: UUID | None) -> Profile:
    """What is known of the whole, or of the business with this one place.

    Raises:
        NotFound: it has no such open place.
    """
    if premises is None:
        return Profile.model_validate(business["profile"])
    for place in business["premises"]:
        if place["id"] == str(premises):
            facts = _values(business["facts"])
            if place["region"]:
                facts = {**facts, "region": place["region"]}
            return profile_of(facts, [_values(place["facts"])])
    raise NotFound


def _values(facts: Mapping[str, Any]) -> dict[str, FactValue]:
    """What stands of each fact: the first of what is said of it."""
    found = {fact: said[0][0] for fact, said in facts.items()}
    return {
        fact: tuple(value) if isinstance(value, list) else value
        for fact, value in found.items()
    }
