"""Which address leads to whose calendar."""

import pytest

from application.calendar_feed import digest_of
from domain.kernel import Actor
from domain.profile import ClientKind
from interfaces.gateways.database import Database
from tests.business import FIRM_INN, Business, business, own
from tests.conftest import NOON, StoppedClock

pytestmark = pytest.mark.database


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    return business(database, clock)


def opened(world: Business, by: Actor, verb: str = "open") -> str:
    commands = world.service.calendar_feeds
    made = getattr(commands, verb)(own(by), by=by)
    world.seen(made.receipt)
    assert made.secret
    return digest_of(made.secret)


def test_only_the_newest_address_leads_to_the_calendar(world: Business) -> None:
    anna = world.client()
    view = world.service.calendar_feed_view

    first = opened(world, anna)
    kept = view.at(first)
    second = opened(world, anna, "replace")

    assert kept
    assert (kept.client_id, kept.version, kept.made_at) == (own(anna), 1, NOON)
    assert view.at(first) is None
    found = view.at(second)
    assert found == view.of_client(own(anna))
    assert found
    assert (found.id, found.version) == (kept.id, 2)


def test_an_address_that_was_taken_back_leads_nowhere(world: Business) -> None:
    anna = world.client()
    digest = opened(world, anna)

    world.seen(world.service.calendar_feeds.revoke(own(anna), by=anna))

    assert world.service.calendar_feed_view.at(digest) is None
    assert world.service.calendar_feed_view.of_client(own(anna)) is None
    again = opened(world, anna)
    assert world.service.calendar_feed_view.at(again)
    assert world.service.calendar_feed_view.at("unknown") is None


def test_the_address_of_a_forgotten_client_leads_nowhere(world: Business) -> None:
    anna, oleg = world.client(), world.client("oleg", FIRM_INN, ClientKind.LE)
    digests = [opened(world, by) for by in (anna, oleg)]

    world.forget(own(anna))

    view = world.service.calendar_feed_view
    assert [view.at(digest) is None for digest in digests] == [True, False]
    world.service.runner.rebuild("calendar_feed")
    assert [view.at(digest) is None for digest in digests] == [True, False]
