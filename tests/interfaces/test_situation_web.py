"""Pages of registrars for life situations and segments (L3)."""

import pytest
from fastapi.testclient import TestClient

from interfaces.gateways.database import Database
from tests.business import Business, business
from tests.conftest import StoppedClock
from tests.interfaces.visits import faults, form, hidden, site_of, told, visit
from tests.situations import PLACE, offer, registrar

pytestmark = pytest.mark.database

HOME = "/situations/keep"
SAID = {
    "code": "open-sauna",
    "kind": "life_situation",
    "name_ru": "Открываю сауну",
    "name_en": "Opening a sauna",
    "about_ru": "У вас появляется сауна",
    "about_en": "You get a sauna",
    "facts": "object:pool = yes\nemployees = 2\nobject:lift = no",
    "whom": '{"client_kind": ["LE"]}',
    "certainty": "likely",
}


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    return business(database, clock)


@pytest.fixture
def inspector(world: Business) -> TestClient:
    return visit(site_of(world), world.supervisor())


@pytest.fixture
def elena(world: Business) -> TestClient:
    visitor = visit(site_of(world), registrar(world))
    visitor.cookies.set("lang", "en")
    return visitor


def test_one_is_written_checked_saved_and_published(
    elena: TestClient, world: Business
) -> None:
    checked = elena.post(f"{HOME}/new", data=form(step="check", **SAID))
    saved = elena.post(f"{HOME}/new", data=form(step="save", **SAID))
    page = elena.get(saved.headers["Location"])
    elena.post(f"{HOME}/open-sauna/publish", data=hidden(page))

    assert "Check what it says" in told(checked)
    assert "For legal entities" in told(checked)
    card = world.service.situation_view.get("open-sauna")
    assert card
    assert card.content.facts == {
        "object:pool": True,
        "employees": 2,
        "object:lift": False,
    }
    assert card.status.value == "published"
    assert "Published" in told(elena.get(HOME))


def test_a_new_version_is_written_from_the_one_before(
    elena: TestClient, world: Business
) -> None:
    offer(world)

    page = elena.get(f"{HOME}/{PLACE}/amend")
    changed = {
        "name_ru": "Открываю точку",
        "name_en": "Opening a place",
        "about_ru": "Ещё одно место",
        "about_en": "One more place",
        "facts": "object:crane = yes",
        "whom": '{"op": "all", "of": []}',
        "certainty": "certain",
    }
    saved = elena.post(
        f"{HOME}/{PLACE}/amend", data=hidden(page) | changed | {"step": "save"}
    )

    assert "life_situation:opens_site = yes" in page.text
    assert saved.status_code == 303
    shown = told(elena.get(f"{HOME}/{PLACE}"))
    assert "Earlier versions Version 1" in shown


def test_one_is_withdrawn_with_a_reason(elena: TestClient, world: Business) -> None:
    offer(world)
    page = elena.get(f"{HOME}/{PLACE}")

    empty = elena.post(f"{HOME}/{PLACE}/withdraw", data=hidden(page))
    done = elena.post(
        f"{HOME}/{PLACE}/withdraw", data=form(version=2, reason="Заменена другой")
    )

    assert empty.status_code == 422
    assert [to for to, _ in faults(empty)] == ["reason"]
    assert done.status_code == 303
    assert "Withdrawn" in told(elena.get(f"{HOME}/{PLACE}"))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"code": "Ы"}, "code"),
        ({"name_en": ""}, "name_en"),
        ({"facts": ""}, "facts"),
        ({"facts": "object:ufo = yes"}, "facts"),
        ({"facts": "object:pool = perhaps"}, "facts"),
        ({"whom": "nobody"}, "whom"),
        ({"whom": '{"object": ["ufo"]}'}, "whom"),
        ({"certainty": "sure"}, "certainty"),
    ],
)
def test_what_cannot_be_recorded_is_shown_at_its_field(
    elena: TestClient, wrong: dict[str, str], field: str
) -> None:
    for step in ("check", "save"):
        sent = elena.post(f"{HOME}/new", data=form(step=step, **(SAID | wrong)))

        assert sent.status_code == 422
        assert [to for to, _ in faults(sent)] == [field]


def test_an_old_version_is_not_overwritten(elena: TestClient, world: Business) -> None:
    offer(world)
    said = {name: text for name, text in SAID.items() if name not in ("code", "kind")}

    answers = [
        elena.post(f"{HOME}/{PLACE}/amend", data=form(version=1, step="save", **said)),
        elena.post(f"{HOME}/{PLACE}/publish", data=form(version=1)),
        elena.post(f"{HOME}/{PLACE}/withdraw", data=form(version=1, reason="Так")),
    ]

    assert [one.status_code for one in answers] == [412, 412, 412]


def test_nobody_else_sees_these_pages(inspector: TestClient, world: Business) -> None:
    offer(world)

    for path in (HOME, f"{HOME}/new", f"{HOME}/{PLACE}", f"{HOME}/{PLACE}/amend"):
        assert inspector.get(path).status_code == 404
