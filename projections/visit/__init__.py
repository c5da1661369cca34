"""Preventive visits as both sides read them (C6)."""

from projections.visit.cards import (
    AdviceCard,
    MoveCard,
    OrderCard,
    OrderPointCard,
    OutcomeCard,
    VisitCard,
    VisitLine,
    VisitPage,
)
from projections.visit.tables import VisitProjection
from projections.visit.view import VisitView

__all__ = [
    "AdviceCard",
    "MoveCard",
    "OrderCard",
    "OrderPointCard",
    "OutcomeCard",
    "VisitCard",
    "VisitLine",
    "VisitPage",
    "VisitProjection",
    "VisitView",
]
