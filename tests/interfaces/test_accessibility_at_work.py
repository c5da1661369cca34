"""The pages of the register, lists, businesses and declarations in a real browser."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from playwright.sync_api import Browser

from application.applicability import Declare, Reason
from application.client import StateFacts
from domain.condition import Ground
from interfaces.app import create_app
from interfaces.gateways.database import Database
from interfaces.reactions import Reactions
from tests.conftest import EMPTY, StoppedClock
from tests.interfaces.shell import service_of, settings_of
from tests.interfaces.test_accessibility import (
    LANGUAGES,
    WIDTHS,
    Site,
    browser,
    check,
    opened_page,
    pytestmark,
    serving,
)
from tests.interfaces.world import World

__all__ = ["browser", "pytestmark"]

HEIGHT = 800
LIFT = "REQ-OPO-011"

PAGES: list[tuple[str, str]] = [
    ("nobody", "/simulator"),
    ("nobody", "/simulator/question"),
    ("nobody", "/simulator/question?fact=okved&text=ресторан"),
    ("nobody", "/simulator/list"),
    ("nobody", "/simulator/list?group=unknown&by=body"),
    ("nobody", "/simulator/list/REQ-FIRE-001"),
    ("nobody", "/simulator/list/ended"),
    ("nobody", "/requirements"),
    ("nobody", "/requirements?text=огнетушитель"),
    ("nobody", "/requirements/REQ-FIRE-001"),
    ("anna", "/list"),
    ("anna", "/list?group=unknown&by=object&uses=lift"),
    ("anna", "/list?group=does_not_apply&by=body"),
    ("anna", "/list?text=ничего-такого-нет"),
    ("anna", "/list/REQ-FIRE-001"),
    ("anna", f"/list/{LIFT}"),
    ("anna", "/list/ended"),
    ("anna", "/client"),
    ("anna", "/client/name"),
    ("anna", "/client/facts/object:lift"),
    ("anna", "/client/facts/okved"),
    ("anna", "/client/facts/region"),
    ("anna", "/client/premises/new"),
    ("anna", "/client/premises/{place}"),
    ("anna", "/declare?fact=object:crane"),
    ("anna", "/declarations"),
    ("anna", "/declarations/{contested}"),
    ("anna", "/declarations/{changed}"),
    ("anna", "/declarations/{changed}/sent"),
    ("pavel", "/declarations"),
    ("pavel", "/declarations?status=contested"),
    ("pavel", "/declarations/{contested}"),
    ("newcomer", "/"),
    ("newcomer", "/client/register"),
    ("elena", "/requirements"),
    ("elena", "/requirements/import"),
]
"""Who looks, and at what; {names} are of the world below."""


class Work(Site):
    """The demo people at work, at an address."""

    def __init__(self, address: str, world: World) -> None:
        self.address = address
        contested = world.declaration()
        service, anna = world.service, world.actor("anna")
        service.applicability.contest(
            contested, Reason(reason="На плане есть склад"), by=world.actor("pavel")
        )
        changed = self._changed(world)
        card = service.client_view.get(world.cafe)
        assert card
        assert anna.organisation == world.cafe
        self.sessions = {
            name: world.session(name) for name in ("anna", "pavel", "newcomer", "elena")
        }
        self.names = {
            "contested": contested,
            "changed": changed,
            "place": card.premises[0].id,
        }

    def _changed(self, world: World) -> UUID:
        """A declaration that a changed fact put up for re-confirmation."""
        service, anna = world.service, world.actor("anna")
        receipt = service.applicability.declare(world.cafe, _no_lift(), by=anna)
        service.runner.drain()
        service.clients.state_facts(
            world.cafe, StateFacts(facts={"object:lift": True}), by=anna
        )
        service.runner.drain()
        Reactions(service).drain()
        service.runner.drain()
        return receipt.id


def _no_lift() -> Declare:
    return Declare(
        requirements=(LIFT,), ground=Ground.OBJECT_NOT_USED, absent=("object:lift",)
    )


@pytest.fixture(scope="module")
def work(opened: Database) -> Iterator[Work]:
    with opened.connection() as connection:
        connection.execute(EMPTY)
    settings = settings_of(opened)
    service = service_of(opened, StoppedClock(), settings)
    with serving(create_app(settings, service=service)) as address:
        yield Work(address, World(service))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("who", "path"), PAGES)
def test_everybody_can_use_the_page(
    browser: Browser,
    work: Work,
    who: str,
    path: str,
    language: str,
) -> None:
    page = opened_page(browser, work, who, language)
    try:
        answer = page.goto(work.address + path.format(**work.names))
        assert answer
        assert answer.ok, answer.status
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            check(page, f"{who} {path} {language} {width}")
    finally:
        page.context.close()
