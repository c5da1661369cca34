"""Whom a client names to act for it: somebody whom the service knows."""

from uuid import UUID

from application.log import EventLog
from domain.exchange import RepresentativeUnknown
from domain.person import Person


def check_representative(log: EventLog, id: str) -> None:
    """See that a number is of a person whom the service knows.

    Raises:
        RepresentativeUnknown: it is of nobody.
    """
    try:
        person = log.find(Person, UUID(id))
    except ValueError:
        person = None
    if person is None or person.is_forgotten:
        raise RepresentativeUnknown
