"""Preventive visits: asked for, offered or mandatory (C6)."""

from application.visit.commands import (
    AnnounceVisit,
    AskForVisit,
    AskMove,
    ChooseSlot,
    Conclude,
    GivenAdvice,
    GivenOrder,
    OfferSlots,
    OfferVisit,
    RefuseVisit,
    SayWhy,
    StartVisit,
)
from application.visit.concluding import VisitOutcomes
from application.visit.handling import Handling, VisitsKnown
from application.visit.visiting import Visits
from application.visit.wanting import VisitWishes

__all__ = [
    "AnnounceVisit",
    "AskForVisit",
    "AskMove",
    "ChooseSlot",
    "Conclude",
    "GivenAdvice",
    "GivenOrder",
    "Handling",
    "OfferSlots",
    "OfferVisit",
    "RefuseVisit",
    "SayWhy",
    "StartVisit",
    "VisitOutcomes",
    "VisitWishes",
    "Visits",
    "VisitsKnown",
]
