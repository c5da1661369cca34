"""The list in time: as of any day, as known at any instant; what changed and comes."""

import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from pydantic import ValidationError

from application.client import StateFacts
from application.log import EventLog
from application.requirement import (
    AmendRequirement,
    RepealRequirement,
    ResumeRequirement,
    SuspendRequirement,
)
from domain.applicability import Status
from domain.condition import Verdict, judge
from domain.errors import NotFound, Refusal
from domain.kernel import Actor
from domain.profile import FactValue, Profile
from domain.requirement import Content
from interfaces.gateways.database import Database
from projections.applicability import (
    AsOf,
    Basis,
    Cause,
    CauseKind,
    Change,
    ChangeKind,
    Coming,
    ComingKind,
    Difference,
    Line,
    Wanted,
    WantedChanges,
)
from projections.requirement import Card
from tests.business import ACT, LIFT_CODE, Business, business, own
from tests.conftest import MOSCOW, StoppedClock
from tests.register import LAST, REGISTRAR

pytestmark = pytest.mark.database

TODAY = date(2026, 11, 21)
ONE_DAY = timedelta(days=1)
SECOND = "REQ-LIFT-002"
EVERYONE: dict[str, Any] = {"client_kind": ["LE", "IE"]}


@pytest.fixture
def world(
    database: Database,
    clock: StoppedClock,
    log: EventLog,  # noqa: ARG001 - `--add-history` looks at it
) -> Business:
    return business(database, clock)


def state(world: Business, by: Actor, since: date, **facts: FactValue) -> None:
    said = {name.replace("_", ":", 1): value for name, value in facts.items()}
    command = StateFacts(facts=said, since=since)
    world.seen(world.clients.state_facts(own(by), command, by=by))


def amend(
    world: Business, code: str, corrects: int | None = None, **changes: Any
) -> None:
    said = card(world, code).content.model_dump(mode="json") | changes
    content = Content.model_validate(said)
    command = AmendRequirement(content=content, corrects=corrects)
    world.seen(world.service.requirements.amend(code, command, by=REGISTRAR))


def suspend(
    world: Business, code: str, from_day: date, until: date | None = None
) -> None:
    command = SuspendRequirement(
        from_day=from_day, until=until, reason="Мораторий", act=ACT
    )
    world.seen(world.service.requirements.suspend(code, command, by=REGISTRAR))


def resume(world: Business, code: str, from_day: date) -> None:
    command = ResumeRequirement(from_day=from_day, act=ACT)
    world.seen(world.service.requirements.resume(code, command, by=REGISTRAR))


def repeal(world: Business, code: str, from_day: date) -> None:
    command = RepealRequirement(from_day=from_day, reason="Отменено актом № 5")
    world.seen(world.service.requirements.repeal(code, command, by=REGISTRAR))


def card(world: Business, code: str) -> Card:
    found = world.service.requirement_view.get(code)
    assert found
    return found


def lines(world: Business, by: Actor, on: date, **as_of: Any) -> dict[str, Line]:
    wanted = Wanted(on=on, limit=200, **as_of)
    found = world.service.personal_lists.of_client(own(by), wanted)
    assert found.found == len(found.lines)
    return {line.code: line for line in found.lines}


def groups(world: Business, by: Actor, on: date, **as_of: Any) -> dict[str, Verdict]:
    return {code: one.group for code, one in lines(world, by, on, **as_of).items()}


def changes(
    world: Business, by: Actor, old: AsOf, new: AsOf, **wanted: Any
) -> Difference:
    lists = world.service.personal_lists
    return lists.difference(own(by), old, new, WantedChanges(**wanted))


def coming(world: Business, by: Actor, until: date, **most: int) -> Sequence[Coming]:
    lists = world.service.personal_lists
    return lists.coming(own(by), lists.profile(own(by)), until, **most)


def brief(found: Sequence[Coming]) -> list[tuple[date, ComingKind, str]]:
    return [(one.day, one.kind, one.code) for one in found]


def only(found: Difference) -> Change:
    [change] = found.changes
    return change


