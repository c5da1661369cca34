"""Sends an evidence file to somebody who may have it."""

from urllib.parse import quote

from fastapi.responses import Response, StreamingResponse

from interfaces.service import Service
from projections.evidence import FileCard


def sent(service: Service, card: FileCard) -> Response:
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
