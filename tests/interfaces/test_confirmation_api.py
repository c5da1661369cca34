"""Confirmations over JSON (L3)."""

import pytest
from fastapi.testclient import TestClient

from domain.kernel import Actor
from interfaces.gateways.database import Database
from tests.business import LIFT_CODE, LIFTS, Business, business
from tests.conftest import StoppedClock
from tests.interfaces.visits import if_match, problem, seen, site_of, visit
from tests.situations import CAFE, PLACE, offer, offer_segment

pytestmark = pytest.mark.database

HOME = "/api/confirmations"


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    found = business(database, clock)
    found.require()
    found.require("REQ-CRANE-001", {"object": ["crane"]})
    offer(found)
    offer_segment(found)
    return found


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client(facts={"okved": ("56.10",), "object:lift": True})


@pytest.fixture
def program(world: Business, anna: Actor) -> TestClient:
    return visit(site_of(world), anna)


def test_a_program_confirms_what_is_left_and_reads_it_back(
    program: TestClient,
) -> None:
    left = program.get(f"{HOME}/unconfirmed").json()
    command = {"requirements": list(left["requirements"]), "seen": left["requirements"]}
    done = seen(program, program.post(f"{HOME}/requirements", json=command))
    id = done.json()["changed"][0]["id"]
    card = program.get(f"{HOME}/{id}")

    assert left == {
        "found": 1,
        "bodies": [{"name": LIFTS, "count": 1}],
        "requirements": {LIFT_CODE: 1},
        "next": None,
    }
    assert card.headers["ETag"] == '"1"'
    assert (card.json()["number"], card.json()["verdict"]) == (1, "applies")
    assert program.get(f"{HOME}/unconfirmed").json()["found"] == 0
    taken = seen(program, program.post(f"{HOME}/{id}/take-back", headers=if_match(1)))
    assert taken.headers["ETag"] == '"2"'
    assert (
        program.get(HOME, params={"status": "taken_back"}).json()["confirmations"][0][
            "id"
        ]
        == id
    )


def test_a_program_confirms_its_segment_and_a_situation(program: TestClient) -> None:
    before = program.get(f"{HOME}/summary").json()
    [fits] = program.get(f"{HOME}/proposals").json()
    said = {"number": 1, "facts": {"activity:cooks_food": True}}
    seen(program, program.post(f"{HOME}/situations/{CAFE}", json=said))
    chosen = {"number": 1, "facts": {"life_situation:opens_site": True}}
    seen(program, program.post(f"{HOME}/situations/{PLACE}", json=chosen))

    found = program.get(HOME, params={"kind": ["segment", "life_situation"]}).json()

    assert (fits["card"]["code"], fits["verdict"]) == (CAFE, "applies")
    assert [one["code"] for one in found["confirmations"]] == [PLACE, CAFE]
    assert before == {"put_up": 0, "unconfirmed": 1, "segments": 1}
    assert program.get(f"{HOME}/summary").json()["segments"] == 0


def test_pages_of_confirmations_follow_each_other(program: TestClient) -> None:
    for code, fact in ((CAFE, "activity:cooks_food"), (PLACE, "object:lift")):
        said = {"number": 1, "facts": {fact: True}}
        seen(program, program.post(f"{HOME}/situations/{code}", json=said))

    first = program.get(HOME, params={"limit": 1}).json()
    rest = program.get(HOME, params={"limit": 1, "after": first["after"]}).json()

    assert [first["confirmations"][0]["code"], rest["confirmations"][0]["code"]] == [
        PLACE,
        CAFE,
    ]
    assert rest["after"] is None


def test_refusals_say_what_is_wrong(program: TestClient) -> None:
    old = {"requirements": [LIFT_CODE], "seen": {LIFT_CODE: 7}}
    unclear = {"requirements": ["REQ-CRANE-001"]}
    strange = {"number": 1, "facts": {"object:crane": True}}

    answers = [
        program.post(f"{HOME}/requirements", json=old),
        program.post(f"{HOME}/requirements", json=unclear),
        program.post(f"{HOME}/situations/{PLACE}", json=strange),
        program.post(f"{HOME}/situations/{PLACE}", json={"number": 1}),
        program.post(f"{HOME}/situations/no-such", json={"number": 1}),
    ]

    assert [problem(one)[:2] for one in answers] == [
        (412, "confirmed-version-changed"),
        (409, "verdict-not-known"),
        (422, "unknown-fact"),
        (422, "nothing-to-confirm"),
        (404, "not-found"),
    ]
