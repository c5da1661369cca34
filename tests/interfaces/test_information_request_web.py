"""Pages and API of requests for information: ask, answer, ask for more time."""

from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from domain.kernel import Actor
from interfaces.gateways.database import Database
from tests.business import INN, LIFT_CODE, PDF, Business, business
from tests.conftest import StoppedClock
from tests.interfaces.visits import if_match, problem, seen, site_of, visit
from tests.requesting import PURPOSE, WHAT

pytestmark = pytest.mark.database

FORM = {
    "inn": INN,
    "ground": "good_faith",
    "purpose": PURPOSE,
    "days": "",
    "kind-1": "archive",
    "what-1": WHAT,
    "requirement-1": LIFT_CODE,
    "fact-1": "",
}
ASKED = {
    "inn": INN,
    "ground": "good_faith",
    "purpose": PURPOSE,
    "items": [{"kind": "archive", "what": WHAT}],
}


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    found = business(database, clock)
    found.require(title="Лифт осмотрен")
    return found


@pytest.fixture
def site(world: Business) -> FastAPI:
    return site_of(world)


@pytest.fixture
def officer(world: Business, site: FastAPI) -> TestClient:
    return visit(site, world.supervisor())


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client(facts={"size": "micro"})


@pytest.fixture
def business_(site: FastAPI, anna: Actor) -> TestClient:
    return visit(site, anna)


def sent(officer: TestClient, **differently: Any) -> str:
    """Path of the page of a request that was just sent."""
    answer = officer.post("/information-requests/new", data=FORM | differently)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"]).partition("?")[0]


def act(visitor: TestClient, path: str, **fields: Any) -> Response:
    """Do what a button does, on the version that is shown."""
    page = visitor.get(path).text
    version = page.partition('name="version" value="')[2].partition('"')[0]
    data = {"version": version or "0"} | fields
    return visitor.post(f"{path}/{data.pop('_to')}", data=data)


@pytest.mark.usefixtures("anna")
def test_an_officer_sees_the_reckoning_before_anything_is_sent(
    officer: TestClient,
) -> None:
    page = officer.post("/information-requests/check", data=FORM).text

    assert "Проверьте перед отправкой" in page
    assert "Микропредприятие" in page
    assert "Отправить запрос" in page
    assert officer.get("/api/information-requests").json()["requests"] == []


def test_what_the_state_has_is_named_and_cannot_be_sent(
    officer: TestClient, business_: TestClient
) -> None:
    path = sent(officer)
    business_.post(f"{path}/answer", data={"text-1": "Вот он", "act": "send"})
    check = officer.post("/information-requests/check", data=FORM).text
    forced = officer.post("/information-requests/new", data=FORM)

    assert f'href="{path}"' in check
    assert "Отправить запрос" not in check
    assert forced.status_code == 409
    assert "У государства это уже есть" in forced.text


@pytest.mark.usefixtures("anna")
def test_less_time_than_was_reckoned_is_refused_at_the_field(
    officer: TestClient,
) -> None:
    answer = officer.post("/information-requests/check", data=FORM | {"days": "1"})

    assert answer.status_code == 409
    assert 'href="#days"' in answer.text
    assert WHAT in answer.text


@pytest.mark.usefixtures("anna")
def test_another_item_can_be_added_without_losing_what_was_typed(
    officer: TestClient,
) -> None:
    page = officer.post("/information-requests/check", data=FORM | {"act": "add"}).text

    assert 'name="what-2"' in page
    assert WHAT in page


def test_a_business_answers_in_words_and_with_files(
    officer: TestClient, business_: TestClient
) -> None:
    path = sent(officer)
    attached = business_.post(
        f"{path}/answer",
        data={"text-1": "", "act": "attach"},
        files={"file-1": ("договор.pdf", PDF)},
    ).text
    file = attached.partition('name="kept-1" value="')[2].partition('"')[0]
    answer = business_.post(
        f"{path}/answer", data={"text-1": "Вот", "kept-1": file, "act": "send"}
    )
    closed = officer.get(path).text
    message = closed.partition('action="/exchange/messages/')[2].partition("/")[0]
    officer.post(f"/exchange/messages/{message}/open")
    page = officer.get(path).text

    assert "договор.pdf" in attached
    assert answer.status_code == 303
    assert f"/exchange/files/{file}" not in closed
    assert f"/exchange/files/{file}" in page
    assert "Вот" in page
    assert officer.get(f"/exchange/files/{file}").content == PDF


