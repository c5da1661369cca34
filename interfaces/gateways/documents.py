"""Files that people hand in, encrypted with their subject's key, in the database."""

from hashlib import sha256
from json import dumps, loads
from uuid import UUID, uuid5

from application.ports import Document, Secret, SubjectKeys
from domain.errors import Invalid, NotFound
from interfaces.gateways.database import Database

MOST_BYTES = 10 * 1024 * 1024
"""How much of a file is taken; a scanned contract is far smaller."""

_DOCUMENTS = UUID("6c2f6b0c-0f53-5a52-8d6b-3d3c5e1a9f10")

SIGNS = {
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
}


class BadDocument(Invalid):
    code = "bad-document"
    title = "Give a PDF, PNG or JPEG file of at most 10 MB"
    about = "document"


class StoredDocuments:
    """Implements `application.ports.Documents` on the table `documents`."""

    def __init__(self, database: Database, keys: SubjectKeys) -> None:
        self._database = database
        self._keys = keys

    def keep(self, subject: UUID, name: str, content: bytes) -> UUID:
        """Store a file once per subject and content; see the port."""
        media_type = _media_type(content)
        digest = sha256(content).hexdigest()
        id = uuid5(_DOCUMENTS, f"{subject}/{digest}")
        about = dumps({"name": name[-200:], "media_type": media_type}).encode()
        sealed_about, sealed = self._keys.seal(
            [
                Secret(subject, about, b"document about " + id.bytes),
                Secret(subject, content, b"document " + id.bytes),
            ]
        )
        with self._database.connection() as connection:
            connection.execute(
                "INSERT INTO documents (id, subject, about, content)"
                " VALUES (%s, %s, %b, %b) ON CONFLICT (id) DO NOTHING",
                (id, subject, sealed_about, sealed),
            )
        return id

    def get(self, id: UUID, subject: UUID) -> Document:
        """The file as it was handed in; see the port."""
        with self._database.connection() as connection:
            row = connection.execute(
                "SELECT about, content FROM documents WHERE id = %s AND subject = %s",
                (id, subject),
            ).fetchone()
        if row is None:
            raise NotFound
        about, content = self._keys.open(
            [
                Secret(subject, bytes(row[0]), b"document about " + id.bytes),
                Secret(subject, bytes(row[1]), b"document " + id.bytes),
            ]
        )
        if about is None or content is None:
            raise NotFound
        return Document(
            **loads(about), sha256=sha256(content).hexdigest(), content=content
        )


def _media_type(content: bytes) -> str:
    if not content or len(content) > MOST_BYTES:
        raise BadDocument
    for sign, media_type in SIGNS.items():
        if content.startswith(sign):
            return media_type
    raise BadDocument
