"""The list in time, through pages and the API: moments, what comes, what changed."""

from datetime import date, timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from application.client import StateFacts
from domain.kernel import Actor
from interfaces.gateways.database import Database
from tests.business import LIFT_CODE, Business, business, own
from tests.conftest import StoppedClock
from tests.interfaces.visits import problem, site_of, told, visit
from tests.register import LAST

pytestmark = pytest.mark.database

TODAY = date(2026, 11, 21)
ONE_DAY = timedelta(days=1)
EVERYONE: dict[str, Any] = {"client_kind": ["LE", "IE"]}
ENGLISH = {"Accept-Language": "en"}


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    found = business(database, clock)
    found.require(title="Лифт осмотрен")
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


def state_lift(world: Business, by: Actor, since: date) -> None:
    command = StateFacts(facts={"object:lift": True}, since=since)
    world.seen(world.clients.state_facts(own(by), command, by=by))


def test_the_list_of_a_day_says_which_day_and_by_how_many_facts(
    owner: TestClient, world: Business, anna: Actor
) -> None:
    state_lift(world, anna, TODAY - 10 * ONE_DAY)

    page = owner.get("/list?on=2026-11-01&group=unknown")
    then = told(page)

    assert "На 1 ноября 2026" in then
    assert "по 1 факту" in then
    assert f'href="/list/{LIFT_CODE}?on=2026-11-01"' in page.text
    assert 'href="/list">' in page.text
    assert "Лифт осмотрен" in then
    assert "Лифт осмотрен" in told(owner.get("/list?group=applies"))
    today = told(owner.get("/list?on=2026-11-01&basis=today&group=applies"))
    assert "Лифт осмотрен" in today


def test_a_line_of_another_day_offers_nothing_to_do(
    owner: TestClient, world: Business, anna: Actor
) -> None:
    state_lift(world, anna, TODAY)

    now = owner.get(f"/list/{LIFT_CODE}")
    then = owner.get(f"/list/{LIFT_CODE}?on=2026-11-01")

    assert "/declare?" in now.text
    assert "/declare?" not in then.text
    assert "/client/facts/" not in then.text
    assert 'href="/list?on=2026-11-01"' in then.text
    assert owner.get(f"/list/{LIFT_CODE}?on=2000-01-01").status_code == 404


def test_what_was_known_then_is_asked_for_by_day_or_by_instant(
    site: FastAPI, world: Business, anna: Actor, clock: StoppedClock
) -> None:
    before = clock.now()
    clock.pass_by(2 * ONE_DAY)
    state_lift(world, anna, TODAY)
    owner = visit(site, anna)

    page = owner.get("/list?known=2026-11-21&on=2026-11-21&group=unknown")
    groups = [
        owner.get("/api/list", params=query).json()["requirements"][0]["group"]
        for query in (
            {"on": "2026-11-21"},
            {"on": "2026-11-21", "known_at": before.isoformat()},
            {"on": "2026-11-20", "basis": "today"},
            {"on": "2026-11-21", "known_at": "2199-01-01T00:00:00Z"},
        )
    ]

    assert "Лифт осмотрен" in told(page)
    assert "как это было известно" in told(page)
    assert groups == ["applies", "unknown", "applies", "applies"]
    alone = owner.get(
        f"/api/list/{LIFT_CODE}",
        params={"on": "2026-11-21", "known_at": before.isoformat()},
    )
    assert alone.json()["group"] == "unknown"


@pytest.mark.parametrize(
    ("path", "pointer"),
    [
        ("/api/list?known_at=2026-11-21T00:00:00", "#/known_at"),
        ("/api/list?known_at=0001-01-01T00:00:00Z", "#/known_at"),
        ("/api/list?basis=maybe", "#/basis"),
        ("/api/list/coming?until=tomorrow", "#/until"),
        ("/api/list/coming?limit=0", "#/limit"),
        ("/api/list/difference?from_day=9999-12-31", "#/from_day"),
        ("/api/list/difference?kind=colour", "#/kind"),
        ("/api/list/difference?from_day=2027-01-01&to_day=2026-01-01", "#/to_day"),
    ],
)
def test_a_wrong_moment_is_pointed_at(
    owner: TestClient, path: str, pointer: str
) -> None:
    answer = owner.get(path)

    assert (answer.status_code, problem(answer)[2]) == (422, [pointer])


def test_what_is_coming_is_told_by_day_with_its_doubt(
    owner: TestClient, world: Business
) -> None:
    world.require("REQ-NEW-001", EVERYONE, in_force_from=TODAY + ONE_DAY, title="Новое")

    page = owner.get("/list/coming")
    near = told(owner.get("/list/coming?until=2026-12-01"))
    answer = owner.get("/api/list/coming", headers=ENGLISH).json()

    text = told(page)
    assert "22 ноября 2026" in text
    assert "Новое" in text
    assert "31 декабря 2026" in text
    assert "Что будет потом, неизвестно" in text
    assert "Новое" in near
    assert "31 декабря 2026" not in near
    assert [(one["day"], one["kind"], one["id"]) for one in answer["coming"]] == [
        ("2026-11-22", "begins", "REQ-NEW-001"),
        (LAST.isoformat(), "ends", LIFT_CODE),
        (LAST.isoformat(), "ends", "REQ-NEW-001"),
    ]
    assert answer["is_all"] is True
    ends = answer["coming"][1]
    assert (ends["successor_unknown"], ends["before"], ends["after"]) == (
        True,
        "unknown",
        None,
    )
    assert "not known" in ends["cause"]["sentence"]
    assert owner.get("/api/list/coming?limit=1").json()["is_all"] is False


def test_what_changed_is_told_with_the_fact_that_changed_it(
    owner: TestClient, world: Business, anna: Actor
) -> None:
    state_lift(world, anna, TODAY - 10 * ONE_DAY)

    page = told(owner.get("/list/difference?from_day=2026-11-01"))
    answer = owner.get(
        "/api/list/difference?from_day=2026-11-01", headers=ENGLISH
    ).json()

    assert "Лифт осмотрен" in page
    assert "стало «да»" in page
    [change] = answer["changes"]
    assert (change["kind"], change["before"]["group"], change["after"]["group"]) == (
        "verdict",
        "unknown",
        "applies",
    )
    [cause] = change["causes"]
    assert (cause["fact"], cause["before"], cause["after"]) == (
        "object:lift",
        None,
        True,
    )
    assert "it was not known, it is yes" in cause["sentence"]
    none = owner.get("/list/difference?from_day=2026-11-01&kind=left")
    assert "Лифт осмотрен" not in told(none)


def test_moments_that_go_backwards_are_refused_on_the_page_too(
    owner: TestClient,
) -> None:
    page = owner.get("/list/difference?from_day=2027-01-01&to_day=2026-01-01")

    assert page.status_code == 422
    assert 'href="#to_day"' in page.text
    backwards = owner.get("/list/difference?from_known=2026-11-20&to_known=2026-11-10")
    assert backwards.status_code == 422


@pytest.mark.parametrize(
    "path",
    [
        "/list?on=&known=&basis=then",
        "/list/coming?until=",
        "/list/difference?from_day=&to_day=&from_known=&to_known=&basis=then",
        "/list/export?on=&known=",
    ],
)
def test_fields_that_were_left_empty_ask_for_nothing(
    owner: TestClient, path: str
) -> None:
    assert owner.get(path).status_code == 200
