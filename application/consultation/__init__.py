"""Asking for advice, giving it, and publishing what concerns others too (L6)."""

from application.consultation.asking import (
    AnswerWith,
    Ask,
    Consultations,
    FollowUp,
    Forward,
    GiveAnswer,
    Rate,
)
from application.consultation.publishing import (
    AmendAnswer,
    Explain,
    PublicAnswers,
    PublishAnswer,
    WithdrawAnswer,
)

__all__ = [
    "AmendAnswer",
    "AnswerWith",
    "Ask",
    "Consultations",
    "Explain",
    "FollowUp",
    "Forward",
    "GiveAnswer",
    "PublicAnswers",
    "PublishAnswer",
    "Rate",
    "WithdrawAnswer",
]
