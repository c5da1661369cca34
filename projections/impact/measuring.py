"""Counts whom conditions concern, by group, and tells it protected (E6)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import NamedTuple

from domain.condition.tree import Tree
from domain.impact import (
    UNKNOWN,
    By,
    Counted,
    Difference,
    Impact,
    ImpactGroup,
    ImpactTable,
    Protection,
    Reach,
)
from domain.small_groups import K
from projections.impact.bits import Bits, any_of, count
from projections.impact.columns import Columns, Judged
from projections.impact.population import Population, Sections

FACT = {By.REGION: "region", By.SIZE: "size", By.KIND: "client_kind"}
Groups = dict[By, dict[str, Bits]]


class Sides(NamedTuple):
    """The two rules that are compared; `before` is None when nothing is."""

    now: Judged
    before: Judged | None


class Impacts:
    """Answers whom conditions would concern, of all clients, at once.

    Args:
        population: all clients.
        secret: of this installation; see `Protection`. Asked for once.
        k: below how many nothing is told.
    """

    def __init__(
        self, population: Population, secret: Callable[[], bytes], k: int = K
    ) -> None:
        self._population = population
        self._secret = secret
        self._k = k

    def measure(self, now: Sequence[Tree], before: Sequence[Tree] = ()) -> Impact:
        """How many clients are concerned by any of some conditions.

        Args:
            now: as drafted; none: nobody is concerned any more.
            before: as in force; none: there is nothing to compare with.
        """
        with self._population.now() as (columns, sections):
            sides = _sides(columns, now, before)
            counting = _Counting(columns.half, self._protection)
            groups = _groups(columns, sections)
            tables = tuple(counting.table(by, groups[by], sides) for by in By)
            found = counting.total(columns.present, sides)
        return found.model_copy(update={"tables": tables})

    def totals(
        self, rules: Sequence[tuple[Sequence[Tree], Sequence[Tree]]]
    ) -> list[Impact]:
        """How many clients several rules concern, each by itself; without tables."""
        with self._population.now() as (columns, _):
            counting = _Counting(columns.half, self._protection)
            return [
                counting.total(columns.present, _sides(columns, now, before))
                for now, before in rules
            ]

    @contextmanager
    def columns(self) -> Iterator[Columns]:
        """The columns themselves, for measuring how fast they are."""
        with self._population.now() as (columns, _):
            yield columns

    @cached_property
    def _protection(self) -> Protection:
        return Protection(self._k, self._secret())


class _Counting:
    def __init__(self, half: Bits, protection: Protection) -> None:
        self._half = half
        self._protection = protection

    def total(self, present: Bits, sides: Sides) -> Impact:
        now, before = sides
        return Impact(
            clients=self._told(present),
            now=self._reach(now, present),
            before=self._reach(before, present) if before else None,
            difference=Difference(
                gained=self._told(now.applies & ~before.applies),
                lost=self._told(before.applies & ~now.applies),
            )
            if before
            else None,
            k=self._protection.k,
        )

    def table(self, by: By, groups: Mapping[str, Bits], sides: Sides) -> ImpactTable:
        """The groups by one thing."""
        return ImpactTable(
            by=by,
            groups=tuple(
                ImpactGroup(
                    key=key,
                    now=self._reach(sides.now, rows),
                    before=self._reach(sides.before, rows) if sides.before else None,
                )
                for key, rows in groups.items()
            ),
        )

    def _reach(self, judged: Judged, among: Bits) -> Reach:
        return Reach(
            affects=self._told(judged.applies & among),
            may_affect=self._told(judged.may & among),
        )

    def _told(self, rows: Bits) -> int | None:
        size = count(rows)
        if size < self._protection.k:
            return None
        return self._protection.told(Counted(size, count(rows & self._half)))


def _sides(columns: Columns, now: Sequence[Tree], before: Sequence[Tree]) -> Sides:
    return Sides(
        now=_judged(columns, now), before=_judged(columns, before) if before else None
    )


def _judged(columns: Columns, conditions: Sequence[Tree]) -> Judged:
    each = [columns.judge(one) for one in conditions]
    words = columns.words
    return Judged(
        applies=any_of((one.applies for one in each), words),
        possible=any_of((one.possible for one in each), words),
    )


def _groups(columns: Columns, sections: Sections) -> Groups:
    present, words = columns.present, columns.words
    rows = {key: any_of(of.values(), words) for key, of in sections.items()}
    found: Groups = {
        By.SECTION: rows | {UNKNOWN: present & ~columns.known("okved")},
        By.CLASS: {key: rows for of in sections.values() for key, rows in of.items()},
    }
    for by, fact in FACT.items():
        values = columns.values(fact)
        found[by] = {key: values[key] for key in sorted(values)}
        found[by][UNKNOWN] = present & ~columns.known(fact)
    return found
