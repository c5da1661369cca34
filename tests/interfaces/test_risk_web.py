"""Pages and API of risk: criteria, assigning, objections, rises (C5)."""

from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from domain.kernel import Actor
from interfaces.gateways.database import Database
from tests.business import INN, LIFTS, PDF, Business, business
from tests.conftest import StoppedClock
from tests.interfaces.visits import (
    form,
    hidden,
    if_match,
    problem,
    site_of,
    told,
    visit,
)
from tests.risking import CONTROL, Risking, criteria

pytestmark = pytest.mark.database


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    found = business(database, clock)
    found.require(control_kind=CONTROL)
    return found


@pytest.fixture
def risking(world: Business) -> Risking:
    return Risking(world)


@pytest.fixture
def site(world: Business) -> FastAPI:
    return site_of(world)


@pytest.fixture
def nina(risking: Risking) -> Actor:
    return risking.head()


@pytest.fixture
def head(site: FastAPI, nina: Actor) -> TestClient:
    return visit(site, nina)


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client(facts={"employees": 150, "object:lift": True})


@pytest.fixture
def client(site: FastAPI, anna: Actor) -> TestClient:
    return visit(site, anna)


@pytest.fixture
def assigned(risking: Risking, nina: Actor, anna: Actor) -> UUID:
    del anna
    risking.keep(nina)
    return risking.assign(nina)


WRITTEN = {
    "control_kind": CONTROL,
    "number": "006",
    "control_body": LIFTS,
    "since": "2026-11-21",
    "source": "Положение",
    "certainty": "likely",
    "reason": "Первые критерии",
    "points-low": "0",
    "points-moderate": "30",
    "points-medium": "60",
    "harm-id-1": "lift",
    "harm-ru-1": "Есть лифт",
    "harm-en-1": "There is a lift",
    "harm-points-1": "50",
    "harm-condition-1": '{"object": ["lift"]}',
    "harm-source-1": "Положение, п. 1",
    "harm-certainty-1": "likely",
    "merit-id-1": "algorithms",
    "merit-ru-1": "Выполненные алгоритмы",
    "merit-en-1": "Algorithms carried out",
    "merit-points-1": "20",
    "merit-most-1": "2",
    "merit-months-1": "",
    "merit-merit-1": "algorithms",
    "merit-source-1": "Положение, п. 2",
    "merit-certainty-1": "likely",
}


def act(visitor: TestClient, path: str, to: str, **fields: Any) -> Any:
    """Do what a button does, on the version that is shown."""
    version = hidden(visitor.get(path)).get("version", "0")
    version = version[0] if isinstance(version, list) else version
    return visitor.post(f"{path}/{to}", data=form(version=version, **fields))


def test_a_head_writes_criteria_reads_them_in_words_and_lets_them_hold(
    head: TestClient, site: FastAPI
) -> None:
    page = head.post("/risk/criteria/new", data=form(**WRITTEN, act="check"))
    saved = head.post("/risk/criteria/new", data=form(**WRITTEN, act="save"))
    public = visit(site).get(saved.headers["location"])

    assert "Так это прочитают все" in page.text
    assert saved.status_code == 303
    shown = told(public)
    for said in ("Есть лифт", "+50", "−20", "не больше 2 раз", "Умеренный риск"):
        assert said in shown
    assert CONTROL in visit(site).get("/risk/criteria").text


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"harm-points-1": "0"}, "harm-points-1"),
        ({"harm-condition-1": "лифт"}, "harm-condition-1"),
        ({"harm-condition-1": '{"object": ["moon"]}'}, "harm-condition-1"),
        ({"merit-en-1": ""}, "merit-en-1"),
        ({"points-moderate": "", "points-medium": ""}, "points-low"),
        ({"since": "2026-11-01"}, "since"),
        ({"reason": " "}, "reason"),
    ],
)
def test_what_is_wrong_in_criteria_is_said_at_its_field(
    head: TestClient, wrong: dict[str, str], field: str
) -> None:
    page = head.post("/risk/criteria/new", data=form(**WRITTEN | wrong, act="save"))

    assert page.status_code in (409, 422)
    assert f'href="#{field}"' in page.text


