"""What the commands of the ombudsman ask of the rest of the service (I10)."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID


class Office(Protocol):
    """An ombudsman's office."""

    @property
    def id(self) -> UUID:
        """Which organisation it is."""
        ...

    @property
    def name(self) -> str:
        """What it is called."""
        ...


class OmbudsmanOffices(Protocol):
    """Who can be invited."""

    def offices(self) -> Sequence[Office]:
        """Every ombudsman's office, by name."""
        ...
