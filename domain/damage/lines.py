"""What a claim of damage is made of, line by line (I9)."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from domain.burden import Amounts, DamageKind, Who
from domain.damage.interest import Interest
from domain.kernel import Value

MOST_LINES = 100
KOPECKS = 100
_PROFIT = frozenset({DamageKind.DOWNTIME, DamageKind.CUSTOMERS})


class LineKind(StrEnum):
    """What a line is about.

    ACTUAL: what was spent, lost or harmed. PROFIT: income that would have come.
    INTEREST: on money that was kept back. LEGAL: for lawyers and other help.
    """

    ACTUAL = "actual"
    PROFIT = "profit"
    INTEREST = "interest"
    LEGAL = "legal"


class ClaimLine(Value):
    """One line of a claim, without its words.

    Attributes:
        kind: what it is about.
        kopecks: how much.
        files: ids of documents that show it.
        day: of the records of what the inspection took; None: not taken from there.
        interest: how it was reckoned; None for all other kinds.
    """

    kind: LineKind
    kopecks: int
    files: tuple[UUID, ...] = ()
    day: date | None = None
    interest: Interest | None = None


class Taken(NamedTuple):
    """What a recorded day of an inspection comes to, for one kind of line."""

    kind: LineKind
    roubles: int


class Totals(Value):
    """What the lines of a claim come to, in kopecks.

    Attributes:
        actual, profit, interest, legal: by what they are about.
    """

    actual: int = 0
    profit: int = 0
    interest: int = 0
    legal: int = 0

    @classmethod
    def of(cls, lines: Iterable[ClaimLine]) -> "Totals":
        """The sums of some lines."""
        found = dict.fromkeys(LineKind, 0)
        for one in lines:
            found[one.kind] += one.kopecks
        return cls(**{kind.value: kopecks for kind, kopecks in found.items()})

    @property
    def all(self) -> int:
        """Everything together."""
        return self.actual + self.profit + self.interest + self.legal


def taken_from(amounts: Amounts) -> list[Taken]:
    """What a recorded day comes to, by kind of line; kinds with nothing are left out.

    Paid help from outside is legal costs; that work stood still, or customers stayed
    away, is lost profit; all the rest is actual damage.

    Source:
        ГК РФ, ст. 15.
    """
    found = dict.fromkeys(LineKind, 0)
    for work in amounts.work:
        helped = work.who is Who.ADVISER
        found[LineKind.LEGAL if helped else LineKind.ACTUAL] += work.roubles
    for cost in amounts.costs:
        found[LineKind.ACTUAL] += cost.roubles
    for harm in amounts.damage:
        lost = harm.kind in _PROFIT
        found[LineKind.PROFIT if lost else LineKind.ACTUAL] += harm.roubles
    return [Taken(kind, roubles) for kind, roubles in found.items() if roubles]
