"""Sums over a group, and what may be read out of them (E5).

Figures of several groups add up. Of cost only the middle and a range in wide bands is
told, never how many named what: a single high figure would name the only large firm.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Self

from pydantic import Field

from domain.kernel import Value

NO_OPINION = 0
SCORES = 6
"""Counts of a question: without an opinion, then from 1 to 5."""

BANDS = (0, 1, 3, *(lead * 10**power for power in range(1, 12) for lead in (1, 3)))
"""Where the bands of hours and roubles begin: 0, 1 to 2, 3 to 9, 10 to 29, …"""

Counts = tuple[int, ...]


class Figures(Value):
    """What a number of evaluations say together.

    Attributes:
        count: how many they are.
        scores: counts by answer for each question: no opinion, 1, …, 5.
        actual: how many speak from experience.
        costs: counts by band for each kind of cost; those who name none are missing.
        said: how many name a theme or report a clash, by its name.
    """

    count: int = 0
    scores: Mapping[str, Counts] = Field(default_factory=dict)
    actual: int = 0
    costs: Mapping[str, Counts] = Field(default_factory=dict)
    said: Mapping[str, int] = Field(default_factory=dict)

    def __add__(self, other: Self) -> "Figures":
        return self._with(other, 1)

    def __sub__(self, other: Self) -> "Figures":
        return self._with(other, -1)

    def _with(self, other: Self, sign: int) -> "Figures":
        said = Counter(self.said)
        for name, count in other.said.items():
            said[name] += sign * count
        return Figures(
            count=self.count + sign * other.count,
            scores=_each(self.scores, other.scores, sign),
            actual=self.actual + sign * other.actual,
            costs=_each(self.costs, other.costs, sign),
            said={name: count for name, count in said.items() if count},
        )

    @classmethod
    def of(
        cls,
        scores: Mapping[str, int | None],
        costs: Mapping[str, int | None],
        said: Iterable[str],
        *,
        is_actual: bool,
    ) -> Self:
        """Of one evaluation.

        Args:
            scores: 1..5 by question; None: no opinion.
            costs: hours or roubles by kind of cost; None: not named.
            said: themes and clashes.
            is_actual: whether it speaks from experience.
        """
        return cls(
            count=1,
            scores={
                name: _one(SCORES, score or NO_OPINION)
                for name, score in scores.items()
            },
            actual=int(is_actual),
            costs={
                name: _one(len(BANDS), bisect_right(BANDS, cost) - 1)
                for name, cost in costs.items()
                if cost is not None
            },
            said=dict.fromkeys(said, 1),
        )

    def mean(self, question: str, k: int) -> float | None:
        """The mean score; None while fewer than k have an opinion."""
        counts = self.scores.get(question, ())
        opinions = sum(counts[1:])
        if opinions < k:
            return None
        return sum(score * count for score, count in enumerate(counts)) / opinions

    def at_least(self, k: int) -> dict[str, int]:
        """What at least k say, the most frequent first, in whole multiples of k."""
        rounded = {name: count // k * k for name, count in self.said.items()}
        return dict(
            sorted(
                ((name, count) for name, count in rounded.items() if count),
                key=lambda one: (-one[1], one[0]),
            )
        )


class Range(Value):
    """What a kind of cost comes to, in bands: from (inclusive) to (exclusive).

    Attributes:
        count: how many named it, in whole multiples of k.
        middle: the band of the middle one.
        half: the bands between which the middle half lies; None when too few named it.
    """

    count: int
    middle: tuple[int, int]
    half: tuple[int, int] | None


def range_of(counts: Sequence[int], k: int) -> Range | None:
    """The middle and the range; at least k lie beyond each band that is told.

    Args:
        counts: by band.
        k: the least that lies beyond.

    Returns:
        None while fewer than 2k name a cost.
    """
    total = sum(counts)
    if total < 2 * k:
        return None
    sums = list(accumulate(counts))
    low, middle, high = (
        next(place for place, so_far in enumerate(sums) if so_far * 4 >= total * part)
        for part in (1, 2, 3)
    )
    return Range(
        count=total // k * k,
        middle=_band(middle),
        half=(BANDS[low], _band(high)[1]) if total >= 4 * k else None,
    )


def _band(place: int) -> tuple[int, int]:
    ends = (*BANDS[1:], BANDS[-1] * 10)
    return BANDS[place], ends[place]


def _one(length: int, place: int) -> Counts:
    return tuple(int(at == place) for at in range(length))


def _each(
    one: Mapping[str, Counts], two: Mapping[str, Counts], sign: int
) -> dict[str, Counts]:
    summed = {}
    for name in {**one, **two}:
        first = one.get(name) or (0,) * len(two[name])
        second = two.get(name) or (0,) * len(first)
        summed[name] = tuple(a + sign * b for a, b in zip(first, second, strict=True))
    return summed
