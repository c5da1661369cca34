"""The business ombudsman in a case: invited, heard, gone again (I9, I10)."""

from domain.ombudsman.case import Case, CaseKind
from domain.ombudsman.participation import OPEN, Participation, Status
from domain.ombudsman.refusals import (
    OF_APPEAL,
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
    "OF_APPEAL",
    "OPEN",
    "Case",
    "CaseKind",
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
