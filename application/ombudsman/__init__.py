"""The business ombudsman in inspections and appeals (I9, I10)."""

from application.ombudsman.commands import (
    Advise,
    AskBothSides,
    DeclineInvitation,
    InviteOmbudsman,
    LeaveInspection,
)
from application.ombudsman.inspections import InspectionsHelpedIn
from application.ombudsman.ports import (
    CasesHelpedIn,
    HelpedCase,
    Office,
    OmbudsmanOffices,
)
from application.ombudsman.taking_part import Ombudsmen

__all__ = [
    "Advise",
    "AskBothSides",
    "CasesHelpedIn",
    "DeclineInvitation",
    "HelpedCase",
    "InspectionsHelpedIn",
    "InviteOmbudsman",
    "LeaveInspection",
    "Office",
    "OmbudsmanOffices",
    "Ombudsmen",
]
