"""Pages of the plan: propose, decide, move, files of the register, calendars."""

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from icalendar import Calendar

from application.risk import KeepRiskCriteria
from domain.inspection import Ground, Scope
from domain.kernel import Actor, Role
from domain.plan import PlanStatus
from domain.risk import Category
from interfaces.erknm import rows_of
from interfaces.gateways.database import Database
from tests.business import (
    INN,
    LIFT_CODE,
    LIFTS,
    OTHER_INN,
    SCHOOLS,
    Business,
    business,
    own,
)
from tests.conftest import StoppedClock
from tests.inspecting import Inspecting
from tests.interfaces.visits import site_of, visit
from tests.interfaces.world import RISK_CRITERIA
from tests.planning import CONTROL, NUMBER, Planning, month

pytestmark = pytest.mark.database


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    clock.set(datetime(2026, 11, 10, 9, tzinfo=UTC))
    found = business(database, clock)
    found.require(title="Лифт осмотрен")
    return found


@pytest.fixture
def site(world: Business) -> FastAPI:
    return site_of(world)


@pytest.fixture
def desk(world: Business) -> Planning:
    return Planning(world)


@pytest.fixture
def anna(world: Business, desk: Planning) -> Actor:
    anna = world.client(facts={"size": "micro", "region": "63"})
    desk.risk(anna, Category.MEDIUM)
    return anna


@pytest.fixture
def pavel(site: FastAPI, desk: Planning) -> TestClient:
    return visit(site, desk.pavel)


@pytest.fixture
def helena(site: FastAPI, desk: Planning) -> TestClient:
    return visit(site, desk.helena())


def form(desk: Planning, **differently: Any) -> dict[str, Any]:
    """What an officer fills in, with the place chosen on the second page."""
    return {
        "inn": INN,
        "control_kind": CONTROL,
        "measure": "visit",
        "kind": "",
        "starts": "2027-03-01",
        "days": "5",
        "hours": "",
        "note": "",
        f"officer-{desk.pavel.id}": "1",
        "where": "whole",
    } | differently


def to(answer: Any) -> str:
    """Where a form led."""
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def version_on(visitor: TestClient, path: str) -> str:
    page = visitor.get(path).text
    return page.partition('name="version" value="')[2].partition('"')[0]


@pytest.mark.usefixtures("anna")
def test_an_officer_sees_the_places_and_proposes(
    desk: Planning, pavel: TestClient
) -> None:
    asked = pavel.get("/plan/new")
    objects = pavel.post("/plan/new/objects", data=form(desk, where=""))
    page = pavel.get(to(pavel.post("/plan/new", data=form(desk))))

    assert CONTROL in asked.text
    assert "Средний риск" in objects.text
    assert "Ждёт решения руководителя" in page.text
    assert "ИП anna" in pavel.get("/plan?year=2027").text


def test_several_hundred_places_are_proposed_with_one_tick(
    desk: Planning, pavel: TestClient, anna: Actor
) -> None:
    places = [desk.shop(anna) for _ in range(3)]
    desk.risk(anna, Category.MEDIUM, *places)

    asked = form(desk, where="everywhere")
    page = pavel.get(to(pavel.post("/plan/new", data=asked)))

    assert "Объекты: 3" in page.text


@pytest.mark.usefixtures("anna")
def test_a_broken_rule_is_told_with_its_source_before_it_is_sent(
    desk: Planning, pavel: TestClient
) -> None:
    page = pavel.post("/plan/new/objects", data=form(desk, days="11"))
    refused = pavel.post("/plan/new", data=form(desk, days="11"))

    assert "LAW-018" in page.text
    assert refused.status_code == 409
    assert "нарушило бы закон" in refused.text


@pytest.mark.usefixtures("anna")
def test_a_wrong_field_leads_back_to_the_first_page(
    desk: Planning, pavel: TestClient
) -> None:
    page = pavel.post("/plan/new/objects", data=form(desk, inn=OTHER_INN, days="5"))

    assert page.status_code == 422
    assert 'href="#inn"' in page.text


@pytest.mark.usefixtures("anna")
def test_the_head_approves_what_was_chosen_and_the_business_is_told(
    site: FastAPI,
    world: Business,
    desk: Planning,
    anna: Actor,
    helena: TestClient,
) -> None:
    id = desk.propose()

    waiting = helena.get("/plan/decisions")
    chosen = {f"entry-{id}": "1", "act": "approve"}
    page = helena.get(to(helena.post("/plan/decisions", data=chosen)))
    world.react()

    mine = visit(site, anna)
    assert "ИП anna" in waiting.text
    assert "В плане" in page.text
    assert "Обязательный профилактический визит" in mine.get("/planned").text
    assert "В план включили проверку" in mine.get("/notices").text


