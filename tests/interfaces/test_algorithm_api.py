"""Algorithms over the API (C1)."""

from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from domain.kernel import Actor, Role
from interfaces.gateways.database import Database
from tests.algorithm import ALGORITHM, algorithm, draft, lines, row, step
from tests.business import LIFT_CODE, LIFTS, SCHOOLS, TEACHING_CODE, Business, business
from tests.conftest import StoppedClock
from tests.interfaces.requirement import registrar_session
from tests.interfaces.visits import if_match, problem, seen, site_of, visit

pytestmark = pytest.mark.database

ONE = f"/api/algorithms/{ALGORITHM}"
ENGLISH = {"Accept-Language": "en"}


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    world = business(database, clock)
    world.require()
    world.require(TEACHING_CODE, body=SCHOOLS)
    return world


@pytest.fixture
def app(world: Business) -> FastAPI:
    return site_of(world)


@pytest.fixture
def registrar(app: FastAPI, world: Business) -> TestClient:
    visitor = visit(app)
    visitor.cookies.set("sverka", registrar_session(world.service))
    return visitor


@pytest.fixture
def head(world: Business) -> Actor:
    return world.supervisor(role=Role.HEAD)


def said(*steps: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return algorithm(*steps, **changes).model_dump(mode="json")


def write(registrar: TestClient, **changes: Any) -> None:
    body = {"code": ALGORITHM, "content": said(**changes)}
    answer = seen(registrar, registrar.post("/api/algorithms", json=body))
    assert answer.status_code == 201
    assert answer.headers["Location"] == ONE


def test_only_an_approved_version_says_that_it_guarantees(
    app: FastAPI, registrar: TestClient, head: Actor
) -> None:
    write(registrar)
    public, officer = visit(app), visit(app, head)
    before = public.get(ONE)

    approved = officer.post(
        f"{ONE}/approve",
        json={"number": 1, "basis": "Приказ № 12"},
        headers=if_match(1),
    )
    seen(officer, approved)
    after = public.get(ONE).json()

    assert before.json()["promise"] == "recommended"
    assert "guarantees" not in before.text
    assert before.json()["requirements"] == after["requirements"] == [LIFT_CODE]
    assert after["promise"] == "guarantees"
    assert after["status"] == "approved"
    assert after["waiting"] == []
    [found] = public.get("/api/algorithms").json()["items"]
    assert found["promise"] == "guarantees"


def test_an_amendment_is_a_draft_beside_the_approved_version(
    app: FastAPI, registrar: TestClient, head: Actor
) -> None:
    write(registrar)
    officer = visit(app, head)
    command = {"number": 1, "basis": "Приказ № 12"}
    seen(officer, officer.post(f"{ONE}/approve", json=command, headers=if_match(1)))

    amended = registrar.put(
        ONE, json={"content": said(title="Иначе")}, headers=if_match(2)
    )
    seen(registrar, amended)

    shown = registrar.get(ONE).json()
    newer = registrar.get(f"{ONE}?number=2").json()
    assert amended.headers["ETag"] == '"3"'
    assert (shown["title"], shown["promise"]) == ("Исправный лифт", "guarantees")
    assert (shown["number"], shown["in_use"], shown["drafted"]) == (1, 1, 2)
    assert (newer["title"], newer["promise"]) == ("Иначе", "recommended")
    assert registrar.get(f"{ONE}?number=3").status_code == 404


def test_what_was_written_can_be_sent_back_with_changes(registrar: TestClient) -> None:
    write(registrar)

    written = registrar.get(f"{ONE}/draft")
    content = written.json()["content"] | {"title": "Иначе"}
    amended = registrar.put(
        ONE,
        json={"content": content},
        headers={"If-Match": written.headers["ETag"]},
    )

    assert seen(registrar, amended).status_code == 200
    assert registrar.get(ONE).json()["title"] == "Иначе"


def test_a_change_needs_the_version_that_was_read(registrar: TestClient) -> None:
    write(registrar)
    body = {"content": said(title="Иначе")}

    assert problem(registrar.put(ONE, json=body))[:2] == (428, "version-needed")
    stale = registrar.put(ONE, json=body, headers=if_match(7))
    assert problem(stale)[:2] == (412, "stale")


def test_checks_are_told_before_anything_is_kept(registrar: TestClient) -> None:
    faulty = said(step(1), step(2, after=[9]))

    found = registrar.post("/api/algorithms/check", json=faulty, headers=ENGLISH)

    assert found.json() == [
        {
            "kind": "not_covered",
            "title": "No step serves this requirement",
            "steps": [],
            "requirement": LIFT_CODE,
            "blocks": True,
        },
        {
            "kind": "no_such_step",
            "title": "The step waits for a step that is not there",
            "steps": [2],
            "requirement": None,
            "blocks": True,
        },
    ]


def test_a_faulty_one_is_not_approved_and_the_answer_says_why(
    app: FastAPI, registrar: TestClient, head: Actor
) -> None:
    write(registrar, steps=[step(1)])

    answer = visit(app, head).post(
        f"{ONE}/approve", json={"number": 1, "basis": "Приказ"}, headers=if_match(1)
    )

    assert problem(answer)[:2] == (409, "algorithm-faulty")
    assert [one["kind"] for one in answer.json()["findings"]] == ["not_covered"]
    assert answer.json()["source"] == "Стандарт «Государство для бизнеса», п. 4.8"


def test_a_body_that_is_not_concerned_may_not_approve(
    app: FastAPI, world: Business, registrar: TestClient
) -> None:
    write(registrar)
    other = visit(app, world.supervisor(SCHOOLS, "olga", Role.HEAD))

    answer = other.post(
        f"{ONE}/approve", json={"number": 1, "basis": "Приказ"}, headers=if_match(1)
    )

    assert problem(answer)[:2] == (409, "not-competent")
    assert answer.json()["bodies"] == [LIFTS]


def test_what_is_withdrawn_says_why_and_promises_nothing(
    app: FastAPI, registrar: TestClient
) -> None:
    write(registrar)

    withdrawn = registrar.post(
        f"{ONE}/withdraw", json={"reason": "Порядок изменён"}, headers=if_match(1)
    )
    seen(registrar, withdrawn)

    told = visit(app).get(ONE).json()
    assert (told["promise"], told["reason"]) == ("nothing", "Порядок изменён")
    assert visit(app).get("/api/algorithms").json()["items"] == []


def test_the_same_key_writes_it_down_once(registrar: TestClient) -> None:
    body = {"code": ALGORITHM, "content": said()}
    headers = {"Idempotency-Key": "once"}

    first = registrar.post("/api/algorithms", json=body, headers=headers)
    second = registrar.post("/api/algorithms", json=body, headers=headers)
    other = registrar.post("/api/algorithms", json=body)

    assert first.json() == second.json()
    assert problem(other) == (409, "algorithm-code-taken", ["#/code"])


def test_a_wrong_content_names_each_field(registrar: TestClient) -> None:
    wrong = said() | {"title": "", "steps": [step(2), step(1, cost=-1)]}

    answer = registrar.post(
        "/api/algorithms", json={"code": "alg", "content": wrong}, headers=ENGLISH
    )

    assert problem(answer) == (
        422,
        "invalid",
        ["#/code", "#/content/title", "#/content/steps/1/cost"],
    )


def test_the_chart_is_a_picture_in_the_readers_language(
    app: FastAPI, registrar: TestClient
) -> None:
    write(registrar, steps=[step(1), step(2, only_if={"employees_min": 1})])

    english = visit(app).get(f"{ONE}/chart", headers=ENGLISH)
    russian = visit(app).get(f"{ONE}/chart")

    assert english.headers["content-type"].startswith("image/svg+xml")
    assert "<title" in english.text
    assert "Flow chart: Исправный лифт" in english.text
    assert ">recommended, not yet<" in english.text
    assert "Блок-схема: Исправный лифт" in russian.text
    assert "У вас есть работники?" in russian.text


def test_a_client_asks_and_bodies_see_how_many_do(
    app: FastAPI, world: Business, head: Actor
) -> None:
    client, officer = visit(app, world.client()), visit(app, head)

    asked = client.post("/api/algorithms/wishes", json={"requirement": LIFT_CODE})
    seen(client, asked)
    again = client.post("/api/algorithms/wishes", json={"requirement": LIFT_CODE})
    board = officer.get("/api/algorithms/coverage").json()

    assert asked.status_code == 201
    assert problem(again)[:2] == (409, "algorithm-asked-already")
    assert [(one["code"], one["asked"]) for one in board["lines"]] == [
        (LIFT_CODE, 1),
        (TEACHING_CODE, 0),
    ]
    assert board["tally"] == {
        "requirements": {"none": 2, "partly": 0, "recommended": 0, "guaranteed": 0},
        "cells": 16,
        "uncovered": 16,
        "asked": 1,
    }
    assert len(board["segments"]) == len(board["lines"][0]["cells"]) == 13
    assert board["lines"][0]["cells"][0] == "none"
    assert board["lines"][0]["cells"][-1] == "outside"


def test_the_board_is_narrowed_over_the_api(
    app: FastAPI, world: Business, head: Actor
) -> None:
    draft(world)
    officer = visit(app, head)

    def codes(**query: Any) -> list[str]:
        found = officer.get("/api/algorithms/coverage", params=query).json()
        return [one["code"] for one in found["lines"]]

    assert codes(body=LIFTS) == [LIFT_CODE]
    assert codes(standing="none") == [TEACHING_CODE]
    assert codes(segment=0) == [TEACHING_CODE]
    assert codes(limit=1, after=1) == [LIFT_CODE]


def test_a_file_is_imported_whole_or_not_at_all(registrar: TestClient) -> None:
    def sent(*rows: dict[str, Any]) -> Any:
        return registrar.post(
            "/api/algorithms/import",
            content=b"".join(lines(*rows)),
            headers={"Content-Type": "application/x-ndjson"},
        )

    faulty = sent(row(), row(id="ALG-2", title=""))
    right = sent(row(), row(id="ALG-2"))
    again = sent(row(), row(id="ALG-2"))

    assert problem(faulty)[:2] == (422, "import-rejected")
    assert faulty.json()["report"]["rejections"][0]["pointer"] == "#/title"
    assert (right.json()["new"], right.json()["recorded"]) == (2, True)
    assert (again.json()["same"], again.headers["Sverka-Position"]) == (2, "0")


def test_algorithms_are_found_by_words_and_requirement(
    app: FastAPI, registrar: TestClient
) -> None:
    write(registrar)
    search = visit(app)

    def total(**query: Any) -> int:
        return int(search.get("/api/algorithms", params=query).json()["total"])

    assert total(text="лифты") == 1
    assert total(text="бассейн") == 0
    assert total(requirement=LIFT_CODE) == 1
    assert total(requirement=TEACHING_CODE) == 0
    assert total(status="approved") == 0
