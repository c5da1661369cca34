"""Self-examinations, what they still ask, and what they changed (L5)."""

from projections.self_examination.ahead import (
    Ahead,
    Left,
    Moved,
    Outcome,
    SelfExaminationView,
)
from projections.self_examination.examination import (
    AnswerCard,
    ExaminationCard,
    ExaminationProjection,
    ExaminationView,
)
from projections.self_examination.question import Outcome as QuestionOutcome
from projections.self_examination.question import Question

__all__ = [
    "Ahead",
    "AnswerCard",
    "ExaminationCard",
    "ExaminationProjection",
    "ExaminationView",
    "Left",
    "Moved",
    "Outcome",
    "Question",
    "QuestionOutcome",
    "SelfExaminationView",
]