def test_a_fact_counts_from_its_day_and_from_when_it_was_known(
    world: Business, clock: StoppedClock
) -> None:
    world.require(condition={"object": ["lift"]})
    anna = world.client()
    before = clock.now()
    clock.pass_by(10 * ONE_DAY)
    state(world, anna, TODAY - 30 * ONE_DAY, object_lift=True)
    now = clock.today()

    assert groups(world, anna, now) == {LIFT_CODE: Verdict.APPLIES}
    assert groups(world, anna, TODAY) == {LIFT_CODE: Verdict.APPLIES}
    assert groups(world, anna, TODAY, known_at=before) == {LIFT_CODE: Verdict.UNKNOWN}
    assert groups(world, anna, TODAY - 31 * ONE_DAY) == {LIFT_CODE: Verdict.UNKNOWN}
    assert groups(world, anna, TODAY - 31 * ONE_DAY, basis=Basis.TODAY) == {
        LIFT_CODE: Verdict.APPLIES
    }


def test_an_earlier_value_stands_until_the_day_of_the_next(world: Business) -> None:
    world.require(condition={"employees_min": 10})
    anna = world.client()
    state(world, anna, TODAY - 100 * ONE_DAY, employees=20)
    state(world, anna, TODAY - 10 * ONE_DAY, employees=3)
    state(world, anna, TODAY - 50 * ONE_DAY, employees=30)

    days = (101, 100, 51, 50, 11)
    assert [
        lines(world, anna, TODAY - n * ONE_DAY)[LIFT_CODE].judgement.because[0].value
        for n in days
    ] == [None, 20, 20, 30, 30]


def test_what_will_be_so_is_not_so_today(world: Business) -> None:
    world.require(condition={"object": ["lift"]}, in_force_until=None)
    anna = world.client()
    state(world, anna, TODAY + 5 * ONE_DAY, object_lift=True)

    assert groups(world, anna, TODAY) == {LIFT_CODE: Verdict.UNKNOWN}
    assert groups(world, anna, TODAY + 4 * ONE_DAY) == {LIFT_CODE: Verdict.UNKNOWN}
    assert groups(world, anna, TODAY + 5 * ONE_DAY) == {LIFT_CODE: Verdict.APPLIES}
    [one] = coming(world, anna, TODAY + 30 * ONE_DAY)
    assert (one.day, one.kind, one.before, one.after) == (
        TODAY + 5 * ONE_DAY,
        ComingKind.FACT,
        Verdict.UNKNOWN,
        Verdict.APPLIES,
    )
    assert one.cause == Cause(
        kind=CauseKind.FACT,
        day=TODAY + 5 * ONE_DAY,
        fact="object:lift",
        before=None,
        after=True,
    )


def test_a_corrected_version_is_believed_until_it_is_corrected(
    world: Business, clock: StoppedClock
) -> None:
    world.require(condition=EVERYONE, title="Было")
    anna = world.client()
    then = clock.now()
    clock.pass_by(ONE_DAY)
    amend(
        world,
        LIFT_CODE,
        corrects=1,
        title="Стало",
        condition={"object": ["lift"]},
    )

    [now] = lines(world, anna, TODAY).values()
    [was] = lines(world, anna, TODAY, known_at=then).values()

    assert (now.version, now.title, now.group) == (2, "Стало", Verdict.UNKNOWN)
    assert (was.version, was.title, was.group) == (1, "Было", Verdict.APPLIES)
    found = world.service.personal_lists.of_client(
        own(anna), Wanted(on=TODAY, known_at=then, text="инструкция")
    )
    assert [line.version for line in found.lines] == [1]
    alone = world.service.personal_lists.line_as_of(
        own(anna), LIFT_CODE, AsOf(on=TODAY, known_at=then)
    )
    assert alone == was


def test_nothing_is_in_a_list_of_before_the_register_knew_it(
    world: Business, clock: StoppedClock
) -> None:
    before = clock.now() - ONE_DAY
    anna = world.client()
    world.require(condition=EVERYONE)

    assert groups(world, anna, TODAY, known_at=before) == {}
    with pytest.raises(NotFound):
        world.service.personal_lists.line_as_of(
            own(anna), LIFT_CODE, AsOf(on=TODAY, known_at=before)
        )
    with pytest.raises(NotFound):
        world.service.personal_lists.of_client(
            UUID(int=1), Wanted(on=TODAY - ONE_DAY, known_at=before)
        )


