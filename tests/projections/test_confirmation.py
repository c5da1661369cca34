"""What a client confirmed, and what is left to confirm (L3)."""

from uuid import uuid4

import pytest

from application.confirmation import ConfirmRequirements, ConfirmSituation
from domain.condition import Verdict
from domain.confirmation import ConfirmationStatus, ThingKind
from domain.errors import NotFound
from domain.kernel import Actor
from domain.profile import ClientKind
from domain.requirement import requirement_id
from domain.situation import SituationKind
from interfaces.gateways.database import Database
from projections.confirmation import OpenBody, OpenSummary
from tests.business import FIRM_INN, LIFT_CODE, LIFTS, Business, business, own
from tests.conftest import StoppedClock
from tests.situations import CAFE, PLACE, offer, offer_segment

pytestmark = pytest.mark.database

FIRE = "МЧС России"
CODES = ("REQ-FIRE-001", "REQ-FIRE-002")


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    found = business(database, clock)
    found.require()
    for code in CODES:
        found.require(code, {"client_kind": ["IE"]}, FIRE)
    offer(found)
    offer_segment(found)
    return found


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client(facts={"okved": ("56.10",), "object:lift": True})


def confirm(world: Business, by: Actor, *codes: str) -> None:
    command = ConfirmRequirements(requirements=codes)
    world.seen(world.service.confirmations.requirements(own(by), command, by=by))


def choose(world: Business, by: Actor, code: str) -> None:
    command = ConfirmSituation(number=1, facts={"object:lift": True})
    world.seen(world.service.confirmations.situation(own(by), code, command, by=by))


def test_what_applies_and_is_not_confirmed_is_left(
    world: Business, anna: Actor
) -> None:
    confirm(world, anna, CODES[0])

    left = world.service.to_confirm.requirements(own(anna))
    of_fire = world.service.to_confirm.requirements(own(anna), body=FIRE)

    assert left.bodies == (OpenBody(name=FIRE, count=1), OpenBody(name=LIFTS, count=1))
    assert [line.code for line in left.lines] == [LIFT_CODE, CODES[1]]
    assert [line.code for line in of_fire.lines] == [CODES[1]]
    assert (left.found, of_fire.found) == (2, 1)


def test_what_is_left_is_read_a_page_at_a_time(world: Business, anna: Actor) -> None:
    view = world.service.to_confirm

    first = view.requirements(own(anna), limit=2)
    rest = view.requirements(own(anna), after=first.next or 0, limit=2)

    assert [len(first.lines), len(rest.lines)] == [2, 1]
    assert rest.next is None
    assert view.requirements(own(anna), body="Никто").found == 0


def test_a_new_version_is_to_be_confirmed_anew(world: Business, anna: Actor) -> None:
    confirm(world, anna, *CODES, LIFT_CODE)
    assert world.service.to_confirm.summary(own(anna)).unconfirmed == 0

    world.amend(title="Иначе")
    world.react()

    assert world.service.to_confirm.summary(own(anna)) == OpenSummary(
        put_up=1, unconfirmed=1, segments=1
    )


def test_what_fits_a_client_is_proposed_first(world: Business, anna: Actor) -> None:
    offer(world, "other-place", whom={"client_kind": ["NPD"]})
    offer(world, "third-place", whom={"object": ["crane"]})
    choose(world, anna, PLACE)

    found = world.service.to_confirm.proposals(own(anna), SituationKind.LIFE_SITUATION)

    assert [(one.card.code, one.verdict) for one in found] == [
        (PLACE, Verdict.APPLIES),
        ("third-place", Verdict.UNKNOWN),
        ("other-place", Verdict.DOES_NOT_APPLY),
    ]
    assert [one.confirmation is not None for one in found] == [True, False, False]


def test_confirmations_are_found_by_kind_status_and_thing(
    world: Business, anna: Actor
) -> None:
    confirm(world, anna, LIFT_CODE)
    choose(world, anna, PLACE)
    choose(world, anna, CAFE)
    view = world.service.confirmation_view

    segments = view.mine(own(anna), kinds=[ThingKind.SEGMENT])
    given = view.mine(own(anna), statuses=[ConfirmationStatus.GIVEN])

    assert [one.code for one in segments.confirmations] == [CAFE]
    assert [one.code for one in given.confirmations] == [CAFE, PLACE, LIFT_CODE]
    assert len(list(view.on_thing(requirement_id(LIFT_CODE)))) == 1
    assert len(list(view.of_client(own(anna)))) == 3
    assert view.confirmed(own(anna)) == [(requirement_id(LIFT_CODE), 1)]
    assert view.get(uuid4()) is None


def test_nobody_reads_what_another_client_confirmed(
    world: Business, anna: Actor
) -> None:
    confirm(world, anna, LIFT_CODE)
    other = world.client("oleg", FIRM_INN, ClientKind.LE)

    assert world.service.confirmation_view.mine(own(other)).confirmations == ()
    assert world.service.to_confirm.requirements(own(other)).found == 0
    with pytest.raises(NotFound):
        world.service.to_confirm.summary(uuid4())


def test_rows_go_with_a_forgotten_client_and_never_come_back(
    world: Business, anna: Actor
) -> None:
    confirm(world, anna, LIFT_CODE)
    world.forget(own(anna))

    assert world.service.confirmation_view.mine(own(anna)).confirmations == ()
    assert list(world.service.confirmation_view.of_client(own(anna))) == []
