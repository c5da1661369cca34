"""Handing in files that show that something was done, and taking them away (C2).

A file is read twice, once to know it and once to store it sealed; it is recorded only
when it stands in the store whole, so that an interrupted upload leaves nothing.
"""

from contextlib import suppress
from datetime import timedelta
from hashlib import sha256
from typing import BinaryIO
from uuid import UUID, uuid4

from application.access import Action, allow
from application.client import living_client
from application.log import EventLog, Key, Receipt, Unavailable
from application.log.receipt import Changed
from application.ports import (
    Clock,
    FilesKept,
    FileStore,
    FileUses,
    HoldsObject,
    Pseudonyms,
    VirusScanner,
)
from domain.client import Client
from domain.errors import NotFound, Stale
from domain.evidence import (
    HEAD,
    MOST_BYTES,
    BadFile,
    EvidenceFile,
    NoRoomForFiles,
    Print,
    media_type_of,
)
from domain.kernel import Actor, Aggregate, Event

PIECE = 1024 * 1024
LONGEST_UPLOAD = timedelta(minutes=15)
"""After so long an upload that was not recorded is one that broke off."""


class FilesUnavailable(Unavailable):
    code = "files-unavailable"
    title = "The store of files does not answer just now: try again in a minute"


class ScannerUnavailable(Unavailable):
    code = "scanner-unavailable"
    title = "The virus scanner does not answer, so no file is taken: try again later"


class EvidenceFiles:
    """The commands of evidence files.

    Args:
        log: where they are recorded.
        clock: tells how old an upload is.
        pseudonyms: make the same id of the same content.
        store: where the content is.
        scanner: looks for viruses.
        kept: what is there already.
        uses: what needs a file.
        room: bytes that the files of one client may fill.
    """

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        pseudonyms: Pseudonyms,
        store: FileStore,
        scanner: VirusScanner,
        kept: FilesKept,
        uses: FileUses,
        room: int,
    ) -> None:
        self._log = log
        self._clock = clock
        self._pseudonyms = pseudonyms
        self._store = store
        self._scanner = scanner
        self._kept = kept
        self._uses = uses
        self._room = room

    def keep(
        self,
        client_id: UUID,
        name: str,
        content: BinaryIO,
        *,
        by: Actor,
        key: Key | None = None,
    ) -> Receipt:
        """Take a file; whoever acts for the client.

        Args:
            client_id: whose it is.
            name: as its owner calls it.
            content: can be read again from the beginning.
            by: who hands it in.
            key: repeats change nothing.

        Returns:
            A receipt that names the file; position 0 when it was there already.

        Raises:
            BadFile: too large, empty, or of no kind that is taken.
            FileInfected: the scanner found something.
            NoRoomForFiles: the client's files fill what they may.
            FilesUnavailable, ScannerUnavailable: something does not answer.
        """
        allow(by, Action.KEEP_EVIDENCE, of=client_id)
        return self.take_in(client_id, name, content, by=by, key=key)

    def take_in(
        self,
        client_id: UUID,
        name: str,
        content: BinaryIO,
        *,
        by: Actor,
        key: Key | None = None,
    ) -> Receipt:
        """As `keep`, of somebody who may hand it in for another reason."""
        print = print_of(content)

        def decide() -> Receipt:
            self._check_kept(client_id)
            id = self._pseudonyms.of("evidence", f"{client_id}\n{print.sha256}")
            known = self._log.find(EvidenceFile, id)
            if known and not known.is_removed:
                return _there(known)
            self._check_room(client_id, print.size)
            said = self._scanner.scan(_rewound(content))
            object = uuid4()
            self._store.put(client_id, object, _rewound(content), of=id)
            try:
                if known:
                    known.keep_again(
                        object=object,
                        name=name,
                        scan=said.scan,
                        scanner=said.scanner,
                        by=by,
                    )
                    file = known
                else:
                    file = EvidenceFile.keep(
                        id=id,
                        client_id=client_id,
                        object=object,
                        name=name,
                        print=print,
                        scan=said.scan,
                        scanner=said.scanner,
                        by=by,
                    )
                receipt = self._log.record(file, by=by, key=key)
            except Unavailable:
                # It may be recorded all the same: the sweep will see.
                raise
            except BaseException:
                with suppress(FilesUnavailable):
                    self._store.delete(client_id, object)
                raise
            self._store.settle(object)
            return receipt

        try:
            return self._log.once(by, key, decide)
        except Stale:  # the same file in another window
            return self._log.once(by, key, decide)

    def remove(self, id: UUID, *, by: Actor, key: Key | None = None) -> Receipt:
        """Take a file away for good; whoever acts for its client.

        Raises:
            NotFound: there is no such file, or it is another's.
            FileInUse: a step rests on it.
        """
        allow(by, Action.KEEP_EVIDENCE)

        def decide() -> Receipt:
            file = self._log.load(EvidenceFile, id)
            allow(by, Action.KEEP_EVIDENCE, of=file.client_id)
            if file.is_removed:
                raise NotFound
            file.remove(in_use=self._uses.needs(id), by=by)
            return self._log.record(file, by=by, key=key)

        return self._log.once(by, key, decide)

    def sweep(self) -> int:
        """Delete what uploads left that broke off before they were recorded.

        Returns:
            How many objects were deleted.
        """
        swept = 0
        for subject, object, id in self._store.unsettled(
            self._clock.now() - LONGEST_UPLOAD
        ):
            if _holds(self._log.find(Aggregate, id), object):
                self._store.settle(object)
            else:
                self._store.delete(subject, object)
                swept += 1
        return swept

    def _check_kept(self, client_id: UUID) -> None:
        living_client(self._log, client_id)

    def _check_room(self, client_id: UUID, more: int) -> None:
        if self._kept.bytes_of(client_id) + more > self._room:
            raise NoRoomForFiles(bytes_allowed=self._room)


class FileDisposal:
    """Deletes the objects of removed files and of forgotten clients."""

    on = (EvidenceFile.Removed, Client.Forgotten)

    def __init__(self, store: FileStore) -> None:
        self._store = store

    def react(self, happened: Event) -> None:
        """Delete what the event leaves behind."""
        match happened:
            case EvidenceFile.Removed():
                self._store.delete(happened.client_id, happened.object)
            case _:
                self._store.delete_all(happened.originator_id)


def print_of(content: BinaryIO) -> Print:
    """Read a file from its beginning and tell what it is.

    Raises:
        BadFile: too large, empty, or of no kind that is taken.
    """
    digest, size = sha256(), 0
    media_type = media_type_of(_rewound(content).read(HEAD))
    _rewound(content)
    while piece := content.read(PIECE):
        size += len(piece)
        if size > MOST_BYTES:
            raise BadFile
        digest.update(piece)
    return Print(size=size, media_type=media_type, sha256=digest.hexdigest())


def _holds(found: object, id: UUID) -> bool:
    """Whether an aggregate that was found is a file with this object of the store."""
    return isinstance(found, HoldsObject) and found.holds(id)


def _rewound(content: BinaryIO) -> BinaryIO:
    content.seek(0)
    return content


def _there(file: EvidenceFile) -> Receipt:
    changed = Changed(id=file.id, version=file.version)
    return Receipt(position=0, changed=(changed,))
