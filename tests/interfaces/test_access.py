"""Every route, asked by everybody: what you may not see does not exist.

The tables below say who may ask for what. A route that they do not name fails the test,
and so does one that lets in anybody else. Whoever may not, and whoever asks for what is
another's, is answered as if the thing had never been there.
"""

import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts
from fastapi.testclient import TestClient
from starlette.routing import Mount

from application.access import Action
from domain.kernel import Role
from domain.person import Scope
from interfaces.app import create_app
from interfaces.deps import Asks
from interfaces.gateways.database import Database
from interfaces.security import Rates
from tests.interfaces.shell import browser
from tests.interfaces.world import WAREHOUSE, World, world
from tests.register import content

pytestmark = [pytest.mark.database, pytest.mark.slow]

Who = frozenset[str]

NOBODY: Who = frozenset()
ANNA = frozenset({"anna"})  # owns the café
CLIENTS = ANNA | {"maria"}
FIRE = frozenset({"pavel", "nina"})  # inspector and head of the café's fire supervisor
SUPERVISORS = FIRE | {"olga"}  # olga inspects for another body
REGISTRAR = frozenset({"elena"})
ADMINISTRATOR = frozenset({"admin"})
SIGNED_IN = (
    CLIENTS
    | SUPERVISORS
    | REGISTRAR
    | ADMINISTRATOR
    | {"newcomer", "viktor", "galina", "tatiana", "roman"}
)
EVERYBODY = SIGNED_IN | {"public"}
PARTIES = ANNA | FIRE  # of the café's declaration

