"""What the API says of drafts."""

from datetime import date, datetime

from pydantic import Field

from domain.condition import Verdict
from domain.draft import (
    AdoptedAct,
    DraftText,
    DraftVersion,
    Entry,
    Listing,
)
from domain.kernel import Value
from projections.draft import MOST, PAGE, DraftFilters, State


class Search(DraftFilters):
    """What to look for, and which page of it.

    Attributes:
        after: `next` of the page before.
        limit: lines of a page.
    """

    after: int | None = Field(default=None, ge=0, le=2**62)
    limit: int = Field(default=PAGE, ge=1, le=MOST)


class DraftOut(Value):
    """One draft as everybody reads it.

    Attributes:
        number: its name.
        version: of its whole history; the ETag.
        body: that develops it.
        state: how it stands today.
        versions: what was published, by number; empty for one known from the list.
        listing: what the state's list says of it; none for one written here.
        act, adopted_on: as what it was adopted, and the day.
        dropped_on, dropped_because: the day it was given up, and why.
        entries, entered_on: what the register took over, and the day.
        published_at: when everybody could first read it, UTC.
    """

    number: str
    version: int
    body: str
    state: State
    versions: tuple[DraftVersion, ...]
    listing: Listing | None
    act: AdoptedAct | None
    adopted_on: date | None
    dropped_on: date | None
    dropped_because: str | None
    entries: tuple[Entry, ...]
    entered_on: date | None
    published_at: datetime | None


class WrittenOut(Value):
    """A draft as its body sees it.

    Attributes:
        stage: writing, published, adopted or dropped.
        text: what is written, published or not.
        is_ahead: the text is not published.
    """

    number: str
    version: int
    stage: str
    text: DraftText
    is_ahead: bool


class ConcernOut(Value):
    """A change that would concern the business.

    Attributes:
        code: of the requirement.
        effect: adds, amends or repeals.
        verdict: applies, or unknown: a fact is missing that decides it.
        because: why, in the language of Accept-Language.
    """

    code: str
    effect: str
    verdict: Verdict
    because: str


class InvitedOut(Value):
    """A draft that is open now and would concern the business.

    Attributes:
        version: the one that is open.
        closes: the last day to say something.
    """

    number: str
    title: str
    body: str
    version: int
    closes: date
    concerns: tuple[ConcernOut, ...]
