"""Pages and files of the history between a client and the state (R5)."""

import csv
import json
from io import BytesIO, StringIO
from uuid import uuid4
from zipfile import ZipFile

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.routing import Match

from domain.kernel import Actor
from interfaces.gateways.database import Database
from interfaces.timeline import files
from interfaces.timeline.telling import PATHS
from tests.business import LIFT_CODE, business, own
from tests.conftest import StoppedClock
from tests.consulting import Desk
from tests.execution import Cafe
from tests.interfaces.visits import faults, site_of, told, visit
from tests.situations import PLACE, offer

pytestmark = pytest.mark.database


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Cafe:
    return Cafe(business(database, clock))


@pytest.fixture
def site(world: Cafe) -> FastAPI:
    return site_of(world.made)


@pytest.fixture
def owner(site: FastAPI, world: Cafe) -> TestClient:
    return visit(site, world.anna)


@pytest.fixture
def inspector(site: FastAPI, world: Cafe) -> TestClient:
    return visit(site, world.pavel)


def contested(world: Cafe) -> None:
    """A declaration that the body contests, and the client answers."""
    world.made.state(world.anna, object_lift=None)
    id = world.made.declare(world.anna).id
    world.made.contest(id, world.pavel)


def of(client: Actor) -> str:
    return f"/timeline/of/{own(client)}"


def test_a_client_reads_everything_in_plain_words_newest_first(
    owner: TestClient, world: Cafe
) -> None:
    contested(world)

    page = told(owner.get("/timeline"))

    assert page.index("Заявление оспорено") < page.index("Подано заявление")
    assert page.index("Подано заявление") < page.index("Бизнес зарегистрирован")
    assert "Управление: Ростехнадзор" in page
    assert "Anna" in page


def test_every_kind_of_thing_has_a_page_that_it_leads_to(site: FastAPI) -> None:
    code, thing = "REQ-FIRE-001", str(uuid4())
    addresses = {path.format(code=code, thing=thing) for path in PATHS.values()}

    def leads(path: str) -> bool:
        scope = {"type": "http", "path": path, "method": "GET", "headers": []}
        return any(
            route.matches(scope)[0] is Match.FULL for route in site.router.routes
        )

    assert sorted(path for path in addresses if not leads(path)) == []


def test_a_history_is_narrowed_and_says_so_when_nothing_fits(
    owner: TestClient, world: Cafe
) -> None:
    contested(world)

    page = told(owner.get("/timeline", params={"kind": "decision"}))
    nothing = told(owner.get("/timeline", params={"to_day": "2020-01-01"}))
    empty = owner.get("/timeline", params={"kind": "", "person": "", "from_day": ""})

    assert "Заявление оспорено" in page
    assert "Подано заявление" not in page
    assert "Ничего не подходит" in nothing
    assert "Подано заявление" in told(empty)


def test_a_life_situation_shows_its_steps_and_those_of_its_requirements(
    owner: TestClient, world: Cafe
) -> None:
    offer(world.made)
    contested(world)
    world.made.open_premises(world.anna)

    page = told(owner.get("/timeline", params={"situation": PLACE}))

    assert "Заявление оспорено" in page, "the situation brings the lift's requirement"
    assert "Добавлено место деятельности" not in page
    assert owner.get("/timeline", params={"situation": "none-such"}).status_code == 404


def test_a_period_that_ends_before_it_begins_is_a_mistake_told_at_its_field(
    owner: TestClient,
) -> None:
    asked = {"from_day": "2026-11-22", "to_day": "2026-11-21"}

    page = owner.get("/timeline", params=asked)

    assert page.status_code == 422
    assert [field for field, _ in faults(page)] == ["to_day"]


def test_pages_keep_what_was_asked_for(owner: TestClient, world: Cafe) -> None:
    contested(world)

    first = owner.get("/timeline", params={"limit": 2, "side": "client"})

    assert 'rel="next"' in first.text
    assert "side=client" in first.text.split('rel="next"')[0].rsplit("<a", 1)[1]


def test_a_body_reads_what_it_and_the_client_had_to_do_with_each_other(
    inspector: TestClient, world: Cafe
) -> None:
    contested(world)
    asking = Desk(world.made)
    asking.answer(asking.ask(world.anna).id, world.pavel)

    page = told(inspector.get(of(world.anna)))

    assert "Заявление оспорено" in page
    assert "На вопрос дан ответ" in page
    assert "Бизнес зарегистрирован" not in page
    assert "Anna" not in page


@pytest.mark.parametrize("which", ["shared_nothing", "unknown"])
def test_nothing_is_shared_is_the_same_as_no_such_client(
    site: FastAPI, world: Cafe, which: str
) -> None:
    contested(world)
    olga = visit(site, world.olga)
    path = of(world.anna) if which == "shared_nothing" else f"/timeline/of/{uuid4()}"

    assert olga.get(path).status_code == 404
    assert olga.get(f"/api{path}").status_code == 404


def test_a_client_cannot_read_the_history_of_another(
    site: FastAPI, world: Cafe
) -> None:
    other = visit(site, world.made.client("oleg", "630000000292"))

    page = other.get("/timeline", params={"person": world.anna.id})

    assert "Anna" not in told(page)
    assert other.get(of(world.anna)).status_code == 404


def test_a_table_holds_every_step_and_no_formula(
    owner: TestClient, world: Cafe
) -> None:
    contested(world)
    world.made.state(world.anna, object_lift=True)
    Desk(world.made).ask(world.anna, question='=HYPERLINK("http://example.test")')

    answer = owner.get("/timeline/export", params={"form": "csv"})
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))

    assert answer.headers["Content-Type"].startswith("text/csv")
    assert answer.headers["Cache-Control"] == "no-store"
    assert len(rows) - 1 == world.service.timeline_view.facets(own(world.anna)).count
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row)
    assert any("HYPERLINK" in cell for row in rows for cell in row)


def test_a_spreadsheet_holds_texts_alone(owner: TestClient, world: Cafe) -> None:
    contested(world)

    answer = owner.get("/timeline/export", params={"form": "xlsx", "kind": "decision"})

    with ZipFile(BytesIO(answer.content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<row ") == 2
    assert "<f>" not in sheet


def test_data_say_how_they_were_narrowed(owner: TestClient, world: Cafe) -> None:
    contested(world)

    answer = owner.get(
        "/timeline/export", params={"form": "json", "requirement": LIFT_CODE}
    )
    data = json.loads(answer.content)

    assert data["narrowed"] == {"requirement": LIFT_CODE}
    assert [one["event"].rpartition(".")[2] for one in data["steps"]][:2] == [
        "Contested",
        "Declared",
    ]


def test_too_long_a_history_is_not_cut_but_refused(
    owner: TestClient, world: Cafe, monkeypatch: pytest.MonkeyPatch
) -> None:
    contested(world)
    monkeypatch.setattr(files, "MOST", 1)

    answer = owner.get("/timeline/export", params={"form": "csv"})

    assert answer.status_code == 409
    assert [field for field, _ in faults(answer)] == ["from_day"]


def test_what_was_said_is_told_with_the_step(owner: TestClient, world: Cafe) -> None:
    asking = Desk(world.made)
    id = asking.ask(world.anna, question="Нужен ли журнал лифта?").id
    asking.answer(id, world.pavel, "Да, нужен")

    page = told(owner.get("/timeline", params={"service": "L6"}))

    assert "Нужен ли журнал лифта?" in page
    assert "Да, нужен" in page
