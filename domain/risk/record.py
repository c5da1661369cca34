"""What the data show of the good faith of a business, for and against (C5)."""

from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from domain.kernel import Value
from domain.profile import Profile
from domain.risk.criteria import GoodFaith, Merit
from domain.term import months_after


class DeedKind(StrEnum):
    """What happened; nothing that an inspector did is among it.

    REFUTED: a body showed that something declared or confirmed was not so, and the
    client's objection did not change that.

    Source:
        248-ФЗ, ст. 30 (LAW-123): counts of inspections measure nothing.
    """

    ALGORITHM_CONFIRMED = "algorithm_confirmed"
    TERM_KEPT = "term_kept"
    SELF_ASSESSED = "self_assessed"
    TERM_MISSED = "term_missed"
    REFUTED = "refuted"


class Deed(Value):
    """One thing in the record of a business.

    Attributes:
        kind: what happened.
        record: id of what shows it: a confirmation, a deadline, a self-assessment; of
            what was refuted, id of what was.
        on: the day.
        until: the last day on which it counts; None: it does not end.
        algorithm: code of the algorithm that was confirmed; "" for the rest.
    """

    kind: DeedKind
    record: UUID
    on: date
    until: date | None = None
    algorithm: str = ""


class Circumstances(Value):
    """All that a category is reckoned from.

    Attributes:
        profile: what is known of the business, and of this one object.
        deeds: its record, any order.
        to_do: codes of algorithms that concern it, and are not confirmed.
    """

    profile: Profile
    deeds: tuple[Deed, ...] = ()
    to_do: tuple[str, ...] = ()


class Shown(NamedTuple):
    """What a record shows for a criterion.

    Attributes:
        times: how often it counts.
        by: what it rests on, oldest first.
        against: what speaks against it, so that it does not count; oldest first.
    """

    times: int
    by: tuple[Deed, ...] = ()
    against: tuple[Deed, ...] = ()


_FOR = {
    Merit.ALGORITHMS: DeedKind.ALGORITHM_CONFIRMED,
    Merit.TERMS: DeedKind.TERM_KEPT,
    Merit.SELF_ASSESSMENT: DeedKind.SELF_ASSESSED,
}
_AGAINST = {
    Merit.TERMS: DeedKind.TERM_MISSED,
    Merit.NOTHING_REFUTED: DeedKind.REFUTED,
}


def shown(criterion: GoodFaith, deeds: Collection[Deed], today: date) -> Shown:
    """What a record shows for a criterion on a day.

    What was refuted counts for nothing, whatever became of the rest.

    Args:
        criterion: what is looked at.
        deeds: the whole record.
        today: the day.
    """
    counted = [one for one in deeds if counts(one, criterion, today)]
    if against := _of(counted, _AGAINST.get(criterion.merit)):
        return Shown(0, against=against)
    if criterion.merit is Merit.NOTHING_REFUTED:
        return Shown(1)
    refuted = {one.record for one in deeds if one.kind is DeedKind.REFUTED}
    honest = [one for one in counted if one.record not in refuted]
    by = _once_each(_of(honest, _FOR[criterion.merit]))[: criterion.most]
    return Shown(len(by), by)


def counts(deed: Deed, criterion: GoodFaith, today: date) -> bool:
    """Whether it happened, is not over, and not too long ago."""
    end = last_day(deed, criterion)
    return deed.on <= today and (end is None or today <= end)


def last_day(deed: Deed, criterion: GoodFaith) -> date | None:
    """The last day on which a deed counts; None: it does not end."""
    months = criterion.months
    ends = [months_after(deed.on, months)] if months else []
    return min([*ends, *([deed.until] if deed.until else [])], default=None)


def counts_again(shown: Shown, criterion: GoodFaith) -> date | None:
    """The first day on which nothing of what there is speaks against a criterion.

    Returns:
        None when nothing does, or when it does so for ever.
    """
    ends = [last_day(one, criterion) for one in shown.against]
    last = [one for one in ends if one is not None]
    if not last or len(last) < len(ends):
        return None
    return max(last) + timedelta(days=1)


def _of(deeds: Collection[Deed], kind: DeedKind | None) -> tuple[Deed, ...]:
    found = (one for one in deeds if one.kind is kind)
    return tuple(sorted(found, key=lambda one: (one.on, str(one.record))))


def _once_each(deeds: tuple[Deed, ...]) -> tuple[Deed, ...]:
    """Of deeds that show the same, the first: an algorithm or a record counts once."""
    first: dict[str | UUID, Deed] = {}
    for one in deeds:
        first.setdefault(one.algorithm or one.record, one)
    return tuple(first.values())
