"""Preventive visits as their two sides may read them (C6)."""

from uuid import UUID

from application.access import allow_visit
from domain.errors import NotFound
from domain.kernel import Actor
from domain.term import Place
from interfaces.deps import own
from interfaces.service import Service
from projections.visit import VisitCard


def visit_for(service: Service, by: Actor, id: UUID) -> VisitCard:
    """A visit, for both of its sides.

    Raises:
        NotFound: there is none, or it is none of the reader's.
    """
    card = service.visit_view.get(id)
    if card is None:
        raise NotFound
    allow_visit(by, client_id=card.client_id, authority=card.authority)
    return card


def unopened(service: Service, by: Actor, card: VisitCard) -> UUID | None:
    """The message with the outcome, while the reader's side has not opened it."""
    if card.outcome is None:
        return None
    message = service.exchange_view.message(card.outcome.message, own(by))
    return card.outcome.message if message is not None and message.is_closed else None


def as_opened(service: Service, by: Actor, card: VisitCard) -> VisitCard:
    """A visit without what the reader's side has not opened.

    What came of it was sent in a message, and opening that is recorded.
    """
    if unopened(service, by, card) is None:
        return card
    return card.model_copy(update={"outcome": None})


def place_of(service: Service, client_id: UUID) -> Place:
    """Where a business is: its times are told in that zone."""
    _, region = service.information_request_view.circumstances(client_id)
    return service.places.at(region)
