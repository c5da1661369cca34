"""Risk: criteria, categories, objections, and reckoning again (C5)."""

from application.risk.assigning import RiskAssignments
from application.risk.commands import (
    AnswerRiskObjection,
    AssignRisk,
    DecideRise,
    KeepRiskCriteria,
    ObjectToRisk,
)
from application.risk.handling import RiskHandling
from application.risk.objecting import RiskObjecting
from application.risk.ports import RiskAssigned, RiskCategories, RiskFacts
from application.risk.profiles import RiskProfiles
from application.risk.reckoning import Explained, RiskReckoning
from application.risk.recomputing import RISK, RiskRecomputations

__all__ = [
    "RISK",
    "AnswerRiskObjection",
    "AssignRisk",
    "DecideRise",
    "Explained",
    "KeepRiskCriteria",
    "ObjectToRisk",
    "RiskAssigned",
    "RiskAssignments",
    "RiskCategories",
    "RiskFacts",
    "RiskHandling",
    "RiskObjecting",
    "RiskProfiles",
    "RiskReckoning",
    "RiskRecomputations",
]
