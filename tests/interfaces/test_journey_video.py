"""Two people meet by video in two real browsers, through two web processes (I6).

Their cameras and microphones are Chromium's own test picture and tone.
"""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Locator, Page, Request, expect, sync_playwright

from domain.kernel import Actor
from domain.person import Membership
from domain.video import WEBM, Standing
from interfaces.app import create_app
from interfaces.gateways.database import Database
from tests.business import INN, LIFTS, Business
from tests.conftest import StoppedClock
from tests.inspecting import Inspecting
from tests.interfaces import test_accessibility
from tests.interfaces.shell import service_of, settings_of
from tests.interfaces.test_accessibility import CHROMIUM, FLAGS, serving
from tests.interfaces.test_journey import follow, press
from tests.meeting import PURPOSE, Meeting

pytestmark = test_accessibility.pytestmark

DEVICES = [
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
]
PICTURES = """() => [...document.querySelectorAll('#tiles video')]
    .filter((one) => one.videoWidth > 0 && one.currentTime > 0).length"""
PATIENCE = 20_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser with a camera and a microphone."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*FLAGS, *DEVICES]
        )
        yield browser
        browser.close()


class Stage:
    """The service in two web processes, a client, an inspector, and their case."""

    def __init__(self, database: Database, clock: StoppedClock, home: Path) -> None:
        self.clock = clock
        settings = settings_of(database, SVERKA_FILES_URL=f"file://{home}")
        self.world = Business(service_of(database, clock, settings))
        self.world.require()
        self.anna = self.world.client("anna", INN)
        self.world.state(self.anna, object_lift=True)
        self.pavel = self.world.supervisor(LIFTS, "pavel")
        id = Inspecting(self.world, clock).notified(self.pavel, self.anna)
        self.meeting = Meeting(self.world.service, clock, f"/inspections/{id}")
        self.apps = [
            create_app(settings, service=service)
            for service in (
                self.world.service,
                service_of(database, clock, settings),
            )
        ]

    def secret(self, by: Actor) -> str:
        acting = by.organisation and Membership(
            organisation=by.organisation, role=by.role
        )
        return self.world.service.sessions.open(UUID(by.id), acting or None)


@pytest.fixture
def stage(database: Database, clock: StoppedClock, tmp_path: Path) -> Stage:
    return Stage(database, clock, tmp_path / "files")


@pytest.fixture
def tab_of(stage: Stage, browser: Browser) -> Iterator[Callable[[Actor], Page]]:
    """A tab of somebody; each person talks to another web process."""
    with ExitStack() as stack:
        addresses = [stack.enter_context(serving(app)) for app in stage.apps]
        yield lambda by: stack.enter_context(
            _tab(browser, addresses[by == stage.pavel], stage.secret(by))
        )


@contextmanager
def _tab(browser: Browser, address: str, secret: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address, accept_downloads=True)
    context.set_default_timeout(PATIENCE)
    cookies: list[Any] = [
        {"name": "sverka", "value": secret, "url": address},
        {"name": "lang", "value": "en", "url": address},
    ]
    context.add_cookies(cookies)
    page = context.new_page()
    yield page
    context.close()


def status(page: Page) -> Locator:
    return page.locator("#status")


def sees(page: Page, pictures: int) -> None:
    """Wait until so many pictures move."""
    until = time.monotonic() + PATIENCE / 1000
    while page.evaluate(PICTURES) != pictures:
        assert time.monotonic() < until, page.locator("main").inner_text()
        page.wait_for_timeout(100)


def offers_of(page: Page) -> list[str]:
    """What a tab offers to others to connect by, as it goes on."""
    offers: list[str] = []

    def note(request: Request) -> None:
        sent = request.url.endswith("/room/signals") and request.post_data
        if sent and '"type\\":\\"offer' in sent:
            offers.append(sent)

    page.on("request", note)
    return offers


