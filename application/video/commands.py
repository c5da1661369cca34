"""What can be asked of meetings by video (I6)."""

from datetime import timedelta

from pydantic import AwareDatetime, Field

from domain.kernel import Value
from domain.video import Time

ABOUT = r"^/(inspections|visits|appeals)/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"
"""Address of a case in which people can meet by video."""


class ProposeMeetingTime(Value):
    """Propose another time.

    Attributes:
        starts: when it begins, with its zone.
        minutes: how long it takes, 5..240.
    """

    starts: AwareDatetime = Field(examples=["2026-12-01T10:00:00+03:00"])
    minutes: int = Field(default=30, ge=5, le=240)

    @property
    def time(self) -> Time:
        """From when until when."""
        return Time(self.starts, self.starts + timedelta(minutes=self.minutes))


class ProposeMeeting(ProposeMeetingTime):
    """Propose a meeting by video about a case.

    Attributes:
        about: address of the case, e.g. "/inspections/<id>".
        purpose: what is to be talked about.
    """

    about: str = Field(
        max_length=100,
        pattern=ABOUT,
        examples=["/inspections/7b0c1f66-51a7-4d0e-9a55-0c8f6d5c1a11"],
    )
    purpose: str = Field(
        max_length=1000, examples=["Показать по видео, что выход освобождён"]
    )


class CallOffMeeting(Value):
    """Do not meet.

    Attributes:
        reason: why; the other side reads it.
    """

    reason: str = Field(max_length=1000, examples=["Ответил письмом, встреча лишняя"])
