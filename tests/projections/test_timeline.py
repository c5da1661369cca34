"""The history between a client and the state, as it is kept and read (R5)."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from application.access import reach_of
from application.client import StateFacts
from application.person import FoundOrganisation
from domain.kernel import Actor, Role
from domain.person import OrganisationKind
from domain.profile import ClientKind, FactValue
from domain.small_groups import K
from domain.timeline import INTERNAL, TOLD, Kind, Reach, Side, name_of
from interfaces.gateways.database import Database
from projections.timeline import HistoryLine, Narrowing, Order, TimelineView
from tests.business import (
    FIRM_INN,
    LIFT_CODE,
    LIFTS,
    POOL_CODE,
    SCHOOLS,
    TEACHING_CODE,
    business,
    own,
)
from tests.compliance import Assessing
from tests.conftest import StoppedClock
from tests.consulting import Desk
from tests.data_assessment import Looking, inn_number_of
from tests.execution import Cafe
from tests.interfaces.shell import ADMIN

pytestmark = pytest.mark.database

TABLES = ("of_client", "thing", "step", "surveyed")


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Cafe:
    return Cafe(business(database, clock))


@pytest.fixture
def view(world: Cafe) -> TimelineView:
    return world.service.timeline_view


def lines(view: TimelineView, by: Actor, **wanted: Any) -> list[HistoryLine]:
    narrowing = Narrowing.model_validate(wanted)
    return view.lines(own(by), narrowing, order=Order.OLDEST, limit=1000)


def events(view: TimelineView, by: Actor, **wanted: Any) -> list[str]:
    return [one.event.partition(".")[2] for one in lines(view, by, **wanted)]


def seen(world: Cafe, by: Actor, client: Actor, **wanted: Any) -> list[str]:
    """What an officer sees of a client's history."""
    found = world.service.timeline_view.lines(
        own(client),
        Narrowing.model_validate(wanted),
        reach=reach(world, by),
        order=Order.OLDEST,
        limit=1000,
    )
    return [one.event.partition(".")[2] for one in found]


def reach(world: Cafe, by: Actor) -> Reach:
    return reach_of(by, world.service.person_view, world.service.person_view)


def colleague(world: Cafe) -> Actor:
    """An inspector of another organisation that answers for the same body."""
    command = FoundOrganisation(
        kind=OrganisationKind.AUTHORITY, name="Управление по городу", bodies=(LIFTS,)
    )
    receipt = world.made.seen(world.service.people.found(command, by=ADMIN))
    return world.pavel.model_copy(update={"organisation": receipt.id})


def rows(world: Cafe, table: str) -> list[tuple[Any, ...]]:
    with world.service.database.connection() as sql:
        found = sql.execute(f"SELECT * FROM timeline.{table}").fetchall()  # noqa: S608
    return sorted(found, key=str)


def declare(world: Cafe) -> UUID:
    """The café declares that it has no lift after all."""
    world.made.state(world.anna, object_lift=None)
    return world.made.declare(world.anna).id


def much_happened(world: Cafe) -> None:
    """The café and the lift's body deal with each other in every way."""
    made, doing, looking = world.made, Assessing(world.made), Looking(world.made)
    made.require(POOL_CODE, {"client_kind": ["IE"]}, LIFTS)
    first = world.carry_out(world.anna)
    world.question(first, world.pavel)
    world.reply(first, world.pavel, world.anna)
    world.uphold(first, world.pavel)
    doing.assess(world.anna, LIFT_CODE, POOL_CODE)
    doing.annul(world.pavel, doing.declare(world.anna).id)
    made.contest(declare(world), world.pavel)
    made.open_premises(world.anna)
    looking.register_says(object_lift=True)
    for n in range(K):
        made.client(f"n{n}", inn_number_of(n + 500))
    looking.remark(looking.look(world.pavel), world.anna)
    survey = looking.survey(world.pavel, client_kind="IE")
    looking.dismiss(looking.offer(survey, world.pavel), world.anna)
    asking = Desk(made)
    asking.answer(asking.ask(world.anna).id, world.pavel)


def test_every_event_of_a_client_stands_in_its_history_once(
    world: Cafe, view: TimelineView
) -> None:
    much_happened(world)
    found = lines(view, world.anna)

    positions = [one.position for one in found]
    assert positions == sorted(set(positions))
    assert positions == own_positions(world, world.anna)


def own_positions(world: Cafe, by: Actor) -> list[int]:
    """Places in the log of what names a client, read without the projection."""
    log, after, found = world.service.log, 0, []
    while (tail := log.tail(after, 1000)).position > after:
        for stored, event in zip(tail.events, log.events_of(tail.events), strict=True):
            named = {
                event.originator_id,
                getattr(event, "client_id", None),
                getattr(event, "organisation", None),
                *(getattr(event, "clients", ())),
            }
            is_offer = type(event).__name__ == "Offered"
            if type(event) in TOLD and (own(by) in named or is_offer):
                found.append(stored.id)
            assert type(event) in TOLD or type(event) in INTERNAL, name_of(type(event))
        after = tail.position
    return found


def test_made_again_the_rows_are_the_same(world: Cafe) -> None:
    much_happened(world)
    before = {table: rows(world, table) for table in TABLES}

    world.service.runner.rebuild("timeline")

    assert {table: rows(world, table) for table in TABLES} == before
    assert all(before.values())


def test_nothing_that_was_said_and_nobodys_name_is_kept(world: Cafe) -> None:
    much_happened(world)
    kept = str([rows(world, table) for table in TABLES])

    assert "ИП anna" not in kept
    assert "Управление" not in kept
    assert not any(word in kept for word in ("лифт", "Журнал", "Почему"))


