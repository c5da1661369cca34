"""Visits as both sides read them, and what is known of earlier ones."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest

from application.visit import Conclude, GivenAdvice
from domain.kernel import Actor
from domain.visit import AlgorithmMissing, VisitKind, VisitStatus
from interfaces.gateways.database import Database
from projections.visit import VisitPage
from tests.business import OTHER_INN, Business, business, own
from tests.conftest import StoppedClock
from tests.execution import Cafe
from tests.visiting import SLOTS, Visiting

pytestmark = pytest.mark.database

TODAY = date(2026, 11, 21)


@pytest.fixture
def made(database: Database, clock: StoppedClock) -> Business:
    return business(database, clock)


@pytest.fixture
def desk(made: Business) -> Visiting:
    return Visiting(made)


@pytest.fixture
def pavel(made: Business) -> Actor:
    return made.supervisor()


@pytest.fixture
def anna(made: Business) -> Actor:
    return made.client(facts={"size": "micro"})


def test_a_visit_is_read_with_its_times_and_requests_to_move(
    desk: Visiting, anna: Actor, pavel: Actor
) -> None:
    id = desk.announce(pavel)
    desk.ask_move(id, anna, SLOTS[1])
    desk.slots(id, pavel, SLOTS[1])
    desk.choose(id, anna, SLOTS[1])
    desk.ask_move(id, anna)
    card = desk.card(id)

    assert (card.client_name, card.authority_name) == (
        "ИП anna",
        "Управление: Ростехнадзор",
    )
    assert (card.status, card.slot, card.turn) == (VisitStatus.MOVING, SLOTS[1], 2)
    assert card.notice
    assert card.notice.term.rule == "LAW-022"
    assert [(one.reason, one.wishes) for one in card.moves] == [
        ("Ревизия", SLOTS[1:]),
        ("Ревизия", ()),
    ]
    assert [one.decided_at is None for one in card.moves] == [False, True]
    desk.leave(id, pavel)
    assert desk.card(id).status is VisitStatus.FIXED


def test_each_side_reads_its_visits_page_by_page(
    made: Business, desk: Visiting, anna: Actor, pavel: Actor
) -> None:
    vera = made.client("vera", inn=OTHER_INN)
    ids = [desk.offer(pavel) for _ in range(3)]
    other = desk.offer(pavel, inn=OTHER_INN)
    desk.refuse(ids[0], anna)
    view = desk.service.visit_view

    def read(page: VisitPage) -> list[object]:
        return [one.id for one in page.visits]

    first = view.of(client_id=own(anna), limit=2)
    rest = view.of(client_id=own(anna), limit=2, before=first.after)

    assert read(first) + read(rest) == ids[::-1]
    assert rest.after is None
    assert read(view.of(client_id=own(anna), is_open=True)) == ids[:0:-1]
    assert read(view.of(client_id=own(vera))) == [other]
    assert read(view.of(authority=own(pavel))) == [other, *ids[::-1]]
    assert read(view.of(authority=uuid4())) == []


def test_visits_whose_time_is_set_lie_ahead_until_they_are_over(
    desk: Visiting, anna: Actor, pavel: Actor
) -> None:
    early, late, unset = desk.offer(pavel), desk.announce(pavel), desk.offer(pavel)
    desk.choose(early, anna, SLOTS[0])
    desk.choose(late, anna, SLOTS[1])
    since, until = SLOTS[0].starts, datetime(2027, 1, 1, tzinfo=UTC)
    view = desk.service.visit_view

    def ahead(**whose: Any) -> list[object]:
        return [one.id for one in view.ahead(since, until, **whose)]

    assert ahead(authority=own(pavel)) == [early, late]
    assert ahead(client_id=own(anna)) == [early, late]
    assert unset not in ahead(authority=own(pavel))
    assert [one.id for one in view.ahead(since, since, authority=own(pavel))] == []
    desk.refuse(early, anna)
    assert ahead(authority=own(pavel)) == [late]


def test_wishes_that_were_not_declined_and_visits_that_were_held_are_known(
    desk: Visiting, anna: Actor, pavel: Actor, clock: StoppedClock
) -> None:
    view, client, body = desk.service.visit_view, own(anna), own(pavel)
    desk.decline(desk.ask(anna, pavel), pavel)
    assert view.asked(client, body) == ()
    desk.refuse(desk.ask(anna, pavel), anna)
    assert view.asked(client, body) == (TODAY,)
    id = desk.announce(pavel, control_kind="006")
    assert view.last_held(client, None, "006") is None
    desk.hold(id, anna, pavel, clock)

    assert view.last_held(client, None, "006") == date(2026, 12, 4)
    assert view.last_held(client, None, None) is None
    assert view.last_held(client, uuid4(), "006") is None


def test_advice_names_the_algorithm_if_there_is_one(
    made: Business, clock: StoppedClock
) -> None:
    cafe = Cafe(made)
    desk = Visiting(made)
    confirmation = cafe.confirmation(cafe.carry_out(cafe.anna))
    code = confirmation.requirements[0].code
    id = desk.offer(cafe.pavel)
    desk.hold(id, cafe.anna, cafe.pavel, clock)
    advice = GivenAdvice(requirement=code, text="Идите по шагам")

    with pytest.raises(AlgorithmMissing) as refused:
        desk.outcomes.conclude(id, Conclude(advice=(advice,)), by=cafe.pavel)
    facts: Any = refused.value.facts["advice"]
    named = advice.model_copy(update={"algorithm": facts[0]["algorithms"][0]})
    desk.seen(desk.outcomes.conclude(id, Conclude(advice=(named,)), by=cafe.pavel))
    outcome = desk.card(id).outcome
    assert outcome
    assert [one.advice.algorithm for one in outcome.advice] == facts[0]["algorithms"]


@pytest.mark.parametrize("kind", VisitKind)
def test_visits_of_a_forgotten_business_go_with_what_came_of_them(
    made: Business,
    desk: Visiting,
    anna: Actor,
    pavel: Actor,
    clock: StoppedClock,
    kind: VisitKind,
) -> None:
    id = desk.of_kind(kind, anna, pavel)
    desk.hold(id, anna, pavel, clock)
    desk.thank(id, pavel)
    made.forget(own(anna))

    assert desk.service.visit_view.get(id) is None
    assert desk.service.visit_view.of(client_id=own(anna)).visits == ()
