"""Executions and their confirmations, as clients, employees and bodies read them."""

from projections.execution.cards import (
    EvidenceItem,
    ExecutionCard,
    ExecutionLine,
    ExecutionPage,
    HandedStep,
    Moment,
    SettledStep,
)
from projections.execution.confirmation_cards import (
    ConfirmationCard,
    ConfirmationPage,
    ConfirmedLine,
    Ending,
    Question,
    Standing,
    StepProof,
)
from projections.execution.confirmations import ExecutionConfirmationView
from projections.execution.executions import ExecutionView
from projections.execution.tables import ExecutionProjection

__all__ = [
    "ConfirmationCard",
    "ConfirmationPage",
    "ConfirmedLine",
    "Ending",
    "EvidenceItem",
    "ExecutionCard",
    "ExecutionConfirmationView",
    "ExecutionLine",
    "ExecutionPage",
    "ExecutionProjection",
    "ExecutionView",
    "HandedStep",
    "Moment",
    "Question",
    "SettledStep",
    "Standing",
    "StepProof",
]
