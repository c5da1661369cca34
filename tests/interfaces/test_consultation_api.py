"""Advice over JSON: asked, answered, explained, published, and for nobody else."""

from typing import Any
from uuid import uuid4

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from domain.kernel import Actor, Role
from interfaces.gateways.database import Database
from tests.business import (
    LIFT_CODE,
    LIFTS,
    OTHER_INN,
    SCHOOLS,
    Business,
    business,
)
from tests.conftest import StoppedClock
from tests.consulting import ANSWER, QUESTION, SAME, Desk
from tests.interfaces.visits import if_match, problem, seen, site_of, visit

pytestmark = pytest.mark.database

QUESTIONS, ANSWERS = "/api/questions", "/api/answers"
ASK = {"question": QUESTION, "requirement": LIFT_CODE}
SAID = {"question": "Как часто обследуют лифты?", "answer": "Раз в год."}


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    found = business(database, clock)
    found.require()
    return found


@pytest.fixture
def desk(world: Business) -> Desk:
    return Desk(world)


@pytest.fixture
def site(world: Business) -> FastAPI:
    return site_of(world)


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client()


@pytest.fixture
def pavel(world: Business) -> Actor:
    return world.supervisor()


@pytest.fixture
def owner(site: FastAPI, anna: Actor) -> TestClient:
    return visit(site, anna)


@pytest.fixture
def inspector(site: FastAPI, pavel: Actor) -> TestClient:
    return visit(site, pavel)


def asked(owner: TestClient, **command: Any) -> str:
    """Ask; the address of the question."""
    made = seen(owner, owner.post(QUESTIONS, json=ASK | command))
    return str(made.headers["Location"])


def do(by: TestClient, path: str, step: str, version: int, **command: Any) -> Any:
    return by.post(f"{path}/{step}", json=command, headers=if_match(version))


def test_a_question_is_asked_answered_followed_up_and_rated(
    owner: TestClient, inspector: TestClient
) -> None:
    path = asked(owner)
    seen(inspector, do(inspector, path, "answer", 1, answer=ANSWER))
    seen(owner, do(owner, path, "read", 2))
    seen(owner, do(owner, path, "rate", 3, turn=1, rating=4, comment="Понял"))
    seen(owner, do(owner, path, "follow-up", 4, question="А если нет?"))
    seen(inspector, do(inspector, path, "answer", 5, answer="Тогда нет"))
    seen(owner, do(owner, path, "close", 6))

    answer = owner.get(path)
    card = answer.json()
    assert answer.headers["ETag"] == '"7"'
    assert (card["status"], card["due"], card["body"]) == (
        "closed",
        "2026-12-21",
        LIFTS,
    )
    assert [
        (one["question"], one["answer"], one["rating"]) for one in card["turns"]
    ] == [
        (QUESTION, ANSWER, 4),
        ("А если нет?", "Тогда нет", None),
    ]
    assert [one["kind"] for one in card["moments"]] == [
        "asked",
        "answered",
        "answer_read",
        "rated",
        "followed_up",
        "answered",
        "closed",
    ]


def test_an_officer_forwards_and_the_client_reads_why(
    owner: TestClient, inspector: TestClient, site: FastAPI, world: Business
) -> None:
    at_school = visit(site, world.supervisor(SCHOOLS, "olga"))
    path = asked(owner)

    seen(
        inspector,
        do(inspector, path, "forward", 1, body=SCHOOLS, reason="О школе"),
    )

    assert owner.get(path).json()["moments"][-1]["text"] == "О школе"
    assert inspector.get(path).status_code == 404
    assert at_school.get(path).json()["body"] == SCHOOLS
    unknown = do(at_school, path, "forward", 2, body="Никто", reason="Так")
    assert problem(unknown) == (422, "nobody-answers-for-body", ["#/body"])


def test_the_queue_is_of_ones_own_body_with_the_oldest_deadline_first(
    owner: TestClient, inspector: TestClient, site: FastAPI, world: Business
) -> None:
    at_school = visit(site, world.supervisor(SCHOOLS, "olga"))
    registrar = visit(site, Desk(world).registrar())
    paths = [asked(owner), asked(owner), asked(owner, requirement=None)]
    seen(inspector, do(inspector, paths[1], "answer", 1, answer=ANSWER))

    def listed(by: TestClient, **params: Any) -> list[str]:
        found = by.get(QUESTIONS, params=params).json()["questions"]
        return [f"{QUESTIONS}/{one['id']}" for one in found]

    assert listed(owner) == list(reversed(paths))
    assert listed(inspector) == [paths[0]]
    assert listed(inspector, done=True) == [paths[1]]
    assert listed(registrar) == [paths[2]]
    assert listed(at_school) == []
    first = owner.get(QUESTIONS, params={"limit": 2}).json()
    rest = listed(owner, limit=2, after=first["after"])
    assert rest == [paths[0]]
    assert owner.get(QUESTIONS, params={"after": "?"}).status_code == 422


