"""Files that show that something was done: whose they are, and what they are (C2)."""

import re
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from eventsourcing.domain import event

from domain.errors import Invalid, RuleBroken
from domain.kernel import Actor, Aggregate, Personal, Value

MOST_BYTES = 10 * 1024 * 1024
"""How much of a file is taken; a photo of a phone or a scanned contract is smaller."""
HEAD = 16
"""Bytes at the beginning of a file that tell what it is."""
LONGEST_NAME = 200

_SIGNS = tuple(
    (re.compile(sign, re.DOTALL), media_type)
    for sign, media_type in (
        (rb"%PDF-", "application/pdf"),
        (rb"\x89PNG\r\n\x1a\n", "image/png"),
        (rb"\xff\xd8\xff", "image/jpeg"),
        (rb"RIFF.{4}WEBP", "image/webp"),
        (rb".{4}ftyphei[cx]", "image/heic"),
        (rb".{4}ftypmif1", "image/heif"),
    )
)
MEDIA_TYPES = tuple(media_type for _, media_type in _SIGNS)


class Scan(StrEnum):
    """What a virus scanner said of a file; NOT_SCANNED: there was none to ask."""

    NOT_SCANNED = "not_scanned"
    CLEAN = "clean"


class BadFile(Invalid):
    code = "bad-evidence-file"
    title = "Give a PDF, JPEG, PNG, WebP or HEIC file of at most 10 MB"
    about = "file"


class FileInfected(Invalid):
    """Facts: `found`, what the scanner calls it."""

    code = "file-infected"
    title = "The virus scanner found something in this file: it was not taken"
    about = "file"


class NoRoomForFiles(RuleBroken):
    """Facts: `bytes_allowed`."""

    code = "no-room-for-files"
    title = "There is no room for another file: remove files that nothing needs"
    about = "file"


class FileInUse(RuleBroken):
    code = "file-in-use"
    title = "This file shows that a step was done, so it stays"


class Print(Value):
    """What is found out about a file by reading it.

    Attributes:
        size: bytes.
        media_type: by its content, e.g. "image/jpeg".
        sha256: of the content, hex.
    """

    size: int
    media_type: str
    sha256: str


def media_type_of(head: bytes) -> str:
    """What a file is, by its first HEAD bytes.

    Raises:
        BadFile: of no kind that is taken.
    """
    for sign, media_type in _SIGNS:
        if sign.match(head):
            return media_type
    raise BadFile


class EvidenceFile(Aggregate):
    """One file of one client; the same content again is the same file."""

    class Event(Aggregate.Event):
        subject: ClassVar[str] = "client_id"
        client_id: UUID

    class Kept(Aggregate.Created):
        """The file was handed in, found sound, and stored.

        Attributes:
            object: what it is called in the store.
            name: as whoever handed it in called it.
            sha256: of the content, hex.
            scan: what the virus scanner said.
            scanner: which one, e.g. "ClamAV 1.4"; none when nobody scanned.
        """

        subject: ClassVar[str] = "client_id"
        client_id: UUID
        object: UUID
        name: Personal
        sha256: Personal
        media_type: str
        size: int
        scan: Scan
        scanner: str | None = None

    class KeptAgain(Event):
        """It was handed in once more after it had been removed."""

        object: UUID
        name: Personal
        scan: Scan
        scanner: str | None = None

    class Removed(Event):
        """The client took it away; the stored object is deleted."""

        object: UUID

    @classmethod
    def keep(
        cls,
        *,
        id: UUID,
        client_id: UUID,
        object: UUID,
        name: str,
        print: Print,
        scan: Scan,
        scanner: str | None,
        by: Actor,
    ) -> "EvidenceFile":
        """Take a file that is stored already.

        Args:
            id: the same for the same client and content.
            client_id: whose it is.
            object: what it is called in the store.
            name: as its owner calls it; the end of a long one is kept.
            print: what was found by reading it.
            scan: what the virus scanner said.
            scanner: which one, if any.
            by: who hands it in.
        """
        return cls._create(
            cls.Kept,
            id=id,
            client_id=client_id,
            object=object,
            name=clean_name(name),
            sha256=print.sha256,
            media_type=print.media_type,
            size=print.size,
            scan=scan,
            scanner=scanner,
            by=by,
        )

    def keep_again(
        self, *, object: UUID, name: str, scan: Scan, scanner: str | None, by: Actor
    ) -> None:
        """Take the same content after it was removed."""
        self._keep_again(
            client_id=self.client_id,
            object=object,
            name=clean_name(name),
            scan=scan,
            scanner=scanner,
            by=by,
        )

    def holds(self, object: UUID) -> bool:
        """Whether this object of the store is the file's; see `ports.HoldsObject`."""
        return self.object == object and not self.is_removed

    def remove(self, *, in_use: bool, by: Actor) -> None:
        """Take the file away; nothing when that was done before.

        Raises:
            FileInUse: a step of an execution rests on it.
        """
        if in_use:
            raise FileInUse
        if not self.is_removed:
            self._remove(client_id=self.client_id, object=self.object, by=by)

    @event(Kept)
    def __init__(
        self,
        client_id: UUID,
        object: UUID,
        name: str,
        sha256: str,
        media_type: str,
        size: int,
        scan: Scan,
        by: Actor,
        scanner: str | None = None,
    ) -> None:
        self.client_id = client_id
        self.object = object
        self.name = name
        self.sha256 = sha256
        self.media_type = media_type
        self.is_removed = False

    @event(KeptAgain)
    def _keep_again(
        self,
        client_id: UUID,
        object: UUID,
        name: str,
        scan: Scan,
        by: Actor,
        scanner: str | None = None,
    ) -> None:
        self.object = object
        self.name = name
        self.is_removed = False

    @event(Removed)
    def _remove(self, client_id: UUID, object: UUID, by: Actor) -> None:
        self.is_removed = True


def clean_name(name: str) -> str:
    """What a file is called: without its folders, printable, the end of a long one."""
    # A browser of old sends the whole path.
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(sign for sign in last if sign.isprintable()).strip()
    return shown[-LONGEST_NAME:] or "file"
