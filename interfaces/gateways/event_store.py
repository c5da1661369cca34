"""The event log in PostgreSQL, without an exclusive lock. See docs/decisions/0002."""

import time
from collections.abc import Sequence
from typing import Any, LiteralString
from uuid import UUID

from eventsourcing.persistence import (
    Notification,
    RecordConflictError,
    StoredEvent,
    Subscription,
)
from psycopg.errors import DeadlockDetected, UniqueViolation
from psycopg.types.json import Jsonb
from pydantic import TypeAdapter

from application.log import Changed, KeyTaken, KeyUse, LogRecorder, Receipt, Tail
from interfaces.gateways.database import Database

CHANNEL = "log_events"
WINDOW = 20_000
"""Most positions one look at the log passes, so that rare events cost no long scan."""
PAUSE = 0.05
"""Seconds between two looks of a subscription at a log without news."""

# The sub-select runs, and so the lock is held, before an id is drawn from the sequence.
INSERT_ONE: LiteralString = """
    INSERT INTO log_events (originator_id, originator_version, topic, state)
    SELECT %b::uuid, %b::bigint, %s::text, %b::bytea
    FROM (SELECT log_hold() OFFSET 0) AS held
    RETURNING notification_id"""
INSERT_MANY: LiteralString = """
    INSERT INTO log_events (originator_id, originator_version, topic, state)
    SELECT id, version, topic, state
    FROM (SELECT log_hold() OFFSET 0) AS held,
        unnest(%b::uuid[], %b::bigint[], %s::text[], %b::bytea[])
        WITH ORDINALITY AS event (id, version, topic, state, place)
    ORDER BY place
    RETURNING notification_id"""
KEEP_KEY: LiteralString = """,
    kept AS (
        INSERT INTO command_keys (actor, key, fingerprint, changed, position)
        SELECT %s, %s, %s, %s, max(notification_id) FROM saved)
    SELECT notification_id FROM saved"""
INSERT_ONE_ONCE: LiteralString = f"WITH saved AS ({INSERT_ONE}){KEEP_KEY}"
INSERT_MANY_ONCE: LiteralString = f"WITH saved AS ({INSERT_MANY}){KEEP_KEY}"
STREAM: LiteralString = """
    SELECT originator_version, topic, state FROM log_events
    WHERE originator_id = %b
      AND originator_version > %b AND originator_version <= %b
    ORDER BY originator_version """
STREAMS: LiteralString = """
    SELECT originator_id, originator_version, topic, state FROM log_events
    WHERE originator_id = ANY(%b)
    ORDER BY originator_id, originator_version"""
TAIL: LiteralString = """
    SELECT originator_id, originator_version, topic, state, notification_id
    FROM log_events WHERE notification_id > %s AND notification_id <= %s"""
AT: LiteralString = """
    SELECT originator_id, originator_version, topic, state, notification_id
    FROM log_events WHERE notification_id = ANY(%s)
    ORDER BY notification_id"""
CHANGED = TypeAdapter(tuple[Changed, ...])


