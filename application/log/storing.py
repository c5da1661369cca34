"""What the event log asks of those who store its events."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from eventsourcing.persistence import (
    ApplicationRecorder,
    Mapper,
    Notification,
    StoredEvent,
)

from application.log.receipt import Changed, Key, Receipt
from domain.kernel import Event


class KeyUse(NamedTuple):
    """What is stored with the events of a command that came with a key.

    Attributes:
        actor: whose key it is, as text: who acts, and for which organisation.
        key: as it came.
        changed: what the command changed.
    """

    actor: str
    key: Key
    changed: tuple[Changed, ...]


class Tail(NamedTuple):
    """The next events of the log, oldest first.

    Attributes:
        events: as stored.
        position: how far this reaches: everything wanted up to it is in `events`.
    """

    events: Sequence[Notification]
    position: int


class LogRecorder(ApplicationRecorder):
    """What the log asks of its database."""

    @abstractmethod
    def insert_events(
        self,
        stored_events: Sequence[StoredEvent],
        *,
        use: KeyUse | None = None,
        **kwargs: Any,
    ) -> list[int]:
        """Store the events, and the use of a key, all of it or nothing.

        Returns:
            The events' positions, rising.

        Raises:
            RecordConflictError: an aggregate has an event of this version.
            KeyTaken: the actor has used the key.
            Unavailable: the database does not answer; it may have stored them.
        """

    @abstractmethod
    def select_many(self, originator_ids: Sequence[UUID]) -> list[StoredEvent]:
        """All events of some aggregates, by aggregate and version."""

    @abstractmethod
    def select_at(self, positions: Sequence[int]) -> list[Notification]:
        """The events at these positions, oldest first; those that there are."""

    @abstractmethod
    def first_use(self, actor: str, key: str) -> tuple[str, Receipt] | None:
        """Fingerprint and receipt of the command recorded under a key, if any."""

    @abstractmethod
    def tail(self, after: int, limit: int, without: Sequence[str] = ()) -> Tail:
        """At most `limit` events after a position, leaving out some topics."""

    @abstractmethod
    def head(self) -> int:
        """The position up to which the log will never change again."""

    @abstractmethod
    def given(self) -> int:
        """The last position that an event was given; it may not be stored yet."""


class EventMapper(Mapper[UUID]):
    """Turns events into what is stored and back, many at a time."""

    @abstractmethod
    def to_stored(self, events: Sequence[Event]) -> list[StoredEvent]:
        """Stored form, personal fields sealed.

        Raises:
            SubjectForgotten: an event tells something personal of a forgotten subject.
            ForbiddenCharacter: a text holds U+0000, which no read model could keep.
        """

    @abstractmethod
    def to_events(self, stored: Sequence[StoredEvent]) -> list[Event]:
        """Events of today's shape; personal fields opened, or FORGOTTEN."""
