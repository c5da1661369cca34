"""The business ombudsman in an inspection: invited, heard, gone again (I10)."""

from domain.ombudsman.participation import OPEN, Participation, Status
from domain.ombudsman.refusals import (
    InvitedAlready,
    NoInteraction,
    NotWaiting,
    OfficeNotChosen,
    OpinionMissing,
    ReasonOfDeclineMissing,
    TakesNoPart,
    TooLateToInvite,
)

__all__ = [
    "OPEN",
    "InvitedAlready",
    "NoInteraction",
    "NotWaiting",
    "OfficeNotChosen",
    "OpinionMissing",
    "Participation",
    "ReasonOfDeclineMissing",
    "Status",
    "TakesNoPart",
    "TooLateToInvite",
]
