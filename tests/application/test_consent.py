"""Giving and revoking consents: who may, and to what (R3)."""

from uuid import uuid4

import pytest

from application.consent import GiveConsent
from domain.consent import ConsentRevoked, ConsentStands, NothingToAgreeTo, Scope
from domain.errors import NotFound, Stale
from domain.kernel import PUBLIC, Actor, Role
from interfaces.gateways.database import Database
from tests.business import OTHER_INN, Business, business, key, own, stranger
from tests.conftest import StoppedClock

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log")]

HELP = GiveConsent(scope=Scope.service("help"))


@pytest.fixture
def made(database: Database, clock: StoppedClock) -> Business:
    return business(database, clock)


@pytest.fixture
def anna(made: Business) -> Actor:
    return made.client()


def test_a_client_agrees_once_and_a_repetition_changes_nothing(
    made: Business, anna: Actor
) -> None:
    consents = made.service.consents

    first = consents.give(own(anna), HELP, by=anna, key=key())
    again = consents.give(own(anna), HELP, by=anna, key=key())

    assert first == again
    with pytest.raises(ConsentStands):
        consents.give(own(anna), HELP, by=anna)


def test_one_agrees_only_to_what_there_is(made: Business, anna: Actor) -> None:
    for scope in (Scope.service("nothing"), Scope.situation("no-such")):
        with pytest.raises(NothingToAgreeTo):
            made.service.consents.give(own(anna), GiveConsent(scope=scope), by=anna)


@pytest.mark.parametrize("role", [r for r in Role if r is not Role.CLIENT])
def test_nobody_else_agrees_for_a_client(
    made: Business, anna: Actor, role: Role
) -> None:
    for somebody in (stranger(role), stranger()):
        with pytest.raises(NotFound):
            made.service.consents.give(own(anna), HELP, by=somebody)


def test_only_its_client_revokes_a_consent_and_only_once(
    made: Business, anna: Actor
) -> None:
    consents = made.service.consents
    id = consents.give(own(anna), HELP, by=anna).id
    ivan = made.client("ivan", OTHER_INN)

    for somebody in (ivan, stranger(Role.INSPECTOR), PUBLIC):
        with pytest.raises(NotFound):
            consents.revoke(id, by=somebody)
    with pytest.raises(Stale):
        consents.revoke(id, by=anna, version=7)
    consents.revoke(id, by=anna, version=1)
    with pytest.raises(ConsentRevoked):
        consents.revoke(id, by=anna)


def test_whoever_knows_the_word_of_a_notice_revokes_and_nobody_else(
    made: Business, anna: Actor
) -> None:
    consents = made.service.consents
    id = consents.give(own(anna), HELP, by=anna).id

    with pytest.raises(NotFound):
        consents.revoke_by_link(id, uuid4())
    consents.revoke_by_link(id, consents.word_of(id))
    with pytest.raises(ConsentRevoked):
        consents.revoke_by_link(id, consents.word_of(id))
