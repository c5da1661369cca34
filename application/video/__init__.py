"""Meeting by video inside a case: agreeing, attending, recording (I6)."""

from application.video.attending import ATTENDANT, Attendance
from application.video.cases import VideoCases
from application.video.commands import (
    ABOUT,
    CallOffMeeting,
    ProposeMeeting,
    ProposeMeetingTime,
)
from application.video.news import MeetingNews
from application.video.ports import CaseHelpers, Hearings, MeetingsKnown, VideoCase
from application.video.recording import Recordings
from application.video.scheduling import Meetings

__all__ = [
    "ABOUT",
    "ATTENDANT",
    "Attendance",
    "CallOffMeeting",
    "CaseHelpers",
    "Hearings",
    "MeetingNews",
    "Meetings",
    "MeetingsKnown",
    "ProposeMeeting",
    "ProposeMeetingTime",
    "Recordings",
    "VideoCase",
    "VideoCases",
]
