"""Cautions instead of checks, and objections to them (C6)."""

from application.caution.commands import (
    AnswerCaution,
    CautionPoint,
    ChangeCaution,
    IssueCaution,
    ObjectToCaution,
    Reworded,
    TellMeasures,
    ToldMeasure,
)
from application.caution.handling import CautionHandling
from application.caution.issuing import Cautions, Prepared
from application.caution.ports import CautionsKnown
from application.caution.replying import CautionDelivery, CautionReplies

__all__ = [
    "AnswerCaution",
    "CautionDelivery",
    "CautionHandling",
    "CautionPoint",
    "CautionReplies",
    "Cautions",
    "CautionsKnown",
    "ChangeCaution",
    "IssueCaution",
    "ObjectToCaution",
    "Prepared",
    "Reworded",
    "TellMeasures",
    "ToldMeasure",
]
