"""What the commands of inspections ask of the rest of the service (I0 to I7)."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol
from uuid import UUID

from domain.inspection import Done
from domain.profile import ClientKind
from domain.risk.category import Category
from domain.term import Pause


class InspectionsKnown(Protocol):
    """What was done in inspections; as of the last event of the projections."""

    def done(self, inspection: UUID) -> Sequence[Done]:
        """Every recorded action of an inspection, any order."""
        ...

    def pauses(self, inspection: UUID) -> Sequence[Pause]:
        """Times that do not count: from a request for documents until they came."""
        ...

    def last_planned(
        self, client_id: UUID, authority: UUID, control_kind: str
    ) -> date | None:
        """Day on which the last planned inspection ended; None: there was none."""
        ...


class RiskKnown(Protocol):
    """In which category of risk clients are."""

    def category(
        self, client_id: UUID, control_kind: str, objects: Sequence[UUID]
    ) -> Category:
        """The greatest category of these objects, or of the business; else low."""
        ...


class ClientKinds(Protocol):
    """What clients are in law."""

    def kind(self, client_id: UUID) -> ClientKind:
        """Of a client.

        Raises:
            NotFound: there is none, or it was forgotten.
        """
        ...
