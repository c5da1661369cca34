"""Commands of evaluating rules, and what is done with evaluations (E1 to E5)."""

from application.evaluation.considering import Consider, Considerations
from application.evaluation.evaluating import (
    EvaluateRule,
    Evaluations,
    SendEvaluation,
)
from application.evaluation.releasing import Release, Releases
from application.evaluation.rounds import ROUNDS, Rounds

__all__ = [
    "ROUNDS",
    "Consider",
    "Considerations",
    "EvaluateRule",
    "Evaluations",
    "Release",
    "Releases",
    "Rounds",
    "SendEvaluation",
]
