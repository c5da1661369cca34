"""Papers about appeals: decision, refusal to consider, suspension (I8, I9)."""

from uuid import UUID

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from application.paper import Papers
from domain.kernel import Actor, Role
from domain.paper import PaperKind
from interfaces.gateways.database import Database
from projections.paper import PaperCard
from tests.appealing import ASKS, REASON, WORDS, Appealing
from tests.application.test_paper import QuickPress, papers_of, sources_of
from tests.business import Business, business, own
from tests.conftest import StoppedClock
from tests.interfaces.visits import site_of, visit

pytestmark = pytest.mark.database


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    made = business(database, clock)
    made.require()
    return made


@pytest.fixture
def appealing(world: Business, clock: StoppedClock) -> Appealing:
    return Appealing(world, clock)


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client(facts={"object:lift": True})


@pytest.fixture
def olga(appealing: Appealing) -> Actor:
    return appealing.officer()


@pytest.fixture
def site(world: Business) -> FastAPI:
    return site_of(world)


@pytest.fixture
def public(site: FastAPI) -> TestClient:
    return visit(site)


def issued(
    papers: Papers, appealing: Appealing, id: UUID
) -> dict[PaperKind, PaperCard]:
    """Papers of an appeal, after the worker has looked."""
    service = appealing.service
    service.runner.drain()
    papers.issue_due()
    service.runner.drain()
    return {one.kind: one for one in service.paper_view.of_case(id)}


def quick(appealing: Appealing) -> Papers:
    return papers_of(appealing.service, QuickPress())


def test_a_decision_is_on_paper_with_every_point_and_its_reason(
    appealing: Appealing, anna: Actor, olga: Actor
) -> None:
    head = appealing.colleague(olga, "ivan", Role.HEAD)
    id = appealing.accepted(anna, olga, body=olga, points=2)
    appealing.ask_body(id, olga)
    appealing.draft(id, olga, upheld=(1,))
    appealing.check(id, head)
    appealing.decide(id, olga)
    appealing.service.runner.drain()

    (due,) = appealing.service.paper_view.due(10)
    sheet = sources_of(appealing.service).of(due)

    assert sheet
    values = sheet.values
    assert (due.kind, due.by) == (PaperKind.APPEAL_DECISION, olga)
    assert len(values["points"]) == 2
    assert WORDS in str(values["points"])
    assert f"Довод принят: {REASON}" in str(values["points"])
    assert f"Довод не принят: {REASON}" in str(values["points"])
    assert "удовлетворена частично" in str(values["outcome"])
    assert values["wish"] == ASKS
    assert values["silent"]
    assert "Ответить по существу" in str(values["effects"])
    assert (values["decided_by"], values["checked_by"]) == ("Olga", "Ivan")
    assert "3 месяца" in str(values["court"])


def test_a_real_file_of_a_decision_reaches_the_client_and_can_be_checked(
    appealing: Appealing, anna: Actor, olga: Actor, site: FastAPI, public: TestClient
) -> None:
    id = appealing.decided(anna, olga, body=olga)
    service = appealing.service
    paper = issued(service.papers, appealing, id)[PaperKind.APPEAL_DECISION]
    visitor = visit(site, anna)

    visitor.post(f"/exchange/messages/{paper.message}/open")
    appealing.world.react()
    assert appealing.load(id).is_delivered
    file = visitor.get(f"/exchange/files/{paper.file}")
    page = public.get(f"/verify/paper/{paper.id}").text

    assert file.content.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in file.content
    assert paper.number in page
    assert "Решение по жалобе" in page
    for secret in ("anna", WORDS, str(id)):
        assert secret not in page


def test_a_refusal_to_consider_names_its_ground_on_paper(
    appealing: Appealing, anna: Actor, olga: Actor
) -> None:
    id = appealing.sent(anna, body=olga)
    appealing.assign(id, olga)
    appealing.refuse(id, olga, reason="Уже было")
    appealing.service.runner.drain()

    (due,) = appealing.service.paper_view.due(10)
    sheet = sources_of(appealing.service).of(due)

    assert sheet
    assert due.kind is PaperKind.APPEAL_REFUSAL
    assert sheet.values["reason"] == "Уже было"
    assert sheet.values["ground"]
    assert "ст. 42" in str(sheet.values["source"])
    assert set(issued(quick(appealing), appealing, id)) == {PaperKind.APPEAL_REFUSAL}


def test_a_suspension_is_void_on_paper_once_the_appeal_is_over(
    appealing: Appealing, anna: Actor, olga: Actor, public: TestClient
) -> None:
    pavel = appealing.colleague(olga, "pavel", Role.INSPECTOR)
    inspection = appealing.inspecting.notified(pavel, anna)
    appealing.service.papers.issue_due()
    about = f"/inspections/{inspection}"
    id = appealing.accepted(anna, olga, about=about, suspend=True)
    appealing.suspend(id, olga)
    paper = issued(quick(appealing), appealing, id)[PaperKind.SUSPENSION_DECISION]
    before = public.get(f"/api/verify/paper/{paper.id}").json()
    appealing.withdraw(id, anna)
    after = public.get(f"/api/verify/paper/{paper.id}").json()

    assert paper.authority == own(olga)
    assert [one["is_void"] for one in (before, after)] == [False, True]
