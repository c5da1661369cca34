"""Deadlines, by whose turn it is and when they end."""

from projections.deadline.cards import (
    DeadlineCard,
    DeadlineCount,
    DeadlineLine,
    DeadlineMoment,
    DeadlinePage,
    PartyCard,
    Side,
    Standing,
)
from projections.deadline.tables import DeadlineProjection
from projections.deadline.view import BadDeadlineCursor, DeadlineView

__all__ = [
    "BadDeadlineCursor",
    "DeadlineCard",
    "DeadlineCount",
    "DeadlineLine",
    "DeadlineMoment",
    "DeadlinePage",
    "DeadlineProjection",
    "DeadlineView",
    "PartyCard",
    "Side",
    "Standing",
]
