"""Carrying an algorithm out over the API, and what comes of it (C2)."""

from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from interfaces.gateways.database import Database
from tests.algorithm import ALGORITHM
from tests.business import LIFT_CODE, OTHER_INN, business, own
from tests.conftest import StoppedClock
from tests.execution import PHOTO, Cafe
from tests.interfaces.visits import if_match, problem, seen, site_of, visit

pytestmark = pytest.mark.database


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Cafe:
    return Cafe(business(database, clock))


@pytest.fixture
def app(world: Cafe) -> FastAPI:
    return site_of(world.made)


@pytest.fixture
def anna(world: Cafe, app: FastAPI) -> TestClient:
    return visit(app, world.anna)


@pytest.fixture
def pavel(world: Cafe, app: FastAPI) -> TestClient:
    return visit(app, world.pavel)


def start(by: TestClient) -> str:
    answer = seen(by, by.post("/api/executions", json={"algorithm": ALGORITHM}))
    assert answer.status_code == 201
    return answer.headers["Location"]


def take(by: TestClient, path: str, act: str, body: Any = None, **how: Any) -> Any:
    """Do something with the version that stands now."""
    version = by.get(path).headers["ETag"]
    headers = {"If-Match": version}
    return by.post(f"{path}/{act}", json=body or {}, headers=headers, **how)


def attach(by: TestClient, step: str) -> Any:
    headers = {"If-Match": by.get(step).headers["ETag"]}
    files = {"file": ("фото.jpg", PHOTO)}
    return by.post(f"{step}/file", files=files, headers=headers)


def test_a_program_carries_an_algorithm_out(anna: TestClient, world: Cafe) -> None:
    path = start(anna)
    first, second = (f"{path}/steps/{n}" for n in (1, 2))
    record = {"form": "record", "text": "№ 12"}
    assert anna.get(second).json()["ready"] is False

    seen(anna, take(anna, first, "evidence", record))
    seen(anna, take(anna, first, "done", {"note": "Подписан"}))
    seen(anna, attach(anna, second))
    told = anna.get(second).json()
    assert (told["ready"], told["accepted"], told["concerned"]) == (
        True,
        ["file"],
        "applies",
    )
    seen(anna, take(anna, second, "done"))
    finished = seen(anna, take(anna, path, "finish"))

    confirmation = anna.get(finished.headers["Location"])
    told = confirmation.json()
    assert confirmation.headers["ETag"] == '"1"'
    assert [(r["code"], r["version"], r["until"]) for r in told["requirements"]] == [
        (LIFT_CODE, 1, "2026-12-21")
    ]
    assert (told["guarantees"], told["force"]) == (False, "in_force")
    listed = anna.get("/api/executions").json()["executions"]
    assert [(one["status"], one["settled"]) for one in listed] == [("finished", 2)]
    line = anna.get(f"/api/list/{LIFT_CODE}").json()
    assert line["carried_out"] == {
        "confirmation": told["id"],
        "number": told["number"],
        "until": "2026-12-21",
        "guarantees": False,
    }
    [in_list] = anna.get("/api/list").json()["requirements"]
    assert in_list["carried_out"] == line["carried_out"]
    assert world.card(UUID(told["execution"])).settled[1].text == "Подписан"


def test_what_may_not_be_yet_is_refused_with_its_reason(anna: TestClient) -> None:
    path = start(anna)
    second = f"{path}/steps/2"
    assert problem(take(anna, second, "done"))[:2] == (409, "step-not-ready")
    assert problem(take(anna, path, "finish"))[:2] == (409, "steps-open")
    assert problem(take(anna, f"{path}/steps/1", "done")) == (
        422,
        "nothing-shown",
        ["#/evidence"],
    )
    assert problem(take(anna, path, "resume"))[:2] == (409, "execution-not-paused")
    seen(anna, take(anna, path, "pause"))
    assert problem(take(anna, f"{path}/steps/1", "skip", {"reason": "Нет"}))[:2] == (
        409,
        "execution-paused",
    )
    assert anna.get(f"{path}/steps/9").status_code == 404