class PostgresRecorder(LogRecorder):
    """Writers share a lock on a lower bound of their ids; readers stop below it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def insert_events(
        self,
        stored_events: Sequence[StoredEvent],
        *,
        use: KeyUse | None = None,
        **kwargs: Any,
    ) -> list[int]:
        if not stored_events:
            return []
        statement, values = _insertion(stored_events, use)
        with self._database.connection() as connection:
            try:
                rows = connection.execute(statement, values, prepare=True).fetchall()
            except UniqueViolation as fault:
                if fault.diag.constraint_name == "command_keys_pkey":
                    raise KeyTaken from None
                raise RecordConflictError(fault.diag.constraint_name) from None
            except DeadlockDetected:
                # Two commands want the same aggregates in another order: one has lost.
                raise RecordConflictError("deadlock") from None
        self._database.notify(CHANNEL)
        return sorted(row[0] for row in rows)

    def first_use(self, actor: str, key: str) -> tuple[str, Receipt] | None:
        with self._database.connection() as connection:
            row = connection.execute(
                "SELECT fingerprint, position, changed FROM command_keys"
                " WHERE actor = %s AND key = %s",
                (actor, key),
            ).fetchone()
        if row is None:
            return None
        fingerprint, position, changed = row
        return fingerprint, Receipt(
            position=position, changed=CHANGED.validate_python(changed)
        )

    def drop_keys(self, older_than_days: int) -> int:
        """Delete what came of old commands; returns how many.

        A request that is repeated later than this is a new request.
        """
        with self._database.connection() as connection:
            return connection.execute(
                "DELETE FROM command_keys"
                " WHERE recorded_at < now() - make_interval(days => %s)",
                (older_than_days,),
            ).rowcount

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> list[StoredEvent]:
        order: LiteralString = "DESC LIMIT %b" if desc else "ASC LIMIT %b"
        until = 2**62 if lte is None else lte
        with self._database.connection() as connection:
            rows = connection.cursor(binary=True).execute(
                STREAM + order, (originator_id, gt or 0, until, limit), prepare=True
            )
            return [StoredEvent(originator_id, *row) for row in rows]

    def select_many(self, originator_ids: Sequence[UUID]) -> list[StoredEvent]:
        with self._database.connection() as connection:
            rows = connection.cursor(binary=True).execute(
                STREAMS, (list(originator_ids),), prepare=True
            )
            return [StoredEvent(*row) for row in rows]

    def select_at(self, positions: Sequence[int]) -> list[Notification]:
        with self._database.connection() as connection:
            rows = connection.cursor(binary=True).execute(
                AT, (list(positions),), prepare=True
            )
            return [Notification(*row) for row in rows]

    def tail(self, after: int, limit: int, without: Sequence[str] = ()) -> Tail:
        with self._database.connection() as connection:
            sql = connection.cursor(binary=True)
            until = min(_head(sql), after + WINDOW)
            if until <= after:
                return Tail((), after)
            # A statement of its own: it must look at the rows after the head was found.
            rows = sql.execute(
                TAIL + " AND topic <> ALL(%s) ORDER BY notification_id LIMIT %s",
                (after, until, list(without), limit),
                prepare=True,
            ).fetchall()
        events = [Notification(*row) for row in rows]
        return Tail(events, events[-1].id if len(events) == limit else until)

    def head(self) -> int:
        with self._database.connection() as connection:
            return _head(connection.cursor())

    def given(self) -> int:
        with self._database.connection() as connection:
            row = connection.execute("SELECT log_given()", prepare=True).fetchone()
        return int(row[0]) if row else 0

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> list[Notification]:
        after = (start or 0) - (1 if start and inclusive_of_start else 0)
        with self._database.connection() as connection:
            sql = connection.cursor(binary=True)
            head = _head(sql)
            rows = sql.execute(
                TAIL + " AND (%s::text[] IS NULL OR topic = ANY(%s))"
                " ORDER BY notification_id LIMIT %s",
                (
                    after,
                    head if stop is None else min(head, stop),
                    list(topics) or None,
                    list(topics),
                    limit,
                ),
                prepare=True,
            )
            return [Notification(*row) for row in rows]

    def max_notification_id(self) -> int | None:
        return self.head() or None

    def subscribe(
        self, gt: int | None = None, topics: Sequence[str] = ()
    ) -> Subscription[Any]:
        return Polling(self, gt, topics)


class Polling(Subscription[PostgresRecorder]):
    """The events of the log as they come; looks for new ones until stopped."""

    def __init__(
        self, recorder: PostgresRecorder, gt: int | None, topics: Sequence[str]
    ) -> None:
        super().__init__(recorder, gt, topics)
        self._waiting: list[Notification] = []

    def __next__(self) -> Notification:
        while not self._has_been_stopped:
            if self._waiting:
                return self._waiting.pop(0)
            self._waiting = self._recorder.select_notifications(
                start=self._last_notification_id or 0,
                limit=500,
                topics=self._topics,
                inclusive_of_start=False,
            )
            if self._waiting:
                self._last_notification_id = self._waiting[-1].id
            else:
                time.sleep(PAUSE)
        raise StopIteration


def _insertion(
    events: Sequence[StoredEvent], use: KeyUse | None
) -> tuple[LiteralString, tuple[Any, ...]]:
    values: tuple[Any, ...]
    if len(events) == 1:
        one = events[0]
        values = one.originator_id, one.originator_version, one.topic, one.state
    else:
        values = (
            [event.originator_id for event in events],
            [event.originator_version for event in events],
            [event.topic for event in events],
            [event.state for event in events],
        )
    if use is None:
        return INSERT_ONE if len(events) == 1 else INSERT_MANY, values
    changed = Jsonb([one.model_dump(mode="json") for one in use.changed])
    values += use.actor, use.key.key, use.key.fingerprint, changed
    return INSERT_ONE_ONCE if len(events) == 1 else INSERT_MANY_ONCE, values


def _head(sql: Any) -> int:
    found: int = sql.execute("SELECT log_head()", prepare=True).fetchone()[0]
    return found
