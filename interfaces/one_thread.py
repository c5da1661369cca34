"""Answers a request in one thread, from who asks to the bytes of the answer.

FastAPI hands each plain function of a route to a thread by itself: the one that finds
who asks, the route's own, the check of what it returned. A change of threads costs a
request more than a query does.
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from functools import wraps
from http import HTTPStatus
from inspect import iscoroutinefunction
from typing import Any, TypeVar

from fastapi import HTTPException, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool

T = TypeVar("T")
Handler = Callable[[Request], Coroutine[Any, Any, Response]]
FORMS = ("application/x-www-form-urlencoded", "multipart/")


async def in_thread(function: Callable[..., T], *args: Any, **named: Any) -> T:
    """Call what may wait for the database: here, unless here is the event loop."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return function(*args, **named)
    return await run_in_threadpool(function, *args, **named)


def is_form(request: Request) -> bool:
    """Whether the body is what a page's form sends; it is read as it comes."""
    return request.headers.get("content-type", "").startswith(FORMS)


class OneThread(APIRoute):
    """A route that changes threads once.

    Its function is a plain one; what it depends on is `async` and waits by `in_thread`
    alone. A form is read as it comes, and so answered as FastAPI does it.

    Raises:
        TypeError: the route or what it depends on is of the other kind.
    """

    def __init__(self, path: str, endpoint: Callable[..., Any], **how: Any) -> None:
        if _is_async(endpoint):
            raise TypeError(f"{path} is async")
        super().__init__(path, _to_await(endpoint), **how)
        for call in _calls(self.dependant):
            if not _is_async(call):
                raise TypeError(f"{path} depends on {call}, which is not async")

    def get_route_handler(self) -> Handler:
        handle: Handler = super().get_route_handler()

        async def answered(request: Request) -> Response:
            if is_form(request):
                return await handle(request)
            try:
                await request.body()
            except Exception as fault:  # FastAPI says so too
                raise HTTPException(HTTPStatus.BAD_REQUEST) from fault
            return await run_in_threadpool(_finished, handle, request)

        return answered


def _to_await(endpoint: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(endpoint)
    async def answer(**values: Any) -> Any:
        return await in_thread(endpoint, **values)

    return answer


def _calls(dependant: Dependant) -> Iterator[Any]:
    for below in dependant.dependencies:
        yield below.call
        yield from _calls(below)


def _is_async(call: Any) -> bool:
    return iscoroutinefunction(call) or iscoroutinefunction(type(call).__call__)


def _finished(handle: Handler, request: Request) -> Response:
    """What a handler answers that never waits for the event loop."""
    answering = handle(request)
    try:
        answering.send(None)
    except StopIteration as answered:
        response: Response = answered.value
        return response
    answering.close()
    raise RuntimeError(f"{request.url.path} waits for the event loop")
