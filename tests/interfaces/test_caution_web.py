"""Pages and API of cautions: issue, open, object, answer, change, withdraw."""

from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from domain.kernel import Actor
from interfaces.gateways.database import Database
from tests.algorithm import ALGORITHM, draft
from tests.business import INN, LIFT_CODE, PDF, SCHOOLS, Business, business
from tests.cautioning import CONDUCT, PROPOSAL, TOLD
from tests.conftest import StoppedClock
from tests.interfaces.visits import if_match, problem, seen, site_of, visit

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("anna")]

SECOND = "REQ-LIFT-002"
DEMAND = "Представить копию журнала"


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    found = business(database, clock)
    found.require(title="Лифт осмотрен")
    found.require(SECOND, title="У лифта есть паспорт")
    draft(found)
    return found


@pytest.fixture
def site(world: Business) -> FastAPI:
    return site_of(world)


@pytest.fixture
def officer(world: Business, site: FastAPI) -> TestClient:
    return visit(site, world.supervisor())


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client()


@pytest.fixture
def client(site: FastAPI, anna: Actor) -> TestClient:
    return visit(site, anna)


def filled(world: Business, **differently: Any) -> dict[str, Any]:
    return {
        "inn": INN,
        "source": "media",
        "received": world.service.clock.today().isoformat(),
        "told": TOLD,
        "found_in": "",
        "requirement-1": LIFT_CODE.lower(),
        "algorithm-1": "",
        "conduct-1": CONDUCT,
        "proposal-1": PROPOSAL,
    } | differently


def asked(world: Business, **differently: Any) -> dict[str, Any]:
    """The same for a program."""
    point = {
        "requirement": LIFT_CODE,
        "algorithm": ALGORITHM,
        "conduct": CONDUCT,
        "proposal": PROPOSAL,
    }
    return {
        "inn": INN,
        "source": "media",
        "received": world.service.clock.today().isoformat(),
        "told": TOLD,
        "points": [point | differently],
    }


def issued(officer: TestClient, world: Business, **differently: Any) -> str:
    """Path of the page of a caution that was just issued and has arrived."""
    form = filled(world, **{"algorithm-1": ALGORITHM}, **differently)
    answer = officer.post("/cautions/new", data=form)
    assert answer.status_code == 303, answer.text
    world.react()
    return str(answer.headers["location"]).partition("?")[0]


def opened(visitor: TestClient, path: str) -> str:
    """The page, when what came with it has been opened."""
    visitor.post(f"{path}/open")
    return visitor.get(path).text


def act(visitor: TestClient, path: str, to: str, **fields: Any) -> Response:
    """Do what a button does, on the version that is shown."""
    page = visitor.get(path).text
    version = page.partition('name="version" value="')[2].partition('"')[0]
    return visitor.post(f"{path}/{to}", data={"version": version or "0"} | fields)


def test_an_officer_reads_the_caution_before_it_is_sent(
    officer: TestClient, world: Business
) -> None:
    page = officer.post("/cautions/check", data=filled(world)).text

    assert "Проверьте перед отправкой" in page
    assert "Исправный лифт" in page
    assert f'name="algorithm-1" value="{ALGORITHM}"' in page
    assert officer.get("/api/cautions").json()["cautions"] == []


def test_what_may_not_be_demanded_is_shown_at_its_field(
    officer: TestClient, world: Business
) -> None:
    form = filled(world, **{"proposal-1": DEMAND})
    answer = officer.post("/cautions/check", data=form)

    assert answer.status_code == 409
    assert 'href="#proposal-1"' in answer.text
    assert f"«{DEMAND}»" in answer.text
    assert CONDUCT in answer.text


