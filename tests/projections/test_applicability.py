"""The personal list and declarations as they are read (L2, L4).

What reads the starter register comes first: the tests below begin with no row at all.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from application.log import EventLog
from domain.applicability import IN_EFFECT, Status, Why
from domain.condition import Ground, Verdict, facts_of, grounds, judge
from domain.errors import NotFound, Refusal
from domain.kernel import Actor, Role
from domain.profile import Profile
from domain.requirement import Standing, Validity
from interfaces.gateways.database import Database
from projections.applicability import (
    Arrangement,
    Basis,
    DeclarationCard,
    Line,
    Moment,
    PersonalList,
    Wanted,
)
from projections.requirement import Card, Filters
from tests.business import (
    LIFT_CODE,
    LIFTS,
    NO_LIFT,
    Business,
    acting,
    business,
    own,
)
from tests.conftest import EMPTY, NOON, StoppedClock
from tests.interfaces.world import World
from tests.register import LAST

pytestmark = pytest.mark.database

TODAY = date(2026, 11, 21)
ONE_DAY = timedelta(days=1)
CLIENTS = ("anna", "maria", "oleg", "irina")
DAYS = (
    date(2019, 12, 31),
    date(2021, 1, 1),
    TODAY,
    LAST - ONE_DAY,
    LAST,
    LAST + ONE_DAY,
    date(2027, 3, 1),
    date(2199, 12, 31),
)


@pytest.fixture(scope="module")
def starter(opened: Database) -> World:
    """The starter register and the demo clients; read only, except where said."""
    with opened.connection() as connection:
        connection.execute(EMPTY)
    return World(business(opened, StoppedClock()).service)


@pytest.fixture(scope="module")
def register(starter: World) -> list[Card]:
    found = cards(starter)
    assert len(found) == 162
    return found


@pytest.fixture(scope="module")
def profiles(starter: World) -> dict[str, Profile]:
    lists = starter.service.personal_lists
    return {name: lists.profile(own(starter.actor(name))) for name in CLIENTS}


@pytest.fixture
def world(
    database: Database,
    clock: StoppedClock,
    log: EventLog,  # noqa: ARG001 - `--add-history` looks at it
) -> Business:
    return business(database, clock)


def cards(world: World | Business) -> list[Card]:
    """The whole register, as the register itself tells it."""
    view = world.service.requirement_view
    first = view.search(Filters(), TODAY, limit=100)
    rest = view.search(Filters(), TODAY, after=first.next, limit=100)
    assert rest.next is None
    found = [view.get(line.code) for line in (*first.items, *rest.items)]
    return [card for card in found if card]


def standing(card: Card, day: date) -> Standing:
    found = card.on(day)
    assert found
    return found


def pages(
    world: World | Business, client: UUID, wanted: Wanted
) -> Iterator[PersonalList]:
    after: int | None = 0
    while after is not None:
        asked = wanted.model_copy(update={"after": after})
        page = world.service.personal_lists.of_client(client, asked)
        yield page
        after = page.after


def lines(world: World | Business, client: UUID, **wanted: Any) -> list[Line]:
    asked = Wanted(**{"on": TODAY, "limit": 50} | wanted)
    return [line for page in pages(world, client, asked) for line in page.lines]


def codes(found: Sequence[Line]) -> list[str]:
    return [line.code for line in found]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_list_is_each_requirement_in_force_judged_alone(
    starter: World, register: list[Card], profiles: dict[str, Profile], day: date
) -> None:
    holding = [
        one for card in register if (one := (card, standing(card, day)))[1].holds
    ]

    for name in CLIENTS:
        found = lines(
            starter, own(starter.actor(name)), on=day, limit=200, basis=Basis.TODAY
        )
        assert {one.code: (one.version, one.judgement) for one in found} == {
            card.code: (
                one.version.number,
                judge(one.version.content.condition, profiles[name]),
            )
            for card, one in holding
        }
        assert len(found) == len(holding)
        assert all(one.group == one.judgement.verdict for one in found)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_what_has_ended_without_a_successor_stands_apart(
    starter: World, register: list[Card], profiles: dict[str, Profile], day: date
) -> None:
    lists = starter.service.personal_lists
    over = [card for card in register if standing(card, day).validity is Validity.ENDED]

    for profile in profiles.values():
        expected = {
            card.code
            for card in over
            if judge(card.content.condition, profile).verdict
            is not Verdict.DOES_NOT_APPLY
        }
        assert set(codes(lists.ended(profile, day))) == expected
        assert lists.of_profile(profile, Wanted(on=day)).ended == len(expected)


def test_many_acts_end_with_the_year(starter: World) -> None:
    anna = own(starter.actor("anna"))

    last = codes(lines(starter, anna, on=LAST))
    after = codes(lines(starter, anna, on=LAST + ONE_DAY))

    assert len(after) < len(last)
    assert all(
        line.successor_unknown and line.declared_end == LAST
        for line in lines(starter, anna, on=LAST)
        if line.code not in after
    )


@pytest.mark.parametrize("by", Arrangement)
@pytest.mark.parametrize("group", [None, *Verdict])
def test_the_pages_hold_every_line_once_under_headings_in_order(
    starter: World, by: Arrangement, group: Verdict | None
) -> None:
    client = own(starter.actor("anna"))
    wanted = Wanted(on=TODAY, group=group, by=by, limit=7)

    every = list(pages(starter, client, wanted))

    found = [line for page in every for line in page.lines]
    assert all(len(page.lines) == 7 for page in every[:-1])
    assert len(set(codes(found))) == len(found) == every[0].found
    headings = list(dict.fromkeys(line.heading for line in found))
    assert headings == sorted(headings, key=lambda name: (not name, name))
    assert len(headings) == sum(
        one.heading != before
        for one, before in zip(
            found, [None, *(line.heading for line in found)], strict=False
        )
    )
    assert group is None or all(line.group is group for line in found)


def test_the_groups_are_counted_whatever_is_looked_for(starter: World) -> None:
    client = own(starter.actor("anna"))
    whole = starter.service.personal_lists.of_client(client, Wanted(on=TODAY))

    narrow = starter.service.personal_lists.of_client(
        client, Wanted(on=TODAY, group=Verdict.APPLIES, text="инструктаж", limit=1)
    )

    assert narrow.counts == whole.counts
    assert whole.counts == {
        verdict: sum(line.group is verdict for line in lines(starter, client))
        for verdict in Verdict
    }
    assert sum(whole.counts.values()) == whole.found


@pytest.mark.parametrize("group", [None, Verdict.APPLIES, Verdict.UNKNOWN])
def test_every_choice_leads_to_as_many_lines_as_it_says(
    starter: World, group: Verdict | None
) -> None:
    client = own(starter.actor("irina"))
    page = starter.service.personal_lists.of_client(
        client, Wanted(on=TODAY, group=group)
    )
    columns = {"body": page.bodies, "sector": page.sectors, "uses": page.objects}

    for column, choices in columns.items():
        assert choices
        for choice in choices:
            narrowed = lines(starter, client, group=group, **{column: choice.name})
            assert len(narrowed) == choice.count
    assert sum(choice.count for choice in page.bodies) == page.found


def test_a_line_is_found_under_each_of_its_objects_and_stands_under_the_first(
    starter: World, register: list[Card]
) -> None:
    client = own(starter.actor("irina"))
    named = {
        card.code: [
            fact.partition(":")[2]
            for fact in facts_of(card.content.condition)
            if fact.startswith("object:")
        ]
        for card in register
    }
    shown = [line for line in lines(starter, client) if len(named[line.code]) > 1]

    assert shown
    for line in shown:
        for name in named[line.code]:
            assert line.code in codes(lines(starter, client, uses=name))
    by_object = lines(starter, client, by=Arrangement.OBJECT)
    assert all(
        line.heading in named[line.code] if named[line.code] else line.heading == ""
        for line in by_object
    )
    assert lines(starter, client, uses="nothing") == []


def test_a_body_a_topic_and_a_text_narrow_down_together(starter: World) -> None:
    client = own(starter.actor("anna"))

    found = lines(starter, client, body="МЧС России", text="инструкция")

    assert found
    assert all(line.control_body == "МЧС России" for line in found)
    assert lines(starter, client, body="МЧС России", sector="education") == []
    assert lines(starter, client, body="Нет такого") == []


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("инструкцией о мерах пожарной безопасности", "REQ-FIRE-001"),
        ("ИНСТРУКЦИЙ пожарной", "REQ-FIRE-001"),
        ("инстукция пожарной безопасности", "REQ-FIRE-001"),
        ("REQ-FIRE-001", "REQ-FIRE-001"),
    ],
)
def test_words_are_looked_for_in_any_form_and_with_slips(
    starter: World, typed: str, code: str
) -> None:
    assert code in codes(lines(starter, own(starter.actor("anna")), text=typed))


@pytest.mark.parametrize("typed", ["щщщщ", "\x00", "'", "(((", "a:* & !"])
def test_nothing_that_is_typed_breaks_the_list(starter: World, typed: str) -> None:
    found = lines(starter, own(starter.actor("anna")), text=typed)

    assert len(found) in (0, 162)


def test_a_blank_text_looks_for_nothing(starter: World) -> None:
    client = own(starter.actor("anna"))

    assert lines(starter, client, text="  ") == lines(starter, client)


def test_one_line_is_the_same_as_in_the_list(starter: World) -> None:
    client = own(starter.actor("anna"))
    lists = starter.service.personal_lists

    for line in lines(starter, client)[::9]:
        alone = lists.line(
            line.code, TODAY, profile=lists.profile(client), client_id=client
        )
        assert alone == line


def test_the_facts_asked_for_are_those_of_the_undecided(
    starter: World, profiles: dict[str, Profile]
) -> None:
    lists = starter.service.personal_lists

    asked = lists.asked(profiles["maria"], TODAY)

    expected: dict[str, int] = {}
    for line in lines(starter, own(starter.actor("maria")), group=Verdict.UNKNOWN):
        for one in line.judgement.because:
            expected[one.fact] = expected.get(one.fact, 0) + 1
    assert asked == expected
    assert not any(profiles["maria"].known(fact) for fact in asked)


def test_a_branch_is_every_open_line_that_names_the_thing(
    starter: World, register: list[Card]
) -> None:
    client = own(starter.actor("irina"))
    everything = {card.code: card.content.condition for card in register}

    for name in ("lift", "crane", "premises", "kitchen_hood"):
        fact = f"object:{name}"
        branch = starter.service.personal_lists.hanging_on(client, fact, TODAY)
        assert set(codes(branch)) == {
            line.code
            for line in lines(starter, client)
            if line.group is not Verdict.DOES_NOT_APPLY
            and fact in facts_of(everything[line.code])
        }
    assert starter.service.personal_lists.hanging_on(client, "okved", TODAY) == []


def test_nobody_has_a_list_who_is_not_registered(starter: World) -> None:
    lists = starter.service.personal_lists

    with pytest.raises(NotFound):
        lists.of_client(uuid4(), Wanted(on=TODAY))
    with pytest.raises(NotFound):
        lists.subjects(uuid4(), [])
    with pytest.raises(NotFound):
        lists.line("REQ-NONE-001", TODAY, profile=Profile())


def test_a_suspended_and_a_repealed_requirement_leave_the_list(
    world: Business,
) -> None:
    for code in (LIFT_CODE, "REQ-LIFT-002", "REQ-LIFT-003"):
        world.require(code)
    anna = world.client()
    world.suspend()
    world.repeal("REQ-LIFT-002")

    assert codes(lines(world, own(anna))) == ["REQ-LIFT-003"]
    assert len(lines(world, own(anna), on=TODAY - ONE_DAY)) == 3
    for code in (LIFT_CODE, "REQ-LIFT-002"):
        with pytest.raises(NotFound):
            world.service.personal_lists.line(code, TODAY, profile=Profile())


def test_what_is_not_in_force_yet_or_no_more_is_not_in_the_list(
    world: Business,
) -> None:
    world.require(in_force_from=TODAY, in_force_until=TODAY)
    anna = world.client()

    for day, count in ((TODAY - ONE_DAY, 0), (TODAY, 1), (TODAY + ONE_DAY, 0)):
        assert len(lines(world, own(anna), on=day)) == count


def test_a_new_version_is_in_the_list_from_its_day(world: Business) -> None:
    world.require()
    anna = world.client()
    world.amend(in_force_from=TODAY + ONE_DAY, title="Новая")

    [before] = lines(world, own(anna))
    [after] = lines(world, own(anna), on=TODAY + ONE_DAY)

    assert (before.version, after.version, after.title) == (1, 2, "Новая")


def test_what_was_repealed_or_replaced_has_not_ended_unknown_to_anybody(
    world: Business,
) -> None:
    world.require(in_force_until=TODAY)
    world.require("REQ-LIFT-002")
    world.require("REQ-LIFT-003", in_force_until=TODAY)
    anna = world.client()
    world.amend(in_force_from=TODAY + ONE_DAY, in_force_until=None)
    world.repeal("REQ-LIFT-002")
    lists = world.service.personal_lists

    ended = lists.ended(lists.profile(own(anna)), TODAY + ONE_DAY)

    assert codes(ended) == ["REQ-LIFT-003"]


@pytest.mark.parametrize(
    ("status", "facts", "group"),
    [
        (Status.DECLARED, {}, Verdict.DOES_NOT_APPLY),
        (Status.CONTESTED, {}, Verdict.DOES_NOT_APPLY),
        (Status.ANSWERED, {}, Verdict.DOES_NOT_APPLY),
        (Status.NOT_UPHELD, {}, Verdict.UNKNOWN),
        (Status.WITHDRAWN, {}, Verdict.UNKNOWN),
        (Status.TO_RECONFIRM, {}, Verdict.UNKNOWN),
        (Status.TO_RECONFIRM, {"object_lift": True}, Verdict.UNKNOWN),
        (Status.TO_RECONFIRM, {"object_lift": False}, Verdict.DOES_NOT_APPLY),
        (Status.NOT_UPHELD, {"object_lift": True}, Verdict.APPLIES),
    ],
)
def test_a_declaration_moves_its_line_as_long_as_it_has_effect(
    world: Business, status: Status, facts: dict[str, bool], group: Verdict
) -> None:
    world.require()
    anna, pavel = world.client(), world.supervisor()
    id = world.declare(anna).id
    lead_to(world, id, status, anna, pavel)
    if facts:
        world.state(anna, **facts)

    [line] = lines(world, own(anna))

    shown = status not in (Status.WITHDRAWN, Status.NOT_UPHELD)
    assert (line.group, line.declaration_id) == (group, id if shown else None)
    assert line.declaration_status == (status if shown else None)


def lead_to(
    world: Business, id: UUID, status: Status, anna: Actor, pavel: Actor
) -> None:
    match status:
        case Status.WITHDRAWN:
            world.withdraw(id, anna)
        case Status.TO_RECONFIRM:
            world.amend(title="Иначе")
            world.react()
        case Status.CONTESTED:
            world.contest(id, pavel)
        case Status.ANSWERED | Status.NOT_UPHELD:
            world.contest(id, pavel)
            world.answer(id, anna)
    if status is Status.NOT_UPHELD:
        world.uphold(id, pavel)


def test_whatever_is_declared_no_requirement_in_force_is_ever_hidden(
    database: Database, clock: StoppedClock
) -> None:
    busy = business(database, clock)
    starter, chance = World(busy.service), random.Random(20261121)  # noqa: S311
    clients = [starter.actor(name) for name in ("anna", "irina")]
    register = {card.code: card for card in cards(starter)}
    reached: set[Status] = set()

    for _ in range(4):
        for _ in range(24):
            with_chance(busy, chance.choice(clients), chance, register)
        busy.react()
        for by in clients:
            queue = busy.service.declaration_view.mine(own(by), limit=200)
            reached |= {card.status for card in queue.declarations}
            for day in (TODAY, LAST + ONE_DAY):
                check_nothing_is_hidden(busy, own(by), day)

    assert reached == set(Status)


def with_chance(
    world: Business, by: Actor, chance: random.Random, register: dict[str, Card]
) -> None:
    """Do one thing or another to a requirement, whatever comes of it."""
    card = register[chance.choice(sorted(register))]
    literals = grounds(card.content.condition)
    mine = world.service.declaration_view.of_requirements(own(by), [card.code])
    try:
        if literals and not mine:
            ground = chance.choice(literals).ground
            absent = tuple(one.atom for one in literals if one.ground is ground)
            world.declare(by, card.code, ground=ground, absent=absent)
            mine = world.service.declaration_view.of_requirements(own(by), [card.code])
        pavel = supervisor_of(world, card.content.control_body)
        for step in chance.choice(STEPS).split() if mine else ():
            take(world, step, mine[0].id, by, pavel)
        if chance.random() < 0.2:
            world.amend(card.code, title=f"Иначе {chance.random()}")
    except Refusal:
        pass


STEPS = ("", "withdraw", "contest", "contest answer", "contest answer uphold")


def take(world: Business, step: str, id: UUID, by: Actor, pavel: Actor) -> None:
    match step:
        case "withdraw":
            world.withdraw(id, by)
        case "contest":
            world.contest(id, pavel)
        case "answer":
            world.answer(id, by)
        case "uphold":
            world.uphold(id, pavel)


def supervisor_of(world: Business, body: str) -> Actor:
    person = Actor(id="pavel", role=Role.PERSON)
    with world.service.database.connection() as connection:
        row = connection.execute(
            "SELECT id FROM person.organisations WHERE %s = ANY(bodies)", (body,)
        ).fetchone()
    return acting(person, row[0] if row else uuid4(), Role.INSPECTOR)


def check_nothing_is_hidden(world: Business, client: UUID, day: date) -> None:
    listed = lines(world, client, on=day, limit=200)
    apart = [
        line
        for group in Verdict
        for line in lines(world, client, on=day, group=group, limit=200)
    ]
    holding = sorted(card.code for card in cards(world) if standing(card, day).holds)
    assert sorted(codes(listed)) == sorted(codes(apart)) == holding
    for line in listed:
        moved = line.declaration_status in IN_EFFECT
        assert line.group is (
            Verdict.DOES_NOT_APPLY
            if moved or line.judgement.verdict is Verdict.DOES_NOT_APPLY
            else Verdict.UNKNOWN
            if line.declaration_status is Status.TO_RECONFIRM
            else line.judgement.verdict
        )


def test_a_declaration_is_seen_with_everything_that_happened_to_it(
    world: Business, clock: StoppedClock
) -> None:
    world.require()
    anna, pavel = world.client(), world.supervisor()
    id = world.declare(anna, explanation="Один этаж").id
    number = world.service.log.head()
    clock.pass_by(timedelta(hours=1))
    world.contest(id, pavel, "Их два")

    assert world.declaration(id) == DeclarationCard(
        id=id,
        version=2,
        number=number,
        client_id=own(anna),
        client_name="ИП anna",
        requirement=LIFT_CODE,
        requirement_version=1,
        control_body=LIFTS,
        ground=Ground.OBJECT_NOT_USED,
        absent=NO_LIFT,
        explanation="Один этаж",
        document_id=None,
        status=Status.CONTESTED,
        on=TODAY,
        changed_at=NOON + timedelta(hours=1),
        why=None,
        newest_version=None,
        changed_facts={},
        moments=(
            Moment(
                kind="declared",
                at=NOON,
                by=anna.id,
                role=Role.CLIENT,
                text="Один этаж",
                requirement_version=1,
            ),
            Moment(
                kind="contested",
                at=NOON + timedelta(hours=1),
                by=pavel.id,
                role=Role.INSPECTOR,
                text="Их два",
            ),
        ),
    )


def test_the_whole_way_of_a_declaration_is_told_in_order(world: Business) -> None:
    world.require()
    anna, pavel = world.client(), world.supervisor()
    id = world.declare(anna).id
    world.contest(id, pavel, "а")
    world.answer(id, anna, "б")
    world.accept(id, pavel, "в")
    world.state(anna, object_lift=True)
    world.react()
    assert world.declaration(id).why is Why.PROFILE_CHANGED
    world.state(anna, object_lift=False)
    world.reconfirm(id, anna)
    world.contest(id, pavel, "г")
    world.answer(id, anna, "д")
    world.uphold(id, pavel, "е")
    world.declare(anna, explanation="ж")
    world.withdraw(id, anna, "з")

    card = world.declaration(id)
    assert [(one.kind, one.text) for one in card.moments] == [
        ("declared", None),
        ("contested", "а"),
        ("answered", "б"),
        ("contest_dropped", "в"),
        ("put_up", None),
        ("reconfirmed", None),
        ("contested", "г"),
        ("answered", "д"),
        ("contest_upheld", "е"),
        ("declared_again", "ж"),
        ("withdrawn", "з"),
    ]
    assert (card.version, card.status, card.changed_facts) == (
        11,
        Status.WITHDRAWN,
        {},
    )
    world.service.runner.rebuild("applicability")
    assert world.declaration(id) == card


def test_a_body_sees_what_it_supervises_newest_first_a_page_at_a_time(
    world: Business,
) -> None:
    for number in range(5):
        world.require(f"REQ-LIFT-00{number}")
    world.require("REQ-OTHER-001", body="МЧС России")
    anna, pavel = world.client(), world.supervisor()
    ids = [world.declare(anna, f"REQ-LIFT-00{number}").id for number in range(5)]
    other = world.declare(anna, "REQ-OTHER-001").id
    world.contest(ids[1], pavel)
    view, bodies = world.service.declaration_view, [LIFTS]

    first = view.queue(bodies, limit=3)
    rest = view.queue(bodies, limit=3, before=first.after)
    contested = view.queue(bodies, statuses=[Status.CONTESTED])

    seen = [*first.declarations, *rest.declarations]
    assert [one.id for one in seen] == ids[::-1]
    assert (rest.after, {one.client_name for one in seen}) == (None, {"ИП anna"})
    assert [one.id for one in contested.declarations] == [ids[1]]
    assert view.queue([]).declarations == ()
    mine = view.mine(own(anna), limit=4)
    assert [one.id for one in mine.declarations] == [other, *ids[:1:-1]]
    assert [
        one.id for one in view.mine(own(anna), statuses=[Status.CONTESTED]).declarations
    ] == [ids[1]]
    assert view.mine(uuid4()).declarations == ()


def test_what_waits_for_the_client_is_counted(world: Business) -> None:
    world.require()
    world.require("REQ-LIFT-002")
    world.require("REQ-LIFT-003")
    anna, pavel = world.client(), world.supervisor()
    ids = [world.declare(anna, code).id for code in (LIFT_CODE, "REQ-LIFT-002")]
    world.declare(anna, "REQ-LIFT-003")

    world.contest(ids[0], pavel)
    world.amend("REQ-LIFT-002", title="Иначе")
    world.react()

    lists = world.service.personal_lists
    assert lists.of_client(own(anna), Wanted(on=TODAY)).waiting == 2
    world.answer(ids[0], anna)
    assert lists.of_client(own(anna), Wanted(on=TODAY)).waiting == 1
