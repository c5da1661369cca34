"""Every page in a real browser: axe finds nothing, nothing scrolls sideways.

SVERKA_SCREENSHOTS=<folder> keeps a picture of every page that is visited.
"""

import os
import re
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from fastapi import FastAPI
from playwright.sync_api import Browser, Page, sync_playwright

from application.person import IssueToken
from domain.kernel import Actor, Role
from domain.person import Membership
from interfaces.app import create_app
from interfaces.gateways.database import Database
from interfaces.service import Service
from tests.conftest import EMPTY, StoppedClock
from tests.interfaces.shell import Cast, service_of, settings_of

CHROMIUM = os.environ.get("SVERKA_TEST_CHROMIUM") or shutil.which("chromium")
SCREENSHOTS = os.environ.get("SVERKA_SCREENSHOTS")
FLAGS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
LANGUAGES = ("ru", "en")
WIDTHS = (320, 1280)
HEIGHT = 800
ALGORITHMS = {"ru": "Алгоритмы", "en": "Algorithms"}
SIDEWAYS = """() => {
    const page = document.documentElement;
    return page.scrollWidth > page.clientWidth;
}"""

pytestmark = [
    pytest.mark.database,
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM, reason="needs Chromium"),
]

PAGES: list[tuple[str, str]] = [
    ("nobody", "/"),
    ("nobody", "/about"),
    ("nobody", "/accessibility"),
    ("nobody", "/developers"),
    ("nobody", "/problems"),
    ("nobody", "/problems/not-found"),
    ("nobody", "/nothing-here"),
    ("nobody", "/sign-in"),
    ("nobody", "/terms"),
    ("nobody", "/terms/LAW-070"),
    ("nobody", "/terms/calculator"),
    (
        "nobody",
        "/terms/calculator?from=2027-12-14&value=30&unit=working_day&counting=within",
    ),
    ("nobody", "/terms/calculator?from=x&value=x"),
    ("nobody", "/work-calendar"),
    ("nobody", "/work-calendar/2028?region=63"),
    ("anna", "/"),
    ("anna", "/person"),
    ("anna", "/person/act-as"),
    ("anna", "/person/tokens"),
    ("anna", "/person/colleagues"),
    ("admin", "/status"),
    ("admin", "/people"),
    ("admin", "/people?text=nobody-has-this-name"),
    ("admin", "/people/{anna}"),
    ("admin", "/people/{anna}/forget"),
    ("admin", "/people/organisations"),
    ("admin", "/people/organisations/{fire}"),
]
"""Who looks, and at what; {names} are ids of the world below."""


class Site:
    """The application at an address, and people who are signed in to it."""

    def __init__(self, address: str, service: Service) -> None:
        self.address = address
        cast = Cast(service)
        anna, admin = cast.person("anna"), cast.administrator("admin")
        fire, client = cast.authority("ГУ МЧС России"), cast.client(anna)
        cast.join(anna, fire, Role.INSPECTOR)
        by = Actor(id=str(anna), role=Role.CLIENT, organisation=client)
        service.people.issue_token(IssueToken(name="Учётная программа"), by=by)
        service.caught_up(1)
        acting = Membership(organisation=client, role=Role.CLIENT)
        self.sessions = {
            "anna": cast.session(anna, acting),
            "admin": cast.session(admin),
        }
        self.names: dict[str, object] = {"anna": anna, "fire": fire}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """The application at an address of this machine, until the end."""
    server = uvicorn.Server(uvicorn.Config(app, log_config=None))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        try:
            while not server.started:
                time.sleep(0.02)
                assert thread.is_alive()
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="module")
def site(opened: Database) -> Iterator[Site]:
    with opened.connection() as connection:
        connection.execute(EMPTY)
    settings = settings_of(opened)
    service = service_of(opened, StoppedClock(), settings)
    with serving(create_app(settings, service=service)) as address:
        yield Site(address, service)


def opened_page(
    browser: Browser, site: Site, who: str, language: str, width: int = WIDTHS[0]
) -> Page:
    """An empty tab of somebody, as wide as a phone or as a desk screen."""
    context = browser.new_context(viewport={"width": width, "height": HEIGHT})
    cookies: list[Any] = [{"name": "lang", "value": language, "url": site.address}]
    if who in site.sessions:
        secret = site.sessions[who]
        cookies.append({"name": "sverka", "value": secret, "url": site.address})
    context.add_cookies(cookies)
    return context.new_page()


