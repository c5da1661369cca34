"""Life situations and segments over JSON: public to read, kept by registrars (L3)."""

import pytest
from fastapi.testclient import TestClient

from interfaces.gateways.database import Database
from tests.business import Business, business
from tests.conftest import StoppedClock
from tests.interfaces.visits import if_match, problem, seen, site_of, visit
from tests.situations import registrar, situation

pytestmark = pytest.mark.database

HOME = "/api/situations"
SAID = {
    "code": "open-sauna",
    "kind": "segment",
    "content": situation().model_dump(mode="json"),
}


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    return business(database, clock)


@pytest.fixture
def keeper(world: Business) -> TestClient:
    return visit(site_of(world), registrar(world))


def test_one_is_drafted_published_amended_and_withdrawn(
    keeper: TestClient, world: Business
) -> None:
    nobody = visit(site_of(world))
    seen(keeper, keeper.post(HOME, json=SAID))
    hidden = nobody.get(f"{HOME}/open-sauna")
    path = f"{HOME}/open-sauna"
    seen(keeper, keeper.post(f"{path}/publish", headers=if_match(1)))
    shown = nobody.get(path)
    content = SAID["content"] | {"facts": {"object:pool": True}}  # type: ignore[operator]
    amended = {"content": content}
    seen(keeper, keeper.put(path, json=amended, headers=if_match(2)))
    versions = nobody.get(f"{path}/versions").json()
    reason = {"reason": "Заменена"}
    seen(keeper, keeper.post(f"{path}/withdraw", json=reason, headers=if_match(3)))

    assert problem(hidden)[0] == 404
    assert (shown.headers["ETag"], shown.json()["number"]) == ('"2"', 1)
    assert [one["number"] for one in versions] == [2, 1]
    assert nobody.get(HOME).json() == []
    assert keeper.get(f"{HOME}/kept").json()[0]["status"] == "withdrawn"


def test_refusals_say_what_is_wrong(keeper: TestClient) -> None:
    seen(keeper, keeper.post(HOME, json=SAID))
    content = SAID["content"] | {"facts": {"object:ufo": True}}  # type: ignore[operator]

    answers = [
        keeper.post(HOME, json=SAID),
        keeper.post(HOME, json=SAID | {"code": "other", "content": content}),
        keeper.post(f"{HOME}/open-sauna/publish", headers=if_match(5)),
        keeper.post(f"{HOME}/open-sauna/publish"),
    ]

    assert [problem(one)[:2] for one in answers] == [
        (409, "situation-code-taken"),
        (422, "unknown-fact"),
        (412, "stale"),
        (428, "version-needed"),
    ]
