"""A claim of damage in a real browser: written on a phone, offered, agreed, paid."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from interfaces.app import create_app
from interfaces.gateways.database import Database
from tests.interfaces import test_accessibility
from tests.interfaces.test_accessibility import serving
from tests.interfaces.test_journey import follow, press, sign_in, tab
from tests.interfaces.test_journey_algorithm import stays_in_its_width
from tests.interfaces.world import World, world

pytestmark = test_accessibility.pytestmark
browser = test_accessibility.browser

ANNA, NINA = "Анна Кузнецова", "Нина Белова"
PHONE: ViewportSize = {"width": 360, "height": 740}
STORY = "Кафе опечатали без основания, и продукты испортились"


@pytest.fixture
def here(opened: Database) -> World:
    return world(opened)


@pytest.fixture
def address(here: World) -> Iterator[str]:
    with serving(create_app(here.service.settings, service=here.service)) as address:
        yield address


def test_a_claim_is_sent_and_both_sides_agree(
    browser: Browser, address: str, here: World
) -> None:
    inspected = here.inspection(here.actor("newcomer").id)
    about = f"/inspections/{inspected['inspection_id']}"
    with tab(browser) as anna, tab(browser) as nina:
        anna.set_viewport_size(PHONE)
        sign_in(anna, address, ANNA, f"/damages/new?about={about}")
        write(anna)
        press(anna, "Подписать и отправить")
        expect(anna.locator("main")).to_contain_text("Требование подписано")
        stays_in_its_width(anna)

        sign_in(nina, address, NINA, "/damages")
        nina.locator(".line a").first.click()
        expect(nina.locator("main")).not_to_contain_text(STORY)
        press(nina, "Открыть")
        expect(nina.locator("main")).to_contain_text(STORY)
        offer(nina)

        anna.reload()
        press(anna, "Открыть")
        follow(anna, "Принять предложение")
        expect(anna.locator("main")).to_contain_text("Хранили не по правилам")
        press(anna, "Принять предложение")
        expect(anna.locator("main")).to_contain_text("Договорились")
        follow(anna, "Сообщить, что деньги пришли")
        paid_on = here.service.clock.today().isoformat()
        anna.get_by_label("День, когда деньги пришли").fill(paid_on)
        press(anna, "Записать")
        expect(anna.locator("main")).to_contain_text("Выплачено")


def write(page: Page) -> None:
    """What happened and one line; a sum that cannot be read is said at its field."""
    press(page, "Начать черновик")
    follow(page, "Описать, что произошло")
    page.get_by_label("Что было незаконным").fill(STORY)
    press(page, "Сохранить")
    follow(page, "Добавить: реальный ущерб")
    page.get_by_label("Сумма, рублей").fill("много")
    page.get_by_label("Что это и как").fill("Продукты по накладной № 12")
    press(page, "Сохранить строку")
    expect(page.locator("#kopecks-error")).to_be_visible()
    page.get_by_label("Сумма, рублей").fill("25 300,50")
    press(page, "Сохранить строку")
    follow(page, "Проверить требование")
    expect(page.locator("main")).to_contain_text("Без документов их трудно доказать")
    stays_in_its_width(page)


def offer(page: Page) -> None:
    follow(page, "Ответить на требование")
    page.get_by_label("Предлагаем другую сумму").check()
    page.get_by_label("Предлагаемая сумма").fill("20000")
    page.get_by_label("Почему").fill("Хранили не по правилам")
    press(page, "Отправить ответ")
    expect(page.locator("main")).to_contain_text("Стороны договариваются")