MAY = {
    "GET /healthz": EVERYBODY,
    "GET /readyz": EVERYBODY,
    "GET /metrics": EVERYBODY,
    "GET /": EVERYBODY,
    "GET /about": EVERYBODY,
    "GET /accessibility": EVERYBODY,
    "GET /developers": EVERYBODY,
    "GET /problems": EVERYBODY,
    "GET /problems/{code}": EVERYBODY,
    "GET /language/{code}": EVERYBODY,
    # The register
    "GET /api/requirements": EVERYBODY,
    "GET /api/requirements/facets": EVERYBODY,
    "GET /api/requirements/activities": EVERYBODY,
    "GET /api/requirements/drafts": REGISTRAR,
    "POST /api/requirements": REGISTRAR,
    "POST /api/requirements/import": REGISTRAR,
    "POST /api/requirements/import/okved": REGISTRAR,
    "GET /api/requirements/{code}": EVERYBODY,
    "GET /api/requirements/{code}/versions": EVERYBODY,
    "PUT /api/requirements/{code}": REGISTRAR,
    "POST /api/requirements/{code}/publish": REGISTRAR,
    "POST /api/requirements/{code}/suspend": REGISTRAR,
    "POST /api/requirements/{code}/resume": REGISTRAR,
    "POST /api/requirements/{code}/repeal": REGISTRAR,
    "GET /requirements": EVERYBODY,
    "GET /requirements/import": REGISTRAR,
    "POST /requirements/import": REGISTRAR,
    "POST /requirements/import/okved": REGISTRAR,
    "GET /requirements/drafts": REGISTRAR,
    "GET /requirements/new": REGISTRAR,
    "POST /requirements/new": REGISTRAR,
    "GET /requirements/{code}": EVERYBODY,
    "GET /requirements/{code}/versions": EVERYBODY,
    "GET /requirements/{code}/amend": REGISTRAR,
    "POST /requirements/{code}/amend": REGISTRAR,
    "GET /requirements/{code}/publish": REGISTRAR,
    "POST /requirements/{code}/publish": REGISTRAR,
    "GET /requirements/{code}/suspend": REGISTRAR,
    "POST /requirements/{code}/suspend": REGISTRAR,
    "GET /requirements/{code}/resume": REGISTRAR,
    "POST /requirements/{code}/resume": REGISTRAR,
    "GET /requirements/{code}/repeal": REGISTRAR,
    "POST /requirements/{code}/repeal": REGISTRAR,
    # The business one acts for
    "POST /api/clients": SIGNED_IN,
    "GET /api/client": CLIENTS,
    "PUT /api/client/name": CLIENTS,
    "POST /api/client/facts": CLIENTS,
    "POST /api/client/premises": CLIENTS,
    "POST /api/client/premises/{premises_id}/facts": ANNA,
    "POST /api/client/premises/{premises_id}/close": ANNA,
    "GET /client/register": SIGNED_IN,
    "POST /client/register": SIGNED_IN,
    "GET /client": CLIENTS,
    "GET /client/name": CLIENTS,
    "POST /client/name": CLIENTS,
    "GET /client/next": CLIENTS,
    "GET /client/facts/{fact}": CLIENTS,
    "POST /client/facts/{fact}": CLIENTS,
    "GET /client/premises/new": CLIENTS,
    "POST /client/premises": CLIENTS,
    "GET /client/premises/{premises_id}": ANNA,
    "POST /client/premises/{premises_id}/close": ANNA,
    # The list and the simulator
    "GET /api/list": CLIENTS,
    "GET /api/list/{code}": CLIENTS,
    "POST /api/judge": EVERYBODY,
    "GET /list": CLIENTS,
    "GET /list/ended": CLIENTS,
    "GET /list/{code}": CLIENTS,
    "GET /simulator": EVERYBODY,
    "GET /simulator/question": EVERYBODY,
    "POST /simulator/question": EVERYBODY,
    "POST /simulator/again": EVERYBODY,
    "GET /simulator/list": EVERYBODY,
    "GET /simulator/list/ended": EVERYBODY,
    "GET /simulator/list/{code}": EVERYBODY,
    # Declarations
    "POST /api/documents": CLIENTS,
    "POST /api/declarations": CLIENTS,
    "GET /api/declarations": CLIENTS | SUPERVISORS,
    "GET /api/declarations/{declaration_id}": PARTIES,
    "GET /api/declarations/{declaration_id}/document": PARTIES,
    "POST /api/declarations/{declaration_id}/withdraw": ANNA,
    "POST /api/declarations/{declaration_id}/reconfirm": ANNA,
    "POST /api/declarations/{declaration_id}/answer": ANNA,
    "POST /api/declarations/{declaration_id}/contest": FIRE,
    "POST /api/declarations/{declaration_id}/drop-contest": FIRE,
    "POST /api/declarations/{declaration_id}/uphold-contest": FIRE,
    "GET /declare": CLIENTS,
    "POST /declare": CLIENTS,
    "POST /declare/check": CLIENTS,
    "GET /declarations": CLIENTS | SUPERVISORS,
    "GET /declarations/{declaration_id}": PARTIES,
    "GET /declarations/{declaration_id}/sent": ANNA,
    "GET /declarations/{declaration_id}/confirmation": PARTIES,
    "GET /declarations/{declaration_id}/document": PARTIES,
    "POST /declarations/{declaration_id}/{step}": PARTIES,
    # Oneself
    "GET /sign-in": EVERYBODY,
    "POST /sign-in/demo": EVERYBODY,
    "GET /sign-in/provider": NOBODY,  # but where the settings name a provider
    "GET /sign-in/callback": NOBODY,
    "POST /sign-out": EVERYBODY,
    "POST /sign-out/everywhere": SIGNED_IN,
    "GET /api/person": SIGNED_IN,
    "GET /api/person/tokens": SIGNED_IN,
    "POST /api/person/tokens": SIGNED_IN,
    "DELETE /api/person/tokens/{token_id}": ANNA,
    "GET /person": SIGNED_IN,
    "GET /person/act-as": SIGNED_IN,
    "POST /person/act-as": SIGNED_IN,
    "GET /person/tokens": SIGNED_IN,
    "POST /person/tokens": SIGNED_IN,
    "POST /person/tokens/{token_id}/revoke": ANNA,
    "GET /person/colleagues": CLIENTS,
    "POST /person/colleagues": CLIENTS,
    "POST /person/colleagues/{person_id}/remove": CLIENTS,
    # People and organisations
    "GET /api/people": ADMINISTRATOR,
    "GET /api/people/{person_id}": ADMINISTRATOR,
    "GET /api/people/{person_id}/memberships": ADMINISTRATOR,
    "POST /api/people/{person_id}/memberships": ADMINISTRATOR | ANNA,
    "DELETE /api/people/{person_id}/memberships/{organisation}/{role}": (
        ADMINISTRATOR | ANNA
    ),
    "POST /api/people/{person_id}/forget": ADMINISTRATOR,
    "GET /api/organisations": ADMINISTRATOR,
    "POST /api/organisations": ADMINISTRATOR,
    "GET /api/organisations/{organisation_id}": ADMINISTRATOR,
    "PUT /api/organisations/{organisation_id}": ADMINISTRATOR,
    "GET /status": ADMINISTRATOR,
    "GET /people": ADMINISTRATOR,
    "GET /people/{person_id:uuid}": ADMINISTRATOR,
    "POST /people/{person_id:uuid}/memberships": ADMINISTRATOR,
    "POST /people/{person_id:uuid}/memberships/remove": ADMINISTRATOR,
    "GET /people/{person_id:uuid}/forget": ADMINISTRATOR,
    "POST /people/{person_id:uuid}/forget": ADMINISTRATOR,
    "GET /people/organisations": ADMINISTRATOR,
    "POST /people/organisations": ADMINISTRATOR,
    "GET /people/organisations/{organisation_id:uuid}": ADMINISTRATOR,
    "POST /people/organisations/{organisation_id:uuid}": ADMINISTRATOR,
}
"""Who may ask for what; of a thing: of the café's, or of a published requirement."""

