"""Webhooks by the rules of Standard Webhooks: signed, and never into our network (I1).

Source:
    Standard Webhooks 1.0.0.
"""

import base64
import hmac
import http.client
import socket
import ssl
import time
from collections.abc import Callable
from typing import Final
from urllib.parse import SplitResult, urlsplit

import orjson

from application.ports import Message
from domain.notice import Answer, Outcome
from interfaces.gateways.carriers.guard import WEB, AddressNotAllowed, Guard

PATIENCE: Final = 15.0
"""Seconds for a connection, and for each piece of the answer."""
HEARD: Final = 400
"""Bytes of an answer that are kept."""
GONE: Final = 410


class _Pinned(http.client.HTTPConnection):
    """A connection to the machine that was looked at, whatever its name says now."""

    def __init__(self, parts: SplitResult, number: str, *, secure: bool) -> None:
        host, port = parts.hostname or "", parts.port or WEB[parts.scheme]
        super().__init__(host, port, timeout=PATIENCE)
        self._number = number
        self._secure = secure

    def connect(self) -> None:
        sock = socket.create_connection((self._number, self.port), self.timeout)
        if self._secure:
            context = ssl.create_default_context()
            sock = context.wrap_socket(sock, server_hostname=self.host)
        self.sock = sock


class Webhooks:
    """Implements `application.ports.Carrier`.

    Args:
        guard: where it may go.
        now: seconds since 1970, for the signature; receivers refuse old ones.
    """

    def __init__(self, guard: Guard, now: Callable[[], float] = time.time) -> None:
        self._guard = guard
        self._now = now

    def check(self, address: str) -> str:
        """The address as it is kept; see the port."""
        return self._guard.check(address)

    def carry(self, message: Message, address: str) -> Answer:
        """Send; anything but 2xx is a failure, redirects too; see the port."""
        parts = urlsplit(self._guard.check(address))
        secure = parts.scheme == "https"
        body = orjson.dumps(message.payload)
        try:
            number = self._guard.leads_to(
                parts.hostname or "", parts.port or WEB[parts.scheme]
            )
            connection = _Pinned(parts, number, secure=secure)
            try:
                connection.request(
                    "POST", _path(parts), body, self._headers(message, body)
                )
                response = connection.getresponse()
                heard = response.read(HEARD).decode("utf-8", "replace")
            finally:
                connection.close()
        except AddressNotAllowed as refusal:
            return Answer(outcome=Outcome.REFUSED, said=refusal.title)
        except (OSError, http.client.HTTPException, UnicodeError) as fault:
            return Answer(outcome=Outcome.FAILED, said=f"{type(fault).__name__}")
        said = f"{response.status} {response.reason} {heard}".strip()
        return Answer(outcome=_outcome(response.status), said=said)

    def _headers(self, message: Message, body: bytes) -> dict[str, str]:
        id, at = str(message.id), str(int(self._now()))
        content = b".".join((id.encode(), at.encode(), body))
        return {
            "Content-Type": "application/json",
            "User-Agent": "sverka-notices",
            "webhook-id": id,
            "webhook-timestamp": at,
            "webhook-signature": " ".join(
                "v1,"
                + base64.b64encode(hmac.digest(secret, content, "sha256")).decode()
                for secret in message.secrets
            ),
        }


def _path(parts: SplitResult) -> str:
    path = parts.path or "/"
    return f"{path}?{parts.query}" if parts.query else path


def _outcome(status: int) -> Outcome:
    if 200 <= status < 300:
        return Outcome.ACCEPTED
    return Outcome.REFUSED if status == GONE else Outcome.FAILED
