"""Keeping algorithms of compliance: one at a time, or many from a file (C1)."""

from application.algorithm.commands import (
    Algorithms,
    AmendAlgorithm,
    ApproveAlgorithm,
    AskForAlgorithm,
    DraftAlgorithm,
    WithdrawAlgorithm,
)
from application.algorithm.importing import AlgorithmImport

__all__ = [
    "AlgorithmImport",
    "Algorithms",
    "AmendAlgorithm",
    "ApproveAlgorithm",
    "AskForAlgorithm",
    "DraftAlgorithm",
    "WithdrawAlgorithm",
]
