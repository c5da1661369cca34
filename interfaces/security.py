"""Keeps strangers out: one ASGI layer around the whole application.

It gives every answer its headers and its nonce, refuses what came from another site,
what is too large and what comes too often, and turns a fault of ours into an answer.
The limits are counted per process, in memory: with `n` web processes a caller may get
up to `n` times as much. They protect the service; they are no promise to the caller.
"""

import re
import secrets
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import Final
from urllib.parse import urlsplit

import structlog
from fastapi import FastAPI, HTTPException
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from domain.errors import Refusal
from interfaces import problems
from interfaces.signed import session_secret, signed_in, token_of
from interfaces.web.pages import is_api

SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
METHODS: Final = ("GET", "POST", "PUT", "PATCH", "DELETE")
UNCOUNTED: Final = ("/static/", "/healthz", "/readyz", "/metrics")
SIGN_IN: Final = "/sign-in"
UNAUTHORIZED: Final = 401

KILO: Final = 1024
BODY: Final = KILO * KILO
LARGE_BODIES: Final[tuple[tuple[re.Pattern[str], int], ...]] = (
    (re.compile(r"^/api/documents$|^/declare/check$"), 11 * BODY),
    (re.compile(r"^/assessment/(several|[A-Z0-9-]+)$"), 11 * BODY),
    (re.compile(r"^(/api)?/evidence$"), 11 * BODY),
    (re.compile(r"^/receipts/verify$"), 11 * BODY),
    (re.compile(r"^/api/exchange/files$|^/exchange/([^/]+/)?write$"), 11 * BODY),
    (re.compile(r"^/information-requests/[^/]+/answer$"), 11 * BODY),
    (re.compile(r"^/cautions/[^/]+/object$"), 11 * BODY),
    (re.compile(r"^/inspections/[^/]+/actions/new$"), 41 * BODY),
    (re.compile(r"^/api/inspections/[^/]+/file$"), 11 * BODY),
    (re.compile(r"^(/api)?/executions/[^/]+/steps/\d+/file$"), 11 * BODY),
    (re.compile(r"^/api/video/[^/]+/recordings/[^/]+/pieces/\d+$"), 9 * BODY),
    (re.compile(r"^(/api)?/(requirements|algorithms)/import"), 256 * BODY),
    (re.compile(r"^(/api)?/plan/register$"), 256 * BODY),
)
"""Paths that take files, and the bytes they take of somebody who is known; of
strangers, and at all other paths, the service takes BODY. It must know before it reads:
a form is parsed before any route can ask who sends it."""

MEDIA_TYPES: Final = re.compile(
    r"application/(json|x-ndjson|octet-stream|[\w.+-]+\+json)|multipart/form-data|text/\w+"
)
"""What the API reads; a form of another site can send none but the last two."""

log = structlog.get_logger()


@dataclass(frozen=True)
class Rate:
    """How often something may be asked for.

    Attributes:
        burst: at once, from a standstill.
        each: seconds until one more is allowed.
    """

    burst: int
    each: float


@dataclass(frozen=True)
class Rates:
    """The limits: per access token or session where there is one, else per address."""

    reading: Rate = field(default=Rate(1200, 1 / 50))
    writing: Rate = field(default=Rate(300, 1 / 10))
    signing_in: Rate = field(default=Rate(40, 3.0))
    failing: Rate = field(default=Rate(60, 2.0))

    def times(self, factor: float) -> "Rates":
        """The same limits, so many times as generous; for measuring."""
        return Rates(
            **{
                name: replace(
                    rate, burst=int(rate.burst * factor), each=rate.each / factor
                )
                for name, rate in vars(self).items()
            }
        )


