"""Joining clauses, and leaving out those that say nothing new."""

from collections.abc import Iterable

from domain.condition.literal import Literal
from domain.errors import Invalid

MOST_CLAUSES = 32

Literals = frozenset[Literal]


class ConditionTooComplex(Invalid):
    """Facts: `limit`, which one it passes, and `most`, how much that one allows."""

    code = "condition-too-complex"
    title = "The condition is too complex to be explained: split the requirement"
    about = "condition"


def both(parts: Iterable[list[Literals]]) -> list[Literals]:
    """All of the parts: every clause of each of them."""
    return _few(absorb(clause for part in parts for clause in part))


def either(left: list[Literals], right: list[Literals]) -> list[Literals]:
    """Any of the two: "or" distributed over "and".

    Raises:
        ConditionTooComplex: it would branch beyond what can be explained.
    """
    # Four times as many may be absorbed; more would only cost time.
    if len(left) * len(right) > 4 * MOST_CLAUSES:
        raise ConditionTooComplex(limit="clauses", most=MOST_CLAUSES)
    return _few(absorb(one | other for one in left for other in right))


def absorb(clauses: Iterable[Literals]) -> list[Literals]:
    """Leave out each clause that another one makes superfluous."""
    kept: list[Literals] = []
    for clause in clauses:
        if any(_implies(other, clause) for other in kept):
            continue
        kept = [other for other in kept if not _implies(clause, other)]
        kept.append(clause)
    return kept


def _implies(clause: Literals, other: Literals) -> bool:
    # Plain loops: this is the innermost step of reading 100,000 conditions.
    for one in clause:
        for wider in other:
            if one.fact == wider.fact and one.implies(wider):
                break
        else:
            return False
    return True


def _few(clauses: list[Literals]) -> list[Literals]:
    if len(clauses) > MOST_CLAUSES:
        raise ConditionTooComplex(limit="clauses", most=MOST_CLAUSES)
    return clauses
