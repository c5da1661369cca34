"""Evaluations over JSON: send, follow, release, consider, read as data."""

from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from domain.kernel import Actor
from interfaces.exports.evaluations import csv_of
from interfaces.gateways.database import Database
from projections.evaluation import Summary
from tests.business import LIFT_CODE, business
from tests.conftest import StoppedClock
from tests.evaluating import K, Poll
from tests.interfaces.visits import if_match, problem, seen, site_of, visit

pytestmark = pytest.mark.database

SAID: dict[str, Any] = {"clarity": 2, "remarks": [{"text": "Часто"}]}
SENT: dict[str, Any] = {"code": LIFT_CODE, "version": 1, "said": SAID}


@pytest.fixture
def poll(database: Database, clock: StoppedClock) -> Poll:
    world = business(database, clock)
    world.require()
    return Poll(world)


@pytest.fixture
def site(poll: Poll) -> FastAPI:
    return site_of(poll.world)


@pytest.fixture
def anna(poll: Poll) -> Actor:
    return poll.client(0)


@pytest.fixture
def owner(site: FastAPI, anna: Actor) -> TestClient:
    return visit(site, anna)


def test_an_evaluation_is_sent_followed_and_withdrawn(owner: TestClient) -> None:
    made = seen(owner, owner.post("/api/evaluations", json=SENT))
    address = made.headers["Location"]
    card = owner.get(address)
    gone = owner.post(f"{address}/withdraw", headers=if_match(card.json()["version"]))
    seen(owner, gone)

    assert made.status_code == 201
    assert card.headers["ETag"] == f'"{card.json()["version"]}"'
    assert card.json()["sent"]["clarity"] == 2
    assert owner.get(address).json()["sent"] is None
    assert owner.get(f"{address}/answer").json() is None


def test_a_draft_is_kept(owner: TestClient) -> None:
    seen(owner, owner.put("/api/evaluations", json=SENT))

    [card] = owner.get("/api/evaluations").json()
    assert (card["sent"], card["said"]["clarity"]) == (None, 2)


def test_a_cost_is_reckoned(owner: TestClient) -> None:
    work = {"hours": "2", "price": 500, "times": "4"}

    assert owner.post("/api/evaluations/cost", json=work).json() == {
        "hours": "8.00",
        "roubles": 4000,
    }


@pytest.mark.parametrize(
    ("said", "code", "pointer"),
    [
        ({}, "nothing-said", "#/clarity"),
        ({"clarity": 7}, "invalid", "#/said/clarity"),
        ({"remarks": [{"text": "Так", "quote": "чего нет"}]}, "quote-not-there", None),
    ],
)
def test_what_is_wrong_is_told(
    owner: TestClient, said: dict[str, Any], code: str, pointer: str | None
) -> None:
    answer = owner.post("/api/evaluations", json=SENT | {"said": said})

    status, told, pointers = problem(answer)
    assert (status, told) == (422, code)
    assert pointer is None or pointers == [pointer]


def test_a_consent_is_given_and_taken_back(owner: TestClient) -> None:
    made = seen(owner, owner.post("/api/evaluations", json=SENT))
    address = made.headers["Location"]

    given = owner.post(f"{address}/name", headers=if_match(2))
    seen(owner, given)
    taken = owner.delete(f"{address}/name", headers=if_match(3))
    twice = owner.delete(f"{address}/name", headers=if_match(4))

    assert taken.is_success
    assert problem(twice)[1] == "not-named"


def test_words_are_released_and_considered(
    owner: TestClient, site: FastAPI, poll: Poll, anna: Actor
) -> None:
    made = seen(owner, owner.post("/api/evaluations", json=SENT))
    for by in poll.clients(*range(1, K)):
        poll.send(by)
    poll.round()
    roman, viktor = visit(site, poll.ombudsman()), visit(site, poll.developer())
    [unread] = roman.get("/api/releases").json()
    seen(
        roman,
        roman.post(
            f"/api/releases/{unread['id']}",
            json={"remark": 1, "text": "Часто"},
            headers=if_match(unread["version"]),
        ),
    )
    queue = viktor.get(f"/api/consideration/requirements/{LIFT_CODE}").json()
    [pile] = [one for one in queue["waiting"] if one["leading"]["alike"]]
    command = {
        "evaluations": pile["versions"],
        "outcome": "declined",
        "reason": "Так велит закон",
    }

    seen(viktor, viktor.post("/api/consideration", json=command))

    answer = owner.get(f"{made.headers['Location']}/answer").json()
    assert (answer["outcome"], answer["reason"]) == ("declined", "Так велит закон")
    public = f"/api/requirements/{LIFT_CODE}/evaluations/answers"
    [change] = visit(site).get(public).json()
    assert change["text"] == "Часто"
    assert anna.id not in visit(site).get(public).text


def test_a_stale_release_is_refused(site: FastAPI, poll: Poll) -> None:
    for by in poll.clients(*range(K)):
        poll.send(by, SAID)
    poll.round()
    roman = visit(site, poll.ombudsman())
    unread = roman.get("/api/releases").json()[0]

    answer = roman.post(
        f"/api/releases/{unread['id']}", json={"remark": 1}, headers=if_match(9)
    )

    assert problem(answer)[:2] == (412, "stale")


def test_no_text_of_the_table_is_read_as_a_formula() -> None:
    summary = Summary(
        subject="=1+1", kind="requirement", code="REQ", number=1, k=K, count=0
    )

    assert "'=1+1" in csv_of(summary)
