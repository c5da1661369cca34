"""A life situation or a segment profile: drafted, published, amended, withdrawn."""

from enum import StrEnum
from uuid import UUID

from eventsourcing.domain import event

from domain.errors import RuleBroken
from domain.kernel import Actor, Aggregate
from domain.requirement import Line
from domain.situation.content import (
    SituationCode,
    SituationContent,
    SituationKind,
    situation_id,
)


class SituationStatus(StrEnum):
    """Where it is in the registrar's hands."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class SituationCodeTaken(RuleBroken):
    code = "situation-code-taken"
    title = "There is a situation or a segment with this code already"
    about = "code"


class SituationNotDraft(RuleBroken):
    code = "situation-not-draft"
    title = "This is published already"


class SituationNotPublished(RuleBroken):
    code = "situation-not-published"
    title = "This is not published"


class SituationUnchanged(RuleBroken):
    code = "situation-unchanged"
    title = "It says exactly this already"


class Situation(Aggregate):
    """One life situation or segment profile, known by its code for ever."""

    class Drafted(Aggregate.Created):
        """A registrar wrote it down; nobody else sees it yet."""

        code: SituationCode
        kind: SituationKind
        content: SituationContent

    class Redrafted(Aggregate.Event):
        """The draft was rewritten."""

        content: SituationContent

    class Published(Aggregate.Event):
        """The draft became version 1, for everybody to see."""

    class Amended(Aggregate.Event):
        """A new version took the place of the one before.

        Attributes:
            number: of the new version, from 2.
        """

        number: int
        content: SituationContent

    class Withdrawn(Aggregate.Event):
        """It is offered to nobody any more."""

        reason: Line

    @classmethod
    def draft(
        cls, *, code: str, kind: SituationKind, content: SituationContent, by: Actor
    ) -> "Situation":
        """Write one down.

        Args:
            code: its name, new.
            kind: situation or segment; never changes.
            content: what it says.
            by: the registrar.
        """
        return cls(code=code, kind=kind, content=content, by=by)

    def redraft(self, *, content: SituationContent, by: Actor) -> None:
        """Rewrite the draft.

        Raises:
            SituationNotDraft: it is published or withdrawn.
            SituationUnchanged: the draft says exactly this.
        """
        if self.status is not SituationStatus.DRAFT:
            raise SituationNotDraft
        self._must_differ(content)
        self._redraft(content=content, by=by)

    def publish(self, *, by: Actor) -> None:
        """Make the draft version 1.

        Raises:
            SituationNotDraft: it is published or withdrawn.
        """
        if self.status is not SituationStatus.DRAFT:
            raise SituationNotDraft
        self._publish(by=by)

    def amend(self, *, content: SituationContent, by: Actor) -> None:
        """Record a new version.

        Raises:
            SituationNotPublished: it is a draft, or withdrawn.
            SituationUnchanged: it says exactly this.
        """
        self._must_be_published()
        self._must_differ(content)
        self._amend(number=self.number + 1, content=content, by=by)

    def withdraw(self, *, reason: str, by: Actor) -> None:
        """Offer it no more.

        Raises:
            SituationNotPublished: it is a draft, or withdrawn.
        """
        self._must_be_published()
        self._withdraw(reason=reason, by=by)

    def _must_be_published(self) -> None:
        if self.status is not SituationStatus.PUBLISHED:
            raise SituationNotPublished

    def _must_differ(self, content: SituationContent) -> None:
        if content == self.content:
            raise SituationUnchanged

    @staticmethod
    def create_id(code: str) -> UUID:
        """One per code: the primary key enforces it."""
        return situation_id(code)

    @event(Drafted)
    def __init__(
        self, code: str, kind: SituationKind, content: SituationContent, by: Actor
    ) -> None:
        self.code = code
        self.kind = kind
        self.content = content
        self.status = SituationStatus.DRAFT
        self.number = 0

    @event(Redrafted)
    def _redraft(self, content: SituationContent, by: Actor) -> None:
        self.content = content

    @event(Published)
    def _publish(self, by: Actor) -> None:
        self.status = SituationStatus.PUBLISHED
        self.number = 1

    @event(Amended)
    def _amend(self, number: int, content: SituationContent, by: Actor) -> None:
        self.content = content
        self.number = number

    @event(Withdrawn)
    def _withdraw(self, reason: str, by: Actor) -> None:
        self.status = SituationStatus.WITHDRAWN
