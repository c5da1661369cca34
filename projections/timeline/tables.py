"""The tables of histories, and how events fill them.

A line says where an event stands in the log, and by what it is found. What was said,
and whatever is personal, stays in the log alone, and is read there when it is told.
"""

from collections.abc import Iterable, Sequence
from typing import Any, LiteralString
from uuid import UUID

import orjson

from domain.client import Client
from domain.data_assessment import Survey
from domain.inspection import Inspection
from domain.kernel import Event
from domain.notice.mailing import Mailing
from domain.timeline import (
    OF_CLIENT,
    TOLD,
    About,
    Side,
    Step,
    name_of,
    shares_of,
    side_of,
    step_after,
    thing_of,
    things_after,
)
from projections.client.card import person_id
from projections.view import Projection, Recorded, Row, Rows, Sql

KNOWN = frozenset(About.model_fields)


class TimelineProjection(Projection):
    """Keeps a line per client and event; a forgotten client's go with it.

    Only clients that are there have lines: what was decided while one was being
    forgotten leaves none.
    """

    name = "timeline"
    schema = """
        CREATE TABLE of_client (client_id uuid PRIMARY KEY);
        CREATE TABLE thing (
            id           uuid PRIMARY KEY,
            client_id    uuid,
            requirements text[] NOT NULL,
            bodies       text[] NOT NULL,
            authorities  uuid[] NOT NULL,
            registry     text,
            supervised   jsonb,
            premises     uuid,
            situation    text,
            services     text[] NOT NULL
        );
        CREATE INDEX thing_client ON thing (client_id);
        CREATE TABLE step (
            client_id    uuid NOT NULL,
            position     bigint NOT NULL,
            at           timestamptz NOT NULL,
            thing        uuid NOT NULL,
            context      text NOT NULL,
            event        text NOT NULL,
            kind         text NOT NULL,
            side         text NOT NULL,
            touchpoint   text NOT NULL,
            services     text[] NOT NULL,
            person       uuid,
            organisation uuid,
            requirements text[] NOT NULL,
            premises     uuid,
            situations   text[] NOT NULL,
            is_shared    boolean NOT NULL,
            bodies       text[],
            authority    uuid,
            PRIMARY KEY (client_id, position)
        );
        CREATE TABLE surveyed (
            survey    uuid NOT NULL,
            client_id uuid NOT NULL,
            to_help   integer[] NOT NULL,
            PRIMARY KEY (survey, client_id)
        );
        CREATE INDEX surveyed_client ON surveyed (client_id);
    """
    events = (
        *TOLD,
        Survey.Asked,
        Mailing.Begun,
        Inspection.Ordered,
        Client.Forgotten,
    )

    def apply(self, sql: Sql, events: Sequence[Recorded]) -> None:
        """Write what a batch of events means."""
        happened = [one.event for one in events]
        begun = [e.originator_id for e in happened if isinstance(e, Client.Registered)]
        gone = [e.originator_id for e in happened if isinstance(e, Client.Forgotten)]
        if begun:
            sql.execute(BEGIN, (begun,), prepare=True)
        with Rows(sql, "thing", map(thing_of, happened)) as things:
            abouts = _told_about(things, happened)
        rows = [
            row
            for one, about in zip(events, abouts, strict=True)
            if type(one.event) in TOLD
            for row in _lines(one, about)
        ]
        if rows:
            sql.execute(LINES, (orjson.dumps(rows).decode(),), prepare=True)
        for one in events:
            if isinstance(one.event, Survey.WentOn | Survey.Offered):
                _survey(sql, one)
        if gone:
            sql.execute(FORGET, {"gone": gone})


