"""Pages of a business: registered, described, its places; all without JavaScript."""

from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from domain.kernel import Actor, Role
from interfaces.gateways.database import Database
from tests.business import INN, LIFT_CODE, OTHER_INN, Business, business, own
from tests.conftest import StoppedClock
from tests.interfaces.visits import faults, form, hidden, ids, site_of, told, visit

pytestmark = pytest.mark.database

CAFE = {"kind": "IE", "name": "ИП Кузнецова", "inn": INN, "ogrn": ""}


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    found = business(database, clock)
    found.require()
    return found


@pytest.fixture
def site(world: Business) -> FastAPI:
    return site_of(world)


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client(facts={"employees": 8, "activity:cooks_food": True})


@pytest.fixture
def owner(site: FastAPI, anna: Actor) -> TestClient:
    return visit(site, anna)


def test_a_business_is_registered_and_its_owner_acts_for_it(
    site: FastAPI, world: Business
) -> None:
    newcomer = visit(site, world.person())
    assert newcomer.get("/client").status_code == 404

    asked = newcomer.get("/client/register")
    done = newcomer.post("/client/register", data=hidden(asked) | CAFE)

    assert done.headers["Location"] == "/list"
    assert newcomer.get("/list").status_code == 200
    assert "ИП Кузнецова" in told(newcomer.get("/client"))


def test_a_double_click_registers_once(site: FastAPI, world: Business) -> None:
    newcomer = visit(site, world.person())
    filled = form(**CAFE)

    answers = [newcomer.post("/client/register", data=filled) for _ in range(2)]

    assert [one.headers["Location"] for one in answers] == ["/list"] * 2
    assert (
        world.card(
            Actor(
                id="",
                role=Role.CLIENT,
                organisation=world.service.pseudonyms.of("inn", INN),
            )
        ).version
        == 1
    )


@pytest.mark.parametrize(
    ("change", "status", "field"),
    [
        ({"kind": ""}, 422, "kind"),
        ({"name": ""}, 422, "name"),
        ({"inn": ""}, 422, "inn"),
        ({"inn": "630000000118"}, 422, "inn"),
        ({"ogrn": "1"}, 422, "ogrn"),
        ({"inn": OTHER_INN}, 409, "inn"),
    ],
)
def test_what_is_wrong_is_said_first_and_leads_to_its_field(
    site: FastAPI, world: Business, change: dict[str, str], status: int, field: str
) -> None:
    world.client("boris", OTHER_INN)
    newcomer = visit(site, world.person())

    page = newcomer.post("/client/register", data=form(**CAFE | change))

    assert page.status_code == status
    assert [to for to, _ in faults(page)] == [field]
    assert field in ids(page)
    assert told(page).strip().startswith("Ошибка:")
    assert 'value="ИП Кузнецова"' in page.text or change.get("name") == ""


def test_every_fact_is_shown_with_its_source_and_a_way_to_correct_it(
    owner: TestClient,
) -> None:
    page = owner.get("/client")

    text = told(page)
    assert "8 Это сказали вы, 21.11.2026" in text
    assert 'href="/client/facts/employees"' in page.text
    assert 'href="/client/facts/activity:cooks_food"' in page.text
    assert 'href="/client/facts/client_kind"' not in page.text


@pytest.mark.parametrize(
    ("fact", "value", "kept"),
    [
        ("object:lift", "yes", True),
        ("object:lift", "no", False),
        ("object:lift", "unknown", None),
        ("employees", "12", 12),
        ("employees", "", None),
        ("okved", "56.10, 47.11; 56.10", ("56.10", "47.11")),
        ("region", "63", "63"),
        ("size", "micro", "micro"),
    ],
)
def test_an_answer_is_kept_and_leads_on(
    owner: TestClient, world: Business, anna: Actor, fact: str, value: str, kept: Any
) -> None:
    asked = owner.get(f"/client/facts/{fact}?next=/list/{LIFT_CODE}")
    done = owner.post(f"/client/facts/{fact}", data=hidden(asked) | {"value": value})

    assert (done.status_code, done.headers["Location"]) == (303, f"/list/{LIFT_CODE}")
    assert world.card(anna).facts[fact].value == kept


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("employees", "восемь"),
        ("employees", "-1"),
        ("employees", "9" * 5000),
        ("okved", "кафе"),
        ("region", "00"),
        ("size", "tiny"),
        ("object:lift", "maybe"),
    ],
    ids=["words", "negative", "endless", "okved", "region", "size", "flag"],
)
def test_an_answer_that_cannot_be_read_is_asked_again(
    owner: TestClient, fact: str, value: str
) -> None:
    asked = owner.get(f"/client/facts/{fact}")

    page = owner.post(f"/client/facts/{fact}", data=hidden(asked) | {"value": value})

    assert page.status_code == 422
    assert [to for to, _ in faults(page)] == ["value"]
    assert "value" in ids(page)


def test_a_wrong_answer_stays_in_its_field(owner: TestClient) -> None:
    page = owner.post("/client/facts/employees", data=form(version=2, value="восемь"))

    assert 'value="восемь"' in page.text