def test_a_change_wants_the_version_that_was_read(anna: TestClient) -> None:
    path = start(anna)

    assert problem(anna.post(f"{path}/pause"))[:2] == (428, "version-needed")
    stale = anna.post(f"{path}/steps/1/done", json={}, headers=if_match(9))
    assert problem(stale)[:2] == (412, "stale")


def test_a_key_makes_every_step_safe_to_repeat(anna: TestClient) -> None:
    path = start(anna)
    sent: dict[str, Any] = {
        "files": {"file": ("a.jpg", PHOTO)},
        "headers": if_match(1) | {"Idempotency-Key": "k"},
    }

    answers = [anna.post(f"{path}/steps/2/file", **sent) for _ in range(2)]

    assert [one.status_code for one in answers] == [201, 201]
    seen(anna, answers[1])
    assert len(anna.get(path).json()["evidence"]) == 1


def test_an_employee_reads_and_does_the_step_in_hand(
    anna: TestClient, app: FastAPI, world: Cafe
) -> None:
    path = start(anna)
    employee = world.employee(world.anna)
    denis, person = visit(app, employee), employee.id
    seen(anna, take(anna, f"{path}/steps/1", "skip", {"reason": "Есть"}))
    seen(anna, take(anna, f"{path}/steps/2", "hand", {"person": person}))

    [handed] = denis.get("/api/handed-steps").json()
    seen(denis, attach(denis, f"{path}/steps/2"))
    [piece] = denis.get(f"{path}/steps/2").json()["evidence"]
    content = denis.get(f"{path}/steps/2/evidence/{piece['id']}")
    seen(denis, take(denis, f"{path}/steps/2", "done"))

    assert (handed["step"], handed["action"]) == (2, "Сделать дело 2")
    assert content.content == PHOTO
    for hidden in (path, f"{path}/steps/1", "/api/executions", "/api/list"):
        assert denis.get(hidden).status_code == 404
    assert anna.get("/api/handed-steps").json() == []


def test_evidence_is_shared_taken_back_and_downloaded(anna: TestClient) -> None:
    path = start(anna)
    first, second = (f"{path}/steps/{n}" for n in (1, 2))
    seen(anna, attach(anna, second))
    [piece] = anna.get(second).json()["evidence"]
    item = f"evidence/{piece['id']}"

    seen(anna, take(anna, first, "share", {"evidence": piece["id"]}))
    assert anna.get(f"{first}/{item}").content == PHOTO
    seen(
        anna,
        anna.delete(
            f"{first}/{item}", headers={"If-Match": anna.get(path).headers["ETag"]}
        ),
    )

    assert anna.get(f"{first}/{item}").status_code == 404
    assert anna.get(f"{second}/{item}").content == PHOTO
    assert anna.get(f"{second}/evidence/{uuid4()}").status_code == 404


def test_a_body_questions_and_decides_over_the_api(
    anna: TestClient, pavel: TestClient, world: Cafe
) -> None:
    path = f"/api/execution-confirmations/{world.carry_out(world.anna)}"
    doubt = {"requirements": [LIFT_CODE], "reason": "Не видно"}

    seen(pavel, take(pavel, path, "question", doubt))
    assert problem(take(pavel, path, "question", doubt))[:2] == (
        409,
        "questioned-already",
    )
    [waits] = pavel.get(
        "/api/execution-confirmations", params={"questioned": True}
    ).json()["confirmations"]
    authority = waits["questions"][0]["authority"]
    reply = {"authority": authority, "reply": "Видно"}
    seen(anna, take(anna, path, "reply", reply))
    seen(pavel, take(pavel, path, "uphold-question", {"reason": "Всё равно"}))

    told = anna.get(path).json()
    assert told["force"] == "lapsed"
    assert told["requirements"][0]["lapsed"] == "question_upheld"
    assert anna.get(f"/api/list/{LIFT_CODE}").json()["carried_out"] is None
    assert UUID(authority) == own(world.pavel)


