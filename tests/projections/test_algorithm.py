"""Algorithms as they are read, and the board of what has none (C1)."""

from datetime import date
from typing import Any

import pytest

from application.log import EventLog
from domain.algorithm import AlgorithmStatus, Promise
from domain.condition import Verdict, judge
from domain.kernel import Actor, Role
from interfaces.gateways.database import Database
from interfaces.reactions import Reactions
from projections.algorithm import (
    SEGMENTS,
    AlgorithmFilters,
    AlgorithmLine,
    Board,
    BoardFilters,
    Cover,
    Standing,
)
from tests.algorithm import (
    ALGORITHM,
    algorithm,
    amend,
    approve,
    ask,
    card,
    draft,
    step,
    withdraw,
)
from tests.business import (
    INN,
    LIFT_CODE,
    LIFTS,
    OTHER_INN,
    POOL_CODE,
    SCHOOLS,
    TEACHING_CODE,
    Business,
    business,
    own,
)
from tests.conftest import EMPTY, StoppedClock
from tests.interfaces.world import World
from tests.register import REGISTRAR

pytestmark = pytest.mark.database

TODAY = date(2026, 11, 21)
LE, IE = range(4), range(4, 8)
"""Places of these clients among the segments."""


@pytest.fixture(scope="module")
def starter(opened: Database) -> World:
    """The starter register with its algorithms; read only."""
    with opened.connection() as connection:
        connection.execute(EMPTY)
    return World(business(opened, StoppedClock()).service)


def found(world: Any, **filters: Any) -> list[str]:
    search = world.service.algorithm_view.search
    return [one.code for one in search(AlgorithmFilters(**filters), TODAY).items]


def test_every_algorithm_of_the_starter_is_a_draft_without_a_fault(
    starter: World,
) -> None:
    view = starter.service.algorithm_view
    listed = view.search(AlgorithmFilters(), TODAY, limit=100)

    assert listed.total == 24
    assert {one.promise for one in listed.items} == {Promise.RECOMMENDED}
    for line in listed.items:
        shown = view.get(line.code)
        assert shown
        wrong = view.findings(shown.in_use.content, TODAY)
        assert [one for one in wrong if one.blocks] == []


def test_62_of_162_requirements_of_the_starter_have_no_algorithm(
    starter: World,
) -> None:
    board = starter.service.coverage.board(TODAY, BoardFilters())

    assert board.tally.total == 162
    assert board.tally.requirements == {
        Standing.NONE: 62,
        Standing.PARTLY: 0,
        Standing.RECOMMENDED: 100,
        Standing.GUARANTEED: 0,
    }
    assert [one.standing for one in board.lines[:50]] == [Standing.NONE] * 50


def test_the_board_is_the_same_as_looking_at_each_cell_alone(starter: World) -> None:
    service = starter.service
    board = service.coverage.board(TODAY, BoardFilters(limit=200))
    standing = service.requirement_view.standing(
        [one.code for one in board.lines], TODAY
    )

    for line in board.lines:
        condition = standing[line.code].version.content.condition
        expected = [
            Cover.OUTSIDE
            if judge(condition, segment.profile).verdict is Verdict.DOES_NOT_APPLY
            else (Cover.RECOMMENDED if line.algorithms else Cover.NONE)
            for segment in SEGMENTS
        ]
        assert list(line.cells) == expected, line.code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("вытяжкой", "ALG-003"),
        ("Огнетушитель", "ALG-001"),
        ("пожарная безопастность", "ALG-001"),
        ("первый работник", "ALG-005"),
        ("ALG-007", "ALG-007"),
    ],
)
def test_people_find_algorithms_in_their_own_words(
    starter: World, text: str, code: str
) -> None:
    assert found(starter, text=text)[0] == code


def test_they_are_found_by_requirement_topic_body_and_status(starter: World) -> None:
    assert found(starter, requirement="REQ-FIRE-009") == ["ALG-003"]
    assert "ALG-011" in found(starter, sector="catering")
    assert "ALG-001" in found(starter, body="МЧС России")
    assert found(starter, status="approved") == []
    assert found(starter, text="   ") == found(starter)


def test_a_long_list_comes_page_by_page(starter: World) -> None:
    search = starter.service.algorithm_view.search

    first = search(AlgorithmFilters(), TODAY, limit=20)
    second = search(AlgorithmFilters(), TODAY, after=20, limit=20)

    assert (len(first.items), first.next) == (20, 20)
    assert (len(second.items), second.next) == (4, None)


@pytest.fixture
def world(database: Database, clock: StoppedClock, log: EventLog) -> Business:  # noqa: ARG001 - keeps the history
    world = business(database, clock)
    world.require()
    world.require(TEACHING_CODE, {"client_kind": ["LE"]}, SCHOOLS)
    return world


@pytest.fixture
def head(world: Business) -> Actor:
    return world.supervisor(role=Role.HEAD)


def board(world: Business, **filters: Any) -> Board:
    return world.service.coverage.board(TODAY, BoardFilters(**filters))


def cells(world: Business, code: str = LIFT_CODE) -> tuple[Cover, ...]:
    return next(one.cells for one in board(world).lines if one.code == code)


def test_a_line_of_the_list_says_what_is_promised(world: Business, head: Actor) -> None:
    draft(world)
    approve(world, head)
    amend(world, title="Иначе")

    lines = world.service.algorithm_view.serving_each([LIFT_CODE, POOL_CODE])

    assert lines == {
        LIFT_CODE: [
            AlgorithmLine(
                code=ALGORITHM,
                status=AlgorithmStatus.APPROVED,
                promise=Promise.GUARANTEES,
                number=1,
                drafted=2,
                title="Исправный лифт",
                situation="В здании есть лифт",
                steps=2,
                requirements=(LIFT_CODE,),
            )
        ],
        POOL_CODE: [],
    }


