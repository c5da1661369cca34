"""Appeals over JSON: the whole way of one, who reads what of it, and figures."""

from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response
from stdnum.ru import inn as inn_number

from domain.appeal import AppealPower
from domain.inspection import Stage
from domain.kernel import Actor, Role
from domain.ombudsman import Case
from interfaces.gateways.database import Database
from tests.appealing import REASON, TOLD, WHOLE, WORDS, Appealing
from tests.business import OTHER_INN, Business, business, own
from tests.conftest import StoppedClock
from tests.helping import Helping
from tests.interfaces.visits import if_match, problem, seen, site_of, told, visit

pytestmark = pytest.mark.database

POINT = {"ground": "not-proven", "words": WORDS}


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    made = business(database, clock)
    made.require()
    return made


@pytest.fixture
def desk(world: Business, clock: StoppedClock) -> Appealing:
    return Appealing(world, clock)


@pytest.fixture
def site(world: Business) -> FastAPI:
    return site_of(world)


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client(facts={"object:lift": True})


@pytest.fixture
def olga(desk: Appealing) -> Actor:
    return desk.officer()


@pytest.fixture
def client(site: FastAPI, anna: Actor) -> TestClient:
    return visit(site, anna)


@pytest.fixture
def officer(site: FastAPI, olga: Actor) -> TestClient:
    return visit(site, olga)


def read(visitor: TestClient, id: object) -> dict[str, Any]:
    """The appeal as somebody reads it."""
    answer = visitor.get(f"/api/appeals/{id}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def act(
    visitor: TestClient, id: object, to: str, command: dict[str, Any] | None = None
) -> Response:
    """Do something to an appeal as it stands."""
    etag = visitor.get(f"/api/appeals/{id}").headers["etag"]
    path = f"/api/appeals/{id}/{to}"
    headers = {"If-Match": etag}
    return visitor.post(path, json=command or {}, headers=headers)


def opened(visitor: TestClient, desk: Appealing, id: object) -> None:
    """Every message of the body is opened."""
    for message in read(visitor, id)["closed"]:
        answer = visitor.post(f"/api/appeals/{id}/messages/{message}/open")
        seen(visitor, answer)
    desk.world.react()


def inn_of(n: int) -> str:
    first = f"63{n:08d}"
    return first + inn_number.calc_personal_check_digits(first)


def open_all(officer: TestClient, id: str) -> None:
    """Open what came to the body."""
    for message in read(officer, id)["closed"]:
        seen(officer, officer.post(f"/api/exchange/messages/{message}/open"))


def test_an_appeal_goes_its_whole_way_over_json(
    desk: Appealing, client: TestClient, officer: TestClient, olga: Actor
) -> None:
    outside = {"told": TOLD, "authority": str(own(olga))}
    begun = seen(client, client.post("/api/appeals", json={"outside": outside}))
    id = begun.headers["location"].removeprefix("/api/appeals/")
    seen(client, act(client, id, "points", POINT))
    seen(client, act(client, id, "points", POINT))
    seen(client, act(client, id, "points/2/drop"))
    seen(client, act(client, id, "parts", {"part": "asks", "words": "Отменить"}))
    learned = {"part": "learned", "learned_on": f"{desk.clock.today()}"}
    seen(client, act(client, id, "parts", learned))
    ready = client.get(f"/api/appeals/{id}/check").json()
    assert (ready["is_late"], ready["authority"]) == (False, str(own(olga)))
    assert officer.get(f"/api/appeals/{id}").status_code == 404
    seen(client, act(client, id, "send"))
    (waiting,) = officer.get("/api/appeals/queue").json()["appeals"]
    assert (waiting["id"], waiting["status"]) == (id, "sent")
    seen(officer, act(officer, id, "assign", {"officer": olga.id}))
    assert problem(act(officer, id, "accept"))[:2] == (409, "appeal-not-read")
    open_all(officer, id)
    seen(officer, act(officer, id, "accept"))
    seen(officer, act(officer, id, "ask-client", {"what": "Пришлите журнал"}))
    seen(client, act(client, id, "information", {"words": "Вот он"}))
    open_all(officer, id)
    until = {"effect": "oblige", "until": "2027-02-01", "words": "Ответить"}
    points = {"1": {"upheld": True, "reason": REASON}}
    decision = {"points": points, "effects": [until], "words": WHOLE}
    seen(officer, act(officer, id, "draft", decision))
    seen(officer, act(officer, id, "decide"))

    closed = read(client, id)["appeal"]
    assert (closed["status"], closed["outcome"], closed["decided"]) == (
        "decided",
        None,
        None,
    )
    opened(client, desk, id)
    appeal = read(client, id)["appeal"]
    assert (appeal["outcome"], appeal["decided"]["words"]) == ("upheld", WHOLE)
    assert appeal["points"][0]["reason"] == REASON
    assert appeal["court"]["term"]["rule"] == "LAW-081"
    assert officer.get("/api/appeals/queue/count").json()["open"] == 0
    (over,) = officer.get("/api/appeals/queue?over=true").json()["appeals"]
    assert over["id"] == id


