"""The index that judges every requirement of the register at once, in memory.

Literals lead to the clauses that name them. A clause's value is the greatest of its
literals' (false < unknown < true), a requirement's verdict the least of its clauses':
one pass marks the clauses of unknown facts as open and those of true literals as met,
one minimum over the clauses of each requirement gives all verdicts. The definition is
`domain.condition.judge`; a test holds the index to it.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, Final, NamedTuple, cast
from uuid import UUID

import numpy as np
import orjson
from numpy.typing import NDArray

from domain.condition import Clause, Condition, Literal, Verdict, parse
from domain.profile import Profile, Test
from projections.numbering import ID_BYTES, Keys, Numbered, Numbering, Numbers

DOES_NOT_APPLY, UNKNOWN, APPLIES, ABSENT = range(4)
"""Verdicts in an array, least first; ABSENT: no requirement has this number."""

VERDICTS = (Verdict.DOES_NOT_APPLY, Verdict.UNKNOWN, Verdict.APPLIES)

Verdicts = NDArray[np.uint8]
Mask = NDArray[np.bool_]

KEY: Final = 20
"""Bytes of a version's key: the requirement's id, then the version's number."""
_END = -1
_NO_END = date.max.toordinal()


class Entry(NamedTuple):
    """One version of a requirement, as the index takes it from the register's table.

    Attributes:
        requirement: its id.
        version: from 1; with the id it names the row.
        condition: JSON text; None: this version leaves the index.
        since: first day on which this version holds.
        until: last day; None when open.
        status: a small number; what it means is the register's.
        order: place in lists, any integer; equal ones in the order they came.
        labels: what lists are grouped and filtered by, e.g. (body, act); the same
            number of them in every entry.
    """

    requirement: UUID
    version: int
    condition: str | None
    since: date = date.min
    until: date | None = None
    status: int = 0
    order: int = 0
    labels: tuple[str, ...] = ()


class _Slots(NamedTuple):
    """Where a fact's literals stand among the postings: [start, end)."""

    start: int
    end: int
    wanted: dict[Test, tuple[int, int]]
    unwanted: dict[Test, tuple[int, int]]

    def true(self, met: Any) -> Iterator[tuple[int, int]]:
        """The slots of the literals that hold, as what is known meets these tests."""
        if isinstance(met, frozenset) and len(met) < len(self.wanted):
            yield from (self.wanted[test] for test in met if test in self.wanted)
        else:
            yield from (slot for test, slot in self.wanted.items() if test in met)
        yield from (slot for test, slot in self.unwanted.items() if test not in met)