@pytest.mark.usefixtures("anna")
def test_without_a_choice_or_a_reason_the_head_is_asked_again(
    desk: Planning, helena: TestClient
) -> None:
    id = desk.propose()

    none = helena.post("/plan/decisions", data={"act": "approve"})
    silent = helena.post(
        "/plan/decisions", data={f"entry-{id}": "1", "act": "return", "reason": ""}
    )

    assert none.status_code == 422
    assert 'href="#entries"' in none.text
    assert 'href="#reason"' in silent.text


def test_the_prosecutors_decision_is_recorded_for_many_at_once(
    world: Business, desk: Planning, anna: Actor, pavel: TestClient
) -> None:
    head = desk.helena()
    boris = world.client("boris", OTHER_INN, facts={"size": "large"})
    for client in (anna, boris):
        desk.risk(client, Category.HIGH, desk.shop(client))
    ids = [
        desk.inspection(inn=INN, everywhere=True, hours=15),
        desk.inspection(inn=OTHER_INN, everywhere=True),
    ]
    desk.approve(*ids, by=head)

    said = {
        **{f"entry-{id}": str(desk.card(id).version) for id in ids},
        "approved": "true",
        "office": "Прокуратура Самарской области",
        "number": "7-1",
        "on": "2026-11-10",
        "reason": "",
    }
    missing = pavel.post("/plan/prosecutor", data=said | {"number": ""})
    done = to(pavel.post("/plan/prosecutor", data=said))

    assert 'href="#office"' in missing.text
    assert done == "/plan"
    assert {desk.card(id).status for id in ids} == {PlanStatus.PLANNED}


@pytest.mark.usefixtures("anna")
def test_the_head_moves_and_takes_out_and_the_business_reads_why(
    site: FastAPI, desk: Planning, anna: Actor, helena: TestClient
) -> None:
    id = desk.propose()
    desk.approve(id, by=desk.helena())
    path = f"/plan/entries/{id}/step/move"
    said = {
        "version": version_on(helena, path),
        "starts": "2027-04-05",
        "days": "3",
        f"officer-{desk.pavel.id}": "1",
        "reason": "Отпуск инспектора",
    }

    assert to(helena.post(path, data=said)) == f"/plan/entries/{id}"
    moved = visit(site, anna).get("/planned").text
    out = f"/plan/entries/{id}/step/exclude"
    wrong = helena.post(out, data={"version": version_on(helena, out)})
    gone = {
        "version": version_on(helena, out),
        "document": "Приказ № 1",
        "reason": "Закрыт",
    }
    page = helena.get(to(helena.post(out, data=gone)))

    assert "Отпуск инспектора" in moved
    assert 'href="#document"' in wrong.text
    assert "Приказ № 1" in page.text


@pytest.mark.usefixtures("anna")
def test_week_year_and_load_show_who_goes_where(
    desk: Planning, pavel: TestClient
) -> None:
    desk.propose()

    year = pavel.get("/plan/year?year=2027")
    week = pavel.get("/plan/week?on=2027-03-03")
    load = pavel.get("/plan/load?year=2027&month=3")

    assert "1 марта 2027 г. – 5 марта 2027 г." in year.text.replace("\xa0", " ")
    assert week.text.count("ИП anna") == 5
    assert "Pavel" in load.text
    assert "Ничего не пересекается" in load.text


@pytest.mark.usefixtures("anna")
def test_a_file_of_the_register_is_taken_in_with_a_line_for_what_was_left_out(
    pavel: TestClient,
) -> None:
    page = pavel.post(
        "/plan/register", files={"file": ("month.xml", month(), "text/xml")}
    )
    wrong = pavel.post("/plan/register", files={"file": ("a.xml", b"<a/>", "text/xml")})
    none = pavel.post("/plan/register", data={})

    assert "Запись 2" in page.text
    assert "00260041000000000001" in page.text
    assert wrong.status_code == 422
    assert 'href="#file"' in none.text


