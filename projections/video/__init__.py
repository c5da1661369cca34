"""Meetings by video as those who take part read them (I6)."""

from projections.video.cards import (
    Attendee,
    Consenting,
    MeetingCard,
    MeetingPage,
    PieceCard,
    RecordingCard,
)
from projections.video.tables import VideoProjection
from projections.video.view import VideoView

__all__ = [
    "Attendee",
    "Consenting",
    "MeetingCard",
    "MeetingPage",
    "PieceCard",
    "RecordingCard",
    "VideoProjection",
    "VideoView",
]
