"""The tables of mailings, and of what in the log is to be told (L8)."""

from collections.abc import Sequence
from typing import Any, LiteralString

import orjson

from domain.draft import Draft
from domain.notice.mailing import Mailing
from domain.requirement import Requirement
from projections.view import Projection, Recorded, Row, Rows, Sql

REGISTERED = (
    Requirement.Published,
    Requirement.Amended,
    Requirement.Suspended,
    Requirement.Resumed,
    Requirement.Repealed,
)
MAILINGS = (Mailing.Begun, Mailing.Mailed, Mailing.Finished)


class MailingProjection(Projection):
    """A row per mailing, and what the next one has to tell.

    `change` counts what was recorded of each requirement, in the order of its history.
    Who was told what is in inboxes: `projections.notice`.
    """

    name = "notice_mailing"
    schema = """
        CREATE TABLE mailing (
            id               uuid PRIMARY KEY,
            version          integer NOT NULL,
            number           bigint NOT NULL,
            name             text NOT NULL,
            template         text NOT NULL,
            template_version integer NOT NULL,
            about            text NOT NULL,
            law              text,
            subjects         jsonb NOT NULL,
            "window"         jsonb,
            nth              integer,
            expected         integer NOT NULL,
            told             integer NOT NULL,
            begun_at         timestamptz NOT NULL,
            last_at          timestamptz NOT NULL,
            finished_at      timestamptz
        );
        CREATE INDEX mailing_number ON mailing (number DESC);
        CREATE INDEX mailing_nth ON mailing (nth DESC) WHERE nth IS NOT NULL;
        CREATE INDEX mailing_running ON mailing (number) WHERE finished_at IS NULL;
        CREATE TABLE change (
            requirement uuid NOT NULL,
            version     bigint NOT NULL,
            position    bigint NOT NULL,
            PRIMARY KEY (requirement, version)
        );
        CREATE INDEX change_position ON change (position);
        CREATE TABLE draft (
            draft    uuid NOT NULL,
            version  integer NOT NULL,
            position bigint NOT NULL,
            PRIMARY KEY (draft, version)
        );
        CREATE INDEX draft_position ON draft (position);
    """
    events = (*REGISTERED, Draft.Published, *MAILINGS)

    def apply(self, sql: Sql, events: Sequence[Recorded]) -> None:
        """Write what a batch of events means."""
        _insert(sql, CHANGED, [_change(one) for one in events if _is_change(one)])
        _insert(sql, DRAFTED, [_draft(one) for one in events if _is_draft(one)])
        mailed = [one for one in events if isinstance(one.event, MAILINGS)]
        if mailed:
            _mailings(sql, mailed)


CHANGED: LiteralString = """
    INSERT INTO change SELECT * FROM json_populate_recordset(NULL::change, %s::json)
"""
DRAFTED: LiteralString = """
    INSERT INTO draft SELECT * FROM json_populate_recordset(NULL::draft, %s::json)
"""


def _insert(sql: Sql, statement: LiteralString, rows: Sequence[Row]) -> None:
    if rows:
        sql.execute(statement, (orjson.dumps(rows).decode(),))


def _is_change(one: Recorded) -> bool:
    return isinstance(one.event, REGISTERED)


def _change(one: Recorded) -> Row:
    return {
        "requirement": one.event.originator_id,
        "version": one.event.originator_version,
        "position": one.position,
    }


def _is_draft(one: Recorded) -> bool:
    return isinstance(one.event, Draft.Published)


def _draft(one: Recorded) -> Row:
    event: Any = one.event
    return {
        "draft": event.originator_id,
        "version": event.version,
        "position": one.position,
    }


def _mailings(sql: Sql, events: Sequence[Recorded]) -> None:
    known = {one.event.originator_id for one in events}
    with Rows(sql, "mailing", known) as rows:
        for one in events:
            event: Any = one.event
            id = event.originator_id
            match event:
                case Mailing.Begun():
                    rows[id] = _begun(event, one)
                case Mailing.Mailed(told=told):
                    more = sum(len(each.clients) for each in told)
                    rows.change(id, told=rows[id]["told"] + more)
                case Mailing.Finished():
                    rows.change(id, finished_at=one.at)
            rows.change(id, version=event.originator_version, last_at=one.at)


def _begun(event: Mailing.Begun, one: Recorded) -> Row:
    return {
        "id": event.originator_id,
        "number": one.position,
        "name": event.name,
        "template": event.template,
        "template_version": event.template_version,
        "about": event.about,
        "law": event.law,
        "subjects": [each.model_dump(mode="json") for each in event.subjects],
        "window": event.window and event.window.model_dump(mode="json"),
        "nth": event.window and event.window.number,
        "expected": event.expected,
        "told": 0,
        "begun_at": one.at,
        "finished_at": None,
    }
