"""Requests for information as their two sides may read them (C4)."""

from uuid import UUID

from application.access import allow_information_request
from domain.errors import NotFound
from domain.kernel import Actor
from interfaces.deps import own
from interfaces.service import Service
from projections.information_request import RequestCard


def request_for(service: Service, by: Actor, id: UUID) -> RequestCard:
    """A request, for both of its sides.

    Raises:
        NotFound: there is none, or it is none of the reader's.
    """
    card = service.information_request_view.get(id)
    if card is None:
        raise NotFound
    allow_information_request(by, client_id=card.client_id, authority=card.authority)
    return _unopened(card) if is_closed(service, by, card) else card


def is_closed(service: Service, by: Actor, card: RequestCard) -> bool:
    """Whether the answer came to the reader's side, which has not opened it.

    A message is opened on the record, in the correspondence; until then nobody reads
    what it says here either.
    """
    if card.answer is None:
        return False
    message = service.exchange_view.message(card.answer, own(by))
    return message is not None and message.is_closed


def _unopened(card: RequestCard) -> RequestCard:
    items = tuple(
        one.model_copy(update={"text": None, "files": ()}) for one in card.items
    )
    return card.model_copy(update={"items": items})
