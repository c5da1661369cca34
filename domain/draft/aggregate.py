"""A draft rule: written, published for evaluation, revised, adopted or dropped (E1).

What is published never changes: a revision is another version, and what people said
stays with the version that they read.
"""

from datetime import date
from enum import StrEnum
from uuid import UUID

from eventsourcing.domain import event
from pydantic import Field

from domain.draft.content import (
    AdoptedAct,
    DraftNumber,
    DraftText,
    Manuscript,
    Provision,
    draft_id,
)
from domain.draft.refusals import (
    AlreadyEntered,
    DraftNotPublished,
    DraftOver,
    DraftUnchanged,
    NotAdopted,
    NothingProposed,
    NothingToPublish,
    RevisionUnexplained,
    RevisionUnpublished,
    WindowOpen,
    WindowTooShort,
)
from domain.draft.wording import highest, settled
from domain.kernel import Actor, Aggregate, Value
from domain.law_term import LawTerm
from domain.requirement import Code, Day, Line, Text
from domain.term import Unit, WorkDays, last_day


class Stage(StrEnum):
    """How far a draft has come; whether it is open follows from the day."""

    WRITING = "writing"
    PUBLISHED = "published"
    ADOPTED = "adopted"
    DROPPED = "dropped"


class Window(Value):
    """When a version may be evaluated; both days belong to it.

    Attributes:
        opens: the day of publication.
        closes: the last day.
        days: working days after publication, as chosen.
        rule: id of the rule that sets the least of them, e.g. "LAW-141".
    """

    opens: Day
    closes: Day
    days: int = Field(ge=1)
    rule: str

    def holds(self, on: date) -> bool:
        """Whether it is open on a day."""
        return self.opens <= on <= self.closes


class DraftVersion(Value):
    """What was published at one time.

    Attributes:
        number: from 1.
        text: what it says, for ever.
        window: when it may be evaluated.
        because: what changed and why; None for the first.
    """

    number: int
    text: DraftText
    window: Window
    because: str | None = None

    def provision(self, id: str) -> Provision | None:
        """The provision with this id; None when this version has none."""
        return self.text.provision(id)


class Entry(Value):
    """What the register took over.

    Attributes:
        code: of the requirement.
        effect: adds, amends or repeals.
    """

    code: Code
    effect: str


