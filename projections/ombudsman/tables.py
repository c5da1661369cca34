"""A row for each office in each case (I9, I10)."""

from collections.abc import Sequence

from domain.client import Client
from domain.ombudsman import Case, CaseKind, Participation, Status
from projections.view import Projection, Recorded, Row, Rows, Sql

FORGET = (
    "INSERT INTO forgotten SELECT unnest(%s::uuid[]) ON CONFLICT DO NOTHING",
    "DELETE FROM participation_in_case WHERE client_id = ANY(%s)",
)
FORGOTTEN = "SELECT client_id FROM forgotten WHERE client_id = ANY(%s)"


class OmbudsmanProjection(Projection):
    """Keeps a row each; those of a forgotten client go with it."""

    name = "ombudsman"
    schema = """
        CREATE TABLE participation_in_case (
            id          uuid PRIMARY KEY,
            version     integer NOT NULL,
            number      bigint NOT NULL,
            about       text NOT NULL,
            inspection  uuid,
            appeal      uuid,
            client_id   uuid NOT NULL,
            authority   uuid NOT NULL,
            office      uuid NOT NULL,
            status      text NOT NULL,
            wish        text,
            invited_on  date NOT NULL,
            answered_on date,
            reason      text,
            thread      uuid,
            opinions    jsonb NOT NULL,
            changed_at  timestamptz NOT NULL
        );
        CREATE INDEX participation_of_office
            ON participation_in_case (office, number DESC);
        CREATE INDEX participation_of_case ON participation_in_case (about, number);
        CREATE INDEX participation_of_client ON participation_in_case (client_id);
        CREATE TABLE forgotten (client_id uuid PRIMARY KEY);
    """
    events = (Participation.Event, Participation.Invited, Client.Forgotten)

    def apply(self, sql: Sql, events: Sequence[Recorded]) -> None:
        """Write what a batch of events means."""
        gone = [
            one.event.originator_id
            for one in events
            if isinstance(one.event, Client.Forgotten)
        ]
        for statement in FORGET if gone else ():
            sql.execute(statement, (gone,))
        steps = [
            (one, one.event)
            for one in events
            if isinstance(one.event, Participation.Event | Participation.Invited)
        ]
        clients = list({event.client_id for _, event in steps})
        found = sql.execute(FORGOTTEN, (clients,), prepare=True)
        forgotten = {row["client_id"] for row in found}
        steps = [one for one in steps if one[1].client_id not in forgotten]
        ids = {event.originator_id for _, event in steps}
        with Rows(sql, "participation_in_case", ids) as rows:
            for one, event in steps:
                row = (
                    _invited(one, event)
                    if isinstance(event, Participation.Invited)
                    else rows[event.originator_id] | _after(event)
                )
                if isinstance(event, Participation.Advised):
                    row["opinions"] = [*row["opinions"], _opinion(event)]
                told = {"version": event.originator_version, "changed_at": one.at}
                rows[event.originator_id] = row | told


def _invited(one: Recorded, event: Participation.Invited) -> Row:
    case = Case.at(event.about)
    return {
        "id": event.originator_id,
        "number": one.position,
        "about": event.about,
        "inspection": case.id if case.kind is CaseKind.INSPECTION else None,
        "appeal": case.id if case.kind is CaseKind.APPEAL else None,
        "client_id": event.client_id,
        "authority": event.authority,
        "office": event.office,
        "status": Status.INVITED,
        "wish": event.wish,
        "invited_on": event.on,
        "answered_on": None,
        "reason": None,
        "thread": None,
        "opinions": [],
    }


def _after(event: Participation.Event) -> Row:
    """What changes in a row by what happened."""
    match event:
        case Participation.InvitedAgain(wish=wish, on=on):
            return {
                "status": Status.INVITED,
                "wish": wish,
                "invited_on": on,
                "answered_on": None,
                "reason": None,
            }
        case Participation.Accepted(thread=thread, on=on):
            return {"status": Status.TAKES_PART, "thread": thread, "answered_on": on}
        case Participation.Declined(reason=reason, on=on):
            return {"status": Status.DECLINED, "reason": reason, "answered_on": on}
        case Participation.Left(reason=reason):
            return {"status": Status.LEFT, "reason": reason}
        case Participation.Withdrawn():
            return {"status": Status.WITHDRAWN}
    return {}


def _opinion(event: Participation.Advised) -> Row:
    return {
        "number": event.number,
        "opinion": event.opinion,
        "files": event.files,
        "message": event.message,
        "on": event.on,
    }
