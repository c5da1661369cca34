"""What changed in a list between two moments, and why."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from domain.condition import Verdict
from projections.applicability.chronicle import Beliefs
from projections.applicability.personal_list.causes import (
    NOWHERE,
    Causes,
    Pair,
    Side,
)
from projections.applicability.personal_list.changes import (
    Change,
    ChangeKind,
    Difference,
    WantedChanges,
)
from projections.applicability.personal_list.judging import Judging
from projections.applicability.personal_list.rows import Texts, line_of
from projections.applicability.personal_list.values import AsOf
from projections.applicability.personal_list.whole import WholeList, number_of
from projections.index import Mask, Snapshot
from projections.view import Connections


class Differences:
    """Compares two lists of a client.

    Args:
        database: where the tables are.
        judging: makes lists.
    """

    def __init__(self, database: Connections, judging: Judging) -> None:
        self._judging = judging
        self._texts = Texts(database)
        self._causes = Causes(database, judging.knowledge)

    def of_client(
        self, client_id: UUID, before: AsOf, after: AsOf, wanted: WantedChanges
    ) -> Difference:
        """What changed between two moments; see `PersonalLists.difference`."""
        knowledge = self._judging.knowledge
        moments = [(knowledge.of(client_id, one), one) for one in (before, after)]
        beliefs, (old, new) = self._judging.several(moments)
        found = _compared(beliefs, old, new)
        every = found.ordered(old.register, wanted.kind)
        end = wanted.after + wanted.limit
        pairs = [found.pair(*one) for one in every[wanted.after : end]]
        return Difference(
            before=before,
            after=after,
            counts_before=old.counts(),
            counts_after=new.counts(),
            counts={kind: int(mask.sum()) for kind, mask in found.kinds.items()},
            beyond=found.beyond,
            found=len(every),
            changes=self._told(beliefs, (old, new), (before, after), pairs),
            next=end if end < len(every) else None,
        )

    def _told(
        self,
        beliefs: Beliefs,
        lists: tuple[WholeList, WholeList],
        moments: tuple[AsOf, AsOf],
        pairs: Sequence[Pair],
    ) -> tuple[Change, ...]:
        old = self._side(moments[0], lists[0], [p.old for p in pairs])
        new = self._side(moments[1], lists[1], [p.new for p in pairs])
        told = self._causes.of(beliefs, old, new, pairs)
        return tuple(
            Change(
                kind=one.kind,
                before=old.lines.get(one.old),
                after=new.lines.get(one.new),
                causes=causes,
            )
            for one, causes in zip(pairs, told, strict=True)
        )

    def _side(self, as_of: AsOf, whole: WholeList, numbers: Sequence[int]) -> Side:
        there = [number for number in numbers if number != NOWHERE]
        rows = self._texts.rows(whole.register, there)
        lines = {number: line_of(row, whole, number) for number, row in rows.items()}
        return Side(as_of, whole, rows, lines)


class _Compared(NamedTuple):
    """Both lists, requirement by requirement.

    Attributes:
        old, new: the row in force of each requirement; NOWHERE where none is.
        kinds: which requirements changed how; each in one kind at most.
        beyond: how many changed that are not about the business.
    """

    old: NDArray[np.int64]
    new: NDArray[np.int64]
    kinds: Mapping[ChangeKind, Mask]
    beyond: int

    def ordered(
        self, register: Snapshot, kind: ChangeKind | None
    ) -> list[tuple[ChangeKind, int]]:
        """The changed requirements: by kind, then in the order of lists."""
        place = np.empty(len(register.ordered), np.int64)
        place[register.ordered] = np.arange(len(register.ordered))
        row = np.maximum(self.old, self.new)
        found: list[tuple[ChangeKind, int]] = []
        for one in ChangeKind if kind is None else (kind,):
            families = np.flatnonzero(self.kinds[one])
            order = np.argsort(place[row[families]], kind="stable")
            found += ((one, family) for family in families[order].tolist())
        return found

    def pair(self, kind: ChangeKind, family: int) -> Pair:
        """A changed requirement with its rows."""
        return Pair(kind, int(self.old[family]), int(self.new[family]))


def _compared(beliefs: Beliefs, old: WholeList, new: WholeList) -> _Compared:
    was, is_ = _in_force(beliefs, old), _in_force(beliefs, new)
    had, has = was != NOWHERE, is_ != NOWHERE
    group_was, group_is = old.groups[was], new.groups[is_]
    verdict_was, verdict_is = old.verdicts[was], new.verdicts[is_]
    apart = number_of(Verdict.DOES_NOT_APPLY)
    concerns = (had & (group_was != apart)) | (has & (group_is != apart))
    both = had & has & concerns
    same, moved = both & (was == is_), group_was != group_is
    by_facts = verdict_was != verdict_is
    changed = (had ^ has) | (had & has & (was != is_))
    return _Compared(
        was,
        is_,
        {
            ChangeKind.ENTERED: has & ~had & concerns,
            ChangeKind.LEFT: had & ~has & concerns,
            ChangeKind.VERSION: both & (was != is_),
            ChangeKind.VERDICT: same & moved & by_facts,
            ChangeKind.DECLARATION: same & moved & ~by_facts,
        },
        int((changed & ~concerns).sum()),
    )


def _in_force(beliefs: Beliefs, whole: WholeList) -> NDArray[np.int64]:
    """The row in force of each requirement."""
    rows = np.flatnonzero(whole.holds)
    found = np.full(beliefs.families, NOWHERE, np.int64)
    found[beliefs.family[rows]] = rows
    return found
