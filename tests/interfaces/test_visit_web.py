"""Pages and API of preventive visits: ask, offer, announce, choose, move, conclude."""

from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from domain.kernel import Actor
from domain.visit import VisitKind
from interfaces.gateways.database import Database
from tests.business import INN, LIFT_CODE, Business, business, own
from tests.conftest import StoppedClock
from tests.interfaces.visits import hidden, if_match, problem, seen, site_of, visit
from tests.visiting import ABOUT, ADVICE, SLOTS, UNTIL, Visiting

pytestmark = pytest.mark.database

FORM = {
    "kind": "offered",
    "inn": INN,
    "told": ABOUT,
    "requirements": LIFT_CODE,
    "day-1": "2026-12-04",
    "begins-1": "10:00",
    "ends-1": "12:00",
    "way-1": "place",
    "day-2": "",
    "begins-2": "",
    "ends-2": "",
    "way-2": "video",
    "until": "2026-11-30",
}
SAID = {
    "inn": INN,
    "told": ABOUT,
    "slots": [one.model_dump(mode="json") for one in SLOTS],
    "until": UNTIL.isoformat(),
}


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    found = business(database, clock)
    found.require(title="Лифт осмотрен")
    return found


@pytest.fixture
def desk(world: Business) -> Visiting:
    return Visiting(world)


@pytest.fixture
def site(world: Business) -> FastAPI:
    return site_of(world)


@pytest.fixture
def pavel(world: Business) -> Actor:
    return world.supervisor()


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client(facts={"size": "micro"})


@pytest.fixture
def officer(site: FastAPI, pavel: Actor) -> TestClient:
    return visit(site, pavel)


@pytest.fixture
def business_(site: FastAPI, anna: Actor) -> TestClient:
    return visit(site, anna)


def sent(answer: Response) -> str:
    """Path of the page of a visit that was just sent."""
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"]).partition("?")[0]


def act(visitor: TestClient, path: str, does: str, **fields: Any) -> Response:
    """Do what a button does, on the version that is shown."""
    page = visitor.get(path).text
    version = page.partition('name="version" value="')[2].partition('"')[0]
    named = {name.replace("_", "-"): value for name, value in fields.items()}
    data = {"version": version or "0"} | named
    return visitor.post(f"{path}/{does}", data=data)


def test_a_business_sees_until_when_the_body_decides_before_it_asks(
    business_: TestClient, officer: TestClient, pavel: Actor
) -> None:
    form = {"body": str(own(pavel)), "told": ABOUT, "requirements": LIFT_CODE.lower()}
    empty = business_.post("/visits/ask/check", data=form | {"told": " "})
    page = business_.post("/visits/ask/check", data=form)
    path = sent(business_.post("/visits/ask", data=hidden(page)))
    again = business_.post("/visits/ask", data=form)

    assert empty.status_code == 422
    assert 'href="#told"' in empty.text
    assert "4 декабря 2026" in page.text
    assert ABOUT in officer.get(path).text
    assert "Визит" in officer.get("/visits").text
    assert again.status_code == 409
    assert "248-ФЗ" in business_.get("/visits/ask").text


def test_an_officer_sees_what_is_sent_before_it_is_offered(
    officer: TestClient, business_: TestClient
) -> None:
    added = officer.post("/visits/check", data=FORM | {"act": "add"}).text
    page = officer.post("/visits/check", data=FORM)
    path = sent(officer.post("/visits/new", data=hidden(page)))

    assert 'name="day-3"' in added
    assert "4 декабря 2026" in page.text
    assert "10:00" in business_.get(path).text


@pytest.mark.usefixtures("anna")
@pytest.mark.parametrize(
    ("wrong", "status", "field"),
    [
        ({"ends-1": "9:99"}, 422, "slots"),
        ({"ends-1": "09:00"}, 422, "slots"),
        ({"day-1": "2026-11-20"}, 422, "slots"),
        ({"until": "2026-12-05"}, 422, "until"),
        ({"inn": "630000000292"}, 422, "inn"),
        ({"kind": "mandatory", "ground": "risk"}, 422, "control_kind"),
        (
            {"kind": "mandatory", "ground": "risk", "control_kind": "006"},
            409,
            "ground",
        ),
        (
            {"kind": "mandatory", "ground": "order", "day-1": "2026-11-27"},
            409,
            "slots",
        ),
    ],
)
def test_what_breaks_a_rule_is_refused_at_its_field(
    officer: TestClient, wrong: dict[str, str], status: int, field: str
) -> None:
    late = {"until": "2026-11-26"} if "27" in wrong.get("day-1", "") else {}
    answer = officer.post("/visits/check", data=FORM | wrong | late)

    assert answer.status_code == status, answer.text
    assert f'href="#{field}"' in answer.text
    assert ABOUT in answer.text


