"""A request changes threads once: who asks, the route and its answer share one."""

import asyncio
from collections.abc import Iterator
from threading import get_ident
from typing import Annotated, Any

import pytest
from fastapi import APIRouter, Depends, FastAPI, Form, Request
from fastapi.testclient import TestClient

from domain.kernel import Value
from interfaces.one_thread import OneThread, in_thread

router = APIRouter(route_class=OneThread)


class Sum(Value):
    """What is added up."""

    one: int
    other: int


async def asker() -> int:
    return await in_thread(get_ident)


async def loop_thread() -> int:
    return get_ident()


Asker = Annotated[int, Depends(asker)]
Loop = Annotated[int, Depends(loop_thread)]


@router.post("/sum")
def add_up(command: Sum, asker: Asker, around: Loop) -> dict[str, Any]:
    """Tell where each part of it ran."""
    here = get_ident()
    return {"sum": command.one + command.other, "threads": [asker, around, here]}


@router.post("/form")
def take_form(text: Annotated[str, Form()], asker: Asker, around: Loop) -> list[Any]:
    """Take what a page sends."""
    return [text, get_ident() == around, asker == around]


async def impatient() -> None:
    await asyncio.sleep(0)


@router.get("/waiting")
def waiting(_: Annotated[None, Depends(impatient)]) -> None:
    """Depend on what waits for something else than the database."""


@pytest.fixture
def client() -> Iterator[TestClient]:
    app = FastAPI()
    app.include_router(router)

    @app.get("/loop")
    async def where(_: Request) -> int:
        return get_ident()

    with TestClient(app, raise_server_exceptions=True) as client:
        yield client


def test_who_asks_and_the_route_share_a_thread_that_is_not_the_loop(
    client: TestClient,
) -> None:
    answer = client.post("/sum", json={"one": 1, "other": 2}).json()

    assert answer["sum"] == 3
    assert len({*answer["threads"]}) == 1
    assert client.get("/loop").json() not in answer["threads"]


def test_what_is_wrong_is_told_as_ever(client: TestClient) -> None:
    assert client.post("/sum", json={"one": "x", "other": 2}).status_code == 422
    assert client.post("/sum", content=b"{").status_code == 422


def test_a_form_is_read_by_the_loop_and_answered_by_threads(
    client: TestClient,
) -> None:
    answer = client.post("/form", data={"text": "Лифт"})

    assert answer.json() == ["Лифт", False, False]


def test_what_waits_otherwise_is_a_fault_of_ours(client: TestClient) -> None:
    with pytest.raises(RuntimeError, match="/waiting"):
        client.get("/waiting")


async def asked() -> None: ...


def test_a_function_of_the_other_kind_is_refused_when_the_route_is_made() -> None:
    def on_a_plain_one(_: Annotated[None, Depends(lambda: None)]) -> None: ...

    for endpoint in (asked, on_a_plain_one):
        with pytest.raises(TypeError):
            router.get("/never")(endpoint)
