"""A key for each subject of personal data, wrapped by the master key."""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from os import urandom
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from application.log import SubjectForgotten
from application.ports import Secret
from interfaces.gateways.database import Database

KEY_BYTES = 32
NONCE_BYTES = 12

WRAPPED = "SELECT subject, wrapped FROM subject_keys WHERE subject = ANY(%s)"
WRAPPED_OF = "SELECT subject, wrapped FROM subject_keys WHERE subject = %s"
"""PostgreSQL plans an ANY anew each time, which takes longer than to find one row."""


class BadMasterKey(Exception):
    """The master key is not the one that these subjects' keys were wrapped with."""


class MasterKeys:
    """Wraps with the master key; unwraps with it or with a former one.

    A wrapped key begins with one byte that tells which master key it needs.

    Args:
        master: 32 bytes.
        former: master keys of earlier days, while `rewrap` has not been run.
    """

    def __init__(self, master: bytes, former: Iterable[bytes] = ()) -> None:
        keys = [master, *former]
        if any(len(key) != KEY_BYTES for key in keys):
            raise BadMasterKey(f"a master key has {KEY_BYTES} bytes")
        self.name = _name(master)
        self._ciphers = {_name(key): AESGCM(key) for key in keys}
        if len(self._ciphers) < len(set(keys)):
            raise BadMasterKey("two master keys have one name: make another")

    def wrap(self, subject: UUID, key: bytes) -> bytes:
        return self.name + _encrypt(self._ciphers[self.name], key, subject.bytes)

    def unwrap(self, subject: UUID, wrapped: bytes) -> bytes:
        """The subject's key.

        Raises:
            BadMasterKey: it was wrapped with a master key that is not given.
        """
        try:
            return _decrypt(self._ciphers[wrapped[:1]], wrapped[1:], subject.bytes)
        except (KeyError, InvalidTag):
            raise BadMasterKey(f"cannot unwrap the key of {subject}") from None


class PostgresKeys:
    """Implements `application.ports.SubjectKeys`; one query for any number of secrets.

    Keys are never kept in memory: a subject forgotten by one process is forgotten by
    all of them at once.
    """

    def __init__(self, database: Database, master: MasterKeys) -> None:
        self._database = database
        self._master = master

    def seal(self, secrets: Sequence[Secret]) -> list[bytes]:
        subjects = {secret.subject for secret in secrets}
        wrapped = self._wrapped(subjects)
        if new := subjects - wrapped.keys():
            wrapped |= self._create(new)
        ciphers = self._ciphers(wrapped)
        if ciphers.keys() != subjects:
            raise SubjectForgotten
        return [
            _encrypt(ciphers[secret.subject], secret.content, secret.place)
            for secret in secrets
        ]

    def open(self, secrets: Sequence[Secret]) -> list[bytes | None]:
        ciphers = self._ciphers(self._wrapped({secret.subject for secret in secrets}))
        return [
            _decrypt(ciphers[secret.subject], secret.content, secret.place)
            if secret.subject in ciphers
            else None
            for secret in secrets
        ]

    def destroy(self, subject: UUID) -> None:
        with self._database.connection() as connection:
            connection.execute(
                "INSERT INTO subject_keys (subject, destroyed_at) VALUES (%s, now())"
                " ON CONFLICT (subject) DO UPDATE SET wrapped = NULL,"
                " destroyed_at = coalesce(subject_keys.destroyed_at, now())",
                (subject,),
            )

    def rewrap(self, at_once: int = 1000) -> int:
        """Wrap every key with the present master key; returns how many needed it."""
        done = 0
        while now := self._rewrap_some(at_once):
            done += now
        return done

    def _rewrap_some(self, at_once: int) -> int:
        with self._database.connection() as connection, connection.transaction():
            rows = connection.execute(
                "SELECT subject, wrapped FROM subject_keys"
                " WHERE substring(wrapped, 1, 1) <> %s LIMIT %s FOR UPDATE",
                (self._master.name, at_once),
            ).fetchall()
            for subject, wrapped in rows:
                key = self._master.unwrap(subject, wrapped)
                connection.execute(
                    "UPDATE subject_keys SET wrapped = %s WHERE subject = %s",
                    (self._master.wrap(subject, key), subject),
                )
        return len(rows)

    def _wrapped(self, subjects: Iterable[UUID]) -> dict[UUID, bytes | None]:
        wanted = list(subjects)
        with self._database.connection() as connection:
            if len(wanted) == 1:
                rows = connection.execute(WRAPPED_OF, wanted, prepare=True)
            else:
                rows = connection.execute(WRAPPED, (wanted,), prepare=True)
            return dict(rows.fetchall())

    def _create(self, subjects: Iterable[UUID]) -> dict[UUID, bytes | None]:
        """Give each a key, or find the one that another process gave it meanwhile."""
        ordered = sorted(subjects)
        keys = [self._master.wrap(one, urandom(KEY_BYTES)) for one in ordered]
        with self._database.connection() as connection:
            # DO NOTHING would return no row for a key that was committed just now.
            rows = connection.execute(
                "INSERT INTO subject_keys (subject, wrapped)"
                " SELECT * FROM unnest(%s::uuid[], %s::bytea[])"
                " ON CONFLICT (subject) DO UPDATE SET subject = EXCLUDED.subject"
                " RETURNING subject, wrapped",
                (ordered, keys),
            )
            return dict(rows.fetchall())

    def _ciphers(self, wrapped: dict[UUID, bytes | None]) -> dict[UUID, AESGCM]:
        return {
            subject: AESGCM(self._master.unwrap(subject, key))
            for subject, key in wrapped.items()
            if key is not None
        }


def _name(master: bytes) -> bytes:
    return sha256(master).digest()[:1]


def _encrypt(cipher: AESGCM, content: bytes, place: bytes) -> bytes:
    nonce = urandom(NONCE_BYTES)
    return nonce + cipher.encrypt(nonce, content, place)


def _decrypt(cipher: AESGCM, content: bytes, place: bytes) -> bytes:
    return cipher.decrypt(content[:NONCE_BYTES], content[NONCE_BYTES:], place)
