"""Papers of inspections, from the officer's step to the public page, on PostgreSQL."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from domain.inspection import Ending, Kind
from domain.kernel import Actor
from domain.paper import PaperKind
from interfaces.gateways.database import Database
from projections.paper import PaperCard
from tests.business import Business, business
from tests.cautioning import Cautioning
from tests.conftest import StoppedClock
from tests.inspecting import NUMBER, Inspecting
from tests.interfaces.visits import site_of, visit
from tests.visiting import Visiting

pytestmark = pytest.mark.database


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    made = business(database, clock)
    made.require()
    return made


@pytest.fixture
def inspecting(world: Business, clock: StoppedClock) -> Inspecting:
    return Inspecting(world, clock)


@pytest.fixture
def client(world: Business) -> Actor:
    return world.client(facts={"object:lift": True})


@pytest.fixture
def inspector(world: Business) -> Actor:
    return world.supervisor()


@pytest.fixture
def site(world: Business) -> FastAPI:
    return site_of(world)


@pytest.fixture
def public(site: FastAPI) -> TestClient:
    return visit(site)


def issued(inspecting: Inspecting, id: object) -> dict[PaperKind, PaperCard]:
    """Papers of a case, after the worker has looked."""
    service = inspecting.service
    service.runner.drain()
    service.papers.issue_due()
    service.runner.drain()
    found = service.paper_view.of_case(id)  # type: ignore[arg-type]
    return {one.kind: one for one in reversed(found)}


def test_who_is_told_gets_the_decision_and_the_notice_once(
    inspecting: Inspecting, client: Actor, inspector: Actor
) -> None:
    id = inspecting.notified(inspector, client)

    papers = issued(inspecting, id)
    again = issued(inspecting, id)

    assert set(papers) == {PaperKind.DECISION, PaperKind.NOTICE}
    assert again == papers
    assert inspecting.service.paper_view.due(10) == []


def test_an_inspection_without_notice_is_on_paper_when_it_begins(
    inspecting: Inspecting, client: Actor, inspector: Actor
) -> None:
    id = inspecting.ordered(inspector, client, kind=Kind.INSPECTION_VISIT, hours=None)
    before = issued(inspecting, id)
    inspecting.register(id, inspector)
    inspecting.clock.set(inspecting.case(id).starts)
    inspecting.start(id, inspector)

    assert before == {}
    assert set(issued(inspecting, id)) == {PaperKind.DECISION}


def test_the_client_opens_a_paper_on_the_record_and_has_a_tagged_file(
    inspecting: Inspecting, client: Actor, inspector: Actor, site: FastAPI
) -> None:
    id = inspecting.acted(inspector, client, "Журнала #нет [x] $1$")
    paper = issued(inspecting, id)[PaperKind.ACT]
    visitor = visit(site, client)

    closed = visitor.get(f"/exchange/files/{paper.file}")
    visitor.post(f"/exchange/messages/{paper.message}/open")
    inspecting.service.runner.drain()
    file = visitor.get(f"/exchange/files/{paper.file}")

    assert closed.status_code == 409
    assert file.content.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in file.content
    assert b"pdfuaid:part>1<" in file.content
    opened = inspecting.service.paper_view.get(paper.id)
    assert opened
    assert opened.opened_at is not None


def test_everybody_sees_that_a_paper_is_genuine_and_no_more(
    inspecting: Inspecting, client: Actor, inspector: Actor, public: TestClient
) -> None:
    id = inspecting.started(inspector, client)
    paper = issued(inspecting, id)[PaperKind.DECISION]

    page = public.get(f"/verify/paper/{paper.id}").text
    said = public.get(f"/api/verify/paper/{paper.id}").json()

    assert paper.number in page
    assert NUMBER in page
    assert paper.sha256 in page
    for secret in ("anna", "Anna", "630000000119", "Pavel", "Ленина", str(id)):
        assert secret not in page
        assert secret not in str(said)
    assert said["inspection"]["may_be_held"] is True


def test_a_paper_of_a_cancelled_inspection_says_that_nobody_may_hold_it(
    inspecting: Inspecting, client: Actor, inspector: Actor, public: TestClient
) -> None:
    id = inspecting.notified(inspector, client)
    paper = issued(inspecting, id)[PaperKind.DECISION]
    inspecting.finish(id, inspector, Ending.CANCELLED, "Ошибка")

    page = public.get(f"/verify/paper/{paper.id}").text

    assert "Никто не вправе проводить эту проверку сегодня" in page


def test_a_caution_is_on_paper_and_void_once_it_is_withdrawn(
    world: Business, inspecting: Inspecting, inspector: Actor, public: TestClient
) -> None:
    world.client(facts={"object:lift": True})
    cautioning = Cautioning(world)
    id = cautioning.issue(inspector, {"algorithm": None})
    paper = issued(inspecting, id)[PaperKind.CAUTION]
    before = public.get(f"/api/verify/paper/{paper.id}").json()
    cautioning.withdraw(id, inspector)
    after = public.get(f"/api/verify/paper/{paper.id}").json()

    assert [one["is_void"] for one in (before, after)] == [False, True]
    assert after["inspection"] is None


def test_a_visit_that_a_body_offers_comes_with_an_invitation(
    world: Business, inspecting: Inspecting, inspector: Actor, public: TestClient
) -> None:
    world.client(facts={"object:lift": True})
    id = Visiting(world).offer(inspector)
    paper = issued(inspecting, id)[PaperKind.INVITATION]

    assert (
        "Приглашение на профилактический визит"
        in public.get(f"/verify/paper/{paper.id}").text
    )


def test_a_paper_that_nobody_issued_is_not_found(public: TestClient) -> None:
    never = "5b1f0c57-8f7c-4b8e-9d55-0c9b3f3a1e11"

    assert public.get(f"/verify/paper/{never}").status_code == 404
    assert public.get(f"/api/verify/paper/{never}").status_code == 404


def test_a_moved_date_is_told_by_another_notice(
    inspecting: Inspecting, client: Actor, inspector: Actor, public: TestClient
) -> None:
    id = inspecting.notified(inspector, client)
    issued(inspecting, id)
    move = inspecting.ask_move(id, client)
    slot = inspecting.service.inspection_view.move(move)
    assert slot
    inspecting.grant(move, inspector, slot.slots[0])

    papers = issued(inspecting, id)

    assert len(inspecting.service.paper_view.of_case(id)) == 3
    page = public.get(f"/verify/paper/{papers[PaperKind.DECISION].id}").text
    assert "Дату перенесли" in page
