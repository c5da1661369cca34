"""Algorithms as they are read: searched, one by one, by requirement (C1)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import Any, LiteralString
from uuid import UUID

import orjson
from psycopg.sql import SQL
from pydantic import Field

from domain.algorithm import (
    AlgorithmStatus,
    AlgorithmVersion,
    Finding,
    Promise,
    findings,
)
from domain.algorithm.content import AlgorithmContent
from domain.condition import Condition, parse
from domain.kernel import Role, Value
from domain.requirement import Code, Line, Slug
from projections.requirement.text import meant
from projections.view import Sql, View

PAGE = 20
MOST = 100


class AlgorithmFilters(Value):
    """What to look for; what is absent is not asked.

    Attributes:
        text: words in Russian, in any form: of the algorithm, or of a requirement that
            it promises.
        requirement: code of a requirement that it promises.
        sector: a topic of such a requirement, e.g. "catering".
        body: who supervises such a requirement, as the register names it.
        status: "draft" or "approved"; what was withdrawn is found only when asked for.
    """

    text: str | None = Field(default=None, max_length=200)
    requirement: Code | None = None
    sector: Slug | None = None
    body: Line | None = None
    status: AlgorithmStatus | None = None


class AlgorithmLine(Value):
    """An algorithm in a list.

    Attributes:
        code: its name.
        status: draft, approved or withdrawn.
        promise: what may be said of it: only an approved one guarantees.
        number: of the version in use.
        drafted: number of the draft in the making, if there is one.
        title, situation: of the version in use.
        steps: how many it has.
        requirements: codes of what it guarantees or is recommended for; none once it
            is withdrawn.
    """

    code: str
    status: AlgorithmStatus
    promise: Promise
    number: int
    drafted: int | None
    title: str
    situation: str
    steps: int
    requirements: tuple[str, ...]


class AlgorithmsFound(Value):
    """A page of what was found.

    Attributes:
        items: by rank and code; without a text approved ones first, then by code.
        total: how many there are in all.
        next: `after` of the next page; none on the last.
    """

    items: tuple[AlgorithmLine, ...]
    total: int
    next: int | None


class Moment(Value):
    """One thing that happened to an algorithm.

    Attributes:
        kind: drafted, redrafted, amended, approved or withdrawn.
        at: when, UTC.
        role: as whom somebody did it; who it was is not public.
        organisation: on whose behalf; none for a job of the service.
        number: of the newest version then.
        text: the basis of an approval, the reason of a withdrawal.
        bodies: supervisory bodies that approved.
    """

    kind: str
    at: datetime
    role: Role
    organisation: str | None = None
    number: int
    text: str | None = None
    bodies: tuple[str, ...] = ()


class AlgorithmCard(Value):
    """Everything about one algorithm.

    Attributes:
        code: its name.
        version: of its history; the API's ETag.
        status: draft, approved or withdrawn.
        number: of the version that people follow.
        drafted: number of the draft in the making, if there is one.
        versions: by number.
        moments: what happened, oldest first.
        authorities: names of the organisations that approved, by id.
        reason, withdrawn: why and on which day it was withdrawn.
        changed_at: when it was last changed, UTC.
    """

    code: str
    version: int
    status: AlgorithmStatus
    number: int
    drafted: int | None
    versions: tuple[AlgorithmVersion, ...]
    moments: tuple[Moment, ...]
    authorities: dict[UUID, str]
    reason: str | None
    withdrawn: date | None
    changed_at: datetime

    @cached_property
    def in_use(self) -> AlgorithmVersion:
        """The version that people follow."""
        return self.versions[self.number - 1]

    @property
    def newest(self) -> AlgorithmVersion:
        """The newest version: the draft when there is one."""
        return self.versions[-1]

    def promise(self, version: AlgorithmVersion) -> Promise:
        """What may be said of a version of it."""
        return self.status.promise(version)

    def numbered(self, number: int) -> AlgorithmVersion | None:
        """The version of this number, if there is one."""
        return next((v for v in self.versions if v.number == number), None)


class Named(Value):
    """A published requirement that an algorithm names.

    Attributes:
        code: of the requirement.
        title: in plain words.
        body: who supervises it.
        condition: whom it concerns, JSON text.
    """

    code: str
    title: str
    body: str
    condition: str


class AlgorithmView(View):
    """Answers about algorithms; `application.ports.AlgorithmsFor` too."""

    def search(
        self,
        filters: AlgorithmFilters,
        day: date,
        *,
        after: int = 0,
        limit: int = PAGE,
    ) -> AlgorithmsFound:
        """A page of the algorithms that pass every filter.

        Args:
            filters: what to look for.
            day: as of which day requirements are looked at.
            after: algorithms to pass over: those of the pages before.
            limit: 1..100.
        """
        if filters.text is not None and not filters.text.strip():
            filters = filters.model_copy(update={"text": None})
        with self.read() as sql:
            asked = _asked(sql, filters.text) if filters.text else ""
            rows = sql.execute(
                SEARCH.format(
                    line=SQL(LINE),
                    found=SQL(" AND ").join(_wanted(filters)),
                    rank=SQL(RANK if asked else "0::real"),
                ),
                filters.model_dump()
                | {"day": day, "query": asked, "after": after, "limit": limit + 1},
            ).fetchall()
        items = tuple(AlgorithmLine(**_without(row, "total")) for row in rows[:limit])
        return AlgorithmsFound(
            items=items,
            total=rows[0]["total"] if rows else 0,
            next=after + limit if len(rows) > limit else None,
        )

    def get(self, code: str) -> AlgorithmCard | None:
        """Everything about one algorithm; None when there is none."""
        return self.one(AlgorithmCard, CARD, (code,))

    def serving(self, requirement: str) -> tuple[str, ...]:
        """Codes of those that promise a requirement and are not withdrawn."""
        return tuple(
            line.code for line in self.serving_each([requirement])[requirement]
        )

    def serving_each(self, codes: Collection[str]) -> dict[str, list[AlgorithmLine]]:
        """The algorithms that promise each of these, approved ones first."""
        found: dict[str, list[AlgorithmLine]] = {code: [] for code in codes}
        with self.read() as sql:
            for row in sql.execute(SERVING, (list(codes),), prepare=True):
                line = AlgorithmLine(**_without(row, "requirement"))
                found[row["requirement"]].append(line)
        return found

    def named(self, codes: Collection[str], day: date) -> dict[str, Named]:
        """Those of these requirements that are published and not repealed, by code."""
        found = self.all(Named, NAMED, {"codes": list(codes), "day": day})
        return {one.code: one for one in found}

    def findings(self, content: AlgorithmContent, day: date) -> tuple[Finding, ...]:
        """What the checks find in a content, against the register of a day."""
        named = self.named(codes_of(content), day)
        known = {code: _condition(one.condition) for code, one in named.items()}
        return findings(content, known)

    def asked_by(self, client_id: UUID, codes: Collection[str]) -> frozenset[str]:
        """For which of these requirements a client has asked for an algorithm."""
        with self.read() as sql:
            rows = sql.execute(ASKED_BY, (client_id, list(codes)), prepare=True)
            return frozenset(row["requirement"] for row in rows)

    def choices(self, day: date) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Topics and supervisory bodies of what algorithms promise, by name."""
        with self.read() as sql:
            rows = sql.execute(CHOICES, {"day": day}, prepare=True).fetchall()
        sectors = {name for row in rows for name in row["sectors"]}
        bodies = {row["body"] for row in rows}
        return tuple(sorted(sectors)), tuple(sorted(bodies))