def test_a_declaration_counts_from_the_day_it_was_sent(
    world: Business, clock: StoppedClock
) -> None:
    world.require()
    anna = world.client()
    clock.pass_by(3 * ONE_DAY)
    declared = clock.now()
    id = world.declare(anna).id
    clock.pass_by(3 * ONE_DAY)
    world.withdraw(id, anna)

    def status(on: date, **known: Any) -> Status | None:
        return lines(world, anna, on, **known)[LIFT_CODE].declaration_status

    assert [status(TODAY + n * ONE_DAY) for n in (2, 3, 5, 6)] == [
        None,
        Status.DECLARED,
        Status.DECLARED,
        None,
    ]
    assert status(clock.today(), known_at=declared) is Status.DECLARED
    assert status(clock.today(), known_at=declared - ONE_DAY) is None
    assert groups(world, anna, clock.today(), known_at=declared) == {
        LIFT_CODE: Verdict.DOES_NOT_APPLY
    }


def test_on_a_day_to_come_a_new_version_has_put_the_declaration_up(
    world: Business,
) -> None:
    world.require(in_force_until=None)
    anna = world.client()
    id = world.declare(anna).id
    day = TODAY + 10 * ONE_DAY
    amend(world, LIFT_CODE, in_force_from=day)

    assert groups(world, anna, day - ONE_DAY) == {LIFT_CODE: Verdict.DOES_NOT_APPLY}
    [line] = lines(world, anna, day).values()
    assert (line.group, line.declaration_status) == (
        Verdict.UNKNOWN,
        Status.TO_RECONFIRM,
    )
    [one] = coming(world, anna, day)
    assert (one.kind, one.declaration_id) == (ComingKind.NEW_VERSION, id)
    assert (one.before, one.after) == (Verdict.DOES_NOT_APPLY, Verdict.UNKNOWN)


def test_what_comes_is_told_with_its_day_its_reason_and_its_doubt(
    world: Business,
) -> None:
    day = TODAY + 20 * ONE_DAY
    for code, change in (
        ("REQ-A-001", {}),
        ("REQ-B-001", {"in_force_from": day}),
        ("REQ-C-001", {}),
        ("REQ-D-001", {"in_force_until": None}),
        ("REQ-E-001", {"in_force_until": None}),
    ):
        world.require(code, EVERYONE, **change)
    world.require("REQ-Z-001", {"client_kind": ["NPD"]})
    anna = world.client()
    repeal(world, "REQ-C-001", day)
    amend(world, "REQ-D-001", in_force_from=day, title="Новая")
    suspend(world, "REQ-E-001", day, day + 4 * ONE_DAY)

    found = coming(world, anna, LAST)

    assert brief(found) == [
        (day - ONE_DAY, ComingKind.REPEALED, "REQ-C-001"),
        (day, ComingKind.BEGINS, "REQ-B-001"),
        (day, ComingKind.NEW_VERSION, "REQ-D-001"),
        (day, ComingKind.SUSPENDED, "REQ-E-001"),
        (day + 5 * ONE_DAY, ComingKind.RESUMES, "REQ-E-001"),
        (LAST, ComingKind.ENDS, "REQ-A-001"),
        (LAST, ComingKind.ENDS, "REQ-B-001"),
    ]
    by_code = {(one.code, one.kind): one for one in found}
    gone = by_code["REQ-C-001", ComingKind.REPEALED]
    assert (gone.before, gone.after, gone.cause.text) == (
        Verdict.APPLIES,
        None,
        "Отменено актом № 5",
    )
    ends = by_code["REQ-A-001", ComingKind.ENDS]
    assert (ends.successor_unknown, ends.cause.kind) == (True, CauseKind.ENDED)
    assert ends.certainty.validity == "certain"
    new = by_code["REQ-D-001", ComingKind.NEW_VERSION]
    assert (new.version, new.title, new.revision) == (2, "Новая", 3)
    assert by_code["REQ-E-001", ComingKind.SUSPENDED].cause.text == ACT
    assert brief(coming(world, anna, day - ONE_DAY)) == brief(found)[:1]
    assert brief(coming(world, anna, LAST, limit=3)) == brief(found)[:3]