def test_a_body_downloads_what_it_may_see(
    anna: TestClient, pavel: TestClient, app: FastAPI, world: Cafe
) -> None:
    id = world.carry_out(world.anna)
    [piece] = world.confirmation(id).steps[1].evidence
    path = f"/api/execution-confirmations/{id}"
    [hidden] = world.confirmation(id).steps[0].evidence

    assert pavel.get(f"{path}/evidence/{piece}").content == PHOTO
    assert pavel.get(f"{path}/evidence/{hidden}").status_code == 404
    assert [s["step"] for s in pavel.get(path).json()["steps"]] == [2]
    assert [s["step"] for s in anna.get(path).json()["steps"]] == [1, 2]
    olga = visit(app, world.olga)
    maria = visit(app, world.made.client("maria", OTHER_INN))
    for other in (olga, maria):
        assert other.get(path).status_code == 404
        assert other.get(f"{path}/evidence/{piece}").status_code == 404
        assert other.get("/api/execution-confirmations").json()["confirmations"] == []


def test_the_receipt_is_what_its_hash_says(
    anna: TestClient, pavel: TestClient, world: Cafe
) -> None:
    path = f"/api/execution-confirmations/{world.carry_out(world.anna)}"

    receipt = anna.get(f"{path}/receipt")

    assert sha256(receipt.content).hexdigest() == anna.get(path).json()["sha256"]
    assert receipt.headers["content-disposition"].startswith("attachment")
    assert pavel.get(f"{path}/receipt").status_code == 404


def test_everybody_may_check_a_confirmation_and_learns_nothing_of_whom(
    app: FastAPI, world: Cafe, clock: StoppedClock
) -> None:
    world.made.open_premises(world.anna, object_lift=True)
    place = world.made.card(world.anna).premises[0]
    id = world.carry_out(world.anna, place=place.id, object="Лифт № 1")
    card, public = world.confirmation(id), visit(app)

    told = public.get(f"/api/verify/confirmation/{id}")

    assert told.json() == {
        "number": card.number,
        "recorded_at": "2026-11-21T09:00:00Z",
        "sha256": card.sha256,
        "force": "in_force",
        "algorithm": ALGORITHM,
        "algorithm_version": 1,
        "title": "Исправный лифт",
        "guarantees": False,
        "requirements": [
            {"code": LIFT_CODE, "version": 1, "until": "2026-12-21", "confirmed": True}
        ],
    }
    for secret in ("anna", "630000000119", "Цех", "Лифт № 1", str(own(world.anna))):
        assert secret not in told.text
        assert secret not in public.get(f"/verify/confirmation/{id}").text
    clock.pass_by(timedelta(31))
    told = public.get(f"/api/verify/confirmation/{id}")
    assert told.json()["force"] == "lapsed"
    assert told.json()["requirements"][0]["confirmed"] is False
    assert public.get(f"/api/verify/confirmation/{uuid4()}").status_code == 404


def test_a_renewal_asks_only_for_what_lapsed(
    anna: TestClient, app: FastAPI, world: Cafe, clock: StoppedClock
) -> None:
    path = f"/api/execution-confirmations/{world.carry_out(world.anna)}"
    assert problem(take(anna, path, "renew"))[:2] == (409, "nothing-to-renew")
    clock.pass_by(timedelta(20))
    anna = visit(app, world.anna)

    renewal = seen(anna, take(anna, path, "renew")).headers["Location"]

    settled = anna.get(renewal).json()["settled"]
    assert list(settled) == ["1"]
    assert settled["1"]["carried"] == anna.get(path).json()["execution"]
    seen(anna, take(anna, path, "recall", {"reason": "Ошибка"}))
    assert problem(take(anna, path, "renew"))[:2] == (409, "confirmation-over")
