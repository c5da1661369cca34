"""The history between a client and the state over JSON (R5)."""

from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from domain.exchange import Message
from domain.timeline import TOLD
from interfaces.gateways.database import Database
from interfaces.gateways.event_mapper import JsonMapper
from interfaces.locale import CODES, language
from interfaces.timeline.details import Details
from interfaces.timeline.sentences import SENTENCES
from tests.add_history import HISTORY, example
from tests.business import LIFT_CODE, business, own
from tests.conftest import StoppedClock
from tests.execution import Cafe
from tests.interfaces.visits import problem, site_of, visit
from tests.test_history import NoKeys

pytestmark = pytest.mark.database

EVENTS = [
    event
    for path in sorted(HISTORY.glob("*.json"))
    if '"topic": "domain.' in path.read_text("utf-8")
    and type(event := JsonMapper(NoKeys()).to_events([example(path)])[0]) in TOLD
]


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Cafe:
    return Cafe(business(database, clock))


@pytest.fixture
def site(world: Cafe) -> FastAPI:
    return site_of(world.made)


@pytest.fixture
def owner(site: FastAPI, world: Cafe) -> TestClient:
    return visit(site, world.anna)


def lines(browser: TestClient, **asked: Any) -> list[dict[str, Any]]:
    answer = browser.get("/api/timeline", params=asked)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["lines"]
    return found


def declared(world: Cafe) -> None:
    world.made.state(world.anna, object_lift=None)
    world.made.contest(world.made.declare(world.anna).id, world.pavel)


def test_a_step_says_who_what_when_and_where_it_is_read(
    owner: TestClient, world: Cafe
) -> None:
    declared(world)

    contested, said = lines(owner, service="L4")

    assert contested["what"] == "Заявление оспорено"
    assert contested["who"] == "Управление: Ростехнадзор"
    assert (contested["side"], contested["kind"]) == ("state", "decision")
    assert contested["requirements"][0]["code"] == LIFT_CODE
    assert contested["address"].startswith("/declarations/")
    assert contested["details"], "the reason is told"
    assert said["who"] == "Anna"


def test_words_are_in_the_language_that_a_program_asks_for(
    owner: TestClient, world: Cafe
) -> None:
    declared(world)

    answer = owner.get(
        "/api/timeline", params={"limit": 1}, headers={"Accept-Language": "en"}
    )

    assert answer.json()["lines"][0]["what"] == "The declaration was contested"


def test_pages_follow_each_other_by_cursor(owner: TestClient, world: Cafe) -> None:
    declared(world)
    every = [one["position"] for one in lines(owner, limit=200)]

    found: list[int] = []
    asked: dict[str, Any] = {"limit": 2}
    while True:
        page = owner.get("/api/timeline", params=asked).json()
        found += [one["position"] for one in page["lines"]]
        if page["after"] is None:
            break
        asked["after"] = page["after"]

    assert found == every
    oldest = lines(owner, order="oldest", limit=200)
    assert [one["position"] for one in oldest] == every[::-1]


def test_choices_name_what_leads_to_something(owner: TestClient, world: Cafe) -> None:
    declared(world)
    world.made.open_premises(world.anna)

    choices = owner.get("/api/timeline/choices").json()

    assert [one["name"] for one in choices["people"]] == ["Anna"]
    assert [bool(one["name"]) for one in choices["places"]] == [True]
    assert "L4" in choices["services"]
    assert choices["count"] == len(lines(owner, limit=200))


@pytest.mark.parametrize(
    ("asked", "about"),
    [
        ({"kind": "nonsense"}, "#/kind"),
        ({"service": "L1"}, "#/service"),
        ({"from_day": "2026-11-22", "to_day": "2026-11-21"}, "#/to_day"),
        ({"limit": 201}, "#/limit"),
    ],
)
def test_a_wrong_wish_is_told_at_its_place(
    owner: TestClient, asked: dict[str, Any], about: str
) -> None:
    status, _, pointers = problem(owner.get("/api/timeline", params=asked))

    assert (status, pointers) == (422, [about])


def test_an_unknown_situation_is_not_there(owner: TestClient) -> None:
    answer = owner.get("/api/timeline", params={"situation": "no-such-one"})

    assert answer.status_code == 404


def test_the_state_reads_no_names_of_people_and_no_places(
    site: FastAPI, world: Cafe
) -> None:
    declared(world)
    inspector = visit(site, world.pavel)

    answer = inspector.get(f"/api/timeline/of/{own(world.anna)}")
    by_person = inspector.get(
        f"/api/timeline/of/{own(world.anna)}", params={"person": world.olga.id}
    )

    assert [one["who"] for one in answer.json()["lines"]] == [
        "Управление: Ростехнадзор",
        "Бизнес",
    ]
    assert "Anna" not in answer.text
    assert by_person.json() == answer.json(), "who acts for a client narrows nothing"


@pytest.mark.parametrize("code", CODES)
def test_every_event_that_is_told_can_be_told(world: Cafe, code: str) -> None:
    spoken = language(code)
    details = Details(spoken, world.service.wording(code), world.service.notice_wording)

    for event in EVENTS:
        assert spoken.gettext(SENTENCES[type(event)])
        for detail in details.of(event):
            assert detail.text, type(event)
            assert "∅" not in detail.text


def test_what_is_opened_on_the_record_is_not_told_before(world: Cafe) -> None:
    spoken, service = language("en"), world.service
    details = Details(spoken, service.wording("en"), service.notice_wording)
    sent = next(event for event in EVENTS if isinstance(event, Message.Sent))

    told = details.of(sent.model_copy(update={"text": "The plan is right"}))

    assert not any("The plan is right" in one.text for one in told)
