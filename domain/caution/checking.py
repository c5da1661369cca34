"""What is checked before a caution goes out (C6)."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from domain.caution.content import Measure, Point, Signs, Wording
from domain.caution.demands import demands
from domain.caution.refusals import (
    AlgorithmNotNamed,
    CautionEmpty,
    CautionLate,
    CautionReasonMissing,
    CautionUnchanged,
    DemandsDocuments,
    MeasureMissing,
    NoSuchPoint,
    NothingLeft,
    ObjectionLate,
    RequirementTwice,
    SignsInFuture,
    SignsMissing,
)
from domain.term import Reckoning

Worded = Sequence[tuple[Point, Wording]]


def check_whole(worded: Worded) -> None:
    """See that every point says what it must, and each requirement comes once.

    Raises:
        CautionEmpty: there is no point, or one that does not say conduct and proposal.
        RequirementTwice: two are about the same.
    """
    empty = [point.number for point, words in worded if not words.is_whole]
    if empty or not worded:
        raise CautionEmpty(points=empty)
    counts = Counter(point.requirement for point, _ in worded)
    twice = sorted(code for code, count in counts.items() if count > 1)
    if twice:
        raise RequirementTwice(requirements=twice)


def check_in_time(signs: Signs, told: str, in_time: Reckoning, today: date) -> None:
    """See that the signs are told, and that the term after them is not over.

    Raises:
        SignsMissing, SignsInFuture, CautionLate: otherwise.
    """
    if not told.strip():
        raise SignsMissing
    if signs.received > today:
        raise SignsInFuture
    if today > in_time.last_day:
        raise CautionLate(
            last_day=in_time.last_day,
            rule=in_time.term.rule,
            certainty=in_time.term.certainty,
        )


def check_algorithms(
    points: Sequence[Point], serving: Mapping[str, Collection[str]]
) -> None:
    """See that each point names an algorithm that removes the risk, if there is one.

    Args:
        points: of the caution.
        serving: codes of the algorithms that there are, by requirement.

    Raises:
        AlgorithmNotNamed: a point names none, or one that serves something else.
    """
    wrong = [
        {"number": one.number, "algorithms": sorted(serving.get(one.requirement, ()))}
        for one in points
        if not _is_served(one, serving.get(one.requirement, ()))
    ]
    if wrong:
        raise AlgorithmNotNamed(points=wrong)


def check_no_demands(worded: Worded) -> None:
    """See that no proposal demands documents or data.

    A point whose requirement itself obliges to report is not looked at.

    Raises:
        DemandsDocuments: names the sentences.
    """
    found = [
        {"number": point.number, "words": sentence}
        for point, words in worded
        if not point.own_duty
        for sentence in demands(words.proposal)
    ]
    if found:
        raise DemandsDocuments(found=found)


def _is_served(point: Point, by: Collection[str]) -> bool:
    return point.algorithm in by if by else point.algorithm is None


def check_change(
    points: Mapping[int, Point],
    wording: Mapping[int, Wording],
    dropped: Collection[int],
) -> None:
    """See that something would be otherwise, and what remains may stand.

    Args:
        points: of the caution, by number.
        wording: of points that are said otherwise.
        dropped: numbers of points that would be no more.

    Raises:
        NoSuchPoint, CautionUnchanged, NothingLeft: otherwise.
        CautionEmpty, DemandsDocuments: of the new words.
    """
    check_numbers(points, {*wording, *dropped})
    if set(dropped) & set(wording) or not (wording or dropped):
        raise CautionUnchanged
    if set(dropped) == set(points):
        raise NothingLeft
    check_words([(points[n], wording[n]) for n in sorted(wording)])


def check_numbers(points: Mapping[int, Point], numbers: Collection[int]) -> None:
    """See that there are points with these numbers; NoSuchPoint otherwise."""
    if set(numbers) - set(points):
        raise NoSuchPoint


def check_words(worded: Worded) -> None:
    """See that words are whole and demand nothing.

    Raises:
        CautionEmpty, DemandsDocuments: otherwise.
    """
    if empty := [point.number for point, words in worded if not words.is_whole]:
        raise CautionEmpty(points=empty)
    check_no_demands(worded)


def check_measures(
    points: Mapping[int, Point], measures: Mapping[int, Measure]
) -> None:
    """See that something is said of points that there are.

    Raises:
        NoSuchPoint, MeasureMissing: otherwise.
    """
    check_numbers(points, measures)
    silent = sorted(n for n, one in measures.items() if not one.what.strip())
    if silent or not measures:
        raise MeasureMissing(points=silent)


def check_not_late(objection: Reckoning | None, at: datetime) -> None:
    """See that the term to object is not over, if there is one.

    Raises:
        ObjectionLate: it is.
    """
    if objection is not None and objection.is_late(at):
        term = objection.term
        raise ObjectionLate(
            last_day=objection.last_day, rule=term.rule, certainty=term.certainty
        )


def checked_reason(reason: str) -> str:
    """Why the body decides so; the business reads it.

    Raises:
        CautionReasonMissing: nothing.
    """
    if not reason.strip():
        raise CautionReasonMissing
    return reason.strip()
