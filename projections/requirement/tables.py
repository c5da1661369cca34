"""The tables of the register, and how events fill them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, LiteralString
from uuid import UUID

import orjson

from domain.kernel import Event
from domain.requirement import (
    Activity,
    Certainty,
    Change,
    Classifier,
    Content,
    History,
    Repeal,
    Requirement,
    Resumption,
    Span,
    Status,
    Suspension,
    Version,
)
from projections.requirement.text import spellable, told
from projections.view import Projection, Recorded, Row, Rows, Sql

SCHEMA: LiteralString = """
    CREATE TABLE register (
        id         uuid PRIMARY KEY,
        code       text COLLATE "C" NOT NULL UNIQUE,
        version    bigint NOT NULL,
        status     text NOT NULL,
        content    jsonb NOT NULL,
        history    jsonb NOT NULL,
        entered    bigint NOT NULL,
        position   bigint NOT NULL,
        changed_at timestamptz NOT NULL
    );
    CREATE INDEX ON register (changed_at DESC, code) WHERE status = 'draft';

    CREATE TABLE version (
        requirement   uuid NOT NULL,
        number        integer NOT NULL,
        code          text COLLATE "C" NOT NULL,
        title         text NOT NULL,
        act_name      text NOT NULL,
        act_number    text NOT NULL,
        act_date      date NOT NULL,
        act_unit      text NOT NULL,
        control_kind  text NOT NULL,
        control_body  text NOT NULL,
        sectors       text[] NOT NULL,
        certainty     jsonb NOT NULL,
        least_certain text NOT NULL,
        okved         text[] NOT NULL,
        condition     text NOT NULL,
        shown_from    date NOT NULL,
        shown_until   date NOT NULL,
        valid_from    date NOT NULL,
        declared_end  date,
        valid_until   date,
        open_ended    boolean NOT NULL,
        suspended     datemultirange,
        repealed_from date,
        known_from    timestamptz NOT NULL,
        known_until   timestamptz,
        entered       bigint NOT NULL,
        position      bigint NOT NULL,
        PRIMARY KEY (requirement, number)
    );
    CREATE INDEX ON version (code);
    CREATE INDEX ON version (position);
    CREATE INDEX ON version (control_body, code);
    CREATE INDEX ON version (control_kind, code);
    CREATE INDEX ON version (act_number, code);
    CREATE INDEX ON version (valid_until) WHERE valid_until IS NOT NULL;
    CREATE INDEX ON version USING gin (okved);
    CREATE INDEX ON version USING gin (sectors);
    CREATE INDEX ON version (requirement) WHERE suspended IS NOT NULL;

    CREATE TABLE words (
        requirement uuid NOT NULL,
        number      integer NOT NULL,
        words       tsvector NOT NULL,
        PRIMARY KEY (requirement, number)
    );
    CREATE INDEX ON words USING gin (words) WITH (fastupdate = off);

    CREATE TABLE word (
        word text COLLATE "C" PRIMARY KEY,
        stem text COLLATE "C" NOT NULL
    );
    CREATE INDEX ON word (stem);
    CREATE INDEX ON word USING gin (word gin_trgm_ops);

    CREATE TABLE activity (
        code    text COLLATE "C" PRIMARY KEY,
        section text NOT NULL,
        parent  text,
        title   text NOT NULL
    );
    CREATE INDEX ON activity USING gin (lower(title) gin_trgm_ops);
