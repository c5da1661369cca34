"""Putting routes together, and finding one without asking every other."""

from collections.abc import Sequence
from typing import Protocol

from fastapi import APIRouter
from fastapi.routing import iter_route_contexts
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send


class Routed(Protocol):
    """A module, or package, that has routes."""

    router: APIRouter


def together(*parts: Routed) -> APIRouter:
    """The routes of all parts as they are, in this order.

    Including a router in another builds each of its routes once more, which took
    seconds and a tenth of the memory of a process.
    """
    return APIRouter(routes=[route for one in parts for route in one.router.routes])


class Nearest:
    """Asks only the routes whose address begins as the requested one, in their order.

    A router asks each of its routes in turn: with hundreds of them that took longer
    than many an answer.

    Args:
        router: has every route; is asked itself when none begins so.
    """

    def __init__(self, router: APIRouter) -> None:
        self._router = router
        of = [(route, _beginnings(route)) for route in router.routes]
        self._near: dict[str, ASGIApp] = {
            one: _only([route for route, begins in of if begins & {one, ""}])
            for one in set().union(*(begins for _, begins in of)) - {""}
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        found: ASGIApp = self._router.app
        if scope["type"] != "lifespan":
            found = self._near.get(_beginning(scope["path"]), found)
        await found(scope, receive, send)


def _only(routes: Sequence[BaseRoute]) -> ASGIApp:
    return APIRouter(routes=list(routes)).app


def _beginnings(route: BaseRoute) -> set[str]:
    return {_beginning(one.path or "") for one in iter_route_contexts([route])}


def _beginning(path: str) -> str:
    """What routes are told apart by; "" for an address that begins with a value."""
    first, _, rest = path.removeprefix("/").partition("/")
    if first == "api":
        first = f"api/{rest.partition('/')[0]}"
    return "" if "{" in first else f"/{first}"