class Draft(Aggregate):
    """One draft rule of a body that develops rules, known by its number."""

    class Begun(Aggregate.Created):
        """A rule developer began to write; nobody outside its body sees it yet.

        Attributes:
            number: its name in addresses.
            organisation: the body that develops it.
            body: how that body is called.
            text: what it says so far.
        """

        number: DraftNumber
        organisation: UUID
        body: Line
        text: DraftText

    class Rewritten(Aggregate.Event):
        """The text that is to be published next was rewritten."""

        text: DraftText

    class Published(Aggregate.Event):
        """The written text became a version, for everybody to read and evaluate.

        Attributes:
            version: from 1.
            window: when it may be evaluated.
            because: what changed and why; None for the first.
        """

        version: int
        window: Window
        because: Text | None

    class Adopted(Aggregate.Event):
        """The last version became an act."""

        act: AdoptedAct
        on: Day

    class Dropped(Aggregate.Event):
        """The draft was given up."""

        reason: Text
        on: Day

    class Entered(Aggregate.Event):
        """A registrar took its requirements over into the register."""

        entries: tuple[Entry, ...]
        on: Day

    @classmethod
    def begin(
        cls,
        manuscript: Manuscript,
        *,
        number: str,
        organisation: UUID,
        body: str,
        by: Actor,
    ) -> "Draft":
        """Begin to write.

        Args:
            manuscript: what it says so far.
            number: new.
            organisation: the body that develops it.
            body: how that body is called.
            by: the rule developer.
        """
        return cls(
            number=number,
            organisation=organisation,
            body=body,
            text=settled(manuscript, None, 0),
            by=by,
        )

    def rewrite(self, manuscript: Manuscript, *, by: Actor) -> None:
        """Rewrite what is to be published next.

        Raises:
            DraftOver: it was adopted or dropped.
            DraftUnchanged: it says exactly this already.
        """
        self._must_go_on()
        text = settled(manuscript, self.text, self._given_out)
        if text == self.text:
            raise DraftUnchanged
        self._rewrite(text=text, by=by)

    def publish(
        self,
        *,
        on: date,
        least: LawTerm,
        days: int | None = None,
        calendar: WorkDays,
        because: str | None = None,
        by: Actor,
    ) -> int:
        """Make what is written the next version, open from this day.

        Args:
            on: the day of publication.
            least: the rule that says how long clients have at least, working days.
            days: working days that they get; none: as many as the rule says.
            calendar: which days are working days.
            because: what changed and why; of the first version nothing.
            by: the rule developer.

        Returns:
            The number of the version.

        Raises:
            DraftOver: it was adopted or dropped.
            NothingToPublish: the last version says exactly this.
            RevisionUnexplained: a later version without a word on what changed.
            WindowTooShort: the law gives more time.

        Source:
            ПП РФ от 17.12.2012 № 1318 (likely).
        """
        self._must_go_on()
        last = self.latest
        if last and last.text == self.text:
            raise NothingToPublish
        if last and not (because or "").strip():
            raise RevisionUnexplained
        length = least.number if days is None else days
        if length < least.number:
            raise WindowTooShort(least=least.number)
        window = Window(
            opens=on,
            closes=last_day(length, Unit(least.unit), on, calendar),
            days=length,
            rule=least.id,
        )
        version = len(self.versions) + 1
        self._publish(
            version=version, window=window, because=because if last else None, by=by
        )
        return version

    def adopt(self, *, act: AdoptedAct, on: date, by: Actor) -> None:
        """Record that the last version became an act.

        Raises:
            DraftOver: it was adopted or dropped.
            DraftNotPublished: nobody could evaluate it yet.
            WindowOpen: people may still evaluate it.
            RevisionUnpublished: another text is written that nobody has seen.
        """
        self._must_go_on()
        last = self.latest
        if last is None:
            raise DraftNotPublished
        if last.window.holds(on):
            raise WindowOpen(until=last.window.closes)
        if last.text != self.text:
            raise RevisionUnpublished
        self._adopt(act=act, on=on, by=by)

    def drop(self, *, reason: str, on: date, by: Actor) -> None:
        """Give the draft up, at any time before it is adopted.

        Raises:
            DraftOver: it was adopted or dropped.
        """
        self._must_go_on()
        self._drop(reason=reason, on=on, by=by)

    def enter(self, *, on: date, by: Actor) -> None:
        """Record that the register took over what it proposes.

        Raises:
            NotAdopted: it is no act.
            AlreadyEntered: it did so before.
            NothingProposed: there is nothing to take over.
        """
        if self.stage is not Stage.ADOPTED:
            raise NotAdopted
        if self.entered:
            raise AlreadyEntered
        if not self.text.proposals:
            raise NothingProposed
        self._enter(
            entries=tuple(
                Entry(code=one.code, effect=one.effect) for one in self.text.proposals
            ),
            on=on,
            by=by,
        )

    @property
    def latest(self) -> DraftVersion | None:
        """The version published last; None before the first."""
        return self.versions[-1] if self.versions else None

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

    def _must_go_on(self) -> None:
        if self.stage in {Stage.ADOPTED, Stage.DROPPED}:
            raise DraftOver(stage=self.stage)

    @staticmethod
    def create_id(number: str) -> UUID:
        """One draft per number: the primary key enforces it."""
        return draft_id(number)

    @event(Begun)
    def __init__(
        self, number: str, organisation: UUID, body: str, text: DraftText, by: Actor
    ) -> None:
        self.number = number
        self.organisation = organisation
        self.body = body
        self.text = text
        self.versions: tuple[DraftVersion, ...] = ()
        self.stage = Stage.WRITING
        self.act: AdoptedAct | None = None
        self.entered = False
        self._given_out = highest(text)

    @event(Rewritten)
    def _rewrite(self, text: DraftText, by: Actor) -> None:
        self.text = text
        self._given_out = highest(text, self._given_out)

    @event(Published)
    def _publish(
        self, version: int, window: Window, because: str | None, by: Actor
    ) -> None:
        self.stage = Stage.PUBLISHED
        self.versions = (
            *self.versions,
            DraftVersion(
                number=version, text=self.text, window=window, because=because
            ),
        )

    @event(Adopted)
    def _adopt(self, act: AdoptedAct, on: date, by: Actor) -> None:
        self.stage = Stage.ADOPTED
        self.act = act

    @event(Dropped)
    def _drop(self, reason: str, on: date, by: Actor) -> None:
        self.stage = Stage.DROPPED

    @event(Entered)
    def _enter(self, entries: tuple[Entry, ...], on: date, by: Actor) -> None:
        self.entered = True
