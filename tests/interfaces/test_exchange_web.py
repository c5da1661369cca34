"""Pages of correspondence: written, checked, sent, opened, proven."""

import re
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from domain.kernel import Actor
from domain.receipt import Receipt
from interfaces.gateways.database import Database
from tests.business import INN, OTHER_INN, PDF, Business, business, own
from tests.conftest import StoppedClock
from tests.exchanging import TEXT, TOPIC, Post
from tests.interfaces.visits import faults, form, hidden, site_of, told, visit

pytestmark = pytest.mark.database

WRITE = "/exchange/write"


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    return business(database, clock)


@pytest.fixture
def post(world: Business) -> Post:
    return Post(world)


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


def press(by: TestClient, path: str, page: Response, act: str, **given: Any) -> Any:
    """Press a button of a form, with what was filled in and what stands hidden."""
    files = given.pop("upload", None)
    data = hidden(page) | given | {"act": act}
    return by.post(path, data=data, files={"file": files} if files else None)


def sent(by: TestClient, page: Response, path: str = WRITE) -> str:
    """Send what a check page shows; where it leads."""
    answer = press(by, path, page, "send")
    assert answer.status_code == 303, told(answer)
    return str(answer.headers["Location"])


def test_a_client_attaches_takes_away_checks_changes_and_sends(
    owner: TestClient, pavel: Actor
) -> None:
    page = owner.get(WRITE)
    given = {
        "body": str(own(pavel)),
        "title": TOPIC,
        "kind": "request",
        "text": TEXT,
    }
    page = press(owner, WRITE, page, "attach", **given, upload=("Акт.pdf", PDF))
    assert "Акт.pdf" in told(page)
    file = hidden(page)["files"]
    page = press(owner, WRITE, page, "attach", **given, upload=("Лишний.pdf", PDF))
    extra = next(one for one in hidden(page)["files"] if one != file)
    page = press(owner, WRITE, page, f"remove {extra}", **given)
    assert "Лишний.pdf" not in told(page)
    page = press(owner, WRITE, page, "check", **given)

    assert "Проверьте" in told(page)
    assert "Управление: Ростехнадзор" in told(page)
    page = press(owner, WRITE, page, "change")
    assert TEXT in page.text
    page = press(owner, WRITE, page, "check", **given)
    where = sent(owner, page)
    done = owner.get(where)
    assert "Сообщение отправлено" in told(done)
    thread = owner.get(re.findall(r'href="(/exchange/[0-9a-f-]{36})"', done.text)[0])
    assert TEXT in told(thread)
    assert owner.get(f"/exchange/files/{file}").content == PDF


def test_sending_twice_is_sending_once(
    owner: TestClient, anna: Actor, pavel: Actor, post: Post
) -> None:
    given = {"body": str(own(pavel)), "title": TOPIC, "kind": "request", "text": TEXT}
    page = press(owner, WRITE, owner.get(WRITE), "check", **given)

    where = sent(owner, page)

    assert sent(owner, page) == where
    assert len(post.view.of_reader(anna).threads) == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"body": ""}, "body"),
        ({"title": ""}, "title"),
        ({"kind": ""}, "kind"),
        ({"text": "  "}, "text"),
        ({"kind": "file"}, "file"),
        ({"kind": "decision"}, "kind"),
    ],
)
def test_what_is_missing_is_told_at_its_field_and_nothing_is_lost(
    owner: TestClient, pavel: Actor, given: dict[str, str], field: str
) -> None:
    fields = {"body": str(own(pavel)), "title": TOPIC, "kind": "request", "text": TEXT}
    page = press(owner, WRITE, owner.get(WRITE), "check", **(fields | given))
    if page.status_code == 200:
        page = press(owner, WRITE, page, "send")

    assert page.status_code == 422
    assert [to for to, _ in faults(page)] == [field]
    assert TEXT in page.text or not given.get("text", TEXT).strip()


def test_a_body_writes_to_a_business_by_its_inn(
    inspector: TestClient, owner: TestClient
) -> None:
    page = inspector.get(WRITE)
    given = {"title": TOPIC, "kind": "decision", "text": TEXT}
    wrong = press(inspector, WRITE, page, "check", inn=OTHER_INN, **given)
    page = press(inspector, WRITE, wrong, "attach", inn=INN, upload=("a.pdf", PDF))
    page = press(inspector, WRITE, page, "check", inn=INN, **given)

    assert faults(wrong)[0][0] == "inn"
    assert "ИП anna" in told(page)
    sent(inspector, page)
    listed = told(owner.get("/exchange?show=unopened"))
    assert "1 сообщение не открыто" in listed


