"""A deadline: how long there is, whose turn it is, and what came of it."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid5

from eventsourcing.domain import event

from domain.deadline.party import About, Party, Task
from domain.deadline.refusals import DeadlineOver, TermWouldShrink
from domain.deadline.reminding import REMINDERS, Stage, moments
from domain.kernel import Actor, Aggregate
from domain.term import Pause, Reckoning

_DEADLINES = UUID("8f4f6f57-5d0e-5f9c-9a51-0b6a3f0a6d11")


class DeadlineStatus(StrEnum):
    """Where a deadline stands; whether it is over is another question.

    PAUSED: the clock stands, so that it cannot pass.
    """

    RUNNING = "running"
    PAUSED = "paused"
    KEPT = "kept"
    CANCELLED = "cancelled"


class WhyRecomputed(StrEnum):
    """Why a deadline is another one than at first."""

    CALENDAR = "calendar"
    MORE_TIME = "more_time"
    CORRECTED = "corrected"


class WhyPaused(StrEnum):
    """Why the clock stands."""

    MORE_TIME_ASKED = "more_time_asked"
    INFORMATION_ASKED = "information_asked"
    APPEALED = "appealed"


class WhyCancelled(StrEnum):
    """Why nothing is due any more. NOT_USED: the time of a right is over."""

    WITHDRAWN = "withdrawn"
    NOT_NEEDED = "not_needed"
    NOT_USED = "not_used"


OPEN = frozenset({DeadlineStatus.RUNNING, DeadlineStatus.PAUSED})


class Deadline(Aggregate):
    """One thing that somebody has to do for somebody until an instant.

    What is repeated changes nothing, so that whoever drives it may be interrupted.
    """

    class Set(Aggregate.Created):
        """Something happened by which a term began.

        Attributes:
            task: what is to be done.
            turn: which time it is to be done in the same thing, from 1.
            about: the thing.
            owed_by: whose turn it is.
            owed_to: who waits; None: everybody.
            reckoning: how long there is, and by which rule.
            pauses: times that the reckoning leaves out.
            at: when it was set.
        """

        task: Task
        turn: int
        about: About
        owed_by: Party
        owed_to: Party | None
        reckoning: Reckoning
        pauses: tuple[Pause, ...]
        at: datetime

    class Handed(Aggregate.Event):
        """It is somebody else's turn; the time goes on."""

        owed_by: Party

    class Paused(Aggregate.Event):
        """The clock stands since an instant."""

        at: datetime
        why: WhyPaused

    class Resumed(Aggregate.Event):
        """The clock goes on; the end moved by as much as it stood."""

        at: datetime
        reckoning: Reckoning

    class Recomputed(Aggregate.Event):
        """It ends at another time; the reckoning before is kept in the history."""

        at: datetime
        why: WhyRecomputed
        reckoning: Reckoning

    class Reminded(Aggregate.Event):
        """A stage came before the end, or long after it."""

        stage: Stage

    class Passed(Aggregate.Event):
        """The end came, and it was not done."""

        at: datetime

    class Kept(Aggregate.Event):
        """It was done at an instant: in time, or late."""

        at: datetime

    class Cancelled(Aggregate.Event):
        """Nothing is due any more."""

        why: WhyCancelled

    @classmethod
    def set(
        cls,
        task: Task,
        *,
        about: About,
        owed_by: Party,
        owed_to: Party | None,
        reckoning: Reckoning,
        pauses: tuple[Pause, ...] = (),
        turn: int = 1,
        at: datetime,
        by: Actor,
    ) -> "Deadline":
        """Begin a term; arguments as the fields of Set."""
        return cls(
            task=task,
            turn=turn,
            about=about,
            owed_by=owed_by,
            owed_to=owed_to,
            reckoning=reckoning,
            pauses=pauses,
            at=at,
            by=by,
        )

    def hand(self, owed_by: Party, *, by: Actor) -> None:
        """Make it somebody else's turn; the time goes on.

        Raises:
            DeadlineOver: it was done, or cancelled.
        """
        self._check_open()
        if owed_by != self.owed_by:
            self._hand(owed_by=owed_by, by=by)

    def pause(self, why: WhyPaused, *, at: datetime, by: Actor) -> None:
        """Stop the clock; one that has passed, or stands, stays so.

        Raises:
            DeadlineOver: it was done, or cancelled.
        """
        self._check_open()
        if not self.is_passed and self.status is DeadlineStatus.RUNNING:
            self._pause(at=at, why=why, by=by)

    def resume(self, reckoning: Reckoning, *, at: datetime, by: Actor) -> None:
        """Let the clock go on.

        Args:
            reckoning: with the time that it stood left out.
            at: since when it goes.
            by: who decides.

        Raises:
            DeadlineOver: it was done, or cancelled.
            TermWouldShrink: see `recompute`.
        """
        self._check_open()
        if self.status is DeadlineStatus.PAUSED:
            self._check_no_shorter(reckoning)
            self._resume(at=at, reckoning=reckoning, by=by)

    def recompute(
        self,
        reckoning: Reckoning,
        *,
        why: WhyRecomputed,
        at: datetime,
        by: Actor,
    ) -> None:
        """Let it end at another time.

        Raises:
            DeadlineOver: it was done, or cancelled.
            TermWouldShrink: it is a business's turn, and its time would become less.

        Source:
            Стандарт «Государство для бизнеса», п. 4.8.
        """
        self._check_open()
        self._check_no_shorter(reckoning)
        if reckoning != self.reckoning:
            self._recompute(at=at, why=why, reckoning=reckoning, by=by)

    def fire(self, now: datetime, *, by: Actor) -> Stage | None:
        """Say what has come by now: the newest reminder, or that the end passed.

        A right that was not used ends, and nobody is late.

        Returns:
            What was said; None when nothing is new.
        """
        if self.status is not DeadlineStatus.RUNNING:
            return None
        planned = moments(self.reckoning, self.since, self.passed_at)
        due = [
            stage
            for stage, at in planned.items()
            if at <= now and stage not in self.said
        ]
        if not due:
            return None
        stage = due[-1]
        if stage is not Stage.PASSED:
            self._remind(stage=stage, by=by)
        elif self.task.is_right:
            self._cancel(why=WhyCancelled.NOT_USED, by=by)
        else:
            self._pass(at=now, by=by)
        return stage

    def keep(self, *, at: datetime, by: Actor) -> None:
        """Say that it was done, in time or late; the first time counts."""
        if self.status in OPEN:
            self._keep(at=at, by=by)

    def cancel(self, why: WhyCancelled, *, by: Actor) -> None:
        """Say that nothing is due any more."""
        if self.status in OPEN:
            self._cancel(why=why, by=by)

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def is_passed(self) -> bool:
        return self.passed_at is not None

    def would_shrink(self, reckoning: Reckoning) -> bool:
        """Whether a business would lose time that it was given."""
        return self.owed_by.is_client and reckoning.ends < self.reckoning.ends

    @staticmethod
    def create_id(task: Task, about: About, turn: int = 1) -> UUID:
        """One per thing, task and turn: the primary key enforces it."""
        return deadline_id(task, about.id, turn)

    @event(Set)
    def __init__(
        self,
        task: Task,
        turn: int,
        about: About,
        owed_by: Party,
        owed_to: Party | None,
        reckoning: Reckoning,
        pauses: tuple[Pause, ...],
        at: datetime,
        by: Actor,
    ) -> None:
        self.task = task
        self.turn = turn
        self.about = about
        self.owed_by = owed_by
        self.owed_to = owed_to
        self.passed_at: datetime | None = None
        self.said: frozenset[Stage] = frozenset()
        self.paused_at: datetime | None = None
        self.pauses = pauses
        self._runs(reckoning, at)

    @event(Handed)
    def _hand(self, owed_by: Party, by: Actor) -> None:
        self.owed_by = owed_by

    @event(Paused)
    def _pause(self, at: datetime, why: WhyPaused, by: Actor) -> None:
        self.paused_at = at
        self.status = DeadlineStatus.PAUSED

    @event(Resumed)
    def _resume(self, at: datetime, reckoning: Reckoning, by: Actor) -> None:
        if self.paused_at is not None:
            self.pauses = (*self.pauses, Pause(since=self.paused_at, until=at))
        self.paused_at = None
        self._runs(reckoning, at)

    @event(Recomputed)
    def _recompute(
        self, at: datetime, why: WhyRecomputed, reckoning: Reckoning, by: Actor
    ) -> None:
        paused = self.status is DeadlineStatus.PAUSED
        self._runs(reckoning, at)
        if paused:
            self.status = DeadlineStatus.PAUSED

    @event(Reminded)
    def _remind(self, stage: Stage, by: Actor) -> None:
        self.said = self.said | {stage, *_earlier(stage)}

    @event(Passed)
    def _pass(self, at: datetime, by: Actor) -> None:
        self.passed_at = at

    @event(Kept)
    def _keep(self, at: datetime, by: Actor) -> None:
        self.status = DeadlineStatus.KEPT

    @event(Cancelled)
    def _cancel(self, why: WhyCancelled, by: Actor) -> None:
        self.status = DeadlineStatus.CANCELLED

    def _runs(self, reckoning: Reckoning, since: datetime) -> None:
        self.reckoning = reckoning
        self.since = since
        self.status = DeadlineStatus.RUNNING
        self.passed_at = None
        self.said = frozenset()

    def _check_open(self) -> None:
        if self.status not in OPEN:
            raise DeadlineOver

    def _check_no_shorter(self, reckoning: Reckoning) -> None:
        if self.would_shrink(reckoning):
            raise TermWouldShrink(ends=self.reckoning.last_day)


def deadline_id(task: Task, about_id: UUID, turn: int = 1) -> UUID:
    """The id of what is due in a thing."""
    return uuid5(_DEADLINES, f"{task.value}/{about_id}/{turn}")


def _earlier(stage: Stage) -> tuple[Stage, ...]:
    if stage not in REMINDERS:
        return ()
    return REMINDERS[: REMINDERS.index(stage)]
