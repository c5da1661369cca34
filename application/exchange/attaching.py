"""Attaching files to a message before it is sent, and taking them away (I2)."""

import zipfile
import zlib
from contextlib import suppress
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from typing import BinaryIO
from uuid import UUID, uuid4

from application.access import Action, allow, may
from application.evidence import PIECE, FilesUnavailable
from application.exchange.commands import Attach
from application.exchange.parties import Correspondents
from application.log import EventLog, Key, Receipt, Unavailable
from application.ports import (
    Clock,
    FileStore,
    Pseudonyms,
    UnsentFiles,
    VirusScanner,
)
from domain.errors import NotFound, RuleBroken, Stale
from domain.evidence import HEAD, MOST_BYTES, Print, Scan
from domain.exchange import (
    MOST_UNSENT,
    ZIP,
    BadExchangedFile,
    Enclosure,
    NoRoomForExchange,
    exchanged_type,
)
from domain.kernel import Actor, Event, Role

TIDY = Actor(id="system:tidy-enclosures", role=Role.SYSTEM)
UNSENT_KEPT = timedelta(days=7)
"""How long a file waits to be sent."""
LONGEST_DECLARATION = 100
UNREADABLE = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
    EOFError,
    zlib.error,
)
"""What the library says of an archive that is none, is encrypted, or is cut off."""


class Enclosures:
    """The commands of files that will be sent with a message.

    Args:
        log: where they are recorded.
        clock: tells how old one is.
        pseudonyms: find a business by its INN.
        store: where the content is.
        scanner: looks for viruses.
        unsent: what waits to be sent.
    """

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        pseudonyms: Pseudonyms,
        store: FileStore,
        scanner: VirusScanner,
        unsent: UnsentFiles,
    ) -> None:
        self._log = log
        self._clock = clock
        self._correspondents = Correspondents(log, pseudonyms)
        self._store = store
        self._scanner = scanner
        self._unsent = unsent

    def attach(
        self,
        command: Attach,
        name: str,
        content: BinaryIO,
        *,
        by: Actor,
        key: Key | None = None,
    ) -> Receipt:
        """Take a file that will be sent with the next message.

        Args:
            command: for which correspondence.
            name: as whoever attaches it calls it.
            content: can be read again from the beginning.
            by: who attaches it.
            key: repeats change nothing.

        Raises:
            NotFound: the correspondence is none of the actor's.
            BadInn, CorrespondentUnknown: there is nobody to write to.
            BadExchangedFile: too large, empty, or of no kind that is sent.
            FileInfected: the scanner found something.
            NoRoomForExchange: what waits to be sent fills what it may.
            FilesUnavailable, ScannerUnavailable: something does not answer.
        """
        allow(by, Action.READ_THREAD)
        client_id, owner = self.place(command, by=by)
        return self.take_in(
            name, content, client_id=client_id, owner=owner, by=by, key=key
        )

    def take_in(
        self,
        name: str,
        content: BinaryIO,
        *,
        client_id: UUID,
        owner: UUID,
        by: Actor,
        key: Key | None = None,
    ) -> Receipt:
        """As `attach`, for a context that knows whose correspondence it is for.

        Args:
            name: as whoever attaches it calls it.
            content: can be read again from the beginning.
            client_id: the client of the correspondence.
            owner: the party that will send it.
            by: one who acts for it.
            key: repeats change nothing.
        """

        def decide() -> Receipt:
            print = print_of(content)
            self._check_room(client_id, owner, print.size)
            said = self._scanner.scan(_rewound(content))
            file = Enclosure.keep(
                client_id=client_id,
                owner=owner,
                object=uuid4(),
                name=name,
                print=print,
                scan=said.scan,
                scanner=said.scanner,
                by=by,
            )
            return self._store_and_record(file, content, by, key)

        return self._log.once(by, key, decide)

    def place(self, command: Attach, *, by: Actor) -> tuple[UUID, UUID]:
        """The client whose correspondence files are for, and the party that sends.

        Raises:
            NotFound, BadInn, CorrespondentUnknown: as `attach`.
        """
        return self._correspondents.place(by=by, thread=command.thread, inn=command.inn)

    def detach(self, id: UUID, *, by: Actor, key: Key | None = None) -> Receipt:
        """Take a file away that was not sent.

        Raises:
            NotFound: there is none, or another side attached it.
            AlreadyEnclosed: it was sent.
        """
        allow(by, Action.READ_THREAD)

        def decide() -> Receipt:
            file = self._log.load(Enclosure, id)
            if file.is_removed or not self._is_owner(file, by):
                raise NotFound
            file.remove(by=by)
            return self._log.record(file, by=by, key=key)

        return self._log.once(by, key, decide)

    def take(
        self, name: str, content: bytes, *, client_id: UUID, owner: UUID, by: Actor
    ) -> Enclosure:
        """Keep a file that the service itself made for a side to send.

        Args:
            name: what it is called.
            content: of the file.
            client_id: the client of the correspondence.
            owner: the party that will send it.
            by: one who acts for it.

        Raises:
            FilesUnavailable: the store does not answer.
        """
        file = Enclosure.keep(
            client_id=client_id,
            owner=owner,
            object=uuid4(),
            name=name,
            print=print_of(BytesIO(content)),
            scan=Scan.NOT_SCANNED,
            scanner=None,
            by=by,
        )
        self._store_and_record(file, BytesIO(content), by, None)
        return file

    def drop(self, id: UUID) -> None:
        """Take away a file that was not sent after all; one that was sent stays."""
        file = self._log.find(Enclosure, id)
        if file is not None:
            with suppress(RuleBroken, Stale):
                file.remove(by=TIDY)
                self._log.record(file, by=TIDY)

    def tidy(self) -> int:
        """Take away what nobody sent within a week; returns how many."""
        ids = self._unsent.unsent_since(self._clock.now() - UNSENT_KEPT)
        for id in ids:
            self.drop(id)
        return len(ids)

    def _store_and_record(
        self, file: Enclosure, content: BinaryIO, by: Actor, key: Key | None
    ) -> Receipt:
        client_id, object = file.client_id, file.object
        self._store.put(client_id, object, _rewound(content), of=file.id)
        try:
            receipt = self._log.record(file, by=by, key=key)
        except Unavailable:
            # It may be recorded all the same: the sweep of uploads will see.
            raise
        except BaseException:
            with suppress(FilesUnavailable):
                self._store.delete(client_id, object)
            raise
        self._store.settle(object)
        return receipt

    @staticmethod
    def _is_owner(file: Enclosure, by: Actor) -> bool:
        if by.id == file.attached_by:
            return True
        return may(by, Action.BEGIN_THREAD) and by.organisation == file.owner

    def _check_room(self, client_id: UUID, owner: UUID, more: int) -> None:
        if self._unsent.unsent_bytes(client_id, owner) + more > MOST_UNSENT:
            raise NoRoomForExchange(bytes_allowed=MOST_UNSENT)


