"""An address leads to one thing: a page's name is never taken for a thing's."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.routing import iter_route_contexts
from fastapi.testclient import TestClient
from starlette.routing import compile_path

from tests.interfaces.shell import demo
from tests.interfaces.visits import problem

pytestmark = pytest.mark.database


def paths(app: Any) -> Iterator[tuple[str, frozenset[str]]]:
    """Every path of a route, and the methods it takes."""
    for route in iter_route_contexts(app.routes):
        if route.methods and route.path:
            yield route.path, frozenset(route.methods)


def test_no_page_of_the_register_is_taken_for_a_requirement(site: TestClient) -> None:
    names = [path for path, _ in paths(site.app) if "{" not in path]
    open_ones = {
        path: compile_path(path)[0]
        for path, _ in paths(site.app)
        if "{code:" in path and path.count("{") == 1
    }

    taken = {
        name: path
        for name in names
        for path, pattern in open_ones.items()
        if pattern.match(name)
    }

    assert open_ones
    assert taken == {}


@pytest.mark.parametrize("page", ["drafts", "facets", "activities"])
def test_what_cannot_be_put_says_what_can_be_asked(site: TestClient, page: str) -> None:
    demo(site, "elena")

    answer = site.put(f"/api/requirements/{page}", json={})

    assert problem(answer) == (405, "method-not-allowed", [])
    allowed = answer.headers["Allow"]
    assert ("GET" in allowed, "PUT" in allowed) == (True, False)


@pytest.mark.parametrize("method", ["GET", "PUT", "POST"])
@pytest.mark.parametrize("code", ["nothing", "REQ_1", "REQ-", "-REQ", "Я", "A" * 65])
def test_what_cannot_be_a_code_leads_nowhere(
    site: TestClient, method: str, code: str
) -> None:
    step = "/publish" if method == "POST" else ""

    assert site.request(method, f"/api/requirements/{code}{step}").status_code == 404
    assert site.get(f"/requirements/{code}{step}").status_code == 404
    assert site.get(f"/simulator/list/{code}").status_code == 404


@pytest.mark.parametrize("code", ["1", "REQ-FIRE-001", "A" * 64])
def test_what_may_be_a_code_is_looked_for(site: TestClient, code: str) -> None:
    answer = site.put(f"/api/requirements/{code}", json={})

    assert problem(answer)[:2] == (401, "sign-in-needed")


def test_the_document_tells_of_the_code_as_of_a_plain_parameter(
    site: TestClient,
) -> None:
    told = site.get("/api/openapi.json").json()["paths"]

    assert "put" in told["/api/requirements/{code}"]
    assert [path for path in told if ":" in path] == []
