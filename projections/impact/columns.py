"""What is known of every business, in columns: conditions are judged for all at once.

A fact that is so or not so, a kind, a region, a size, a class of activity is a set of
rows; employees are a column of numbers; OKVED codes are the rows of each code, by code,
so that everything under "56.1" stands together. Of every fact there is the set of rows
that know it: unknown is a third value. The definition is `domain.condition.judge`; a
test holds the columns to it.
"""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

import numpy as np

from domain.condition import Literal
from domain.condition.tree import Tree
from projections.impact.bits import (
    Bits,
    Rows,
    grown,
    none_of,
    of_mask,
    of_rows,
    put,
    words_for,
)

CLASS: Final = 2
"""How many digits name an OKVED class: "56"."""
_UNKNOWN: Final = -1
_ALL_SITUATIONS: Final = "life_situations"
_ONE_VALUE: Final = ("client_kind", "size", "region")
_FLAG_FIELDS: Final = {"activities": "activity", "objects": "object"}
_BEYOND: Final = "\x7f"

Key = tuple[str, str | bool]


class Judged(NamedTuple):
    """Whom a condition concerns.

    Attributes:
        applies: rows to which it applies.
        possible: those, and rows to which it may apply: a fact is not known.
    """

    applies: Bits
    possible: Bits

    @property
    def may(self) -> Bits:
        """Rows to which it may apply, because a fact is not known."""
        return self.possible & ~self.applies


