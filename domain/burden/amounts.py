"""What one day of an inspection took from a business: hours, roubles, damage (I11)."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from domain.kernel import Value

HOUR = 60
DAY = 24 * HOUR
MOST_ROUBLES = 10**12

Roubles = Annotated[int, Field(ge=1, le=MOST_ROUBLES)]


class Who(StrEnum):
    """Whose time it took; ADVISER is somebody who is paid for it from outside."""

    OWNER = "owner"
    STAFF = "staff"
    ADVISER = "adviser"


class CostKind(StrEnum):
    """What was paid for."""

    PAPERS = "papers"
    TRAVEL = "travel"
    SAMPLES = "samples"
    EXPERTS = "experts"
    OTHER = "other"


class DamageKind(StrEnum):
    """What harm was done.

    DOWNTIME: work stood still. GOODS: they were spoiled, or taken and not given back.
    PROPERTY: equipment or premises were harmed. CUSTOMERS: they stayed away.
    """

    DOWNTIME = "downtime"
    GOODS = "goods"
    PROPERTY = "property"
    CUSTOMERS = "customers"
    OTHER = "other"


class Work(Value):
    """Time of several people who did alike.

    Attributes:
        who: whose.
        people: how many.
        minutes: that each of them spent.
        rate: roubles that an hour of one of them costs; None: not known.
    """

    who: Who
    people: int = Field(default=1, ge=1, le=10_000)
    minutes: int = Field(ge=1, le=DAY)
    rate: int | None = Field(default=None, ge=0, le=1_000_000)

    @property
    def minutes_in_all(self) -> int:
        return self.people * self.minutes

    @property
    def roubles(self) -> int:
        """What it costs, to the nearest rouble; 0 when the rate is not known."""
        return (self.minutes_in_all * (self.rate or 0) + HOUR // 2) // HOUR


class Cost(Value):
    """Something that was paid."""

    kind: CostKind
    roubles: Roubles


class Damage(Value):
    """Some harm, as the business values it."""

    kind: DamageKind
    roubles: Roubles


class Amounts(Value):
    """All that one day took; empty where nothing was.

    Attributes:
        work: time.
        costs: what was paid.
        damage: what harm was done.
    """

    work: tuple[Work, ...] = Field(default=(), max_length=20)
    costs: tuple[Cost, ...] = Field(default=(), max_length=20)
    damage: tuple[Damage, ...] = Field(default=(), max_length=20)

    @property
    def is_empty(self) -> bool:
        return not (self.work or self.costs or self.damage)

    @property
    def minutes(self) -> int:
        """Time of all people together."""
        return sum(one.minutes_in_all for one in self.work)

    @property
    def work_roubles(self) -> int:
        """What the time cost, as far as rates are known."""
        return sum(one.roubles for one in self.work)

    @property
    def roubles(self) -> int:
        """What it cost: the time, as far as rates are known, and what was paid."""
        return self.work_roubles + sum(one.roubles for one in self.costs)

    @property
    def damage_roubles(self) -> int:
        """What the harm is worth."""
        return sum(one.roubles for one in self.damage)