MAY_OF_DRAFT = {
    route: who & REGISTRAR
    for route, who in MAY.items()
    if "requirements/{code}" in route or "list/{code}" in route
} | {
    "GET /requirements/{code}/versions": NOBODY,  # a draft has none
    "GET /list/{code}": NOBODY,
    "GET /api/list/{code}": NOBODY,
    "GET /simulator/list/{code}": NOBODY,
}
"""The same for a requirement that is not published."""

UNGUARDED = {"GET /api/openapi.json", "HEAD /api/openapi.json", "MOUNT /static"}
"""What holds nobody's data and asks for nothing."""

IN_PERSON = ("POST /api/person/tokens", "POST /person/tokens")
"""What a program cannot do with an access token."""

READING = {"POST /api/judge", "POST /simulator/question", "POST /simulator/again"}
"""What changes nothing, though it is posted."""

CONTENT = content().model_dump(mode="json")
REASON = {"reason": "See the plan of the floor"}
PERIOD = {"from_day": "2030-01-01", "reason": "So", "act": "An act"}
STEPS = {
    "withdraw": ANNA,
    "reconfirm": ANNA,
    "answer": ANNA,
    "contest": FIRE,
    "drop-contest": FIRE,
    "uphold-contest": FIRE,
    "applaud": NOBODY,
}
JSON: dict[str, Any] = {
    "POST /api/judge": {},
    "PUT /api/requirements/{code}": {"content": CONTENT},
    "POST /api/requirements/{code}/suspend": PERIOD,
    "POST /api/requirements/{code}/resume": {"from_day": "2030-01-01", "act": "An act"},
    "POST /api/requirements/{code}/repeal": {"from_day": "2030-01-01", "reason": "So"},
    "POST /api/client/premises/{premises_id}/facts": {"facts": {"object:lift": False}},
    "POST /api/declarations/{declaration_id}/answer": {"answer": "There is none"},
    "POST /api/declarations/{declaration_id}/contest": REASON,
    "POST /api/declarations/{declaration_id}/uphold-contest": REASON,
    "POST /api/declarations/{declaration_id}/withdraw": {},
    "PUT /api/organisations/{organisation_id}": {"name": "ГУ МЧС"},
}
FORMS: dict[str, Any] = {
    "POST /client/facts/{fact}": {"value": "yes"},
    "POST /people/organisations/{organisation_id:uuid}": {"name": "ГУ МЧС"},
    "POST /person/act-as": {"way": "nobody"},
    "POST /declare": {"requirements": WAREHOUSE},
    **{f"POST /declarations/{{declaration_id}}/{step}": REASON for step in STEPS},
}
"""What is sent: right, so that only an old version keeps it from doing anything."""


