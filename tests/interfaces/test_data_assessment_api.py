"""Looks, surveys and offers over JSON (C3)."""

from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from domain.kernel import Actor
from domain.small_groups import K
from interfaces.gateways.database import Database
from tests.algorithm import ALGORITHM
from tests.business import (
    INN,
    LIFT_CODE,
    OTHER_INN,
    TEACHING,
    TEACHING_CODE,
    business,
    own,
)
from tests.conftest import StoppedClock
from tests.data_assessment import PURPOSE, Looking, inn_number_of
from tests.execution import Cafe
from tests.interfaces.visits import if_match, problem, seen, site_of, visit

pytestmark = pytest.mark.database

LOOKS, SURVEYS, OFFERS = "/api/looks", "/api/surveys", "/api/offers"


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Cafe:
    return Cafe(business(database, clock))


@pytest.fixture
def looking(world: Cafe) -> Looking:
    return Looking(world.made)


@pytest.fixture
def site(world: Cafe) -> FastAPI:
    return site_of(world.made)


@pytest.fixture
def inspector(site: FastAPI, world: Cafe) -> TestClient:
    return visit(site, world.pavel)


@pytest.fixture
def owner(site: FastAPI, world: Cafe) -> TestClient:
    return visit(site, world.anna)


def look(visitor: TestClient, **differently: Any) -> Any:
    command = {"inn": INN, "requirements": [LIFT_CODE], "purpose": PURPOSE}
    return visitor.post(LOOKS, json=command | differently)


def test_a_body_looks_and_the_client_reads_and_remarks(
    world: Cafe, inspector: TestClient, owner: TestClient
) -> None:
    confirmation = world.carry_out(world.anna)
    made = seen(inspector, look(inspector))
    path = made.headers["Location"]
    [found] = inspector.get(path).json()["findings"]
    [line] = owner.get(LOOKS).json()["seen"]
    read = owner.get(path)
    said = owner.post(f"{path}/remarks", json={"text": "Да"}, headers=if_match(1))
    seen(owner, said)

    assert (made.status_code, made.headers["ETag"]) == (201, '"1"')
    assert (found["outcome"], found["why"]) == ("confirmed", "carried_out")
    assert found["rests_on"][0]["source"] == str(confirmation)
    assert (line["purpose"], line["outcomes"]) == (PURPOSE, {"confirmed": 1})
    assert world.pavel.id not in read.text
    assert said.headers["ETag"] == '"2"'
    assert inspector.get(path).json()["remarks"][0]["text"] == "Да"
    assert owner.get(f"{path}/again").json()["same"]
    assert inspector.get(LOOKS).json()["looks"][0]["remarked"]


def test_what_is_asked_wrongly_is_told_where(inspector: TestClient) -> None:
    wrong: list[tuple[dict[str, Any], str, str]] = [
        ({"inn": OTHER_INN}, "client-unknown", "#/inn"),
        ({"inn": "630000000118"}, "bad-inn", "#/inn"),
        ({"inn": None}, "name-one-number", "#/inn"),
        ({"inn": None, "ogrn": "1027700132195"}, "client-unknown-by-ogrn", "#/ogrn"),
        ({"requirements": []}, "nothing-to-look-at", "#/requirements"),
        ({"requirements": ["REQ-X-1"]}, "not-your-requirements", "#/requirements"),
        ({"as_of": "2026-11-21T12:00:01Z"}, "yet-to-come", "#/as_of"),
        ({"purpose": " "}, "purpose-missing", "#/purpose"),
    ]
    for said, code, pointer in wrong:
        assert problem(look(inspector, **said)) == (422, code, [pointer])
    malformed = look(inspector, as_of="yesterday")
    assert (malformed.status_code, problem(malformed)[2]) == (422, ["#/as_of"])


def test_another_bodys_requirement_is_refused_like_none_at_all(
    world: Cafe, inspector: TestClient
) -> None:
    world.made.require(TEACHING_CODE, TEACHING, "Рособрнадзор")

    others = look(inspector, requirements=[TEACHING_CODE]).json()
    none = look(inspector, requirements=["REQ-NONE-001"]).json()

    assert others | {"requirements": [], "instance": ""} == none | {
        "requirements": [],
        "instance": "",
    }


def test_others_find_no_look(world: Cafe, looking: Looking, site: FastAPI) -> None:
    id = looking.look(world.pavel)
    maria = world.made.client("maria", OTHER_INN)

    for by in (world.olga, maria):
        visitor = visit(site, by)
        for path in (f"{LOOKS}/{id}", f"{LOOKS}/{id}/again"):
            assert visitor.get(path).status_code == 404
        assert visitor.get(LOOKS).json().get("seen", []) == []
    assert visit(site, world.anna).post(LOOKS, json={}).status_code == 404
    assert visit(site, world.nina).get(f"{LOOKS}/{id}").status_code == 200


def neighbours(world: Cafe, count: int) -> list[Actor]:
    return [
        world.made.client(f"n{n}", inn_number_of(n + 700), facts={"region": "63"})
        for n in range(count)
    ]


def test_a_survey_is_asked_gone_through_and_leads_to_an_offer(
    world: Cafe, looking: Looking, inspector: TestClient, site: FastAPI
) -> None:
    one, *_ = neighbours(world, K)
    asked = seen(
        inspector,
        inspector.post(
            SURVEYS,
            json={
                "segment": {"region": "63"},
                "requirements": [LIFT_CODE],
                "purpose": PURPOSE,
            },
        ),
    )
    path = asked.headers["Location"]
    running = inspector.get(path)
    looking.go_through()
    done = inspector.get(path)
    offer = {"requirement": LIFT_CODE, "algorithm": ALGORITHM}
    seen(
        inspector,
        inspector.post(
            f"{path}/offers", json=offer, headers={"If-Match": done.headers["ETag"]}
        ),
    )
    neighbour = visit(site, one)
    [got] = neighbour.get(OFFERS).json()["offers"]
    own_part = neighbour.get(path).json()
    dismissed = neighbour.post(f"{OFFERS}/{got['id']}/dismiss")
    seen(neighbour, dismissed)

    assert asked.status_code == 202
    assert (running.json()["survey"]["is_finished"], running.json()["findings"]) == (
        False,
        [],
    )
    [figure] = done.json()["survey"]["figures"]
    assert (done.json()["survey"]["total"], figure["to_help"]) == (K, K)
    assert str(own(one)) not in done.text
    assert got["algorithm"] == ALGORITHM
    assert own_part["survey"]["figures"] == []
    assert own_part["survey"]["total"] is None
    assert own_part["findings"][0]["outcome"] == "undecidable"
    assert neighbour.get(OFFERS).json()["offers"] == []
    assert inspector.get(SURVEYS).json()["surveys"][0]["total"] == K
    for by in (world.olga, world.anna):
        assert visit(site, by).get(path).status_code == 404


def test_a_small_group_is_told_nothing_and_offered_nothing(
    world: Cafe, looking: Looking, inspector: TestClient
) -> None:
    neighbours(world, K - 1)
    id = looking.survey(world.pavel, region="63")
    told = inspector.get(f"{SURVEYS}/{id}")
    offer = {"requirement": LIFT_CODE, "algorithm": ALGORITHM}

    refused = inspector.post(
        f"{SURVEYS}/{id}/offers",
        json=offer,
        headers={"If-Match": told.headers["ETag"]},
    )

    assert told.json()["survey"]["total"] is None
    assert set(told.json()["survey"]["figures"][0]["counts"].values()) == {None}
    assert problem(refused) == (409, "group-too-small", ["#/requirement"])
