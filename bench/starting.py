"""From the command to the first page, on a machine where the service is installed."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from bench.figure import Figure, within
from bench.world import World

MOST = 10
"""Seconds."""
PATIENCE = 120.0


def figures(world: World) -> Iterator[Figure]:
    """Seconds until the first page: with nothing there yet, and the second time."""
    home = world.home / "started"
    first = _until_page(home)
    yield within(
        "sverka serve to first page, new home (cluster, starter)", first, MOST, "s"
    )
    again = min(_until_page(home) for _ in range(2))
    yield within("sverka serve to first page, the second time", again, MOST, "s")


def _until_page(home: Path) -> float:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = int(found.getsockname()[1])
    env = {**os.environ, "SVERKA_HOME": str(home), "PORT": str(port)}
    with home.with_suffix(".log").open("ab") as log:
        began = time.perf_counter()
        serve = subprocess.Popen(
            [sys.executable, "-m", "interfaces.cli", "serve"],
            env=env | {"SVERKA_SIGN_IN": "demo"},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    try:
        while not _answers(port):
            assert serve.poll() is None, home.with_suffix(".log").read_text()
            assert time.perf_counter() < began + PATIENCE
            time.sleep(0.02)
        return time.perf_counter() - began
    finally:
        serve.terminate()
        serve.wait(PATIENCE)


def _answers(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/", timeout=30):
            return True
    except (URLError, OSError):
        return False
