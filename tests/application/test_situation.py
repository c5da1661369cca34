"""A registrar keeps life situations and segments; nobody else does (L3)."""

from collections.abc import Callable

import pytest

from application.situation import AmendSituation, DraftSituation, WithdrawSituation
from domain.client import UnknownFact
from domain.condition import ConditionNotUnderstood
from domain.errors import NotFound, Stale
from domain.kernel import Role
from domain.situation import SituationCodeTaken, SituationKind, SituationNotDraft
from interfaces.gateways.database import Database
from tests.business import Business, business, key, stranger
from tests.conftest import StoppedClock
from tests.register import REGISTRAR
from tests.situations import PLACE, change, offer, situation

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log")]


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    return business(database, clock)


def draft(world: Business, **changes: object) -> None:
    command = DraftSituation(
        code=PLACE, kind=SituationKind.LIFE_SITUATION, content=situation(**changes)
    )
    world.seen(world.service.situations.draft(command, by=REGISTRAR))


def test_a_situation_is_drafted_rewritten_published_amended_and_withdrawn(
    world: Business,
) -> None:
    draft(world)
    change(world, facts={"object:lift": False})
    world.seen(world.service.situations.publish(PLACE, by=REGISTRAR))
    change(world, facts={"object:crane": True})
    reason = WithdrawSituation(reason="Заменена")
    world.seen(world.service.situations.withdraw(PLACE, reason, by=REGISTRAR))

    card = world.service.situation_view.get(PLACE)
    versions = world.service.situation_view.versions(PLACE)

    assert card
    assert (card.status.value, card.number, card.version) == ("withdrawn", 2, 5)
    assert [(one.number, one.content.facts) for one in versions] == [
        (2, {"object:crane": True}),
        (1, {"object:lift": False}),
    ]
    assert world.service.situation_view.published() == []


@pytest.mark.parametrize(
    "facts", [{"object:ufo": True}, {"object:lift": None}, {"client_kind": "IE"}]
)
def test_it_proposes_only_facts_that_a_client_may_say(
    world: Business, facts: dict[str, object]
) -> None:
    with pytest.raises(UnknownFact):
        draft(world, facts=facts)


def test_whom_it_is_for_is_said_in_words_of_the_vocabulary(world: Business) -> None:
    with pytest.raises(ConditionNotUnderstood):
        draft(world, whom={"object": ["ufo"]})


def test_a_code_is_taken_once_and_a_version_is_not_overwritten(
    world: Business,
) -> None:
    offer(world)

    with pytest.raises(SituationCodeTaken):
        draft(world)
    with pytest.raises(SituationNotDraft):
        world.service.situations.publish(PLACE, by=REGISTRAR)
    late = AmendSituation(content=situation(facts={"object:lift": False}))
    with pytest.raises(Stale):
        world.service.situations.amend(PLACE, late, by=REGISTRAR, version=1)


def test_a_draft_sent_twice_under_one_key_is_one_draft(world: Business) -> None:
    command = DraftSituation(
        code=PLACE, kind=SituationKind.SEGMENT, content=situation()
    )

    receipts = [
        world.service.situations.draft(command, by=REGISTRAR, key=key())
        for _ in range(2)
    ]

    assert receipts[0] == receipts[1]


@pytest.mark.parametrize("role", [Role.CLIENT, Role.INSPECTOR, Role.ADMINISTRATOR])
def test_nobody_but_a_registrar_keeps_them(world: Business, role: Role) -> None:
    offer(world)
    commands, by = world.service.situations, stranger(role)

    asks: list[Callable[[], object]] = [
        lambda: commands.amend(PLACE, AmendSituation(content=situation()), by=by),
        lambda: commands.publish(PLACE, by=by),
        lambda: commands.withdraw(PLACE, WithdrawSituation(reason="Так"), by=by),
    ]
    for ask in asks:
        with pytest.raises(NotFound):
            ask()
