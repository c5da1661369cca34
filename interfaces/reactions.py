"""Follows the log and does what the reactions say: in order, each at least once."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
import structlog
from eventsourcing.persistence import Notification
from eventsourcing.utils import TopicError, resolve_topic
from psycopg import Connection
from psycopg.types.json import Jsonb

from application.log import Unavailable
from domain.errors import Refusal
from interfaces.service import Service
from projections.runner import CHANNEL, Fault, Progress

NAME = "reactions"
BATCH = 200
POLL = 1.0
"""Seconds until a look at the log that nothing called for."""
PAUSE = 5.0
"""Seconds until what went wrong is tried again."""
PATIENCE = 60.0
"""Seconds to wait for the read models that a reaction asks."""

log = structlog.get_logger()


class _Failed(Exception):
    """A reaction went wrong; its cause is the exception."""

    def __init__(self, at: Notification) -> None:
        super().__init__(f"event {at.id}, {at.topic}")
        self.at = at


class Reactions:
    """A place in the log, and what to do with the events after it.

    The place moves only after the reaction, so that a crash repeats one and forgets
    none; reactions may be repeated. A second follower waits for the first.
    """

    def __init__(self, service: Service) -> None:
        self._service = service
        self._stop = threading.Event()
        self._unread: set[str] = set()

    @contextmanager
    def running(self) -> Iterator[None]:
        """Work beside the caller, until the end of the block."""
        self._stop.clear()
        follower = threading.Thread(target=self._run, name=NAME)
        follower.start()
        try:
            yield
        finally:
            self._stop.set()
            follower.join()

    def drain(self) -> None:
        """React to everything that is in the log now, in the caller's thread.

        Raises:
            Exception: of the first reaction that fails; those before it are done.
        """
        with self._service.database.connect() as own:
            try:
                while self._step(own):
                    pass
            except _Failed as failed:
                raise failed.__cause__ or failed from None

    def progress(self) -> Progress:
        """How far the reactions are."""
        with self._service.database.connection() as sql:
            row = sql.execute(
                "SELECT position, error FROM projections WHERE name = %s", (NAME,)
            ).fetchone()
        place, error = row or (0, None)
        return Progress(
            name=NAME,
            position=place,
            behind=max(0, self._service.log.head() - place),
            fault=error and Fault(**error),
        )

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                with self._service.database.connect() as own:
                    own.execute(f"LISTEN {CHANNEL}")
                    self._follow(own)
            except _Failed as failed:
                log.error("a reaction failed", event=failed.at.id, exc_info=failed)  # noqa: TRY400
                self._stop.wait(PAUSE)
            except (psycopg.Error, Refusal, TimeoutError) as fault:
                log.warning("reactions wait", why=type(fault).__name__)
                self._stop.wait(PAUSE)

    def _follow(self, own: Connection[Any]) -> None:
        while not self._stop.is_set():
            if not self._step(own):
                for _ in own.notifies(timeout=POLL, stop_after=1):
                    pass

    def _step(self, own: Connection[Any]) -> bool:
        """React to the next events; whether the place moved.

        Raises:
            _Failed: a reaction went wrong; those before it are done.
        """
        with own.transaction():
            place = _place(own)
            tail = self._service.log.tail(place, BATCH, tuple(self._unread))
            wanted = [one for one in tail.events if self._wants(one.topic)]
            failed = self._react(wanted)
            if failed is not None:
                # Everything before it is done, so it comes first the next time.
                _stand(own, failed)
            elif tail.position > place:
                own.execute(MOVE, (tail.position, NAME))
        if failed is not None:
            raise failed
        return tail.position > place

    def _react(self, wanted: Sequence[Notification]) -> _Failed | None:
        if not wanted:
            return None
        self._service.runner.wait(wanted[-1].id, PATIENCE)
        for stored, event in zip(
            wanted, self._service.log.events_of(wanted), strict=True
        ):
            try:
                for one in self._service.reactions:
                    if isinstance(event, one.on):
                        one.react(event)
            except (Unavailable, psycopg.OperationalError):
                raise
            except Exception as fault:  # noqa: BLE001
                failed = _Failed(stored)
                failed.__cause__ = fault
                return failed
        return None

    def _wants(self, topic: str) -> bool:
        try:
            kind = resolve_topic(topic)
            wanted = any(issubclass(kind, one.on) for one in self._service.reactions)
        except TopicError:
            wanted = False
        if not wanted:
            self._unread.add(topic)
        return wanted


def _place(own: Connection[Any]) -> int:
    own.execute(
        "INSERT INTO projections (name, shape) VALUES (%s, '') ON CONFLICT DO NOTHING",
        (NAME,),
    )
    row = own.execute(
        "SELECT position FROM projections WHERE name = %s FOR UPDATE", (NAME,)
    ).fetchone()
    return int(row[0]) if row else 0


def _stand(own: Connection[Any], failed: _Failed) -> None:
    fault = Fault(
        position=failed.at.id,
        topic=failed.at.topic,
        kind=type(failed.__cause__).__name__,
    )
    own.execute(
        "UPDATE projections SET position = %s, error = %s WHERE name = %s",
        (failed.at.id - 1, Jsonb(fault.model_dump()), NAME),
    )


MOVE = "UPDATE projections SET position = %s, error = NULL WHERE name = %s"
