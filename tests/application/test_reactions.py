"""What the service does by itself: declarations put up for re-confirmation (L4)."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from application.log import EventLog
from domain.applicability import (
    Declaration,
    GroundNotEnough,
    NothingToReconfirm,
    Status,
    Why,
)
from domain.condition import Ground, parse
from domain.kernel import Actor
from domain.profile import ClientKind
from interfaces.gateways.database import Database
from tests.business import (
    FIRM_INN,
    LIFT_CODE,
    LIFTS,
    SCHOOLS,
    TEACHING,
    TEACHING_CODE,
    Business,
    business,
    own,
)
from tests.conftest import StoppedClock

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log")]


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    found = business(database, clock)
    found.require()
    return found


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client()


def standing(world: Business, id: UUID) -> tuple[Status, Why | None, int | None]:
    card = world.declaration(id)
    return card.status, card.why, card.newest_version


def test_a_new_version_puts_declarations_up_and_says_which(
    world: Business, anna: Actor
) -> None:
    firm = world.client("oleg", FIRM_INN, ClientKind.LE)
    ids = [world.declare(by).id for by in (anna, firm)]

    world.amend(title="Лифт осмотрен")
    world.react()

    for id in ids:
        assert standing(world, id) == (Status.TO_RECONFIRM, Why.NEW_VERSION, 2)
    world.reconfirm(ids[0], anna)
    assert world.declaration(ids[0]).requirement_version == 2
    assert standing(world, ids[0]) == (Status.DECLARED, None, None)


def test_another_requirement_leaves_declarations_alone(
    world: Business, anna: Actor
) -> None:
    world.require(TEACHING_CODE, TEACHING, SCHOOLS)
    id = world.declare(anna).id

    world.amend(TEACHING_CODE, title="Иначе")
    world.react()

    assert world.declaration(id).status is Status.DECLARED


def test_a_declaration_on_an_older_version_is_put_up_right_after(
    world: Business, anna: Actor, log: EventLog
) -> None:
    _, subjects = world.service.personal_lists.subjects(own(anna), [LIFT_CODE])
    world.amend(title="Иначе")
    world.react()

    late = Declaration.declare(
        subjects[LIFT_CODE],
        client_id=own(anna),
        profile=world.card(anna).profile,
        ground=Ground.OBJECT_NOT_USED,
        absent=("object:lift",),
        explanation=None,
        document_id=None,
        by=anna,
        today=world.service.clock.today(),
    )
    log.record(late, by=anna)
    world.react()

    assert standing(world, late.id) == (Status.TO_RECONFIRM, Why.NEW_VERSION, 2)


def test_a_version_of_a_later_day_puts_up_on_that_day(
    world: Business, anna: Actor, clock: StoppedClock
) -> None:
    id = world.declare(anna).id
    day = clock.today() + timedelta(days=30)
    world.amend(in_force_from=day, in_force_until=None)
    world.react()
    before = world.service.reconfirmations.look_at_outdated()

    clock.pass_by(timedelta(days=30))
    looked_at = world.service.reconfirmations.look_at_outdated()
    world.react()

    assert (before, looked_at) == (0, 1)
    assert standing(world, id) == (Status.TO_RECONFIRM, Why.NEW_VERSION, 2)
    assert world.service.reconfirmations.look_at_outdated() == 0


def test_a_fact_that_says_otherwise_puts_a_declaration_up(
    world: Business, anna: Actor
) -> None:
    id = world.declare(anna).id

    world.state(anna, object_lift=True, employees=5)
    world.react()

    assert standing(world, id) == (Status.TO_RECONFIRM, Why.PROFILE_CHANGED, 1)
    assert world.declaration(id).changed_facts == {"object:lift": True}


def test_a_place_that_uses_the_thing_puts_a_declaration_up(
    world: Business, anna: Actor
) -> None:
    id = world.declare(anna).id

    world.open_premises(anna, object_lift=True)
    world.react()

    assert world.declaration(id).changed_facts == {"object:lift": True}


def test_a_first_place_puts_up_what_was_declared_for_want_of_any(
    world: Business, anna: Actor
) -> None:
    world.require("REQ-PLACE-001", {"object": ["premises"]})
    id = world.declare(anna, "REQ-PLACE-001", absent=("object:premises",)).id

    world.open_premises(anna)
    world.react()

    assert world.declaration(id).changed_facts == {"object:premises": True}


def test_a_code_that_begins_what_was_declared_not_done_puts_it_up(
    world: Business, anna: Actor
) -> None:
    world.require(TEACHING_CODE, TEACHING, SCHOOLS)
    id = world.declare(
        anna,
        TEACHING_CODE,
        ground="activity_not_carried_out",
        absent=("okved:85", "activity:educational_programs"),
    ).id

    world.state(anna, okved=("85.41",))
    world.react()

    assert world.declaration(id).status is Status.TO_RECONFIRM


@pytest.mark.parametrize(
    "fact",
    [
        {"object_lift": False},
        {"object_lift": None},
        {"object_crane": True},
        {"employees": 100},
    ],
    ids=str,
)
def test_a_fact_that_does_not_matter_leaves_a_declaration_alone(
    world: Business, anna: Actor, fact: dict[str, bool | int | None]
) -> None:
    id = world.declare(anna).id

    world.state(anna, **fact)
    world.react()

    assert world.declaration(id).status is Status.DECLARED


@pytest.fixture
def pavel(world: Business) -> Actor:
    return world.supervisor()


@pytest.mark.parametrize("is_answered", [False, True])
def test_a_changed_fact_does_not_shake_off_a_contest_but_waits_for_its_end(
    world: Business, anna: Actor, pavel: Actor, *, is_answered: bool
) -> None:
    id = world.declare(anna).id
    world.contest(id, pavel)
    if is_answered:
        world.answer(id, anna)
    status = world.declaration(id).status

    world.state(anna, object_lift=True)
    world.react()

    assert standing(world, id) == (status, None, None)
    assert world.declaration(id).moments[-1].kind == "change_noted"

    world.accept(id, pavel)
    world.react()

    assert standing(world, id) == (Status.TO_RECONFIRM, Why.PROFILE_CHANGED, 1)
    assert world.declaration(id).changed_facts == {"object:lift": True}


def test_a_new_version_does_not_shake_off_a_contest_but_waits_for_its_end(
    world: Business, anna: Actor, pavel: Actor
) -> None:
    id = world.declare(anna).id
    world.contest(id, pavel)

    world.amend(title="Иначе")
    world.react()
    world.service.reconfirmations.look_at_outdated()
    world.react()
    with pytest.raises(NothingToReconfirm):
        world.reconfirm(id, anna)

    assert world.declaration(id).status is Status.CONTESTED

    world.accept(id, pavel)
    world.react()

    assert standing(world, id) == (Status.TO_RECONFIRM, Why.NEW_VERSION, 2)


def test_a_contest_is_upheld_whatever_changed_meanwhile(
    world: Business, anna: Actor, pavel: Actor
) -> None:
    id = world.declare(anna).id
    world.contest(id, pavel)
    world.answer(id, anna)
    world.state(anna, object_lift=True)
    world.amend(title="Иначе")
    world.react()

    world.uphold(id, pavel)
    world.react()

    assert world.declaration(id).status is Status.NOT_UPHELD


@pytest.mark.parametrize("seen_in_between", [True, False])
def test_what_changed_back_before_the_contest_ended_asks_nobody_again(
    world: Business, anna: Actor, pavel: Actor, *, seen_in_between: bool
) -> None:
    id = world.declare(anna).id
    world.contest(id, pavel)
    world.state(anna, object_lift=True)
    if seen_in_between:
        world.react()
    world.state(anna, object_lift=False)
    world.react()

    world.accept(id, pavel)
    world.react()

    assert world.declaration(id).status is Status.DECLARED


def test_a_code_known_before_the_contest_is_no_reason_to_ask_after_it(
    world: Business, pavel: Actor
) -> None:
    world.require(TEACHING_CODE, TEACHING, LIFTS)
    oleg = world.client("oleg", FIRM_INN, ClientKind.LE, {"okved": ("85.41",)})
    world.react()
    absent = ("okved:85", "activity:educational_programs")
    ground = "activity_not_carried_out"
    id = world.declare(oleg, TEACHING_CODE, ground=ground, absent=absent).id
    world.contest(id, pavel)
    world.state(oleg, employees=3)
    world.react()

    world.accept(id, pavel)
    world.react()

    assert world.declaration(id).status is Status.DECLARED


def test_reacting_again_notes_nothing_twice(
    world: Business, anna: Actor, pavel: Actor, database: Database
) -> None:
    id = world.declare(anna).id
    world.contest(id, pavel)
    world.state(anna, object_lift=True)
    world.react()
    before = world.service.log.head()

    with database.connection() as connection:
        connection.execute(
            "UPDATE projections SET position = 0 WHERE name = 'reactions'"
        )
    world.react()

    assert not world.service.log.tail(before, 10).events


def test_what_changed_while_a_requirement_was_suspended_is_asked_when_it_is_back(
    world: Business, anna: Actor
) -> None:
    id = world.declare(anna).id
    world.suspend()
    world.state(anna, object_lift=True)
    world.react()
    before = world.declaration(id).status

    world.resume()
    world.react()

    assert before is Status.DECLARED
    assert standing(world, id) == (Status.TO_RECONFIRM, Why.PROFILE_CHANGED, 1)


def test_a_suspension_that_ends_by_itself_asks_what_changed_meanwhile(
    world: Business, anna: Actor, pavel: Actor, clock: StoppedClock
) -> None:
    id = world.declare(anna).id
    world.contest(id, pavel)
    world.suspend(until=clock.today() + timedelta(days=10))
    world.state(anna, object_lift=True)
    world.react()
    world.accept(id, pavel)
    world.react()
    before = (
        world.declaration(id).status,
        world.service.reconfirmations.look_at_outdated(),
    )

    clock.pass_by(timedelta(days=11))
    world.service.reconfirmations.look_at_outdated()
    world.react()

    assert before == (Status.DECLARED, 1)
    assert world.declaration(id).status is Status.TO_RECONFIRM
    assert world.service.reconfirmations.look_at_outdated() == 0


def test_what_ended_is_not_put_up(world: Business, anna: Actor) -> None:
    id = world.declare(anna).id
    world.withdraw(id, anna)

    world.state(anna, object_lift=True)
    world.amend(title="Иначе")
    world.react()

    assert world.declaration(id).status is Status.WITHDRAWN


def test_a_suspended_requirement_asks_nobody_anything(
    world: Business, anna: Actor
) -> None:
    id = world.declare(anna).id
    world.suspend()

    world.amend(title="Иначе")
    world.react()

    assert world.declaration(id).status is Status.DECLARED


def test_reacting_again_to_the_same_changes_nothing(
    world: Business, anna: Actor, database: Database
) -> None:
    id = world.declare(anna).id
    world.state(anna, object_lift=True)
    world.react()
    before = world.service.log.head()

    with database.connection() as connection:
        connection.execute(
            "UPDATE projections SET position = 0 WHERE name = 'reactions'"
        )
    world.react()

    assert not world.service.log.tail(before, 10).events
    assert world.declaration(id).version == 2


def test_a_forgotten_business_is_asked_nothing(world: Business, anna: Actor) -> None:
    world.declare(anna)
    world.state(anna, object_lift=True)
    world.forget(own(anna))

    world.react()

    assert list(world.service.declaration_view.of_client(own(anna))) == []


def test_a_new_version_that_asks_for_more_keeps_the_old_ground_from_holding(
    world: Business, anna: Actor
) -> None:
    id = world.declare(anna).id

    world.amend(condition=parse({"object": ["lift", "crane"]}), control_body=LIFTS)
    world.react()

    with pytest.raises(GroundNotEnough):
        world.reconfirm(id, anna)
    assert world.declaration(id).status is Status.TO_RECONFIRM
    assert world.declaration(id).on == date(2026, 11, 21)
