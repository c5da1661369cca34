"""Inspections: rows for both sides, and red flags as of now (I0 to I8)."""

from projections.inspection.cards import (
    ActionCard,
    ActionPage,
    CaseCard,
    CaseLine,
    CasePage,
    MoveCard,
    ProsecutorCard,
    ReasonedCard,
    RepresentativeCard,
    StepCard,
    ViolationCard,
)
from projections.inspection.tables import InspectionProjection
from projections.inspection.view import InspectionView
from projections.inspection.watching import Watch, Watched

__all__ = [
    "ActionCard",
    "ActionPage",
    "CaseCard",
    "CaseLine",
    "CasePage",
    "InspectionProjection",
    "InspectionView",
    "MoveCard",
    "ProsecutorCard",
    "ReasonedCard",
    "RepresentativeCard",
    "StepCard",
    "ViolationCard",
    "Watch",
    "Watched",
]
