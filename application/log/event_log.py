"""Loads aggregates from their events, and records what they decide."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, TypeVar, cast
from uuid import UUID

from eventsourcing.application import AggregateNotFoundError, Application
from eventsourcing.domain import DomainEventProtocol
from eventsourcing.persistence import (
    EventStore,
    InfrastructureFactory,
    Mapper,
    RecordConflictError,
    StoredEvent,
)
from eventsourcing.popo import POPOFactory
from eventsourcing.utils import Environment

from application.log.receipt import (
    Changed,
    Key,
    KeyReused,
    KeyTaken,
    PositionAhead,
    Receipt,
)
from application.log.storing import EventMapper, KeyUse, LogRecorder, Tail
from application.ports import Clock
from domain.errors import NotFound, Refusal, Stale
from domain.kernel import Actor, Aggregate, Event

A = TypeVar("A", bound=Aggregate)


class Events(EventStore[UUID]):
    """The library's store, except that a stream is mapped in one go."""

    mapper: EventMapper

    def get(
        self, originator_id: UUID, **which: Any
    ) -> Iterator[DomainEventProtocol[UUID]]:
        stored = self.recorder.select_events(originator_id, **which)
        return iter(self.mapper.to_events(stored))


class EventLog(Application[UUID]):
    """Loads aggregates from their events, and records what they decide.

    Args:
        recorder: where events are kept.
        mapper: how they are kept.
        clock: tells the instant that stored events bear.
    """

    name = "log"
    mapper: EventMapper
    recorder: LogRecorder

    def __init__(
        self, recorder: LogRecorder, mapper: EventMapper, clock: Clock
    ) -> None:
        self._given = recorder, mapper
        self._clock = clock
        self._last = 0
        super().__init__()

    def construct_env(self, name: str, env: Any = None) -> Environment:
        """Take no settings from the environment: the service has its own."""
        return Environment(name, env)

    def construct_factory(self, env: Environment) -> InfrastructureFactory[Any]:
        """The library wants one; nothing is made by it."""
        return POPOFactory(env)

    def construct_recorder(self) -> LogRecorder:
        return self._given[0]

    def construct_mapper(self) -> Mapper[UUID]:
        return self._given[1]

    def construct_event_store(self) -> EventStore[UUID]:
        return Events(self.mapper, self.recorder)

    def find(self, kind: type[A], id: UUID) -> A | None:
        """The aggregate as it is now; None when there is no `kind` with this id."""
        try:
            found: Any = self.repository.get(id, projector_func=_fold)
        except AggregateNotFoundError:
            return None
        return found if isinstance(found, kind) else None

    def find_many(self, kind: type[A], ids: Sequence[UUID]) -> dict[UUID, A]:
        """Those aggregates of these that there are, by id; in one query."""
        events = self.mapper.to_events(self.recorder.select_many(ids))
        streams = groupby(events, key=lambda one: one.originator_id)
        found = {id: _fold(None, stream) for id, stream in streams}
        return {id: one for id, one in found.items() if isinstance(one, kind)}

    def histories(self, ids: Sequence[UUID]) -> list[Event]:
        """All that happened to some things, by thing and version."""
        return self.mapper.to_events(self.recorder.select_many(ids))

    def load(self, kind: type[A], id: UUID, version: int | None = None) -> A:
        """Return the aggregate as it is now.

        Args:
            kind: the aggregate class expected at this id.
            id: the aggregate's id.
            version: the version the caller last saw, if it matters.

        Raises:
            NotFound: there is no `kind` with this id.
            Stale: it has moved on since `version`.
        """
        found = self.find(kind, id)
        if found is None:
            raise NotFound
        return check_version(found, version)

    def record(
        self, *aggregates: Aggregate, by: Actor, key: Key | None = None
    ) -> Receipt:
        """Save what the aggregates decided, all of it or nothing.

        Args:
            aggregates: at least one; an aggregate serves once, load it again after.
            by: whose key it is, for the organisation that it acts for.
            key: stored with the events; call this inside `once`.

        Raises:
            Stale: someone else's decision was saved first.
            SubjectForgotten, ForbiddenCharacter: see `EventMapper.to_stored`.
            KeyTaken: `by` has used the key.
            Unavailable: the database does not answer; it may have stored them.
        """
        now = self._clock.now()
        events = [
            cast(Event, event).model_copy(update={"timestamp": now})
            for aggregate in aggregates
            for event in aggregate.collect_events()
        ]
        changed = tuple(Changed(id=one.id, version=one.version) for one in aggregates)
        if not events:
            return Receipt(position=0, changed=changed)
        stored = self.mapper.to_stored(events)
        use = KeyUse(_owner(by), key, changed) if key else None
        try:
            positions = self.recorder.insert_events(stored, use=use)
        except RecordConflictError:
            raise Stale from None
        return Receipt(position=positions[-1], changed=changed)

    def once(
        self, by: Actor, key: Key | None, decide: Callable[[], Receipt]
    ) -> Receipt:
        """Run a command so that repeating it under the same key changes nothing.

        Args:
            by: whose key it is, for the organisation that it acts for.
            key: None to run the command as it is.
            decide: loads, decides, and records under the same key.

        Returns:
            What `decide` returns, or the receipt of the first time.

        Raises:
            KeyReused: the key came with another request before.
            Refusal: whatever `decide` raises, when the key is new.
        """
        try:
            return decide()
        except (Refusal, KeyTaken):
            if not key:
                raise
            first = self.recorder.first_use(_owner(by), key.key)
            if first and first[0] != key.fingerprint:
                raise KeyReused from None
            # Who registers a business acts for it from then on, and sends again.
            first = first or self.recorder.first_use(by.id, key.key)
            if not first or first[0] != key.fingerprint:
                raise
        return first[1]

    def tail(self, after: int, limit: int, without: Sequence[str] = ()) -> Tail:
        """At most `limit` stored events after a position, leaving out some topics."""
        return self.recorder.tail(after, limit, without)

    def at(self, positions: Sequence[int]) -> dict[int, Event]:
        """The events at these positions, by position; those that there are."""
        stored = self.recorder.select_at(positions)
        events = self.mapper.to_events(stored)
        return {one.id: event for one, event in zip(stored, events, strict=True)}

    def head(self) -> int:
        """The position up to which the log will never change again."""
        return self.recorder.head()

    def check_given(self, position: int) -> None:
        """See that an answer may have told this position.

        A position is given before its event is stored, so that one which was told is
        never refused, however far the head lags.

        Raises:
            PositionAhead: no event has come that far.
        """
        if position > self._last:
            self._last = self.recorder.given()
        if position > self._last:
            raise PositionAhead(last=self._last)

    def events_of(self, stored: Sequence[StoredEvent]) -> list[Event]:
        """Stored events as events of today's shape."""
        return self.mapper.to_events(stored)


def check_version(found: A, version: int | None) -> A:
    """The aggregate, if it is still what the caller last saw.

    For whoever must know first whose it is: a stranger is never told that much.

    Args:
        found: as it is now.
        version: the version the caller last saw; None: it does not matter.

    Raises:
        Stale: it has moved on since `version`.
    """
    if version is not None and found.version != version:
        raise Stale(version=found.version)
    return found


def _owner(by: Actor) -> str:
    """Whose keys somebody uses: a person's own, apart for each organisation."""
    return f"{by.id} {by.organisation}" if by.organisation else by.id


def _fold(aggregate: Any, events: Iterable[Any]) -> Any:
    # The library's own projector checks a Protocol for every event.
    for event in events:
        aggregate = event.mutate(aggregate)
    return aggregate