def test_whose_step_it_was_is_told_by_name(world: Cafe, view: TimelineView) -> None:
    id = declare(world)
    world.made.contest(id, world.pavel)

    declared, contested = lines(view, world.anna)[-2:]

    assert (declared.side, declared.person_name) == (Side.CLIENT, "Anna")
    assert contested.side is Side.STATE
    assert contested.organisation_name == f"Управление: {LIFTS}"
    assert (contested.person, contested.requirements) == (None, (LIFT_CODE,))


def test_a_history_is_narrowed_by_everything_that_a_line_bears(
    world: Cafe, view: TimelineView
) -> None:
    by = world.anna
    id = declare(world)
    world.made.contest(id, world.pavel)
    world.made.open_premises(by)
    opening: dict[str, FactValue] = {"life_situation:opens_site": True}
    command = StateFacts(facts=opening)
    world.made.seen(world.service.clients.state_facts(own(by), command, by=by))
    [place] = view.facets(own(by)).premises

    assert events(view, by, service="L4") == [
        "Declaration.Declared",
        "Declaration.Contested",
    ]
    assert events(view, by, kind="decision") == ["Declaration.Contested"]
    assert events(view, by, side="state") == ["Declaration.Contested"]
    assert events(view, by, requirement=LIFT_CODE) == events(view, by, service="L4")
    assert events(view, by, premises=place)[0] == "Client.PremisesOpened"
    assert {one.person for one in lines(view, by, person=UUID(by.id))} == {UUID(by.id)}
    named = ("start-cafe", "life_situation:opens_site")
    assert events(view, by, situations=named) == ["Client.FactsStated"]
    with_codes = events(view, by, situations=named, of_situations=(LIFT_CODE,))
    assert len(with_codes) == 3
    assert events(view, by, touchpoint="calendar") == []


def test_a_period_holds_its_first_instant_and_not_its_last(
    world: Cafe, view: TimelineView, clock: StoppedClock
) -> None:
    world.made.state(world.anna, object_lift=None)
    clock.pass_by(timedelta(days=1))
    world.made.declare(world.anna)
    [declared] = lines(view, world.anna, service="L4")
    at: datetime = declared.at

    assert events(view, world.anna, since=at) == ["Declaration.Declared"]
    assert "Declaration.Declared" not in events(view, world.anna, until=at)


def test_pages_follow_each_other_in_both_orders(
    world: Cafe, view: TimelineView
) -> None:
    much_happened(world)
    every = [one.position for one in lines(view, world.anna)]

    for order, expected in ((Order.OLDEST, every), (Order.NEWEST, every[::-1])):
        found: list[int] = []
        after: int | None = None
        while page := view.lines(
            own(world.anna), Narrowing(), order=order, after=after, limit=7
        ):
            found += [one.position for one in page]
            after = found[-1]
        assert found == expected


def test_facets_name_only_what_leads_to_something(
    world: Cafe, view: TimelineView
) -> None:
    declare(world)

    facets = view.facets(own(world.anna))

    assert "L4" in facets.services
    assert "L6" not in facets.services
    assert Kind.DECISION not in facets.kinds
    assert [one.name for one in facets.people] == ["Anna"]
    assert facets.count == len(lines(view, world.anna))
    nobody = view.facets(own(world.pavel))
    assert (nobody.count, nobody.kinds, nobody.first) == (0, (), None)


def test_a_body_sees_the_steps_in_what_is_addressed_to_it_and_no_others(
    world: Cafe,
) -> None:
    much_happened(world)
    olga = world.olga

    found = seen(world, world.pavel, world.anna)

    things = {one.partition(".")[0] for one in found}
    assert things == {
        "Declaration",
        "ComplianceDeclaration",
        "ExecutionConfirmation",
        "Look",
        "Question",
    }
    assert seen(world, olga, world.anna) == []
    assert not world.service.timeline_view.has(own(world.anna), reach(world, olga))
    assert world.service.timeline_view.has(own(world.anna), reach(world, world.pavel))


def test_a_question_given_away_leaves_the_history_of_the_first_body(
    world: Cafe,
) -> None:
    olga = world.olga
    world.made.require(TEACHING_CODE, {"client_kind": ["IE"]}, SCHOOLS)
    asking = Desk(world.made)
    id = asking.ask(world.anna).id

    asking.forward(id, world.pavel, SCHOOLS)

    assert "Question.Asked" not in seen(world, world.pavel, world.anna)
    assert seen(world, olga, world.anna) == ["Question.Asked", "Question.Forwarded"]


def test_what_one_body_asks_of_a_confirmation_another_does_not_see(
    world: Cafe,
) -> None:
    id = world.carry_out(world.anna)
    world.question(id, world.pavel)
    other = colleague(world)

    assert "ExecutionConfirmation.Questioned" in seen(world, world.pavel, world.anna)
    assert seen(world, other, world.anna) == ["ExecutionConfirmation.Issued"]


def test_a_registrar_sees_no_declarations(world: Cafe) -> None:
    much_happened(world)
    registrar = Actor(
        id=world.pavel.id, role=Role.REGISTRAR, organisation=world.pavel.organisation
    )

    assert set(seen(world, registrar, world.anna)) == set()


def test_a_forgotten_client_has_no_history_and_gets_none_again(
    world: Cafe, view: TimelineView
) -> None:
    much_happened(world)
    other = world.made.client("oleg", FIRM_INN, ClientKind.LE)
    gone = own(world.anna)

    world.made.forget(gone)

    assert view.lines(gone, Narrowing()) == []
    assert lines(view, other)
    assert str(gone) not in str(rows(world, "thing"))
    assert str(gone) not in str(rows(world, "surveyed"))
    world.service.runner.rebuild("timeline")
    assert view.lines(gone, Narrowing()) == []
    assert str(gone) not in str([rows(world, table) for table in TABLES])
