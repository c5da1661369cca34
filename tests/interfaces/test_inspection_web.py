"""The officer's pages and API of inspections: data first, steps, actions, act."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from domain.inspection import KINDS, Flag, Kind, KindTable, Stage
from domain.kernel import Actor
from interfaces.gateways.database import Database
from tests.business import INN, LIFT_CODE, PDF, Business, business, own
from tests.conftest import StoppedClock
from tests.inspecting import CONTROL_KIND, NUMBER, PLACE, REASON, Inspecting
from tests.interfaces.visits import if_match, problem, site_of, visit

pytestmark = pytest.mark.database
HOUR = timedelta(hours=1)
TITLE = "Лифт осмотрен"


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    found = business(database, clock)
    found.require(title=TITLE)
    return found


@pytest.fixture
def inspecting(world: Business, clock: StoppedClock) -> Inspecting:
    return Inspecting(world, clock)


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client(facts={"object:lift": True})


@pytest.fixture
def pavel(world: Business) -> Actor:
    return world.supervisor()


@pytest.fixture
def site(world: Business) -> FastAPI:
    return site_of(world)


@pytest.fixture
def officer(site: FastAPI, pavel: Actor) -> TestClient:
    return visit(site, pavel)


def form(inspecting: Inspecting, by: Actor, **differently: Any) -> dict[str, Any]:
    """An order that breaks no rule, as its form sends it."""
    starts = inspecting.starts()
    rules = KindTable(KINDS).on(Kind.ONSITE_INSPECTION, starts.date(), CONTROL_KIND)
    return {
        "inn": INN,
        "control_kind": CONTROL_KIND,
        "kind": "onsite_inspection",
        "ground": "order_due",
        "basis": "предписание № 5",
        "explained": "Срок предписания истёк",
        "reason": REASON,
        "requirements": [LIFT_CODE],
        "day": starts.date().isoformat(),
        "time": "10:00",
        "last_day": "",
        "hours": "15",
        "persons": [by.id],
        "actions": [one.value for one in rules.actions],
        "act": "check",
    } | differently


def read(visitor: TestClient, path: str) -> str:
    answer = visitor.get(path)
    assert answer.is_success, answer.text
    return answer.text


def take(visitor: TestClient, id: UUID, step: str, **fields: Any) -> Response:
    """Take a step on the version that is shown."""
    page = visitor.get(f"/inspections/{id}").text
    version = page.partition('name="version" value="')[2].partition('"')[0]
    data = {"version": version, "place": PLACE} | fields
    return visitor.post(f"/inspections/{id}/steps/{step}", data=data)


@pytest.mark.usefixtures("anna")
def test_the_wizard_shows_what_the_records_left_open(officer: TestClient) -> None:
    answer = officer.post(
        "/inspections/check",
        data={"inn": INN, "control_kind": CONTROL_KIND, "act": "choose"}
        | {"kind": "onsite_inspection"},
    )

    assert f'value="{LIFT_CODE}"' in answer.text
    assert TITLE in answer.text


@pytest.mark.usefixtures("anna")
def test_an_order_is_checked_and_then_given(
    officer: TestClient, inspecting: Inspecting, pavel: Actor
) -> None:
    filled = form(inspecting, pavel)

    checked = officer.post("/inspections/check", data=filled)
    assert "Назначить проверку" in checked.text
    given = officer.post("/inspections/new", data=filled)

    assert given.status_code == 303, given.text
    page = read(officer, str(given.headers["location"]))
    assert "Назначена" in page
    assert REASON in page


def test_what_records_confirm_is_refused_with_the_record(
    officer: TestClient, inspecting: Inspecting, pavel: Actor, anna: Actor
) -> None:
    inspecting.world.state(anna, object_lift=False)
    inspecting.world.declare(anna)

    checked = officer.post("/inspections/check", data=form(inspecting, pavel))

    assert "проверять нельзя" in checked.text
    assert "Назначить проверку</button>" not in checked.text
    refused = officer.post(
        "/api/inspections",
        json=inspecting.command(anna, pavel).model_dump(mode="json"),
    )
    assert problem(refused) == (409, "confirmed-by-data", ["#/scopes"])
    (one,) = refused.json()["confirmed"]
    assert one["requirement"] == LIFT_CODE
    assert one["records"]


@pytest.mark.usefixtures("anna")
def test_an_order_that_breaks_the_law_names_each_rule(
    officer: TestClient, inspecting: Inspecting, pavel: Actor
) -> None:
    filled = form(inspecting, pavel, basis="", actions=[])

    checked = officer.post("/inspections/check", data=filled)

    assert "LAW-037" in checked.text
    assert "LAW-004" in checked.text
    assert "Назначить проверку</button>" not in checked.text


@pytest.mark.usefixtures("anna")
def test_a_form_that_is_not_whole_says_what_is_missing(
    officer: TestClient, inspecting: Inspecting, pavel: Actor
) -> None:
    answer = officer.post("/inspections/check", data=form(inspecting, pavel, day=""))

    assert answer.status_code == 422
    assert 'href="#starts"' in answer.text
    assert 'href="#last_day"' in answer.text


def test_an_inspection_goes_through_its_stages_on_its_page(
    site: FastAPI, inspecting: Inspecting, pavel: Actor, anna: Actor
) -> None:
    id, officer = inspecting.ordered(pavel, anna), visit(site, pavel)

    assert take(officer, id, "register", number=NUMBER).status_code == 303
    assert take(officer, id, "notify").status_code == 303
    inspecting.clock.set(inspecting.case(id).starts)
    officer = visit(site, pavel)
    assert take(officer, id, "start").status_code == 303
    inspecting.clock.pass_by(HOUR)
    assert take(officer, id, "end").status_code == 303
    drawn = officer.post(
        f"/inspections/{id}/act",
        data={"place": PLACE, "what-1": "", "requirement-1": LIFT_CODE, "act": "draw"},
    )
    assert drawn.status_code == 303
    assert "Ничего не нашли" in read(officer, f"/inspections/{id}")
    assert take(officer, id, "close").status_code == 303

    assert inspecting.case(id).stage is Stage.CLOSED
    assert f"/inspections/{id}" in read(officer, "/inspections?over=1")


def test_a_gross_violation_is_refused_until_it_is_recorded_as_it_happened(
    site: FastAPI, inspecting: Inspecting, pavel: Actor, anna: Actor
) -> None:
    id = inspecting.ordered(pavel, anna)
    inspecting.notify(id, pavel)
    inspecting.clock.set(inspecting.case(id).starts)
    officer = visit(site, pavel)

    refused = take(officer, id, "start")
    assert refused.status_code == 409
    assert "LAW-063" in refused.text
    assert 'name="as_it_happened"' in refused.text
    assert take(officer, id, "start", as_it_happened="1").status_code == 303

    assert inspecting.flags(id) == [Flag.NOT_REGISTERED]
    assert "LAW-063" in read(officer, f"/inspections/{id}")


def test_an_action_with_a_photo_is_recorded_once_however_often_it_is_sent(
    site: FastAPI, inspecting: Inspecting, pavel: Actor, anna: Actor
) -> None:
    id = inspecting.started(pavel, anna)
    inspecting.clock.pass_by(HOUR)
    officer = visit(site, pavel)
    page = read(officer, f"/inspections/{id}/actions/new")
    draft = page.partition('name="draft" value="')[2].partition('"')[0]
    since = inspecting.case(id).starts
    filled = {
        "idempotency_key": "k-1",
        "draft": draft,
        "action": "examination",
        "day": since.date().isoformat(),
        "since": "10:10",
        "until": "10:40",
        "place": PLACE,
        "with_client": "1",
        "requirements": [LIFT_CODE],
        "said": "Журнал лежит у лифта",
    }

    for _ in range(2):
        sent = officer.post(
            f"/inspections/{id}/actions/new",
            data=filled,
            files={"photos": ("лифт.pdf", PDF, "application/pdf")},
        )
        assert sent.status_code == 303, sent.text

    (action,) = inspecting.service.inspection_view.actions(id).actions
    assert action.said == "Журнал лежит у лифта"
    assert len(action.files) == 1
    assert f"/exchange/files/{action.files[0]}" in read(officer, f"/inspections/{id}")


def test_a_wish_for_another_date_is_granted_on_the_page(
    officer: TestClient, inspecting: Inspecting, pavel: Actor, anna: Actor
) -> None:
    id = inspecting.notified(pavel, anna)
    slot = inspecting.case(id).starts + timedelta(days=7)
    move = inspecting.ask_move(id, anna, slot)

    answer = officer.post(
        f"/inspections/{id}/moves/{move}/grant", data={"slot": slot.isoformat()}
    )

    assert answer.status_code == 303, answer.text
    assert inspecting.case(id).starts == slot


def test_another_body_finds_no_case_at_all(
    site: FastAPI, inspecting: Inspecting, pavel: Actor, anna: Actor
) -> None:
    id = inspecting.notified(pavel, anna)
    stranger = visit(site, inspecting.world.supervisor("МЧС", "ivan"))

    assert stranger.get(f"/inspections/{id}").status_code == 404
    assert stranger.get(f"/api/inspections/{id}").status_code == 404
    assert stranger.post(f"/inspections/{id}/steps/end").status_code == 404
    assert str(id) not in read(stranger, "/inspections")


def test_a_program_takes_the_same_steps_on_the_version_that_it_read(
    officer: TestClient, inspecting: Inspecting, pavel: Actor, anna: Actor
) -> None:
    command = inspecting.command(anna, pavel).model_dump(mode="json")
    checked = officer.post("/api/inspections/check", json=command)
    assert checked.json()["broken"] == []
    made = officer.post("/api/inspections", json=command)
    inspecting.service.runner.drain()
    path = str(made.headers["location"])

    one = officer.get(path)
    version = int(one.headers["etag"].strip('"'))
    stale = officer.post(f"{path}/notify", json={"place": PLACE}, headers=if_match(99))
    told = officer.post(
        f"{path}/notify", json={"place": PLACE}, headers=if_match(version)
    )

    assert stale.status_code == 412
    assert told.status_code == 200, told.text
    assert officer.get(f"{path}/watch").json()["flags"] == []
    found = officer.get("/api/inspections").json()["inspections"]
    assert [line["client_id"] for line in found] == [str(own(anna))]
