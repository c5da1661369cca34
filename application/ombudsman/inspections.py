"""Inspections to which an ombudsman can be invited (I10)."""

from uuid import UUID

from application.inspection import Handling
from application.ombudsman.ports import HelpedCase
from domain.inspection import KindTable, Power
from domain.kernel import Actor
from domain.ombudsman import NoInteraction, TooLateToInvite


class InspectionsHelpedIn:
    """Implements `CasesHelpedIn`.

    Args:
        handling: knows them, and who acts for their clients.
        kinds: knows in which somebody meets the business.
    """

    def __init__(self, handling: Handling, kinds: KindTable) -> None:
        self._handling = handling
        self._kinds = kinds

    def of_client(self, id: UUID, by: Actor) -> HelpedCase:
        """An inspection, for whoever may invite to it."""
        found = self._handling.of_client(id, by, Power.INVITE)
        return HelpedCase(found.client_id, found.authority)

    def check_open(self, id: UUID) -> None:
        """See that nobody is invited to what the law leaves out, or to what is over.

        Source:
            248-ФЗ, ст. 36 (LAW-086).
        """
        inspection = self._handling.load(id)
        order = inspection.current
        rules = self._kinds.on(order.kind, inspection.ordered_on, order.control_kind)
        if not rules.has_interaction:
            raise NoInteraction
        if inspection.is_over:
            raise TooLateToInvite
