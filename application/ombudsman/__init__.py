"""The business ombudsman in an inspection (I10)."""

from application.ombudsman.commands import (
    Advise,
    AskBothSides,
    DeclineInvitation,
    InviteOmbudsman,
    LeaveInspection,
)
from application.ombudsman.ports import Office, OmbudsmanOffices
from application.ombudsman.taking_part import Ombudsmen

__all__ = [
    "Advise",
    "AskBothSides",
    "DeclineInvitation",
    "InviteOmbudsman",
    "LeaveInspection",
    "Office",
    "OmbudsmanOffices",
    "Ombudsmen",
]
