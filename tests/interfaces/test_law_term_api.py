"""Rules and terms over JSON: everybody counts by them, administrators keep them."""

import pytest
from fastapi.testclient import TestClient

from interfaces.gateways.database import Database
from tests.business import Business, business
from tests.conftest import StoppedClock
from tests.interfaces.visits import if_match, problem, seen, site_of, visit
from tests.law import administrator, amendment

pytestmark = pytest.mark.database

HOME = "/api/terms"
SAID = amendment().model_dump(mode="json")


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    return business(database, clock)


@pytest.fixture
def nobody(world: Business) -> TestClient:
    return visit(site_of(world))


def counted(
    nobody: TestClient, language: str = "en", **params: str
) -> dict[str, object]:
    answer = nobody.get(
        f"{HOME}/reckoning", params=params, headers={"Accept-Language": language}
    )
    assert answer.status_code == 200, answer.text
    found = answer.json()
    reckoning = found["reckoning"]
    return {
        "last_day": reckoning["last_day"],
        "ends": reckoning["ends"],
        "told": found["told"],
        "is_provisional": found["is_provisional"],
    }


def test_a_term_is_counted_with_every_step(nobody: TestClient) -> None:
    params = {"from": "2026-01-14", "value": "10"}

    assert counted(nobody, **params) == {
        "last_day": "2026-01-28",
        "ends": "2026-01-28T23:59:59.999999+03:00",
        "told": [
            "The term: 10 working days, counted from the day after the event.",
            "The day of the event, 14 January 2026, does not count: the first day is"
            " 15 January 2026.",
            "From 15 January 2026 to 28 January 2026: 10 working days, Saturdays and"
            " Sundays left out.",
            "The end: 28 January 2026, 24:00, time zone Europe/Moscow.",
            "Calendar of working days: version 38.",
        ],
        "is_provisional": False,
    }


@pytest.mark.parametrize(
    ("params", "ends"),
    [
        ({"counting": "period"}, "2026-01-27T23:59:59.999999+03:00"),
        ({"region": "63"}, "2026-01-28T23:59:59.999999+04:00"),
        (
            {"unit": "hour", "value": "72", "time": "15:30"},
            "2026-01-17T15:30:00+03:00",
        ),
        ({"unit": "hour", "value": "72"}, "2026-01-17T00:00:00+03:00"),
        ({"unit": "calendar_day"}, "2026-01-26T23:59:59.999999+03:00"),
        (
            {"unit": "calendar_day", "moves": "false"},
            "2026-01-24T23:59:59.999999+03:00",
        ),
        ({"counting": "before", "value": "2"}, "2026-01-11T23:59:59.999999+03:00"),
        ({"rule": "LAW-070", "value": "3"}, "2026-01-28T23:59:59.999999+03:00"),
        ({"rule": "LAW-154", "time": "10:00"}, "2026-01-17T10:00:00+03:00"),
    ],
)
def test_a_term_is_counted_as_it_is_asked(
    nobody: TestClient, params: dict[str, str], ends: str
) -> None:
    asked = {"from": "2026-01-14", "value": "10", **params}

    assert counted(nobody, **asked)["ends"] == ends


def test_how_it_was_counted_is_told_in_the_reader_s_language(
    nobody: TestClient,
) -> None:
    told = counted(nobody, "ru", **{"from": "2026-01-14", "rule": "LAW-070"})["told"]

    assert isinstance(told, list)
    assert told[0] == (
        "Срок — 10 рабочих дней (248-ФЗ ст. 40 ч. 6, LAW-070), считая со дня после"
        " события."
    )
    assert told[-2].replace("\N{NO-BREAK SPACE}", " ") == (
        "Конец: 28 января 2026 г., 24:00, часовой пояс Europe/Moscow."
    )


@pytest.mark.parametrize(
    ("params", "told"),
    [
        ({"from": "2026-02-30"}, (422, "invalid", ["#/from"])),
        ({"value": "-1"}, (422, "invalid", ["#/value"])),
        ({"unit": "moon"}, (422, "invalid", ["#/unit"])),
        ({"region": "00"}, (422, "unknown-region", ["#/region"])),
        ({"unit": "year", "value": "9000"}, (422, "term-too-far", ["#/value"])),
        ({"unit": "year", "value": "175"}, (422, "term-too-far", ["#/value"])),
        ({"rule": "LAW-144"}, (422, "rule-is-no-term", ["#/rule"])),
        ({"rule": "LAW-999"}, (404, "not-found", [])),
    ],
)
def test_what_cannot_be_counted_is_refused(
    nobody: TestClient, params: dict[str, str], told: tuple[int, str, list[str]]
) -> None:
    answer = nobody.get(f"{HOME}/reckoning", params={"from": "2026-01-14"} | params)

    status, code, pointers = problem(answer)
    assert (status, code) == told[:2]
    assert [one.replace("/query", "") for one in pointers] == told[2]


def test_the_rules_of_a_day_can_be_read_by_topic(nobody: TestClient) -> None:
    all_of_them = nobody.get(HOME).json()
    appeals = nobody.get(HOME, params={"topic": "Pre-trial appeal"}).json()
    before = nobody.get(HOME, params={"on": "2024-11-21"}).json()

    assert len(all_of_them) > 130
    assert {one["topic"] for one in appeals} == {"Pre-trial appeal"}
    assert {one["value"] for one in before if one["id"] == "LAW-075"} == {20}


def test_a_rule_is_changed_on_the_version_that_was_read(
    world: Business, nobody: TestClient
) -> None:
    keeper = visit(site_of(world), administrator(world))
    path = f"{HOME}/LAW-049"
    shipped = nobody.get(path)
    seen(keeper, keeper.put(path, json=SAID, headers=if_match(0)))
    amended = nobody.get(path)
    stale = keeper.put(path, json=SAID | {"value": 9}, headers=if_match(0))
    again = {"value": 9}
    seen(keeper, keeper.put(path, json=SAID | again, headers=if_match(1)))

    assert (shipped.headers["ETag"], shipped.json()["term"]["value"]) == ('"0"', 30)
    assert (amended.headers["ETag"], amended.json()["term"]["value"]) == ('"1"', 15)
    assert len(amended.json()["versions"]) == 2
    assert problem(stale)[0] == 412
    assert nobody.get(path).json()["term"]["value"] == 9


def test_refusals_say_what_is_wrong(world: Business) -> None:
    keeper = visit(site_of(world), administrator(world))
    path = f"{HOME}/LAW-049"
    backwards = {"valid_from": "2027-01-02", "valid_until": "2027-01-01"}

    answers = [
        keeper.put(path, json=SAID | {"value": None}, headers=if_match(0)),
        keeper.put(path, json=SAID | backwards, headers=if_match(0)),
        keeper.put(f"{HOME}/LAW-999", json=SAID, headers=if_match(0)),
        keeper.get(f"{HOME}/LAW-999"),
    ]

    assert [problem(one)[:2] for one in answers] == [
        (422, "law-term-loses-number"),
        (422, "law-term-backwards"),
        (404, "not-found"),
        (404, "not-found"),
    ]
