"""What an inspection took, how tools are rated, and what may be told of both."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.burden import (
    MOST_DAYS,
    Amounts,
    CaseRated,
    CaseSpent,
    Cost,
    CostBook,
    CostKind,
    Damage,
    DamageKind,
    DamageNotExplained,
    DayBeforeInspection,
    DayNotReached,
    DayNotRecorded,
    Lack,
    NothingRated,
    NothingSpent,
    NotRatedYet,
    Rating,
    Tool,
    ToolRatings,
    TooManyDays,
    Who,
    Work,
    rated,
    spent,
)
from domain.errors import Refusal
from domain.inspection import Kind, Stage
from domain.kernel import Actor, Role
from tests.facts import new_facts

TODAY = date(2026, 3, 12)
ORDERED = date(2026, 3, 2)
CLIENT, CASE = uuid4(), uuid4()
FIRE, LABOUR = "006", "018"
BODIES = [UUID(int=n) for n in range(1, 4)]
ANNA = Actor(id=str(uuid4()), role=Role.CLIENT, organisation=CLIENT)
OWNER = Work(who=Who.OWNER, minutes=90, rate=1000)
PAPERS = Cost(kind=CostKind.PAPERS, roubles=300)
GOODS = Damage(kind=DamageKind.GOODS, roubles=5000)
TIME = Amounts(work=(OWNER,))


def book() -> CostBook:
    return CostBook.begin(
        client_id=CLIENT,
        inspection=CASE,
        authority=BODIES[0],
        control_kind=FIRE,
        kind=Kind.ONSITE_INSPECTION,
        ordered_on=ORDERED,
        by=ANNA,
    )


def record(found: CostBook, **differently: Any) -> None:
    said: dict[str, Any] = {
        "day": TODAY,
        "amounts": TIME,
        "by": ANNA,
        "today": TODAY,
    } | differently
    found.record(said.pop("day"), said.pop("amounts"), **said)


def test_the_time_of_a_day_is_that_of_all_people_and_costs_their_rates() -> None:
    amounts = Amounts(
        work=(OWNER, Work(who=Who.STAFF, people=3, minutes=20, rate=500)),
        costs=(PAPERS,),
        damage=(GOODS,),
    )

    assert amounts.minutes == 90 + 60
    assert amounts.work_roubles == 1500 + 500
    assert amounts.roubles == 2000 + 300
    assert amounts.damage_roubles == 5000


def test_an_hour_without_a_rate_counts_as_time_and_costs_nothing() -> None:
    work = Work(who=Who.ADVISER, minutes=45)

    assert (work.minutes_in_all, work.roubles) == (45, 0)


def test_a_rate_is_counted_to_the_nearest_rouble() -> None:
    assert Work(who=Who.OWNER, minutes=1, rate=100).roubles == 2
    assert Work(who=Who.OWNER, minutes=1, rate=80).roubles == 1


def test_a_day_is_recorded_once_and_can_be_said_anew_or_taken_back() -> None:
    found = book()
    record(found, note="  Ждали инспектора ")
    record(found, note="Ждали инспектора")
    record(found, amounts=Amounts(costs=(PAPERS,)))
    found.remove(TODAY, by=ANNA)

    assert [name for name, _ in new_facts(found)] == [
        "Begun",
        "DayRecorded",
        "DayRecorded",
        "DayRemoved",
    ]
    assert new_facts(found)[1][1]["note"] == "Ждали инспектора"
    with pytest.raises(DayNotRecorded):
        found.remove(TODAY, by=ANNA)


@pytest.mark.parametrize(
    ("differently", "refusal"),
    [
        ({"amounts": Amounts()}, NothingSpent),
        ({"day": TODAY + timedelta(days=1)}, DayNotReached),
        ({"day": ORDERED - timedelta(days=1)}, DayBeforeInspection),
        ({"amounts": Amounts(damage=(GOODS,))}, DamageNotExplained),
        ({"amounts": Amounts(damage=(GOODS,)), "note": " "}, DamageNotExplained),
    ],
)
def test_what_cannot_be_so_is_refused(
    differently: dict[str, Any], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        record(book(), **differently)


def test_a_book_has_an_end() -> None:
    found = book()
    days = [ORDERED + timedelta(days=n) for n in range(MOST_DAYS + 1)]
    for day in days[:-1]:
        record(found, day=day, today=days[-1])

    with pytest.raises(TooManyDays):
        record(found, day=days[-1], today=days[-1])
    record(found, day=days[0], amounts=Amounts(costs=(PAPERS,)), today=days[-1])


def ratings() -> ToolRatings:
    return ToolRatings.begin(
        client_id=CLIENT,
        inspection=CASE,
        authority=BODIES[0],
        control_kind=FIRE,
        kind=Kind.ONSITE_INSPECTION,
        by=ANNA,
    )


def test_the_last_rating_of_a_tool_counts() -> None:
    found = ratings()
    late = Rating(score=2, lacks=(Lack.UNCLEAR, Lack.LATE, Lack.LATE))
    found.rate({Tool.NOTICES: late}, stage=Stage.NOTIFIED, by=ANNA)
    found.rate({Tool.NOTICES: late}, stage=Stage.CLOSED, by=ANNA)
    found.rate({Tool.NOTICES: Rating(score=4)}, stage=Stage.CLOSED, by=ANNA)
    found.take_back(Tool.NOTICES, by=ANNA)

    assert [name for name, _ in new_facts(found)] == [
        "Begun",
        "Rated",
        "Rated",
        "TakenBack",
    ]
    assert new_facts(found)[1][1]["rating"]["lacks"] == (Lack.LATE, Lack.UNCLEAR)
    with pytest.raises(NotRatedYet):
        found.take_back(Tool.NOTICES, by=ANNA)
    with pytest.raises(NothingRated):
        found.rate({}, stage=Stage.CLOSED, by=ANNA)


def cases(*groups: tuple[str, UUID, int], minutes: int = 60) -> list[CaseSpent]:
    """So many businesses of each kind of control and body, none twice."""
    each = [(kind, body) for kind, body, count in groups for _ in range(count)]
    return [
        CaseSpent(kind, body, UUID(int=1000 + n), n, minutes, 12_345, 0)
        for n, (kind, body) in enumerate(each)
    ]


def test_figures_are_medians_rounded() -> None:
    ((_, shown),) = spent(cases((FIRE, BODIES[0], 5), minutes=100)).kinds.items()

    assert shown
    assert (shown.clients, shown.hours, shown.roubles) == (5, 1.5, 12_000)


def test_a_body_with_few_businesses_is_hidden_and_another_one_with_it() -> None:
    found = spent(
        cases((FIRE, BODIES[0], 7), (FIRE, BODIES[1], 6), (FIRE, BODIES[2], 1))
    )

    assert found.kinds[FIRE] is not None
    hidden = [body for body, shown in found.bodies[FIRE].items() if shown is None]
    assert hidden == [BODIES[1], BODIES[2]]


def test_a_kind_of_control_with_few_businesses_is_hidden() -> None:
    found = spent(cases((FIRE, BODIES[0], 9), (LABOUR, BODIES[1], 3)))

    assert found.kinds[LABOUR] is None
    assert found.bodies[LABOUR] == {BODIES[1]: None}


def test_the_same_business_inspected_often_is_one_business() -> None:
    once = cases((FIRE, BODIES[0], 1))[0]
    often = [once._replace(number=n, authority=BODIES[n % 3]) for n in range(9)]

    found = spent(often)

    assert found.all is None
    assert found.kinds == {FIRE: None}
    assert set(found.bodies[FIRE].values()) == {None}


@given(st.integers(5, 20))
def test_one_more_business_never_changes_a_figure_alone(count: int) -> None:
    before = spent(cases((FIRE, BODIES[0], count)))
    one_more = cases((FIRE, BODIES[0], count + 1))
    costly = one_more[-1]._replace(minutes=6000, roubles=10**9)
    after = spent([*one_more[:-1], costly])

    if (count + 1) % 5:
        assert after == before


@given(
    st.lists(
        st.tuples(
            st.sampled_from([FIRE, LABOUR]),
            st.sampled_from(BODIES),
            st.integers(1, 12),
            st.integers(0, 5000),
        ),
        max_size=60,
    )
)
def test_whatever_is_shown_is_of_k_businesses(
    said: list[tuple[str, UUID, int, int]],
) -> None:
    found = spent(
        CaseSpent(kind, body, UUID(int=client), n, minutes, minutes, 0)
        for n, (kind, body, client, minutes) in enumerate(said)
    )

    shown = [found.all, *found.kinds.values()]
    shown += [one for bodies in found.bodies.values() for one in bodies.values()]
    assert all(one.clients >= 5 for one in shown if one)
    for bodies in found.bodies.values():
        hidden = sum(1 for one in bodies.values() if one is None)
        assert hidden != 1 or len(bodies) == 1 or set(bodies.values()) == {None}


def test_every_tool_has_a_figure_of_its_own() -> None:
    votes = [
        CaseRated(
            FIRE, BODIES[0], UUID(int=n), n, Tool.NOTICES, 3 + n % 2, (Lack.LATE,)
        )
        for n in range(5)
    ]
    few = CaseRated(FIRE, BODIES[0], UUID(int=1), 1, Tool.VIDEO, 1, ())

    found = rated([*votes, few])

    assert list(found) == list(Tool)
    notices = found[Tool.NOTICES].kinds[FIRE]
    assert notices
    assert (notices.score, notices.lacks) == (3.4, {Lack.LATE: 100})
    assert found[Tool.VIDEO].kinds == {FIRE: None}
    assert found[Tool.ADVICE].all is None
