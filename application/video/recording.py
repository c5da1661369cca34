"""Recording a meeting with everybody's consent, and keeping it as a document (I6)."""

from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from io import BytesIO
from uuid import UUID, uuid4

from application.evidence import FilesUnavailable
from application.log import EventLog, Key, Receipt, Unavailable
from application.ports import Clock, FileStore
from application.video.attending import ATTENDANT
from application.video.cases import VideoCases
from application.video.ports import MeetingsKnown
from domain.errors import NotFound, Stale
from domain.kernel import Actor
from domain.video import (
    LAST_PIECES,
    Conference,
    NotInTheRoom,
    Piece,
    Recording,
    Room,
)


class Recordings:
    """The commands of whoever records: their browser makes the recording.

    Args:
        log: where it is recorded.
        clock: tells the instant.
        cases: knows who takes part.
        store: where the pieces are.
        known: knows which recordings are not whole.
    """

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        cases: VideoCases,
        store: FileStore,
        known: MeetingsKnown,
    ) -> None:
        self._log = log
        self._clock = clock
        self._cases = cases
        self._store = store
        self._known = known

    def begin(self, id: UUID, *, by: Actor, key: Key | None = None) -> Receipt:
        """Record a meeting from now on.

        Returns:
            A receipt that names the recording first.

        Raises:
            NotFound: the meeting is none of the actor's.
            NotInTheRoom, RecordedAlready, NotEverybodyAgreed: see `Room.record`.
        """

        def decide() -> Receipt:
            room = self._room(id, by)
            now = self._clock.now()
            recording = Recording.begin(
                room.record(by=by, now=now),
                client_id=room.client_id,
                authority=room.authority,
                conference=id,
                at=now,
                by=by,
            )
            return self._log.record(recording, room, by=by, key=key)

        return self._log.once(by, key, decide)

    def keep_piece(
        self, id: UUID, number: int, content: bytes, *, by: Actor
    ) -> Receipt:
        """Keep a piece; one that came already is not kept again.

        Args:
            id: of the recording.
            number: place of the piece, from 1.
            content: as the browser made it.
            by: whoever records.

        Raises:
            NotFound: the recording is none of the actor's.
            RecordingOver, BadPiece, PieceOutOfOrder, RecordingTooLong: see
                `Recording.check`.
            FilesUnavailable: the store does not answer.
        """
        recording = self._recorded_by(id, by)
        piece = Piece(number, len(content), sha256(content).hexdigest())
        if not recording.check(piece, content[:4]):
            return self._log.record(recording, by=by)
        room = self._log.load(Room, Room.create_id(recording.conference))
        room.check_recording(id, self._clock.now())
        client_id, object = recording.client_id, uuid4()
        self._store.put(client_id, object, BytesIO(content), of=id)
        recording.keep_piece(piece, object, by=by)
        try:
            receipt = self._log.record(recording, by=by)
        except Unavailable:
            # It may be recorded all the same: the sweep of uploads will see.
            raise
        except BaseException:
            with suppress(FilesUnavailable):
                self._store.delete(client_id, object)
            raise
        self._store.settle(object)
        return receipt

    def stop(self, id: UUID, *, by: Actor, key: Key | None = None) -> Receipt:
        """Record no more; anybody in the room may.

        Args:
            id: of the meeting.
            by: who stops it.
            key: repeats change nothing.

        Raises:
            NotFound, NotInTheRoom: the actor is not there.
        """

        def decide() -> Receipt:
            room = self._room(id, by)
            room.stop_recording(by=by, now=self._clock.now())
            return self._log.record(room, by=by, key=key)

        return self._log.once(by, key, decide)

    def keep(self, id: UUID, *, by: Actor, key: Key | None = None) -> Receipt:
        """Say that every piece came: the recording is a document from now on.

        Args:
            id: of the recording.
            by: whoever recorded.
            key: repeats change nothing.

        Raises:
            NotFound: the recording is none of the actor's.
            FilesUnavailable: the store does not answer.
        """

        def decide() -> Receipt:
            return self._kept(self._recorded_by(id, by), by, key)

        return self._log.once(by, key, decide)

    def keep_abandoned(self) -> int:
        """Make documents of recordings whose browsers are gone; returns how many."""
        ids = self._known.unfinished(self._clock.now() - LAST_PIECES)
        for id in ids:
            with suppress(Stale, NotFound):
                self._kept(self._log.load(Recording, id), ATTENDANT, None)
        return len(ids)

    def content(self, recording: Recording) -> Iterator[bytes]:
        """The recording, piece by piece; raises NotFound, FilesUnavailable."""
        for object, _ in recording.pieces:
            yield from self._store.open(recording.client_id, object)

    def _kept(self, recording: Recording, by: Actor, key: Key | None) -> Receipt:
        digest = sha256()
        for part in self.content(recording):
            digest.update(part)
        recording.keep(digest.hexdigest(), by=by)
        return self._log.record(recording, by=by, key=key)

    def _recorded_by(self, id: UUID, by: Actor) -> Recording:
        recording = self._log.load(Recording, id)
        self._cases.of(self._log.load(Conference, recording.conference), by)
        if recording.recorder != by.id:
            raise NotFound
        return recording

    def _room(self, id: UUID, by: Actor) -> Room:
        self._cases.of(self._log.load(Conference, id), by)
        room = self._log.find(Room, Room.create_id(id))
        if room is None:
            raise NotInTheRoom
        return room
