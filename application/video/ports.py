"""What the commands of meetings ask of the rest of the service (I6)."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID


class CaseHelpers(Protocol):
    """Which offices of an ombudsman take part in cases."""

    def takes_part(self, office: UUID, inspection: UUID) -> bool:
        """Whether an office takes part in an inspection now."""
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