NAMES = (
    "person_id",
    "organisation_id",
    "premises_id",
    "declaration_id",
    "token_id",
    "code",
    "fact",
)
EXISTING = {"GET /problems/{code}": "not-found", "GET /language/{code}": "en"}


class Things:
    """Addresses of the café's things, and of the same form with nothing at them."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.draft = world.draft()
        self._thing = {
            "person_id": str(world.newcomer("zoya")),
            "organisation_id": str(world.authority()),
            "premises_id": str(world.premises("Kiosk")),
            "declaration_id": str(world.declaration()),
            "token_id": str(world.token("anna", Scope.READ)[0]),
            "code": WAREHOUSE,
            "fact": "object:lift",
        }
        self._lost = {
            "POST /api/people/{person_id}/forget": world.newcomer("lev"),
            "POST /people/{person_id:uuid}/forget": world.newcomer("mark"),
            "POST /api/client/premises/{premises_id}/close": world.premises("Tent"),
            "POST /client/premises/{premises_id}/close": world.premises("Stall"),
        }
        fresh = {name: str(uuid4()) for name in NAMES}
        self._nothing = fresh | {"code": "REQ-NONE-999", "fact": "object:none"}
        self._always = {"organisation": str(world.cafe), "role": Role.CLIENT.value}

    def of(self, route: str, kind: str = "thing") -> dict[str, str]:
        """What stands for the names in the route's path: thing, draft or nothing."""
        if kind == "nothing":
            return self._always | self._nothing
        found = self._always | self._thing
        if route in self._lost:
            found |= {
                name: str(self._lost[route]) for name in NAMES if f"{{{name}" in route
            }
        code = self.draft if kind == "draft" else EXISTING.get(route)
        return found | {"code": code} if code else found


class Caller:
    """Somebody who asks, by session or by token."""

    def __init__(
        self, world: World, client: TestClient, name: str, token: str | None
    ) -> None:
        self._world = world
        self._client = client
        self._name = name
        self._token = token

    def ask(self, route: str, names: dict[str, str]) -> "Told":
        """Send what the route wants, right but for an old version."""
        method, _, path = route.partition(" ")
        path = re.sub(r"\{(\w+)(:\w+)?\}", lambda found: names[found[1]], path)
        headers, sent = self._headers(), {}
        if path.startswith("/api"):
            headers |= {"If-Match": f'"{self._version(route)}"'}
            if method in ("POST", "PUT"):
                sent = {"json": JSON.get(route, {})}
        elif method == "POST":
            sent = {"data": FORMS.get(route, {}) | {"version": self._version(route)}}
        if route.endswith("{person_id}/memberships") and method == "POST":
            sent = {"json": {"organisation": names["organisation"], "role": "client"}}
        if route.endswith("memberships/remove"):
            sent = {"data": {"organisation": names["organisation"], "role": "client"}}
        answer = self._client.request(method, path, headers=headers, **sent)
        return Told(answer, names)

    def _headers(self) -> dict[str, str]:
        if self._token:
            return {"Authorization": f"Bearer {self._token}"}
        if self._name == "public":
            return {}
        # A new one each time: some routes end it.
        return {"Cookie": f"sverka={self._world.session(self._name)}"}

    def _version(self, route: str) -> int:
        # Only the right version leads as far as to the place.
        is_of_place = "{premises_id}" in route
        return self._world.version_of_client(self._name) if is_of_place else 99999


