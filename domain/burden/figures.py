"""What many inspections cost, and how the tools were rated, without showing anyone.

Groups are shown in portions of businesses: see `domain.small_groups.grouped`. Money and
time are medians, rounded.

Source: services I11, I12; «Государство для бизнеса», п. 4.8, last paragraph.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean, median
from typing import NamedTuple
from uuid import UUID

from domain.burden.amounts import HOUR
from domain.burden.ratings import Lack, Tool
from domain.kernel import Value
from domain.small_groups import Groups, K, grouped

TENS = 10


class CaseSpent(NamedTuple):
    """What one inspection cost; minutes and roubles."""

    control_kind: str
    authority: UUID
    client_id: UUID
    number: int
    minutes: int
    roubles: int
    damage: int


class CaseRated(NamedTuple):
    """How one tool was rated after one inspection."""

    control_kind: str
    authority: UUID
    client_id: UUID
    number: int
    tool: Tool
    score: int
    lacks: tuple[Lack, ...]


class Spent(Value):
    """What an inspection costs a business of a group.

    Attributes:
        clients: how many businesses the figure is made of, a multiple of k.
        hours: median of all people together, to the half hour.
        roubles: median of what it cost, damage left out, to two digits.
        damage: median of the damage, likewise.
    """

    clients: int
    hours: float
    roubles: int
    damage: int


class Rated(Value):
    """How a tool is rated by the businesses of a group.

    Attributes:
        clients: how many businesses the figure is made of, a multiple of k.
        score: mean, 1 to 5, to one decimal.
        lacks: what was amiss, in how many of a hundred ratings, to ten.
    """

    clients: int
    score: float
    lacks: dict[Lack, int]


def spent(cases: Iterable[CaseSpent], k: int = K) -> Groups[Spent]:
    """What inspections cost, by kind of control and by body.

    Args:
        cases: one per inspection, any order.
        k: how many businesses there are at least in whatever is shown.
    """
    return grouped(cases, k, _spent)


def rated(cases: Iterable[CaseRated], k: int = K) -> dict[Tool, Groups[Rated]]:
    """How the tools are rated, by kind of control and by body; as `spent`.

    Returns:
        Every tool, in the order of the services.
    """
    by_tool: dict[Tool, list[CaseRated]] = {tool: [] for tool in Tool}
    for one in cases:
        by_tool[one.tool].append(one)
    return {tool: grouped(found, k, _rated) for tool, found in by_tool.items()}


def _spent(cases: Sequence[CaseSpent], clients: int) -> Spent:
    halves = round(median(one.minutes for one in cases) * 2 / HOUR)
    return Spent(
        clients=clients,
        hours=halves / 2,
        roubles=_two_digits(median(one.roubles for one in cases)),
        damage=_two_digits(median(one.damage for one in cases)),
    )


def _rated(cases: Sequence[CaseRated], clients: int) -> Rated:
    named: Mapping[Lack, int] = Counter(lack for one in cases for lack in one.lacks)
    return Rated(
        clients=clients,
        score=round(fmean(one.score for one in cases), 1),
        lacks={
            lack: share
            for lack in Lack
            if (share := round(named.get(lack, 0) * TENS / len(cases)) * TENS)
        },
    )


def _two_digits(roubles: float) -> int:
    """To two digits: 12 345 is told as 12 000."""
    digits = len(str(int(roubles)))
    return int(round(roubles, 2 - digits)) if digits > 2 else round(roubles)