def test_a_row_can_be_added_without_losing_what_was_typed(head: TestClient) -> None:
    page = head.post("/risk/criteria/new", data=form(**WRITTEN, act="harm")).text

    assert 'name="harm-id-2"' in page
    assert "Есть лифт" in page


def test_a_new_edition_begins_with_what_holds(
    head: TestClient, risking: Risking, assigned: UUID
) -> None:
    del assigned
    path = f"/risk/criteria/{risking.profile_id()}"
    page = head.get(f"{path}/amend").text
    written = WRITTEN | {"reason": "Точнее", "harm-points-1": "40"}
    version = hidden(head.get(f"{path}/amend"))["version"]
    saved = head.post(
        f"{path}/amend", data=form(version=version, **written, act="save")
    )

    assert "Критерий staff" in page
    assert saved.status_code == 303
    assert "Точнее" in head.get(path).text
    assert "Первые критерии" in head.get(f"{path}?edition=1").text


def test_an_officer_sees_the_reckoning_before_a_category_is_assigned(
    head: TestClient, risking: Risking, nina: Actor, world: Business, anna: Actor
) -> None:
    risking.keep(nina)
    world.open_premises(anna)
    asked = {"inn": INN, "control_kind": CONTROL}
    objects = head.post("/risk/assign/check", data=form(**asked)).text
    check = head.post("/risk/assign/check", data=form(**asked, premises="whole"))
    done = head.post("/risk/assign", data=form(**asked, premises="whole"))

    assert "Самара, 1" in objects
    assert "Средний риск" in told(check)
    assert done.status_code == 303
    assert "Средний риск" in told(head.get(done.headers["location"]))


def test_an_unknown_business_is_said_at_the_field(
    head: TestClient, risking: Risking, nina: Actor
) -> None:
    risking.keep(nina)
    data = form(inn="630000000292", control_kind=CONTROL)
    page = head.post("/risk/assign/check", data=data)

    assert page.status_code == 422
    assert 'href="#inn"' in page.text


def test_a_client_reads_each_criterion_and_what_would_change_its_category(
    client: TestClient, risking: Risking, assigned: UUID
) -> None:
    shown = told(client.get(f"/risk/{assigned}"))
    listed = told(client.get("/risk"))
    would = told(client.get(f"/risk/criteria/{risking.profile_id()}/mine"))

    for said in ("Критерий lift", "+50", "Честно оцените себя", "не более одного раза"):
        assert said in shown
    assert "Средний риск" in listed
    assert "Средний риск" in would


def test_an_objection_with_a_file_is_answered_by_the_head(
    client: TestClient, head: TestClient, assigned: UUID
) -> None:
    path = f"/risk/{assigned}"
    version = hidden(client.get(path))["version"]
    sent = client.post(
        f"{path}/object",
        data=form(version=version, reason="Лифт снят", criteria=["lift"]),
        files={"document": ("снят.pdf", PDF)},
    )
    page = head.get(path)
    file = page.text.partition(f'href="{path}/files/')[2].partition('"')[0]
    answered = act(head, path, "answer", category="moderate", reason="Согласны")

    assert sent.status_code == 303
    assert "Лифт снят" in page.text
    assert head.get(f"{path}/files/{file}").content == PDF
    assert answered.status_code == 303
    assert "Умеренный риск" in told(client.get(path))


def test_an_objection_without_a_word_is_sent_back_to_its_field(
    client: TestClient, assigned: UUID
) -> None:
    page = act(client, f"/risk/{assigned}", "object", reason=" ", criteria=["lift"])

    assert page.status_code == 422
    assert 'href="#object-reason"' in page.text


