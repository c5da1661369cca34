"""What people read of the history between a client and the state (R5)."""

from projections.timeline.tables import TimelineProjection
from projections.timeline.view import (
    Facets,
    HistoryLine,
    Narrowing,
    Order,
    TimelineView,
)

__all__ = [
    "Facets",
    "HistoryLine",
    "Narrowing",
    "Order",
    "TimelineProjection",
    "TimelineView",
]
