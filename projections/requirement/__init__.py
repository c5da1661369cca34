"""The register as it is read: search, requirements, versions, activities (L1)."""

from projections.requirement.tables import RequirementProjection
from projections.requirement.view import (
    ENDS,
    MOST,
    PAGE,
    SUSPENDED,
    ActivityTitle,
    BadCursor,
    Card,
    Count,
    Draft,
    Facets,
    Filters,
    Found,
    Line,
    RequirementView,
    Times,
)

__all__ = [
    "ENDS",
    "MOST",
    "PAGE",
    "SUSPENDED",
    "ActivityTitle",
    "BadCursor",
    "Card",
    "Count",
    "Draft",
    "Facets",
    "Filters",
    "Found",
    "Line",
    "RequirementProjection",
    "RequirementView",
    "Times",
]
