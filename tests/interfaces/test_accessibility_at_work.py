"""The pages of the register, lists, businesses and declarations in a real browser."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from playwright.sync_api import Browser, FilePayload

from application.algorithm import ApproveAlgorithm, DraftAlgorithm
from application.applicability import Declare, Reason
from application.client import StateFacts
from application.confirmation import ConfirmSituation
from application.consultation import Ask
from application.exchange import SendMessage
from application.execution import QuestionConfirmation, Reply, WithReason
from application.notice import AddChannel
from domain.condition import Ground
from domain.deadline import Task, deadline_id
from domain.notice import ChannelKind
from interfaces.app import create_app
from interfaces.gateways.database import Database
from interfaces.reactions import Reactions
from tests.algorithm import algorithm, step
from tests.conftest import EMPTY, StoppedClock
from tests.drafting import listed
from tests.interfaces.shell import service_of, settings_of
from tests.interfaces.test_accessibility import (
    LANGUAGES,
    WIDTHS,
    Site,
    Tabs,
    browser,
    check,
    check_widths,
    opened_page,
    pytestmark,
    serving,
)
from tests.interfaces.world import CAFE, PDF, SEGMENT, WAREHOUSE, World

__all__ = ["browser", "pytestmark"]

LIFT = "REQ-OPO-011"
SIMILAR = "Как хранить краску на складе?\nБочки стоят у стены."

PAGES: list[tuple[str, str]] = [
    ("anna", "/changes/{changes}"),
    ("anna", "/consents"),
    ("nobody", "{link}"),
    ("admin", "/mailings"),
    ("admin", "/terms/LAW-070/amend"),
    ("admin", "/work-calendar/decrees/new"),
    ("admin", "/mailings/{mailing}"),
    ("nobody", "/receipts"),
    ("nobody", "/receipts/heads"),
    ("nobody", "/receipts/verify"),
    ("nobody", "/receipts/verify/{position}/{leaf}"),
    ("anna", "/receipts/{position}"),
    ("pavel", "/looks"),
    ("pavel", "/looks/new"),
    ("pavel", "/looks/{look}"),
    ("pavel", "/looks/{look}/again"),
    ("pavel", "/deadlines"),
    ("anna", "/deadlines"),
    ("anna", "/deadlines/{due}"),
    ("pavel", "/information-requests"),
    ("pavel", "/information-requests/new"),
    ("pavel", "/information-requests/{request}"),
    ("anna", "/information-requests"),
    ("anna", "/information-requests/{request}"),
    ("nina", "/risk/{risk}"),
    ("anna", "/risk/{risk}"),
    ("nina", "/risk/criteria/new"),
    ("nobody", "/risk/criteria/{profile}"),
    ("pavel", "/cautions/new"),
    ("pavel", "/cautions/{caution}"),
    ("anna", "/cautions"),
    ("anna", "/cautions/{caution}"),
    ("anna", "/absences"),
    ("pavel", "/visits/new?kind=mandatory"),
    ("pavel", "/visits/{visit}"),
    ("anna", "/visits/ask"),
    ("anna", "/visits/{visit}"),
    ("pavel", "/plan"),
    ("pavel", "/plan/new"),
    ("nina", "/plan/entries/{entry}"),
    ("pavel", "/plan/week"),
    ("pavel", "/plan/register"),
    ("anna", "/planned"),
    ("pavel", "/inspections/new"),
    ("pavel", "/inspections/{inspection_id}"),
    ("anna", "/damages/{damage_id}"),
    ("anna", "/damages/{damage_id}/check"),
    ("nobody", "/key-rates"),
    ("anna", "/appeals"),
    ("galina", "/appeals"),
    ("galina", "/appeals/{appeal_id}"),
    ("pavel", "/appeals/{appeal_id}/explain"),
    ("anna", "/appeals/{appeal_id}"),
    ("anna", "/appeals/{appeal_draft}/write/check"),
    ("anna", "/inspections"),
    ("anna", "/inspections/{inspection_id}"),
    ("anna", "/inspections/{inspection_id}/burden/day"),
    ("anna", "/inspections/{inspection_id}/ratings"),
    ("pavel", "/inspections/{inspection_id}/ombudsman"),
    ("tatiana", "/ombudsman/{participation_id}"),
    ("anna", "/appeals/{appeal_id}/ombudsman"),
    ("anna", "/video/new?about=/inspections/{inspection_id}"),
    ("anna", "/video/{meeting_id}"),
    ("pavel", "/video/{meeting_id}/room"),
    ("nobody", "/burden"),
    ("nobody", "/appeals/figures"),
    ("nobody", "/verify/paper/{paper_id}"),
    ("nobody", "/lead-times"),
    ("anna", "/notices"),
    ("anna", "/notices?unread=true"),
    ("anna", "/notices/{notice}"),
    ("anna", "/notices/channels"),
    ("anna", "/notices/channels/{channel}"),
    ("anna", "/notices/channels/{to_confirm}"),
    ("pavel", "/notices"),
    ("anna", "/timeline"),
    ("anna", "/timeline?kind=decision&service=L4"),
    ("pavel", "/timeline/of/{cafe}"),
    ("anna", "/looks"),
    ("anna", "/looks/{look}"),
    ("pavel", "/surveys"),
    ("pavel", "/surveys/new"),
    ("pavel", "/surveys/{survey}"),
    ("anna", "/surveys/{survey}"),
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
    ("anna", "/exchange"),
    ("anna", "/exchange?show=unopened"),
    ("anna", "/exchange/write"),
    ("anna", "/exchange/{thread}"),
    ("anna", "/exchange/{thread}/write"),
    ("anna", "/exchange/messages/{message}/sent"),
    ("anna", "/exchange/messages/{message}/receipts/opened"),
    ("pavel", "/exchange"),
    ("pavel", "/exchange/write"),
    ("pavel", "/exchange/{thread}"),
    ("pavel", "/exchange/{thread}/write?answers={message}"),
    ("newcomer", "/exchange"),
    ("newcomer", "/"),
    ("newcomer", "/client/register"),
    ("elena", "/requirements"),
    ("elena", "/requirements/import"),
    ("nobody", "/algorithms"),
    ("nobody", "/algorithms?text=ничего-такого-нет"),
    ("nobody", "/algorithms/ALG-001"),
    ("nobody", "/algorithms/ALG-001/steps/2"),
    ("nobody", "/algorithms/ALG-001/chart"),
    ("nobody", "/algorithms/{branched}/chart"),
    ("nobody", "/algorithms/{branched}"),
    ("nobody", "/algorithms/{branched}/history"),
    ("nobody", "/algorithms/{approved}"),
    ("nobody", "/requirements/{unserved}"),
    ("anna", "/list/{unserved}"),
    ("anna", "/"),
    ("denis", "/"),
    ("anna", "/algorithms/ALG-003/start"),
    ("anna", "/evidence"),
    ("anna", "/executions"),
    ("anna", "/executions/{execution}"),
    ("anna", "/executions/{execution}/steps/2"),
    ("anna", "/executions/{execution}/steps/5"),
    ("anna", "/executions/{execution}/steps/8"),
    ("anna", "/executions/{execution}/finish"),
    ("denis", "/executions"),
    ("denis", "/executions/{execution}/steps/2"),
    ("anna", "/execution-confirmations"),
    ("anna", "/execution-confirmations/{executed}"),
    ("anna", "/execution-confirmations/{questioned}"),
    ("anna", "/execution-confirmations/{lapsed}"),
    ("pavel", "/execution-confirmations"),
    ("pavel", "/execution-confirmations?questioned=yes"),
    ("pavel", "/execution-confirmations/{questioned}"),
    ("pavel", "/execution-confirmations/{executed}"),
    ("nobody", "/verify/confirmation/{executed}"),
    ("nina", "/algorithms/coverage"),
    ("nina", "/algorithms/coverage?standing=recommended"),
    ("nina", "/algorithms/{branched}/approve"),
    ("elena", "/algorithms/new"),
    ("elena", "/algorithms/import"),
    ("elena", "/algorithms/{branched}/amend"),
    ("elena", "/algorithms/{branched}/amend/head"),
    ("elena", "/algorithms/{branched}/amend/steps/2"),
    ("elena", "/algorithms/{branched}/amend/steps/new"),
    ("elena", "/algorithms/{branched}/withdraw"),
    ("nobody", "/drafts"),
    ("nobody", "/drafts?state=dropped&region=63"),
    ("nobody", "/drafts/{rule}"),
    ("nobody", "/drafts/{rule}/versions/1"),
    ("nobody", "/drafts/{rule}/compare"),
    ("nobody", "/drafts/{rule}/impact"),
    ("nobody", "/drafts/RG-900001"),
    ("anna", "/drafts/mine"),
    ("anna", "/following"),
    ("viktor", "/drafts"),
    ("viktor", "/drafts/own"),
    ("viktor", "/drafts/new"),
    ("viktor", "/drafts/{rule}/write"),
    ("viktor", "/drafts/{rule}/write/head"),
    ("viktor", "/drafts/{rule}/write/changes/new"),
    (
        "viktor",
        "/drafts/{rule}/write/changes/new?effect=amends&requirement=REQ-FIRE-001",
    ),
    ("viktor", "/drafts/{rule}/write/changes/new?effect=repeals"),
    ("viktor", "/drafts/{rule}/write/changes/REQ-NEW-001"),
    ("viktor", "/drafts/{rule}/publish"),
    ("viktor", "/drafts/{rule}/adopt"),
    ("viktor", "/drafts/{rule}/drop"),
    ("viktor", '/impact?condition={{"op":"all","of":[]}}&requirement=REQ-FIRE-001'),
    ("elena", "/drafts/to-enter"),
    ("elena", "/drafts/{adopted}"),
    ("elena", "/drafts/{adopted}/enter"),
    ("elena", "/drafts/import"),
    ("nobody", "/requirements/REQ-FIRE-001/evaluations"),
    ("anna", "/drafts/{rule}/evaluations"),
    ("anna", "/evaluations"),
    ("anna", "/evaluations/new?code=REQ-FIRE-001"),
    ("anna", "/evaluations/new?kind=draft&code={rule}"),
    ("anna", "/evaluations/{evaluation}"),
    ("anna", "/evaluations/{evaluation}/sent"),
    ("viktor", "/consideration"),
    ("viktor", "/consideration/requirements/REQ-FIRE-001"),
    ("viktor", "/consideration/drafts/{rule}"),
    ("tatiana", "/releases"),
    ("tatiana", "/releases/{content}"),
]
"""Who looks, and at what; {names} are of the world below."""


class Work(Site):
    """The demo people at work, at an address."""

    def __init__(self, address: str, world: World) -> None:
        self.address = address
        survey, _ = world.survey()
        inspected = world.inspection(world.actor("newcomer").id)
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
        world.evaluated()
        evaluation, content = world.evaluation()
        thread, message = self._correspondence(world)
        card = service.client_view.get(world.cafe)
        assert card
        assert anna.organisation == world.cafe
        self.sessions = {
            name: world.session(name)
            for name in (
                "anna",
                "pavel",
                "galina",
                "nina",
                "newcomer",
                "elena",
                "oleg",
                "denis",
                "viktor",
                "tatiana",
                "admin",
            )
        }
        told, channel = world.told(), world.channel("notices")
        world.delivery(told, channel)
        requested = world.information_request()
        self.names: dict[str, object] = {
            "request": requested,
            **inspected,
            **world.beside(UUID(inspected["inspection_id"])),
            **world.meeting(inspected["inspection_id"], world.actor("newcomer").id),
            **dict(zip(("profile", "risk"), world.risk(), strict=False)),
            **world.claims(inspected["inspection_id"]),
            **world.appeal(inspected["inspection_id"], world.actor("newcomer").id),
            "appeal_draft": world.appeal_draft(),
            "caution": world.caution(),
            "visit": world.visit(),
            "entry": world.plan_entry(),
            "due": deadline_id(Task.GIVE_INFORMATION, requested),
            "notice": told,
            "channel": channel,
            "to_confirm": self._to_confirm(world),
            "contested": contested,
            "confirmed": confirmed,
            "put_up": put_up,
            "changed": changed,
            "export": world.export("anna"),
            **world.receipt(),
            "open": open_,
            "replied": replied,
            "public": public,
            "compliance": compliance,
            "measure": measure,
            "dispute": dispute,
            "proposal": proposal,
            "place": card.premises[0].id,
            "branched": self._branched(world),
            "approved": self._approved(world),
            "unserved": "REQ-FIRE-011",
            "execution": world.execution(),
            "executed": world.execution_confirmation(),
            "rule": self._rule(world),
            "evaluation": evaluation,
            "content": content,
            "adopted": world.adopted_draft(),
            "questioned": self._questioned(world),
            "lapsed": self._lapsed(world),
            "survey": survey,
            "look": world.look(),
            "link": service.consent_words.path(world.consent("anna")),
            **self._mailed(world),
            "cafe": world.cafe,
            "thread": thread,
            "message": message,
        }

    def _correspondence(self, world: World) -> tuple[UUID, UUID]:
        """What anna asked, was opened and answered; a decision that is still closed."""
        pavel, exchange = world.actor("pavel"), world.service.correspondence
        thread, message, _ = world.correspondence(world.actor("newcomer").id)
        exchange.open(message, by=pavel)
        for kind, text in (("answer", "План верен."), ("decision", "Согласовано.")):
            said = {"kind": kind, "text": text}
            answers = message if kind == "answer" else None
            command = SendMessage.model_validate(said | {"answers": answers})
            sent = exchange.send(thread, command, by=pavel)
            if answers:
                exchange.open(sent.id, by=world.actor("anna"))
        world.service.runner.drain()
        Reactions(world.service).drain()
        world.service.runner.drain()
        return thread, message

    def _mailed(self, world: World) -> dict[str, object]:
        """A mailing that told the café something, and what the next one would tell."""
        mailing = world.mailing()
        assert mailing.window
        world.rule()
        return {"mailing": mailing.id, "changes": mailing.window.number}

    def _rule(self, world: World) -> str:
        """An open draft with something new under what anna follows; one is listed."""
        world.followed("anna")
        world.service.draft_imports.listed(listed(900001), by=world.actor("elena"))
        return world.rule()

    def _branched(self, world: World) -> str:
        """An algorithm with branches, steps side by side, and a fault."""
        content = algorithm(
            step(1, lasts={"n": 30, "unit": "minute"}, cost=1500, where="МФЦ"),
            step(2, after=[1], only_if={"employees_min": 1}),
            step(3, after=[1], evidence_kind=None),
            step(4, after=[1], only_if={"client_kind": ["IE"]}),
            step(5, after=[2, 3, 4]),
            step(6, after=[1, 5]),
            guarantees=["REQ-FIRE-001", LIFT],
        )
        command = DraftAlgorithm(code="ALG-BRANCH", content=content)
        world.service.algorithms.draft(command, by=world.actor("elena"))
        world.service.runner.drain()
        return "ALG-BRANCH"

    def _approved(self, world: World) -> str:
        """One that the head of its supervisory body approved; another is drafted."""
        command = ApproveAlgorithm(number=1, basis="Приказ от 21.11.2026 № 12")
        by = world.actor("nina")
        world.service.algorithms.approve("ALG-003", command, by=by)
        world.service.runner.drain()
        return "ALG-003"

    def _questioned(self, world: World) -> UUID:
        """A confirmation of which the fire inspector doubts a part."""
        id = world.execution_confirmation()
        doubt = QuestionConfirmation(
            requirements=("REQ-FIRE-006",), reason="На фото выход закрыт"
        )
        commands = world.service.execution_confirmations
        commands.question(id, doubt, by=world.actor("pavel"))
        world.service.runner.drain()
        return id

    def _lapsed(self, world: World) -> UUID:
        """A confirmation of which the fire inspector did not accept a part."""
        id, pavel = self._questioned(world), world.actor("pavel")
        commands = world.service.execution_confirmations
        reply = Reply(authority=world.authority(), reply="Выход открыт, ключ внутри")
        commands.reply(id, reply, by=world.actor("anna"))
        world.service.runner.drain()
        reason = WithReason(reason="Выход должен открываться без ключа")
        commands.uphold_question(id, reason, by=pavel)
        world.service.runner.drain()
        return id

    def _questions(self, world: World) -> UUID:
        """Five questions that look alike; the last."""
        anna, commands = world.actor("anna"), world.service.consultations
        question = Ask(question=SIMILAR, requirement=WAREHOUSE)
        for _ in range(5):
            receipt = commands.ask(world.cafe, question, by=anna)
        world.service.runner.drain()
        return receipt.id

    def _to_confirm(self, world: World) -> UUID:
        """A channel whose code was not entered yet."""
        command = AddChannel(
            kind=ChannelKind.WEBHOOK, address="https://example.org/to-confirm"
        )
        world.service.address_books.add(world.cafe, command, by=world.actor("anna"))
        world.service.runner.drain()
        return world.service.notice_view.channels(world.cafe)[-1].id

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


@pytest.fixture(scope="module")
def tabs(browser: Browser, work: Work) -> Iterator[Tabs]:
    tabs = Tabs(browser, work)
    yield tabs
    tabs.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("who", "path"), PAGES)
def test_everybody_can_use_the_page(
    tabs: Tabs, work: Work, who: str, path: str, language: str
) -> None:
    page = tabs.of(who, language)
    answer = page.goto(work.address + path.format(**work.names))
    assert answer
    assert answer.ok, answer.status
    check_widths(page, f"{who} {path}", language)


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
