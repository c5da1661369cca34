"""Pages of looks, surveys and offers (C3)."""

from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from domain.compliance import Degree
from domain.kernel import Actor
from domain.small_groups import K
from interfaces.gateways.database import Database
from tests.algorithm import ALGORITHM
from tests.business import INN, LIFT_CODE, Business, business
from tests.compliance import Assessing
from tests.conftest import StoppedClock
from tests.data_assessment import PURPOSE, Looking, inn_number_of
from tests.execution import Cafe
from tests.interfaces.visits import faults, hidden, ids, site_of, told, visit
from tests.interfaces.world import CAFE_INN, World
from tests.interfaces.world import world as whole_world

pytestmark = pytest.mark.database


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


def look(inspector: TestClient, **given: Any) -> Response:
    fields = hidden(inspector.get("/looks/new"))
    asked = {"inn": INN, "requirements": LIFT_CODE, "purpose": PURPOSE} | given
    return inspector.post("/looks", data=fields | asked)


def to(answer: Response) -> str:
    assert answer.status_code == 303, told(answer)
    return str(answer.headers["Location"])


def test_an_inspector_looks_and_reads_why(world: Cafe, inspector: TestClient) -> None:
    world.carry_out(world.anna)

    page = inspector.get(to(look(inspector)))

    assert "Подтверждено записями: 1" in told(page)
    assert "Алгоритм выполнен, подтверждение выполнения действует." in told(page)
    assert "Алгоритм рекомендован, но не утверждён" in told(page)
    assert PURPOSE in told(page)
    assert "Просмотр" in told(inspector.get("/looks"))


def test_the_form_is_shown_again_with_every_fault(inspector: TestClient) -> None:
    empty = look(inspector, inn="", requirements="")
    unknown = look(inspector, inn="630000000292")
    strange = look(inspector, requirements="REQ-X-1 REQ-LIFT-001")
    future = look(inspector, as_of="2030-01-01")

    assert [about for about, _ in faults(empty)] == ["inn"]
    assert [about for about, _ in faults(unknown)] == ["inn"]
    assert [about for about, _ in faults(strange)] == ["requirements"]
    assert [about for about, _ in faults(future)] == ["as_of"]
    assert "REQ-X-1" in strange.text
    assert {"inn", "requirements", "as_of"} <= set(ids(future))


def test_the_client_sees_who_looked_why_and_what_came_of_it(
    inspector: TestClient, owner: TestClient
) -> None:
    assert "Ваши записи никто не смотрел" in told(owner.get("/looks"))
    path = to(look(inspector))

    listed, page = told(owner.get("/looks")), owner.get(path)

    assert "Управление: Ростехнадзор" in listed
    assert PURPOSE in listed
    assert "По записям решить нельзя: 1" in listed
    assert "вести их здесь он не обязан" in told(page)
    sent = owner.post(f"{path}/remarks", data=hidden(page) | {"text": "Всё есть"})
    assert to(sent) == path
    assert "Всё есть" in told(inspector.get(path))
    assert "Бизнес ответил" in told(inspector.get("/looks"))
    silent = owner.post(f"{path}/remarks", data=hidden(owner.get(path)))
    assert [about for about, _ in faults(silent)] == ["text"]


def test_asked_again_the_records_say_the_same(
    world: Cafe, inspector: TestClient
) -> None:
    path = to(look(inspector))
    world.carry_out(world.anna)

    page = inspector.get(f"{path}/again")

    assert "Записи говорят о том моменте ровно то же" in told(page)
    assert "По записям решить нельзя: 1" in told(page)


def test_the_entry_of_a_register_is_named_by_its_number(
    looking: Looking, inspector: TestClient
) -> None:
    looking.register_says(object_lift=False)

    path = to(look(inspector))

    assert "ЕРВК № У003/000000017" in told(inspector.get(path))
    assert "У003/000000017" in told(inspector.get(f"{path}/again"))
    [entry] = inspector.get(f"/api{path}").json()["entries"]
    assert entry["reference"] == "У003/000000017"


def test_a_private_self_assessment_is_on_no_page_of_the_body(
    world: Cafe, inspector: TestClient
) -> None:
    doing = Assessing(world.made)
    doing.assess(world.anna, degree=Degree.DOES_NOT, note="Лифт стоит")

    page = told(inspector.get(to(look(inspector))))

    assert "Лифт стоит" not in page
    assert "Записей нет" in page


def neighbours(world: Cafe, count: int) -> list[Actor]:
    return [
        world.made.client(f"n{n}", inn_number_of(n + 700), facts={"region": "63"})
        for n in range(count)
    ]


def begin(inspector: TestClient, **given: Any) -> Response:
    fields = hidden(inspector.get("/surveys/new"))
    asked = {"region": "63", "requirements": LIFT_CODE, "purpose": PURPOSE} | given
    return inspector.post("/surveys", data=fields | asked)


def test_a_survey_shows_how_far_it_is_then_numbers_and_offers_help(
    world: Cafe, looking: Looking, inspector: TestClient, site: FastAPI
) -> None:
    one, *_ = neighbours(world, K)
    path = to(begin(inspector))
    running = told(inspector.get(path))
    looking.go_through()
    page = inspector.get(path)
    offer = hidden(page) | {"algorithm": ALGORITHM}
    offered = inspector.post(f"{path}/offers", data=offer)
    neighbour = visit(site, one)
    mine = neighbour.get("/looks")

    assert "Готово на 0%" in running
    assert f"Можно помочь: {K}" in told(page)
    assert "Подтверждено записями: меньше 5" in told(page)
    assert to(offered) == f"{path}#offers"
    assert "кто они, вы не узнаете" in told(inspector.get(path))
    assert "Исправный лифт" in told(mine)
    assert "Кому пришло предложение, орган не знает" in told(mine)
    assert "ни одного имени" in told(neighbour.get(path))
    [offer_id] = {
        part.split("/dismiss")[0] for part in mine.text.split('"/offers/')[1:]
    }
    gone = neighbour.post(f"/offers/{offer_id}/dismiss", data=hidden(mine))
    assert to(gone) == "/looks"
    assert "Предложения помощи" not in told(neighbour.get("/looks"))


def test_the_home_page_tells_of_looks_and_offers(
    world: Cafe, looking: Looking, owner: TestClient
) -> None:
    before = told(owner.get("/"))
    looking.look(world.pavel)
    neighbours(world, K)
    survey = looking.survey(world.pavel)
    looking.offer(survey, world.pavel)

    page = told(owner.get("/"))

    assert "просмотр" not in before
    assert "2 просмотра ваших записей за 30 дней" in page
    assert "Вам предложен в помощь 1 алгоритм" in page


def test_a_wrong_survey_is_shown_again(inspector: TestClient) -> None:
    wrong = begin(inspector, okved="кафе", requirements="", purpose="")

    assert {about for about, _ in faults(wrong)} == {"okved", "purpose"}
    assert [about for about, _ in faults(begin(inspector, requirements=""))] == [
        "requirements"
    ]


def test_what_the_cafe_carried_out_the_fire_inspector_finds_confirmed(
    database: Database,
) -> None:
    demo = whole_world(database)
    demo.execution_confirmation()
    inspector = visit(site_of_service(demo), demo.actor("pavel"))
    path = to(look(inspector, inn=CAFE_INN, requirements="", everything="yes"))

    page = told(inspector.get(path))

    assert "Подтверждено записями: 6" in page
    assert "Опровергнуто записями" not in page


def site_of_service(demo: World) -> FastAPI:
    return site_of(Business(demo.service))
