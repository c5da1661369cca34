"""What people see of drafts."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from domain.draft import (
    AdoptedAct,
    DraftText,
    DraftVersion,
    Entry,
    Filter,
    Listing,
    Proposal,
    Stage,
)
from domain.kernel import Value


class State(StrEnum):
    """How a draft stands on a day, as people call it."""

    OPEN = "open"
    COMING = "coming"
    CLOSED = "closed"
    ADOPTED = "adopted"
    DROPPED = "dropped"


class DraftLine(Value):
    """A draft in a list.

    Attributes:
        number: its name in addresses.
        title, kind: of the draft; of the last version that the public sees.
        body: that develops it.
        state: on the day of the list.
        opens, closes: first and last day of discussion; None where none is declared.
        is_listed: known from the state's list only: its text is not here.
        project: number on regulation.gov.ru.
        status: the list's own words; None for a draft written here.
        versions: how many were published.
        entered: its place in lists, the newest first.
        position: place in the log of the last public change.
    """

    number: str
    title: str
    kind: str
    body: str
    state: State
    opens: date | None
    closes: date | None
    is_listed: bool
    project: int | None
    status: str | None
    versions: int
    entered: int
    position: int


class DraftsFound(Value):
    """A page of drafts.

    Attributes:
        items: the newest first.
        next: `after` of the next page; None on the last.
        counts: how many there are in each state, with the other filters.
    """

    items: tuple[DraftLine, ...]
    next: int | None
    counts: dict[State, int]


class OwnDraft(Value):
    """A draft in the list of the body that writes it.

    Attributes:
        is_ahead: something is written that is not published.
    """

    number: str
    title: str
    stage: Stage
    opens: date | None
    closes: date | None
    versions: int
    is_ahead: bool
    changed_at: datetime


class DraftCard(Value):
    """Everything about one draft.

    Attributes:
        id, number, version: of the aggregate; version is the ETag.
        organisation: that writes it; None for a listed one.
        body: how it is called.
        stage: how far it has come.
        text: what is written, published or not; None for a listed one.
        versions: what was published, by number.
        listing: what the state's list says of it; None for one written here.
        act, adopted_on: as what it was adopted, and the day.
        dropped_on, dropped_because: the day it was given up, and why.
        entries, entered_on: what the register took over, and the day.
        published_at: when the public first saw it, UTC.
        changed_at: when it was last changed, UTC.
        position: place in the log of the last public change.
    """

    id: UUID
    number: str
    version: int
    organisation: UUID | None
    body: str
    stage: Stage
    title: str
    text: DraftText | None
    versions: tuple[DraftVersion, ...]
    listing: Listing | None
    act: AdoptedAct | None
    adopted_on: date | None
    dropped_on: date | None
    dropped_because: str | None
    entries: tuple[Entry, ...]
    entered_on: date | None
    published_at: datetime | None
    changed_at: datetime
    position: int | None

    @property
    def latest(self) -> DraftVersion | None:
        """The version published last; None before the first."""
        return self.versions[-1] if self.versions else None

    @property
    def is_public(self) -> bool:
        """Whether everybody sees it."""
        return bool(self.versions or self.listing)

    @property
    def is_ahead(self) -> bool:
        """Whether something is written that is not published."""
        return (
            self.stage in {Stage.WRITING, Stage.PUBLISHED}
            and self.text is not None
            and (self.latest is None or self.latest.text != self.text)
        )

    def version_of(self, number: int) -> DraftVersion | None:
        """The version with this number; None when there is none."""
        found = 1 <= number <= len(self.versions)
        return self.versions[number - 1] if found else None

    def is_open(self, on: date) -> bool:
        """Whether its last version may be evaluated on a day."""
        last = self.latest
        return (
            self.stage is Stage.PUBLISHED and last is not None and last.window.holds(on)
        )

    def state(self, on: date) -> State:
        """How it stands on a day."""
        if self.stage is Stage.ADOPTED:
            return State.ADOPTED
        if self.stage is Stage.DROPPED:
            return State.DROPPED
        source = self.listing or (self.latest and self.latest.window)
        opens = source.opens if source else None
        closes = source.closes if source else None
        if opens and on < opens:
            return State.COMING
        if opens and closes and on <= closes:
            return State.OPEN
        return State.CLOSED


class OpenDraft(Value):
    """A draft that is open now, with what it would do to the register.

    Attributes:
        version: the one that is open.
        proposals: those that the register does not hold yet.
    """

    number: str
    title: str
    body: str
    version: int
    closes: date
    proposals: tuple[Proposal, ...]


class AboutRequirement(Value):
    """A draft that adds, amends or repeals a requirement.

    Attributes:
        effect: adds, amends or repeals.
        is_entered: it did, and the register holds it.
    """

    number: str
    title: str
    state: State
    effect: str
    is_entered: bool


class FilterKept(Filter):
    """Something that a client follows; `place` is its number."""

    place: int


class FollowingCard(Value):
    """Everything that a client follows.

    Attributes:
        version: of the aggregate; 0 when nothing was ever followed.
        filters: in the order in which they were begun.
        seen: place in the log up to which everything was seen.
        seen_on: when that was said; None: never.
    """

    version: int = 0
    filters: tuple[FilterKept, ...] = ()
    seen: int = 0
    seen_on: date | None = None


class News(Value):
    """Something new under what a client follows.

    Attributes:
        what: "draft" or "requirement".
        name: number of the draft or code of the requirement.
        title: its title.
        body: that develops the draft, or supervises the requirement.
        state: of the draft; None for a requirement.
        version: newest version of either.
        places: numbers of the filters that let it through.
        position: place in the log.
    """

    what: str
    name: str
    title: str
    body: str
    state: State | None
    version: int
    places: tuple[int, ...]
    position: int
