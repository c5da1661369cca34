"""The whole service on one machine: starts its processes and keeps them alive."""

import fcntl
import http.client
import importlib
import os
import shutil
import signal
import socket
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import IO

from interfaces.gateways.postgres import Local, PostgresUnavailable, reached
from interfaces.keeper import (
    GATE,
    GRACE,
    LIFELINE,
    Keeper,
    Process,
    pipe_for_children,
    wait_at_gate,
)
from interfaces.settings import Settings

CODE = Path(__file__).resolve().parents[1]
BACKLOG = 2048
MOST_DEATHS = 3
"""Of one process before the first page: then something is wrong from the start."""
SHARED_METRICS = "PROMETHEUS_MULTIPROC_DIR"
LEAN = {"MALLOC_ARENA_MAX": "1", "MALLOC_MMAP_THRESHOLD_": str(2**20)}
"""What is freed goes back: threads keep none of their own, large pieces stand apart."""


class CannotServe(Exception):
    """The service cannot be started here; the text says why and what to do."""


class EmbeddedDatabase:
    """The embedded server as one of the kept."""

    name = "postgres"

    def __init__(self, local: Local) -> None:
        self._local = local

    def start(self) -> None:
        self._local.start()

    def is_alive(self) -> bool:
        return self._local.running()

    def ask_to_stop(self) -> None:
        """Nothing yet: the others need it to finish."""

    def finish(self, patience: float) -> None:
        self._local.stop()


class WebProcess(Process):
    """One of those that answer requests; its numbers are shared through files."""

    def start(self) -> None:
        if self.pid is not None:
            numbers = Path(self.env[SHARED_METRICS])
            for left in numbers.glob(f"gauge_live*_{self.pid}.db"):
                left.unlink()
        super().start()


def serve(settings: Settings, env: Mapping[str, str]) -> None:
    """Run everything until told to stop (SIGTERM, SIGINT).

    Raises:
        CannotServe: the port is taken, another serves from this home, the database does
            not start, or the migrations fail.
    """
    settings.check_sign_in()
    keeper = Keeper()
    with ExitStack() as stack:
        stack.enter_context(_told_to_stop(keeper))
        stack.enter_context(_only_one(settings))
        door = stack.enter_context(listening(settings.host, settings.port))
        children = stack.enter_context(_children(settings, env))
        stack.callback(keeper.stop)
        if settings.is_embedded:
            local = Local(settings.data)
            _start_database(keeper, local)
            children.env["DATABASE_URL"] = local.conninfo()
        first, *others = children.web(settings.web_processes, door)
        # It loads the program while the tables are made, and begins at the open gate.
        keeper.keep(first)
        _run_once(("migrate", "--starter"), children.env, keeper)
        children.open_gate()
        if _wait_for_page(keeper, settings):
            print(f"Sverka answers at {settings.public_url}", flush=True)  # noqa: T201
        for later in (children.worker(), *others):
            keeper.keep(later)
        keeper.run()


def web(settings: Settings, env: Mapping[str, str]) -> None:
    """Run only the processes that answer requests, until told to stop.

    Raises:
        CannotServe: the port is taken, or there is no database to go to.
    """
    settings.check_sign_in()
    check_database(settings)
    keeper = Keeper()
    with ExitStack() as stack:
        stack.enter_context(_told_to_stop(keeper))
        door = stack.enter_context(listening(settings.host, settings.port))
        children = stack.enter_context(_children(settings, env))
        stack.callback(keeper.stop)
        children.open_gate()
        for process in children.web(settings.web_processes, door):
            keeper.keep(process)
        keeper.run()


def check_database(settings: Settings) -> None:
    """See that there is a database for a part of the service that runs alone.

    Raises:
        CannotServe: the settings name none.
    """
    if settings.is_embedded:
        raise CannotServe(
            "DATABASE_URL is needed to run this alone;"
            " `sverka serve` runs everything with a database of its own"
        )


@contextmanager
def reached_database(settings: Settings) -> Iterator[Settings]:
    """Settings that name a running database, embedded or not; for one command."""
    if not settings.is_embedded:
        yield settings
        return
    with reached(settings.data) as conninfo:
        yield settings.model_copy(update={"database_url": conninfo})


