"""Questions and public answers as they are read (L6)."""

from projections.consultation.answers import (
    AnswerCard,
    AnswerLine,
    AnswersFound,
    Edition,
    PublicAnswerView,
)
from projections.consultation.cards import (
    BadQuestionCursor,
    ForClient,
    ForOfficer,
    Happened,
    Pile,
    QuestionCard,
    Ratings,
    Similar,
    Turn,
)
from projections.consultation.questions import QuestionView
from projections.consultation.tables import ConsultationProjection

__all__ = [
    "AnswerCard",
    "AnswerLine",
    "AnswersFound",
    "BadQuestionCursor",
    "ConsultationProjection",
    "Edition",
    "ForClient",
    "ForOfficer",
    "Happened",
    "Pile",
    "PublicAnswerView",
    "QuestionCard",
    "QuestionView",
    "Ratings",
    "Similar",
    "Turn",
]
