"""To what each client has agreed, and since when (R3)."""

from collections.abc import Sequence
from datetime import date
from typing import Any, LiteralString
from uuid import UUID

from domain.client import Client
from domain.consent import Consent, Scope, Way
from domain.kernel import Value
from projections.view import Projection, Recorded, Row, Rows, Sql, View


class ConsentCard(Value):
    """A client's consent to one thing.

    Attributes:
        id, version: of the aggregate; version is the ETag.
        client_id: whose.
        scope: to what.
        stands: whether it may be relied on.
        text: version of the words to which it agreed.
        given_on: the day, the last time.
        revoked_on, way: the day and how; None while it stands.
    """

    id: UUID
    version: int
    client_id: UUID
    scope: Scope
    stands: bool
    text: int
    given_on: date
    revoked_on: date | None
    way: Way | None


class ConsentProjection(Projection):
    """Keeps a row per client and scope; those of a forgotten client go with it."""

    name = "consent"
    schema = """
        CREATE TABLE consent (
            id         uuid PRIMARY KEY,
            client_id  uuid NOT NULL,
            version    integer NOT NULL,
            kind       text NOT NULL,
            name       text NOT NULL,
            stands     boolean NOT NULL,
            text       integer NOT NULL,
            given_on   date NOT NULL,
            revoked_on date,
            way        text
        );
        CREATE INDEX consent_client ON consent (client_id);
        CREATE INDEX consent_scope ON consent (kind, name, client_id) WHERE stands;
        CREATE TABLE forgotten (client_id uuid PRIMARY KEY);
    """
    events = (Consent.Given, Consent.GivenAgain, Consent.Revoked, Client.Forgotten)

    def apply(self, sql: Sql, events: Sequence[Recorded]) -> None:
        """Write what a batch of events means."""
        steps = []
        gone = []
        for one in events:
            if isinstance(one.event, Client.Forgotten):
                gone.append(one.event.originator_id)
            else:
                steps.append(one)
        if gone:
            sql.execute(FORGET, (gone,))
        given = [one.event for one in steps if isinstance(one.event, Consent.Given)]
        found = sql.execute(FORGOTTEN, ([one.client_id for one in given],))
        forgotten = {row["client_id"] for row in found}
        with Rows(sql, "consent", {one.event.originator_id for one in steps}) as rows:
            for one in steps:
                event: Any = one.event
                id = event.originator_id
                if isinstance(event, Consent.Given):
                    if event.client_id not in forgotten:
                        rows[id] = _given(event)
                elif id in rows:
                    rows.change(id, version=event.originator_version, **_said(event))


def _given(event: Consent.Given) -> Row:
    return {
        "id": event.originator_id,
        "client_id": event.client_id,
        "version": event.originator_version,
        "kind": event.scope.kind,
        "name": event.scope.name,
        "stands": True,
        "text": event.text,
        "given_on": event.on,
        "revoked_on": None,
        "way": None,
    }


def _said(event: Consent.GivenAgain | Consent.Revoked) -> Row:
    if isinstance(event, Consent.Revoked):
        return {"stands": False, "revoked_on": event.on, "way": event.way}
    return {
        "stands": True,
        "text": event.text,
        "given_on": event.on,
        "revoked_on": None,
        "way": None,
    }


class ConsentView(View):
    """Answers questions about consents."""

    def of_client(self, client_id: UUID) -> list[ConsentCard]:
        """All of a client's, revoked ones too; those that stand first."""
        return self.all(ConsentCard, OF_CLIENT, (client_id,))

    def get(self, id: UUID) -> ConsentCard | None:
        """One consent; None when there is none such."""
        return self.one(ConsentCard, ONE, (id,))


CARDS: LiteralString = """
    SELECT id, client_id, version,
        jsonb_build_object('kind', kind, 'name', name) AS scope,
        stands, text, given_on, revoked_on, way
    FROM consent.consent
"""
OF_CLIENT: LiteralString = f"""
    {CARDS} WHERE client_id = %s ORDER BY stands DESC, kind, name
"""
ONE: LiteralString = f"{CARDS} WHERE id = %s"
FORGET: LiteralString = """
    WITH gone AS (
        INSERT INTO forgotten SELECT unnest(%s::uuid[])
        ON CONFLICT DO NOTHING RETURNING client_id
    )
    DELETE FROM consent USING gone WHERE consent.client_id = gone.client_id
"""
FORGOTTEN: LiteralString = "SELECT client_id FROM forgotten WHERE client_id = ANY(%s)"
