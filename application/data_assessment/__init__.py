"""A body looks at records without a visit, at one client's or at a segment's (C3)."""

from application.data_assessment.looking import LookAtRecords, Looks, RemarkOnLook
from application.data_assessment.surveying import (
    AskSurvey,
    OfferHelp,
    Offers,
    Surveys,
)

__all__ = [
    "AskSurvey",
    "LookAtRecords",
    "Looks",
    "OfferHelp",
    "Offers",
    "RemarkOnLook",
    "Surveys",
]
