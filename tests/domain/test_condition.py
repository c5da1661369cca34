"""The condition language: reading, judging in three values, and the reasons."""

import json
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from domain.condition import (
    ALWAYS,
    Condition,
    ConditionNotUnderstood,
    ConditionTooComplex,
    Ground,
    Judgement,
    Literal,
    Verdict,
    clauses,
    facts_of,
    grounds,
    judge,
    parse,
    without,
)
from domain.condition.tree import NEVER, Tree
from domain.profile import Fault, Profile, Vocabulary
from tests.conditions import Json, conditions, known_facts, profile_of, truth, values

TRUTH = {Verdict.DOES_NOT_APPLY: 0.0, Verdict.UNKNOWN: 0.5, Verdict.APPLIES: 1.0}

WORDS = Vocabulary(
    activities=frozenset({"cooks_food"}),
    objects=frozenset({"lift", "pool"}),
    life_situations=frozenset(),
    regions=frozenset({"63"}),
)

LIFT = {"object": ["lift"]}
COOKS = {"activity": ["cooks_food"]}
POOL = {"object": ["pool"]}
SELLS = {"activity": ["sells"]}
FIRMS = {"client_kind": ["LE"]}
PROPRIETORS = {"client_kind": ["IE"]}
UNDER_56 = {"okved_prefix": ["56"]}

thorough = settings(max_examples=400)


def all_of(*parts: Json) -> Json:
    return {"op": "all", "of": list(parts)}


def any_of(*parts: Json) -> Json:
    return {"op": "any", "of": list(parts)}


def not_(part: Json) -> Json:
    return {"op": "not", "of": [part]}


def at_least(count: int) -> Json:
    return {"employees_min": count}


def at_most(count: int) -> Json:
    return {"employees_max": count}


def tree_of(condition: Json) -> Tree:
    """What the service makes of it; NEVER when it refuses one that is for nobody."""
    try:
        return parse(condition)
    except ConditionNotUnderstood:
        return NEVER
    except ConditionTooComplex:
        reject()


def judged(condition: Json, facts: Json) -> Judgement:
    return judge(tree_of(condition), Profile.model_validate(profile_of(facts)))


def deciding(condition: Json, facts: Json) -> list[str]:
    return [one.fact for one in judged(condition, facts).because]


@thorough
@given(conditions, known_facts)
def test_judging_agrees_with_counting_in_halves(condition: Json, facts: Json) -> None:
    verdict = judged(condition, facts).verdict

    assert TRUTH[verdict] == truth(condition, profile_of(facts))


@thorough
@given(conditions, known_facts)
def test_clauses_keep_the_verdict_in_all_three_values(
    condition: Json, facts: Json
) -> None:
    profile = profile_of(facts)
    found = clauses(tree_of(condition))

    assert truth(condition, profile) == min(
        (max((_truth(one, profile) for one in c), default=0) for c in found), default=1
    )


@thorough
@given(conditions, known_facts)
def test_a_reason_is_enough_by_itself_and_nothing_smaller_is(
    condition: Json, facts: Json
) -> None:
    verdict, because = judged(condition, facts)
    if verdict is Verdict.UNKNOWN:
        return
    reason = {one.fact: facts[one.fact] for one in because}

    assert truth(condition, profile_of(reason)) == TRUTH[verdict]
    assert not any(
        truth(condition, profile_of({fact: facts[fact] for fact in fewer}))
        == TRUTH[verdict]
        for size in range(len(reason))
        for fewer in combinations(facts, size)
    )


@thorough
@given(conditions, known_facts, st.data())
def test_answering_what_an_unknown_verdict_asks_always_decides(
    condition: Json, facts: Json, data: st.DataObject
) -> None:
    verdict, because = judged(condition, facts)
    if verdict is not Verdict.UNKNOWN:
        return
    answers = {one.fact: data.draw(values[one.fact]) for one in because}

    assert answers
    assert not answers.keys() & facts.keys()
    assert judged(condition, facts | answers).verdict is not Verdict.UNKNOWN


