"""Which questions ask the same: a rule that can be said in one sentence.

Two questions are alike when they share at least two word stems, and those are at least
half of the stems of the shorter one. It only proposes: the officer decides.
"""

from collections.abc import Mapping
from typing import TypeVar

SHARED_AT_LEAST = 2
PART_OF_SHORTER = 0.5

K = TypeVar("K")
Stems = frozenset[str]


def are_alike(first: Stems, second: Stems) -> bool:
    """Whether two texts say much the same, by the stems of their words."""
    shared = len(first & second)
    shorter = min(len(first), len(second))
    return shared >= SHARED_AT_LEAST and shared >= PART_OF_SHORTER * shorter


def groups_of(texts: Mapping[K, Stems], least: int) -> list[tuple[K, ...]]:
    """Groups of texts of which all are alike to one of them, the largest first.

    Args:
        texts: stems of each; at equal size what comes first here leads a group.
        least: how many a group has at the least.

    Returns:
        Each text in one group at the most, the leading one first.
    """
    alike = {
        key: [other for other in texts if are_alike(texts[key], texts[other])]
        for key in texts
    }
    left = dict.fromkeys(texts)
    groups = []
    while left:
        near = {key: [one for one in alike[key] if one in left] for key in left}
        lead = max(near, key=lambda key: len(near[key]))
        if len(near[lead]) < least:
            break
        group = (lead, *(one for one in near[lead] if one != lead))
        groups.append(group)
        left = {key: None for key in left if key not in group}
    return groups
