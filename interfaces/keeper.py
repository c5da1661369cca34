"""Keeps processes alive: starts them, starts again what dies, stops them in order."""

import os
import signal
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Protocol

import structlog

SHORTEST_PAUSE, LONGEST_PAUSE = 0.2, 10.0
"""Seconds between a process's death and its next start; doubles on each quick death."""
SETTLED = 30.0
"""Seconds after which a process counts as well started."""
GRACE = 20.0
"""Seconds a process may take to finish what it does when asked to stop."""
LIFELINE, GATE = "LIFELINE_FD", "GATE_FD"
"""Variables that tell a child its ends of two pipes."""

log = structlog.get_logger()


class Kept(Protocol):
    """Something the keeper starts, looks at and stops."""

    name: str

    def start(self) -> None: ...

    def is_alive(self) -> bool: ...

    def ask_to_stop(self) -> None: ...

    def finish(self, patience: float) -> None: ...


class Process:
    """A child of ours.

    Its lifeline is a pipe that ends when we do, however we end: see `hold_lifeline`.
    """

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        env: Mapping[str, str],
        fds: tuple[int, ...],
    ) -> None:
        self.name = name
        self._command = command
        self.env = env
        self._fds = fds
        self._running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._running = subprocess.Popen(
            self._command,
            env=dict(self.env),
            pass_fds=self._fds,
            stdin=subprocess.DEVNULL,
            # Ctrl-C must reach us alone: we stop the others in order.
            start_new_session=True,
        )

    @property
    def pid(self) -> int | None:
        return self._running.pid if self._running else None

    def is_alive(self) -> bool:
        return self._running is not None and self._running.poll() is None

    def ask_to_stop(self) -> None:
        if self._running and self.is_alive():
            self._running.terminate()

    def finish(self, patience: float) -> None:
        if self._running is None:
            return
        try:
            self._running.wait(patience)
        except subprocess.TimeoutExpired:
            log.warning("killed: it did not stop", process=self.name)
            self._running.kill()
            self._running.wait()


class Keeper:
    """Starts what it is given, in order; starts again what dies; stops in reverse."""

    def __init__(self) -> None:
        self._kept: list[Kept] = []
        self._started: dict[str, float] = {}
        self._pause: dict[str, float] = {}
        self._due: dict[str, float] = {}
        self._deaths: Counter[str] = Counter()
        self._stopping = threading.Event()

    @property
    def most_deaths(self) -> int:
        """How often the one that died most often has died."""
        return max(self._deaths.values(), default=0)

    def keep(self, kept: Kept) -> None:
        """Start it and look after it from now on."""
        kept.start()
        self._started[kept.name] = time.monotonic()
        self._kept.append(kept)

    def ask_to_stop(self, _sign: int = 0, _frame: FrameType | None = None) -> None:
        """End `run`; a signal handler."""
        self._stopping.set()

    @property
    def is_stopping(self) -> bool:
        return self._stopping.is_set()

    def look_after(self, seconds: float) -> None:
        """Look after everything for so long, or until asked to stop."""
        end = time.monotonic() + seconds
        while not self._stopping.wait(0.1) and time.monotonic() < end:
            for kept in self._kept:
                if not kept.is_alive():
                    self._revive(kept, time.monotonic())

    def run(self) -> None:
        """Look after everything until asked to stop."""
        while not self._stopping.is_set():
            self.look_after(3600.0)

    def stop(self) -> None:
        """Stop all of it, the last started first; what will not stop is killed."""
        for kept in reversed(self._kept):
            kept.ask_to_stop()
        end = time.monotonic() + GRACE
        for kept in reversed(self._kept):
            kept.finish(max(0.1, end - time.monotonic()))

    def _revive(self, kept: Kept, now: float) -> None:
        if kept.name not in self._due:
            lived = now - self._started[kept.name]
            before = self._pause.get(kept.name, 0.0)
            pause = (
                SHORTEST_PAUSE if lived > SETTLED else max(SHORTEST_PAUSE, before * 2)
            )
            self._pause[kept.name] = min(LONGEST_PAUSE, pause)
            self._due[kept.name] = now + self._pause[kept.name]
            self._deaths[kept.name] += 1
            log.warning("died", process=kept.name, again_in=self._pause[kept.name])
        if now < self._due[kept.name]:
            return
        del self._due[kept.name]
        self._started[kept.name] = now
        try:
            kept.start()
        except Exception as fault:  # noqa: BLE001
            log.error("does not start", process=kept.name, why=str(fault))  # noqa: TRY400
        else:
            log.info("started again", process=kept.name, pid=getattr(kept, "pid", None))


def hold_lifeline(env: Mapping[str, str]) -> None:
    """End this process when the one that keeps it ends, even if that one was killed."""
    fd = env.get(LIFELINE)
    if fd is None:
        return

    def wait() -> None:
        os.read(int(fd), 1)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, name="lifeline", daemon=True).start()


def wait_at_gate(env: Mapping[str, str]) -> None:
    """Wait until the one that keeps this process says that it may begin."""
    if fd := env.get(GATE):
        os.read(int(fd), 1)


@contextmanager
def pipe_for_children() -> Iterator[tuple[int, Callable[[], None]]]:
    """A pipe that tells children one thing by ending.

    Returns:
        The end that they read, and a function that ends it; it also ends with us.
    """
    theirs, ours = os.pipe()
    ended = threading.Event()

    def end() -> None:
        if not ended.is_set():
            ended.set()
            os.close(ours)

    try:
        yield theirs, end
    finally:
        end()
        os.close(theirs)
