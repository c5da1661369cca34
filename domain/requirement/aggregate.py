"""A mandatory requirement in the register: drafted, published, amended, repealed (L1).

The register is kept under 247-ФЗ, ст. 10 (the number of the article: likely).
"""

from datetime import date
from enum import StrEnum
from uuid import UUID

from eventsourcing.domain import event

from domain.kernel import NOT_YET_STORED, Actor, Aggregate
from domain.requirement.content import (
    LAST_DAY,
    Code,
    Content,
    Day,
    Line,
    requirement_id,
)
from domain.requirement.refusals import (
    AlreadyPublished,
    AlreadyRepealed,
    AlreadySuspended,
    NothingToCorrect,
    NotPublished,
    NotSuspended,
    OwnSuccessor,
    PeriodBackwards,
    RequirementUnchanged,
    VersionFromThatDay,
)
from domain.requirement.validity import (
    History,
    Repeal,
    Resumption,
    Suspension,
    Version,
)


class Status(StrEnum):
    """Where a requirement is in the registrar's hands; see Validity for the law's."""

    DRAFT = "draft"
    PUBLISHED = "published"
    REPEALED = "repealed"


class Requirement(Aggregate):
    """One mandatory requirement, known by its code for ever."""

    class Drafted(Aggregate.Created):
        """A registrar wrote a requirement down; nobody else sees it yet."""

        code: Code
        content: Content

    class Redrafted(Aggregate.Event):
        """The draft was rewritten."""

        content: Content

    class Published(Aggregate.Event):
        """The draft became version 1, for everybody to see."""

    class Amended(Aggregate.Event):
        """A new version was recorded.

        Attributes:
            number: of the new version, from 2.
            content: what it says; `in_force_from` is the day it holds from.
            corrects: the version that was wrong from its first day on; none when the
                rule itself changes and the earlier version was right until then.
        """

        number: int
        content: Content
        corrects: int | None

    class Suspended(Aggregate.Event):
        """The requirement does not hold from `from_day` until `until`, included."""

        from_day: Day
        until: Day | None
        reason: Line
        act: Line

    class Resumed(Aggregate.Event):
        """The suspension ended early: the requirement holds again from `from_day`."""

        from_day: Day
        act: Line

    class Repealed(Aggregate.Event):
        """The requirement does not hold from `from_day` on."""

        from_day: Day
        reason: Line
        successor: Code | None

    @classmethod
    def draft(cls, *, code: str, content: Content, by: Actor) -> "Requirement":
        """Write a requirement down.

        Args:
            code: its name in the register, new.
            content: what it says.
            by: the registrar.
        """
        return cls(code=code, content=content, by=by)

    def redraft(self, *, content: Content, by: Actor) -> None:
        """Rewrite the draft.

        Raises:
            AlreadyPublished: it is not a draft any more.
            RequirementUnchanged: the draft says exactly this.
        """
        if self.status is not Status.DRAFT:
            raise AlreadyPublished
        if content == self.content:
            raise RequirementUnchanged
        self._redraft(content=content, by=by)

    def publish(self, *, by: Actor) -> None:
        """Make the draft version 1.

        Raises:
            AlreadyPublished: it is not a draft any more.

        Source:
            247-ФЗ, ст. 10: the register is public (likely).
        """
        if self.status is not Status.DRAFT:
            raise AlreadyPublished
        self._publish(by=by)

    def amend(self, *, content: Content, corrects: int | None = None, by: Actor) -> int:
        """Record a new version.

        Args:
            content: what it says, and from when it holds.
            corrects: the number of the version that was recorded wrongly; none when
                the rule changes.
            by: the registrar.

        Returns:
            The number of the new version.

        Raises:
            NotPublished: it is a draft.
            AlreadyRepealed: it is repealed.
            NothingToCorrect: `corrects` is no version, or one corrected before.
            RequirementUnchanged: a version says exactly this already.
            VersionFromThatDay: another version holds from the same day.
        """
        self._must_stand()
        others = [v for v in self.history.believed if v.number != corrects]
        if corrects is not None and len(others) == len(self.history.believed):
            raise NothingToCorrect
        if any(v.content == content for v in self.history.believed):
            raise RequirementUnchanged
        start = content.in_force_from
        if any(v.content.in_force_from == start for v in others):
            raise VersionFromThatDay(day=start)
        number = len(self.history.versions) + 1
        self._amend(number=number, content=content, corrects=corrects, by=by)
        return number

    def restate(self, *, content: Content, by: Actor) -> int:
        """Bring the register to what an outside register says; used by the import.

        A content that holds from the first day of a known version, or from before all
        of them, corrects that version; from any other day it is a new version.

        Returns:
            The number of the new version.

        Raises:
            NotPublished, AlreadyRepealed, RequirementUnchanged: as for `amend`.
        """
        start = content.in_force_from
        believed = self.history.believed
        corrects = next(
            (v.number for v in believed if v.content.in_force_from == start), None
        )
        if believed and start < believed[0].content.in_force_from:
            corrects = believed[0].number
        return self.amend(content=content, corrects=corrects, by=by)

    def suspend(
        self, *, from_day: date, until: date | None, reason: str, act: str, by: Actor
    ) -> None:
        """Record that the requirement does not hold for a time.

        Args:
            from_day: the first day without it.
            until: the last day without it; none when nobody knows.
            reason: why.
            act: by which act.
            by: the registrar.

        Raises:
            NotPublished: it is a draft.
            AlreadyRepealed: it is repealed.
            PeriodBackwards: `until` is before `from_day`.
            AlreadySuspended: another suspension touches these days.
        """
        self._must_stand()
        if until and until < from_day:
            raise PeriodBackwards
        other = self.history.suspension_on(from_day, until or LAST_DAY)
        if other:
            raise AlreadySuspended(from_day=other.from_day, until=other.until)
        self._suspend(from_day=from_day, until=until, reason=reason, act=act, by=by)

    def resume(self, *, from_day: date, act: str, by: Actor) -> None:
        """Record that a suspension ended early.

        Args:
            from_day: the first day on which the requirement holds again; the first
                day of the suspension takes it back altogether.
            act: by which act.
            by: the registrar.

        Raises:
            NotPublished: it is a draft.
            AlreadyRepealed: it is repealed.
            NotSuspended: no suspension covers the day.
        """
        self._must_stand()
        if not self.history.suspension_on(from_day, from_day):
            raise NotSuspended
        self._resume(from_day=from_day, act=act, by=by)

    def repeal(
        self, *, from_day: date, reason: str, successor: str | None = None, by: Actor
    ) -> None:
        """Record that the requirement does not hold any more.

        Args:
            from_day: the first day without it.
            reason: why, and by which act.
            successor: the code of the requirement that takes its place.
            by: the registrar.

        Raises:
            NotPublished: it is a draft.
            AlreadyRepealed: it is repealed.
            OwnSuccessor: it would take its own place.
        """
        self._must_stand()
        if successor == self.code:
            raise OwnSuccessor
        self._repeal(from_day=from_day, reason=reason, successor=successor, by=by)

    def _must_stand(self) -> None:
        if self.status is Status.DRAFT:
            raise NotPublished
        if self.status is Status.REPEALED:
            raise AlreadyRepealed

    @staticmethod
    def create_id(code: str) -> UUID:
        """One requirement per code: the primary key enforces it."""
        return requirement_id(code)

    @event(Drafted)
    def __init__(self, code: str, content: Content, by: Actor) -> None:
        self.code = code
        self.content = content
        self.status = Status.DRAFT
        self.history = History()

    @event(Redrafted)
    def _redraft(self, content: Content, by: Actor) -> None:
        self.content = content

    @event(Published)
    def _publish(self, by: Actor) -> None:
        self.status = Status.PUBLISHED
        self._learn(Version(number=1, content=self.content, known_at=NOT_YET_STORED))

    @event(Amended)
    def _amend(
        self, number: int, content: Content, corrects: int | None, by: Actor
    ) -> None:
        self.content = content
        self._learn(
            Version(
                number=number,
                content=content,
                corrects=corrects,
                known_at=NOT_YET_STORED,
            )
        )

    @event(Suspended)
    def _suspend(
        self, from_day: date, until: date | None, reason: str, act: str, by: Actor
    ) -> None:
        self._learn(
            Suspension(
                from_day=from_day,
                until=until,
                reason=reason,
                act=act,
                known_at=NOT_YET_STORED,
            )
        )

    @event(Resumed)
    def _resume(self, from_day: date, act: str, by: Actor) -> None:
        self._learn(Resumption(from_day=from_day, act=act, known_at=NOT_YET_STORED))

    @event(Repealed)
    def _repeal(
        self, from_day: date, reason: str, successor: str | None, by: Actor
    ) -> None:
        self.status = Status.REPEALED
        self._learn(
            Repeal(
                from_day=from_day,
                reason=reason,
                successor=successor,
                known_at=NOT_YET_STORED,
            )
        )

    def _learn(self, change: Version | Suspension | Resumption | Repeal) -> None:
        self.history = self.history.and_then(change)
