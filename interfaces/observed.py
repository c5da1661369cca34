"""The layer that gives each request an id, times it and writes its line."""

import re
import time
from uuid import uuid4

import structlog
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from interfaces.observability import REQUESTS

REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")

log = structlog.get_logger()


class Observed:
    """ASGI layer: gives each request an id, times it and writes its line.

    The id is the caller's X-Request-Id when it is short and plain, else a new one; the
    answer repeats it, and every line logged meanwhile carries it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = _request_id(scope)
        began = time.perf_counter()
        status = 500

        async def send_named(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = int(message["status"])
                MutableHeaders(scope=message)["X-Request-Id"] = request_id
            await send(message)

        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        try:
            await self._app(scope, receive, send_named)
        except Exception:
            log.exception("request failed", route=_route(scope))
            raise
        finally:
            _tell(scope, status, time.perf_counter() - began)
            structlog.contextvars.clear_contextvars()


def _tell(scope: Scope, status: int, seconds: float) -> None:
    route, method = _route(scope), scope["method"]
    REQUESTS.labels(_known(method), route, status).observe(seconds)
    log.info(
        "request",
        method=method,
        route=route,
        status=status,
        milliseconds=round(seconds * 1000, 1),
    )


def _request_id(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == b"x-request-id":
            text: str = value.decode("latin-1")
            return text if REQUEST_ID.fullmatch(text) else uuid4().hex
    return uuid4().hex


def _route(scope: Scope) -> str:
    """The template: an address itself may name a person, and has no end of values."""
    return getattr(scope.get("route"), "path", "") or "(none)"


def _known(method: str) -> str:
    usual = method in {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
    return method if usual else "(other)"