class Told:
    """What somebody learns from an answer."""

    def __init__(self, answer: Any, names: dict[str, str]) -> None:
        self.status = answer.status_code
        self.to = answer.headers.get("location", "").partition("?")[0]
        self._text = answer.text
        self._names = names

    @property
    def shows_something(self) -> bool:
        return self.status not in (401, 403, 404) and self.to != "/sign-in"

    @property
    def all(self) -> tuple[object, ...]:
        """Everything but what the asker put in and what is new each time."""
        text = re.sub(r'nonce="[^"]+"', "", self._text)
        for name in NAMES:
            for written in (self._names[name], self._names[name].replace(":", "%3A")):
                text = text.replace(written, name)
        return self.status, self.to, text

    def __repr__(self) -> str:
        return f"{self.status} {self.to} {self._text[:300]!r}"


@pytest.fixture(scope="module")
def here(opened: Database) -> World:
    return world(opened)


@pytest.fixture(scope="module")
def things(here: World) -> Things:
    return Things(here)


@pytest.fixture(scope="module")
def app(here: World) -> FastAPI:
    rates = Rates().times(1000)
    return create_app(here.service.settings, service=here.service, rates=rates)


@pytest.fixture(scope="module")
def client(app: FastAPI) -> Iterator[TestClient]:
    with browser(app) as client:
        yield client


def routes_of(app: FastAPI) -> Iterator[tuple[str, Dependant | None]]:
    """Every method and path that is answered, with what its function depends on."""
    for route in iter_route_contexts(app.routes):
        if isinstance(route.original_route, Mount):
            yield f"MOUNT {route.path}", None
        for method in route.methods or ():
            yield f"{method} {route.path}", getattr(route, "dependant", None)


def asked_by(dependant: Dependant) -> Iterator[Action]:
    if isinstance(dependant.call, Asks):
        yield dependant.call.action
    for below in dependant.dependencies:
        yield from asked_by(below)


def rows(kind: str) -> Iterator[tuple[str, Who]]:
    """What to ask for, and who may; kind as in `Things.of`."""
    for route, who in (MAY_OF_DRAFT if kind == "draft" else MAY).items():
        if route.endswith("{step}"):
            for step, may in STEPS.items():
                yield route.replace("{step}", step), may
        else:
            yield route, who


def test_every_route_is_in_the_table_and_asks_for_one_thing(app: FastAPI) -> None:
    found = dict(routes_of(app))

    assert found.keys() == MAY.keys() | UNGUARDED
    for route, who in MAY.items():
        dependant = found[route]
        asks = {*asked_by(dependant)} if dependant else set()
        narrower = asks - {Action.READ_PUBLIC}
        assert len(narrower or asks) == 1, f"{route} asks for {asks}"
        assert narrower or who == EVERYBODY, route


def wrongly_answered(
    caller: Caller, things: Things, name: str, only: str = ""
) -> Iterator[str]:
    """Asks for everything; says what should have been answered otherwise."""
    for kind in ("thing", "draft"):
        for route, who in rows(kind):
            if only in route:
                answer = caller.ask(route, things.of(route, kind))
                if answer.shows_something is not (name in who) or answer.status > 499:
                    yield f"{route}, a {kind}, answered {answer}"
                if "{" in route:
                    nothing = caller.ask(route, things.of(route, "nothing"))
                    yield from wrong_about_nothing(route, answer, nothing)


def wrong_about_nothing(route: str, answer: Told, nothing: Told) -> Iterator[str]:
    if answer.shows_something:
        if nothing.status not in (401, 404) and nothing.to != "/sign-in":
            yield f"nothing at {route} answered {nothing}"
    elif nothing.all != answer.all:
        yield f"{route} answered {answer}; with nothing there {nothing}"


