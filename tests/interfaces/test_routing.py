"""Every address is found among those that begin as it does."""

from typing import Any

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.responses import Response
from fastapi.testclient import TestClient
from starlette.routing import Match, Route
from starlette.types import Scope

from interfaces.routing import Nearest, together

pytestmark = pytest.mark.filterwarnings("error")


def _told(name: str) -> Any:
    return lambda: name


@pytest.fixture
def site() -> TestClient:
    app = FastAPI()
    first, second = APIRouter(), APIRouter()
    first.add_api_route("/things/{id}", _told("a thing"))
    first.add_api_route("/api/things", _told("things"))
    second.add_api_route("/things/new", _told("a new one"))
    second.add_api_route("/api/others", _told("others"), methods=["POST"])
    second.add_api_route("/others", _told("the page of others"))
    app.include_router(first)
    app.include_router(second)
    app.add_api_route("/{page}/help", _told("help"))
    app.router.middleware_stack = Nearest(app.router)
    return TestClient(app)


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/things/1", "a thing"),
        ("/api/things", "things"),
        ("/others", "the page of others"),
        ("/others/help", "help"),
        ("/elsewhere/help", "help"),
    ],
)
def test_an_address_is_answered_by_its_route(
    site: TestClient, path: str, answer: str
) -> None:
    assert site.get(path).json() == answer


def test_of_two_routes_for_an_address_the_first_answers(site: TestClient) -> None:
    assert site.get("/things/new").json() == "a thing"


def test_an_address_of_another_method_says_so(site: TestClient) -> None:
    assert site.get("/api/others").status_code == 405


@pytest.mark.parametrize("path", ["/nowhere", "/api", "/api/", "/things", "//"])
def test_an_address_without_a_route_is_not_found(site: TestClient, path: str) -> None:
    assert site.get(path).status_code == 404


def test_an_address_with_a_stroke_too_many_leads_to_the_right_one(
    site: TestClient,
) -> None:
    answer = site.get("/others/", follow_redirects=False)
    assert answer.status_code == 307
    assert answer.headers["location"].endswith("/others")


def test_routes_are_put_together_as_they_are_in_their_order() -> None:
    class Part:
        def __init__(self, path: str) -> None:
            self.router = APIRouter(prefix="/part", include_in_schema=False)
            self.router.add_api_route(path, _told(path))

    first, second = Part("/a"), Part("/b")

    assert together(first, second).routes == [
        *first.router.routes,
        *second.router.routes,
    ]


def test_the_routes_of_others_are_not_asked() -> None:
    asked: list[str] = []

    class Asked(Route):
        def matches(self, scope: Scope) -> tuple[Match, Scope]:
            asked.append(scope["path"])
            return super().matches(scope)

    app = FastAPI()
    app.router.routes.append(Asked("/others", lambda _request: Response("others")))
    app.add_api_route("/things", _told("things"))
    app.router.middleware_stack = Nearest(app.router)
    assert TestClient(app).get("/things").json() == "things"
    assert not asked
    assert TestClient(app).get("/others").text == "others"
    assert asked == ["/others"]
