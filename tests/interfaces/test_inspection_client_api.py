"""An inspection as its client has it, and those who act for it, over JSON."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from domain.inspection import Kind, Power
from domain.kernel import Actor
from interfaces.gateways.database import Database
from tests.business import LIFT_CODE, Business, business
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


@pytest.fixture
def officer(site: FastAPI, pavel: Actor) -> TestClient:
    return visit(site, pavel)


def got(visitor: TestClient, id: UUID, what: str) -> Any:
    answer = visitor.get(f"/api/inspections/{id}/{what}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def posted(visitor: TestClient, id: UUID, what: str, **said: Any) -> Any:
    answer = visitor.post(f"/api/inspections/{id}/{what}", json=said)
    visitor.app.state.service.runner.drain()  # type: ignore[attr-defined]
    return answer


def turns(visitor: TestClient, id: UUID) -> list[tuple[str, str]]:
    return [(one["who"], one["what"]) for one in got(visitor, id, "next")]


def test_the_client_sees_at_every_stage_who_must_act(
    inspecting: Inspecting, anna: Actor, pavel: Actor, site: FastAPI
) -> None:
    id = inspecting.notified(pavel, anna)
    seen = [turns(visit(site, anna), id)]
    inspecting.clock.set(inspecting.case(id).starts)
    client = visit(site, anna)
    inspecting.start(id, pavel)
    seen.append(turns(client, id))
    inspecting.end(id, pavel)
    seen.append(turns(client, id))
    inspecting.draw_act(id, pavel, "Журнала нет")
    seen.append(turns(client, id))
    inspecting.demand(id, pavel)
    seen.append(turns(client, id))

    assert seen == [
        [("body", "start")],
        [("body", "end")],
        [("body", "draw_act")],
        [("body", "finish")],
        [("client", "remove")],
    ]


def test_an_inspection_without_notice_is_unknown_until_it_begins(
    inspecting: Inspecting,
    anna: Actor,
    pavel: Actor,
    client: TestClient,
    site: FastAPI,
) -> None:
    id = inspecting.ordered(pavel, anna, kind=Kind.INSPECTION_VISIT, hours=None)
    before = client.get(f"/api/inspections/{id}/next").status_code
    listed = client.get("/api/inspections").json()["inspections"]
    asked = posted(client, id, "questions", text="Когда?").status_code
    inspecting.register(id, pavel)
    inspecting.clock.set(inspecting.case(id).starts)
    inspecting.start(id, pavel)

    assert (before, listed, asked) == (404, [], 404)
    assert turns(visit(site, anna), id) == [("body", "end")]


def test_a_question_has_a_deadline_until_it_is_answered(
    inspecting: Inspecting,
    anna: Actor,
    pavel: Actor,
    client: TestClient,
    officer: TestClient,
) -> None:
    id = inspecting.notified(pavel, anna)
    asked = posted(client, id, "questions", text="Какие журналы подготовить?")
    question = asked.json()["changed"][0]["id"]
    (waiting,) = got(client, id, "questions")
    (unread,) = got(officer, id, "questions")
    answered = posted(officer, id, f"questions/{question}/answer", text="Все")
    (one,) = got(client, id, "questions")
    posted(client, id, f"messages/{one['waiting']}/open")
    (opened,) = got(client, id, "questions")

    assert asked.status_code == 201
    assert waiting["due"]["status"] == "running"
    assert unread["text"] == ""
    assert answered.status_code == 200
    assert one["due"]["status"] == "kept"
    assert [answer["text"] for answer in opened["answers"]] == ["Все"]


def test_an_answer_in_the_correspondence_keeps_the_deadline_too(
    inspecting: Inspecting,
    world: Business,
    anna: Actor,
    pavel: Actor,
    client: TestClient,
    officer: TestClient,
) -> None:
    id = inspecting.notified(pavel, anna)
    asked = posted(client, id, "questions", text="Где?").json()
    question = asked["changed"][0]["id"]
    thread = next(iter(officer.get("/api/exchange/threads").json()["threads"]))["id"]
    officer.post(f"/api/exchange/messages/{question}/open")
    world.service.runner.drain()
    sent = officer.post(
        f"/api/exchange/threads/{thread}/messages",
        json={"kind": "answer", "text": "Здесь", "answers": question},
    )
    assert sent.status_code == 201, sent.text
    world.react()

    (one,) = got(client, id, "questions")
    assert one["due"]["status"] == "kept"


def test_a_representative_does_what_it_was_given_and_nothing_else(
    inspecting: Inspecting,
    world: Business,
    site: FastAPI,
    anna: Actor,
    pavel: Actor,
    client: TestClient,
) -> None:
    id = inspecting.notified(pavel, anna)
    boris = world.person("boris")
    stranger = visit(site, boris)
    before = stranger.get(f"/api/inspections/{id}").status_code
    named = posted(client, id, "representatives", person=boris.id, powers=["explain"])
    sees = stranger.get(f"/api/inspections/{id}").status_code
    asks = posted(stranger, id, "questions", text="Какие журналы?").status_code
    when = (inspecting.case(id).starts + timedelta(days=7)).isoformat()
    moves = posted(stranger, id, "moves", cause="illness", slots=[when]).status_code
    client.delete(f"/api/inspections/{id}/representatives/{boris.id}")
    after = posted(stranger, id, "questions", text="Ещё?").status_code

    assert named.status_code == 201
    assert (before, sees, asks, moves, after) == (404, 200, 201, 404, 404)
    (asked,) = got(client, id, "questions")
    assert asked["text"] == "Какие журналы?"


def test_powers_end_with_their_last_day(
    inspecting: Inspecting,
    world: Business,
    site: FastAPI,
    anna: Actor,
    pavel: Actor,
) -> None:
    id = inspecting.notified(pavel, anna)
    boris = world.person("boris")
    inspecting.empower(id, anna, boris, Power.SEE, until=inspecting.clock.today())
    on_the_day = visit(site, boris).get(f"/api/inspections/{id}").status_code
    inspecting.clock.pass_by(timedelta(days=1))
    after = visit(site, boris).get(f"/api/inspections/{id}").status_code

    assert (on_the_day, after) == (200, 404)


def test_nobody_is_named_whom_nobody_knows(
    inspecting: Inspecting, anna: Actor, pavel: Actor, client: TestClient
) -> None:
    id = inspecting.notified(pavel, anna)

    answers = [
        posted(client, id, "representatives", person=person, powers=["see"])
        for person in ("5b1f0c57-8f7c-4b8e-9d55-0c9b3f3a1e11", "boris")
    ]

    assert [one.status_code for one in answers] == [422, 422]
    assert answers[0].json()["type"] == "/problems/representative-unknown"


def test_only_the_client_itself_names_representatives(
    inspecting: Inspecting,
    world: Business,
    site: FastAPI,
    anna: Actor,
    pavel: Actor,
) -> None:
    id = inspecting.notified(pavel, anna)
    boris, vera = world.person("boris"), world.person("vera")
    inspecting.empower(id, anna, boris, *Power)

    answer = posted(
        visit(site, boris), id, "representatives", person=vera.id, powers=["see"]
    )

    assert answer.status_code == 404


def test_a_time_that_nobody_refused_in_time_holds(
    inspecting: Inspecting, anna: Actor, pavel: Actor, client: TestClient
) -> None:
    id = inspecting.notified(pavel, anna)
    planned = inspecting.case(id).starts
    when = planned + timedelta(days=7)
    asked = posted(client, id, "moves", cause="illness", slots=[when.isoformat()])
    move = UUID(asked.json()["changed"][0]["id"])
    deciding = turns(client, id)
    inspecting.clock.pass_by(timedelta(days=2))
    inspecting.moves.fall_due(move, by=pavel)
    inspecting.service.runner.drain()

    assert asked.status_code == 201
    assert ("body", "decide_move") in deciding
    assert inspecting.case(id).starts == when


def test_a_move_of_another_inspection_is_not_found(
    inspecting: Inspecting, anna: Actor, pavel: Actor, client: TestClient
) -> None:
    id, other = (inspecting.notified(pavel, anna) for _ in range(2))
    move = inspecting.ask_move(id, anna)

    answer = posted(client, other, f"moves/{move}/take-back")

    assert answer.status_code == 404
    assert LIFT_CODE in [one.code for one in inspecting.case(id).remaining]
