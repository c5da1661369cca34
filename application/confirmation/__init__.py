"""A client confirms; what changed is put up again (L3)."""

from application.confirmation.commands import (
    MOST_AT_ONCE,
    Confirmations,
    ConfirmRequirements,
    ConfirmSituation,
)
from application.confirmation.reviews import ConfirmationReviews

__all__ = [
    "MOST_AT_ONCE",
    "ConfirmRequirements",
    "ConfirmSituation",
    "ConfirmationReviews",
    "Confirmations",
]
