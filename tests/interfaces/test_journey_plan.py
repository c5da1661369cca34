"""A visit gets into the plan, in a real browser, and the business sees it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from domain.risk import Category, Reckoned, RiskAssignment
from interfaces.app import create_app
from interfaces.gateways.database import Database
from tests.interfaces import test_accessibility
from tests.interfaces.test_accessibility import serving
from tests.interfaces.test_journey import follow, headline, press, tab
from tests.interfaces.world import CAFE_INN, RISK_CRITERIA, World, world

pytestmark = test_accessibility.pytestmark
browser = test_accessibility.browser

CONTROL = RISK_CRITERIA["control_kind"]


@pytest.fixture
def here(opened: Database) -> World:
    """The café has two places of medium risk, and one of low."""
    here = world(opened)
    nina, service = here.actor("nina"), here.service
    here.premises("Склад")
    for place in (here.premises("Зал"), here.premises("Веранда")):
        assigned = RiskAssignment.assign(
            Reckoned(
                edition=1,
                on=service.clock.today(),
                lines=(),
                score=60,
                category=Category.MEDIUM,
            ),
            client_id=here.cafe,
            premises=place,
            control_kind=CONTROL,
            authority=nina.organisation,  # type: ignore[arg-type]
            by=nina,
            today=service.clock.today(),
        )
        service.log.record(assigned, by=nina)
    service.runner.drain()
    return here


@pytest.fixture
def address(here: World) -> Iterator[str]:
    with serving(create_app(here.service.settings, service=here.service)) as address:
        yield address


def enter(page: Page, here: World, address: str, name: str, path: str) -> None:
    """Open a page as somebody who has signed in."""
    cookie = {"name": "sverka", "value": here.session(name), "url": address}
    page.context.add_cookies([cookie])  # type: ignore[list-item]
    page.goto(f"{address}{path}")


def test_a_visit_to_all_risky_places_is_proposed_approved_and_seen(
    browser: Browser, here: World, address: str
) -> None:
    with tab(browser) as page:
        enter(page, here, address, "pavel", "/plan")
        follow(page, "Предложить мероприятие")
        page.get_by_label("ИНН бизнеса").fill(CAFE_INN)
        page.get_by_label("Вид контроля").select_option(CONTROL)
        page.get_by_role("radio", name="Обязательный профилактический визит").check()
        page.get_by_label("Первый день").fill("2027-03-01")
        page.get_by_label("Рабочих дней").fill("11")
        page.get_by_role("checkbox").first.check()
        press(page, "Выбрать объекты")
        expect(page.get_by_text("LAW-018")).to_be_visible()
        expect(page.get_by_role("radio", name="Все места")).to_be_checked()
        press(page, "Назад")
        page.get_by_label("Рабочих дней").fill("5")
        press(page, "Выбрать объекты")
        press(page, "Предложить руководителю")

        expect(page.get_by_text("Ждёт решения руководителя")).to_be_visible()
        expect(page.get_by_text("Объекты: 2")).to_be_visible()

    with tab(browser) as page:
        enter(page, here, address, "nina", "/plan/decisions")
        press(page, "Утвердить")
        expect(page.get_by_text("В плане", exact=True)).to_be_visible()

    with tab(browser) as page:
        enter(page, here, address, "anna", "/planned")
        assert headline(page) == "Что у вас запланировано"
        expect(page.get_by_text("1 марта 2027")).to_be_visible()
