"""What a new user does on the first day, in a real browser, from end to end.

The simulator without signing in; the café owner's list with its reasons; a declaration
for a branch and one that the fire inspector contests; the same through the API.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import httpx2
import pytest
from playwright.sync_api import Browser, Page, expect

from interfaces.app import create_app
from interfaces.gateways.database import Database
from tests.interfaces import test_accessibility
from tests.interfaces.test_accessibility import serving
from tests.interfaces.world import WAREHOUSE, World, world

pytestmark = test_accessibility.pytestmark
browser = test_accessibility.browser

CAFE = {
    "client_kind": "IE",
    "okved": "кафе",
    "employees": "8",
    "object:premises": "yes",
}
"""What somebody says who runs a small café; of all else nothing is known."""
FIRE_DOORS = "На дверях производственных и складских помещений указана категория"
"""Title of WAREHOUSE."""


@pytest.fixture
def here(opened: Database) -> World:
    return world(opened)


@pytest.fixture
def address(here: World) -> Iterator[str]:
    with serving(create_app(here.service.settings, service=here.service)) as address:
        yield address


@contextmanager
def tab(browser: Browser, *, scripts: bool = True) -> Iterator[Page]:
    """An empty tab of somebody whom nobody knows."""
    context = browser.new_context(java_script_enabled=scripts)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    arrive(page)


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()
    arrive(page)


def arrive(page: Page) -> None:
    """Until the page that a click led to has been read to its end.

    A click waits for the first bytes of the next page only, and who then counts its
    lines may find none.
    """
    page.wait_for_load_state("domcontentloaded")


def sign_in(page: Page, address: str, name: str, to: str = "/") -> None:
    page.goto(f"{address}/sign-in?next={to}")
    page.get_by_role("radio", name=name).check()
    press(page, "Войти")


def headline(page: Page) -> str:
    return page.locator("h1").inner_text()


def answer(page: Page, fact: str, said: str) -> None:
    """Fill in the answer to a question of the simulator."""
    if fact == "okved":
        page.get_by_label("Найдите своё занятие по слову").fill(said)
        press(page, "Найти")
        page.get_by_role("checkbox").first.check()
    elif page.get_by_role("radio").count():
        page.locator(f"input[name=value][value={said}]").check()
    else:
        page.locator("[name=value]").fill(said)


def groups(page: Page) -> list[int]:
    """How many lines the groups of a list have: about you, to be clarified, not."""
    names = page.get_by_role("navigation", name="Группы списка").get_by_role("link")
    return [int(re.findall(r"\d+", name)[-1]) for name in names.all_inner_texts()]


def reasons(page: Page) -> list[str]:
    """What stands under each line of a list, and says why it is there."""
    return page.locator(".line .verdict").all_inner_texts()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_somebody_sees_a_list_without_signing_in(
    browser: Browser, address: str, *, scripts: bool
) -> None:
    with tab(browser, scripts=scripts) as page:
        page.goto(address)
        follow(page, "Начать без входа")
        follow(page, "Начать")
        for fact, value in CAFE.items():
            asked = page.locator("form[method=post] input[name=fact]")
            assert asked.get_attribute("value") == fact
            answer(page, fact, value)
            press(page, "Дальше")
        follow(page, "Остановиться и посмотреть список")

        assert headline(page) == "Ваш список по вашим ответам"
        about, unclear, not_about = groups(page)
        assert min(about, unclear, not_about) > 20
        assert len(reasons(page)) == about
        assert all(one.startswith("Относится к вам, потому") for one in reasons(page))


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_declaration_is_sent_contested_answered_and_accepted(
    browser: Browser, address: str, *, scripts: bool
) -> None:
    with tab(browser, scripts=scripts) as anna, tab(browser, scripts=scripts) as pavel:
        sign_in(anna, address, "Анна Кузнецова", "/list")
        about = groups(anna)[0]
        assert about > 50
        assert len(reasons(anna)) == min(about, 50)

        declare_no_lift(anna, address)
        declare_no_warehouse(anna, address)

        sign_in(pavel, address, "Павел Громов", "/declarations")
        assert "НЕТ ЛИФТА" not in pavel.locator("main").inner_text().upper()
        follow(pavel, FIRE_DOORS)
        pavel.get_by_label("Причина").fill("На плане есть склад.")
        press(pavel, "Оспорить")
        expect(pavel.locator("main")).to_contain_text("ждём ответа клиента")

        anna.goto(f"{address}/list")
        follow(anna, "1 заявление ждёт вас.")
        follow(anna, FIRE_DOORS)
        expect(anna.locator("main")).to_contain_text("На плане есть склад.")
        anna.get_by_label("Ваш ответ").fill("Это кладовая соседа, вот план.")
        press(anna, "Отправить ответ")

        pavel.reload()
        expect(pavel.locator("main")).to_contain_text("Это кладовая соседа")
        press(pavel, "Принять заявление")
        expect(pavel.locator("main")).to_contain_text("Действует")

        anna.goto(f"{address}/list?group=does_not_apply&body=МЧС России")
        line = anna.locator(".line", has_text=FIRE_DOORS)
        expect(line).to_contain_text("Вы заявили: это не про вас")


def declare_no_lift(page: Page, address: str) -> None:
    """For the whole branch: everything that hangs on a lift."""
    page.goto(f"{address}/list?group=unknown&uses=lift")
    follow(page, "У меня этого нет: заявить обо всех")
    expect(page.get_by_label("у вас нет лифта")).to_be_checked()
    press(page, "Дальше")
    expect(page.locator("main")).to_contain_text("Ростехнадзор")
    press(page, "Отправить заявление")
    assert headline(page).startswith("Заявление отправлено")


def declare_no_warehouse(page: Page, address: str) -> None:
    page.goto(f"{address}/declare?fact=object:warehouse")
    page.get_by_label("у вас нет производственного помещения").check()
    page.get_by_label("Объясните своими словами").fill("Продукты привозят каждый день.")
    press(page, "Дальше")
    expect(page.locator("main")).to_contain_text("МЧС России")
    press(page, "Отправить заявление")
    assert headline(page).startswith("Заявление отправлено")


def test_a_double_click_sends_one_declaration(browser: Browser, address: str) -> None:
    with tab(browser) as page:
        sign_in(page, address, "Анна Кузнецова", "/declare?fact=object:warehouse")
        page.get_by_label("у вас нет производственного помещения").check()
        press(page, "Дальше")
        page.get_by_role("button", name="Отправить заявление").dblclick()
        page.wait_for_url("**/sent")

        follow(page, "Посмотреть заявление")

        expect(page.locator(".timeline > li")).to_have_count(1)
        page.goto(f"{address}/declarations")
        expect(page.locator("main a", has_text=FIRE_DOORS)).to_have_count(1)


def test_a_program_does_the_same_with_tokens_from_the_page(
    browser: Browser, address: str
) -> None:
    anna = program_of(browser, address, "Анна Кузнецова")
    pavel = program_of(browser, address, "Павел Громов")
    command = {
        "requirements": [WAREHOUSE],
        "ground": "object_not_used",
        "absent": ["object:warehouse", "object:production_room"],
    }
    lines = anna.get("/api/list", params={"group": "unknown"}).json()["requirements"]
    assert WAREHOUSE in [line["id"] for line in lines]

    sent = anna.post("/api/declarations", json=command)
    path = sent.headers["Location"]
    contested = step(pavel, path, sent, "contest", {"reason": "На плане есть склад."})
    answered = step(anna, path, contested, "answer", {"answer": "Это кладовая соседа."})
    dropped = step(pavel, path, answered, "drop-contest", {})

    steps = (sent, contested, answered, dropped)
    assert [one.status_code for one in steps] == [201, 200, 200, 200]
    told = seen(anna, path, dropped).json()
    anna.close()
    pavel.close()
    assert told["status"] == "declared"
    assert [moment["kind"] for moment in told["moments"]] == [
        "declared",
        "contested",
        "answered",
        "contest_dropped",
    ]


def program_of(browser: Browser, address: str, name: str) -> httpx2.Client:
    """A program with a token that somebody has just made on the page."""
    with tab(browser) as page:
        sign_in(page, address, name, "/person/tokens")
        page.get_by_label("Как вы его назовёте?").fill("Учётная программа")
        page.get_by_label("Читать и изменять").check()
        page.get_by_label("30 дней").check()
        press(page, "Сделать ключ")
        token = page.locator(".secret").inner_text()
    return httpx2.Client(
        base_url=address, headers={"Authorization": f"Bearer {token}"}, timeout=10
    )


def seen(program: httpx2.Client, path: str, after: httpx2.Response) -> httpx2.Response:
    """A declaration as it stands after a step."""
    position = {"Sverka-Position": after.headers["Sverka-Position"]}
    return program.get(path, headers=position)


def step(
    program: httpx2.Client,
    path: str,
    before: httpx2.Response,
    name: str,
    body: dict[str, str],
) -> httpx2.Response:
    """Take a step on the version that stands after the step before."""
    version = seen(program, path, before).headers["ETag"]
    return program.post(f"{path}/{name}", json=body, headers={"If-Match": version})
