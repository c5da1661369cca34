"""What operators see: one JSON line a request, and numbers for Prometheus.

No line and no number holds a person's data: routes are named by their template, and
neither addresses, queries, bodies nor people's ids are written.
"""

import functools
import inspect
import logging
import os
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from traceback import format_tb
from typing import Any, Literal, TypeVar

import structlog
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
    multiprocess,
)
from structlog.typing import EventDict, Processor

from domain.errors import Refusal, Stale

T = TypeVar("T")
METRICS_TYPE = CONTENT_TYPE_LATEST
SHARED_METRICS = "PROMETHEUS_MULTIPROC_DIR"
"""Variable naming the directory through which web processes add up their numbers."""
POOL_SAMPLE_SECONDS = 2.0
LONGEST_CHAIN = 5
DEEPEST = 12

COMMANDS = Counter(
    "sverka_commands_total", "Commands, by what came of them", ["command", "outcome"]
)
REFUSALS = Counter("sverka_refusals_total", "Answers that said no", ["code"])
REQUESTS = Histogram(
    "sverka_request_seconds",
    "Time to answer a request",
    ["method", "route", "status"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
LAG = Gauge(
    "sverka_projection_lag",
    "Events of the log that a projection has not read",
    ["projection"],
    multiprocess_mode="mostrecent",
)
POOL = Gauge(
    "sverka_pool_connections",
    "Database connections of the web processes",
    ["state"],
    multiprocess_mode="livesum",
)


def configure_logging(form: Literal["json", "text"]) -> None:
    """Send every log line, ours and the libraries', to standard error in one form."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _tell_where,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    last: list[Processor] = (
        [
            structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
        ]
        if form == "json"
        else [
            # The usual form shows local variables, and they may be personal.
            structlog.dev.ConsoleRenderer(
                colors=sys.stderr.isatty(),
                exception_formatter=structlog.dev.plain_traceback,
            )
        ]
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                *last,
            ],
        )
    )
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for chatty in ("apscheduler", "httpx2", "psycopg.pool", "uvicorn"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def _tell_where(_: object, __: str, line: EventDict) -> EventDict:
    """Say which exception came and where from; its words may quote personal data."""
    found = line.pop("exc_info", None)
    if found is True:
        found = sys.exception()
    fault = found[1] if isinstance(found, tuple) else found
    told: list[str] = []
    while isinstance(fault, BaseException) and len(told) < LONGEST_CHAIN:
        where = "".join(format_tb(fault.__traceback__, limit=-DEEPEST))
        told.append(f"{where}{type(fault).__qualname__}")
        fault = fault.__cause__ or fault.__context__
    if told:
        line["exception"] = "\n\n".join(told)
    return line


def counting(commands: T) -> T:
    """Count what comes of every command of this object: its methods that take `by`.

    The outcome is "recorded", "refused", "stale" or "failed".
    """
    for name, method in inspect.getmembers(commands, inspect.ismethod):
        if not name.startswith("_") and "by" in inspect.signature(method).parameters:
            label = f"{type(commands).__name__}.{name}"
            setattr(commands, name, _counted(label, method))
    return commands


def _counted(label: str, command: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        outcome = "failed"
        try:
            receipt = command(*args, **kwargs)
            outcome = "recorded"
        except Stale:
            outcome = "stale"
            raise
        except Refusal:
            outcome = "refused"
            raise
        else:
            return receipt
        finally:
            COMMANDS.labels(label, outcome).inc()

    return run


def count_refusal(code: str) -> None:
    """Count one answer that said no, by its code."""
    REFUSALS.labels(code).inc()


@contextmanager
def watching(pool: Callable[[], Mapping[str, int]]) -> Iterator[None]:
    """Note every few seconds how busy this process's connection pool is.

    Args:
        pool: tells the pool's counters, as `Database.stats` does.
    """
    over = threading.Event()

    def look() -> None:
        while not over.wait(POOL_SAMPLE_SECONDS):
            stats = pool()
            size = stats.get("pool_size", 0)
            POOL.labels("in_use").set(size - stats.get("pool_available", 0))
            POOL.labels("open").set(size)
            POOL.labels("waiting").set(stats.get("requests_waiting", 0))

    watcher = threading.Thread(target=look, name="pool-watch", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()


def metrics(lags: Mapping[str, int]) -> bytes:
    """Every number in Prometheus's text form, added up over the web processes.

    Args:
        lags: by projection, how many events it has not read.
    """
    for projection, lag in lags.items():
        LAG.labels(projection).set(lag)
    if not os.environ.get(SHARED_METRICS):
        return generate_latest(REGISTRY)
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return generate_latest(registry)
