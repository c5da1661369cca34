"""A business over JSON: registered, described, and nobody else's business."""

from typing import Any
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient

from domain.kernel import Actor, Role
from interfaces.gateways.database import Database
from tests.business import INN, OTHER_INN, Business, business, own
from tests.conftest import StoppedClock
from tests.interfaces.visits import brief, if_match, problem, seen, site_of, visit

pytestmark = pytest.mark.database

CAFE = {"kind": "IE", "name": "ИП Кузнецова", "inn": INN}
MINE = "/api/client"


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    return business(database, clock)


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client(facts={"employees": 8})


@pytest.fixture
def owner(world: Business, anna: Actor) -> TestClient:
    return visit(site_of(world), anna)


def test_a_business_is_registered_and_read(world: Business) -> None:
    site = site_of(world)
    person = world.person()
    newcomer = visit(site, person)

    made = seen(newcomer, newcomer.post("/api/clients", json=CAFE))
    [way] = world.service.person_view.memberships(person.id)  # type: ignore[arg-type]
    acting = Actor(id=person.id, role=way.role, organisation=way.organisation_id)
    read = visit(site, acting).get(MINE)

    assert (made.status_code, made.headers["ETag"]) == (201, '"1"')
    assert made.headers["Location"] == MINE
    assert int(made.headers["Sverka-Position"]) == made.json()["position"]
    assert (read.status_code, read.headers["ETag"]) == (200, '"1"')
    assert (way.role, read.json()["inn"]) == (Role.CLIENT, INN)


def test_a_key_that_comes_again_gives_the_same_receipt(world: Business) -> None:
    newcomer = visit(site_of(world), world.person())
    key = {"Idempotency-Key": "register-1"}

    one = newcomer.post("/api/clients", json=CAFE, headers=key)
    two = newcomer.post("/api/clients", json=CAFE, headers=key)
    other = newcomer.post("/api/clients", json=CAFE | {"name": "Я"}, headers=key)

    assert (one.status_code, two.status_code) == (201, 201)
    assert one.json() == two.json()
    assert problem(other)[:2] == (422, "key-reused")


def test_the_same_inn_twice_is_a_conflict(world: Business) -> None:
    world.client()
    other = visit(site_of(world), world.person("boris"))

    answer = other.post("/api/clients", json=CAFE)

    assert problem(answer) == (409, "already-registered", ["#/inn"])


@pytest.mark.parametrize(
    ("change", "code", "pointer"),
    [
        ({"inn": "630000000118"}, "bad-inn", "#/inn"),
        ({"inn": "6300"}, "invalid", "#/inn"),
        ({"inn": None}, "invalid", "#/inn"),
        ({"kind": "LE"}, "bad-inn", "#/inn"),
        ({"kind": "king"}, "invalid", "#/kind"),
        ({"ogrn": "326630000000018"}, "bad-ogrn", "#/ogrn"),
        ({"name": " "}, "name-missing", "#/name"),
        ({"name": "я" * 501}, "invalid", "#/name"),
        ({"name": "\x00"}, "forbidden-character", None),
        ({"facts": {"object:ufo": True}}, "unknown-fact", "#/facts"),
        ({"facts": {"client_kind": "LE"}}, "kind-is-registered", "#/facts"),
        ({"facts": {"employees": 10**40}}, "unknown-fact", "#/facts"),
        ({"facts": []}, "invalid", "#/facts"),
        ({"colour": "red"}, "invalid", "#/colour"),
    ],
    ids=brief,
)
def test_a_wrong_field_is_pointed_at(
    world: Business, change: dict[str, Any], code: str, pointer: str | None
) -> None:
    newcomer = visit(site_of(world), world.person())

    answer = newcomer.post("/api/clients", json=CAFE | change)

    assert problem(answer) == (422, code, [pointer] if pointer else [])


def test_a_day_in_the_far_future_is_pointed_at(owner: TestClient) -> None:
    version = owner.get("/api/client").headers["ETag"]

    refused = owner.post(
        "/api/client/facts",
        json={"facts": {"employees": 8}, "since": "2999-01-01"},
        headers={"If-Match": version},
    )

    assert problem(refused) == (422, "since-too-far", ["#/since"])


