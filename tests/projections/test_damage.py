"""Claims of damage and the key rate, as they are read."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from application.damage import EnterKeyRate
from domain.damage import BodyAnswer, ClaimSide
from domain.kernel import Actor, Certainty
from interfaces.gateways.database import Database
from projections.damage import MoveKind
from tests.business import Business, business, own
from tests.claiming import STORY, WHAT, WHY, Claiming
from tests.conftest import StoppedClock
from tests.inspecting import Inspecting
from tests.interfaces.shell import ADMIN

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log")]


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    made = business(database, clock)
    made.require()
    return made


@pytest.fixture
def claiming(world: Business) -> Claiming:
    return Claiming(world)


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client(facts={"object:lift": True})


@pytest.fixture
def pavel(world: Business) -> Actor:
    return world.supervisor()


@pytest.fixture
def inspection(world: Business, clock: StoppedClock, pavel: Actor, anna: Actor) -> UUID:
    return Inspecting(world, clock).started(pavel, anna)


def enter(claiming: Claiming, since: date, **differently: object) -> None:
    said = {
        "since": since,
        "hundredths": 1400,
        "source": "Банк России",
        "certainty": Certainty.CERTAIN,
        "reason": "Новая ставка",
    }
    command = EnterKeyRate.model_validate(said | differently)
    rates = claiming.service.damage.rate_commands
    claiming.seen(rates.enter(command, by=ADMIN))


def test_a_claim_is_read_whole_and_is_the_same_after_a_rebuild(
    claiming: Claiming, anna: Actor, pavel: Actor, inspection: UUID
) -> None:
    id, nina = claiming.sent(anna, inspection), claiming.head(pavel)
    claiming.answer(id, nina, BodyAnswer.OFFERED, kopecks=20_000_00)
    card = claiming.card(id)

    assert (card.story, card.kopecks) == (STORY, 50_000_00)
    assert [(one.number, one.what) for one in card.lines] == [(1, WHAT)]
    (file,) = card.lines[0].line.files
    assert claiming.service.damage.view.owner_of_file(id, file) == own(anna)
    assert claiming.service.damage.view.owner_of_file(id, uuid4()) is None
    (move,) = card.moves
    assert (move.kind, move.side) == (MoveKind.ANSWERED, ClaimSide.BODY)
    assert (move.answer, move.words) == (BodyAnswer.OFFERED, WHY)
    assert card.offer == move
    claiming.service.runner.rebuild("damage")
    assert claiming.card(id) == card


def test_a_body_finds_what_was_sent_to_it_page_by_page(
    claiming: Claiming, world: Business, clock: StoppedClock, anna: Actor, pavel: Actor
) -> None:
    sent = []
    for _ in range(2):
        inspection = Inspecting(world, clock).started(pavel, anna)
        sent.append(claiming.sent(anna, inspection))
    view = claiming.service.damage.view

    first = view.of(authority=own(pavel), limit=1)
    second = view.of(authority=own(pavel), before=first.after, limit=1)

    assert [one.id for one in (*first.claims, *second.claims)] == sent[::-1]
    assert second.after is None
    assert view.of(authority=uuid4()).claims == ()


def test_a_claim_is_found_by_what_it_is_about_until_it_is_thrown_away(
    claiming: Claiming, anna: Actor, inspection: UUID
) -> None:
    id, view = claiming.begun(anna, inspection), claiming.service.damage.view

    assert [one.id for one in view.about(inspection, own(anna))] == [id]
    assert view.about(inspection, uuid4()) == []
    claiming.discard(id, anna)
    assert view.about(inspection, own(anna)) == []
    assert view.of(client_id=own(anna)).claims == ()


def test_lines_are_shown_in_order_whatever_was_changed_and_removed(
    claiming: Claiming, anna: Actor, inspection: UUID
) -> None:
    id = claiming.begun(anna, inspection)
    for what in ("Один", "Два", "Три"):
        claiming.add(id, anna, what=what, kopecks=100)
    claiming.seen(claiming.drafts.remove(id, 2, by=anna))

    card = claiming.card(id)
    assert [(one.number, one.what) for one in card.lines] == [(1, "Один"), (3, "Три")]
    assert card.kopecks == 200


def test_what_was_entered_of_the_key_rate_stands_over_what_was_shipped(
    claiming: Claiming,
) -> None:
    rates = claiming.service.damage.rates
    shipped = rates.current().known_until

    enter(claiming, date(2026, 3, 2), until=date(2026, 4, 1))
    enter(claiming, date(2026, 3, 2), until=date(2026, 5, 1))
    enter(claiming, date(2025, 12, 22), until=date(2026, 3, 1), hundredths=1600)

    assert rates.current().known_until == date(2026, 5, 1) != shipped
    newest, before = rates.lines()[:2]
    assert (newest.version, newest.rate.until) == (2, date(2026, 5, 1))
    assert (before.version, before.rate.until) == (1, date(2026, 3, 1))
