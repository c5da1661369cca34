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


class Decided(NamedTuple):
    """A verdict and what of the condition decided it.

    Attributes:
        verdict: in three values.
        literals: see `Judgement.because`: of a lightest set of facts, fact by fact.
    """

    verdict: Verdict
    literals: tuple[Literal, ...]


def judge(condition: Tree, profile: Profile) -> Judgement:
    """Judge whether a requirement with this condition concerns a business, and why."""
    verdict, deciding = _judged(condition, profile.met)
    return Judgement(verdict, _because(deciding, profile))


def decide(condition: Tree, met: Met) -> Decided:
    """Judge likewise by the tests that are met alone, as in `Profile.met`."""
    verdict, deciding = _judged(condition, met)
    literals = {literal for each in deciding for literal in each}
    ordered = sorted(literals, key=lambda one: (_order(one.fact), one))
    return Decided(verdict, tuple(ordered))


def _judged(condition: Tree, met: Met) -> tuple[Verdict, Iterable[Iterable[Literal]]]:
    """The verdict, and of each deciding clause the literals that decide."""
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
        return Verdict.DOES_NOT_APPLY, [fewest]
    if undecided:
        return Verdict.UNKNOWN, absorb(map(frozenset, undecided))
    return Verdict.APPLIES, _fewest(settled)


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