class Columns:
    """The columns of all businesses; rows are numbered from 0 and never move."""

    def __init__(self, rows: int = 0) -> None:
        """Make room for so many rows; more are found room for later."""
        self._words = words_for(max(rows, 1))
        self.present = none_of(self._words)
        self.half = none_of(self._words)
        self._so: dict[Key, Bits] = {}
        self._known: dict[str, Bits] = {}
        self._employees = np.full(self._words * 64, _UNKNOWN, np.int32)
        self._codes: dict[str, int] = {}
        self._pair_rows: Rows = np.empty(0, np.int32)
        self._pair_codes: Rows = np.empty(0, np.int32)
        self._lay_codes()

    @property
    def words(self) -> int:
        """How many words a set has."""
        return self._words

    @property
    def memory(self) -> int:
        """Bytes that the columns take."""
        sets = [*self._so.values(), *self._known.values(), self.present, self.half]
        numbers = [self._employees, self._pair_rows, self._pair_codes]
        return sum(one.nbytes for one in sets) + sum(one.nbytes for one in numbers)

    def values(self, fact: str) -> dict[str, Bits]:
        """For each value of a fact the rows that have it; of okved, each class."""
        return {
            str(value): rows for (name, value), rows in self._so.items() if name == fact
        }

    def known(self, fact: str) -> Bits:
        """The rows that know a fact."""
        found = self._known.get(fact, none_of(self._words))
        if fact.startswith("life_situation:"):
            return found | self._known.get(_ALL_SITUATIONS, none_of(self._words))
        return found

    def put(
        self,
        rows: Sequence[int],
        profiles: Sequence[Mapping[str, Any] | None],
        halves: Sequence[bool],
    ) -> None:
        """Set what is known of some businesses, in place of what was.

        Args:
            rows: their numbers, each once.
            profiles: of each, as `Profile` is kept in JSON; None: it is gone.
            halves: of each, on which side it falls by chance; see `half`.
        """
        if not rows:
            return
        self._room_for(max(rows) + 1)
        there = np.array(rows, np.int32)
        self._clear(there)
        found = _Found(self._codes)
        for row, profile in zip(rows, profiles, strict=True):
            if profile is not None:
                found.take(row, profile)
        alive = [
            (row, half)
            for row, profile, half in zip(rows, profiles, halves, strict=True)
            if profile is not None
        ]
        put(self.present, np.array([row for row, _ in alive], np.int32))
        put(self.half, np.array([row for row, half in alive if half], np.int32))
        for key, listed in found.so.items():
            put(self._so.setdefault(key, none_of(self._words)), _rows(listed))
        for fact, listed in found.known.items():
            put(self._known.setdefault(fact, none_of(self._words)), _rows(listed))
        if len(found.employed):
            self._employees[_rows(found.employed)] = _rows(found.employees)
        self._pair_rows = np.concatenate([self._pair_rows, _rows(found.pair_rows)])
        self._pair_codes = np.concatenate([self._pair_codes, _rows(found.pair_codes)])

    def lay(self) -> None:
        """Put codes in their order again; to be called after the last `put`."""
        self._lay_codes()

    def judge(self, condition: Tree) -> Judged:
        """Whom a condition concerns, of all businesses."""
        applies, possible = self.present.copy(), self.present.copy()
        for clause in condition.clauses:
            met, open_ = none_of(self._words), none_of(self._words)
            for literal in clause:
                so, perhaps = self.literal(literal)
                met |= so
                open_ |= perhaps
            applies &= met
            possible &= open_
        return Judged(applies, possible)

    def literal(self, literal: Literal) -> tuple[Bits, Bits]:
        """The rows of which a literal is so, and those of which it may be."""
        so, known = self._meeting(literal), self.known(literal.fact)
        if literal.holds:
            return so, so | ~known
        return known & ~so, ~so

    def _meeting(self, literal: Literal) -> Bits:
        fact, test = literal.fact, literal.test
        if fact == "employees":
            return of_mask(self._employees >= int(test), self._words)
        if fact == "okved" and len(str(test)) > CLASS:
            return of_rows(self._under(str(test)), self._words)
        return self._so.get((fact, test), none_of(self._words))  # type: ignore[arg-type]

    def _under(self, prefix: str) -> Rows:
        first = bisect_left(self._ordered, prefix)
        last = bisect_left(self._ordered, prefix + _BEYOND)
        return self._pair_rows[self._starts[first] : self._starts[last]]

    def _lay_codes(self) -> None:
        """Put the rows of each code together, codes in the order of their text."""
        self._ordered = sorted(self._codes)
        few = len(self._codes) <= 2**16
        # Sorting 16-bit numbers is a radix sort: ten times as fast as longer ones.
        rank = np.empty(max(len(self._codes), 1), np.uint16 if few else np.uint32)
        for place, code in enumerate(self._ordered):
            rank[self._codes[code]] = place
        ranks = rank[self._pair_codes]
        order = np.argsort(ranks, kind="stable")
        self._pair_rows = self._pair_rows[order]
        self._pair_codes = self._pair_codes[order]
        sizes = np.bincount(ranks, minlength=len(self._ordered))
        self._starts = [0, *np.cumsum(sizes).tolist()]

    def _clear(self, rows: Rows) -> None:
        gone = none_of(self._words)
        put(gone, rows)
        kept = ~gone
        for bits in (*self._so.values(), *self._known.values()):
            np.bitwise_and(bits, kept, out=bits)
        self.present &= kept
        self.half &= kept
        self._employees[rows] = _UNKNOWN
        if len(self._pair_rows):
            dropped = np.zeros(self._words * 64, np.bool_)
            dropped[rows] = True
            stay = ~dropped[self._pair_rows]
            if not stay.all():
                self._pair_rows = self._pair_rows[stay]
                self._pair_codes = self._pair_codes[stay]

    def _room_for(self, rows: int) -> None:
        if rows <= self._words * 64:
            return
        words = words_for(rows + rows // 8)
        self.present, self.half = grown(self.present, words), grown(self.half, words)
        self._so = {key: grown(bits, words) for key, bits in self._so.items()}
        self._known = {fact: grown(bits, words) for fact, bits in self._known.items()}
        employees = np.full(words * 64, _UNKNOWN, np.int32)
        employees[: len(self._employees)] = self._employees
        self._employees, self._words = employees, words


class _Found:
    """What some profiles say, gathered by what they say."""

    def __init__(self, codes: dict[str, int]) -> None:
        self.so: dict[Key, array[int]] = defaultdict(_numbers)
        self.known: dict[str, array[int]] = defaultdict(_numbers)
        self.employed, self.employees = _numbers(), _numbers()
        self.pair_rows, self.pair_codes = _numbers(), _numbers()
        self._codes = codes

    def take(self, row: int, profile: Mapping[str, Any]) -> None:
        """Add one business."""
        for fact in _ONE_VALUE:
            if (value := profile.get(fact)) is not None:
                self.so[fact, value].append(row)
                self.known[fact].append(row)
        if (count := profile.get("employees")) is not None:
            self.employed.append(row)
            self.employees.append(count)
            self.known["employees"].append(row)
        self._okved(row, profile.get("okved"))
        for field, kind in _FLAG_FIELDS.items():
            for name, said in (profile.get(field) or {}).items():
                self._flag(row, f"{kind}:{name}", said)
        self._situations(row, profile.get("life_situations"))

    def _okved(self, row: int, codes: Sequence[str] | None) -> None:
        if codes is None:
            return
        self.known["okved"].append(row)
        for code in set(codes):
            self.pair_rows.append(row)
            self.pair_codes.append(self._codes.setdefault(code, len(self._codes)))
        for name in {code[:CLASS] for code in codes}:
            self.so["okved", name].append(row)

    def _situations(self, row: int, said: Any) -> None:
        if isinstance(said, Mapping):
            for name, value in said.items():
                self._flag(row, f"life_situation:{name}", value)
        elif said is not None:
            self.known[_ALL_SITUATIONS].append(row)
            for name in set(said):
                self.so[f"life_situation:{name}", True].append(row)

    def _flag(self, row: int, fact: str, said: bool) -> None:  # noqa: FBT001 - a fact
        self.known[fact].append(row)
        if said:
            self.so[fact, True].append(row)


def _numbers() -> "array[int]":
    return array("i")


def _rows(listed: "array[int]") -> Rows:
    return np.frombuffer(listed, np.int32)
