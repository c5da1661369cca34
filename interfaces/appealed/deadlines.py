"""What can be appealed against in a deadline: that a body let it pass (I9)."""

from datetime import datetime, timedelta
from uuid import UUID

from application.ports import Clock
from domain.appeal import Subject, SubjectKind
from domain.deadline import PartyKind
from interfaces.appealed.records import Records
from interfaces.appealed.things import Thing
from projections.deadline import DeadlineCard, DeadlineView

OF_APPEALS = frozenset({"appeal", "damage"})
"""When these are late, the law gives the way to court, and no other appeal."""


class OfDeadlines:
    """That nothing was done in time."""

    def __init__(self, view: DeadlineView, clock: Clock, records: Records) -> None:
        self._view = view
        self._clock = clock
        self._records = records

    def at(self, id: UUID) -> list[Thing]:
        """A deadline that the state let pass to whoever waits."""
        card = self._view.get(id)
        if card is None or card.owed_to is None or card.about.kind in OF_APPEALS:
            return []
        waits, owes = card.owed_to.party, card.owed_by.party
        if waits.organisation is None or not waits.is_client or owes.is_client:
            return []
        late = card.is_overdue(self._clock.now())
        if not late and not card.was_late:
            return []
        return [self._of(card, waits.organisation, late=late)]

    def _of(self, card: DeadlineCard, client_id: UUID, *, late: bool) -> Thing:
        owes = card.owed_by.party
        authority = owes.organisation
        if owes.kind is PartyKind.BODY:
            authority = self._records.answering_for(owes.name)
        ended: datetime = card.reckoning.ends
        # The service shows it to whoever waits on the very next day.
        passed = card.reckoning.last_day + timedelta(days=1)
        subject = Subject(
            kind=SubjectKind.INACTION,
            id=card.id,
            authority=authority,
            name=card.about.name,
            address=f"/deadlines/{card.id}",
            decided_on=passed,
            learned_on=passed,
        )
        name = card.owed_by.name or self._records.name(authority)
        return Thing(subject, client_id, late, name, ended)
