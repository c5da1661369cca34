"""What one decision on an appeal changes: each thing is loaded once (I9)."""

from collections.abc import Iterator
from datetime import date
from typing import Protocol, TypeVar
from uuid import UUID

from application.appeal.ports import WordedEffect
from application.deadline import Deadlines
from application.log import EventLog
from application.ports import Clock, Places
from domain.appeal import Effect, Subject
from domain.deadline import Deadline, Task, WhyCancelled, WhyPaused, deadline_id
from domain.errors import NotFound
from domain.kernel import Actor, Aggregate
from domain.redress import ByAppeal, EffectImpossible

A = TypeVar("A", bound=Aggregate)


class Change:
    """One decision, and everything that it changes.

    Attributes:
        subject: what the appeal is against.
        appeal: which one was decided.
        by: who decides.
        now: the instant.
    """

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        places: Places,
        subject: Subject,
        appeal: ByAppeal,
        by: Actor,
    ) -> None:
        self._log = log
        self._places = places
        self._deadlines = Deadlines(log, clock, places)
        self._held: dict[UUID, Aggregate] = {}
        self.subject = subject
        self.appeal = appeal
        self.by = by
        self.now = clock.now()

    def thing(self, kind: type[A]) -> A:
        """What the appeal is against; raises EffectImpossible."""
        if self.subject.id is None:
            raise EffectImpossible(why="not_there")
        return self.take(kind, self.subject.id)

    def take(self, kind: type[A], id: UUID) -> A:
        """A thing as it is, with what was changed of it already.

        Raises:
            EffectImpossible: there is none any more.
        """
        held = self._held.get(id)
        if isinstance(held, kind):
            return held
        try:
            found = self._log.load(kind, id)
        except NotFound:
            raise EffectImpossible(why="not_there") from None
        self._held[id] = found
        return found

    def add(self, made: Aggregate) -> None:
        """Something that did not exist before."""
        self._held[made.id] = made

    def today(self, region: str | None = None) -> date:
        """The day where terms run."""
        return self._places.at(region).day_of(self.now)

    def pause(self, task: Task, id: UUID, turn: int = 1) -> None:
        """Stop the clock of what is due in a thing, if anything is."""
        for due in self._open(task, id, turn):
            due.pause(WhyPaused.APPEALED, at=self.now, by=self.by)

    def go_on(self, task: Task, id: UUID, turn: int = 1) -> None:
        """Let it go on."""
        for due in self._open(task, id, turn):
            self._deadlines.go_on(due, by=self.by)

    def cancel(self, task: Task, id: UUID, turn: int = 1) -> None:
        """Nothing is due any more."""
        for due in self._open(task, id, turn):
            due.cancel(WhyCancelled.NOT_NEEDED, by=self.by)

    def keep(self, task: Task, id: UUID, turn: int = 1) -> None:
        """The decision did what was due."""
        for due in self._open(task, id, turn):
            due.keep(at=self.now, by=self.by)

    @property
    def changed(self) -> tuple[Aggregate, ...]:
        """What is to be recorded with the decision."""
        return tuple(one for one in self._held.values() if one.pending_events)

    def _open(self, task: Task, about: UUID, turn: int) -> Iterator[Deadline]:
        id = deadline_id(task, about, turn)
        held = self._held.get(id) or self._log.find(Deadline, id)
        if isinstance(held, Deadline) and held.is_open:
            self._held[id] = held
            yield held


class Family(Protocol):
    """What can be done to things of one kind.

    What a kind has nothing of (`domain.appeal.FITTING`, `SUSPENDABLE`) is refused
    before anybody comes here.
    """

    def carry_out(self, effect: WordedEffect, change: Change) -> None:
        """Do what a decision orders.

        Raises:
            EffectImpossible: it cannot be done any more.
            Refusal: what the thing says to it.
        """
        ...

    def suspend(self, change: Change) -> None:
        """Let it stand still; raises EffectImpossible."""
        ...

    def resume(self, change: Change) -> None:
        """Let it go on; again it changes nothing."""
        ...


class Lasting:
    """A family in which nothing is executed, so that nothing can be suspended."""

    def suspend(self, change: Change) -> None:
        """Refuse; raises EffectImpossible."""
        raise EffectImpossible(why="not_there")

    def resume(self, change: Change) -> None:
        """Nothing stands."""


def only(effect: WordedEffect, *possible: Effect) -> Effect:
    """The effect, if it is one of these.

    Raises:
        EffectImpossible: it is not.
    """
    if effect.ordered.effect not in possible:
        raise EffectImpossible(why="not_there")
    return effect.ordered.effect