def test_a_mandatory_visit_says_by_which_rules_and_cannot_be_refused(
    officer: TestClient, business_: TestClient
) -> None:
    form = FORM | {"kind": "mandatory", "ground": "order"}
    check = officer.post("/visits/check", data=form)
    path = sent(officer.post("/visits/new", data=hidden(check)))
    page = business_.get(path).text
    refused = act(business_, path, "refuse")

    assert "LAW-054" in check.text
    assert "Почему он обязателен" in page
    assert f"{path}/refuse" not in page
    assert refused.status_code == 409


def test_a_business_chooses_asks_to_move_and_the_body_agrees(
    desk: Visiting, officer: TestClient, business_: TestClient, pavel: Actor
) -> None:
    path = f"/visits/{desk.offer(pavel)}"
    nothing = act(business_, path, "choose")
    chosen = act(business_, path, "choose", slot="0")
    wishes = {"day-1": "2026-12-08", "begins-1": "11:00", "ends-1": "12:30"}
    silent = business_.post(
        f"{path}/move", data=hidden(business_.get(path)) | {"reason": " "} | wishes
    )
    version = desk.card(UUID(path.rpartition("/")[2])).version
    asked = business_.post(
        f"{path}/move",
        data={"version": version, "reason": "Ревизия", "way-1": "video"} | wishes,
    )
    waiting = officer.get(path).text
    agreed = act(officer, path, "agree", slot="0")
    page = business_.get(path).text

    assert (nothing.status_code, chosen.status_code) == (422, 303)
    assert silent.status_code == 422
    assert asked.status_code == 303, asked.text
    assert "Ревизия" in waiting
    assert agreed.status_code == 303
    assert "8 декабря 2026" in page
    assert "11:00" in page


def test_a_body_declines_offers_other_times_and_calls_off(
    desk: Visiting,
    officer: TestClient,
    business_: TestClient,
    anna: Actor,
    pavel: Actor,
) -> None:
    declined = f"/visits/{desk.ask(anna, pavel)}"
    silent = act(officer, declined, "decline", reason=" ")
    act(officer, declined, "decline", reason="Не наш надзор")
    path = f"/visits/{desk.ask(anna, pavel)}"
    offered = officer.post(
        f"{path}/offer", data=FORM | {"version": desk.card(UUID(path[8:])).version}
    )
    act(business_, path, "choose", slot="0")
    desk.ask_move(UUID(path[8:]), anna)
    left = act(officer, path, "leave", reason="Других дней нет")
    off = act(officer, path, "call-off", reason="Инспектор болен")
    page = business_.get(path).text

    assert silent.status_code == 422
    assert "Не наш надзор" in business_.get(declined).text
    assert [one.status_code for one in (offered, left, off)] == [303] * 3
    assert "Других дней нет" in page
    assert "Инспектор болен" in page


def test_an_old_page_changes_nothing(
    desk: Visiting, business_: TestClient, pavel: Actor
) -> None:
    path = f"/visits/{desk.offer(pavel)}"
    answer = business_.post(f"{path}/choose", data={"version": "1", "slot": "0"})

    assert answer.status_code == 412


