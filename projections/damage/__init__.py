"""Claims of damage, and the table of the key rate (I9)."""

from projections.damage.cards import (
    ClaimCard,
    ClaimPage,
    ClaimRow,
    LineCard,
    MoveCard,
    MoveKind,
    RateLine,
)
from projections.damage.tables import DamageProjection
from projections.damage.view import DamageView, KeptRates

__all__ = [
    "ClaimCard",
    "ClaimPage",
    "ClaimRow",
    "DamageProjection",
    "DamageView",
    "KeptRates",
    "LineCard",
    "MoveCard",
    "MoveKind",
    "RateLine",
]
