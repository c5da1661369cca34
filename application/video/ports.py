"""What the commands of meetings ask of the rest of the service (I6)."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol
from uuid import UUID

from domain.kernel import Actor
from domain.video import Side


class VideoCase(NamedTuple):
    """What a meeting has to know of its case.

    Attributes:
        client_id: whose case it is.
        authority: organisation that has it.
        is_over: whether nothing more is to be done in it.
    """

    client_id: UUID
    authority: UUID
    is_over: bool


class Hearings(Protocol):
    """Appeals in which people can meet."""

    def case(self, id: UUID) -> VideoCase:
        """An appeal that was sent; raises NotFound."""
        ...

    def side(self, id: UUID, by: Actor) -> Side:
        """For whom somebody takes part in hearings of an appeal today.

        Raises:
            NotFound: for nobody.
        """
        ...


class CaseHelpers(Protocol):
    """Which offices of an ombudsman take part in cases."""

    def takes_part(self, office: UUID, case: UUID) -> bool:
        """Whether an office takes part in a case now; the case by its id."""
        ...


OutsideLink = Callable[[], str | None]
"""Makes the address of a new meeting in an outside system; None: it is held here."""


class MeetingsKnown(Protocol):
    """What became of meetings; as of the last event of the projection."""

    def lost(self, before: datetime) -> Sequence[tuple[UUID, str, datetime]]:
        """Those whose browsers were last heard of before an instant.

        Returns:
            Id of the meeting, id of the person, and when that was; in no order.
        """
        ...

    def overdue(self, before: datetime) -> Sequence[UUID]:
        """Meetings that somebody came to and that were to end before an instant."""
        ...

    def unfinished(self, before: datetime) -> Sequence[UUID]:
        """Recordings that stopped before an instant and are not whole."""
        ...
