"""A client in its inspection, in a real browser: papers, a question, another date.

Nobody of the body answers in time, and the inspection begins when the client wished.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, expect

from application.inspection import When
from interfaces.app import create_app
from interfaces.gateways.database import Database
from interfaces.reactions import Reactions
from tests.conftest import EMPTY, StoppedClock
from tests.interfaces import test_accessibility
from tests.interfaces.shell import service_of, settings_of
from tests.interfaces.test_accessibility import SIDEWAYS, serving
from tests.interfaces.test_journey import headline, press, sign_in, tab
from tests.interfaces.world import World

pytestmark = test_accessibility.pytestmark
browser = test_accessibility.browser

ANNA, NEWCOMER = "Анна Кузнецова", "Новый человек"
QUESTION = "Какие журналы подготовить?"
DECISION = {
    "open": re.compile("Открыть документ.*Решение"),
    "download": re.compile("Скачать.*Решение"),
    "check": re.compile("Проверить подлинность.*Решение"),
}
NOT_THERE = "По этому адресу ничего нет"


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


def works(here: World) -> None:
    """What the worker does by itself."""
    here.service.runner.drain()
    Reactions(here.service).drain()
    here.service.papers.issue_due()
    here.service.inspection_silence.look()
    here.service.runner.drain()


def told(here: World) -> UUID:
    id = here.ordered()
    by = here.actor("pavel")
    here.service.inspection_steps.notify(id, When(place="Самара"), by=by)
    works(here)
    return id


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_date_is_moved_because_nobody_answered_in_time(
    browser: Browser, here: World, clock: StoppedClock, address: str, *, scripts: bool
) -> None:
    id = told(here)
    with tab(browser, scripts=scripts) as anna:
        sign_in(anna, address, ANNA)
        open_case(anna, address, id)
        read_decision(anna)
        anna.get_by_label("Спросите орган").fill(QUESTION)
        press(anna, "Отправить вопрос")
        expect(anna.locator("#questions")).to_contain_text("Срок идёт")
        wished = ask_for_another_date(anna)
        expect(anna.locator("#moving")).to_contain_text("Решает орган")

    clock.pass_by(timedelta(days=2))
    works(here)

    with tab(browser, scripts=scripts) as anna:
        sign_in(anna, address, ANNA)
        open_case(anna, address, id)
        moving = anna.locator("#moving")
        expect(moving).to_contain_text("Орган не решил в срок")
        expect(moving).to_contain_text(f"Начнётся {wished}")
        expect(anna.locator("#next")).to_contain_text(wished)


def test_somebody_is_let_in_and_shut_out_at_once(
    browser: Browser, here: World, address: str
) -> None:
    id = told(here)
    with tab(browser) as anna, tab(browser) as boris:
        sign_in(boris, address, NEWCOMER)
        boris.goto(f"{address}/inspections/{id}")
        expect(boris.locator("h1")).to_have_text(NOT_THERE)
        boris.goto(f"{address}/person")
        row = boris.locator("dl.summary > div", has_text="Ваш номер")
        number = row.locator("dd").inner_text()
        sign_in(anna, address, ANNA)
        open_case(anna, address, id)
        anna.get_by_text("Назвать представителя или").click()
        anna.get_by_label("Номер человека").fill(number)
        anna.get_by_label("Спрашивать, пояснять").check()
        press(anna, "Назвать представителя")
        expect(anna.locator("#people")).to_contain_text("Может действовать")
        boris.goto(f"{address}/inspections/{id}")
        expect(boris.locator("main")).to_contain_text("Вы действуете в этом деле")
        anna.get_by_role("button", name="Отозвать всё").click()
        expect(anna.locator("#people")).to_contain_text("Больше ничего не может")
        boris.reload()
        expect(boris.locator("h1")).to_have_text(NOT_THERE)


def open_case(page: Page, address: str, id: UUID) -> None:
    page.goto(f"{address}/inspections")
    page.locator(f'a[href="/inspections/{id}"]').click()
    assert headline(page).startswith("Проверка")
    assert not page.evaluate(SIDEWAYS)


def read_decision(page: Page) -> None:
    """Open the decision on the record, download it, and see that it is genuine."""
    page.get_by_role("button", name=DECISION["open"]).click()
    with page.expect_download() as download:
        page.get_by_role("link", name=DECISION["download"]).click()
    assert download.value.suggested_filename.startswith("decision-")
    page.get_by_role("link", name=DECISION["check"]).click()
    expect(page.locator("main")).to_contain_text("выдало государство")
    page.go_back()


def ask_for_another_date(page: Page) -> str:
    """Ask for the third of the times that are offered; returns it in words."""
    page.locator("#moving summary").click()
    page.get_by_label("Болезнь").check()
    choice = page.get_by_label("Лучше всего")
    wished = choice.locator("option").nth(3).inner_text()
    choice.select_option(label=wished)
    page.get_by_role("button", name="Попросить другую дату").click()
    return wished
