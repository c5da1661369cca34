"""When a requirement holds, and since when the register has known it.

Two times are kept apart. Valid time is in the days of the law: from when and until when
a version holds, a suspension, a repeal. Knowledge time is the instant when the register
recorded each of these. Asking about a day *as known at* an instant looks only at what
had been recorded by then.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import zip_longest
from typing import Annotated, Literal

from pydantic import Field

from domain.kernel import Value
from domain.requirement.content import LAST_DAY, Code, Content, Day, Line

_ONE_DAY = timedelta(days=1)


class Validity(StrEnum):
    """How a requirement stands on a day.

    ENDS and ENDED are states of their own: the act declares a last day and nobody knows
    what comes after it. A requirement in force with an end *and* a known next version
    or repeal is simply IN_FORCE.
    """

    NOT_YET = "not_yet"
    IN_FORCE = "in_force"
    ENDS = "ends_successor_unknown"
    ENDED = "ended_successor_unknown"
    SUSPENDED = "suspended"
    REPEALED = "repealed"


HOLDS = frozenset({Validity.IN_FORCE, Validity.ENDS})


class Version(Value):
    """One version of the text, and since when the register knows it.

    Attributes:
        number: from 1, in the order of recording.
        content: what it says; its days are the valid time.
        known_at: when it was recorded, UTC.
        corrects: the number of the version it replaces because that one was wrong.
    """

    kind: Literal["version"] = "version"
    number: int
    content: Content
    known_at: datetime
    corrects: int | None = None


class Suspension(Value):
    """The requirement does not hold for a time. Both days belong to the suspension.

    Attributes:
        from_day: the first day without it.
        until: the last day without it; none when nobody knows.
        reason: why.
        act: by which act.
        known_at: when it was recorded, UTC.
    """

    kind: Literal["suspension"] = "suspension"
    from_day: Day
    until: Day | None
    reason: Line
    act: Line
    known_at: datetime

    @property
    def last_day(self) -> date:
        return self.until or LAST_DAY


class Resumption(Value):
    """A suspension ended early: the requirement holds again from `from_day`."""

    kind: Literal["resumption"] = "resumption"
    from_day: Day
    act: Line
    known_at: datetime


class Repeal(Value):
    """The requirement does not hold from `from_day` on.

    Attributes:
        from_day: the first day without it.
        reason: why, and by which act.
        successor: the code of the requirement that takes its place, if one does.
        known_at: when it was recorded, UTC.
    """

    kind: Literal["repeal"] = "repeal"
    from_day: Day
    reason: Line
    successor: Code | None = None
    known_at: datetime


Change = Annotated[
    Version | Suspension | Resumption | Repeal, Field(discriminator="kind")
]


class Standing(Value):
    """How a requirement stands on one day.

    Attributes:
        version: the one that holds; when none does, the next one or the last one.
        validity: whether it holds.
        until: the last known day of this version, none when open.
        suspension: the one on this day, if there is one.
        repeal: that was or is going to be, if one is known.
    """

    version: Version
    validity: Validity
    until: date | None
    suspension: Suspension | None
    repeal: Repeal | None

    @property
    def holds(self) -> bool:
        return self.validity in HOLDS


class Span(Value):
    """The days on which one version is the one to show.

    The spans of a history cover all days without overlap: the first version is shown
    before it holds, the last one after it has ended.

    Attributes:
        version: the version.
        first: none for the first version.
        last: none for the last version.
    """

    version: Version
    first: date | None
    last: date | None


class History(Value):
    """Everything recorded about when a published requirement holds, oldest first."""

    changes: tuple[Change, ...] = ()

    def and_then(self, change: Change) -> "History":
        """This history with one more thing known."""
        return History(changes=(*self.changes, change))

    def known(self, at: datetime) -> "History":
        """What had been recorded by an instant, that instant included."""
        return History(changes=tuple(c for c in self.changes if c.known_at <= at))

    @property
    def versions(self) -> tuple[Version, ...]:
        """All versions, by number."""
        return tuple(c for c in self.changes if isinstance(c, Version))

    @property
    def believed(self) -> tuple[Version, ...]:
        """The versions that no other one corrects, by their first day."""
        wrong = {version.corrects for version in self.versions}
        return tuple(
            sorted(
                (v for v in self.versions if v.number not in wrong),
                key=lambda v: v.content.in_force_from,
            )
        )

    @property
    def repeal(self) -> Repeal | None:
        """The repeal that is known, if one is."""
        return next((c for c in self.changes if isinstance(c, Repeal)), None)

    @property
    def suspensions(self) -> tuple[Suspension, ...]:
        """The suspensions as they turned out, cut short by resumptions."""
        found: list[Suspension] = []
        for change in self.changes:
            if isinstance(change, Suspension):
                found.append(change)
            elif isinstance(change, Resumption):
                found = list(_cut(found, change.from_day))
        return tuple(found)

    def suspension_on(self, first: date, last: date) -> Suspension | None:
        """A suspension that touches these days, if there is one."""
        return next(
            (s for s in self.suspensions if s.from_day <= last and first <= s.last_day),
            None,
        )

    def spans(self) -> tuple[Span, ...]:
        """The believed versions with the days on which to show each, in order."""
        spans: list[Span] = []
        believed = self.believed
        for version, following in zip_longest(believed, believed[1:]):
            before = spans[-1].last if spans else None
            first = before + _ONE_DAY if before else None
            last = _shown_until(version, following)
            spans.append(Span(version=version, first=first, last=last))
        return tuple(spans)

    def on(self, day: date, known_at: datetime | None = None) -> Standing | None:
        """How the requirement stands on a day.

        Args:
            day: calendar day, local time.
            known_at: look only at what was recorded by then; none looks at everything.

        Returns:
            None when nothing was published by then.
        """
        history = self if known_at is None else self.known(known_at)
        span = next(
            (s for s in history.spans() if s.last is None or day <= s.last), None
        )
        if span is None:
            return None
        suspension = history.suspension_on(day, day)
        return Standing(
            version=span.version,
            validity=history._validity(span, day, suspension),
            until=history.until(span),
            suspension=suspension,
            repeal=history.repeal,
        )

    def until(self, span: Span) -> date | None:
        """The last known day on which a version holds; none when open."""
        ends = [
            span.version.content.in_force_until,
            span.last,
            self.repeal.from_day - _ONE_DAY if self.repeal else None,
        ]
        return min((end for end in ends if end), default=None)

    def _validity(
        self, span: Span, day: date, suspension: Suspension | None
    ) -> Validity:
        content = span.version.content
        if self.repeal and day >= self.repeal.from_day:
            return Validity.REPEALED
        if day < content.in_force_from:
            return Validity.NOT_YET
        if content.in_force_until and day > content.in_force_until:
            return Validity.ENDED
        if suspension:
            return Validity.SUSPENDED
        open_ended = span.last is None and self.repeal is None
        if content.in_force_until and open_ended:
            return Validity.ENDS
        return Validity.IN_FORCE


def _shown_until(version: Version, following: Version | None) -> date | None:
    if following is None:
        return None
    # In a gap between two versions the coming one is what people need to see.
    ends = [following.content.in_force_from - _ONE_DAY, version.content.in_force_until]
    return min(end for end in ends if end)


def _cut(suspensions: list[Suspension], resumed: date) -> Iterator[Suspension]:
    for suspension in suspensions:
        if not suspension.from_day <= resumed <= suspension.last_day:
            yield suspension
        elif suspension.from_day < resumed:
            yield suspension.model_copy(update={"until": resumed - _ONE_DAY})
