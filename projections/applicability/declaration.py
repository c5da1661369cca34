"""Declarations of non-applicability, as the client and the body read them (L4)."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date, datetime
from functools import cache
from operator import attrgetter
from typing import Any
from uuid import UUID

from domain.applicability import IN_EFFECT, Declaration, Status, Why
from domain.client import Client
from domain.condition import Ground
from domain.kernel import Event, Role, Value
from domain.profile import FactValue
from domain.requirement import requirement_id
from projections.view import Projection, Recorded, Rows, Sql, View

PAGE = 50


class Moment(Value):
    """One thing that happened to a declaration.

    Attributes:
        kind: name of the event in snake case, e.g. "declared", "contested".
        at: when, UTC.
        by: id of the person, or "system:<job>".
        role: as whom.
        text: what was said; None when nothing was.
        requirement_version: the version it was about, where one was named.
    """

    kind: str
    at: datetime
    by: str
    role: Role
    text: str | None = None
    requirement_version: int | None = None


class DeclarationCard(Value):
    """A declaration as it stands.

    Attributes:
        id: of the declaration.
        version: its version; the ETag.
        number: place of the newest declaring in the log; people name it by this.
        client_id: who declares.
        client_name: as registered; None where the reader did not ask for it.
        requirement: code.
        requirement_version: the version it was given on.
        control_body: who supervises the requirement.
        ground: one of the two of the standard.
        absent: atoms that are not so, e.g. ("object:lift",).
        explanation: in the client's words.
        document_id: of the document given with it.
        status: where it stands.
        on: day of the declaration.
        changed_at: when it last changed, UTC.
        why: for what it was put up for re-confirmation, when it was.
        newest_version: of the requirement, when it was put up.
        changed_facts: that put it up.
        moments: everything that happened, oldest first.
    """

    id: UUID
    version: int
    number: int
    client_id: UUID
    client_name: str | None = None
    requirement: str
    requirement_version: int
    control_body: str
    ground: Ground
    absent: tuple[str, ...]
    explanation: str | None
    document_id: UUID | None
    status: Status
    on: date
    changed_at: datetime
    why: Why | None
    newest_version: int | None
    changed_facts: dict[str, FactValue]
    moments: tuple[Moment, ...]

    @property
    def is_in_effect(self) -> bool:
        """Whether the requirement stands among those that do not apply."""
        return self.status in IN_EFFECT


class Queue(Value):
    """A page of declarations.

    Attributes:
        declarations: newest first.
        after: cursor of the next page; None at the end.
    """

    declarations: tuple[DeclarationCard, ...]
    after: int | None


class DeclarationProjection(Projection):
    """Keeps a row per declaration; those of a forgotten client go with it.

    A step that was decided while the client was being forgotten may stand after it.
    """

    name = "applicability"
    schema = """
        CREATE TABLE declaration (
            id                  uuid PRIMARY KEY,
            version             integer NOT NULL,
            number              bigint NOT NULL,
            client_id           uuid NOT NULL,
            requirement         text NOT NULL,
            requirement_id      uuid NOT NULL,
            requirement_version integer NOT NULL,
            control_body        text NOT NULL,
            ground              text NOT NULL,
            absent              text[] NOT NULL,
            explanation         text,
            document_id         uuid,
            status              text NOT NULL,
            "on"                date NOT NULL,
            changed_at          timestamptz NOT NULL,
            why                 text,
            newest_version      integer,
            changed_facts       jsonb NOT NULL,
            is_noted            boolean NOT NULL,
            moments             jsonb NOT NULL
        );
        CREATE INDEX declaration_client ON declaration (client_id, number DESC);
        CREATE INDEX declaration_body ON declaration (control_body, number DESC);
        CREATE INDEX declaration_requirement ON declaration (requirement_id)
            WHERE status IN ('declared', 'contested', 'answered');
        CREATE TABLE forgotten (client_id uuid PRIMARY KEY);
    """
    events = (Declaration.Event, Declaration.Declared, Client.Forgotten)

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
        clients = set(map(_client, steps))
        forgotten = {
            row["client_id"]
            for row in sql.execute(FORGOTTEN, (list(clients),), prepare=True)
        }
        steps = [one for one in steps if _client(one) not in forgotten]
        known = {
            one.event.originator_id
            for one in steps
            if not isinstance(one.event, Declaration.Declared)
        }
        with Rows(sql, "declaration", known) as rows:
            for one in steps:
                id = one.event.originator_id
                rows[id] = _after(rows.get(id), one)


class DeclarationView(View):
    """Answers questions about declarations; `application.ports.Declarations` too."""

    def get(self, id: UUID) -> DeclarationCard | None:
        """One declaration with its client's name; None when there is none."""
        return self.one(DeclarationCard, f"{WITH_CLIENT} WHERE d.id = %s", (id,))

    def of_requirements(
        self, client_id: UUID, codes: Collection[str]
    ) -> list[DeclarationCard]:
        """Declarations of a client on some requirements, any order."""
        return self.all(
            DeclarationCard,
            f"{ALONE} WHERE client_id = %s AND requirement = ANY(%s)",
            (client_id, list(codes)),
        )

    def queue(
        self,
        bodies: Collection[str],
        *,
        statuses: Collection[Status] = (),
        before: int | None = None,
        limit: int = PAGE,
    ) -> Queue:
        """Declarations on what some bodies supervise, newest first.

        Args:
            bodies: names as in the register's `control_body`.
            statuses: only these; all when empty.
            before: cursor of the page before.
            limit: how many at most, 1..200.
        """
        found = self.all(
            DeclarationCard,
            f"{WITH_CLIENT} WHERE d.control_body = ANY(%s)"
            " AND (%s::text[] IS NULL OR d.status = ANY(%s))"
            " AND (%s::bigint IS NULL OR d.number < %s)"
            " ORDER BY d.number DESC LIMIT %s",
            (
                list(bodies),
                *[[s.value for s in statuses] or None] * 2,
                before,
                before,
                limit + 1,
            ),
        )
        return _page(found, limit)

    def mine(
        self,
        client_id: UUID,
        *,
        statuses: Collection[Status] = (),
        before: int | None = None,
        limit: int = PAGE,
    ) -> Queue:
        """A client's declarations, newest first; arguments as for `queue`."""
        found = self.all(
            DeclarationCard,
            f"{ALONE} WHERE client_id = %s"
            " AND (%s::text[] IS NULL OR status = ANY(%s))"
            " AND (%s::bigint IS NULL OR number < %s)"
            " ORDER BY number DESC LIMIT %s",
            (
                client_id,
                *[[s.value for s in statuses] or None] * 2,
                before,
                before,
                limit + 1,
            ),
        )
        return _page(found, limit)

    def by_status(self, client_id: UUID) -> Counter[Status]:
        """How many of a client's declarations stand where."""
        with self.read() as sql:
            rows = sql.execute(BY_STATUS, (client_id,), prepare=True)
            return Counter({Status(row["status"]): row["n"] for row in rows})

    def outdated(self, today: date) -> Iterator[UUID]:
        """Ids of those in effect whose version gave way by today, or noted a change."""
        with self.read() as sql:
            sql.execute(OUTDATED, (today, [status.value for status in IN_EFFECT]))
            ids = [row["id"] for row in sql]
        return iter(ids)

    def on_requirement(self, requirement_id: UUID) -> Iterator[UUID]:
        """Ids of the declarations in effect on a requirement."""
        return self._ids("requirement_id = %s AND status = ANY(%s)", requirement_id)

    def of_client(self, client_id: UUID) -> Iterator[UUID]:
        """Ids of the declarations in effect of a client."""
        return self._ids("client_id = %s AND status = ANY(%s)", client_id)

    def _ids(self, where: str, value: UUID) -> Iterator[UUID]:
        with self.read() as sql:
            sql.execute(
                f"SELECT id FROM applicability.declaration WHERE {where}",  # noqa: S608
                (value, [status.value for status in IN_EFFECT]),
            )
            ids = [row["id"] for row in sql]
        return iter(ids)


