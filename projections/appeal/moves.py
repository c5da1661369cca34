"""Parts of an appeal: what each side said, asked and decided (I9)."""

from datetime import date, datetime
from uuid import UUID

from domain.appeal import DraftPart, Effect, Evidence, Outcome
from domain.kernel import Value
from domain.risk import Category
from domain.term import Reckoning


class PointCard(Value):
    """One thing that the client says was wrong.

    Attributes:
        number: of the point.
        ground: code of a typical ground.
        words: what was wrong; None: its message is not opened yet.
        leans_on: the rule of law, if the client names one; None likewise.
        evidence: what shows it.
        upheld: what was decided of it; None: not yet.
        reason: of that; None: its message is not opened yet.
    """

    number: int
    ground: str
    words: str | None
    leans_on: str | None
    evidence: Evidence
    upheld: bool | None = None
    reason: str | None = None


class PartCard(Value):
    """A part of a draft beside its points; see `DraftPart`."""

    part: DraftPart
    wanted: bool
    words: str | None
    files: tuple[UUID, ...]
    learned_on: date | None
    office: UUID | None


class AdditionCard(Value):
    """What the client added; `words` None: its message is not opened yet."""

    number: int
    words: str | None
    files: tuple[UUID, ...]
    message: UUID
    at: datetime


class WithdrawnCard(Value):
    """The client took the appeal back."""

    reason: str | None
    message: UUID
    at: datetime


class RefusalCard(Value):
    """Why an appeal is not considered.

    Attributes:
        ground: code, of the closed list.
        reason: in words; None: its message is not opened yet.
        message: in which the client was told.
        by: id of the officer.
        at: when.
    """

    ground: str
    reason: str | None
    message: UUID
    by: str
    at: datetime


class RulingCard(Value):
    """What was decided of a request beside the matter itself.

    Attributes:
        granted: what it is.
        reason: in words; None: its message is not opened yet.
        message: in which the client was told.
        tell: the term to tell it; None: no rule gives one.
        by: id of the officer.
        at: when.
    """

    granted: bool
    reason: str | None
    message: UUID
    tell: Reckoning | None = None
    by: str
    at: datetime


class InformationCard(Value):
    """Something that the client is asked for.

    Attributes:
        number: of the question, from 1.
        what: is asked for; None: its message is not opened yet.
        until: the term to give it.
        message: in which it was asked; by: by whom; at: when.
        words, files: what the client gave.
        answer: message in which; given_at: when; None: it gave nothing.
        passed_at: when the term passed without anything; None: it did not.
    """

    number: int
    what: str | None
    until: Reckoning
    message: UUID
    by: str
    at: datetime
    words: str | None = None
    files: tuple[UUID, ...] = ()
    answer: UUID | None = None
    given_at: datetime | None = None
    passed_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.given_at is None and self.passed_at is None


class ExplanationCard(Value):
    """An explanation that the body owes: it has to prove that it acted lawfully.

    Attributes:
        number: of the question, from 1.
        what: is asked.
        until: the term to explain.
        by, at: who asked, and when.
        words: what the body says; None: nothing, or its message is not opened yet.
        documents: addresses of what that rests on.
        message: in which; explained_by: by whom; explained_at: when.
    """

    number: int
    what: str
    until: Reckoning
    by: str
    at: datetime
    words: str | None = None
    documents: tuple[str, ...] = ()
    message: UUID | None = None
    explained_by: str | None = None
    explained_at: datetime | None = None

    def is_silent(self, now: datetime) -> bool:
        """Whether the body let the term pass without a word."""
        return self.explained_at is None and self.until.is_late(now)


class ExtensionCard(Value):
    """The term to decide was extended; `reason` None: its message is not opened yet."""

    reason: str | None
    decision: Reckoning
    message: UUID
    by: str
    at: datetime


class JudgedCard(Value):
    """What is decided of one point, and why."""

    number: int
    upheld: bool
    reason: str | None


class EffectCard(Value):
    """One effect of a decision.

    Attributes:
        effect: what.
        until: the new last day, or that until which the body is obliged.
        category: the new one.
        words: what is corrected, or what the body has to do; None: nothing is said, or
            the message is not opened yet.
    """

    effect: Effect
    until: date | None = None
    category: Category | None = None
    words: str | None = None


class CheckedCard(Value):
    """What a second person said of a draft."""

    agrees: bool
    reason: str | None
    by: str
    at: datetime


class DraftCard(Value):
    """A draft of the decision.

    Attributes:
        draft: its number, from 1.
        outcome: what it comes to.
        words: as a whole; None: the message is not opened yet.
        points: what it says of each.
        effects: what it orders, in their order.
        by, at: who drafted it, and when.
        checked: by a second person; None: not yet.
    """

    draft: int
    outcome: Outcome
    words: str | None
    points: tuple[JudgedCard, ...]
    effects: tuple[EffectCard, ...]
    by: str
    at: datetime
    checked: CheckedCard | None = None


class DecisionCard(DraftCard):
    """The decision.

    Attributes:
        decided_by, decided_at: by whom, and when.
        late: whether the term to decide was over.
        deliver: the term to deliver it.
        message: in which it was sent.
    """

    decided_by: str
    decided_at: datetime
    late: bool
    deliver: Reckoning
    message: UUID
