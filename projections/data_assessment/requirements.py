"""The requirements that a look is about, as they were known at its moment."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, tzinfo
from typing import NamedTuple
from uuid import UUID

import numpy as np

from domain.condition import Condition
from domain.data_assessment import Moment, RequirementAt
from domain.requirement import requirement_id
from projections.applicability.personal_list.known import Knowledge
from projections.applicability.personal_list.rows import condition_of
from projections.applicability.register import BODY, Register
from projections.index import ConditionIndex, Mask, Snapshot
from projections.numbering import Numbers
from projections.view import Connections, View


class Wanted(NamedTuple):
    """Which requirements are asked for.

    Attributes:
        bodies: only what these supervise.
        codes: only these; None: whatever their code.
        control_kind: only of this kind of control; None: of every kind.
    """

    bodies: Collection[str]
    codes: Collection[str] | None = None
    control_kind: str | None = None


class Kept(NamedTuple):
    """Requirements of one moment, ready to be judged for many clients.

    Attributes:
        subjects: code and version, in the order of judging.
        ids: of the requirements.
        conditions: of the versions.
        current: tells which version of any requirement is in force on the day.
    """

    subjects: tuple[RequirementAt, ...]
    ids: tuple[UUID, ...]
    conditions: tuple[Condition, ...]
    current: Callable[[UUID], int | None]

    @property
    def numbered(self) -> ConditionIndex:
        """Their conditions, numbered in this order."""
        index = ConditionIndex()
        for number, condition in enumerate(self.conditions):
            index.put(number, condition.clauses)
        return index


class RequirementsThen(View):
    """Finds requirements as they were known, and which versions were in force.

    Args:
        database: where the tables are.
        register: the register in memory.
        today: the current day where the service is run.
        zone: whose days are meant.
    """

    def __init__(
        self,
        database: Connections,
        register: Register,
        today: Callable[[], date],
        zone: tzinfo,
    ) -> None:
        super().__init__(database)
        self._register = register
        self._knowledge = Knowledge(database, today, zone)

    def wanted(self, wanted: Wanted, moment: Moment, most: int) -> list[RequirementAt]:
        """Those that are asked for and were in force, by code.

        Args:
            wanted: which.
            moment: as of when.
            most: at most so many; the caller asks for one more than it takes.
        """
        snapshot = self._snapshot(moment)
        numbers = self._supervised(snapshot, wanted, moment)
        keys = [snapshot.key(int(number)) for number in numbers]
        with self.read() as sql:
            rows = sql.execute(
                SUBJECTS,
                {
                    "ids": [id for id, _ in keys],
                    "numbers": [number for _, number in keys],
                    "kind": wanted.control_kind,
                    "most": most,
                },
                prepare=True,
            ).fetchall()
        return [RequirementAt(code=row["code"], version=row["number"]) for row in rows]

    def kept(self, subjects: Sequence[RequirementAt], moment: Moment) -> Kept:
        """The same requirements with what is judged."""
        snapshot = self._snapshot(moment)
        ids = tuple(requirement_id(one.code) for one in subjects)
        versions = [one.version for one in subjects]
        with self.read() as sql:
            rows = sql.execute(CONDITIONS, (list(ids), versions), prepare=True)
            conditions = tuple(condition_of(row["condition"]) for row in rows)
        day = moment.on.toordinal()

        def current(requirement: UUID) -> int | None:
            return next(
                (
                    version
                    for version, row in snapshot.versions(requirement)
                    if snapshot.since[row] <= day <= snapshot.until[row]
                ),
                None,
            )

        return Kept(tuple(subjects), ids, conditions, current)

    def _snapshot(self, moment: Moment) -> Snapshot:
        _, [snapshot] = self._register.known(moment.known_at)
        return snapshot

    def _supervised(
        self, snapshot: Snapshot, wanted: Wanted, moment: Moment
    ) -> Numbers:
        if not snapshot.labels:  # nothing was ever published
            return np.empty(0, np.intp)
        mask: Mask = np.zeros(len(snapshot.since), np.bool_)
        for body in wanted.bodies:
            mask |= snapshot.labelled(BODY, body)
        if wanted.codes is not None:
            mask &= _only(snapshot, map(requirement_id, wanted.codes))
        mask &= snapshot.holds(moment.on)
        for requirement in self._knowledge.suspended(moment.on, moment.known_at):
            mask &= ~_only(snapshot, [requirement])
        return snapshot.in_order(mask)


SUBJECTS = """
    SELECT code, number FROM requirement.version
    JOIN unnest(%(ids)s::uuid[], %(numbers)s::integer[]) AS wanted (id, version)
        ON requirement = id AND number = version
    WHERE %(kind)s::text IS NULL OR control_kind = %(kind)s
    ORDER BY code LIMIT %(most)s
"""
CONDITIONS = """
    SELECT condition FROM requirement.version
    JOIN unnest(%s::uuid[], %s::integer[])
        WITH ORDINALITY AS wanted (id, version, place)
        ON requirement = id AND number = version
    ORDER BY place
"""


def _only(snapshot: Snapshot, requirements: Iterable[UUID]) -> Mask:
    """Which rows are versions of these requirements."""
    found: Mask = np.zeros(len(snapshot.since), np.bool_)
    for requirement in requirements:
        for _, row in snapshot.versions(requirement):
            found[row] = True
    return found