class ClauseTable:
    """Clauses of many conditions, ready to be judged together; never changes."""

    def __init__(
        self,
        written: NDArray[np.int32],
        counts: NDArray[np.int32],
        literals: Sequence[Literal],
    ) -> None:
        """Lay the clauses out.

        Args:
            written: number after number, places in `literals`, an _END after each
                clause.
            counts: per number, its clauses; _END: absent.
            literals: all that occur, any order.
        """
        self._size = len(counts)
        self._absent = np.flatnonzero(counts < 0)
        place = self._lay_out(np.maximum(counts, 0))
        self._clauses = len(place)
        self._post(written, place, literals)

    def judge_all(self, profile: Profile) -> Verdicts:
        """The verdict of every condition, by its number."""
        values = self.values(profile)
        verdicts = np.full(self._size, APPLIES, np.uint8)
        for numbers, start, depth in self._blocks:
            block = values[start : start + depth * len(numbers)]
            verdicts[numbers] = block.reshape(depth, -1).min(axis=0)
        verdicts[self._absent] = ABSENT
        return verdicts

    def values(self, profile: Profile) -> Verdicts:
        """The value of every clause, by its place."""
        values = np.zeros(self._clauses, np.uint8)
        met = profile.met
        true: list[tuple[int, int]] = []
        unknown: list[tuple[int, int]] = []
        for fact, slots in self._facts.items():
            tests = met[fact]
            if tests is None:
                unknown.append((slots.start, slots.end))
            else:
                true += slots.true(tests)
        for value, found in ((UNKNOWN, unknown), (APPLIES, true)):
            for start, end in found:
                values[self._postings[start:end]] = value
        return values

    @cached_property
    def rows(self) -> NDArray[np.int32]:
        """For every clause, by its place, the number of its condition."""
        rows = np.empty(self._clauses, np.int32)
        for numbers, start, depth in self._blocks:
            rows[start : start + depth * len(numbers)] = np.tile(numbers, depth)
        return rows

    @property
    def facts(self) -> Iterable[str]:
        """Keys of the facts that some condition names."""
        return self._facts.keys()

    def tests(self, fact: str) -> tuple[Test, ...]:
        """What conditions ask of a fact, any order."""
        slots = self._facts.get(fact)
        return tuple({*slots.wanted, *slots.unwanted}) if slots else ()

    def naming(self, fact: str) -> NDArray[np.int32]:
        """Places of the clauses that name a fact; twice where two literals do."""
        slots = self._facts[fact]
        places: NDArray[np.int32] = self._postings[slots.start : slots.end]
        return places

    def met_by(self, fact: str, met: Any) -> list[NDArray[np.int32]]:
        """Places of the clauses that hold when a fact is so, a list for each literal.

        Args:
            fact: its key.
            met: the tests that what is known of it meets, as in `Profile.met`.
        """
        slots = self._facts[fact]
        return [self._postings[start:end] for start, end in slots.true(met)]

    def _lay_out(self, counts: NDArray[np.int32]) -> NDArray[np.int32]:
        """Put rows with as many clauses side by side, the first clauses first.

        Then the least value of each row is a minimum of whole arrays.

        Returns:
            The new place of each clause, clauses counted as the rows come.
        """
        first = np.cumsum(counts) - counts
        place = np.empty(int(counts.sum()), np.int32)
        self._blocks: list[tuple[Numbers, int, int]] = []
        start = 0
        for depth in np.unique(counts[counts > 0]).tolist():
            numbers = np.flatnonzero(counts == depth)
            beside = np.arange(start, start + len(numbers), dtype=np.int32)
            for nth in range(depth):
                place[first[numbers] + nth] = beside + nth * len(numbers)
            self._blocks.append((numbers, start, depth))
            start += depth * len(numbers)
        return place

    def _post(
        self,
        written: NDArray[np.int32],
        place: NDArray[np.int32],
        literals: Sequence[Literal],
    ) -> None:
        """For each literal list the clauses that name it; a fact's stand together."""
        ends = written == _END
        clause = np.cumsum(ends, dtype=np.int32)[~ends]
        ordered = sorted(range(len(literals)), key=lambda n: literals[n])
        rank = np.empty(len(literals), _smallest_type(len(literals)))
        rank[ordered] = np.arange(len(literals))
        ranks = rank[written[~ends]]
        # Sorting 16-bit numbers is a radix sort: ten times as fast as longer ones.
        self._postings = place[clause[np.argsort(ranks, kind="stable")]]
        sizes = np.bincount(ranks, minlength=len(literals))
        bounds = np.concatenate(([0], np.cumsum(sizes))).tolist()
        self._facts: dict[str, _Slots] = {}
        for nth, number in enumerate(ordered):
            fact, test, holds = literals[number]
            start, end = bounds[nth], bounds[nth + 1]
            slots = self._facts.get(fact) or _Slots(start, end, {}, {})
            (slots.wanted if holds else slots.unwanted)[test] = (start, end)
            self._facts[fact] = slots._replace(end=end)


class ConditionIndex:
    """Conditions by number, changed one by one and judged together.

    All are written into one array, a changed one at its end once more: a hundred
    thousand small objects take twice as much.
    """

    def __init__(self) -> None:
        self._written = array("i")
        self._starts = array("i")
        self._sizes = array("i")
        self._counts = array("i")
        self._literals: dict[Literal, int] = {}
        self._table: ClauseTable | None = None

    def put(self, number: int, clauses: Sequence[Clause] | None) -> None:
        """Set the condition with this number, from 0; None removes it."""
        while len(self._counts) <= number:
            self._starts.append(0)
            self._sizes.append(0)
            self._counts.append(_END)
        known, written = self._literals, self._written
        self._starts[number] = len(written)
        for clause in clauses or ():
            written.extend(known.setdefault(one, len(known)) for one in clause)
            written.append(_END)
        self._sizes[number] = len(written) - self._starts[number]
        self._counts[number] = _END if clauses is None else len(clauses)
        self._table = None

    def remove(self, number: int) -> None:
        """Take the condition with this number out."""
        self.put(number, None)

    def freeze(self) -> ClauseTable:
        """All conditions as they are now, ready to be judged."""
        if self._table is None:
            literals = list(self._literals)
            # Copies: an array could not grow while something looks at it.
            counts = np.array(self._counts, np.int32)
            self._table = ClauseTable(self._in_order(), counts, literals)
        return self._table

    def _in_order(self) -> NDArray[np.int32]:
        """What is written now, number after number; what was written before goes."""
        written = np.array(self._written, np.int32)
        starts, sizes = (np.array(a, np.int32) for a in (self._starts, self._sizes))
        ordered = np.cumsum(sizes, dtype=np.int32) - sizes
        if len(written) != sizes.sum() or (starts != ordered).any():
            places = np.repeat(starts - ordered, sizes) + np.arange(sizes.sum())
            written = written[places]
            self._written = array("i", written.tobytes())
            self._starts = array("i", ordered.tobytes())
        return written


