"""What can be appealed against in a question: its last answer (I9)."""

from uuid import UUID

from domain.appeal import Subject, SubjectKind
from domain.consultation import Question
from interfaces.appealed.records import Records, earliest
from interfaces.appealed.things import Thing
from projections.consultation import QuestionCard, QuestionView


class OfQuestions:
    """The last answer."""

    def __init__(self, view: QuestionView, records: Records) -> None:
        self._view = view
        self._records = records

    def at(self, id: UUID) -> list[Thing]:
        """The last answer; nothing before there is one."""
        card = self._view.get(id)
        return self._of(card) if card else []

    def _of(self, card: QuestionCard) -> list[Thing]:
        answered = [(one, one.answered_at) for one in card.turns if one.answered_at]
        if not answered:
            return []
        turn, at = answered[-1]
        told = self._records.last(card.id, Question.Answered, Question.Explained)
        authority = told.by.organisation if told else None
        address = f"/questions/{card.id}"
        read = (
            self._records.day(one.at)
            for one in card.moments
            if one.kind == "answer_read" and one.at >= at
        )
        subject = Subject(
            kind=SubjectKind.ANSWER,
            id=card.id,
            authority=authority,
            control_kind=self._records.control_kind(
                [card.requirement] if card.requirement else []
            ),
            name=str(card.number),
            address=address,
            decided_on=turn.answered_on,
            learned_on=earliest(
                *read, self._records.noticed(card.client_id, address, at)
            ),
        )
        name = self._records.name(authority)
        return [
            Thing(
                subject, card.client_id, stands=True, authority_name=name, decided_at=at
            )
        ]
