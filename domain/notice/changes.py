"""What there is to tell of a requirement: what was recorded, and which days come near.

`History` knows everything that was recorded; what of it was told before is counted.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from domain.kernel import Value
from domain.notice.mailing import RequirementChange, What
from domain.requirement import (
    History,
    Repeal,
    Resumption,
    Span,
    Suspension,
    Version,
)

AHEAD = timedelta(days=30)
"""How long before its day a coming or ending requirement is told again.

The service's own choice, no rule of law: what the law gives for getting ready, half a
year as a rule, has begun with the notice of the change itself.
"""
_ONE_DAY = timedelta(days=1)


class Days(Value):
    """On which day something is told, and since when such days were looked after.

    Attributes:
        today: the day of the mailing.
        before: of the mailing before; None: there was none.
        told_since: instant from which on every change was told when it was recorded.
    """

    today: date
    before: date | None
    told_since: datetime

    def near(self, day: date) -> bool:
        """Whether a day has come near since the mailing before."""
        first = self.before + AHEAD if self.before else self.today
        return max(first, self.today) < day <= self.today + AHEAD

    def is_fresh(self, known_at: datetime) -> bool:
        """Whether something was told so lately that a reminder is too much."""
        return known_at > self.told_since and known_at.date() > self.today - AHEAD


def recorded(
    code: str, history: History, told: int, today: date
) -> tuple[RequirementChange, ...]:
    """What was recorded of a requirement and concerns somebody from today on.

    A version that was corrected before anybody heard of it is not told.

    Args:
        code: of the requirement.
        history: everything that was recorded.
        told: how many of its changes were told before.
        today: the day of telling.
    """
    new = history.changes[told:]
    earlier = History(changes=history.changes[:told])
    found = [
        *_versions(code, history, earlier, today),
        *(one for change in new if (one := _otherwise(code, history, change))),
    ]
    return tuple(sorted(found, key=lambda one: one.day))


def coming_near(
    code: str, history: History, days: Days
) -> tuple[RequirementChange, ...]:
    """What begins or ends soon, and was recorded too long ago to be remembered."""
    found = [*_coming(code, history, days), *_ending(code, history, days)]
    return tuple(sorted(found, key=lambda one: one.day))


def _versions(
    code: str, history: History, earlier: History, today: date
) -> Iterator[RequirementChange]:
    known = {version.number for version in earlier.versions}
    spans = history.spans()
    for place, span in enumerate(spans):
        version = span.version
        if version.number in known or _is_over(history, span, today):
            continue
        wrong = _first_wrong(history, version, known)
        if wrong is not None:
            what, before = What.CORRECTED, wrong
        elif place:
            what, before = What.AMENDED, spans[place - 1].version.number
        else:
            what, before = What.NEW, None
        yield RequirementChange(
            what=what,
            code=code,
            version=version.number,
            before=before,
            day=version.content.in_force_from,
        )


def _is_over(history: History, span: Span, today: date) -> bool:
    last = history.until(span)
    return last is not None and last < today


def _first_wrong(history: History, version: Version, known: set[int]) -> int | None:
    """The version that people knew and this one corrects, maybe in several steps."""
    numbered = {one.number: one for one in history.versions}
    wrong = version.corrects
    while wrong is not None and wrong not in known:
        wrong = numbered[wrong].corrects
    return wrong


def _otherwise(code: str, history: History, change: object) -> RequirementChange | None:
    """What else was recorded than a version."""
    match change:
        case Suspension(from_day=day):
            what, on = What.SUSPENDED, day
        case Resumption(from_day=day):
            what, on = What.RESUMED, day
        case Repeal(from_day=day):
            what, on = What.REPEALED, day - _ONE_DAY
        case _:
            return None
    standing = history.on(on)
    if standing is None:
        return None
    return RequirementChange(
        what=what, code=code, version=standing.version.number, day=day
    )


def _coming(code: str, history: History, days: Days) -> Iterator[RequirementChange]:
    before: int | None = None
    for span in history.spans():
        version = span.version
        day = version.content.in_force_from
        gone = history.repeal is not None and history.repeal.from_day <= day
        if days.near(day) and not days.is_fresh(version.known_at) and not gone:
            yield RequirementChange(
                what=What.COMING,
                code=code,
                version=version.number,
                before=before,
                day=day,
            )
        before = version.number


def _ending(code: str, history: History, days: Days) -> Iterator[RequirementChange]:
    spans: Sequence[Span] = history.spans()
    for span, following in zip(spans, [*spans[1:], None], strict=True):
        last = history.until(span)
        began = last is not None and span.version.content.in_force_from <= last
        if last is None or not began or not days.near(last):
            continue
        # What another version follows at once does not end, it changes.
        if following and following.version.content.in_force_from == last + _ONE_DAY:
            repealed = history.repeal and history.repeal.from_day == last + _ONE_DAY
            if not repealed:
                continue
        if not days.is_fresh(_end_known_at(history, span, last)):
            yield RequirementChange(
                what=What.ENDING, code=code, version=span.version.number, day=last
            )


def _end_known_at(history: History, span: Span, last: date) -> datetime:
    repeal = history.repeal
    if repeal and repeal.from_day == last + _ONE_DAY:
        return repeal.known_at
    return span.version.known_at
