"""A calendar of what is coming for a client, at a secret address (L2).

Whoever knows the address reads the calendar, so a program needs no password of its
owner. The client may replace it at any time, or take it back.
"""

from typing import ClassVar
from uuid import UUID, uuid5

from eventsourcing.domain import event

from domain.errors import RuleBroken
from domain.kernel import Actor, Aggregate

_FEEDS = UUID("5d8e0f3a-6c0b-5a52-9c1e-6b1f0f1c7d21")


class FeedOpen(RuleBroken):
    code = "calendar-feed-open"
    title = "You have a calendar address: replace it or take it back"


class FeedClosed(RuleBroken):
    code = "calendar-feed-closed"
    title = "You have no calendar address now"


class CalendarFeed(Aggregate):
    """The one calendar address of a client; only its hash is kept."""

    class Event(Aggregate.Event):
        subject: ClassVar[str] = "client_id"
        client_id: UUID

    class Opened(Aggregate.Created):
        """The client made its first address.

        Attributes:
            client_id: whose calendar it is.
            digest: SHA-256 of the secret in the address, hex.
        """

        subject: ClassVar[str] = "client_id"
        client_id: UUID
        digest: str

    class Renewed(Event):
        """Another address took the place of the one before, or of none."""

        digest: str

    class Revoked(Event):
        """The address leads nowhere from now on."""

    @classmethod
    def open(cls, *, client_id: UUID, digest: str, by: Actor) -> "CalendarFeed":
        """Make the first address.

        Args:
            client_id: whose calendar it is.
            digest: SHA-256 of the secret, hex; the secret itself is never kept.
            by: who makes it.
        """
        return cls(client_id=client_id, digest=digest, by=by)

    def reopen(self, *, digest: str, by: Actor) -> None:
        """Make an address after the one before was taken back.

        Raises:
            FeedOpen: there is one.
        """
        if self.is_open:
            raise FeedOpen
        self._renew(client_id=self.client_id, digest=digest, by=by)

    def replace(self, *, digest: str, by: Actor) -> None:
        """Make another address; the one before leads nowhere from then on.

        Raises:
            FeedClosed: there is none.
        """
        if not self.is_open:
            raise FeedClosed
        self._renew(client_id=self.client_id, digest=digest, by=by)

    def revoke(self, *, by: Actor) -> None:
        """Take the address back.

        Raises:
            FeedClosed: there is none.
        """
        if not self.is_open:
            raise FeedClosed
        self._revoke(client_id=self.client_id, by=by)

    @staticmethod
    def create_id(client_id: UUID) -> UUID:
        """One calendar per client: the primary key enforces it."""
        return uuid5(_FEEDS, str(client_id))

    @event(Opened)
    def __init__(self, client_id: UUID, digest: str, by: Actor) -> None:
        self.client_id = client_id
        self.is_open = True

    @event(Renewed)
    def _renew(self, client_id: UUID, digest: str, by: Actor) -> None:
        self.is_open = True

    @event(Revoked)
    def _revoke(self, client_id: UUID, by: Actor) -> None:
        self.is_open = False
