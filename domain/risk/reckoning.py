"""How the category of an object is found, line by line (C5)."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from domain.condition import Verdict, judge
from domain.kernel import Value
from domain.profile import Profile
from domain.risk.category import Category
from domain.risk.criteria import CriterionId, GoodFaith, Harm, RiskCriteria
from domain.risk.record import Circumstances, Shown, shown
from domain.risk.why import WhyReckoned


class State(StrEnum):
    """Whether a criterion counts; UNKNOWN: the facts do not say, so it does not."""

    COUNTS = "counts"
    DOES_NOT_COUNT = "does_not_count"
    UNKNOWN = "unknown"


class Line(Value):
    """One line of the reckoning, for one criterion.

    Attributes:
        criterion: its id.
        state: whether it counts.
        times: how often.
        points: what it adds; below zero: what it takes off.
        facts: keys of the facts that decide it, or that are wanted.
        records: ids of what it rests on, oldest first.
        against: ids of what speaks against it.
    """

    criterion: CriterionId
    state: State
    times: int = Field(ge=0)
    points: int
    facts: tuple[str, ...] = ()
    records: tuple[UUID, ...] = ()
    against: tuple[UUID, ...] = ()


class Reckoned(Value):
    """The category of an object, and how it was found.

    Attributes:
        edition: number of the edition of the criteria.
        on: the day as of which.
        lines: one for each criterion, in order; they add up to the score.
        score: never below zero.
        category: in which the score falls.
    """

    edition: int
    on: date
    lines: tuple[Line, ...]
    score: int
    category: Category

    def is_same(self, other: "Reckoned") -> bool:
        """Whether both tell the same, whenever they were made."""
        return self.model_copy(update={"on": other.on}) == other

    def line(self, criterion: str) -> Line | None:
        """The line of a criterion; None when there is none."""
        return next((one for one in self.lines if one.criterion == criterion), None)


def why_changed(before: Reckoned, now: Reckoned) -> WhyReckoned:
    """What made two reckonings of one object differ: criteria, facts, or the record."""
    if before.edition != now.edition:
        return WhyReckoned.CRITERIA
    changed = (one for one in now.lines if one != before.line(one.criterion))
    by_facts = any(one.facts for one in changed)
    return WhyReckoned.FACTS if by_facts else WhyReckoned.RECORD


def reckon(
    criteria: RiskCriteria, of: Circumstances, on: date, *, edition: int
) -> Reckoned:
    """The category of an object, from what is known on a day and from nothing else.

    Facts that nobody knows do not raise it; what shows good faith only lowers it.

    Args:
        criteria: of the kind of control.
        of: facts of the business and the object, and its record.
        on: the day.
        edition: number of the criteria.

    Source:
        248-ФЗ, ст. 23, 24; never a count of inspections: ст. 30.
    """
    lines = (
        *(_harm(one, of.profile) for one in criteria.harm),
        *(_good_faith(one, of, on) for one in criteria.good_faith),
    )
    points = score(lines)
    return Reckoned(
        edition=edition,
        on=on,
        lines=lines,
        score=points,
        category=criteria.category(points),
    )


def score(lines: Iterable[Line]) -> int:
    """What lines add up to; good faith takes off no more than there is."""
    return max(0, sum(one.points for one in lines))


def _harm(criterion: Harm, profile: Profile) -> Line:
    judged = judge(criterion.condition, profile)
    counts = judged.verdict is Verdict.APPLIES
    return Line(
        criterion=criterion.id,
        state=_STATES[judged.verdict],
        times=int(counts),
        points=criterion.points if counts else 0,
        facts=tuple(one.fact for one in judged.because),
    )


_STATES = {
    Verdict.APPLIES: State.COUNTS,
    Verdict.DOES_NOT_APPLY: State.DOES_NOT_COUNT,
    Verdict.UNKNOWN: State.UNKNOWN,
}


def _good_faith(criterion: GoodFaith, of: Circumstances, on: date) -> Line:
    found: Shown = shown(criterion, of.deeds, on)
    return Line(
        criterion=criterion.id,
        state=State.COUNTS if found.times else State.DOES_NOT_COUNT,
        times=found.times,
        points=-found.times * criterion.points,
        records=tuple(one.record for one in found.by),
        against=tuple(one.record for one in found.against),
    )
