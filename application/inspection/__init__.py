"""Inspections: ordered by what data left open, held step by step (I0 to I7)."""

from application.inspection.commands import (
    AnswerInInspection,
    AskInInspection,
    AskMove,
    ConfirmImprovement,
    DeclineMove,
    DrawAct,
    Empower,
    FinishInspection,
    FoundViolation,
    OfferMove,
    OrderImprovement,
    OrderInspection,
    PreventInspection,
    RecordAction,
    RecordApproval,
    RegisterInspection,
    TakeSlot,
    TellProsecutor,
    When,
)
from application.inspection.handling import (
    Handling,
)
from application.inspection.moving import (
    DateMoves,
)
from application.inspection.ordering import (
    Assessed,
    InspectionOrders,
    Prepared,
)
from application.inspection.ports import (
    ClientKinds,
    InspectionsKnown,
    RiskKnown,
)
from application.inspection.recording import ActionRecords
from application.inspection.representing import (
    Representatives,
)
from application.inspection.silence import SILENCE, InspectionSilence
from application.inspection.stepping import (
    InspectionSteps,
)
from application.inspection.talking import (
    InspectionTalk,
)

__all__ = [
    "SILENCE",
    "ActionRecords",
    "AnswerInInspection",
    "AskInInspection",
    "AskMove",
    "Assessed",
    "ClientKinds",
    "ConfirmImprovement",
    "DateMoves",
    "DeclineMove",
    "DrawAct",
    "Empower",
    "FinishInspection",
    "FoundViolation",
    "Handling",
    "InspectionOrders",
    "InspectionSilence",
    "InspectionSteps",
    "InspectionTalk",
    "InspectionsKnown",
    "OfferMove",
    "OrderImprovement",
    "OrderInspection",
    "Prepared",
    "PreventInspection",
    "RecordAction",
    "RecordApproval",
    "RegisterInspection",
    "Representatives",
    "RiskKnown",
    "TakeSlot",
    "TellProsecutor",
    "When",
]