def test_what_was_not_read_cannot_be_changed(
    desk: Appealing, client: TestClient, anna: Actor, olga: Actor
) -> None:
    id = desk.written(anna, body=olga)
    path = f"/api/appeals/{id}/points"

    assert client.post(path, json=POINT).status_code == 428
    stale = client.post(path, json=POINT, headers=if_match(1))
    assert problem(stale)[0] == 412


def test_an_officer_reads_the_words_when_they_are_opened(
    desk: Appealing, officer: TestClient, anna: Actor, olga: Actor
) -> None:
    id = desk.sent(anna, body=olga)
    found = read(officer, id)
    (message,) = found["closed"]

    assert found["part"] == "deciding"
    assert found["appeal"]["told"] is None
    assert found["appeal"]["points"][0]["words"] is None
    assert found["appeal"]["parts"]["asks"]["words"] is None
    seen(officer, officer.post(f"/api/exchange/messages/{message}/open"))
    found = read(officer, id)
    assert found["closed"] == []
    assert found["appeal"]["points"][0]["words"] == WORDS


def test_an_inspector_reads_only_what_has_to_be_explained(
    world: Business, desk: Appealing, site: FastAPI, anna: Actor, olga: Actor
) -> None:
    inspector = world.supervisor()
    id = desk.accepted(anna, olga)
    desk.add(id, anna)
    visitor = visit(site, inspector)
    before = visitor.get(f"/api/appeals/{id}").status_code
    desk.ask_body(id, olga)
    desk.draft(id, olga)
    (line,) = visitor.get("/api/appeals/to-explain").json()
    found = read(visitor, id)
    appeal = found["appeal"]

    assert (before, line["id"], found["part"]) == (404, str(id), "explaining")
    assert (appeal["parts"], appeal["additions"], appeal["draft"]) == ({}, [], None)
    assert [one["what"] for one in appeal["history"]] == ["sent", "explanation_asked"]
    seen(visitor, act(visitor, id, "explain", {"words": "Уведомили накануне"}))
    assert visitor.get("/api/appeals/to-explain").json() == []
    assert visitor.get("/api/appeals/queue").status_code == 404
    desk.decide(id, olga)
    assert read(visitor, id)["appeal"]["outcome"] is None


def test_nobody_else_finds_an_appeal(
    world: Business, desk: Appealing, site: FastAPI, anna: Actor, olga: Actor
) -> None:
    id = desk.sent(anna, body=olga)
    vera = world.client("vera", inn=OTHER_INN)
    tanya = Helping(world).ombudsman()
    other = desk.officer("oleg", body="Другой орган")
    others = (world.supervisor(), vera, world.person("boris"), tanya, other)

    found = [visit(site, one).get(f"/api/appeals/{id}").status_code for one in others]

    assert found == [404] * 5
    assert visit(site).get(f"/api/appeals/{id}").status_code == 401


def test_a_representative_reads_and_does_what_it_may(
    world: Business, desk: Appealing, site: FastAPI, anna: Actor, olga: Actor
) -> None:
    boris = world.person("boris")
    id = desk.written(anna, body=olga)
    desk.empower(id, anna, boris, AppealPower.PREPARE)
    visitor = visit(site, boris)

    (line,) = visitor.get("/api/appeals").json()["appeals"]
    assert (line["id"], read(visitor, id)["part"]) == (str(id), "representative")
    seen(visitor, act(visitor, id, "points", POINT))
    assert problem(act(visitor, id, "send"))[1] == "appeal-may-not-sign"
    desk.revoke(id, anna, boris)
    assert visitor.get("/api/appeals").json()["appeals"] == []
    assert visitor.get(f"/api/appeals/{id}").status_code == 404


def test_an_ombudsman_who_takes_part_knows_what_the_client_knows(
    world: Business, desk: Appealing, site: FastAPI, anna: Actor, olga: Actor
) -> None:
    helping = Helping(world)
    tanya = helping.ombudsman()
    id = desk.accepted(anna, olga)
    invited = helping.invite_to(Case.of_appeal(id), anna, office=tanya.organisation)
    world.service.ombudsmen.accept(invited, by=tanya)
    desk.draft(id, olga)
    desk.decide(id, olga)
    world.service.runner.drain()
    visitor = visit(site, tanya)
    found = read(visitor, id)

    assert (found["part"], found["appeal"]["points"][0]["words"]) == (
        "ombudsman",
        WORDS,
    )
    assert (found["appeal"]["outcome"], found["appeal"]["draft"]) == (None, None)
    desk.open(id, anna)
    assert read(visitor, id)["appeal"]["outcome"] == "upheld"


