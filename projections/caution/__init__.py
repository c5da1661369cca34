"""Cautions, and what can be cautioned about (C6)."""

from projections.caution.cards import (
    CautionCard,
    CautionCount,
    CautionLine,
    CautionPage,
    DecisionCard,
    MeasureCard,
    ObjectionCard,
    PointCard,
    Standing,
)
from projections.caution.tables import CautionProjection
from projections.caution.view import CautionView

__all__ = [
    "CautionCard",
    "CautionCount",
    "CautionLine",
    "CautionPage",
    "CautionProjection",
    "CautionView",
    "DecisionCard",
    "MeasureCard",
    "ObjectionCard",
    "PointCard",
    "Standing",
]
