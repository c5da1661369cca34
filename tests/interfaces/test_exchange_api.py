"""Correspondence over the API: written, opened, proven (I2, I8)."""

from hashlib import sha256
from typing import Any
from uuid import uuid4

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from domain.kernel import Actor
from domain.receipt import Receipt
from interfaces.gateways.database import Database
from interfaces.receipts import checked
from tests.business import INN, OTHER_INN, PDF, Business, business, own
from tests.conftest import StoppedClock
from tests.exchanging import TEXT, TOPIC
from tests.interfaces.visits import problem, seen, site_of, visit

pytestmark = pytest.mark.database

THREADS, MESSAGES = "/api/exchange/threads", "/api/exchange/messages"
FILES = "/api/exchange/files"


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    return business(database, clock)


@pytest.fixture
def app(world: Business) -> FastAPI:
    return site_of(world)


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client()


@pytest.fixture
def pavel(world: Business) -> Actor:
    return world.supervisor()


@pytest.fixture
def owner(app: FastAPI, anna: Actor) -> TestClient:
    return visit(app, anna)


@pytest.fixture
def inspector(app: FastAPI, pavel: Actor) -> TestClient:
    return visit(app, pavel)


def attached(by: TestClient, content: bytes = PDF, **place: str) -> str:
    kept = by.post(FILES, files={"file": ("акт.pdf", content)}, params=place)
    return str(seen(by, kept).json()["changed"][0]["id"])


def begun(by: TestClient, pavel: Actor, **differently: Any) -> tuple[str, str]:
    said = {"kind": "request", "text": TEXT, "title": TOPIC, "body": str(own(pavel))}
    made = seen(by, by.post(THREADS, json=said | differently))
    assert made.status_code == 201
    return tuple(one["id"] for one in made.json()["changed"])[:2]


def test_a_request_with_a_file_is_sent_opened_answered_and_proven(
    world: Business,
    owner: TestClient,
    inspector: TestClient,
    anna: Actor,
    pavel: Actor,
) -> None:
    thread, message = begun(owner, pavel, files=[attached(owner)])
    world.react()
    closed = inspector.get(f"{MESSAGES}/{message}").json()
    seen(inspector, inspector.post(f"{MESSAGES}/{message}/open"))
    opened = inspector.get(f"{MESSAGES}/{message}").json()
    answer = {"kind": "answer", "text": "Готово", "answers": message}
    sent = inspector.post(f"{THREADS}/{thread}/messages", json=answer)

    assert (closed["is_closed"], closed["text"], closed["files"]) == (True, None, [])
    assert closed["files_sent"] == 1
    assert (opened["is_closed"], opened["text"]) == (False, TEXT)
    [file] = opened["files"]
    assert inspector.get(f"{FILES}/{file['id']}").json() == file
    content = inspector.get(f"{FILES}/{file['id']}/content")
    assert content.content == PDF
    assert file["sha256"] == sha256(PDF).hexdigest() == opened["contents"]["files"][0]
    [reached] = opened["reached"]
    assert reached["recipient"] == str(own(pavel))
    assert reached["opened_role"] == "inspector"
    assert opened["number"] < reached["delivered_number"] < reached["opened_number"]
    assert seen(inspector, sent).headers["Location"].startswith(f"{MESSAGES}/")
    told = owner.get(f"{THREADS}/{thread}").json()
    assert (told["side"], told["title"]) == (str(own(anna)), TOPIC)
    assert [one["name"] for one in told["parties"]] == [
        "ИП anna",
        "Управление: Ростехнадзор",
    ]
    listed = owner.get(THREADS, params={"unopened": True}).json()
    assert (listed["unopened"], len(listed["threads"])) == (1, 1)


@pytest.mark.parametrize("what", ["sent", "delivered", "opened"])
def test_a_receipt_holds_without_the_service_and_knows_text_and_file(
    world: Business,
    owner: TestClient,
    inspector: TestClient,
    pavel: Actor,
    what: str,
) -> None:
    _, message = begun(owner, pavel, files=[attached(owner)])
    world.react()
    seen(inspector, inspector.post(f"{MESSAGES}/{message}/open"))
    keys = world.service.signer.keys().keys

    for by in (owner, inspector):
        answer = by.get(f"{MESSAGES}/{message}/receipts/{what}")
        receipt = Receipt.read(answer.content)
        text = by.get(f"{MESSAGES}/{message}/text").content

        handed = [sha256(text).hexdigest(), sha256(PDF).hexdigest()]
        found = checked(receipt, keys, handed)
        assert (found.holds, found.left) == (True, ())
        assert not checked(receipt, keys, ["0" * 64]).holds
        assert receipt.said.what == f"exchange.{what}"
        assert receipt.said.to
        assert receipt.said.to.organisation == own(pavel)
        assert TEXT not in answer.text


