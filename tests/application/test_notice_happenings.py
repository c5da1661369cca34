"""Whom the service tells what happened, by itself: I1."""

import pytest

from application.person import FoundOrganisation
from application.reactions.telling import TO_BODIES, TO_CLIENTS, Telling
from domain.applicability import Declaration
from domain.execution import ExecutionConfirmation
from domain.kernel import Actor, Role
from domain.notice import Ground
from domain.person import OrganisationKind
from interfaces.gateways.database import Database
from interfaces.notices import starter_templates
from tests.algorithm import ALGORITHM
from tests.business import LIFT_CODE, LIFTS, Business, acting, business
from tests.conftest import StoppedClock
from tests.consulting import Desk
from tests.execution import Cafe
from tests.interfaces.shell import ADMIN
from tests.notices import Told

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log")]


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    found = business(database, clock)
    found.require()
    return found


@pytest.fixture
def anna(world: Business) -> Actor:
    return world.client()


@pytest.fixture
def pavel(world: Business) -> Actor:
    return world.supervisor()


def names(world: Business, of: Actor) -> list[str]:
    """Templates of what somebody was told, the newest first."""
    world.react()
    return [card.template for card in Told(world.service).inbox(of)]


def test_a_contest_is_told_to_the_client_and_its_answer_to_the_body(
    world: Business, anna: Actor, pavel: Actor
) -> None:
    id = world.declare(anna).id
    assert names(world, anna) == names(world, pavel) == []

    world.contest(id, pavel)
    assert names(world, anna) == ["declaration-contested"]
    [card] = Told(world.service).inbox(anna)
    assert card.about == f"/declarations/{id}"
    assert card.values == {"requirement": LIFT_CODE}
    assert card.basis.ground is Ground.MATTER
    world.answer(id, anna)
    assert names(world, pavel) == ["declaration-answered"]
    world.uphold(id, pavel)

    assert names(world, anna) == ["declaration-not-accepted", "declaration-contested"]
    assert names(world, pavel) == ["declaration-answered"]


def test_every_organisation_that_answers_for_a_body_is_told_and_no_other(
    world: Business, anna: Actor, pavel: Actor
) -> None:
    founding = FoundOrganisation(
        kind=OrganisationKind.AUTHORITY, name="Второе управление", bodies=(LIFTS,)
    )
    second = acting(
        pavel,
        world.seen(world.service.people.found(founding, by=ADMIN)).id,
        Role.INSPECTOR,
    )
    other = world.supervisor("МЧС России", "ivan")
    id = world.declare(anna).id
    world.contest(id, pavel)
    world.answer(id, anna)

    for by in (pavel, second):
        assert names(world, by) == ["declaration-answered"]
    assert names(world, other) == []


def test_a_declaration_that_is_put_up_is_told(world: Business, anna: Actor) -> None:
    world.declare(anna)
    world.amend(title="Лифт осмотрен")
    world.react()

    assert names(world, anna) == ["declaration-put-up"]


def test_an_answer_to_a_question_is_told(
    world: Business, anna: Actor, pavel: Actor
) -> None:
    desk = Desk(world)
    id = desk.ask(anna).id
    desk.answer(id, pavel)

    assert names(world, anna)[0] == "question-answered"


def test_a_doubted_confirmation_is_told_to_its_client_and_the_reply_to_who_doubts(
    database: Database, clock: StoppedClock
) -> None:
    cafe = Cafe(business(database, clock))
    id = cafe.carry_out(cafe.anna)
    cafe.question(id, cafe.pavel)
    assert names(cafe.made, cafe.anna)[0] == "execution-questioned"
    [card, *_] = Told(cafe.service).inbox(cafe.anna)
    assert card.values == {"algorithm": ALGORITHM}
    cafe.reply(id, cafe.pavel, cafe.anna)

    assert names(cafe.made, cafe.pavel) == ["execution-replied"]


def test_reacting_again_tells_nothing_twice(
    world: Business, anna: Actor, pavel: Actor
) -> None:
    id = world.declare(anna).id
    world.contest(id, pavel)
    world.react()
    stored = world.service.log.tail(0, 1000).events
    for event in world.service.log.events_of(stored):
        if isinstance(event, world.service.happenings.on):
            world.service.happenings.react(event)

    assert names(world, anna) == ["declaration-contested"]


def test_a_forgotten_client_is_told_nothing(
    world: Business, anna: Actor, pavel: Actor
) -> None:
    id = world.declare(anna).id
    world.contest(id, pavel)
    assert names(world, anna)
    assert anna.organisation
    world.forget(anna.organisation)

    assert names(world, anna) == []


@pytest.mark.parametrize(
    "one", [*TO_CLIENTS, *TO_BODIES], ids=lambda one: one.of.__qualname__
)
def test_there_are_words_for_everything_that_is_told(one: Telling) -> None:
    of = one.of
    values = set(starter_templates().newest(one.template).values)
    expected: set[str] = set()
    if issubclass(of, Declaration.Event):
        expected = {"requirement"}
    if issubclass(of, ExecutionConfirmation.Event):
        expected = {"algorithm"}

    assert values == expected
