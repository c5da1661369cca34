"""Self-assessment and declarations of compliance, as they are read (L9)."""

from projections.compliance.assessment import AssessmentView
from projections.compliance.cards import (
    Answered,
    AssessmentCard,
    ComplianceCard,
    ComplianceMoment,
    ComplianceQueue,
    ConfirmedLine,
    Measure,
    Plan,
    Progress,
    Sheet,
    SheetBy,
    SheetLine,
    SheetState,
    SheetWanted,
    Summary,
)
from projections.compliance.declaration import ComplianceView
from projections.compliance.tables import ComplianceProjection

__all__ = [
    "Answered",
    "AssessmentCard",
    "AssessmentView",
    "ComplianceCard",
    "ComplianceMoment",
    "ComplianceProjection",
    "ComplianceQueue",
    "ComplianceView",
    "ConfirmedLine",
    "Measure",
    "Plan",
    "Progress",
    "Sheet",
    "SheetBy",
    "SheetLine",
    "SheetState",
    "SheetWanted",
    "Summary",
]
