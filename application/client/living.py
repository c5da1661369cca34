"""With a client everything about it is forgotten."""

from uuid import UUID

from application.log import EventLog
from domain.client import Client
from domain.errors import NotFound


def living_client(log: EventLog, client_id: UUID) -> Client:
    """A client, for whatever exists only as long as it is known.

    Raises:
        NotFound: there is none, or it was forgotten.
    """
    client = log.load(Client, client_id)
    if client.is_forgotten:
        raise NotFound
    return client
