"""Pages of mailings: what changes for a client, and how far a mailing is (L8)."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from domain.kernel import Actor
from interfaces.gateways.database import Database
from tests.business import LIFT_CODE, OTHER_INN, Business, business
from tests.conftest import StoppedClock
from tests.data_assessment import inn_number_of
from tests.interfaces.shell import Cast
from tests.interfaces.visits import hidden, site_of, told, visit

pytestmark = pytest.mark.database

TITLE = "Есть утверждённая инструкция о мерах пожарной безопасности"


@pytest.fixture
def made(database: Database, clock: StoppedClock) -> Business:
    return business(database, clock)


@pytest.fixture
def site(made: Business) -> FastAPI:
    return site_of(made)


@pytest.fixture
def admin(made: Business, site: FastAPI) -> TestClient:
    id = Cast(made.service).administrator()
    [acting] = made.service.person_view.memberships(id)
    person = Actor(id=str(id), role=acting.role, organisation=acting.organisation_id)
    return visit(site, person)


def begin(admin: TestClient) -> str:
    answer = admin.post("/mailings", data=hidden(admin.get("/mailings")))
    assert answer.status_code == 303, told(answer)
    return str(answer.headers["Location"])


@pytest.fixture
def mailed(made: Business, admin: TestClient) -> tuple[Actor, Actor]:
    """Anna has a lift; of Ivan nobody knows; both were told of a new requirement."""
    anna = made.client(facts={"object:lift": True})
    ivan = made.client("ivan", OTHER_INN)
    admin.post("/api/mailings")
    made.require(in_force_until=None)
    begin(admin)
    made.service.mailings.go_on_with_all()
    made.service.runner.drain()
    return anna, ivan


def test_a_client_reads_what_changes_and_why(
    site: FastAPI, mailed: tuple[Actor, Actor]
) -> None:
    sure, unsure = (told(visit(site, one).get("/changes/2")) for one in mailed)

    assert f"{LIFT_CODE}. {TITLE}" in sure
    assert "Новое требование, действует с 1 января 2021" in sure
    assert "Относится к вам, потому что у вас есть лифт" in sure
    assert "потому что так велит закон: 248-ФЗ art. 46" in sure
    assert "Может относиться: ответьте, есть ли у вас лифт" in unsure
    assert "Ответить на то, что пока неизвестно" in unsure


def test_it_stands_in_the_inbox_with_its_words_and_its_ground(
    made: Business, site: FastAPI, mailed: tuple[Actor, Actor]
) -> None:
    browser = visit(site, mailed[0])
    inbox = told(browser.get("/notices"))
    [card] = made.service.notice_view.page(mailed[0].organisation).notices  # type: ignore[arg-type]
    notice = told(browser.get(f"/notices/{card.id}"))

    assert "Изменения в обязательных требованиях, которые касаются вас: 1" in inbox
    assert f"{LIFT_CODE} «{TITLE}»" in notice
    assert "потому что у вас есть лифт" in notice
    assert "248-ФЗ art. 46" in notice


def test_who_was_not_told_finds_nothing(
    made: Business, site: FastAPI, mailed: tuple[Actor, Actor]
) -> None:
    other = made.client("olga", inn_number_of(5), facts={"object:lift": False})

    for browser in (visit(site, other), visit(site, mailed[0])):
        assert browser.get("/changes/1").status_code == 404
    assert visit(site, other).get("/changes/2").status_code == 404
    assert visit(site, other).get("/api/changes/2").status_code == 404


def test_a_program_reads_the_same_in_its_language(
    site: FastAPI, mailed: tuple[Actor, Actor]
) -> None:
    headers = {"Accept-Language": "en"}
    said = visit(site, mailed[0]).get("/api/changes/2", headers=headers).json()

    assert said["law"] == "LAW-160"
    [change] = said["changes"]
    assert change["subject"]["code"] == LIFT_CODE
    assert change["because"] == ["object:lift", "client_kind:IE"]
    assert change["what"] == "New requirement, in force from 1 January 2021"
    assert "because you have a lift" in change["reason"]


def test_an_administrator_sees_what_is_next_begins_it_and_sees_how_far_it_is(
    made: Business, admin: TestClient
) -> None:
    made.client(facts={"object:lift": True})
    first = admin.post("/api/mailings")
    made.require(in_force_until=None)

    before = told(admin.get("/mailings"))
    path = begin(admin)
    under_way = told(admin.get(path))
    refused = admin.post("/mailings", data=hidden(admin.get("/mailings")))
    made.service.mailings.go_on_with_all()
    made.service.runner.drain()
    done = admin.get(f"/api{path}").json()

    assert first.status_code == 202
    assert "Предстоит сообщить об 1 изменении." in before
    assert LIFT_CODE in before
    assert "Готово на 0% Сообщено 0 предпринимателям примерно из 1" in under_way
    assert refused.status_code == 409
    assert (done["told"], done["expected"]) == (1, 1)
    assert done["finished_at"]
    assert "Закончено Сообщено 1 предпринимателю" in told(admin.get(path))
    assert [one["name"] for one in admin.get("/api/mailings").json()["mailings"]] == [
        "changes/2",
        "changes/1",
    ]
