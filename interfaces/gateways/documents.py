"""Files that people hand in, encrypted with their subject's key, in the database."""

from hashlib import sha256
from json import dumps, loads
from uuid import UUID, uuid5

from psycopg import Connection
from psycopg.rows import TupleRow

from application.ports import Document, Secret, SubjectKeys
from domain.errors import Invalid, NotFound, RuleBroken
from interfaces.gateways.database import Database

MOST_BYTES = 10 * 1024 * 1024
"""How much of a file is taken; a scanned contract is far smaller."""

ROOM = 200 * 1024 * 1024
"""How much one subject may store, unless the settings say otherwise."""
_ONE_AT_A_TIME = 21_336
"""First number of the advisory lock that a subject's uploads take; any free one."""

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


class NoRoomForDocuments(RuleBroken):
    code = "no-room-for-documents"
    title = "There is no room for another file: your business has stored all it may"
    about = "document"


class StoredDocuments:
    """Implements `application.ports.Documents` on the table `documents`.

    Args:
        database: holds the table.
        keys: seal what is in it.
        room: bytes that one subject may store, sealed.
    """

    def __init__(self, database: Database, keys: SubjectKeys, room: int = ROOM) -> None:
        self._database = database
        self._keys = keys
        self._room = room

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
        with self._database.connection() as connection, connection.transaction():
            connection.execute(
                "SELECT pg_advisory_xact_lock(%s, hashtext(%s))",
                (_ONE_AT_A_TIME, str(subject)),
            )
            known = connection.execute(
                "UPDATE documents SET kept_at = now() WHERE id = %s", (id,)
            )
            if not known.rowcount:
                self._check_room(connection, subject, len(sealed))
                connection.execute(
                    "INSERT INTO documents (id, subject, about, content, is_referred)"
                    " VALUES (%s, %s, %b, %b, false)",
                    (id, subject, sealed_about, sealed),
                )
        return id

    def refer(self, id: UUID, subject: UUID) -> None:
        """Keep a file for good; see the port."""
        with self._database.connection() as connection:
            found = connection.execute(
                "UPDATE documents SET is_referred = true"
                " WHERE id = %s AND subject = %s",
                (id, subject),
            )
        if not found.rowcount:
            raise NotFound

    def _check_room(
        self, connection: Connection[TupleRow], subject: UUID, more: int
    ) -> None:
        row = connection.execute(
            "SELECT coalesce(sum(octet_length(content)), 0) FROM documents"
            " WHERE subject = %s",
            (subject,),
        ).fetchone()
        if row and row[0] + more > self._room:
            raise NoRoomForDocuments(bytes_allowed=self._room)

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
