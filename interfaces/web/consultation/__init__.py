"""Pages of questions, of their answers, and of answers for everybody (L6)."""

from interfaces.routing import together
from interfaces.web.consultation import (
    answers,
    asking,
    explaining,
    publishing,
    questions,
)

router = together(asking, explaining, publishing, questions, answers)

__all__ = ["router"]
