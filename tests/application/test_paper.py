"""Putting on paper what officers did: once, whoever fails, and nothing left behind."""

from datetime import timedelta
from uuid import UUID

import pytest

from application.paper import Papers, Sheet
from domain.errors import NotFound
from domain.exchange import Enclosure, Message, Thread
from domain.kernel import Actor
from domain.paper import PaperKind, Template
from interfaces.gateways.database import Database
from interfaces.locale import language
from interfaces.papers import PaperPress, PaperSheets, starter_paper_templates
from interfaces.papers.known import Known
from interfaces.service import Service
from tests.business import PDF, Business, business, own
from tests.conftest import StoppedClock
from tests.inspecting import Inspecting

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log")]


class QuickPress:
    """Makes no PDF; some kinds it cannot make."""

    def __init__(self, *broken: str) -> None:
        self.broken = set(broken)
        self.asked: list[str] = []

    def print(self, template: Template, sheet: Sheet, id: UUID) -> bytes:
        self.asked.append(template.name)
        template.fill({**sheet.values, "number": "1", "address": str(id)})
        if template.name in self.broken:
            raise RuntimeError("the typesetter fell over")
        return PDF


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    made = business(database, clock)
    made.require()
    return made


@pytest.fixture
def inspecting(world: Business, clock: StoppedClock) -> Inspecting:
    return Inspecting(world, clock)


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client(facts={"object:lift": True})


@pytest.fixture
def pavel(world: Business) -> Actor:
    return world.supervisor()


def papers_of(service: Service, press: QuickPress | PaperPress) -> Papers:
    """The job with another press; what it says is what the service says."""
    return Papers(
        service.log,
        service.clock,
        starter_paper_templates(),
        service.paper_view,
        sources_of(service),
        press,
        service.enclosures,
        service.correspondence,
    )


def sources_of(service: Service) -> PaperSheets:
    """What papers say, of the read models of the service."""
    known = Known(
        service.log,
        service.inspection_view,
        service.client_view,
        service.person_view,
        service.requirement_view,
        service.places,
        service.clock.today,
        language("ru"),
        service.law,
    )
    return PaperSheets(known)


def kinds_of(service: Service, id: UUID) -> list[PaperKind]:
    service.runner.drain()
    return sorted(one.kind for one in service.paper_view.of_case(id))


def test_a_paper_is_a_message_of_the_body_in_the_one_thread_of_the_case(
    inspecting: Inspecting, anna: Actor, pavel: Actor
) -> None:
    service = inspecting.service
    id = inspecting.notified(pavel, anna)
    papers_of(service, QuickPress()).issue_due()
    service.runner.drain()

    thread = Thread.of_case(f"/inspections/{id}")
    sent = service.exchange_view.messages(thread, own(pavel)).messages

    assert [one.sender for one in sent] == [own(pavel)] * 2
    assert {one.message for one in service.paper_view.of_case(id)} == {
        one.id for one in sent
    }


def test_one_that_cannot_be_made_keeps_no_other_from_being_made(
    inspecting: Inspecting, anna: Actor, pavel: Actor
) -> None:
    service, press = inspecting.service, QuickPress("decision")
    papers = papers_of(service, press)
    id = inspecting.notified(pavel, anna)
    papers.issue_due()
    first = kinds_of(service, id)
    papers.issue_due()
    asked = list(press.asked)
    press.broken.clear()
    inspecting.clock.pass_by(timedelta(minutes=6))
    papers.issue_due()

    assert first == [PaperKind.NOTICE]
    assert asked == ["decision", "notice"]
    assert kinds_of(service, id) == [PaperKind.DECISION, PaperKind.NOTICE]


def test_what_another_worker_issued_is_not_issued_again(
    inspecting: Inspecting, anna: Actor, pavel: Actor
) -> None:
    service, press = inspecting.service, QuickPress()
    id = inspecting.notified(pavel, anna)
    due = service.paper_view.due(10)
    papers_of(service, press).issue_due()
    again = [papers_of(service, press).issue(one) for one in due]

    assert again == [0, 0]
    assert len(press.asked) == 2
    assert kinds_of(service, id) == [PaperKind.DECISION, PaperKind.NOTICE]


def test_a_file_that_could_not_be_sent_is_taken_away(
    inspecting: Inspecting,
    anna: Actor,
    pavel: Actor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    service = inspecting.service
    inspecting.notified(pavel, anna)
    (due, *_) = service.paper_view.due(10)
    papers = papers_of(service, QuickPress())
    kept: list[UUID] = []

    class Broken:
        def compose(self, *, files: list[UUID], **_: object) -> None:
            kept.extend(files)
            raise NotFound

    monkeypatch.setattr(papers, "_correspondence", Broken())
    with pytest.raises(NotFound):
        papers.issue(due)

    file = service.log.load(Enclosure, kept[0])
    assert file.is_removed
    assert service.log.find(Message, due.id) is None
