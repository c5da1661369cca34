"""What can be appealed against in a preventive visit (I9)."""

from collections.abc import Iterator
from uuid import UUID

from domain.appeal import Subject, SubjectKind
from domain.visit import AHEAD, VisitKind, VisitStatus
from interfaces.appealed.records import Records, earliest
from interfaces.appealed.things import Thing, part
from projections.visit import VisitCard, VisitView


class OfVisits:
    """The visit, or that it is declined, and the order after it."""

    def __init__(self, view: VisitView, records: Records) -> None:
        self._view = view
        self._records = records

    def at(self, id: UUID) -> list[Thing]:
        """The visit, once the body has said something, and its order."""
        card = self._view.get(id)
        if card is None or card.status is VisitStatus.ASKED:
            return []
        return [*self._of(card)]

    def _of(self, card: VisitCard) -> Iterator[Thing]:
        address, papers = f"/visits/{card.id}", self._records.papers(card.id)
        opened = earliest(
            *(self._records.day(one.opened_at) for one in papers if one.opened_at)
        )
        subject = Subject(
            kind=SubjectKind.VISIT,
            id=card.id,
            authority=card.authority,
            control_kind=card.control_kind or "",
            name=str(card.number),
            address=address,
            decided_on=card.on,
            learned_on=opened or self._records.noticed(card.client_id, address),
        )
        # Who is invited obliges itself to nothing, and may simply refuse.
        is_free = card.status in AHEAD | {VisitStatus.REFUSED}
        stands = card.kind is VisitKind.MANDATORY or not is_free
        thing = Thing(
            subject, card.client_id, stands, card.authority_name, papers=papers
        )
        yield thing
        outcome = card.outcome
        if outcome and outcome.ordered:
            changes = {
                "kind": SubjectKind.VISIT_ORDER,
                "address": part(address, SubjectKind.VISIT_ORDER),
                "decided_on": outcome.on,
                "learned_on": self._records.opened(outcome.message, card.client_id),
            }
            subject = subject.model_copy(update=changes)
            # Nothing of what came of it is read before its message is opened.
            is_open = subject.learned_on is not None
            stands = is_open and not outcome.ordered.is_void
            yield thing._replace(subject=subject, stands=stands)
