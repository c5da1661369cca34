"""What a category is reckoned from, and how categories are read (C5)."""

from datetime import timedelta
from typing import Any

import pytest

from domain.errors import NotFound
from domain.kernel import Actor
from domain.risk import Category, Circumstances, DeedKind, WayKind
from interfaces.gateways.database import Database
from projections.risk import RiskCircumstances
from tests.algorithm import ALGORITHM, draft
from tests.business import OTHER_INN, Business, business, own
from tests.conftest import StoppedClock
from tests.execution import Carrying, two_steps
from tests.requesting import Requesting
from tests.risking import CONTROL, Risking

pytestmark = pytest.mark.database


@pytest.fixture
def made(database: Database, clock: StoppedClock) -> Business:
    found = business(database, clock)
    found.require(control_kind=CONTROL)
    draft(found, two_steps())
    return found


@pytest.fixture
def risking(made: Business) -> Risking:
    return Risking(made)


@pytest.fixture
def head(risking: Risking) -> Actor:
    head = risking.head()
    risking.keep(head)
    return head


@pytest.fixture
def anna(made: Business) -> Actor:
    return made.client(facts={"employees": 150, "object:lift": True})


def known(made: Business, of: Actor, **differently: Any) -> Circumstances:
    service = made.service
    facts = RiskCircumstances(
        service.database, service.personal_lists, service.settings.time_zone
    )
    asked = {"premises": None, "control_kind": CONTROL} | differently
    return facts.circumstances(own(of), on=service.clock.today(), **asked)


def deeds(made: Business, of: Actor, **differently: Any) -> list[DeedKind]:
    return [one.kind for one in known(made, of, **differently).deeds]


@pytest.mark.usefixtures("head")
def test_an_algorithm_that_concerns_a_business_is_to_do_until_it_is_confirmed(
    made: Business, anna: Actor
) -> None:
    before = known(made, anna)
    confirmed = Carrying(made).carry_out(anna)
    after = known(made, anna)

    assert (before.to_do, before.deeds) == ((ALGORITHM,), ())
    assert after.to_do == ()
    (deed,) = after.deeds
    assert (deed.kind, deed.algorithm) == (DeedKind.ALGORITHM_CONFIRMED, ALGORITHM)
    assert deed.record == confirmed


@pytest.mark.usefixtures("head")
def test_what_is_about_another_kind_of_control_does_not_count(
    made: Business, anna: Actor
) -> None:
    Carrying(made).carry_out(anna)

    assert deeds(made, anna, control_kind="Другой надзор") == []
    assert known(made, anna, control_kind="Другой надзор").to_do == ()


def test_a_confirmation_that_a_body_refuted_speaks_against_a_business(
    made: Business, head: Actor, anna: Actor
) -> None:
    carrying = Carrying(made)
    confirmed = carrying.carry_out(anna)
    carrying.question(confirmed, head)
    doubted = deeds(made, anna)
    carrying.reply(confirmed, head, anna)
    carrying.uphold(confirmed, head)

    assert doubted == [DeedKind.ALGORITHM_CONFIRMED]
    assert deeds(made, anna) == [DeedKind.REFUTED]


@pytest.mark.parametrize(
    ("days", "kind"), [(0, DeedKind.TERM_KEPT), (60, DeedKind.TERM_MISSED)]
)
def test_a_term_that_the_body_gave_is_kept_or_missed(
    made: Business,
    head: Actor,
    anna: Actor,
    clock: StoppedClock,
    days: int,
    kind: DeedKind,
) -> None:
    desk = Requesting(made)
    id = desk.ask(head)
    clock.pass_by(timedelta(days=days))
    made.service.firing.fire_due()
    desk.answer(id, anna)

    assert deeds(made, anna) == [kind]


def test_finishing_the_algorithm_lowers_the_category(
    made: Business, risking: Risking, head: Actor, anna: Actor
) -> None:
    id = risking.assign(head)
    found = risking.service.risk_reckoning.explain(own(anna), None, CONTROL)
    Carrying(made).carry_out(anna)
    made.react()

    assert found.way_down
    assert [one.kind for one in found.way_down.steps] == [WayKind.FINISH_ALGORITHM]
    assert found.way_down.category is Category.MODERATE
    card = risking.card(id)
    assert (card.category, card.moments[-1].why) == (Category.MODERATE, "record")
    line = card.reckoned.line("algorithms")
    assert line
    assert [
        one.kind for one in risking.service.risk_view.records(line.records).values()
    ] == ["confirmation"]


@pytest.mark.usefixtures("head")
def test_of_a_business_that_is_not_there_nothing_is_reckoned(
    made: Business, anna: Actor
) -> None:
    made.forget(own(anna))

    with pytest.raises(NotFound):
        known(made, anna)


def test_what_waits_for_somebody_is_read_first(
    made: Business, risking: Risking, head: Actor, anna: Actor
) -> None:
    first = risking.assign(head)
    made.client("boris", OTHER_INN)
    second = risking.assign(head, inn=OTHER_INN)
    before = risking.service.risk_view.of(authority=own(head))
    risking.object(first, anna)
    after = risking.service.risk_view.of(authority=own(head), limit=1)
    rest = risking.service.risk_view.of(authority=own(head), after=after.after)

    assert [one.id for one in before.found] == [second, first]
    assert [one.id for one in after.found] == [first]
    assert [one.id for one in rest.found] == [second]


def test_the_same_rows_are_made_again(
    made: Business, risking: Risking, head: Actor, anna: Actor
) -> None:
    id = risking.assign(head)
    risking.object(id, anna)
    risking.answer(id, head, Category.LOW)
    before = risking.card(id), risking.service.risk_view.profile(risking.profile_id())
    made.service.runner.rebuild("risk")

    after = risking.card(id), risking.service.risk_view.profile(risking.profile_id())
    assert after == before