def test_what_ends_today_is_still_coming_and_yesterday_is_not(
    world: Business, clock: StoppedClock
) -> None:
    world.require(condition=EVERYONE, in_force_until=TODAY)
    anna = world.client()

    today = coming(world, anna, LAST)
    clock.pass_by(ONE_DAY)
    tomorrow = coming(world, anna, LAST)

    assert brief(today) == [(TODAY, ComingKind.ENDS, LIFT_CODE)]
    assert brief(tomorrow) == []


def test_a_version_after_a_gap_is_no_successor_of_the_last(world: Business) -> None:
    world.require(condition=EVERYONE, in_force_until=TODAY + ONE_DAY)
    anna = world.client()
    amend(world, LIFT_CODE, in_force_from=TODAY + 9 * ONE_DAY, in_force_until=None)

    found = coming(world, anna, LAST)

    assert brief(found) == [
        (TODAY + ONE_DAY, ComingKind.ENDS, LIFT_CODE),
        (TODAY + 9 * ONE_DAY, ComingKind.BEGINS, LIFT_CODE),
    ]
    assert (found[0].cause.kind, found[0].successor_unknown) == (
        CauseKind.REPLACED,
        False,
    )


def test_what_a_suspension_covers_neither_begins_nor_ends(world: Business) -> None:
    day = TODAY + 10 * ONE_DAY
    world.require(condition=EVERYONE, in_force_from=day, in_force_until=day + ONE_DAY)
    anna = world.client()
    suspend(world, LIFT_CODE, day)

    assert brief(coming(world, anna, LAST)) == [(day, ComingKind.SUSPENDED, LIFT_CODE)]


def between(
    world: Business, by: Actor, first: int, last: int, **wanted: Any
) -> Difference:
    """What changed from so many days after today to so many."""
    old, new = AsOf(on=TODAY + first * ONE_DAY), AsOf(on=TODAY + last * ONE_DAY)
    return changes(world, by, old, new, **wanted)


def test_what_entered_and_left_is_told_with_the_reason(world: Business) -> None:
    day = TODAY + 10 * ONE_DAY
    world.require("REQ-A-001", EVERYONE, in_force_from=day)
    world.require("REQ-B-001", EVERYONE, in_force_until=day)
    world.require("REQ-C-001", EVERYONE)
    world.require("REQ-D-001", EVERYONE)
    world.require("REQ-Z-001", {"client_kind": ["NPD"]}, in_force_from=day)
    anna = world.client()
    repeal(world, "REQ-C-001", day)
    suspend(world, "REQ-D-001", day, day + 4 * ONE_DAY)

    found = between(world, anna, 0, 11)

    assert [(one.kind, (one.before or one.after).code) for one in found.changes] == [  # type: ignore[union-attr]
        (ChangeKind.ENTERED, "REQ-A-001"),
        (ChangeKind.LEFT, "REQ-B-001"),
        (ChangeKind.LEFT, "REQ-C-001"),
        (ChangeKind.LEFT, "REQ-D-001"),
    ]
    assert [one.causes[0].kind for one in found.changes] == [
        CauseKind.IN_FORCE,
        CauseKind.ENDED,
        CauseKind.REPEALED,
        CauseKind.SUSPENDED,
    ]
    assert [one.causes[0].day for one in found.changes] == [
        day,
        day,
        day - ONE_DAY,
        day,
    ]
    assert found.beyond == 1
    assert found.counts == {
        ChangeKind.ENTERED: 1,
        ChangeKind.LEFT: 3,
        ChangeKind.VERSION: 0,
        ChangeKind.VERDICT: 0,
        ChangeKind.DECLARATION: 0,
    }
    assert found.counts_before[Verdict.APPLIES] == 3
    back = only(between(world, anna, 11, 15))
    assert (back.kind, back.causes[0].kind, back.causes[0].day) == (
        ChangeKind.ENTERED,
        CauseKind.RESUMED,
        day + 5 * ONE_DAY,
    )


