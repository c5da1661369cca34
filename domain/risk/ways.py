"""What would change a category: each way is tried out before it is told (C5)."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from uuid import UUID

from domain.kernel import Value
from domain.profile import FLAGS, Profile
from domain.risk.category import Category
from domain.risk.criteria import CriterionId, GoodFaith, Harm, Merit, RiskCriteria
from domain.risk.reckoning import Reckoned, State, reckon
from domain.risk.record import Circumstances, Deed, DeedKind, counts_again, shown


class WayKind(StrEnum):
    """What somebody can do.

    FINISH_ALGORITHM: carry one out, and have it confirmed. KEEP_TERM: keep the next
    one. ASSESS_YOURSELF: make a self-assessment. WAIT: until what speaks against it is
    long enough ago. DO_WITHOUT: no longer do or use what makes the risk. PROVIDE: have
    what is missing.
    """

    FINISH_ALGORITHM = "finish_algorithm"
    KEEP_TERM = "keep_term"
    ASSESS_YOURSELF = "assess_yourself"
    WAIT = "wait"
    DO_WITHOUT = "do_without"
    PROVIDE = "provide"


class Step(Value):
    """One thing that would lower the risk.

    Attributes:
        kind: what to do.
        criterion: id of the criterion that changes.
        algorithm: code of the one to finish; "" for the rest.
        facts: keys of what is to be so no longer, or from now on.
        until: the day on which it counts again; of WAIT.
    """

    kind: WayKind
    criterion: CriterionId
    algorithm: str = ""
    facts: tuple[str, ...] = ()
    until: date | None = None

    def taken(self, of: Circumstances, on: date) -> tuple[Circumstances, date]:
        """What is known after it, and the day."""
        if self.kind is WayKind.WAIT:
            return of, max(on, self.until or on)
        if self.facts:
            so = self.kind is WayKind.PROVIDE
            profile = of.profile.with_facts(dict.fromkeys(self.facts, so))
            return of.model_copy(update={"profile": profile}), on
        done = Deed(
            kind=_DONE[self.kind], record=_free(of), on=on, algorithm=self.algorithm
        )
        left = tuple(one for one in of.to_do if one != self.algorithm)
        return of.model_copy(update={"deeds": (*of.deeds, done), "to_do": left}), on


_DONE = {
    WayKind.FINISH_ALGORITHM: DeedKind.ALGORITHM_CONFIRMED,
    WayKind.KEEP_TERM: DeedKind.TERM_KEPT,
    WayKind.ASSESS_YOURSELF: DeedKind.SELF_ASSESSED,
}


class Way(Value):
    """What would lower the risk, and to what.

    Attributes:
        steps: what to do, in order.
        score: after it.
        category: after it, if nothing else changes.
    """

    steps: tuple[Step, ...]
    score: int
    category: Category


def ways(
    criteria: RiskCriteria, of: Circumstances, on: date, *, edition: int
) -> tuple[Way, ...]:
    """Each single step that lowers the score, the one that lowers it most first.

    To do without something comes last: nobody is told first to give up a business.

    Args:
        criteria: of the kind of control.
        of: facts of the business and the object, and its record.
        on: the day.
        edition: number of the criteria.
    """
    now = reckon(criteria, of, on, edition=edition)
    found = (
        _way((step,), reckon(criteria, *step.taken(of, on), edition=edition))
        for step in _steps(criteria, of, now)
    )
    lower = [one for one in found if one.score < now.score]
    return tuple(sorted(lower, key=_telling))


def way_down(
    criteria: RiskCriteria, of: Circumstances, on: date, *, edition: int
) -> Way | None:
    """Steps that together lead to a lower category, the most telling ones first.

    Waiting, and doing without, are no steps here: they are told by themselves.

    Args:
        criteria: of the kind of control.
        of: facts of the business and the object, and its record.
        on: the day.
        edition: number of the criteria.

    Returns:
        None when nothing that one can do leads there.
    """
    start = reckon(criteria, of, on, edition=edition).category
    steps: tuple[Step, ...] = ()
    while True:
        best = next(_doable(ways(criteria, of, on, edition=edition)), None)
        if best is None:
            return None
        steps += best.steps
        if start.is_above(best.category):
            return Way(steps=steps, score=best.score, category=best.category)
        of, on = best.steps[0].taken(of, on)


def _telling(way: Way) -> tuple[bool, int]:
    return way.steps[0].kind is WayKind.DO_WITHOUT, way.score


def _doable(found: tuple[Way, ...]) -> Iterator[Way]:
    return (one for one in found if one.steps[0].kind not in _NO_DEEDS)


_NO_DEEDS = frozenset({WayKind.WAIT, WayKind.DO_WITHOUT})


def _way(steps: tuple[Step, ...], after: Reckoned) -> Way:
    return Way(steps=steps, score=after.score, category=after.category)


def _steps(criteria: RiskCriteria, of: Circumstances, now: Reckoned) -> Iterator[Step]:
    for merit in criteria.good_faith:
        yield from _shows(merit, of, now.on)
    for harm in criteria.harm:
        yield from _avoids(harm, of.profile, now)


def _shows(criterion: GoodFaith, of: Circumstances, on: date) -> Iterator[Step]:
    id = criterion.id
    again = counts_again(shown(criterion, of.deeds, on), criterion)
    if again is not None:
        yield Step(kind=WayKind.WAIT, criterion=id, until=again)
    match criterion.merit:
        case Merit.ALGORITHMS:
            for code in of.to_do:
                yield Step(kind=WayKind.FINISH_ALGORITHM, criterion=id, algorithm=code)
        case Merit.TERMS:
            yield Step(kind=WayKind.KEEP_TERM, criterion=id)
        case Merit.SELF_ASSESSMENT:
            yield Step(kind=WayKind.ASSESS_YOURSELF, criterion=id)
        case Merit.NOTHING_REFUTED:
            pass


def _avoids(criterion: Harm, profile: Profile, now: Reckoned) -> Iterator[Step]:
    line = now.line(criterion.id)
    if line is None or line.state is not State.COUNTS:
        return
    flags = [one for one in line.facts if one.partition(":")[0] in FLAGS]
    for kind, so in ((WayKind.DO_WITHOUT, True), (WayKind.PROVIDE, False)):
        facts = tuple(one for one in flags if profile.value(one) is so)
        if facts:
            yield Step(kind=kind, criterion=criterion.id, facts=facts)


def _free(of: Circumstances) -> UUID:
    """An id that no record has, for one that there is not yet."""
    taken = {one.record for one in of.deeds}
    return next(id for n in range(len(taken) + 1) if (id := UUID(int=n)) not in taken)
