"""Ids for people and businesses that do not give their numbers away."""

import hmac
import secrets
from uuid import UUID

from application.ports import Secret, SubjectKeys
from interfaces.gateways.database import Database

SERVICE = UUID("5e7c0de5-0000-8000-8000-000000000001")
"""The subject whose key seals what belongs to the service itself."""
PLACE = b"service_secrets pseudonyms"
SECRET_BYTES = 32


class KeyedPseudonyms:
    """Implements `application.ports.Pseudonyms` with HMAC-SHA-256.

    An INN has so few possible values that a plain hash of it could be tried out; a
    keyed one cannot. The key is made once and kept sealed, so that it outlives a change
    of the master key.

    Args:
        database: where the key is kept.
        keys: seal it.
    """

    def __init__(self, database: Database, keys: SubjectKeys) -> None:
        self._database = database
        self._keys = keys
        self._secret: bytes | None = None

    def of(self, kind: str, text: str) -> UUID:
        """The id of the thing of this kind that is known by this text."""
        if self._secret is None:
            self._secret = self._kept() or self._made()
        digest = hmac.digest(self._secret, f"{kind}\n{text}".encode(), "sha256")
        return UUID(bytes=digest[:16], version=5)

    def _kept(self) -> bytes | None:
        with self._database.connection() as connection:
            row = connection.execute(
                "SELECT sealed FROM service_secrets WHERE name = 'pseudonyms'"
            ).fetchone()
        if row is None:
            return None
        return self._keys.open([Secret(SERVICE, bytes(row[0]), PLACE)])[0]

    def _made(self) -> bytes:
        """A new secret, or the one that another process made meanwhile."""
        fresh = secrets.token_bytes(SECRET_BYTES)
        sealed = self._keys.seal([Secret(SERVICE, fresh, PLACE)])[0]
        with self._database.connection() as connection:
            connection.execute(
                "INSERT INTO service_secrets (name, sealed) VALUES ('pseudonyms', %b)"
                " ON CONFLICT (name) DO NOTHING",
                (sealed,),
            )
        return self._kept() or fresh
