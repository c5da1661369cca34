"""What an appeal did stands on the page of the thing, and in the check of its paper."""

from datetime import timedelta

import pytest
from fastapi import FastAPI

from application.appeal import OrderedEffect
from domain.appeal import Effect, SubjectKind
from domain.kernel import Actor
from domain.paper import PaperKind
from interfaces.gateways.database import Database
from interfaces.service import Service
from tests.appealable import Appealable
from tests.appealing import Appealing
from tests.business import business
from tests.conftest import StoppedClock
from tests.execution import Cafe
from tests.interfaces.visits import site_of, visit

pytestmark = pytest.mark.database

ANNULLED = [
    SubjectKind.INSPECTION,
    SubjectKind.CAUTION,
    SubjectKind.VISIT,
    SubjectKind.VISIT_ORDER,
    SubjectKind.INFORMATION_REQUEST,
    SubjectKind.DECLARATION,
    SubjectKind.COMPLIANCE,
    SubjectKind.EXECUTION,
]


@pytest.fixture
def things(database: Database, clock: StoppedClock) -> Appealable:
    return Appealable(Cafe(business(database, clock)), clock)


@pytest.fixture
def appealing(things: Appealable, clock: StoppedClock) -> Appealing:
    return Appealing(things.world, clock)


@pytest.fixture
def olga(appealing: Appealing) -> Actor:
    return appealing.officer()


@pytest.fixture
def site(things: Appealable) -> FastAPI:
    return site_of(things.world)


@pytest.fixture
def service(things: Appealable) -> Service:
    return things.world.service


@pytest.mark.parametrize("kind", ANNULLED)
def test_both_sides_read_on_its_page_which_appeal_changed_it(
    things: Appealable,
    appealing: Appealing,
    site: FastAPI,
    olga: Actor,
    kind: SubjectKind,
) -> None:
    address, client = things.made(kind), things.client_of(kind)
    id = appealing.accepted(client, olga, about=address)
    appealing.draft(id, olga, OrderedEffect(effect=Effect.ANNUL))
    appealing.decide(id, olga)
    things.world.react()

    page = address.partition("#")[0]
    own_side = visit(site, client).get(page)
    other_side = visit(site, things.pavel).get(page)

    number = appealing.load(id).number
    assert (own_side.status_code, other_side.status_code) == (200, 200)
    assert f'<a href="/appeals/{id}">' in own_side.text
    assert number in own_side.text
    assert number in other_side.text
    assert f'href="/appeals/{id}"' not in other_side.text


def test_a_suspended_inspection_offers_no_step_that_leads_forward(
    things: Appealable, appealing: Appealing, site: FastAPI, olga: Actor
) -> None:
    address = things.made(SubjectKind.INSPECTION_CONDUCT)
    id = appealing.accepted(things.anna, olga, about=address, suspend=True)
    appealing.suspend(id, olga)

    page = visit(site, things.pavel).get(address.partition("#")[0]).text

    assert "Жалоба приостановила" in page
    assert "/actions/new" not in page


def test_the_check_of_a_paper_knows_what_an_appeal_undid(
    things: Appealable,
    appealing: Appealing,
    service: Service,
    site: FastAPI,
    olga: Actor,
) -> None:
    address = things.made(SubjectKind.ACT)
    things.issued()
    inspection = service.appealed.things.find(address, by=things.anna).subject.id
    assert inspection
    papers = {one.kind: one.id for one in service.paper_view.of_case(inspection)}
    checked = f"/api/verify/paper/{papers[PaperKind.ACT]}"
    reader = visit(site, things.anna)
    before = reader.get(checked).json()

    id = appealing.accepted(things.anna, olga, about=address)
    appealing.draft(id, olga, OrderedEffect(effect=Effect.CORRECT, words="Без п. 1"))
    appealing.decide(id, olga)
    corrected = reader.get(checked).json()
    second = appealing.accepted(things.anna, olga, about=address)
    appealing.draft(second, olga, OrderedEffect(effect=Effect.ANNUL))
    appealing.decide(second, olga)
    annulled = reader.get(checked).json()

    assert (before["is_changed"], before["is_void"]) == (False, False)
    assert (corrected["is_changed"], corrected["is_void"]) == (True, False)
    assert annulled["is_void"]
    assert reader.get(checked.removeprefix("/api")).status_code == 200


def test_an_inspection_that_is_suspended_may_be_held_by_nobody(
    things: Appealable,
    appealing: Appealing,
    service: Service,
    site: FastAPI,
    olga: Actor,
) -> None:
    address = things.made(SubjectKind.INSPECTION_CONDUCT)
    things.issued()
    card = service.appealed.things.find(address, by=things.anna)
    inspection = card.subject.id
    assert inspection
    paper = service.paper_view.of_case(inspection)[0]
    reader = visit(site, things.anna)
    checked = f"/api/verify/paper/{paper.id}"
    assert reader.get(checked).json()["inspection"]["may_be_held"]

    id = appealing.accepted(things.anna, olga, about=address, suspend=True)
    appealing.suspend(id, olga)

    now = reader.get(checked).json()["inspection"]
    assert (now["is_suspended"], now["may_be_held"]) == (True, False)
    appealing.clock.pass_by(timedelta(minutes=1))
    appealing.withdraw(id, things.anna)
    assert reader.get(checked).json()["inspection"]["may_be_held"]


def test_the_body_says_on_the_page_of_the_appeal_that_it_did_as_ordered(
    things: Appealable, appealing: Appealing, site: FastAPI, olga: Actor
) -> None:
    address = things.made(SubjectKind.ANSWER)
    id = appealing.accepted(things.anna, olga, about=address)
    until = appealing.clock.today() + timedelta(days=10)
    order = OrderedEffect(effect=Effect.OBLIGE, until=until, words="Ответить")
    appealing.draft(id, olga, order)
    appealing.decide(id, olga)
    reader, done = visit(site, olga), f"/appeals/{id}/orders/1/done"

    page = reader.get(f"/appeals/{id}").text
    wrong = reader.post(done, data={"words": " "})
    right = reader.post(done, data={"words": "Ответили, № 12"}, follow_redirects=False)

    assert f'action="{done}"' in page
    assert (wrong.status_code, right.status_code) == (422, 303)
    assert "прочитает заявитель" in wrong.text
    assert f'action="{done}"' not in reader.get(f"/appeals/{id}").text
