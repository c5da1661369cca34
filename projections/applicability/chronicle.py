"""When each version of the register holds as it was known at any instant.

The same as `domain.requirement.History`, for the whole register at once; a test holds
the two together. Suspensions are apart: see `projections.applicability.past`.
"""

from array import array
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from projections.index import Snapshot
from projections.numbering import Keys, Numbers
from projections.requirement import ENDS, Times

NEVER = 2**62
"""An instant that does not come, in microseconds."""
NO_END = date.max.toordinal()

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

Days = NDArray[np.int32]
Instants = NDArray[np.int64]


class Chronicle:
    """The times of every version that there ever was, by its number in the index."""

    def __init__(self) -> None:
        self._known_from = array("q")
        self._known_until = array("q")
        self._repeal_known = array("q")
        self._valid_from = array("i")
        self._declared_end = array("i")
        self._repealed_from = array("i")

    def put(self, number: int, times: Times) -> None:
        """Set the times of a version."""
        while number >= len(self._known_from):
            for column in self._columns:
                column.append(0)
        self._known_from[number] = _micros(times.known_from)
        self._known_until[number] = _micros(times.known_until)
        self._repeal_known[number] = _micros(times.repeal_known_at)
        self._valid_from[number] = times.valid_from.toordinal()
        self._declared_end[number] = _ordinal(times.declared_end)
        self._repealed_from[number] = _ordinal(times.repealed_from)

    def freeze(self, requirements: Keys) -> "Beliefs":
        """All of it as it is now.

        Args:
            requirements: of each version, by its number, whose it is.
        """
        families, family = np.unique(requirements, return_inverse=True)
        valid_from = np.array(self._valid_from, np.int32)
        known_from = np.array(self._known_from, np.int64)
        known_until = np.array(self._known_until, np.int64)
        repeal_known = np.array(self._repeal_known, np.int64)
        return Beliefs(
            family=family.astype(np.int32),
            families=len(families),
            ordered=np.lexsort((valid_from, family)),
            valid_from=valid_from,
            declared_end=np.array(self._declared_end, np.int32),
            repealed_from=np.array(self._repealed_from, np.int32),
            known_from=known_from,
            known_until=known_until,
            repeal_known=repeal_known,
            changes=np.unique(np.concatenate((known_from, known_until, repeal_known))),
        )

    @property
    def _columns(self) -> Iterable["array[int]"]:
        return (
            self._known_from,
            self._known_until,
            self._repeal_known,
            self._valid_from,
            self._declared_end,
            self._repealed_from,
        )


class Beliefs(NamedTuple):
    """What was believed of each version, and when; never changes.

    Attributes:
        family: which requirement a version belongs to, from 0.
        families: how many requirements there are.
        ordered: numbers by requirement, then by the first valid day.
        valid_from, declared_end, repealed_from: as ordinals; NO_END: there is none.
        known_from, known_until, repeal_known: in microseconds; NEVER where it is not.
        changes: the instants at which something became known, ascending.
    """

    family: NDArray[np.int32]
    families: int
    ordered: Numbers
    valid_from: Days
    declared_end: Days
    repealed_from: Days
    known_from: Instants
    known_until: Instants
    repeal_known: Instants
    changes: Instants

    def era(self, at: datetime) -> int:
        """A number that is the same for instants between which nothing changed."""
        return int(np.searchsorted(self.changes, _micros(at), side="right"))

    def as_known(self, now: Snapshot, at: datetime) -> Snapshot:
        """The register with the days on which each version was believed to hold.

        Args:
            now: the register of the same moment as this.
            at: look only at what was recorded by then, that instant included.
        """
        instant = _micros(at)
        believed = (self.known_from <= instant) & (instant < self.known_until)
        rows = self.ordered[believed[self.ordered]]
        start, declared = self.valid_from[rows], self.declared_end[rows]
        followed = np.zeros(len(rows), np.bool_)
        followed[:-1] = self.family[rows][1:] == self.family[rows][:-1]
        following = np.full(len(rows), NO_END, np.int32)
        following[:-1] = start[1:] - 1
        repealed = self.repeal_known[rows] <= instant
        repeal = np.where(repealed, self.repealed_from[rows] - 1, NO_END)
        shown = np.where(followed, np.minimum(following, declared), NO_END)
        ends = (declared != NO_END) & ~followed & ~repealed
        since = np.full_like(self.valid_from, NO_END)
        until, status = since.copy(), np.zeros_like(now.status)
        since[rows] = start
        until[rows] = np.minimum(np.minimum(declared, shown), repeal)
        status[rows] = np.where(ends, ENDS, 0)
        return now._replace(since=since, until=until, status=status)


def _micros(at: datetime | None) -> int:
    return NEVER if at is None else (at - EPOCH) // _MICROSECOND


def _ordinal(day: date | None) -> int:
    return NO_END if day is None else day.toordinal()
