"""To what clients agreed, as it is read (R3)."""

import pytest

from application.consent import GiveConsent
from domain.consent import Scope
from domain.kernel import Actor
from interfaces.gateways.database import Database
from projections.consent import ConsentCard
from tests.business import Business, business, own
from tests.conftest import StoppedClock

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log")]

HELP = Scope.service("help")


@pytest.fixture
def made(database: Database, clock: StoppedClock) -> Business:
    return business(database, clock)


def cards(made: Business, by: Actor) -> list[ConsentCard]:
    made.service.runner.drain()
    return made.service.consent_view.of_client(own(by))


def test_a_consent_is_read_as_given_revoked_and_given_again(
    made: Business, clock: StoppedClock
) -> None:
    anna, consents = made.client(), made.service.consents
    command = GiveConsent(scope=HELP)

    id = consents.give(own(anna), command, by=anna).id
    [given] = cards(made, anna)
    consents.revoke(id, by=anna)
    [revoked] = cards(made, anna)
    consents.give(own(anna), command, by=anna)
    [again] = cards(made, anna)

    assert (given.scope, given.stands, given.given_on) == (HELP, True, clock.today())
    assert (revoked.stands, revoked.way, revoked.revoked_on) == (
        False,
        "page",
        clock.today(),
    )
    assert (again.stands, again.way, again.version) == (True, None, 3)
    assert made.service.consent_view.get(id) == again


def test_what_a_forgotten_client_agreed_to_is_gone_and_stays_gone(
    made: Business,
) -> None:
    anna = made.client()
    id = made.service.consents.give(own(anna), GiveConsent(scope=HELP), by=anna).id
    made.seen(made.service.consents.revoke(id, by=anna))

    made.forget(own(anna))
    made.service.runner.rebuild("consent")

    assert cards(made, anna) == []
    assert made.service.consent_view.get(id) is None
