"""Records with their times, looks and surveys as they are read (C3)."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from domain.data_assessment import Outcome
from domain.kernel import Certainty
from domain.small_groups import K
from interfaces.gateways.database import Database
from interfaces.proofs import starter_proofs
from tests.business import LIFT_CODE, LIFTS, POOL_CODE, business, own
from tests.compliance import Assessing
from tests.conftest import StoppedClock
from tests.data_assessment import PURPOSE, Looking, inn_number_of
from tests.execution import Cafe

pytestmark = pytest.mark.database

TABLES = {
    "data_assessment": ("standing", "bundle", "word", "place", "dispute", "business"),
    "data_assessment_look": ("look", "survey", "surveyed", "offer", "offered"),
}


@pytest.fixture
def world(database: Database, clock: StoppedClock) -> Cafe:
    return Cafe(business(database, clock))


@pytest.fixture
def looking(world: Cafe) -> Looking:
    return Looking(world.made)


def rows(world: Cafe, table: str) -> list[tuple[Any, ...]]:
    """All rows of a table, in an order of their own."""
    with world.service.database.connection() as sql:
        return sorted(sql.execute(f"SELECT * FROM {table}").fetchall(), key=str)  # noqa: S608


def stands(world: Cafe) -> list[tuple[str, bool]]:
    """How each record stood, and whether it still does, in the order of the log."""
    with world.service.database.connection() as sql:
        return sql.execute(
            "SELECT stand, ended IS NULL FROM data_assessment.standing ORDER BY since"
        ).fetchall()


def much_happened(world: Cafe, looking: Looking) -> None:
    doing = Assessing(world.made)
    world.made.require(POOL_CODE, {"client_kind": ["IE"]}, LIFTS)
    first = world.carry_out(world.anna)
    world.question(first, world.pavel)
    world.reply(first, world.pavel, world.anna)
    world.uphold(first, world.pavel)
    doing.assess(world.anna, LIFT_CODE, POOL_CODE)
    declared = doing.declare(world.anna).id
    doing.annul(world.pavel, declared)
    doing.declare(world.anna, REQ_POOL_001=1)
    world.made.state(world.anna, object_lift=None)
    said = world.made.declare(world.anna).id
    world.made.contest(said, world.pavel)
    world.made.open_premises(world.anna)
    looking.register_says(object_lift=True)
    for n in range(K):
        world.made.client(f"n{n}", inn_number_of(n + 500))
    looking.remark(looking.look(world.pavel), world.anna)
    survey = looking.survey(world.pavel, client_kind="IE")
    looking.dismiss(looking.offer(survey, world.pavel), world.anna)


@pytest.mark.parametrize("name", TABLES)
def test_made_again_the_rows_are_the_same(
    world: Cafe, looking: Looking, name: str
) -> None:
    much_happened(world, looking)
    tables = [f"{name}.{table}" for table in TABLES[name]]
    before = {table: rows(world, table) for table in tables}
    assert all(before[t] for t in tables if not t.endswith("dispute"))

    world.service.runner.rebuild(name)

    assert {table: rows(world, table) for table in tables} == before


def test_a_standing_ends_where_the_next_begins(world: Cafe) -> None:
    id = world.carry_out(world.anna)
    world.question(id, world.pavel)
    world.reply(id, world.pavel, world.anna)
    world.accept(id, world.pavel)
    world.recall(id, world.anna)

    assert stands(world) == [
        ("in_force", False),
        ("questioned", False),
        ("in_force", False),
        ("gone", True),
    ]


def test_what_another_declaration_leaves_out_stays_as_the_body_decided(
    world: Cafe,
) -> None:
    doing = Assessing(world.made)
    world.made.require(POOL_CODE, {"client_kind": ["IE"]}, LIFTS)
    doing.assess(world.anna, LIFT_CODE, POOL_CODE)
    doing.annul(world.pavel, doing.declare(world.anna).id)
    doing.declare(world.anna, REQ_POOL_001=1)

    still = [stand for stand, open_ in stands(world) if open_]
    assert sorted(still) == ["in_force", "rejected"]


def test_a_forgotten_client_leaves_nothing_behind(
    world: Cafe, looking: Looking
) -> None:
    much_happened(world, looking)
    gone = own(world.anna)
    world.made.forget(gone)

    kept = [
        (table, row)
        for name, tables in TABLES.items()
        for table in tables
        for row in rows(world, f"{name}.{table}")
    ]
    assert [table for table, row in kept if gone in row] == []


def test_the_client_reads_who_looked_when_and_why_but_no_persons_name(
    world: Cafe, looking: Looking
) -> None:
    id = looking.look(world.pavel)

    page = world.service.look_view.of_client(own(world.anna))

    [seen] = page.seen
    assert (seen.id, seen.in_bulk, seen.requirements) == (id, False, 1)
    assert (seen.body, seen.purpose) == (f"Управление: {LIFTS}", PURPOSE)
    assert seen.outcomes == {Outcome.UNDECIDABLE: 1}
    assert world.pavel.id not in page.model_dump_json()
    assert world.pavel.id not in looking.card(id).model_dump_json()


def test_lists_are_read_page_by_page(world: Cafe, looking: Looking) -> None:
    first, second, third = (looking.look(world.pavel) for _ in range(3))
    view, authority = world.service.look_view, own(world.pavel)

    page = view.of_authority(authority, limit=2)
    rest = view.of_authority(authority, before=page.after, limit=2)

    assert [one.id for one in page.looks] == [third, second]
    assert ([one.id for one in rest.looks], rest.after) == ([first], None)
    assert view.of_authority(own(world.olga)).looks == ()
    of_client = view.of_client(own(world.anna), limit=2)
    assert [one.id for one in of_client.seen] == [third, second]


def test_a_client_of_a_survey_sees_it_among_the_looks(
    world: Cafe, looking: Looking
) -> None:
    id = looking.survey(world.pavel, client_kind="IE")

    [seen] = world.service.look_view.of_client(own(world.anna)).seen
    assert (seen.id, seen.in_bulk) == (id, True)
    assert world.service.survey_view.has(id, own(world.anna))
    assert not world.service.survey_view.has(id, uuid4())
    assert not looking.survey_card(id).total


def test_a_glance_counts_what_is_new(
    world: Cafe, looking: Looking, clock: StoppedClock
) -> None:
    view, anna = world.service.look_view, own(world.anna)
    nothing = view.glance(anna, clock.now())
    looking.look(world.pavel)
    clock.pass_by(timedelta(days=31))
    looking.look(world.pavel)
    looking.survey(world.pavel)

    glance = view.glance(anna, clock.now() - timedelta(days=30))
    assert (nothing.looks, nothing.last_at) == (0, None)
    assert (glance.looks, glance.surveys, glance.offers) == (1, 1, 0)
    assert glance.last_body == f"Управление: {LIFTS}"
    assert glance.last_at == clock.now()


def test_kinds_of_control_are_those_of_the_body(world: Cafe) -> None:
    kinds = world.service.records_kept.control_kinds

    assert len(kinds([LIFTS])) == 1
    assert kinds(["Никто"]) == []


def test_proofs_that_are_unsure_are_not_used() -> None:
    proofs = starter_proofs()
    unsure = proofs.model_copy(
        update={
            "proofs": tuple(
                one.model_copy(update={"certainty": Certainty.UNSURE})
                for one in proofs.proofs
            )
        }
    )

    codes = [one.requirement for one in proofs.proofs]
    assert [one.requirement for one in proofs.of(codes)] == codes
    assert proofs.of(["REQ-NONE-1"]) == []
    assert unsure.of(codes) == []
