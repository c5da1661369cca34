"""What a claim of damage can be begun from: an appeal, or an inspection (I9)."""

from uuid import UUID

from application.access import Action, allow
from application.damage.commands import BeginClaim
from application.inspection import Handling
from application.log import EventLog
from application.ports import Clock
from domain.appeal import OF_INSPECTIONS, Appeal, Outcome
from domain.damage import (
    AppealNotUpheld,
    ClaimedBodyUnknown,
    NothingToClaimFrom,
    Source,
)
from domain.inspection import Power
from domain.kernel import Actor

UPHELD = frozenset({Outcome.UPHELD, Outcome.UPHELD_IN_PART})


class ClaimSources:
    """Finds whose damage it would be, by whom, and since when it is known.

    Args:
        log: knows appeals.
        clock: tells the day.
        inspections: load inspections for those who may have them.
    """

    def __init__(self, log: EventLog, clock: Clock, inspections: Handling) -> None:
        self._log = log
        self._clock = clock
        self._inspections = inspections

    def of(self, command: BeginClaim, by: Actor) -> Source:
        """What a claim would be begun from.

        Raises:
            NotFound: it is none of the actor's.
            NothingToClaimFrom: neither is named, or both.
            AppealNotUpheld, ClaimedBodyUnknown: of the appeal.
        """
        match command.appeal, command.inspection:
            case UUID() as appeal, None:
                return self._of_appeal(appeal, by)
            case None, UUID() as inspection:
                return self._of_inspection(inspection, by)
            case _:
                raise NothingToClaimFrom

    def _of_appeal(self, id: UUID, by: Actor) -> Source:
        appeal = self._log.load(Appeal, id)
        allow(by, Action.CLAIM_DAMAGE, of=appeal.client_id)
        if not appeal.is_delivered or appeal.outcome not in UPHELD:
            raise AppealNotUpheld
        matter = appeal.matter
        if appeal.authority is None:
            raise ClaimedBodyUnknown
        known = (appeal.learned_on, matter.learned_on, matter.decided_on)
        of_inspection = matter.kind in OF_INSPECTIONS
        return Source(
            client_id=appeal.client_id,
            authority=appeal.authority,
            control_kind=appeal.control_kind,
            appeal=appeal.id,
            inspection=_inspection_at(matter.address) if of_inspection else None,
            learned_on=next(filter(None, known), self._clock.today()),
        )

    def _of_inspection(self, id: UUID, by: Actor) -> Source:
        inspection = self._inspections.of_client(id, by, Power.COUNT)
        allow(by, Action.CLAIM_DAMAGE, of=inspection.client_id)
        return Source(
            client_id=inspection.client_id,
            authority=inspection.authority,
            control_kind=inspection.current.control_kind,
            appeal=None,
            inspection=id,
            learned_on=inspection.ordered_on,
        )


def _inspection_at(address: str) -> UUID | None:
    """The inspection that a page is of; None: of something else."""
    parts = address.split("/")
    if len(parts) < 3 or parts[1] != "inspections":
        return None
    try:
        return UUID(parts[2].partition("?")[0])
    except ValueError:
        return None
