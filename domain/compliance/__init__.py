"""How a client observes what concerns it: self-assessment and declarations (L9)."""

from domain.compliance.assessment import (
    DueDayPassed,
    EvidenceNotAskedFor,
    MeasureDoneAlready,
    NotAboutYou,
    NothingToMend,
    SelfAssessment,
)
from domain.compliance.declaration import (
    ComplianceDeclaration,
    DeclarationEnded,
    State,
)
from domain.compliance.given import (
    SELF_EXAMINATION,
    Concern,
    Degree,
    EvidenceKind,
    Given,
    Position,
)
from domain.compliance.scope import (
    AssessmentUnfinished,
    Confirmed,
    ControlScope,
    NothingToDeclare,
    OnlyWhatIsObserved,
    OutOfScope,
    confirmed,
)

__all__ = [
    "SELF_EXAMINATION",
    "AssessmentUnfinished",
    "ComplianceDeclaration",
    "Concern",
    "Confirmed",
    "ControlScope",
    "DeclarationEnded",
    "Degree",
    "DueDayPassed",
    "EvidenceKind",
    "EvidenceNotAskedFor",
    "Given",
    "MeasureDoneAlready",
    "NotAboutYou",
    "NothingToDeclare",
    "NothingToMend",
    "OnlyWhatIsObserved",
    "OutOfScope",
    "Position",
    "SelfAssessment",
    "State",
    "confirmed",
]