class Snapshot(NamedTuple):
    """The register at one moment; never changes, so that any thread may read it.

    Rows are numbered from 0; a number keeps its requirement and version for ever.

    Attributes:
        table: their conditions.
        since, until: first and last day of each, as ordinals.
        status: of each, as in its entry.
        ordered: the numbers in the order of lists.
        labels: a column for each of the entries' labels, as places in `names`.
        names: the texts of the labels, each once.
        places: where each stands in `names`.
        numbered: requirement id and version of each, packed.
    """

    table: ClauseTable
    since: NDArray[np.int32]
    until: NDArray[np.int32]
    status: NDArray[np.uint8]
    ordered: Numbers
    labels: tuple[NDArray[np.int32], ...]
    names: Sequence[str]
    places: dict[str, int]
    numbered: Numbered

    def judge_all(self, profile: Profile) -> Verdicts:
        """The verdict on every row; ABSENT where a row was removed."""
        return self.table.judge_all(profile)

    def holds(self, day: date) -> Mask:
        """Which rows hold on a day: both ends included."""
        ordinal = day.toordinal()
        return (self.since <= ordinal) & (ordinal <= self.until)

    def ended(self, day: date) -> Mask:
        """Which rows' last day has passed by a day."""
        return self.until < day.toordinal()

    def labelled(self, column: int, name: str) -> Mask:
        """Which rows carry a label; none when nothing does."""
        return cast(Mask, self.labels[column] == self.places.get(name, -1))

    def in_order(self, mask: Mask) -> Numbers:
        """The numbers of the chosen rows, in the order of lists."""
        return self.ordered[mask[self.ordered]]

    def key(self, number: int) -> tuple[UUID, int]:
        """Requirement id and version of a row."""
        packed = self.numbered.key(number)
        return UUID(bytes=packed[:ID_BYTES]), int.from_bytes(packed[ID_BYTES:])

    def ids(self, numbers: Numbers | slice = slice(None)) -> Keys:
        """Requirement ids of many rows, or of all."""
        packed = self.numbered.keys[numbers].view(np.uint8).reshape(-1, KEY)
        return (
            np.ascontiguousarray(packed[:, :ID_BYTES]).view((np.void, ID_BYTES)).ravel()
        )

    def number(self, requirement: UUID, version: int) -> int | None:
        """The number of a version; None when the index never had it."""
        return self.numbered.number(_key(requirement, version))

    def versions(self, requirement: UUID) -> Iterator[tuple[int, int]]:
        """The versions of a requirement and their numbers, oldest version first."""
        for number in self.numbered.numbers_from(_key(requirement, 0)):
            id, version = self.key(number)
            if id != requirement:
                return
            yield version, number


class RegisterIndex:
    """The register's versions with their conditions and days, kept up from its table.

    One thread refreshes; any thread reads `now`, which is replaced as a whole.
    """

    def __init__(self) -> None:
        self._conditions = ConditionIndex()
        self._numbering = Numbering(KEY)
        self._since = array("i")
        self._until = array("i")
        self._status = array("B")
        self._order = array("q")
        self._labels: list[array[int]] = []
        self._names: list[str] = []
        self._places: dict[str, int] = {}
        self.now = self._snapshot()

    def refresh(self, entries: Iterable[Entry]) -> None:
        """Take over new and changed rows; `now` is new when it returns."""
        changed = False
        for entry in entries:
            self._put(entry)
            changed = True
        if changed:
            self.now = self._snapshot()

    def number(self, requirement: UUID, version: int) -> int:
        """The number of a version that was put in, of the next `now` too."""
        return self._numbering.number(_key(requirement, version))

    def _put(self, entry: Entry) -> None:
        number = self._number(entry)
        text = entry.condition
        self._conditions.put(number, None if text is None else _clauses(text))
        self._since[number] = entry.since.toordinal()
        self._until[number] = entry.until.toordinal() if entry.until else _NO_END
        self._status[number] = entry.status
        self._order[number] = entry.order
        for column, name in zip(self._labels, entry.labels, strict=True):
            column[number] = self._place(name)

    def _place(self, name: str) -> int:
        place = self._places.get(name)
        if place is None:
            place = self._places[name] = len(self._names)
            self._names.append(name)
        return place

    def _number(self, entry: Entry) -> int:
        number = self.number(entry.requirement, entry.version)
        if number < len(self._since):
            return number
        if not self._labels:
            self._labels = [array("i") for _ in entry.labels]
        for column in (self._since, self._until, self._status, self._order):
            column.append(0)
        for column in self._labels:
            column.append(_END)
        return number

    def _snapshot(self) -> Snapshot:
        return Snapshot(
            table=self._conditions.freeze(),
            since=np.array(self._since, np.int32),
            until=np.array(self._until, np.int32),
            status=np.array(self._status, np.uint8),
            ordered=np.argsort(np.array(self._order, np.int64), kind="stable"),
            labels=tuple(np.array(column, np.int32) for column in self._labels),
            names=self._names,
            places=self._places,
            numbered=self._numbering.now(),
        )


def _key(requirement: UUID, version: int) -> bytes:
    """Of both in one, so that the versions of a requirement stand side by side."""
    return requirement.bytes + version.to_bytes(KEY - ID_BYTES)


@lru_cache(maxsize=1024)
def _clauses(text: str) -> tuple[Clause, ...]:
    condition: Condition = parse(orjson.loads(text))
    return condition.clauses


def _smallest_type(count: int) -> type[np.unsignedinteger[Any]]:
    return np.uint16 if count <= 2**16 else np.uint32
