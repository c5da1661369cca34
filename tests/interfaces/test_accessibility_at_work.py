"""The pages of the register, lists, businesses and declarations in a real browser."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from playwright.sync_api import Browser, FilePayload

from application.applicability import Declare, Reason
from application.client import StateFacts
from application.confirmation import ConfirmSituation
from application.consultation import Ask
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
from tests.interfaces.world import CAFE, PDF, SEGMENT, WAREHOUSE, World

__all__ = ["browser", "pytestmark"]

HEIGHT = 800
LIFT = "REQ-OPO-011"
SIMILAR = "Как хранить краску на складе?\nБочки стоят у стены."

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
    ("anna", "/list?on=2026-12-31&known=2026-11-20&basis=today&group=unknown"),
    ("anna", "/list/REQ-FIRE-001?on=2026-12-31"),
    ("anna", "/list/coming"),
    ("anna", "/list/difference?to_day=2027-01-15"),
    ("anna", "/list/export"),
    ("anna", "/calendar"),
    ("nobody", "/verify/{export}"),
    ("anna", "/client"),
    ("anna", "/client/name"),
    ("anna", "/client/facts/object:lift"),
    ("anna", "/client/facts/okved"),
    ("anna", "/client/facts/region"),
    ("anna", "/client/facts"),
    ("anna", "/client/facts?show=unknown"),
    ("anna", "/client/facts?show=derived"),
    ("anna", "/client/facts?show=different&news=2&places=1"),
    ("anna", "/client/facts/size"),
    ("anna", "/client/facts/name"),
    ("anna", "/client/facts/size/dispute"),
    ("anna", "/disputes"),
    ("anna", "/disputes/{dispute}?sent=1"),
    ("elena", "/disputes"),
    ("elena", "/disputes/{dispute}"),
    ("pavel", "/disputes"),
    ("anna", "/client/premises/new"),
    ("anna", "/self-examination"),
    ("anna", "/self-examination/question"),
    ("anna", "/self-examination/question?fact=employees"),
    ("anna", "/self-examination/question?fact=object:lift"),
    ("anna", "/self-examination/result"),
    ("oleg", "/self-examination"),
    ("anna", "/situations"),
    ("anna", "/situations/start-cafe"),
    ("anna", "/segment"),
    ("anna", "/segment/segment-small-cafe"),
    ("anna", "/confirmations"),
    ("anna", "/confirmations?done=2"),
    ("anna", "/confirmations/{put_up}"),
    ("anna", "/confirmations/{confirmed}"),
    ("anna", "/confirmations/requirements?body=МЧС России"),
    ("anna", "/confirmations/requirements?code=REQ-FIRE-001"),
    ("elena", "/situations/keep"),
    ("elena", "/situations/keep/new"),
    ("elena", "/situations/keep/start-cafe"),
    ("elena", "/situations/keep/segment-small-cafe/amend"),
    ("anna", "/client/premises/new?proposal={proposal}"),
    ("anna", "/client/premises/{place}"),
    ("anna", "/declare?fact=object:crane"),
    ("anna", "/declarations"),
    ("anna", "/declarations/{contested}"),
    ("anna", "/declarations/{changed}"),
    ("anna", "/declarations/{changed}/sent"),
    ("anna", "/assessment"),
    ("anna", "/assessment?by=kind&state=unassessed"),
    ("anna", "/assessment/REQ-FIRE-002"),
    ("anna", "/assessment/REQ-PDN-001"),
    ("anna", "/assessment/REQ-PDN-001/measures/new"),
    ("anna", "/assessment/REQ-PDN-001/measures/{measure}"),
    ("anna", "/assessment/several?requirement=REQ-PDN-002&requirement=REQ-PDN-003"),
    ("anna", "/assessment/plan"),
    ("anna", "/assessment/declare"),
    ("anna", "/assessment/declare/check?scope=all"),
    ("anna", "/assessment/declare/check?scope=body:МЧС России"),
    ("anna", "/compliance"),
    ("anna", "/compliance/{compliance}"),
    ("anna", "/compliance/{compliance}/sent"),
    ("anna", "/compliance/{compliance}/confirmation"),
    ("anna", "/compliance/{compliance}/renew"),
    ("pavel", "/compliance"),
    ("pavel", "/compliance/{compliance}"),
    ("nobody", "/answers"),
    ("nobody", "/answers?text=ничего-такого-нет"),
    ("nobody", "/answers/{public}"),
    ("anna", "/questions"),
    ("anna", "/questions/new"),
    ("anna", "/questions/new?requirement=REQ-FIRE-011"),
    ("anna", "/questions/{open}"),
    ("anna", "/questions/{open}/sent"),
    ("anna", "/questions/{replied}"),
    ("pavel", "/questions"),
    ("pavel", "/questions?status=answered"),
    ("pavel", "/questions/{open}"),
    ("pavel", "/questions/{replied}"),
    ("pavel", "/questions/{replied}/publish"),
    ("pavel", "/questions/explain?question={open}"),
    ("pavel", "/answers/{public}"),
    ("pavel", "/answers/{public}/amend"),
    ("pavel", "/answers/{public}/withdraw"),
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
        compliance, measure = world.compliance(), world.assessment()
        dispute, proposal = world.dispute(), world.proposal("Лавка")
        world.examination()
        confirmed, put_up = world.confirmation(CAFE), self._put_up(world)
        contested = world.declaration()
        service, anna = world.service, world.actor("anna")
        service.applicability.contest(
            contested, Reason(reason="На плане есть склад"), by=world.actor("pavel")
        )
        changed = self._changed(world)
        replied = world.question()
        public = world.public_answer(replied)
        open_ = self._questions(world)
        card = service.client_view.get(world.cafe)
        assert card
        assert anna.organisation == world.cafe
        self.sessions = {
            name: world.session(name)
            for name in ("anna", "pavel", "newcomer", "elena", "oleg")
        }
        self.names = {
            "contested": contested,
            "confirmed": confirmed,
            "put_up": put_up,
            "changed": changed,
            "export": world.export("anna"),
            "open": open_,
            "replied": replied,
            "public": public,
            "compliance": compliance,
            "measure": measure,
            "dispute": dispute,
            "proposal": proposal,
            "place": card.premises[0].id,
        }

    def _questions(self, world: World) -> UUID:
        """Five questions that look alike; the last."""
        anna, commands = world.actor("anna"), world.service.consultations
        question = Ask(question=SIMILAR, requirement=WAREHOUSE)
        for _ in range(5):
            receipt = commands.ask(world.cafe, question, by=anna)
        world.service.runner.drain()
        return receipt.id

    def _put_up(self, world: World) -> UUID:
        """A confirmed segment of which a fact has changed since."""
        service, anna = world.service, world.actor("anna")
        facts = {"object:hazardous_facility": False, "object:lift": False}
        said = ConfirmSituation(number=1, facts=facts)
        receipt = service.confirmations.situation(world.cafe, SEGMENT, said, by=anna)
        service.clients.state_facts(
            world.cafe, StateFacts(facts={"object:hazardous_facility": True}), by=anna
        )
        service.runner.drain()
        Reactions(service).drain()
        service.runner.drain()
        return receipt.id

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


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("who", "path", "fields"),
    [
        ("anna", "/questions/new", ("question",)),
        ("pavel", "/questions/{replied}/publish", ("question", "answer", "unmet")),
        ("pavel", "/questions/explain?question={open}", ("question", "answer")),
        ("pavel", "/answers/{public}/amend", ("question", "answer")),
    ],
)
def test_what_is_sent_is_shown_before(
    browser: Browser,
    work: Work,
    who: str,
    path: str,
    fields: tuple[str, ...],
    width: int,
) -> None:
    page = opened_page(browser, work, who, "ru", width)
    try:
        page.goto(work.address + path.format(**work.names))
        for field in fields:
            page.locator(f"#{field}").fill("Нужен ли план склада?\nОчень важно.")
        page.get_by_role("button", name="Дальше").click()

        page.get_by_role("heading", name="Проверьте перед").wait_for()
        assert "Очень важно." in page.locator("main").inner_text()
        check(page, f"check {path} {width}")
    finally:
        page.context.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("language", "on", "change"),
    [("ru", "Дальше", "Изменить ответы"), ("en", "Go on", "Change the answers")],
)
def test_a_declaration_is_checked_and_its_answers_changed(
    browser: Browser, work: Work, language: str, on: str, change: str, width: int
) -> None:
    page = opened_page(browser, work, "anna", language, width)
    file: FilePayload = {
        "name": "план.pdf",
        "mimeType": "application/pdf",
        "buffer": PDF,
    }
    try:
        page.goto(f"{work.address}/declare?fact=object:pool")
        page.locator("#explanation").fill("В здании один этаж")
        page.locator("#document").set_input_files(file)
        page.get_by_role("button", name=on).click()
        check(page, f"declare check {language} {width}")

        page.get_by_role("button", name=change).click()

        check(page, f"declare change {language} {width}")
        assert page.locator("#explanation").input_value() == "В здании один этаж"
        assert page.locator("input[name=document_id]").count() == 1
    finally:
        page.context.close()
