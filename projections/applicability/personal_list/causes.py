"""Why a line differs between two moments: the register, a fact, a declaration."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from domain.condition import facts_of
from domain.requirement import History, Repeal, Suspension
from projections.applicability.chronicle import EPOCH, NEVER, NO_END, Beliefs
from projections.applicability.personal_list.changes import (
    Cause,
    CauseKind,
    ChangeKind,
)
from projections.applicability.personal_list.known import Knowledge
from projections.applicability.personal_list.rows import condition_of
from projections.applicability.personal_list.values import AsOf, Line
from projections.applicability.personal_list.whole import WholeList
from projections.requirement import ENDS
from projections.view import Connections, Row, View

ONE_DAY = timedelta(days=1)
NOWHERE = -1


class Pair(NamedTuple):
    """A requirement at two moments.

    Attributes:
        kind: how it changed.
        old, new: its rows in force; NOWHERE where none is.
    """

    kind: ChangeKind
    old: int
    new: int


class Side(NamedTuple):
    """One of the two moments.

    Attributes:
        as_of: the moment.
        whole: the list as of it.
        rows: what the tables say of the rows that are compared, by number.
        lines: the same as lines of the list.
    """

    as_of: AsOf
    whole: WholeList
    rows: Mapping[int, Row]
    lines: Mapping[int, Line]

    def believes(self, row: int) -> bool:
        """Whether the version was believed at this moment."""
        return bool(self.whole.register.since[row] != NO_END)

    def since(self, row: int) -> date:
        return date.fromordinal(int(self.whole.register.since[row]))

    def until(self, row: int) -> date:
        return date.fromordinal(int(self.whole.register.until[row]))

    def is_over(self, row: int) -> bool:
        """Whether the last day of the version had passed."""
        return self.believes(row) and self.until(row) < self.as_of.on


class Causes(View):
    """Finds the reasons of changes.

    Args:
        database: where the register's tables are.
        knowledge: of suspensions.
    """

    def __init__(self, database: Connections, knowledge: Knowledge) -> None:
        super().__init__(database)
        self._knowledge = knowledge

    def of(
        self, beliefs: Beliefs, old: Side, new: Side, pairs: Sequence[Pair]
    ) -> list[tuple[Cause, ...]]:
        """The reasons of each change, at least one."""
        key = old.whole.register.key
        gone = [key(p.old)[0] for p in pairs if p.kind is ChangeKind.LEFT]
        come = [key(p.new)[0] for p in pairs if p.kind is ChangeKind.ENTERED]
        between = _Between(
            beliefs,
            old,
            new,
            self.repeals(gone),
            self._knowledge.suspensions(old.as_of.known_at, come) if come else {},
            self._knowledge.suspensions(new.as_of.known_at, [*gone, *come]),
        )
        return [tuple(between.causes(pair)) for pair in pairs]

    def repeals(self, requirements: Sequence[UUID]) -> dict[UUID, Repeal]:
        """What is recorded of the repeal of those that are repealed."""
        if not requirements:
            return {}
        with self.read() as sql:
            rows = sql.execute(REPEALS, (list(requirements),), prepare=True)
            return {row["id"]: Repeal.model_validate(row["repeal"]) for row in rows}


REPEALS = """
    SELECT id, jsonb_path_query_first(
        history, '$.changes[*] ? (@.kind == "repeal")'
    ) AS repeal
    FROM requirement.register WHERE id = ANY(%s) AND status = 'repealed'
