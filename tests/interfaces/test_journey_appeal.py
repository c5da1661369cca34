"""An appeal in a real browser: written by a client, signed by a representative, late.

What is appealed is a decision to inspect; nothing has to be looked up.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, expect

from application.appeal import (
    AssignAppeal,
    DraftDecision,
    JudgedPoint,
    OrderedEffect,
)
from application.inspection import When
from domain.appeal import AppealPower, AppealStatus, Effect
from interfaces.app import create_app
from interfaces.gateways.database import Database
from interfaces.reactions import Reactions
from projections.appeal import AppealCard
from tests.conftest import EMPTY, StoppedClock
from tests.interfaces import test_accessibility
from tests.interfaces.shell import service_of, settings_of
from tests.interfaces.test_accessibility import SIDEWAYS, serving
from tests.interfaces.test_journey import arrive, follow, press, sign_in, tab
from tests.interfaces.world import World

pytestmark = test_accessibility.pytestmark
browser = test_accessibility.browser

ANNA, NEWCOMER = "Анна Кузнецова", "Новый человек"
WORDS = "О проверке сообщили накануне вечером"
ASKS = "Отменить решение о проверке"
WISHED = (
    "Приостановить исполнение до решения по жалобе?",
    "Хотите приложить другие документы?",
    "Хотите, чтобы вас выслушали по видеосвязи?",
    "Хотите пригласить уполномоченного?",
)
SIGN = "Подписать и отправить"
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


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_client_appeals_from_the_page_of_an_inspection(
    browser: Browser, here: World, address: str, *, scripts: bool
) -> None:
    id = told(here)
    with tab(browser, scripts=scripts) as anna:
        sign_in(anna, address, ANNA)
        begin(anna, address, id)
        write(anna)
        expect(anna.locator("main")).to_contain_text("Кто это увидит")
        expect(anna.locator("main")).to_contain_text(WORDS)
        press(anna, SIGN)
        expect(anna.locator("h1")).to_have_text("Жалоба отправлена")
        follow(anna, "Квитанция: её можно проверить без этого сервиса")
        expect(anna.locator("h1")).to_contain_text("Квитанция")
        anna.go_back()
        follow(anna, "Посмотреть жалобу")
        expect(anna.locator("#next")).to_contain_text("Решить по жалобе")
        assert not anna.evaluate(SIDEWAYS)

    assert newest(here).status is AppealStatus.SENT


def test_a_representative_whose_power_lapses_midway_can_do_nothing_more(
    browser: Browser, here: World, clock: StoppedClock, address: str
) -> None:
    id = told(here)
    with tab(browser) as anna, tab(browser) as boris:
        sign_in(anna, address, ANNA)
        begin(anna, address, id)
        sign_in(boris, address, NEWCOMER)
        boris.goto(f"{address}/person")
        row = boris.locator("dl.summary > div", has_text="Ваш номер")
        number = row.locator("dd").inner_text()
        follow(anna, "Доверить кому-то написать или подписать её за вас")
        anna.get_by_label("Номер человека").fill(number)
        anna.get_by_label("Подписывать и отправлять").check()
        day = here.service.clock.today() + timedelta(days=1)
        anna.get_by_label("Последний день").fill(day.isoformat())
        press(anna, "Назвать представителя")
        draft = f"{address}/appeals/{newest(here).id}"
        boris.goto(f"{draft}/write")
        write(boris)
        expect(boris.get_by_role("button", name=SIGN)).to_be_visible()
        clock.pass_by(timedelta(days=2))
        sign_in(boris.context.new_page(), address, NEWCOMER)
        press(boris, SIGN)
        expect(boris.locator("h1")).to_have_text(NOT_THERE)
        boris.goto(f"{draft}/write")
        expect(boris.locator("h1")).to_have_text(NOT_THERE)

    card = newest(here)
    assert card.status is AppealStatus.DRAFT
    assert [one.words for one in card.points] == [WORDS]
    assert set(here.service.appeal_view.representatives(card.id)[0].powers) == {
        AppealPower.PREPARE,
        AppealPower.SIGN,
    }


def test_a_late_decision_is_shown_as_late_and_still_opens_the_way_to_court(
    browser: Browser, here: World, clock: StoppedClock, address: str
) -> None:
    id = told(here)
    with tab(browser) as anna:
        sign_in(anna, address, ANNA)
        begin(anna, address, id)
        write(anna)
        press(anna, SIGN)

    clock.pass_by(timedelta(days=60))
    works(here)

    with tab(browser) as anna:
        sign_in(anna, address, ANNA)
        anna.goto(f"{address}/appeals/{newest(here).id}")
        expect(anna.locator("#overdue")).to_contain_text("не дожидаясь решения")

    decide(here)

    with tab(browser) as anna:
        sign_in(anna, address, ANNA)
        anna.goto(f"{address}/appeals/{newest(here).id}")
        while anna.get_by_role("button", name=re.compile("^Открыть")).count():
            anna.get_by_role("button", name=re.compile("^Открыть")).first.click()
            arrive(anna)
        works(here)
        anna.reload()
        decision = anna.locator("#decision")
        expect(decision).to_contain_text("Жалоба удовлетворена")
        expect(decision).to_contain_text("Решено с опозданием")
        expect(decision).to_contain_text("В суд можно обратиться до")
        assert not anna.evaluate(SIDEWAYS)


def works(here: World) -> None:
    """What the worker does by itself."""
    here.service.runner.drain()
    Reactions(here.service).drain()
    here.service.papers.issue_due()
    here.service.runner.drain()


def told(here: World) -> UUID:
    """An inspection of which the café was told."""
    id = here.ordered()
    by = here.actor("pavel")
    here.service.inspection_steps.notify(id, When(place="Самара"), by=by)
    works(here)
    return id


def begin(page: Page, address: str, id: UUID) -> None:
    page.goto(f"{address}/inspections/{id}")
    page.locator("#appeal a").first.click()
    expect(page.locator("h1")).to_have_text("Хотите это обжаловать?")
    page.get_by_role("button", name=re.compile("^Начать жалобу")).click()
    arrive(page)
    expect(page.locator("h1")).to_have_text("Ваша жалоба: черновик")


def write(page: Page) -> None:
    """From the page of all parts to the page of signing."""
    follow(page, "Дальше")
    if page.get_by_label("День, когда вы об этом узнали").count():
        page.get_by_label("День, когда вы об этом узнали").fill("2026-11-21")
        press(page, "Сохранить и дальше")
    follow(page, "Написать первый довод")
    page.get_by_label("Нас не уведомили или уведомили поздно").check()
    press(page, "Дальше")
    page.get_by_label("Расскажите своими словами, что произошло").fill(WORDS)
    press(page, "Сохранить и дальше")
    expect(page.locator("h1")).to_have_text("Что это подтверждает?")
    press(page, "Сохранить и дальше")
    follow(page, "Дальше")
    page.get_by_label("Своими словами").fill(ASKS)
    press(page, "Сохранить и дальше")
    for title in WISHED:
        expect(page.locator("h1")).to_have_text(title)
        assert not page.evaluate(SIDEWAYS)
        press(page, "Сохранить и дальше")
    expect(page.locator("h1")).to_have_text("Проверить и подписать")


def decide(here: World) -> None:
    """The body upholds it, late."""
    card, galina, service = newest(here), here.actor("galina"), here.service
    cases, decisions = service.appeal_cases, service.appeal_decisions
    cases.assign(card.id, AssignAppeal(officer=galina.id), by=galina)
    here.read_appeal(card.id, galina)
    cases.accept(card.id, by=galina)
    drafted = DraftDecision(
        points={1: JudgedPoint(upheld=True, reason="Уведомили поздно")},
        effects=(OrderedEffect(effect=Effect.ANNUL),),
        words="Жалоба обоснованна",
    )
    decisions.draft(card.id, drafted, by=galina)
    decisions.decide(card.id, by=galina)
    works(here)


def newest(here: World) -> AppealCard:
    here.service.runner.drain()
    cafe = here.cafe
    found = here.service.appeal_view.of_client(cafe).appeals[0]
    card = here.service.appeal_view.get(found.id)
    assert card
    return card
