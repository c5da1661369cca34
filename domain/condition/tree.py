"""The tree of a condition: atoms under all, any and not."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache, reduce
from typing import Any

from domain.condition.algebra import Literals, both, either
from domain.condition.literal import Clause, Literal
from domain.profile import FLAGS

MOST_KEPT = 4096
"""Conditions whose grounds are remembered: those that people declare on just now."""

_FACT = {"okved_prefix": "okved", "employees_min": "employees"}


class Tree(ABC):
    """A condition or a part of one; equal when it reads the same, never changed."""

    @property
    @abstractmethod
    def as_json(self) -> dict[str, Any]:
        """Its JSON form; `parse` gives an equal condition back."""

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The same condition as all of: any of: literals; without what is absorbed.

        Returns:
            Clauses, shortest first; none when it applies to everyone; an empty clause
            when it applies to nobody.

        Raises:
            ConditionTooComplex: there are more than can be explained.
        """
        found = (tuple(sorted(clause)) for clause in self.normal(holds=True))
        return tuple(sorted(found, key=lambda clause: (len(clause), clause)))

    @abstractmethod
    def normal(self, *, holds: bool) -> list[Literals]:
        """Clauses, no order, of the part (holds) or of its opposite."""

    @abstractmethod
    def literals(self, *, holds: bool = True) -> Iterator[tuple[Literal, bool]]:
        """Each literal as written, and whether nots leave it (True) or turn it."""

    @abstractmethod
    def without(self, absent: Collection[str]) -> "Tree":
        """The part as it reads when these atoms are not so."""


@dataclass(frozen=True)
class Atom(Tree):
    """A question about one kind of fact, met by any of the values.

    Attributes:
        kind: okved_prefix, client_kind, activity, object, life_situation, region,
            size, employees_min or employees_max.
        values: names, codes or prefixes; of employees one number, included.
    """

    kind: str
    values: tuple[str | int, ...]

    @property
    def as_json(self) -> dict[str, Any]:
        counts = self.kind.startswith("employees")
        return {self.kind: self.values[0] if counts else list(self.values)}

    def normal(self, *, holds: bool) -> list[Literals]:
        asked = [_literal(self.kind, value) for value in self.values]
        if holds:
            return [frozenset(asked)]
        return both([[frozenset({literal.opposite})] for literal in asked])

    def literals(self, *, holds: bool = True) -> Iterator[tuple[Literal, bool]]:
        return ((_literal(self.kind, value), holds) for value in self.values)

    def without(self, absent: Collection[str]) -> Tree:
        gone = [v for v in self.values if _literal(self.kind, v).atom in absent]
        if not gone:
            return self
        if not _literal(self.kind, gone[0]).holds:
            return ALWAYS
        left = tuple(value for value in self.values if value not in gone)
        return Atom(self.kind, left) if left else NEVER


@dataclass(frozen=True)
class _Several(Tree):
    of: tuple[Tree, ...]

    def literals(self, *, holds: bool = True) -> Iterator[tuple[Literal, bool]]:
        for part in self.of:
            yield from part.literals(holds=holds)

    def without(self, absent: Collection[str]) -> Tree:
        return type(self)(tuple(part.without(absent) for part in self.of))


class All(_Several):
    """Every one of them; of none: applies to everyone."""

    @property
    def as_json(self) -> dict[str, Any]:
        return {"op": "all", "of": [part.as_json for part in self.of]}

    def normal(self, *, holds: bool) -> list[Literals]:
        parts = [part.normal(holds=holds) for part in self.of]
        return both(parts) if holds else _any_of(parts)


class AnyOf(_Several):
    """At least one of them; of none: applies to nobody."""

    @property
    def as_json(self) -> dict[str, Any]:
        return {"op": "any", "of": [part.as_json for part in self.of]}

    def normal(self, *, holds: bool) -> list[Literals]:
        parts = [part.normal(holds=holds) for part in self.of]
        return _any_of(parts) if holds else both(parts)


@dataclass(frozen=True)
class Not(Tree):
    """The opposite; of unknown: unknown."""

    of: Tree

    @property
    def as_json(self) -> dict[str, Any]:
        return {"op": "not", "of": [self.of.as_json]}

    def normal(self, *, holds: bool) -> list[Literals]:
        return self.of.normal(holds=not holds)

    def literals(self, *, holds: bool = True) -> Iterator[tuple[Literal, bool]]:
        return self.of.literals(holds=not holds)

    def without(self, absent: Collection[str]) -> Tree:
        return Not(self.of.without(absent))


ALWAYS = All(())
"""Applies to everyone, whatever is known: {"op": "all", "of": []}."""

NEVER = AnyOf(())
"""Applies to nobody; what is left of a condition when all it names is not so."""


def clauses(condition: Tree) -> tuple[Clause, ...]:
    """The condition as all of: any of: literals; see `Tree.clauses`."""
    return condition.clauses


def facts_of(condition: Tree) -> frozenset[str]:
    """Keys of the facts that a condition names."""
    return frozenset(literal.fact for literal, _ in condition.literals())


@lru_cache(maxsize=MOST_KEPT)
def grounds(condition: Tree) -> tuple[Literal, ...]:
    """What a business may declare not to be so, as the condition names it.

    Only what the condition wants to be so: not to use a thing takes nothing away from
    those for whom the requirement is because they do not use it.

    Returns:
        Each with its `atom` and `ground`, in the order of the condition, once.

    Source:
        Стандарт «Государство для бизнеса», п. 4.7.
    """
    wanted = (
        Literal(literal.fact, literal.test)
        for literal, holds in condition.literals()
        if literal.ground and literal.holds is holds
    )
    return tuple(dict.fromkeys(wanted))


def without(condition: Tree, absent: Iterable[str]) -> Tree:
    """The condition as it reads when these atoms, e.g. "object:lift", are not so."""
    return _without(condition, frozenset(absent))


@lru_cache(maxsize=MOST_KEPT)
def _without(condition: Tree, absent: frozenset[str]) -> Tree:
    return condition.without(absent)


def _any_of(parts: list[list[Literals]]) -> list[Literals]:
    return reduce(either, parts) if parts else [frozenset()]


def _literal(kind: str, value: str | int) -> Literal:
    if kind in FLAGS:
        return Literal(f"{kind}:{value}", test=True)
    if kind == "employees_max":
        return Literal("employees", int(value) + 1, holds=False)
    return Literal(_FACT.get(kind, kind), value)
