"""Web processes at one door share the connections that come."""

import http.client
import subprocess
import sys
import time
from collections import Counter
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from interfaces.serve import listening

PATIENCE = 20.0
TOGETHER = 12
ANSWERS_ITS_NUMBER = """
import os, socket, sys, time
import uvicorn
from interfaces.answering import Server

async def app(scope, receive, send):
    time.sleep(0.01)  # it has something to do, and is not there meanwhile
    body = str(os.getpid()).encode()
    headers = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})

with socket.socket(fileno=int(sys.argv[1])) as door:
    Server(uvicorn.Config(app, lifespan="off", log_level="error")).run(sockets=[door])
"""


def who_answer(port: int) -> Counter[bytes]:
    """Which process answers how many of the connections that come together."""
    with ExitStack() as kept:
        connections = [
            kept.enter_context(closing(http.client.HTTPConnection("127.0.0.1", port)))
            for _ in range(TOGETHER)
        ]
        for one in connections:
            one.request("GET", "/")
        return Counter(one.getresponse().read() for one in connections)


@pytest.mark.slow
def test_two_busy_processes_share_the_connections_that_come_together() -> None:
    with listening("127.0.0.1", 0) as door, ExitStack() as running:
        command = [sys.executable, "-c", ANSWERS_ITS_NUMBER, str(door.fileno())]
        for _ in range(2):
            process = running.enter_context(
                subprocess.Popen(
                    command, pass_fds=(door.fileno(),), cwd=Path(__file__).parents[2]
                )
            )
            running.callback(process.terminate)
        end = time.monotonic() + PATIENCE
        # Until both are there, one answers all; then each has its share every time.
        while len(found := who_answer(door.getsockname()[1])) < 2:
            assert time.monotonic() < end, found
        shares = [who_answer(door.getsockname()[1]) for _ in range(5)]

    assert sum(len(found) == 2 and min(found.values()) >= 3 for found in shares) >= 4
