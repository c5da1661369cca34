"""Tells everybody how the ombudsman's part in a case goes on (I10)."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from application.log import EventLog
from application.notice import Notices
from domain.errors import NotFound
from domain.kernel import Event
from domain.notice import Basis
from domain.ombudsman import CaseKind, Participation

TEMPLATES: Final[Mapping[CaseKind, str]] = {
    CaseKind.INSPECTION: "ombudsman",
    CaseKind.APPEAL: "ombudsman-in-appeal",
}
"""How the names of the templates begin."""


class OmbudsmanNews:
    """A reaction: tells those who did not do it; one that is repeated, nobody twice.

    An opinion is told by the correspondence, in which it arrives.
    """

    on = (
        Participation.Invited,
        Participation.InvitedAgain,
        Participation.Accepted,
        Participation.Declined,
        Participation.Left,
        Participation.Withdrawn,
    )

    def __init__(self, log: EventLog, notices: Notices) -> None:
        self._log = log
        self._notices = notices

    def react(self, happened: Event) -> None:
        """Tell the office what the client did, and both sides what the office did."""
        try:
            taking = self._log.load(Participation, happened.originator_id)
        except NotFound:
            return
        own, beside = f"/ombudsman/{taking.id}", f"{taking.case.address}/ombudsman"
        both = (taking.client_id, taking.authority)
        match happened:
            case Participation.Invited() | Participation.InvitedAgain():
                self._tell(taking, "invited", own, happened, taking.office)
            case Participation.Withdrawn():
                self._tell(taking, "withdrawn", "/ombudsman", happened, taking.office)
            case Participation.Accepted():
                self._tell(taking, "accepted", beside, happened, *both)
            case Participation.Declined():
                self._tell(taking, "declined", beside, happened, taking.client_id)
            case Participation.Left():
                self._tell(taking, "left", beside, happened, *both)

    def _tell(
        self, taking: Participation, what: str, about: str, happened: Event, *to: UUID
    ) -> None:
        template = f"{TEMPLATES[taking.case.kind]}-{what}"
        version = happened.originator_version
        self._notices.tell_each(
            to,
            template=template,
            values={},
            about=about,
            basis=Basis.own_matter(),
            key=f"{template}/{happened.originator_id}/{version}",
        )