class Buckets:
    """Token buckets in memory: one per key and rate, forgotten when full again."""

    def __init__(self, most: int = 100_000) -> None:
        self._full_at: dict[tuple[str, Rate], float] = {}
        self._guard = threading.Lock()
        self._most = most

    def take(self, key: str, rate: Rate, now: float) -> float:
        """Take one.

        Args:
            key: whose bucket.
            rate: its size and how fast it fills.
            now: seconds of any clock that never goes back.

        Returns:
            0 when it was there, else the seconds until it will be.
        """
        with self._guard:
            full_at = max(self._full_at.get((key, rate), now), now)
            wait = full_at + rate.each - (now + rate.burst * rate.each)
            if wait > 1e-9:
                return wait
            if len(self._full_at) >= self._most:
                self._prune(now)
            self._full_at[key, rate] = full_at + rate.each
            return 0.0

    def left(self, key: str, rate: Rate, now: float) -> float:
        """Seconds until one is there, taking none; 0 when one is."""
        with self._guard:
            full_at = self._full_at.get((key, rate), now)
        return max(0.0, full_at + rate.each - (now + rate.burst * rate.each) - 1e-9)

    def _prune(self, now: float) -> None:
        self._full_at = {key: at for key, at in self._full_at.items() if at > now}
        if len(self._full_at) >= self._most:
            self._full_at.clear()


class TooLarge(Exception):
    """More came than the path takes; the guard answers for the application."""