def test_a_new_version_tells_whether_it_concerns_others(world: Business) -> None:
    world.require(condition=EVERYONE, in_force_until=None)
    anna = world.client()
    day = TODAY + 10 * ONE_DAY
    amend(world, LIFT_CODE, in_force_from=day, condition={"object": ["lift"]})

    change = only(between(world, anna, 0, 10))

    assert change.kind is ChangeKind.VERSION
    assert change.before
    assert change.after
    assert (change.before.version, change.after.version) == (1, 2)
    assert [one.kind for one in change.causes] == [
        CauseKind.NEW_VERSION,
        CauseKind.CONDITION,
    ]
    assert (change.causes[0].version, change.causes[0].day) == (2, day)


def test_a_changed_verdict_names_the_fact_and_a_moved_line_the_declaration(
    world: Business, clock: StoppedClock
) -> None:
    world.require(condition={"object": ["lift"]})
    world.require(SECOND, {"object": ["crane"]})
    anna = world.client()
    clock.pass_by(5 * ONE_DAY)
    state(world, anna, clock.today(), object_lift=True)
    id = world.declare(anna, SECOND, absent=("object:crane",)).id

    found = between(world, anna, 0, 5)

    assert [(one.kind, one.causes) for one in found.changes] == [
        (
            ChangeKind.VERDICT,
            (Cause(kind=CauseKind.FACT, fact="object:lift", before=None, after=True),),
        ),
        (
            ChangeKind.DECLARATION,
            (
                Cause(
                    kind=CauseKind.DECLARATION,
                    declaration_id=id,
                    stood=None,
                    stands=Status.DECLARED,
                ),
            ),
        ),
    ]
    clock.pass_by(ONE_DAY)
    world.withdraw(id, anna)
    back = only(between(world, anna, 5, 6, kind=ChangeKind.DECLARATION))
    assert (back.causes[0].stood, back.causes[0].stands) == (Status.DECLARED, None)


def test_two_instants_differ_by_what_was_learned_between_them(
    world: Business, clock: StoppedClock
) -> None:
    world.require("REQ-A-001", EVERYONE)
    world.require("REQ-B-001", EVERYONE)
    anna = world.client()
    then = AsOf(on=TODAY, known_at=clock.now())
    clock.pass_by(ONE_DAY)
    learned = clock.now()
    world.require("REQ-C-001", EVERYONE)
    amend(world, "REQ-A-001", corrects=1, title="Иначе")
    amend(world, "REQ-B-001", corrects=1, in_force_from=TODAY + 30 * ONE_DAY)

    found = changes(world, anna, then, AsOf(on=TODAY))

    assert [
        (one.kind, one.causes[0].kind, one.causes[0].at) for one in found.changes
    ] == [
        (ChangeKind.ENTERED, CauseKind.RECORDED, learned),
        (ChangeKind.LEFT, CauseKind.CORRECTED, learned),
        (ChangeKind.VERSION, CauseKind.CORRECTED, learned),
    ]


def test_the_changes_come_a_page_at_a_time(world: Business) -> None:
    for number in range(7):
        world.require(
            f"REQ-A-00{number}", EVERYONE, in_force_from=TODAY + number * ONE_DAY
        )
    anna = world.client()

    first = between(world, anna, 0, 20, limit=4)
    rest = between(world, anna, 0, 20, limit=4, after=first.next)

    found = [
        one.after.code for page in (first, rest) for one in page.changes if one.after
    ]
    assert found == [f"REQ-A-00{number}" for number in range(1, 7)]
    assert (first.found, first.next, rest.next) == (6, 4, None)


@pytest.mark.slow
def test_any_list_of_any_moment_is_each_requirement_judged_alone(
    world: Business, clock: StoppedClock
) -> None:
    """A register and a client that change for months, against the definitions."""
    chance = random.Random(20261122)  # noqa: S311
    codes = [f"REQ-R-{number:03}" for number in range(12)]
    conditions = [EVERYONE, {"object": ["lift"]}, {"employees_min": 5}]
    for code in codes[:8]:
        world.require(code, chance.choice(conditions), in_force_until=None)
    anna = world.client()
    moments = [clock.now()]
    said: list[tuple[datetime, date, dict[str, FactValue]]] = []
    declared: dict[str, list[tuple[datetime, bool]]] = {}
    for _ in range(150):
        clock.pass_by(timedelta(days=chance.randrange(3), hours=chance.randrange(20)))
        happen(world, clock, chance, codes, conditions, anna, said, declared)
        moments.append(clock.now())
    cards = [one for code in codes if (one := world.service.requirement_view.get(code))]
    for _ in range(120):
        on = TODAY + timedelta(days=chance.randrange(-40, 160))
        known = chance.choice([None, *moments])
        expected = by_definition(cards, said, declared, on, known, clock.today())
        found = lines(world, anna, on, known_at=known)
        assert {
            code: (one.version, one.group) for code, one in found.items()
        } == expected, (on, known)


