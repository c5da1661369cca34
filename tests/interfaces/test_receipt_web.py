"""Pages of receipts: one's own, the public check, the printed one and its code."""

import json
from hashlib import sha256
from typing import Any

import pytest
from fastapi import FastAPI

from domain.kernel import Actor
from domain.receipt import Content, Side
from interfaces.exports.receipt import address_of
from interfaces.gateways.database import Database
from interfaces.receipts import keys_of
from tests.business import Business, business
from tests.conftest import StoppedClock
from tests.interfaces.test_receipt_api import done
from tests.interfaces.visits import site_of, told, visit

pytestmark = pytest.mark.database

LETTER = b"Dear Sirs"


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    return business(database, clock)


@pytest.fixture
def site(world: Business) -> FastAPI:
    return site_of(world)


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client()


def verify(site: FastAPI, receipt: bytes, **fields: Any) -> str:
    files: dict[str, Any] = {"receipt": ("receipt.json", receipt)}
    if "file" in fields:
        files["file"] = ("letter.txt", fields.pop("file"))
    answer = visit(site).post("/receipts/verify", files=files, data=fields)
    assert answer.status_code == 200
    return told(answer)


def test_ones_own_receipt_is_shown_and_downloaded(site: FastAPI, anna: Actor) -> None:
    position = done(site, anna)
    visitor = visit(site, anna)

    shown = told(visitor.get(f"/receipts/{position}"))
    file = visitor.get(f"/receipts/{position}/json")

    assert "Добавлено место" in shown
    assert "ИП anna" in shown
    assert json.loads(file.content)["event"]["position"] == position
    assert (
        visit(site)
        .get(f"/receipts/{position}")
        .headers["location"]
        .startswith("/sign-in")
    )


def test_a_receipt_is_printed_with_a_code(site: FastAPI, anna: Actor) -> None:
    position = done(site, anna)

    made = visit(site, anna).get(f"/receipts/{position}/pdf")

    assert made.headers["content-type"] == "application/pdf"
    assert made.content.startswith(b"%PDF-")


def test_the_code_leads_to_a_page_that_says_the_receipt_stands(
    site: FastAPI, anna: Actor, world: Business
) -> None:
    position = done(site, anna)
    receipt = world.service.receipts.receipt_for(position)
    path = address_of(receipt).removeprefix("http://testserver")

    assert "верна" in told(visit(site).get(path))
    with world.service.database.connection() as sql:
        sql.execute(
            "UPDATE log_events SET topic = topic || 'x' WHERE notification_id = %s",
            (position,),
        )
    assert visit(site).get(path).status_code == 404
    assert visit(site).get(f"/receipts/verify/1/{'0' * 64}").status_code == 404


def test_a_stranger_checks_a_receipt_and_the_file(
    site: FastAPI, anna: Actor, world: Business
) -> None:
    position = done(site, anna)
    hash = sha256(LETTER).hexdigest()
    made = world.service.receipts.receipt_for(
        position,
        name="Кафе «Липа»",
        to=Side(name="МЧС"),
        content=[Content(name="letter.txt", sha256=hash)],
    ).to_json()

    right = verify(site, made, file=LETTER)
    by_hash = verify(site, made, hash=hash.upper())
    wrong = verify(site, made, file=b"another letter")
    changed = verify(site, made.replace("Липа".encode(), "Лира".encode()))

    for page in (right, by_hash):
        assert "Квитанция верна." in page
        assert "Это тот самый файл" in page
        assert "Кафе «Липа»" in page
    assert "Квитанция неверна" in wrong
    assert "Это не тот файл" in wrong
    assert "изменили после подписания" in changed


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "Выберите квитанцию"),
        ({"receipt": ("a.json", b"{}")}, "не квитанция"),
        ({"receipt": ("a.json", b"\xff" * 9)}, "не квитанция"),
    ],
)
def test_what_is_no_receipt_is_told_beside_the_field(
    site: FastAPI, files: dict[str, Any], said: str
) -> None:
    answer = visit(site).post("/receipts/verify", files=files, data={"hash": ""})

    assert answer.status_code == 422
    assert said in told(answer)


def test_a_receipt_cannot_make_the_page_import_or_say_anything(
    site: FastAPI, anna: Actor, world: Business
) -> None:
    receipt = world.service.receipts.receipt_for(done(site, anna))
    hostile: Any = json.loads(receipt.to_json())
    hostile["event"]["topic"] = "antigravity:anything"
    hostile["said"]["what"] = "<script>alert(1)</script>"

    files = {"receipt": ("a.json", json.dumps(hostile).encode())}
    page = visit(site).post("/receipts/verify", files=files).text

    assert "Квитанция неверна" in page
    assert "&lt;script&gt;alert" in page
    assert "<script>alert" not in page


def test_everybody_reads_what_was_signed_and_with_which_keys(
    site: FastAPI, anna: Actor, world: Business
) -> None:
    public = visit(site)
    assert "Пока ничего не подписано" in told(public.get("/receipts/heads"))
    done(site, anna)
    head = world.service.tree_heads.sign()
    assert head
    world.service.tree_audit.run()

    begin = told(public.get("/receipts"))
    listed = told(public.get("/receipts/heads"))
    one = public.get(f"/receipts/heads/{head.head.size}")
    keys = public.get("/receipts/keys")

    assert head.head.root.hex() in begin
    assert "изменений нет" in begin
    assert head.head.root.hex() in listed
    assert one.text == head.note
    assert keys_of(keys.text) == world.service.signer.keys().keys
    assert public.get("/receipts/heads/999").status_code == 404


def test_a_check_that_found_something_is_told_to_everybody(
    site: FastAPI, anna: Actor, world: Business
) -> None:
    done(site, anna)
    with world.service.database.connection() as sql:
        sql.execute("DELETE FROM log_events WHERE notification_id = 1")
    world.service.tree_audit.run()

    assert "нашла изменения" in told(visit(site).get("/receipts"))
