"""The whole register judged for one business: where each line stands, and why."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple, cast
from uuid import UUID

import numpy as np

from domain.applicability import IN_EFFECT, WAITING, Status
from domain.condition import Verdict
from domain.profile import Profile
from projections.applicability.personal_list.known import Declared, Known
from projections.applicability.personal_list.values import Arrangement, Choice
from projections.applicability.register import BODY, OBJECT, SECTOR, first_object
from projections.index import ABSENT, VERDICTS, Mask, Snapshot, Verdicts
from projections.numbering import Numbers
from projections.requirement import ENDS

NONE: Mapping[int, Declared] = {}
_SMALL = 1 << 16
"""Ranks of two bytes are sorted without comparing them."""

_COLUMN = {
    Arrangement.SECTOR: SECTOR,
    Arrangement.BODY: BODY,
    Arrangement.OBJECT: OBJECT,
}


class WholeList(NamedTuple):
    """The whole register as it stands for one business.

    Attributes:
        register: its rows, numbered.
        profile: what was taken as known.
        on: the day it is about.
        verdicts: what the facts say of each row; see `projections.index`.
        groups: where each row stands in the list; declarations may have moved it.
        holds: which rows are in force.
        declared: declarations that have not ended, by row.
    """

    register: Snapshot
    profile: Profile
    on: date
    verdicts: Verdicts
    groups: Verdicts
    holds: Mask
    declared: Mapping[int, Declared] = NONE

    @property
    def ended(self) -> Mask:
        """Versions past their declared end that may concern the business."""
        possible = self.verdicts != number_of(Verdict.DOES_NOT_APPLY)
        unsucceeded = (self.register.status & ENDS) > 0
        present = self.verdicts != ABSENT
        return cast(
            Mask, self.register.ended(self.on) & unsucceeded & possible & present
        )

    @property
    def concerning(self) -> Mask:
        """Which rows in force apply or may."""
        return cast(
            Mask, self.holds & (self.groups != number_of(Verdict.DOES_NOT_APPLY))
        )

    @property
    def waiting(self) -> int:
        """How many declarations wait for the client's word."""
        known = {one.id: one.status for one in self.declared.values()}
        return sum(status in WAITING for status in known.values())

    def counts(self) -> dict[Verdict, int]:
        """Lines of each group."""
        numbers = np.bincount(self.groups[self.holds], minlength=len(VERDICTS))
        return {verdict: int(numbers[number_of(verdict)]) for verdict in Verdict}

    def group(self, verdict: Verdict) -> Mask:
        """Which rows in force stand in a group."""
        return cast(Mask, self.holds & (self.groups == number_of(verdict)))

    def standing(self, requirement: UUID) -> int | None:
        """The number of the version in force of a requirement; None when none is."""
        rows = self.register.versions(requirement)
        return next((row for _, row in rows if self.holds[row]), None)

    def choices(self, rows: Numbers, column: int) -> tuple[Choice, ...]:
        """The labels of some rows, by name, and how many carry each.

        A row that names several objects counts for each of them.
        """
        if not self.register.labels:
            return ()
        counts = np.bincount(self.register.labels[column][rows])
        found = Counter[str]()
        for label in np.flatnonzero(counts).tolist():
            name = self.register.names[label]
            for one in name.split(" ") if column == OBJECT else [name]:
                found[one] += int(counts[label])
        return tuple(
            Choice(name=name, count=found[name]) for name in sorted(found) if name
        )

    def arranged(self, mask: Mask, by: Arrangement) -> Numbers:
        """Row numbers in the order to show them: by heading, then as entered."""
        numbers = self.register.in_order(mask)
        if not self.register.labels:
            return numbers
        labels = self.register.labels[_COLUMN[by]][numbers]
        names = self.register.names
        present = np.flatnonzero(np.bincount(labels)).tolist()
        heading = {label: names[label] for label in present}
        if by is Arrangement.OBJECT:
            heading = {label: first_object(name) for label, name in heading.items()}
        ordered = sorted({*heading.values()}, key=lambda name: (not name, name))
        place = {name: number for number, name in enumerate(ordered)}
        rank = np.zeros(len(names), np.uint16 if len(names) <= _SMALL else np.int64)
        for label, name in heading.items():
            rank[label] = place[name]
        return numbers[np.argsort(rank[labels], kind="stable")]


def whole_list(
    register: Snapshot,
    known: Known,
    on: date,
    suspended: Collection[UUID] = (),
) -> WholeList:
    """Judge the register for one business.

    Args:
        register: as it was known.
        known: what the business is judged by.
        on: the day it is about.
        suspended: requirements that do not hold on the day.
    """
    verdicts = register.judge_all(known.profile)
    holds = register.holds(on) & (verdicts != ABSENT)
    for requirement in suspended:
        for _, row in register.versions(requirement):
            holds[row] = False
    groups = verdicts.copy()
    declared = dict[int, Declared]()
    for one in known.declared:
        for version, row in register.versions(one.requirement_id):
            declared[row] = _aged(one, version) if on > known.day else one
            groups[row] = _moved(groups[row], declared[row].status)
    return WholeList(register, known.profile, on, verdicts, groups, holds, declared)


def number_of(verdict: Verdict) -> int:
    """A verdict as it stands in an array."""
    return VERDICTS.index(verdict)


def _aged(declared: Declared, version: int) -> Declared:
    """A declaration on a day to come: a newer version will put it up."""
    if declared.status is Status.DECLARED and version > declared.requirement_version:
        return declared.model_copy(update={"status": Status.TO_RECONFIRM})
    return declared


def _moved(group: int, status: Status) -> int:
    """The group of a line that somebody declared not to be about the business."""
    if group == number_of(Verdict.DOES_NOT_APPLY):
        return int(group)
    if status in IN_EFFECT:
        return number_of(Verdict.DOES_NOT_APPLY)
    return number_of(Verdict.UNKNOWN)
