"""Pages of the rules, of the calculator and of the calendar."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from interfaces.gateways.database import Database
from tests.business import Business, business
from tests.conftest import StoppedClock
from tests.interfaces.visits import faults, form, hidden, site_of, told, visit
from tests.law import MONDAY_OFF, administrator, amendment, begin_calendar

pytestmark = pytest.mark.database

AMENDED = {
    name: "" if value is None else str(value)
    for name, value in amendment().model_dump(mode="json").items()
}


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    world = business(database, clock)
    begin_calendar(world)
    return world


@pytest.fixture
def nobody(world: Business) -> TestClient:
    visitor = visit(site_of(world))
    visitor.cookies.set("lang", "en")
    return visitor


@pytest.fixture
def keeper(world: Business) -> TestClient:
    visitor = visit(site_of(world), administrator(world))
    visitor.cookies.set("lang", "en")
    return visitor


def counting(**changes: str) -> dict[str, str]:
    return {
        "from": "2026-01-14",
        "value": "10",
        "unit": "working_day",
        "counting": "within",
        "region": "",
    } | changes


def test_everybody_reads_the_rules_in_their_language(nobody: TestClient) -> None:
    english = told(nobody.get("/terms"))
    nobody.cookies.set("lang", "ru")
    russian = told(nobody.get("/terms"))

    assert "Filing term, improvement order LAW-070 10 working days" in english
    assert "Срок подачи жалобы на предписание LAW-070 10 рабочих дней" in russian
    assert "248-ФЗ ст. 40 ч. 6" in russian
    assert "Мы уверены" in russian


def test_a_rule_is_found_by_a_word(nobody: TestClient) -> None:
    nobody.cookies.set("lang", "ru")

    found = told(nobody.get("/terms", params={"q": "жалоб предписание"}))
    terms = told(nobody.get("/terms", params={"only": "terms"}))

    assert "LAW-070" in found
    assert "LAW-049" not in found
    assert "LAW-144" not in terms


def test_the_calculator_tells_the_end_and_the_way_to_it(nobody: TestClient) -> None:
    empty = nobody.get("/terms/calculator")
    page = told(nobody.get("/terms/calculator", params=counting()))

    assert empty.status_code == 200
    assert "The term ends on 28 January 2026" in page
    assert "the first day is 15 January 2026" in page


def test_the_calculator_counts_by_a_rule(nobody: TestClient) -> None:
    rule = {"rule": "LAW-069", "from": "2025-12-04", "region": ""}

    asked = told(nobody.get("/terms/calculator", params={"rule": "LAW-069"}))
    page = told(nobody.get("/terms/calculator", params=rule))

    assert "Filing term, general" in asked
    assert "The term ends on 12 January 2026" in page
    assert "3 January 2026 is a day off" in page
    assert "ГК РФ ст. 193" in page


def test_a_reckoning_that_reaches_an_undecreed_year_says_so(nobody: TestClient) -> None:
    page = told(
        nobody.get("/terms/calculator", params=counting(**{"from": "2027-12-30"}))
    )

    assert "This is provisional" in page
    assert "The days off of 2028 are not decreed yet" in page


def test_every_field_at_fault_is_told(nobody: TestClient) -> None:
    wrong = counting(**{"from": "2026-02-30", "time": "25:00"})
    wrong |= {"value": "ten", "unit": "", "counting": "", "region": "00"}

    page = nobody.get("/terms/calculator", params=wrong)

    assert page.status_code == 422
    assert [field for field, _ in faults(page)] == [
        "from",
        "time",
        "value",
        "unit",
        "counting",
        "region",
    ]


@pytest.mark.parametrize("value", ["9000", "174"])
def test_a_term_beyond_the_calendar_is_refused(nobody: TestClient, value: str) -> None:
    page = nobody.get("/terms/calculator", params=counting(value=value, unit="year"))

    assert faults(page) == [("value", "The term ends after the year 2199")]


def test_a_rule_is_checked_then_changed(keeper: TestClient, nobody: TestClient) -> None:
    asked = keeper.get("/terms/LAW-049/amend")
    checked = keeper.post(
        "/terms/LAW-049/amend",
        data=hidden(asked) | AMENDED | {"step": "check"},
    )
    saved = keeper.post(
        "/terms/LAW-049/amend", data=hidden(checked) | AMENDED | {"step": "save"}
    )
    page = told(nobody.get(saved.headers["Location"]))

    assert "This is what it will say" in told(checked)
    assert "15 working days" in page
    assert "What it says on other days" in page
    assert "Новый закон" in page


def test_a_fault_of_a_rule_leads_to_its_field(keeper: TestClient) -> None:
    wrong = AMENDED | {"value": "", "valid_from": "2027"}

    malformed = keeper.post(
        "/terms/LAW-049/amend", data=form(version=0, step="check", **wrong)
    )
    lost = keeper.post(
        "/terms/LAW-049/amend",
        data=form(version=0, step="save", **(AMENDED | {"value": ""})),
    )

    assert [field for field, _ in faults(malformed)] == ["valid_from"]
    assert [field for field, _ in faults(lost)] == ["value"]


def test_only_an_administrator_finds_the_forms(nobody: TestClient) -> None:
    assert nobody.get("/terms/LAW-049/amend").status_code != 200
    assert nobody.get("/work-calendar/decrees/new").status_code != 200
    assert nobody.get("/terms/LAW-999").status_code == 404


def test_the_calendar_shows_a_year_with_its_acts(nobody: TestClient) -> None:
    page = told(nobody.get("/work-calendar/2026"))
    future = told(nobody.get("/work-calendar/2028"))

    assert "247 working days, 1,972 working hours" in page
    assert "9 January 2026 Day off Постановление Правительства РФ" in page
    assert "not decreed yet" in future
    assert nobody.get("/work-calendar/2200").status_code == 404
    assert nobody.get("/work-calendar/2026?region=00").status_code == 404
    assert nobody.get("/work-calendar").status_code == 200


def decreed(**changes: Any) -> dict[str, Any]:
    said = {"act": "Указ № 5", "day_1": MONDAY_OFF, "kind_1": "off", "region": "63"}
    return said | changes


def test_a_decree_is_checked_then_taken_in(
    keeper: TestClient, nobody: TestClient
) -> None:
    path = "/work-calendar/decrees/new"
    asked = keeper.get(path)
    checked = keeper.post(path, data=hidden(asked) | decreed(step="check"))
    keeper.post(path, data=hidden(checked) | decreed(step="save"))
    page = told(nobody.get("/work-calendar/2026?region=63"))

    assert "30 November 2026 Working day Day off" in told(checked)
    assert "246 working days" in page
    assert "In the region only" in page


def test_a_fault_of_a_decree_leads_to_its_row(keeper: TestClient) -> None:
    path = "/work-calendar/decrees/new"
    wrong = decreed(day_1="", day_3="2026-13-01", kind_3="off", step="check")

    page = keeper.post(path, data=form(version=38, **wrong))
    empty = keeper.post(path, data=form(version=38, **decreed(day_1="", step="save")))

    assert [field for field, _ in faults(page)] == ["day_3"]
    assert [field for field, _ in faults(empty)] == ["day_1"]
