"""Pages and API of deadlines: whose turn it is, what is late, how it was counted."""

from datetime import timedelta

import pytest
from fastapi import FastAPI

from domain.kernel import Actor
from interfaces.gateways.database import Database
from tests.business import LIFT_CODE, OTHER_INN, SCHOOLS, Business, business
from tests.conftest import StoppedClock
from tests.consulting import Desk
from tests.interfaces.visits import problem, site_of, visit

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("pavel", "anna")]


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    found = business(database, clock)
    found.require(title="Лифт осмотрен")
    return found


@pytest.fixture
def site(world: Business) -> FastAPI:
    return site_of(world)


@pytest.fixture
def pavel(world: Business) -> Actor:
    return world.supervisor()


@pytest.fixture
def anna(world: Business, pavel: Actor) -> Actor:
    """Who has asked the body of `pavel` something."""
    assert pavel.organisation
    anna = world.client()
    Desk(world).ask(anna)
    world.react()
    return anna


def test_a_body_sees_its_turn_and_how_the_time_was_counted(
    site: FastAPI, pavel: Actor
) -> None:
    page = visit(site, pavel).get("/deadlines").text

    assert f"Ответить на вопрос: {LIFT_CODE}" in page
    assert "21 декабря 2026" in page
    assert "LAW-049" in page
    assert "ИП anna" in page


def test_a_client_sees_whom_it_waits_for(site: FastAPI, anna: Actor) -> None:
    mine = visit(site, anna).get("/deadlines").text
    theirs = visit(site, anna).get("/deadlines?side=theirs").text

    assert LIFT_CODE not in mine
    assert "Ростехнадзор" in theirs


def test_both_sides_see_that_it_is_overdue(
    site: FastAPI, clock: StoppedClock, pavel: Actor, anna: Actor
) -> None:
    clock.pass_by(timedelta(days=31))

    assert "просрочен" in visit(site, pavel).get("/deadlines?standing=overdue").text
    path = "/deadlines?side=theirs&standing=overdue"
    assert LIFT_CODE in visit(site, anna).get(path).text


def test_a_deadline_tells_what_happened_to_it(site: FastAPI, pavel: Actor) -> None:
    visitor = visit(site, pavel)
    (found,) = visitor.get("/api/deadlines").json()["deadlines"]
    page = visitor.get(f"/deadlines/{found['id']}").text

    assert "Срок начался" in page
    assert "Как посчитано" in page


def test_a_deadline_of_others_is_not_found(
    world: Business, site: FastAPI, pavel: Actor
) -> None:
    (found,) = visit(site, pavel).get("/api/deadlines").json()["deadlines"]
    vera = world.client("vera", inn=OTHER_INN)
    olga = world.supervisor(SCHOOLS, "olga")

    for by in (vera, olga):
        for path in ("/deadlines", "/api/deadlines"):
            assert visit(site, by).get(f"{path}/{found['id']}").status_code == 404


def test_a_program_reads_deadlines_page_by_page(
    world: Business, site: FastAPI, pavel: Actor, anna: Actor
) -> None:
    Desk(world).ask(anna)
    world.react()
    visitor = visit(site, pavel)
    first = visitor.get("/api/deadlines?limit=1").json()
    rest = visitor.get("/api/deadlines", params={"after": first["next"]}).json()
    bad = visitor.get("/api/deadlines?after=nothing")

    assert len(first["deadlines"]) == len(rest["deadlines"]) == 1
    assert rest["next"] is None
    assert visitor.get("/api/deadlines/summary").json() == {
        "mine": 2,
        "late": 0,
        "theirs": 0,
        "theirs_late": 0,
    }
    assert problem(bad)[:2] == (422, "bad-deadline-cursor")


def test_a_deadline_bears_its_version_as_etag(site: FastAPI, anna: Actor) -> None:
    visitor = visit(site, anna)
    (found,) = visitor.get("/api/deadlines?side=theirs").json()["deadlines"]
    answer = visitor.get(f"/api/deadlines/{found['id']}")

    assert answer.headers["ETag"] == '"1"'
    assert [one["kind"] for one in answer.json()["moments"]] == ["set"]
