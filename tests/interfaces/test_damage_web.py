"""Pages and API of claims of damage and of the key rate."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from domain.damage import BodyAnswer
from domain.kernel import Actor
from interfaces.gateways.database import Database
from tests.appealing import Appealing
from tests.business import OTHER_INN, PDF, Business, business, own
from tests.claiming import STORY, WHAT, Claiming
from tests.conftest import StoppedClock
from tests.helping import Helping
from tests.inspecting import Inspecting
from tests.interfaces.visits import (
    faults,
    form,
    if_match,
    problem,
    seen,
    site_of,
    told,
    visit,
)
from tests.law import administrator

pytestmark = pytest.mark.database


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    made = business(database, clock)
    made.require()
    return made


@pytest.fixture
def claiming(world: Business) -> Claiming:
    return Claiming(world)


@pytest.fixture
def site(world: Business) -> FastAPI:
    return site_of(world)


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client(facts={"object:lift": True})


@pytest.fixture
def pavel(world: Business) -> Actor:
    return world.supervisor()


@pytest.fixture
def nina(claiming: Claiming, pavel: Actor) -> Actor:
    return claiming.head(pavel)


@pytest.fixture
def inspection(world: Business, clock: StoppedClock, pavel: Actor, anna: Actor) -> UUID:
    return Inspecting(world, clock).started(pavel, anna)


def plain(page: Response) -> str:
    return told(page).replace("\xa0", " ").replace("\u202f", " ")


def send(visitor: TestClient, path: str, **fields: Any) -> Response:
    """Fill in the form of a page and send it."""
    version = re.findall(r'name="version" value="(\d+)"', visitor.get(path).text)
    return visitor.post(path, data=form(version=version[0], **fields))


def test_a_business_writes_checks_and_sends_a_claim(
    site: FastAPI, claiming: Claiming, world: Business, anna: Actor, inspection: UUID
) -> None:
    Helping(world).spend(inspection, anna, note="Ждали инспектора")
    client = visit(site, anna)

    begun = client.post(
        "/damages/new", data=form(about=f"/inspections/{inspection}", learned_on="")
    )
    at = begun.headers["location"]
    assert "Пока нет ни одной строки" in told(client.get(at))
    send(client, f"{at}/story", story=STORY)
    send(client, f"{at}/days", days=[claiming.service.clock.today().isoformat()])
    send(
        client,
        f"{at}/lines/new",
        kind="actual",
        kopecks="1 234,50",
        what=WHAT,
        act="keep",
    )
    check = client.get(f"{at}/check")
    letter = client.get(f"{at}/letter")
    sent = client.post(f"{at}/send", data=form(version=4))

    assert "2 734,50" in plain(check)
    assert "Без документов их трудно доказать" in told(check)
    assert letter.content.startswith(b"%PDF")
    assert sent.headers["location"] == f"{at}?sent=1"
    assert "Требование подписано и отправлено" in told(client.get(f"{at}?sent=1"))


def test_interest_is_counted_before_it_is_kept(
    site: FastAPI, claiming: Claiming, anna: Actor, inspection: UUID
) -> None:
    id, client = claiming.begun(anna, inspection), visit(site, anna)
    path = f"/damages/{id}/lines/new"
    asked = {
        "kind": "interest",
        "principal": "100000",
        "since": "2024-07-20",
        "until": "2024-08-07",
        "what": "Удержанный штраф",
    }

    counted = client.post(path, data=form(version=1, act="count", **asked))
    claiming_before = claiming.card(id).lines
    kept = client.post(path, data=form(version=1, act="keep", **asked))

    assert "885,24" in plain(counted)
    assert claiming_before == ()
    assert kept.status_code == 303
    assert claiming.card(id).kopecks == 885_24


def test_a_document_is_attached_shown_and_taken_away(
    site: FastAPI, claiming: Claiming, anna: Actor, inspection: UUID
) -> None:
    id, client = claiming.begun(anna, inspection), visit(site, anna)
    path = f"/damages/{id}/lines/new"
    line = {"kind": "actual", "kopecks": "100", "what": WHAT}

    attached = client.post(
        path,
        data=form(version=1, act="attach", **line),
        files={"file": ("чек.pdf", PDF)},
    )
    file = attached.text.partition('name="kept" value="')[2].partition('"')[0]
    gone = client.post(path, data=form(kept=file, act=f"remove {file}", **line))
    client.post(path, data=form(version=1, kept=file, act="keep", **line))
    kept_line = f"/damages/{id}/lines/1"
    more = client.post(
        kept_line,
        data=form(version=2, kept=file, act="attach", **line),
        files={"file": ("счёт.pdf", PDF + b"2")},
    )

    assert faults(more) == []
    assert client.get(kept_line).text.count('name="kept"') == 2
    assert 'name="kept"' not in gone.text
    assert client.get(f"/damages/{id}/files/{file}").content == PDF
    assert f"/damages/{id}/files/{file}" in client.get(f"/damages/{id}").text


def test_what_cannot_be_read_is_said_at_its_field(
    site: FastAPI, claiming: Claiming, anna: Actor, inspection: UUID
) -> None:
    id, client = claiming.begun(anna, inspection), visit(site, anna)
    path, line = f"/damages/{id}/lines/new", {"version": 1, "act": "keep"}
    grown = {"kind": "interest", "principal": "100", "what": WHAT}

    answers = [
        client.post(path, data=form(kopecks="сто", what=WHAT, **line)),
        client.post(path, data=form(kopecks="0", what=WHAT, **line)),
        client.post(path, data=form(kopecks="1", what="", **line)),
        client.post(path, data=form(since="x", until="2024-01-01", **grown, **line)),
        client.post(
            path, data=form(since="2024-01-02", until="2024-01-01", **grown, **line)
        ),
        client.post(f"/damages/{id}/story", data=form(version=1, story=" ")),
        client.post(f"/damages/{id}/days", data=form(version=1)),
    ]

    assert {one.status_code for one in answers} == {422}
    assert [[to for to, _ in faults(one)] for one in answers] == [
        ["kopecks"],
        ["kopecks"],
        ["what"],
        ["since"],
        ["until"],
        ["story"],
        ["days"],
    ]


def test_the_head_opens_and_answers_and_both_sides_agree(
    site: FastAPI, claiming: Claiming, anna: Actor, nina: Actor, inspection: UUID
) -> None:
    at = f"/damages/{claiming.sent(anna, inspection)}"
    client, body = visit(site, anna), visit(site, nina)

    closed = told(body.get(at))
    assert STORY not in closed
    assert body.get(f"{at}/answer").headers["location"] == at
    body.post(f"{at}/open", data=form())
    assert STORY in told(body.get(at))
    send(body, f"{at}/answer", answer="refused", words="Решение законно")
    assert "Решение законно" not in told(client.get(at))
    client.post(f"{at}/open", data=form())
    assert "Решение законно" in told(client.get(at))
    send(client, f"{at}/offer", kopecks="40 000", words="Готовы уступить", pay_by="")
    body.post(f"{at}/open", data=form())
    offered = body.get(f"{at}/accept")
    send(body, f"{at}/accept", words="")
    client.post(f"{at}/open", data=form())
    paid = send(
        client,
        f"{at}/payment",
        kopecks="40000",
        paid_on=claiming.service.clock.today().isoformat(),
    )

    assert "40 000" in plain(offered)
    assert paid.status_code == 303
    assert "Выплачено" in told(client.get(at))


def test_a_claim_that_was_sent_names_its_documents_to_both_sides(
    site: FastAPI, claiming: Claiming, anna: Actor, nina: Actor, inspection: UUID
) -> None:
    at = f"/damages/{claiming.sent(anna, inspection)}"
    client, body = visit(site, anna), visit(site, nina)
    link = re.compile(r'href="(/exchange/files/[^"]+)">накладная.pdf<')

    closed = body.get(at).text
    body.post(f"{at}/open", data=form())
    shown = [link.findall(one.get(at).text) for one in (client, body)]

    assert not link.search(closed)
    assert [len(one) for one in shown] == [1, 1]
    assert client.get(shown[0][0]).content == PDF
    assert "Отправлено органу" in told(client.get(at))


def test_an_answer_that_was_not_chosen_is_asked_for_without_codes(
    site: FastAPI, claiming: Claiming, anna: Actor, nina: Actor, inspection: UUID
) -> None:
    at, body = f"/damages/{claiming.sent(anna, inspection)}", visit(site, nina)
    body.post(f"{at}/open", data=form())

    silent = send(body, f"{at}/answer", words="Потому что")

    assert faults(silent) == [("answer", "Выберите ответ")]


def test_a_late_payment_shows_the_interest_that_grew(
    site: FastAPI,
    claiming: Claiming,
    clock: StoppedClock,
    anna: Actor,
    nina: Actor,
    inspection: UUID,
) -> None:
    id = claiming.sent(anna, inspection)
    claiming.answer(id, nina, BodyAnswer.ACCEPTED, pay_by=clock.today())
    in_time = visit(site, anna).get(f"/damages/{id}")

    clock.pass_by(timedelta(days=10))

    page = plain(visit(site, anna).get(f"/damages/{id}"))
    assert "Проценты по сегодняшний день" not in told(in_time)
    # 50 000 × 10 × 16 % / 365
    assert "219,18" in page
    assert "последняя известная" in page


def test_what_is_not_possible_now_is_said(
    site: FastAPI, claiming: Claiming, anna: Actor, nina: Actor, inspection: UUID
) -> None:
    id = claiming.sent(anna, inspection)
    client, body, api = visit(site, anna), visit(site, nina), f"/api/damages/{id}"
    card = client.get(api)

    answers = [
        client.post(f"{api}/accept", json={}, headers=if_match(card.json()["version"])),
        client.post(
            f"{api}/payments",
            json={"kopecks": 1, "paid_on": "2026-01-01"},
            headers=if_match(card.json()["version"]),
        ),
        client.post(f"{api}/withdraw", json={"words": "Так"}, headers=if_match(1)),
    ]

    assert [problem(one)[:2] for one in answers] == [
        (409, "damage-no-offer-to-accept"),
        (409, "damage-claim-not-now"),
        (412, "stale"),
    ]
    assert client.get(f"/damages/{id}/payment").status_code == 409
    assert client.get(f"/damages/{id}/story").status_code == 404
    assert body.get(f"/damages/{id}/withdraw").status_code == 404


def test_a_program_writes_and_sends_a_claim(
    site: FastAPI, anna: Actor, inspection: UUID
) -> None:
    client = visit(site, anna)

    begun = client.post("/api/damages", json={"inspection": str(inspection)})
    at = begun.headers["location"]
    file = client.post(f"{at}/file", files={"file": ("чек.pdf", PDF)}).json()["id"]
    line = {"kind": "legal", "kopecks": 10000, "what": "Юрист", "files": [file]}
    seen(client, client.put(f"{at}/story", json={"story": STORY}, headers=if_match(1)))
    seen(client, client.post(f"{at}/lines", json=line, headers=if_match(2)))
    more = line | {"kopecks": 20000}
    seen(client, client.put(f"{at}/lines/1", json=more, headers=if_match(3)))
    sent = seen(client, client.post(f"{at}/send", headers=if_match(4)))

    card = client.get(at)
    assert begun.status_code == 201
    assert sent.json()["changed"][0]["version"] == 5
    assert (card.json()["kopecks"], card.headers["etag"]) == (20000, '"5"')
    assert [one["id"] for one in client.get("/api/damages").json()["claims"]] == [
        begun.json()["changed"][0]["id"]
    ]


def test_nobody_else_finds_a_claim(
    site: FastAPI,
    claiming: Claiming,
    world: Business,
    anna: Actor,
    pavel: Actor,
    nina: Actor,
    inspection: UUID,
) -> None:
    draft = claiming.written(anna, inspection)
    maria = world.client("maria", OTHER_INN)
    strangers = [visit(site, one) for one in (maria, pavel, nina)]

    assert {one.get(f"/damages/{draft}").status_code for one in strangers} == {404}
    assert {one.get(f"/api/damages/{draft}").status_code for one in strangers} == {404}
    assert own(anna) != own(maria)


def test_everybody_reads_the_key_rate_and_reckons_interest(site: FastAPI) -> None:
    public = visit(site)

    page = public.get(
        "/key-rates",
        params={
            "principal": "100 000",
            "since": "2024-07-20",
            "until": "2024-08-07",
        },
    )
    wrong = public.get("/key-rates", params={"principal": "x"})
    on = {"principal": 100_000_00, "since": "2024-07-20", "until": "2024-08-07"}
    said = public.post("/api/key-rates/interest", json=on).json()

    assert "885,24" in plain(page)
    assert [to for to, _ in faults(wrong)] == ["principal"]
    assert (said["kopecks"], said["is_supposed"]) == (885_24, False)
    assert public.get("/api/key-rates").json()["known_until"] == "2026-02-15"


def test_an_administrator_enters_a_rate(site: FastAPI, world: Business) -> None:
    admin = visit(site, administrator(world))
    rate = {
        "since": "2026-03-02",
        "percent": "14,5",
        "until": "2026-11-21",
        "source": "Банк России",
        "certainty": "certain",
        "reason": "Решение",
    }

    wrong = admin.post("/key-rates/enter", data=form(**rate | {"percent": "много"}))
    right = admin.post("/key-rates/enter", data=form(**rate))
    again = admin.post("/key-rates/enter", data=form(**rate))

    assert [to for to, _ in faults(wrong)] == ["percent"]
    assert right.status_code == 303
    assert again.status_code == 409
    assert "14,5" in told(visit(site).get("/key-rates"))
    assert world.service.damage.rates.current().known_until.month == 11


def test_an_officer_for_appeals_reads_a_claim_and_leaves_it_to_the_head(
    site: FastAPI,
    claiming: Claiming,
    world: Business,
    clock: StoppedClock,
    anna: Actor,
    pavel: Actor,
    inspection: UUID,
) -> None:
    galina = Appealing(world, clock).colleague(pavel, "galina")
    at = f"/damages/{claiming.sent(anna, inspection)}"
    officer = visit(site, galina)

    officer.post(f"{at}/open", data=form())
    page = officer.get(at)

    assert STORY in told(page)
    assert "/inspections/" not in page.text.partition("<main")[2]
    assert f"{at}/answer" not in page.text
    assert officer.get(f"{at}/answer").status_code == 404
    assert officer.get(f"{at}/offer").status_code == 404
