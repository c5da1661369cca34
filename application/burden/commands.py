"""What can be asked of the costs of an inspection and of ratings (I11, I12)."""

from datetime import date
from uuid import UUID

from pydantic import Field

from domain.burden import Amounts, Rating, Tool
from domain.kernel import Value

LONGEST = 5000
MOST_FILES = 20


class RecordDay(Value):
    """Say what a day took; in place of what was said of it before.

    Attributes:
        day: local time.
        amounts: hours, roubles and damage.
        note: in words; needed where there is damage.
        files: ids of documents uploaded before.
    """

    day: date = Field(examples=["2026-11-20"])
    amounts: Amounts
    note: str | None = Field(default=None, max_length=LONGEST)
    files: tuple[UUID, ...] = Field(default=(), max_length=MOST_FILES)


class RateTools(Value):
    """Rate some tools; those that are not named keep their rating."""

    ratings: dict[Tool, Rating] = Field(
        examples=[{"notices": {"score": 4, "lacks": ["late"]}}]
    )
