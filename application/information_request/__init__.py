"""Requests for information, answered within a sufficient time (C4)."""

from application.information_request.absences import AbsenceCommands
from application.information_request.answering import InformationAnswers
from application.information_request.asking import InformationRequests, Prepared
from application.information_request.commands import (
    AskedItem,
    AskForInformation,
    AskMoreTime,
    DeclareAbsence,
    DeclineMoreTime,
    GiveInformation,
    GiveMoreTime,
    GivenItem,
    WithdrawRequest,
)
from application.information_request.handling import Handling
from application.information_request.reckoning import SufficientTimes

__all__ = [
    "AbsenceCommands",
    "AskForInformation",
    "AskMoreTime",
    "AskedItem",
    "DeclareAbsence",
    "DeclineMoreTime",
    "GiveInformation",
    "GiveMoreTime",
    "GivenItem",
    "Handling",
    "InformationAnswers",
    "InformationRequests",
    "Prepared",
    "SufficientTimes",
    "WithdrawRequest",
]
