"""What many inspections cost, and how the tools were rated, without showing anyone.

A group is shown when it has k businesses, and of it only as many as make whole portions
of k: so one more business never changes a figure alone, and nothing follows from
comparing today's figures with yesterday's. Money and time are medians, rounded.

Source: services I11, I12; «Государство для бизнеса», п. 4.8, last paragraph.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import fmean, median
from typing import Generic, NamedTuple, Protocol, TypeVar
from uuid import UUID

from domain.burden.amounts import HOUR
from domain.burden.ratings import Lack, Tool
from domain.kernel import Value
from domain.small_groups import K, suppress, suppress_nested, total

TENS = 10


class Counted(Protocol):
    """Something that one business said of one inspection.

    Attributes:
        control_kind: number of the kind of control.
        authority: organisation that held the inspection.
        client_id: who said it.
        number: place in the log, by which portions are filled.
    """

    @property
    def control_kind(self) -> str: ...
    @property
    def authority(self) -> UUID: ...
    @property
    def client_id(self) -> UUID: ...
    @property
    def number(self) -> int: ...


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


C = TypeVar("C", bound=Counted)
V = TypeVar("V", bound=Value)


class Groups(Value, Generic[V]):
    """Figures of all, of kinds of control, and of bodies within each.

    Attributes:
        all: of everybody; None: hidden.
        kinds: by number of the kind of control.
        bodies: by number of the kind of control, then by organisation.
    """

    all: V | None
    kinds: dict[str, V | None]
    bodies: dict[str, dict[UUID, V | None]]

    def of(self, kind: str | None = None, body: UUID | None = None) -> V | None:
        """The figure of a kind of control and a body in it, or of all of them."""
        if kind is None:
            return self.all
        if body is None:
            return self.kinds.get(kind)
        return self.bodies.get(kind, {}).get(body)


def spent(cases: Iterable[CaseSpent], k: int = K) -> Groups[Spent]:
    """What inspections cost, by kind of control and by body.

    Args:
        cases: one per inspection, any order.
        k: how many businesses there are at least in whatever is shown.
    """
    return _grouped(cases, k, _spent)


def rated(cases: Iterable[CaseRated], k: int = K) -> dict[Tool, Groups[Rated]]:
    """How the tools are rated, by kind of control and by body; as `spent`.

    Returns:
        Every tool, in the order of the services.
    """
    by_tool: dict[Tool, list[CaseRated]] = {tool: [] for tool in Tool}
    for one in cases:
        by_tool[one.tool].append(one)
    return {tool: _grouped(found, k, _rated) for tool, found in by_tool.items()}


def _grouped(
    cases: Iterable[C], k: int, make: Callable[[Sequence[C], int], V]
) -> Groups[V]:
    kinds: dict[str, dict[UUID, list[C]]] = {}
    for one in sorted(cases, key=lambda case: case.number):
        kinds.setdefault(one.control_kind, {}).setdefault(one.authority, []).append(one)
    cells = {
        kind: {body: _clients(found) for body, found in bodies.items()}
        for kind, bodies in kinds.items()
    }
    sums = {kind: sum(bodies.values()) for kind, bodies in cells.items()}
    may_show = suppress(sums, k)
    within = suppress_nested(cells, k)

    def figure(found: Sequence[C], *, is_shown: bool) -> V | None:
        # A business that was inspected twice is counted twice in a sum, and is one.
        return _portion(found, k, make) if is_shown and found else None

    everything = [
        one for kind in kinds.values() for body in kind.values() for one in body
    ]
    return Groups(
        all=figure(everything, is_shown=total(sums, k) is not None),
        kinds={
            kind: figure(
                [one for found in bodies.values() for one in found],
                is_shown=may_show[kind] is not None,
            )
            for kind, bodies in kinds.items()
        },
        bodies={
            kind: {
                body: figure(found, is_shown=within[kind][body] is not None)
                for body, found in bodies.items()
            }
            for kind, bodies in kinds.items()
        },
    )


def _portion(
    found: Sequence[C], k: int, make: Callable[[Sequence[C], int], V]
) -> V | None:
    """The figure of the first whole portions of k businesses; None: not even one."""
    order = list(dict.fromkeys(one.client_id for one in _by_number(found)))
    taken = len(order) - len(order) % k
    if not taken:
        return None
    among = set(order[:taken])
    return make([one for one in found if one.client_id in among], taken)


def _by_number(found: Sequence[C]) -> list[C]:
    return sorted(found, key=lambda case: case.number)


def _clients(found: Sequence[Counted]) -> int:
    return len({one.client_id for one in found})


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
