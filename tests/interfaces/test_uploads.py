"""An interrupted upload leaves nothing: hung up, killed half-way, killed late."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from textwrap import dedent

import pytest

from application.evidence import LONGEST_UPLOAD
from application.person import IssueToken
from domain.person import Scope
from interfaces.gateways.database import Database
from interfaces.service import Service
from tests.business import Business, own
from tests.conftest import StoppedClock
from tests.interfaces.shell import MASTER_KEY, service_of, settings_of
from tests.interfaces.test_serve import within

pytestmark = [pytest.mark.database, pytest.mark.slow]

SIZE = 4 * 1024 * 1024
HEAD = (
    "POST /api/evidence HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    "Authorization: Bearer {token}\r\n"
    "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {size}\r\n\r\n"
)
PART = (
    b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n'
    b"Content-Type: image/jpeg\r\n\r\n\xff\xd8\xff"
)
END = b"\r\n--x--\r\n"
LATE = """
    import os, signal, sys
    from io import BytesIO
    from uuid import UUID
    from interfaces.gateways.files import StoredFiles
    from interfaces.service import open_service
    from interfaces.settings import Settings
    from domain.kernel import Actor, Role

    put = StoredFiles.put

    def put_and_die(self, *args, **how):
        put(self, *args, **how)
        os.kill(os.getpid(), signal.SIGKILL)

    StoredFiles.put = put_and_die
    client = UUID(sys.argv[1])
    by = Actor(id=sys.argv[2], role=Role.CLIENT, organisation=client)
    with open_service(Settings.from_env(os.environ)) as service:
        content = BytesIO(b"\\xff\\xd8\\xff a photo")
        service.evidence.keep(client, "a.jpg", content, by=by)
"""


class Place:
    """A business, its token, and a folder where its files would be."""

    def __init__(self, database: Database, home: Path) -> None:
        self.home = home
        different = {"SVERKA_HOME": str(home), "SVERKA_FILES_URL": ""}
        settings = settings_of(database, **different)
        self.service: Service = service_of(database, StoppedClock(), settings)
        self.made = Business(self.service)
        self.anna = self.made.client()
        self.env = {
            **os.environ,
            **different,
            "PYTHONPATH": str(Path.cwd()),
            "DATABASE_URL": database.conninfo,
            "SVERKA_MASTER_KEY": MASTER_KEY,
            "SVERKA_SIGN_IN": "demo",
        }

    def token(self) -> str:
        command = IssueToken(name="Программа", scopes=frozenset({Scope.WRITE}))
        issued = self.service.people.issue_token(command, by=self.anna)
        self.service.runner.drain()
        assert issued.token
        return issued.token

    def left(self) -> tuple[list[str], int, int]:
        """Files of the store, files recorded, uploads that are not settled."""
        folder = self.home / "files"
        files = [str(path) for path in folder.rglob("*") if path.is_file()]
        self.service.runner.drain()
        with self.service.database.connection() as sql:
            [recorded] = sql.execute("SELECT count(*) FROM evidence.file")
            [unsettled] = sql.execute("SELECT count(*) FROM file_uploads")
        return files, recorded[0], unsettled[0]

    def sweep_later(self) -> None:
        with self.service.database.connection() as sql:
            sql.execute(
                "UPDATE file_uploads SET begun_at = %s",
                (self.service.clock.now() - LONGEST_UPLOAD - timedelta(1),),
            )
        self.service.evidence.sweep()


@pytest.fixture
def place(database: Database, tmp_path: Path) -> Place:
    return Place(database, tmp_path)


@pytest.fixture
def web(place: Place) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """A real web process, and the port at which it answers."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        process = subprocess.Popen(
            [sys.executable, "-m", "interfaces.cli", "web", "--fd", str(door.fileno())],
            env=place.env,
            pass_fds=(door.fileno(),),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        port = door.getsockname()[1]
        try:
            assert within(60, lambda: _answers(port))
            yield process, port
        finally:
            process.kill()
            process.wait()


def _answers(port: int) -> bool:
    with socket.create_connection(("127.0.0.1", port), 30) as asked:
        asked.sendall(b"GET /healthz HTTP/1.0\r\n\r\n")
        return b" 200 " in asked.recv(100)


def upload(port: int, token: str) -> socket.socket:
    """Begin to send a file, and stop in the middle of it."""
    asked = socket.create_connection(("127.0.0.1", port), 30)
    size = len(PART) + SIZE + len(END)
    asked.sendall(HEAD.format(token=token, size=size).encode() + PART)
    asked.sendall(bytes(SIZE // 2))
    return asked


def test_the_same_upload_is_kept_when_nothing_interrupts_it(
    place: Place, web: tuple[subprocess.Popen[bytes], int]
) -> None:
    asked = upload(web[1], place.token())

    asked.sendall(bytes(SIZE - SIZE // 2) + END)

    assert b" 201 " in asked.recv(1000)
    asked.close()
    files, recorded, unsettled = place.left()
    assert (len(files), recorded, unsettled) == (1, 1, 0)


def test_somebody_who_hangs_up_in_the_middle_leaves_nothing(
    place: Place, web: tuple[subprocess.Popen[bytes], int]
) -> None:
    asked = upload(web[1], place.token())

    asked.close()

    assert _answers(web[1])
    assert place.left() == ([], 0, 0)


def test_a_process_killed_in_the_middle_of_an_upload_leaves_nothing(
    place: Place, web: tuple[subprocess.Popen[bytes], int]
) -> None:
    process, port = web
    asked = upload(port, place.token())

    process.send_signal(signal.SIGKILL)
    process.wait()

    asked.close()
    assert place.left() == ([], 0, 0)


def test_a_process_killed_before_it_recorded_the_file_leaves_nothing_that_stays(
    place: Place,
) -> None:
    killed = subprocess.run(
        [sys.executable, "-c", dedent(LATE), str(own(place.anna)), place.anna.id],
        env=place.env,
        check=False,
        capture_output=True,
    )

    assert killed.returncode == -signal.SIGKILL, killed.stderr
    files, recorded, unsettled = place.left()
    assert (len(files), recorded, unsettled) == (1, 0, 1)
    assert b"photo" not in Path(files[0]).read_bytes()
    place.sweep_later()
    assert place.left() == ([], 0, 0)
