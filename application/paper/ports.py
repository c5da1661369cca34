"""What issuing papers asks of the rest of the service (I8)."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, Protocol
from uuid import UUID

from domain.kernel import Actor
from domain.paper import CaseKind, PaperKind, Template, Values


class Due(Protocol):
    """Something that an officer did and that has to be put on paper.

    Attributes:
        id: of the paper that will be.
        kind: of paper.
        case, case_id: in which.
        made_of: version of the case's event that it tells.
        client_id: to whom.
        authority: organisation that issues it.
        thread: the case's correspondence; None: the one of its address.
        by: the officer.
    """

    @property
    def id(self) -> UUID: ...
    @property
    def kind(self) -> PaperKind: ...
    @property
    def case(self) -> CaseKind: ...
    @property
    def case_id(self) -> UUID: ...
    @property
    def made_of(self) -> int: ...
    @property
    def client_id(self) -> UUID: ...
    @property
    def authority(self) -> UUID: ...
    @property
    def thread(self) -> UUID | None: ...
    @property
    def by(self) -> Actor: ...
    @property
    def address(self) -> str:
        """Of the page of the case."""
        ...


class Sheet(NamedTuple):
    """What a paper says.

    Attributes:
        template: name of the template.
        values: what stands in its places.
        file: what the file is called.
        title: of the correspondence, if it has to be begun.
        issuer: name of the organisation that issues it.
        at: when that was done which it tells.
    """

    template: str
    values: Values
    file: str
    title: str
    issuer: str
    at: datetime


class DuePapers(Protocol):
    """What is to be put on paper."""

    def due(self, limit: int, without: Sequence[UUID] = ()) -> Sequence[Due]:
        """The oldest of it, without some papers."""
        ...


class Sources(Protocol):
    """Knows what papers say."""

    def of(self, due: Due) -> Sheet | None:
        """The words of a paper; None: the client was forgotten meanwhile."""
        ...


class Press(Protocol):
    """Makes the file of a paper."""

    def print(self, template: Template, sheet: Sheet, id: UUID) -> bytes:
        """The paper, with a code that leads to where it is verified.

        Raises:
            Exception: it did not become one; a fault of ours.
        """
        ...