@given(conditions, known_facts, st.data())
def test_learning_more_never_turns_a_verdict_round(
    condition: Json, facts: Json, data: st.DataObject
) -> None:
    verdict = judged(condition, facts).verdict
    more = data.draw(known_facts)

    later = judged(condition, more | facts).verdict

    assert verdict in {Verdict.UNKNOWN, later}


@given(conditions)
def test_a_condition_is_the_same_after_a_trip_through_json(condition: Json) -> None:
    tree = tree_of(condition)
    assume(tree != NEVER)

    assert tree.as_json == condition
    assert parse(json.loads(json.dumps(tree.as_json))) == tree


@thorough
@given(conditions, known_facts, st.data())
def test_without_an_atom_is_as_if_it_were_known_not_to_be_so(
    condition: Json, facts: Json, data: st.DataObject
) -> None:
    flags = [fact for fact in sorted(_named(condition)) if ":" in fact]
    absent = data.draw(st.sets(st.sampled_from(flags))) if flags else set()
    profile = Profile.model_validate(profile_of(facts))

    left = without(tree_of(condition), absent)

    assert TRUTH[judge(left, profile).verdict] == truth(
        condition, profile_of(facts | dict.fromkeys(absent, False))
    )


@pytest.mark.parametrize(
    ("condition", "facts", "verdict", "because"),
    [
        (LIFT, {"object:lift": True}, Verdict.APPLIES, ["object:lift"]),
        (LIFT, {"object:lift": False}, Verdict.DOES_NOT_APPLY, ["object:lift"]),
        (LIFT, {}, Verdict.UNKNOWN, ["object:lift"]),
        (not_(LIFT), {}, Verdict.UNKNOWN, ["object:lift"]),
        (any_of(LIFT, not_(LIFT)), {}, Verdict.UNKNOWN, ["object:lift"]),
        (all_of(), {}, Verdict.APPLIES, []),
    ],
)
def test_an_unknown_fact_is_neither_true_nor_false(
    condition: Json, facts: Json, verdict: Verdict, because: list[str]
) -> None:
    assert judged(condition, facts).verdict is verdict
    assert deciding(condition, facts) == because


def test_of_reasons_as_short_the_one_people_can_see_is_given() -> None:
    facts = {"client_kind": "IE", "object:lift": False, "activity:cooks_food": False}

    assert deciding(all_of(FIRMS, COOKS, LIFT), facts) == ["object:lift"]
    assert deciding(all_of(FIRMS, COOKS), facts) == ["activity:cooks_food"]


@pytest.mark.parametrize(
    ("condition", "fewest"),
    [
        (all_of(any_of(LIFT, COOKS), any_of(POOL, COOKS)), "activity:cooks_food"),
        (all_of(any_of(LIFT, COOKS), any_of(LIFT, SELLS)), "object:lift"),
    ],
)
def test_the_fewest_facts_are_found_wherever_they_stand(
    condition: Json, fewest: str
) -> None:
    facts = dict.fromkeys(
        ("object:lift", "object:pool", "activity:cooks_food", "activity:sells"), True
    )

    assert deciding(condition, facts) == [fewest]


@thorough
@given(st.lists(st.sets(st.integers(0, 6), min_size=1, max_size=3), max_size=6))
def test_among_many_true_facts_the_fewest_are_told(choices: list[set[int]]) -> None:
    condition = all_of(
        *(any_of(*({"object": [f"o{n}"]} for n in sorted(one))) for one in choices)
    )

    found = deciding(condition, {f"object:o{n}": True for n in range(7)})

    fewest = next(
        size
        for size in range(8)
        if any(
            all(one & {*some} for one in choices)
            for some in combinations(range(7), size)
        )
    )
    assert len(found) == fewest
    assert all(one & {int(fact[8:]) for fact in found} for one in choices)


@pytest.mark.parametrize(
    "condition",
    [
        all_of(LIFT, any_of(LIFT, COOKS)),
        all_of(any_of(LIFT, COOKS), LIFT),
        any_of(LIFT, all_of(LIFT, COOKS)),
        any_of(all_of(LIFT, COOKS), all_of(LIFT, not_(COOKS)), LIFT),
    ],
)
def test_a_question_that_another_one_absorbs_is_not_asked(condition: Json) -> None:
    assert deciding(condition, {}) == ["object:lift"]


