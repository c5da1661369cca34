"""The plan: proposed by officers, approved by the head, measured by the law."""

from application.plan.commands import (
    MOST_AT_ONCE,
    ApproveEntries,
    ChangeEntry,
    EntryRef,
    ExcludeEntry,
    GiveNumber,
    MoveEntry,
    ProposeEntry,
    RecordDecision,
    ReturnEntries,
)
from application.plan.measuring import Choice, Measuring
from application.plan.planning import Plans, Prepared
from application.plan.ports import LawKept, Officers, PlanKnown
from application.plan.taking_in import (
    RegisterImport,
    RegisterRow,
    RowFault,
    TakenIn,
)

__all__ = [
    "MOST_AT_ONCE",
    "ApproveEntries",
    "ChangeEntry",
    "Choice",
    "EntryRef",
    "ExcludeEntry",
    "GiveNumber",
    "LawKept",
    "Measuring",
    "MoveEntry",
    "Officers",
    "PlanKnown",
    "Plans",
    "Prepared",
    "ProposeEntry",
    "RecordDecision",
    "RegisterImport",
    "RegisterRow",
    "ReturnEntries",
    "RowFault",
    "TakenIn",
]
