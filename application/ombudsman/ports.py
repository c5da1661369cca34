"""What the commands of the ombudsman ask of the rest of the service (I10)."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol
from uuid import UUID

from domain.kernel import Actor


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


class HelpedCase(NamedTuple):
    """What an invitation has to know of its case.

    Attributes:
        client_id: whose case it is.
        authority: organisation that has it.
    """

    client_id: UUID
    authority: UUID


class CasesHelpedIn(Protocol):
    """Cases of one kind to which an ombudsman can be invited."""

    def of_client(self, id: UUID, by: Actor) -> HelpedCase:
        """A case, for whoever may invite to it; raises NotFound."""
        ...

    def check_open(self, id: UUID) -> None:
        """See that somebody can still be invited to it; raises a refusal."""
        ...
