"""The cases in which people meet by video, and for whom somebody takes part (I6)."""

import re
from typing import Final
from uuid import UUID

from application.access import side_in_meeting
from application.client import living_client
from application.log import EventLog
from application.ports import Clock
from application.video.commands import ABOUT
from application.video.ports import CaseHelpers, Hearings, VideoCase
from domain.errors import NotFound
from domain.inspection import Inspection, Power, Representation
from domain.kernel import Actor
from domain.video import CaseForVideoOver, CaseForVideoUnknown, Conference, Side
from domain.visit import AHEAD, Visit, VisitStatus

INSPECTIONS: Final = "inspections"
APPEALS: Final = "appeals"


class VideoCases:
    """Finds cases, and sides in them.

    Args:
        log: knows them.
        clock: tells until when somebody represents a client.
        helpers: knows whom clients have called to help.
        hearings: knows who takes part in appeals.
    """

    def __init__(
        self, log: EventLog, clock: Clock, helpers: CaseHelpers, hearings: Hearings
    ) -> None:
        self._log = log
        self._clock = clock
        self._helpers = helpers
        self._hearings = hearings

    def under_way(self, about: str, by: Actor) -> tuple[VideoCase, Side]:
        """A case that is not over, and for whom somebody settles meetings in it.

        Raises:
            CaseForVideoUnknown: there is none, or it is none of the actor's.
            CaseForVideoOver: nothing more is to be done in it.
        """
        try:
            case = self._find(about)
            side = self.side(
                by,
                about=about,
                client_id=case.client_id,
                authority=case.authority,
                power=Power.MOVE,
            )
        except NotFound:
            raise CaseForVideoUnknown from None
        if case.is_over:
            raise CaseForVideoOver
        return case, side

    def of(
        self, conference: Conference, by: Actor, power: Power = Power.TAKE_PART
    ) -> Side:
        """For whom somebody takes part in a meeting; raises as `side`."""
        living_client(self._log, conference.client_id)
        return self.side(
            by,
            about=conference.about,
            client_id=conference.client_id,
            authority=conference.authority,
            power=power,
        )

    def side(
        self,
        by: Actor,
        *,
        about: str,
        client_id: UUID,
        authority: UUID,
        power: Power = Power.TAKE_PART,
    ) -> Side:
        """For whom somebody takes part in meetings about a case, today.

        Args:
            by: who asks.
            about: address of the case.
            client_id: whose case it is.
            authority: organisation that has it.
            power: what a representative of the client must be allowed to do.

        Raises:
            NotFound: for nobody.
        """
        kind, case_id = _split(about)
        if kind == APPEALS:
            return self._hearings.side(case_id, by)
        id = case_id if kind == INSPECTIONS else None
        return side_in_meeting(
            by,
            client_id=client_id,
            authority=authority,
            represents=lambda: id is not None and self._may(id, by, power),
            helps=lambda: (
                id is not None
                and by.organisation is not None
                and self._helpers.takes_part(by.organisation, id)
            ),
        )

    def _may(self, inspection: UUID, by: Actor, power: Power) -> bool:
        named = self._log.find(
            Representation, Representation.create_id(inspection, by.id)
        )
        return named is not None and named.may(power, self._clock.today())

    def _find(self, about: str) -> VideoCase:
        if not re.fullmatch(ABOUT, about):
            raise NotFound
        kind, id = _split(about)
        if kind == APPEALS:
            return self._hearings.case(id)
        if kind == INSPECTIONS:
            found = self._log.load(Inspection, id)
            return VideoCase(found.client_id, found.authority, found.is_over)
        visit = self._log.load(Visit, id)
        is_over = visit.status not in AHEAD | {VisitStatus.GOING}
        return VideoCase(visit.client_id, visit.authority, is_over)


def _split(about: str) -> tuple[str, UUID]:
    """What sort of case is at an address, and its id."""
    _, kind, id = about.split("/")
    return kind, UUID(id)
