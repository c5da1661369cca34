"""Deadlines as both sides read them."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from domain.deadline import (
    OPEN,
    About,
    DeadlineStatus,
    Party,
    Stage,
    Task,
    WhyCancelled,
    WhyPaused,
    WhyRecomputed,
)
from domain.kernel import Value
from domain.term import Reckoning


class Side(StrEnum):
    """Whose turn a reader asks about."""

    MINE = "mine"
    THEIRS = "theirs"


class Standing(StrEnum):
    """Which deadlines a reader asks for.

    OPEN: what is due, overdue or not; OVERDUE: only what is late; DONE: what is over.
    """

    OPEN = "open"
    OVERDUE = "overdue"
    DONE = "done"


class PartyCard(Value):
    """One side of a deadline.

    Attributes:
        party: as the deadline knows it.
        name: of the organisation, where it has one here.
    """

    party: Party
    name: str | None


class DeadlineMoment(Value):
    """One thing that happened to a deadline.

    Attributes:
        kind: "set", "handed", "paused", "resumed", "recomputed", "reminded", "passed",
            "kept" or "cancelled".
        at: when it was recorded, UTC.
        by: id of the person, or "system:<job>".
        stage: what was said, of a reminder.
        why: of a pause, a change of the end, or a cancelling.
        reckoning: the new one, where the end changed.
    """

    kind: str
    at: datetime
    by: str
    stage: Stage | None = None
    why: WhyPaused | WhyRecomputed | WhyCancelled | None = None
    reckoning: Reckoning | None = None


class DeadlineLine(Value):
    """A deadline in a list.

    Attributes:
        id: of it.
        version: its version; the ETag.
        task: what is to be done.
        turn: which time in the same thing.
        about: the thing.
        owed_by: whose turn it is.
        owed_to: who waits; None: everybody.
        reckoning: how long there is, and how that was counted.
        status: where it stands.
        passed_at: when its end had come; None: it has not.
        paused_at: since when the clock stands; None: it goes.
        ended_at: when it was done or cancelled; None: it is open.
        changed_at: when something happened to it last, UTC.
    """

    id: UUID
    version: int
    task: Task
    turn: int
    about: About
    owed_by: PartyCard
    owed_to: PartyCard | None
    reckoning: Reckoning
    status: DeadlineStatus
    passed_at: datetime | None
    paused_at: datetime | None
    ended_at: datetime | None
    changed_at: datetime

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def was_late(self) -> bool:
        """Whether it was done after its end."""
        return self.ended_at is not None and self.reckoning.is_late(self.ended_at)

    def is_overdue(self, now: datetime) -> bool:
        """Whether it should have been done; also before a worker has said so."""
        if self.status is not DeadlineStatus.RUNNING or self.task.is_right:
            return False
        return self.passed_at is not None or self.reckoning.is_late(now)


class DeadlineCard(DeadlineLine):
    """A deadline with everything that happened to it, oldest first."""

    moments: tuple[DeadlineMoment, ...]


class DeadlinePage(Value):
    """Some deadlines.

    Attributes:
        deadlines: open ones by their ends, the nearest first; others, the newest first.
        next: cursor of the next page; None at the end.
    """

    deadlines: tuple[DeadlineLine, ...]
    next: str | None


class DeadlineCount(Value):
    """How many deadlines a party has.

    Attributes:
        mine: open ones in which it is the party's turn.
        late: those of them that are overdue.
        theirs: open ones in which it waits.
        theirs_late: those of them that are overdue.
    """

    mine: int
    late: int
    theirs: int
    theirs_late: int


def line_of(row: dict[str, Any]) -> dict[str, Any]:
    """A row of the table as fields of a line."""
    to = row.pop("owed_to")
    names = row.pop("by_name"), row.pop("to_name")
    owed_by = {"party": row.pop("owed_by"), "name": names[0]}
    owed_to = to and {"party": to, "name": names[1]}
    return {**row, "owed_by": owed_by, "owed_to": owed_to}
