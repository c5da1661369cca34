"""Who makes calendar addresses, and that a secret is told once."""

import pytest

from application.calendar_feed import CalendarFeeds, digest_of
from application.log import EventLog
from domain.calendar_feed import FeedClosed, FeedOpen
from domain.errors import NotFound
from domain.kernel import Role
from interfaces.gateways.database import Database
from tests.business import Business, business, key, own, stranger
from tests.conftest import StoppedClock

pytestmark = pytest.mark.database


@pytest.fixture
def world(
    database: Database,
    clock: StoppedClock,
    log: EventLog,  # noqa: ARG001 - `--add-history` looks at it
) -> Business:
    return business(database, clock)


def feeds(world: Business) -> CalendarFeeds:
    return world.service.calendar_feeds


def test_a_secret_is_told_once_and_never_stored(world: Business) -> None:
    anna = world.client()

    first = feeds(world).open(own(anna), by=anna, key=key())
    again = feeds(world).open(own(anna), by=anna, key=key())

    assert first.secret
    assert again.secret is None
    assert again.receipt == first.receipt
    with world.service.database.connection() as sql:
        stored = sql.execute("SELECT convert_from(state, 'UTF8') FROM log_events")
        text = "".join(row[0] for row in stored)
    assert first.secret not in text
    assert digest_of(first.secret) in text


def test_every_address_is_another_and_needs_one_before(world: Business) -> None:
    anna = world.client()
    with pytest.raises(FeedClosed):
        feeds(world).replace(own(anna), by=anna)

    secrets = [feeds(world).open(own(anna), by=anna).secret]
    with pytest.raises(FeedOpen):
        feeds(world).open(own(anna), by=anna)
    secrets.append(feeds(world).replace(own(anna), by=anna).secret)
    feeds(world).revoke(own(anna), by=anna)
    with pytest.raises(FeedClosed):
        feeds(world).revoke(own(anna), by=anna)
    secrets.append(feeds(world).open(own(anna), by=anna).secret)

    assert len(set(secrets)) == 3


@pytest.mark.parametrize("role", [Role.CLIENT, Role.INSPECTOR, Role.ADMINISTRATOR])
def test_nobody_makes_an_address_for_another(world: Business, role: Role) -> None:
    anna = world.client()
    other = stranger(role)
    feeds(world).open(own(anna), by=anna)

    for attempt in (feeds(world).open, feeds(world).replace, feeds(world).revoke):
        with pytest.raises(NotFound):
            attempt(own(anna), by=other)
