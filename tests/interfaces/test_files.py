"""Files in the object store: sealed, whole or not there, gone with their owner."""

from collections.abc import Iterator
from io import BytesIO
from os import urandom
from pathlib import Path
from uuid import UUID, uuid4

import obstore
import pytest
from obstore.store import LocalStore, MemoryStore

from application.evidence import FilesUnavailable
from application.log import SubjectForgotten
from domain.errors import NotFound
from interfaces.gateways.database import Database
from interfaces.gateways.files import (
    PIECE,
    TAG_BYTES,
    FileDamaged,
    StoredFiles,
    store_of,
)
from interfaces.gateways.keys import PostgresKeys
from interfaces.settings import Settings
from tests.interfaces.shell import settings_of
from tests.s3 import SECRET, s3_server

pytestmark = pytest.mark.database

PHOTO = b"\xff\xd8\xff" + urandom(2 * PIECE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "files"


@pytest.fixture
def files(folder: Path, database: Database, keys: PostgresKeys) -> StoredFiles:
    return StoredFiles(LocalStore(folder, mkdir=True), database, keys)


def stored(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def put(files: StoredFiles, subject: UUID, content: bytes = PHOTO) -> UUID:
    object = uuid4()
    files.put(subject, object, BytesIO(content), of=uuid4())
    return object


@pytest.mark.parametrize("size", [1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_a_file_comes_back_piece_by_piece_as_it_was(
    files: StoredFiles, size: int
) -> None:
    owner, content = uuid4(), urandom(size)

    pieces = list(files.open(owner, put(files, owner, content)))

    assert b"".join(pieces) == content
    assert max(map(len, pieces)) <= PIECE


def test_nothing_of_it_lies_in_plain_and_nobody_else_opens_it(
    files: StoredFiles, folder: Path
) -> None:
    owner, other = uuid4(), uuid4()
    object = put(files, owner)
    put(files, other)

    [first, second] = stored(folder)

    assert PHOTO[:64] not in first.read_bytes() + second.read_bytes()
    with pytest.raises(NotFound):
        files.open(other, object)
    with pytest.raises(NotFound):
        files.open(owner, uuid4())


def _swapped(content: bytes) -> bytes:
    begin, size = len(content) - (2 * PIECE + 3 + 3 * TAG_BYTES), PIECE + TAG_BYTES
    first, second = content[begin : begin + size], content[begin + size :][:size]
    return content[:begin] + second + first + content[begin + 2 * size :]


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[: -3 - TAG_BYTES],
        lambda content: content[:-1],
        lambda content: content + b"x",
        lambda content: content[:-1] + bytes([content[-1] ^ 1]),
        _swapped,
        lambda content: b"SVF2" + content[4:],
        lambda content: content[:10],
    ],
    ids=["last piece", "last byte", "more", "a bit", "order", "form", "beginning"],
)
def test_a_file_that_was_touched_is_never_given_as_if_whole(
    files: StoredFiles, folder: Path, damage: object
) -> None:
    assert callable(damage)
    owner = uuid4()
    object = put(files, owner)
    [path] = stored(folder)

    path.write_bytes(damage(path.read_bytes()))

    with pytest.raises(FileDamaged):
        list(files.open(owner, object))


def test_a_file_moved_to_another_place_does_not_open(
    files: StoredFiles, folder: Path
) -> None:
    owner = uuid4()
    one, other = put(files, owner), put(files, owner, PHOTO + b"other")

    (folder / str(owner) / str(other)).replace(folder / str(owner) / str(one))

    with pytest.raises(FileDamaged):
        list(files.open(owner, one))


def test_a_file_does_not_outlive_the_key_of_its_owner(
    files: StoredFiles, folder: Path, keys: PostgresKeys
) -> None:
    owner, other = uuid4(), uuid4()
    object, kept = put(files, owner), put(files, other)

    keys.destroy(owner)

    with pytest.raises(NotFound):
        files.open(owner, object)
    with pytest.raises(SubjectForgotten):
        put(files, owner)
    files.delete_all(owner)
    files.delete_all(owner)
    assert [path.name for path in stored(folder)] == [str(kept)]


def test_deleting_takes_what_a_killed_process_left_of_it_too(
    files: StoredFiles, folder: Path
) -> None:
    owner = uuid4()
    object = put(files, owner)
    torn = folder / str(owner) / f"{object}#1"
    torn.write_bytes(b"half of it")

    files.delete(owner, object)
    files.delete(owner, object)

    assert stored(folder) == []


@pytest.fixture
def s3(database: Database, keys: PostgresKeys) -> Iterator[StoredFiles]:
    with s3_server() as server:
        settings = _of_s3(database, server.address)
        yield StoredFiles(store_of(settings), database, keys)


def _of_s3(database: Database, address: str, secret: str = SECRET) -> Settings:
    return settings_of(
        database,
        SVERKA_FILES_URL="s3://evidence/sverka",
        SVERKA_FILES_ENDPOINT=address,
        SVERKA_FILES_KEY_ID="key",
        SVERKA_FILES_SECRET=secret,
    )


def test_the_same_over_s3(s3: StoredFiles) -> None:
    owner = uuid4()
    objects = [put(s3, owner, PHOTO + bytes([n])) for n in range(3)]

    assert b"".join(s3.open(owner, objects[1])) == PHOTO + b"\x01"
    s3.delete(owner, objects[1])
    s3.delete(owner, objects[1])
    with pytest.raises(NotFound):
        s3.open(owner, objects[1])
    s3.delete_all(owner)
    for object in objects:
        with pytest.raises(NotFound):
            s3.open(owner, object)


def test_a_bucket_that_does_not_know_us_is_told_as_unavailable(
    database: Database, keys: PostgresKeys
) -> None:
    with s3_server() as server:
        settings = _of_s3(database, server.address, secret="another")  # noqa: S106
        files = StoredFiles(store_of(settings), database, keys)

        with pytest.raises(FilesUnavailable):
            put(files, uuid4())


def test_where_files_are_is_a_setting(database: Database, tmp_path: Path) -> None:
    own = settings_of(database, SVERKA_HOME=str(tmp_path), SVERKA_FILES_URL="")
    other = f"file://{tmp_path}/other"

    assert isinstance(store_of(settings_of(database)), MemoryStore)
    for settings, place in (
        (own, tmp_path / "files"),
        (settings_of(database, SVERKA_FILES_URL=other), tmp_path / "other"),
    ):
        obstore.put(store_of(settings), "a/b", b"c", use_multipart=False)
        assert (place / "a" / "b").read_bytes() == b"c"


def test_a_damaged_file_is_a_fault_of_ours_and_no_refusal() -> None:
    assert not issubclass(FileDamaged, NotFound)
