"""The tables of algorithms and of wishes for them, and how events fill them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import attrgetter
from typing import LiteralString
from uuid import UUID

import orjson

from domain.algorithm import (
    Algorithm,
    AlgorithmContent,
    AlgorithmStatus,
    AlgorithmVersion,
    Approval,
    Wish,
)
from domain.client import Client
from domain.kernel import Event
from projections.view import Projection, Recorded, Row, Rows, Sql

SCHEMA: LiteralString = """
    CREATE TABLE algorithm (
        id         uuid PRIMARY KEY,
        code       text COLLATE "C" NOT NULL UNIQUE,
        version    bigint NOT NULL,
        status     text NOT NULL,
        number     integer NOT NULL,
        drafted    integer,
        title      text NOT NULL,
        situation  text NOT NULL,
        steps      integer NOT NULL,
        guarantees text[] NOT NULL,
        condition  text NOT NULL,
        versions   jsonb NOT NULL,
        moments    jsonb NOT NULL,
        reason     text,
        withdrawn  date,
        changed_at timestamptz NOT NULL,
        position   bigint NOT NULL,
        loud       text NOT NULL,
        quiet      text NOT NULL,
        words      tsvector GENERATED ALWAYS AS (
            setweight(to_tsvector('russian', loud), 'A')
            || setweight(to_tsvector('russian', quiet), 'B')
        ) STORED
    );
    CREATE INDEX ON algorithm (position);
    CREATE INDEX ON algorithm USING gin (words) WITH (fastupdate = off);

    CREATE TABLE promise (
        requirement text COLLATE "C" NOT NULL,
        algorithm   uuid NOT NULL,
        PRIMARY KEY (requirement, algorithm)
    );
    CREATE INDEX ON promise (algorithm);

    CREATE TABLE wish (
        id          uuid PRIMARY KEY,
        client_id   uuid NOT NULL,
        requirement text COLLATE "C" NOT NULL,
        at          timestamptz NOT NULL
    );
    CREATE INDEX ON wish (client_id);
    CREATE INDEX ON wish (requirement);
    CREATE TABLE forgotten (client_id uuid PRIMARY KEY);