def test_a_queue_is_paged_and_its_cursor_is_its_own(
    desk: Appealing, officer: TestClient, anna: Actor, olga: Actor
) -> None:
    ids = [str(desk.sent(anna, body=olga)) for _ in range(3)]
    first = officer.get("/api/appeals/queue?limit=2").json()
    params = {"limit": 2, "after": first["after"]}
    second = officer.get("/api/appeals/queue", params=params).json()

    listed = first["appeals"] + second["appeals"]
    assert [one["id"] for one in listed] == ids
    assert second["after"] is None
    for wrong in ("x", "1"):
        answer = officer.get(f"/api/appeals/queue?after={wrong}")
        assert problem(answer)[1] == "bad-cursor"
    assert problem(officer.get("/api/appeals/queue?over=true&after=1.1"))[0] == 422


def test_a_client_pages_through_its_own(
    desk: Appealing, client: TestClient, anna: Actor, olga: Actor
) -> None:
    ids = [str(desk.sent(anna, body=olga)) for _ in range(3)]
    first = client.get("/api/appeals?limit=2").json()
    second = client.get(f"/api/appeals?after={first['after']}").json()

    listed = first["appeals"] + second["appeals"]
    assert [one["id"] for one in listed] == ids[::-1]
    assert client.get("/api/appeals?after=zero").status_code == 422


def test_grounds_are_told_by_what_is_appealed(client: TestClient) -> None:
    every = client.get("/api/appeals/grounds").json()
    acts = client.get("/api/appeals/grounds?about=act").json()

    assert {one["code"] for one in acts["grounds"]} < {
        one["code"] for one in every["grounds"]
    }
    assert acts["refusals"] == every["refusals"] != []
    assert all("act" in one["kinds"] for one in acts["forms"])


def test_figures_show_groups_and_nobody_in_them(
    world: Business, desk: Appealing, site: FastAPI, olga: Actor
) -> None:
    owners = [world.client(f"client {n}", inn=inn_of(n)) for n in range(4)]
    for one in owners:
        desk.decided(one, olga)
    public = visit(site)
    hidden = public.get("/api/appeals/figures").json()
    desk.decided(world.client("vera", inn=inn_of(9)), olga)
    shown = public.get("/api/appeals/figures").json()
    page = told(public.get("/appeals/figures"))

    assert hidden["lines"][0]["appealed"] is None
    assert shown["lines"][0]["appealed"] == {
        "clients": 5,
        "appeals": 5,
        "upheld": 100,
        "days": 0,
        "grounds": {"not-proven": 100},
    }
    assert "100 %" in page
    assert all(one["authority"] is None for one in shown["lines"])
    tanya = Helping(world).ombudsman()
    seen_by_her = visit(site, tanya).get("/api/appeals/figures").json()["lines"]
    assert [one["authority_name"] for one in seen_by_her if one["authority"]]


def test_a_body_sees_which_step_produces_upheld_appeals(
    world: Business,
    desk: Appealing,
    site: FastAPI,
    anna: Actor,
    olga: Actor,
) -> None:
    inspector = world.supervisor()
    inspection = desk.inspecting.started(inspector, anna)
    desk.decided(anna, olga, about=f"/inspections/{inspection}")
    officer = visit(site, olga)
    (step,) = officer.get("/api/appeals/figures/own").json()["steps"]
    page = told(officer.get("/appeals/figures/own"))

    assert (step["kind"], step["upheld"]) == ("inspection", 1)
    assert step["stage"] == Stage.STARTED
    assert "1 из 1" in page
    assert visit(site, inspector).get("/appeals/figures/own").status_code == 404
    head = desk.officer("nina", Role.HEAD)
    assert visit(site, head).get("/appeals/figures/own").status_code == 200


def test_who_acts_in_an_appeal_is_read_and_revoked(
    world: Business,
    desk: Appealing,
    client: TestClient,
    site: FastAPI,
    anna: Actor,
    olga: Actor,
) -> None:
    boris = world.person("boris")
    id = desk.written(anna, body=olga)
    path = f"/api/appeals/{id}/representatives"
    named = {"person": boris.id, "powers": ["sign", "prepare"]}
    seen(client, client.post(path, json=named))

    (card,) = client.get(path).json()
    assert (card["name"], card["powers"]) == ("Boris", ["prepare", "sign"])
    seen(client, client.delete(f"{path}/{UUID(boris.id)}"))
    assert visit(site, boris).get(path).status_code == 404
    (card,) = client.get(path).json()
    assert card["powers"] == []