COLUMNS = (
    "d.id, d.version, d.number, d.client_id, d.requirement, d.requirement_version,"
    " d.control_body, d.ground, d.absent, d.explanation, d.document_id, d.status,"
    ' d."on", d.changed_at, d.why, d.newest_version, d.changed_facts, d.moments'
)
ALONE = f"SELECT {COLUMNS} FROM applicability.declaration AS d"  # noqa: S608
WITH_CLIENT = (
    f"SELECT {COLUMNS}, c.name AS client_name"  # noqa: S608
    " FROM applicability.declaration AS d"
    " LEFT JOIN client.client AS c ON c.id = d.client_id"
)

FORGET = """
    WITH gone AS (
        INSERT INTO forgotten SELECT unnest(%s::uuid[])
        ON CONFLICT DO NOTHING RETURNING client_id
    )
    DELETE FROM declaration USING gone WHERE declaration.client_id = gone.client_id
"""
BY_STATUS = (
    "SELECT status, count(*) AS n FROM applicability.declaration"
    " WHERE client_id = %s GROUP BY status"
)
FORGOTTEN = "SELECT client_id FROM forgotten WHERE client_id = ANY(%s)"

OUTDATED = """
    SELECT d.id FROM applicability.declaration AS d
    JOIN requirement.version AS v ON v.requirement = d.requirement_id
        AND %s BETWEEN v.shown_from AND v.shown_until
    WHERE d.status = ANY(%s) AND (v.number > d.requirement_version
        OR d.is_noted AND d.status = 'declared')
"""


