"""Pages of consents, and the address at which a notice revokes one (R3)."""

from uuid import UUID, uuid4

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from domain.consent import Scope, consent_id
from domain.kernel import Actor
from interfaces.gateways.database import Database
from interfaces.starter import load_starter
from tests.business import Business, business, own
from tests.conftest import StoppedClock
from tests.interfaces.visits import hidden, seen, site_of, told, visit

pytestmark = pytest.mark.database

HELP = {"kind": "service", "name": "help"}
NAME = "Предложения помощи в соблюдении требований"


@pytest.fixture
def made(database: Database, clock: StoppedClock) -> Business:
    return business(database, clock)


@pytest.fixture
def anna(made: Business) -> Actor:
    return made.client()


@pytest.fixture
def site(made: Business) -> FastAPI:
    return site_of(made)


@pytest.fixture
def owner(site: FastAPI, anna: Actor) -> TestClient:
    return visit(site, anna)


def agree(owner: TestClient, **scope: str) -> None:
    form = hidden(owner.get("/consents")) | scope
    assert owner.post("/consents", data=form).status_code == 303


def stands(made: Business, anna: Actor, scope: Scope) -> bool:
    card = made.service.consent_view.get(consent_id(own(anna), scope))
    return card is not None and card.stands


def test_a_client_agrees_and_takes_it_back_in_one_step(
    made: Business, owner: TestClient, anna: Actor
) -> None:
    agree(owner, **HELP)
    page = told(owner.get("/consents"))
    id = consent_id(own(anna), Scope.service("help"))
    form = hidden(owner.get("/consents"))
    back = owner.post(f"/consents/{id}/revoke", data=form)
    again = owner.post(f"/consents/{id}/revoke", data=hidden(owner.get("/consents")))

    assert f"{NAME} вы согласились" in page
    assert back.status_code == 303
    assert not stands(made, anna, Scope.service("help"))
    assert again.status_code == 409
    assert "Вы отозвали его 21 ноября 2026" in told(owner.get("/consents"))


def test_one_agrees_to_a_life_situation_with_every_service_in_it(
    made: Business, owner: TestClient, anna: Actor
) -> None:
    load_starter(made.service)
    made.service.runner.drain()

    agree(owner, kind="situation", name="start-cafe")

    assert stands(made, anna, Scope.situation("start-cafe"))
    assert "Открываю кафе вы согласились" in told(owner.get("/consents"))


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("service", "nothing"),
        ("situation", "no-such"),
        ("situation", "segment-small-cafe"),
        ("", ""),
        ("other", "help"),
    ],
)
def test_one_agrees_only_to_what_there_is(
    owner: TestClient, kind: str, name: str
) -> None:
    form = hidden(owner.get("/consents")) | {"kind": kind, "name": name}

    answer = owner.post("/consents", data=form)

    assert answer.status_code == 422
    assert "Нет такого сервиса или такой жизненной ситуации" in told(answer)


def path_of(made: Business, anna: Actor) -> tuple[str, UUID]:
    id = consent_id(own(anna), Scope.service("help"))
    return made.service.consent_words.path(id), id


def test_whoever_has_a_notice_takes_the_consent_back_without_signing_in(
    made: Business, site: FastAPI, owner: TestClient, anna: Actor
) -> None:
    agree(owner, **HELP)
    path, id = path_of(made, anna)
    stranger = visit(site)

    asked = stranger.get(path)
    still = stands(made, anna, Scope.service("help"))
    done = stranger.post(path, data={"List-Unsubscribe": "One-Click"})
    repeated = stranger.post(path, data={"List-Unsubscribe": "One-Click"})

    assert "Отозвать согласие" in told(asked)
    assert NAME in told(asked)
    assert still  # a program that follows links takes nothing back
    assert (done.status_code, repeated.status_code) == (200, 200)
    assert "Согласие отозвано" in told(done)
    card = made.service.consent_view.get(id)
    assert card
    assert (card.stands, card.way) == (False, "link")


def test_another_word_opens_nothing(
    made: Business, site: FastAPI, owner: TestClient, anna: Actor
) -> None:
    agree(owner, **HELP)
    path, id = path_of(made, anna)
    stranger = visit(site)

    for wrong in (
        f"/consents/{id}/revoke/{uuid4()}",
        path.replace(str(id), str(uuid4())),
    ):
        assert stranger.get(wrong).status_code == 404
        assert stranger.post(wrong).status_code == 404
    assert stands(made, anna, Scope.service("help"))


def test_nobody_takes_back_the_consent_of_another_client(
    made: Business, site: FastAPI, owner: TestClient, anna: Actor
) -> None:
    agree(owner, **HELP)
    _, id = path_of(made, anna)
    ivan = visit(site, made.client("ivan", "630000000292"))

    form = hidden(ivan.get("/consents"))

    assert ivan.post(f"/consents/{id}/revoke", data=form).status_code == 404
    assert ivan.get(f"/api/consents/{id}").status_code == 404
    assert ivan.delete(f"/api/consents/{id}").status_code == 404


def test_a_program_agrees_and_takes_back(owner: TestClient) -> None:
    made = owner.post("/api/consents", json={"scope": HELP})
    id = seen(owner, made).json()["changed"][0]["id"]
    again = owner.post("/api/consents", json={"scope": HELP})
    card = owner.get(f"/api/consents/{id}").json()
    revoked = owner.delete(f"/api/consents/{id}")
    [listed] = owner.get("/api/consents").json()["consents"]

    assert made.status_code == 201
    assert made.headers["Location"] == f"/api/consents/{id}"
    assert again.json()["type"] == "/problems/consent-stands"
    assert (card["scope"], card["stands"]) == (HELP, True)
    assert revoked.status_code == 200
    assert (listed["stands"], listed["way"]) == (False, "page")


def test_the_consents_of_a_forgotten_client_go_with_it(
    made: Business, owner: TestClient, anna: Actor
) -> None:
    agree(owner, **HELP)

    made.forget(own(anna))

    assert made.service.consent_view.of_client(own(anna)) == []
