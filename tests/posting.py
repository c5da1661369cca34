"""A mail server and a receiver of webhooks, real ones, that tests may disturb."""

import email
import email.policy
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class MailServer:
    """Takes mail at a port of its own.

    Attributes:
        letters: what was taken, in order.
        answers: what to say to the next letters instead of taking them.
    """

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.answers: list[str] = []
        self.url = ""

    async def handle_DATA(  # noqa: N802 - the library's name
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """What the library calls for every letter."""
        if self.answers and (answer := self.answers.pop(0)):
            return answer
        content = envelope.original_content or b""
        letter = email.message_from_bytes(content, policy=email.policy.default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        return f"250 OK: taken as {len(self.letters)}"

    def text(self, number: int = -1) -> str:
        """What a letter says."""
        return str(self.letters[number].get_content())


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """A mail server without encryption on this machine."""
    server = MailServer()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(server, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        server.url = f"smtp://127.0.0.1:{port}?tls=none"
        yield server
    finally:
        controller.stop()


class _Receiver(ThreadingHTTPServer):
    """Takes webhooks at a port of its own.

    Attributes:
        requests: headers and body of each, in order.
        answers: statuses for the next ones; 200 when there is none.
        open: while it is not set, nobody gets an answer.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.requests: list[tuple[dict[str, str], bytes]] = []
        self.answers: list[int] = []
        self.open = threading.Event()
        self.open.set()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/hook?of=us"

    def told(self, number: int = -1) -> dict[str, Any]:
        """What a webhook said."""
        said: dict[str, Any] = json.loads(self.requests[number][1])
        return said


class _Handler(BaseHTTPRequestHandler):
    server: _Receiver

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def do_POST(self) -> None:
        """Take what is sent, or answer as the test wants it."""
        body = self.rfile.read(int(self.headers["content-length"]))
        status = self.server.answers.pop(0) if self.server.answers else 200
        self.server.requests.append((dict(self.headers.items()), body))
        self.server.open.wait(240)
        self.send_response(status)
        if status == 302:
            self.send_header("Location", self.server.url)
        # Whoever asked may have been killed meanwhile.
        with suppress(OSError):
            self.end_headers()
            self.wfile.write(b"thank you")


Receiver = _Receiver


@contextmanager
def receiver() -> Iterator[Receiver]:
    """A receiver of webhooks on this machine."""
    server = _Receiver()
    worker = threading.Thread(target=server.serve_forever, daemon=True)
    worker.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        worker.join()
