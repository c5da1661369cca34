"""What can be appealed against in a category of risk (I9)."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from domain.appeal import Subject, SubjectKind
from domain.risk import Category
from interfaces.appealed.records import Records
from interfaces.appealed.things import Thing, part
from projections.risk import ObjectionStatus, RiskCard, RiskView

ASSIGNED = frozenset({"assigned", "recomputed", "raised", "rise_declined", "lowered"})
"""Moments in which a category was decided."""


class OfRisks:
    """The category, and the answer to an objection to it."""

    def __init__(self, view: RiskView, records: Records) -> None:
        self._view = view
        self._records = records

    def at(self, id: UUID) -> list[Thing]:
        """The category that holds, and the last answer that left it."""
        card = self._view.get(id)
        return [*self._of(card)] if card else []

    def _of(self, card: RiskCard) -> Iterator[Thing]:
        decided = [one.at for one in card.moments if one.kind in ASSIGNED]
        if decided:
            yield self._thing(card, SubjectKind.RISK_CATEGORY, decided[-1])
        # The last objection comes first.
        last = card.objections[0] if card.objections else None
        if last and last.status is ObjectionStatus.DECLINED and last.answered_at:
            yield self._thing(card, SubjectKind.RISK_ANSWER, last.answered_at)

    def _thing(self, card: RiskCard, kind: SubjectKind, at: datetime) -> Thing:
        address = f"/risk/{card.id}"
        is_whole = kind is SubjectKind.RISK_CATEGORY
        subject = Subject(
            kind=kind,
            id=card.id,
            authority=card.authority,
            control_kind=card.control_kind,
            name=str(card.number),
            address=address if is_whole else part(address, kind),
            decided_on=self._records.day(at),
            learned_on=self._records.noticed(card.client_id, address, at),
        )
        stands = card.ended is None and card.category is not Category.LOW
        return Thing(subject, card.client_id, stands, card.authority_name, at)
