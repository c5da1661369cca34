"""Files that people hand in: sealed, found by their owner, gone with them."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest

from application.log import SubjectForgotten
from application.ports import Document
from domain.errors import NotFound
from interfaces.gateways.database import Database
from interfaces.gateways.documents import (
    MOST_BYTES,
    BadDocument,
    NoRoomForDocuments,
    StoredDocuments,
)
from interfaces.gateways.keys import PostgresKeys

pytestmark = pytest.mark.database

PDF = b"%PDF-1.7\nA plan of the floor."


@pytest.fixture
def documents(database: Database, keys: PostgresKeys) -> StoredDocuments:
    return StoredDocuments(database, keys)


def rows(database: Database) -> list[tuple[bytes, bytes]]:
    with database.connection() as connection:
        return [
            (bytes(about), bytes(content))
            for about, content in connection.execute(
                "SELECT about, content FROM documents"
            )
        ]


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (PDF, "application/pdf"),
        (b"\x89PNG\r\n\x1a\n" + bytes(9), "image/png"),
        (b"\xff\xd8\xff\xe0" + bytes(9), "image/jpeg"),
    ],
)
def test_a_file_comes_back_as_it_was_and_as_what_it_is(
    documents: StoredDocuments, content: bytes, media_type: str
) -> None:
    owner = uuid4()

    found = documents.get(documents.keep(owner, "программа.exe", content), owner)

    assert found == Document(
        name="программа.exe",
        media_type=media_type,
        sha256=found.sha256,
        content=content,
    )


@pytest.mark.parametrize(
    "content", [b"", b"MZ", b"<!doctype html>", b"%PDF", b" " + PDF]
)
def test_what_is_no_picture_and_no_pdf_is_refused(
    documents: StoredDocuments, content: bytes
) -> None:
    with pytest.raises(BadDocument):
        documents.keep(uuid4(), "a.pdf", content)


def test_ten_megabytes_are_taken_and_not_a_byte_more(
    documents: StoredDocuments,
) -> None:
    owner, most = uuid4(), PDF + bytes(MOST_BYTES - len(PDF))

    assert documents.get(documents.keep(owner, "a.pdf", most), owner).content == most
    with pytest.raises(BadDocument):
        documents.keep(owner, "a.pdf", most + b"x")


def test_the_same_file_is_kept_once_for_each_owner(
    documents: StoredDocuments, database: Database
) -> None:
    one, other = uuid4(), uuid4()

    ids = [documents.keep(owner, "a.pdf", PDF) for owner in (one, one, other)]

    assert (ids[0] == ids[1], ids[0] == ids[2]) == (True, False)
    assert len(rows(database)) == 2


def test_a_subject_stores_as_much_as_it_may_and_not_a_file_more(
    database: Database, keys: PostgresKeys
) -> None:
    documents = StoredDocuments(database, keys, room=3 * 1024)
    owner, other = uuid4(), uuid4()
    files = [PDF + bytes([n]) * 1024 for n in range(3)]
    for file in files[:2]:
        documents.keep(owner, "a.pdf", file)

    with pytest.raises(NoRoomForDocuments) as refusal:
        documents.keep(owner, "a.pdf", files[2])

    assert refusal.value.facts == {"bytes_allowed": 3 * 1024}
    documents.keep(owner, "a.pdf", files[0])
    documents.keep(other, "a.pdf", files[2])
    assert len(rows(database)) == 3


def test_many_files_at_once_do_not_fill_more_than_the_room(
    database: Database, keys: PostgresKeys
) -> None:
    documents = StoredDocuments(database, keys, room=3 * 1024)
    owner = uuid4()

    def keep(number: int) -> bool:
        try:
            documents.keep(owner, "a.pdf", PDF + bytes([number]) * 1024)
        except NoRoomForDocuments:
            return False
        return True

    with ThreadPoolExecutor(8) as threads:
        kept = sum(threads.map(keep, range(8)))

    assert (kept, len(rows(database))) == (2, 2)


def test_only_the_owner_refers_to_a_file(documents: StoredDocuments) -> None:
    owner = uuid4()
    id = documents.keep(owner, "a.pdf", PDF)

    documents.refer(id, owner)
    for nobody, nothing in ((uuid4(), id), (owner, uuid4())):
        with pytest.raises(NotFound):
            documents.refer(nothing, nobody)


def test_nobody_else_gets_it_and_nothing_of_it_lies_in_plain(
    documents: StoredDocuments, database: Database
) -> None:
    id, other = documents.keep(uuid4(), "план этажа.pdf", PDF), uuid4()

    with pytest.raises(NotFound):
        documents.get(id, other)
    with pytest.raises(NotFound):
        documents.get(uuid4(), uuid4())
    [(about, content)] = rows(database)
    documents.keep(other, "мой.png", b"\x89PNG\r\n\x1a\n")
    with pytest.raises(NotFound):
        documents.get(id, other)
    assert b"%PDF" not in content
    assert b"pdf" not in about
    assert "план".encode() not in about


def test_a_file_moved_to_another_place_does_not_open(
    documents: StoredDocuments, database: Database
) -> None:
    owner = uuid4()
    mine = documents.keep(owner, "a.pdf", PDF)
    other = documents.keep(owner, "b.pdf", PDF + b"other")
    with database.connection() as connection:
        connection.execute(
            "UPDATE documents SET content ="
            " (SELECT content FROM documents WHERE id = %s) WHERE id = %s",
            (other, mine),
        )

    with pytest.raises(Exception) as fault:  # noqa: PT011
        documents.get(mine, owner)
    assert type(fault.value).__name__ in {"InvalidTag", "BadMasterKey"}


def test_a_file_does_not_outlive_the_key_of_its_owner(
    documents: StoredDocuments, keys: PostgresKeys
) -> None:
    owner: UUID = uuid4()
    id = documents.keep(owner, "a.pdf", PDF)

    keys.destroy(owner)

    with pytest.raises(NotFound):
        documents.get(id, owner)
    with pytest.raises(SubjectForgotten):
        documents.keep(owner, "a.pdf", PDF)