BEGIN: LiteralString = (
    "INSERT INTO of_client SELECT unnest(%s::uuid[]) ON CONFLICT DO NOTHING"
)
LINES: LiteralString = """
    INSERT INTO step
    SELECT told.* FROM json_populate_recordset(NULL::step, %s::json) AS told
    JOIN of_client USING (client_id)
"""
SURVEYED: LiteralString = """
    INSERT INTO surveyed
    SELECT told.* FROM json_populate_recordset(NULL::surveyed, %s::json) AS told
    JOIN of_client USING (client_id)
"""
OFFERED: LiteralString = """
    INSERT INTO step
    SELECT told.* FROM surveyed JOIN thing ON thing.id = surveyed.survey,
        LATERAL jsonb_populate_record(
            NULL::step,
            %(line)s::jsonb || jsonb_build_object('client_id', surveyed.client_id)
        ) AS told
    WHERE surveyed.survey = %(survey)s
      AND array_position(thing.requirements, %(requirement)s) - 1
          = ANY (surveyed.to_help)
"""
FORGET: LiteralString = """
    WITH clients AS (
        DELETE FROM of_client WHERE client_id = ANY(%(gone)s)
    ), things AS (
        DELETE FROM thing WHERE client_id = ANY(%(gone)s)
    ), asked AS (
        DELETE FROM surveyed WHERE client_id = ANY(%(gone)s)
    )
    DELETE FROM step WHERE client_id = ANY(%(gone)s)
"""


def _told_about(things: Rows, happened: Sequence[Event]) -> list[About]:
    """What the thing of each event is about then, in the order of the events."""
    found = []
    for event in happened:
        before = _about(things.get(thing_of(event)))
        after = things_after(event, before)
        for id, about in after.items():
            things[id] = {"id": id, **about.model_dump()}
        found.append(after.get(thing_of(event), before) or About())
    return found


def _about(row: Row | None) -> About | None:
    if row is None:
        return None
    return About.model_validate({name: row[name] for name in KNOWN})


def _lines(one: Recorded, about: About) -> Iterable[Row]:
    """The lines of an event, of one client or of many; an offer's are made in SQL."""
    if isinstance(one.event, Survey.Offered):
        return
    for clients, step in shares_of(one.event, about):
        row = _line(one, about, step)
        for client_id in clients:
            yield {"client_id": client_id, **row}


def _line(one: Recorded, about: About, step: Step) -> Row:
    event, told = one.event, TOLD[type(one.event)]
    side = side_of(event)
    name = name_of(type(event))
    return {
        "position": one.position,
        "at": one.at,
        "thing": thing_of(event),
        "context": name.partition(".")[0],
        "event": name,
        "kind": told.kind,
        "side": side,
        "touchpoint": told.touchpoint,
        "services": about.services or told.services,
        "person": person_id(event.by.id) if side is Side.CLIENT else None,
        "organisation": _whose(event, about, side),
        "requirements": step.requirements,
        "premises": step.premises,
        "situations": step.situations,
        "is_shared": told.shared,
        "bodies": step.bodies,
        "authority": step.authority,
    }


def _whose(event: Event, about: About, side: Side) -> UUID | None:
    """The organisation of the state whose step it is."""
    if side is not Side.STATE:
        return None
    own = None if event.by.role in OF_CLIENT else event.by.organisation
    return own or next(iter(about.authorities), None)


def _survey(sql: Sql, one: Recorded) -> None:
    """Whom a survey went through, and in whose history an offer stands."""
    event: Any = one.event
    match event:
        case Survey.WentOn():
            rows = [
                {"survey": event.originator_id, "client_id": client, "to_help": places}
                for client, places in zip(event.clients, event.to_help, strict=True)
            ]
            sql.execute(SURVEYED, (orjson.dumps(rows).decode(),), prepare=True)
        case Survey.Offered(originator_id=survey, requirement=requirement):
            about = About(requirements=(requirement,))
            line = _line(one, about, step_after(event, about))
            asked = {"survey": survey, "requirement": requirement}
            asked["line"] = orjson.dumps(line).decode()
            sql.execute(OFFERED, asked, prepare=True)