@pytest.mark.parametrize(
    "condition", [all_of(LIFT, any_of(LIFT, COOKS)), all_of(any_of(LIFT, COOKS), LIFT)]
)
def test_no_clause_is_kept_that_another_one_absorbs(condition: Json) -> None:
    assert clauses(parse(condition)) == ((Literal("object:lift", test=True),),)


def test_a_question_that_an_answer_has_made_idle_is_not_asked() -> None:
    condition = all_of(any_of(LIFT, COOKS), any_of(LIFT, POOL))

    assert deciding(condition, {"activity:cooks_food": False}) == ["object:lift"]


@pytest.mark.parametrize(
    ("condition", "asked"),
    [
        (any_of(at_least(1), all_of(at_least(51), LIFT)), "employees"),
        (any_of(at_most(50), all_of(at_most(0), LIFT)), "employees"),
        (any_of(UNDER_56, all_of({"okved_prefix": ["56.1"]}, LIFT)), "okved"),
        (any_of(not_(PROPRIETORS), all_of(FIRMS, LIFT)), "client_kind"),
    ],
)
def test_what_a_narrower_test_would_add_is_not_asked(
    condition: Json, asked: str
) -> None:
    assert deciding(condition, {}) == [asked]


@pytest.mark.parametrize(
    ("condition", "facts"),
    [
        (all_of(at_least(1), any_of(at_least(51), LIFT)), {"employees": 8}),
        (all_of(at_most(50), any_of(at_most(0), LIFT)), {"employees": 8}),
        (all_of(UNDER_56, any_of({"okved_prefix": ["56.1"]}, LIFT)), {"okved": ["56"]}),
        (all_of(not_(FIRMS), any_of(PROPRIETORS, LIFT)), {"client_kind": "NPD"}),
    ],
)
def test_a_narrower_test_is_not_met_because_a_wider_one_is(
    condition: Json, facts: Json
) -> None:
    verdict = judged(condition, facts | {"object:lift": False}).verdict

    assert verdict is Verdict.DOES_NOT_APPLY


@pytest.mark.parametrize(
    ("condition", "employees", "verdict"),
    [
        (at_least(51), 50, Verdict.DOES_NOT_APPLY),
        (at_least(51), 51, Verdict.APPLIES),
        (at_most(50), 50, Verdict.APPLIES),
        (at_most(50), 51, Verdict.DOES_NOT_APPLY),
        (at_least(0), 0, Verdict.APPLIES),
        (at_most(0), 0, Verdict.APPLIES),
    ],
)
def test_both_bounds_of_a_head_count_are_included(
    condition: Json, employees: int, verdict: Verdict
) -> None:
    assert judged(condition, {"employees": employees}).verdict is verdict


@pytest.mark.parametrize(
    ("condition", "absent", "left"),
    [
        ({"object": ["lift", "pool"]}, ["object:lift"], {"object": ["pool"]}),
        (LIFT, ["object:lift"], {"op": "any", "of": []}),
        ({"okved_prefix": ["56", "47"]}, ["okved:56"], {"okved_prefix": ["47"]}),
        (at_least(51), ["employees:51"], {"op": "any", "of": []}),
        (at_most(50), ["employees:51"], {"op": "all", "of": []}),
        (not_(LIFT), ["object:lift"], not_({"op": "any", "of": []})),
        (COOKS, ["object:lift"], COOKS),
    ],
)
def test_an_atom_that_is_not_so_is_taken_out(
    condition: Json, absent: list[str], left: Json
) -> None:
    assert without(parse(condition), absent).as_json == left


def test_a_reason_tells_the_value_and_what_was_asked_of_it() -> None:
    condition = {"okved_prefix": ["47", "56"]}

    [because] = judged(condition, {"okved": ["56.10"]}).because

    assert because == ("okved", ("56.10",), (Literal("okved", "56"),))


