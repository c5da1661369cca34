"""The service's processes, run for the bench as the service runs them."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from bench.world import World
from interfaces.serve import LEAN, listening

PATIENCE = 60.0


class Site:
    """Web processes at a port, and the worker when it is asked for.

    Attributes:
        port: of this machine.
        webs: the web processes.
    """

    def __init__(
        self, port: int, webs: list[subprocess.Popen[bytes]], env: dict[str, str]
    ) -> None:
        self.port = port
        self.webs = webs
        self._env = env

    @contextmanager
    def worker(self) -> Iterator[subprocess.Popen[bytes]]:
        """The worker beside them, as long as the block lasts."""
        with _started(["interfaces.cli", "worker"], self._env) as worker:
            yield worker


@contextmanager
def processes(world: World, name: str, *, web: int) -> Iterator[Site]:
    """So many web processes on the database of this name, warm."""
    env = {
        **os.environ,
        **world.env(name),
        **LEAN,
        "SVERKA_LOG": "json",
        "PROMETHEUS_MULTIPROC_DIR": str(world.home / "numbers"),
    }
    (world.home / "numbers").mkdir(exist_ok=True)
    with ExitStack() as stack:
        door = stack.enter_context(listening("127.0.0.1", 0))
        fd, port = door.fileno(), int(door.getsockname()[1])
        webs = [
            stack.enter_context(_started(["bench.web", str(fd)], env, (fd,)))
            for _ in range(web)
        ]
        _wait_for_page(port)
        yield Site(port, webs, env)


def busy(pid: int) -> float:
    """Seconds that a process has kept a core busy, with its threads."""
    return sum(_times(pid)[:2])


def busy_family(pid: int) -> float:
    """Seconds that a process and its children, ended ones too, kept a core busy."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    alive = 0.0
    for child in children:
        with suppress(FileNotFoundError, ProcessLookupError):
            alive += busy(int(child))
    return alive + sum(_times(pid))


def _times(pid: int) -> list[float]:
    """Of a process: in programs, in the kernel; the same of its ended children."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return [int(field) / os.sysconf("SC_CLK_TCK") for field in fields[11:15]]


def resident(pid: int) -> float:
    """Memory of a process that is its own or mapped by it, MiB."""
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(one for one in status.splitlines() if one.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


@contextmanager
def _started(
    words: Sequence[str], env: dict[str, str], fds: tuple[int, ...] = ()
) -> Iterator[subprocess.Popen[bytes]]:
    with Path(env["SVERKA_HOME"]).with_suffix(".log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", *words],
            env=env,
            pass_fds=fds,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


def _wait_for_page(port: int) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            with urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5):
                return
        except (URLError, OSError):
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
