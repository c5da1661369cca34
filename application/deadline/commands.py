"""What other contexts do with deadlines: set, hand, pause, resume, keep, cancel.

They decide who may; nobody comes here directly. Everything may be repeated: what was
done leaves nothing to do, and of what is not due there is nothing to change.
"""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from application.log import EventLog, Receipt
from application.ports import Clock, Places
from domain.deadline import (
    About,
    Deadline,
    Party,
    Task,
    WhyCancelled,
    WhyPaused,
    WhyRecomputed,
    counted_again,
    deadline_id,
)
from domain.errors import Stale
from domain.kernel import Actor
from domain.term import Pause, Reckoning

NOTHING = Receipt(position=0, changed=())


class Deadlines:
    """Keeps the deadlines that other contexts set.

    A context that wants both in one transaction makes or loads the deadline with
    `new` or `find`, decides on it, and records it together with its own aggregate.
    """

    def __init__(self, log: EventLog, clock: Clock, places: Places) -> None:
        self._log = log
        self._clock = clock
        self._places = places

    def new(
        self,
        task: Task,
        *,
        about: About,
        reckoning: Reckoning,
        owed_by: Party,
        owed_to: Party | None,
        pauses: tuple[Pause, ...] = (),
        turn: int = 1,
        by: Actor,
    ) -> Deadline:
        """A deadline not yet recorded; arguments as the fields of `Deadline.Set`."""
        return Deadline.set(
            task,
            about=about,
            owed_by=owed_by,
            owed_to=owed_to,
            reckoning=reckoning,
            pauses=pauses,
            turn=turn,
            at=self._clock.now(),
            by=by,
        )

    def find(self, task: Task, about_id: UUID, turn: int = 1) -> Deadline | None:
        """What is due in a thing; None when it was never set."""
        return self._log.find(Deadline, deadline_id(task, about_id, turn))

    def set(
        self,
        task: Task,
        *,
        about: About,
        reckoning: Reckoning,
        owed_by: Party,
        owed_to: Party | None,
        pauses: tuple[Pause, ...] = (),
        turn: int = 1,
        by: Actor,
    ) -> Receipt:
        """Begin a term, once; the first reckoning counts.

        Args:
            task: what is to be done.
            about: the thing in which.
            reckoning: how long there is.
            owed_by: whose turn it is.
            owed_to: who waits; None: everybody.
            pauses: times that the reckoning leaves out.
            turn: which time in the same thing, from 1.
            by: who set it off.
        """
        made = self.new(
            task,
            about=about,
            reckoning=reckoning,
            owed_by=owed_by,
            owed_to=owed_to,
            turn=turn,
            by=by,
        )
        try:
            return self._log.record(made, by=by)
        except Stale:
            return NOTHING

    def keep(
        self,
        task: Task,
        about_id: UUID,
        turn: int = 1,
        *,
        at: datetime | None = None,
        by: Actor,
    ) -> Receipt:
        """Say that it was done; now, unless another instant is named."""
        done = at or self._clock.now()
        return self._change(
            task, about_id, turn, lambda one: one.keep(at=done, by=by), by
        )

    def cancel(
        self, task: Task, about_id: UUID, turn: int = 1, *, why: WhyCancelled, by: Actor
    ) -> Receipt:
        """Say that nothing is due any more."""
        return self._change(
            task, about_id, turn, lambda one: one.cancel(why, by=by), by
        )

    def hand(
        self, task: Task, about_id: UUID, turn: int = 1, *, owed_by: Party, by: Actor
    ) -> Receipt:
        """Make it somebody else's turn; the time goes on."""
        return self._change(
            task, about_id, turn, lambda one: one.hand(owed_by, by=by), by
        )

    def pause(
        self, task: Task, about_id: UUID, turn: int = 1, *, why: WhyPaused, by: Actor
    ) -> Receipt:
        """Stop the clock."""
        at = self._clock.now()
        return self._change(
            task, about_id, turn, lambda one: one.pause(why, at=at, by=by), by
        )

    def resume(
        self, task: Task, about_id: UUID, turn: int = 1, *, by: Actor
    ) -> Receipt:
        """Let the clock go on; the end moves by as much as it stood."""
        return self._change(
            task, about_id, turn, lambda one: self.go_on(one, by=by), by
        )

    def recompute(
        self,
        task: Task,
        about_id: UUID,
        turn: int = 1,
        *,
        reckoning: Reckoning,
        why: WhyRecomputed,
        by: Actor,
    ) -> Receipt:
        """Let it end at another time.

        Raises:
            TermWouldShrink: a business would have less time than it was given.
        """
        at = self._clock.now()
        return self._change(
            task,
            about_id,
            turn,
            lambda one: one.recompute(reckoning, why=why, at=at, by=by),
            by,
        )

    def go_on(self, deadline: Deadline, *, by: Actor) -> None:
        """Let the clock of a loaded deadline go on; whoever loaded it records it."""
        if deadline.paused_at is None:
            return
        now = self._clock.now()
        pauses = (*deadline.pauses, Pause(since=deadline.paused_at, until=now))
        again = counted_again(deadline.reckoning, self._places.at().calendar, pauses)
        if deadline.would_shrink(again):
            again = deadline.reckoning
        deadline.resume(again, at=now, by=by)

    def _change(
        self,
        task: Task,
        about_id: UUID,
        turn: int,
        decide: Callable[[Deadline], None],
        by: Actor,
    ) -> Receipt:
        """Decide on what is open; once more when somebody else was quicker."""
        for last_try in (False, True):
            deadline = self.find(task, about_id, turn)
            if deadline is None or not deadline.is_open:
                return NOTHING
            decide(deadline)
            try:
                return self._log.record(deadline, by=by)
            except Stale:
                if last_try:
                    raise
        raise AssertionError("unreachable")
