"""The list of a client over the days to come."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from domain.applicability import Status
from domain.condition import Verdict, facts_of
from domain.requirement import History, Repeal
from projections.applicability.chronicle import NO_END, Beliefs
from projections.applicability.personal_list.causes import repealed, suspended
from projections.applicability.personal_list.changes import (
    Cause,
    CauseKind,
    Coming,
    ComingKind,
)
from projections.applicability.personal_list.known import Known
from projections.applicability.personal_list.rows import condition_of
from projections.applicability.personal_list.whole import (
    WholeList,
    number_of,
    whole_list,
)
from projections.index import VERDICTS, Mask, Snapshot
from projections.numbering import Numbers
from projections.requirement import ENDS
from projections.view import Row

ONE_DAY = timedelta(days=1)
NOWHERE = -1
_APART = number_of(Verdict.DOES_NOT_APPLY)

LEAVES = frozenset({ComingKind.ENDS, ComingKind.REPEALED, ComingKind.SUSPENDED})
COMES = frozenset({ComingKind.BEGINS, ComingKind.RESUMES})
CAUSES = {
    ComingKind.BEGINS: CauseKind.IN_FORCE,
    ComingKind.NEW_VERSION: CauseKind.NEW_VERSION,
    ComingKind.REPEALED: CauseKind.REPEALED,
    ComingKind.SUSPENDED: CauseKind.SUSPENDED,
    ComingKind.RESUMES: CauseKind.RESUMED,
}


class Found(NamedTuple):
    """Something that is going to happen to a row of the register.

    Attributes:
        day: see `ComingKind`; an ordinal.
        place: of the row in lists.
        kind: what.
        row: it happens to; of a new version, the new one.
        before: the row before a new version, else the same.
    """

    day: int
    place: int
    kind: ComingKind
    row: int
    before: int


class Kept(NamedTuple):
    """What the register keeps of a whole requirement.

    Attributes:
        revision: grows with everything that it learns.
        changed_at: when it last learned something, UTC.
        repeal: if it is repealed.
    """

    revision: int
    changed_at: datetime
    repeal: Repeal | None


class Ahead:
    """What happens to the requirements of a client after today.

    Args:
        register: as it is known now.
        beliefs: of the same moment.
        today, until: the days to look at begin after the one and end with the other.
        known: what the client is judged by, from each day on at which it changes.
        suspensions: what is known of them, by requirement.
    """

    def __init__(
        self,
        register: Snapshot,
        beliefs: Beliefs,
        today: date,
        until: date,
        known: Sequence[tuple[date, Known]],
        suspensions: Mapping[UUID, History],
    ) -> None:
        self.register = register
        self._beliefs = beliefs
        self._suspensions = suspensions
        self._today, self._until = today.toordinal(), until.toordinal()
        days = [max(day, today + ONE_DAY) for day, _ in known]
        self._lists = [
            whole_list(register, one, day)
            for day, (_, one) in zip(days, known, strict=True)
        ]
        self._days = np.array([day.toordinal() for day in days])
        self._groups = np.stack([whole.groups for whole in self._lists])
        self._place = np.empty(len(register.ordered), np.int64)
        self._place[register.ordered] = np.arange(len(register.ordered))
        self._next, self._previous = _successors(register, beliefs)

    def nearest(self, limit: int) -> list[Found]:
        """The nearest of everything that is going to happen, by day and place."""
        found = {
            *self._begins(limit),
            *self._ends(limit),
            *self._suspended(),
            *self._by_facts(),
        }
        return sorted(found)[:limit]

    def told(self, one: Found, row: Row, kept: Kept) -> Coming:
        """One of them as people need it."""
        before, after = self._stands(one)
        declared = self._list(one.day).declared.get(one.row)
        is_put_up = declared is not None and declared.status is Status.TO_RECONFIRM
        return Coming(
            day=date.fromordinal(one.day),
            kind=one.kind,
            code=row["code"],
            version=row["number"],
            nth=self._nth(row["requirement"], one.row),
            title=row["title"],
            act=f"{row['act_name']} № {row['act_number']}, {row['act_unit']}",
            control_body=row["control_body"],
            before=before,
            after=after,
            cause=self._cause(one, row, kept),
            successor_unknown=self._is_open_end(one),
            certainty=row["certainty"],
            declaration_id=declared.id
            if declared and is_put_up and one.kind is ComingKind.NEW_VERSION
            else None,
            revision=kept.revision,
            changed_at=kept.changed_at,
        )

    def _begins(self, limit: int) -> Iterator[Found]:
        """Requirements and versions that enter into force."""
        since = self.register.since
        coming = (self._today < since) & (since <= self._until)
        for row in self._concerned(coming, since, self._previous, limit):
            before = int(self._previous[row])
            is_new = before == NOWHERE
            kind = ComingKind.BEGINS if is_new else ComingKind.NEW_VERSION
            yield from self._found(
                int(since[row]), kind, row, row if is_new else before
            )

    def _ends(self, limit: int) -> Iterator[Found]:
        """Requirements whose last day comes, and no version follows at once."""
        until = self.register.until
        coming = (self._today <= until) & (until <= self._until)
        coming &= (self._next == NOWHERE) & (self.register.since <= until)
        repealed_on = self._beliefs.repealed_from - 1
        for row in self._concerned(coming, until, self._next, limit):
            is_repeal = repealed_on[row] == until[row]
            kind = ComingKind.REPEALED if is_repeal else ComingKind.ENDS
            yield from self._found(int(until[row]), kind, row, row)

    def _suspended(self) -> Iterator[Found]:
        """Requirements that cease to hold for a time, or hold again."""
        for requirement, history in self._suspensions.items():
            for one in history.suspensions:
                days = [(one.from_day.toordinal(), ComingKind.SUSPENDED)]
                if one.until:
                    days.append((one.until.toordinal() + 1, ComingKind.RESUMES))
                for day, kind in days:
                    row = self._in_force(requirement, day)
                    is_near = self._today < day <= self._until
                    if is_near and row is not None and self._concerns(row, day):
                        yield Found(day, int(self._place[row]), kind, row, row)

    def _by_facts(self) -> Iterator[Found]:
        """Lines that move since a fact is so from some day on."""
        for number in range(1, len(self._lists)):
            day, after = int(self._days[number]), self._lists[number]
            moved = self._groups[number] != self._groups[number - 1]
            moved &= after.holds & (self.register.since < day)
            for row in np.flatnonzero(moved).tolist():
                yield from self._found(day, ComingKind.FACT, row, row)

    def _concerned(
        self,
        coming: Mask,
        days: NDArray[np.int32],
        neighbours: NDArray[np.int64],
        limit: int,
    ) -> list[int]:
        """The nearest of some rows that concern the client, or their neighbours do."""
        rows = np.flatnonzero(coming)
        era = np.maximum(np.searchsorted(self._days, days[rows], side="right") - 1, 0)
        near = neighbours[rows]
        concerned = self._groups[era, rows] != _APART
        concerned |= (near != NOWHERE) & (self._groups[era, near] != _APART)
        rows = rows[concerned]
        order = np.lexsort((self._place[rows], days[rows]))
        # Some may be suspended on their day: then others take their place.
        spare = limit + len(self._suspensions)
        found: list[int] = rows[order][:spare].tolist()
        return found

    def _found(
        self, day: int, kind: ComingKind, row: int, before: int
    ) -> Iterator[Found]:
        """It happens, unless the requirement is suspended then."""
        history = self._suspensions.get(self.register.key(row)[0])
        on = date.fromordinal(day)
        if history is None or history.suspension_on(on, on) is None:
            yield Found(day, int(self._place[row]), kind, row, before)

    def _cause(self, one: Found, row: Row, kept: Kept) -> Cause:
        day = date.fromordinal(one.day)
        if one.kind is ComingKind.REPEALED and kept.repeal:
            return repealed(kept.repeal)
        if one.kind is ComingKind.SUSPENDED:
            found = self._suspensions[row["requirement"]].suspension_on(day, day)
            if found:
                return suspended(found)
        if one.kind is ComingKind.FACT:
            return self._fact(one, row)
        ends = CauseKind.ENDED if self._is_open_end(one) else CauseKind.REPLACED
        return Cause(
            kind=CAUSES.get(one.kind, ends),
            day=day,
            at=row["known_from"],
            version=row["number"],
        )

    def _fact(self, one: Found, row: Row) -> Cause:
        was, is_ = self._list(one.day - 1).profile, self._list(one.day).profile
        named = sorted(facts_of(condition_of(row["condition"])))
        fact = next((f for f in named if was.value(f) != is_.value(f)), None)
        return Cause(
            kind=CauseKind.FACT,
            day=date.fromordinal(one.day),
            fact=fact,
            before=was.value(fact) if fact else None,
            after=is_.value(fact) if fact else None,
        )

    def _stands(self, one: Found) -> tuple[Verdict | None, Verdict | None]:
        """Where it stands up to the day and from then on; None: not in the list."""
        now = VERDICTS[self._list(one.day).groups[one.row]]
        if one.kind in LEAVES:
            return now, None
        if one.kind in COMES:
            return None, now
        return VERDICTS[self._list(one.day - 1).groups[one.before]], now

    def _is_open_end(self, one: Found) -> bool:
        is_open = bool(self.register.status[one.row] & ENDS)
        return one.kind is ComingKind.ENDS and is_open

    def _concerns(self, row: int, day: int) -> bool:
        return bool(self._list(day).groups[row] != _APART)

    def _nth(self, requirement: UUID, row: int) -> int:
        since = self.register.since
        rows = [one for _, one in self.register.versions(requirement)]
        return sum(bool(since[one] <= since[row]) for one in rows)

    def _list(self, day: int) -> WholeList:
        """The list by what is known of the client on a day."""
        era = int(np.searchsorted(self._days, day, side="right")) - 1
        return self._lists[max(era, 0)]

    def _in_force(self, requirement: UUID, day: int) -> int | None:
        since, until = self.register.since, self.register.until
        rows = (row for _, row in self.register.versions(requirement))
        return next((row for row in rows if since[row] <= day <= until[row]), None)


def _successors(
    register: Snapshot, beliefs: Beliefs
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The version that follows each one at once, and the one it follows; or NOWHERE."""
    count = len(register.since)
    following, previous = np.full((2, count), NOWHERE, np.int64)
    rows: Numbers = beliefs.ordered[register.since[beliefs.ordered] != NO_END]
    first, then = rows[:-1], rows[1:]
    at_once = (beliefs.family[first] == beliefs.family[then]) & (
        register.until[first] + 1 == register.since[then]
    )
    following[first[at_once]] = then[at_once]
    previous[then[at_once]] = first[at_once]
    return following, previous
