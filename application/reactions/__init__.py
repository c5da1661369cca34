"""What the service does by itself when something happened: event to command.

Every reaction may be repeated: one that was done already finds nothing left to do.
"""

from application.reactions.answering import InspectionAnswers
from application.reactions.appeal_terms import (
    AppealDeadlines,
    AppealOverdue,
    AppealSilences,
    TermsOfAppeals,
)
from application.reactions.appealing import AppealNews, WishedOmbudsmen
from application.reactions.arriving import Arrivals
from application.reactions.cautioning import CautionNews
from application.reactions.damaging import DamageNews
from application.reactions.deadlines import EvaluationDeadlines, QuestionDeadlines
from application.reactions.helping import HelpOffers
from application.reactions.inspecting import (
    InspectionDeadlines,
    InspectionNews,
    InspectionReadings,
)
from application.reactions.ombudsmen import OmbudsmanNews
from application.reactions.planning import PlanNews
from application.reactions.reconfirming import RECONFIRM, Reconfirmations
from application.reactions.reminding import DeadlineReminders, RequestNews
from application.reactions.risking import RiskChanges, RiskNews
from application.reactions.telling import Happenings
from application.reactions.visiting import VisitNews, VisitSilences

__all__ = [
    "RECONFIRM",
    "AppealDeadlines",
    "AppealNews",
    "AppealOverdue",
    "AppealSilences",
    "Arrivals",
    "CautionNews",
    "DamageNews",
    "DeadlineReminders",
    "EvaluationDeadlines",
    "Happenings",
    "HelpOffers",
    "InspectionAnswers",
    "InspectionDeadlines",
    "InspectionNews",
    "InspectionReadings",
    "OmbudsmanNews",
    "PlanNews",
    "QuestionDeadlines",
    "Reconfirmations",
    "RequestNews",
    "RiskChanges",
    "RiskNews",
    "TermsOfAppeals",
    "VisitNews",
    "VisitSilences",
    "WishedOmbudsmen",
]