def test_grounds_are_what_the_condition_wants_to_be_so() -> None:
    condition = parse(
        all_of(
            {"client_kind": ["LE", "IE"]},
            {"object": ["lift", "pool"]},
            {"okved_prefix": ["56"]},
            {"employees_min": 51},
            not_(COOKS),
        )
    )

    assert [(one.atom, one.ground) for one in grounds(condition)] == [
        ("object:lift", Ground.OBJECT_NOT_USED),
        ("object:pool", Ground.OBJECT_NOT_USED),
        ("okved:56", Ground.ACTIVITY_NOT_CARRIED_OUT),
        ("employees:51", Ground.ACTIVITY_NOT_CARRIED_OUT),
    ]


def test_grounds_of_the_starter_register_are_those_written_beside_it() -> None:
    differing = {
        row["id"]: set(row["non_applicability_grounds"]) ^ _as_written(row)
        for row in starter()
        if set(row["non_applicability_grounds"]) != _as_written(row)
    }

    # Written there by mistake: not to have it is what the requirement asks for.
    assert differing == {"REQ-ECO-005": {"object_not_used:object=nvos_category_4_only"}}


def test_every_condition_of_the_starter_register_is_read_and_kept() -> None:
    for row in starter():
        assert parse(row["applies"]).as_json == row["applies"]


def test_a_condition_names_its_facts() -> None:
    condition = parse(all_of(LIFT, {"okved_prefix": ["56"]}, {"employees_max": 5}))

    assert facts_of(condition) == {"object:lift", "okved", "employees"}


@pytest.mark.parametrize(
    ("stored", "faults"),
    [
        (5, {""}),
        ({}, {""}),
        ({"op": "all"}, {"/of"}),
        ({"op": "all", "of": {}}, {"/of"}),
        ({"op": "xor", "of": []}, {"/op"}),
        ({"op": "any", "of": []}, {"/of"}),
        ({"op": "not", "of": []}, {"/of"}),
        ({"op": "not", "of": [LIFT, LIFT]}, {"/of"}),
        ({"op": "not", "of": [{"op": "all", "of": []}]}, {""}),
        ({"op": "all", "of": [], "or": 1}, {"/or"}),
        ({"object": ["lift"], "activity": ["cooks_food"]}, {""}),
        ({"objekt": ["lift"]}, {"/objekt"}),
        ({"object": "lift"}, {"/object"}),
        ({"object": []}, {"/object"}),
        ({"object": ["lift", "lift"]}, {"/object/1"}),
        ({"object": ["moon", "lift", 7]}, {"/object/0", "/object/2"}),
        ({"activity": ["lift"]}, {"/activity/0"}),
        ({"life_situation": ["opens"]}, {"/life_situation/0"}),
        (
            {"okved_prefix": ["5", "56.", "56.1"]},
            {"/okved_prefix/0", "/okved_prefix/1"},
        ),
        ({"okved_prefix": ["56\n"]}, {"/okved_prefix/0"}),
        ({"client_kind": ["OOO"]}, {"/client_kind/0"}),
        ({"size": ["tiny"]}, {"/size/0"}),
        ({"region": ["98", "63"]}, {"/region/0"}),
        ({"employees_min": "1"}, {"/employees_min"}),
        ({"employees_min": True}, {"/employees_min"}),
        ({"employees_max": -1}, {"/employees_max"}),
        ({"a/b~c": []}, {"/a~1b~0c"}),
        (
            all_of(LIFT, {"op": "any", "of": [{"size": ["x"]}, 3]}),
            {"/of/1/of/0/size/0", "/of/1/of/1"},
        ),
    ],
)
def test_each_fault_of_a_condition_is_told_with_its_path(
    stored: object, faults: set[str]
) -> None:
    with pytest.raises(ConditionNotUnderstood) as refusal:
        parse(stored, WORDS)

    assert {one.pointer for one in _faults(refusal.value)} == faults


def nested(depth: int) -> Json:
    return LIFT if depth == 1 else not_(nested(depth - 1))


