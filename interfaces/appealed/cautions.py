"""What can be appealed against in a caution (I9)."""

from collections.abc import Iterator
from uuid import UUID

from domain.appeal import Subject, SubjectKind
from domain.caution import Answer, CautionStatus
from interfaces.appealed.records import Records
from interfaces.appealed.things import Thing, part
from projections.caution import CautionCard, CautionView

NEGATIVE = frozenset({Answer.KEPT, Answer.CHANGED})
"""Answers to an objection that left something of the caution."""


class OfCautions:
    """The caution, and the answer to an objection to it."""

    def __init__(self, view: CautionView, records: Records) -> None:
        self._view = view
        self._records = records

    def at(self, id: UUID) -> list[Thing]:
        """The caution as it stands, and the last answer."""
        card = self._view.get(id)
        return [*self._of(card)] if card else []

    def _of(self, card: CautionCard) -> Iterator[Thing]:
        changed = [one for one in card.decisions if one.answer is Answer.CHANGED]
        address, papers = f"/cautions/{card.id}", self._records.papers(card.id)
        subject = Subject(
            kind=SubjectKind.CAUTION,
            id=card.id,
            authority=card.authority,
            control_kind=card.control_kind,
            name=str(card.number),
            address=address,
            decided_on=changed[-1].on if changed else card.on,
            learned_on=self._records.opened(card.message, card.client_id),
        )
        stands = card.status is not CautionStatus.WITHDRAWN
        thing = Thing(
            subject, card.client_id, stands, card.authority_name, papers=papers
        )
        yield thing
        answered = [one for one in card.objections if one.answer in NEGATIVE]
        said = [one for one in card.decisions if one.answer in NEGATIVE]
        if answered and said:
            answer = said[-1]
            changes = {
                "kind": SubjectKind.CAUTION_ANSWER,
                "address": part(address, SubjectKind.CAUTION_ANSWER),
                "decided_on": answer.on,
                "learned_on": self._records.opened(answer.message, card.client_id),
            }
            yield thing._replace(subject=subject.model_copy(update=changes))
