"""The home page of a business: what waits for it, what for the state, what is done."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from domain.kernel import Actor
from interfaces.gateways.database import Database
from tests.business import Business, business
from tests.conftest import StoppedClock
from tests.execution import Cafe
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


class Home:
    """What the home page and the overview of the café's owner say."""

    def __init__(self, cafe: Cafe) -> None:
        self._cafe = cafe
        self._site = site_of(cafe.made)

    def overview(self) -> dict[str, Any]:
        found: dict[str, Any] = self._owner().get("/api/client/overview").json()
        told: dict[str, Any] = found["carrying_out"]
        return told

    def page(self) -> str:
        return told(self._owner().get("/"))

    def _owner(self) -> TestClient:
        return visit(self._site, self._cafe.anna)


@pytest.fixture
def cafe(database: Database, clock: StoppedClock) -> Cafe:
    return Cafe(business(database, clock))


@pytest.fixture
def home(cafe: Cafe) -> Home:
    return Home(cafe)


def test_what_is_under_way_says_its_next_step(cafe: Cafe, home: Home) -> None:
    id = cafe.start(cafe.anna, object="Лифт № 1")

    [begun] = home.overview()["running"]
    assert (begun["step"], begun["left"], begun["is_paused"]) == (1, 2, False)
    assert "Продолжите «Исправный лифт» (Лифт № 1) Осталось 2 шага" in home.page()
    assert "Дальше, шаг 1: Сделать дело 1" in home.page()

    cafe.write(id, 1, cafe.anna)
    cafe.do(id, 1, cafe.anna)
    assert "Дальше, шаг 2: Сделать дело 2" in home.page()

    cafe.attach(id, 2, cafe.anna)
    cafe.do(id, 2, cafe.anna)
    [done] = home.overview()["running"]
    assert (done["step"], done["left"]) == (None, 0)
    assert "Проверить и закончить" in home.page()

    cafe.seen(cafe.service.executions.pause(id, by=cafe.anna))
    assert home.overview()["running"][0]["is_paused"]
    assert "На паузе" in home.page()


def test_confirmations_wait_when_they_are_questioned_end_or_lapsed(
    cafe: Cafe, home: Home, clock: StoppedClock
) -> None:
    id = cafe.carry_out(cafe.anna)
    assert home.overview() == {
        "running": [],
        "questioned": [],
        "ending": [],
        "lapsed": [],
        "confirmed": 1,
        "ends_next": "2026-12-21",
    }
    assert "1 требование подтверждено по алгоритму" in home.page()

    cafe.question(id, cafe.pavel)
    assert [one["id"] for one in home.overview()["questioned"]] == [str(id)]
    assert "он сомневается в подтверждении «Исправный лифт»" in home.page()

    cafe.reply(id, cafe.pavel, cafe.anna)
    clock.pass_by(timedelta(20))
    assert [one["ends_on"] for one in home.overview()["ending"]] == ["2026-12-21"]
    assert "Заканчивается 21 декабря 2026 г." in home.page()

    clock.pass_by(timedelta(20))
    after = home.overview()
    assert [one["id"] for one in after["lapsed"]] == [str(id)]
    assert (after["confirmed"], after["ends_next"]) == (0, None)
    assert "Продлите подтверждение «Исправный лифт» Больше не действует" in home.page()

    renewal = cafe.renew(id, cafe.anna)
    assert home.overview()["lapsed"] == []
    assert [one["id"] for one in home.overview()["running"]] == [str(renewal)]


def test_an_employee_sees_the_steps_in_hand(cafe: Cafe) -> None:
    denis = cafe.employee(cafe.anna)
    id = cafe.start(cafe.anna)
    cafe.hand(id, 2, UUID(denis.id), cafe.anna)
    employee = visit(site_of(cafe.made), denis)

    page = employee.get("/")

    assert f"/executions/{id}/steps/2" in page.text
    assert "Сделать дело 2" in told(page)
    assert "Сделать дело 1" not in told(page)