class EnclosureDisposal:
    """Deletes the objects of files that were taken away before they were sent."""

    on = (Enclosure.Removed,)

    def __init__(self, store: FileStore) -> None:
        self._store = store

    def react(self, happened: Event) -> None:
        """Delete what the event leaves behind."""
        if isinstance(happened, Enclosure.Removed):
            self._store.delete(happened.client_id, happened.object)


def print_of(content: BinaryIO) -> Print:
    """Read a file from its beginning and tell what it is.

    Raises:
        BadExchangedFile: too large, empty, or of no kind that is sent.
    """
    digest, size = sha256(), 0
    _rewound(content)
    while piece := content.read(PIECE):
        size += len(piece)
        if size > MOST_BYTES:
            raise BadExchangedFile
        digest.update(piece)
    return Print(size=size, media_type=_media_type(content), sha256=digest.hexdigest())


def _media_type(content: BinaryIO) -> str:
    head = _rewound(content).read(2 * HEAD)
    if not head.startswith(ZIP):
        return exchanged_type(head)
    try:
        with zipfile.ZipFile(_rewound(content)) as archive:
            names = archive.namelist()
            return exchanged_type(head, names, _declared(archive, names))
    except UNREADABLE:
        raise BadExchangedFile from None


def _declared(archive: zipfile.ZipFile, names: list[str]) -> str:
    if "mimetype" not in names:
        return ""
    with archive.open("mimetype") as entry:
        return entry.read(LONGEST_DECLARATION).decode("ascii", "replace").strip()


def _rewound(content: BinaryIO) -> BinaryIO:
    content.seek(0)
    return content
