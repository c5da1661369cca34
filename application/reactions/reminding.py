"""Tells both sides what a deadline says, and how requests go on (I1, C4)."""

from collections.abc import Iterable
from uuid import UUID

from application.log import EventLog
from application.notice import Notices
from application.ports import BodyOrganisations
from domain.deadline import Deadline, Party, PartyKind, Stage, WhyRecomputed
from domain.errors import NotFound
from domain.information_request import InformationRequest
from domain.kernel import Event
from domain.notice import Basis, Given

STAGES = {
    Stage.BEFORE: "deadline-near",
    Stage.ON: "deadline-last-day",
    Stage.AFTER: "deadline-late",
}
OF_RIGHTS = {Stage.BEFORE: "right-near", Stage.ON: "right-last-day"}
WITHOUT_DAY = frozenset({"deadline-last-day", "right-last-day"})


class DeadlineReminders:
    """A reaction; one that is repeated tells nobody twice.

    Args:
        log: knows the deadlines.
        notices: tells.
        bodies: knows who stands behind the names of bodies and registers.
    """

    on = (Deadline.Reminded, Deadline.Passed, Deadline.Recomputed)

    def __init__(
        self, log: EventLog, notices: Notices, bodies: BodyOrganisations
    ) -> None:
        self._log = log
        self._notices = notices
        self._bodies = bodies

    def react(self, happened: Event) -> None:
        """Tell whose turn it is; what is over, to those who wait as well."""
        deadline = self._log.find(Deadline, happened.originator_id)
        if deadline is None or not deadline.is_open:
            return
        match happened:
            case Deadline.Reminded(stage=stage):
                templates = OF_RIGHTS if deadline.task.is_right else STAGES
                self._tell(deadline, happened, templates[stage], deadline.owed_by)
            case Deadline.Passed():
                self._tell(deadline, happened, "deadline-passed", deadline.owed_by)
                theirs = "deadline-passed-theirs"
                self._tell(deadline, happened, theirs, deadline.owed_to)
            case Deadline.Recomputed(why=WhyRecomputed.CALENDAR):
                for side in (deadline.owed_by, deadline.owed_to):
                    self._tell(deadline, happened, "deadline-moved", side)

    def _tell(
        self, deadline: Deadline, happened: Event, template: str, to: Party | None
    ) -> None:
        day: dict[str, Given] = {"day": deadline.reckoning.last_day}
        self._notices.tell_each(
            self._organisations(to) if to else (),
            template=template,
            values={} if template in WITHOUT_DAY else day,
            about=deadline.about.address,
            basis=Basis.own_matter(),
            key=f"{template}/{deadline.id}/{happened.originator_version}",
        )

    def _organisations(self, party: Party) -> Iterable[UUID]:
        match party.kind:
            case PartyKind.BODY:
                return self._bodies.answering_for(party.name)
            case PartyKind.DEVELOPER:
                return self._bodies.developing(party.name)
            case PartyKind.REGISTER:
                return self._bodies.keeping(party.name)
            case PartyKind.REGISTRAR:
                return self._bodies.registrars()
        return [party.organisation] if party.organisation else []


class RequestNews:
    """A reaction: tells how a request for information goes on.

    That one was sent is told by the correspondence, in which it arrives.
    """

    on = (
        InformationRequest.MoreTimeAsked,
        InformationRequest.MoreTimeGiven,
        InformationRequest.MoreTimeDeclined,
        InformationRequest.Answered,
        InformationRequest.Withdrawn,
    )

    def __init__(self, log: EventLog, notices: Notices) -> None:
        self._log = log
        self._notices = notices

    def react(self, happened: Event) -> None:
        """Tell the side that did not do it."""
        try:
            request = self._log.load(InformationRequest, happened.originator_id)
        except NotFound:
            return
        values: dict[str, Given] = {}
        match happened:
            case InformationRequest.MoreTimeAsked():
                to, template = request.authority, "more-time-asked"
            case InformationRequest.Answered():
                to, template = request.authority, "information-answered"
            case InformationRequest.MoreTimeGiven(days=days):
                to, template, values = (
                    request.client_id,
                    "more-time-given",
                    {"count": days},
                )
            case InformationRequest.MoreTimeDeclined():
                to, template = request.client_id, "more-time-declined"
            case _:
                to, template = request.client_id, "information-withdrawn"
        self._notices.tell(
            to=to,
            template=template,
            values=values,
            about=f"/information-requests/{request.id}",
            basis=Basis.own_matter(),
            key=f"{template}/{request.id}/{happened.originator_version}",
        )
