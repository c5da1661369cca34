"""A caution in a real browser: it demands papers, is mended, objected to, withdrawn."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from interfaces.app import create_app
from interfaces.gateways.database import Database
from interfaces.reactions import Reactions
from tests.interfaces import test_accessibility
from tests.interfaces.test_accessibility import serving
from tests.interfaces.test_journey import follow, press, sign_in, tab
from tests.interfaces.test_journey_algorithm import stays_in_its_width
from tests.interfaces.world import CAFE_INN, World, world

pytestmark = test_accessibility.pytestmark
browser = test_accessibility.browser

ANNA, PAVEL = "Анна Кузнецова", "Павел Громов"
PHONE: ViewportSize = {"width": 360, "height": 740}
DEMAND = "Представить копию журнала"
TRIES = 50


@pytest.fixture
def here(opened: Database) -> World:
    return world(opened)


@pytest.fixture
def address(here: World) -> Iterator[str]:
    with serving(create_app(here.service.settings, service=here.service)) as address:
        yield address


def test_a_caution_is_objected_to_and_withdrawn(
    browser: Browser, address: str, here: World
) -> None:
    with tab(browser) as pavel, tab(browser) as anna:
        sign_in(pavel, address, PAVEL, "/cautions")
        follow(pavel, "Объявить предостережение")
        issue(pavel, here.service.clock.today().isoformat())
        Reactions(here.service).drain()

        anna.set_viewport_size(PHONE)
        sign_in(anna, address, ANNA, "/notices")
        read_when_there(anna, "Вам объявили предостережение")
        anna.goto(f"{address}/cautions")
        anna.locator(".line a").first.click()
        expect(anna.locator("main")).not_to_contain_text("Выход заставлен")
        press(anna, "Открыть")
        expect(anna.locator("main")).to_contain_text("Выход заставлен")
        stays_in_its_width(anna)
        object_to(anna)

        pavel.goto(f"{address}/cautions?standing=objected")
        pavel.locator(".line a").first.click()
        press(pavel, "Открыть")
        expect(pavel.locator("main")).to_contain_text("Ящики убрали в тот же день")
        withdraw(pavel)

        anna.reload()
        press(anna, "Открыть")
        expect(anna.locator("main")).to_contain_text("Не тот дом")
        expect(anna.locator("main")).to_contain_text("Отозвано")


def issue(page: Page, today: str) -> None:
    """Fill the caution in; a demand for papers is refused at its field."""
    page.get_by_label("ИНН").fill(CAFE_INN)
    page.get_by_label("Наблюдение без взаимодействия").check()
    page.get_by_label("День, когда они поступили").fill(today)
    page.get_by_label("Признаки словами").fill("На снимках у входа стоят ящики")
    page.get_by_label("Код требования").fill("REQ-FIRE-004")
    page.get_by_label("Что может привести").fill("Выход заставлен ящиками")
    page.get_by_label("Что вы предлагаете").fill(DEMAND)
    press(page, "Посмотреть перед отправкой")
    expect(page.locator("#proposal-1-error")).to_contain_text(DEMAND)
    page.get_by_label("Что вы предлагаете").fill("Освободить выход")
    press(page, "Посмотреть перед отправкой")
    expect(page.locator("h1")).to_have_text("Проверьте перед отправкой")
    press(page, "Отправить предостережение")
    expect(page.locator("main")).to_contain_text("Предостережение отправлено")


def object_to(page: Page) -> None:
    page.locator("summary", has_text="Возразить на предостережение").click()
    page.get_by_label("С чем вы не согласны").fill("Ящики убрали в тот же день")
    press(page, "Отправить возражение")
    expect(page.locator("main")).to_contain_text("Возражение ждёт ответа")


def withdraw(page: Page) -> None:
    page.locator("summary", has_text="Отозвать предостережение").click()
    page.get_by_label("Почему предостережение отзывается").fill("Не тот дом")
    press(page, "Отозвать предостережение")
    expect(page.locator("main")).to_contain_text("Отозвано")


def read_when_there(page: Page, text: str) -> None:
    """Read a page again until reactions and read models are as far."""
    for _ in range(TRIES):
        if text in page.locator("main").inner_text():
            return
        page.wait_for_timeout(200)
        page.reload()
    raise AssertionError(text)
