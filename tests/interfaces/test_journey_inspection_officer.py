"""An officer inspects with a phone where the line is poor, in a real browser (I0)."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from playwright.sync_api import Browser, FilePayload, Page, Route, ViewportSize, expect

from application.inspection import RegisterInspection, When
from interfaces.app import create_app
from interfaces.gateways.database import Database
from tests.conftest import EMPTY, StoppedClock
from tests.interfaces import test_accessibility
from tests.interfaces.shell import service_of, settings_of
from tests.interfaces.test_accessibility import SIDEWAYS, serving
from tests.interfaces.test_journey import follow, press, sign_in, tab
from tests.interfaces.world import World

pytestmark = test_accessibility.pytestmark
browser = test_accessibility.browser

PAVEL = "Павел Громов"
PHONE: ViewportSize = {"width": 360, "height": 740}
PLACE, SEEN = "Самара, ул. Ленина, 1", "Огнетушитель просрочен с марта"
PHOTO: FilePayload = {
    "name": "щит.jpg",
    "mimeType": "image/jpeg",
    "buffer": b"\xff\xd8\xff a photo",
}


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
def here(opened: Database, clock: StoppedClock) -> World:
    with opened.connection() as connection:
        connection.execute(EMPTY)
    return World(service_of(opened, clock, settings_of(opened)))


@pytest.fixture
def address(here: World) -> Iterator[str]:
    with serving(create_app(here.service.settings, service=here.service)) as address:
        yield address


def announced(here: World, clock: StoppedClock) -> UUID:
    """An inspection of which everybody was told, and whose time has come."""
    id, by, steps = here.ordered(), here.actor("pavel"), here.service.inspection_steps
    steps.register(id, RegisterInspection(place=PLACE, number="6" * 20), by=by)
    steps.notify(id, When(place=PLACE), by=by)
    here.service.runner.drain()
    card = here.service.inspection_view.case(id)
    assert card
    clock.set(card.starts + timedelta(hours=1))
    return id


def test_what_an_officer_writes_is_lost_by_no_line_and_recorded_once(
    browser: Browser, here: World, clock: StoppedClock, address: str
) -> None:
    id = announced(here, clock)
    with tab(browser) as phone:
        phone.set_viewport_size(PHONE)
        sign_in(phone, address, PAVEL)
        begin(phone, address, id)
        clock.pass_by(timedelta(minutes=20))
        follow(phone, "Записать действие")
        write(phone)

        phone.context.set_offline(True)
        press(phone, "Записать")
        phone.wait_for_load_state()
        phone.context.set_offline(False)
        come_back(phone, address, id)

        phone.route("**/actions/new", answer_is_lost)
        phone.get_by_label("Фотографии и файлы").set_input_files(PHOTO)
        press(phone, "Записать")
        phone.wait_for_load_state()
        phone.unroute("**/actions/new")
        come_back(phone, address, id)
        phone.get_by_label("Фотографии и файлы").set_input_files(PHOTO)
        press(phone, "Записать")
        expect(phone.locator("main")).to_contain_text("Действие записано")
        assert phone.get_by_label("Что увидели").input_value() == ""
        phone.reload()
        assert phone.get_by_label("Что увидели").input_value() == ""

    here.service.runner.drain()
    (action,) = here.service.inspection_view.actions(id).actions
    assert (action.said, len(action.files)) == (SEEN, 1)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_an_officer_ends_an_inspection_with_an_act_and_an_order(
    browser: Browser, here: World, clock: StoppedClock, address: str, *, scripts: bool
) -> None:
    id = announced(here, clock)
    with tab(browser, scripts=scripts) as phone:
        phone.set_viewport_size(PHONE)
        sign_in(phone, address, PAVEL)
        begin(phone, address, id)
        clock.pass_by(timedelta(minutes=20))
        follow(phone, "Записать действие")
        write(phone)
        press(phone, "Записать")
        expect(phone.locator("main")).to_contain_text("Действие записано")
        clock.pass_by(timedelta(hours=1))
        phone.goto(f"{address}/inspections/{id}")
        step(phone, "Закончить проверку", "Закончить")

        follow(phone, "Составить акт")
        phone.get_by_label("Какое требование").select_option(index=0)
        phone.get_by_label("Что найдено").fill(SEEN)
        phone.get_by_label("Где").fill(PLACE)
        assert not phone.evaluate(SIDEWAYS)
        press(phone, "Составить акт")
        expect(phone.locator("main")).to_contain_text(SEEN)
        if scripts:
            assert phone.evaluate("localStorage.length") == 0

        last = clock.today() + timedelta(days=30)
        phone.get_by_label("Последний день").fill(last.isoformat())
        phone.get_by_label("Чем подтвердить исполнение").fill(
            "Фото нового огнетушителя"
        )
        phone.locator("#place-improvement").fill(PLACE)
        press(phone, "Дать предписание")
        expect(phone.locator("main")).to_contain_text("Фото нового огнетушителя")
        assert not phone.evaluate(SIDEWAYS)


def begin(page: Page, address: str, id: UUID) -> None:
    page.goto(f"{address}/inspections/{id}")
    step(page, "Начать проверку", "Начать")
    expect(page.get_by_role("link", name="Записать действие")).to_be_visible()
    assert not page.evaluate(SIDEWAYS)


def step(page: Page, what: str, button: str) -> None:
    """Take a step here and now."""
    page.locator("summary", has_text=what).click()
    page.locator("details[open]").get_by_label("Где").fill(PLACE)
    press(page, button)


def write(page: Page) -> None:
    page.get_by_label("Что сделано").select_option(index=0)
    now = page.get_by_label("До какого часа").input_value()
    page.get_by_label("С какого часа").fill(f"{now[:3]}00")
    page.get_by_label("Где").fill(PLACE)
    page.get_by_label("Что увидели").fill(SEEN)
    assert not page.evaluate(SIDEWAYS)


def answer_is_lost(route: Route) -> None:
    """The service gets what was sent, and the phone never hears of it."""
    if route.request.method == "POST":
        route.fetch(max_redirects=0)
        route.abort()
    else:
        route.continue_()


def come_back(page: Page, address: str, id: UUID) -> None:
    """Open the form again; what was written on this phone is there."""
    page.goto(f"{address}/inspections/{id}/actions/new")
    expect(page.locator("[data-draft-told]")).to_be_visible()
    assert page.get_by_label("Что увидели").input_value() == SEEN
    assert not page.evaluate(SIDEWAYS)
