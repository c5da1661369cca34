"""Deadlines: set by other contexts, fired by the worker, counted again (C4, I2)."""

from application.deadline.commands import Deadlines
from application.deadline.firing import FIRING, Firing
from application.deadline.recomputing import CALENDAR, Recomputations

__all__ = [
    "CALENDAR",
    "FIRING",
    "Deadlines",
    "Firing",
    "Recomputations",
]
