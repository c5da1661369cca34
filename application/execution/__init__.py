"""Carrying algorithms out, and what becomes of the confirmations (C2)."""

from application.execution.confirmations import (
    ExecutionConfirmationCommands,
    QuestionConfirmation,
    Recall,
    Reply,
    WithoutReason,
    WithReason,
)
from application.execution.lapsing import Lapses
from application.execution.steps import (
    DoStep,
    GiveEvidence,
    HandStep,
    ShareEvidence,
    SkipStep,
    Steps,
)
from application.execution.whole import Executions, StartExecution

__all__ = [
    "DoStep",
    "ExecutionConfirmationCommands",
    "Executions",
    "GiveEvidence",
    "HandStep",
    "Lapses",
    "QuestionConfirmation",
    "Recall",
    "Reply",
    "ShareEvidence",
    "SkipStep",
    "StartExecution",
    "Steps",
    "WithReason",
    "WithoutReason",
]