def pairs(count: int) -> Json:
    """Any of `count` pairs: twice as many clauses with each."""
    named = [{"okved_prefix": [f"{10 + n}"]} for n in range(2 * count)]
    return any_of(*(all_of(*named[n : n + 2]) for n in range(0, 2 * count, 2)))


@pytest.mark.parametrize(
    ("fits", "does_not", "limit"),
    [
        (nested(8), nested(9), "depth"),
        (all_of(*[LIFT] * 127), all_of(*[LIFT] * 128), "parts"),
        (pairs(5), pairs(6), "clauses"),
        (pairs(5), pairs(40), "clauses"),
        (
            {"object": [f"o{n}" for n in range(300)]},
            {"object": [f"o{n}" for n in range(301)]},
            "values",
        ),
    ],
)
def test_a_condition_beyond_explaining_is_refused(
    fits: Json, does_not: Json, limit: str
) -> None:
    assert parse(fits) != NEVER
    with pytest.raises(ConditionTooComplex) as refusal:
        parse(does_not)

    assert refusal.value.facts["limit"] == limit


def test_a_condition_in_a_model_is_its_json_and_its_faults_keep_their_paths() -> None:
    field = TypeAdapter(dict[str, Condition])

    read = field.validate_python({"for": LIFT}, context={"vocabulary": WORDS})
    with pytest.raises(ValidationError) as refusal:
        field.validate_python(
            {"for": all_of({"object": ["moon"]}, {"x": 1})},
            context={"vocabulary": WORDS},
        )
    with pytest.raises(ValidationError):
        field.validate_python({"for": nested(9)})

    assert field.dump_python(read, mode="json") == {"for": LIFT}
    assert [one["loc"] for one in refusal.value.errors()] == [
        ("for", "of", 0, "object", 0),
        ("for", "of", 1, "x"),
    ]


def test_always_is_all_of_nothing() -> None:
    assert ALWAYS.as_json == {"op": "all", "of": []}
    assert judge(ALWAYS, Profile()) == (Verdict.APPLIES, ())


def test_a_long_search_for_the_shortest_reason_stays_short() -> None:
    rings = all_of(
        *(
            any_of(*({"object": [f"o{(n * step) % 31}"]} for step in (1, 2, 4)))
            for n in range(31)
        )
    )
    facts = {f"object:o{n}": True for n in range(31)}

    # Six rings of five, two of each needed, and o0 by itself.
    assert len(deciding(rings, facts)) == 13


def starter() -> list[Json]:
    path = Path(__file__).parents[2] / "starter" / "requirements.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _as_written(row: Json) -> set[str]:
    """Derived grounds in the words of the file: one for each atom, values joined."""
    found = {one.atom: one.ground for one in grounds(parse(row["applies"]))}
    written = set()
    for kind, wanted in _atoms(row["applies"]):
        fact = {"okved_prefix": "okved", "employees_min": "employees"}.get(kind, kind)
        listed = wanted if isinstance(wanted, list) else [wanted]
        ground = {found.get(f"{fact}:{value}") for value in listed}
        if ground != {None}:
            [ground_] = ground
            written.add(f"{ground_}:{kind}={','.join(map(str, listed))}")
    return written


def _atoms(condition: Json) -> list[tuple[str, Any]]:
    if "op" in condition:
        return [atom for part in condition["of"] for atom in _atoms(part)]
    return list(condition.items())


def _named(condition: Json) -> set[str]:
    return {
        f"{kind}:{value}" if isinstance(wanted, list) else kind
        for kind, wanted in _atoms(condition)
        for value in (wanted if isinstance(wanted, list) else [wanted])
        if kind in {"activity", "object", "life_situation"}
    }


def _truth(literal: Literal, profile: Json) -> float:
    kind, _, name = literal.fact.partition(":")
    atom: Json = {kind: [name or literal.test]}
    if kind == "okved":
        atom = {"okved_prefix": [literal.test]}
    if kind == "employees":
        atom = {"employees_min": literal.test}
    found = truth(atom, profile)
    return found if literal.holds else 1 - found


def _faults(refusal: ConditionNotUnderstood) -> tuple[Fault, ...]:
    found: Any = refusal.facts["faults"]
    return tuple(found)
