"""Whom changes concern, and why: as judging each business by itself (L8)."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from domain.condition import Verdict, decide, judge
from domain.condition.tree import Tree
from domain.notice.mailing import Concern
from domain.profile import Profile
from projections.impact import Columns, Population
from projections.notice.mailing.audience import Finding, Rule
from projections.numbering import Numbered, Numbering
from tests.projections.test_impact import columns_of
from tests.projections.test_index import profiles, trees


class Few(Population):
    """Some businesses whose ids are their numbers, without a database."""

    def __init__(self, people: Sequence[Profile | None]) -> None:
        self._people = columns_of(people)
        self._size = len(people)

    @contextmanager
    def now(self, *, fresh: bool = False) -> Iterator[tuple[Columns, Any]]:
        yield self._people, {}

    def numbered(self) -> Numbered:
        numbering = Numbering(16)
        numbering.numbers([UUID(int=row).bytes for row in range(self._size)])
        return numbering.now()


def heard(finding: Finding, most: int) -> dict[UUID, tuple[Concern, ...]]:
    found: dict[UUID, tuple[Concern, ...]] = {}
    for portion in finding.portions(None, most):
        for told in portion.told:
            assert not found.keys() & set(told.clients)
            found |= dict.fromkeys(told.clients, told.concerns)
    return found


@given(
    trees, st.lists(st.none() | profiles, min_size=1, max_size=40), st.integers(1, 9)
)
def test_whom_a_condition_concerns_and_why_is_as_judging_each_one_by_one(
    condition: Tree, people: list[Profile | None], most: int
) -> None:
    found = heard(Finding(Few(people), [Rule(condition)]), most)

    for row, profile in enumerate(people):
        said = found.get(UUID(int=row))
        verdict = judge(condition, profile).verdict if profile else None
        if profile is None or verdict is Verdict.DOES_NOT_APPLY:
            assert said is None
            continue
        literals = decide(condition, profile.met).literals
        because = tuple(one.atom if one.holds else f"-{one.atom}" for one in literals)
        assert verdict is not None
        assert said == (Concern(of=0, verdict=verdict, because=because),)


@given(trees, trees, st.lists(profiles, min_size=1, max_size=20))
def test_who_was_concerned_by_the_version_before_alone_is_told_that_it_ceases(
    now: Tree, before: Tree, people: list[Profile]
) -> None:
    found = heard(Finding(Few(people), [Rule(now, before)]), 7)

    for row, profile in enumerate(people):
        said = found.get(UUID(int=row), ())
        verdicts = [judge(one, profile).verdict for one in (now, before)]
        concerned = [one for one in verdicts if one is not Verdict.DOES_NOT_APPLY]
        assert [one.verdict for one in said] == concerned[:1]
        if said and now != before:
            assert said[0].ceased is (verdicts[0] is Verdict.DOES_NOT_APPLY)


@given(st.lists(profiles, min_size=1, max_size=20), trees, st.integers(0, 19))
def test_it_goes_on_after_the_last_one_that_was_looked_at(
    people: list[Profile], condition: Tree, after: int
) -> None:
    finding = Finding(Few(people), [Rule(condition)])
    every = heard(finding, 4)

    later = {
        client
        for portion in finding.portions(UUID(int=after), 4)
        for told in portion.told
        for client in told.clients
    }

    assert later == {client for client in every if client.int > after}
    assert finding.expected == len(every)
