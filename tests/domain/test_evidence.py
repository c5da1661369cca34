"""What counts as a file that shows something, and what becomes of it."""

from uuid import uuid4

import pytest

from domain.evidence import (
    MEDIA_TYPES,
    BadFile,
    EvidenceFile,
    FileInUse,
    Print,
    Scan,
    media_type_of,
)
from domain.kernel import Actor, Role
from tests.facts import new_facts

ANNA = Actor(id="anna", role=Role.CLIENT, organisation=uuid4())
PRINT = Print(size=9, media_type="image/jpeg", sha256="ab" * 32)


def kept(name: str = "photo.jpg") -> EvidenceFile:
    assert ANNA.organisation
    return EvidenceFile.keep(
        id=uuid4(),
        client_id=ANNA.organisation,
        object=uuid4(),
        name=name,
        print=PRINT,
        scan=Scan.CLEAN,
        scanner="ClamAV 1.4",
        by=ANNA,
    )


@pytest.mark.parametrize(
    ("head", "media_type"),
    [
        (b"%PDF-1.7\n", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"\x00\x00\x00\x18ftypheic", "image/heic"),
        (b"\x00\x00\x00\x18ftypmif1", "image/heif"),
    ],
)
def test_a_file_is_what_its_content_says(head: bytes, media_type: str) -> None:
    assert media_type_of(head) == media_type
    assert media_type in MEDIA_TYPES


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"MZ\x90",
        b"<!doctype html>",
        b" %PDF-1.7",
        b"PK\x03\x04",
        b"GIF89a",
        b"MZ\x90\x00\x00\x00\x00\x00WEBP",
    ],
)
def test_what_is_no_picture_and_no_pdf_is_not_taken(head: bytes) -> None:
    with pytest.raises(BadFile):
        media_type_of(head)


def test_keeping_a_file_tells_whose_it_is_and_what_the_scanner_said() -> None:
    file = kept("C:\\Фото\\выход.jpg")

    [(name, fields)] = new_facts(file)

    assert name == "Kept"
    assert fields == {
        "client_id": ANNA.organisation,
        "object": file.object,
        "name": "выход.jpg",
        "sha256": PRINT.sha256,
        "media_type": "image/jpeg",
        "size": 9,
        "scan": Scan.CLEAN,
        "scanner": "ClamAV 1.4",
    }


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("", "file"),
        ("a\x00b\n.pdf", "ab.pdf"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_a_name_can_be_shown_whatever_it_was(given: str, shown: str) -> None:
    assert kept(given).name == shown


def test_a_file_that_shows_a_step_stays() -> None:
    file = kept()

    with pytest.raises(FileInUse):
        file.remove(in_use=True, by=ANNA)

    assert not file.is_removed


def test_a_removed_file_can_be_handed_in_again() -> None:
    file, again = kept(), uuid4()

    file.remove(in_use=False, by=ANNA)
    file.remove(in_use=False, by=ANNA)
    file.keep_again(
        object=again, name="b.jpg", scan=Scan.NOT_SCANNED, scanner=None, by=ANNA
    )

    assert [name for name, _ in new_facts(file)] == ["Kept", "Removed", "KeptAgain"]
    assert (file.object, file.name, file.is_removed) == (again, "b.jpg", False)