_client: Callable[[Recorded], UUID] = attrgetter("event.client_id")


def _page(found: list[DeclarationCard], limit: int) -> Queue:
    shown = tuple(found[:limit])
    after = shown[-1].number if len(found) > limit else None
    return Queue(declarations=shown, after=after)


def _after(row: dict[str, Any] | None, one: Recorded) -> dict[str, Any]:
    """The row after one more event."""
    event = one.event
    if isinstance(event, Declaration.Declared):
        row = {
            "id": event.originator_id,
            "client_id": event.client_id,
            "requirement": event.requirement,
            "requirement_id": requirement_id(event.requirement),
            "moments": [],
        }
    elif row is None:
        raise LookupError(f"no declaration for {type(event).__name__}")
    name = type(event).__name__
    row |= _changes(event, one.position)
    row |= {"version": event.originator_version, "changed_at": one.at}
    row["moments"].append(
        {
            "kind": _snake(name),
            "at": one.at,
            "by": event.by.id,
            "role": event.by.role,
            "text": getattr(event, SAID.get(name, "reason"), None),
            "requirement_version": getattr(event, "requirement_version", None),
        }
    )
    return row


SAID = {
    "Declared": "explanation",
    "DeclaredAgain": "explanation",
    "Answered": "answer",
}
"""The field of an event that holds somebody's words; of the others it is `reason`."""

LEADS_TO = {
    "Withdrawn": Status.WITHDRAWN,
    "Contested": Status.CONTESTED,
    "Answered": Status.ANSWERED,
    "ContestDropped": Status.DECLARED,
    "ContestUpheld": Status.NOT_UPHELD,
    "ContestAnnulled": Status.DECLARED,
}


def _changes(event: Event, position: int) -> dict[str, Any]:
    """The columns that an event gives other values."""
    match event:
        case Declaration.Declared() | Declaration.DeclaredAgain():
            return {
                "number": position,
                "requirement_version": event.requirement_version,
                "control_body": event.control_body,
                "ground": event.ground,
                "absent": list(event.absent),
                "explanation": event.explanation,
                "document_id": event.document_id,
                "on": event.on,
                **_settled(Status.DECLARED),
            }
        case Declaration.PutUp():
            return {
                "status": Status.TO_RECONFIRM,
                "why": event.why,
                "newest_version": event.requirement_version,
                "changed_facts": event.facts,
                "is_noted": False,
            }
        case Declaration.ChangeNoted():
            return {"is_noted": True}
        case Declaration.Reconfirmed():
            return {
                "requirement_version": event.requirement_version,
                "control_body": event.control_body,
                "on": event.on,
                **_settled(Status.DECLARED),
            }
    return {"status": LEADS_TO[type(event).__name__]}


def _settled(status: Status) -> dict[str, Any]:
    return {
        "status": status,
        "why": None,
        "newest_version": None,
        "changed_facts": {},
        "is_noted": False,
    }


@cache
def _snake(name: str) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")
