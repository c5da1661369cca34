"""The Ed25519 keys in whose name the service signs heads and receipts."""

from typing import LiteralString
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from application.ports import Secret, SubjectKeys
from domain.receipt import Keys, PublicKey, introduction, sealed
from interfaces.gateways.database import Database
from interfaces.gateways.pseudonyms import SERVICE

LOCK = 5_723_992
"""Held while one process makes a key; any number that nothing else uses."""
KEPT: LiteralString = (
    "SELECT public, sealed, vouched FROM signing_keys ORDER BY number DESC"
)


class StoredSigner:
    """Implements `application.receipt.Signer`; makes the first key when it is needed.

    The private key is sealed with the service's own subject key, hence wrapped by the
    master key; it is opened for each signature and never kept.

    Args:
        database: where the keys are.
        keys: seal the private one.
        public_url: the service's address, after which its first key is named.
    """

    def __init__(self, database: Database, keys: SubjectKeys, public_url: str) -> None:
        self._database = database
        self._keys = keys
        parts = urlsplit(public_url)
        self._name = f"{parts.netloc}{parts.path}/log"

    def sign(self, text: str) -> str:
        key, private = self._current()
        return sealed(text, key, private.sign)

    def keys(self) -> Keys:
        rows = self._rows() or self._made()
        return Keys(
            keys=tuple(PublicKey.read(public) for public, _, _ in rows),
            vouched=tuple(note for _, _, note in reversed(rows) if note),
        )

    def check(self, public: bytes, signature: bytes, message: bytes) -> bool:
        return check(public, signature, message)

    def rotate(self) -> PublicKey:
        """Sign with a new key from now on; the one before introduces it, and is gone.

        Returns:
            The new key.
        """
        self._make(is_rotation=True)
        return self.keys().keys[0]

    def _current(self) -> tuple[PublicKey, Ed25519PrivateKey]:
        public, kept, _ = (self._rows() or self._made())[0]
        if kept is None:
            raise LookupError("the private key that signs receipts is gone")
        return PublicKey.read(public), self._opened(public, bytes(kept))

    def _opened(self, public: str, kept: bytes) -> Ed25519PrivateKey:
        content = self._keys.open([Secret(SERVICE, kept, _place(public))])[0]
        if content is None:
            raise LookupError("the key of the service itself was destroyed")
        return Ed25519PrivateKey.from_private_bytes(content)

    def _rows(self) -> list[tuple[str, bytes | None, str | None]]:
        with self._database.connection() as connection:
            rows = connection.execute(KEPT, prepare=True).fetchall()
        return [(public, kept, note) for public, kept, note in rows]

    def _made(self) -> list[tuple[str, bytes | None, str | None]]:
        self._make(is_rotation=False)
        return self._rows()

    def _make(self, *, is_rotation: bool) -> None:
        fresh = Ed25519PrivateKey.generate()
        with self._database.connection() as connection, connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
            row = connection.execute(KEPT + " LIMIT 1").fetchone()
            if row is not None and not is_rotation:
                return
            name = PublicKey.read(row[0]).name if row else self._name
            key = PublicKey(name=name, public=fresh.public_key().public_bytes_raw())
            secret = Secret(SERVICE, fresh.private_bytes_raw(), _place(key.text))
            vouched = None
            if row is not None:
                former = self._opened(row[0], bytes(row[1]))
                old = PublicKey.read(row[0])
                vouched = sealed(introduction(key), old, former.sign)
            connection.execute("UPDATE signing_keys SET sealed = NULL")
            connection.execute(
                "INSERT INTO signing_keys (public, sealed, vouched)"
                " VALUES (%s, %s, %s)",
                (key.text, self._keys.seal([secret])[0], vouched),
            )


def check(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether a public key made a signature of a message."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _place(public: str) -> bytes:
    return f"signing_keys {public}".encode()
