"""A file that is sent with a message (I2)."""

from typing import ClassVar
from uuid import UUID

from eventsourcing.domain import event

from domain.evidence import Print, Scan, clean_name
from domain.exchange.refusals import AlreadyEnclosed, NotTheirFile
from domain.kernel import Actor, Aggregate, Personal

MOST_UNSENT = 50 * 1024 * 1024
"""Bytes that may wait to be sent of one party to one client."""


class Enclosure(Aggregate):
    """One file, from when it is attached until it is sent or taken away.

    It is sealed with the key of the client, whoever sends it, so that it is gone when
    the client is forgotten.
    """

    class Event(Aggregate.Event):
        subject: ClassVar[str] = "client_id"
        client_id: UUID

    class Kept(Aggregate.Created):
        """The file was attached, found sound, and stored.

        Attributes:
            client_id: the client of the correspondence.
            owner: the party that attached it.
            object: what it is called in the store.
            name: as whoever attached it called it.
            sha256: of the content, hex.
            scan: what the virus scanner said.
            scanner: which one; none when nobody scanned.
        """

        subject: ClassVar[str] = "client_id"
        client_id: UUID
        owner: UUID
        object: UUID
        name: Personal
        sha256: Personal
        media_type: str
        size: int
        scan: Scan
        scanner: str | None = None

    class Enclosed(Event):
        """It was sent with a message and stays."""

        message: UUID

    class Removed(Event):
        """It was taken away before it was sent; the stored object is deleted."""

        object: UUID

    @classmethod
    def keep(
        cls,
        *,
        client_id: UUID,
        owner: UUID,
        object: UUID,
        name: str,
        print: Print,
        scan: Scan,
        scanner: str | None,
        by: Actor,
    ) -> "Enclosure":
        """Take a file; store it before this is recorded.

        Args:
            client_id: the client of the correspondence.
            owner: the party that attaches it.
            object: what it is called in the store.
            name: as its owner calls it; the end of a long one is kept.
            print: what was found by reading it.
            scan: what the virus scanner said.
            scanner: which one, if any.
            by: who attaches it.
        """
        return cls(
            client_id=client_id,
            owner=owner,
            object=object,
            name=clean_name(name),
            sha256=print.sha256,
            media_type=print.media_type,
            size=print.size,
            scan=scan,
            scanner=scanner,
            by=by,
        )

    def enclose(
        self, message: UUID, *, client_id: UUID, owner: UUID, by: Actor
    ) -> None:
        """Send it with a message.

        Args:
            message: with which.
            client_id: the client of the message's correspondence.
            owner: the party that sends the message.
            by: who sends.

        Raises:
            NotTheirFile: another attached it, for another, or it was taken away.
            AlreadyEnclosed: it was sent with another message.
        """
        if self.is_removed or (client_id, owner) != (self.client_id, self.owner):
            raise NotTheirFile
        if self.message is not None:
            raise AlreadyEnclosed
        self._enclose(client_id=self.client_id, message=message, by=by)

    def holds(self, object: UUID) -> bool:
        """Whether this object of the store is the file's; see `ports.HoldsObject`."""
        return self.object == object and not self.is_removed

    def remove(self, *, by: Actor) -> None:
        """Take it away before it is sent; nothing when that was done before.

        Raises:
            AlreadyEnclosed: it was sent.
        """
        if self.message is not None:
            raise AlreadyEnclosed
        if not self.is_removed:
            self._remove(client_id=self.client_id, object=self.object, by=by)

    @event(Kept)
    def __init__(
        self,
        client_id: UUID,
        owner: UUID,
        object: UUID,
        name: str,
        sha256: str,
        media_type: str,
        size: int,
        scan: Scan,
        by: Actor,
        scanner: str | None = None,
    ) -> None:
        self.client_id = client_id
        self.owner = owner
        self.object = object
        self.sha256 = sha256
        self.attached_by = by.id
        self.message: UUID | None = None
        self.is_removed = False

    @event(Enclosed)
    def _enclose(self, client_id: UUID, message: UUID, by: Actor) -> None:
        self.message = message

    @event(Removed)
    def _remove(self, client_id: UUID, object: UUID, by: Actor) -> None:
        self.is_removed = True
