"""Names of everything by which a history is narrowed (R5)."""

from collections.abc import Mapping
from typing import Final

from domain.timeline import Kind, ServiceId, Side, Touchpoint
from interfaces.locale import N_
from projections.timeline import Order

KINDS: Final[Mapping[Kind, str]] = {
    Kind.STATEMENT: N_("The business says something"),
    Kind.REQUEST: N_("Somebody asks"),
    Kind.ANSWER: N_("Somebody answers"),
    Kind.DECISION: N_("A body decides"),
    Kind.LOOK: N_("Records are looked at"),
    Kind.WORK: N_("The business does something"),
    Kind.FILE: N_("Files"),
    Kind.NOTICE: N_("Notices"),
    Kind.TERM: N_("Deadlines"),
    Kind.CHANGE: N_("Changes that follow by themselves"),
    Kind.ACCESS: N_("Rights and consents"),
}
SIDES: Final[Mapping[Side, str]] = {
    Side.CLIENT: N_("The business"),
    Side.STATE: N_("The state"),
    Side.SERVICE: N_("By itself"),
}
TOUCHPOINTS: Final[Mapping[Touchpoint, str]] = {
    Touchpoint.SERVICE: N_("This service: its pages and its API"),
    Touchpoint.REGISTER: N_("A state register"),
    Touchpoint.CALENDAR: N_("The calendar of the business"),
    Touchpoint.OUTSIDE: N_("E-mail, messengers, programs of the business"),
}
SERVICES: Final[Mapping[ServiceId, str]] = {
    "L2": N_("The personal list"),
    "L3": N_("Confirming situations and requirements"),
    "L4": N_("Declarations that a requirement is not about the business"),
    "L5": N_("Self-examination"),
    "L6": N_("Questions and answers"),
    "L7": N_("The data of the business"),
    "L8": N_("Informing"),
    "L9": N_("Self-assessment and compliance"),
    "E1": N_("Evaluating drafts"),
    "E2": N_("Evaluating requirements"),
    "E3": N_("Considering evaluations"),
    "E4": N_("Following rules being made"),
    "C1": N_("Algorithms"),
    "C2": N_("Carrying algorithms out"),
    "C3": N_("Assessment without interaction"),
    "C4": N_("Requests for information"),
    "C5": N_("Risk category"),
    "C6": N_("Cautions and preventive visits"),
    "I0": N_("Data before an inspection"),
    "I1": N_("Notices over chosen channels"),
    "I2": N_("Documents both ways"),
    "I3": N_("Advice during an inspection"),
    "I4": N_("How an inspection goes"),
    "I5": N_("Who acts for the business"),
    "I6": N_("Video conferences"),
    "I7": N_("Moving the date of an inspection"),
    "I8": N_("Receipts"),
    "I9": N_("Appeals and compensation"),
    "I10": N_("Business ombudsman"),
    "I11": N_("Time, cost and damage of an inspection"),
    "I12": N_("Ratings of these tools"),
    "R3": N_("Consents"),
}
ORDERS: Final[Mapping[Order, str]] = {
    Order.NEWEST: N_("Newest first"),
    Order.OLDEST: N_("Oldest first"),
}
