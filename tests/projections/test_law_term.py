"""Rules as they are read: what was entered lies over what was shipped."""

from datetime import date

import pytest

from interfaces.gateways.database import Database
from interfaces.law import starter_law_terms
from tests.business import Business, business
from tests.conftest import NOON, StoppedClock
from tests.interfaces.shell import ADMIN
from tests.law import amendment

pytestmark = pytest.mark.database

DAY = date(2026, 11, 21)


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Business:
    return business(database, clock)


def test_before_anything_is_entered_the_shipped_rules_hold(world: Business) -> None:
    law, shipped = world.service.law, starter_law_terms()

    assert law.ids == shipped.ids
    assert [law.find(id, DAY) for id in law.ids] == [
        shipped.find(id, DAY) for id in law.ids
    ]


def test_what_is_entered_changes_one_rule_and_no_other(world: Business) -> None:
    command = amendment(valid_from="2027-01-01")
    world.seen(world.service.law_terms.amend("LAW-049", command, by=ADMIN))
    law, shipped = world.service.law, starter_law_terms()

    assert len(law.versions("LAW-049")) == 2
    assert law.versions("LAW-069") == shipped.versions("LAW-069")
    [entered] = world.service.law_term_view.entered()
    assert (entered.code, entered.reason, entered.at) == (
        "LAW-049",
        "Новый закон",
        NOON,
    )


def test_the_rules_of_a_kind_of_control_are_told_apart(world: Business) -> None:
    command = amendment(control_kind="006", value=9)
    world.seen(world.service.law_terms.amend("LAW-070", command, by=ADMIN))
    law = world.service.law

    assert law.on("LAW-070", DAY, "006").number == 9
    assert law.on("LAW-070", DAY).number == 10
