"""Judging a condition: the verdict, and the fewest facts that give it."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from domain.condition.algebra import absorb
from domain.condition.literal import Clause, Literal
from domain.condition.tree import Tree
from domain.profile import FactValue, Met, Profile

# What people see and can change comes first, what they are comes last.
_SEEN_FIRST = (
    "object",
    "activity",
    "life_situation",
    "okved",
    "employees",
    "size",
    "region",
    "client_kind",
)


class Verdict(StrEnum):
    """Whether a requirement concerns a business, as far as is known."""

    APPLIES = "applies"
    DOES_NOT_APPLY = "does_not_apply"
    UNKNOWN = "unknown"


class Because(NamedTuple):
    """One fact that decides a verdict.

    Attributes:
        fact: its key.
        value: what is known of it; None in an unknown verdict.
        literals: what the condition asks of it, where that decided; sorted.
    """

    fact: str
    value: FactValue
    literals: tuple[Literal, ...] = ()


class Judgement(NamedTuple):
    """A verdict and the facts it rests on.

    Attributes:
        verdict: in three values.
        because: applies, does not apply: a smallest set of known facts that alone
            gives this verdict (empty when no fact matters); unknown: the unknown facts
            still asked for, once all of which are answered there is another verdict.
            What people see and can change comes first.
    """

    verdict: Verdict
    because: tuple[Because, ...]


def judge(condition: Tree, profile: Profile) -> Judgement:
    """Judge whether a requirement with this condition concerns a business, and why."""
    met = profile.met
    settled, undecided, refuted = [], [], []
    for clause in condition.clauses:
        true, unknown = _answered(clause, met)
        if true:
            settled.append(true)
        elif unknown:
            undecided.append(unknown)
        else:
            refuted.append(clause)
    if refuted:
        fewest = min(refuted, key=lambda clause: _weight({one.fact for one in clause}))
        return Judgement(Verdict.DOES_NOT_APPLY, _because([fewest], profile))
    if undecided:
        return Judgement(
            Verdict.UNKNOWN, _because(absorb(map(frozenset, undecided)), profile)
        )
    return Judgement(Verdict.APPLIES, _because(_fewest(settled), profile))


def _answered(clause: Clause, met: Met) -> tuple[list[Literal], list[Literal]]:
    """The literals of a clause that hold, and those that may; the rest do not."""
    true, unknown = [], []
    for literal in clause:
        tests = met[literal.fact]
        if tests is None:
            unknown.append(literal)
        elif (literal.test in tests) is literal.holds:
            true.append(literal)
    return true, unknown


def _fewest(settled: Sequence[Sequence[Literal]]) -> Iterable[Iterable[Literal]]:
    """Of the true literals of each clause, those of a lightest set of facts."""
    if all(len(true) == 1 for true in settled):
        return settled
    choices = {frozenset(literal.fact for literal in true) for true in settled}
    facts = _lightest(sorted(choices, key=lambda choice: (len(choice), sorted(choice))))
    return [[one for one in true if one.fact in facts] for true in settled]


def _lightest(choices: Sequence[frozenset[str]]) -> frozenset[str]:
    """A lightest set of facts with one at least of each choice: branch and bound."""
    best = frozenset[str]().union(*choices)

    def search(chosen: frozenset[str], unmet: Sequence[frozenset[str]]) -> None:
        nonlocal best
        if _weight(chosen) + _least(unmet) >= _weight(best):
            return
        if not unmet:
            best = chosen
            return
        for fact in sorted(unmet[0], key=_order):
            search(chosen | {fact}, [one for one in unmet if fact not in one])

    search(frozenset(), choices)
    return best


def _least(unmet: Sequence[frozenset[str]]) -> int:
    """What must be added at least: of choices that share no fact, one of each."""
    seen: set[str] = set()
    least = 0
    for choice in unmet:
        if seen.isdisjoint(choice):
            seen |= choice
            least += min(map(_weight_of, choice))
    return least


def _weight(facts: Iterable[str]) -> int:
    return sum(map(_weight_of, facts))


@lru_cache(maxsize=4096)
def _weight_of(fact: str) -> int:
    """Fewer facts weigh less; of as many, those that people see and can change."""
    return 1000 + _SEEN_FIRST.index(fact.partition(":")[0])


def _order(fact: str) -> tuple[int, str]:
    return _weight_of(fact), fact


def _because(
    deciding: Iterable[Iterable[Literal]], profile: Profile
) -> tuple[Because, ...]:
    by_fact: dict[str, set[Literal]] = {}
    for literals in deciding:
        for literal in literals:
            by_fact.setdefault(literal.fact, set()).add(literal)
    return tuple(
        Because(fact, profile.value(fact), tuple(sorted(by_fact[fact])))
        for fact in sorted(by_fact, key=_order)
    )
