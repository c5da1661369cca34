"""Counts of businesses, and figures of them, that show no one business.

A count below k is hidden, and so many others with it that nothing can be had back by
subtracting what is shown from its total (complementary suppression). Shared by every
page that counts clients.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Final, Generic, Protocol, TypeVar
from uuid import UUID

from domain.kernel import Value

G = TypeVar("G", bound=Hashable)
P = TypeVar("P", bound=Hashable)

K: Final = 5
"""How many clients there are at least in whatever is shown, unless set otherwise."""

_FEWEST_HIDDEN: Final = 2


def suppress(
    counts: Mapping[G, int], k: int = K, *, least: int = 1
) -> dict[G, int | None]:
    """Hide what is small in a table whose total is known.

    Args:
        counts: how many clients there are in each group; every client in one at most.
        k: the least count that may be shown; 1 hides nothing.
        least: the least count that is hidden; 0 where even that nobody is there would
            tell something, because whoever asks chose the group.

    Returns:
        The same groups in the same order; None: hidden. What is hidden comes to at
        least k in two groups or more; where the table is too small for that, every
        group that has anybody is hidden, and `total` hides the total too when it must.
    """
    hidden = {group for group, count in counts.items() if least <= count < k}
    others = sorted(
        (group for group, count in counts.items() if count >= k),
        key=lambda group: counts[group],
    )
    for group in others:
        if not hidden or _is_safe(counts, hidden, k):
            break
        hidden.add(group)
    return {
        group: None if group in hidden else count for group, count in counts.items()
    }


def total(counts: Mapping[G, int], k: int = K) -> int | None:
    """The total of a table as it may stand beside what `suppress` shows of it.

    Returns:
        None when it is small itself, or when it would tell what is hidden.
    """
    hidden = {group for group, shown in suppress(counts, k).items() if shown is None}
    if hidden and not _is_safe(counts, hidden, k):
        return None
    return shown(sum(counts.values()), k)


def shown(count: int, k: int = K) -> int | None:
    """A count that stands alone; None when it is small."""
    return None if 0 < count < k else count


def suppress_nested(
    parts: Mapping[P, Mapping[G, int]], k: int = K
) -> dict[P, dict[G, int | None]]:
    """Hide what is small in tables of which each one's total stands in another table.

    Args:
        parts: the inner table of each group of the outer one.
        k: the least count that may be shown.

    Returns:
        The inner tables. All of a table is hidden whose total is hidden in the outer
        table, or must be for the sake of what it holds.
    """
    outer = suppress({part: sum(inner.values()) for part, inner in parts.items()}, k)
    found: dict[P, dict[G, int | None]] = {}
    for part, inner in parts.items():
        closed = outer[part] is None or total(inner, k) is None
        found[part] = (
            {group: None if count else 0 for group, count in inner.items()}
            if closed
            else suppress(inner, k)
        )
    return found


def rounded(count: int, k: int, seed: bytes) -> int:
    """A count brought to a multiple of k, up or down by chance, right on the average.

    The same count with the same seed comes out the same, so that asking again tells
    nothing; a count that differs by one client comes out as if by a throw of its own,
    so that neither does the difference of two questions.

    Args:
        count: from 0.
        k: what to round to, at least 1.
        seed: secret, and naming who was counted.
    """
    return rounded_by(int.from_bytes(blake2b(seed, digest_size=8).digest()), count, k)


def rounded_by(lot: int, count: int, k: int) -> int:
    """A count brought to a multiple of k: up when the lot, modulo k, is below the rest.

    Args:
        lot: from 0; who draws it sees to it that nobody can foretell it.
        count: from 0.
        k: what to round to, at least 1.
    """
    rest = count % k
    return count - rest + (k if lot % k < rest else 0)


class Counted(Protocol):
    """Something between one business and one body.

    Attributes:
        control_kind: number of the kind of control.
        authority: organisation that it has to do with.
        client_id: whose it is.
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


def grouped(
    cases: Iterable[C], k: int, make: Callable[[Sequence[C], int], V]
) -> Groups[V]:
    """Figures by kind of control and by body.

    A group is shown when it has k businesses, and of it only as many as make whole
    portions of k: so one more business never changes a figure alone, and nothing
    follows from comparing today's figures with yesterday's.

    Args:
        cases: any order.
        k: how many businesses there are at least in whatever is shown.
        make: a figure, of its cases and of how many businesses they are.
    """
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
        # A business that was there twice is counted twice in a sum, and is one.
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


def _is_safe(counts: Mapping[G, int], hidden: set[G], k: int) -> bool:
    return len(hidden) >= _FEWEST_HIDDEN and sum(counts[one] for one in hidden) >= k
