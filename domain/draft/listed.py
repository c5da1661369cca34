"""A draft as the state's list of drafts names it: a title and days, no text (E1)."""

from datetime import date
from typing import Annotated
from uuid import UUID

from eventsourcing.domain import event
from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from domain.draft.content import DraftNumber, draft_id
from domain.draft.refusals import ListingUnchanged
from domain.kernel import Actor, Aggregate, Value
from domain.requirement import Day, Line

LongLine = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True,
        min_length=1,
        max_length=3000,
        pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$",
    ),
]


class Listing(Value):
    """What the list says of a draft.

    Attributes:
        project: its number there.
        title: of the draft.
        body: that develops it.
        kind: of the act to be.
        procedure: which discussion it goes through, in the list's words.
        status: in the list's words.
        published: the day it was put on the list.
        opens, closes: first and last day of discussion, where there is one.
    """

    project: int = Field(ge=1, le=10**12)
    title: LongLine
    body: Line
    kind: Line
    procedure: Line
    status: Line
    published: Day
    opens: Day | None = None
    closes: Day | None = None

    @model_validator(mode="after")
    def _forward(self) -> "Listing":
        if self.opens and self.closes and self.closes < self.opens:
            raise PydanticCustomError(
                "ends_before_start", "The last day cannot be before the first"
            )
        return self

    @property
    def number(self) -> str:
        """What the draft is known by here."""
        return f"RG-{self.project}"

    def is_open(self, on: date) -> bool:
        """Whether it is discussed on a day, as the list declares its days."""
        return bool(self.opens and self.closes and self.opens <= on <= self.closes)


class ListedDraft(Aggregate):
    """A draft of the state's list; its text stays there."""

    class Listed(Aggregate.Created):
        """The list named a draft that was not known before."""

        number: DraftNumber
        listing: Listing

    class Relisted(Aggregate.Event):
        """The list says something else of it now."""

        listing: Listing

    @classmethod
    def of(cls, listing: Listing, *, by: Actor) -> "ListedDraft":
        """Take a draft over from the list."""
        return cls(number=listing.number, listing=listing, by=by)

    def relist(self, listing: Listing, *, by: Actor) -> None:
        """Take over what the list says now.

        Raises:
            ListingUnchanged: it says the same.
        """
        if listing == self.listing:
            raise ListingUnchanged
        self._relist(listing=listing, by=by)

    @staticmethod
    def create_id(number: str) -> UUID:
        """One per number, as for drafts written here."""
        return draft_id(number)

    @event(Listed)
    def __init__(self, number: str, listing: Listing, by: Actor) -> None:
        self.number = number
        self.listing = listing

    @event(Relisted)
    def _relist(self, listing: Listing, by: Actor) -> None:
        self.listing = listing