@pytest.mark.usefixtures("anna")
def test_the_plan_is_taken_out_as_files_of_the_register(
    desk: Planning, pavel: TestClient
) -> None:
    id = desk.propose()
    desk.approve(id, by=desk.helena())
    desk.number(id)

    for path in ("years/2027.xml", "months/2027-3.xml", f"entries/{id}/card.xml"):
        answer = pavel.get(f"/plan/{path}")
        (row,) = rows_of(BytesIO(answer.content))
        assert answer.headers["content-type"] == "application/xml"
        assert row.entry
        assert row.entry.number == NUMBER


def test_another_body_and_the_business_see_no_entry(
    site: FastAPI, world: Business, desk: Planning, anna: Actor
) -> None:
    id = desk.propose()
    stranger = visit(site, world.supervisor(SCHOOLS, "irina", Role.HEAD))

    for path in ("", "/change", "/step/move", "/card.xml"):
        assert stranger.get(f"/plan/entries/{id}{path}").status_code == 404
        assert visit(site, anna).get(f"/plan/entries/{id}{path}").status_code == 404


def events(answer: Any) -> list[Any]:
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def test_the_plan_stands_in_the_calendars_of_both_sides(
    site: FastAPI, world: Business, desk: Planning, anna: Actor
) -> None:
    desk.approve(desk.propose(), by=desk.helena())
    feeds = desk.service.calendar_feeds
    for by in (desk.pavel, anna):
        opened = feeds.open(own(by), by=by)
        world.seen(opened.receipt)
        found = [
            one
            for one in events(visit(site).get(f"/calendar/feed/{opened.secret}.ics"))
            if "профилактический визит" in str(one["SUMMARY"])
        ]

        (check,) = found
        assert check.decoded("DTSTART") == date(2027, 3, 1)
        assert check.decoded("DTEND") == date(2027, 3, 6)
        assert "anna" not in str(check["SUMMARY"])


@pytest.mark.usefixtures("anna")
def test_the_api_tells_what_a_page_tells(
    desk: Planning, pavel: TestClient, helena: TestClient
) -> None:
    said = {
        "inn": INN,
        "measure": "visit",
        "control_kind": CONTROL,
        "starts": "2027-03-01",
        "days": 5,
        "officers": [desk.pavel.id],
    }
    checked = pavel.post("/api/plan/entries/check", json=said | {"days": 11})
    made = pavel.post("/api/plan/entries", json=said)
    desk.service.runner.drain()
    id = made.json()["changed"][0]["id"]
    shown = pavel.get(f"/api/plan/entries/{id}")
    approved = helena.post(
        "/api/plan/approve", json={"entries": [{"id": id, "version": 1}]}
    )
    again = helena.post(
        "/api/plan/approve", json={"entries": [{"id": id, "version": 1}]}
    )
    desk.service.runner.drain()
    listed = pavel.get(
        "/api/plan/entries", params={"since": "2027-01-01", "until": "2027-12-31"}
    )
    load = pavel.get("/api/plan/load/2027").json()

    assert [one["fault"] for one in checked.json()["broken"]] == ["too_long"]
    assert made.status_code == 201
    assert shown.headers["ETag"] == '"1"'
    assert approved.status_code == 200
    assert again.status_code == 412
    assert [one["status"] for one in listed.json()["entries"]] == ["planned"]
    assert load["officers"][0]["days"] == 5
    assert pavel.get("/api/plan/years/2027").status_code == 200
    officers = [one["name"] for one in pavel.get("/api/plan/officers").json()]
    assert officers == ["Helena", "Pavel"]


def test_an_inspection_that_is_ordered_by_plan_is_shown_with_its_entry(
    world: Business,
    desk: Planning,
    anna: Actor,
    pavel: TestClient,
    clock: StoppedClock,
) -> None:
    world.state(anna, object_lift=True)
    since = {"since": clock.today().isoformat()}
    said = {"control_body": LIFTS, "criteria": RISK_CRITERIA["criteria"] | since}
    criteria = KeepRiskCriteria.model_validate(RISK_CRITERIA | said)
    world.seen(desk.service.risk_profiles.keep(criteria, by=desk.helena()))
    place = desk.shop(anna)
    desk.risk(anna, Category.HIGH, place)
    id = desk.inspection(objects=(place,), hours=15)
    desk.approve(id, by=desk.helena())
    desk.prosecutor(id)
    address = f"/plan/entries/{id}"

    case = Inspecting(world, clock).ordered(
        desk.pavel,
        anna,
        ground=Ground.PLAN,
        basis=address,
        scopes=(Scope(objects=(place,), requirements=(LIFT_CODE,)),),
    )

    assert f"/inspections/{case}" in pavel.get(address).text
