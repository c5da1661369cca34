"""Appeals to which an ombudsman can be invited (I9, I10)."""

from uuid import UUID

from application.access import Action, allow
from application.client import living_client
from application.log import EventLog
from application.ombudsman import HelpedCase
from application.ports import Clock
from domain.appeal import Appeal, AppealPower, AppealRepresentation
from domain.errors import NotFound
from domain.kernel import Actor, Role
from domain.ombudsman import TooLateToInvite


class AppealsHelpedIn:
    """Implements `application.ombudsman.CasesHelpedIn`.

    Whoever may add to an appeal may call the ombudsman, whose opinion goes with it.

    Args:
        log: knows the appeals, and who acts for their clients.
        clock: tells until when.
    """

    def __init__(self, log: EventLog, clock: Clock) -> None:
        self._log = log
        self._clock = clock

    def of_client(self, id: UUID, by: Actor) -> HelpedCase:
        """An appeal that was sent, for whoever may invite to it."""
        appeal = self._log.load(Appeal, id)
        if not appeal.is_sent or appeal.authority is None:
            raise NotFound
        allow(by, Action.APPEAL)
        is_own = by.role is Role.CLIENT and by.organisation == appeal.client_id
        if not is_own and not self._may(id, by):
            raise NotFound
        living_client(self._log, appeal.client_id)
        return HelpedCase(appeal.client_id, appeal.authority)

    def check_open(self, id: UUID) -> None:
        """See that it is not decided; raises TooLateToInvite."""
        if not self._log.load(Appeal, id).is_open:
            raise TooLateToInvite

    def _may(self, id: UUID, by: Actor) -> bool:
        same = AppealRepresentation.create_id(id, by.id)
        named = self._log.find(AppealRepresentation, same)
        return named is not None and named.may(AppealPower.ADD, self._clock.today())