def answer(fd: int, app: str = "interfaces.app:create_app") -> None:
    """Answer requests at a socket already listening; the work of one web process."""
    # Only this command needs them, and they take a while to load.
    import uvicorn  # noqa: PLC0415

    from interfaces.answering import Server  # noqa: PLC0415

    importlib.import_module(app.partition(":")[0])
    wait_at_gate(os.environ)
    config = uvicorn.Config(
        app,
        factory=True,
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=True,
        timeout_graceful_shutdown=int(GRACE / 2),
    )
    with socket.socket(fileno=fd) as door:
        Server(config).run(sockets=[door])


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """Open the door: a listening socket that every web process takes requests from.

    Raises:
        CannotServe: somebody else listens there, or the address is not ours.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((host, port))
        except OSError as fault:
            raise CannotServe(
                f"cannot listen at {host}:{port}: {fault.strerror};"
                " choose another port, e.g. PORT=8001"
            ) from fault
        door.listen(BACKLOG)
        door.set_inheritable(True)
        yield door


@dataclass(frozen=True)
class Children:
    """Makes the processes of the service.

    Attributes:
        env: their environment.
        pipes: the ends of pipes that they read.
        open_gate: lets those begin that wait at the gate.
    """

    env: dict[str, str]
    pipes: tuple[int, ...]
    open_gate: Callable[[], None]

    def web(self, number: int, door: socket.socket) -> list[WebProcess]:
        """So many processes that answer at the door."""
        command = sverka("web", "--fd", str(door.fileno()))
        fds = (*self.pipes, door.fileno())
        return [
            WebProcess(f"web-{one}", command, self.env, fds)
            for one in range(1, number + 1)
        ]

    def worker(self) -> Process:
        return Process("worker", sverka("worker"), self.env, self.pipes)


@contextmanager
def _children(settings: Settings, env: Mapping[str, str]) -> Iterator[Children]:
    numbers = settings.home / "metrics"
    shutil.rmtree(numbers, ignore_errors=True)
    numbers.mkdir(parents=True)
    path = os.pathsep.join(filter(None, (str(CODE), env.get("PYTHONPATH", ""))))
    with pipe_for_children() as (lifeline, _), pipe_for_children() as (gate, open_gate):
        given = {
            **env,
            "SVERKA_HOME": str(settings.home),
            "SVERKA_MASTER_KEY": b64encode(settings.master_key).decode(),
            "PYTHONPATH": path,
            SHARED_METRICS: str(numbers),
            **LEAN,
            LIFELINE: str(lifeline),
            GATE: str(gate),
        }
        yield Children(given, (lifeline, gate), open_gate)


def sverka(*words: str) -> list[str]:
    """The command line that runs a command of ours with this Python."""
    return [sys.executable, "-P", "-m", "interfaces.cli", *words]


def _start_database(keeper: Keeper, local: Local) -> None:
    try:
        keeper.keep(EmbeddedDatabase(local))
    except PostgresUnavailable as fault:
        raise CannotServe(str(fault)) from fault


def _run_once(words: Sequence[str], env: Mapping[str, str], keeper: Keeper) -> None:
    once = subprocess.run(
        sverka(*words),
        env=dict(env),
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if once.returncode and not keeper.is_stopping:
        raise CannotServe(f"`sverka {' '.join(words)}` failed: see above")


def _wait_for_page(keeper: Keeper, settings: Settings) -> bool:
    """Whether the front page came before we were told to stop."""
    near = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)  # noqa: S104
    while not keeper.is_stopping:
        if _answers(near, settings.port):
            return True
        keeper.look_after(0.05)
        if keeper.most_deaths >= MOST_DEATHS:
            raise CannotServe("Sverka does not start: see above")
    return False


def _answers(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection(host, port, timeout=2)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status < HTTPStatus.INTERNAL_SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


@contextmanager
def _told_to_stop(keeper: Keeper) -> Iterator[None]:
    signs = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
    before = {sign: signal.signal(sign, keeper.ask_to_stop) for sign in signs}
    try:
        yield
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)


@contextmanager
def _only_one(settings: Settings) -> Iterator[IO[str]]:
    """Hold this home: two keepers would start two workers on one log."""
    settings.home.mkdir(parents=True, exist_ok=True)
    with (settings.home / "serve.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise CannotServe(
                f"Sverka already runs from {settings.home}"
                f" ({lock.read().strip() or 'starting'}): stop it,"
                " or give this one another SVERKA_HOME"
            ) from None
        lock.truncate(0)
        lock.write(f"process {os.getpid()}, {settings.public_url}\n")
        lock.flush()
        yield lock