def test_a_summary_says_what_waits(owner: TestClient, inspector: TestClient) -> None:
    path = asked(owner)
    seen(inspector, do(inspector, asked(owner), "answer", 1, answer=ANSWER))

    assert owner.get(f"{QUESTIONS}/summary").json() == {
        "client": {"waiting": 1, "until": "2026-12-21", "overdue": 0, "unread": 1},
        "officer": None,
        "ratings": None,
    }
    assert inspector.get(f"{QUESTIONS}/summary").json() == {
        "client": None,
        "officer": {"open": 1, "overdue": 0, "until": "2026-12-21"},
        "ratings": {"count": 0, "mean": None},
    }
    assert path


def test_similar_questions_become_one_explanation(
    desk: Desk, inspector: TestClient, site: FastAPI
) -> None:
    clients = desk.clients(6)
    ids = [str(id) for id in desk.ask_the_same(clients[:5])]
    late = f"{QUESTIONS}/{desk.ask(clients[5], SAME[0]).id}"

    [group] = inspector.get(f"{QUESTIONS}/similar").json()
    few = inspector.post(f"{ANSWERS}/explanations", json=SAID | {"questions": ids[:4]})
    made = seen(
        inspector,
        inspector.post(f"{ANSWERS}/explanations", json=SAID | {"questions": ids}),
    ).json()
    explanation = made["changed"][0]["id"]
    seen(inspector, do(inspector, late, "answer-with", 1, explanation=explanation))

    assert problem(few) == (409, "too-few-similar-questions", ["#/questions"])
    assert few.json()["needed"] == 5
    assert few.json()["source"] == "248-ФЗ, ст. 50 ч. 6"
    assert set(group["questions"]) > set(ids)
    for by, path in zip(
        clients, [*(f"{QUESTIONS}/{id}" for id in ids), late], strict=True
    ):
        assert (
            visit(site, by).get(path).json()["turns"][0]["explanation"] == explanation
        )


def test_an_answer_for_everybody_is_published_amended_and_withdrawn(
    owner: TestClient, inspector: TestClient, site: FastAPI
) -> None:
    anybody = visit(site)
    path = asked(owner)
    seen(inspector, do(inspector, path, "answer", 1, answer=ANSWER))
    command = SAID | {"question_id": path.rpartition("/")[2], "unmet": "нет закона"}

    made = seen(inspector, inspector.post(ANSWERS, json=command))
    public = made.headers["Location"]
    first = anybody.get(public)
    seen(
        inspector,
        inspector.put(
            public, json=SAID | {"answer": "Раз в два года"}, headers=if_match(1)
        ),
    )
    found = anybody.get(ANSWERS, params={"text": "обследование лифтов"}).json()
    seen(
        inspector,
        inspector.post(
            f"{public}/withdraw", json={"reason": "Устарел"}, headers=if_match(2)
        ),
    )
    gone = anybody.get(public).json()

    assert first.headers["ETag"] == '"1"'
    assert first.json()["unmet"] == "нет закона"
    assert "client" not in first.text
    assert "questions" not in first.json()
    [line] = found["answers"]
    assert (line["answer"], line["requirement"]) == ("Раз в два года", LIFT_CODE)
    assert (gone["withdrawn_because"], gone["answer"]) == ("Устарел", "")
    assert anybody.get(ANSWERS).json()["answers"] == []


def test_a_change_wants_the_version_that_was_read(
    owner: TestClient, inspector: TestClient
) -> None:
    path = asked(owner)

    without = inspector.post(f"{path}/answer", json={"answer": ANSWER})
    old = do(inspector, path, "answer", 9, answer=ANSWER)

    assert without.status_code == 428
    assert problem(old)[:2] == (412, "stale")


def test_a_repeated_request_asks_once(owner: TestClient) -> None:
    headers = {"Idempotency-Key": "once"}

    first = owner.post(QUESTIONS, json=ASK, headers=headers)
    again = owner.post(QUESTIONS, json=ASK, headers=headers)

    assert again.json() == first.json()


@pytest.mark.parametrize(
    ("command", "pointer"),
    [
        ({"question": ""}, "#/question"),
        ({"question": "x" * 5001}, "#/question"),
        ({"requirement": "not a code"}, "#/requirement"),
        ({"more": 1}, "#/more"),
    ],
)
def test_a_wrong_question_says_where(
    owner: TestClient, command: dict[str, Any], pointer: str
) -> None:
    answer = owner.post(QUESTIONS, json=ASK | command)

    assert problem(answer) == (422, "invalid", [pointer])


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SYSTEM}))
def test_a_question_does_not_exist_for_others(
    owner: TestClient, site: FastAPI, world: Business, role: Role
) -> None:
    path = asked(owner)
    stranger = world.client("maria", inn=OTHER_INN).model_copy(
        update={"organisation": uuid4(), "role": role}
    )
    by = visit(site, stranger if role is not Role.PUBLIC else None)

    answers = [by.get(path), do(by, path, "answer", 1, answer="Да")]

    assert {answer.status_code for answer in answers} <= {401, 404}
