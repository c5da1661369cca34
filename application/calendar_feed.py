"""A client makes, replaces and takes back the secret address of its calendar (L2)."""

from collections.abc import Callable
from hashlib import sha256
from secrets import token_urlsafe
from uuid import UUID

from application.access import Action, allow
from application.log import EventLog, Key, Receipt
from domain.calendar_feed import CalendarFeed, FeedClosed
from domain.kernel import Actor, Value

SECRET_BYTES = 32


class Opened(Value):
    """What came of making an address.

    Attributes:
        receipt: proof that it was recorded.
        secret: of the address, told this once; None when the command was a repetition.
    """

    receipt: Receipt
    secret: str | None = None


class CalendarFeeds:
    """The commands of the calendar's address."""

    def __init__(self, log: EventLog) -> None:
        self._log = log

    def open(self, client_id: UUID, *, by: Actor, key: Key | None = None) -> Opened:
        """Make an address; the client.

        A repetition under the same key makes none, and tells no secret: it was told the
        first time, and nobody keeps it.

        Raises:
            FeedOpen: there is one.
        """

        def decide(digest: str) -> CalendarFeed:
            feed = self._log.find(CalendarFeed, CalendarFeed.create_id(client_id))
            if feed is None:
                return CalendarFeed.open(client_id=client_id, digest=digest, by=by)
            feed.reopen(digest=digest, by=by)
            return feed

        return self._told(client_id, decide, by, key)

    def replace(self, client_id: UUID, *, by: Actor, key: Key | None = None) -> Opened:
        """Make another address, and the one before worth nothing; the client.

        Raises:
            FeedClosed: there is none.
        """

        def decide(digest: str) -> CalendarFeed:
            feed = self._kept(client_id)
            feed.replace(digest=digest, by=by)
            return feed

        return self._told(client_id, decide, by, key)

    def revoke(self, client_id: UUID, *, by: Actor, key: Key | None = None) -> Receipt:
        """Take the address back; the client.

        Raises:
            FeedClosed: there is none.
        """
        allow(by, Action.KEEP_CALENDAR_FEED, of=client_id)

        def decide() -> Receipt:
            feed = self._kept(client_id)
            feed.revoke(by=by)
            return self._log.record(feed, by=by, key=key)

        return self._log.once(by, key, decide)

    def _told(
        self,
        client_id: UUID,
        decide: Callable[[str], CalendarFeed],
        by: Actor,
        key: Key | None,
    ) -> Opened:
        allow(by, Action.KEEP_CALENDAR_FEED, of=client_id)
        told: list[str] = []

        def record() -> Receipt:
            secret = token_urlsafe(SECRET_BYTES)
            receipt = self._log.record(decide(digest_of(secret)), by=by, key=key)
            told.append(secret)
            return receipt

        receipt = self._log.once(by, key, record)
        return Opened(receipt=receipt, secret=told[-1] if told else None)

    def _kept(self, client_id: UUID) -> CalendarFeed:
        feed = self._log.find(CalendarFeed, CalendarFeed.create_id(client_id))
        if feed is None:
            raise FeedClosed
        return feed


def digest_of(secret: str) -> str:
    """SHA-256 of a secret, hex; enough for 256 random bits."""
    return sha256(secret.encode()).hexdigest()
