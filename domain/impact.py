"""How many clients a rule would affect, told so that nobody can be singled out (E6).

Whoever asks chooses the condition, so that two questions may differ by one business.
Therefore what is below k is not told, not even that there is nobody; and every other
count is rounded by chance to a multiple of k, the same clients always in the same way.
So the difference of two counts, or of a total and its parts, says no more than that
something is below k.
"""

from enum import StrEnum
from typing import NamedTuple

from domain.kernel import Value
from domain.small_groups import K, rounded


class By(StrEnum):
    """What clients are grouped by; SECTION and CLASS are of OKVED-2."""

    SECTION = "section"
    CLASS = "class"
    REGION = "region"
    SIZE = "size"
    KIND = "kind"


UNKNOWN = ""
"""Key of the group of those of whom the fact is not known."""


class Counted(NamedTuple):
    """A number of clients.

    Attributes:
        size: how many they are.
        half: how many of them fall on one side by chance; who they are decides it.
    """

    size: int
    half: int


class Reach(Value):
    """Whom a rule concerns; None: fewer than k, or hidden for their sake.

    Attributes:
        affects: clients to whom it applies.
        may_affect: clients of whom something is not known that decides it.
    """

    affects: int | None
    may_affect: int | None


class ImpactGroup(Value):
    """The clients of one region, size, kind or activity.

    Attributes:
        key: code or name; UNKNOWN: nobody said it.
        now: whom the draft concerns.
        before: whom the rule in force concerns; None when nothing is compared.
    """

    key: str
    now: Reach
    before: Reach | None

    @property
    def is_hidden(self) -> bool:
        """Whether nothing of it is told."""
        sides = [self.now, *([self.before] if self.before else [])]
        return all(one.affects is None and one.may_affect is None for one in sides)


class ImpactTable(Value):
    """All groups by one thing; a client of several activities stands in several."""

    by: By
    groups: tuple[ImpactGroup, ...]

    @property
    def shown(self) -> tuple[ImpactGroup, ...]:
        """The groups of which something is told."""
        return tuple(one for one in self.groups if not one.is_hidden)

    @property
    def hidden(self) -> int:
        """Of how many groups nothing is told."""
        return len(self.groups) - len(self.shown)


class Difference(Value):
    """What changes against the rule in force; None: fewer than k.

    Attributes:
        gained: clients whom only the draft concerns.
        lost: clients whom only the rule in force concerns.
    """

    gained: int | None
    lost: int | None


class Impact(Value):
    """How many clients a rule would affect.

    Attributes:
        clients: how many there are in all.
        now: whom the draft concerns.
        before: whom the rule in force concerns; None when nothing is compared.
        difference: between the two; None likewise.
        tables: the same by activity, region, size and kind.
        k: to which counts are rounded, and below which they are not told.
    """

    clients: int | None
    now: Reach
    before: Reach | None
    difference: Difference | None
    tables: tuple[ImpactTable, ...] = ()
    k: int = K

    def table(self, by: By) -> ImpactTable:
        """The groups by one thing."""
        return next(one for one in self.tables if one.by is by)


class Protection:
    """Makes a count into what may be told.

    Args:
        k: see `domain.small_groups`.
        secret: of this installation; without it nobody can undo the rounding.
    """

    def __init__(self, k: int, secret: bytes) -> None:
        self.k = k
        self._secret = secret

    def told(self, counted: Counted) -> int | None:
        """A count as it may be told; None when it is small."""
        if counted.size < self.k:
            return None
        who = counted.size.to_bytes(8) + counted.half.to_bytes(8)
        return rounded(counted.size, self.k, self._secret + who)