@pytest.mark.parametrize("name", sorted(EVERYBODY))
def test_by_session_everybody_gets_what_the_table_says(
    here: World, client: TestClient, things: Things, name: str
) -> None:
    caller = Caller(here, client, name, None)

    wrong = "\n".join(wrongly_answered(caller, things, name))

    assert not wrong


@pytest.mark.parametrize("name", sorted(SIGNED_IN))
def test_by_token_a_program_gets_what_the_table_says(
    here: World, client: TestClient, things: Things, name: str
) -> None:
    _, token = here.token(name, Scope.READ, Scope.WRITE)
    caller = Caller(here, client, name, token)

    answers = wrongly_answered(caller, things, name, " /api")
    wrong = "\n".join(one for one in answers if not one.startswith(IN_PERSON))

    assert not wrong


@pytest.mark.parametrize("name", ["anna", "pavel", "elena", "admin", "newcomer"])
def test_a_token_that_only_reads_changes_nothing(
    here: World, client: TestClient, things: Things, name: str
) -> None:
    _, token = here.token(name, Scope.READ)
    caller = Caller(here, client, name, token)
    before = here.service.log.head()

    answers = {
        route: caller.ask(route, things.of(route)).status
        for route, _ in rows("thing")
        if not route.startswith("GET ") and route not in READING
    }

    assert {route for route, status in answers.items() if status != 403} == set()
    assert here.service.log.head() == before


@pytest.mark.parametrize("route", sorted(READING))
def test_a_token_that_only_reads_may_post_a_question(
    here: World, client: TestClient, things: Things, route: str
) -> None:
    _, token = here.token("roman", Scope.READ)

    answer = Caller(here, client, "roman", token).ask(route, things.of(route))

    assert answer.shows_something


@pytest.mark.parametrize("route", sorted(IN_PERSON))
def test_a_program_cannot_make_itself_another_token(
    here: World, client: TestClient, things: Things, route: str
) -> None:
    _, token = here.token("oleg", Scope.WRITE)

    answer = Caller(here, client, "oleg", token).ask(route, things.of(route))

    assert answer.status == 403


def test_what_is_said_in_a_query_or_a_body_is_checked_too(
    here: World, things: Things, client: TestClient
) -> None:
    premises, nothing = things.of("")["premises_id"], str(uuid4())
    _, token = here.token("maria", Scope.WRITE)
    headers = {"Authorization": f"Bearer {token}"}
    document = client.get(
        f"/api/declarations/{things.of('')['declaration_id']}",
        headers={"Cookie": f"sverka={here.session('anna')}"},
    ).json()["document_id"]

    def of(premises: str) -> Any:
        params = {"premises": premises}
        return client.get("/client/facts/object:lift", params=params, headers=headers)

    def declared(document: str) -> Any:
        command = {
            "requirements": [WAREHOUSE],
            "ground": "object_not_used",
            "absent": ["object:warehouse", "object:production_room"],
            "document_id": document,
        }
        return client.post("/api/declarations", json=command, headers=headers)

    assert (of(premises).status_code, of(nothing).status_code) == (404, 404)
    assert document
    assert declared(document).json() == declared(nothing).json()
    assert declared(document).status_code == 404


def test_a_queue_of_declarations_holds_only_ones_own(
    here: World,
    client: TestClient,
    things: Things,  # noqa: ARG001 - the declaration among them
) -> None:
    seen = {
        name: len(
            client.get(
                "/api/declarations",
                headers={"Cookie": f"sverka={here.session(name)}"},
            ).json()["declarations"]
        )
        for name in sorted(CLIENTS | SUPERVISORS)
    }

    assert seen == {"anna": 1, "maria": 0, "nina": 1, "olga": 0, "pavel": 1}


@pytest.mark.parametrize("path", ["/api/openapi.json", "/static/sverka.css"])
def test_what_holds_nobodys_data_is_there_for_everybody(
    client: TestClient, path: str
) -> None:
    assert client.get(path).status_code == 200