def test_every_point_tells_what_is_wrong_with_it(
    officer: TestClient, world: Business
) -> None:
    second = {
        "requirement-2": "REQ-NONE-001",
        "algorithm-2": "",
        "conduct-2": CONDUCT,
        "proposal-2": PROPOSAL,
    }
    strange = officer.post("/cautions/check", data=filled(world) | second)
    empty = officer.post("/cautions/check", data=filled(world, **{"conduct-1": ""}))
    nothing = officer.post("/cautions/check", data={"inn": INN})
    wrong = filled(world, **{"algorithm-1": "ALG-NONE"})
    other = officer.post("/cautions/check", data=wrong)

    assert (strange.status_code, 'href="#requirement-2"' in strange.text) == (422, True)
    assert (empty.status_code, 'href="#conduct-1"' in empty.text) == (422, True)
    assert (nothing.status_code, 'href="#received"' in nothing.text) == (422, True)
    assert (other.status_code, 'href="#algorithm-1"' in other.text) == (409, True)
    assert ALGORITHM in other.text


def test_another_point_can_be_added_without_losing_what_was_typed(
    officer: TestClient, world: Business
) -> None:
    page = officer.post("/cautions/check", data=filled(world) | {"act": "add"}).text

    assert 'name="requirement-2"' in page
    assert CONDUCT in page


def test_a_business_opens_the_caution_on_the_record_and_then_reads_it(
    officer: TestClient, client: TestClient, world: Business
) -> None:
    path = issued(officer, world)
    closed = client.get(path).text
    listed = client.get("/cautions").text
    page = opened(client, path)

    assert "Лифт осмотрен" in closed
    assert CONDUCT not in closed
    assert TOLD not in closed
    assert "не проверка и не наказание" in listed
    assert CONDUCT in page
    assert TOLD in page
    assert f'href="/algorithms/{ALGORITHM}"' in page
    assert "возразить в любое время" in page


def test_a_caution_is_objected_to_with_a_file_and_withdrawn(
    officer: TestClient, client: TestClient, world: Business
) -> None:
    path = issued(officer, world)
    opened(client, path)
    silent = act(client, path, "object", act="send", reason=" ")
    attached = client.post(
        f"{path}/object",
        data={"act": "attach", "reason": "Лифта нет", "version": "0"},
        files={"file": ("план.pdf", PDF)},
    ).text
    file = attached.partition('name="kept" value="')[2].partition('"')[0]
    sent = act(client, path, "object", act="send", reason="Лифта нет", kept=file)
    world.react()
    unread = officer.get(path).text
    page = opened(officer, path)
    withdrawn = act(officer, path, "withdraw", reason="Не тот дом")
    world.react()

    assert silent.status_code == 422
    assert "план.pdf" in attached
    assert "Лифта нет" in attached
    assert sent.status_code == 303, sent.text
    assert "Лифта нет" not in unread
    assert "Лифта нет" in page
    assert "Ответить на возражение" in page
    assert withdrawn.status_code == 303
    assert "Не тот дом" in opened(client, path)
    again = client.get(path).text
    assert 'action="/cautions' not in again


def test_an_objection_is_answered_with_reasons(
    officer: TestClient, client: TestClient, world: Business
) -> None:
    path = issued(officer, world)
    opened(client, path)
    act(client, path, "object", act="send", reason="Лифта нет")
    world.react()
    opened(officer, path)
    silent = act(officer, path, "keep", reason="")
    kept = act(officer, path, "keep", reason="Лифт на фото")
    world.react()

    assert (silent.status_code, 'href="#reason"' in silent.text) == (422, True)
    assert kept.status_code == 303
    assert "Лифт на фото" not in client.get(path).text
    assert "Лифт на фото" in opened(client, path)