def test_a_file_that_was_attached_can_be_taken_away(
    officer: TestClient, business_: TestClient
) -> None:
    path = sent(officer)
    attached = business_.post(
        f"{path}/answer",
        data={"act": "attach"},
        files={"file-1": ("договор.pdf", PDF)},
    ).text
    file = attached.partition('name="kept-1" value="')[2].partition('"')[0]
    without = business_.post(
        f"{path}/answer", data={"kept-1": file, "act": f"remove {file}"}
    ).text
    missing = business_.post(f"{path}/answer", data={"act": "send"})

    assert "договор.pdf" not in without
    assert missing.status_code == 422
    assert "Ответьте на всё, что запросили" in missing.text


def test_more_time_takes_one_button_and_one_decision(
    officer: TestClient, business_: TestClient
) -> None:
    path = sent(officer)
    asked = act(business_, path, _to="more-time")
    waiting = officer.get(path).text
    given = act(officer, path, _to="give-time", days="3")
    again = act(business_, path, _to="more-time", reason="Болеет бухгалтер")
    silent = act(officer, path, _to="decline-time", reason=" ")
    declined = act(officer, path, _to="decline-time", reason="Срок уже продлён")
    page = business_.get(path).text

    assert [one.status_code for one in (asked, given, again, declined)] == [303] * 4
    assert "Бизнес просит больше времени" in waiting
    assert silent.status_code == 422
    assert "Срок уже продлён" in page


def test_a_withdrawn_request_says_so(
    officer: TestClient, business_: TestClient
) -> None:
    path = sent(officer)
    act(officer, path, _to="withdraw", reason="Нашли сами")

    assert "Нашли сами" in business_.get(path).text
    assert act(business_, path, _to="more-time").status_code == 412


def test_a_business_says_when_nobody_can_answer(business_: TestClient) -> None:
    days = {"since": "2026-12-28", "until": "2027-01-15"}
    declared = business_.post("/absences", data=days)
    wrong = business_.post("/absences", data=days | {"until": "2026-12-01"})
    page = business_.get("/absences").text
    business_.post("/absences/1/take-back")

    assert declared.status_code == 303
    assert wrong.status_code == 422
    assert 'href="#until"' in wrong.text
    assert "28 декабря 2026" in page
    assert "Об отсутствии вы не сообщали" in business_.get("/absences").text


def test_everybody_reads_where_the_numbers_come_from(site: FastAPI) -> None:
    page = visit(site).get("/lead-times").text

    assert "Документ из архива" in page
    assert "LAW-084" in page


@pytest.mark.usefixtures("anna")
def test_a_program_asks_what_it_would_take_before_it_asks(officer: TestClient) -> None:
    told = officer.post("/api/information-requests/reckoning", json=ASKED).json()
    made = seen(officer, officer.post("/api/information-requests", json=ASKED))
    card = officer.get(made.headers["location"])

    assert [one["component"] for one in told["time"]["lines"]] == [
        "lead",
        "size",
        "season",
    ]
    assert told["days"] == card.json()["days"] == 7
    assert told["held"] == []
    assert made.status_code == 201
    assert card.headers["ETag"] == made.headers["ETag"]


def test_a_program_answers_asks_for_time_and_is_told_what_is_wrong(
    officer: TestClient, business_: TestClient
) -> None:
    path = sent(officer).replace("/information", "/api/information")
    version = officer.get(path).json()["version"]
    headers = if_match(version)
    stale = business_.post(f"{path}/more-time", json={}, headers=if_match(1))
    asked = seen(
        business_, business_.post(f"{path}/more-time", json={}, headers=headers)
    )
    version += 1
    nothing = business_.post(
        f"{path}/answer", json={"items": {}}, headers=if_match(version)
    )
    given = business_.post(
        f"{path}/answer",
        json={"items": {"1": {"text": "Вот"}}},
        headers=if_match(version),
    )
    seen(business_, given)

    assert problem(stale)[:2] == (412, "stale")
    assert asked.status_code == 200
    assert problem(nothing)[:2] == (422, "information-answers-missing")
    assert given.status_code == 200
    assert officer.get(path).json()["status"] == "answered"
    refused = officer.post(
        "/api/information-requests",
        json=ASKED | {"items": [{"kind": "register_extract", "what": "Выписка"}]},
    )
    assert problem(refused)[:2] == (409, "state-holds-it")
    assert refused.json()["held"][0]["record"] == "register"
    assert "210-ФЗ" in refused.json()["source"]
