"""Which requirement has an algorithm for which segment: the board of bodies (C1).

The whole board is made in memory: each segment is a profile, the register's index
judges every requirement for it at once, and the promises of algorithms are laid over
that.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from threading import Lock
from typing import Any, LiteralString, NamedTuple
from uuid import UUID

import numpy as np
import orjson
from numpy.typing import NDArray

from domain.condition import Clause, parse
from domain.profile import Profile
from domain.requirement import requirement_id
from projections.algorithm.board import (
    SEGMENTS,
    STANDINGS,
    Board,
    BoardFilters,
    BoardLine,
    Cover,
    Segment,
    Standing,
    Tally,
)
from projections.applicability.register import BODY, SECTOR
from projections.index import (
    APPLIES,
    DOES_NOT_APPLY,
    KEY,
    UNKNOWN,
    ConditionIndex,
    Mask,
    Snapshot,
)
from projections.numbering import Numbered, Numbers
from projections.view import Connections, View


class _Grid(NamedTuple):
    """The whole board.

    Attributes:
        register: what it was made of.
        rows: numbers of the published requirements' versions, in the register's order.
        columns: the ids of the requirements, numbered as `rows`.
        cells: a row for each segment, a column for each of `rows`.
        standing: of each column, a place in Standing.
        concerned, uncovered: of each column, how many segments.
        gaps: of each row, how many columns without any algorithm.
    """

    register: Snapshot
    rows: Numbers
    columns: Numbered
    cells: NDArray[np.uint8]
    standing: NDArray[np.uint8]
    concerned: NDArray[np.int64]
    uncovered: NDArray[np.int64]
    gaps: NDArray[np.int64]


class _Promises:
    """The algorithms in memory: conditions judged together, and what each promises."""

    def __init__(self) -> None:
        self.position = 0
        self._conditions = ConditionIndex()
        self._numbers: dict[UUID, int] = {}
        self._approved: list[bool] = []
        self._promised: list[tuple[bytes, ...]] = []

    def put(
        self, id: UUID, condition: str, guarantees: Sequence[str], *, approved: bool
    ) -> None:
        """Take over an algorithm, new or changed."""
        number = self._numbers.setdefault(id, len(self._numbers))
        if number == len(self._approved):
            self._approved.append(approved)
            self._promised.append(())
        self._approved[number] = approved
        self._promised[number] = tuple(requirement_id(c).bytes for c in guarantees)
        self._conditions.put(number, _clauses(condition))

    def links(self, columns: Numbered) -> tuple[Numbers, Numbers]:
        """Pairs of an algorithm and a column of the board that it promises."""
        pairs = [
            (number, column)
            for number, codes in enumerate(self._promised)
            for code in codes
            if (column := columns.number(code)) is not None
        ]
        both = np.array(pairs, np.intp).reshape(-1, 2)
        return both[:, 0], both[:, 1]

    def judge_all(self, profile: Profile) -> NDArray[np.uint8]:
        """For whom each was made; of none when there are no algorithms."""
        return self._conditions.freeze().judge_all(profile)

    @property
    def approved(self) -> Mask:
        return np.array(self._approved, np.bool_)


class Coverage(View):
    """Makes the board.

    Args:
        database: where the tables are.
        register: gives the register in memory.
        segments: the columns.
    """

    def __init__(
        self,
        database: Connections,
        register: Callable[[], Snapshot],
        segments: Sequence[Segment] = SEGMENTS,
    ) -> None:
        super().__init__(database)
        self._register = register
        self._segments = tuple(segments)
        self._promises = _Promises()
        self._guard = Lock()
        self._kept: tuple[tuple[Any, ...], _Grid] | None = None

    def board(self, on: date, filters: BoardFilters) -> Board:
        """A page of the board as of a day."""
        grid = self._grid(on)
        wishes = self._wishes()
        scope = _scope(grid, filters)
        wanted = _narrowed(grid, scope, filters)
        asked = _asked(grid, wishes)
        order = wanted[np.lexsort((grid.standing[wanted], -asked[wanted]))]
        shown = order[filters.after : filters.after + filters.limit]
        after = filters.after + filters.limit
        return Board(
            on=on,
            segments=self._segments,
            gaps=tuple(_gaps(grid, scope).tolist()),
            tally=_tally(grid, scope, asked),
            found=len(order),
            lines=tuple(self._lines(grid, shown, asked)),
            after=after if after < len(order) else None,
            bodies=_names(grid, BODY),
            sectors=_names(grid, SECTOR),
        )

    def _grid(self, on: date) -> _Grid:
        with self._guard:
            self._refresh()
            register = self._register()
            made_of = (id(register), self._promises.position, on)
            if self._kept is None or self._kept[0] != made_of:
                self._kept = made_of, self._make(register, on)
            # The grid holds its register, so no other one can get the same id.
            return self._kept[1]

    def _make(self, register: Snapshot, on: date) -> _Grid:
        rows = self._published(register, on)
        columns = Numbered.of(register.ids(rows))
        algorithm, column = self._promises.links(columns)
        approved = self._promises.approved[algorithm]
        cells = np.empty((len(self._segments), len(rows)), np.uint8)
        for place, segment in enumerate(self._segments):
            profile = segment.profile
            concerned = register.judge_all(profile)[rows] != DOES_NOT_APPLY
            made_for = self._promises.judge_all(profile)[algorithm]
            told = np.where(concerned, Cover.NONE, Cover.OUTSIDE).astype(np.uint8)
            for cover, chosen in _covers(made_for, approved):
                told[column[chosen]] = cover
            told[~concerned] = Cover.OUTSIDE
            cells[place] = told
        lacking = cells == Cover.NONE
        return _Grid(
            register=register,
            rows=rows,
            columns=columns,
            cells=cells,
            standing=_standings(cells),
            concerned=(cells != Cover.OUTSIDE).sum(axis=0),
            uncovered=lacking.sum(axis=0),
            gaps=lacking.sum(axis=1),
        )

    def _published(self, register: Snapshot, on: date) -> Numbers:
        """Of each published requirement the version to show on a day."""
        with self.read() as sql:
            row = sql.execute(PUBLISHED, {"day": on}).fetchone()
        keys = row["keys"] or b"" if row else b""
        found = register.numbered.numbers(np.frombuffer(keys, (np.void, KEY)))
        return found[found >= 0]

    def _refresh(self) -> None:
        with self.read() as sql:
            for row in sql.execute(CHANGED, (self._promises.position,), prepare=True):
                self._promises.put(
                    row["id"],
                    row["condition"],
                    row["guarantees"],
                    approved=row["status"] == "approved",
                )
                self._promises.position = row["position"]

    def _wishes(self) -> dict[str, int]:
        with self.read() as sql:
            rows = sql.execute(WISHES, prepare=True)
            return {row["requirement"]: row["asked"] for row in rows}

    def _lines(
        self, grid: _Grid, columns: Numbers, asked: NDArray[np.int64]
    ) -> Iterator[BoardLine]:
        keys = [grid.register.key(int(grid.rows[n])) for n in columns]
        with self.read() as sql:
            rows = sql.execute(
                LINES, ([id for id, _ in keys], [number for _, number in keys])
            ).fetchall()
        for row, column in zip(rows, columns.tolist(), strict=True):
            yield BoardLine(
                code=row["code"],
                title=row["title"],
                control_body=row["control_body"],
                standing=STANDINGS[grid.standing[column]],
                asked=int(asked[column]),
                cells=tuple(Cover(int(cell)) for cell in grid.cells[:, column]),
                algorithms=row["algorithms"],
            )


PUBLISHED: LiteralString = """
    SELECT string_agg(uuid_send(requirement) || int4send(number), ''::bytea
        ORDER BY entered) AS keys
    FROM requirement.version
    WHERE %(day)s BETWEEN shown_from AND shown_until AND repealed_from IS NULL
