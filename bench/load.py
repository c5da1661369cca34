"""Sends prepared requests over kept connections, from a process of its own."""

import pickle
import selectors
import socket
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from heapq import heappop, heappush
from pathlib import Path

from bench.figure import percentile

LONGEST = 60.0


@dataclass(frozen=True)
class Plan:
    """What to send, and for how long.

    Attributes:
        port: of this machine.
        connections: each sends its next request when it has its answer.
        requests: in this order, whole as they go over the wire.
        seconds: after which no more are sent.
        pause: seconds that each thinks between an answer and its next request; the
            first requests are spread over as long.
    """

    port: int
    connections: int
    requests: list[bytes]
    seconds: float
    pause: float = 0.0


@dataclass(frozen=True)
class Outcome:
    """What came of it.

    Attributes:
        sent: how many of the requests were used up.
        statuses: how often each HTTP status came.
        rate: answers a second.
        times: of each answer, seconds.
    """

    sent: int
    statuses: Counter[int]
    rate: float
    times: list[float]

    def milliseconds(self, share: float) -> float:
        """The time that this share of the answers took at most."""
        return percentile(self.times, share) * 1000


def run(plan: Plan, home: Path) -> Outcome:
    """Carry a plan out in another process."""
    path = home / "plan"
    path.write_bytes(pickle.dumps(plan))
    carry_out = "import sys; from bench.load import main; main(sys.argv[1])"
    subprocess.run([sys.executable, "-c", carry_out, str(path)], check=True)
    outcome: Outcome = pickle.loads(path.with_suffix(".outcome").read_bytes())
    return outcome


def request(
    method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
) -> bytes:
    """A request as it goes over the wire."""
    told = {"Host": "127.0.0.1", "Content-Length": str(len(body)), **(headers or {})}
    lines = [f"{method} {path} HTTP/1.1", *(f"{k}: {v}" for k, v in told.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


class _Connection:
    def __init__(self, port: int) -> None:
        self._port = port
        self.began = 0.0
        self._came = b""
        self.socket = self._connected()

    def connect(self) -> None:
        """Once more, in place of the connection that there is."""
        self.socket.close()
        self.socket = self._connected()

    def _connected(self) -> socket.socket:
        made = socket.create_connection(("127.0.0.1", self._port))
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return made

    def send(self, request: bytes) -> None:
        self.began = time.perf_counter()
        self.socket.sendall(request)

    def status(self) -> int | None:
        """The status of the answer once all of it has come."""
        some = self.socket.recv(65536)
        if not some:
            raise ConnectionError("the server closed the connection")
        self._came += some
        head, found, body = self._came.partition(b"\r\n\r\n")
        if not found or len(body) < _length(head):
            return None
        self._came = b""
        return int(head[9:12])


def _length(head: bytes) -> int:
    _, found, rest = head.lower().partition(b"content-length:")
    if not found:
        raise ConnectionError("an answer without a length")
    return int(rest.partition(b"\r\n")[0])


def _carry_out(plan: Plan) -> Outcome:
    statuses: Counter[int] = Counter()
    times: list[float] = []
    left = iter(plan.requests)
    with selectors.DefaultSelector() as waiting:
        began = time.perf_counter()
        end = began + plan.seconds
        ready = []
        for n in range(plan.connections):
            one = _Connection(plan.port)
            ready.append((began + plan.pause * n / plan.connections, id(one), one))
        busy = plan.connections
        while busy:
            now = time.perf_counter()
            while ready and ready[0][0] <= now:
                _, _, one = heappop(ready)
                following = next(left, None) if now < end else None
                if following is None:
                    one.socket.close()
                    busy -= 1
                    continue
                if plan.pause:
                    # A server closes a connection on which nothing comes.
                    one.connect()
                waiting.register(one.socket, selectors.EVENT_READ, one)
                one.send(following)
            until = max(0.0, ready[0][0] - now) if ready else LONGEST
            for key, _ in waiting.select(until) if busy else ():
                status = key.data.status()
                if status is None:
                    continue
                now = time.perf_counter()
                times.append(now - key.data.began)
                statuses[status] += 1
                waiting.unregister(key.data.socket)
                heappush(ready, (now + plan.pause, id(key.data), key.data))
        took = time.perf_counter() - began
    return Outcome(len(times), statuses, len(times) / took, times)


def main(name: str) -> None:
    """Carry out the plan in this file; write the outcome beside it."""
    path = Path(name)
    plan: Plan = pickle.loads(path.read_bytes())
    path.with_suffix(".outcome").write_bytes(pickle.dumps(_carry_out(plan)))
