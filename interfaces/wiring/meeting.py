"""The commands of meetings by video, and what is seen of them."""

from application.log import EventLog
from application.ports import Clock
from application.video import Attendance, Meetings, Recordings
from interfaces.gateways.database import Database
from interfaces.gateways.files import StoredFiles
from interfaces.gateways.ice import outside_link
from interfaces.observability import counting
from interfaces.settings import Settings
from interfaces.wiring.hearings import video_cases
from projections.video import VideoView


class Meeting:
    """The commands of meetings by video, and what is seen of them."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        log: EventLog,
        clock: Clock,
        files: StoredFiles,
    ) -> None:
        self.view = VideoView(database)
        self.cases = video_cases(settings, database, log, clock)
        self.meetings = counting(
            Meetings(log, clock, self.cases, lambda: outside_link(settings))
        )
        self.attendance = counting(Attendance(log, clock, self.cases, self.view))
        self.recordings = counting(Recordings(log, clock, self.cases, files, self.view))
