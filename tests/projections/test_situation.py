"""Life situations and segments as they are read (L3)."""

import pytest

from application.situation import DraftSituation, WithdrawSituation
from domain.situation import SituationKind
from interfaces.gateways.database import Database
from tests.business import Business, business
from tests.conftest import StoppedClock
from tests.register import REGISTRAR
from tests.situations import CAFE, PLACE, change, offer, offer_segment, situation

pytestmark = pytest.mark.database


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    return business(database, clock)


def test_only_what_is_published_is_offered_by_kind(world: Business) -> None:
    offer(world)
    offer_segment(world)
    draft = DraftSituation(
        code="other", kind=SituationKind.SEGMENT, content=situation()
    )
    world.seen(world.service.situations.draft(draft, by=REGISTRAR))
    view = world.service.situation_view

    assert [one.code for one in view.published()] == [PLACE, CAFE]
    assert [one.code for one in view.published(SituationKind.SEGMENT)] == [CAFE]
    assert [one.code for one in view.kept()] == ["other", PLACE, CAFE]


def test_each_version_can_be_read_as_it_was(world: Business) -> None:
    offer(world)
    change(world, facts={"object:pool": True})
    view = world.service.situation_view

    said = view.said([(PLACE, 1), (PLACE, 2), (PLACE, 3), (CAFE, 1)])

    assert {key: content.facts for key, content in said.items()} == {
        (PLACE, 1): {"life_situation:opens_site": True, "object:lift": True},
        (PLACE, 2): {"object:pool": True},
    }
    assert view.versions(CAFE) == []


def test_facts_stand_in_the_order_in_which_they_were_written(world: Business) -> None:
    facts = {"object:lift": True, "employees": 1, "activity:cooks_food": False}
    offer(world, facts=facts)

    card = world.service.situation_view.get(PLACE)

    assert card
    assert list(card.content.facts) == list(facts)


def test_what_was_withdrawn_keeps_its_last_version(world: Business) -> None:
    offer(world)
    reason = WithdrawSituation(reason="Заменена")
    world.seen(world.service.situations.withdraw(PLACE, reason, by=REGISTRAR))

    card = world.service.situation_view.get(PLACE)

    assert card
    assert (card.status.value, card.number) == ("withdrawn", 1)
    assert world.service.situation_view.get("no-such") is None
