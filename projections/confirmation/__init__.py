"""Confirmations, and what is still to confirm (L3)."""

from projections.confirmation.confirmation import (
    ConfirmationCard,
    ConfirmationMoment,
    ConfirmationPage,
    ConfirmationProjection,
    ConfirmationView,
)
from projections.confirmation.open import (
    OpenBody,
    OpenLines,
    OpenSummary,
    Proposal,
    ToConfirm,
)

__all__ = [
    "ConfirmationCard",
    "ConfirmationMoment",
    "ConfirmationPage",
    "ConfirmationProjection",
    "ConfirmationView",
    "OpenBody",
    "OpenLines",
    "OpenSummary",
    "Proposal",
    "ToConfirm",
]
