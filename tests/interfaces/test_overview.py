"""The home page of a business: what waits for it, what for the state, what is done."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from domain.kernel import Actor
from interfaces.gateways.database import Database
from tests.business import Business, business
from tests.conftest import StoppedClock
from tests.interfaces.visits import site_of, told, visit

pytestmark = pytest.mark.database


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    found = business(database, clock)
    found.require()
    return found


@pytest.fixture
def site(world: Business) -> FastAPI:
    return site_of(world)


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client()


@pytest.fixture
def owner(site: FastAPI, anna: Actor) -> TestClient:
    return visit(site, anna)


def overview(owner: TestClient) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = owner.get("/api/client/overview").json()
    return found


def test_a_contest_waits_for_the_client_then_for_the_body(
    world: Business, anna: Actor, owner: TestClient
) -> None:
    declaration = world.declare(anna)
    assert overview(owner)["declarations"] == {
        "contested": 0,
        "to_reconfirm": 0,
        "with_body": 0,
        "in_effect": 1,
    }

    world.contest(declaration.id, world.supervisor())
    assert overview(owner)["declarations"]["contested"] == 1
    assert "Ответьте органу контроля: он оспаривает 1 заявление" in told(owner.get("/"))

    world.answer(declaration.id, anna)
    assert overview(owner)["declarations"] == {
        "contested": 0,
        "to_reconfirm": 0,
        "with_body": 1,
        "in_effect": 1,
    }
    page = told(owner.get("/"))
    assert "1 ваш ответ: решает орган" in page
    assert "Ответьте органу контроля" not in page


def test_what_is_unclear_waits_for_the_client_until_it_is_answered(
    world: Business, anna: Actor, owner: TestClient
) -> None:
    before = overview(owner)
    assert before["counts"]["unknown"] == before["left"]["undecided"] == 1
    assert "Ответьте примерно на 1 вопрос" in told(owner.get("/"))

    world.state(anna, **{"object:lift": True})

    after = overview(owner)
    assert after["counts"] == {"applies": 1, "unknown": 0, "does_not_apply": 0}
    assert after["left"]["questions"] == 0
    assert "Ответьте примерно" not in told(owner.get("/"))


def test_nobody_else_has_such_a_home_page(site: FastAPI, world: Business) -> None:
    nobody, inspector = visit(site), visit(site, world.supervisor())

    for visitor in (nobody, inspector):
        assert "Что делать дальше" not in told(visitor.get("/"))
    assert nobody.get("/api/client/overview").status_code == 401
    assert inspector.get("/api/client/overview").status_code == 404
