"""Commands of self-assessment and of declarations of compliance (L9)."""

from application.compliance.assessing import (
    Assess,
    ChangeMeasure,
    PlanMeasure,
    SelfAssessments,
    SomeCannotBeAssessed,
)
from application.compliance.declaring import (
    ComplianceDeclarations,
    DeclareCompliance,
    RenewCompliance,
)

__all__ = [
    "Assess",
    "ChangeMeasure",
    "ComplianceDeclarations",
    "DeclareCompliance",
    "PlanMeasure",
    "RenewCompliance",
    "SelfAssessments",
    "SomeCannotBeAssessed",
]
