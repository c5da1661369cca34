"""Declaring when it is hard: two clicks, no network, a phone without scripts."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, Route, expect

from interfaces.app import create_app
from interfaces.gateways.database import Database
from projections.applicability import DeclarationCard
from tests.interfaces import test_accessibility
from tests.interfaces.test_accessibility import HEIGHT, SIDEWAYS, serving
from tests.interfaces.world import WAREHOUSE, World, world

pytestmark = test_accessibility.pytestmark
browser = test_accessibility.browser

LIFT = "REQ-OPO-011"
"""Stands on object:lift alone."""


@pytest.fixture
def here(opened: Database) -> World:
    return world(opened)


@pytest.fixture
def address(here: World) -> Iterator[str]:
    with serving(create_app(here.service.settings, service=here.service)) as address:
        yield address


@contextmanager
def anna(browser: Browser, address: str, **differently: Any) -> Iterator[Page]:
    """The tab of the owner of the café, who has signed in."""
    context = browser.new_context(base_url=address, **differently)
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.goto("/sign-in?next=/list")
    page.check("input[name=person][value=anna]")
    page.get_by_role("button", name="Войти").click()
    expect(page.locator("h1")).to_have_text("Мои обязательные требования")
    yield page
    context.close()


def to_the_check(page: Page, fact: str, *absent: str) -> None:
    page.goto(f"/declare?fact={fact}")
    for one in (fact, *absent):
        page.check(f"input[name=absent][value='{one}']")
    page.get_by_role("button", name="Дальше").click()
    expect(page.locator("h1")).to_have_text("Проверьте перед отправкой")


def declared(here: World) -> list[DeclarationCard]:
    return list(here.service.declaration_view.mine(here.cafe).declarations)


def is_recorded_once(here: World, requirement: str) -> None:
    cards = declared(here)
    assert [one.requirement for one in cards] == [requirement]
    assert [one.kind for one in cards[0].moments] == ["declared"]


def fails(page: Page, ask: Callable[[], object]) -> None:
    """Ask for a page, and get the one by which a browser says that none came."""
    page.evaluate("document.documentElement.className = 'before'")
    with suppress(Error):
        ask()
    expect(page.locator("html.before")).to_have_count(0)
    expect(page.locator("body.neterror")).to_be_visible()


def test_a_form_that_comes_twice_is_recorded_once_and_confirmed(
    browser: Browser, here: World, address: str, tmp_path: Path
) -> None:
    answers: list[int] = []

    def sends_twice(route: Route) -> None:
        answers.append(route.fetch(max_redirects=0).status)
        route.continue_()

    with anna(browser, address) as page:
        to_the_check(page, "object:lift")
        page.route("**/declare", sends_twice)
        page.get_by_role("button", name="Отправить заявление").dblclick()

        expect(page.locator("h1")).to_have_text("Заявление отправлено")
        assert set(answers) == {303}
        is_recorded_once(here, LIFT)
        number = str(declared(here)[0].number)
        assert page.locator(".confirmation strong").inner_text() == number
        with page.expect_download() as started:
            page.get_by_role("link", name="Скачать подтверждение").click()
        kept = tmp_path / started.value.suggested_filename
        started.value.save_as(kept)

    assert kept.name == f"sverka-{number}.html"
    assert f"Номер: {number}" in kept.read_text("utf-8")


def test_what_a_lost_network_swallowed_is_sent_again_and_recorded_once(
    browser: Browser, here: World, address: str
) -> None:
    keys: list[str] = []

    def loses_the_first_answer(route: Route) -> None:
        form = route.request.post_data or ""
        keys.extend(re.findall("idempotency_key=([^&]+)", form))
        if len(keys) == 1:
            route.fetch(max_redirects=0)
            route.abort("connectionreset")
        else:
            route.continue_()

    with anna(browser, address) as page:
        to_the_check(page, "object:warehouse", "object:production_room")
        page.context.set_offline(offline=True)
        fails(page, page.get_by_role("button", name="Отправить заявление").click)
        assert declared(here) == []

        page.context.set_offline(offline=False)
        page.route("**/declare", loses_the_first_answer)
        fails(page, page.reload)
        is_recorded_once(here, WAREHOUSE)
        page.reload()

        expect(page.locator("h1")).to_have_text("Заявление отправлено")
        assert len(keys) == 2
        assert len(set(keys)) == 1
        is_recorded_once(here, WAREHOUSE)


def test_a_phone_without_scripts_reads_the_list_and_declares(
    browser: Browser, here: World, address: str
) -> None:
    phone = {"width": 320, "height": HEIGHT}

    def fits() -> None:
        assert not page.evaluate(SIDEWAYS), f"{page.url} scrolls sideways"

    with anna(browser, address, viewport=phone, java_script_enabled=False) as page:
        fits()
        lines = page.locator(".line").count()
        assert lines > 20
        assert page.locator(".line .verdict").count() == lines
        page.goto("/declare?fact=object:lift")
        fits()
        to_the_check(page, "object:lift")
        fits()
        page.get_by_role("button", name="Отправить заявление").click()
        expect(page.locator("h1")).to_have_text("Заявление отправлено")
        fits()
        page.get_by_role("link", name="Посмотреть заявление").click()
        expect(page.locator("h1")).to_have_text(re.compile(r"^Заявление \d+$"))
        fits()
        is_recorded_once(here, LIFT)
