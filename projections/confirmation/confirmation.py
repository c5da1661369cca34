"""Confirmations as their client reads them (L3)."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date, datetime
from operator import attrgetter
from typing import Any
from uuid import UUID

from domain.client import Client
from domain.condition import Verdict
from domain.confirmation import (
    Confirmation,
    ConfirmationStatus,
    ThingKind,
    WhyAgain,
)
from domain.kernel import Event, Value
from domain.profile import FactValue
from domain.requirement import requirement_id
from domain.situation import situation_id
from projections.view import Projection, Recorded, Rows, Sql, View

PAGE = 50


class ConfirmationMoment(Value):
    """One thing that happened to a confirmation.

    Attributes:
        kind: "given", "given_again", "put_up" or "taken_back".
        at: when, UTC.
        by: id of the person, or "system:<job>".
        number: the version it was about, where one was.
        verdict: of a requirement, where one was.
        why: for what it was put up.
    """

    kind: str
    at: datetime
    by: str
    number: int | None = None
    verdict: Verdict | None = None
    why: WhyAgain | None = None


class ConfirmationCard(Value):
    """A confirmation: what was confirmed, and what is to be looked at.

    Attributes:
        id: of it.
        version: its version; the ETag.
        place: of its newest confirming in the log; pages go by it.
        client_id: whose.
        kind, code: the thing.
        number: the version that was confirmed.
        verdict: of a requirement, what was confirmed.
        facts: that were confirmed.
        corrected: keys of those that were corrected.
        on: the day.
        by: id of the person who confirmed.
        status: where it stands.
        why: for what it was put up, when it is.
        newest_number, newest_verdict, changed_facts: as they were when it was put up.
        moments: everything that happened, oldest first.
    """

    id: UUID
    version: int
    place: int
    client_id: UUID
    kind: ThingKind
    code: str
    number: int
    verdict: Verdict | None
    facts: dict[str, FactValue]
    corrected: tuple[str, ...]
    on: date
    by: str
    status: ConfirmationStatus
    why: WhyAgain | None
    newest_number: int | None
    newest_verdict: Verdict | None
    changed_facts: dict[str, FactValue]
    moments: tuple[ConfirmationMoment, ...]


class ConfirmationPage(Value):
    """Some confirmations.

    Attributes:
        confirmations: the newest first.
        after: cursor of the next page; None at the end.
    """

    confirmations: tuple[ConfirmationCard, ...]
    after: int | None


class ConfirmationProjection(Projection):
    """Keeps a row each; those of a forgotten client go with it."""

    name = "confirmation"
    schema = """
        CREATE TABLE confirmation (
            id             uuid PRIMARY KEY,
            version        integer NOT NULL,
            place          bigint NOT NULL,
            client_id      uuid NOT NULL,
            kind           text NOT NULL,
            code           text NOT NULL,
            thing_id       uuid NOT NULL,
            number         integer NOT NULL,
            verdict        text,
            facts          json NOT NULL,
            corrected      text[] NOT NULL,
            "on"           date NOT NULL,
            by             text NOT NULL,
            status         text NOT NULL,
            why            text,
            newest_number  integer,
            newest_verdict text,
            changed_facts  json NOT NULL,
            moments        jsonb NOT NULL
        );
        CREATE INDEX confirmation_client ON confirmation (client_id, place DESC);
        CREATE INDEX confirmation_thing ON confirmation (thing_id)
            WHERE status = 'given';
        CREATE TABLE forgotten (client_id uuid PRIMARY KEY);
    """
    events = (Confirmation.Event, Confirmation.Given, Client.Forgotten)

    def apply(self, sql: Sql, events: Sequence[Recorded]) -> None:
        """Write what a batch of events means."""
        gone = [
            one.event.originator_id
            for one in events
            if isinstance(one.event, Client.Forgotten)
        ]
        if gone:
            sql.execute(FORGET, (gone,))
        steps = [one for one in events if not isinstance(one.event, Client.Forgotten)]
        forgotten = {
            row["client_id"]
            for row in sql.execute(
                FORGOTTEN, (list(set(map(_client, steps))),), prepare=True
            )
        }
        steps = [one for one in steps if _client(one) not in forgotten]
        known = {
            one.event.originator_id
            for one in steps
            if not isinstance(one.event, Confirmation.Given)
        }
        with Rows(sql, "confirmation", known) as rows:
            for one in steps:
                id = one.event.originator_id
                rows[id] = _after(rows.get(id), one)


FORGET = """
    WITH gone AS (
        INSERT INTO forgotten SELECT unnest(%s::uuid[])
        ON CONFLICT DO NOTHING RETURNING client_id
    )
    DELETE FROM confirmation USING gone WHERE confirmation.client_id = gone.client_id
"""
FORGOTTEN = "SELECT client_id FROM forgotten WHERE client_id = ANY(%s)"

CARDS = (
    "SELECT id, version, place, client_id, kind, code, number, verdict, facts,"
    ' corrected, "on", by, status, why, newest_number, newest_verdict,'
    " changed_facts, moments FROM confirmation.confirmation"
)
MINE = f"""
    {CARDS}
    WHERE client_id = %(client)s
        AND (%(kinds)s::text[] IS NULL OR kind = ANY(%(kinds)s))
        AND (%(statuses)s::text[] IS NULL OR status = ANY(%(statuses)s))
        AND (%(before)s::bigint IS NULL OR place < %(before)s)
    ORDER BY place DESC LIMIT %(limit)s
