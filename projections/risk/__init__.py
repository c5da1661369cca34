"""Criteria of risk, categories of objects, objections, and what both rest on (C5)."""

from projections.risk.cards import (
    CriteriaCard,
    CriteriaEdition,
    CriteriaLine,
    Objection,
    ObjectionStatus,
    RecordOf,
    RiskCard,
    RiskLine,
    RiskMoment,
    RiskPage,
)
from projections.risk.circumstances import RiskCircumstances
from projections.risk.tables import RiskProjection
from projections.risk.view import RiskView

__all__ = [
    "CriteriaCard",
    "CriteriaEdition",
    "CriteriaLine",
    "Objection",
    "ObjectionStatus",
    "RecordOf",
    "RiskCard",
    "RiskCircumstances",
    "RiskLine",
    "RiskMoment",
    "RiskPage",
    "RiskProjection",
    "RiskView",
]
