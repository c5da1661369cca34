"""Which texts are copies of one another, as campaigns send them (E3).

Two texts are near copies when at least four of five of their words are the same. They
are all counted, and answered once.
"""

import re
from collections.abc import Mapping
from hashlib import sha256

SAME_PART = 0.8
_WORD = re.compile(r"[^\W\d_]+")

Words = frozenset[str]


def words_of(texts: tuple[str, ...]) -> Words:
    """The words of texts, in one spelling."""
    text = " ".join(texts).lower().replace("ё", "е")
    return frozenset(_WORD.findall(text))


def fingerprint(texts: tuple[str, ...]) -> str:
    """The same for texts of the same words; "" when there are none."""
    words = words_of(texts)
    return sha256(" ".join(sorted(words)).encode()).hexdigest()[:32] if words else ""


def near_copies(texts: Mapping[str, Words]) -> list[tuple[str, ...]]:
    """Texts put together with their near copies, the largest first.

    Args:
        texts: words by fingerprint.

    Returns:
        Each fingerprint in one group, the one that leads it first.
    """
    groups: list[list[str]] = []
    for mark in texts:
        home = next((one for one in groups if _alike(texts[one[0]], texts[mark])), None)
        if home is None:
            groups.append([mark])
        else:
            home.append(mark)
    return sorted(map(tuple, groups), key=len, reverse=True)


def _alike(one: Words, two: Words) -> bool:
    both = one | two
    return len(one & two) >= SAME_PART * len(both) if both else True