"""
OUTDATED = """
    SELECT c.id FROM confirmation.confirmation AS c
    JOIN requirement.version AS v ON v.requirement = c.thing_id
        AND %s BETWEEN v.shown_from AND v.shown_until
    WHERE c.status = 'given' AND c.kind = 'requirement' AND v.number > c.number
"""


class ConfirmationView(View):
    """Answers questions about confirmations; also `application.ports.Confirmed`."""

    def get(self, id: UUID) -> ConfirmationCard | None:
        """One confirmation; None when there is none."""
        return self.one(ConfirmationCard, f"{CARDS} WHERE id = %s", (id,))

    def of(
        self, client_id: UUID, kind: ThingKind, codes: Collection[str]
    ) -> dict[str, ConfirmationCard]:
        """A client's confirmations of some things of a kind, by code."""
        found = self.all(
            ConfirmationCard,
            f"{CARDS} WHERE id = ANY(%s)",
            ([Confirmation.create_id(client_id, kind, code) for code in codes],),
        )
        return {one.code: one for one in found}

    def mine(
        self,
        client_id: UUID,
        *,
        kinds: Collection[ThingKind] = (),
        statuses: Collection[ConfirmationStatus] = (),
        before: int | None = None,
        limit: int = PAGE,
    ) -> ConfirmationPage:
        """A client's confirmations, the newest first.

        Args:
            client_id: whose.
            kinds: only these; all when empty.
            statuses: only these; all when empty.
            before: cursor of the page before.
            limit: how many at most, 1..200.
        """
        found = self.all(
            ConfirmationCard,
            MINE,
            {
                "client": client_id,
                "kinds": [kind.value for kind in kinds] or None,
                "statuses": [status.value for status in statuses] or None,
                "before": before,
                "limit": limit + 1,
            },
        )
        shown = tuple(found[:limit])
        return ConfirmationPage(
            confirmations=shown, after=shown[-1].place if len(found) > limit else None
        )

    def waiting(self, client_id: UUID) -> int:
        """How many of a client's confirmations are put up again."""
        with self.read() as sql:
            row = sql.execute(
                "SELECT count(*) AS n FROM confirmation.confirmation"
                " WHERE client_id = %s AND status = 'to_look_at'",
                (client_id,),
                prepare=True,
            ).fetchone()
        return int(row["n"]) if row else 0

    def confirmed(self, client_id: UUID) -> list[tuple[UUID, int]]:
        """Id and version of the requirements that a client has confirmed."""
        with self.read() as sql:
            sql.execute(
                "SELECT thing_id, number FROM confirmation.confirmation WHERE"
                " client_id = %s AND status = 'given' AND kind = 'requirement'",
                (client_id,),
                prepare=True,
            )
            return [(row["thing_id"], row["number"]) for row in sql]

    def of_client(self, client_id: UUID) -> Iterator[UUID]:
        """Ids of the confirmations in effect of a client, any order."""
        return self._ids(
            "SELECT id FROM confirmation.confirmation"
            " WHERE client_id = %s AND status = 'given'",
            client_id,
        )

    def on_thing(self, thing_id: UUID) -> Iterator[UUID]:
        """Ids of those in effect on a requirement, a situation or a segment."""
        return self._ids(
            "SELECT id FROM confirmation.confirmation"
            " WHERE thing_id = %s AND status = 'given'",
            thing_id,
        )

    def outdated(self, today: date) -> Iterator[UUID]:
        """Ids of those in effect on a requirement's version that gave way by today."""
        return self._ids(OUTDATED, today)

    def _ids(self, query: Any, value: UUID | date) -> Iterator[UUID]:
        with self.read() as sql:
            ids = [row["id"] for row in sql.execute(query, (value,))]
        return iter(ids)


_client: Callable[[Recorded], UUID] = attrgetter("event.client_id")


def _after(row: dict[str, Any] | None, one: Recorded) -> dict[str, Any]:
    """The row after one more event."""
    event = one.event
    if isinstance(event, Confirmation.Given):
        named = requirement_id if event.kind is ThingKind.REQUIREMENT else situation_id
        row = {
            "id": event.originator_id,
            "client_id": event.client_id,
            "kind": event.kind,
            "code": event.code,
            "thing_id": named(event.code),
            "moments": [],
        }
    elif row is None:
        raise LookupError(f"no confirmation for {type(event).__name__}")
    row |= _changes(event, one.position) | {"version": event.originator_version}
    row["moments"].append(
        {
            "kind": KINDS[type(event).__name__],
            "at": one.at,
            "by": event.by.id,
            "number": getattr(event, "number", None),
            "verdict": getattr(event, "verdict", None),
            "why": getattr(event, "why", None),
        }
    )
    return row


KINDS = {
    "Given": "given",
    "GivenAgain": "given_again",
    "PutUp": "put_up",
    "TakenBack": "taken_back",
}


def _changes(event: Event, position: int) -> dict[str, Any]:
    """The columns that an event gives other values."""
    settled: dict[str, Any] = {
        "why": None,
        "newest_number": None,
        "newest_verdict": None,
        "changed_facts": {},
    }
    match event:
        case Confirmation.Given() | Confirmation.GivenAgain():
            return settled | {
                "place": position,
                "number": event.number,
                "verdict": event.verdict,
                "facts": event.facts,
                "corrected": list(event.corrected),
                "on": event.on,
                "by": event.by.id,
                "status": ConfirmationStatus.GIVEN,
            }
        case Confirmation.PutUp():
            return {
                "status": ConfirmationStatus.TO_LOOK_AT,
                "why": event.why,
                "newest_number": event.number,
                "newest_verdict": event.verdict,
                "changed_facts": event.facts,
            }
    return settled | {"status": ConfirmationStatus.TAKEN_BACK}
