"""Looks for viruses: clamd over its socket, or nobody."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from application.evidence import ScannerUnavailable
from application.ports import Scanned, VirusScanner
from domain.evidence import FileInfected, Scan

PATIENCE = 30.0
"""Seconds that the scanner may take for one answer."""
PIECE = 64 * 1024
LONGEST_ANSWER = 4096


class NobodyScans:
    """Implements `application.ports.VirusScanner` where no scanner is set up."""

    def scan(self, content: BinaryIO) -> Scanned:
        """Say that nobody looked."""
        return Scanned(Scan.NOT_SCANNED, None)


class Clamd:
    """Implements `application.ports.VirusScanner` with the daemon of ClamAV.

    Args:
        address: "host:port", or the path of a socket of this machine.
    """

    def __init__(self, address: str) -> None:
        self._address = address

    def scan(self, content: BinaryIO) -> Scanned:
        """Stream the file to the daemon and read its verdict; see the port."""
        with self._asking() as asked:
            asked.sendall(b"zINSTREAM\0")
            while piece := content.read(PIECE):
                asked.sendall(len(piece).to_bytes(4) + piece)
            asked.sendall(bytes(4))
            verdict = _answer(asked)
        told = verdict.removeprefix("stream: ")
        if told == "OK":
            return Scanned(Scan.CLEAN, self._version())
        if told.endswith(" FOUND"):
            raise FileInfected(found=told.removesuffix(" FOUND"))
        # Too large for the daemon's limit, out of memory: nobody has looked.
        raise ScannerUnavailable

    def _version(self) -> str:
        with self._asking() as asked:
            asked.sendall(b"zVERSION\0")
            return _answer(asked).partition("/")[0][:100]

    @contextmanager
    def _asking(self) -> Iterator[socket.socket]:
        try:
            with self._connected() as asked:
                yield asked
        except OSError as fault:
            raise ScannerUnavailable from fault

    def _connected(self) -> socket.socket:
        host, _, port = self._address.rpartition(":")
        if port.isdigit():
            return socket.create_connection((host, int(port)), PATIENCE)
        local = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        local.settimeout(PATIENCE)
        try:
            local.connect(self._address)
        except OSError:
            local.close()
            raise
        return local


def scanner_of(address: str | None) -> VirusScanner:
    """The scanner at an address, or nobody where none is set up."""
    return Clamd(address) if address else NobodyScans()


def _answer(asked: socket.socket) -> str:
    told = b""
    while not told.endswith(b"\0"):
        more = asked.recv(LONGEST_ANSWER)
        if not more or len(told) > LONGEST_ANSWER:
            raise ConnectionError("the scanner broke off")
        told += more
    return told[:-1].decode("utf-8", "replace").strip()
