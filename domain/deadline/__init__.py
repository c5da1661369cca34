"""Deadlines: who has to do what for whom until when, and what came of it (C4, I2)."""

from domain.deadline.again import counted_again
from domain.deadline.aggregate import (
    OPEN,
    Deadline,
    DeadlineStatus,
    WhyCancelled,
    WhyPaused,
    WhyRecomputed,
    deadline_id,
)
from domain.deadline.party import RIGHTS, About, Party, PartyKind, Task
from domain.deadline.refusals import SUFFICIENT_TIME, DeadlineOver, TermWouldShrink
from domain.deadline.reminding import Stage, moments

__all__ = [
    "OPEN",
    "RIGHTS",
    "SUFFICIENT_TIME",
    "About",
    "Deadline",
    "DeadlineOver",
    "DeadlineStatus",
    "Party",
    "PartyKind",
    "Stage",
    "Task",
    "TermWouldShrink",
    "WhyCancelled",
    "WhyPaused",
    "WhyRecomputed",
    "counted_again",
    "deadline_id",
    "moments",
]
