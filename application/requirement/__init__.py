"""Keeping the register: one requirement at a time, or many from a file (L1)."""

from application.requirement.commands import (
    AmendRequirement,
    DraftRequirement,
    RepealRequirement,
    Requirements,
    ResumeRequirement,
    SuspendRequirement,
)
from application.requirement.importing import (
    Import,
    OnProgress,
    Rejected,
    Row,
    lines_of,
    read_row,
)
from application.requirement.okved import (
    ClassifierHasFaults,
    Classifiers,
    NotAClassifier,
)
from application.requirement.report import (
    ImportRejected,
    ImportReport,
    NothingToImport,
    Progress,
    Rejection,
)

__all__ = [
    "AmendRequirement",
    "ClassifierHasFaults",
    "Classifiers",
    "DraftRequirement",
    "Import",
    "ImportRejected",
    "ImportReport",
    "NotAClassifier",
    "NothingToImport",
    "OnProgress",
    "Progress",
    "Rejected",
    "Rejection",
    "RepealRequirement",
    "Requirements",
    "ResumeRequirement",
    "Row",
    "SuspendRequirement",
    "lines_of",
    "read_row",
]
