"""The page of an inspection for its client, and for those who act for it."""

from datetime import timedelta
from io import BytesIO
from uuid import UUID

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from domain.inspection import Power
from domain.kernel import Actor
from domain.paper import PaperKind
from interfaces.gateways.database import Database
from tests.business import PDF, Business, business
from tests.conftest import StoppedClock
from tests.inspecting import Inspecting
from tests.interfaces.visits import site_of, visit

pytestmark = pytest.mark.database


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    made = business(database, clock)
    made.require()
    return made


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
def client(site: FastAPI, anna: Actor) -> TestClient:
    return visit(site, anna)


def issue(inspecting: Inspecting) -> None:
    inspecting.service.papers.issue_due()
    inspecting.service.runner.drain()


def times(page: str) -> list[str]:
    """Values of the times that may be chosen."""
    (_, *parts) = (
        page.partition('id="slot-0"')[2]
        .partition("</select>")[0]
        .split('<option value="')
    )
    return [one.partition('"')[0] for one in parts if one.partition('"')[0]]


def test_the_page_says_the_stage_what_is_next_and_by_when(
    inspecting: Inspecting, anna: Actor, pavel: Actor, client: TestClient
) -> None:
    id = inspecting.notified(pavel, anna)

    page = client.get(f"/inspections/{id}").text
    listed = client.get("/inspections").text

    assert "Что дальше" in page
    assert "Начать проверку" in page
    assert f"/inspections/{id}" in listed


def test_a_document_is_opened_on_the_record_and_then_read(
    inspecting: Inspecting, anna: Actor, pavel: Actor, client: TestClient
) -> None:
    id = inspecting.notified(pavel, anna)
    issue(inspecting)
    papers = {one.kind: one for one in inspecting.service.paper_view.of_case(id)}
    decision = papers[PaperKind.DECISION]
    path = f"/inspections/{id}/papers/{decision.id}"
    before = client.get(path).status_code
    opened = client.post(f"/inspections/{id}/messages/{decision.message}/open")
    page = client.get(f"/inspections/{id}").text

    assert (before, opened.status_code) == (404, 303)
    assert f'href="{path}"' in page
    assert client.get(path).content.startswith(b"%PDF-")


def test_photos_of_an_action_are_opened_and_seen_by_whoever_may_receive(
    inspecting: Inspecting, world: Business, anna: Actor, pavel: Actor, site: FastAPI
) -> None:
    id = inspecting.started(pavel, anna)
    records = inspecting.service.inspection_records
    photo = records.attach(id, "лифт.pdf", BytesIO(PDF), by=pavel).id
    inspecting.clock.pass_by(timedelta(hours=1))
    inspecting.act(id, pavel, files=(photo,))
    boris = world.person("boris")
    inspecting.empower(id, anna, boris, Power.RECEIVE)
    visitor = visit(site, boris)
    path = f"/inspections/{id}/files/{photo}"
    before = visitor.get(path).status_code
    page = visitor.get(f"/inspections/{id}").text
    letter = page.partition(f'action="/inspections/{id}/messages/')[2][:36]
    visitor.post(f"/inspections/{id}/messages/{letter}/open")

    assert before == 404
    assert path in visitor.get(f"/inspections/{id}").text
    assert visitor.get(path).content == PDF


def test_the_client_asks_for_another_date_of_those_that_are_offered(
    inspecting: Inspecting, anna: Actor, pavel: Actor, client: TestClient
) -> None:
    id = inspecting.notified(pavel, anna)
    offered = times(client.get(f"/inspections/{id}").text)
    asked = client.post(
        f"/inspections/{id}/move",
        data={"cause": "illness", "slot": [offered[2], "", offered[0]]},
    )
    page = client.get(f"/inspections/{id}").text

    assert asked.status_code == 303
    (move,) = inspecting.service.inspection_view.moves(id)
    assert [one.isoformat()[:10] for one in move.slots] == [
        offered[2][:10],
        offered[0][:10],
    ]
    assert "Если промолчит" in page


def test_what_is_missing_is_said_at_its_field(
    inspecting: Inspecting, anna: Actor, pavel: Actor, client: TestClient
) -> None:
    id = inspecting.notified(pavel, anna)

    move = client.post(f"/inspections/{id}/move", data={"cause": "illness"})
    named = client.post(f"/inspections/{id}/representatives", data={"person": "x"})
    asked = client.post(f"/inspections/{id}/questions", data={"text": " "})

    assert [one.status_code for one in (move, named, asked)] == [422, 422, 422]
    assert 'href="#slots"' in move.text
    assert 'href="#person"' in named.text


def test_a_representative_sees_the_case_and_can_do_what_it_may(
    inspecting: Inspecting,
    world: Business,
    site: FastAPI,
    anna: Actor,
    pavel: Actor,
    client: TestClient,
) -> None:
    id = inspecting.notified(pavel, anna)
    issue(inspecting)
    boris = world.person("boris")
    client.post(
        f"/inspections/{id}/representatives",
        data={"person": boris.id, "powers": ["explain"]},
    )
    visitor = visit(site, boris)
    page = visitor.get(f"/inspections/{id}").text
    listed = visitor.get("/inspections").text
    asked = visitor.post(f"/inspections/{id}/questions", data={"text": "Где?"})
    client.post(f"/inspections/{id}/representatives/{boris.id}/revoke")

    assert "Отправить вопрос" in page
    assert "/move" not in page
    assert "/open" not in page
    assert f"/inspections/{id}" in listed
    assert asked.status_code == 303
    assert visitor.get(f"/inspections/{id}").status_code == 404


def test_red_flags_of_the_body_stand_on_the_page_with_what_shows_them(
    inspecting: Inspecting, anna: Actor, pavel: Actor, site: FastAPI
) -> None:
    id = inspecting.ordered(pavel, anna)
    inspecting.clock.set(inspecting.case(id).starts)
    inspecting.start(id, pavel, as_it_happened=True)

    page = visit(site, anna).get(f"/inspections/{id}").text

    assert "Красные флажки" in page
    assert "Началась, а в едином реестре её не было" in page


def test_nothing_found_is_said_with_thanks(
    inspecting: Inspecting, anna: Actor, pavel: Actor, site: FastAPI
) -> None:
    id = inspecting.closed(pavel, anna)

    page = visit(site, anna).get(f"/inspections/{id}").text

    assert "Нарушений не выявлено. Спасибо" in page


def test_the_case_of_another_business_does_not_exist(
    inspecting: Inspecting,
    world: Business,
    site: FastAPI,
    anna: Actor,
    pavel: Actor,
) -> None:
    id: UUID = inspecting.notified(pavel, anna)
    irina = world.client("irina", "630000000292")
    inspecting.empower(id, anna, world.person("boris"), Power.SEE)

    assert visit(site, irina).get(f"/inspections/{id}").status_code == 404
    assert inspecting.case(id).starts > inspecting.clock.now() + timedelta(days=1)
