"""What is to be put on paper and what was, on PostgreSQL."""

import pytest

from domain.inspection import Ending, Step
from domain.kernel import Actor
from domain.paper import CaseKind, PaperKind
from interfaces.gateways.database import Database
from tests.business import Business, business, own
from tests.conftest import StoppedClock
from tests.inspecting import Inspecting
from tests.interfaces.shell import ADMIN

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
def anna(world: Business) -> Actor:
    return world.client(facts={"object:lift": True})


@pytest.fixture
def pavel(world: Business) -> Actor:
    return world.supervisor()


def due(inspecting: Inspecting) -> list[tuple[PaperKind, int]]:
    found = inspecting.service.paper_view.due(50)
    return [(one.kind, one.made_of) for one in found]


def test_each_step_that_the_client_gets_on_paper_falls_due(
    inspecting: Inspecting, anna: Actor, pavel: Actor
) -> None:
    id = inspecting.acted(pavel, anna, "Журнала нет")
    inspecting.demand(id, pavel)

    versions = {one.step: one.version for one in inspecting.case(id).steps}
    assert due(inspecting) == [
        (PaperKind.DECISION, 1),
        (PaperKind.NOTICE, versions[Step.NOTIFY]),
        (PaperKind.ACT, versions[Step.DRAW_ACT]),
        (PaperKind.ORDER, versions[Step.DEMAND]),
    ]


def test_whoever_ordered_issues_the_decision_though_another_began(
    inspecting: Inspecting, anna: Actor, pavel: Actor
) -> None:
    id = inspecting.notified(pavel, anna)

    (decision, notice) = inspecting.service.paper_view.due(50)

    assert (decision.by, notice.by) == (pavel, pavel)
    assert (decision.case, decision.case_id) == (CaseKind.INSPECTION, id)
    assert (decision.client_id, decision.authority) == (own(anna), own(pavel))
    assert decision.address == f"/inspections/{id}"


def test_what_is_cancelled_before_the_client_knew_is_never_on_paper(
    inspecting: Inspecting, anna: Actor, pavel: Actor
) -> None:
    id = inspecting.ordered(pavel, anna)
    inspecting.finish(id, pavel, Ending.CANCELLED, "Ошибка")

    assert due(inspecting) == []


def test_a_date_that_the_client_chose_is_told_in_the_name_of_the_body(
    inspecting: Inspecting, anna: Actor, pavel: Actor
) -> None:
    id = inspecting.notified(pavel, anna)
    move = inspecting.ask_move(id, anna)
    card = inspecting.service.inspection_view.move(move)
    assert card
    inspecting.grant(move, pavel, card.slots[0])

    last = inspecting.service.paper_view.due(50)[-1]

    assert (last.kind, last.by) == (PaperKind.NOTICE, pavel)


def test_papers_of_a_forgotten_client_are_gone(
    inspecting: Inspecting, world: Business, anna: Actor, pavel: Actor
) -> None:
    id = inspecting.notified(pavel, anna)
    world.service.papers.issue_due()
    world.service.runner.drain()
    before = len(world.service.paper_view.of_case(id))
    world.seen(world.clients.forget(own(anna), by=ADMIN))

    assert before == 2
    assert world.service.paper_view.of_case(id) == []
    assert due(inspecting) == []
