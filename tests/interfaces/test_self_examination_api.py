"""Self-examination over JSON (L5)."""

import pytest
from fastapi.testclient import TestClient

from domain.kernel import Actor
from interfaces.gateways.database import Database
from tests.business import Business, business
from tests.conftest import StoppedClock
from tests.interfaces.visits import if_match, problem, seen, site_of, visit

pytestmark = pytest.mark.database

HOME = "/api/self-examination"


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    found = business(database, clock)
    found.require()
    found.require("REQ-STAFF-001", {"employees_min": 1})
    return found


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client(facts={"okved": ("56.10",)})


@pytest.fixture
def program(world: Business, anna: Actor) -> TestClient:
    return visit(site_of(world), anna)


def test_a_program_asks_answers_undoes_and_finishes(program: TestClient) -> None:
    english = {"Accept-Language": "en"}
    begun = seen(program, program.post(HOME))
    questions = program.get(f"{HOME}/questions", headers=english).json()
    said = {"facts": {"object:lift": True, "employees": None}}
    answered = seen(
        program, program.post(f"{HOME}/answers", json=said, headers=if_match(1))
    )
    result = program.get(f"{HOME}/result", headers=english).json()
    undone = seen(program, program.post(f"{HOME}/answers/1/undo", headers=if_match(2)))
    finished = seen(program, program.post(f"{HOME}/finish", headers=if_match(3)))
    card = program.get(HOME)

    assert begun.status_code == 201
    assert [one["text"] for one in questions["questions"]] == [
        "How many employees do you have?",
        "Do you have a lift or a lifting platform?",
    ]
    assert questions["undecided"] == 2
    assert (answered.headers["ETag"], undone.headers["ETag"]) == ('"2"', '"3"')
    assert result["requirements"] == [
        {
            "id": "REQ-LIFT-001",
            "title": "Есть утверждённая инструкция о мерах пожарной безопасности",
            "before": "unknown",
            "now": "applies",
            "sentence": result["requirements"][0]["sentence"],
        }
    ]
    assert finished.headers["ETag"] == card.headers["ETag"] == '"4"'
    assert card.json()["left"] == ["employees", "object:lift"]
    assert card.json()["answers"][0]["is_undone"] is True


def test_what_was_not_known_is_asked_again_when_wanted(program: TestClient) -> None:
    seen(program, program.post(HOME))
    said = {"facts": {"employees": None, "object:lift": False}}
    seen(program, program.post(f"{HOME}/answers", json=said, headers=if_match(1)))

    left = program.get(f"{HOME}/questions").json()
    again = program.get(f"{HOME}/questions", params={"again": "employees"}).json()

    assert (left["questions"], left["unsure"]) == ([], ["employees"])
    assert [one["facts"] for one in again["questions"]] == [["employees"]]


def test_refusals_say_what_is_wrong(program: TestClient) -> None:
    nothing = program.get(HOME)
    seen(program, program.post(HOME))
    twice = program.post(HOME)
    strange = program.post(
        f"{HOME}/answers", json={"facts": {"object:ufo": True}}, headers=if_match(1)
    )
    late = program.post(
        f"{HOME}/answers", json={"facts": {"employees": 1}}, headers=if_match(9)
    )
    never = program.post(f"{HOME}/answers/7/undo", headers=if_match(1))

    assert problem(nothing)[:2] == (404, "not-found")
    assert problem(twice)[:2] == (409, "self-examination-goes-on")
    assert problem(strange) == (422, "unknown-fact", ["#/facts"])
    assert problem(late)[:2] == (412, "stale")
    assert problem(never)[:2] == (404, "not-found")
