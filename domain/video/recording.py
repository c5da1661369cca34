"""A recording of a meeting, handed in piece by piece while it is made (I6)."""

from datetime import datetime
from typing import ClassVar, Final, NamedTuple
from uuid import UUID

from eventsourcing.domain import event
from pydantic import AwareDatetime

from domain.kernel import Actor, Aggregate
from domain.video.refusals import (
    BadPiece,
    PieceOutOfOrder,
    RecordingOver,
    RecordingTooLong,
)

MOST_PIECE: Final = 8 * 2**20
"""Bytes of one piece."""
MOST_BYTES: Final = 2 * 2**30
"""Bytes of one recording."""
MEDIA_TYPE: Final = "video/webm"
WEBM: Final = bytes.fromhex("1a45dfa3")
"""The first bytes of a WebM file."""


class Piece(NamedTuple):
    """A part of a recording.

    Attributes:
        number: its place, from 1.
        size: bytes.
        sha256: of its content, hex.
    """

    number: int
    size: int
    sha256: str


class Recording(Aggregate):
    """One recording. What came until the line broke is kept, and can be watched."""

    class Event(Aggregate.Event):
        subject: ClassVar[str] = "client_id"
        client_id: UUID

    class Begun(Aggregate.Created):
        """Somebody, with whose browser it is made, began; everybody had agreed."""

        subject: ClassVar[str] = "client_id"
        client_id: UUID
        authority: UUID
        conference: UUID
        at: AwareDatetime

    class PieceKept(Event):
        """The next piece is in the store as `object`."""

        number: int
        object: UUID
        size: int
        sha256: str

    class Kept(Event):
        """It is whole, a document; nothing was handed in when there are no pieces."""

        pieces: int
        size: int
        sha256: str

    @classmethod
    def begin(
        cls,
        id: UUID,
        *,
        client_id: UUID,
        authority: UUID,
        conference: UUID,
        at: datetime,
        by: Actor,
    ) -> "Recording":
        """Begin; that everybody agreed is for `Room.record` to see.

        Args:
            id: as `Room.record` gave it.
            client_id: the business of the case.
            authority: organisation that has the case.
            conference: what is recorded.
            at: when it began.
            by: with whose browser it is made.
        """
        return cls._create(
            cls.Begun,
            id=id,
            client_id=client_id,
            authority=authority,
            conference=conference,
            at=at,
            by=by,
        )

    def check(self, piece: Piece, head: bytes) -> bool:
        """See that a piece can be kept.

        Args:
            piece: which.
            head: its first bytes.

        Returns:
            Whether it is new: a piece that came already is not kept again.

        Raises:
            RecordingOver: it is whole.
            BadPiece: it is empty, too large, or no beginning of a WebM file.
            PieceOutOfOrder: another one comes first.
            RecordingTooLong: it would have more than MOST_BYTES.
        """
        if piece.number <= len(self.pieces):
            known = self.pieces[piece.number - 1][1]
            if piece.number < 1 or known != piece:
                raise PieceOutOfOrder(expected=len(self.pieces) + 1)
            return False
        if self.is_kept:
            raise RecordingOver
        if piece.number != len(self.pieces) + 1:
            raise PieceOutOfOrder(expected=len(self.pieces) + 1)
        if not 0 < piece.size <= MOST_PIECE:
            raise BadPiece
        if piece.number == 1 and not head.startswith(WEBM):
            raise BadPiece
        if self.size + piece.size > MOST_BYTES:
            raise RecordingTooLong(most_bytes=MOST_BYTES)
        return True

    def keep_piece(self, piece: Piece, object: UUID, *, by: Actor) -> None:
        """Keep the next piece, which is in the store; `check` it before."""
        self._keep_piece(
            client_id=self.client_id, **piece._asdict(), object=object, by=by
        )

    def keep(self, sha256: str, *, by: Actor) -> None:
        """Say that it is whole; again it changes nothing.

        Args:
            sha256: of all pieces in their order, hex.
            by: whoever recorded, or the service.
        """
        if not self.is_kept:
            self._keep(
                client_id=self.client_id,
                pieces=len(self.pieces),
                size=self.size,
                sha256=sha256,
                by=by,
            )

    @property
    def size(self) -> int:
        """Bytes so far."""
        return sum(one.size for _, one in self.pieces)

    def holds(self, object: UUID) -> bool:
        """Whether one of its pieces is this object of the store."""
        return any(one == object for one, _ in self.pieces)

    @event(Begun)
    def __init__(
        self,
        client_id: UUID,
        authority: UUID,
        conference: UUID,
        at: datetime,
        by: Actor,
    ) -> None:
        self.client_id = client_id
        self.conference = conference
        self.recorder = by.id
        self.pieces: list[tuple[UUID, Piece]] = []
        self.is_kept = False

    @event(PieceKept)
    def _keep_piece(
        self,
        client_id: UUID,
        number: int,
        object: UUID,
        size: int,
        sha256: str,
        by: Actor,
    ) -> None:
        self.pieces.append((object, Piece(number, size, sha256)))

    @event(Kept)
    def _keep(
        self, client_id: UUID, pieces: int, size: int, sha256: str, by: Actor
    ) -> None:
        self.is_kept = True