class Guard:
    """The layer; see the module.

    Args:
        app: what it guards.
        public_url: the address people type; decides HSTS, and which Origin is ours.
        rates: how often what may be asked for.
    """

    def __init__(
        self, app: ASGIApp, public_url: str = "", rates: Rates | None = None
    ) -> None:
        self._app = app
        parts = urlsplit(public_url)
        self._origin = f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
        self._is_https = parts.scheme == "https"
        self._rates = rates or Rates()
        self._buckets = Buckets()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        await _Exchange(self, scope, receive, send).run()

    async def inner(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the application answer."""
        await self._app(scope, receive, send)

    def wait(self, request: Request) -> float:
        """Seconds that the caller must wait; 0 when it may go on."""
        path = request.url.path
        if path.startswith(UNCOUNTED):
            return 0.0
        now, address = time.monotonic(), _address(request)
        caller = _caller(request)
        if path.startswith(SIGN_IN) and request.method not in SAFE:
            return self._buckets.take(address, self._rates.signing_in, now)
        if caller and (left := self._buckets.left(address, self._rates.failing, now)):
            return left
        safe = request.method in SAFE
        rate = self._rates.reading if safe else self._rates.writing
        return self._buckets.take(caller or address, rate, now)

    def failed(self, request: Request) -> None:
        """Count an access token or a session that is worth nothing."""
        if _caller(request):
            self._buckets.take(_address(request), self._rates.failing, time.monotonic())

    def is_foreign(self, request: Request) -> bool:
        """Whether another site makes the browser of a signed-in person send this."""
        headers = request.headers
        if request.method in SAFE or token_of(request):
            return False
        if site := headers.get("sec-fetch-site"):
            return site not in ("same-origin", "none")
        origin = headers.get("origin")
        if origin is None:  # no browser of today; the cookie is SameSite=Lax
            return False
        own = {self._origin, f"{request.url.scheme}://{headers.get('host', '')}"}
        return origin not in own

    def dress(self, headers: MutableHeaders, nonce: str, *, private: bool) -> None:
        """Put the headers on an answer; those the application set stay."""
        for name, value in _dress(nonce).items():
            headers.setdefault(name, value)
        if self._is_https:
            headers.setdefault(
                "Strict-Transport-Security", "max-age=63072000; includeSubDomains"
            )
        headers.setdefault("Cache-Control", "no-store" if private else "no-cache")
        headers.add_vary_header("Cookie")
        headers.add_vary_header("Accept-Language")


class _Exchange:
    """One request and its answer."""

    def __init__(
        self, guard: Guard, scope: Scope, receive: Receive, send: Send
    ) -> None:
        self._guard = guard
        self._method = scope["method"]
        self._nonce = secrets.token_urlsafe(16)
        state = {**scope.get("state", {}), "nonce": self._nonce}
        self._outer = scope
        self._scope = {**scope, "state": state}
        if self._method == "HEAD":
            self._scope["method"] = "GET"
        self._request = Request(self._scope)
        self._receive, self._send = receive, send
        self._limit = _limit(scope["path"])
        self._came = 0
        self._is_too_large = False
        self._has_begun = False
        self._is_muted = False

    async def run(self) -> None:
        try:
            if self._limit > BODY and not await run_in_threadpool(self._is_known):
                self._limit = BODY
            refusal = self._refusal()
            if refusal is None:
                await self._guard.inner(self._scope, self._read, self._write)
            else:
                await self._answer(*refusal)
        except TooLarge:
            await self._answer("too-large")
        except Exception:
            log.exception("a request broke")
            if self._has_begun:
                raise
            await self._answer("unexpected")
        finally:
            # The layer outside names the route in its line and its numbers.
            self._outer["route"] = self._scope.get("route")

    def _is_known(self) -> bool:
        try:
            return signed_in(self._request) is not None
        except (Refusal, HTTPException):  # the route says it in its own way
            return False

    def _refusal(self) -> tuple[str, dict[str, str]] | None:
        if self._method == "OPTIONS":
            return None
        if wait := self._guard.wait(self._request):
            return "too-many-requests", {"Retry-After": str(int(wait) + 1)}
        if self._guard.is_foreign(self._request):
            return "other-site", {}
        return self._unreadable()

    def _unreadable(self) -> tuple[str, dict[str, str]] | None:
        """What keeps the service from reading this request at all."""
        if b"%00" in self._scope["query_string"] or "\0" in self._scope["path"]:
            return "malformed", {}  # no text of the database can hold it
        length = self._request.headers.get("content-length", "0")
        if length.isascii() and length.isdigit() and int(length) > self._limit:
            return "too-large", {"Connection": "close"}
        if self._is_of_unknown_type(self._request):
            return "unknown-media-type", {}
        return None

    def _is_of_unknown_type(self, request: Request) -> bool:
        headers = request.headers
        has_body = headers.get("content-length", "0") != "0" or (
            "transfer-encoding" in headers
        )
        if request.method in SAFE or not has_body or not is_api(request):
            return False
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        return MEDIA_TYPES.fullmatch(kind) is None

    async def _read(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._came += len(message.get("body", b""))
            if self._came > self._limit:
                self._is_too_large = True
                raise TooLarge
        return message

    async def _write(self, message: Message) -> None:
        if self._is_too_large and not self._has_begun:
            raise TooLarge  # the application took it for some other fault
        if message["type"] == "http.response.start":
            message = await self._begin(message)
        elif self._is_muted:
            if message.get("more_body"):
                return
            message = {"type": "http.response.body", "body": b""}
        await self._send(message)

    async def _begin(self, message: Message) -> Message:
        self._has_begun = True
        status = message["status"]
        headers = MutableHeaders(raw=list(message["headers"]))
        if status == UNAUTHORIZED:
            self._guard.failed(self._request)
        if status == 405:
            headers["Allow"] = ", ".join(_allowed(self._scope))
            if self._method == "OPTIONS":
                status = 204
                del headers["content-type"]
        self._is_muted = self._method == "HEAD" or status == 204
        if status == 204:
            del headers["content-length"]
        private = bool(_caller(self._request))
        self._guard.dress(headers, self._nonce, private=private)
        return {**message, "status": status, "headers": headers.raw}

    async def _answer(
        self, code: str, headers: Mapping[str, str] | None = None
    ) -> None:
        made: Response = await run_in_threadpool(
            problems.refuse, self._request, code, headers
        )
        self._is_too_large = False
        await made(self._scope, self._receive, self._write)


def _dress(nonce: str) -> dict[str, str]:
    return {
        "Content-Security-Policy": (
            "default-src 'none'; style-src 'self'; img-src 'self' data:;"
            f" font-src 'self'; script-src 'nonce-{nonce}'; connect-src 'self';"
            " manifest-src 'self'; form-action 'self'; base-uri 'none';"
            " frame-ancestors 'none'"
        ),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": (
            "accelerometer=(), camera=(), geolocation=(), gyroscope=(),"
            " magnetometer=(), microphone=(), payment=(), usb=()"
        ),
    }


def _caller(request: Request) -> str:
    """A short name of the token or session that came; "" when none did."""
    secret = token_of(request) or session_secret(request)
    return blake2b(secret.encode(), digest_size=16).hexdigest() if secret else ""


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _limit(path: str) -> int:
    return next((most for of, most in LARGE_BODIES if of.match(path)), BODY)


def _allowed(scope: Scope) -> list[str]:
    """The methods that some route takes at this path."""
    app = scope.get("app")
    routes = app.routes if isinstance(app, FastAPI) else []
    found = [
        method
        for method in METHODS
        if any(
            route.matches({**scope, "method": method})[0] is Match.FULL
            for route in routes
        )
    ]
    return [*found, *(["HEAD"] if "GET" in found else []), "OPTIONS"]
