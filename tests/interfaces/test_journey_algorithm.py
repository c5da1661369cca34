"""What a café owner does to be safe from fire, in a real browser, from end to end.

She begins at her desk, is interrupted, goes on with a phone, finishes; the fire
inspector reads what it confirms, and finds it in the records without a visit.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FilePayload, Page, ViewportSize, expect

from interfaces.app import create_app
from interfaces.gateways.database import Database
from tests.interfaces import test_accessibility
from tests.interfaces.test_accessibility import SIDEWAYS, serving
from tests.interfaces.test_journey import arrive, follow, headline, press, sign_in, tab
from tests.interfaces.world import CAFE_INN, EVIDENCE, FIRE_SAFETY, World, world

pytestmark = test_accessibility.pytestmark
browser = test_accessibility.browser

ANNA, PAVEL = "Анна Кузнецова", "Павел Громов"
TITLE = "Пожарная безопасность небольшого помещения"
PHONE: ViewportSize = {"width": 360, "height": 740}
CONFIRMED = 6


@pytest.fixture
def here(opened: Database) -> World:
    return world(opened)


@pytest.fixture
def address(here: World) -> Iterator[str]:
    with serving(create_app(here.service.settings, service=here.service)) as address:
        yield address


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_an_owner_is_interrupted_goes_on_with_a_phone_and_has_it_confirmed(
    browser: Browser, address: str, *, scripts: bool
) -> None:
    with tab(browser, scripts=scripts) as desk:
        sign_in(desk, address, ANNA)
        begin(desk)
        for number in (1, 2, 3):
            do_step(desk, number)
        desk.get_by_label("Запишите здесь").fill("Ещё не дописано")

    with tab(browser, scripts=scripts) as phone:
        phone.set_viewport_size(PHONE)
        sign_in(phone, address, ANNA)
        expect(phone.locator("main")).to_contain_text("Осталось 5 шагов")
        follow_to(phone, re.compile("^Дальше, шаг 4"))
        assert phone.get_by_label("Запишите здесь").input_value() == ""
        for number in (4, 5, 6, 7, 8):
            do_step(phone, number)
        number_of_confirmation = finish(phone)

    with tab(browser, scripts=scripts) as pavel:
        sign_in(pavel, address, PAVEL)
        read_as_inspector(pavel, number_of_confirmation)
        look_at_records(pavel)


def begin(page: Page) -> None:
    """Find the algorithm by the menu and in one's own words, and begin it."""
    go(page, "Соблюдение", "Алгоритмы")
    page.get_by_label("Что вы ищете?").fill("пожарная безопасность")
    press(page, "Найти")
    follow(page, TITLE)
    expect(page.locator("main")).to_contain_text("Не охватывает объекты с массовым")
    follow(page, "Выполнить")
    page.get_by_role("radio").first.check()
    press(page, "Начать")
    follow(page, "Дальше: шаг 1")


def do_step(page: Page, number: int) -> None:
    """Attach what shows the step that the page is about, and go on to the next."""
    expect(page).to_have_title(re.compile(f"^Шаг {number}:"))
    stays_in_its_width(page)
    given = EVIDENCE[number]
    if isinstance(given, bytes):
        file: FilePayload = {
            "name": f"шаг {number}.jpg",
            "mimeType": "image/jpeg",
            "buffer": given,
        }
        page.locator("input[type=file]").first.set_input_files(file)
    elif given:
        page.get_by_label("Запишите здесь").fill(given)
    press(page, "Шаг сделан")
    expect(page.locator("main")).to_contain_text(f"Шаг {number} закрыт.")
    stays_in_its_width(page)
    if number < len(EVIDENCE):
        follow(page, f"Дальше: шаг {number + 1}")


def finish(page: Page) -> str:
    """Check what was done, and click twice because nothing seems to happen.

    Returns:
        The number of the confirmation.
    """
    follow(page, "Проверить и закончить")
    expect(page.locator("main")).to_contain_text("МЧС России")
    stays_in_its_width(page)
    page.get_by_role("button", name="Закончить и получить").dblclick()
    page.wait_for_url("**/execution-confirmations/*")
    assert headline(page).startswith("Подтверждение")
    stays_in_its_width(page)
    number = told_number(page)
    assert confirmed(page) == CONFIRMED
    assert page.get_by_role("img", name=re.compile("^Код, который ведёт")).count() == 1
    with page.expect_download() as download:
        follow(page, "Скачать квитанцию")
    assert download.value.suggested_filename == f"sverka-{number}.json"
    page.goto(re.sub(r"/execution-conf.*", "/execution-confirmations", page.url))
    assert page.locator("main .line").count() == 1
    return number


def read_as_inspector(page: Page, number: str) -> None:
    """Find the confirmation by its number, and see what it rests on."""
    go(page, "Соблюдение", "Подтверждения")
    page.get_by_label("Номер, ИНН или название").fill(number)
    press(page, "Найти")
    follow(page, TITLE)
    assert confirmed(page) == CONFIRMED
    expect(page.locator("main")).to_contain_text("кафе «Липа»")
    with page.expect_download() as photo:
        follow(page, "шаг 5.jpg")
    assert photo.value.path().read_bytes() == EVIDENCE[5]


def look_at_records(page: Page) -> None:
    """Ask what the records say of the café, without a visit."""
    go(page, "Обращения", "Просмотры записей")
    follow(page, "Посмотреть записи бизнеса")
    page.locator("#inn").fill(CAFE_INN)
    page.get_by_label("Или всё, что контролирует мой орган").check()
    page.get_by_label("Основание и цель").fill("План профилактики, пункт 7")
    press(page, "Посмотреть")
    expect(page.locator("main")).to_contain_text(f"Подтверждено записями: {CONFIRMED}")


def go(page: Page, group: str, entry: str) -> None:
    """Open a group of the menu and follow an entry of it."""
    menu = page.get_by_role("navigation", name="Главное")
    menu.get_by_text(group, exact=True).click()
    menu.get_by_role("link", name=entry, exact=True).click()
    arrive(page)


def follow_to(page: Page, name: re.Pattern[str]) -> None:
    page.get_by_role("link", name=name).first.click()
    arrive(page)


def confirmed(page: Page) -> int:
    """How many requirements a confirmation says are confirmed."""
    table = page.get_by_role("table", name="Подтверждённые требования")
    return table.locator("td .tag.yes").count()


def told_number(page: Page) -> str:
    found = re.search(r"\d+", headline(page))
    assert found
    return found[0]


def stays_in_its_width(page: Page) -> None:
    assert not page.evaluate(SIDEWAYS), page.url


def test_the_algorithm_of_the_journey_is_the_one_of_the_product(here: World) -> None:
    card = here.service.algorithm_view.get(FIRE_SAFETY)
    assert card
    assert card.in_use.content.title == TITLE
    assert len(card.in_use.content.guarantees) == CONFIRMED