"""

_ASCENDING_DOUBT = list(Certainty)
_CLASSIFIER = (Classifier.Loaded, Classifier.Replaced)


@dataclass
class _Kept:
    """A requirement while a batch changes it."""

    id: UUID
    code: str
    content: Content
    entered: int
    status: Status = Status.DRAFT
    history: History = field(default_factory=History)
    version: int = 0
    position: int = 0
    changed_at: datetime | None = None

    @classmethod
    def read(cls, row: Row) -> "_Kept":
        return cls(
            **row
            | {
                "status": Status(row["status"]),
                "content": Content.model_validate(row["content"]),
                "history": History.model_validate(row["history"]),
            }
        )

    def row(self) -> Row:
        return vars(self) | {
            "content": self.content.model_dump(mode="json"),
            "history": self.history.model_dump(mode="json"),
        }

    def learn(self, change: Change) -> None:
        self.history = self.history.and_then(change)
        if isinstance(change, Version):
            self.status, self.content = Status.PUBLISHED, change.content
        elif isinstance(change, Repeal):
            self.status = Status.REPEALED


class RequirementProjection(Projection):
    """Keeps the register as people look for it."""

    name = "requirement"
    schema = SCHEMA
    version = 1
    events = (
        Requirement.Drafted,
        Requirement.Redrafted,
        Requirement.Published,
        Requirement.Amended,
        Requirement.Suspended,
        Requirement.Resumed,
        Requirement.Repealed,
        *_CLASSIFIER,
    )

    def apply(self, sql: Sql, events: Sequence[Recorded]) -> None:
        """Evolve the requirements of a batch, then write the versions that changed."""
        for one in events:
            if isinstance(one.event, _CLASSIFIER):
                _write_activities(sql, one.event.activities)
        of_register = [one for one in events if not isinstance(one.event, _CLASSIFIER)]
        with Rows(
            sql, "register", (one.event.originator_id for one in of_register)
        ) as rows:
            kept: dict[UUID, _Kept] = {}
            for one in of_register:
                id = one.event.originator_id
                if id not in kept and id in rows:
                    kept[id] = _Kept.read(rows[id])
                _evolve(kept, one)
            for id, requirement in kept.items():
                rows[id] = requirement.row()
        published = [one for one in kept.values() if one.status is not Status.DRAFT]
        _write_versions(sql, published)
        _write_words(sql, published)


def _evolve(kept: dict[UUID, _Kept], one: Recorded) -> None:
    event = one.event
    if isinstance(event, Requirement.Drafted):
        kept[event.originator_id] = _Kept(
            event.originator_id, event.code, event.content, entered=one.position
        )
    requirement = kept[event.originator_id]
    if isinstance(event, Requirement.Redrafted):
        requirement.content = event.content
    elif change := _change(requirement, event):
        requirement.learn(change)
    requirement.version = event.originator_version
    requirement.position, requirement.changed_at = one.position, one.at


def _change(requirement: _Kept, event: Event) -> Change | None:
    at = event.timestamp
    match event:
        case Requirement.Published():
            return Version(number=1, content=requirement.content, known_at=at)
        case Requirement.Amended(number=number, content=content, corrects=corrects):
            return Version(
                number=number, content=content, corrects=corrects, known_at=at
            )
        case Requirement.Suspended(from_day=day, until=until, reason=reason, act=act):
            return Suspension(
                from_day=day, until=until, reason=reason, act=act, known_at=at
            )
        case Requirement.Resumed(from_day=day, act=act):
            return Resumption(from_day=day, act=act, known_at=at)
        case Requirement.Repealed(from_day=day, reason=reason, successor=successor):
            return Repeal(from_day=day, reason=reason, successor=successor, known_at=at)
    return None


def _write_versions(sql: Sql, requirements: Sequence[_Kept]) -> None:
    sql.execute(
        "DELETE FROM version WHERE requirement = ANY(%s)",
        ([one.id for one in requirements],),
    )
    rows = [row for one in requirements for row in _version_rows(one)]
    sql.execute(
        "INSERT INTO version"
        " SELECT * FROM json_populate_recordset(NULL::version, %s::json)",
        (orjson.dumps(rows).decode(),),
    )


def _version_rows(requirement: _Kept) -> Iterator[Row]:
    history = requirement.history
    spans = {span.version.number: span for span in history.spans()}
    corrected = {v.corrects: v.known_at for v in history.versions}
    common = {
        "requirement": requirement.id,
        "code": requirement.code,
        "suspended": _multirange(history.suspensions),
        "repealed_from": history.repeal.from_day if history.repeal else None,
        "entered": requirement.entered,
        "position": requirement.position,
    }
    for version in history.versions:
        yield (
            common
            | _said(version)
            | _held(history, spans.get(version.number))
            | {
                "known_from": version.known_at,
                "known_until": corrected.get(version.number),
            }
        )


def _said(version: Version) -> Row:
    content = version.content
    marks = content.certainty
    return {
        "number": version.number,
        "title": content.title,
        "act_name": content.act.name,
        "act_number": content.act.number,
        "act_date": content.act.date,
        "act_unit": content.act.unit,
        "control_kind": content.control_kind,
        "control_body": content.control_body,
        "sectors": content.sectors,
        "certainty": marks.model_dump(mode="json"),
        "least_certain": max(
            (marks.rule, marks.reference, marks.sanction, marks.validity),
            key=_ASCENDING_DOUBT.index,
        ),
        "okved": sorted(_prefixes(content)),
        "condition": orjson.dumps(content.condition.as_json).decode(),
        "valid_from": content.in_force_from,
        "declared_end": content.in_force_until,
    }


def _held(history: History, span: Span | None) -> Row:
    """On which days to show a version; a corrected one is shown on none."""
    if span is None:
        never = {"shown_from": date.max, "shown_until": date.min}
        return never | {"valid_until": None, "open_ended": False}
    return {
        "shown_from": span.first or date.min,
        "shown_until": span.last or date.max,
        "valid_until": history.until(span),
        "open_ended": span.last is None and history.repeal is None,
    }


def _prefixes(content: Content) -> set[str]:
    return {
        str(literal.test)
        for literal, _ in content.condition.literals()
        if literal.fact == "okved"
    }


def _multirange(suspensions: Iterable[Suspension]) -> str | None:
    days = [f"[{one.from_day},{one.until or ''}]" for one in suspensions]
    return "{" + ",".join(days) + "}" if days else None


def _write_words(sql: Sql, requirements: Sequence[_Kept]) -> None:
    said = [
        {"requirement": one.id, "number": v.number, **told(one.code, v.content)}
        for one in requirements
        for v in one.history.believed
    ]
    sql.execute(
        "DELETE FROM words WHERE requirement = ANY(%s)",
        ([one.id for one in requirements],),
    )
    sql.execute(WRITE_WORDS, (orjson.dumps(said).decode(),))
    spelled = {word for one in said for word in spellable(one)}
    sql.execute(WRITE_WORD, (sorted(spelled),))


WRITE_WORDS: LiteralString = """
    INSERT INTO words
    SELECT requirement, number,
        setweight(to_tsvector('russian', a), 'A')
        || setweight(to_tsvector('russian', b), 'B')
        || setweight(to_tsvector('russian', c), 'C')
        || setweight(to_tsvector('russian', d), 'D')
    FROM json_to_recordset(%s::json)
        AS said (requirement uuid, number integer, a text, b text, c text, d text)
"""
# A word that is no longer said stays until the next rebuild: at worst it is looked for.
WRITE_WORD: LiteralString = """
    INSERT INTO word
    SELECT word, stem[1]
    FROM unnest(%s::text[]) AS word,
        tsvector_to_array(to_tsvector('russian', word)) AS stem
    WHERE cardinality(stem) = 1
    ON CONFLICT DO NOTHING
"""


def _write_activities(sql: Sql, activities: Sequence[Activity]) -> None:
    codes = {one.code for one in activities}
    rows = [
        {
            "code": one.code or one.section,
            "section": one.section,
            "parent": one.code and _parent(one, codes),
            "title": one.title,
        }
        for one in activities
    ]
    sql.execute("DELETE FROM activity")
    sql.execute(
        "INSERT INTO activity"
        " SELECT * FROM json_populate_recordset(NULL::activity, %s::json)",
        (orjson.dumps(rows).decode(),),
    )


def _parent(activity: Activity, codes: set[str | None]) -> str:
    code: Any = activity.code
    above = (code[:length].rstrip(".") for length in range(len(code) - 1, 1, -1))
    return next((one for one in above if one in codes), activity.section)