def check(page: Page, name: str) -> None:
    """See that everybody can use the page that is open."""
    if SCREENSHOTS:
        file = re.sub(r"\W+", "-", name).strip("-")
        page.screenshot(path=Path(SCREENSHOTS) / f"{file}.png", full_page=True)
    found = Axe().run(page).response["violations"]
    told = [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]
    assert told == [], name
    assert not page.evaluate(SIDEWAYS), f"{name} scrolls sideways"
    assert page.locator("h1").count() == 1, f"{name} needs one heading"


def check_widths(page: Page, name: str, language: str) -> None:
    """See that everybody can use it on a phone and at a desk.

    The words of the other language are looked at on the phone, where they are in
    each other's way; at a desk only whether they fit.
    """
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        if language == LANGUAGES[0] or width == WIDTHS[0]:
            check(page, f"{name} {language} {width}")
        else:
            assert not page.evaluate(SIDEWAYS), f"{name} scrolls sideways"


class Tabs:
    """A tab for each reader and language: opening a window takes longer than a page."""

    def __init__(self, browser: Browser, site: Site) -> None:
        self._browser = browser
        self._site = site
        self._opened: dict[tuple[str, str], Page] = {}

    def of(self, who: str, language: str) -> Page:
        """The tab of a reader, wherever it was left."""
        if (who, language) not in self._opened:
            page = opened_page(self._browser, self._site, who, language)
            self._opened[who, language] = page
        return self._opened[who, language]

    def close(self) -> None:
        for page in self._opened.values():
            page.context.close()


@pytest.fixture(scope="module")
def tabs(browser: Browser, site: Site) -> Iterator[Tabs]:
    tabs = Tabs(browser, site)
    yield tabs
    tabs.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("who", "path"), PAGES)
def test_everybody_can_use_the_page(
    tabs: Tabs, site: Site, who: str, path: str, language: str
) -> None:
    page = tabs.of(who, language)
    page.goto(site.address + path.format(**site.names))
    assert page.locator("html").get_attribute("lang") == language
    check_widths(page, f"{who} {path}", language)


@pytest.mark.parametrize("width", WIDTHS)
def test_an_error_is_shown_first_and_leads_to_its_field(
    browser: Browser, site: Site, width: int
) -> None:
    page = opened_page(browser, site, "anna", "ru", width)
    try:
        page.goto(f"{site.address}/person/tokens")
        page.get_by_role("button", name="Сделать ключ").click()

        summary = page.locator(".errors")
        assert summary.evaluate("node => node === document.activeElement")
        summary.get_by_role("link").first.click()
        assert page.evaluate("document.activeElement.id") == "name"
        check(page, f"error {width}")
    finally:
        page.context.close()


def test_a_form_works_without_scripts_and_with_the_keyboard_alone(
    browser: Browser, site: Site
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    try:
        page.goto(f"{site.address}/sign-in?next=/person")
        page.keyboard.press("Tab")
        skip = page.locator(":focus")
        assert skip.inner_text() == "Перейти к главному"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")

        assert "Денис Крылов" in page.locator("h1 + dl").inner_text()
    finally:
        context.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menu_is_opened_with_the_keyboard_and_leaves_room_for_the_page(
    browser: Browser, site: Site, language: str, width: int
) -> None:
    page = opened_page(browser, site, "anna", language, width)
    try:
        page.goto(f"{site.address}/person/tokens")
        menu = page.locator("nav").first
        assert (menu.bounding_box() or {"height": HEIGHT})["height"] < HEIGHT / 4

        groups = menu.locator("summary")
        groups.nth(1).focus()
        page.keyboard.press("Enter")

        assert menu.get_by_role("link", name=ALGORITHMS[language]).is_visible()
        check(page, f"menu {language} {width}")
        groups.nth(2).focus()
        page.keyboard.press("Enter")
        assert menu.get_by_role("link", name=ALGORITHMS[language]).is_hidden()
        check(page, f"menu 2 {language} {width}")
        groups.nth(1).focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        assert page.locator(":focus").inner_text() == ALGORITHMS[language]
        page.keyboard.press("Enter")
        page.wait_for_url("**/algorithms")
        assert "current" in (groups.nth(1).get_attribute("class") or "")
    finally:
        page.context.close()


def test_a_page_four_times_as_large_does_not_scroll_sideways(
    browser: Browser, site: Site
) -> None:
    page = opened_page(browser, site, "anna", "ru", 1280)
    try:
        for path in ("/", "/person/tokens", "/problems"):
            page.goto(site.address + path)
            page.set_viewport_size({"width": 320, "height": 256})
            assert not page.evaluate(SIDEWAYS), path
    finally:
        page.context.close()
