"""Whom clients have called to help them in their cases (I6, I10)."""

from uuid import UUID

from application.log import EventLog
from domain.ombudsman import Participation, Status


class OmbudsmenInCases:
    """Implements `application.video.CaseHelpers` on the log."""

    def __init__(self, log: EventLog) -> None:
        self._log = log

    def takes_part(self, office: UUID, case: UUID) -> bool:
        """Whether an office takes part in a case now."""
        id = Participation.id_in(case, office)
        found = self._log.find(Participation, id)
        return found is not None and found.status is Status.TAKES_PART
