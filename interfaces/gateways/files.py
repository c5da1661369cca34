"""Files in an object store, sealed piece by piece with a key of their own.

An object begins with its key, sealed with the key of its subject; the content follows
in pieces of one MiB, each encrypted with AES-GCM under a nonce that says which piece it
is and whether it is the last: pieces that were moved, repeated or cut off do not open.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from io import BytesIO
from itertools import chain, count
from os import urandom
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from uuid import UUID

import obstore
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from obstore.exceptions import BaseError
from obstore.store import LocalStore, MemoryStore, ObjectStore, S3Store, from_url

from application.evidence import FilesUnavailable
from application.ports import Secret, SubjectKeys, Unsettled
from domain.errors import NotFound
from interfaces.gateways.database import Database
from interfaces.settings import Settings

if TYPE_CHECKING:
    from obstore.store import ClientConfig, S3Config

PIECE = 1024 * 1024
KEY_BYTES = 32
SEALED_KEY_BYTES = 12 + KEY_BYTES + 16
TAG_BYTES = 16
FORM = b"SVF1"
"""The first bytes of an object: how the rest is laid out."""
FOLDER = "files"
CLIENT: "ClientConfig" = {"allow_http": True, "timeout": "30s", "connect_timeout": "5s"}


class FileDamaged(Exception):
    """What stands in the store is not what was stored: a fault of ours."""


def store_of(settings: Settings) -> ObjectStore:
    """The object store of the settings: a folder of our own unless they name one."""
    url = settings.files_url
    if url is None:
        home = settings.home / FOLDER
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        return LocalStore(home)
    if url.startswith("s3:"):
        config: S3Config = {
            "access_key_id": settings.files_key_id or "",
            "secret_access_key": settings.files_secret or "",
            "region": settings.files_region,
            "virtual_hosted_style_request": False,
        }
        if settings.files_endpoint:
            config["endpoint"] = settings.files_endpoint
        return S3Store.from_url(
            url,
            config=config,
            client_options=CLIENT,
            retry_config={"max_retries": 2, "retry_timeout": timedelta(seconds=20)},
        )
    if url.startswith("memory:"):
        return MemoryStore()
    return from_url(url, mkdir=True)


class StoredFiles:
    """Implements `application.ports.FileStore` on an object store.

    Args:
        store: where the objects are, each under <subject>/<object>.
        database: holds the list of those that are not settled.
        keys: seal the key of each object.
    """

    def __init__(
        self, store: ObjectStore, database: Database, keys: SubjectKeys
    ) -> None:
        self._store = store
        self._database = database
        self._keys = keys

    def put(self, subject: UUID, object: UUID, content: BinaryIO, *, of: UUID) -> None:
        """Seal and store a file, in one request: whole or not at all; see the port."""
        key = urandom(KEY_BYTES)
        [sealed_key] = self._keys.seal([Secret(subject, key, _place(object))])
        sealed = BytesIO(FORM + sealed_key)
        sealed.seek(0, 2)
        for piece in _sealed(AESGCM(key), object, content):
            sealed.write(piece)
        with self._database.connection() as connection:
            connection.execute(
                "INSERT INTO file_uploads (object, subject, file) VALUES (%s, %s, %s)",
                (object, subject, of),
            )
        with _answering():
            obstore.put(
                self._store,
                _path(subject, object),
                sealed.getvalue(),
                use_multipart=False,
            )

    def open(self, subject: UUID, object: UUID) -> Iterator[bytes]:
        """The file, piece by piece; see the port.

        Raises:
            FileDamaged: at the piece that is not as it was stored.
        """
        with _answering():
            try:
                found = obstore.get(self._store, _path(subject, object))
            except FileNotFoundError:
                raise NotFound from None
            reader = _Reader(map(bytes, found.stream(min_chunk_size=PIECE)))
            if reader.read(len(FORM)) != FORM:
                raise FileDamaged(f"{object} has another form")
            sealed_key = reader.read(SEALED_KEY_BYTES)
            key = self._key_of(subject, object, sealed_key)
            if key is None:
                raise NotFound
            opened = _opened(AESGCM(key), object, reader)
            # What is wrong with the beginning is told before the answer begins.
            return chain([next(opened)], opened)

    def settle(self, object: UUID) -> None:
        """The object was recorded and stays."""
        with self._database.connection() as connection:
            connection.execute("DELETE FROM file_uploads WHERE object = %s", (object,))

    def unsettled(self, before: datetime) -> Sequence[Unsettled]:
        """Objects put before an instant and never settled."""
        with self._database.connection() as connection:
            rows = connection.execute(
                "SELECT subject, object, file FROM file_uploads WHERE begun_at < %s",
                (before,),
            )
            return [Unsettled(*row) for row in rows]

    def delete(self, subject: UUID, object: UUID) -> None:
        """Delete an object and what a broken write left of it; see the port."""
        self._drop(_path(subject, object))
        for torn in self._torn(f"{subject}/{object}#*"):
            with suppress(FileNotFoundError):
                torn.unlink()
        self.settle(object)

    def delete_all(self, subject: UUID) -> None:
        """Delete every object of a subject; see the port."""
        with _answering():
            for found in obstore.list(self._store, prefix=str(subject)):
                for one in found:
                    self._drop(one["path"])
        for torn in self._torn(f"{subject}/*#*"):
            with suppress(FileNotFoundError):
                torn.unlink()
        with self._database.connection() as connection:
            connection.execute(
                "DELETE FROM file_uploads WHERE subject = %s", (subject,)
            )

    def _key_of(self, subject: UUID, object: UUID, sealed: bytes) -> bytes | None:
        try:
            return self._keys.open([Secret(subject, sealed, _place(object))])[0]
        except (InvalidTag, ValueError):
            raise FileDamaged(f"the key of {object} does not open") from None

    def _drop(self, path: str) -> None:
        with _answering(), suppress(FileNotFoundError):
            obstore.delete(self._store, path)

    def _torn(self, pattern: str) -> Iterator[Path]:
        """Parts of objects that a killed process left in a folder of ours."""
        if isinstance(self._store, LocalStore) and self._store.prefix:
            yield from self._store.prefix.glob(pattern)


class _Reader:
    """Reads so many bytes at a time of what comes in pieces of any length."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._left = bytearray()

    def read(self, size: int) -> bytes:
        """So many bytes; fewer only at the end."""
        while len(self._left) < size and (piece := next(self._pieces, None)):
            self._left += piece
        taken = bytes(self._left[:size])
        del self._left[:size]
        return taken

    @property
    def is_at_end(self) -> bool:
        """Whether nothing follows."""
        if not self._left and (piece := next(self._pieces, None)):
            self._left += piece
        return not self._left


def _sealed(cipher: AESGCM, object: UUID, content: BinaryIO) -> Iterator[bytes]:
    piece = content.read(PIECE)
    for number in count():
        following = content.read(PIECE)
        nonce = _nonce(number, is_last=not following)
        yield cipher.encrypt(nonce, piece, object.bytes)
        if not following:
            return
        piece = following


def _opened(cipher: AESGCM, object: UUID, reader: _Reader) -> Iterator[bytes]:
    for number in count():
        sealed = reader.read(PIECE + TAG_BYTES)
        is_last = reader.is_at_end
        nonce = _nonce(number, is_last=is_last)
        try:
            yield cipher.decrypt(nonce, sealed, object.bytes)
        except (InvalidTag, ValueError):
            raise FileDamaged(f"piece {number} of {object} does not open") from None
        if is_last:
            return


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11) + bytes([is_last])


def _place(object: UUID) -> bytes:
    return b"key of file " + object.bytes


def _path(subject: UUID, object: UUID) -> str:
    return f"{subject}/{object}"


@contextmanager
def _answering() -> Iterator[None]:
    """Turn what a store says when it does not answer into our own refusal."""
    try:
        yield
    except BaseError as fault:
        raise FilesUnavailable from fault
