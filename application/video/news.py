"""Tells the other side what became of a meeting (I1, I6)."""

from collections.abc import Mapping
from typing import Final

from application.log import EventLog
from application.notice import Notices
from domain.kernel import Event
from domain.notice import Basis
from domain.video import Conference, Side

TEMPLATES: Final[Mapping[type[Event], str]] = {
    Conference.Proposed: "meeting-proposed",
    Conference.TimeProposed: "meeting-proposed",
    Conference.Agreed: "meeting-agreed",
    Conference.CalledOff: "meeting-called-off",
}


class MeetingNews:
    """A reaction; one that is repeated tells nobody twice.

    Args:
        log: knows the meetings.
        notices: tells.
    """

    on = tuple(TEMPLATES)

    def __init__(self, log: EventLog, notices: Notices) -> None:
        self._log = log
        self._notices = notices

    def react(self, happened: Event) -> None:
        """Tell the side that did not do it."""
        template = TEMPLATES.get(type(happened))
        if template is None:
            return
        id, version = happened.originator_id, happened.originator_version
        meeting = self._log.load(Conference, id)
        told = vars(happened)
        is_theirs = told["side"] is Side.CLIENT
        self._notices.tell(
            to=meeting.authority if is_theirs else meeting.client_id,
            template=template,
            values={"at": told.get("starts", meeting.time.starts)},
            about=f"/video/{id}",
            basis=Basis.own_matter(),
            key=f"{template}/{id}/{version}",
        )
