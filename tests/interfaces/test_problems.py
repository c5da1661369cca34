"""Every refusal is a problem for programs and a page for people, in their language."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal
from uuid import UUID

import pytest
from fastapi import APIRouter
from fastapi.testclient import TestClient
from pydantic import AwareDatetime, BaseModel, Field
from starlette.exceptions import HTTPException

from application.log import Unavailable
from domain.errors import Invalid, NotAllowed, NotFound, Refusal, RuleBroken, Stale
from domain.kernel import Citation
from interfaces.problems import PROTOCOL, STATUS, status_of
from interfaces.service import Service
from interfaces.web.home import WHY, problem_pages
from tests.interfaces.shell import browser, demo, shell

pytestmark = pytest.mark.database

PROBLEM = "application/problem+json"
router = APIRouter()


class TooEarly(RuleBroken):
    code = "tests-too-early"
    title = "This cannot be done now"
    about = "day"
    source = Citation(act="248-ФЗ", at="ст. 73")


class Colour(StrEnum):
    RED = "red"


class Part(BaseModel):
    size: int


class Thing(BaseModel, extra="forbid"):
    name: str = Field(min_length=2, max_length=3)
    code: str = Field(default="aa", pattern="^a+$")
    count: int = Field(default=1, ge=1, le=1250)
    price: Decimal = Field(default=Decimal(1), gt=0, lt=10)
    day: date = date(2026, 1, 1)
    at: AwareDatetime | None = None
    when: datetime | None = None
    owner: UUID | None = None
    is_new: bool = True
    colour: Colour = Colour.RED
    kind: Literal["a", "b"] = "a"
    tags: list[str] = Field(default=["a", "b"], min_length=2, max_length=3)
    parts: dict[str, Part] = {}


@router.post("/api/things")
def make(thing: Thing) -> str:
    return thing.name


@router.get("/api/things/{number}")
@router.get("/things/{number}")
def show(number: int, limit: int = 1) -> int:
    return number + limit


REFUSALS: dict[str, Exception] = {
    "early": TooEarly(earliest=date(2026, 12, 1), status="nonsense"),
    "not-found": NotFound(),
    "not-allowed": NotAllowed(),
    "invalid": Invalid(),
    "stale": Stale(version=3),
    "unavailable": Unavailable(),
    "late": TimeoutError("read models are not at 7 yet"),
    "401": HTTPException(401, headers={"WWW-Authenticate": "Bearer"}),
    "418": HTTPException(418),
    "428": HTTPException(428),
}


@router.get("/api/refused/{name}")
@router.get("/refused/{name}")
def refuse(name: str) -> None:
    raise REFUSALS[name]


@pytest.fixture
def site(shell_service: Service) -> Iterator[TestClient]:
    with browser(shell(shell_service, router)) as site:
        yield site


def test_a_broken_rule_names_its_field_its_source_and_its_facts(
    site: TestClient,
) -> None:
    answer = site.get("/api/refused/early", headers={"Accept-Language": "en"})

    assert answer.status_code == 409
    assert answer.headers["Content-Type"] == PROBLEM
    assert answer.headers["Content-Language"] == "en"
    assert answer.json() == {
        "type": "/problems/tests-too-early",
        "code": "tests-too-early",
        "title": "This cannot be done now",
        "status": 409,
        "earliest": "2026-12-01",
        "errors": [
            {"pointer": "#/day", "where": "body", "detail": "This cannot be done now"}
        ],
        "source": "248-ФЗ, ст. 73",
    }


@pytest.mark.parametrize(
    ("name", "status", "code"),
    [
        ("not-found", 404, "not-found"),
        ("not-allowed", 403, "not-allowed"),
        ("invalid", 422, "invalid"),
        ("stale", 412, "stale"),
        ("unavailable", 503, "unavailable"),
        ("late", 503, "unavailable"),
        ("401", 401, "sign-in-needed"),
        ("428", 428, "version-needed"),
        ("418", 418, "http-418"),
    ],
)
def test_a_program_gets_every_refusal_as_a_problem(
    site: TestClient, name: str, status: int, code: str
) -> None:
    answer = site.get(f"/api/refused/{name}")

    assert answer.status_code == status
    assert answer.headers["Content-Type"] == PROBLEM
    assert (answer.json()["status"], answer.json()["code"]) == (status, code)
    assert answer.json()["type"] == f"/problems/{code}"
    assert ("Retry-After" in answer.headers) == (status == 503)
    assert ("WWW-Authenticate" in answer.headers) == (status == 401)


@pytest.mark.parametrize("name", ["early", "not-found", "stale", "unavailable", "428"])
def test_a_person_gets_every_refusal_as_a_page(site: TestClient, name: str) -> None:
    api, page = site.get(f"/api/refused/{name}"), site.get(f"/refused/{name}")

    assert page.status_code == api.status_code
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert f"<h1>{api.json()['title']}</h1>" in page.text
    assert f'href="{api.json()["type"]}"' in page.text
    assert ("248-ФЗ, ст. 73" in page.text) == (name == "early")


def test_addresses_that_are_not_there_are_problems_too(site: TestClient) -> None:
    for method in ("GET", "POST", "DELETE"):
        answer = site.request(method, "/api/nothing/here")
        assert (answer.status_code, answer.json()["code"]) == (404, "not-found")
    assert "По этому адресу ничего нет" in site.get("/nothing").text
    assert site.get("/api").json()["code"] == "not-found"
    assert site.put("/api/things", json={}).json()["code"] == "method-not-allowed"


def test_a_page_of_refusal_still_knows_who_is_signed_in(site: TestClient) -> None:
    demo(site)

    assert "Анна Кузнецова" in site.get("/nothing").text


def test_somebody_not_signed_in_is_led_to_the_sign_in_and_back(
    site: TestClient,
) -> None:
    answer = site.get("/person/tokens?a=1&b=2")
    posted = site.post("/person/tokens", data={})

    assert answer.status_code == 303
    assert (
        answer.headers["Location"] == "/sign-in?next=%2Fperson%2Ftokens%3Fa%3D1%26b%3D2"
    )
    assert posted.status_code == 401
    assert "Войдите, чтобы это увидеть" in posted.text


WRONG = [
    ({}, "#/name", "Fill this in"),
    ({"name": "abc", "x": 1}, "#/x", "There is no such field here"),
    ({"name": 5}, "#/name", "This must be text"),
    ({"name": "a"}, "#/name", "At least 2 characters are needed"),
    ({"name": "abcd"}, "#/name", "At most 3 characters fit here"),
    (
        {"name": "abc", "code": "b"},
        "#/code",
        "This is not written in the way it should be",
    ),
    ({"name": "abc", "count": "x"}, "#/count", "This must be a whole number"),
    ({"name": "abc", "count": 1.5}, "#/count", "This must be a whole number"),
    ({"name": "abc", "count": 0}, "#/count", "This must be at least 1"),
    ({"name": "abc", "count": 9999}, "#/count", "This must be at most 1,250"),
    ({"name": "abc", "price": 0}, "#/price", "This must be more than 0"),
    ({"name": "abc", "price": 10}, "#/price", "This must be less than 10"),
    ({"name": "abc", "price": "x"}, "#/price", "This must be a number"),
    (
        {"name": "abc", "day": "x"},
        "#/day",
        "This must be a date, for example 2026-11-21",
    ),
    (
        {"name": "abc", "day": "2026-01-01T10:00:00"},
        "#/day",
        "This must be a date without a time",
    ),
    ({"name": "abc", "at": "2026-01-01T10:00"}, "#/at", "The time needs its time zone"),
    ({"name": "abc", "when": "x"}, "#/when", "This must be a date and a time"),
    ({"name": "abc", "owner": "x"}, "#/owner", "This is not an identifier"),
    ({"name": "abc", "is_new": "x"}, "#/is_new", "Answer yes or no"),
    ({"name": "abc", "colour": "x"}, "#/colour", "Choose one of: 'red'"),
    ({"name": "abc", "kind": "x"}, "#/kind", "Choose one of: 'a' or 'b'"),
    ({"name": "abc", "kind": ""}, "#/kind", "Choose an answer"),
    ({"name": "abc", "tags": "x"}, "#/tags", "This must be a list"),
    ({"name": "abc", "tags": ["a"]}, "#/tags", "At least 2 are needed"),
    ({"name": "abc", "tags": list("abcd")}, "#/tags", "At most 3 can be given"),
    ({"name": "abc", "parts": 1}, "#/parts", "This must be an object with fields"),
    (
        {"name": "abc", "parts": {"a/b~": {"size": "x"}}},
        "#/parts/a~1b~0/size",
        "This must be a whole number",
    ),
]


@pytest.mark.parametrize(("sent", "pointer", "detail"), WRONG)
def test_a_wrong_field_is_pointed_at_in_plain_words(
    site: TestClient, sent: dict[str, object], pointer: str, detail: str
) -> None:
    english = site.post("/api/things", json=sent, headers={"Accept-Language": "en"})
    russian = site.post("/api/things", json=sent)

    assert english.status_code == 422
    assert english.json()["errors"] == [
        {"pointer": pointer, "where": "body", "detail": detail}
    ]
    [told] = russian.json()["errors"]
    assert told["pointer"] == pointer
    assert told["detail"] != detail
    assert any("а" <= letter <= "я" for letter in told["detail"])


def test_what_is_no_json_is_pointed_at_as_a_whole(site: TestClient) -> None:
    answer = site.post(
        "/api/things",
        content="{nonsense",
        headers={"Content-Type": "application/json", "Accept-Language": "en"},
    )

    assert answer.status_code == 422
    assert answer.json()["errors"] == [
        {"pointer": "#", "where": "body", "detail": "This is not valid JSON"}
    ]


def test_a_wrong_part_of_the_address_says_where_it_stands(site: TestClient) -> None:
    answer = site.get("/api/things/x?limit=y", headers={"Accept-Language": "en"})
    page = site.get("/things/x")

    assert [(one["where"], one["pointer"]) for one in answer.json()["errors"]] == [
        ("path", "#/number"),
        ("query", "#/limit"),
    ]
    assert page.status_code == 422
    assert "Нужно целое число" in page.text


def test_every_kind_of_refusal_has_a_status_and_an_explanation() -> None:
    pages = problem_pages()

    assert {one.status for one in pages.values()} <= WHY.keys()
    assert {one.code for one in PROTOCOL} <= pages.keys()
    assert {kind.code for kind in STATUS} <= pages.keys()
    assert status_of(TooEarly) == 409
    assert not any(code.startswith("tests-") for code in pages)


def test_every_refusal_has_a_page_of_its_own(site: TestClient) -> None:
    listing = site.get("/problems")

    for code, one in problem_pages().items():
        answer = site.get(f"/problems/{code}")
        assert answer.status_code == 200, code
        assert f"/problems/{code}" in listing.text
        assert one.source in answer.text
    assert site.get("/problems/never-heard-of").status_code == 404


def test_problems_are_documented_once_and_by_name(site: TestClient) -> None:
    document = site.get("/api/openapi.json").json()

    answers = document["paths"]["/api/person/tokens"]["post"]["responses"]
    assert {"401", "403", "409", "413", "415", "422", "429", "503"} <= answers.keys()
    assert answers["409"]["content"] == {
        PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}
    }
    shapes = document["components"]["schemas"]
    assert shapes["Problem"]["properties"]["errors"]["items"] == {
        "$ref": "#/components/schemas/Fault"
    }
    assert "Fault" in shapes


def test_what_a_route_reads_from_headers_is_documented(site: TestClient) -> None:
    paths = site.get("/api/openapi.json").json()["paths"]

    def headers(operation: dict[str, Any]) -> dict[str, bool]:
        return {
            one["name"]: one["required"]
            for one in operation["parameters"]
            if one["in"] == "header"
        }

    facts = paths["/api/client/facts"]
    assert headers(paths["/api/list"]["get"]) == {"Sverka-Position": False}
    assert headers(facts["post"]) == {"If-Match": True, "Idempotency-Key": False}


def test_no_two_refusals_share_a_code() -> None:
    def kinds(base: type[Refusal]) -> list[type[Refusal]]:
        return [kind for one in base.__subclasses__() for kind in (one, *kinds(one))]

    codes = [kind.code for kind in set(kinds(Refusal))] + [one.code for one in PROTOCOL]

    assert sorted(codes) == sorted(set(codes))