@pytest.mark.parametrize("fact", ["object:ufo", "colour", "activities", "object:"])
def test_what_is_no_fact_is_not_asked(owner: TestClient, fact: str) -> None:
    assert owner.get(f"/client/facts/{fact}").status_code == 404
    answer = owner.post(f"/client/facts/{fact}", data=form(version=2, value="x"))
    assert answer.status_code == 404


def test_an_answer_to_what_changed_meanwhile_is_asked_again(
    owner: TestClient, world: Business, anna: Actor
) -> None:
    asked = owner.get("/client/facts/employees")
    world.state(anna, employees=9)

    stale = owner.post("/client/facts/employees", data=hidden(asked) | {"value": "12"})
    again = owner.post(
        "/client/facts/employees",
        data=hidden(stale) | {"value": "12", "idempotency_key": "once-more"},
    )

    assert (stale.status_code, again.status_code) == (412, 303)
    assert len(faults(stale)) == 1


def test_an_answer_never_leads_to_another_site(owner: TestClient) -> None:
    page = owner.post(
        "/client/facts/employees",
        data=form(version=2, value="9", next="https://evil.example"),
    )

    assert page.headers["Location"] == "/client"


def test_a_place_is_added_described_and_closed(
    owner: TestClient, world: Business, anna: Actor
) -> None:
    new = owner.get("/client/premises/new")
    wrong = owner.post("/client/premises", data=hidden(new) | {"name": " "})
    added = owner.post(
        "/client/premises",
        data=hidden(wrong)
        | {"name": "Кафе «Липа»", "address": "Самара", "region": "63"}
        | {"idempotency_key": "k2"},
    )
    [place] = world.card(anna).premises
    path = f"/client/premises/{place.id}"
    page = owner.get(path)
    asked = owner.get(f"/client/facts/object:lift?premises={place.id}&next={path}")
    said = owner.post("/client/facts/object:lift", data=hidden(asked) | {"value": "no"})
    [known] = world.card(anna).premises
    closed = owner.post(f"{path}/close", data=hidden(owner.get(path)))

    assert (wrong.status_code, faults(wrong)[0][0]) == (422, "name")
    assert added.headers["Location"] == "/client#premises"
    assert "Самара" in told(page)
    assert 'href="/client"' in page.text
    assert said.headers["Location"] == path
    assert known.facts["object:lift"].value is False
    assert closed.status_code == 303
    assert owner.get(path).status_code == 404


def test_the_name_is_corrected_and_faults_are_shown(
    owner: TestClient, world: Business, anna: Actor
) -> None:
    asked = owner.get("/client/name")
    wrong = owner.post("/client/name", data=hidden(asked) | {"name": "", "ogrn": "1"})
    same = owner.post("/client/name", data=hidden(asked) | {"name": "ИП anna"})
    done = owner.post(
        "/client/name",
        data=hidden(asked) | {"name": "ИП Кузнецова", "idempotency_key": "k"},
    )

    assert (wrong.status_code, [to for to, _ in faults(wrong)]) == (422, ["name"])
    assert (same.status_code, done.status_code) == (303, 303)
    assert world.card(anna).name == "ИП Кузнецова"


def test_everybody_sees_their_own_place_only(
    site: FastAPI, owner: TestClient, world: Business, anna: Actor
) -> None:
    world.open_premises(anna)
    [place] = world.card(anna).premises
    boris = visit(site, world.client("boris", OTHER_INN))

    for path in (
        f"/client/premises/{place.id}",
        f"/client/facts/object:lift?premises={place.id}",
    ):
        assert owner.get(path).status_code == 200
        assert boris.get(path).status_code == 404
        assert visit(site).get(path).headers["Location"].startswith("/sign-in")
    closing = form(version=1)
    answer = boris.post(f"/client/premises/{place.id}/close", data=closing)
    assert answer.status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/client",
        "/client/name",
        "/client/register",
        "/client/premises/new",
        "/client/facts/okved",
        "/client/facts/employees",
        "/client/facts/region",
        "/client/facts/size",
        "/client/facts/object:lift",
    ],
)
def test_every_page_stands_in_english_and_has_each_id_once(
    owner: TestClient, path: str
) -> None:
    owner.cookies.set("lang", "en")

    page = owner.get(path)

    assert (page.status_code, page.headers["Content-Language"]) == (200, "en")
    assert sorted(set(ids(page))) == sorted(ids(page))
    assert "javascript" not in page.text.lower()


def test_a_forgotten_business_leaves_its_owner_a_way(
    owner: TestClient, world: Business, anna: Actor
) -> None:
    world.forget(own(anna))

    for path in ("/client", "/list", "/self-examination", "/client/facts/employees"):
        assert owner.get(path).status_code == 404
    for path in ("/", "/person", "/client/register", "/declarations"):
        assert owner.get(path).status_code == 200, path
    again = owner.post("/client/register", data=form(**CAFE))
    assert again.headers["Location"] == "/list"
