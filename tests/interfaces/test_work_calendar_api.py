"""The calendar over JSON: public to read, an administrator's to keep."""

import pytest
from fastapi.testclient import TestClient

from interfaces.gateways.database import Database
from tests.business import Business, business
from tests.conftest import StoppedClock
from tests.interfaces.visits import if_match, problem, seen, site_of, visit
from tests.law import MONDAY_OFF, administrator, begin_calendar, decree

pytestmark = pytest.mark.database

HOME = "/api/work-calendar"
SAID = decree(MONDAY_OFF).model_dump(mode="json")


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    world = business(database, clock)
    begin_calendar(world)
    return world


@pytest.fixture
def nobody(world: Business) -> TestClient:
    return visit(site_of(world))


@pytest.fixture
def keeper(world: Business) -> TestClient:
    return visit(site_of(world), administrator(world))


def test_a_year_tells_its_days_off_and_their_acts(nobody: TestClient) -> None:
    year = nobody.get(f"{HOME}/2026")
    told = year.json()

    assert year.headers["ETag"] == '"38"'
    assert (told["working_days"], told["is_settled"]) == (247, True)
    assert {
        "day": "2026-01-09",
        "kind": "off",
        "source": "Постановление Правительства РФ от 24.09.2025 № 1466",
        "is_regional": False,
    } in told["days"]
    assert nobody.get(f"{HOME}/2028").json()["is_settled"] is False


def test_a_decree_is_taken_in_and_terms_are_counted_by_it(
    nobody: TestClient, keeper: TestClient
) -> None:
    term = {"from": "2026-11-27", "value": "1"}
    before = nobody.get("/api/terms/reckoning", params=term).json()["reckoning"]
    seen(keeper, keeper.post(f"{HOME}/decrees", json=SAID, headers=if_match(38)))
    after = nobody.get("/api/terms/reckoning", params=term).json()["reckoning"]

    assert (before["last_day"], before["calendar_version"]) == ("2026-11-30", 38)
    assert (after["last_day"], after["calendar_version"]) == ("2026-12-01", 39)
    assert after["steps"][2]["source"] == "Постановление № 1"
    assert nobody.get(HOME).json()[0]["act"] == "Постановление № 1"


def test_a_day_off_of_a_region_is_told_as_such(
    nobody: TestClient, keeper: TestClient
) -> None:
    regional = SAID | {"region": "63"}
    seen(keeper, keeper.post(f"{HOME}/decrees", json=regional, headers=if_match(38)))
    year = nobody.get(f"{HOME}/2026", params={"region": "63"}).json()

    assert [one["day"] for one in year["days"] if one["is_regional"]] == [MONDAY_OFF]
    assert year["working_days"] == 246
    assert nobody.get(f"{HOME}/2026").json()["working_days"] == 247


def test_refusals_say_what_is_wrong(keeper: TestClient) -> None:
    def refused(version: int = 38, **changes: object) -> tuple[int, str]:
        answer = keeper.post(
            f"{HOME}/decrees", json=SAID | changes, headers=if_match(version)
        )
        return problem(answer)[:2]

    assert [
        refused(days=[]),
        refused(region="00"),
        refused(region="63", settles=2028),
        refused(settles=2026),
        refused(days=[SAID["days"][0]] * 2),
        refused(days=[{"day": "2026-11-30", "kind": "working"}]),
        refused(version=1),
        problem(keeper.get(f"{HOME}/3000"))[:2],
        problem(keeper.get(f"{HOME}/2026", params={"region": "00"}))[:2],
    ] == [
        (422, "decree-empty"),
        (422, "unknown-region"),
        (422, "decree-regional-year"),
        (409, "year-settled"),
        (422, "decree-day-twice"),
        (409, "calendar-unchanged"),
        (412, "stale"),
        (404, "not-found"),
        (422, "unknown-region"),
    ]
