"""What an inspection took from a business, and how its tools were rated (I11, I12)."""

from domain.burden.amounts import (
    HOUR,
    Amounts,
    Cost,
    CostKind,
    Damage,
    DamageKind,
    Who,
    Work,
)
from domain.burden.book import MOST_DAYS, CostBook
from domain.burden.figures import (
    CaseRated,
    CaseSpent,
    Rated,
    Spent,
    rated,
    spent,
)
from domain.burden.ratings import Lack, Rating, Tool, ToolRatings
from domain.burden.refusals import (
    DamageNotExplained,
    DayBeforeInspection,
    DayNotReached,
    DayNotRecorded,
    NothingRated,
    NothingSpent,
    NotRatedYet,
    TooManyDays,
)

__all__ = [
    "HOUR",
    "MOST_DAYS",
    "Amounts",
    "CaseRated",
    "CaseSpent",
    "Cost",
    "CostBook",
    "CostKind",
    "Damage",
    "DamageKind",
    "DamageNotExplained",
    "DayBeforeInspection",
    "DayNotReached",
    "DayNotRecorded",
    "Lack",
    "NotRatedYet",
    "NothingRated",
    "NothingSpent",
    "Rated",
    "Rating",
    "Spent",
    "TooManyDays",
    "Tool",
    "ToolRatings",
    "Who",
    "Work",
    "rated",
    "spent",
]
