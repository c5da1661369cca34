"""Sends a file of the object store to somebody who may have it."""

from typing import Protocol
from urllib.parse import quote
from uuid import UUID

from fastapi.responses import Response, StreamingResponse

from interfaces.service import Service


class Stored(Protocol):
    """What has to be known of a file to send it, e.g. `FileCard`."""

    @property
    def client_id(self) -> UUID: ...
    @property
    def object(self) -> UUID: ...
    @property
    def name(self) -> str: ...
    @property
    def media_type(self) -> str: ...
    @property
    def size(self) -> int: ...


def sent(service: Service, card: Stored) -> Response:
    """The file as an answer that a browser saves and never shows.

    Raises:
        NotFound: it is gone, or its owner was forgotten.
        FilesUnavailable: the store does not answer.
    """
    content = service.files.open(card.client_id, card.object)
    return StreamingResponse(
        content,
        media_type=card.media_type,
        headers={
            "Content-Length": str(card.size),
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(card.name)}",
        },
    )
