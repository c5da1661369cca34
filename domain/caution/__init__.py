"""Cautions instead of checks, and objections to them (C6)."""

from domain.caution.aggregate import Caution
from domain.caution.checking import checked_reason
from domain.caution.content import (
    MOST_POINTS,
    Measure,
    Point,
    Signs,
    SignSource,
    Supervised,
    Wording,
)
from domain.caution.demands import demands
from domain.caution.draft import Draft, new_caution_id
from domain.caution.refusals import (
    AlgorithmNotNamed,
    CautionedClientUnknown,
    CautionEmpty,
    CautionLate,
    CautionOver,
    CautionReasonMissing,
    CautionUnchanged,
    DemandsDocuments,
    KindsMixed,
    MeasureMissing,
    NoSuchPoint,
    NothingLeft,
    NotObjected,
    NotYourRequirement,
    ObjectedAlready,
    ObjectionLate,
    ObjectionReasonMissing,
    RequirementTwice,
    SignsInFuture,
    SignsMissing,
)
from domain.caution.standing import Answer, CautionStatus, WhyClosed
from domain.caution.terms import CautionTerms, Law

__all__ = [
    "MOST_POINTS",
    "AlgorithmNotNamed",
    "Answer",
    "Caution",
    "CautionEmpty",
    "CautionLate",
    "CautionOver",
    "CautionReasonMissing",
    "CautionStatus",
    "CautionTerms",
    "CautionUnchanged",
    "CautionedClientUnknown",
    "DemandsDocuments",
    "Draft",
    "KindsMixed",
    "Law",
    "Measure",
    "MeasureMissing",
    "NoSuchPoint",
    "NotObjected",
    "NotYourRequirement",
    "NothingLeft",
    "ObjectedAlready",
    "ObjectionLate",
    "ObjectionReasonMissing",
    "Point",
    "RequirementTwice",
    "SignSource",
    "Signs",
    "SignsInFuture",
    "SignsMissing",
    "Supervised",
    "WhyClosed",
    "Wording",
    "checked_reason",
    "demands",
    "new_caution_id",
]