def happen(
    world: Business,
    clock: StoppedClock,
    chance: random.Random,
    codes: list[str],
    conditions: list[dict[str, Any]],
    anna: Actor,
    said: list[tuple[datetime, date, dict[str, FactValue]]],
    declared: dict[str, list[tuple[datetime, bool]]],
) -> None:
    """One thing or another happens, unless it is refused."""
    try:
        match chance.randrange(4):
            case 0:
                facts: dict[str, FactValue] = chance.choice(
                    [{"object:lift": True}, {"object:lift": None}, {"employees": 9}]
                )
                day = some_day(clock, chance)
                renamed = {name.replace(":", "_"): one for name, one in facts.items()}
                state(world, anna, day, **renamed)
                said.append((clock.now(), day, facts))
            case 1:
                code = chance.choice(codes)
                steps = declared.setdefault(code, [])
                if is_declared := bool(steps and steps[-1][1]):
                    view = world.service.declaration_view
                    [one] = view.of_requirements(own(anna), [code])
                    world.withdraw(one.id, anna)
                else:
                    world.declare(anna, code)
                steps.append((clock.now(), not is_declared))
            case _:
                change_register(world, clock, chance, codes, conditions)
    except (Refusal, ValidationError, AssertionError):
        pass


def some_day(clock: StoppedClock, chance: random.Random) -> date:
    return clock.today() + timedelta(days=chance.randrange(-30, 60))


def change_register(
    world: Business,
    clock: StoppedClock,
    chance: random.Random,
    codes: list[str],
    conditions: list[dict[str, Any]],
) -> None:
    code, condition = chance.choice(codes), chance.choice(conditions)
    day = some_day(clock, chance)
    until = day + timedelta(days=chance.randrange(90))
    match chance.randrange(7):
        case 0 | 1:
            world.require(code, condition, in_force_from=day, in_force_until=until)
        case 2:
            ends = chance.choice([None, until])
            amend(world, code, in_force_from=day, in_force_until=ends)
        case 3:
            number = chance.choice(card(world, code).history.believed).number
            differently = {"in_force_from": day, "condition": condition}
            amend(world, code, corrects=number, **differently)
        case 4:
            suspend(world, code, day, chance.choice([None, until]))
        case 5:
            resume(world, code, day)
        case 6 if chance.random() < 0.3:
            repeal(world, code, day)


def by_definition(
    cards: list[Card],
    said: list[tuple[datetime, date, dict[str, FactValue]]],
    declared: dict[str, list[tuple[datetime, bool]]],
    on: date,
    known: datetime | None,
    today: date,
) -> dict[str, tuple[int, Verdict]]:
    """The list as History, judge and the order of what was said define it."""
    facts: dict[str, FactValue] = {"client_kind": "IE"}
    for at, since, stated in said:
        if since <= on and (known is None or at <= known):
            facts |= stated
    profile = Profile().with_facts({k: v for k, v in facts.items() if v is not None})
    end = datetime.combine(on, datetime.max.time(), MOSCOW)
    instant = min([one for one in (end, known) if one])
    day = known.astimezone(MOSCOW).date() if known else today
    found = {}
    for one in cards:
        standing = one.on(on, known)
        if standing is None or not standing.holds:
            continue
        number = standing.version.number
        group = judge(standing.version.content.condition, profile).verdict
        steps = [step for step in declared.get(one.code, []) if step[0] <= instant]
        if steps and steps[-1][1] and group is not Verdict.DOES_NOT_APPLY:
            at = steps[-1][0]
            then = one.on(at.astimezone(MOSCOW).date(), at)
            assert then
            is_put_up = on > day and number > then.version.number
            group = Verdict.UNKNOWN if is_put_up else Verdict.DOES_NOT_APPLY
        found[one.code] = (number, group)
    return found
