"""Declarations as both sides read them, and the personal list (L2, L4)."""

from projections.applicability.declaration import (
    DeclarationCard,
    DeclarationProjection,
    DeclarationView,
    Moment,
    Queue,
)
from projections.applicability.personal_list import (
    Arrangement,
    Choice,
    Line,
    PersonalList,
    PersonalLists,
    Wanted,
)

__all__ = [
    "Arrangement",
    "Choice",
    "DeclarationCard",
    "DeclarationProjection",
    "DeclarationView",
    "Line",
    "Moment",
    "PersonalList",
    "PersonalLists",
    "Queue",
    "Wanted",
]
