"""The virus scanner: clamd over its socket, spoken to as it wants, or nobody."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest

from application.evidence import ScannerUnavailable
from application.ports import Scanned
from domain.evidence import FileInfected, Scan
from interfaces.gateways.scanner import Clamd, NobodyScans, scanner_of

PHOTO = b"\xff\xd8\xff" + bytes(300_000)
VIRUS = b"%PDF-1.7 a sign that the scanner knows"


class _Daemon(socketserver.BaseRequestHandler):
    """Speaks the commands zINSTREAM and zVERSION of clamd."""

    most = 1_000_000

    def handle(self) -> None:
        command = self._until_zero()
        if command == b"zVERSION":
            self.request.sendall(b"ClamAV 1.4.2/27000/Sat Nov 21 09:00:00 2026\0")
            return
        assert command == b"zINSTREAM"
        content = b""
        while size := int.from_bytes(self._take(4)):
            content += self._take(size)
            if len(content) > self.most:
                self.request.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                return
        found = VIRUS in content
        verdict = "Eicar-Signature FOUND" if found else "OK"
        self.request.sendall(f"stream: {verdict}\0".encode())

    def _until_zero(self) -> bytes:
        told = b""
        while (byte := self._take(1)) != b"\0":
            told += byte
        return told

    def _take(self, size: int) -> bytes:
        taken = b""
        while len(taken) < size:
            more = self.request.recv(size - len(taken))
            assert more
            taken += more
        return taken


class _Silent(socketserver.BaseRequestHandler):
    """Hangs up at once."""


@contextmanager
def daemon(server: socketserver.BaseServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def clamd() -> Iterator[Clamd]:
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Daemon)
    with daemon(server):
        yield Clamd(f"127.0.0.1:{server.server_address[1]}")


def test_a_clean_file_is_clean_and_by_whom(clamd: Clamd) -> None:
    assert clamd.scan(BytesIO(PHOTO)) == Scanned(Scan.CLEAN, "ClamAV 1.4.2")


def test_what_the_scanner_finds_is_refused_by_its_name(clamd: Clamd) -> None:
    with pytest.raises(FileInfected) as refusal:
        clamd.scan(BytesIO(VIRUS))

    assert refusal.value.facts == {"found": "Eicar-Signature"}


def test_a_file_that_the_scanner_could_not_read_is_not_called_clean(
    clamd: Clamd,
) -> None:
    with pytest.raises(ScannerUnavailable):
        clamd.scan(BytesIO(bytes(_Daemon.most + 1)))


def test_it_is_reached_by_a_socket_of_the_machine_too(tmp_path: Path) -> None:
    path = str(tmp_path / "clamd.sock")
    server = socketserver.ThreadingUnixStreamServer(path, _Daemon)

    with daemon(server):
        assert scanner_of(path).scan(BytesIO(PHOTO)).scan is Scan.CLEAN


def test_a_scanner_that_is_away_takes_no_file(tmp_path: Path) -> None:
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Silent)

    with daemon(server):
        hangs_up = Clamd(f"127.0.0.1:{server.server_address[1]}")
        with pytest.raises(ScannerUnavailable):
            hangs_up.scan(BytesIO(PHOTO))
    for address in (str(tmp_path / "none.sock"), "127.0.0.1:1"):
        with pytest.raises(ScannerUnavailable):
            Clamd(address).scan(BytesIO(PHOTO))


def test_where_nobody_scans_that_is_said() -> None:
    assert isinstance(scanner_of(None), NobodyScans)
    assert scanner_of(None).scan(BytesIO(VIRUS)) == Scanned(Scan.NOT_SCANNED, None)
