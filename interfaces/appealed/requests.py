"""What can be appealed against in a request for information (I9)."""

from uuid import UUID

from application.log import EventLog
from domain.appeal import Subject, SubjectKind
from domain.information_request import InformationRequest, RequestStatus
from interfaces.appealed.records import Records
from interfaces.appealed.things import Thing
from projections.information_request import InformationRequestView, RequestCard


class OfRequests:
    """The request itself, with the time that it leaves."""

    def __init__(
        self, view: InformationRequestView, log: EventLog, records: Records
    ) -> None:
        self._view = view
        self._log = log
        self._records = records

    def at(self, id: UUID) -> list[Thing]:
        """The request."""
        card = self._view.get(id)
        asked = self._log.find(InformationRequest, id)
        return [self._of(card, asked)] if card and asked else []

    def _of(self, card: RequestCard, asked: InformationRequest) -> Thing:
        codes = [one.requirement for one in asked.items if one.requirement]
        subject = Subject(
            kind=SubjectKind.INFORMATION_REQUEST,
            id=card.id,
            authority=card.authority,
            control_kind=self._records.control_kind(codes),
            name=str(card.number),
            address=f"/information-requests/{card.id}",
            decided_on=card.on,
            learned_on=self._records.opened(asked.message, card.client_id),
        )
        stands = card.status is not RequestStatus.WITHDRAWN
        return Thing(subject, card.client_id, stands, card.authority_name)
