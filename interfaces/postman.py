"""Carries what is due to its channels, beside whatever else a worker does (I1)."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import structlog

from application.log import Unavailable
from interfaces.service import Service

POLL = 1.0
"""Seconds until a look at the outbox."""
PAUSE = 5.0
"""Seconds until what went wrong is tried again."""

log = structlog.get_logger()


class Postman:
    """Delivers; several may work at the same time, none takes what another has."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._stop = threading.Event()

    @contextmanager
    def running(self) -> Iterator[None]:
        """Work beside the caller, until the end of the block."""
        self._stop.clear()
        worker = threading.Thread(target=self._run, name="postman")
        worker.start()
        try:
            yield
        finally:
            self._stop.set()
            worker.join()

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                sent = self._service.deliveries.deliver_due()
                if sent.attempts:
                    self._service.let_catch_up(sent.position)
                else:
                    self._stop.wait(POLL)
            except (psycopg.Error, Unavailable) as fault:
                log.warning("the postman waits", why=type(fault).__name__)
                self._stop.wait(PAUSE)
            except Exception as fault:
                log.exception("the postman failed", why=type(fault).__name__)
                self._stop.wait(PAUSE)