def test_a_double_click_objects_once(client: TestClient, assigned: UUID) -> None:
    path = f"/risk/{assigned}"
    fields = form(version=hidden(client.get(path))["version"], reason="Не так")
    first = client.post(f"{path}/object", data=fields)
    again = client.post(f"{path}/object", data=fields)

    assert (first.status_code, again.status_code) == (303, 303)
    card = client.get(f"/api/risk/{assigned}").json()["card"]
    assert len(card["objections"]) == 1


def test_the_head_decides_about_a_rise(
    client: TestClient,
    head: TestClient,
    risking: Risking,
    world: Business,
    nina: Actor,
    anna: Actor,
) -> None:
    world.state(anna, object_lift=False)
    risking.keep(nina)
    id = risking.assign(nina)
    world.state(anna, object_lift=True)
    world.react()
    path = f"/risk/{id}"
    waits = told(client.get(path))
    undecided = act(head, path, "rise", reason="Посмотрели")
    decided = act(head, path, "rise", rises="yes", reason="Лифт есть")

    assert "Новые данные дают более высокую категорию" in waits
    assert undecided.status_code == 422
    assert decided.status_code == 303
    assert "Лифт есть" in client.get(path).text


def test_nobody_else_finds_a_category(
    site: FastAPI, world: Business, assigned: UUID
) -> None:
    other = visit(site, world.client("boris", "630000000292"))
    stranger = visit(site, world.supervisor("Рособрнадзор", "olga"))

    for one in (other, stranger):
        assert one.get(f"/risk/{assigned}").status_code == 404
        assert one.get(f"/api/risk/{assigned}").status_code == 404


def test_the_api_does_all_of_it_too(
    head: TestClient, client: TestClient, clock: StoppedClock
) -> None:
    body = {
        "control_kind": CONTROL,
        "control_body": LIFTS,
        "reason": "Первые",
        "criteria": criteria(clock.today()),
    }
    kept = head.post("/api/risk/criteria", json=body)
    again = head.post("/api/risk/criteria", json=body | {"reason": "Вторые"})
    seen = {"Sverka-Position": str(kept.json()["position"])}
    asked = {"inn": INN, "control_kind": CONTROL}
    reckoned = head.post("/api/risk/reckoning", json=asked)
    made = head.post("/api/risk", json=asked)
    seen = {"Sverka-Position": str(made.json()["position"])}
    path = made.headers["location"]
    told_ = client.get(path, headers=seen)
    objected = client.post(
        f"{path}/objection", json={"reason": "Нет"}, headers=if_match(1)
    )
    answered = head.post(
        f"{path}/objection/answer",
        json={"category": "low", "reason": "Да"},
        headers=if_match(1),
    )

    assert (kept.status_code, made.status_code) == (201, 201)
    assert problem(again)[:2] == (412, "stale")
    assert reckoned.json()["reckoned"]["category"] == "medium"
    assert told_.headers["etag"] == '"1"'
    assert [one["steps"][0]["kind"] for one in told_.json()["reckoning"]["ways"]] == [
        "assess_yourself",
        "do_without",
    ]
    assert (objected.status_code, answered.status_code) == (200, 200)
    assert answered.headers["etag"] == '"2"'


def test_categories_are_read_page_by_page(
    client: TestClient, risking: Risking, world: Business, nina: Actor, anna: Actor
) -> None:
    risking.keep(nina)
    world.open_premises(anna)
    for place in (None, *(one.id for one in world.card(anna).premises)):
        risking.assign(nina, place)

    first = client.get("/api/risk", params={"limit": 1}).json()
    second = client.get("/api/risk", params={"limit": 1, "after": first["after"]})
    wrong = client.get("/api/risk", params={"after": "x7"})

    assert first["found"][0]["id"] != second.json()["found"][0]["id"]
    assert second.json()["after"] is None
    assert problem(wrong)[:2] == (422, "bad-risk-cursor")