def test_a_caution_is_changed_point_by_point(
    officer: TestClient, client: TestClient, world: Business
) -> None:
    second = {
        "requirement-2": SECOND,
        "algorithm-2": "",
        "conduct-2": "Паспорт не ведут",
        "proposal-2": "Вести паспорт лифта",
    }
    path = issued(officer, world, **second)
    form = officer.get(f"{path}/change").text
    version = form.partition('name="version" value="')[2].partition('"')[0]
    same = {
        "version": version,
        "conduct-1": CONDUCT,
        "proposal-1": PROPOSAL,
        "conduct-2": second["conduct-2"],
        "proposal-2": second["proposal-2"],
        "reason": "Уточнили",
    }
    nothing = officer.post(f"{path}/change", data=same)
    demand = officer.post(f"{path}/change", data=same | {"proposal-1": DEMAND})
    said = {"drop-2": "1", "proposal-1": "Осматривать каждую смену"}
    changed = officer.post(f"{path}/change", data=same | said)
    world.react()
    page = opened(client, path)

    assert nothing.status_code == 422
    assert (demand.status_code, 'href="#proposal-1"' in demand.text) == (409, True)
    assert changed.status_code == 303
    assert "Осматривать каждую смену" in page
    assert "Снято органом" in page


def test_a_business_says_what_it_did_and_the_caution_closes(
    officer: TestClient, client: TestClient, world: Business
) -> None:
    path = issued(officer, world)
    opened(client, path)
    nothing = act(client, path, "measures", **{"measure-1": " "})
    told = act(client, path, "measures", **{"measure-1": "Завели журнал"})

    assert nothing.status_code == 422
    assert told.status_code == 303
    assert "Завели журнал" in officer.get(path).text
    assert "Завели журнал" in client.get(path).text
    assert act(officer, path, "close").status_code == 409


def test_an_officer_finds_what_waits_for_an_answer(
    officer: TestClient, client: TestClient, world: Business
) -> None:
    path = issued(officer, world)
    other = issued(officer, world)
    opened(client, path)
    act(client, path, "object", act="send", reason="Лифта нет")
    page = officer.get("/cautions?standing=objected").text
    none = officer.get(f"/cautions?requirement={SECOND}").text

    assert path in page
    assert other not in page
    assert path not in none


def test_a_program_checks_issues_and_answers(
    officer: TestClient, client: TestClient, world: Business
) -> None:
    checked = officer.post("/api/cautions/check", json=asked(world))
    made = seen(officer, officer.post("/api/cautions", json=asked(world)))
    path = made.headers["location"]
    unread = client.get(path)
    old = client.post(f"{path}/object", json={"reason": "Нет"}, headers=if_match(1))
    version = unread.json()["version"]
    sent = client.post(
        f"{path}/object", json={"reason": "Нет"}, headers=if_match(version)
    )
    seen(client, sent)
    answer = {"reason": "Не тот дом"}
    taken = officer.post(f"{path}/withdraw", json=answer, headers=if_match(version + 1))
    seen(officer, taken)
    told = officer.get(path).json()

    assert checked.json()["about"][0]["algorithms"] == {ALGORITHM: "Исправный лифт"}
    assert made.status_code == 201
    assert unread.json()["listed"][0]["conduct"] is None
    assert problem(old)[:2] == (412, "stale")
    assert sent.status_code == 200
    assert told["status"] == "withdrawn"
    assert told["objections"][0]["answer"] == "withdrawn"
    listed = officer.get("/api/cautions?standing=over").json()
    assert [one["id"] for one in listed["cautions"]] == [told["id"]]


def test_a_program_is_told_what_a_caution_demands(
    officer: TestClient, world: Business
) -> None:
    answer = officer.post("/api/cautions", json=asked(world, proposal=DEMAND))

    assert problem(answer)[:2] == (409, "caution-demands-documents")
    assert answer.json()["found"] == [{"number": 1, "words": DEMAND}]
    assert "248-ФЗ" in answer.json()["source"]


def test_a_strangers_caution_is_not_there(
    officer: TestClient, world: Business, site: FastAPI
) -> None:
    path = issued(officer, world)
    stranger = visit(site, world.supervisor(SCHOOLS, "boris"))

    assert stranger.get(path).status_code == 404
    assert stranger.get(f"/api{path}").status_code == 404
    assert stranger.post(f"{path}/open").status_code == 404