"""
CHANGED: LiteralString = """
    SELECT id, status, condition, guarantees, position FROM algorithm.algorithm
    WHERE position > %s ORDER BY position
"""
WISHES: LiteralString = (
    "SELECT requirement, count(*) AS asked FROM algorithm.wish GROUP BY requirement"
)
LINES: LiteralString = """
    SELECT v.code, v.title, v.control_body,
        ARRAY(
            SELECT a.code FROM algorithm.promise AS p
            JOIN algorithm.algorithm AS a ON a.id = p.algorithm
            WHERE p.requirement = v.code ORDER BY a.status, a.code
        ) AS algorithms
    FROM unnest(%s::uuid[], %s::integer[]) WITH ORDINALITY AS wanted (id, number, place)
    JOIN requirement.version AS v ON v.requirement = wanted.id
        AND v.number = wanted.number
    ORDER BY place
"""


@lru_cache(maxsize=1024)
def _clauses(text: str) -> tuple[Clause, ...]:
    return parse(orjson.loads(text)).clauses


def _covers(
    made_for: NDArray[np.uint8], approved: Mask
) -> Iterator[tuple[Cover, Mask]]:
    """Which promises cover how far in a segment, the better ones later."""
    whole = made_for == APPLIES
    some = whole | (made_for == UNKNOWN)
    yield Cover.RECOMMENDED_SOME, some
    yield Cover.RECOMMENDED, whole
    yield Cover.GUARANTEED_SOME, some & approved
    yield Cover.GUARANTEED, whole & approved


def _standings(cells: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The standing of each column by its least and its best cell that concerns."""
    concerned = cells != Cover.OUTSIDE
    least = np.where(concerned, cells, np.uint8(Cover.GUARANTEED)).min(axis=0)
    best = cells.max(axis=0)
    partly = np.isin(least, (Cover.NONE, Cover.RECOMMENDED_SOME, Cover.GUARANTEED_SOME))
    found = np.full(cells.shape[1], STANDINGS.index(Standing.GUARANTEED), np.uint8)
    found[least == Cover.RECOMMENDED] = STANDINGS.index(Standing.RECOMMENDED)
    found[partly] = STANDINGS.index(Standing.PARTLY)
    found[best <= Cover.NONE] = STANDINGS.index(Standing.NONE)
    return found


