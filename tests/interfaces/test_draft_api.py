"""Drafts, impact and following over JSON (E1, E4, E6)."""

from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from domain.kernel import Actor
from interfaces.gateways.database import Database
from tests.business import LIFT_CODE, Business, business
from tests.conftest import StoppedClock
from tests.drafting import Drafting, listed, manuscript
from tests.interfaces.visits import if_match, problem, seen, site_of, visit

pytestmark = pytest.mark.database

WRITTEN = manuscript().model_dump(mode="json")


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    return business(database, clock)


@pytest.fixture
def drafting(world: Business) -> Drafting:
    return Drafting(world)


@pytest.fixture
def viktor(drafting: Drafting) -> Actor:
    return drafting.developer()


@pytest.fixture
def site(world: Business) -> FastAPI:
    return site_of(world)


@pytest.fixture
def author(site: FastAPI, viktor: Actor) -> TestClient:
    return visit(site, viktor)


@pytest.fixture
def public(site: FastAPI) -> TestClient:
    return visit(site)


def published(author: TestClient) -> str:
    begun = seen(author, author.post("/api/drafts", json=WRITTEN))
    one = begun.headers["location"]
    seen(author, author.post(f"{one}/publish", json={}, headers=if_match(1)))
    return str(one)


def test_a_draft_is_written_published_and_read(
    author: TestClient, public: TestClient
) -> None:
    one = published(author)

    told = public.get(one)

    assert told.headers["etag"] == '"2"'
    assert told.json()["state"] == "open"
    assert told.json()["versions"][0]["window"]["rule"] == "LAW-142"
    assert [one["number"] for one in public.get("/api/drafts").json()["items"]] == [
        told.json()["number"]
    ]
    assert author.get("/api/drafts/own").json()[0]["versions"] == 1


def test_what_is_written_is_told_to_its_body_alone(
    author: TestClient, public: TestClient
) -> None:
    one = published(author)
    changed = author.put(one, json=WRITTEN | {"title": "Новое"}, headers=if_match(2))
    seen(author, changed)

    written = author.get(f"{one}/written")

    assert written.json()["is_ahead"]
    assert written.json()["text"]["title"] == "Новое"
    assert public.get(one).json()["versions"][-1]["text"]["title"] != "Новое"
    assert public.get(f"{one}/written").status_code == 401


def test_a_revision_is_compared_word_by_word(
    author: TestClient, public: TestClient
) -> None:
    one = published(author)
    said = WRITTEN | {"provisions": [{"number": "1", "text": "Лифт не осматривают."}]}
    seen(author, author.put(one, json=said, headers=if_match(2)))
    unsaid = author.post(f"{one}/publish", json={}, headers=if_match(3))
    because = {"because": "По замечаниям"}
    seen(author, author.post(f"{one}/publish", json=because, headers=if_match(3)))

    changes = public.get(f"{one}/comparison", params={"before": 1, "after": 2})

    assert problem(unsaid)[:2] == (422, "draft-revision-unexplained")
    assert [one["fate"] for one in changes.json()] == ["changed", "gone"]


def test_a_stale_or_blind_change_is_refused(author: TestClient) -> None:
    one = published(author)

    assert author.put(one, json=WRITTEN).status_code == 428
    assert problem(author.put(one, json=WRITTEN, headers=if_match(1)))[0] == 412


def test_a_draft_is_dropped_with_a_reason(
    author: TestClient, public: TestClient
) -> None:
    one = published(author)

    seen(
        author,
        author.post(f"{one}/drop", json={"reason": "Дорого"}, headers=if_match(2)),
    )

    assert public.get(one).json()["dropped_because"] == "Дорого"
    again = author.post(f"{one}/drop", json={"reason": "Ещё"}, headers=if_match(3))
    assert problem(again)[:2] == (409, "draft-over")


def test_the_impact_of_a_condition_is_told_while_it_is_written(
    world: Business, author: TestClient, public: TestClient
) -> None:
    world.require(LIFT_CODE)
    asked = {"condition": {"object": ["lift"]}, "requirement": LIFT_CODE}

    told = author.post("/api/impact", json=asked)
    strange = author.post("/api/impact", json={"condition": {"object": ["saucer"]}})
    unknown = author.post("/api/impact", json=asked | {"requirement": "REQ-NO"})

    assert told.json()["k"] == 5
    assert told.json()["now"] == {"affects": None, "may_affect": None}
    assert {one["by"] for one in told.json()["tables"]} == {
        "section",
        "class",
        "region",
        "size",
        "kind",
    }
    assert (strange.status_code, unknown.status_code) == (422, 404)
    assert public.post("/api/impact", json=asked).status_code == 401


def test_the_impact_of_a_published_draft_is_public(
    author: TestClient, public: TestClient
) -> None:
    one = published(author)

    assert public.get(f"{one}/impact").json()["before"] is None
    assert public.get(f"{one}/impact", params={"version": 2}).status_code == 404


def test_a_client_is_told_which_drafts_concern_it(
    world: Business, site: FastAPI, author: TestClient
) -> None:
    published(author)
    anna = visit(site, world.client(facts={"object:lift": True}))

    [told] = anna.get("/api/drafts/mine", headers={"Accept-Language": "en"}).json()

    [concern] = told["concerns"]
    assert (concern["effect"], concern["verdict"]) == ("adds", "applies")
    assert "lift" in concern["because"].lower()
    assert anna.get("/api/client/overview").json()["drafts"] == {
        "affected": 1,
        "perhaps": 0,
    }


def test_a_client_follows_over_json(
    world: Business, site: FastAPI, author: TestClient
) -> None:
    anna = visit(site, world.client())
    seen(anna, anna.post("/api/following", json={"act": "лифт"}))
    published(author)

    news: list[dict[str, Any]] = anna.get("/api/following/news").json()
    position = {"position": news[0]["position"]}
    seen(anna, anna.post("/api/following/seen", json=position))
    ahead = anna.post("/api/following/seen", json={"position": 10**9})
    etag = anna.get("/api/following").headers["etag"]
    stale = anna.delete("/api/following/1", headers=if_match(1))
    seen(anna, anna.delete("/api/following/1", headers={"If-Match": etag}))

    assert [one["what"] for one in news] == ["draft"]
    assert anna.get("/api/following/news").json() == []
    assert (ahead.status_code, stale.status_code) == (422, 412)
    assert anna.get("/api/following").json()["filters"] == []


def test_the_list_is_imported_whole_or_not_at_all(
    site: FastAPI, drafting: Drafting, public: TestClient
) -> None:
    elena = visit(site, drafting.registrar())

    def sent(*ids: int) -> Response:
        kind = {"Content-Type": "application/octet-stream"}
        content = listed(*ids).read()
        return elena.post("/api/drafts/import", content=content, headers=kind)

    wrong, done = sent(1, 1), seen(elena, sent(1, 2))

    assert problem(wrong)[:2] == (422, "import-rejected")
    assert done.json()["new"] == 2
    assert len(public.get("/api/drafts").json()["items"]) == 2
