"""A row for each day and each rating, and one for each inspection with both (I11, I12).

`burden_case` holds the sums of an inspection, so that figures go over few rows.
"""

from collections.abc import Sequence

from domain.burden import CostBook, ToolRatings
from domain.client import Client
from domain.kernel import Event
from projections.view import Projection, Recorded, Rows, Sql

FORGET = (
    "INSERT INTO forgotten SELECT unnest(%s::uuid[]) ON CONFLICT DO NOTHING",
    "DELETE FROM burden_day WHERE client_id = ANY(%s)",
    "DELETE FROM burden_rating WHERE client_id = ANY(%s)",
    "DELETE FROM burden_case WHERE client_id = ANY(%s)",
)
FORGOTTEN = "SELECT client_id FROM forgotten WHERE client_id = ANY(%s)"
NEWEST = """
    INSERT INTO newest VALUES (true, %s)
    ON CONFLICT (one) DO UPDATE SET position = EXCLUDED.position
"""
Begun = CostBook.Begun | ToolRatings.Begun
Step = CostBook.Event | ToolRatings.Event | CostBook.Begun | ToolRatings.Begun


class BurdenProjection(Projection):
    """Keeps them; those of a forgotten client go with it."""

    name = "burden"
    schema = """
        CREATE TABLE burden_case (
            id           uuid PRIMARY KEY,
            number       bigint NOT NULL,
            inspection   uuid NOT NULL,
            client_id    uuid NOT NULL,
            authority    uuid NOT NULL,
            control_kind text NOT NULL,
            kind         text NOT NULL
        );
        CREATE INDEX burden_case_client ON burden_case (client_id);
        CREATE TABLE burden_day (
            book        uuid,
            day         date,
            inspection  uuid NOT NULL,
            client_id   uuid NOT NULL,
            amounts     jsonb NOT NULL,
            minutes     bigint NOT NULL,
            roubles     bigint NOT NULL,
            damage      bigint NOT NULL,
            note        text,
            files       uuid[] NOT NULL,
            recorded_at timestamptz NOT NULL,
            PRIMARY KEY (book, day)
        );
        CREATE INDEX burden_day_inspection ON burden_day (inspection, day);
        CREATE INDEX burden_day_client ON burden_day (client_id);
        CREATE TABLE burden_rating (
            book        uuid,
            tool        text,
            inspection  uuid NOT NULL,
            client_id   uuid NOT NULL,
            score       smallint NOT NULL,
            lacks       text[] NOT NULL,
            stage       text NOT NULL,
            rated_at    timestamptz NOT NULL,
            PRIMARY KEY (book, tool)
        );
        CREATE INDEX burden_rating_inspection ON burden_rating (inspection);
        CREATE INDEX burden_rating_client ON burden_rating (client_id);
        CREATE TABLE newest (one boolean PRIMARY KEY, position bigint NOT NULL);
        CREATE TABLE forgotten (client_id uuid PRIMARY KEY);
    """
    events = (
        CostBook.Event,
        CostBook.Begun,
        ToolRatings.Event,
        ToolRatings.Begun,
        Client.Forgotten,
    )

    def apply(self, sql: Sql, events: Sequence[Recorded]) -> None:
        """Write what a batch of events means."""
        gone = [
            one.event.originator_id
            for one in events
            if isinstance(one.event, Client.Forgotten)
        ]
        for statement in FORGET if gone else ():
            sql.execute(statement, (gone,))
        clients = {one.event.client_id for one in events if isinstance(one.event, Step)}
        found = sql.execute(FORGOTTEN, (list(clients),), prepare=True)
        clients -= {row["client_id"] for row in found}
        steps = [
            one
            for one in events
            if isinstance(one.event, Step) and one.event.client_id in clients
        ]
        sql.execute(NEWEST, (events[-1].position,), prepare=True)
        cases = _cases(sql, steps)
        _days(sql, steps, cases)
        _ratings(sql, steps, cases)


def _cases(sql: Sql, steps: Sequence[Recorded]) -> Rows:
    with Rows(sql, "burden_case", {one.event.originator_id for one in steps}) as rows:
        for one in steps:
            if isinstance(event := one.event, Begun):
                rows[event.originator_id] = {
                    "id": event.originator_id,
                    "number": one.position,
                    "inspection": event.inspection,
                    "client_id": event.client_id,
                    "authority": event.authority,
                    "control_kind": event.control_kind,
                    "kind": event.kind,
                }
    return rows


def _days(sql: Sql, steps: Sequence[Recorded], cases: Rows) -> None:
    found = [
        (one, one.event)
        for one in steps
        if isinstance(one.event, CostBook.DayRecorded | CostBook.DayRemoved)
    ]
    keys = [(event.originator_id, event.day) for _, event in found]
    with Rows(sql, "burden_day", keys, ("book", "day")) as rows:
        for (one, event), key in zip(found, keys, strict=True):
            if isinstance(event, CostBook.DayRemoved):
                del rows[key]
                continue
            rows[key] = {
                "book": event.originator_id,
                "day": event.day,
                "inspection": _inspection(cases, event),
                "client_id": event.client_id,
                "amounts": event.amounts,
                "minutes": event.amounts.minutes,
                "roubles": event.amounts.roubles,
                "damage": event.amounts.damage_roubles,
                "note": event.note,
                "files": event.files,
                "recorded_at": one.at,
            }


def _ratings(sql: Sql, steps: Sequence[Recorded], cases: Rows) -> None:
    found = [
        (one, one.event)
        for one in steps
        if isinstance(one.event, ToolRatings.Rated | ToolRatings.TakenBack)
    ]
    keys = [(event.originator_id, event.tool) for _, event in found]
    with Rows(sql, "burden_rating", keys, ("book", "tool")) as rows:
        for (one, event), key in zip(found, keys, strict=True):
            if isinstance(event, ToolRatings.TakenBack):
                del rows[key]
                continue
            rows[key] = {
                "book": event.originator_id,
                "tool": event.tool,
                "inspection": _inspection(cases, event),
                "client_id": event.client_id,
                "score": event.rating.score,
                "lacks": event.rating.lacks,
                "stage": event.stage,
                "rated_at": one.at,
            }


def _inspection(cases: Rows, event: Event) -> object:
    return cases[event.originator_id]["inspection"]