"""

_KINDS: dict[type[Event], str] = {
    Algorithm.Drafted: "drafted",
    Algorithm.Redrafted: "redrafted",
    Algorithm.Amended: "amended",
    Algorithm.Approved: "approved",
    Algorithm.Withdrawn: "withdrawn",
}


_STEPS = tuple(_KINDS)


@dataclass
class _Kept:
    """An algorithm while a batch changes it."""

    id: UUID
    code: str
    versions: list[AlgorithmVersion] = field(default_factory=list)
    moments: list[Row] = field(default_factory=list)
    reason: str | None = None
    withdrawn: date | None = None
    version: int = 0
    changed_at: datetime | None = None
    position: int = 0

    @classmethod
    def read(cls, row: Row) -> "_Kept":
        told = {name: row[name] for name in cls.__dataclass_fields__}
        versions = [AlgorithmVersion.model_validate(one) for one in row["versions"]]
        return cls(**told | {"versions": versions})

    @property
    def in_use(self) -> AlgorithmVersion:
        approved = (one for one in reversed(self.versions) if one.is_approved)
        return next(approved, self.versions[-1])

    @property
    def status(self) -> AlgorithmStatus:
        if self.withdrawn:
            return AlgorithmStatus.WITHDRAWN
        if self.in_use.is_approved:
            return AlgorithmStatus.APPROVED
        return AlgorithmStatus.DRAFT

    @property
    def promises(self) -> tuple[str, ...]:
        """What it is good for today: what some step serves, until it is withdrawn."""
        if self.withdrawn:
            return ()
        content = self.in_use.content
        return tuple(c for c in content.guarantees if content.steps_for(c))

    def row(self) -> Row:
        shown = self.in_use
        newest = self.versions[-1]
        content = shown.content
        said = " ".join(step.action for step in content.steps)
        return vars(self) | {
            "versions": [one.model_dump(mode="json") for one in self.versions],
            "status": self.status,
            "number": shown.number,
            "drafted": None if newest.is_approved else newest.number,
            "title": content.title,
            "situation": content.situation,
            "steps": len(content.steps),
            "guarantees": self.promises,
            "condition": orjson.dumps(content.condition.as_json).decode(),
            "loud": _plain(f"{content.title} {content.situation} {self.code}"),
            "quiet": _plain(f"{said} {content.limits or ''}"),
        }


class AlgorithmProjection(Projection):
    """Keeps a row per algorithm, one per promise, and one per wish of a client."""

    name = "algorithm"
    schema = SCHEMA
    events = (*_STEPS, Wish.Asked, Client.Forgotten)

    def apply(self, sql: Sql, events: Sequence[Recorded]) -> None:
        """Write what a batch of events means."""
        _keep_wishes(sql, [e for e in events if not isinstance(e.event, _STEPS)])
        steps = [one for one in events if isinstance(one.event, _STEPS)]
        kept: dict[UUID, _Kept] = {}
        with Rows(sql, "algorithm", map(_id, steps)) as rows:
            for one in steps:
                id = _id(one)
                if id not in kept and id in rows:
                    kept[id] = _Kept.read(rows[id])
                _evolve(kept, one)
            for id, algorithm in kept.items():
                rows[id] = algorithm.row()
        if kept:
            _write_promises(sql, list(kept.values()))


_id: Callable[[Recorded], UUID] = attrgetter("event.originator_id")


def _evolve(kept: dict[UUID, _Kept], one: Recorded) -> None:
    event = one.event
    if isinstance(event, Algorithm.Drafted):
        kept[event.originator_id] = _Kept(event.originator_id, event.code)
    algorithm = kept[event.originator_id]
    match event:
        case Algorithm.Drafted(content=content):
            algorithm.versions = [_version(1, content)]
        case Algorithm.Redrafted(number=number, content=content):
            algorithm.versions[-1] = _version(number, content)
        case Algorithm.Amended(number=number, content=content):
            algorithm.versions.append(_version(number, content))
        case Algorithm.Approved():
            algorithm.versions[-1] = _approved(algorithm.versions[-1], event)
        case Algorithm.Withdrawn(reason=reason, on=on):
            algorithm.reason, algorithm.withdrawn = reason, on
    algorithm.version = event.originator_version
    algorithm.position, algorithm.changed_at = one.position, one.at
    algorithm.moments.append(_moment(event, algorithm))


def _version(number: int, content: AlgorithmContent) -> AlgorithmVersion:
    return AlgorithmVersion(number=number, content=content)


def _approved(version: AlgorithmVersion, event: Algorithm.Approved) -> AlgorithmVersion:
    approval = Approval(
        authority=event.authority,
        bodies=event.bodies,
        requirements=event.requirements,
        basis=event.basis,
        on=event.on,
    )
    approvals = (*version.approvals, approval)
    return version.model_copy(update={"approvals": approvals})


def _moment(event: Event, algorithm: _Kept) -> Row:
    text = getattr(event, "basis", None) or getattr(event, "reason", None)
    kind = next(name for kind, name in _KINDS.items() if isinstance(event, kind))
    return {
        "kind": kind,
        "at": event.timestamp,
        "role": event.by.role,
        "organisation": event.by.organisation,
        "number": algorithm.versions[-1].number,
        "text": text,
        "bodies": getattr(event, "bodies", ()),
    }


def _write_promises(sql: Sql, algorithms: Sequence[_Kept]) -> None:
    ids = [one.id for one in algorithms]
    sql.execute("DELETE FROM promise WHERE algorithm = ANY(%s)", (ids,))
    rows = [(code, one.id) for one in algorithms for code in one.promises]
    sql.execute(
        "INSERT INTO promise SELECT * FROM unnest(%s::text[], %s::uuid[])",
        ([code for code, _ in rows], [id for _, id in rows]),
    )


def _keep_wishes(sql: Sql, events: Sequence[Recorded]) -> None:
    """Those of a forgotten client go; one decided meanwhile may stand after it."""
    gone = [_id(one) for one in events if isinstance(one.event, Client.Forgotten)]
    if gone:
        sql.execute(FORGET, (gone,))
    asked = [one.event for one in events if isinstance(one.event, Wish.Asked)]
    if asked:
        sql.execute(
            WISH,
            (
                [one.originator_id for one in asked],
                [one.client_id for one in asked],
                [one.requirement for one in asked],
                [one.timestamp for one in asked],
            ),
        )


FORGET: LiteralString = """
    WITH gone AS (
        INSERT INTO forgotten SELECT unnest(%s::uuid[])
        ON CONFLICT DO NOTHING RETURNING client_id
    )
    DELETE FROM wish USING gone WHERE wish.client_id = gone.client_id
"""
WISH: LiteralString = """
    INSERT INTO wish
    SELECT * FROM unnest(%s::uuid[], %s::uuid[], %s::text[], %s::timestamptz[])
        AS asked (id, client_id, requirement, at)
    WHERE NOT EXISTS (
        SELECT FROM forgotten WHERE forgotten.client_id = asked.client_id
    )
    ON CONFLICT DO NOTHING
"""


def _plain(text: str) -> str:
    return text.replace("ё", "е").replace("Ё", "Е")
