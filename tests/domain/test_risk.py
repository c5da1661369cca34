"""How a category of risk is found, what would change it, and who decides about it."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.condition import parse
from domain.kernel import Actor, Certainty, Role
from domain.law_term import LawTerm, LawTerms
from domain.profile import Profile
from domain.risk import (
    Band,
    Category,
    Circumstances,
    Deed,
    DeedKind,
    GoodFaith,
    Harm,
    Measure,
    Merit,
    NoRiseOfRisk,
    Reckoned,
    RiskAssignment,
    RiskAssignmentOver,
    RiskBandsUnordered,
    RiskCategoriesTooFew,
    RiskCriteria,
    RiskCriteriaPast,
    RiskCriteriaUnchanged,
    RiskCriterionTwice,
    RiskCriterionUnknown,
    RiskNothingToObject,
    RiskNotLowered,
    RiskNotObjected,
    RiskObjectedAlready,
    RiskObjections,
    RiskProfile,
    RiskReasonMissing,
    State,
    Way,
    WayKind,
    WhyEnded,
    WhyReckoned,
    Words,
    category_of,
    frequencies,
    reckon,
    score,
    way_down,
    ways,
    why_changed,
)
from interfaces.law import starter_law_terms
from tests.facts import new_facts

TODAY = date(2026, 11, 20)
CLIENT, PLACE = UUID(int=1), UUID(int=2)
AUTHORITY = UUID(int=3)
HEAD = Actor(id="head", role=Role.HEAD, organisation=AUTHORITY)
OWNER = Actor(id="owner", role=Role.CLIENT, organisation=CLIENT)
JOB = Actor(id="system:risk", role=Role.SYSTEM)
FIRE = "Федеральный государственный пожарный надзор"


def harm(id: str, condition: dict[str, object], points: int) -> Harm:
    return Harm(
        id=id,
        name=Words(ru=id, en=id),
        condition=parse(condition),
        points=points,
        source="ПП 290, прил. 1",
        certainty=Certainty.LIKELY,
    )


def merit(
    kind: Merit, points: int, most: int = 1, months: int | None = None
) -> GoodFaith:
    return GoodFaith(
        id=kind.value,
        name=Words(ru=kind.value, en=kind.value),
        merit=kind,
        points=points,
        most=most,
        months=months,
        source="248-ФЗ, ст. 23 ч. 7",
        certainty=Certainty.LIKELY,
    )


def criteria(**changes: object) -> RiskCriteria:
    """Medium from 50, moderate from 30, low below; a crowd and a kitchen make risk."""
    return RiskCriteria(
        since=TODAY,
        bands=(
            Band(category=Category.LOW, points=0),
            Band(category=Category.MODERATE, points=30),
            Band(category=Category.MEDIUM, points=50),
            Band(category=Category.HIGH, points=90),
        ),
        harm=(
            harm("crowd", {"object": ["mass_occupancy_50"]}, 60),
            harm("kitchen", {"activity": ["cooks_food"]}, 20),
            harm("no_alarm", {"op": "not", "of": [{"object": ["fire_alarm"]}]}, 15),
            harm("staff", {"employees_min": 100}, 10),
        ),
        good_faith=(
            merit(Merit.ALGORITHMS, 15, most=2),
            merit(Merit.TERMS, 5, most=3, months=12),
            merit(Merit.SELF_ASSESSMENT, 10, months=12),
            merit(Merit.NOTHING_REFUTED, 5, months=36),
        ),
        source="ПП 290 от 12.04.2012",
        certainty=Certainty.LIKELY,
    ).model_copy(update=changes)


CROWD = Profile(
    objects={"mass_occupancy_50": True, "fire_alarm": True},
    activities={"cooks_food": False},
    employees=20,
)


def deed(kind: DeedKind, record: int, *, ago: int = 0, **more: object) -> Deed:
    on = TODAY - timedelta(days=ago)
    fields = {"kind": kind, "record": UUID(int=record), "on": on}
    return Deed.model_validate(fields | more)


def of(
    *deeds: Deed, profile: Profile = CROWD, to_do: Sequence[str] = ()
) -> Circumstances:
    return Circumstances(profile=profile, deeds=deeds, to_do=tuple(to_do))


def reckoned(circumstances: Circumstances, on: date = TODAY) -> Reckoned:
    return reckon(criteria(), circumstances, on, edition=1)


# What counts.


def test_a_category_is_told_line_by_line_with_its_facts_and_records() -> None:
    found = reckoned(of(deed(DeedKind.TERM_KEPT, 7), profile=Profile(employees=20)))

    told = {one.criterion: (one.state, one.points) for one in found.lines}
    assert told == {
        "crowd": (State.UNKNOWN, 0),
        "kitchen": (State.UNKNOWN, 0),
        "no_alarm": (State.UNKNOWN, 0),
        "staff": (State.DOES_NOT_COUNT, 0),
        "algorithms": (State.DOES_NOT_COUNT, 0),
        "terms": (State.COUNTS, -5),
        "self_assessment": (State.DOES_NOT_COUNT, 0),
        "nothing_refuted": (State.COUNTS, -5),
    }
    assert [one.facts for one in found.lines[:2]] == [
        ("object:mass_occupancy_50",),
        ("activity:cooks_food",),
    ]
    assert [one.records for one in found.lines if one.records] == [(UUID(int=7),)]
    assert (found.score, found.category) == (0, Category.LOW)


@pytest.mark.parametrize(
    ("deeds", "points"),
    [
        ([], 55),
        ([deed(DeedKind.ALGORITHM_CONFIRMED, 1, algorithm="ALG-1")], 40),
        (
            [
                deed(DeedKind.ALGORITHM_CONFIRMED, 1, algorithm="ALG-1"),
                deed(DeedKind.ALGORITHM_CONFIRMED, 2, algorithm="ALG-1"),
            ],
            40,
        ),
        ([deed(DeedKind.ALGORITHM_CONFIRMED, 1, until=TODAY)], 40),
        ([deed(DeedKind.ALGORITHM_CONFIRMED, 1, ago=9, until=date(2026, 11, 19))], 55),
        ([deed(DeedKind.ALGORITHM_CONFIRMED, 1, ago=-1)], 55),
        ([deed(DeedKind.TERM_KEPT, n) for n in range(9)], 40),
        ([deed(DeedKind.TERM_KEPT, 1), deed(DeedKind.TERM_MISSED, 2)], 55),
        ([deed(DeedKind.TERM_KEPT, 1), deed(DeedKind.TERM_MISSED, 2, ago=366)], 50),
        ([deed(DeedKind.TERM_KEPT, 1), deed(DeedKind.TERM_MISSED, 2, ago=365)], 55),
        ([deed(DeedKind.SELF_ASSESSED, 1)], 45),
        ([deed(DeedKind.SELF_ASSESSED, 1), deed(DeedKind.REFUTED, 1)], 60),
        ([deed(DeedKind.REFUTED, 1)], 60),
        ([deed(DeedKind.REFUTED, 1, ago=3 * 366)], 55),
    ],
)
def test_good_faith_lowers_the_risk_and_what_was_refuted_does_not(
    deeds: list[Deed], points: int
) -> None:
    assert reckoned(of(*deeds)).score == points


def test_no_inspection_and_no_officer_is_among_what_counts() -> None:
    assert {one.value for one in DeedKind} == {
        "algorithm_confirmed",
        "term_kept",
        "self_assessed",
        "term_missed",
        "refuted",
    }
    assert set(Circumstances.model_fields) == {"profile", "deeds", "to_do"}


def test_what_nobody_decided_about_is_of_low_risk() -> None:
    assert category_of(None) is Category.LOW


# Properties: monotone, explained, and every way leads where it says.

records = st.builds(
    Deed,
    kind=st.sampled_from(DeedKind),
    record=st.integers(0, 5).map(lambda n: UUID(int=n)),
    on=st.dates(date(2023, 1, 1), date(2026, 12, 31)),
    until=st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    algorithm=st.sampled_from(["", "ALG-1", "ALG-2", "ALG-3"]),
)
flags = st.none() | st.booleans()
profiles = st.builds(
    lambda crowd, alarm, cooks, staff: Profile(
        objects={"mass_occupancy_50": crowd, "fire_alarm": alarm},
        activities={"cooks_food": cooks},
        employees=staff,
    ),
    flags,
    flags,
    flags,
    st.none() | st.integers(0, 200),
)
circumstances = st.builds(
    Circumstances,
    profile=profiles,
    deeds=st.lists(records, max_size=8).map(tuple),
    to_do=st.sets(st.sampled_from(["ALG-1", "ALG-2", "ALG-3", "ALG-4"])).map(tuple),
)
whole = settings(deadline=None)
FOR = {DeedKind.ALGORITHM_CONFIRMED, DeedKind.TERM_KEPT, DeedKind.SELF_ASSESSED}


@whole
@given(circumstances, records)
def test_more_good_faith_never_raises_the_risk(known: Circumstances, one: Deed) -> None:
    more = known.model_copy(update={"deeds": (*known.deeds, one)})
    before, after = reckoned(known), reckoned(more)

    if one.kind in FOR:
        assert after.score <= before.score
        assert not after.category.is_above(before.category)
    else:
        assert after.score >= before.score
        assert not before.category.is_above(after.category)


@whole
@given(circumstances)
def test_the_lines_alone_give_the_same_category(known: Circumstances) -> None:
    found = reckoned(known)

    stored = Reckoned.model_validate_json(found.model_dump_json())
    assert criteria().category(score(stored.lines)) is stored.category
    assert reckoned(known) == stored


@whole
@given(circumstances)
def test_the_order_of_a_record_changes_nothing(known: Circumstances) -> None:
    turned = known.model_copy(update={"deeds": known.deeds[::-1]})

    assert reckoned(turned).score == reckoned(known).score


def gone(way: Way, known: Circumstances) -> Reckoned:
    """What is reckoned once every step of a way is done."""
    day = TODAY
    for step in way.steps:
        known, day = step.taken(known, day)
    return reckoned(known, day)


@whole
@given(circumstances)
def test_what_would_change_it_really_does(known: Circumstances) -> None:
    now = reckoned(known)
    found = ways(criteria(), known, TODAY, edition=1)

    for way in found:
        after = gone(way, known)
        assert (after.score, after.category) == (way.score, way.category)
        assert after.score < now.score
    kinds = [one.steps[0].kind is WayKind.DO_WITHOUT for one in found]
    assert kinds == sorted(kinds)


@whole
@given(circumstances)
def test_the_way_down_ends_in_a_lower_category(known: Circumstances) -> None:
    way = way_down(criteria(), known, TODAY, edition=1)

    if way is not None:
        assert gone(way, known).category is way.category
        assert reckoned(known).category.is_above(way.category)
        kinds = {one.kind for one in way.steps}
        assert kinds.isdisjoint({WayKind.WAIT, WayKind.DO_WITHOUT})


def told(known: Circumstances) -> list[tuple[str, str, Category]]:
    found = ways(criteria(), known, TODAY, edition=1)
    return [
        (
            one.steps[0].kind.value,
            one.steps[0].algorithm
            or ",".join(one.steps[0].facts)
            or str(one.steps[0].until or ""),
            one.category,
        )
        for one in found
    ]


def test_finishing_an_algorithm_leads_from_medium_to_moderate() -> None:
    known = of(to_do=["ALG-1"])

    assert reckoned(known).category is Category.MEDIUM
    assert told(known) == [
        ("finish_algorithm", "ALG-1", Category.MODERATE),
        ("assess_yourself", "", Category.MODERATE),
        ("keep_term", "", Category.MEDIUM),
        ("do_without", "object:mass_occupancy_50", Category.LOW),
    ]


def test_what_is_missing_can_be_provided_and_what_is_held_against_one_ends() -> None:
    known = of(
        deed(DeedKind.REFUTED, 1, ago=20),
        profile=Profile(objects={"fire_alarm": False, "mass_occupancy_50": False}),
    )

    assert ("provide", "object:fire_alarm", Category.LOW) in told(known)
    assert ("wait", "2029-11-01", Category.LOW) in told(known)


def test_several_steps_are_told_together_where_one_is_not_enough() -> None:
    graver = criteria(harm=(harm("big", {"employees_min": 1}, 80),))
    known = of(profile=CROWD, to_do=["ALG-1", "ALG-2"])

    way = way_down(graver, known, TODAY, edition=1)

    assert way is not None
    assert [one.algorithm for one in way.steps] == ["ALG-1", "ALG-2"]
    assert (way.score, way.category) == (45, Category.MODERATE)


# The profile of a kind of control.


def profile(content: RiskCriteria | None = None, reason: str = "Приказ") -> RiskProfile:
    return RiskProfile.begin(
        FIRE,
        content or criteria(),
        number="006",
        control_body="МЧС России",
        fewest=3,
        reason=reason,
        by=HEAD,
        today=TODAY,
    )


LOW = Band(category=Category.LOW, points=0)
MEDIUM = Band(category=Category.MEDIUM, points=50)
HIGH = Band(category=Category.HIGH, points=50)
ABOVE = Band(category=Category.LOW, points=1)
EXTREME = Band(category=Category.EXTREME, points=99)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"bands": (LOW, MEDIUM)}, RiskCategoriesTooFew),
        ({"bands": (MEDIUM, HIGH, HIGH)}, RiskCategoriesTooFew),
        ({"bands": (LOW, MEDIUM, HIGH)}, RiskBandsUnordered),
        ({"bands": (LOW, MEDIUM, LOW, HIGH)}, RiskBandsUnordered),
        ({"bands": (ABOVE, MEDIUM, EXTREME)}, RiskBandsUnordered),
        ({"since": TODAY - timedelta(days=1)}, RiskCriteriaPast),
        ({"harm": (*criteria().harm, criteria().harm[0])}, RiskCriterionTwice),
    ],
)
def test_criteria_are_whole_ordered_and_never_of_the_past(
    changes: dict[str, object], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        profile(criteria(**changes))


def test_criteria_want_a_reason_that_everybody_reads() -> None:
    with pytest.raises(RiskReasonMissing):
        profile(reason=" ")


def test_criteria_hold_from_their_day_and_those_before_stay() -> None:
    made = profile()
    later = criteria(since=TODAY + timedelta(days=30), source="Новый акт")

    made.amend(later, fewest=3, reason="Изменение", by=HEAD, today=TODAY)

    days = (-1, 0, 29, 30)
    found = [made.edition_on(TODAY + timedelta(days=n)) for n in days]
    assert found == [None, 1, 1, 2]
    assert made.edition(2) == later
    with pytest.raises(RiskCriteriaUnchanged):
        made.amend(later, fewest=3, reason="Ещё раз", by=HEAD, today=TODAY)


# The category of an object.


def assigned(known: Circumstances | None = None) -> RiskAssignment:
    return RiskAssignment.assign(
        reckoned(known or of()),
        client_id=CLIENT,
        premises=PLACE,
        control_kind=FIRE,
        authority=AUTHORITY,
        by=HEAD,
        today=TODAY,
    )


def again(one: RiskAssignment, *deeds: Deed) -> RiskAssignment:
    found = reckoned(of(*deeds))
    one.recompute(found, why=WhyReckoned.RECORD, by=JOB)
    return one


def names(one: RiskAssignment | RiskObjections) -> list[str]:
    return [name for name, _ in new_facts(one)]


ALGORITHM = deed(DeedKind.ALGORITHM_CONFIRMED, 1, algorithm="ALG-1")
REFUTED = deed(DeedKind.REFUTED, 9)


def test_what_lowers_a_category_holds_at_once() -> None:
    one = again(assigned(), ALGORITHM)

    assert names(one) == ["Assigned", "Recomputed"]
    assert category_of(one) is Category.MODERATE


def test_reckoning_the_same_again_changes_nothing() -> None:
    one = assigned()
    later = reckoned(of(), TODAY + timedelta(days=3))
    one.recompute(later, why=WhyReckoned.TIME, by=JOB)
    again(again(one, ALGORITHM), ALGORITHM)

    assert names(one) == ["Assigned", "Recomputed"]


def test_a_rise_waits_until_a_person_decides() -> None:
    one = again(assigned(of(ALGORITHM)))

    assert (one.category, one.contested_category) == (
        Category.MODERATE,
        Category.MEDIUM,
    )

    one.let_rise(reason="Алгоритм не подтверждён", by=HEAD, today=TODAY)

    assert names(one) == ["Assigned", "RiseFound", "Raised"]
    assert one.category is Category.MEDIUM
    with pytest.raises(NoRiseOfRisk):
        one.let_rise(reason="Ещё раз", by=HEAD, today=TODAY)


def test_a_rise_that_is_none_any_more_falls_away() -> None:
    one = again(again(assigned(of(ALGORITHM))), ALGORITHM)

    assert names(one) == ["Assigned", "RiseFound", "Recomputed"]
    assert (one.category, one.rise) == (Category.MODERATE, None)


def test_a_rise_that_changes_keeps_its_turn_and_so_its_term() -> None:
    one = again(again(assigned(of(ALGORITHM))), REFUTED)

    turns = [fields["turn"] for name, fields in new_facts(one) if name == "RiseFound"]
    assert turns == [1, 1]


def test_a_declined_rise_stays_declined_until_something_is_worse() -> None:
    one = again(assigned(of(ALGORITHM)))
    one.decline_rise(reason="Алгоритм продлевается", by=HEAD, today=TODAY)
    kept = again(one, deed(DeedKind.TERM_KEPT, 3), REFUTED)

    assert kept.category is Category.MODERATE
    assert kept.rise is None

    worse = again(one, REFUTED)

    assert worse.rise is not None


def test_of_an_object_that_is_no_more_nothing_is_reckoned() -> None:
    one = assigned()
    one.end(WhyEnded.OBJECT_CLOSED, by=JOB, today=TODAY)
    one.end(WhyEnded.OBJECT_CLOSED, by=JOB, today=TODAY)

    assert names(one) == ["Assigned", "Ended"]
    assert category_of(one) is Category.LOW
    with pytest.raises(RiskAssignmentOver):
        again(one, ALGORITHM)


# Objections.


def objected(
    one: RiskAssignment, *criteria: str, reason: str = "Зала нет"
) -> RiskObjections:
    made = RiskObjections.begin(
        client_id=CLIENT, assignment=one.id, authority=AUTHORITY, by=OWNER
    )
    to, category = one.contested, one.contested_category
    made.make(to, criteria, category=category, reason=reason, by=OWNER, today=TODAY)
    return made


def test_a_business_objects_to_a_criterion_and_gets_a_reasoned_answer() -> None:
    made = objected(assigned(), "crowd")

    with pytest.raises(RiskObjectedAlready):
        made.make(
            assigned().contested,
            category=Category.MEDIUM,
            reason="Ещё",
            by=OWNER,
            today=TODAY,
        )
    with pytest.raises(RiskReasonMissing):
        made.decline(reason="", by=HEAD, today=TODAY)
    made.decline(reason="Зал есть", by=HEAD, today=TODAY)
    with pytest.raises(RiskNotObjected):
        made.uphold(Category.LOW, reason="Передумали", by=HEAD, today=TODAY)

    assert names(made) == ["Begun", "Made", "Declined"]


def test_an_objection_is_about_something_that_counts() -> None:
    with pytest.raises(RiskCriterionUnknown):
        objected(assigned(), "inspections")
    with pytest.raises(RiskNothingToObject):
        objected(assigned(of(profile=Profile())))
    with pytest.raises(RiskReasonMissing):
        objected(assigned(), reason=" ")


def test_an_objection_that_was_taken_back_may_be_made_again() -> None:
    one = assigned()
    made = objected(one)
    made.withdraw(by=OWNER, today=TODAY)
    made.make(
        one.contested, category=one.category, reason="Всё же", by=OWNER, today=TODAY
    )

    assert made.turn == 2


def test_a_body_that_agrees_assigns_less_and_it_stays_less() -> None:
    one = assigned()
    one.lower(Category.LOW, objection=1, by=HEAD, today=TODAY)
    again(one, deed(DeedKind.TERM_KEPT, 3))

    assert one.category is Category.LOW

    again(one, REFUTED)

    assert one.category is Category.LOW
    assert one.contested.category is Category.MEDIUM


@pytest.mark.parametrize("category", [Category.MEDIUM, Category.HIGH])
def test_a_body_that_agrees_does_not_assign_as_much(category: Category) -> None:
    with pytest.raises(RiskNotLowered):
        assigned().lower(category, objection=1, by=HEAD, today=TODAY)


def test_an_objection_to_a_rise_lets_it_fall_away() -> None:
    one = again(assigned(of(ALGORITHM)))
    one.lower(Category.MODERATE, objection=1, by=HEAD, today=TODAY)

    assert (one.category, one.rise) == (Category.MODERATE, None)


def test_agreeing_with_an_objection_to_a_rise_raises_nothing() -> None:
    one = again(assigned(of(profile=Profile())))

    assert (one.category, one.contested_category) == (Category.LOW, Category.MEDIUM)
    with pytest.raises(RiskNotLowered):
        one.lower(Category.MODERATE, objection=1, by=HEAD, today=TODAY)


def test_by_other_criteria_a_decision_of_before_is_another_question() -> None:
    one = assigned()
    one.lower(Category.LOW, objection=1, by=HEAD, today=TODAY)
    other = reckon(criteria(), of(), TODAY, edition=2)
    one.recompute(other, why=WhyReckoned.CRITERIA, by=JOB)

    assert one.category is Category.LOW
    assert one.contested_category is Category.MEDIUM


# How often.


@pytest.mark.parametrize(
    ("category", "rules"),
    [
        (Category.EXTREME, [("LAW-028", 1, 1)]),
        (Category.HIGH, [("LAW-029", 1, 2), ("LAW-170", 1, 1)]),
        (Category.SIGNIFICANT, [("LAW-030", 1, 3)]),
        (Category.MEDIUM, [("LAW-031", 1, 5)]),
        (Category.MODERATE, [("LAW-032", 1, 6)]),
        (Category.LOW, [("LAW-033", 0, 0)]),
    ],
)
def test_how_often_follows_from_the_category_by_rules_of_law(
    category: Category, rules: list[tuple[str, int, int]]
) -> None:
    found = frequencies(category, starter_law_terms(), TODAY)

    shipped = [one for one in found if one.rule in dict.fromkeys(r for r, *_ in rules)]
    assert [(one.rule, one.times, one.years) for one in shipped] == rules


def test_the_next_visit_comes_when_the_years_are_over() -> None:
    (medium,) = frequencies(Category.MEDIUM, starter_law_terms(), TODAY)
    (low,) = frequencies(Category.LOW, starter_law_terms(), TODAY)

    assert medium.measures == (Measure.VISIT,)
    assert medium.earliest(date(2024, 2, 29)) == date(2029, 2, 28)
    assert low.earliest(TODAY) is None


def test_a_reckoning_tells_what_made_it_another_one() -> None:
    before = reckoned(of())
    by_facts = reckoned(of(profile=Profile(employees=1)))
    by_record = reckoned(of(deed(DeedKind.SELF_ASSESSED, 1)))
    by_criteria = before.model_copy(update={"edition": 2})

    assert why_changed(before, by_facts) is WhyReckoned.FACTS
    assert why_changed(before, by_record) is WhyReckoned.RECORD
    assert why_changed(before, by_criteria) is WhyReckoned.CRITERIA


def test_a_kind_of_control_has_its_own_rule_and_without_one_nothing_is_planned() -> (
    None
):
    (rule,) = (starter_law_terms().on("LAW-031", TODAY),)
    own: LawTerm = rule.model_copy(update={"control_kind": "004", "unit": "per_year"})

    found = frequencies(Category.MEDIUM, LawTerms([rule, own]), TODAY, "004")
    none = frequencies(Category.MEDIUM, LawTerms([own]), TODAY, "006")

    assert ([one.years for one in found], none) == ([1], ())