def test_two_people_meet_are_recorded_and_can_prove_it(
    stage: Stage, tab_of: Callable[[Actor], Page], tmp_path: Path
) -> None:
    meeting = stage.meeting
    anna, pavel = tab_of(stage.anna), tab_of(stage.pavel)
    offers = [*map(offers_of, (anna, pavel))]
    starts = meeting.soon.astimezone(stage.world.service.settings.time_zone)

    anna.goto(f"/video/new?about={meeting.about}")
    anna.get_by_label("What you want to talk about").fill(PURPOSE)
    anna.get_by_label("Day").fill(starts.date().isoformat())
    anna.get_by_label("Begins at").fill(f"{starts:%H:%M}")
    press(anna, "Propose")
    path = re.sub(r"^https?://[^/]+", "", anna.url)
    pavel.goto(path)
    press(pavel, "Agree to this time")
    expect(pavel.locator("main")).to_contain_text("The room opens on")
    stage.clock.set(starts)

    anna.goto(path)
    follow(anna, "To the room")
    press(anna, "Enter the room")
    expect(status(anna)).to_contain_text("You are in the waiting room")
    pavel.goto(f"{path}/room")
    press(pavel, "Enter the room")
    expect(pavel.locator("#waiting")).to_contain_text("Anna")
    assert pavel.locator("#tiles figure").count() == 1
    press(pavel, "Let into the room")
    sees(anna, 2)
    sees(pavel, 2)
    assert sorted(map(len, offers)) == [0, 1], "an offer taken back may find nobody"
    expect(anna.locator("#tiles")).to_contain_text("Pavel (The supervisory body)")

    expect(
        anna.get_by_role("button", name="Record the meeting", exact=True)
    ).to_be_disabled()
    for page in (anna, pavel):
        page.get_by_label("I agree that this meeting is recorded").check()
    press(anna, "Record the meeting")
    for page in (anna, pavel):
        expect(page.locator("#recorded")).to_contain_text("is being recorded")
    anna.wait_for_timeout(1_500)
    press(pavel, "Stop recording")
    expect(anna.locator("#handing")).to_contain_text("was handed in")
    press(pavel, "End the meeting for everybody")
    for page in (anna, pavel):
        expect(status(page)).to_have_text("The meeting has ended.")

    follow(pavel, "Who was there and what was recorded")
    expect(pavel.locator("table")).to_contain_text("Anna")
    with pavel.expect_download() as download:
        pavel.locator("a[download]").click()
    download.value.save_as(tmp_path / "meeting.webm")
    content = (tmp_path / "meeting.webm").read_bytes()
    id = UUID(path.rpartition("/")[2])
    [card] = meeting.recorded(id)
    assert content.startswith(WEBM)
    assert card.sha256 == sha256(content).hexdigest()
    assert meeting.card(id).standing is Standing.ENDED
    follow(pavel, "Receipt")
    expect(pavel.locator("main")).to_contain_text(card.sha256[:8])


def test_a_tab_that_is_loaded_again_is_connected_again_and_the_old_one_gives_way(
    stage: Stage, tab_of: Callable[[Actor], Page]
) -> None:
    id = stage.meeting.due(stage.anna, stage.pavel)
    anna, pavel = tab_of(stage.anna), tab_of(stage.pavel)
    for page in (pavel, anna):
        page.goto(f"/video/{id}/room")
        press(page, "Enter the room")
    press(pavel, "Let into the room")
    sees(anna, 2)

    anna.reload()
    press(anna, "Enter the room")
    sees(anna, 2)
    sees(pavel, 2)
    phone = tab_of(stage.anna)
    phone.goto(f"/video/{id}/room")
    press(phone, "Enter the room")

    expect(status(anna)).to_contain_text("in another tab or on another device")
    sees(phone, 2)
    press(phone, "Leave the room")
    expect(status(phone)).to_have_text("You left the room.")
    expect(pavel.locator("#tiles figure")).to_have_count(1)
    assert len(stage.meeting.stays(id)) == 2
