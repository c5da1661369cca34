"""What answers would settle: counted for the whole register at once, in memory."""

from collections.abc import Iterable, Mapping
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from domain.profile import FactValue, Profile, Test
from projections.index import UNKNOWN, ClauseTable, Mask
from projections.numbering import Numbers

Places = NDArray[np.int32]


class Prospects:
    """The undecided conditions of a business, and what each answer does to them.

    A condition is undecided because some of its clauses are open. An answer closes a
    clause when it makes one of its literals true, and breaks it when none is left that
    could be. A condition is settled when one of its clauses is broken, or all that were
    open are closed.

    Args:
        table: the conditions.
        profile: what is known.
        undecided: the numbers of the conditions that wait for an answer; all of them
            must be unknown.
    """

    def __init__(self, table: ClauseTable, profile: Profile, undecided: Mask) -> None:
        self._table = table
        self._rows = table.rows
        values = table.values(profile)
        self._open: Mask = (values == UNKNOWN) & undecided[self._rows]
        self._waiting = np.bincount(self._rows[self._open], minlength=len(undecided))
        self._unknown = [fact for fact in table.facts if not profile.known(fact)]
        self.count = int(undecided.sum())

    @cached_property
    def named(self) -> dict[str, Places]:
        """Unknown facts, each with the open clauses that name it; no order."""
        found = {}
        for fact in self._unknown:
            places = self._table.naming(fact)
            places = places[self._open[places]]
            if len(places):
                found[fact] = places
        return found

    @cached_property
    def tangled(self) -> Numbers:
        """Conditions in which two open clauses share a fact.

        Only there may a clause make another superfluous, so that a fact is named and
        decides nothing.
        """
        twice = np.zeros(len(self._waiting), bool)
        for fact, places in self.named.items():
            if len(self._rows_of[fact]) < len(places):
                found, times = np.unique(
                    self._rows[np.unique(places)], return_counts=True
                )
                twice[found[times > 1]] = True
        return np.flatnonzero(twice)

    def deciding(self, tangled: Iterable[str]) -> set[str]:
        """Facts that still decide something.

        Args:
            tangled: those that decide something of the tangled conditions.
        """
        plain = np.ones(len(self._waiting), bool)
        plain[self.tangled] = False
        return {
            fact for fact, rows in self._rows_of.items() if plain[rows].any()
        } | set(tangled)

    def tests(self, fact: str) -> tuple[Test, ...]:
        """What conditions ask of a fact, any order."""
        return self._table.tests(fact)

    def settled(self, answers: Mapping[str, FactValue]) -> Numbers:
        """The conditions that are settled when these unknown facts are so.

        Args:
            answers: by fact key, none of them None.

        Returns:
            Their numbers, no order.
        """
        met = Profile().with_facts(answers).met
        facts = [fact for fact in answers if fact in self.named]
        if not facts:
            return np.empty(0, np.intp)
        true = [one for fact in facts for one in self._table.met_by(fact, met[fact])]
        closed = np.unique(np.concatenate(true)) if true else np.empty(0, np.int32)
        closed = closed[self._open[closed]]
        rows, times = np.unique(self._rows[closed], return_counts=True)
        asked, lost = np.unique(
            np.concatenate([self.named[fact] for fact in facts]), return_counts=True
        )
        gone = asked[lost == self._literals[asked]]
        broken = np.setdiff1d(gone, closed, assume_unique=True)
        apply = rows[times == self._waiting[rows]]
        return np.union1d(apply, self._rows[broken])

    def needless(self, settled: Numbers, facts: Iterable[str]) -> set[str]:
        """Facts that decide nothing once these conditions are settled."""
        done = np.zeros(len(self._waiting), bool)
        done[settled] = True
        return {
            fact
            for fact in facts
            if fact not in self._rows_of
            or (
                len(self._rows_of[fact]) <= len(settled)
                and done[self._rows_of[fact]].all()
            )
        }

    @cached_property
    def _rows_of(self) -> dict[str, NDArray[np.int32]]:
        return {
            fact: np.unique(self._rows[places]) for fact, places in self.named.items()
        }

    @cached_property
    def _literals(self) -> NDArray[np.intp]:
        """For every clause, how many of its literals are not known."""
        if not self.named:
            return np.zeros(len(self._open), np.intp)
        return np.bincount(
            np.concatenate([*self.named.values()]), minlength=len(self._open)
        )