def _scope(grid: _Grid, filters: BoardFilters) -> Numbers:
    """The columns of a body and a topic."""
    mask = np.ones(len(grid.rows), np.bool_)
    for column, name in ((BODY, filters.body), (SECTOR, filters.sector)):
        if name:
            mask &= grid.register.labelled(column, name)[grid.rows]
    return np.flatnonzero(mask)


def _gaps(grid: _Grid, scope: Numbers) -> NDArray[np.int64]:
    if len(scope) == len(grid.rows):
        return grid.gaps
    lacking: NDArray[np.int64] = (grid.cells[:, scope] == Cover.NONE).sum(axis=1)
    return lacking


def _narrowed(grid: _Grid, scope: Numbers, filters: BoardFilters) -> Numbers:
    if filters.standing:
        wanted = STANDINGS.index(filters.standing)
        scope = scope[grid.standing[scope] == wanted]
    if filters.segment is not None and filters.segment < len(grid.cells):
        scope = scope[grid.cells[filters.segment, scope] == Cover.NONE]
    return scope


def _asked(grid: _Grid, wishes: dict[str, int]) -> NDArray[np.int64]:
    asked = np.zeros(len(grid.rows), np.int64)
    for code, count in wishes.items():
        column = grid.columns.number(requirement_id(code).bytes)
        if column is not None:
            asked[column] = count
    return asked


def _tally(grid: _Grid, scope: Numbers, asked: NDArray[np.int64]) -> Tally:
    counts = np.bincount(grid.standing[scope], minlength=len(STANDINGS))
    without = grid.standing[scope] == STANDINGS.index(Standing.NONE)
    return Tally(
        requirements={one: int(n) for one, n in zip(STANDINGS, counts, strict=True)},
        cells=int(grid.concerned[scope].sum()),
        uncovered=int(grid.uncovered[scope].sum()),
        asked=int(asked[scope][without].sum()),
    )


def _names(grid: _Grid, column: int) -> tuple[str, ...]:
    if not grid.register.labels:
        return ()
    used = np.unique(grid.register.labels[column][grid.rows]).tolist()
    names = list(grid.register.names)
    return tuple(sorted(names[n] for n in used if names[n]))
