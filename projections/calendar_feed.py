"""Which secret address leads to whose calendar (L2)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from domain.calendar_feed import CalendarFeed
from domain.client import Client
from domain.kernel import Value
from projections.view import Projection, Recorded, Rows, Sql, View


class Feed(Value):
    """The calendar address of a client.

    Attributes:
        id: of the feed; it names events for good, whatever the address.
        client_id: whose calendar.
        version: of the feed.
        made_at: when its present address was made, UTC.
    """

    id: UUID
    client_id: UUID
    version: int
    made_at: datetime


class CalendarFeedProjection(Projection):
    """Keeps a row per address that works; those of a forgotten client go with it."""

    name = "calendar_feed"
    schema = """
        CREATE TABLE feed (
            id        uuid PRIMARY KEY,
            client_id uuid NOT NULL UNIQUE,
            version   bigint NOT NULL,
            digest    text NOT NULL UNIQUE,
            made_at   timestamptz NOT NULL
        );
        CREATE TABLE forgotten (client_id uuid PRIMARY KEY);
    """
    events = (CalendarFeed.Event, CalendarFeed.Opened, Client.Forgotten)

    def apply(self, sql: Sql, events: Sequence[Recorded]) -> None:
        """Write what a batch of events means."""
        gone = {
            one.event.originator_id
            for one in events
            if isinstance(one.event, Client.Forgotten)
        }
        if gone:
            sql.execute(FORGET, (list(gone),))
        steps = [one for one in events if not isinstance(one.event, Client.Forgotten)]
        clients = {_client(one) for one in steps}
        found = sql.execute(FORGOTTEN, (list(clients),), prepare=True)
        forgotten = {row["client_id"] for row in found}
        with Rows(sql, "feed", {one.event.originator_id for one in steps}) as rows:
            for one in steps:
                event = one.event
                if _client(one) in forgotten or isinstance(event, CalendarFeed.Revoked):
                    del rows[event.originator_id]
                elif isinstance(event, CalendarFeed.Opened | CalendarFeed.Renewed):
                    rows[event.originator_id] = {
                        "id": event.originator_id,
                        "client_id": event.client_id,
                        "version": event.originator_version,
                        "digest": event.digest,
                        "made_at": one.at,
                    }


class CalendarFeedView(View):
    """Answers questions about addresses."""

    def at(self, digest: str) -> Feed | None:
        """The feed behind an address; None when it leads nowhere.

        Args:
            digest: SHA-256 of the secret, hex.
        """
        return self.one(Feed, f"{FEED} WHERE digest = %s", (digest,))

    def of_client(self, client_id: UUID) -> Feed | None:
        """The address of a client; None when it has none."""
        return self.one(Feed, f"{FEED} WHERE client_id = %s", (client_id,))


FEED = "SELECT id, client_id, version, made_at FROM calendar_feed.feed"
FORGET = """
    WITH gone AS (
        INSERT INTO forgotten SELECT unnest(%s::uuid[])
        ON CONFLICT DO NOTHING RETURNING client_id
    )
    DELETE FROM feed USING gone WHERE feed.client_id = gone.client_id
"""
FORGOTTEN = "SELECT client_id FROM forgotten WHERE client_id = ANY(%s)"


def _client(one: Recorded) -> UUID:
    client_id: UUID = getattr(one.event, "client_id")  # noqa: B009 - of both kinds
    return client_id
