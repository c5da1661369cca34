"""Whom a condition would concern, of all clients: as judging each one by one (E6)."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from application.client import StateFacts
from domain.condition import ALWAYS, Verdict, judge, parse
from domain.condition.tree import NEVER, Tree
from domain.impact import By, Difference, Reach
from domain.profile import ClientKind, FactValue, Profile
from interfaces.gateways.database import Database
from projections.client import ClientProjection
from projections.impact import Columns, Impacts, Population
from projections.runner import Runner
from tests.business import Business, business, own
from tests.conftest import StoppedClock
from tests.interfaces.shell import ADMIN
from tests.projections.test_index import profiles, trees

SECRET = b"a secret of these tests"
LIFT = parse({"object": ["lift"]})
LIFTS = "object:lift"
COOKS = parse({"okved_prefix": ["56.1"]})
SHOPS = parse({"okved_prefix": ["47"]})


@pytest.fixture(name="business")
def business_(database: Database, clock: StoppedClock) -> Business:
    return business(database, clock)


def columns_of(people: Sequence[Profile | None]) -> Columns:
    columns = Columns()
    columns.put(range(len(people)), list(map(told, people)), [False] * len(people))
    columns.lay()
    return columns


def told(profile: Profile | None) -> dict[str, Any] | None:
    if profile is None:
        return None
    return profile.model_dump(mode="json", exclude_defaults=True)


def verdicts(columns: Columns, condition: Tree, size: int) -> list[Verdict]:
    judged = columns.judge(condition)
    applies, may = (
        np.unpackbits(side.view(np.uint8), bitorder="little")[:size]
        for side in (judged.applies, judged.may)
    )
    names = {(1, 0): Verdict.APPLIES, (0, 1): Verdict.UNKNOWN}
    return [
        names.get((int(so), int(perhaps)), Verdict.DOES_NOT_APPLY)
        for so, perhaps in zip(applies, may, strict=True)
    ]


def one_by_one(condition: Tree, people: Sequence[Profile | None]) -> list[Verdict]:
    return [
        judge(condition, one).verdict if one else Verdict.DOES_NOT_APPLY
        for one in people
    ]


@given(trees, st.lists(profiles, max_size=70))
def test_columns_say_of_every_business_what_judging_it_says(
    condition: Tree, people: list[Profile]
) -> None:
    columns = columns_of(people)

    assert verdicts(columns, condition, len(people)) == one_by_one(condition, people)


@given(
    trees,
    st.lists(profiles, min_size=1, max_size=40),
    st.dictionaries(st.integers(0, 90), st.none() | profiles, max_size=20),
)
def test_columns_follow_businesses_that_change_come_and_go(
    condition: Tree, people: list[Profile], later: dict[int, Profile | None]
) -> None:
    columns = columns_of(people)
    now: list[Profile | None] = [*people, *[None] * (91 - len(people))]

    columns.put(list(later), list(map(told, later.values())), [True] * len(later))
    columns.lay()
    for row, profile in later.items():
        now[row] = profile

    kept = now[: columns.words * 64]
    assert verdicts(columns, condition, len(kept)) == one_by_one(condition, kept)


def impacts_of(database: Database, k: int = 5) -> Impacts:
    return Impacts(Population(database), lambda: SECRET, k)


def populate(business: Business, shops: int, cafes: int, unsaid: int) -> None:
    shop: dict[str, FactValue] = {"okved": ("47.25",), "region": "63", LIFTS: True}
    cafe: dict[str, FactValue] = {"okved": ("56.10",), "region": "77", LIFTS: False}
    silent: dict[str, FactValue] = {"region": "77"}
    facts = [shop] * shops + [cafe] * cafes + [silent] * unsaid
    for number, said in enumerate(facts):
        business.client(f"c{number}", inn_of(number), ClientKind.IE, said)


def inn_of(number: int) -> str:
    """A valid INN of an entrepreneur."""
    digits = [int(one) for one in f"6300{number:06}"]
    first = (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
    digits.append(sum(a * b for a, b in zip(first, digits, strict=True)) % 11 % 10)
    second = (3, *first)
    digits.append(sum(a * b for a, b in zip(second, digits, strict=True)) % 11 % 10)
    return "".join(map(str, digits))


def test_clients_are_counted_by_activity_region_size_and_kind(
    business: Business, database: Database
) -> None:
    populate(business, shops=10, cafes=10, unsaid=5)

    found = impacts_of(database, k=5).measure([LIFT])

    assert (found.clients, found.now) == (25, Reach(affects=10, may_affect=5))
    regions = {one.key: one.now.affects for one in found.table(By.REGION).shown}
    assert regions == {"63": 10, "77": None}


def test_less_than_k_clients_are_not_told_nor_that_there_is_nobody(
    business: Business, database: Database
) -> None:
    populate(business, shops=4, cafes=10, unsaid=0)

    found = impacts_of(database).measure([LIFT])

    assert found.now == Reach(affects=None, may_affect=None)
    assert found.table(By.REGION).shown == ()


def test_a_draft_is_compared_with_the_rule_in_force(
    business: Business, database: Database
) -> None:
    populate(business, shops=10, cafes=5, unsaid=0)

    found = impacts_of(database).measure([COOKS], [SHOPS])

    assert found.now == Reach(affects=5, may_affect=None)
    assert found.before == Reach(affects=10, may_affect=None)
    assert found.difference == Difference(gained=5, lost=10)


def test_asking_again_gives_the_same_and_one_client_more_another_throw(
    business: Business, database: Database
) -> None:
    populate(business, shops=11, cafes=0, unsaid=0)
    impacts = impacts_of(database)

    told = {impacts.measure([LIFT]).now.affects for _ in range(5)}

    assert len(told) == 1
    assert told <= {10, 15}


def test_what_is_said_later_counts_and_a_forgotten_client_does_not(
    business: Business, database: Database
) -> None:
    populate(business, shops=4, cafes=5, unsaid=0)
    impacts = impacts_of(database)
    before = impacts.measure([LIFT]).now.affects
    later = business.client("later", inn_of(99), facts={"object:lift": True})
    with_one_more = impacts.measure([LIFT]).now.affects

    business.clients.forget(own(later), by=ADMIN)
    Runner(database, business.service.log, (ClientProjection(),)).drain()

    assert (before, with_one_more) == (None, 5)
    assert impacts.measure([LIFT]).now.affects is None


def test_who_states_a_fact_is_counted_anew(
    business: Business, database: Database
) -> None:
    populate(business, shops=0, cafes=9, unsaid=0)
    owner = business.client("last", inn_of(50), facts={"okved": ("56.10",)})
    impacts = impacts_of(database)
    before = impacts.measure([COOKS]).now.affects

    stated = StateFacts(facts={"okved": ("47.25",)})
    business.seen(business.clients.state_facts(own(owner), stated, by=owner))

    assert before == 10
    assert impacts.measure([COOKS]).now.affects in {5, 10}
    with impacts.columns() as columns:
        assert verdicts(columns, COOKS, 10).count(Verdict.APPLIES) == 9


def test_a_rule_for_everyone_and_one_for_nobody(
    business: Business, database: Database
) -> None:
    populate(business, shops=5, cafes=5, unsaid=0)

    everyone, nobody = impacts_of(database).totals([([ALWAYS], []), ([NEVER], [])])

    assert (everyone.now.affects, nobody.now.affects) == (10, None)
