"""What an inspection took and how it was rated, as it is read (I11, I12)."""

from datetime import date, datetime
from uuid import UUID

from domain.burden import Amounts, Rating, Tool
from domain.inspection import Stage
from domain.kernel import Value


class DayCard(Value):
    """What one day took.

    Attributes:
        day: local time.
        amounts: hours, roubles and damage.
        note: in words.
        files: ids of documents that show it.
        recorded_at: when it was said last, UTC.
    """

    day: date
    amounts: Amounts
    note: str | None
    files: tuple[UUID, ...]
    recorded_at: datetime


class RatingCard(Value):
    """What a business said of one tool.

    Attributes:
        tool: which.
        rating: what it said last.
        stage: where the inspection stood then.
        rated_at: when, UTC.
    """

    tool: Tool
    rating: Rating
    stage: Stage
    rated_at: datetime