def test_a_withdrawn_one_is_found_only_when_asked_for(
    world: Business, head: Actor
) -> None:
    draft(world)
    withdraw(world, head)

    assert found(world) == []
    assert found(world, status="withdrawn") == [ALGORITHM]
    assert card(world).reason == "Порядок изменён"
    assert cells(world)[LE[0]] is Cover.NONE


def test_the_history_names_organisations_and_never_people(
    world: Business, head: Actor
) -> None:
    draft(world)
    approve(world, head)

    told = card(world).model_dump_json()

    assert head.id not in told
    assert [one.organisation for one in card(world).moments] == [
        None,
        f"Управление: {LIFTS}",
    ]


def test_a_cell_says_how_far_a_requirement_is_covered(
    world: Business, head: Actor
) -> None:
    before = cells(world)
    draft(world)
    drafted = cells(world)
    approve(world, head)

    assert before[LE[0]] is before[IE[0]] is Cover.NONE
    assert before[-1] is Cover.OUTSIDE
    assert drafted[LE[0]] is Cover.RECOMMENDED
    assert cells(world)[LE[0]] is Cover.GUARANTEED
    assert cells(world)[-1] is Cover.OUTSIDE


def test_an_algorithm_covers_only_those_it_was_made_for(world: Business) -> None:
    draft(world, algorithm(condition={"client_kind": ["LE"]}))
    draft(world, algorithm(condition={"employees_min": 100}), "ALG-2")

    seen = cells(world)

    assert seen[LE[0]] is Cover.RECOMMENDED
    assert seen[IE[0]] is Cover.RECOMMENDED_SOME
    assert board(world).tally.requirements[Standing.PARTLY] == 1


def test_what_no_step_serves_is_not_covered(world: Business) -> None:
    draft(world, algorithm(step(1)))

    assert cells(world)[LE[0]] is Cover.NONE
    assert world.service.algorithm_view.serving(LIFT_CODE) == ()


def test_the_better_of_two_algorithms_counts(world: Business, head: Actor) -> None:
    draft(world)
    draft(world, algorithm(condition={"employees_min": 100}), "ALG-2")
    approve(world, head, code="ALG-2")

    assert cells(world)[LE[0]] is Cover.GUARANTEED_SOME


def test_the_board_is_narrowed_by_body_standing_and_segment(world: Business) -> None:
    draft(world)

    def codes(**filters: Any) -> list[str]:
        return [one.code for one in board(world, **filters).lines]

    assert codes() == [TEACHING_CODE, LIFT_CODE]
    assert codes(body=LIFTS) == [LIFT_CODE]
    assert codes(standing=Standing.NONE) == [TEACHING_CODE]
    assert codes(segment=LE[0]) == [TEACHING_CODE]
    assert codes(segment=IE[0]) == []
    assert board(world, body=LIFTS).tally.total == 1
    assert board(world, body=LIFTS).bodies == (SCHOOLS, LIFTS)
    assert board(world, limit=1).after == 1
    assert [one.code for one in board(world, after=1).lines] == [LIFT_CODE]


def test_what_most_clients_ask_for_comes_first(world: Business) -> None:
    world.require(POOL_CODE)
    anna, maria = world.client("anna", INN), world.client("maria", OTHER_INN)
    ask(world, anna, POOL_CODE)
    ask(world, maria, POOL_CODE)
    ask(world, anna, LIFT_CODE)

    seen = board(world)

    assert [(one.code, one.asked) for one in seen.lines] == [
        (POOL_CODE, 2),
        (LIFT_CODE, 1),
        (TEACHING_CODE, 0),
    ]
    assert seen.tally.asked == 3


def test_what_a_forgotten_client_asked_for_is_counted_no_more(world: Business) -> None:
    anna = world.client()
    ask(world, anna)
    world.forget(own(anna))

    assert board(world).tally.asked == 0
    world.service.runner.rebuild("algorithm")
    assert board(world).tally.asked == 0


def test_a_repealed_requirement_leaves_the_board_and_a_new_one_joins_it(
    world: Business,
) -> None:
    before = board(world).tally.total
    world.repeal(TEACHING_CODE)
    without = board(world).tally.total
    world.require(POOL_CODE)

    assert (before, without, board(world).tally.total) == (2, 1, 2)


def test_an_empty_register_makes_an_empty_board(
    database: Database, clock: StoppedClock
) -> None:
    empty = board(business(database, clock))

    assert (empty.tally.total, empty.lines, empty.bodies) == (0, (), ())
    assert empty.gaps == (0,) * len(SEGMENTS)


def test_rows_made_again_from_the_log_are_the_same(
    world: Business, head: Actor
) -> None:
    draft(world)
    approve(world, head)
    amend(
        world,
        steps=[step(1, requirements=[LIFT_CODE], only_if={"okved_prefix": ["56"]})],
    )
    ask(world, world.client(), TEACHING_CODE)
    before = card(world), board(world)

    world.service.runner.rebuild("algorithm")
    Reactions(world.service).drain()

    assert (card(world), board(world)) == before


def test_what_happened_is_told_in_order(world: Business, head: Actor) -> None:
    draft(world)
    approve(world, head)
    amend(world, title="Иначе")
    withdraw(world, REGISTRAR)

    assert [(one.kind, one.number, one.text) for one in card(world).moments] == [
        ("drafted", 1, None),
        ("approved", 1, "Приказ № 12"),
        ("amended", 2, None),
        ("withdrawn", 2, "Порядок изменён"),
    ]