"""


class _Between(NamedTuple):
    """Two moments, and what happened to requirements in between."""

    beliefs: Beliefs
    old: Side
    new: Side
    repeals: Mapping[UUID, Repeal]
    suspended_then: Mapping[UUID, History]
    suspended_now: Mapping[UUID, History]

    def causes(self, pair: Pair) -> Iterator[Cause]:
        match pair.kind:
            case ChangeKind.ENTERED:
                yield self._entered(pair.new)
            case ChangeKind.LEFT:
                yield self._left(pair.old)
            case ChangeKind.VERSION:
                yield self._replaced(pair.old, pair.new)
                yield from self._moved(pair)
            case _:
                yield from self._moved(pair)

    def _entered(self, row: int) -> Cause:
        id, version = self.new.whole.register.key(row)
        since, known = self.new.since(row), self._known_from(row)
        if not self.old.believes(row):
            return Cause(kind=CauseKind.RECORDED, day=since, at=known, version=version)
        if self.old.as_of.on < self.old.since(row):
            return Cause(kind=CauseKind.IN_FORCE, day=since, at=known, version=version)
        suspension = _suspension(self.suspended_then.get(id), self.old.as_of.on)
        if suspension:
            return Cause(kind=CauseKind.RESUMED, day=self._resumed(id, suspension))
        return Cause(kind=CauseKind.CORRECTED, at=known, version=version)

    def _resumed(self, id: UUID, suspension: Suspension) -> date | None:
        """The first day after a suspension, as it turned out."""
        history = self.suspended_now.get(id, History())
        as_it_was = [
            one for one in history.suspensions if one.from_day == suspension.from_day
        ]
        if not as_it_was:  # it was taken back altogether
            return suspension.from_day
        last = as_it_was[0].until
        return last and last + ONE_DAY

    def _left(self, row: int) -> Cause:
        id, version = self.old.whole.register.key(row)
        if not self.new.believes(row):
            return Cause(
                kind=CauseKind.CORRECTED,
                at=_instant(int(self.beliefs.known_until[row])),
                version=version,
            )
        if self.new.is_over(row):
            return self._ended(id, row)
        suspension = _suspension(self.suspended_now.get(id), self.new.as_of.on)
        if suspension:
            return suspended(suspension)
        return Cause(kind=CauseKind.CORRECTED, version=version)

    def _ended(self, id: UUID, row: int) -> Cause:
        last, repeal = self.new.until(row), self.repeals.get(id)
        if repeal and repeal.from_day - ONE_DAY == last:
            return repealed(repeal)
        if self.new.whole.register.status[row] & ENDS:
            return Cause(kind=CauseKind.ENDED, day=last)
        return Cause(kind=CauseKind.REPLACED, day=last)

    def _replaced(self, old: int, new: int) -> Cause:
        _, version = self.new.whole.register.key(new)
        if not self.new.believes(old):
            return Cause(
                kind=CauseKind.CORRECTED,
                at=_instant(int(self.beliefs.known_until[old])),
                version=version,
            )
        return Cause(
            kind=CauseKind.NEW_VERSION,
            day=self.new.since(new),
            at=self._known_from(new),
            version=version,
        )

    def _moved(self, pair: Pair) -> Iterator[Cause]:
        """Why a line in force at both moments stands elsewhere, if it does."""
        old, new = self.old, self.new
        if old.whole.groups[pair.old] == new.whole.groups[pair.new]:
            return
        differing = list(self._facts(pair))
        yield from differing
        declared = list(self._declared(pair))
        yield from declared
        if pair.kind is ChangeKind.VERSION and not differing and not declared:
            yield Cause(kind=CauseKind.CONDITION)

    def _facts(self, pair: Pair) -> Iterator[Cause]:
        named = frozenset[str]().union(
            *(
                facts_of(condition_of(row["condition"]))
                for row in (self.old.rows[pair.old], self.new.rows[pair.new])
            )
        )
        deciding = {
            one.fact
            for side, row in ((self.old, pair.old), (self.new, pair.new))
            for one in side.lines[row].judgement.because
        }
        was, is_ = self.old.whole.profile, self.new.whole.profile
        changed = {fact for fact in named if was.value(fact) != is_.value(fact)}
        for fact in sorted(changed & deciding or changed):
            yield Cause(
                kind=CauseKind.FACT,
                fact=fact,
                before=was.value(fact),
                after=is_.value(fact),
            )

    def _declared(self, pair: Pair) -> Iterator[Cause]:
        stood = self.old.whole.declared.get(pair.old)
        stands = self.new.whole.declared.get(pair.new)
        was, is_ = stood and stood.status, stands and stands.status
        one = stands or stood
        if was != is_ and one:
            yield Cause(
                kind=CauseKind.DECLARATION,
                declaration_id=one.id,
                stood=was,
                stands=is_,
            )

    def _known_from(self, row: int) -> datetime | None:
        return _instant(int(self.beliefs.known_from[row]))


def repealed(repeal: Repeal) -> Cause:
    """That a requirement is repealed, and why."""
    return Cause(
        kind=CauseKind.REPEALED,
        day=repeal.from_day - ONE_DAY,
        at=repeal.known_at,
        text=repeal.reason,
        successor=repeal.successor,
    )


def suspended(suspension: Suspension) -> Cause:
    """That a requirement does not hold for a time, and by which act."""
    return Cause(
        kind=CauseKind.SUSPENDED,
        day=suspension.from_day,
        at=suspension.known_at,
        text=suspension.act,
    )


def _suspension(history: History | None, day: date) -> Suspension | None:
    return history.suspension_on(day, day) if history else None


def _instant(micros: int) -> datetime | None:
    return None if micros >= NEVER else EPOCH + timedelta(microseconds=micros)
