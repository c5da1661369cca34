"""What an appeal consists of while it is written (I9)."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Final, NamedTuple
from uuid import UUID

from pydantic import Field

from domain.appeal.effects import Ordered
from domain.appeal.standing import Outcome
from domain.kernel import Value

MOST_POINTS: Final = 20
MOST_FILES: Final = 20
"""As many files go with one message."""
FlagKey = Annotated[str, Field(pattern=r"^[a-z][a-z_-]*$", max_length=60)]
"""Of a red flag; never words of somebody."""
PageAddress = Annotated[
    str, Field(pattern=r"^/[a-z][a-zA-Z0-9/_#?=&.-]*$", max_length=300)
]
"""Of a page of the service; never words of somebody, nor a page elsewhere."""


class DraftPart(StrEnum):
    """A part of a draft beside its points; which fields of `Wish` it uses.

    LEARNED: `learned_on`. ASKS: what the client wants to be decided, `words`.
    RESTORATION: of a missed term, `words` say why it was missed, `files` show it.
    SUSPENSION: of execution, `words` say what it would harm. DOCUMENTS: `files` beside
    those of the points. HEARING: by video, `words` say when it suits. OMBUDSMAN: to be
    invited when the appeal is sent, `office` is whose.
    """

    LEARNED = "learned"
    ASKS = "asks"
    RESTORATION = "restoration"
    SUSPENSION = "suspension"
    DOCUMENTS = "documents"
    HEARING = "hearing"
    OMBUDSMAN = "ombudsman"


class Evidence(Value):
    """What shows that a point is so.

    Attributes:
        files: ids of files attached in the correspondence.
        flags: red flags of the inspection, by their keys.
        addresses: of pages of the service.
    """

    files: tuple[UUID, ...] = Field(default=(), max_length=MOST_FILES)
    flags: tuple[FlagKey, ...] = Field(default=(), max_length=100)
    addresses: tuple[PageAddress, ...] = Field(default=(), max_length=50)


class Point(Value):
    """One thing that the client says was wrong.

    Attributes:
        number: from 1; that of a dropped point is not given again.
        ground: code of a typical ground, see `grounds`.
        evidence: what shows it.
    """

    number: int = Field(ge=1)
    ground: str
    evidence: Evidence = Evidence()


class Wish(Value):
    """A part of a draft as it stands; what it says in words is in its event.

    Attributes:
        wanted: whether the client wants it.
        files, learned_on, office: see `DraftPart`.
    """

    wanted: bool = True
    files: tuple[UUID, ...] = Field(default=(), max_length=MOST_FILES)
    learned_on: date | None = None
    office: UUID | None = None


class Drafted(NamedTuple):
    """A decision as it is drafted.

    Attributes:
        by: id of who drafted it.
        words: what it says as a whole.
        upheld: numbers of the points that it upholds.
        effects: what it would order, in their order.
    """

    by: str
    outcome: Outcome
    words: str
    upheld: tuple[int, ...]
    effects: tuple[Ordered, ...]