def test_a_visit_is_held_concluded_and_opened_on_the_record(
    desk: Visiting,
    site: FastAPI,
    anna: Actor,
    pavel: Actor,
    clock: StoppedClock,
) -> None:
    id = desk.announce(pavel, requirements=(LIFT_CODE,))
    path = f"/visits/{id}"
    desk.choose(id, anna)
    clock.set(SLOTS[0].starts)
    officer, business_ = visit(site, pavel), visit(site, anna)
    began = act(officer, path, "start", way="place")
    ended = act(officer, path, "end")
    form = officer.get(f"{path}/outcome").text
    point = {
        "demand-1": LIFT_CODE,
        "found-1": "Не осмотрен",
        "remedy-1": "Осмотреть",
        "until-1": "2027-01-20",
        "proof-1": "Журнал",
    }
    advice = {"text-1": ADVICE, "requirement-1": LIFT_CODE, "algorithm-1": ""}
    more = officer.post(f"{path}/outcome/check", data=advice | {"act": "order"}).text
    check = officer.post(f"{path}/outcome/check", data=advice | point)
    concluded = officer.post(f"{path}/outcome", data=hidden(check))
    closed = business_.get(path).text
    api = business_.get(f"/api{path}").json()
    message = closed.partition('action="/exchange/messages/')[2].partition("/")[0]
    business_.post(f"/exchange/messages/{message}/open")
    opened = business_.get(path).text

    assert (began.status_code, ended.status_code) == (303, 303)
    assert f'value="{LIFT_CODE}"' in form
    assert 'name="found-1"' in more
    assert "LAW-054" in check.text
    assert concluded.status_code == 303, concluded.text
    assert ADVICE not in closed
    assert api["outcome"] is None
    assert ADVICE in opened
    assert "20 января 2027" in opened
    assert business_.get(f"/api{path}").json()["outcome"]["advice"][0]["text"] == ADVICE
    assert ADVICE in officer.get(path).text
    assert officer.get(f"{path}/outcome").status_code == 303


def test_a_visit_with_nothing_to_advise_ends_in_thanks(
    desk: Visiting,
    site: FastAPI,
    anna: Actor,
    pavel: Actor,
    clock: StoppedClock,
) -> None:
    id = desk.of_kind(VisitKind.ASKED, anna, pavel)
    desk.hold(id, anna, pavel, clock)
    officer = visit(site, pavel)
    check = officer.post(f"/visits/{id}/outcome/check", data={"text-1": ""})
    wrong = officer.post(
        f"/visits/{id}/outcome/check",
        data={"requirement-1": LIFT_CODE, "text-1": " "},
    )
    officer.post(f"/visits/{id}/outcome", data=hidden(check))

    assert "Спасибо" in check.text
    assert wrong.status_code == 422
    assert 'href="#advice"' in wrong.text
    assert "Спасибо" in officer.get(f"/visits/{id}").text


def test_a_mandatory_visit_that_failed_is_recorded_as_evaded(
    desk: Visiting,
    site: FastAPI,
    officer: TestClient,
    anna: Actor,
    pavel: Actor,
    clock: StoppedClock,
) -> None:
    id = desk.announce(pavel)
    desk.choose(id, anna)
    early = act(officer, f"/visits/{id}", "evade", reason="Дверь закрыта")
    clock.set(SLOTS[1].ends)
    late = act(visit(site, pavel), f"/visits/{id}", "evade", reason="Дверь закрыта")
    page = visit(site, anna).get(f"/visits/{id}").text

    assert (early.status_code, late.status_code) == (409, 303)
    assert "Дверь закрыта" in page
    assert "7 марта 2027" in page


def test_a_program_asks_offers_chooses_and_is_told_what_is_wrong(
    officer: TestClient, business_: TestClient, pavel: Actor
) -> None:
    wish = {"body": str(own(pavel)), "told": ABOUT}
    asked = seen(business_, business_.post("/api/visits", json=wish))
    offered = seen(officer, officer.post("/api/visits/offered", json=SAID))
    low = officer.post(
        "/api/visits/mandatory",
        json=SAID | {"ground": "risk", "control_kind": "006"},
    )
    path = offered.headers["location"]
    card = business_.get(path)
    choice = {"slot": card.json()["slots"][0]}
    stale = business_.post(f"{path}/choose", json=choice, headers=if_match(1))
    chosen = business_.post(
        f"{path}/choose", json=choice, headers=if_match(card.json()["version"])
    )

    assert (asked.status_code, offered.status_code) == (201, 201)
    assert problem(low)[:2] == (409, "visit-not-by-risk")
    assert "248-ФЗ" in low.json()["source"]
    assert problem(stale)[:2] == (412, "stale")
    seen(business_, chosen)
    assert officer.get(path).json()["slot"]["starts"] == choice["slot"]["starts"]
    open_ = officer.get("/api/visits", params={"open": True}).json()["visits"]
    assert [one["kind"] for one in open_] == ["offered", "asked"]
