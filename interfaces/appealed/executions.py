"""What can be appealed against in a confirmation: that a body questions it (I9)."""

from uuid import UUID

from application.appeal import Linked
from domain.appeal import Subject, SubjectKind
from domain.execution import Dispute
from interfaces.appealed.records import Records
from interfaces.appealed.things import Thing, part
from interfaces.locale import N_
from projections.execution import (
    ConfirmationCard,
    ExecutionConfirmationView,
)
from projections.execution import Question as Doubt

RECEIPT = N_("The receipt of the confirmation")


class OfExecutions:
    """The question of each body."""

    def __init__(self, view: ExecutionConfirmationView, records: Records) -> None:
        self._view = view
        self._records = records

    def at(self, id: UUID) -> list[Thing]:
        """Every question, also those that were dropped."""
        card = self._view.get(id)
        return [self._of(card, one) for one in card.questions] if card else []

    def _of(self, card: ConfirmationCard, doubt: Doubt) -> Thing:
        page, at = f"/execution-confirmations/{card.id}", doubt.at
        subject = Subject(
            kind=SubjectKind.EXECUTION,
            id=card.id,
            authority=doubt.authority,
            control_kind=self._records.control_kind(doubt.requirements),
            name=str(card.number),
            address=part(page, SubjectKind.EXECUTION, doubt.authority),
            decided_on=self._records.day(at),
            learned_on=self._records.noticed(card.client_id, page, at),
        )
        stands = doubt.state is not Dispute.DROPPED
        name = doubt.body or self._records.name(doubt.authority)
        shown = (Linked(RECEIPT, f"{page}/receipt"),)
        return Thing(subject, card.client_id, stands, name, at, documents=shown)
