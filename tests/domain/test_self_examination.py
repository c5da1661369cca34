"""What follows from an answer, and how answers are kept and undone (L5)."""

from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.condition import Verdict, judge
from domain.errors import NotFound
from domain.kernel import Actor, Certainty, Role
from domain.profile import FLAGS, FactValue, Profile
from domain.self_examination import (
    AnswersDisagree,
    Examination,
    ExaminationGoesOn,
    ExaminationOver,
    NothingToUndo,
)
from domain.self_examination.examination import check_agreement
from interfaces.questions import starter_catalogue
from interfaces.wording import starter_vocabulary
from tests.examining import CATALOGUE
from tests.facts import new_facts

TODAY = date(2026, 11, 21)
CLIENT = uuid4()
ANNA = Actor(id="anna", role=Role.CLIENT, organisation=CLIENT)


def begun(**known: FactValue) -> Examination:
    return Examination.begin(
        client_id=CLIENT, known=dict(known), follows={}, by=ANNA, today=TODAY
    )


def test_what_cannot_be_so_is_not_so_and_what_must_be_so_is() -> None:
    nowhere = Profile().with_facts(
        {"object:premises": False, "activity:hot_work": False}
    )
    with_lift = Profile().with_facts({"object:lift": True})
    alone = Profile().with_facts({"employees": 0})

    assert CATALOGUE.follows(nowhere) == {"object:lift": False, "object:pool": False}
    assert CATALOGUE.follows(with_lift) == {"object:premises": True}
    assert CATALOGUE.follows(alone) == {"activity:hires_foreigners": False}


def test_nothing_follows_where_it_may_still_be_either() -> None:
    maybe = Profile().with_facts({"object:premises": False, "object:pool": True})

    assert CATALOGUE.follows(maybe, ["object:pool"]) == {}


def test_what_is_known_already_is_never_drawn_again() -> None:
    known = Profile().with_facts({"object:premises": False, "object:lift": True})

    assert "object:lift" not in CATALOGUE.follows(known)
    with pytest.raises(AnswersDisagree) as refusal:
        check_agreement(CATALOGUE, known, {"object:premises": False})
    assert refusal.value.facts == {"facts": ["object:lift", "object:premises"]}


STARTER = starter_catalogue()
RULED = sorted({r.fact for r in STARTER.rules} | set(STARTER.topic_of))


@given(st.dictionaries(st.sampled_from(RULED), st.booleans()))
def test_what_follows_never_contradicts_what_it_was_drawn_from(
    said: dict[str, bool],
) -> None:
    known = Profile().with_facts(said)
    if STARTER.contradicted(known, said):
        return
    whole = known.with_facts(STARTER.follows(known))

    assert {f: whole.value(f) for f in said} == said
    assert STARTER.follows(whole) == {}


def test_the_catalogue_names_only_what_there_is_and_only_what_is_certain() -> None:
    vocabulary = starter_vocabulary()
    asked = [*STARTER.topic_of, *(one.fact for one in STARTER.rules)]

    assert [fact for fact in asked if not vocabulary.has(fact, value=True)] == []
    assert len(STARTER.topic_of) == sum(len(t.facts) for t in STARTER.topics.values())
    assert {one.certainty for one in STARTER.rules} == {Certainty.CERTAIN}
    assert all(one.fact.startswith(FLAGS) for one in STARTER.rules)


@pytest.mark.parametrize("one", STARTER.rules, ids=lambda one: one.fact)
def test_every_rule_can_be_kept_and_broken(one: object) -> None:
    rule = next(r for r in STARTER.rules if r is one)
    so = Profile().with_facts({rule.fact: True})
    drawn = so.with_facts(STARTER.follows(so))

    assert judge(rule.only_if, drawn).verdict is not Verdict.DOES_NOT_APPLY
    assert not STARTER.contradicted(drawn, [rule.fact])


def test_an_answer_keeps_what_was_said_before_it() -> None:
    examination = begun()

    examination.answer(
        said={"object:lift": True, "employees": None},
        follows={"object:premises": True},
        before={"object:lift": False},
        by=ANNA,
    )

    assert new_facts(examination)[1:] == [
        (
            "Answered",
            {
                "client_id": CLIENT,
                "number": 1,
                "said": {"object:lift": True, "employees": None},
                "follows": {"object:premises": True},
                "before": {"object:lift": False, "employees": None},
            },
        )
    ]


def test_undoing_gives_back_what_was_said_before() -> None:
    examination = begun()
    examination.answer(
        said={"object:lift": True},
        follows={"object:premises": True},
        before={"object:lift": False},
        by=ANNA,
    )

    assert examination.to_restore(1, {"object:lift": True}) == {"object:lift": False}


def test_undoing_leaves_what_was_said_otherwise_since() -> None:
    examination = begun()
    examination.answer(
        said={"employees": 8, "object:lift": True}, follows={}, before={}, by=ANNA
    )

    assert examination.to_restore(1, {"employees": 9, "object:lift": True}) == {
        "object:lift": None
    }


def test_an_answer_is_undone_once_and_only_when_there_was_one() -> None:
    examination = begun()
    examination.answer(said={"employees": 1}, follows={}, before={}, by=ANNA)
    examination.undo(number=1, restored={"employees": None}, follows={}, by=ANNA)

    with pytest.raises(NothingToUndo):
        examination.undo(number=1, restored={}, follows={}, by=ANNA)
    with pytest.raises(NotFound):
        examination.to_restore(2, {})


def test_a_finished_one_takes_no_answers_and_a_new_one_begins_empty() -> None:
    examination = begun()
    examination.answer(said={"employees": 1}, follows={}, before={}, by=ANNA)
    with pytest.raises(ExaminationGoesOn):
        examination.begin_again(known={}, follows={}, by=ANNA, today=TODAY)
    examination.finish(left=("object:lift",), by=ANNA, today=TODAY)

    for step in (
        lambda: examination.answer(
            said={"employees": 2}, follows={}, before={}, by=ANNA
        ),
        lambda: examination.to_restore(1, {}),
        lambda: examination.finish(left=(), by=ANNA, today=TODAY),
    ):
        with pytest.raises(ExaminationOver):
            step()
    examination.begin_again(known={"employees": 1}, follows={}, by=ANNA, today=TODAY)
    examination.answer(said={"employees": 2}, follows={}, before={}, by=ANNA)

    assert (list(examination.answers), examination.count) == ([2], 2)
