"""What is still asked, in which order, and that the order changes no result (L5)."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from application.self_examination import GiveAnswer
from domain.condition import Verdict, judge, parse
from domain.condition.tree import Tree
from domain.errors import NotFound
from domain.kernel import Actor
from domain.profile import FactValue, Profile
from domain.self_examination import Catalogue, Topic
from interfaces.gateways.database import Database
from projections.index import UNKNOWN, ClauseTable, ConditionIndex
from projections.self_examination import Question
from projections.self_examination.prospects import Prospects
from projections.self_examination.question import questions
from tests.business import Business, business, own
from tests.conditions import FACTS, values
from tests.conftest import StoppedClock
from tests.examining import rule
from tests.projections.test_index import profiles, trees

CATALOGUE = Catalogue(
    [
        Topic(id="things", facts=("object:lift", "object:pool")),
        Topic(id="work", facts=("activity:cooks_food", "activity:sells_alcohol")),
    ],
    [
        rule("object:pool", {"object": ["lift"]}),
        rule("activity:sells_alcohol", {"employees_min": 1}),
    ],
)

RULED = {"object:lift", "object:pool", "activity:sells_alcohol", "employees"}
registers = st.lists(trees, min_size=1, max_size=8)


def table_of(register: list[Tree]) -> ClauseTable:
    index = ConditionIndex()
    for number, tree in enumerate(register):
        index.put(number, tree.clauses)
    return index.freeze()


def prospects_of(register: list[Tree], profile: Profile) -> Prospects:
    table = table_of(register)
    return Prospects(table, profile, table.judge_all(profile) == UNKNOWN)


def deciding(register: list[Tree], profile: Profile) -> set[str]:
    prospects = prospects_of(register, profile)
    tangled = [judge(register[n], profile).because for n in prospects.tangled]
    return prospects.deciding({one.fact for why in tangled for one in why})


def next_questions(
    register: list[Tree], profile: Profile, kept: set[str]
) -> tuple[Question, ...]:
    prospects = prospects_of(register, profile)
    asked = CATALOGUE.askable(deciding(register, profile), kept, profile)
    return questions(prospects, asked, profile, CATALOGUE)


@given(registers, profiles)
def test_a_fact_is_asked_when_judging_one_by_one_asks_for_it(
    register: list[Tree], profile: Profile
) -> None:
    judged = [judge(tree, profile) for tree in register]
    named = {
        one.fact
        for found in judged
        if found.verdict is Verdict.UNKNOWN
        for one in found.because
    }

    assert deciding(register, profile) == named


@given(registers, profiles, st.data())
def test_what_an_answer_settles_is_what_judging_again_says(
    register: list[Tree], profile: Profile, data: st.DataObject
) -> None:
    unknown = [fact for fact in FACTS if not profile.known(fact)]
    chosen = data.draw(st.sets(st.sampled_from(unknown), max_size=3)) if unknown else ()
    answers: dict[str, FactValue] = {}
    for fact in sorted(chosen):
        value = data.draw(values[fact])
        answers[fact] = tuple(value) if isinstance(value, list) else value
    after = profile.with_facts(answers)

    settled = prospects_of(register, profile).settled(answers)

    assert settled.tolist() == [
        number
        for number, tree in enumerate(register)
        if judge(tree, profile).verdict is Verdict.UNKNOWN
        and judge(tree, after).verdict is not Verdict.UNKNOWN
    ]


@given(registers, profiles)
def test_the_promised_numbers_are_those_of_asking(
    register: list[Tree], profile: Profile
) -> None:
    left = next_questions(register, profile, set())

    for question in left:
        for outcome in question.outcomes:
            after = profile.with_facts(outcome.said)
            after = after.with_facts(CATALOGUE.follows(after, outcome.said))
            settled = prospects_of(register, profile).count
            settled -= prospects_of(register, after).count
            still = {f for one in left if one is not question for f in one.facts}
            asked = deciding(register, after)
            gone = sum(
                not asked & set(one.facts) for one in left if one is not question
            )
            assert still >= asked - set(question.facts)
            assert outcome.settles == settled
            assert outcome.spares <= gone


def truth_of(data: st.DataObject) -> dict[str, FactValue]:
    """What a business would answer to everything; None: it does not know."""
    said = data.draw(st.fixed_dictionaries(values))
    truth: dict[str, FactValue] = {
        fact: tuple(value) if isinstance(value, list) else value
        for fact, value in said.items()
    }
    if not truth["object:lift"]:
        truth["object:pool"] = False
    if not truth["employees"]:
        truth["activity:sells_alcohol"] = False
    for fact in data.draw(st.sets(st.sampled_from(FACTS), max_size=4)):
        truth[fact] = None
    return truth


def examined(
    register: list[Tree], truth: dict[str, FactValue], chance: random.Random | None
) -> tuple[Profile, int]:
    """The profile at the end and the number of questions; the best first, or any."""
    profile, kept, asked = Profile(), set[str](), 0
    while left := next_questions(register, profile, kept):
        question = chance.choice(left) if chance else left[0]
        for fact in question.facts:
            if truth[fact] is None:
                kept.add(fact)
            else:
                profile = profile.with_facts({fact: truth[fact]})
        profile = profile.with_facts(CATALOGUE.follows(profile))
        asked += 1
    return profile, asked


@given(registers, st.data(), st.integers(0, 2**32))
def test_the_result_never_depends_on_the_order_of_answers(
    register: list[Tree], data: st.DataObject, seed: int
) -> None:
    truth = truth_of(data)
    all_of_it = Profile().with_facts({f: v for f, v in truth.items() if v is not None})
    all_of_it = all_of_it.with_facts(CATALOGUE.follows(all_of_it))

    best, asked = examined(register, truth, None)
    chances = [random.Random(seed + n) for n in range(3)]  # noqa: S311
    others = [examined(register, truth, chance)[0] for chance in chances]

    told = [judge(tree, all_of_it).verdict for tree in register]
    for end in (best, *others):
        assert [judge(tree, end).verdict for tree in register] == told
    undecided = deciding(register, Profile())
    # Instead of what it does not know it may be asked what that follows from.
    instead = RULED - undecided if None in truth.values() else set()
    assert asked <= len(undecided) + len(instead)


def test_the_question_that_spares_others_comes_first() -> None:
    staff = {"op": "all", "of": [{"employees_min": 1}, {"activity": ["sells_alcohol"]}]}
    register = [parse(staff), parse({"object": ["lift"]}), parse({"object": ["lift"]})]

    [first, *_] = next_questions(register, Profile(), set())

    assert first.facts == ("activity:sells_alcohol",)
    assert [(o.is_none, o.settles, o.spares) for o in first.outcomes] == [
        (False, 0, 0),
        (True, 1, 1),
    ]


def test_a_fact_that_another_clause_makes_superfluous_is_not_asked() -> None:
    either = [{"object": ["lift"]}, {"activity": ["cooks_food"]}]
    other = [{"object": ["lift"]}, {"object": ["pool"]}]
    both = [{"op": "any", "of": either}, {"op": "any", "of": other}]
    register = [parse({"op": "all", "of": both})]
    cooks_nothing = Profile().with_facts({"activity:cooks_food": False})

    assert deciding(register, Profile()) == {
        "object:lift",
        "object:pool",
        "activity:cooks_food",
    }
    assert deciding(register, cooks_nothing) == {"object:lift"}


def test_instead_of_what_is_not_known_that_is_asked_from_which_it_follows() -> None:
    register = [parse({"object": ["lift"]})]

    first = next_questions(register, Profile(), set())
    then = next_questions(register, Profile(), {"object:lift"})
    last = next_questions(register, Profile(), {"object:lift", "object:pool"})

    assert [one.facts for one in first] == [("object:lift",)]
    assert [one.facts for one in then] == [("object:pool",)]
    assert then[0].outcomes[0].settles == 1
    assert last == ()


def test_a_number_is_asked_by_the_ranges_that_conditions_tell_apart() -> None:
    register = [parse({"employees_min": 1}), parse({"employees_max": 35})]

    [question] = next_questions(register, Profile(), set())

    assert [(o.said["employees"], o.below, o.settles) for o in question.outcomes] == [
        (0, 1, 2),
        (1, 36, 2),
        (36, None, 2),
    ]


def test_facts_of_one_topic_are_one_question() -> None:
    register = [parse({"object": [name]}) for name in ("lift", "lift", "pool")]

    [question] = next_questions(register, Profile(), set())

    assert (question.topic, question.facts) == (
        "things",
        ("object:lift", "object:pool"),
    )
    assert [(outcome.is_none, outcome.settles) for outcome in question.outcomes] == [
        (False, 3),
        (False, 3),
        (True, 3),
    ]


@pytest.mark.database
class TestRead:
    """What a client reads of it."""

    @pytest.fixture
    def world(self, database: Database, clock: StoppedClock) -> Business:
        found = business(database, clock)
        found.require()
        found.require("REQ-CRANE-001", {"object": ["crane"]})
        found.require("REQ-STAFF-001", {"employees_min": 1})
        return found

    @pytest.fixture
    def anna(self, world: Business) -> Actor:
        by = world.client(facts={"okved": ("56.10",)})
        world.seen(world.service.self_examinations.begin(own(by), by=by))
        return by

    def answer(self, world: Business, by: Actor, **facts: FactValue) -> None:
        said = {name.replace("object_", "object:"): v for name, v in facts.items()}
        world.seen(
            world.service.self_examinations.answer(
                own(by), GiveAnswer(facts=said), by=by
            )
        )

    def test_a_question_answered_with_i_dont_know_is_not_asked_again_by_itself(
        self, world: Business, anna: Actor
    ) -> None:
        view = world.service.self_examination_view
        self.answer(world, anna, object_lift=None, object_crane=False)

        ahead = view.ahead(own(anna))

        assert [one.facts for one in ahead.questions] == [("employees",)]
        assert (ahead.unsure, ahead.undecided) == (("object:lift",), 2)
        again = view.ahead(own(anna), again=["object:lift"])
        assert again.question("object:lift")

    def test_the_outcome_tells_what_moved_and_why(
        self, world: Business, anna: Actor
    ) -> None:
        self.answer(world, anna, employees=8)
        self.answer(world, anna, object_lift=False)

        outcome = world.service.self_examination_view.outcome(own(anna))

        assert outcome
        assert outcome.before == {
            Verdict.APPLIES: 0,
            Verdict.UNKNOWN: 3,
            Verdict.DOES_NOT_APPLY: 0,
        }
        assert outcome.after == {
            Verdict.APPLIES: 1,
            Verdict.UNKNOWN: 1,
            Verdict.DOES_NOT_APPLY: 1,
        }
        assert [
            (one.line.code, one.before, one.line.group) for one in outcome.lines
        ] == [
            ("REQ-LIFT-001", Verdict.UNKNOWN, Verdict.DOES_NOT_APPLY),
            ("REQ-STAFF-001", Verdict.UNKNOWN, Verdict.APPLIES),
        ]
        assert outcome.moved == 2

    def test_a_changed_register_is_not_taken_for_a_changed_answer(
        self, world: Business, anna: Actor
    ) -> None:
        world.require("REQ-NEW-001", {"client_kind": ["IE"]})

        outcome = world.service.self_examination_view.outcome(own(anna))

        assert outcome
        assert (outcome.moved, outcome.before) == (0, outcome.after)

    def test_what_moved_is_read_a_page_at_a_time(
        self, world: Business, anna: Actor
    ) -> None:
        self.answer(world, anna, employees=8, object_lift=False)
        view = world.service.self_examination_view

        first = view.outcome(own(anna), limit=1)
        rest = first and view.outcome(own(anna), after=first.next or 0, limit=1)

        assert first
        assert rest
        assert [one.line.code for one in (*first.lines, *rest.lines)] == [
            "REQ-LIFT-001",
            "REQ-STAFF-001",
        ]
        assert rest.next is None

    def test_what_was_declared_not_to_concern_is_not_asked_for(
        self, world: Business, anna: Actor
    ) -> None:
        world.declare(anna)

        facts = world.service.self_examination_view.facts(
            own(anna), world.service.clock.today()
        )

        assert facts == ("employees", "object:crane")

    def test_how_far_a_client_is_can_be_told_in_brief(
        self, world: Business, anna: Actor
    ) -> None:
        left = world.service.self_examination_view.left(own(anna))

        assert (left.facts, left.questions, left.undecided) == (3, 2, 3)
        assert (left.begun, left.finished) == (True, False)

    def test_the_row_goes_with_a_forgotten_client(
        self, world: Business, anna: Actor
    ) -> None:
        world.forget(own(anna))

        assert world.service.self_examination_view.get(own(anna)) is None
        with pytest.raises(NotFound):
            world.service.self_examination_view.ahead(own(anna))

    def test_an_undone_answer_stays_readable_and_counts_no_more(
        self, world: Business, anna: Actor
    ) -> None:
        self.answer(world, anna, object_lift=None)
        world.seen(world.service.self_examinations.undo(own(anna), 1, by=anna))

        card = world.service.self_examination_view.get(own(anna))

        assert card
        assert [answer.is_undone for answer in card.answers] == [True]
        assert card.unsure == ()


def test_an_empty_register_asks_nothing() -> None:
    assert next_questions([], Profile(), set()) == ()
    assert np.array_equal(prospects_of([], Profile()).settled({"employees": 1}), [])