def test_there_is_no_receipt_of_what_has_not_happened(
    owner: TestClient, pavel: Actor
) -> None:
    _, message = begun(owner, pavel)

    for what, status in (("opened", 404), ("delivered", 404), ("applauded", 422)):
        answer = owner.get(f"{MESSAGES}/{message}/receipts/{what}")
        assert answer.status_code == status
    unknown = {"recipient": str(uuid4())}
    answer = owner.get(f"{MESSAGES}/{message}/receipts/sent", params=unknown)
    assert answer.status_code == 404


def test_files_and_text_of_a_closed_message_are_refused_until_it_is_opened(
    owner: TestClient, inspector: TestClient, pavel: Actor
) -> None:
    file = attached(owner)
    _, message = begun(owner, pavel, files=[file])

    for path in (
        f"{FILES}/{file}",
        f"{FILES}/{file}/content",
        f"{MESSAGES}/{message}/text",
    ):
        assert problem(inspector.get(path))[:2] == (409, "message-not-opened")
        assert owner.get(path).status_code == 200


def test_a_body_begins_by_inn_with_a_file_for_this_business(
    owner: TestClient, inspector: TestClient, anna: Actor
) -> None:
    file = attached(inspector, inn=INN)
    said = {"kind": "statement", "title": TOPIC, "inn": INN, "files": [file]}

    made = seen(inspector, inspector.post(THREADS, json=said))

    [line] = owner.get(THREADS).json()["threads"]
    assert line["id"] == made.json()["changed"][0]["id"]
    assert line["client_id"] == str(own(anna))


def test_repeating_under_one_key_sends_and_attaches_once(
    owner: TestClient, pavel: Actor
) -> None:
    thread, _ = begun(owner, pavel)
    key = {"Idempotency-Key": "k-1"}
    said = {"kind": "statement", "text": "Дополняем"}
    path = f"{THREADS}/{thread}/messages"

    first = owner.post(path, json=said, headers=key)
    again = owner.post(path, json=said, headers=key)
    other = owner.post(path, json=said | {"text": "Иное"}, headers=key)
    seen(owner, again)

    assert first.json() == again.json()
    assert problem(other)[1] == "key-reused"
    assert len(owner.get(path).json()["messages"]) == 2


def test_a_file_is_taken_away_until_it_is_sent(owner: TestClient, pavel: Actor) -> None:
    away, stays = attached(owner), attached(owner)
    begun(owner, pavel, files=[stays])

    gone = seen(owner, owner.delete(f"{FILES}/{away}"))

    assert gone.json()["changed"][0]["id"] == away
    assert owner.get(f"{FILES}/{away}").status_code == 404
    assert problem(owner.delete(f"{FILES}/{stays}"))[:2] == (409, "file-sent-already")


@pytest.mark.parametrize(
    ("said", "status", "code"),
    [
        ({"kind": "decision"}, 422, "only-the-state-decides"),
        ({"kind": "answer"}, 422, "answered-missing"),
        ({"kind": "file"}, 422, "file-kind-without-file"),
        ({"text": " "}, 422, "message-empty"),
        ({"files": [str(uuid4())]}, 422, "not-your-file"),
        ({"answers": str(uuid4()), "kind": "answer"}, 404, "not-found"),
        ({"kind": "order"}, 422, "malformed-content"),
    ],
)
def test_what_cannot_be_sent_is_refused_with_its_reason(
    owner: TestClient, pavel: Actor, said: dict[str, Any], status: int, code: str
) -> None:
    thread, _ = begun(owner, pavel)
    message = {"kind": "statement", "text": "Да"} | said

    answer = owner.post(f"{THREADS}/{thread}/messages", json=message)

    told = problem(answer)
    assert told[0] == status
    if code != "malformed-content":
        assert told[1] == code


def test_strangers_find_nothing_and_representatives_their_correspondence(
    world: Business, app: FastAPI, owner: TestClient, pavel: Actor
) -> None:
    thread, message = begun(owner, pavel)
    boris = visit(app, world.client("boris", OTHER_INN))
    olga = world.person("olga")
    lawyer = visit(app, olga)
    for other in (boris, lawyer):
        assert other.get(f"{THREADS}/{thread}").status_code == 404
        assert other.get(f"{MESSAGES}/{message}/receipts/sent").status_code == 404

    people = f"{THREADS}/{thread}/representatives"
    seen(owner, owner.post(people, json={"person": olga.id}))

    told = lawyer.get(f"{THREADS}/{thread}").json()
    assert told["side"] == owner.get(f"{THREADS}/{thread}").json()["side"]
    assert boris.get(f"{THREADS}/{thread}").status_code == 404
    shown = visit(app, pavel).get(f"{THREADS}/{thread}").json()["parties"]
    assert [one["name"] for one in shown][-1] is None
    seen(owner, owner.delete(f"{people}/{olga.id}"))
    assert lawyer.get(f"{THREADS}/{thread}").status_code == 404


def test_a_client_sees_the_bodies_that_it_can_write_to(
    owner: TestClient, pavel: Actor
) -> None:
    assert owner.get("/api/exchange/bodies").json() == [
        {"id": str(own(pavel)), "name": "Управление: Ростехнадзор"}
    ]
