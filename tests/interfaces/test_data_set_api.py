"""A data set over JSON: facts, history, disputes, registers."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient

from application.client import REGISTERS
from application.person import AddPerson, FoundOrganisation
from domain.kernel import Actor, Role
from domain.person import OrganisationKind
from interfaces.gateways.database import Database
from interfaces.gateways.registers import starter_activities
from interfaces.gateways.registers.ervk_http import ErvkOverHttp
from tests.business import OTHER_INN, PDF, Business, acting, business
from tests.conftest import StoppedClock
from tests.interfaces.shell import ADMIN
from tests.interfaces.visits import if_match, problem, seen, site_of, visit
from tests.registers import ENTRY, answer, place, register_over_http, told

pytestmark = pytest.mark.database

FACTS = "/api/client/facts"


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    return business(database, clock)


@pytest.fixture
def anna(world: Business) -> Actor:
    by = world.client(facts={"employees": 8})
    said = answer(told(), places=(place(),))
    world.service.state_registers.take([said], by=REGISTERS)
    world.service.runner.drain()
    return by


@pytest.fixture
def owner(world: Business, anna: Actor) -> TestClient:
    return visit(site_of(world), anna)


@pytest.fixture
def keeper(world: Business) -> TestClient:
    person = world.person("elena")
    command = FoundOrganisation(
        kind=OrganisationKind.AUTHORITY, name="Оператор ЕРВК", registers=("ЕРВК",)
    )
    id = world.service.people.found(command, by=ADMIN).id
    joining = AddPerson(person_id=UUID(person.id), organisation=id, role=Role.HEAD)
    world.seen(world.service.people.add(joining, by=ADMIN))
    return visit(site_of(world), acting(person, id, Role.HEAD))


def facts(answer: Any) -> dict[str, Any]:
    return {one["fact"]: one for one in answer.json()["facts"]}


def test_every_fact_is_read_with_its_voices(owner: TestClient) -> None:
    read = owner.get(FACTS)

    okved = facts(read)["okved"]
    assert (read.status_code, read.headers["ETag"]) == (200, '"4"')
    assert (okved["value"], okved["said"]["registry"]) == (["56.10"], "ЕРВК")
    assert okved["said"]["reference"] == ENTRY
    assert facts(read)["employees"]["said"]["who"]["person"] == "Anna"
    assert "object:lift" in read.json()["unknown"]
    assert "okved" not in read.json()["unknown"]
    [proposal] = read.json()["proposals"]
    assert proposal["name"] == "Лавка"


def test_facts_of_a_place_are_read_by_its_id(
    owner: TestClient, world: Business, anna: Actor
) -> None:
    world.open_premises(anna, object_lift=True)
    [known] = world.card(anna).premises
    here = {"premises": str(known.id)}

    read = owner.get(FACTS, params=here)
    one = owner.get(f"{FACTS}/object:lift", params=here)

    assert facts(read)["object:lift"]["value"] is True
    assert len(one.json()["history"]["statements"]) == 1
    nowhere = {"premises": str(uuid4())}
    assert owner.get(FACTS, params=nowhere).status_code == 404
    assert owner.get(f"{FACTS}/employees", params=here).status_code == 404
    assert owner.get(f"{FACTS}/object:lift", params=nowhere).status_code == 404


def test_the_history_of_a_fact_goes_on_by_its_cursor(
    owner: TestClient, world: Business, anna: Actor
) -> None:
    for number in range(3):
        world.state(anna, employees=number)

    first = owner.get(f"{FACTS}/employees", params={"limit": 2}).json()["history"]
    rest = owner.get(f"{FACTS}/employees", params={"before": first["after"]}).json()[
        "history"
    ]

    assert [one["value"] for one in first["statements"]] == [2, 1]
    assert [one["value"] for one in rest["statements"]] == [0, 8]
    assert owner.get(f"{FACTS}/name").json()["fact"]["value"] == "ИП anna"
    assert problem(owner.get(f"{FACTS}/object:ufo"))[0] == 404


def test_a_dispute_is_raised_against_the_version_that_was_read(
    owner: TestClient, keeper: TestClient, world: Business, anna: Actor
) -> None:
    path, claim = f"{FACTS}/okved/dispute", {"reason": "Не мы", "claim": ["47.11"]}
    document = owner.post("/api/documents", files={"document": ("a.pdf", PDF)})
    claim |= document.json()

    blind = owner.post(path, json=claim)
    stale = owner.post(path, json=claim, headers=if_match(1))
    empty = owner.post(path, json={"reason": " "}, headers=if_match(4))
    wrong = owner.post(path, json=claim | {"claim": "x"}, headers=if_match(4))
    own_fact = owner.post(
        f"{FACTS}/employees/dispute", json={"reason": "Я"}, headers=if_match(4)
    )
    made = seen(owner, owner.post(path, json=claim, headers=if_match(4)))
    twice = owner.post(path, json=claim, headers=if_match(5))

    assert problem(blind)[:2] == (428, "version-needed")
    assert problem(stale)[:2] == (412, "stale")
    assert problem(empty) == (422, "dispute-reason-missing", ["#/reason"])
    assert problem(wrong) == (422, "unknown-fact", ["#/facts"])
    assert problem(own_fact)[:2] == (409, "nothing-to-dispute")
    assert problem(twice)[:2] == (409, "dispute-open")
    address = made.headers["Location"]
    assert twice.json()["dispute"] == made.json()["changed"][0]["id"]
    assert world.card(anna).facts["okved"].differs
    assert owner.get(f"{address}/document").content == PDF
    assert keeper.get(f"{address}/document").content == PDF


def test_a_keeper_answers_a_dispute(
    owner: TestClient, keeper: TestClient, world: Business, anna: Actor
) -> None:
    path = f"{FACTS}/okved/dispute"
    made = owner.post(path, json={"reason": "Не мы"}, headers=if_match(4))
    address = seen(owner, made).headers["Location"]
    read = keeper.get(address)
    [listed] = keeper.get("/api/disputes", params={"status": "open"}).json()["disputes"]

    missing = keeper.post(f"{address}/accept", json={}, headers=if_match(1))
    same = keeper.post(
        f"{address}/accept", json={"value": ["56.10"]}, headers=if_match(1)
    )
    done = keeper.post(f"{address}/accept", json={"value": None}, headers=if_match(1))
    seen(keeper, done)
    late = keeper.post(
        f"{address}/decline", json={"reason": "Верно"}, headers=if_match(2)
    )

    assert (read.headers["ETag"], listed["id"]) == ('"1"', read.json()["id"])
    assert problem(missing) == (422, "invalid", ["#/value"])
    assert problem(same) == (422, "nothing-corrected", ["#/value"])
    assert problem(late)[:2] == (409, "dispute-closed")
    assert world.card(anna).facts["okved"].value is None
    assert owner.get(address).json()["status"] == "accepted"
    assert owner.get("/api/disputes", params={"status": "open"}).json() == {
        "disputes": [],
        "after": None,
    }


def test_a_dispute_is_declined_or_withdrawn(
    owner: TestClient, keeper: TestClient
) -> None:
    path, reason = f"{FACTS}/okved/dispute", {"reason": "Не мы"}
    first = seen(owner, owner.post(path, json=reason, headers=if_match(4)))
    address = first.headers["Location"]
    declined = keeper.post(f"{address}/decline", json=reason, headers=if_match(1))
    seen(keeper, declined)
    second = seen(owner, owner.post(path, json=reason, headers=if_match(4)))
    gone = owner.post(f"{second.headers['Location']}/withdraw", headers=if_match(1))

    assert owner.get(address).json()["answer"] == "Не мы"
    assert gone.status_code == 200
    assert owner.get(f"{address}/document").status_code == 404


def test_what_is_disputed_is_nobody_elses_business(
    owner: TestClient, world: Business
) -> None:
    made = owner.post(
        f"{FACTS}/okved/dispute", json={"reason": "Не мы"}, headers=if_match(4)
    )
    address = seen(owner, made).headers["Location"]
    site = site_of(world)

    for by in (world.client("boris", OTHER_INN), world.supervisor()):
        stranger = visit(site, by)
        assert problem(stranger.get(address))[0] == 404
        assert stranger.get("/api/disputes").json()["disputes"] == []
        for step, sent in (
            ("withdraw", None),
            ("accept", {"value": None}),
            ("decline", {"reason": "x"}),
        ):
            done = stranger.post(f"{address}/{step}", json=sent, headers=if_match(1))
            assert problem(done)[0] == 404
    assert problem(visit(site).get(FACTS))[0] == 401


def test_a_proposed_place_is_declined(
    owner: TestClient, world: Business, anna: Actor
) -> None:
    [proposal] = world.card(anna).proposals
    path = f"/api/client/proposals/{proposal.id}/decline"

    done = seen(owner, owner.post(path, headers=if_match(4)))
    again = owner.post(path, headers=if_match(5))

    assert done.status_code == 200
    assert problem(again)[:2] == (409, "proposal-settled")
    assert world.card(anna).proposals == ()


def test_a_register_is_asked_over_http_by_a_client(
    world: Business, anna: Actor
) -> None:
    unset = visit(site_of(world), anna).post("/api/client/registers/check")
    assert problem(unset)[:2] == (404, "not-found")

    with register_over_http() as server:
        regions = world.service.vocabulary.regions
        register = ErvkOverHttp(server.url, starter_activities(), regions)
        world.service.state_registers._registers = (register,)
        owner = visit(site_of(world), anna)
        checked = owner.post("/api/client/registers/check")
        world.service.runner.drain()
        again = owner.post("/api/client/registers/check").json()
        server.broken = (500, b"")
        broken = owner.post("/api/client/registers/check")

    told = checked.json()
    assert (told["asked"], told["taken"]["places"]) == (["ЕРВК"], 1)
    assert told["receipt"]["position"] == int(checked.headers["Sverka-Position"])
    assert (again["taken"]["facts"], again["taken"]["places"]) == (0, 0)
    assert problem(broken)[:2] == (503, "register-unavailable")
    assert world.card(anna).facts["okved"].value == ("56.10", "56.30", "47.11")