def codes_of(content: AlgorithmContent) -> tuple[str, ...]:
    """The requirements that an algorithm names, each once, what it promises first."""
    served = (code for step in content.steps for code in step.requirements)
    return tuple(dict.fromkeys((*content.guarantees, *served)))


LINE: LiteralString = """
    a.code, a.status, a.number, a.drafted, a.title, a.situation, a.steps,
    a.guarantees AS requirements,
    CASE a.status
        WHEN 'approved' THEN 'guarantees' WHEN 'draft' THEN 'recommended' ELSE 'nothing'
    END AS promise
"""
RANK: LiteralString = "ts_rank(a.words, %(query)s::tsquery)"
SEARCH = SQL("""
    SELECT {line}, count(*) OVER () AS total
    FROM algorithm.algorithm AS a WHERE {found}
    ORDER BY {rank} DESC, a.status, a.code
    LIMIT %(limit)s OFFSET %(after)s
""")
PROMISED: LiteralString = """
    EXISTS (
        SELECT FROM algorithm.promise AS p
        JOIN requirement.version AS v ON v.code = p.requirement
            AND %(day)s BETWEEN v.shown_from AND v.shown_until
        WHERE p.algorithm = a.id AND
"""
WANTED: Mapping[str, LiteralString] = {
    "text": """(
        a.words @@ %(query)s::tsquery OR a.id IN (
            SELECT p.algorithm FROM requirement.words AS w
            JOIN requirement.version AS v USING (requirement, number)
            JOIN algorithm.promise AS p ON p.requirement = v.code
            WHERE w.words @@ %(query)s::tsquery
                AND %(day)s BETWEEN v.shown_from AND v.shown_until
        )
    )""",
    "requirement": "a.id IN (SELECT algorithm FROM algorithm.promise"
    " WHERE requirement = %(requirement)s)",
    "sector": PROMISED + "v.sectors @> ARRAY[%(sector)s::text])",
    "body": PROMISED + "v.control_body = %(body)s)",
}
CARD: LiteralString = """
    SELECT a.code, a.version, a.status, a.number, a.drafted, a.versions, a.reason,
        a.withdrawn, a.changed_at,
        coalesce((
            SELECT jsonb_agg(
                moment - 'organisation' || jsonb_build_object('organisation', o.name)
                ORDER BY place
            )
            FROM jsonb_array_elements(a.moments) WITH ORDINALITY AS m (moment, place)
            LEFT JOIN person.organisations AS o
                ON o.id = (moment->>'organisation')::uuid
        ), '[]') AS moments,
        coalesce((
            SELECT jsonb_object_agg(o.id, o.name)
            FROM jsonb_array_elements(a.moments) AS moment
            JOIN person.organisations AS o ON o.id = (moment->>'organisation')::uuid
            WHERE moment->>'kind' = 'approved'
        ), '{}') AS authorities
    FROM algorithm.algorithm AS a WHERE a.code = %s
"""
SERVING: LiteralString = f"""
    SELECT p.requirement, {LINE}
    FROM algorithm.promise AS p JOIN algorithm.algorithm AS a ON a.id = p.algorithm
    WHERE p.requirement = ANY(%s) ORDER BY a.status, a.code
"""  # noqa: S608
NAMED: LiteralString = """
    SELECT code, title, control_body AS body, condition FROM requirement.version
    WHERE code = ANY(%(codes)s) AND %(day)s BETWEEN shown_from AND shown_until
        AND repealed_from IS NULL
"""
ASKED_BY: LiteralString = (
    "SELECT requirement FROM algorithm.wish"
    " WHERE client_id = %s AND requirement = ANY(%s)"
)
CHOICES: LiteralString = """
    SELECT DISTINCT v.control_body AS body, v.sectors
    FROM algorithm.promise AS p JOIN requirement.version AS v ON v.code = p.requirement
        AND %(day)s BETWEEN v.shown_from AND v.shown_until
"""


def _wanted(filters: AlgorithmFilters) -> Sequence[SQL]:
    asked = [
        SQL(condition)
        for name, condition in WANTED.items()
        if getattr(filters, name) is not None
    ]
    status = "a.status = %(status)s" if filters.status else "a.status <> 'withdrawn'"
    return [SQL(status), *asked]


def _asked(sql: Sql, text: str) -> str:
    """The words of a text as a tsquery.

    The register's dictionary mends what is misspelt, but does not know every word of
    algorithms; so they are also looked for as they were typed.
    """
    words = {"text": text, "all": meant(sql, text).all}
    row = sql.execute(TYPED, words, prepare=True).fetchone()
    return str(row["query"]) if row else ""


TYPED: LiteralString = """
    SELECT (plainto_tsquery('russian', translate(%(text)s, 'ёЁ', 'еЕ'))
        || %(all)s::tsquery)::text AS query
"""


@lru_cache(maxsize=4096)
def _condition(text: str) -> Condition:
    return parse(orjson.loads(text))


def _without(row: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != name}
