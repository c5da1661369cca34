"""A literal: one test of one fact, with its sign."""

from enum import StrEnum
from typing import NamedTuple, cast

from domain.profile import Test


class Ground(StrEnum):
    """On what a business may declare that a requirement does not concern it.

    Source:
        Стандарт «Государство для бизнеса», п. 4.7.
    """

    ACTIVITY_NOT_CARRIED_OUT = "activity_not_carried_out"
    OBJECT_NOT_USED = "object_not_used"


_GROUNDS = {
    "activity": Ground.ACTIVITY_NOT_CARRIED_OUT,
    "okved": Ground.ACTIVITY_NOT_CARRIED_OUT,
    "employees": Ground.ACTIVITY_NOT_CARRIED_OUT,
    "life_situation": Ground.ACTIVITY_NOT_CARRIED_OUT,
    "object": Ground.OBJECT_NOT_USED,
}


def ground_of(atom: str) -> Ground | None:
    """The ground of saying that an atom, e.g. "object:lift", is not so."""
    return _GROUNDS.get(atom.partition(":")[0])


_ONE_OF_MANY = {"client_kind", "size", "region"}


class Literal(NamedTuple):
    """A test of one fact, with its sign: "has a lift", "has no lift".

    Attributes:
        fact: its key, e.g. "object:lift", "okved".
        test: True for a flag, a prefix for okved, "at least" for employees.
        holds: whether the test must be met (True) or must not be (False).
    """

    fact: str
    test: Test
    holds: bool = True

    @property
    def kind(self) -> str:
        """The fact's key without a name: "object", "okved"."""
        return self.fact.partition(":")[0]

    @property
    def atom(self) -> str:
        """The test as text, without its sign: "object:lift", "okved:56"."""
        return self.fact if self.test is True else f"{self.fact}:{self.test}"

    @property
    def ground(self) -> Ground | None:
        """On what one may declare that it is not so; None: not a matter to declare."""
        return ground_of(self.fact)

    @property
    def opposite(self) -> "Literal":
        return Literal(self.fact, self.test, not self.holds)

    def implies(self, other: "Literal") -> bool:
        """Whether it is never truer than the other, in all three values."""
        if self.fact != other.fact:
            return False
        if self.holds is other.holds:
            narrow, wide = (self, other) if self.holds else (other, self)
            return _within(self.fact, narrow.test, wide.test)
        # Who is of one kind, size or region is not of another.
        return self.holds and self.fact in _ONE_OF_MANY and self.test != other.test


Clause = tuple[Literal, ...]
"""Met when any of its literals is; sorted."""


def _within(fact: str, narrow: Test, wide: Test) -> bool:
    if fact == "okved":
        return cast(str, narrow).startswith(cast(str, wide))
    if fact == "employees":
        return cast(int, narrow) >= cast(int, wide)
    return narrow == wide
