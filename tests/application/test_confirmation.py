"""A client confirms or corrects; what changed later is put up again (L3)."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest

from application.confirmation import ConfirmRequirements, ConfirmSituation
from application.log import EventLog
from application.situation import WithdrawSituation
from domain.client import FactSource, UnknownFact
from domain.condition import Verdict
from domain.confirmation import (
    AlreadyConfirmed,
    Confirmation,
    ConfirmationStatus,
    ConfirmedVersionChanged,
    NotConfirmed,
    NothingToConfirm,
    ThingKind,
    VerdictNotKnown,
    WhyAgain,
)
from domain.errors import NotFound
from domain.kernel import Actor, Role
from domain.profile import FactValue
from interfaces.gateways.database import Database
from projections.confirmation import ConfirmationCard
from tests.business import LIFT_CODE, Business, business, key, own, stranger
from tests.conftest import StoppedClock
from tests.register import REGISTRAR
from tests.situations import CAFE, PLACE, change, offer, offer_segment

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log")]

CRANE_CODE = "REQ-CRANE-001"


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    found = business(database, clock)
    found.require()
    found.require(CRANE_CODE, {"object": ["crane"]})
    offer(found)
    offer_segment(found)
    return found


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client(
        facts={"okved": ("56.10",), "object:lift": True, "object:crane": False}
    )


def confirm(world: Business, by: Actor, *codes: str) -> None:
    command = ConfirmRequirements(requirements=codes or (LIFT_CODE,))
    world.seen(world.service.confirmations.requirements(own(by), command, by=by))


def choose(
    world: Business,
    by: Actor,
    code: str = PLACE,
    number: int = 1,
    **facts: FactValue,
) -> None:
    said = {
        name.replace("situation_opens", "life_situation:opens")
        .replace("object_", "object:")
        .replace("activity_", "activity:"): value
        for name, value in facts.items()
    }
    command = ConfirmSituation(number=number, facts=said)
    world.seen(world.service.confirmations.situation(own(by), code, command, by=by))


def id_of(by: Actor, kind: ThingKind, code: str) -> UUID:
    return Confirmation.create_id(own(by), kind, code)


def card(
    world: Business,
    by: Actor,
    kind: ThingKind = ThingKind.REQUIREMENT,
    code: str = LIFT_CODE,
) -> ConfirmationCard:
    found = world.service.confirmation_view.get(id_of(by, kind, code))
    assert found
    return found


def test_requirements_are_confirmed_together_each_with_its_version_and_verdict(
    world: Business, anna: Actor, clock: StoppedClock
) -> None:
    confirm(world, anna, LIFT_CODE, CRANE_CODE)

    lift, crane = card(world, anna), card(world, anna, code=CRANE_CODE)

    assert (lift.number, lift.verdict, lift.status) == (
        1,
        Verdict.APPLIES,
        ConfirmationStatus.GIVEN,
    )
    assert (lift.by, lift.on) == (anna.id, clock.today())
    assert crane.verdict is Verdict.DOES_NOT_APPLY
    assert crane.facts == {"object:crane": False}


def test_what_is_confirmed_already_does_not_stop_the_others(
    world: Business, anna: Actor
) -> None:
    confirm(world, anna, LIFT_CODE)

    confirm(world, anna, LIFT_CODE, CRANE_CODE)

    assert card(world, anna).version == 1
    with pytest.raises(AlreadyConfirmed):
        confirm(world, anna, LIFT_CODE, CRANE_CODE)


def test_nobody_can_confirm_what_is_not_known_yet(world: Business, anna: Actor) -> None:
    world.state(anna, object_crane=None)

    with pytest.raises(VerdictNotKnown) as refusal:
        confirm(world, anna, LIFT_CODE, CRANE_CODE)

    assert refusal.value.facts == {"requirements": [CRANE_CODE]}
    assert world.service.confirmation_view.waiting(own(anna)) == 0


def test_what_changed_since_it_was_read_is_not_confirmed_unread(
    world: Business, anna: Actor
) -> None:
    world.amend(title="Иначе")
    commands = world.service.confirmations
    seen = ConfirmRequirements(requirements=(LIFT_CODE,), seen={LIFT_CODE: 1})

    with pytest.raises(ConfirmedVersionChanged):
        commands.requirements(own(anna), seen, by=anna)
    with pytest.raises(ConfirmedVersionChanged):
        choose(world, anna, number=2, object_lift=True)
    with pytest.raises(NotFound):
        confirm(world, anna, "REQ-NONE-001")


def test_a_chosen_situation_states_the_facts_that_the_client_confirmed(
    world: Business, anna: Actor
) -> None:
    choose(world, anna, situation_opens_site=True)

    facts = world.card(anna).facts
    found = card(world, anna, ThingKind.SITUATION, PLACE)
    assert facts["life_situation:opens_site"].value is True
    assert facts["life_situation:opens_site"].source is FactSource.CLIENT
    assert found.facts == {"life_situation:opens_site": True}
    assert (found.corrected, found.verdict) == ((), None)


def test_a_corrected_proposal_is_kept_as_the_client_says(
    world: Business, anna: Actor
) -> None:
    choose(world, anna, CAFE, activity_cooks_food=False, object_lift=True, employees=3)

    found = card(world, anna, ThingKind.SEGMENT, CAFE)

    assert set(found.corrected) == {"activity:cooks_food", "object:lift", "employees"}
    assert world.card(anna).facts["employees"].value == 3


def test_nothing_is_taken_for_true_that_nobody_confirmed(
    world: Business, anna: Actor, log: EventLog
) -> None:
    head = log.head()

    with pytest.raises(NothingToConfirm):
        choose(world, anna)
    with pytest.raises(NothingToConfirm):
        choose(world, anna, object_lift=None)
    with pytest.raises(UnknownFact):
        choose(world, anna, object_crane=True)
    with pytest.raises(UnknownFact):
        choose(world, anna, object_lift=3)
    with pytest.raises(NotFound):
        choose(world, anna, "no-such-thing", object_lift=True)
    assert log.head() == head


def test_a_situation_that_is_over_ends_and_is_kept(
    world: Business, anna: Actor
) -> None:
    choose(world, anna, situation_opens_site=True, object_lift=True)
    id = id_of(anna, ThingKind.SITUATION, PLACE)

    world.seen(world.service.confirmations.take_back(id, by=anna))

    facts = world.card(anna).facts
    assert facts["life_situation:opens_site"].value is False
    assert facts["object:lift"].value is True
    assert card(world, anna, ThingKind.SITUATION, PLACE).status is (
        ConfirmationStatus.TAKEN_BACK
    )
    with pytest.raises(NotConfirmed):
        world.service.confirmations.take_back(id, by=anna)


def requirement_amended(world: Business, _by: Actor) -> None:
    world.amend(title="Иначе")


def fact_changed(world: Business, by: Actor) -> None:
    world.state(by, object_lift=False)


def situation_amended(world: Business, _by: Actor) -> None:
    change(world, facts={"object:lift": True, "object:crane": True})


def situation_withdrawn(world: Business, _by: Actor) -> None:
    reason = WithdrawSituation(reason="Заменена")
    world.seen(world.service.situations.withdraw(PLACE, reason, by=REGISTRAR))


REQUIREMENT = (ThingKind.REQUIREMENT, LIFT_CODE)
SITUATION = (ThingKind.SITUATION, PLACE)


@pytest.mark.parametrize(
    ("happens", "thing", "why", "number"),
    [
        (requirement_amended, REQUIREMENT, WhyAgain.NEW_VERSION, 2),
        (fact_changed, REQUIREMENT, WhyAgain.VERDICT_CHANGED, 1),
        (situation_amended, SITUATION, WhyAgain.NEW_VERSION, 2),
        (situation_withdrawn, SITUATION, WhyAgain.OFFERED_NO_MORE, 1),
        (fact_changed, SITUATION, WhyAgain.FACTS_CHANGED, 1),
    ],
)
def test_a_later_change_puts_it_up_again_and_keeps_what_was_confirmed(
    world: Business,
    anna: Actor,
    happens: Callable[[Business, Actor], None],
    thing: tuple[ThingKind, str],
    why: WhyAgain,
    number: int,
) -> None:
    confirm(world, anna)
    choose(world, anna, object_lift=True)
    world.react()
    before = card(world, anna, *thing)

    happens(world, anna)
    world.react()
    world.react()

    after = card(world, anna, *thing)
    assert before.status is ConfirmationStatus.GIVEN
    assert (after.status, after.why, after.newest_number) == (
        ConfirmationStatus.TO_LOOK_AT,
        why,
        number,
    )
    assert (after.number, after.verdict, after.facts) == (
        before.number,
        before.verdict,
        before.facts,
    )
    assert after.version == before.version + 1


def test_the_changed_verdict_is_named_beside_the_confirmed_one(
    world: Business, anna: Actor
) -> None:
    confirm(world, anna)
    fact_changed(world, anna)
    world.react()

    found = card(world, anna)
    confirm(world, anna)

    assert (found.verdict, found.newest_verdict) == (
        Verdict.APPLIES,
        Verdict.DOES_NOT_APPLY,
    )
    assert found.changed_facts == {"object:lift": False}
    again = card(world, anna)
    assert (again.status, again.verdict) == (
        ConfirmationStatus.GIVEN,
        Verdict.DOES_NOT_APPLY,
    )
    assert [moment.kind for moment in again.moments] == [
        "given",
        "put_up",
        "given_again",
    ]


def test_what_has_nothing_to_do_with_it_leaves_it_alone(
    world: Business, anna: Actor
) -> None:
    confirm(world, anna)
    choose(world, anna, object_lift=True)

    world.amend(CRANE_CODE, title="Иначе")
    change(world, CAFE, facts={"object:crane": True})
    world.state(anna, employees=9)
    world.open_premises(anna)
    world.react()

    assert world.service.confirmation_view.waiting(own(anna)) == 0


def test_a_version_that_comes_into_force_with_a_day_is_noticed_that_day(
    world: Business, anna: Actor, clock: StoppedClock
) -> None:
    confirm(world, anna)
    world.amend(in_force_from=date(2026, 12, 1))
    world.react()
    assert card(world, anna).status is ConfirmationStatus.GIVEN

    clock.pass_by(timedelta(days=10))
    looked_at = world.service.confirmation_reviews.look_at_outdated()
    world.react()

    assert looked_at == 1
    assert card(world, anna).why is WhyAgain.NEW_VERSION
    assert world.service.confirmation_reviews.look_at_outdated() == 0


def test_what_was_amended_just_before_is_put_up_right_after(
    world: Business, anna: Actor, log: EventLog
) -> None:
    late = Confirmation.give(
        client_id=own(anna),
        kind=ThingKind.SITUATION,
        code=PLACE,
        number=1,
        verdict=None,
        facts={"object:lift": True},
        corrected=(),
        by=anna,
        today=world.service.clock.today(),
    )
    situation_amended(world, anna)
    world.react()
    log.record(late, by=anna)

    world.react()

    assert card(world, anna, *SITUATION).why is WhyAgain.NEW_VERSION


def test_confirming_twice_under_one_key_is_once(world: Business, anna: Actor) -> None:
    command = ConfirmRequirements(requirements=(LIFT_CODE,))

    receipts = [
        world.service.confirmations.requirements(own(anna), command, by=anna, key=key())
        for _ in range(2)
    ]

    assert receipts[0] == receipts[1]


@pytest.mark.parametrize("role", [Role.CLIENT, Role.INSPECTOR, Role.REGISTRAR])
def test_nobody_confirms_for_somebody_else(
    world: Business, anna: Actor, role: Role
) -> None:
    confirm(world, anna)
    commands, by = world.service.confirmations, stranger(role)
    requirement = ConfirmRequirements(requirements=(LIFT_CODE,))
    chosen = ConfirmSituation(number=1, facts={"object:lift": True})

    asks: list[Callable[[], object]] = [
        lambda: commands.requirements(own(anna), requirement, by=by),
        lambda: commands.situation(own(anna), PLACE, chosen, by=by),
        lambda: commands.take_back(id_of(anna, *REQUIREMENT), by=by),
    ]
    for ask in asks:
        with pytest.raises(NotFound):
            ask()


def test_a_forgotten_client_confirms_nothing_and_nothing_is_put_up(
    world: Business, anna: Actor
) -> None:
    confirm(world, anna)
    world.forget(own(anna))

    requirement_amended(world, anna)
    world.react()

    assert world.service.confirmation_view.get(id_of(anna, *REQUIREMENT)) is None
    with pytest.raises(NotFound):
        confirm(world, anna)
    with pytest.raises(NotFound):
        world.service.confirmations.take_back(id_of(anna, *REQUIREMENT), by=anna)
