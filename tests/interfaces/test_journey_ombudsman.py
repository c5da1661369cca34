"""A business calls the ombudsman, who reads the case, says what it thinks, and goes.

Meanwhile the business counts what the inspection takes from it, and rates what helped.
"""

from collections.abc import Iterator
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from application.inspection import When
from interfaces.app import create_app
from interfaces.gateways.database import Database
from tests.helping import OPINION
from tests.interfaces import test_accessibility
from tests.interfaces.test_accessibility import SIDEWAYS, serving
from tests.interfaces.test_journey import follow, press, sign_in, tab
from tests.interfaces.world import World, world

pytestmark = test_accessibility.pytestmark
browser = test_accessibility.browser

ANNA, TATIANA = "Анна Кузнецова", "Татьяна Новикова"
PHONE: ViewportSize = {"width": 360, "height": 740}


@pytest.fixture
def here(opened: Database) -> World:
    return world(opened)


@pytest.fixture
def address(here: World) -> Iterator[str]:
    with serving(create_app(here.service.settings, service=here.service)) as address:
        yield address


@pytest.fixture
def inspection(here: World) -> UUID:
    id = here.ordered()
    by = here.actor("pavel")
    here.service.inspection_steps.notify(id, When(place="Самара"), by=by)
    here.service.runner.drain()
    return id


def test_a_business_calls_the_ombudsman_and_counts_what_the_inspection_takes(
    browser: Browser, address: str, inspection: UUID
) -> None:
    with tab(browser) as anna, tab(browser, scripts=False) as tatiana:
        anna.set_viewport_size(PHONE)
        sign_in(anna, address, ANNA)
        anna.goto(f"{address}/inspections/{inspection}")
        press(anna, "Пригласить уполномоченного")
        expect(said(anna)).to_contain_text("Приглашён, ещё не ответил")
        assert not anna.evaluate(SIDEWAYS)

        sign_in(tatiana, address, TATIANA)
        tatiana.goto(f"{address}/ombudsman")
        tatiana.get_by_role("link", name="Проверка", exact=False).first.click()
        press(tatiana, "Участвовать")
        expect(said(tatiana)).to_contain_text("Что проверяют")
        tatiana.get_by_label("Мнение").fill(OPINION)
        press(tatiana, "Отправить мнение")
        expect(said(tatiana)).to_contain_text(OPINION)

        anna.reload()
        press(anna, "Открыть мнение")
        expect(said(anna)).to_contain_text(OPINION)

        count(anna, address, inspection)
        rate(anna, address, inspection)

        tatiana.locator("summary", has_text="Больше не участвовать").click()
        press(tatiana, "Больше не участвовать")
        expect(said(tatiana)).to_contain_text("Дело для вашего аппарата закрыто")


def count(page: Page, address: str, inspection: UUID) -> None:
    """An hour and a half of the owner: reckoned first, then recorded."""
    page.goto(f"{address}/inspections/{inspection}/burden")
    follow(page, "Записать день")
    page.get_by_label("Часов у каждого").first.fill("1:30")
    page.get_by_label("Рублей в час").first.fill("1000")
    press(page, "Посчитать")
    expect(said(page)).to_contain_text("Пока ничего не записано")
    assert not page.evaluate(SIDEWAYS)
    press(page, "Записать день")
    expect(said(page)).to_contain_text("1,5 ч")


def rate(page: Page, address: str, inspection: UUID) -> None:
    page.goto(f"{address}/inspections/{inspection}/ratings")
    page.get_by_label("4 – помогло").first.check()
    press(page, "Отправить оценки")
    expect(said(page)).to_contain_text("ваши оценки записаны")


def said(page: Page) -> Locator:
    return page.locator("main")
