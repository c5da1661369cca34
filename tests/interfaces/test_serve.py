"""`sverka serve`: one command runs everything, and keeps it running."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

import pytest

from interfaces.gateways.postgres import Local
from interfaces.keeper import Keeper, Process
from interfaces.serve import CannotServe, listening

pytestmark = [pytest.mark.database, pytest.mark.slow]

PATIENCE = 60.0


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def within(seconds: float, happened: Callable[[], object]) -> bool:
    end = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def is_alive(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] not in "ZX"


class Served:
    """A running `sverka serve` and what can be asked of it."""

    def __init__(self, home: Path, port: int) -> None:
        self.home, self.port = home, port
        self.said = home.with_suffix(".out")
        with self.said.open("ab") as out:
            self.keeper = subprocess.Popen(
                [sys.executable, "-m", "interfaces.cli", "serve"],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                env={
                    **os.environ,
                    "PYTHONPATH": os.pathsep.join(
                        [str(Path.cwd()), os.environ.get("PYTHONPATH", "")]
                    ),
                    "SVERKA_HOME": str(home),
                    "SVERKA_SIGN_IN": "demo",
                    "PORT": str(port),
                },
            )

    def answers(self) -> bool:
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            asked.request("GET", "/readyz")
            return asked.getresponse().status == 200
        except OSError:
            return False
        finally:
            asked.close()

    def has_said(self, words: str) -> bool:
        return words in self.said.read_text()

    def children(self) -> dict[str, set[int]]:
        """Living processes of this serve by what they do: web, worker."""
        found: dict[str, set[int]] = {}
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                parent = int(stat.read_text().rpartition(")")[2].split()[1])
                words = (stat.parent / "cmdline").read_bytes().split(b"\0")
            except (OSError, IndexError):
                continue
            if parent == self.keeper.pid and b"interfaces.cli" in words:
                name = words[words.index(b"interfaces.cli") + 1].decode()
                found.setdefault(name, set()).add(int(stat.parent.name))
        return found

    def is_whole(self) -> bool:
        """Whether everything runs that should."""
        numbers = {name: len(pids) for name, pids in self.children().items()}
        return numbers == {"web": 2, "worker": 1}

    def stop(self) -> int:
        self.keeper.terminate()
        return self.keeper.wait(PATIENCE)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    home = tmp_path_factory.mktemp("serve") / "home"
    served = Served(home, free_port())
    try:
        assert within(PATIENCE, lambda: served.has_said("answers at")), (
            served.said.read_text()
        )
        yield served
    finally:
        served.stop()
        Local(home / "postgres").stop()


def test_the_address_is_told_once_the_page_answers(served: Served) -> None:
    assert served.has_said(f"Sverka answers at http://127.0.0.1:{served.port}\n")
    assert served.answers()


@pytest.mark.parametrize("name", ["web", "worker"])
def test_a_killed_process_is_started_again(served: Served, name: str) -> None:
    assert within(PATIENCE, served.is_whole)
    pid = min(served.children()[name])

    os.kill(pid, signal.SIGKILL)

    assert within(PATIENCE, lambda: not is_alive(pid))
    assert within(PATIENCE, served.is_whole)
    assert pid not in served.children()[name]
    assert within(PATIENCE, served.answers)


def test_a_killed_database_is_started_again(served: Served) -> None:
    local = Local(served.home / "postgres")
    pid = local.pid
    assert pid is not None

    os.kill(pid, signal.SIGKILL)

    assert within(PATIENCE, lambda: local.pid not in (None, pid))
    assert within(PATIENCE, served.answers)


def test_a_second_serve_on_the_same_home_is_refused(served: Served) -> None:
    second = Served(served.home, free_port())

    assert second.keeper.wait(PATIENCE) == 1
    assert second.has_said(f"already runs from {served.home}")


def test_a_taken_port_is_refused_with_another_way(
    served: Served, tmp_path: Path
) -> None:
    second = Served(tmp_path / "home", served.port)

    assert second.keeper.wait(PATIENCE) == 1
    assert second.has_said("choose another port")
    assert not (tmp_path / "home" / "postgres").exists()


def test_stopping_leaves_no_process_and_keeps_the_data(served: Served) -> None:
    database = Local(served.home / "postgres")
    pids = [database.pid, *chain.from_iterable(served.children().values())]
    assert len(pids) == 4

    assert served.stop() == 0

    assert not [pid for pid in pids if pid and is_alive(pid)]
    assert not served.answers()
    assert (served.home / "postgres" / "PG_VERSION").exists()


def test_children_end_when_their_keeper_is_killed(tmp_path: Path) -> None:
    served = Served(tmp_path / "home", free_port())
    database = Local(tmp_path / "home" / "postgres")
    try:
        assert within(PATIENCE, served.is_whole)
        pids = list(chain.from_iterable(served.children().values()))

        served.keeper.kill()
        served.keeper.wait()

        assert within(PATIENCE, lambda: not [pid for pid in pids if is_alive(pid)])
    finally:
        served.stop()
        database.stop()


class Doomed:
    """Something that dies as soon as it was started."""

    name = "doomed"

    def __init__(self) -> None:
        self.starts: list[float] = []

    def start(self) -> None:
        self.starts.append(time.monotonic())

    def is_alive(self) -> bool:
        return False

    def ask_to_stop(self) -> None: ...

    def finish(self, patience: float) -> None: ...


def test_what_keeps_dying_is_started_ever_more_rarely() -> None:
    keeper, doomed = Keeper(), Doomed()

    keeper.keep(doomed)
    keeper.look_after(2.5)

    pauses = [b - a for a, b in zip(doomed.starts, doomed.starts[1:], strict=False)]
    assert 2 <= len(pauses) <= 4
    assert pauses == sorted(pauses)


def test_what_does_not_stop_is_killed(tmp_path: Path) -> None:
    script = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        f"open({str(tmp_path / 'up')!r}, 'w'); time.sleep(60)"
    )
    deaf = Process("deaf", [sys.executable, "-c", script], {}, ())
    deaf.start()
    assert within(PATIENCE, (tmp_path / "up").exists)

    deaf.ask_to_stop()
    deaf.finish(0.1)

    assert not deaf.is_alive()


def test_a_host_that_is_not_ours_is_refused() -> None:
    with (
        pytest.raises(CannotServe, match=r"cannot listen at 192\.0\.2\.1"),
        listening("192.0.2.1", 8000),
    ):
        pass
