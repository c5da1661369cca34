"""An administrator changes a rule; whatever rests on it follows from its first day."""

from datetime import date

import pytest

from domain.errors import Invalid, NotFound, Stale
from domain.kernel import Actor, Role
from domain.law_term import (
    LawTermLosesNumber,
    LawTermTooLong,
    LawTermUnchanged,
)
from interfaces.gateways.database import Database
from tests.business import Business, business, key
from tests.conftest import StoppedClock
from tests.interfaces.shell import ADMIN
from tests.law import amendment

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("log")]

ANSWER = "LAW-049"
TODAY = date(2026, 11, 21)


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    return business(database, clock)


def amend(world: Business, **changes: object) -> None:
    command = amendment(**changes)
    world.seen(world.service.law_terms.amend(ANSWER, command, by=ADMIN))


def test_a_rule_says_what_was_entered_last_from_its_first_day(world: Business) -> None:
    law = world.service.law
    before = law.on(ANSWER, TODAY)
    amend(world, valid_from="2027-01-01")
    amend(world, valid_from="2027-03-01", value=10)

    found = [law.on(ANSWER, date(2027, month, 15)).number for month in (1, 2, 3, 4)]
    assert law.on(ANSWER, TODAY) == before
    assert found == [15, 15, 10, 10]
    assert law.on(ANSWER, date(2027, 3, 1)).topic == before.topic


def test_what_was_entered_wrongly_is_put_right(world: Business) -> None:
    amend(world, value=5)
    amend(world, value=15)

    assert world.service.law.on(ANSWER, TODAY).number == 15
    assert [one.version for one in world.service.law_term_view.editions(ANSWER)] == [
        2,
        1,
    ]


def test_a_term_that_becomes_one_in_working_days_is_counted_by_the_calendar(
    world: Business,
) -> None:
    amend(world)
    law = world.service.law

    end = law.on(ANSWER, TODAY).last_day(TODAY, law.calendar)

    assert end == date(2026, 12, 11)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"value": None}, LawTermLosesNumber),
        ({"unit": "questions"}, LawTermLosesNumber),
        ({"value": 10_001}, LawTermTooLong),
    ],
)
def test_a_rule_by_which_terms_are_counted_stays_one(
    world: Business, changes: dict[str, object], refusal: type[Invalid]
) -> None:
    with pytest.raises(refusal):
        amend(world, **changes)


def test_only_an_administrator_changes_a_rule(world: Business) -> None:
    registrar = Actor(id="elena", role=Role.REGISTRAR)

    with pytest.raises(NotFound):
        world.service.law_terms.amend(ANSWER, amendment(), by=registrar)
    with pytest.raises(NotFound):
        world.service.law_terms.amend("LAW-999", amendment(), by=ADMIN)


def test_a_change_sent_twice_is_made_once(world: Business) -> None:
    change = world.service.law_terms.amend
    first = change(ANSWER, amendment(), by=ADMIN, key=key("law"))
    again = change(ANSWER, amendment(), by=ADMIN, key=key("law"))

    assert first == again
    with pytest.raises(LawTermUnchanged):
        change(ANSWER, amendment(), by=ADMIN)


@pytest.mark.parametrize("version", [0, 2])
def test_a_change_of_another_version_is_refused(world: Business, version: int) -> None:
    amend(world)

    with pytest.raises(Stale):
        world.service.law_terms.amend(
            ANSWER, amendment(value=7), by=ADMIN, version=version
        )