def test_facts_are_stated_against_the_version_that_was_read(owner: TestClient) -> None:
    path, facts = f"{MINE}/facts", {"facts": {"object:lift": False, "employees": 9}}

    blind = owner.post(path, json=facts)
    nonsense = owner.post(path, json=facts, headers={"If-Match": "two"})
    stale = owner.post(path, json=facts, headers=if_match(1))
    done = seen(owner, owner.post(path, json=facts, headers=if_match(2)))
    again = owner.post(path, json=facts, headers=if_match(3))
    unknown = owner.post(
        path, json={"facts": {"object:ufo": True}}, headers=if_match(3)
    )
    empty = owner.post(path, json={"facts": {}}, headers=if_match(3))

    assert problem(blind)[:2] == (428, "version-needed")
    assert problem(nonsense)[:2] == (422, "bad-if-match")
    assert problem(stale)[:2] == (412, "stale")
    assert done.headers["ETag"] == '"3"'
    assert problem(again)[:2] == (409, "nothing-changed")
    assert problem(unknown) == (422, "unknown-fact", ["#/facts"])
    assert problem(empty) == (422, "invalid", ["#/facts"])
    assert owner.get(MINE).json()["profile"]["employees"] == 9


def test_places_are_opened_described_and_closed(owner: TestClient) -> None:
    place = {"name": "Цех", "address": "Самара", "region": "63"}

    opened = seen(
        owner,
        owner.post(
            f"{MINE}/premises",
            json=place | {"facts": {"object:lift": True}},
            headers=if_match(2),
        ),
    )
    [known] = owner.get(MINE).json()["premises"]
    path = f"{MINE}/premises/{known['id']}"
    changed = seen(
        owner,
        owner.post(
            f"{path}/facts",
            json={"facts": {"object:lift": None}},
            headers=if_match(4),
        ),
    )
    wrong = owner.post(
        f"{path}/facts", json={"facts": {"employees": 1}}, headers=if_match(5)
    )
    nowhere = owner.post(f"{MINE}/premises/{uuid4()}/close", headers=if_match(5))
    closed = seen(owner, owner.post(f"{path}/close", headers=if_match(5)))
    twice = owner.post(f"{path}/close", headers=if_match(6))
    far = owner.post(
        f"{MINE}/premises", json=place | {"region": "00"}, headers=if_match(6)
    )
    odd = owner.post(
        f"{MINE}/premises", json=place | {"region": "٦٣"}, headers=if_match(6)
    )

    assert (opened.status_code, opened.headers["ETag"]) == (201, '"4"')
    assert (changed.headers["ETag"], closed.headers["ETag"]) == ('"5"', '"6"')
    assert problem(wrong) == (422, "unknown-fact", ["#/facts"])
    assert problem(nowhere)[:2] == (404, "not-found")
    assert problem(twice)[:2] == (409, "premises-closed")
    assert problem(far) == (422, "unknown-region", ["#/region"])
    assert problem(odd) == (422, "invalid", ["#/region"])


def test_the_name_is_corrected(owner: TestClient) -> None:
    name = {"name": "ИП Кузнецова А. В.", "ogrn": "326630000000017"}

    done = seen(owner, owner.put(f"{MINE}/name", json=name, headers=if_match(2)))
    wrong = owner.put(f"{MINE}/name", json=name | {"ogrn": "1"}, headers=if_match(3))

    assert done.status_code == 200
    assert owner.get(MINE).json()["name"] == name["name"]
    assert problem(wrong) == (422, "bad-ogrn", ["#/ogrn"])


def test_everybody_has_their_own_business_and_no_other(world: Business) -> None:
    site = site_of(world)
    boris = world.client("boris", OTHER_INN)
    pavel, nobody = world.supervisor(), visit(site)

    theirs = visit(site, boris).get(MINE).json()
    assert theirs["id"] == str(own(boris))
    assert problem(visit(site, pavel).get(MINE))[0] == 404
    assert problem(visit(site, world.person("vera")).get(MINE))[0] == 404
    assert problem(nobody.get(MINE))[0] == 401
    assert problem(nobody.post("/api/clients", json=CAFE))[0] == 401


def test_a_forgotten_business_is_found_no_more(
    world: Business, anna: Actor, owner: TestClient
) -> None:
    world.forget(own(anna))

    assert problem(owner.get(MINE))[0] == 404
    answer = owner.post(
        f"{MINE}/facts", json={"facts": {"employees": 1}}, headers=if_match(3)
    )
    assert problem(answer)[:2] == (409, "client-forgotten")
    assert problem(owner.get("/api/list"))[0] == 404
    assert owner.get("/").status_code == 200