def test_a_message_shows_its_text_only_after_it_was_opened_on_the_record(
    world: Business,
    post: Post,
    owner: TestClient,
    inspector: TestClient,
    anna: Actor,
    pavel: Actor,
) -> None:
    thread, message = post.begin(anna, pavel)
    world.react()
    path = f"/exchange/{thread}"
    closed = inspector.get(path)
    for_owner = told(owner.get(path))

    opening = inspector.post(f"/exchange/messages/{message}/open", data=form())

    assert TEXT not in closed.text
    assert "Доставлено, ещё не открыто" in for_owner
    assert opening.headers["Location"] == f"{path}#m-{message}"
    assert TEXT in told(inspector.get(path))
    assert "Открыто" in told(owner.get(path))
    again = inspector.post(f"/exchange/messages/{message}/open", data=form())
    assert again.status_code == 303
    mine = owner.post(f"/exchange/messages/{message}/open", data=form())
    assert mine.status_code == 404


def test_a_reply_names_what_it_answers(
    post: Post, inspector: TestClient, owner: TestClient, anna: Actor, pavel: Actor
) -> None:
    thread, message = post.begin(anna, pavel)
    post.open(message, pavel)
    path = f"/exchange/{thread}/write"
    page = inspector.get(f"{path}?answers={message}")
    page = press(
        inspector,
        path,
        page,
        "check",
        kind="answer",
        answers=str(message),
        text="Готово",
    )

    sent(inspector, page, path)

    number = post.message(message, own(anna)).number
    assert f"Ответ на № {number}" in told(owner.get(f"/exchange/{thread}"))


def test_receipts_are_shown_downloaded_and_printed(
    world: Business, post: Post, owner: TestClient, anna: Actor, pavel: Actor
) -> None:
    _, message = post.begin(anna, pavel)
    world.react()
    post.open(message, pavel)

    for what in ("sent", "delivered", "opened"):
        path = f"/exchange/messages/{message}/receipts/{what}"
        page = owner.get(path)
        file = owner.get(f"{path}/json")
        assert page.status_code == 200
        assert Receipt.read(file.content).sha256 in page.text
    printed = owner.get(f"/exchange/messages/{message}/receipts/sent/pdf")
    assert printed.content.startswith(b"%PDF-")
    text = owner.get(f"/exchange/messages/{message}/text")
    assert text.content.decode().startswith(TEXT)


def test_the_client_lets_somebody_represent_it_and_ends_it(
    world: Business, post: Post, owner: TestClient, anna: Actor, pavel: Actor
) -> None:
    thread, _ = post.begin(anna, pavel)
    olga = world.person("olga")
    path = f"/exchange/{thread}/representatives"

    wrong = owner.post(path, data=form(person="olga"))
    right = owner.post(path, data=form(person=olga.id))
    page = owner.get(f"/exchange/{thread}")
    ended = owner.post(f"{path}/{olga.id}/end", data=form())

    assert (wrong.status_code, faults(wrong)[0][0]) == (422, "person")
    assert (right.status_code, ended.status_code) == (303, 303)
    assert "Olga" in told(page)
    assert "Olga" not in told(owner.get(f"/exchange/{thread}"))


def test_the_other_side_sees_no_names_of_people(
    world: Business,
    post: Post,
    owner: TestClient,
    inspector: TestClient,
    anna: Actor,
    pavel: Actor,
) -> None:
    thread, message = post.begin(anna, pavel)
    post.let_represent(thread, world.person("olga"), by=anna)
    post.open(message, pavel)

    # The name of whoever is signed in stands above every page.
    of_owner = told(owner.get(f"/exchange/{thread}"))
    of_inspector = told(inspector.get(f"/exchange/{thread}"))

    assert "Pavel" not in of_owner
    assert "Olga" not in of_inspector
    assert "Anna" not in of_inspector


def test_a_request_without_a_term_binds_the_client_to_nothing_and_says_so(
    post: Post, owner: TestClient, pavel: Actor
) -> None:
    thread, _ = post.begin_as_body(pavel, kind="request")

    assert "Отвечать на этот запрос не обязательно" in told(
        owner.get(f"/exchange/{thread}")
    )
