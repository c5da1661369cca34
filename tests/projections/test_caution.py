"""Cautions as both sides read them, and what can be cautioned about."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from domain.caution import Answer
from domain.errors import NotFound
from domain.kernel import Actor
from interfaces.gateways.database import Database
from projections.caution import Standing
from tests.algorithm import ALGORITHM, draft
from tests.business import LIFT_CODE, LIFTS, OTHER_INN, SCHOOLS, Business, business, own
from tests.cautioning import Cautioning
from tests.conftest import StoppedClock

pytestmark = pytest.mark.database

SECOND = "REQ-LIFT-002"
PLAIN = {"requirement": SECOND, "algorithm": None}
TODAY = date(2026, 11, 21)


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    made = business(database, clock)
    made.require()
    made.require(SECOND)
    draft(made)
    return made


@pytest.fixture
def desk(world: Business) -> Cautioning:
    return Cautioning(world)


@pytest.fixture
def pavel(world: Business) -> Actor:
    return world.supervisor()


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client()


def test_a_dropped_point_counts_no_more_and_a_rebuild_makes_the_same_rows(
    desk: Cautioning, anna: Actor, pavel: Actor
) -> None:
    id = desk.issue(pavel, {}, PLAIN)
    desk.tell(id, anna, 1, 2)
    assert (desk.card(id).points, desk.card(id).told) == (2, 2)
    desk.object(id, anna)
    desk.change(id, pavel)
    card = desk.card(id)

    assert (card.points, card.told, card.edition) == (1, 1, 2)
    assert card.requirements == (LIFT_CODE,)
    assert [one.is_dropped for one in card.listed] == [False, True]
    assert [one.answer for one in card.objections] == [Answer.CHANGED]
    desk.service.runner.rebuild("caution")
    assert desk.card(id) == card


def test_each_side_reads_its_own_cautions_alone(
    world: Business, desk: Cautioning, anna: Actor, pavel: Actor
) -> None:
    vera = world.client("vera", inn=OTHER_INN)
    mine, second = desk.issue(pavel), desk.issue(pavel, PLAIN)
    other = desk.issue(pavel, inn=OTHER_INN)
    desk.withdraw(second, pavel)
    view = desk.service.caution_view

    def ids(**whose: Any) -> list[object]:
        return [one.id for one in view.of(**whose).cautions]

    assert ids(client_id=own(anna)) == [second, mine]
    assert ids(client_id=own(vera)) == [other]
    assert ids(authority=own(pavel)) == [other, second, mine]
    assert ids(authority=own(pavel), standing=Standing.OPEN) == [other, mine]
    assert ids(authority=own(pavel), requirement=SECOND) == [second]
    assert ids(authority=uuid4()) == []
    assert view.count(client_id=uuid4()).all == 0


@pytest.mark.usefixtures("anna")
def test_what_a_body_supervises_is_known_with_its_algorithms(
    desk: Cautioning,
) -> None:
    view = desk.service.caution_view
    codes = (LIFT_CODE, SECOND, "REQ-NONE-001")
    found = view.supervised(codes, (LIFTS,), TODAY)

    assert set(found) == {LIFT_CODE, SECOND}
    assert set(found[LIFT_CODE].algorithms) == {ALGORITHM}
    assert found[SECOND].algorithms == {}
    assert view.supervised(codes, (SCHOOLS,), TODAY) == {}
    titles = view.titles(codes, (ALGORITHM,), TODAY)
    assert set(titles) == {LIFT_CODE, SECOND, ALGORITHM}


def test_the_region_of_a_business_is_known_until_it_is_forgotten(
    world: Business, desk: Cautioning, anna: Actor
) -> None:
    view = desk.service.caution_view
    assert view.region_of(own(anna)) is None
    world.state(anna, region="63")
    assert view.region_of(own(anna)) == "63"
    with pytest.raises(NotFound):
        view.region_of(uuid4())
